"""The settings for photos: shown, read as typed, each pattern with an example under it, nonsense named at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QScrollArea, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from desk.formats.house import House
from desk.ui.dialogs import FRAME_HEIGHT, SettingsDialog
from desk.ui.house_form import HouseForm
from desk.ui.settings import Settings

HOUSE = House((480, 1200), 75, 60, {"en": "({credit} photo)", "ckb": "(وێنە: {credit})", "fr": "Photo : {credit}"})


def shown(qtbot: QtBot, house: House = HOUSE) -> HouseForm:
    form = HouseForm(house)
    qtbot.addWidget(form)
    return form


def test_a_house_is_shown_and_comes_back_as_it_was(qtbot: QtBot) -> None:
    form = shown(qtbot)
    assert form.widths.text() == "480, 1200"
    assert form.house == HOUSE
    assert shown(qtbot, House()).house == House()
    assert form.problem == ""


def test_slugs_are_as_written_or_in_latin_letters(qtbot: QtBot) -> None:
    form = shown(qtbot)
    assert form.slugs.currentText() == "As written"
    with qtbot.waitSignal(form.changed):
        qtbot.keyClick(form.slugs, Qt.Key.Key_Down)
    assert form.house.latin_slugs
    assert shown(qtbot, form.house).slugs.currentText() == "In Latin letters"


def test_each_pattern_has_an_example_under_it(qtbot: QtBot) -> None:
    form = shown(qtbot)
    assert "(Reuters photo)" in form.examples["en"].text()
    assert "(وێنە: ڕۆیتەرز)" in form.examples["ckb"].text()
    with qtbot.waitSignal(form.changed):
        form.patterns["en"].setText("Photo: {credit}")
    assert "Photo: Reuters" in form.examples["en"].text()
    note = form.notes[form.patterns["en"]]
    assert note.text() == "{credit} stands for the credit."
    form.patterns["en"].setText("Photo")
    assert form.examples["en"].isHidden()
    assert note.text().startswith("A pattern has {credit} once")


def test_examples_stand_at_the_side_of_their_fields(qtbot: QtBot) -> None:
    form = shown(qtbot)
    for tag, side in (("en", Qt.AlignmentFlag.AlignLeft), ("ckb", Qt.AlignmentFlag.AlignRight)):
        assert bool(form.examples[tag].alignment() & side)
        assert bool(form.patterns[tag].alignment() & side)


def test_what_is_typed_is_read(qtbot: QtBot) -> None:
    form = shown(qtbot)
    form.widths.setText("٨٠٠، ٤٠٠")
    form.jpeg_quality.setText("90")
    form.webp_quality.setText("70")
    form.patterns["ar"].setText("(صورة: {credit})")
    assert form.house == House((400, 800), 90, 70, {**HOUSE.credits, "ar": "(صورة: {credit})"})


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("widths", "480, 0", "not 0"),
        ("widths", "", "Give one"),
        ("jpeg_quality", "101", "101"),
        ("webp_quality", "", "“”"),
    ],
)
def test_nonsense_is_named_and_cannot_be_saved(
    qtbot: QtBot, tmp_path: Path, field: str, text: str, sentence: str
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(Settings(tmp_path / "desk.ini"), parent, HOUSE)
    save = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)  # type: ignore[union-attr]
    assert save.isEnabled()
    getattr(dialog.photos, field).setText(text)
    assert sentence in dialog.photos.problem
    assert not save.isEnabled()


def test_each_field_that_is_wrong_says_so_itself(qtbot: QtBot) -> None:
    form = shown(qtbot)
    hint = form.notes[form.widths].text()
    form.widths.setText("480, 0")
    form.jpeg_quality.setText("101")
    for field, words in ((form.widths, "not 0"), (form.jpeg_quality, "101")):
        assert words in form.notes[field].text()
        assert (form.notes[field].property("role"), field.property("problem")) == ("problem", True)
        assert words in field.accessibleDescription()
    assert not form.webp_quality.property("problem")
    form.widths.setText("480")
    assert form.notes[form.widths].text() == hint
    assert (form.notes[form.widths].property("role"), form.widths.property("problem")) == ("hint", False)


def test_photos_have_a_part_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(Settings(tmp_path / "desk.ini"), parent, HOUSE)
    tabs = dialog.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    assert [tabs.tabText(number) for number in range(tabs.count())] == ["General", "Pages and photos"]
    dialog.accept()
    assert dialog.photos.house.widths == HOUSE.widths


def test_the_settings_fit_a_small_screen_with_save_in_sight(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(Settings(tmp_path / "desk.ini"), parent, HOUSE)
    assert dialog.height() <= dialog.screen().availableGeometry().height() - FRAME_HEIGHT
    dialog.resize(dialog.width(), 480)
    dialog.show()
    assert dialog.height() == 480
    tabs, buttons = dialog.findChild(QTabWidget), dialog.findChild(QDialogButtonBox)
    assert isinstance(tabs, QTabWidget)
    assert isinstance(buttons, QDialogButtonBox)
    assert dialog.rect().contains(buttons.geometry())
    tabs.setCurrentIndex(1)
    last = dialog.photos.patterns["ar"]
    qtbot.waitUntil(lambda: last.isVisible() and last.visibleRegion().isEmpty())
    area = tabs.widget(1)
    assert isinstance(area, QScrollArea)
    area.ensureWidgetVisible(last)
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())

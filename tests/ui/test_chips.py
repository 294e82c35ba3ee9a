"""Keywords as chips: made by typing, taken away by mouse and keys, in both directions of script."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desk.ui.chips import Chips

WIDTH = 260


def shown(qtbot: QtBot, *words: str, known: tuple[str, ...] = ()) -> Chips:
    chips = Chips(lambda prefix: [word for word in known if word.startswith(prefix)], "Add a keyword")
    qtbot.addWidget(chips)
    chips.show_words(words)
    chips.resize(WIDTH, chips.heightForWidth(WIDTH))
    with qtbot.waitActive(chips):
        chips.show()
        chips.activateWindow()
    chips.setFocus()
    return chips


def laid_out(chips: Chips) -> None:
    chips.resize(WIDTH, chips.heightForWidth(WIDTH))
    chips.layout().activate()  # type: ignore[union-attr]


@pytest.mark.parametrize("comma", [",", "،", "؛", ";"])
def test_a_comma_of_any_script_makes_a_chip(qtbot: QtBot, comma: str) -> None:
    chips = shown(qtbot)
    qtbot.keyClicks(chips.entry, "water")
    chips.entry.insert(comma)
    assert chips.words == ("water",)
    assert chips.entry.text() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_makes_a_chip(qtbot: QtBot, key: Qt.Key) -> None:
    chips = shown(qtbot, "dam")
    chips.entry.insert("ئاو")
    with qtbot.waitSignal(chips.changed) as changed:
        qtbot.keyClick(chips.entry, key)
    assert changed.args == [("dam", "ئاو")]


def test_a_pasted_list_becomes_chips_each_once(qtbot: QtBot) -> None:
    chips = shown(qtbot, "dam")
    QGuiApplication.clipboard().setText("water, dam\nنووسین\u200cەکان، Erbil,")
    chips.entry.paste()
    assert chips.words == ("dam", "water", "نووسین\u200cەکان", "Erbil")


def test_a_word_left_in_the_box_is_not_lost(qtbot: QtBot) -> None:
    chips = shown(qtbot)
    qtbot.keyClicks(chips.entry, "water")
    chips.entry.clearFocus()
    assert chips.words == ("water",)


def test_backspace_in_the_empty_box_takes_the_last(qtbot: QtBot) -> None:
    chips = shown(qtbot, "dam", "water")
    qtbot.keyClick(chips.entry, Qt.Key.Key_Backspace)
    assert chips.words == ("dam",)
    qtbot.keyClicks(chips.entry, "x")
    qtbot.keyClick(chips.entry, Qt.Key.Key_Backspace)
    assert chips.words == ("dam",)


def test_the_cross_removes_a_chip(qtbot: QtBot) -> None:
    chips = shown(qtbot, "dam", "water", "Erbil")
    laid_out(chips)
    qtbot.mouseClick(chips.chips[1].cross, Qt.MouseButton.LeftButton)
    assert chips.words == ("dam", "Erbil")


def test_chips_are_reached_and_removed_by_keys(qtbot: QtBot) -> None:
    chips = shown(qtbot, "dam", "water", "Erbil")
    qtbot.keyClick(chips.entry, Qt.Key.Key_Left)
    assert chips.chips[2].hasFocus()
    qtbot.keyClick(chips.chips[2], Qt.Key.Key_Left)
    assert chips.chips[1].hasFocus()
    qtbot.keyClick(chips.chips[1], Qt.Key.Key_Delete)
    assert chips.words == ("dam", "Erbil")
    assert chips.chips[1].hasFocus()
    qtbot.keyClick(chips.chips[1], Qt.Key.Key_Right)
    assert chips.entry.hasFocus()


def test_the_arrows_follow_the_script(qtbot: QtBot) -> None:
    chips = shown(qtbot, "بەنداو", "ئاو")
    chips.set_own_direction("rtl")
    qtbot.keyClick(chips.entry, Qt.Key.Key_Right)
    assert chips.chips[1].hasFocus()
    qtbot.keyClick(chips.chips[1], Qt.Key.Key_Left)
    assert chips.entry.hasFocus()


def test_typing_on_a_chip_goes_on_in_the_box(qtbot: QtBot) -> None:
    chips = shown(qtbot, "dam")
    qtbot.keyClick(chips.entry, Qt.Key.Key_Left)
    qtbot.keyClicks(chips.chips[0], "w")
    assert chips.entry.hasFocus()
    assert chips.entry.text() == "w"


def test_chips_wrap_over_lines_and_none_is_wider_than_the_field(qtbot: QtBot) -> None:
    chips = shown(qtbot)
    low = chips.heightForWidth(WIDTH)
    chips.show_words(("water", "Dokan dam", "Iraq", "Ministry of Water Resources of the Kurdistan Region", "Erbil"))
    laid_out(chips)
    assert chips.heightForWidth(WIDTH) > 2 * low
    for chip in chips.chips:
        assert chips.rect().contains(chip.geometry())


def test_chips_flow_from_the_right_in_a_sorani_story(qtbot: QtBot) -> None:
    chips = shown(qtbot, "ئاو", "هەولێر")
    chips.set_own_direction("rtl")
    laid_out(chips)
    first, second = chips.chips
    assert first.x() > second.x() > chips.entry.x()
    assert first.geometry().right() > WIDTH - 12


def test_every_chip_can_be_hit_and_has_a_name(qtbot: QtBot) -> None:
    chips = shown(qtbot, "dam")
    laid_out(chips)
    assert chips.chips[0].height() >= 28
    assert chips.chips[0].accessibleName() == "dam"
    assert chips.chips[0].cross.accessibleName() == "Remove dam"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_library_offers_words_that_are_not_there_yet(qtbot: QtBot) -> None:
    chips = shown(qtbot, "water", known=("water", "war", "Erbil"))
    qtbot.keyClicks(chips.entry, "wa")
    popup = chips.entry.completer().popup()
    offered = popup.model()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == ["war"]
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chips.words == ("water", "war"))
    assert chips.entry.text() == ""


def full_line(qtbot: QtBot) -> Chips:
    """One line of chips that leaves the box less room than it needs for typing."""
    chips = shown(qtbot, "Iraq", "Dokan dam", "Ministry of Water Resources of the Kurdistan Region")
    laid_out(chips)
    assert chips.heightForWidth(WIDTH) > 2 * chips.chips[0].height()
    return chips


def lines(chips: Chips) -> int:
    return round(chips.heightForWidth(WIDTH) / (chips.chips[0].height() + 4))


def test_the_empty_box_takes_no_line_of_its_own_until_it_is_gone_to(qtbot: QtBot) -> None:
    chips = full_line(qtbot)
    before = lines(chips)
    assert max(chip.y() for chip in chips.chips) < chips.entry.y()
    chips.entry.clearFocus()
    assert lines(chips) == before - 1
    laid_out(chips)
    assert chips.entry.y() == chips.chips[-1].y()
    qtbot.mouseClick(chips, Qt.MouseButton.LeftButton, pos=chips.rect().bottomRight() - QPoint(2, 2))
    assert chips.entry.hasFocus()
    assert lines(chips) == before
    qtbot.keyClicks(chips.entry, "water")
    laid_out(chips)
    assert chips.entry.width() > 200


def test_the_box_stays_behind_the_chips_while_its_word_fits(qtbot: QtBot) -> None:
    chips = shown(qtbot, "Iraq", "Dokan dam")
    chips.entry.insert("wa")
    laid_out(chips)
    assert chips.entry.y() == chips.chips[-1].y()
    chips.entry.insert("ter and power for everyone")
    laid_out(chips)
    assert chips.entry.y() > chips.chips[-1].y()

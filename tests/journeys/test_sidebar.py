"""The sidebar in the real window: by keys alone from field to field, and what is in no article yet kept through a crash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.ui.details_rows import KeywordsRow
from desk.ui.rows import Row
from desk.ui.window import MainWindow
from tests.journeys.hands import press

FIELDS = ["slug", "slugline", "kicker", "byline", "section", "keywords", "place", "agency", "date", "status", "urgency", "language", "embargo", "published", "sign_off", "source", "copyright", "editors_note", "correction"]


def field_with_focus(window: MainWindow) -> str:
    """The field of Details that has the keys, or empty when they went elsewhere."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, Row):
        widget = widget.parentWidget()
    return next((name for name in FIELDS if window.details.row(name) is widget), "")


def tabbed(window: MainWindow, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[str]:
    """The fields that Tab goes through, each once, until it leaves Details."""
    fields: list[str] = []
    while name := field_with_focus(window):
        if fields[-1:] != [name]:
            fields.append(name)
        press(Qt.Key.Key_Tab, modifier)
    return fields


def details_of(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.new_story()
    qtbot.waitUntil(lambda: window.workspace.session is not None)
    window.sidebar.setCurrentWidget(window.details)
    window.activateWindow()


@pytest.mark.parametrize("words", [(), ("water",), ("water", "dam", "ئاو")])
def test_tab_goes_from_field_to_field_from_top_to_bottom(
    qtbot: QtBot, open_desk: Callable[..., MainWindow], words: tuple[str, ...]
) -> None:
    window = open_desk()
    details_of(qtbot, window)
    session = window.workspace.session
    assert session is not None
    for keywords in (("first", *words), words):
        window.workspace.apply(edits.set_field(session.article, "keywords", keywords), "test")
    window.details.show_field("slug")
    assert tabbed(window) == FIELDS
    window.details.show_field("correction")
    assert tabbed(window, Qt.KeyboardModifier.ShiftModifier) == FIELDS[::-1]


def test_tab_goes_on_from_a_keyword_being_typed_and_from_a_chip(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    window = open_desk()
    details_of(qtbot, window)
    row = window.details.row("keywords")
    assert isinstance(row, KeywordsRow)
    row.chips.setFocus()
    qtbot.keyClicks(row.chips.entry, "water,dam")
    press(Qt.Key.Key_Tab)
    assert row.chips.words == ("water", "dam")
    assert field_with_focus(window) == "place"
    for modifier, wanted in ((Qt.KeyboardModifier.NoModifier, "place"), (Qt.KeyboardModifier.ShiftModifier, "section")):
        row.chips.chips[0].setFocus()
        press(Qt.Key.Key_Tab, modifier)
        assert field_with_focus(window) == wanted

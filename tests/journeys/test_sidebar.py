"""The sidebar in the real window: by keys alone from field to field, and what no article holds yet outlives a crash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.ui.details_rows import KeywordsRow
from desk.ui.one_window import OneWindow
from desk.ui.rows import Row, TextRow
from desk.ui.unread import name_of
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, press

FIELDS = [
    "slug",
    "slugline",
    "kicker",
    "byline",
    "section",
    "keywords",
    "place",
    "agency",
    "date",
    "status",
    "urgency",
    "language",
    "embargo",
    "published",
    "sign_off",
    "source",
    "copyright",
    "editors_note",
    "correction",
]


def field_with_focus(window: MainWindow) -> str:
    """The field of Details that has the keys, or empty when they went elsewhere."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, Row):
        widget = widget.parentWidget()
    return next((name for name in FIELDS if window.details.row(name) is widget), "")


def is_fold() -> bool:
    """Whether the keys are at the title of fields that fold away."""
    focus = QApplication.focusWidget()
    return focus is not None and focus.objectName() == "fold"


def tabbed(window: MainWindow, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[str]:
    """The fields that Tab goes through, each once, until it leaves Details; what is folded away has but its title."""
    fields: list[str] = []
    while (name := field_with_focus(window)) or is_fold():
        if name and fields[-1:] != [name]:
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
    assert is_fold()
    press(Qt.Key.Key_Tab)
    assert field_with_focus(window) == "place"
    for modifier, wanted in ((Qt.KeyboardModifier.NoModifier, ""), (Qt.KeyboardModifier.ShiftModifier, "section")):
        row.chips.chips[0].setFocus()
        press(Qt.Key.Key_Tab, modifier)
        assert field_with_focus(window) == wanted


def kept(window: MainWindow) -> str:
    """What is on disk of the texts of the open story that are in no article."""
    article = window.workspace.article
    assert article is not None
    return window.workspace.library.setting(name_of(article.id)) or ""


def text_of(window: MainWindow, name: str) -> str:
    row = window.details.row(name)
    assert isinstance(row, TextRow)
    return row.entry.words()


def test_text_that_cannot_be_read_survives_a_window_that_never_closes(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    """As by one that is killed: it is told of nothing, and another opens what is on disk."""
    killed = open_desk()
    details_of(qtbot, killed)
    compose("Dam talks")
    for name, words in (("slug", "Bad Slug!/"), ("embargo", "نیوەڕۆ"), ("keywords", "wat")):
        killed.details.show_field(name)
        compose(words)
    qtbot.waitUntil(lambda: "wat" in kept(killed))
    killed.findChild(OneWindow).close()  # it hears of no later start any more
    again = open_desk()
    qtbot.waitUntil(lambda: again.workspace.session is not None)
    qtbot.waitUntil(lambda: text_of(again, "slug") == "Bad Slug!/")
    assert text_of(again, "embargo") == "نیوەڕۆ"
    assert again.details.row("keywords").unread == "wat"
    assert again.details.row("slug").note.isVisible()
    assert again.workspace.article == killed.workspace.article
    for name in ("slug", "embargo", "keywords"):
        again.details.show_field(name)
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: kept(again) == "")


def test_text_that_cannot_be_read_is_kept_by_a_window_that_closes_at_once(
    qtbot: QtBot, open_desk: Callable[..., MainWindow]
) -> None:
    first = open_desk()
    details_of(qtbot, first)
    compose("Dam")
    first.details.show_field("slug")
    compose("Bad Slug!/")
    first.close()
    again = open_desk()
    qtbot.waitUntil(lambda: again.workspace.session is not None and text_of(again, "slug") == "Bad Slug!/")

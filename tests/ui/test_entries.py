"""The sidebar's text fields: undo that is the window's, a direction that follows the words, a caret that stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.session import Session
from desk.ui.details import DetailsPane
from desk.ui.entries import LineEntry, ProseEntry, without_undo
from tests.builders import a_sorani_story, a_story, an_article
from tests.ui.sidebar import details, known, text_row

# undo keys belong to the window


class Window(QMainWindow):
    """A window whose undo counts how often it is called."""

    def __init__(self, pane: DetailsPane) -> None:
        super().__init__()
        self.undone = 0
        self.setCentralWidget(pane)
        action = QAction("Undo", self)
        action.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        action.triggered.connect(self._count)
        self.addAction(action)

    def _count(self) -> None:
        self.undone += 1


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    pane = DetailsPane(known)
    pane.show_session(Session(a_story()))
    window = Window(pane)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.mark.parametrize("name", ["byline", "slug", "date", "editors_note", "keywords"])
def test_ctrl_z_in_a_field_is_the_windows_undo(qtbot: QtBot, window: Window, name: str) -> None:
    pane = window.centralWidget()
    assert isinstance(pane, DetailsPane)
    pane.row(name).control.setFocus()
    field = QApplication.focusWidget()
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undone == 1
    assert QApplication.focusWidget() is field


def test_undo_first_takes_back_text_that_is_not_in_the_article(qtbot: QtBot, window: Window) -> None:
    pane = window.centralWidget()
    assert isinstance(pane, DetailsPane)
    row = text_row(pane, "slugline")
    row.entry.setFocus()
    assert isinstance(row.entry, LineEntry)
    row.entry.insert("A B ")
    assert row.has_unread_text
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undone == 0
    assert row.entry.words() == "IRAQ-DAM-TALKS"
    assert not row.has_unread_text


def test_the_context_menu_of_a_field_has_no_undo_of_its_own(qtbot: QtBot) -> None:
    for entry in (LineEntry(), ProseEntry()):
        qtbot.addWidget(entry)
        menu = without_undo(entry.createStandardContextMenu())
        names = [action.objectName() for action in menu.actions()]
        assert "edit-copy" in names
        assert not {"edit-undo", "edit-redo"} & set(names)
        assert not menu.actions()[0].isSeparator()
        menu.deleteLater()


# direction


def caret_x(entry: LineEntry) -> int:
    return int(entry.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).x())


def test_the_language_turns_the_fields_round(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    entry = text_row(pane, "byline").entry
    assert isinstance(entry, LineEntry)
    assert caret_x(entry) < entry.width() / 2
    change = edits.set_field(session.article, "language", "ckb")
    assert change is not None
    session.apply(change, "other")
    qtbot.waitUntil(lambda: caret_x(entry) > entry.width() / 2)
    assert text_row(pane, "editors_note").entry.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_latin_fields_follow_their_text_in_a_sorani_story(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_sorani_story())
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    wanted = {"slugline": left, "date": left, "embargo": left, "slug": right, "byline": right, "place": right}
    assert {name: text_row(pane, name).entry.layoutDirection() for name in wanted} == wanted


def test_a_line_that_begins_with_a_latin_name_stays_sorani(qtbot: QtBot) -> None:
    pane, _session = details(qtbot, a_sorani_story(byline="Reuters، ڕۆژین کەریم لە هەولێر"))
    entry = text_row(pane, "byline").entry
    assert isinstance(entry, LineEntry)
    entry.setCursorPosition(0)
    qtbot.waitUntil(lambda: caret_x(entry) > entry.width() / 2)


# text


def test_lines_pasted_into_a_line_become_one(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    row = text_row(pane, "byline")
    QGuiApplication.clipboard().setText("Rojin Karim\r\nHemin Ali")
    assert isinstance(row.entry, LineEntry)
    row.entry.paste()
    assert session.article.byline == "Rojin Karim Hemin Ali"


def test_the_caret_stays_at_its_words_when_its_own_field_changes(qtbot: QtBot) -> None:
    pane, session = details(qtbot, an_article(byline="🗳️ Rojin Karim"))
    row = text_row(pane, "byline")
    row.entry.setFocus()
    assert isinstance(row.entry, LineEntry)
    row.entry.setCursorPosition(len("🗳️ Rojin ".encode("utf-16-le")) // 2)
    change = edits.set_field(session.article, "byline", "By 🗳️ Rojin Karim")
    assert change is not None
    session.apply(change, "other")
    assert row.entry.text()[row.entry.cursorPosition() - 1 :].strip().startswith("Karim")


def test_a_long_note_grows_then_scrolls(qtbot: QtBot) -> None:
    pane, _session = details(qtbot)
    entry = text_row(pane, "editors_note").entry
    assert isinstance(entry, ProseEntry)
    low = entry.height()
    entry.setPlainText("\n".join("line" for _ in range(5)))
    grown = entry.height()
    assert grown > low
    entry.setPlainText("\n".join("line" for _ in range(50)))
    assert grown < entry.height() < 3 * grown

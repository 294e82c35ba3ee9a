"""A copy editor finds the misspelt words of a story and puts them right, by the keys alone and by the mouse."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange
from desk.article.model import Article, Photo
from desk.library import Library
from desk.ui.spelling_menu import LOOKING
from desk.ui.window import MainWindow
from tests.journeys.hands import press

BODY = (
    "The parliment of Kurdistan voted on the bugdet on Monday, said Hawkar Zrar.\n\n"
    "وەزیری ئاو گوتی: they recieved nothing from Balisan, `codde`.\n\nThe last paragraph."
)
WAIT = 20_000


@pytest.fixture
def story() -> Article:
    photo = Photo(id="p", media="0" * 64, name="a.jpg", caption="Delegats arrive in the city.")
    return Article(
        id="story",
        headline="Parliment votes on water",
        summary="The vote on watr was on Monday.",
        body=BODY,
        photos=(photo,),
    )


@pytest.fixture
def window(open_desk: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path, story: Article) -> MainWindow:
    library = Library.open(tmp_path / "library", "Hawkar Zrar")
    library.add(story)
    library.add(Article(id="other", headline="Other", byline="Hawkar Zrar"))
    library.close()
    window = open_desk(story="story")
    qtbot.waitUntil(lambda: "spelling" in vars(window) and window.workspace.session is not None, timeout=WAIT)
    wait(qtbot, window, "parliment", "bugdet", "recieved", "Balisan")
    qtbot.waitUntil(lambda: window.spelling.count == 6, timeout=WAIT)
    return window


def marked(window: MainWindow) -> list[str]:
    assert window.workspace.article is not None
    return [window.workspace.article.body[start:end] for start, end in window.spelling.body.words()]


def wait(qtbot: QtBot, window: MainWindow, *words: str) -> None:
    qtbot.waitUntil(
        lambda: bool(window.spelling.dictionaries) and window.spelling.body.is_done and marked(window) == list(words),
        timeout=WAIT,
    )


def offered(qtbot: QtBot) -> QMenu:
    """The menu that is open, once the suggestions are in it."""

    def menu() -> QMenu | None:
        found = QApplication.activePopupWidget()
        return found if isinstance(found, QMenu) and LOOKING not in [a.text() for a in found.actions()] else None

    qtbot.waitUntil(lambda: menu() is not None, timeout=WAIT)
    found = menu()
    assert found is not None
    return found


def choices(menu: QMenu) -> list[str]:
    return [action.data() for action in menu.actions() if action.data()]


def f8(qtbot: QtBot) -> QMenu:
    press(Qt.Key.Key_F8)
    return offered(qtbot)


def test_names_of_the_library_addresses_and_code_are_left_alone(window: MainWindow) -> None:
    assert "Hawkar" not in marked(window)
    assert "Zrar" not in marked(window)
    assert "codde" not in marked(window)


def test_f8_goes_from_word_to_word_and_one_key_puts_each_right(
    qtbot: QtBot, window: MainWindow, story: Article
) -> None:
    page = window.editor.page
    page.setFocus()
    page.place_caret(0)
    menu = f8(qtbot)
    assert page.textCursor().selectedText() == "parliment"
    assert choices(menu)[0] == "parliament"
    QTest.keyClick(menu, Qt.Key.Key_1)
    assert "The parliament of" in window.workspace.article.body  # type: ignore[union-attr]
    menu = f8(qtbot)
    assert page.textCursor().selectedText() == "bugdet"
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    menu = f8(qtbot)
    assert page.textCursor().selectedText() == "recieved"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert "they received nothing" in window.workspace.article.body  # type: ignore[union-attr]
    wait(qtbot, window, "bugdet", "Balisan")
    page.setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "they recieved nothing" in window.workspace.article.body  # type: ignore[union-attr]
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.article.body == story.body  # type: ignore[union-attr]


def test_behind_the_last_word_f8_begins_with_the_headline(qtbot: QtBot, window: MainWindow, story: Article) -> None:
    page, headline = window.editor.page, window.editor.headline
    page.setFocus()
    page.place_caret(len(BODY))
    menu = f8(qtbot)
    assert headline.textCursor().selectedText() == "Parliment"
    QTest.keyClick(menu, Qt.Key.Key_1)
    assert window.workspace.article.headline == "Parliament votes on water"  # type: ignore[union-attr]
    menu = f8(qtbot)
    assert window.editor.summary.textCursor().selectedText() == "watr"
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.article.headline == story.headline  # type: ignore[union-attr]


def pick(menu: QMenu, words: str) -> None:
    """Choose what stands in a menu."""
    action = next(action for action in menu.actions() if action.text().replace("&", "") == words)
    QTest.mouseClick(
        menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center()
    )


def f8_on(qtbot: QtBot, window: MainWindow, word: str) -> QMenu:
    window.editor.page.setFocus()
    window.editor.page.place_caret(BODY.index(word))
    return f8(qtbot)


def test_a_word_is_right_for_the_person_the_house_or_the_story(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    pick(f8_on(qtbot, window, "bugdet"), "Add to my words")
    wait(qtbot, window, "parliment", "recieved", "Balisan")
    qtbot.waitUntil(lambda: (tmp_path / "words.txt").is_file(), timeout=WAIT)
    assert (tmp_path / "words.txt").read_text("utf-8") == "bugdet\n"
    pick(f8_on(qtbot, window, "Balisan"), "Add to the house’s words")
    wait(qtbot, window, "parliment", "recieved")
    pick(f8_on(qtbot, window, "recieved"), "Right in this story")
    wait(qtbot, window, "parliment")
    assert window.workspace.article.known_words == ("recieved",)  # type: ignore[union-attr]
    pick(f8_on(qtbot, window, "parliment"), "Ignore for now")
    wait(qtbot, window)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, window, "recieved")
    qtbot.waitUntil(lambda: window.workspace.library.setting("spelling.words") == '["Balisan"]', timeout=WAIT)


def test_the_menu_of_the_right_button_offers_other_words(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor.page
    at = page.cursorRect(page.cursor_at(BODY.index("bugdet") + 2, BODY.index("bugdet") + 2)).center()
    menu = page.menu_at(page.point_at(at))
    qtbot.waitUntil(lambda: "budget" in choices(menu), timeout=WAIT)
    next(action for action in menu.actions() if action.data() == "budget").trigger()
    assert "voted on the budget on" in window.workspace.article.body  # type: ignore[union-attr]
    assert choices(page.menu_at(0)) == []
    menu.deleteLater()


def test_where_house_style_has_the_word_its_menu_offers_it_once(qtbot: QtBot, window: MainWindow) -> None:
    assert window.workspace.article is not None
    at = BODY.index("recieved")
    window.workspace.apply(BodyChange(at, "recieved", "recieve"), "test")
    page = window.editor.page
    qtbot.waitUntil(lambda: "recieve" in marked(window) and window.findings.mends("body", at, at + 7), timeout=WAIT)
    labels = [
        action.text().translate(dict.fromkeys((0x2066, 0x2068, 0x2069))) for action in page.menu_at(at + 2).actions()
    ]
    assert labels[:2] == ["House style", "Write “receive”"]
    assert "Spelling" not in labels
    assert sum("gnore" in label for label in labels) == 1
    other = [action.text() for action in page.menu_at(BODY.index("bugdet") + 2).actions()]
    assert other[0] == "Spelling"


def test_f8_in_its_menu_goes_on_and_with_shift_back(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor.page
    page.setFocus()
    page.place_caret(0)
    menu = f8(qtbot)
    gone = [page.textCursor().selectedText()]
    for shift in (False, False, True):
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(menu, Qt.Key.Key_F8, held)
        qtbot.waitUntil(lambda menu=menu: QApplication.activePopupWidget() not in (None, menu))  # type: ignore[misc]
        menu = offered(qtbot)
        gone.append(page.textCursor().selectedText())
    assert gone == ["parliment", "bugdet", "recieved", "bugdet"]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    page.place_caret(0)
    press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    menu = offered(qtbot)
    assert window.editor.summary.textCursor().selectedText() == "watr"
    QTest.keyClick(menu, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    menu = offered(qtbot)
    assert window.editor.headline.textCursor().selectedText() == "Parliment"
    QTest.keyClick(menu, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    menu = offered(qtbot)
    assert page.textCursor().selectedText() == marked(window)[-1], "around"
    QTest.keyClick(menu, Qt.Key.Key_Escape)


def test_captions_have_their_words_marked_too(qtbot: QtBot, window: MainWindow) -> None:
    window.deeds.show_tab(1)
    window.photos.list.setFocus() if hasattr(window.photos, "list") else None
    fields = [field for field in window.findChildren(QTextEdit) if field.toPlainText().startswith("Delegats")]
    qtbot.waitUntil(lambda: bool(fields) and bool(fields[0].extraSelections()), timeout=WAIT)
    assert fields[0].extraSelections()[0].cursor.selectedText() == "Delegats"  # type: ignore[attr-defined]
    menus: list[list[str]] = []

    def look(_menu: object = None) -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu) and choices(menu):
            menus.append(choices(menu))
            menu.close()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    cursor = fields[0].textCursor()
    cursor.setPosition(3)
    place = fields[0].cursorRect(cursor).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, fields[0].viewport().mapToGlobal(place))
    QApplication.sendEvent(fields[0].viewport(), event)
    timer.stop()
    assert "Delegates" in menus[0]


def test_spelling_can_be_switched_off(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.action("spelling").trigger()
    assert marked(window) == []
    assert window.spelling.fields[0].words() == []
    assert not window.settings.flag("spelling", default=True)
    assert window.spelling.process.number == 0
    window.commands.action("spelling").trigger()
    wait(qtbot, window, "parliment", "bugdet", "recieved", "Balisan")
    assert window.commands.action("spelling").isChecked()


def test_the_process_ends_with_the_window(window: MainWindow) -> None:
    number = window.spelling.process.number
    assert number
    window.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_where_nothing_is_misspelt_that_is_told(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.open_story("other")
    qtbot.waitUntil(lambda: window.workspace.article.id == "other", timeout=WAIT)  # type: ignore[union-attr]
    wait(qtbot, window)
    window.editor.page.setFocus()
    press(Qt.Key.Key_F8)
    assert window.notice.words.text() == "No word in this story looks misspelt."

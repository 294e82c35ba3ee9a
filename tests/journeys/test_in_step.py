"""Editor and page side by side in the real window: they scroll together, and a click in the page leads to its words."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Article
from desk.ui.window import MainWindow
from tests.journeys.hands import drop, press

Open = Callable[..., MainWindow]
PARTS = 60
BODY = "\n\n".join(
    f"## Part {n}\n\nParagraph **{n}** tells of the [water](https://example.org) again." for n in range(PARTS)
)


@pytest.fixture
def window(qtbot: QtBot, open_desk: Open) -> MainWindow:
    """Desk with a story of many parts."""
    window = open_desk()
    window.workspace.library.add(Article(id="parts", headline="Parts", body=BODY))
    window.workspace.open_story("parts")
    qtbot.waitUntil(lambda: window.workspace.session is not None and window.preview.is_settled, timeout=20_000)
    qtbot.waitUntil(lambda: sum(window.splitter.sizes()) > 1000, timeout=20_000)
    window.reset_panes()
    qtbot.waitUntil(lambda: ask(qtbot, window, "window.innerWidth") == window.preview.width(), timeout=20_000)
    return window


def ask(qtbot: QtBot, window: MainWindow, script: str) -> object:
    told: list[object] = []
    assert window.preview.view is not None
    window.preview.view.run(script, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return told[0]


def top_of(qtbot: QtBot, window: MainWindow, words: str) -> float:
    """How far below the page's upper edge a heading stands, in pixels."""
    find = f"[...document.querySelectorAll('h2')].find(one => one.textContent === '{words}')"
    return float(str(ask(qtbot, window, f"{find}.getBoundingClientRect().top")))


def scrolled_to(window: MainWindow, place: int) -> bool:
    """Scroll the text to a place; whether it stands there, for what lies above may turn out higher once it is seen."""
    page = window.editor.page
    page.verticalScrollBar().setValue(ceil(page.top_of(place)))
    QApplication.processEvents()
    return abs(page.top_of(place) - page.verticalScrollBar().value()) < 1


def test_scrolling_the_text_scrolls_the_page(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor.page

    def stand_level(number: int) -> bool:
        there = scrolled_to(window, BODY.index(f"## Part {number}\n"))
        return there and abs(top_of(qtbot, window, f"Part {number}")) < 40

    for number in (40, 10, 48, 2):  # below these the page is long enough for them to stand at its upper edge
        qtbot.waitUntil(lambda wanted=number: stand_level(wanted), timeout=20_000)
    page.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: ask(qtbot, window, "window.scrollY") == 0, timeout=20_000)


FIRST_SEEN = (
    "[...document.querySelectorAll('.body > h2')].find(one => one.getBoundingClientRect().top > -40)?.textContent"
)


def test_scrolling_the_page_scrolls_the_text(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editor.page

    def is_in_step() -> bool:
        part = str(ask(qtbot, window, FIRST_SEEN))
        return bool(part) and abs(page.first_seen() - BODY.index(f"## {part}\n")) < 140

    for place in (3000, 5200, 900):
        qtbot.wait(450)  # longer than the page stays quiet after something of ours
        ask(qtbot, window, f"window.scrollTo(0, {place}); 1")
        qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 300 and is_in_step(), timeout=20_000)


def test_each_scrolls_by_itself_where_that_is_wanted(qtbot: QtBot, window: MainWindow) -> None:
    window.commands.action("in_step").trigger()
    page = window.editor.page
    page.verticalScrollBar().setValue(round(page.top_of(BODY.index("## Part 40"))))
    QApplication.processEvents()
    assert ask(qtbot, window, "window.scrollY") == 0
    assert not window.commands.action("in_step").isChecked()


def click_on(qtbot: QtBot, window: MainWindow, finding: str) -> None:
    """Click in the middle of an element of the page."""
    middle = "(b => `${b.left + b.width / 2} ${b.top + b.height / 2}`)"
    left, top = str(ask(qtbot, window, f"{middle}({finding}.getBoundingClientRect())")).split()
    assert window.preview.view is not None
    page = window.preview.view.focusProxy()
    place = QPoint(int(float(left)), int(float(top)))
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def test_a_click_in_the_page_puts_the_caret_into_its_words(qtbot: QtBot, window: MainWindow) -> None:
    click_on(qtbot, window, "document.querySelector('.body strong')")
    place = BODY.index("**0**")
    qtbot.waitUntil(lambda: place <= window.editor.page.caret <= place + 5, timeout=20_000)
    assert QApplication.focusWidget() is window.editor.page
    click_on(qtbot, window, "document.querySelector('.headline')")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.editor.headline, timeout=20_000)


def test_a_double_click_on_a_photo_opens_its_caption(qtbot: QtBot, window: MainWindow, samples: list[Path]) -> None:
    session = window.workspace.session
    assert session is not None
    drop(window.photos, samples[:2])
    qtbot.waitUntil(lambda: len(session.article.photos) == 2, timeout=20_000)
    second = session.article.photos[1].id
    window.workspace.apply(edits.insert_photo(session.article, 0, second), "test")
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=20_000)
    window.sidebar.setCurrentIndex(0)
    # Sent in the page: Chromium takes synthetic presses on a picture for the beginning of a drag.
    event = "new MouseEvent('dblclick', {bubbles: true})"
    ask(qtbot, window, f"document.querySelector('.body figure img').dispatchEvent({event}); 1")
    qtbot.waitUntil(lambda: window.photos.chosen_photo() == second, timeout=20_000)
    assert window.sidebar.currentWidget() is window.photos
    qtbot.waitUntil(lambda: window.photos.form.rows["caption"].entry.hasFocus(), timeout=20_000)


def test_the_outline_leads_to_a_heading(qtbot: QtBot, window: MainWindow) -> None:
    press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.outline.list.count() == PARTS, timeout=20_000)
    window.outline.list.setCurrentRow(33)
    window.outline.list.setFocus()
    press(Qt.Key.Key_Return)
    assert window.editor.page.caret == BODY.index("## Part 33\n")
    assert QApplication.focusWidget() is window.editor.page


def test_f6_goes_from_pane_to_pane(window: MainWindow) -> None:
    window.editor.page.setFocus()
    seen = []
    for _turn in range(4):
        press(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        seen.append(
            next(
                i
                for i, pane in enumerate((window.preview, window.sidebar, window.shelf, window.editor))
                if pane.isAncestorOf(focus)
            )
        )
    assert seen == [0, 1, 2, 3]

"""The review in the real window, by keys and mouse: filed by one, edited by another, taken or reverted by a third."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Article, Status
from desk.library import Library
from desk.ui.review_bases import AS_FILED, LAST_HAD
from desk.ui.sidebar import CHANGES
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, press

Open = Callable[[], MainWindow]
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
FILED = Article(
    id="s1",
    headline="Dam talks begin",
    summary="Ministers meet over water.",
    body=(
        "Water ministers of both countries met in Erbil on Monday to agree on the dam.\n\n"
        "No date was set for the next round of talks, an official said.\n\n"
        "Farmers in the valley below have waited for a decision since the spring of last year.\n\n"
        "The river is at its lowest level in decades."
    ),
    status=Status.DRAFT,
)


@pytest.fixture
def window(qtbot: QtBot, open_desk: Open, tmp_path: Path) -> MainWindow:
    """Dana's window, on a library in which Sam filed a story, and Rana wrote to it since."""
    library = Library.open(tmp_path / "library", "Sam")
    library.add(FILED)
    library.save(replace(FILED, status=Status.IN_EDIT), "status")
    library.set_author("Rana")
    first, second, third, last = FILED.body.split("\n\n")
    second = second.replace("No date", "A date").replace(", an official said", "")
    library.save(
        replace(
            FILED,
            status=Status.IN_EDIT,
            headline="Dam talks end",
            body="\n\n".join((first.replace("Water ministers", "Ministers"), third, second, last)),
        )
    )
    library.close()
    window = open_desk()
    window.settings.author = "Dana"
    window.take_settings()
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.deeds.open_story("s1")
    qtbot.waitUntil(lambda: "review_pane" in vars(window), timeout=20_000)
    window.editor.page.setFocus()
    return window


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.reviewer.is_settled, timeout=20_000)


def told(window: MainWindow) -> list[tuple[str, str, str]]:
    return [(row.title, row.before, row.after) for row in window.review_pane.list.rows]


def body(window: MainWindow) -> str:
    assert window.workspace.article is not None
    return window.workspace.article.body


def step(qtbot: QtBot, window: MainWindow, *held: Qt.KeyboardModifier) -> str:
    """F7; the title of the row in hand."""
    press(Qt.Key.Key_F7, *held)
    settled(qtbot, window)
    return next(row.title for row in window.review_pane.list.rows if row.key == window.review_pane.list.current)


def test_f7_compares_and_steps_through_every_change(qtbot: QtBot, window: MainWindow) -> None:
    window.show_pane("sidebar", False)
    assert step(qtbot, window) == "Headline"
    assert window.review_pane.isVisible()
    assert window.reviewer.chosen == AS_FILED
    assert window.review_pane.counts.text() == f"{len(told(window))} changes by \u2068Rana\u2069"
    assert window.editor.headline.textCursor().selectedText() == "end"
    titles = [title for title, _before, _after in told(window)]
    assert step(qtbot, window) != "Headline"
    assert not window.editor.headline.textCursor().hasSelection(), "one change is in hand"
    assert step(qtbot, window, SHIFT) == "Headline"
    gone_to = ["Headline", *(step(qtbot, window) for _turn in titles[1:])]
    assert gone_to == titles
    assert step(qtbot, window) == "Headline", "after the last comes the first"
    assert step(qtbot, window, SHIFT) == titles[-1]


def test_marks_in_the_headline_stay_when_the_keys_go_elsewhere(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    headline = window.editor.headline
    assert headline.hasFocus()
    page = window.editor.page
    at = page.cursorRect(page.cursor_at(12, 12)).center()
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not headline.hasFocus()
    QApplication.processEvents()  # spelling marks the field anew once it was left
    assert [mark.cursor.selectedText() for mark in headline.extraSelections()] == ["end"]


def test_one_is_accepted_one_reverted_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    count = len(told(window))
    press(Qt.Key.Key_Return, ALT)
    settled(qtbot, window)
    assert len(told(window)) == count - 1
    assert "Headline" not in [row[0] for row in told(window)]
    assert window.editor.headline.toPlainText() == "Dam talks end"
    before = body(window)
    assert before.startswith("Ministers of both")
    press(Qt.Key.Key_Backspace, ALT)
    settled(qtbot, window)
    assert body(window).startswith("Water ministers of both")
    assert len(told(window)) == count - 2
    press(Qt.Key.Key_Z, CONTROL)
    settled(qtbot, window)
    assert body(window) == before
    assert len(told(window)) == count - 1
    press(Qt.Key.Key_Z, CONTROL)
    settled(qtbot, window)
    assert len(told(window)) == count, "accepting is taken back too"
    assert window.editor.headline.toPlainText() == "Dam talks end"


def test_all_changes_by_an_author_are_reverted(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.page.place_caret(len(body(window)))
    compose(" Nobody was there.")
    step(qtbot, window)
    pane = window.review_pane
    assert {row.author for row in pane.rows} == {"Rana", "Dana"}
    assert pane.counts.text().endswith("by 2 people")
    pane.people.setFocus()
    press(Qt.Key.Key_Down)
    assert pane.author == "Rana"
    assert {row.author for row in pane.list.rows} == {"Rana"}
    pane.list.setFocus()
    press(Qt.Key.Key_A, CONTROL)
    QTest.mouseClick(pane.revert, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert body(window) == f"{FILED.body} Nobody was there."
    assert window.editor.headline.toPlainText() == FILED.headline
    assert told(window) == [("Inserted", "", "Nobody was there.")]
    press(Qt.Key.Key_Z, CONTROL)
    settled(qtbot, window)
    assert window.editor.headline.toPlainText() == "Dam talks end"


def test_since_i_last_had_it_is_what_others_did(qtbot: QtBot, window: MainWindow) -> None:
    window.settings.author = "Sam"
    window.take_settings()
    step(qtbot, window)
    assert window.reviewer.chosen == LAST_HAD


def test_a_row_has_buttons_for_the_mouse(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    rows, pane = told(window), window.review_pane
    area: QRect = pane.list.visualItemRect(pane.list.item(1))
    revert, accept = QPoint(area.right() - 20, area.top() + 16), QPoint(area.right() - 48, area.top() + 16)
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=accept)
    settled(qtbot, window)
    assert told(window) == [rows[0], *rows[2:]]
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=revert)
    settled(qtbot, window)
    assert told(window) == [rows[0], *rows[3:]]
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert window.editor.headline.textCursor().selectedText() == "end"


def test_marks_follow_the_typing_in_text_and_page(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    page, count = window.editor.page, len(told(window))
    [(start, end, _look)] = page.overlays.at("changes", body(window).index("A date"))
    page.setFocus()
    page.place_caret(0)
    compose("So ")
    assert [mark[:2] for mark in page.overlays.at("changes", start + 3)] == [(start + 3, end + 3)], "at once"
    settled(qtbot, window)
    assert len(told(window)) >= count
    assert window.sidebar.tabBar().accessibleTabName(CHANGES) == f"Changes, {len(told(window))}"
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=20_000)
    words: list[object] = []
    assert window.preview.view is not None
    window.preview.view.run(
        "[...document.querySelectorAll('ins.marked')].map((e) => e.textContent).join('|')", words.append
    )
    qtbot.waitUntil(lambda: bool(words), timeout=20_000)
    assert "So" in str(words[0])


def test_a_click_in_the_margin_takes_a_change_in_hand(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    margin = window.review_shown.margin
    bars = margin.bars()
    last = max(bars, key=lambda bar: bar.area.top())
    QTest.mouseClick(margin, Qt.MouseButton.LeftButton, pos=last.area.center())
    assert window.review_pane.list.current == last.spot.key


def test_reviewed_stories_remember_what_they_are_compared_with(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    window.deeds.new_story()
    assert not window.reviewer.is_on
    assert window.review_pane.list.count() == 0
    assert not window.review_shown.margin.isVisible()
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.deeds.open_story("s1")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: bool(told(window)), timeout=20_000)
    assert window.reviewer.chosen == AS_FILED


def test_a_new_story_has_nothing_to_compare_with(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    window.deeds.new_story()
    qtbot.waitUntil(lambda: "review_pane" in vars(window), timeout=20_000)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: window.notice.isVisible(), timeout=20_000)
    assert window.notice.words.text() == "There is no version to compare with yet. Ctrl+S keeps one."


def test_what_was_accepted_stays_so_in_the_next_window(qtbot: QtBot, window: MainWindow, open_desk: Open) -> None:
    step(qtbot, window)
    press(Qt.Key.Key_Return, ALT)
    settled(qtbot, window)
    left = told(window)
    window.close()
    again = open_desk()
    qtbot.waitUntil(lambda: "review_pane" in vars(again), timeout=20_000)
    again.editor.page.setFocus()
    step(qtbot, again)
    assert told(again) == left
    again.review_pane.fill_menu()
    shown = next(action for action in again.review_pane.menu.actions() if action.text().startswith("Show"))
    shown.trigger()
    settled(qtbot, again)
    assert told(again)[0][0] == "Headline"
    assert len(told(again)) == len(left) + 1


def test_several_are_accepted_at_once_and_taken_back_by_the_line_that_tells(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    count = len(told(window))
    window.commands.action("accept_all").trigger()
    settled(qtbot, window)
    assert told(window) == []
    assert "Nothing is left to review" in window.review_pane.hint.text()
    assert window.notice.words.text() == f"{count} changes are accepted."
    QTest.mouseClick(window.notice.buttons[0], Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert len(told(window)) == count


def test_versions_lead_to_the_review_since_one(qtbot: QtBot, window: MainWindow) -> None:
    press(Qt.Key.Key_H, CONTROL, SHIFT)
    qtbot.waitUntil(lambda: window.deeds.are_versions_open() and window.versions.is_settled, timeout=20_000)
    window.versions.list.choose(1)
    QTest.mouseClick(window.versions.review, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: bool(told(window)), timeout=20_000)
    assert not window.is_wide
    assert window.reviewer.chosen == 1
    assert window.review_pane.list.hasFocus()
    assert "Status" in [title for title, _before, _after in told(window)]


def on_page(qtbot: QtBot, window: MainWindow, script: str) -> str:
    view, told = window.beside.page.view, []
    assert view is not None
    view.run(script, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return str(told[0])


def beside(qtbot: QtBot, window: MainWindow) -> None:
    press(Qt.Key.Key_F7, CONTROL)
    qtbot.waitUntil(lambda: window.deeds.copy_desk.review.paper.is_open(), timeout=20_000)
    qtbot.waitUntil(lambda: window.beside.is_settled, timeout=20_000)


ROWS = "[...document.querySelectorAll('.sides tbody tr')].filter((row) => row.getClientRects().length).length + ''"


def test_both_states_stand_side_by_side_or_in_one(qtbot: QtBot, window: MainWindow) -> None:
    beside(qtbot, window)
    assert window.reviewer.chosen == AS_FILED, "with nothing chosen the review begins"
    assert not window.editor.isVisible()
    assert int(on_page(qtbot, window, ROWS)) >= 4
    assert window.beside.count.text().strip("\u2066\u2069").endswith(" places")
    press(Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: "1 of" in window.beside.count.text(), timeout=20_000)
    QTest.mouseClick(window.beside.inline, Qt.MouseButton.LeftButton)
    assert on_page(qtbot, window, ROWS) == "0"
    assert on_page(qtbot, window, "getComputedStyle(document.querySelector('.inline')).display") == "block"
    press(Qt.Key.Key_Escape)
    assert not window.is_wide
    assert window.editor.isVisible()


def test_the_comparison_is_printed_and_exported(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    beside(qtbot, window)
    printer, paper = QPrinter(), window.deeds.copy_desk.review.paper
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "changes.pdf"))
    paper.print_on(printer)
    qtbot.waitUntil(lambda: window.notice.words.text() == "The comparison is printed.", timeout=20_000)
    assert (tmp_path / "changes.pdf").read_bytes().startswith(b"%PDF")
    paper.write(tmp_path / "changes.html")
    qtbot.waitUntil(lambda: "changes.html" in window.notice.words.text(), timeout=20_000)
    page = (tmp_path / "changes.html").read_text(encoding="utf-8")
    assert '<ins class="marked"' in page
    assert "Rana" in page
    assert "<script" not in page
    paper.write(tmp_path / "nowhere" / "changes.html")
    qtbot.waitUntil(lambda: window.notice.is_trouble, timeout=20_000)
    assert "cannot be written" in window.notice.words.text()
    assert sorted(file.name for file in tmp_path.glob("*changes*")) == ["changes.html", "changes.pdf"]
    window.notice.hide()


def test_another_story_closes_the_comparison(qtbot: QtBot, window: MainWindow) -> None:
    beside(qtbot, window)
    window.deeds.new_story()
    assert not window.is_wide
    assert window.editor.isVisible()


def hover(qtbot: QtBot, over: QWidget, at: QPoint) -> str:
    """Rest the mouse on something; what it tells."""
    QApplication.sendEvent(over, QHelpEvent(QEvent.Type.ToolTip, at, over.mapToGlobal(at)))
    qtbot.waitUntil(QToolTip.isVisible, timeout=20_000)
    said = QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=20_000)
    return said


def test_the_mouse_over_a_change_tells_it_in_text_headline_and_margin(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    page, headline = window.editor.page, window.editor.headline
    words = page.cursorRect(page.cursor_at(2, 2)).center()
    assert "“\u2068Water ministers\u2069” became “\u2068Ministers\u2069”" in hover(qtbot, page.viewport(), words)
    inside = headline.cursorRect(headline.textCursor()).center()
    assert "Rana" in hover(qtbot, headline.viewport(), inside)
    margin = window.review_shown.margin
    assert "“\u2068begin\u2069” became" in hover(qtbot, margin, margin.bars()[0].area.center())


def test_the_menu_of_the_text_reverts_the_change_under_the_mouse(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    menu = window.editor.page.menu_at(2)
    offered = {action.text(): action for action in menu.actions()}
    assert "Accept this change" in offered
    offered["Revert this change"].trigger()
    settled(qtbot, window)
    assert body(window).startswith("Water ministers of both")
    menu.deleteLater()


def test_what_is_selected_in_the_text_is_accepted_as_a_whole(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    page = window.editor.page
    page.setFocus()
    page.selectAll()
    press(Qt.Key.Key_Return, ALT)
    settled(qtbot, window)
    assert [title for title, _before, _after in told(window)] == ["Headline"]


def test_without_a_change_at_the_caret_a_line_says_so(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    window.editor.page.setFocus()
    window.editor.page.place_caret(body(window).index("Erbil"))
    press(Qt.Key.Key_Backspace, ALT)
    assert window.notice.words.text() == "There is no change at the caret. F7 goes to the next one."


def test_nothing_chosen_takes_every_mark_away(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    pane = window.review_pane
    pane.base.setFocus()
    press(Qt.Key.Key_Home)
    assert not window.reviewer.is_on
    settled(qtbot, window)
    assert pane.list.count() == 0
    assert window.editor.page.overlays.within("changes", 0, 999) == []
    assert window.editor.headline.extraSelections() == []
    assert not window.review_shown.margin.isVisible()
    qtbot.waitUntil(lambda: window.preview.is_settled, timeout=20_000)
    view, found = window.preview.view, []
    assert view is not None
    view.run("document.querySelectorAll('.marked, #desk-marks').length + ''", found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert found == ["0"]


def test_enter_leads_to_where_a_detail_is_written(qtbot: QtBot, window: MainWindow) -> None:
    step(qtbot, window)
    assert window.workspace.article is not None
    window.workspace.apply(edits.set_field(window.workspace.article, "keywords", ("water",)), "test")
    settled(qtbot, window)
    pane = window.review_pane
    step(qtbot, window)
    assert window.editor.page.textCursor().hasSelection()
    pane.list.setFocus()
    press(Qt.Key.Key_End)
    assert told(window)[-1] == ("Keywords", "", "water")
    assert not window.editor.page.textCursor().hasSelection(), "the change in hand is none of the text"
    press(Qt.Key.Key_Return)
    assert window.details.isVisible()
    assert window.details.field_of(QApplication.focusWidget()) == "keywords"


def test_dialogs_ask_where_the_comparison_goes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(Path(start).name)
        return str(tmp_path / "ours"), ""

    def refuse(_dialog: QPrintDialog) -> int:
        asked.append("printer")
        return 0

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QPrintDialog, "exec", refuse)
    window.commands.action("export_changes").trigger()
    qtbot.waitUntil(lambda: (tmp_path / "ours.html").exists(), timeout=20_000)
    window.commands.action("print_changes").trigger()
    qtbot.waitUntil(lambda: "printer" in asked, timeout=20_000)
    assert asked == ["dam-talks-end-changes.html", "printer"]
    assert window.deeds.copy_desk.review.paper.is_open()
    qtbot.waitUntil(lambda: window.beside.is_settled, timeout=20_000)


def become(window: MainWindow, author: str) -> None:
    """Somebody else sits down at the desk."""
    window.settings.author = author
    window.take_settings()


def test_a_story_is_filed_edited_by_another_and_reviewed_by_its_author(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    become(window, "Sam")
    window.deeds.new_story()
    compose("Ministers meet over border dam")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    compose("Water ministers met on Monday. No date was set.")
    with qtbot.waitSignal(window.workspace.saved, timeout=20_000):
        window.commands.action("status_ready").trigger()
    become(window, "Rana")
    window.editor.page.place_caret(0)
    for _letter in "Water m":
        press(Qt.Key.Key_Delete)
    compose("M")
    press(Qt.Key.Key_End, CONTROL)
    compose(" Nobody was there.")
    with qtbot.waitSignal(window.workspace.saved, timeout=20_000):
        press(Qt.Key.Key_S, CONTROL)
    become(window, "Sam")
    qtbot.waitUntil(lambda: "review_pane" in vars(window), timeout=20_000)
    press(Qt.Key.Key_F7)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: bool(told(window)), timeout=20_000)
    assert window.reviewer.chosen == LAST_HAD
    assert {edit.author for edit in window.reviewer.edits} == {"Rana"}
    assert told(window)[-1] == ("Inserted", "", "Nobody was there.")
    press(Qt.Key.Key_Return, ALT)
    settled(qtbot, window)
    assert told(window) == [("Inserted", "", "Nobody was there.")]
    press(Qt.Key.Key_Backspace, ALT)
    settled(qtbot, window)
    assert body(window) == "Ministers met on Monday. No date was set."
    assert window.reviewer.edits == ()
    assert "Nothing is left to review" in window.review_pane.hint.text()


def test_the_keys_for_changes_never_reach_the_text(window: MainWindow) -> None:
    before = window.workspace.article
    window.editor.page.selectAll()
    press(Qt.Key.Key_Return, ALT)
    press(Qt.Key.Key_Backspace, ALT)
    assert window.workspace.article is before
    assert window.notice.words.text() == "There is no change at the caret. F7 goes to the next one."

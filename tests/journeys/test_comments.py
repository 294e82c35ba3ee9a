"""Comments in the real window, by keys: made on words, fields and photos, answered, settled, gone to, worked off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Comment
from desk.ui.comment_card import CommentCard
from desk.ui.sidebar import COMMENTS, DETAILS, PHOTOS
from desk.ui.window import MainWindow
from tests.builders import a_comment, a_story
from tests.journeys.hands import compose, field, press

Open = Callable[..., MainWindow]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
STORY = replace(a_story(id="5041", headline="Ministers meet over border dam"), photos=a_story().photos)


def opened(qtbot: QtBot, window: MainWindow, article: Article = STORY) -> MainWindow:
    """The story, imported and open, with everything in the window made."""
    window.workspace.library.add(article)
    return shown(qtbot, window, article.id)


def shown(qtbot: QtBot, window: MainWindow, article_id: str) -> MainWindow:
    window.deeds.open_story(article_id)
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=20_000)
    qtbot.waitUntil(lambda: window.workspace.article.id == article_id, timeout=20_000)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: {"comments_pane", "comment_marks", "comment_notes"} <= set(vars(window)), timeout=20_000)
    return window


def article_of(window: MainWindow) -> Article:
    assert window.workspace.article is not None
    return window.workspace.article


def comments(window: MainWindow) -> tuple[Comment, ...]:
    return article_of(window).comments


def select(window: MainWindow, words: str) -> None:
    """Put the caret before words of the body and select them with the arrow keys."""
    start = article_of(window).body.index(words)
    window.editor.page.setFocus()
    window.editor.page.place_caret(start)
    for _letter in words:
        press(Qt.Key.Key_Right, SHIFT)


def comment(words: str) -> None:
    """Ask for a comment where the keys are, type and send it."""
    press(Qt.Key.Key_M, CONTROL, ALT)
    compose(words)
    press(Qt.Key.Key_Return, CONTROL)


def test_words_are_commented_on_answered_and_resolved_by_keys(qtbot: QtBot, open_desk: Open) -> None:
    window = opened(qtbot, open_desk())
    select(window, "Tuesday")
    press(Qt.Key.Key_M, CONTROL, ALT)
    assert window.sidebar.currentIndex() == COMMENTS
    pane = window.comments_pane
    assert pane.new.box.field.hasFocus()
    assert "Tuesday" in pane.new.about.text()
    compose("Was it not Monday?")
    press(Qt.Key.Key_Return)
    compose("The agency says so.")
    press(Qt.Key.Key_Return, CONTROL)

    (one,) = comments(window)
    assert (one.quote, one.text) == ("Tuesday", "Was it not Monday?\nThe agency says so.")
    assert one.author == window.settings.author
    assert window.editor.page.hasFocus(), "the keys are back in the text"
    assert window.editor.page.selection == (one.end, one.end), "and nobody types over the words"
    assert window.sidebar.tabBar().accessibleTabName(COMMENTS) == "Comments, 1"

    press(Qt.Key.Key_PageDown, CONTROL, ALT)
    card = pane.threads.card(one.id)
    assert card is not None
    assert card.hasFocus()
    QTest.keyClick(card, Qt.Key.Key_T)  # whoever types on a comment answers it
    compose("uesday it was.")
    press(Qt.Key.Key_Return, CONTROL)
    (one,) = comments(window)
    assert [answer.text for answer in one.replies] == ["tuesday it was."]

    press(Qt.Key.Key_Return, CONTROL, ALT)
    assert comments(window)[0].resolved
    assert pane.threads.cards == []
    assert window.sidebar.tabBar().accessibleTabName(COMMENTS) == "Comments"
    press(Qt.Key.Key_Z, CONTROL)
    assert not comments(window)[0].resolved
    assert [card.comment_id for card in pane.threads.cards] == [one.id]


def test_nothing_beside_text_and_comments_is_ever_given_the_keys(
    qtbot: QtBot, qapp: QApplication, open_desk: Open
) -> None:
    window = opened(qtbot, open_desk())
    met: list[QWidget | None] = []
    qapp.focusChanged.connect(lambda _old, now: met.append(now))
    select(window, "Tuesday")
    comment("Was it not Monday?")
    window.editor.headline.setFocus()
    press(Qt.Key.Key_M, CONTROL, ALT)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_PageDown, CONTROL, ALT)
    press(Qt.Key.Key_Return, CONTROL, ALT)
    assert window.editor.page.hasFocus() or window.editor.headline.hasFocus(), "the last one is settled"
    ours = (window.editor, window.comments_pane)
    assert not [one for one in met if one is not None and not any(part.isAncestorOf(one) for part in ours)]


@pytest.mark.parametrize(("body", "quote"), [("Water ministers met.\n\n\n\nNo date.", "met"), ("", "")])
def test_a_comment_begun_between_paragraphs_or_in_an_empty_story_is_never_typed_into_it(
    qtbot: QtBot, open_desk: Open, body: str, quote: str
) -> None:
    window = opened(qtbot, open_desk(), replace(STORY, body=body))
    window.editor.page.setFocus()
    window.editor.page.place_caret(min(22, len(body)))
    comment("Who met?")
    assert article_of(window).body == body
    assert [(one.text, one.quote) for one in comments(window)] == [("Who met?", quote)]
    (card,) = window.comments_pane.threads.cards
    assert "met" in card.quote.text() if quote else card.quote.text() == "On the story"


def test_escape_leaves_and_loses_nothing_that_was_begun(qtbot: QtBot, open_desk: Open) -> None:
    window = opened(qtbot, open_desk())
    select(window, "Tuesday")
    press(Qt.Key.Key_M, CONTROL, ALT)
    press(Qt.Key.Key_Escape)
    assert not window.comments_pane.new.isVisible(), "nothing was begun"
    assert window.editor.page.hasFocus(), QApplication.focusWidget()
    press(Qt.Key.Key_M, CONTROL, ALT)
    compose("Was it")
    press(Qt.Key.Key_Escape)
    assert window.editor.page.hasFocus(), QApplication.focusWidget()
    assert window.comments_pane.new.isVisible()
    window.editor.page.place_caret(0)
    compose("Late: ")
    window.comments_pane.new.box.field.setFocus()
    window.comments_pane.new.box.field.moveCursor(window.editor.page.textCursor().MoveOperation.End)
    compose(" Tuesday?")
    press(Qt.Key.Key_Return, CONTROL)
    (one,) = comments(window)
    assert one.text == "Was it Tuesday?"
    assert article_of(window).body[one.start : one.end] == "Tuesday", "its place followed what was typed before it"


def test_a_headline_a_field_and_a_photo_are_commented_on_and_gone_to(qtbot: QtBot, open_desk: Open) -> None:
    window = opened(qtbot, open_desk())
    window.editor.headline.setFocus()
    window.editor.headline.selectAll()
    comment("Too long.")
    assert window.editor.headline.hasFocus()
    window.deeds.show_tab(DETAILS)
    window.details.show_field("slugline")
    comment("Is this the slugline of yesterday?")
    window.deeds.show_tab(PHOTOS)
    window.photos.choose("p2")
    window.photos.list.setFocus()
    comment("Who took it?")
    window.deeds.show_tab(PHOTOS)
    field(window.photos, "Credit").setFocus()
    comment("Reuters, no?")
    made = {one.text: (one.place, one.field, one.quote) for one in comments(window)}
    assert made == {
        "Too long.": ("headline", "", "Ministers meet over border dam"),
        "Is this the slugline of yesterday?": ("slugline", "", "IRAQ-DAM-TALKS"),
        "Who took it?": ("photo:p2", "", "The dam."),
        "Reuters, no?": ("photo:p2", "credit", "Agency photo"),
    }
    press(Qt.Key.Key_M, CONTROL, ALT, SHIFT)
    assert comment_of_focus().text == "Reuters, no?", "the one made last is the one chosen"
    for _one in range(2):
        press(Qt.Key.Key_PageUp, CONTROL, ALT)
    went = []
    for _one in range(4):
        went.append(comment_of_focus().text)
        press(Qt.Key.Key_Return)
        went.append(QApplication.focusWidget().accessibleName())
        press(Qt.Key.Key_PageDown, CONTROL, ALT)
    assert went == [
        *("Too long.", "Headline"),
        *("Who took it?", "Photos of this story"),
        *("Reuters, no?", "Credit"),
        *("Is this the slugline of yesterday?", "Slugline"),
    ]


def comment_of_focus() -> Comment:
    focus = QApplication.focusWidget()
    assert isinstance(focus, CommentCard), focus
    return focus.thread_shown.comment


def test_in_the_photo_desk_the_chosen_photo_is_commented_on_and_the_keys_go_back_there(
    qtbot: QtBot, open_desk: Open
) -> None:
    window = opened(qtbot, open_desk())
    window.deeds.photos.open_desk("p2")
    qtbot.waitUntil(window.deeds.photos.is_desk_open)
    comment("Too dark.")
    assert [(one.place, one.text) for one in comments(window)] == [("photo:p2", "Too dark.")]
    assert window.deeds.photos.is_desk_open()
    assert window.photo_desk.chosen_photo() == "p2"


def test_words_that_are_deleted_keep_their_comment_and_come_back_by_undo(qtbot: QtBot, open_desk: Open) -> None:
    window = opened(qtbot, open_desk())
    select(window, "officials said")
    comment("Which officials?")
    select(window, "officials said")
    press(Qt.Key.Key_Delete)
    pane = window.comments_pane
    qtbot.waitUntil(lambda: pane.threads.cards[0].thread_shown.gone)
    assert "words that are gone" in pane.threads.cards[0].quote.text()
    assert "officials said" in pane.threads.cards[0].quote.text()
    window.editor.page.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: not pane.threads.cards[0].thread_shown.gone)
    (one,) = comments(window)
    assert article_of(window).body[one.start : one.end] == "officials said"


def test_a_deleted_comment_is_brought_back_by_the_line_that_tells_of_it(qtbot: QtBot, open_desk: Open) -> None:
    window = opened(qtbot, open_desk())
    select(window, "Tuesday")
    comment("Was it not Monday?")
    press(Qt.Key.Key_PageDown, CONTROL, ALT)
    press(Qt.Key.Key_Delete)
    assert comments(window) == ()
    assert window.notice.words.text() == "The comment is deleted."
    window.notice.buttons[0].click()
    assert [one.text for one in comments(window)] == ["Was it not Monday?"]


def test_the_open_comments_of_all_stories_are_worked_off(qtbot: QtBot, open_desk: Open) -> None:
    window = open_desk()
    asked = replace(a_story(id="asked", headline="Asked"), comments=(a_comment(id="c9", place="summary"),))
    window.workspace.library.add(asked)
    opened(qtbot, window)
    select(window, "Tuesday")
    comment("Was it not Monday?")
    window.commands.action("open_comments").trigger()
    pane = window.comments_pane
    qtbot.waitUntil(lambda: pane.open.count() == 4, timeout=20_000)
    assert [pane.open.item(row).text() for row in (0, 2)] == ["Ministers meet over border dam", "Asked"]
    assert pane.open.hasFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: article_of(window).id == "asked", timeout=20_000)
    qtbot.waitUntil(window.editor.summary.hasFocus, timeout=20_000)
    assert pane.threads.chosen_id == "c9"
    assert not pane.shows_all


@pytest.mark.parametrize("place", ["headline", "body"])
def test_the_menu_of_a_field_offers_a_comment(qtbot: QtBot, open_desk: Open, place: str) -> None:
    from desk.ui.entries import add_offers

    window = opened(qtbot, open_desk())
    if place == "body":
        menu = window.editor.page.menu_at(0)
    else:
        menu = window.editor.headline.createStandardContextMenu()
        add_offers(menu, window.editor.headline)
    (offered,) = [action for action in menu.actions() if action.text().startswith(("Comment", "&Comment"))]
    getattr(window.editor, "page" if place == "body" else place).setFocus()
    offered.trigger()
    assert window.comments_pane.new.box.field.hasFocus()
    menu.deleteLater()


def test_comments_are_there_when_desk_is_opened_again(qtbot: QtBot, open_desk: Open, tmp_path: Path) -> None:
    window = opened(qtbot, open_desk())
    select(window, "Tuesday")
    comment("Was it not Monday?")
    before = comments(window)
    window.close()
    again = open_desk(library=str(tmp_path / "library"))
    shown(qtbot, again, STORY.id)
    assert comments(again) == before
    again.deeds.show_tab(COMMENTS)
    assert [card.comment_id for card in again.comments_pane.threads.cards] == [before[0].id]
    assert again.editor.page.overlays.at("comments", before[0].start + 1)


def test_a_comment_that_was_begun_is_there_when_desk_is_opened_again(qtbot: QtBot, open_desk: Open) -> None:
    window = opened(qtbot, open_desk())
    select(window, "Tuesday")
    press(Qt.Key.Key_M, CONTROL, ALT)
    compose("Was it not")
    window.close()
    again = open_desk()
    shown(qtbot, again, STORY.id)
    qtbot.waitUntil(lambda: again.comments_pane.new.box.words == "Was it not", timeout=20_000)
    assert again.comments_pane.new.spot is not None
    assert again.comments_pane.new.spot.quote == "Tuesday"


def test_a_click_on_a_thread_selects_its_words_and_on_what_it_is_on_goes_there(qtbot: QtBot, open_desk: Open) -> None:
    window = opened(qtbot, open_desk())
    select(window, "officials said")
    comment("Which officials?")
    window.deeds.show_tab(PHOTOS)
    window.photos.choose("p1")
    window.photos.list.setFocus()
    comment("Who took it?")
    window.deeds.show_tab(COMMENTS)
    on_photo, on_words = window.comments_pane.threads.cards
    QTest.mouseClick(on_words, Qt.MouseButton.LeftButton)
    start, end = window.editor.page.selection
    assert article_of(window).body[start:end] == "officials said"
    assert not window.editor.page.hasFocus()
    assert on_words.answer is not None
    assert on_words.answer.isVisible(), "to be answered at once"
    QTest.mouseClick(on_photo.quote, Qt.MouseButton.LeftButton)
    assert window.sidebar.currentIndex() == PHOTOS
    assert window.photos.chosen_photo() == "p1"
    window.deeds.show_tab(COMMENTS)
    QTest.mouseClick(on_words.quote, Qt.MouseButton.LeftButton)
    assert window.editor.page.hasFocus(), QApplication.focusWidget()

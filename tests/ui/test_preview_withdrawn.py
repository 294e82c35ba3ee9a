"""The preview of a killed story: what readers find in its place, whatever is written, until it is killed no more."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.correcting import kill, set_status
from desk.article.model import Status
from desk.formats.withdrawn import as_read
from desk.ui.preview import PreviewPane
from tests.ui.test_preview import BODY, OPTIONS, ask, assert_page_is_the_exporters, pane, settled, story

__all__ = ["pane"]

TEXT = "document.body.innerText"


def test_a_killed_story_shows_what_stands_in_its_place(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story(status=Status.PUBLISHED)
    pane.show_session(session)
    settled(qtbot, pane)
    assert "Water ministers met." in ask(qtbot, pane, TEXT)
    session.apply_alone(kill(session.article, "The quote was made up."), "test")
    assert_page_is_the_exporters(qtbot, pane, as_read(session.article, OPTIONS.modified))
    told = ask(qtbot, pane, TEXT)
    assert "This story was withdrawn on March 3, 2026." in told
    assert "The quote was made up." in told
    assert "Water ministers met." not in told
    session.apply_alone(edits.set_body(session.article, f"Other words.\n\n{BODY}"), "test")
    assert pane.is_settled, "nothing of that is read"
    assert pane.words(session.article) is None, "what is shown is not the story"
    session.apply_alone(kill(session.article, "It was not ours."), "test")
    assert_page_is_the_exporters(qtbot, pane, as_read(session.article, OPTIONS.modified))
    assert "It was not ours." in ask(qtbot, pane, TEXT)


def test_a_story_that_is_killed_no_more_is_read_again(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story(status=Status.KILLED, kill_reason="The quote was made up.")
    pane.show_session(session)
    settled(qtbot, pane)
    assert "withdrawn" in ask(qtbot, pane, TEXT)
    session.apply_alone(set_status(session.article, Status.IN_EDIT), "test")
    assert_page_is_the_exporters(qtbot, pane, session.article)
    session.apply_alone(edits.set_body(session.article, BODY.replace("ministers", "engineers")), "test")
    assert_page_is_the_exporters(qtbot, pane, session.article)


def test_a_kill_while_the_page_is_on_its_way_is_what_is_shown(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story(status=Status.PUBLISHED)
    pane.show_session(session)
    session.apply_alone(kill(session.article, "The quote was made up."), "test")
    assert_page_is_the_exporters(qtbot, pane, as_read(session.article, OPTIONS.modified))
    assert "Water ministers met." not in ask(qtbot, pane, TEXT)

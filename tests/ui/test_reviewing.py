"""The review of the open story: chosen, followed while one types, accepted and reverted; and in trouble."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.library import Library
from desk.ui.review_bases import AS_FILED, LAST_HAD, NOTHING
from desk.ui.review_pane import ReviewPane
from desk.ui.reviewing import Reviewer
from desk.ui.tasks import Tasks
from desk.ui.workspace import Workspace

FIRST = Article(id="s1", headline="Dam talks", body="Ministers met in Erbil.\n\nNo date was set.")
SECOND = replace(FIRST, headline="Dam talks end", body="Ministers met in Erbil.\n\nA date was set.")


@pytest.fixture
def space(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    """A story that Sam saved and Rana edited; Dana has it open."""
    library = Library.open(tmp_path / "library", "Sam")
    library.begin(FIRST)
    library.save(FIRST)
    library.set_author("Rana")
    library.save(SECOND)
    library.set_author("Dana")
    space = Workspace(library, Tasks())
    with qtbot.waitSignal(space.opened):
        space.open_story("s1")
    yield space
    space.close()


@pytest.fixture
def reviewer(space: Workspace) -> Reviewer:
    made = Reviewer(space, space)
    space.opened.connect(lambda session, _caret: made.show_session(session))
    return made


@pytest.fixture
def pane(qtbot: QtBot, reviewer: Reviewer) -> ReviewPane:
    made = ReviewPane(reviewer)
    qtbot.addWidget(made)
    made.resize(280, 500)
    made.show()
    settled(qtbot, reviewer)
    return made


def settled(qtbot: QtBot, reviewer: Reviewer) -> None:
    qtbot.waitUntil(lambda: reviewer.is_settled, timeout=20_000)


def told(reviewer: Reviewer) -> list[tuple[str, str, str, str]]:
    return [(edit.place, edit.before, edit.after, edit.author) for edit in reviewer.edits]


BY_RANA = [("headline", "", "end", "Rana"), ("body", "No", "A", "Rana")]


def test_nothing_is_compared_until_something_is_chosen(qtbot: QtBot, reviewer: Reviewer, pane: ReviewPane) -> None:
    assert not reviewer.is_on
    assert reviewer.edits == ()
    assert "Choose above what to compare with" in pane.hint.text()
    offered = [re.sub("[\u2066-\u2069]", "", pane.base.itemText(row)) for row in range(pane.base.count())]
    assert offered[0] == "Nothing"
    assert offered[1].startswith("As filed · 1 · ")
    assert offered[2].endswith("Saved · Rana")
    reviewer.choose(AS_FILED)
    settled(qtbot, reviewer)
    assert told(reviewer) == BY_RANA
    assert pane.list.count() == 2
    reviewer.choose(NOTHING)
    settled(qtbot, reviewer)
    assert reviewer.edits == ()
    assert pane.list.count() == 0


def test_what_is_typed_is_an_edit_of_mine_soon_after(qtbot: QtBot, space: Workspace, reviewer: Reviewer) -> None:
    reviewer.choose(2)
    settled(qtbot, reviewer)
    assert reviewer.edits == ()
    for at, sign in enumerate("So "):
        assert space.session is not None
        space.session.apply(BodyChange(at, "", sign), "body")
    assert not reviewer.is_settled
    settled(qtbot, reviewer)
    assert told(reviewer) == [("body", "", "So", "Dana")]
    assert reviewer.found is not None
    assert reviewer.found.current is space.article


def test_a_change_was_made_when_it_was_typed_whatever_is_typed_later(
    qtbot: QtBot, space: Workspace, reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    monkeypatch.setattr("desk.article.stamps.now", lambda: later)
    assert space.article is not None
    space.apply(edits.set_field(space.article, "headline", "Dam talks end at last"), "headline")
    reviewer.choose(2)
    settled(qtbot, reviewer)
    [headline] = reviewer.edits
    space.apply(BodyChange(0, "", "So "), "body")
    settled(qtbot, reviewer)
    again, body = reviewer.edits
    assert again == headline
    assert again.time is not None
    assert body.time is not None
    assert again.time < body.time < later


def test_edits_are_accepted_and_reverted_and_both_are_taken_back(
    qtbot: QtBot, space: Workspace, reviewer: Reviewer
) -> None:
    reviewer.choose(AS_FILED)
    settled(qtbot, reviewer)
    first, second = (edit.key for edit in reviewer.edits)
    reviewer.accept([first])
    settled(qtbot, reviewer)
    assert told(reviewer) == BY_RANA[1:]
    assert reviewer.has_accepted
    reviewer.revert([second])
    settled(qtbot, reviewer)
    assert reviewer.edits == ()
    assert space.article is not None
    assert space.article.body == FIRST.body
    assert space.article.headline == SECOND.headline
    space.acts.undo()
    space.acts.undo()
    settled(qtbot, reviewer)
    assert told(reviewer) == BY_RANA
    assert not reviewer.has_accepted


def test_deeds_wait_until_the_review_is_of_the_story_as_it_stands(
    qtbot: QtBot, space: Workspace, reviewer: Reviewer
) -> None:
    reviewer.choose(AS_FILED)
    settled(qtbot, reviewer)
    key = reviewer.edits[1].key
    space.apply(BodyChange(0, "", "So "), "body")
    reviewer.revert([key])
    settled(qtbot, reviewer)
    assert space.article is not None
    assert space.article.body == "So Ministers met in Erbil.\n\nNo date was set."


def test_a_new_version_is_offered_and_changes_nothing(qtbot: QtBot, space: Workspace, reviewer: Reviewer) -> None:
    reviewer.choose(AS_FILED)
    settled(qtbot, reviewer)
    base = reviewer.compared_with
    space.apply(BodyChange(0, "", "So "), "body")
    with qtbot.waitSignal(space.saved, timeout=20_000):
        space.save_version()
    qtbot.waitUntil(lambda: len(reviewer.bases.versions) == 3, timeout=20_000)
    settled(qtbot, reviewer)
    assert reviewer.compared_with is base
    assert [author for *_words, author in told(reviewer)] == ["Rana", "Dana", "Rana"]


def test_one_compares_with_what_one_had_before_others_wrote(qtbot: QtBot, space: Workspace, reviewer: Reviewer) -> None:
    space.library.set_author("Sam")
    reviewer.refresh()
    settled(qtbot, reviewer)
    assert reviewer.bases.first_choice == LAST_HAD
    reviewer.choose(LAST_HAD)
    settled(qtbot, reviewer)
    assert told(reviewer) == BY_RANA


def test_a_version_that_is_gone_is_told_and_another_can_be_chosen(
    qtbot: QtBot, reviewer: Reviewer, pane: ReviewPane
) -> None:
    reviewer.choose(9)
    settled(qtbot, reviewer)
    assert pane.hint.text() == "That version is no longer there. Choose another to compare with."
    assert reviewer.edits == ()
    reviewer.choose(1)
    settled(qtbot, reviewer)
    assert told(reviewer) == BY_RANA


def test_where_nothing_changed_the_pane_says_since_when(qtbot: QtBot, reviewer: Reviewer, pane: ReviewPane) -> None:
    reviewer.choose(2)
    settled(qtbot, reviewer)
    assert pane.hint.text().strip("\u2066\u2069").startswith("Nothing has changed since version 2")
    assert not pane.accept.isEnabled()
    assert pane.counts.text() == "No changes"


def test_the_menu_offers_all_of_each_author(
    qtbot: QtBot, space: Workspace, reviewer: Reviewer, pane: ReviewPane
) -> None:
    reviewer.choose(AS_FILED)
    space.apply(BodyChange(0, "", "So "), "body")
    settled(qtbot, reviewer)
    said = {re.sub("[\u2066-\u2069]", "", one.text()): one for one in pane.actions_of_authors()}
    assert list(said)[:2] == ["Accept all 3 changes", "Revert all 3 changes"]
    with qtbot.waitSignal(pane.list.reverted) as reverted:
        said["Revert all 2 changes by Rana"].trigger()
    assert reverted.args == [[edit.key for edit in reviewer.edits if edit.author == "Rana"]]
    assert "Accept the change by Dana" in said


def test_a_blank_story_has_no_versions(qtbot: QtBot, space: Workspace, reviewer: Reviewer, pane: ReviewPane) -> None:
    space.new_story()
    settled(qtbot, reviewer)
    assert pane.hint.text().startswith("No versions yet")
    assert not pane.foot.isVisible()

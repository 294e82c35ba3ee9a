"""What is written to a story beside its open session waits until the session has taken it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desk.article.changes import BodyChange
from desk.article.merging_articles import merge_articles, rewrite
from desk.library import Library
from tests.builders import a_story
from tests.library.helpers import Desk, at_desk

STORY = a_story(id="s1", body="Water ministers met in Erbil.")


def take_in(desk: Desk) -> None:
    """What the window does, once it has noticed."""
    theirs = desk.library.theirs("s1")
    assert theirs is not None
    assert theirs.article is not None
    change = rewrite(desk.article, merge_articles(theirs.base, desk.article, theirs.article).article)
    desk.library.others.take(theirs)
    if change is not None:
        desk.session.apply(change)
    assert desk.journal.flush()


def test_nothing_waits_for_a_story_that_nobody_else_writes(opened: Callable[..., Library]) -> None:
    library = opened()
    library.add(STORY)
    with at_desk(library, "s1") as desk:
        desk.type(" On.")
        desk.save()
        assert library.theirs("s1") is None


def test_what_another_program_wrote_comes_in_beside_what_is_typed(opened: Callable[..., Library]) -> None:
    window, shell = opened(), opened()
    window.add(STORY)
    with at_desk(window, "s1") as desk:
        shell.save(replace(STORY, body="Water ministers met in Baghdad.", urgency=1))
        desk.type(" Typed.")  # written over theirs, which waits
        assert desk.journal.flush()
        found = window.theirs("s1")
        assert found is not None
        assert (found.base, found.here) == (STORY, False)
        take_in(desk)
        assert window.theirs("s1") is None
        assert (desk.article.body, desk.article.urgency) == ("Water ministers met in Baghdad. Typed.", 1)
        assert shell.article("s1") == desk.article
        desk.session.undo()
        assert desk.article.body == "Water ministers met in Erbil. Typed."


def test_a_second_writing_before_the_first_is_taken_in_comes_with_it(opened: Callable[..., Library]) -> None:
    window, shell = opened(), opened()
    window.add(STORY)
    with at_desk(window, "s1"):
        shell.save(replace(STORY, urgency=1))
        first = window.theirs("s1")
        shell.save(replace(STORY, urgency=1, section="World"))
        assert first is not None
        window.others.take(first)
        second = window.theirs("s1")
        assert second is not None
        assert (second.base.urgency, second.article) == (1, replace(STORY, urgency=1, section="World"))


def test_leaving_a_story_untouched_leaves_what_another_program_wrote(opened: Callable[..., Library]) -> None:
    window, shell = opened(), opened()
    window.add(STORY)
    with at_desk(window, "s1") as desk:
        shell.save(replace(STORY, body="Theirs."))
        desk.journal.checkpoint(desk.article)
        assert desk.journal.flush()
    assert window.article("s1").body == "Theirs."


def test_what_stays_where_both_changed_the_same_is_the_story_though_nothing_is_written_on(
    opened: Callable[..., Library],
) -> None:
    """Another wrote twice, and the session, asked in between, wrote over the first."""
    window, shell = opened(), opened()
    window.add(STORY)
    with at_desk(window, "s1") as desk:
        shell.save(replace(STORY, body=STORY.body.replace("Erbil", "Baghdad")))
        desk.session.apply(BodyChange(STORY.body.index("Erbil"), "Erbil", "Mosul"))
        assert desk.journal.flush()
        shell.save(replace(STORY, body=STORY.body.replace("Erbil", "Basra")))
        take_in(desk)
        desk.journal.checkpoint(desk.article)
        assert desk.journal.flush()
    assert window.article("s1").body == STORY.body.replace("Erbil", "Mosul")
    kept = [window.version("s1", version.number).body for version in window.versions("s1")]
    assert STORY.body.replace("Erbil", "Basra") in kept


def test_what_was_not_taken_in_before_leaving_comes_in_when_the_story_is_opened_again(
    opened: Callable[..., Library],
) -> None:
    window, shell = opened(), opened()
    window.add(STORY)
    with at_desk(window, "s1") as desk:
        desk.type(" Typed.")
        assert desk.journal.flush()
        there = shell.article("s1")
        shell.save(replace(there, body=there.body.replace("Erbil", "Baghdad")))
        desk.type(" On.")
    with at_desk(window, "s1") as desk:
        take_in(desk)
        assert desk.article.body == "Water ministers met in Baghdad. Typed. On."


def test_an_import_of_this_program_waits_too_and_says_so(library: Library) -> None:
    library.add(STORY)
    with at_desk(library, "s1"):
        library.add(replace(STORY, body="Imported."))
        found = library.theirs("s1")
        assert found is not None
        assert found.here


def test_a_story_that_another_program_deleted_is_said_to_be_deleted(opened: Callable[..., Library]) -> None:
    window, shell = opened(), opened()
    window.add(STORY)
    with at_desk(window, "s1"):
        shell.bin(["s1"])
        shell.empty_bin()
        found = window.theirs("s1")
        assert found is not None
        assert (found.base, found.article) == (STORY, None)
        window.others.take(found)
        assert window.theirs("s1") is None


def test_whose_unsaved_words_a_version_keeps_is_told(opened: Callable[..., Library]) -> None:
    """One's own typing, over which a program without a window wrote; and what another left when one writes on."""
    window, shell = opened(), opened()
    window.add(STORY)
    with at_desk(window, "s1") as desk:
        desk.type(" Typed.")
        assert desk.journal.flush()
        shell.save(replace(STORY, urgency=1))
        with at_desk(shell, "s1") as other:
            other.type(" Elsewhere.")
            assert other.journal.flush()
            desk.type(" On.")
            assert desk.journal.flush()
    kept = {version.kind: window.version("s1", version.number).body for version in window.versions("s1")}
    assert kept["typing"] == f"{STORY.body} Typed."
    assert kept["kept"] == f"{STORY.body} Elsewhere."

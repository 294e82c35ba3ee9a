"""The to-do list of open comments across the library, and comments through saving, crashing and the journal."""

from __future__ import annotations

from dataclasses import replace

from desk.article import changes, commenting
from desk.article.changes import BodyChange
from desk.article.commenting import Spot
from desk.library import Library
from desk.library.open_comments import open_comments, open_in
from tests.builders import MOMENT, a_comment, a_comment_on, a_story
from tests.library.helpers import after_crash, at_desk

BODY = a_story().body
ASKED = replace(
    a_story(id="asked", headline="Asked"),
    comments=(
        a_comment_on(BODY, "No date", id="late"),
        a_comment_on(BODY, "Water", id="early"),
        a_comment(id="done", resolved=True),
    ),
)
QUIET = replace(a_story(id="quiet"), comments=(a_comment(resolved=True),))


def test_stories_with_open_comments_are_listed_newest_first(library: Library) -> None:
    library.add(ASKED)
    library.add(QUIET)
    library.add(replace(ASKED, id="newer", headline="Newer", comments=ASKED.comments[:1]))
    library.add(a_story(id="plain"))
    assert [(one.id, one.headline, [note.id for note in one.comments]) for one in open_comments(library)] == [
        ("newer", "Newer", ["late"]),
        ("asked", "Asked", ["early", "late"]),
    ]
    assert [one.id for one in open_comments(library, most=1)] == ["newer"]
    library.bin(["newer"])
    assert [one.id for one in open_comments(library)] == ["asked"]


def test_a_story_is_listed_as_long_as_a_comment_is_open(library: Library) -> None:
    library.add(ASKED)
    article = ASKED
    for one in ("early", "late"):
        assert open_in(article) is not None
        change = commenting.resolve(article, one)
        assert change is not None
        article = changes.apply(article, change)
        library.save(article)
    assert open_in(article) is None
    assert open_comments(library) == []


def test_comments_come_back_after_a_crash_with_what_was_answered_and_undone(library: Library) -> None:
    library.add(replace(ASKED, comments=()))
    with at_desk(library, "asked") as desk:
        session = desk.session
        spot = Spot(start=0, end=5, quote="Water")
        made = commenting.comment(session.article, spot, "Whose?", "Shilan", MOMENT)
        assert made is not None
        session.apply_alone(made)
        one = session.article.comments[0].id
        for change in (
            commenting.reply(session.article, one, "Both countries’.", "Rojin", MOMENT),
            BodyChange(0, "", "Late. "),
            BodyChange(6, "Water", ""),
        ):
            assert change is not None
            session.apply_alone(change)
        session.undo()
        before = session.article
        assert desk.journal.flush()
        with after_crash(library.folder) as copy:
            opened = copy.load("asked")
            assert opened.article == before
            (note,) = opened.article.comments
            assert (note.start, note.end, note.quote) == (6, 11, "Water")
            assert [answer.text for answer in note.replies] == ["Both countries’."]
            assert opened.history == session.history

"""A story that goes from desk to desk with its versions: whole into an empty library, merged where it is already."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.article.model import Article, Photo
from desk.article.past import Past
from desk.library import Library
from desk.library.handing_over import HandedOver
from tests.builders import MOMENT

STORY = Article(id="a1", headline="Dam talks", body="One.\n\nTwo.\n\nThree.\n", created=MOMENT)
Opened = Callable[..., Library]


def send(here: Library, there: Library) -> HandedOver:
    return there.take_in_story(here.article("a1"), here.past("a1"))


def all_of(library: Library) -> tuple[Article, list[Past], bool]:
    opened = library.load("a1")
    return opened.article, library.past("a1"), opened.unsaved


@pytest.fixture
def ours(opened: Opened) -> Library:
    library = opened("ours", "Shilan")
    library.add(STORY, "save")
    library.save(replace(STORY, headline="Dam talks begin"), name="As filed")
    return library


@pytest.fixture
def theirs(opened: Opened) -> Library:
    return opened("theirs", "Dana")


def test_a_story_comes_whole_into_an_empty_library(ours: Library, theirs: Library) -> None:
    done = send(ours, theirs)

    assert (done.is_new, done.versions) == (True, 2)
    assert all_of(theirs) == all_of(ours)
    assert [row.versions for row in theirs.find("begin")] == [2]
    assert theirs.verify() == []


def test_words_that_no_version_holds_come_along_as_one(ours: Library, theirs: Library) -> None:
    unsaved = replace(STORY, body="Else.\n")
    theirs.take_in_story(unsaved, ours.past("a1"))

    assert theirs.article("a1") == unsaved
    assert theirs.past("a1")[:2] == ours.past("a1")
    assert theirs.past("a1")[2].article == unsaved


def test_the_same_once_more_changes_nothing(ours: Library, theirs: Library) -> None:
    send(ours, theirs)
    before = all_of(theirs), theirs.changed()

    done = send(ours, theirs)

    assert (done.versions, done.merged, done.beside) == (0, False, False)
    assert (all_of(theirs), theirs.changed()) == before


def test_what_the_other_desk_wrote_comes_back(ours: Library, theirs: Library) -> None:
    send(ours, theirs)
    edited = replace(theirs.article("a1"), body="One.\n\nTwo and a half.\n\nThree.\n")
    theirs.save(edited)

    done = send(theirs, ours)

    assert (done.article, done.versions, done.merged) == (edited, 1, False)
    assert all_of(ours) == all_of(theirs)


def test_two_desks_words_come_together(ours: Library, theirs: Library) -> None:
    send(ours, theirs)
    common = ours.article("a1")
    theirs.save(replace(common, body="One.\n\nTwo by Dana.\n\nThree.\n"))
    ours.save(replace(common, headline="Dam talks end"))

    done = send(theirs, ours)

    assert done.merged
    assert (done.article.headline, done.article.body) == ("Dam talks end", "One.\n\nTwo by Dana.\n\nThree.\n")
    assert ours.article("a1") == done.article
    states = [one.article for one in ours.past("a1")]
    assert replace(common, headline="Dam talks end") in states
    assert theirs.article("a1") in states
    assert not ours.load("a1").unsaved

    before = all_of(ours)
    assert send(theirs, ours).versions == 0
    assert all_of(ours) == before
    assert send(ours, theirs).article == done.article, "what was merged here is simply newer there"


def test_where_both_changed_the_same_ours_stays_and_theirs_is_a_version(ours: Library, theirs: Library) -> None:
    send(ours, theirs)
    theirs.save(replace(STORY, headline="Theirs"))
    ours.save(replace(STORY, headline="Ours"))

    done = send(theirs, ours)

    assert (len(done.clashes), ours.article("a1").headline) == (1, "Ours")
    assert "Theirs" in [one.article.headline for one in ours.past("a1")]


def test_without_a_version_in_common_the_story_here_stays(ours: Library, theirs: Library) -> None:
    theirs.add(replace(STORY, headline="Quite another"), "save")

    done = send(theirs, ours)

    assert done.beside
    assert ours.article("a1").headline == "Dam talks begin"
    assert [one.article.headline for one in ours.past("a1")][-1] == "Quite another"
    before = all_of(ours)
    send(theirs, ours)
    assert all_of(ours) == before


def test_unsaved_words_here_are_a_version_before_anything_takes_their_place(ours: Library, theirs: Library) -> None:
    send(ours, theirs)
    theirs.save(replace(theirs.article("a1"), body="Theirs.\n"))
    typed = replace(ours.article("a1"), summary="Typed and not saved.")
    from desk.article.changes import FieldChange
    from desk.article.session import Entry, Move
    from desk.library.keeping import Step

    ours.record([Step("a1", Entry(FieldChange("summary", "", typed.summary), Move.DO), 0)])

    done = send(theirs, ours)

    assert (done.article.summary, done.article.body) == (typed.summary, "Theirs.\n")
    assert typed in [one.article for one in ours.past("a1")]


def test_a_photo_s_file_that_went_out_bare_is_still_ours(ours: Library, theirs: Library) -> None:
    photo = Photo("p1", "1" * 64, name="IMG_7.jpg", width=10, height=10, taken="2026-03-03T14:05:09")
    ours.save(replace(STORY, photos=(photo,)))
    bare = replace(photo, media="2" * 64, name="photo-1.jpg", taken="2026-03-03")
    went = [replace(one, article=_with(one.article, bare)) for one in ours.past("a1")]
    theirs.take_in_story(_with(ours.article("a1"), bare), went)
    theirs.save(replace(theirs.article("a1"), photos=(replace(bare, caption="The dam."),)))

    send(theirs, ours)

    assert ours.article("a1").photos == (replace(photo, caption="The dam."),)


def _with(article: Article, photo: Photo) -> Article:
    return replace(article, photos=(photo,)) if article.photos else article


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abAB"), st.sampled_from(["x", "y", "z"])), max_size=8))
def test_however_two_desks_write_and_send_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, str]]
) -> None:
    """A small letter writes at that desk, a capital sends to the other."""
    place = tmp_path_factory.mktemp("desks")
    with closing(Library.open(place / "a", "A")) as first, closing(Library.open(place / "b", "B")) as second:
        desks = {"a": first, "b": second}
        for library in desks.values():
            library.take_in_story(STORY, [Past(1, MOMENT, "A", "save", "", 3, "", STORY)])
        for who, letter in deeds:
            here, there = desks[who.lower()], desks["b" if who.lower() == "a" else "a"]
            if who.islower():
                now = here.article("a1")
                here.save(replace(now, body=now.body.replace("Two", f"Two {letter}")))
                continue
            before = {_words(one.article) for one in there.past("a1")}
            send(here, there)
            after = {_words(one.article) for one in there.past("a1")}
            assert before | {_words(one.article) for one in here.past("a1")} <= after
            standing = all_of(there)
            send(here, there)
            assert all_of(there) == standing
            numbers = [version.number for version in there.versions("a1")]
            assert numbers == sorted(set(numbers), reverse=True)
            assert there.verify() == []


def _words(article: Article) -> str:
    return article.body


def test_versions_from_a_desk_that_knows_more_leave_the_library_sound(ours: Library) -> None:
    early = datetime(1848, 3, 3, tzinfo=UTC)
    ours.take_in_story(
        Article(id="b1", headline="Snow", body="It snowed.\n"),
        [Past(1, early, "A", "dictated", "As said", 900, "", Article(id="b1", headline="Snow"))],
    )
    assert [(one.kind, one.name, one.words) for one in ours.past("b1")][:1] == [("import", "As said", 0)]
    assert ours.verify() == []


def cross(ours: Library, theirs: Library) -> HandedOver:
    """Each sends before it sees what the other sent; what became of it here."""
    mine, yours = ((desk.article("a1"), desk.past("a1")) for desk in (ours, theirs))
    theirs.take_in_story(*mine)
    return ours.take_in_story(*yours)


@pytest.fixture
def clashed(ours: Library, theirs: Library) -> tuple[Library, Library]:
    """Both desks when each has its own words, and has seen the other's; theirs has changed the second paragraph too."""
    story = replace(STORY, body="Ministers met on Tuesday.\n\nTalks on the river went on.\n\nThe dam is old.\n")
    ours.save(story)
    send(ours, theirs)
    ours.save(replace(story, body=story.body.replace("Ministers met", "Ministers of both met")))
    theirs.save(replace(story, body=story.body.replace(" on Tuesday", "").replace("went on", "went slowly on")))
    assert cross(ours, theirs).clashes
    assert cross(ours, theirs).clashes == ()
    return ours, theirs


def decide(library: Library, said: str = "Ministers of both met on Tuesday. Ministers met.") -> Article:
    """Take both wordings, or say it otherwise."""
    now = library.article("a1")
    decided = replace(now, body=now.body.replace("Ministers of both met on Tuesday.", said))
    library.save(decided)
    return decided


def test_what_was_decided_knowing_our_words_takes_their_place(clashed: tuple[Library, Library]) -> None:
    ours, theirs = clashed
    decided = decide(ours)

    assert send(ours, theirs).clashes == ()
    assert theirs.article("a1") == decided


def test_what_was_decided_meets_only_what_was_written_since(clashed: tuple[Library, Library]) -> None:
    ours, theirs = clashed
    decided = decide(ours)
    theirs.save(replace(theirs.article("a1"), summary="It went on."))

    assert send(ours, theirs).clashes == ()
    assert theirs.article("a1") == replace(decided, summary="It went on.")


def test_who_took_our_words_over_and_gets_others_from_us_has_these(clashed: tuple[Library, Library]) -> None:
    ours, theirs = clashed
    theirs.save(ours.article("a1"))
    decided = decide(ours, "All spoke.")

    assert send(ours, theirs).clashes == ()
    assert theirs.article("a1") == decided


def test_a_story_that_is_taken_as_it_came_is_not_kept_once_more_when_the_next_comes(
    ours: Library, theirs: Library
) -> None:
    send(ours, theirs)
    for word in ("end", "go on"):
        ours.save(replace(STORY, headline=f"Dam talks {word}"))
        send(ours, theirs)

    assert all_of(theirs) == all_of(ours)

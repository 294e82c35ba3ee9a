"""Stories that come a second time: noticed, taken in as versions, and nothing that is here is written over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from desk.article.model import Article, Related, new_id
from desk.library import Library
from desk.library.titles import known, with_known
from desk.library.twins import fingerprint, of_same_story
from tests.builders import a_comment_on, a_photo, articles

CAME = Article(id="a", headline="Dam talks", body="Ministers met.\n\nNo date was set.", source_id="urn:1")
NEWER = replace(CAME, id="b", body="Ministers met.\n\nA date was set.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library", "Dana")
    yield library
    library.close()


def take_in(library: Library, came: Article) -> None:
    """A story that comes for the first time, as an import does it."""
    library.twins.remember([(came, came.id)])
    library.add(came)


def states(library: Library, article_id: str) -> list[Article]:
    """The versions of a story, oldest first."""
    return [library.version(article_id, version.number) for version in reversed(library.versions(article_id))]


def test_a_new_story_has_no_twin(library: Library) -> None:
    take_in(library, CAME)
    assert library.twins.find(Article(headline="Dam talks", body="Others met.")) is None


def test_it_is_known_by_its_id_by_its_source_and_by_what_it_is(library: Library) -> None:
    take_in(library, replace(CAME, source_id=""))
    take_in(library, replace(CAME, id="c", headline="Snow", source_id="urn:2"))
    found = library.twins.find(Article(id="a", headline="Other words"))
    assert found is not None
    assert (found.id, found.headline, found.is_same) == ("a", "Dam talks", False)
    by_source = library.twins.find(Article(headline="Snow again", source_id="urn:2"))
    assert by_source is not None
    assert (by_source.id, by_source.is_same) == ("c", False)
    the_same = library.twins.find(replace(CAME, id=new_id(), source_id=""))
    assert the_same is not None
    assert (the_same.id, the_same.is_same) == ("a", True)


def test_what_came_before_is_the_same_whatever_became_of_the_story(library: Library) -> None:
    take_in(library, CAME)
    library.save(replace(CAME, headline="Ours"))
    library.twins.renew("a", NEWER, "Dana")
    found = library.twins.find(replace(CAME, id=new_id()))
    assert found is not None
    assert found.is_same


def test_a_story_in_the_bin_is_known_and_comes_out_as_a_new_version(library: Library) -> None:
    take_in(library, replace(CAME, source_id=""))
    library.bin(["a"])
    found = library.twins.find(replace(CAME, id=new_id(), source_id=""))
    assert found is not None
    assert found.binned
    library.twins.renew("a", NEWER, "Dana")
    assert [row.id for row in library.find()] == ["a"]


def test_one_that_was_deleted_for_good_is_new(library: Library) -> None:
    library.twins.remember([(CAME, "a")], {"a": "the copy", "b": "another"})
    library.add(CAME)
    library.bin(["a"])
    library.empty_bin()
    assert (library.setting("copy a"), library.setting("copy b")) == (None, "another")
    assert library.twins.find(replace(CAME, id=new_id())) is None


def test_where_nothing_was_done_here_what_came_is_the_story(library: Library) -> None:
    take_in(library, CAME)
    renewed = library.twins.renew("a", NEWER, "Dana")
    assert (renewed.merged, renewed.beside, renewed.version.number) == (False, False, 2)
    assert library.article("a") == replace(NEWER, id="a", created=CAME.created)
    assert states(library, "a")[0] == CAME


def test_where_it_was_worked_on_both_are_in_it_and_each_is_a_version(library: Library) -> None:
    take_in(library, CAME)
    ours = replace(CAME, headline="Our headline", comments=(a_comment_on(CAME.body, "met"),))
    library.save(ours)
    renewed = library.twins.renew("a", NEWER, "Dana")
    assert renewed.merged
    assert not renewed.clashes
    stands = library.article("a")
    assert (stands.headline, stands.body) == ("Our headline", NEWER.body)
    assert [comment.quote for comment in stands.comments] == ["met"]
    assert states(library, "a") == [CAME, ours, of_same_story(NEWER, CAME), stands]


def test_what_was_typed_and_not_saved_is_a_version_too(library: Library) -> None:
    from desk.article.changes import FieldChange
    from desk.article.session import Entry, Move
    from desk.library.keeping import Step

    take_in(library, CAME)
    library.load("a")
    library.record([Step("a", Entry(FieldChange("headline", "Dam talks", "Typed"), Move.DO), 0)])
    library.twins.renew("a", NEWER, "Dana")
    assert any(state.headline == "Typed" and state.body == CAME.body for state in states(library, "a"))
    assert library.article("a").headline == "Typed"


def test_where_both_changed_the_same_ours_stays_and_theirs_is_a_version(library: Library) -> None:
    take_in(library, CAME)
    library.save(replace(CAME, body=CAME.body.replace("No date", "Some date")))
    renewed = library.twins.renew("a", NEWER, "Dana")
    assert len(renewed.clashes) == 1
    undecided = library.twins.unsettled("a")
    assert undecided is not None
    assert (undecided.base, undecided.came) == (CAME, of_same_story(NEWER, CAME))
    assert "Some date" in library.article("a").body
    assert NEWER.body in [state.body for state in states(library, "a")]


def test_what_is_undecided_stays_so_against_what_comes_next(library: Library) -> None:
    take_in(library, CAME)
    library.save(replace(CAME, body=CAME.body.replace("No date", "Some date")))
    library.twins.renew("a", NEWER, "Dana")
    third = replace(NEWER, summary="In short.")
    assert not library.twins.renew("a", third, "Dana").clashes
    undecided = library.twins.unsettled("a")
    assert undecided is not None
    assert (undecided.base, undecided.came) == (CAME, of_same_story(third, CAME))
    library.twins.settle("a")
    assert library.twins.unsettled("a") is None


def test_the_next_coming_is_compared_with_the_last(library: Library) -> None:
    take_in(library, CAME)
    library.save(replace(CAME, headline="Ours"))
    library.twins.renew("a", NEWER, "Dana")
    library.twins.renew("a", replace(NEWER, id="c", summary="In short."), "Dana")
    stands = library.article("a")
    assert (stands.headline, stands.body, stands.summary) == ("Ours", NEWER.body, "In short.")


def test_the_same_photo_stays_the_same(library: Library) -> None:
    media = library.add_media(b"a photo")
    photo = a_photo(id="p1", media=media, name="dam.jpg", caption="The dam.")
    first = replace(CAME, photos=(photo,), lead="p1", body="![](photo:p1)\n\nMinisters met.")
    take_in(library, first)
    library.save(replace(first, photos=(replace(photo, caption="Our caption."),)))
    again = replace(photo, id="p2", caption="The dam.", credit="AFP")
    came = replace(first, id="b", photos=(again,), lead="p2", body="![](photo:p2)\n\nMinisters met again.")
    library.twins.renew("a", came, "Dana")
    stands = library.article("a")
    assert stands.photos == (replace(photo, caption="Our caption.", credit="AFP"),)
    assert (stands.lead, stands.body) == ("p1", "![](photo:p1)\n\nMinisters met again.")


@given(articles())
def test_a_story_read_again_has_the_same_fingerprint(article: Article) -> None:
    ids = {photo.id: f"{number:016x}" for number, photo in enumerate(article.photos)}
    body = article.body
    for old, new in ids.items():
        body = body.replace(f"(photo:{old})", f"(photo:{new})")
    again = replace(
        article,
        id=new_id(),
        body=body,
        lead=ids.get(article.lead, article.lead),
        photos=tuple(replace(photo, id=ids[photo.id]) for photo in article.photos),
    )
    assert fingerprint(again) == fingerprint(article)
    assert fingerprint(replace(again, headline=f"{again.headline}!")) != fingerprint(article)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(articles(), articles(), articles())
def test_no_state_is_ever_lost(library: Library, came: Article, ours: Article, newer: Article) -> None:
    came = replace(came, id=new_id())
    ours = replace(ours, id=came.id)
    take_in(library, came)
    library.save(ours)
    library.twins.renew(came.id, newer, "Dana")
    kept = states(library, came.id)
    assert came in kept
    assert ours in kept
    assert of_same_story(newer, came) in kept


def test_titles_are_looked_up_in_any_spelling_where_one_story_has_them(library: Library) -> None:
    library.add(Article(id="dust", headline="Dust storm closes “the” airport"))
    library.add(Article(id="kur", headline="وەزیرەکان کۆدەبنەوە"))
    library.add_all([Article(id="s1", headline="Snow"), Article(id="s2", headline="Snow")])
    titles = ["DUST STORM CLOSES “THE” AIRPORT", "وەزیرەكان كۆدەبنەوە", "Snow", "Nobody", "…", ""]
    assert known(library, titles) == {titles[0]: "dust", titles[1]: "kur"}


def test_a_story_leads_to_those_that_are_here(library: Library) -> None:
    library.add(Article(id="dust", headline="Dust storm"))
    related = (
        Related("previous", "Dust storm"),
        Related("next", "Snow", "https://example.org/snow"),
        Related("related", "Dust storm", article="other"),
    )
    found = with_known(library, replace(CAME, related=related))
    assert [one.article for one in found.related] == ["dust", "", "other"]


def test_a_library_that_a_story_came_back_to_edited_elsewhere_is_sound(library: Library) -> None:
    library.add(CAME)
    library.save(replace(CAME, headline="Our headline"))
    library.twins.renew("a", replace(NEWER, id="a"), "Dana")
    assert "elsewhere" in {version.kind for version in library.versions("a")}
    assert library.verify() == []

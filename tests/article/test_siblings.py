"""Versions of a story in other languages: their links, and what a translation begins with."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from desk.article import changes, siblings
from desk.article.model import Article, Related, Status
from tests.builders import a_sorani_story, a_story, articles

ENGLISH = a_story(id="e" * 16)
SORANI = a_sorani_story(id="c" * 16)


@given(articles())
def test_a_fingerprint_is_of_the_words_alone(article: Article) -> None:
    known = siblings.fingerprint(article)
    assert siblings.fingerprint(replace(article, status=Status.READY, slug="x", id="b" * 16)) == known
    assert siblings.fingerprint(replace(article, body=f"{article.body}.")) != known
    assert siblings.fingerprint(replace(article, headline=f"{article.headline}.")) != known


def test_words_that_move_from_one_field_to_the_next_are_another_text() -> None:
    one, other = (a_story(headline=head, summary=summary) for head, summary in (("ab", "c"), ("a", "bc")))
    assert siblings.fingerprint(one) != siblings.fingerprint(other)


def test_a_family_leads_from_each_to_all_others_and_one_is_the_source() -> None:
    arabic = a_story(id="a" * 16, language="ar", headline="وزراء")
    stories = [SORANI, ENGLISH, arabic]
    links = siblings.family(stories, {SORANI.id: ENGLISH.id})
    new, english, other = (replace(story, related=links[story.id]) for story in stories)
    assert [one.article for one in siblings.siblings(new)] == [ENGLISH.id, arabic.id]
    assert [one.article for one in siblings.siblings(english)] == [SORANI.id, arabic.id]
    assert [(one.article, one.language) for one in siblings.siblings(other)] == [(SORANI.id, "ckb"), (ENGLISH.id, "en")]
    source = siblings.source_of(new)
    assert source is not None
    assert source.article == ENGLISH.id
    assert siblings.source_of(english) is None
    assert siblings.source_of(other) is None
    assert siblings.family([new, english, other], {}) == {}


def test_who_leaves_a_family_leads_to_none_of_it_and_none_leads_there() -> None:
    arabic = a_story(id="a" * 16, language="ar", related=(Related("next", "Then"),))
    stories = [SORANI, ENGLISH, arabic]
    links = siblings.family(stories, {SORANI.id: ENGLISH.id})
    whole = [replace(story, related=links[story.id]) for story in stories]
    left = siblings.parted(whole, arabic.id)
    assert left[arabic.id] == arabic.related
    assert [one.article for one in left[SORANI.id]] == [ENGLISH.id]
    assert [one.article for one in left[ENGLISH.id]] == [SORANI.id]


def test_linking_again_keeps_what_is_known_and_makes_no_second_link() -> None:
    once = siblings.linked(SORANI, ENGLISH, is_source=True)
    again = siblings.linked(once, replace(ENGLISH, body="Other words."))
    assert [one.seen for one in siblings.siblings(again)] == [siblings.fingerprint(ENGLISH)]


def test_other_relations_stay() -> None:
    before = replace(
        SORANI, related=(Related("next", "Then"), Related("translation", "", "https://a.example", "", "fr"))
    )
    linked = siblings.linked(before, ENGLISH)
    assert linked.related[:2] == before.related
    assert siblings.unlinked(linked, [ENGLISH.id]).related == before.related


def test_a_translation_is_behind_once_its_source_says_something_else() -> None:
    translated = siblings.linked(SORANI, ENGLISH, is_source=True)
    later = replace(ENGLISH, body=f"{ENGLISH.body}\n\nMore.")
    assert not siblings.is_behind(translated, ENGLISH)
    assert siblings.is_behind(translated, later)
    assert not siblings.is_behind(translated, replace(ENGLISH, status=Status.READY))
    change = siblings.brought_in_line(translated, later)
    assert change is not None
    assert not siblings.is_behind(changes.apply(translated, change), later)
    assert siblings.brought_in_line(changes.apply(translated, change), later) is None


def test_a_translation_has_the_photos_but_none_of_their_words() -> None:
    made = siblings.translation(ENGLISH, "ckb")
    assert made.id != ENGLISH.id
    assert (made.language, made.status, made.headline, made.body) == ("ckb", Status.DRAFT, "", "")
    assert [(photo.id, photo.media, photo.credit) for photo in made.photos] == [
        (photo.id, photo.media, photo.credit) for photo in ENGLISH.photos
    ]
    assert {photo.caption + photo.alt for photo in made.photos} == {""}
    assert made.lead == ENGLISH.lead
    assert siblings.new_photos(made, ENGLISH) == ()
    assert [one.id for one in siblings.new_photos(replace(made, photos=made.photos[:1]), ENGLISH)] == ["p2"]

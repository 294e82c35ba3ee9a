"""Which stories belong together: the same answer every time, each way alike, and within one language."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desk.article.model import Article, Dateline
from desk.library.kin import MOST, Told, marks_of, related
from tests.builders import an_article

MARKS = st.sampled_from(["k:water", "k:dam", "n:sara ali", "p:erbil", "w:flow", "w:river", "w:talks", "w:minister"])


@st.composite
def shelves(draw: st.DrawFn) -> list[Told]:
    told = draw(st.lists(st.tuples(st.sampled_from(["en", "ckb"]), st.frozensets(MARKS)), max_size=14))
    return [Told(str(number), language, tuple(sorted(marks))) for number, (language, marks) in enumerate(told)]


@given(shelves())
def test_kin_are_other_stories_of_the_same_language_each_once(stories: list[Told]) -> None:
    languages = {story.id: story.language for story in stories}
    found = related(stories)
    assert found.keys() == languages.keys()
    for own, ids in found.items():
        assert own not in ids
        assert len(set(ids)) == len(ids) <= MOST
        assert {languages[one] for one in ids} <= {languages[own]}


@given(shelves())
def test_one_story_is_kin_to_another_as_that_is_to_it(stories: list[Told]) -> None:
    found = related(stories, most=len(stories))
    assert all(own in found[other] for own, ids in found.items() for other in ids)


@given(shelves())
def test_the_same_stories_give_the_same_kin_whatever_the_order_of_their_marks(stories: list[Told]) -> None:
    mixed = [replace(story, marks=tuple(reversed(story.marks))) for story in stories]
    assert related(mixed) == related(stories)


@given(shelves(), st.integers(1, 4))
def test_fewer_kin_are_the_first_of_more(stories: list[Told], most: int) -> None:
    all_kin, few = related(stories, most=len(stories)), related(stories, most=most)
    assert few == {own: ids[:most] for own, ids in all_kin.items()}


@given(shelves())
def test_stories_that_share_no_mark_are_no_kin(stories: list[Told]) -> None:
    marks = {story.id: set(story.marks) for story in stories}
    assert all(marks[own] & marks[other] for own, ids in related(stories).items() for other in ids)


def stories(*articles: Article) -> dict[str, tuple[str, ...]]:
    return related(Told(one.id, one.language, marks_of(one)) for one in articles)


def test_a_keyword_that_an_editor_chose_weighs_more_than_words_that_both_happen_to_have() -> None:
    own = an_article(id="own", headline="Reservoir levels", keywords=("Water",), body="The minister spoke on Tuesday.")
    keyword = an_article(id="keyword", headline="Pipes burst", keywords=("water",), body="Nobody was hurt.")
    wordy = an_article(id="wordy", headline="Reservoir levels", body="The cat is well.")
    assert stories(own, wordy, keyword)["own"] == ("keyword",)


def test_people_named_in_the_text_make_kin_in_scripts_with_capitals_and_without() -> None:
    a = an_article(id="a", body="On Monday Karwan Aziz spoke about prices. Later Karwan Aziz left the city.")
    b = an_article(id="b", body="A court heard from Karwan Aziz about prices again.")
    c = an_article(id="c", body="Rain fell.")
    assert stories(a, b, c) == {"a": ("b",), "b": ("a",), "c": ()}
    told = "کاروان عەزیز لە هەولێر قسەی کرد. پاشان کاروان عەزیز ڕۆیشت."
    sorani = [replace(one, language="ckb", body=told) for one in (a, b)]
    assert "n:کاروان عهزیز" in marks_of(sorani[0])
    assert stories(*sorani, replace(c, language="ckb", body="باران باری.")) == {"a": ("b",), "b": ("a",), "c": ()}


def test_spellings_that_mean_the_same_are_the_same() -> None:
    a, b = (
        an_article(id=one, language="ckb", keywords=(word,)) for one, word in (("a", "كوردستان"), ("b", "کوردستان"))
    )
    assert stories(a, b) == {"a": ("b",), "b": ("a",)}


def test_a_place_alone_makes_no_kin_where_many_stories_come_from_it() -> None:
    many = [an_article(id=str(n), dateline=Dateline("Erbil"), body="") for n in range(8)]
    assert set(stories(*many).values()) == {()}


def test_of_equally_near_stories_the_one_nearer_in_time_comes_first() -> None:
    same = [an_article(id=str(n), headline="", keywords=("Water",)) for n in range(6)]
    assert stories(*same)["0"] == ("1", "2", "3", "4")
    assert stories(*same)["3"] == ("4", "2", "5", "1")


def test_links_and_markup_are_no_words() -> None:
    story = an_article(body="See [the *report*](https://example.org/secret/Some Name) <b>now</b>.", headline="")
    assert not [mark for mark in marks_of(story) if "secret" in mark or "example" in mark]

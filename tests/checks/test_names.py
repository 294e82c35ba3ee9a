"""Names and places of a story, as they are offered while a caption is typed."""

from __future__ import annotations

import pytest
from hypothesis import given

from desk.article.model import Article, Dateline
from desk.checks.names import MOST, completions, names_in
from tests.builders import a_photo, a_sorani_story, a_story, an_article, articles


def of_body(body: str) -> tuple[str, ...]:
    return names_in(an_article(body=body))


def test_fields_come_first() -> None:
    story = a_story(photos=(a_photo(city="Duhok", country="Iraq", photographer="Dana Aziz"),))
    assert names_in(story)[:6] == ("Erbil", "Rojin Karim", "Duhok", "Iraq", "Dana Aziz", "water")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Rojin Karim and Dana Aziz in Erbil", ("Rojin Karim", "Dana Aziz", "Erbil")),
        ("ڕۆژین کەریم، دانا عەزیز", ("ڕۆژین کەریم", "دانا عەزیز")),
        ("", ()),
    ],
)
def test_a_byline_names_people(byline: str, names: tuple[str, ...]) -> None:
    assert names_in(an_article(byline=byline)) == names


def test_a_place_in_capitals_is_written_as_captions_have_it() -> None:
    assert names_in(an_article(dateline=Dateline("NEW YORK"))) == ("New York",)
    assert names_in(an_article(dateline=Dateline("هەولێر"))) == ("هەولێر",)


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("We saw Salar Beston in Erbil.", ("Salar Beston", "Erbil")),
        ("It is the University of Sulaimani.", ("University of Sulaimani",)),
        ("Ministers of Iraq met.", ("Iraq",)),
        ("Iraq and Iran met; Iraq and Iran agreed.", ("Iran", "Iraq")),
        ("The talks ended. Yesterday it rained.", ()),
        ("The Hague waits. In Erbil it rains.", ("Hague", "Erbil")),
        ("See [the Ministry](https://Example.com/A) and ![](photo:P1).", ("Ministry",)),
        ("He met O’Brien and Abd al-Rahman.", ("O’Brien", "Abd al-Rahman")),
        ("We met Émile Çelik.", ("Émile Çelik",)),
    ],
)
def test_names_in_the_text_are_runs_of_capitalised_words(body: str, names: tuple[str, ...]) -> None:
    assert sorted(of_body(body)) == sorted(names)


def test_those_that_come_often_come_first() -> None:
    assert of_body("He saw Erbil, she saw Duhok, they saw Duhok.") == ("Duhok", "Erbil")


def test_a_script_without_capitals_gives_its_names_by_the_fields() -> None:
    assert "هەولێر" in names_in(a_sorani_story())


@given(articles())
def test_each_name_is_there_once_and_is_something(article: Article) -> None:
    names = names_in(article)
    assert len(set(names)) == len(names) <= MOST
    assert all(name.strip() for name in names)


def test_completions_begin_like_what_is_typed_then_have_a_word_that_does() -> None:
    names = ("Rojin Karim", "Karwan", "Erbil")
    assert completions(names, "ka") == ("Karwan", "Rojin Karim")
    assert completions(names, "ERB") == ("Erbil",)
    assert completions(names, "erbil") == (), "it is typed in full"
    assert completions(names, "Rojin K") == ("Rojin Karim",)

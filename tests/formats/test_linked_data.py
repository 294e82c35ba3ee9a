"""Bylines taken apart, descriptions, and JSON that cannot leave its script element."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from desk.article.model import Article
from desk.formats.linked_data import author_names, in_script, news_article
from tests.builders import an_article, articles
from tests.formats.stories import ENGLISH, LATER


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Hemin Karim and Sara Ali", ("Hemin Karim", "Sara Ali")),
        ("Hemin Karim, Sara Ali and Azad Omar", ("Hemin Karim", "Sara Ali", "Azad Omar")),
        ("Hemin Karim, Sara Ali, and Azad Omar", ("Hemin Karim", "Sara Ali", "Azad Omar")),
        ("By Hemin Karim in Baghdad and Sara Ali in Erbil", ("Hemin Karim", "Sara Ali")),
        ("Hemin Karim & Sara Ali", ("Hemin Karim", "Sara Ali")),
        ("هێمن کەریم و سارا عەلی", ("هێمن کەریم", "سارا عەلی")),
        ("سارة علي، وليد حسن", ("سارة علي", "وليد حسن")),
        ("Andy Anderson", ("Andy Anderson",)),
        ("", ()),
    ],
)
def test_each_author_is_named_apart(byline: str, names: tuple[str, ...]) -> None:
    assert author_names(byline) == names


def author_of(article: Article) -> object:
    return news_article(article, "Desk News", LATER, "", ())["author"]


def test_a_desk_is_an_organisation_and_stands_in_where_nobody_is_named() -> None:
    assert author_of(an_article(byline="Desk staff")) == [{"@type": "Organization", "name": "Desk staff"}]
    assert author_of(an_article()) == [{"@type": "Organization", "name": "Desk News"}]


def test_what_is_not_known_is_left_out() -> None:
    known = news_article(an_article(headline="A"), "", LATER, "", ())
    assert set(known) == {
        *("@context", "@type", "headline", "datePublished", "dateModified", "wordCount", "inLanguage"),
    }


@given(articles())
def test_nothing_can_end_the_script(article: Article) -> None:
    text = in_script(news_article(article, "</script>", LATER, "https://a.example/", ()))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["publisher"]["name"] == "</script>"


def test_a_story_never_changed_before_it_was_published() -> None:
    assert news_article(ENGLISH, "", ENGLISH.created, "", ())["dateModified"] == "2026-03-03T14:05:00+03:00"

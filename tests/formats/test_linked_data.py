"""Bylines taken apart, descriptions, and JSON that cannot leave its script element."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given

from desk.article.model import Article, Dateline
from desk.formats.linked_data import author_names, changed_on, description_of, in_script, news_article, published_on
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


NOON = datetime(2026, 3, 3, 12).astimezone()


@pytest.mark.parametrize(
    ("day", "published", "moment"),
    [
        (None, None, NOON),
        (date(2026, 3, 3), None, NOON),
        (date(2026, 3, 5), None, datetime(2026, 3, 5).astimezone()),
        (date(2026, 3, 5), NOON + timedelta(days=9), NOON + timedelta(days=9)),
        (date.min, None, None),
        (date.max, None, None),
    ],
)
def test_machines_are_given_a_moment_with_its_zone(
    day: date | None, published: datetime | None, moment: datetime | None
) -> None:
    article = an_article(created=NOON, dateline=Dateline("Erbil", date=day), published=published)
    found = published_on(article)
    assert found.utcoffset() is not None
    assert moment is None or found == moment
    assert moment is not None or found.date() == day
    told = news_article(article, "", NOON.astimezone(UTC), "", ())
    assert told["datePublished"] == found.isoformat()
    assert changed_on(article, NOON) >= found


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("They met. <script>alert(1)</script> They left.", "They met. They left."),
        ("They <style>*{display:none}</style>met.", "They met."),
        ("They met.\n\n<script>let a = 1\n\nlet b = 2</script>\n\nThey left.", "They met. They left."),
        ("They met. <script>alert(1)", "They met."),
        ("They [met](javascript:alert(1)) and ![x](javascript:alert(1))left.", "They met and left."),
        (f"They met. <script>{'x' * 5000}</script> They left.", "They met. They left."),
    ],
)
def test_code_is_no_description(body: str, says: str) -> None:
    assert description_of(an_article(body=body, summary="")) == says

"""What the places of findings are called, and in what order they come."""

from __future__ import annotations

import pytest
from hypothesis import given

from desk.article.model import Article
from desk.checks import Finding, check
from desk.checks.places import Places, in_order, words_of
from tests.builders import a_photo, a_story, articles
from tests.checks.cases import AT, found, story

BODY = "One the the.\n\n## Talks\n\n![](photo:p2)\n\nTwo of of it.\n\n- three and and"


@pytest.mark.parametrize(
    ("word", "name"),
    [("the", "Paragraph 1"), ("of", "Paragraph 2"), ("and", "Paragraph 3"), ("Talks", "Heading “Talks”")],
)
def test_paragraphs_are_counted_without_headings_and_photos(word: str, name: str) -> None:
    article = a_story(body=BODY)
    at = BODY.index(word)
    assert Places(article).name(Finding("x", False, "body", "Mend it.", (at, at + 3))) == name


@pytest.mark.parametrize(
    ("place", "field", "name"),
    [
        ("headline", "", "Headline"),
        ("push_headline", "", "Push headline"),
        ("dateline", "", "Dateline"),
        ("lead", "", "Lead photo"),
        ("body", "", "Body"),
        ("sign_off", "", "Sign-off"),
        ("related", "", "Related stories"),
        ("photo:p2", "caption", "Caption of photo 2"),
        ("photo:p2", "alt", "Alt text of photo 2"),
        ("photo:p2", "width", "Photo 2"),
        ("photo:gone", "caption", "Caption of missing photo"),
    ],
)
def test_a_place_is_called_what_a_person_calls_it(place: str, field: str, name: str) -> None:
    assert Places(a_story()).name(Finding("x", False, place, "Mend it.", field=field)) == name


def test_findings_come_from_the_top_of_the_page_to_its_foot_after_those_that_block() -> None:
    photos = (a_photo(caption="The the dam."), a_photo(id="p2", caption="A a gate.", credit=""))
    article = a_story(headline="In in Erbil", body=f"{BODY} TK", photos=photos, slug="", sign_off="")
    places = Places(article)
    assert [places.name(one) for one in in_order(article, check(article, at=AT))] == [
        *("Credit of photo 2", "Paragraph 3"),
        *("Headline", "Caption of photo 1", "Paragraph 1", "Caption of photo 2", "Paragraph 2", "Paragraph 3"),
        *("Sign-off", "Slug"),
    ]


def test_the_words_of_a_finding_are_those_in_the_story() -> None:
    article = a_story(photos=(a_photo(caption="At the the dam."), a_photo(id="p2")))
    (finding,) = found(article, "doubled-word")
    assert words_of(article, finding) == "the the"
    (bare,) = found(story("en", "Words.", section=""), "missing-section")
    assert words_of(article, bare) == ""


@given(articles())
def test_every_finding_has_a_place_and_none_is_lost(article: Article) -> None:
    findings = check(article, at=AT)
    places = Places(article)
    assert sorted(map(repr, in_order(article, findings))) == sorted(map(repr, findings))
    assert all(places.name(one).strip() for one in findings)

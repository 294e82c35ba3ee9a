"""Fields that a desk asks for before a story goes: slugs of others, open comments, and what is passed over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.article.changes import CommentsChange
from desk.article.model import Article
from desk.checks import as_record, check, heeded
from tests.builders import a_comment, a_comment_on, a_sorani_story, a_story, an_article
from tests.checks.cases import AT, found, mended, story, written


@pytest.mark.parametrize("tag", ["en", "ckb", "ar"])
@pytest.mark.parametrize("slug", ["border-dam", "بەنداو", "سد-الحدود"])
def test_a_slug_that_another_story_has_is_given_a_number(tag: str, slug: str) -> None:
    article = story(tag, "Words.", slug=slug)
    taken = {slug, f"{slug}-2"}
    (finding,) = found(article, "taken-slug", is_taken=taken.__contains__)
    assert finding.blocks
    assert finding.fix is not None
    assert finding.fix.puts == f"{slug}-3"
    assert mended(article, finding).slug == f"{slug}-3"
    assert not found(article, "taken-slug", is_taken=lambda other: other == f"{slug}s")
    assert not found(replace(article, slug=""), "taken-slug", is_taken=lambda _slug: True)


def test_where_every_slug_is_taken_there_is_no_fix() -> None:
    (finding,) = found(a_story(), "taken-slug", is_taken=lambda _slug: True)
    assert finding.fix is None


@pytest.mark.parametrize(
    ("article", "slug"),
    [
        (a_story(slug=""), "ministers-meet-over-border-dam"),
        (a_sorani_story(slug=""), "وەزیران-لەسەر-بەنداوی-سنوور-کۆدەبنەوە"),
    ],
)
def test_a_missing_slug_is_made_of_the_headline(article: Article, slug: str) -> None:
    (finding,) = found(article, "missing-slug")
    assert mended(article, finding).slug == slug
    (bare,) = found(an_article(), "missing-slug")
    assert bare.fix is None, "no headline, no slug"


@pytest.mark.parametrize(
    ("tag", "body", "words"),
    [("en", "The dam holds.", "dam"), ("ckb", "بەنداوەکە ماوە.", "ماوە"), ("ar", "السد باق.", "السد")],
)
def test_an_open_comment_stands_on_its_words_until_it_is_resolved(tag: str, body: str, words: str) -> None:
    article = story(tag, body, comments=(a_comment_on(body, words), a_comment_on(body, words, id="c2", resolved=True)))
    (finding,) = found(article, "open-comment")
    assert written(article, finding) == words
    assert "Rojin" in finding.message
    assert all(comment.resolved for comment in mended(article, finding).comments)
    resolved = replace(article, comments=(replace(article.comments[0], resolved=True),))
    assert not found(resolved, "open-comment")


def test_the_fix_of_one_comment_holds_no_other() -> None:
    article = story("en", "The dam.", comments=tuple(a_comment(id=f"c{number}") for number in range(50)))
    notes = found(article, "open-comment")
    for number, finding in enumerate(notes):
        assert finding.fix is not None
        assert isinstance(finding.fix.change, CommentsChange)
        assert [one.id for one in finding.fix.change.before] == [f"c{number}"]
    assert [one.id for one in mended(article, notes[7]).comments if one.resolved] == ["c7"]


def test_of_very_many_comments_a_hundred_are_told_and_how_many_more_there_are() -> None:
    many = tuple(a_comment(id=f"c{number}", resolved=number < 10) for number in range(111))
    told = found(story("en", "The dam.", comments=many), "open-comment")
    assert len(told) == 101
    assert [one.message for one in told if one.fix is None] == [
        "Answer or resolve 1 more comment, listed under Comments."
    ]
    assert len(found(story("en", "The dam.", comments=many[:110]), "open-comment")) == 100


@pytest.mark.parametrize(
    ("place", "field", "quote", "found_at"),
    [
        ("headline", "", "border", ("headline", "", (20, 26))),
        ("headline", "", "gone", ("headline", "", None)),
        ("dateline", "", "ERBIL", ("dateline", "", None)),
        ("photo:p2", "caption", "dam", ("photo:p2", "caption", (4, 7))),
        ("photo:p2", "", "", ("photo:p2", "", None)),
        ("photo:gone", "caption", "dam", ("body", "", None)),
        ("keywords", "", "water", ("keywords", "", None)),
    ],
)
def test_an_open_comment_on_a_field_or_a_photo_is_found_there(
    place: str, field: str, quote: str, found_at: tuple[str, str, tuple[int, int] | None]
) -> None:
    article = a_story(comments=(a_comment(place=place, field=field, quote=quote),))
    (finding,) = found(article, "open-comment")
    assert (finding.place, finding.field, finding.span) == found_at


def test_what_is_ignored_here_is_heeded_elsewhere_and_what_always_is_nowhere() -> None:
    article = story("en", "At the the dam and a a gate.")
    findings = check(article, at=AT)
    first, second = found(article, "doubled-word")
    assert first.key != second.key
    assert [one for one in heeded(findings, {first.key}) if one.code == "doubled-word"] == [second]
    assert not [one for one in heeded(findings, {"doubled-word"}) if one.code == "doubled-word"]
    assert heeded(findings, ()) == findings


def test_a_finding_keeps_its_key_wherever_its_words_move() -> None:
    (before,) = found(story("en", "At the the dam."), "doubled-word")
    (after,) = found(story("en", "It was new.\n\nAt the the dam."), "doubled-word")
    (elsewhere,) = found(story("en", "Words.", summary="At the the dam."), "doubled-word")
    assert before.key == after.key != elsewhere.key
    assert before.span != after.span


def test_a_finding_as_data_tells_of_its_fix_but_holds_no_change() -> None:
    (finding,) = found(story("en", "At the the dam."), "doubled-word")
    assert as_record(finding) == {
        "code": "doubled-word",
        "blocks": False,
        "place": "body",
        "message": "Take one “the” out of “At the the dam.”.",
        "field": "",
        "span": [3, 10],
        "key": finding.key,
        "fix": {"label": "Leave one “the”", "puts": ""},
    }
    (bare,) = found(an_article(), "missing-headline")
    assert (as_record(bare)["span"], as_record(bare)["fix"]) == (None, None)

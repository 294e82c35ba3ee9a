"""What stops an export, and what the version is called that leaves in spite of it."""

from __future__ import annotations

import pytest

from desk.article.model import Article, Status
from desk.article.trouble import Trouble
from desk.checks import Finding, check
from desk.clearance import although, read_words, refusal, stopping
from tests.builders import a_photo, a_story
from tests.checks.cases import AT

BARE = a_story(photos=(a_photo(credit=""), a_photo(id="p2")), body="It cost TK.\n\n![](photo:p2)", summary="")


def stopped(article: Article, *formats: str) -> list[str]:
    return [one.code for one in stopping(article, check(article, at=AT), formats)]


@pytest.mark.parametrize("form", ["html", "page", "fragment", "json", "markdown", "text", "site"])
def test_what_blocks_stops_what_readers_get(form: str) -> None:
    assert stopped(BARE, form) == ["placeholder", "missing-credit"]
    assert stopped(a_story(), form) == []
    assert stopped(a_story(summary=""), form) == [], "advice stops nothing"


def test_a_package_for_another_desk_is_never_stopped() -> None:
    assert stopped(BARE, "story") == []
    assert stopped(BARE, "story", "json") == ["placeholder", "missing-credit"]


def test_a_kill_goes_out_where_it_tells_that_the_story_is_withdrawn() -> None:
    killed = a_story(status=Status.KILLED)
    for form in ("json", "site", "html", "page", "fragment", "text"):
        assert stopped(killed, form) == []
    assert stopped(killed, "markdown") == stopped(killed, "html", "markdown") == ["killed"]
    said = refusal(killed, stopping(killed, check(killed, at=AT), ["markdown"]))
    assert "as a page, in a site, as JSON or as plain text" in said, "what to do instead"


def test_the_version_is_named_after_what_it_leaves_in_spite_of_and_the_words() -> None:
    found = stopping(BARE, check(BARE, at=AT), ["html"])
    assert although(BARE, found, " The desk\nwaits ") == (
        "Exported although: Paragraph 1 (placeholder), Credit of photo 1 (missing credit) — “The desk waits”"
    )
    assert refusal(BARE, found).startswith("Fill in or remove “TK”")


def test_of_many_reasons_some_are_named() -> None:
    article = a_story(body="TK one.\n\nTK two.\n\nTK three.\n\nTK four.\n\nTK five.\n\nTK six.", photos=(), lead="")
    named = although(article, stopping(article, check(article, at=AT), ["html"]), "Now")
    assert "Paragraph 4 (placeholder) and 2 more — “Now”" in named


def test_what_is_said_many_times_is_said_once_with_its_number_and_the_first_place() -> None:
    article = a_story(body="Yes.\n\nAn advisor.\n\nAn advisor.", photos=(), lead="")
    found = [Finding("style:x", True, "body", "Write “adviser”.", span) for span in ((9, 16), (22, 29))]
    said = refusal(article, [*found, Finding("y", True, "headline", "Write a headline.")])
    assert said == "2 × Write “adviser”. (First: Paragraph 2.) Write a headline."


@pytest.mark.parametrize("words", ["", " ", "ok", "…!?.", "a b"])
def test_words_must_say_something(words: str) -> None:
    with pytest.raises(Trouble, match="Say why"):
        read_words(words)


@pytest.mark.parametrize("words", ["now", "هەڵە نییە", "عاجل", "It is a test"])
def test_a_few_letters_of_any_script_are_enough(words: str) -> None:
    assert read_words(words) == words
    assert len(read_words("long " * 100)) <= 200

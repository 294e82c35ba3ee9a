"""What stands in a story's way, by the command line: what is found, what the library knows, what is passed over."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from desk.article.model import Related
from tests.builders import a_story
from tests.cli.helpers import Desk

OWN, OTHER = "a" * 16, "b" * 16
KEYS = {"article", "code", "blocks", "place", "message", "field", "span", "key", "fix"}


def codes(desk: Desk, *words: str) -> set[str]:
    """The codes of what is found about the story."""
    return {row[3] for row in desk("check", OWN, *words).rows}


def test_a_finding_tells_its_place_and_what_its_fix_would_put(desk: Desk, keep: Callable[..., None]) -> None:
    keep(a_story(id=OWN, body="He saw the the dam, كە."))
    found = json.loads(desk("check", OWN, "--json").out)
    assert all(set(one) == KEYS for one in found)
    (doubled,) = (one for one in found if one["code"] == "doubled-word")
    assert (doubled["place"], doubled["span"]) == ("body", [7, 14])
    assert doubled["fix"] == {"label": "Leave one “the”", "puts": ""}


def test_a_code_or_a_key_is_passed_over(desk: Desk, keep: Callable[..., None]) -> None:
    keep(a_story(id=OWN, body="He saw the the dam, in in Erbil. TK"))
    found = json.loads(desk("check", OWN, "--json").out)
    first, second = (one["key"] for one in found if one["code"] == "doubled-word")
    left = {one["key"] for one in json.loads(desk("check", OWN, "--json", "--ignore", first).out)}
    assert second in left
    assert first not in left
    assert "doubled-word" not in codes(desk, "--ignore", "doubled-word")
    assert desk("check", OWN).code == 1
    ended = desk("check", OWN, "--ignore", "placeholder", "--ignore", "missing-file")
    assert ended.code == 0, "what is passed over blocks nothing"


@pytest.mark.parametrize(
    ("slug", "language", "is_taken"), [("dam", "en", True), ("dam", "ar", False), ("dam-talks", "en", False)]
)
def test_a_slug_is_taken_by_a_story_in_the_same_language(
    desk: Desk, keep: Callable[..., None], slug: str, language: str, is_taken: bool
) -> None:
    keep(a_story(id=OWN, slug="dam"), a_story(id=OTHER, slug=slug, language=language))
    assert ("taken-slug" in codes(desk)) == is_taken


def test_a_related_story_that_is_gone_is_told(desk: Desk, keep: Callable[..., None]) -> None:
    related = (Related("next", article=OTHER), Related("related", "Snow", article="c" * 16))
    keep(a_story(id=OWN, related=related), a_story(id=OTHER, slug="snow"))
    (row,) = (row for row in desk("check", OWN).rows if row[3] == "dead-link")
    assert "“Snow”" in row[4]

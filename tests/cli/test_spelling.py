"""Words that may be misspelt, by the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from desk.library import Library
from desk.spelling import house_words, keep_house_words, keep_personal_words, personal_words
from tests.builders import a_story
from tests.cli.helpers import Desk

OWN, OTHER = "a" * 16, "b" * 16
BODY = "The goverment of Balisan recieved Hawkar Zrar, at http://qzx.example/codde."


@pytest.fixture(autouse=True)
def own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody’s own words and dictionaries are read or written."""
    monkeypatch.setenv("DESK_SETTINGS", str(tmp_path / "settings" / "desk.ini"))


def words(desk: Desk, *more: str) -> list[str]:
    """What may be misspelt, as it is told."""
    return [row[4] for row in desk("check", OWN, "--spelling", *more).rows if row[3] == "spelling"]


def told(*found: str) -> list[str]:
    return [f"Look at the spelling of “{word}”." for word in found]


def test_misspelt_words_are_told_where_they_are_asked_for(desk: Desk, keep: Callable[..., None]) -> None:
    keep(a_story(id=OWN, headline="Ministers meet", body=BODY, byline="Hawkar Zrar"))
    assert words(desk) == told("goverment", "Balisan", "recieved")
    assert "spelling" not in {row[3] for row in desk("check", OWN).rows}
    found = [one for one in json.loads(desk("check", OWN, "--spelling", "--json").out) if one["code"] == "spelling"]
    assert next((one["place"], one["span"]) for one in found) == ("body", [4, 13])
    assert words(desk, "--ignore", "spelling") == []
    assert words(desk, "--ignore", found[1]["key"]) == told("goverment", "recieved")


def test_words_that_a_person_the_house_or_the_story_knows_are_right(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(replace(a_story(id=OWN, headline="Ministers meet", body=BODY, byline=""), known_words=("recieved",)))
    assert words(desk) == told("goverment", "Balisan", "Hawkar", "Zrar")
    keep(a_story(id=OTHER, byline="Hawkar Zrar"))
    assert words(desk) == told("goverment", "Balisan")
    keep_personal_words([" goverment", "", "goverment"])
    assert personal_words() == ["goverment"]
    assert words(desk) == told("Balisan")
    with closing(Library.open(tmp_path / "library")) as library:
        keep_house_words(library, ["Balisan"])
        assert house_words(library) == ["Balisan"]
    assert words(desk) == []


def test_a_language_without_a_dictionary_is_told_and_gets_one(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(a_story(id=OWN, headline="وەزیر", body="وەزیرکە لە شار گوت", byline="", language="ckb"))
    ended = desk("check", OWN, "--spelling")
    assert ended.code == 1
    assert "There is no dictionary of Sorani Kurdish." in ended.err
    assert "unused-photo" in {row[3] for row in ended.rows}, "all else is told"
    copytree(Path(__file__).parent.parent / "dictionaries", tmp_path / "library" / "dictionaries")
    assert told("وەزیرکە")[0] in words(desk)


def test_broken_words_of_the_house_are_none(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "library")) as library:
        library.set_setting("spelling.words", "{no list")
        assert house_words(library) == []

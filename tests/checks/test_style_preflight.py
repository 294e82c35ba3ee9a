"""House style in a library: its own rules are heeded wherever its stories are checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.checks import Finding, style, style_writing
from desk.library import Library
from desk.preflight import ignore_always, look
from tests.builders import a_photo, a_story
from tests.checks.cases import AT

STORY = a_story(body="An advisor met the mill owner.", photos=(a_photo(),))
MILL = '[[rule]]\nid = "own.mill"\nkind = "substitution"\nlanguage = "en"\n[rule.swap]\nmill = "works"\n'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", "Rojin")
    yield opened
    opened.close()


def of_style(library: Library) -> list[Finding]:
    return [one for one in look(library, STORY, AT).standing if one.code.startswith("style")]


def test_desks_rules_and_a_newsrooms_own_are_heeded(library: Library) -> None:
    assert [one.code for one in of_style(library)] == ["style:en.adviser"]
    folder = library.folder / style.FOLDER
    style_writing.put(folder, MILL)
    assert [one.code for one in of_style(library)] == ["style:en.adviser", "style:own.mill"]
    style_writing.switch(folder, "en.adviser", on=False)
    assert [one.code for one in of_style(library)] == ["style:own.mill"]


def test_a_must_blocks_and_advice_may_be_ignored_always(library: Library) -> None:
    folder = library.folder / style.FOLDER
    style_writing.set_level(folder, "en.adviser", "must")
    assert [one.blocks for one in of_style(library)] == [True]
    style_writing.set_level(folder, "en.adviser", "advice")
    assert [one.blocks for one in of_style(library)] == [False]
    ignore_always(library, "style:en.adviser")
    assert of_style(library) == []


def test_a_broken_rule_is_told_with_its_line_and_stops_nothing(library: Library) -> None:
    folder = library.folder / style.FOLDER
    folder.mkdir()
    (folder / "ours.toml").write_text(MILL.replace("swap", "swop"), "utf-8")
    broken, adviser = sorted(of_style(library), key=lambda one: one.place, reverse=True)
    assert (broken.code, broken.blocks, broken.place) == (style.BROKEN, False, "house_style")
    assert broken.message == "ours.toml, line 5: “swop” is no key of a rule: did you mean “swap”?"
    assert adviser.code == "style:en.adviser"

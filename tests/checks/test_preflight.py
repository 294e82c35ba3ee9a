"""What a library passes over, and what a story does: for the window, the command line and an export alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.article.model import Status
from desk.checks import Finding
from desk.library import Library
from desk.preflight import SETTING, every_finding, heed_again, ignore_always, ignored_always, look, preflight
from tests.builders import a_story
from tests.checks.cases import AT

STORY = replace(a_story(photos=(), lead=""), body="At the the dam, of of it, TK.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", "Rojin")
    yield opened
    opened.close()


def of(findings: tuple[Finding, ...]) -> list[str]:
    return sorted(finding.code for finding in findings)


def test_what_the_story_passes_over_is_told_apart(library: Library) -> None:
    first = next(one for one in preflight(library, STORY, at=AT) if one.code == "doubled-word")
    looked = look(library, replace(STORY, passed_over=(first.key,)), AT)
    assert (of(looked.standing), looked.passed_over) == (["doubled-word", "missing-lead", "placeholder"], (first,))
    assert of(preflight(library, replace(STORY, passed_over=(first.key,)), at=AT)) == of(looked.standing)


def test_a_code_is_passed_over_in_every_story_until_it_is_heeded_again(library: Library) -> None:
    ignore_always(library, "doubled-word")
    ignore_always(library, "missing-lead")
    assert ignored_always(library) == {"doubled-word", "missing-lead"}
    assert of(preflight(library, STORY, at=AT)) == ["placeholder"]
    heed_again(library, "doubled-word")
    assert of(preflight(library, STORY, at=AT)) == ["doubled-word", "doubled-word", "placeholder"]
    assert len(every_finding(library, STORY, AT)) == 4


def test_what_blocks_is_never_passed_over_by_its_code_alone(library: Library) -> None:
    ignore_always(library, "placeholder")
    looked = look(library, STORY, AT)
    assert of(looked.blocking) == ["placeholder"]
    here = look(library, replace(STORY, passed_over=(looked.blocking[0].key,)), AT)
    assert here.blocking == ()


def test_a_setting_that_somebody_broke_passes_over_nothing(library: Library) -> None:
    for broken in ("{", '"doubled-word"', "3"):
        library.set_setting(SETTING, broken)
        assert ignored_always(library) == frozenset()


def test_a_placeholder_passed_over_in_one_place_is_found_in_others(library: Library) -> None:
    article = replace(STORY, body="TK Records opens in Erbil.\n\nIt cost TK dinars.")
    first, second = look(library, article, AT).blocking
    assert look(library, replace(article, passed_over=(first.key,)), AT).blocking == (second,)


@pytest.mark.parametrize(
    ("own", "status", "day", "is_taken"),
    [
        (Status.DRAFT, Status.DRAFT, 31, True),
        (Status.DRAFT, Status.PUBLISHED, 31, True),
        (Status.DRAFT, Status.PUBLISHED, 30, False),
        (Status.PUBLISHED, Status.DRAFT, 31, False),
        (Status.READY, Status.DRAFT, 31, False),
        (Status.PUBLISHED, Status.PUBLISHED, 31, True),
        (Status.PUBLISHED, Status.KILLED, 31, True),
    ],
)
def test_a_slug_is_taken_where_two_pages_would_stand_in_one_place(
    library: Library, own: Status, status: Status, day: int, is_taken: bool
) -> None:
    """The place is day and slug; and no draft turns a story out that readers have."""
    dated = replace(STORY.dateline, date=date(2026, 3, 31))
    story = replace(STORY, status=own, dateline=dated)
    other = replace(story, id="b" * 16, status=status, dateline=replace(dated, date=date(2026, 3, day)))
    library.save(other, "save")
    found = [one.code for one in every_finding(library, story, AT)]
    assert ("taken-slug" in found) == is_taken

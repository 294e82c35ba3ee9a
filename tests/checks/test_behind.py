"""A translation whose source changed is told so, with the places, until it is in line again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk import behind
from desk.article import changes, siblings
from desk.article.model import Status
from desk.library import Library
from desk.preflight import every_finding
from tests.builders import a_sorani_story, a_story
from tests.checks.cases import AT

BODY = "Water ministers met in Erbil.\n\nThe dam stands since 1979.\n\nNo date was set for the next talks."
ENGLISH = a_story(id="e" * 16, body=BODY)
SORANI = siblings.linked(a_sorani_story(id="c" * 16), ENGLISH, is_source=True)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path / "library", "Rojin")
    opened.add_all([ENGLISH, SORANI])
    yield opened
    opened.close()


def told(library: Library) -> list[str]:
    return [one.message for one in behind.findings(library, SORANI)]


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"body": BODY.replace("1979", "1981")}, "(paragraph 2)"),
        ({"body": BODY.replace("1979", "1981").replace("No date", "A date")}, "(paragraphs 2 and 3)"),
        ({"headline": "Talks end", "body": f"{BODY}\n\nThey left at once."}, "(headline, paragraph 4)"),
        ({"body": "All of it.\n\nIs quite new.\n\nFrom top.\n\nTo bottom."}, "(4 paragraphs)"),
    ],
)
def test_the_places_are_told(library: Library, changed: dict[str, str], where: str) -> None:
    library.save(replace(ENGLISH, **changed))
    (message,) = told(library)
    assert message == (
        f"The English source changed since this was translated {where}: bring the text in line, or say that it is."
    )


@pytest.mark.parametrize("changed", [{}, {"slug": "other"}, {"status": "ready"}, {"keywords": ("dam",)}])
def test_what_is_not_text_is_no_change(library: Library, changed: dict[str, object]) -> None:
    library.save(replace(ENGLISH, **changed))  # type: ignore[arg-type]
    assert told(library) == []


def test_a_source_has_no_source_and_one_that_is_gone_says_nothing(library: Library) -> None:
    assert behind.findings(library, library.article(ENGLISH.id)) == ()
    assert behind.findings(library, replace(SORANI, related=(siblings.link_to(a_story(id="9" * 16), seen="0"),))) == ()


def test_saying_so_brings_it_in_line(library: Library) -> None:
    library.save(replace(ENGLISH, body="New."))
    (found,) = [one for one in every_finding(library, SORANI, AT) if one.code == behind.CODE]
    assert found.fix is not None
    assert behind.findings(library, changes.apply(SORANI, found.fix.change)) == ()


def test_a_translation_of_what_was_withdrawn_must_not_go_out(library: Library) -> None:
    library.save(replace(ENGLISH, body="New.", status=Status.KILLED, kill_reason="The quote was made up."))
    (found,) = behind.findings(library, SORANI)
    assert (found.code, found.blocks) == (behind.KILLED, True)
    assert found.message == (
        "The English source was withdrawn: The quote was made up. Kill this too, or unlink the two."
    )
    assert behind.findings(library, replace(SORANI, status=Status.KILLED)) == ()
    assert behind.findings(library, library.article(ENGLISH.id)) == ()
    library.save(replace(ENGLISH, status=Status.KILLED))
    assert behind.findings(library, SORANI)[0].message.startswith("The English source was withdrawn. Kill")
    library.save(ENGLISH)
    assert behind.findings(library, SORANI) == ()


@pytest.mark.parametrize("status", list(Status))
def test_versions_in_other_languages_that_are_out_are_told(library: Library, status: Status) -> None:
    library.save(replace(SORANI, status=status))
    english = siblings.linked(ENGLISH, SORANI)
    found = [one.id for one in behind.out_elsewhere(library, english)]
    assert found == ([SORANI.id] if status in (Status.READY, Status.PUBLISHED) else [])

"""How readers have a story: by its last export, by a correction since, else as it was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desk.article.changes import apply
from desk.article.correcting import correct, kill
from desk.article.model import Article, Status
from desk.library import Journal, Library
from desk.library.receipts import Sent
from desk.ui.correcting_base import Out, look_up
from tests.builders import an_article

BODY = "Three people were killed. It rained."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library", "Rojin")
    yield library
    library.close()


@pytest.fixture
def journal(library: Library) -> Iterator[Journal]:
    journal = Journal(library)
    yield journal
    journal.close()


def told(out: Out) -> tuple[int, list[tuple[str, str]]]:
    return out.version.number if out.version else 0, [(one.wrong, one.right) for one in out.altered]


def changed(article: Article, word: str) -> Article:
    return replace(article, body=article.body.replace("Three", word))


def test_of_a_story_that_never_left_nothing_is_known(library: Library, journal: Journal) -> None:
    draft = an_article(body=BODY, status=Status.DRAFT)
    library.add(draft)
    assert look_up(library, journal, changed(draft, "Four")) == Out()


def test_the_last_export_counts_and_before_any_the_version_that_was_published(
    library: Library, journal: Journal
) -> None:
    draft = an_article(body=BODY, status=Status.DRAFT)
    library.add(draft)
    published = replace(draft, status=Status.PUBLISHED)
    first = library.save(published, kind="status").number
    now = changed(published, "Five")
    assert told(look_up(library, journal, now)) == (
        first,
        [("Three people were killed.", "Five people were killed.")],
    )
    sent = changed(published, "Four")
    library.save(sent)
    number = library.receipts.leave(sent, [Sent("html", Path("/out/a.html"), "0" * 64)])
    assert told(look_up(library, journal, now)) == (number, [("Four people were killed.", "Five people were killed.")])


def test_what_was_corrected_is_not_offered_again(library: Library, journal: Journal) -> None:
    published = an_article(body=BODY, status=Status.PUBLISHED, correction="")
    library.add(published)
    library.receipts.leave(published, [Sent("html", Path("/out/a.html"), "0" * 64)])
    now = changed(published, "Four")
    change = correct(now, "March 3, 2026: Four were killed.")
    assert change is not None
    corrected = apply(now, change)
    number = library.save(corrected, kind="correction", name="New figures").number
    assert told(look_up(library, journal, corrected)) == (number, [])
    assert told(look_up(library, journal, replace(corrected, headline="Else")))[0] == number


@pytest.mark.parametrize(
    "parts",
    [{"status": Status.PUBLISHED}, {"status": Status.DRAFT, "published": datetime(2026, 3, 1, tzinfo=UTC)}],
    ids=["published", "with the day when it was"],
)
@pytest.mark.parametrize("kind", ["import", "elsewhere", "save"])
def test_a_story_that_came_as_published_is_out_as_it_came(
    library: Library, journal: Journal, parts: dict[str, Any], kind: str
) -> None:
    came = an_article(body=BODY, **parts)
    library.add(came, kind=kind)
    now = replace(changed(came, "Four"), status=Status.PUBLISHED)
    library.save(now)
    assert told(look_up(library, journal, now)) == (1, [("Three people were killed.", "Four people were killed.")])


def test_of_a_kill_readers_have_nothing_and_what_they_had_before_counts(library: Library, journal: Journal) -> None:
    published = an_article(body=BODY, status=Status.PUBLISHED)
    library.add(published)
    out = library.receipts.leave(published, [Sent("html", Path("/out/a.html"), "0" * 64)])
    change = kill(published, "A rumour.")
    assert change is not None
    killed = apply(published, change)
    library.save(killed, kind="kill", name="A rumour.")
    library.receipts.leave(killed, [Sent("html", Path("/out/a.html"), "1" * 64)], "Exported although: Status (killed)")
    now = changed(published, "Four")
    library.save(now)
    found = look_up(library, journal, now)
    assert told(found) == (out, [("Three people were killed.", "Four people were killed.")])
    assert found.is_withdrawn
    library.receipts.leave(now, [Sent("html", Path("/out/a.html"), "2" * 64)])
    assert not look_up(library, journal, now).is_withdrawn


def test_of_a_story_that_only_left_as_a_kill_nothing_is_known(library: Library, journal: Journal) -> None:
    killed = an_article(body=BODY, status=Status.KILLED, kill_reason="A rumour.")
    library.add(killed)
    library.receipts.leave(killed, [Sent("html", Path("/out/a.html"), "1" * 64)])
    assert look_up(library, journal, replace(killed, status=Status.PUBLISHED)) == Out()

"""Receipts by the command line, and story packages that go from library to library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.formats import FORMATS
from desk.formats.house import SETTING, House, to_json
from desk.library import Library
from tests.cli.helpers import Desk

STORY = Article(id="0123456789abcdef", headline="Dam talks", slug="dam-talks", body="One.\n")


def test_every_export_leaves_a_receipt(desk: Desk, keep: Callable[..., None]) -> None:
    keep(STORY)
    page = Path(desk("export", "0", "--to", "page", "--out", "out").out.strip()).resolve()
    data = Path(desk("export", "0", "--to", "json", "--out", "out").out.splitlines()[0]).resolve()

    newest, first = desk("receipts", "0").rows

    assert first[1:] == [
        "page",
        "1",
        hashlib.sha256((page / "index.html").read_bytes()).hexdigest(),
        f"{page}/index.html",
    ]
    assert newest[1:] == ["json", "1", hashlib.sha256(data.read_bytes()).hexdigest(), str(data)]
    told = json.loads(desk("receipts", "0", "--json").out)
    assert [[one["time"], one["format"], str(one["version"]), one["sha256"], one["place"]] for one in told] == [
        newest,
        first,
    ]


def test_what_was_changed_since_its_export_is_listed(desk: Desk, keep: Callable[..., None]) -> None:
    keep(STORY)
    desk("export", "0", "--to", "html", "--out", "out")
    assert desk("list", "is:changed").out == ""

    keep(replace(STORY, headline="Dam talks fail"))

    assert [row[0] for row in desk("list", "is:changed").rows] == [STORY.id]
    assert [row[0] for row in desk("list", "is:exported").rows] == [STORY.id]


def test_an_export_that_fails_leaves_none(desk: Desk, keep: Callable[..., None], file: Callable[..., Path]) -> None:
    keep(STORY)
    assert desk("export", "0", "--to", "json", "--out", file("taken", "no folder")).code == 1
    assert desk("receipts", "0").out == ""


@pytest.mark.parametrize("form", [one.name for one in FORMATS.values() if one.write])
def test_the_same_article_is_the_same_bytes(desk: Desk, keep: Callable[..., None], form: str) -> None:
    keep(STORY)
    desk("export", "0", "--to", form, "--out", "one")
    desk("export", "0", "--to", form, "--out", "two")

    made = [{path.name: path.read_bytes() for path in sorted(Path(out).rglob("*.*"))} for out in ("one", "two")]
    assert made[0]
    assert made[0] == made[1]
    hashes = [row[3] for row in desk("receipts", "0").rows]
    assert len(hashes) == 2
    assert len(set(hashes)) == 1


def test_exports_are_named_in_latin_letters_where_the_house_wants_that(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(replace(STORY, slug="بەنداوی-سنوور", language="ckb"))
    as_written = Path(desk("export", "0", "--to", "json", "--out", "out").out.strip())
    with closing(Library.open(tmp_path / "library")) as library:
        library.set_setting(SETTING, to_json(House(latin_slugs=True)))
    latin = Path(desk("export", "0", "--to", "json", "--out", "out").out.strip())

    assert as_written.stem.endswith("بەنداوی-سنوور")
    assert latin.stem.endswith("-bendawi-snur")


def test_a_story_goes_to_another_library_with_its_versions(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(STORY)
    with closing(Library.open(tmp_path / "library", "Shilan")) as library:
        library.save(library.article(STORY.id), name="As filed")
    package = desk("export", "0", "--to", "story", "--out", "out").out.strip()

    taken = desk("import", package, "--library", tmp_path / "other")

    assert taken.rows == [[STORY.id, STORY.headline]]
    with closing(Library.open(tmp_path / "library")) as here, closing(Library.open(tmp_path / "other")) as there:
        assert there.article(STORY.id) == here.article(STORY.id)
        assert there.past(STORY.id) == here.past(STORY.id)

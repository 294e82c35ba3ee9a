"""Every sample story is read whole, stands in nobody's way, and leaves in every format."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desk.article.languages import direction_of
from desk.checks import check
from desk.formats import FORMATS, export, read_file
from tests.formats.stories import ROOT, Shelf, options
from tests.formats.test_ninjs import needs_schema, problems

SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.md"))
samples = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


@samples
def test_a_sample_is_read_whole_and_ready(path: Path) -> None:
    found = read_file(path)
    assert found.notes == ()
    assert found.article.lead_photo is not None
    assert [finding for finding in check(found.article, found.originals.__contains__) if finding.blocks] == []


@samples
@pytest.mark.parametrize("format", [name for name, one in FORMATS.items() if one.write and name != "json"])
def test_a_sample_leaves_as_a_page(path: Path, format: str, tmp_path: Path) -> None:
    found = read_file(path)
    written = export(found.article, format, tmp_path, Shelf(*found.originals.values()), options())
    page = written[0] / "index.html" if written[0].is_dir() else written[0]
    html = page.read_text(encoding="utf-8")
    assert f'dir="{direction_of(found.article.language)}"' in html
    for address in re.findall(r'src="((?!data:)[^"]*)"', html):
        assert (page.parent / address).is_file()


@needs_schema
@samples
def test_a_sample_leaves_as_valid_ninjs_and_comes_back(path: Path, tmp_path: Path) -> None:
    found = read_file(path)
    written = export(found.article, "json", tmp_path, Shelf(*found.originals.values()), options())
    assert problems(json.loads(written[0].read_text(encoding="utf-8"))) == []
    back = read_file(written[0])
    assert back.notes == ()
    assert (back.article.headline, back.article.body) == (found.article.headline, found.article.body)
    assert len(back.article.photos) == len(found.article.photos)

"""A library of every released schema opens in this Desk, with all that it holds."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from desk.library import Library, restore
from desk.library.schema import CURRENT
from tests.libraries.make import PHOTO

SAVED = sorted((Path(__file__).parents[1] / "libraries").glob("schema-*.zip"))


def test_there_is_a_saved_library_of_this_schema() -> None:
    assert f"schema-{CURRENT}.zip" in [file.name for file in SAVED]


@pytest.mark.parametrize("file", SAVED, ids=lambda file: str(file.stem))
def test_a_saved_library_opens_whole(file: Path, tmp_path: Path) -> None:
    with closing(Library.open(restore(file, tmp_path / "library"), "Shilan")) as library:
        assert library.verify() == []
        assert [row.id for row in library.find()] == ["5041"]
        assert [row.id for row in library.find(binned=True)] == ["b1"]
        assert [row.id for row in library.find("سه‌ردێڕێکی")] == ["5041"]
        assert [row.id for row in library.find("lang:ckb keyword:water edited:me has:photo")] == ["5041"]
        assert library.completions("keywords", "wa") == ["water"]
        opened = library.load("5041")
        assert (opened.article.headline, opened.unsaved) == ("سەردێڕێکی نوێ", True)
        assert opened.article.body == library.version("5041", 2).body + " "
        assert (len(opened.history.done), len(opened.history.undone)) == (2, 1)  # the save's headline, a space; a word
        assert [(kept.number, kept.name) for kept in library.versions("5041")] == [(2, "As filed"), (1, "")]
        assert library.version("5041", 1).headline != opened.article.headline
        assert library.original(opened.article.photos[0].media) == PHOTO
        assert library.setting("open_story") == "5041"

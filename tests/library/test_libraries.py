"""A library of every released schema opens in this Desk, with all that it holds."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from desk.article.trouble import Trouble
from desk.library import Library, restore
from desk.library.schema import CURRENT
from tests.libraries.make import PHOTO
from tests.library.test_opening import locked_up, needs_permissions

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


@needs_permissions
@pytest.mark.parametrize("file", SAVED, ids=lambda file: str(file.stem))
def test_a_saved_library_that_cannot_be_written_to_is_read_as_it_is(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as copies:
        folder = restore(file, Path(place) / "library")
        before = (folder / "library.db").read_bytes()
        Path(copies).chmod(0o777)
        monkeypatch.setattr(tempfile, "tempdir", copies)
        with locked_up(folder, "both"):
            with closing(Library.open(folder)) as library:
                assert library.reads_only
                assert [row.id for row in library.find("lang:ckb keyword:water has:photo")] == ["5041"]
                assert library.load("5041").article.headline == "سەردێڕێکی نوێ"
                with pytest.raises(Trouble, match="cannot be written to"):
                    library.set_setting("a", "b")
            assert list(Path(copies).iterdir()) == []
        assert (folder / "library.db").read_bytes() == before
        assert [path.name for path in folder.iterdir() if path.name.startswith("backups")] == []

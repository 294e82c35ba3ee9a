"""A site comes into its folder all at once: whatever stops an export, the earlier site stands, or stands again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from desk.article.trouble import Trouble
from desk.formats.site_placing import RECORD, Placing
from tests.formats.sites import files


def put(out: Path, **pages: str) -> Placing:
    with Placing(out) as placing:
        for name, text in pages.items():
            placing.write(f"{name}/index.html", text, text)
        placing.commit({})
    return placing


def test_a_page_with_the_same_key_need_not_be_made_again(tmp_path: Path) -> None:
    put(tmp_path, a="one", b="two")
    with Placing(tmp_path) as placing:
        assert placing.is_here("a/index.html", "one")
        assert not placing.is_here("b/index.html", "three")
        placing.commit({})
    assert files(tmp_path) == {"a/index.html": b"one"}
    assert placing.removed == ["b/index.html"]


def test_an_error_half_way_leaves_the_earlier_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a="one", b="two", c="three")
    before = files(tmp_path), (tmp_path / RECORD).read_bytes()
    rename, left = Path.rename, [0]

    def failing(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    for steps in range(1, 8):
        left[0] = steps
        monkeypatch.setattr(Path, "rename", failing)
        with pytest.raises(OSError, match="No space left"):
            put(tmp_path, a="1", b="2", d="4")
        monkeypatch.undo()
        assert (files(tmp_path), (tmp_path / RECORD).read_bytes()) == before
    put(tmp_path, a="1", b="2", d="4")
    assert files(tmp_path) == {"a/index.html": b"1", "b/index.html": b"2", "d/index.html": b"4"}


class Killed(BaseException):
    """Stands for the end of the program: nothing is put back."""


@pytest.mark.parametrize("stop", range(1, 8))
def test_the_next_export_puts_back_what_a_killed_one_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    import desk.formats.site_placing as module

    put(tmp_path, a="one", b="two", c="three")
    before = files(tmp_path)
    rename, done = Path.rename, []

    def dying(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == stop:
            raise Killed
        return rename(self, target)

    placing = Placing(tmp_path)
    for name, text in {"a": "1", "b": "2", "d": "4"}.items():
        placing.write(f"{name}/index.html", text, text)
    monkeypatch.setattr(Path, "rename", dying)
    monkeypatch.setattr(module, "_undo", lambda *_: None)
    with pytest.raises(Killed):
        placing.commit({})
    monkeypatch.undo()
    placing._lock.close()  # as the system does
    with Placing(tmp_path):
        assert files(tmp_path) == before
    assert [path.name for path in tmp_path.glob(".desk-site-*")] == []


def test_files_with_the_same_bytes_are_one_on_disk(tmp_path: Path) -> None:
    with Placing(tmp_path) as placing:
        for name in ("a", "b"):
            placing.write(f"{name}/photos/lead-400.jpg", b"a photo")
        placing.commit({})
    first, second = (tmp_path / name / "photos" / "lead-400.jpg" for name in ("a", "b"))
    assert first.stat().st_ino == second.stat().st_ino


def test_what_was_written_over_since_is_not_taken_for_ours(tmp_path: Path) -> None:
    put(tmp_path, a="one")
    (tmp_path / "a" / "index.html").write_text("two")
    later = (tmp_path / RECORD).stat().st_mtime_ns + 1_000_000
    os.utime(tmp_path / "a" / "index.html", ns=(later, later))
    with Placing(tmp_path) as placing:
        assert not placing.is_here("a/index.html", "one")


@pytest.mark.parametrize(
    "record", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "files": {"a": 1}, "notes": {}}', "[" * 99999]
)
def test_a_record_that_is_none_is_as_good_as_none(tmp_path: Path, record: str) -> None:
    (tmp_path / RECORD).write_text(record)
    put(tmp_path, a="one")
    assert files(tmp_path) == {"a/index.html": b"one"}


def test_a_record_leads_to_no_file_outside_the_site(tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    record = {
        "format": 1,
        "files": {path: ["", "", 4] for path in ("../mine.html", "/etc/x.html", "a/../../mine.html")},
    }
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / RECORD).write_text(json.dumps({**record, "notes": {}}))
    put(tmp_path / "site", a="one")
    assert (tmp_path / "mine.html").read_text() == "mine"


def test_a_link_to_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "precious.html").write_text("precious")
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / "site" / "a" / "index.html").symlink_to(tmp_path / "precious.html")
    with pytest.raises(Trouble, match="was not written by an export of this site"):
        put(tmp_path / "site", a="one")
    assert (tmp_path / "precious.html").read_text() == "precious"

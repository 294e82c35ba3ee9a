"""An export that is killed: the next one finds the folder of exports as it was before, at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk.formats import staging
from desk.formats.staging import Staging, recover
from tests.formats.stories import ROOT

NEW = {"story/same.html": "same", "story/index.html": "new", "story.photos/lead-480.jpg": "new", "story.json": "new"}
DIE = """
import os, sys
from pathlib import Path
from desk.formats.staging import Staging

out, moves, gone = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
staging = Staging(out)
staging.add("story/same.html", b"same")
for name in ("story/index.html", "story.photos/lead-480.jpg", "story.json"):
    staging.add(name, b"new")

def dying(move):
    def moved(source, target):
        global moves
        if moves == 0:
            os._exit(9)
        moves -= 1
        return move(source, target)
    return moved

Path.rename, Path.replace = dying(Path.rename), dying(Path.replace)
staging.put_in_place(gone)
os._exit(9)
"""


def killed(out: Path, moves: int, *gone: str) -> None:
    """Run an export that is killed after so many moves, or, where it has fewer, before it can clear away."""
    ended = subprocess.run([sys.executable, "-c", DIE, str(out), str(moves), *gone], cwd=ROOT, check=False)
    assert ended.returncode == 9
    assert list(out.glob(".desk-export-*"))


def contents(out: Path) -> dict[str, str]:
    return {str(path.relative_to(out)): path.read_text() for path in sorted(out.rglob("*")) if path.is_file()}


def fill(out: Path) -> dict[str, str]:
    for name in (*NEW, "story.fragment.photos/lead-480.jpg"):
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_text("same" if "same" in name else "old")
    return contents(out)


@pytest.mark.parametrize("moves", range(7))
def test_an_export_killed_at_any_step_is_undone_or_done(tmp_path: Path, moves: int) -> None:
    before = fill(tmp_path)
    killed(tmp_path, moves, "story.fragment.photos")
    recover(tmp_path)
    assert contents(tmp_path) == (before if moves < 6 else NEW)
    assert not list(tmp_path.glob(".desk-export-*"))


@pytest.mark.parametrize("moves", range(4))
def test_a_first_export_that_is_killed_leaves_no_half_of_itself(tmp_path: Path, moves: int) -> None:
    killed(tmp_path, moves)
    recover(tmp_path)
    assert contents(tmp_path) == (NEW if moves == 3 else {})


def test_a_file_in_a_folder_that_is_the_same_is_the_earlier_one(tmp_path: Path) -> None:
    fill(tmp_path)
    before = {name: (tmp_path / name).stat() for name in NEW}
    made = Staging(tmp_path)
    for name in NEW:
        made.add(name, (tmp_path / name).read_bytes())
    made.put_in_place([])
    made.close()
    for name, was in before.items():
        now = (tmp_path / name).stat()
        assert ((now.st_ino, now.st_mtime_ns) == (was.st_ino, was.st_mtime_ns)) == ("/" in name)
        assert now.st_nlink == 1


def test_what_differs_never_reaches_the_earlier_file(tmp_path: Path) -> None:
    before = fill(tmp_path)
    made = Staging(tmp_path)
    for text in (b"old", b"new", b"old", b"newer"):
        made.add("story/index.html", text)
        assert (tmp_path / "story" / "index.html").read_text() == "old"
    made.close()
    assert contents(tmp_path) == before


def test_a_link_is_not_taken_for_the_file_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("old")
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "index.html").symlink_to(tmp_path / "elsewhere")
    made = Staging(tmp_path)
    made.add("story/index.html", b"old")
    made.put_in_place([])
    made.close()
    assert not (tmp_path / "story" / "index.html").is_symlink()
    assert (tmp_path / "elsewhere").stat().st_nlink == 1


def test_where_a_disk_knows_no_links_the_time_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(_source: object, _target: object) -> None:
        raise OSError(1, "Operation not permitted")

    fill(tmp_path)
    os.utime(tmp_path / "story" / "index.html", (1000, 1000))
    monkeypatch.setattr(os, "link", cannot)
    made = Staging(tmp_path)
    made.add("story/index.html", b"old")
    made.put_in_place([])
    made.close()
    assert (tmp_path / "story" / "index.html").stat().st_mtime == 1000


def test_an_export_that_lives_is_let_be(tmp_path: Path) -> None:
    fill(tmp_path)
    alive = Staging(tmp_path)
    os.utime(alive.folder, (0, 0))
    (alive.folder / "story.json").write_text("newer")
    recover(tmp_path)
    alive.put_in_place([])
    alive.close()
    assert (tmp_path / "story.json").read_text() == "newer"
    assert not list(tmp_path.glob(".desk-export-*"))


def test_where_files_cannot_be_locked_age_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(_file: object) -> None:
        raise OSError(95, "Operation not supported")

    killed(tmp_path, 1)
    monkeypatch.setattr(staging, "_lock", cannot)
    (left,) = tmp_path.glob(".desk-export-*")
    recover(tmp_path)
    assert left.exists(), "it may still be at work"
    os.utime(left, (0, 0))
    recover(tmp_path)
    assert contents(tmp_path) == {}
    Staging(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_folder_that_cannot_be_put_back_is_never_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill(tmp_path)
    killed(tmp_path, 1)

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        recover(tmp_path)
    recover(tmp_path)
    assert contents(tmp_path) == before


def test_what_somebody_else_put_into_a_folder_stays_there(tmp_path: Path) -> None:
    for name, words in (
        ("index.html", "old"),
        ("photos/lead-480.jpg", "old"),
        ("photos/mine.txt", "mine"),
        ("a/b", "b"),
    ):
        (tmp_path / "story" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "story" / name).write_text(words)
    (tmp_path / "story" / "link").symlink_to("a/b")
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "notes.txt").write_text("mine")
    (tmp_path / "gone" / "photo-2-16x9.webp").write_text("old")
    staging = Staging(tmp_path)
    staging.add("story/index.html", b"new")

    staging.put_in_place(["story", "gone"])
    staging.close()

    assert contents(tmp_path) == {
        "gone/notes.txt": "mine",
        "story/a/b": "b",
        "story/index.html": "new",
        "story/link": "b",
        "story/photos/mine.txt": "mine",
    }
    assert (tmp_path / "story" / "link").is_symlink()

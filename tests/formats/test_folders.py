"""Of files and folders, what may be a story: photos, hidden files and what lies beside saved pages are left out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from desk.formats.folders import gathered, is_named_as_story


def lay(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.")


def named(folder: Path, *paths: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in gathered(paths).files]


def test_folders_are_gone_through_in_order(tmp_path: Path) -> None:
    lay(tmp_path, "b.txt", "a.md", "inner/deep/c.json", "inner/b.story", "wire", "d.DOCX")
    assert named(tmp_path, tmp_path) == ["a.md", "b.txt", "d.DOCX", "wire", "inner/b.story", "inner/deep/c.json"]


def test_photos_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    lay(
        tmp_path, "dam.txt", "dam.jpg", "dam.HEIC", ".secret.txt", ".git/config.txt", "~$dam.docx", "notes.pdf", "a.css"
    )
    found = gathered([tmp_path])
    assert named(tmp_path, tmp_path) == ["dam.txt"]
    assert found.passed == 2  # the PDF and the style sheet
    assert found.refused == []


def test_what_a_browser_saved_beside_a_page_is_left_out(tmp_path: Path) -> None:
    lay(tmp_path, "Dam talks.html", "Dam talks_files/frame.html", "Dam talks_files/data.json", "other_files/own.txt")
    assert named(tmp_path, tmp_path) == ["Dam talks.html", "other_files/own.txt"]


def test_files_that_are_named_are_taken_whatever_they_are_called(tmp_path: Path) -> None:
    lay(tmp_path, "a.pdf", ".hidden.txt", "a.txt")
    paths = [tmp_path / "a.pdf", tmp_path / ".hidden.txt", tmp_path / "none.txt"]
    assert gathered(paths).files == paths


def test_nothing_is_named_twice(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    assert named(tmp_path, tmp_path / "a.txt", tmp_path) == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links want rights here")
def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    lay(tmp_path, "wire/a.txt")
    (tmp_path / "wire" / "round").symlink_to(tmp_path / "wire")
    assert named(tmp_path, tmp_path / "wire") == ["wire/a.txt"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden here")
def test_a_folder_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    lay(tmp_path, "shut/a.txt", "b.txt")
    (tmp_path / "shut").chmod(0)
    found = gathered([tmp_path])
    (tmp_path / "shut").chmod(0o700)
    assert named(tmp_path, *found.files) == ["b.txt"]
    assert len(found.refused) == 1
    assert "shut" in found.refused[0]


def test_names_of_stories(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    assert is_named_as_story(tmp_path)
    assert is_named_as_story(tmp_path / "a.txt")
    assert not is_named_as_story(tmp_path / "a.jpg")
    assert not is_named_as_story(tmp_path / "picture")

"""Renditions are kept to save time: found as they were or not at all, never trouble, never too many."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.library import Library
from desk.library.kept_renditions import FOLDER, KeptRenditions
from tests.builders import a_photo, an_article
from tests.library.test_media import a_picture

MEDIA, OTHER, KEY = "a" * 64, "b" * 64, "c" * 64


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_what_is_kept_is_found_just_as_it_was(library: Library) -> None:
    assert library.kept_rendition(MEDIA, KEY) is None
    library.keep_rendition(MEDIA, KEY, b"one")
    assert library.kept_rendition(MEDIA, KEY) == b"one"
    assert library.kept_rendition(OTHER, KEY) is None
    assert library.kept_rendition(MEDIA, "d" * 64) is None
    library.keep_rendition(MEDIA, KEY, b"two")
    assert library.kept_rendition(MEDIA, KEY) == b"two"
    assert len(files(library.folder / FOLDER)) == 1
    assert library.verify() == []


@given(data=st.binary(max_size=300), at=st.integers(0, 10_000), other=st.integers(1, 255), cut=st.booleans())
def test_what_was_damaged_was_never_there(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, at: int, other: int, cut: bool
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    kept = KeptRenditions(folder)
    kept.keep(MEDIA, KEY, data)
    (path,) = files(folder)
    held = bytearray(path.read_bytes())
    held[at % len(held)] ^= other
    path.write_bytes(held[: at % len(held)] if cut else held)
    assert kept.find(MEDIA, KEY) is None
    kept.keep(MEDIA, KEY, data)
    assert kept.find(MEDIA, KEY) == data


def test_those_not_used_for_longest_go_first(tmp_path: Path) -> None:
    kept = KeptRenditions(tmp_path, limit=1000)
    keys = [f"{number}" * 64 for number in range(5)]
    for age, key in enumerate(keys[:4]):
        kept.keep(MEDIA, key, bytes(200))
        os.utime(tmp_path / f"{MEDIA}-{key[:32]}", (1000 + age, 1000 + age))
    assert kept.find(MEDIA, keys[0]) == bytes(200)  # used just now
    for number in range(5):
        kept.keep(OTHER, keys[number], bytes(200))
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 1000 + 232 * 4
    KeptRenditions(tmp_path, limit=1000).keep(OTHER, keys[0], bytes(200))
    left = {path.name for path in files(tmp_path)}
    assert len(left) == 4
    assert f"{MEDIA}-{keys[1][:32]}" not in left
    assert kept.find(OTHER, keys[0]) == bytes(200)


def test_a_file_that_was_never_finished_goes_in_time(tmp_path: Path) -> None:
    (tmp_path / ".abc123.part").write_bytes(bytes(900))
    os.utime(tmp_path / ".abc123.part", (1000, 1000))
    (tmp_path / "notes.txt").write_bytes(bytes(2000))
    KeptRenditions(tmp_path, limit=1000).keep(MEDIA, KEY, bytes(200))
    assert [path.name for path in files(tmp_path)] == [f"{MEDIA}-{KEY[:32]}", "notes.txt"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    kept = KeptRenditions(tmp_path / "file" / "renditions")
    kept.keep(MEDIA, KEY, b"one")
    assert kept.find(MEDIA, KEY) is None
    kept.forget([MEDIA])


def test_what_is_no_name_leads_nowhere_else(tmp_path: Path) -> None:
    kept = KeptRenditions(tmp_path / "renditions")
    kept.keep("../outside", "../key", b"one")
    assert [path.name for path in files(tmp_path)] == ["renditions"]


def test_what_was_made_of_a_photo_goes_with_it(library: Library) -> None:
    gone, stays = library.add_media(a_picture()), library.add_media(a_picture(200))
    story = an_article(photos=(a_photo(media=gone),))
    library.add(story)
    for media in (gone, stays):
        library.keep_rendition(media, KEY, b"one")
    library.bin([story.id])
    library.empty_bin()
    assert library.kept_rendition(gone, KEY) is None
    assert library.kept_rendition(stays, KEY) == b"one"


def test_no_backup_holds_them(library: Library, tmp_path: Path) -> None:
    library.keep_rendition(MEDIA, KEY, b"one")
    backup = library.backup(tmp_path / "kept.zip")
    with ZipFile(backup) as archive:
        assert not [name for name in archive.namelist() if FOLDER in name]

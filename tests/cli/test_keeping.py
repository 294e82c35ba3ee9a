"""Versions, backups and the library itself by the command line."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from desk import cli
from desk.library import Library
from tests.builders import an_article
from tests.cli.helpers import SORANI, Desk, a_jpeg


def test_versions_are_listed_compared_and_brought_back(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    story = an_article(id="a" * 16, headline="Dam talks begin", body="The talks began.\n\nThey go on.")
    keep(story)
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(replace(story, headline="Dam talks end", body="The talks ended.\n\nThey go on."))
    assert sorted(row[0] for row in desk("versions", "a").rows) == ["1", "2"]
    assert {row["number"] for row in json.loads(desk("versions", "a", "--json").out)} == {1, 2}
    changed = desk("diff", "a").out.splitlines()
    assert {"-headline: Dam talks begin", "+headline: Dam talks end", " They go on."} <= set(changed)
    assert desk("diff", "a", "1", "2").out.splitlines()[2:] == changed[2:]
    assert desk("diff", "a", "2").out == ""
    assert desk("diff", "a", "--words").out.splitlines() == [
        "headline: Dam talks [-begin-]{+end+}",
        "The talks [-began-]{+ended+}.",
    ]
    assert desk("diff", "a", "1", "1", "--words").out == ""
    assert desk("restore-version", "a", "1").rows == [["a" * 16, "3"]]
    assert "headline: Dam talks begin" in desk("show", "a").out
    assert "-headline: Dam talks end" in desk("diff", "a").out
    assert "version 2" in desk("diff", "a").out


def test_an_export_is_a_version(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    story = an_article(id="a" * 16, headline="Dam talks begin", body="The talks began.")
    keep(story)
    with closing(Library.open(tmp_path / "library")) as library:
        library.checkpoint(replace(story, headline="Dam talks end"))
    assert desk("export", "a", "--to", "json", "--out", str(tmp_path / "out")).code == 0
    desk("export", "a", "--to", "html", "--out", str(tmp_path / "out"))
    kinds = [row["kind"] for row in json.loads(desk("versions", "a", "--json").out)]
    assert sorted(kinds) == ["export", "import"]


@pytest.mark.parametrize("words", [("diff", "a", "9"), ("restore-version", "a", "9"), ("diff", "a", "1", "-3")])
def test_a_version_that_is_not_there_is_one_sentence(
    desk: Desk, keep: Callable[..., None], words: Sequence[str]
) -> None:
    keep(an_article(id="a" * 16))
    ended = desk(*words)
    assert ended.code in (1, 2)
    assert ended.out == ""


def test_a_backup_brings_the_library_back(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(id="a" * 16, headline=SORANI))
    backup = Path(desk("backup", tmp_path / "kept.backup").out.strip())
    assert backup.is_file()
    restored = cli.main(["--library", str(tmp_path / "elsewhere"), "restore", str(backup)])
    assert restored == 0
    assert cli.main(["--library", str(tmp_path / "elsewhere"), "show", "a"]) == 0


def test_automatic_backups_are_listed_and_taken_by_restore(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(an_article(id="a1"))
    with closing(Library.open(tmp_path / "library")) as library:
        made = library.backups.make()
    keep(an_article(id="b1"))
    ((time, stories, size, file),) = desk("backup", "--list").rows
    assert datetime.fromisoformat(time).tzinfo is not None
    assert (stories, size, file) == ("1", str(made.stat().st_size), str(made))
    assert desk("restore", file).out.strip() == str(tmp_path / "library")
    assert [row[0] for row in desk("list").rows] == ["a1"]
    assert [row[3] for row in desk("backup", "--list").rows] == [file], "the backups stay with the library in use"
    assert desk("backup", "x.zip", "--list").code == 2


def test_a_backup_that_was_spoilt_is_not_listed_as_one_but_named(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(an_article(id="a1", body="Ministers met. " * 400))
    with closing(Library.open(tmp_path / "library")) as library:
        good, spoilt = library.backups.make(), library.backups.make()
    data = bytearray(spoilt.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(byte ^ 0xFF for byte in data[len(data) // 2 :][:40])
    spoilt.write_bytes(data)
    listed = desk("backup", "--list")
    assert [row[3] for row in listed.rows] == [str(good)]
    assert f"The backup {spoilt} is damaged and cannot be restored" in listed.err


def test_backups_in_the_folder_that_was_chosen_in_the_window_are_listed_too(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(an_article(id="a1"))
    stick = tmp_path / "stick"
    stick.mkdir()
    with closing(Library.open(tmp_path / "library")) as library:
        library.backups.note_chosen(stick)
        own, on_stick = (library.backups.make(place) for place in (None, stick))
    listed = desk("backup", "--list")
    assert {row[3] for row in listed.rows} == {str(own), str(on_stick)}
    assert listed.err == ""
    stick.rename(tmp_path / "unplugged")
    listed = desk("backup", "--list")
    assert [row[3] for row in listed.rows] == [str(own)]
    assert f"{stick}, is not there now" in listed.err


def test_what_restore_says_it_kept_restore_takes_back(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(id="a1"))
    backup = desk("backup", tmp_path / "kept.backup").out.strip()
    keep(an_article(id="b1"))
    kept = re.search(r"is kept in (\S+)\.", desk("restore", backup).err)
    assert kept is not None
    assert [row[0] for row in desk("list").rows] == ["a1"]
    assert desk("restore", kept[1]).code == 0
    assert {row[0] for row in desk("list").rows} == {"a1", "b1"}


def test_a_backup_without_a_name_is_put_into_this_folder(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article())
    backup = Path(desk("backup").out.strip())
    assert (tmp_path / backup).is_file()
    assert (tmp_path / backup).resolve().parent == tmp_path.resolve()


def test_verify_tells_of_an_original_that_was_altered(desk: Desk, file: Callable[..., Path], tmp_path: Path) -> None:
    file("arrival.jpg", a_jpeg())
    article_id = desk("import", file("dam.md", "# Dam\n\n![](arrival.jpg)\n\nTalks.\n")).rows[0][0]
    sound = desk("verify")
    assert (sound.code, sound.out) == (0, "The library is sound: 1 story, with every version and photo.\n")
    media = json.loads(desk("show", article_id, "--json").out)["photos"][0]["media"]
    with closing(Library.open(tmp_path / "library")) as library:
        original = library.media_path(media)
    original.chmod(0o600)
    original.write_bytes(b"altered")
    assert desk("verify").code == 1


def test_a_library_of_a_newer_desk_is_refused_and_left_as_it_is(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(an_article())
    file = tmp_path / "library/library.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    before = file.read_bytes()
    ended = desk("list")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert "newer" in ended.err
    assert file.read_bytes() == before


def test_a_mistyped_library_is_not_made(desk: Desk, tmp_path: Path) -> None:
    ended = desk("list")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert not (tmp_path / "library").exists()

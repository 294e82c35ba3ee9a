"""Files of any encoding and any badness: read, or refused in one plain sentence."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.trouble import Trouble
from desk.formats import detect, read_bytes, read_file, reading
from desk.formats.reading import Source, decoded
from tests.builders import ARABIC, ENGLISH, SORANI

FRENCH = "Le ministre a déclaré « jamais » à l’été, près de Besançon — où le blé a gelé, dit-il."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (SORANI, "utf-8"),
        (SORANI, "utf-8-sig"),
        (SORANI, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (SORANI, "utf-16-le"),
        (SORANI, "utf-16-be"),
        (SORANI, "utf-32"),
        (ARABIC, "cp1256"),
        (f"{ENGLISH} {ARABIC}", "cp1256"),
        ("أربيل", "cp1256"),
        ("چاپ گەورە پژ", "utf-8"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-8"),
        ("A café in Erbil", "cp1252"),
        ("A café in Erbil", "mac-roman"),
        (FRENCH, "mac-roman"),
        ("“No,” he said – and left…", "cp1252"),
        ("“No,” he said – and left…", "mac-roman"),
        ("Señor Muñoz visited Málaga.", "cp1252"),
        ("Señor Muñoz visited Málaga.", "mac-roman"),
        ("ERBIL (DESK) — They met.", "mac-roman"),
    ],
)
def test_text_is_read_in_the_encoding_it_has(text: str, encoding: str) -> None:
    assert decoded(Source(text.encode(encoding), "copy.txt")).lstrip("\ufeff") == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_any_utf8_is_read_as_it_is(text: str) -> None:
    assert decoded(Source(text.encode(), "copy.txt")) in (text, text.removeprefix("\ufeff"))


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00",
        b"\x7fELF\x02\x01\x01" + bytes(range(64)) * 4,
        bytes(range(256)) * 20,
        b"\xff\xfeA",
    ],
)
def test_what_is_no_text_is_refused_whatever_it_is_called(data: bytes) -> None:
    for name in ("story.txt", "story.md", "story.json"):
        with pytest.raises(Trouble, match=f"{name} is not a text file"):
            read_bytes(data, name)


@pytest.mark.parametrize("copy", ["Call\x07 me.", "\x1bسڵاو", "\x0c\x01ERBIL \x02 They met."])
def test_a_stray_control_character_is_dropped_and_the_words_are_read(copy: str) -> None:
    body = read_bytes(copy.encode(), "story.txt").article.body
    assert body == "".join(mark for mark in copy if mark.isprintable()).strip()


@pytest.mark.parametrize("data", [b"", b"\n \r\n\t", b"\x00" * 64])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "story.txt").write_bytes(data)
    with pytest.raises(Trouble, match=r"story\.txt is empty"):
        read_file(tmp_path / "story.txt")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    with file.open("wb") as handle:
        handle.truncate(2**40)  # more than any memory holds
    with pytest.raises(Trouble, match="has 1048576 MB"):
        read_file(file)


def test_files_that_are_not_there_or_not_known_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="There is no file"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(Trouble, match=r"cannot be read"):
        read_file(tmp_path)
    (tmp_path / "sheet.xlsx").write_bytes(b"words")
    with pytest.raises(Trouble, match=r"does not read files like sheet\.xlsx"):
        read_file(tmp_path / "sheet.xlsx")
    with pytest.raises(Trouble, match="does not read “html”"):
        read_bytes(b"words", "a.txt", "html")
    with pytest.raises(Trouble, match="does not read “nonsense”"):
        read_bytes(b"words", "a.txt", "nonsense")


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.txt", b"Words", "text"),
        ("a.TXT", b"Words", "text"),
        ("copy", b"Words", "text"),
        ("a.txt", b"---\ntitle: A\n---\n", "markdown"),
        ("copy", b'\xef\xbb\xbf{"uri": "a"}', "json"),
        ("a.md", b"Words", "markdown"),
        ("a.json", b"{}", "json"),
    ],
)
def test_the_format_is_told_from_name_and_content(name: str, data: bytes, format: str) -> None:
    assert detect(name, data) == format


def test_a_photo_is_read_once_and_only_from_beside_the_story(tmp_path: Path) -> None:
    from tests.formats.stories import jpeg

    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "dam 1.jpg").write_bytes(jpeg())
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    beside = reading.PhotosBeside(folder)
    first = beside.take("dam%201.jpg")
    assert first is not None
    assert beside.take("dam 1.jpg") is first
    for outside in ("../secret.jpg", "link.jpg", str(tmp_path / "secret.jpg"), "none.jpg", "\x00"):
        assert beside.take(outside) is None
    assert len(beside.notes) == 5
    assert list(beside.originals.values()) == [jpeg()]


needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")


@needs_pipes
@pytest.mark.parametrize("name", ["story.md", "story.txt", "story.story"])
def test_a_pipe_is_no_story_and_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(Trouble, match=r"is a pipe.*choose a file"):
        read_file(tmp_path / name)


def test_a_story_in_a_circle_of_links_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "story.md").symlink_to(tmp_path / "story.md")
    with pytest.raises(Trouble, match=r"story\.md.* cannot be read.*put the file itself there"):
        read_file(tmp_path / "story.md")


@needs_pipes
def test_whatever_lies_where_a_photo_should_is_called_what_it_is_and_the_others_are_taken(tmp_path: Path) -> None:
    from tests.formats.stories import jpeg

    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    (tmp_path / "one.jpg").symlink_to(tmp_path / "two.jpg")
    (tmp_path / "two.jpg").symlink_to(tmp_path / "one.jpg")
    with socket.socket(socket.AF_UNIX) as line, contextlib.chdir(tmp_path):
        line.bind("socket.jpg")
    (tmp_path / "dam.jpg").write_bytes(jpeg())
    names = ("pipe.jpg", "folder.jpg", "loop.jpg", "one.jpg", "socket.jpg", "gone.jpg", f"{'x' * 300}.jpg", "dam.jpg")
    (tmp_path / "story.md").write_text("\n\n".join(f"![]({name})" for name in names), encoding="utf-8")
    found = read_file(tmp_path / "story.md")
    assert [photo.name for photo in found.article.photos] == ["dam.jpg"]
    said = [note for note in found.notes if "photo of" not in note]
    assert [("missing" in note) for note in said] == [name == "gone.jpg" for name in names[:-1]]
    for note, words in zip(said, ("pipe", "folder", "link", "link", "socket", "missing", "shorter name"), strict=True):
        assert words in note
        assert note.endswith(".")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_photo_that_may_not_be_read_is_not_missing(tmp_path: Path) -> None:
    (tmp_path / "dam.jpg").write_bytes(b"")
    (tmp_path / "dam.jpg").chmod(0)
    beside = reading.PhotosBeside(tmp_path)
    assert beside.take("dam.jpg") is None
    assert "may not read" in beside.notes[0]


def test_a_right_that_is_missing_is_told_as_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_of: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    (tmp_path / "dam.jpg").write_bytes(b"x")
    monkeypatch.setattr("desk.photos.files.os.open", refuse)
    beside = reading.PhotosBeside(tmp_path)
    assert beside.take("dam.jpg") is None
    assert beside.notes == ["You may not read “dam.jpg”; ask for the right to, or copy it elsewhere."]


@pytest.mark.parametrize("name", ["%2e%2e.jpg", "50%25.jpg", "a%20b.jpg"])
def test_a_name_that_looks_like_an_address_is_taken_as_it_is_written(tmp_path: Path, name: str) -> None:
    from tests.formats.stories import jpeg

    (tmp_path / name).write_bytes(jpeg())
    taken = reading.PhotosBeside(tmp_path).take(name)
    assert taken is not None
    assert taken.name == name


def test_a_film_named_like_a_photo_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "dam.jpg").open("wb") as handle:
        handle.truncate(2**40)
    beside = reading.PhotosBeside(tmp_path)
    assert beside.take("dam.jpg") is None
    assert "larger than 500 MB" in beside.notes[0]

"""Originals are kept byte for byte, and what harms one is noticed."""

from __future__ import annotations

import hashlib
import os
import random
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desk.article.changes import PhotosChange
from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.library import Library
from tests.builders import a_photo
from tests.library.helpers import at_desk, fill_disk


def a_picture(width: int = 300, height: int = 200) -> bytes:
    """A JPEG of noise, so that it does not compress to nothing."""
    noise = random.Random(width).randbytes(width * height * 3)
    stream = BytesIO()
    Image.frombytes("RGB", (width, height), noise).save(stream, "JPEG")
    return stream.getvalue()


def test_an_original_is_kept_byte_for_byte_under_its_name(library: Library) -> None:
    data = a_picture()
    name = library.add_media(data)
    assert name == hashlib.sha256(data).hexdigest()
    assert library.original(name) == data
    assert library.media_path(name).read_bytes() == data
    assert library.has_media(name)
    assert not library.has_media("0" * 64)


def test_adding_again_writes_nothing_new(library: Library) -> None:
    name = library.add_media(b"bytes")
    before = library.media_path(name).stat().st_ino
    assert library.add_media(b"bytes") == name
    assert library.media_path(name).stat().st_ino == before
    assert [path.name for path in library.media_path(name).parent.iterdir()] == [name]


def test_an_altered_original_is_noticed_and_mended_by_adding_it_again(library: Library) -> None:
    data = a_picture()
    name = library.add_media(data)
    path = library.media_path(name)
    path.write_bytes(data[:50] + bytes([data[50] ^ 1]) + data[51:])
    with pytest.raises(Trouble, match="altered"):
        library.original(name)
    assert library.verify() == [f"The original photo {name[:12]}… was altered; add it again or restore a backup."]
    library.add_media(data)
    assert library.original(name) == data
    assert library.verify() == []


def test_a_missing_original_is_noticed(library: Library) -> None:
    name = library.add_media(a_picture())
    library.add(Article(id="s1", headline="Dam talks", photos=(a_photo(media=name, name="dam.jpg"),)))
    library.media_path(name).unlink()
    said = "The file of the photo dam.jpg in “Dam talks” (s1) is missing from the library; add it again."
    with pytest.raises(Trouble, match=re.escape(said)):
        library.original(name)
    assert library.verify() == [said]


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"other"), lambda path: path.write_bytes(b"")])
def test_an_altered_original_is_named_as_the_story_has_it_or_had_it(
    library: Library, spoil: Callable[[Path], object]
) -> None:
    name = library.add_media(a_picture())
    library.add(Article(id="s1", headline="Dam talks", photos=(a_photo(media=name, name="dam.jpg"),)))
    library.add(Article(id="s2", photos=(a_photo(media=name, name=""),)))
    library.save(replace(library.article("s1"), photos=()))
    spoil(library.media_path(name))
    said = "The file of the photo dam.jpg in “Dam talks” (s1), “Untitled” (s2) was altered"
    with pytest.raises(Trouble, match=re.escape(said)):
        library.original(name)
    assert [problem.startswith(said) for problem in library.verify()] == [True]


@pytest.mark.parametrize("name", ["", "..", "../library.db", "/etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_a_name_never_leads_out_of_the_folder(library: Library, name: str) -> None:
    assert not library.has_media(name)
    with pytest.raises(Trouble):
        library.media_path(name)
    with pytest.raises(Trouble):
        library.original(name)


def test_a_failed_write_leaves_no_half_file(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(Trouble, match="No space left"):
        library.add_media(b"bytes")
    assert list((library.folder / "media").iterdir()) == []


def test_a_thumbnail_is_made_once(library: Library) -> None:
    name = library.add_media(a_picture())
    small = library.thumbnail(name, 96)
    with Image.open(BytesIO(small)) as image:
        assert (image.format, max(image.size)) == ("JPEG", 96)
    library.media_path(name).unlink()
    assert library.thumbnail(name, 96) == small
    with Image.open(BytesIO(library.thumbnail(name, 48))) as image:  # of the larger one that is there
        assert (image.format, max(image.size)) == ("JPEG", 48)
    with pytest.raises(Trouble, match="missing"):
        library.thumbnail(name, 192)


def test_a_thumbnail_made_elsewhere_is_kept(library: Library) -> None:
    name = library.add_media(a_picture())
    library.keep_thumbnail(name, 64, b"made elsewhere")
    assert library.thumbnail(name, 64) == b"made elsewhere"


def test_on_a_full_disk_there_are_still_thumbnails(library: Library) -> None:
    name = library.add_media(a_picture(900, 900))
    fill_disk(library)
    assert library.thumbnail(name, 600) == library.thumbnail(name, 600)


def test_emptying_the_bin_removes_originals_that_nothing_else_uses(opened: Callable[..., Library]) -> None:
    library = opened()
    shared, own, fresh = (library.add_media(data) for data in (b"shared", b"own", b"fresh"))
    for name in (shared, own):
        _made_long_ago(library.media_path(name))
    photos = tuple(a_photo(id=name[:4], media=name) for name in (shared, own, fresh))
    library.add(Article(id="s1", photos=photos))
    library.add(Article(id="s2", photos=photos[:1]))
    library.save(Article(id="s2"))  # only a version uses it now
    library.bin(["s1"])
    library.empty_bin()
    assert library.has_media(shared)
    assert not library.has_media(own)
    assert library.has_media(fresh)  # added lately: another story may be about to use it
    assert library.verify() == []


def test_an_original_that_only_a_journal_names_is_kept(library: Library) -> None:
    name = library.add_media(b"bytes")
    _made_long_ago(library.media_path(name))
    photos = (a_photo(media=name),)
    library.add(Article(id="s1", photos=photos))
    library.add(Article(id="s2"))
    with at_desk(library, "s2") as desk:
        desk.session.apply(PhotosChange((), photos))
        desk.session.undo()
        assert desk.journal.flush()
        library.bin(["s1"])
        library.empty_bin()
    assert library.has_media(name)  # or redoing would bring back a photo without its picture


def _made_long_ago(path: Path) -> None:
    os.utime(path, (0, 0))

"""The story package: an article whole in one file, with photos that tell nothing of where they came from."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from desk.article.model import Article, Comment, Crop
from desk.article.past import Past
from desk.article.trouble import Trouble
from desk.formats import export, read_bytes, read_file
from desk.formats.harmless import harmless
from tests.builders import articles
from tests.formats.stories import ENGLISH, SHELF, SORANI, WHEN, Shelf, jpeg, media_of, options
from tests.photos.files import a_file

PLACE = {0x8825: {1: "N", 2: (36.0, 11.0, 0.0), 3: "E", 4: (44.0, 0.0, 0.0)}}


def packed(article: Article, out: Path, shelf: Shelf = SHELF) -> bytes:
    (path,) = export(article, "story", out, shelf, options())
    assert path.suffix == ".story"
    return path.read_bytes()


def repacked(data: bytes, **changed: bytes) -> bytes:
    """The package with other bytes in some of its entries; None of them takes an entry out."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = changed.get(name.partition("/")[0].partition(".")[0], old.read(name))
            if content:
                new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("article", [ENGLISH, SORANI], ids=["en", "ckb"])
def test_a_story_comes_back_whole(article: Article, tmp_path: Path) -> None:
    framed = replace(ENGLISH.photos[0], turn=1, tilt=1.5, crops=(Crop("1:1", 0.1, 0.1, 0.5, 0.5),))
    note = Comment("c1", "Shilan", WHEN, "Whose words?", 0, 3, article.body[:3])
    sent = replace(article, photos=(framed, *article.photos[1:]), comments=(note,), editors_note="Hold it.")

    imported = read_bytes(packed(sent, tmp_path), "x.story")

    assert imported.notes == ()
    got = imported.article
    assert replace(got, photos=()) == replace(sent, photos=())
    for there, here in zip(got.photos, sent.photos, strict=True):
        assert replace(there, media="", name="") == replace(here, media="", name="")
        assert media_of(imported.originals[there.media]) == there.media


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(article=articles(), data=st.data())
def test_any_story_without_files_comes_back(article: Article, data: st.DataObject, tmp_path: Path) -> None:
    photos = tuple(replace(one, media="", with_origin=False) for one in article.photos)
    sent = harmless(replace(article, id="0123456789abcdef", photos=photos))

    assert read_bytes(packed(sent, tmp_path / str(data.draw(st.uuids()))), "x.story").article == sent


def test_versions_come_along_with_their_photos_and_tell_nothing_more_of_these(tmp_path: Path) -> None:
    original = a_file("image/jpeg", exif=exif_with_place())
    photo = replace(
        ENGLISH.photos[0], media=media_of(original), name="Ahmed’s phone 12.jpg", taken="2026-03-03T14:05:09"
    )
    now = replace(ENGLISH, photos=(photo,), body="Now.")
    gone = replace(photo, id="cccc3333", with_origin=True)
    before = replace(now, body="Before.", photos=(replace(photo, caption="Old words.", with_origin=True), gone))
    past = (
        Past(1, WHEN, "Shilan", "save", "As filed", 1, "first version", before),
        Past(2, WHEN, "", "auto", "", 1, "", now),
    )

    (path,) = export(now, "story", tmp_path, Shelf(original), options(past=lambda _id: past))
    imported = read_bytes(path.read_bytes(), "x.story")

    assert [replace(one, article=now) for one in imported.past] == [replace(one, article=now) for one in past]
    first, second = (one.article for one in imported.past)
    assert second == imported.article
    assert (first.body, first.photos[0].caption) == ("Before.", "Old words.")
    assert first.photos[0].media == imported.article.photos[0].media
    assert {one.taken for one in first.photos} == {"2026-03-03"}
    assert "Ahmed" not in path.read_bytes().decode("latin-1")
    for data in imported.originals.values():
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif().get_ifd(0x8825)


def test_a_version_whose_photo_is_lost_is_no_reason_to_keep_a_story_back(tmp_path: Path) -> None:
    lost = replace(ENGLISH, photos=(replace(ENGLISH.photos[0], media="f" * 64),))
    now = replace(ENGLISH, photos=(), lead="", body="Now.")
    past = (Past(1, WHEN, "", "save", "", 1, "", lost),)

    (path,) = export(now, "story", tmp_path, Shelf(), options(past=lambda _id: past))

    (version,) = read_bytes(path.read_bytes(), "x.story").past
    assert [(one.media, one.caption) for one in version.article.photos] == [("", lost.photos[0].caption)]


def test_a_photo_in_a_package_tells_nothing_of_where_it_came_from(tmp_path: Path) -> None:
    original = a_file("image/jpeg", exif=exif_with_place())
    photo = replace(
        ENGLISH.photos[0], media=media_of(original), name="Ahmed’s phone 12.jpg", taken="2026-03-03T14:05:09"
    )
    story = replace(ENGLISH, photos=(photo,), body="")

    data = packed(story, tmp_path, Shelf(original))

    imported = read_bytes(data, "x.story")
    (sent,) = imported.article.photos
    assert (sent.name, sent.taken) == ("lead.jpg", "2026-03-03")
    assert "Ahmed" not in data.decode("latin-1")
    with Image.open(io.BytesIO(imported.originals[sent.media])) as image, Image.open(io.BytesIO(original)) as before:
        assert not image.getexif().get_ifd(0x8825)
        assert image.tobytes() == before.tobytes(), "not a pixel is lost"


def exif_with_place() -> bytes:
    block = Image.Exif()
    block.get_ifd(0x8825).update(PLACE[0x8825])
    return block.tobytes()


def test_what_is_switched_on_for_a_photo_goes_with_it(tmp_path: Path) -> None:
    original = a_file("image/jpeg", exif=exif_with_place())
    taken_at = "2026-03-03T14:05:09+03:00"
    photo = replace(ENGLISH.photos[0], media=media_of(original), name="12.jpg", taken=taken_at, with_origin=True)

    imported = read_bytes(packed(replace(ENGLISH, photos=(photo,), body=""), tmp_path, Shelf(original)), "x.story")

    (taken,) = imported.article.photos
    assert (taken.name, taken.taken) == (photo.name, photo.taken)
    assert not taken.with_origin, "whether it leaves here is said here"
    assert "will not be exported" in imported.notes[0]
    assert imported.originals == {photo.media: original}


def test_the_same_is_packed_alike(tmp_path: Path) -> None:
    assert packed(ENGLISH, tmp_path / "a") == packed(ENGLISH, tmp_path / "b")


def test_a_photo_whose_file_is_gone_stops_the_export(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="missing from the library"):
        packed(ENGLISH, tmp_path, Shelf())
    assert list(tmp_path.iterdir()) == []


def test_another_story_s_package_is_not_written_over(tmp_path: Path) -> None:
    packed(ENGLISH, tmp_path)
    packed(ENGLISH, tmp_path)
    packed(replace(ENGLISH, id="fedcba9876543210"), tmp_path)

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["2026-03-03-border-dam-talks-fedcba.story", "2026-03-03-border-dam-talks.story"]


def test_a_photo_that_is_none_or_another_is_left_out_with_a_word(tmp_path: Path) -> None:
    data = packed(ENGLISH, tmp_path)

    altered = read_bytes(repacked(data, photos=jpeg(10, 10)), "x.story")
    gone = read_bytes(repacked(data, photos=b""), "x.story")

    for imported in (altered, gone):
        assert [photo.caption for photo in imported.article.photos] == [photo.caption for photo in ENGLISH.photos]
        assert {photo.media for photo in imported.article.photos} == {""}
        assert imported.originals == {}
        assert len(imported.notes) == 2
    assert "lead.jpg is damaged" in altered.notes[0]
    assert "lead.jpg is missing" in gone.notes[0]


def test_what_is_no_part_of_a_story_is_left_out_with_a_word(tmp_path: Path) -> None:
    data = io.BytesIO(packed(replace(ENGLISH, photos=(), body=""), tmp_path))
    with ZipFile(data, "a", ZIP_DEFLATED) as package:
        package.writestr("film.mov", b"\0" * 100_000_000)

    imported = read_bytes(data.getvalue(), "x.story")

    assert imported.article.headline == ENGLISH.headline
    assert imported.notes == ("The package also holds “film.mov”, no part of a story: left out.",)


def test_the_size_of_a_photo_is_that_of_its_file(tmp_path: Path) -> None:
    data = packed(ENGLISH, tmp_path)
    with ZipFile(io.BytesIO(data)) as package:
        told = json.loads(package.read("story.json"))
    told["article"]["photos"][0] |= {"width": 5, "height": 99_999, "kind": "image/heic"}

    lead = read_bytes(repacked(data, story=json.dumps(told).encode()), "x.story").article.photos[0]

    assert (lead.width, lead.height, lead.kind) == (640, 400, "image/jpeg")


@pytest.mark.parametrize("part", [{"width": -5}, {"height": 10**30}, {"turn": 10**30}, {"tilt": 1e308}])
def test_a_photo_beyond_measure_is_refused(part: dict[str, float], tmp_path: Path) -> None:
    data = packed(ENGLISH, tmp_path)
    with ZipFile(io.BytesIO(data)) as package:
        told = json.loads(package.read("story.json"))
    told["article"]["photos"][0] |= part

    with pytest.raises(Trouble, match="cannot be read"):
        read_bytes(repacked(data, story=json.dumps(told).encode()), "x.story")


@pytest.mark.parametrize(
    "told",
    [
        b"{",
        b"[]",
        b"{}",
        b'{"desk": 1, "article": 7}',
        b'{"desk": 1, "article": {"id": 3}}',
        b'{"desk": "x", "article": {}}',
    ],
)
def test_a_package_that_tells_no_story_is_refused(told: bytes, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as refused:
        read_bytes(repacked(packed(ENGLISH, tmp_path), story=told), "x.story")
    assert "\n" not in str(refused.value)


def test_a_package_of_a_newer_desk_is_refused(tmp_path: Path) -> None:
    data = packed(ENGLISH, tmp_path)
    with ZipFile(io.BytesIO(data)) as package:
        told = json.loads(package.read("story.json"))
    with pytest.raises(Trouble, match="newer Desk"):
        read_bytes(repacked(data, story=json.dumps(told | {"desk": 2}).encode()), "x.story")


def test_a_bomb_stays_packed(tmp_path: Path) -> None:
    data = packed(ENGLISH, tmp_path)

    with pytest.raises(Trouble, match="damaged"):
        read_bytes(repacked(data, story=b" " * 40_000_000), "x.story")
    bombed = read_bytes(repacked(data, photos=bytes(100_000_000)), "x.story")
    assert bombed.originals == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_broken_package_is_refused_or_read(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = packed(ENGLISH, tmp_path_factory.mktemp("out"))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 40)) :]
    with contextlib.suppress(Trouble):
        read_bytes(broken, "x.story")


def test_a_file_of_another_kind_called_story_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.story"
    path.write_bytes(b"not a zip")
    with pytest.raises(Trouble, match="no story package"):
        read_file(path)

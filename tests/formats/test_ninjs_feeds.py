"""Feeds as agencies send them, in every version of ninjs: each field of each story as `ninjs/expected.json` has it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.model import Article, Photo
from desk.article.record import from_record, plain, to_record
from desk.article.trouble import Trouble
from desk.formats import Imported, detect, read_file, read_stories, stories_in
from tests.builders import junk
from tests.formats.stories import ENGLISH, jpeg

FEEDS = Path(__file__).parent / "ninjs"
EXPECTED = json.loads((FEEDS / "expected.json").read_text(encoding="utf-8"))
FILES = sorted(path.name for path in FEEDS.iterdir() if path.name != "expected.json")
PHOTOS = {"dam.jpg": 1, "lead.jpg": 50, "logo.jpg": 90}
NOT_TOLD = {"id", "media", "kind", "width", "height"}
"""What differs each time, or is the file's own."""


def told(imported: Imported) -> dict[str, object]:
    """What was read, without what a new story has anyway; photos are known by their files' names."""
    article, empty = imported.article, Article()
    names = {photo.id: photo.name for photo in article.photos}
    found: dict[str, object] = {}
    for field in fields(Article):
        value = getattr(article, field.name)
        if field.name not in ("id", "photos") and value != getattr(empty, field.name):
            found[field.name] = plain(value)
    found["body"] = with_names(article.body, names)
    if article.lead:
        found["lead"] = names[article.lead]
    found["photos"] = [described(photo) for photo in article.photos]
    found["notes"] = list(imported.notes)
    return {name: value for name, value in found.items() if value not in ([], "")}


def with_names(body: str, names: dict[str, str]) -> str:
    for photo_id, name in names.items():
        body = body.replace(f"photo:{photo_id}", f"photo:{name}")
    return body


def described(photo: Photo) -> dict[str, object]:
    empty = Photo("", "")
    kept = [field.name for field in fields(Photo) if field.name not in NOT_TOLD]
    return {name: plain(getattr(photo, name)) for name in kept if getattr(photo, name) != getattr(empty, name)}


def with_photos(tmp_path: Path, name: str) -> Path:
    for photo, tint in PHOTOS.items():
        (tmp_path / photo).write_bytes(jpeg(tint=tint))
    return Path(shutil.copy(FEEDS / name, tmp_path))


@pytest.mark.parametrize("name", FILES)
def test_feeds_are_read_field_by_field(tmp_path: Path, name: str) -> None:
    found = [told(one) for one in read_stories(with_photos(tmp_path, name))]
    expected = cast(list[dict[str, object]], EXPECTED[name])
    assert len(found) == len(expected)
    for got, wanted in zip(found, expected, strict=True):
        if "created" not in wanted:  # the item has no time at all, so it is now
            got.pop("created", None)
        assert got == wanted


def test_every_version_and_agency_is_among_them() -> None:
    assert len(FILES) >= 12
    assert {name.partition("-")[0] for name in FILES} >= {"ap", "dpa", "ntb", "tt", "ninjs"}


@pytest.mark.parametrize("name", FILES)
def test_photos_that_do_not_lie_beside_the_file_are_told_of_and_never_fetched(tmp_path: Path, name: str) -> None:
    for one in read_stories(Path(shutil.copy(FEEDS / name, tmp_path))):
        assert one.article.photos == ()
        assert "photo:" not in one.article.body
        for photo in (photo for story in EXPECTED[name] for photo in story.get("photos", ())):
            assert any(photo.get("caption", photo.get("headline")) in note for note in one.notes)


def test_of_several_stories_the_first_is_the_file_s_and_the_others_are_spoken_of(tmp_path: Path) -> None:
    path = with_photos(tmp_path, "tt-2-hits.json")
    assert read_file(path).notes == ("tt-2-hits.json has 2 stories, and this is the first of them.",)
    assert [one.article.headline for one in read_stories(path)] == ["Ett", "Två"]


def test_articles_own_json_comes_in_lists_too() -> None:
    data = json.dumps([to_record(ENGLISH), {"uri": "urn:a", "headline": "B", "body_text": "C."}]).encode()
    first, second = stories_in(data, "stories.json")
    assert (first.article.id, first.article.headline) == (ENGLISH.id, ENGLISH.headline)
    assert second.article.headline == "B"


@pytest.mark.parametrize(
    ("data", "format"),
    [(b'[{"uri": "urn:a"}]', "json"), (b'\n{"uri": 1}', "json"), (b"[Note to desk] A dam.", "text"), (b"{a}", "text")],
)
def test_json_without_its_ending_is_known_by_how_it_begins(data: bytes, format: str) -> None:
    assert detect("feed", data) == format
    assert detect("feed.ndjson", data) == "json"


HOSTILE = {
    "deep list": b"[" * 200_000 + b"]" * 200_000,
    "deep object": b'{"uri": "urn:a", "headline": ' + b'{"a":' * 100_000,
    "deep associations": b'{"uri":"a","associations":{"b":' * 400 + b"{}" + b"}}" * 400,
    "many digits": b'{"uri": "urn:a", "headline": "A", "urgency": ' + b"9" * 10_000 + b"}",
    "twice the same key": b'{"uri": "urn:a", "headline": "A", "headline": {"b": 1}, "headline": "C"}',
    "no number": b'{"uri": "urn:a", "headline": "A", "urgency": NaN, "renditions": Infinity}',
    "half characters": rb'{"uri": "urn:a", "headline": "A\ud800", "body_html": "<p>\udfff\u0000</p>"}',
    "a year beyond the calendar": b'{"uri":"a","headline":"A","versioncreated":"9999-12-31T23:59:59-14:00"}',
    "huge point of interest": b'{"uri":"a","headline":"A","associations":[{"type":"picture","uri":"b","renditions":'
    b'[{"href":"dam.jpg","width":1,"poi":{"x":' + b"9" * 400 + b',"y":-5}}]}]}',
    "lines that are none": b'{"uri": "urn:a", "headline": "A"}\n{"uri": ',
    "nothing in it": b'{"data": {"items": []}}',
    "numbers": b"[1, 2, 3]",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_json_is_a_story_or_one_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "dam.jpg").write_bytes(jpeg())
    found, said = outcome(data, tmp_path)
    assert bool(found) != bool(said)
    assert "\n" not in said
    assert said[-1:] in (".", "")
    assert all(one.article.headline.isprintable() for one in found)


def outcome(data: bytes, folder: Path | None = None) -> tuple[Sequence[Imported], str]:
    """The stories in a feed, or the sentence that says why there are none."""
    try:
        return stories_in(data, "feed.json", folder=folder), ""
    except Trouble as trouble:
        return (), str(trouble)


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "feed.json").open("wb") as file:
        file.truncate(51 * 1024 * 1024)
    with pytest.raises(Trouble, match="51 MB"):
        read_stories(tmp_path / "feed.json")


def keys() -> list[str]:
    items = [one for name in FILES for one in json_objects(FEEDS / name)]
    return sorted({key for item in items for key in item})


def json_objects(path: Path) -> list[dict[str, object]]:
    text = path.read_text(encoding="utf-8")
    try:
        data = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line]
    return data if isinstance(data, list) else [data]


PARTS = st.recursive(
    junk(), lambda inner: st.dictionaries(st.sampled_from(keys()), inner, max_size=4) | st.lists(inner, max_size=2)
)


@given(st.dictionaries(st.sampled_from(keys()), PARTS, min_size=1, max_size=8), st.booleans())
def test_any_junk_in_any_property_is_an_article_or_a_sentence(junk_item: dict[str, object], with_text: bool) -> None:
    item = {"uri": "urn:a", "headline": "A", **junk_item} if with_text else junk_item
    found, said = outcome(json.dumps(item).encode("utf-8", "replace"))
    assert said[-1:] in (".", "")
    for article in (one.article for one in found):
        assert from_record(to_record(article)) == article, "it is one that the library can keep"

"""ninjs 3.1: valid under the IPTC's own schema, and read back as it was where the standard can carry it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields, replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.model import Article, Dateline, Photo, Related, Status
from desk.article.record import to_record
from desk.article.trouble import Trouble
from desk.formats import export, read_bytes, read_file
from desk.formats.ninjs import kill_item, news_item, uri_of
from desk.formats.plain import without_tricks
from desk.formats.renditions import Written
from desk.formats.safe_markdown import safe_markdown
from tests.builders import an_article, articles, junk
from tests.formats.stories import ARABIC, ENGLISH, LATER, SHARED, SHELF, SORANI, options

needs_schema = pytest.mark.skipif(not (SHARED / "ninjs").is_dir(), reason="the IPTC’s schema is not beside the project")
WRITTEN = (
    Written("a-photos/lead-480.jpg", 480, 300, "image/jpeg", 1234),
    Written("a-photos/lead-16x9.jpg", 1200, 675, "image/jpeg", 4321, "16:9"),
)


@cache
def problems_of() -> object:
    """The official validator, with the format checker on; it refers to the GeoJSON schema, which lies beside it."""
    from jsonschema import Draft202012Validator, FormatChecker
    from referencing import Registry, Resource

    ninjs = json.loads((SHARED / "ninjs" / "ninjs-schema_3.1.json").read_text(encoding="utf-8"))
    geojson = json.loads((SHARED / "ninjs" / "GeoJSON-schema.json").read_text(encoding="utf-8"))
    registry: Registry[object] = Registry().with_resources(
        [("https://geojson.org/schema/GeoJSON.json", Resource.from_contents(geojson))]
    )
    return Draft202012Validator(ninjs, registry=registry, format_checker=FormatChecker())


def problems(item: object) -> list[str]:
    validator = problems_of()
    found: Iterator[object] = validator.iter_errors(item)  # type: ignore[attr-defined]
    return [str(error) for error in found]


def item_of(article: Article, base: str = "", written: Sequence[Written] = WRITTEN) -> dict[str, object]:
    return news_item(article, options(), "<p>…</p>", {photo.id: written for photo in article.photos}, base)


@needs_schema
def test_the_validator_is_strict() -> None:
    for path in sorted((SHARED / "ninjs" / "should_fail").glob("*.json")):
        assert problems(json.loads(path.read_text(encoding="utf-8"))), path.name
    for path in sorted((SHARED / "ninjs" / "should_pass").glob("*.json")):
        assert problems(json.loads(path.read_text(encoding="utf-8"))) == [], path.name
    assert problems({"uri": "urn:uuid:5d7e2c52-8a0f-4c5e-9d3a-6a2a54c1b7e8", "versionCreated": "2026-03-03T10:00:00"})
    assert problems(
        {"uri": "urn:uuid:5d7e2c52-8a0f-4c5e-9d3a-6a2a54c1b7e8", "renditions": [{"name": "a", "href": "b"}]}
    )


@needs_schema
@given(articles(), st.sampled_from(["", "https://news.example/%D8%A6"]))
def test_any_article_is_valid(article: Article, base: str) -> None:
    assert problems(json.loads(json.dumps(item_of(article, base)))) == []


@needs_schema
@pytest.mark.parametrize("article", [ENGLISH, SORANI, ARABIC], ids=["en", "ckb", "ar"])
@pytest.mark.parametrize("base", ["", "https://news.example/ئاو/"])
def test_what_is_exported_is_valid(tmp_path: Path, article: Article, base: str) -> None:
    path = export(article, "json", tmp_path, SHELF, options(base_url=base))[0]
    assert path.suffix == ".json"
    item = json.loads(path.read_text(encoding="utf-8"))
    assert problems(item) == []
    assert item["standard"]["version"] == "3.1"


def test_everything_with_a_place_in_the_standard_is_there() -> None:
    item = item_of(replace(ENGLISH, embargo=LATER), "https://news.example")
    assert item["uri"] == uri_of(ENGLISH.id)
    assert str(item["uri"]).startswith("urn:uuid:")
    assert {one["role"]: one["value"] for one in objects(item, "altIds")} == {
        "desk": ENGLISH.id,
        "slug": "border-dam-talks",
        "source": "afp-2026-77",
    }
    assert item["firstCreated"] == "2026-03-03T09:00:00+00:00"
    assert item["versionCreated"] == item["embargoedUntil"] == "2026-03-04T09:10:00+03:00"
    assert item["contentCreated"] == "2026-03-03T00:00:00+00:00"
    assert (item["pubStatus"], item["urgency"], item["language"]) == ("usable", 3, "en")
    assert (item["located"], item["by"], item["slugline"]) == ("Erbil", "By Hemin Karim and Sara Ali", "IRAQ-DAM-TALKS")
    assert [one["name"] for one in objects(item, "people")] == ["Hemin Karim", "Sara Ali"]
    assert {(one["rel"], one["name"]) for one in objects(item, "subjects")} == {
        ("section", "Politics"),
        ("keyword", "Water"),
        ("keyword", "Dams"),
    }
    assert "Call the ministry" not in json.dumps(item), "the editor’s note is for the desk"
    assert not {"", None} & {value for value in item.values() if isinstance(value, str)}


def objects(item: dict[str, object], name: str) -> list[dict[str, object]]:
    found = item[name]
    assert isinstance(found, list)
    return found


def test_photos_are_associations_with_renditions() -> None:
    lead = objects(item_of(ENGLISH, "https://news.example"), "associations")[0]
    assert (lead["name"], lead["rel"], lead["type"], lead["by"]) == ("lead", "lead", "picture", "Sara Ali")
    assert {one["role"]: one["value"] for one in objects(lead, "descriptions")} == {
        "caption": "Delegates arrive in Erbil, March 3, 2026.",
        "alt": "Three people walk up steps.",
    }
    whole, crop = objects(lead, "renditions")
    assert whole["href"] == "https://news.example/a-photos/lead-480.jpg"
    assert whole["poi"] == {"x": 120, "y": 150}
    assert (crop["name"], crop["aspectRatio"]) == ("16x9", "16:9")
    unplaced = objects(objects(item_of(ENGLISH), "associations")[0], "renditions")[0]
    assert "href" not in unplaced
    told = json.dumps(item_of(ENGLISH))
    assert "dam.jpg" not in told
    assert ENGLISH.photos[0].media not in told
    assert unplaced["title"] == "a-photos/lead-480.jpg"


@needs_schema
def test_the_stories_that_it_leads_to_are_associations() -> None:
    kin = (
        Related("previous", "The day before", "https://news.example/before/"),
        Related("translation", "وەزیران", article="fedcba9876543210", language="ckb"),
        Related("related", "A story of ours", "see /archive"),
    )
    item = item_of(replace(ENGLISH, photos=(), related=kin))
    assert problems(json.loads(json.dumps(item))) == []
    before, other, ours = objects(item, "associations")
    assert (before["rel"], before["type"], before["name"]) == ("previous", "text", "The day before")
    assert objects(before, "renditions")[0]["href"] == "https://news.example/before/"
    assert (other["uri"], other["language"]) == (uri_of("fedcba9876543210"), "ckb")
    assert objects(ours, "altIds") == [{"role": "address", "value": "see /archive"}]
    assert len({one["uri"] for one in (before, other, ours)}) == 3


@pytest.mark.parametrize(
    ("status", "pub_status"),
    [
        ("draft", "withheld"),
        ("in edit", "withheld"),
        ("ready", "usable"),
        ("published", "usable"),
        ("killed", "canceled"),
    ],
)
def test_the_status_says_what_may_be_done_with_it(status: str, pub_status: str) -> None:
    assert item_of(replace(ENGLISH, status=Status(status)))["pubStatus"] == pub_status


@pytest.mark.parametrize(
    ("status", "pub_status"),
    [("draft", "withheld"), ("ready", "withheld"), ("published", "withheld"), ("killed", "canceled")],
)
def test_a_story_is_withheld_until_its_embargo_ends(status: str, pub_status: str) -> None:
    story = replace(ENGLISH, status=Status(status), embargo=LATER)
    item = news_item(story, options(), "", {}, "", at=LATER - timedelta(seconds=1))
    assert (item["pubStatus"], item["embargoedUntil"]) == (pub_status, LATER.isoformat())
    after = news_item(story, options(), "", {}, "", at=LATER)
    assert after["pubStatus"] == item_of(replace(story, embargo=None))["pubStatus"]


def test_times_have_zones_of_whole_minutes() -> None:
    odd = datetime(1890, 1, 1, tzinfo=timezone(timedelta(hours=2, minutes=57, seconds=36)))
    assert item_of(replace(ENGLISH, created=odd))["firstCreated"] == "1889-12-31T21:02:24+00:00"


@pytest.mark.parametrize(
    ("taken", "day"),
    [
        ("2026-03-03T10:12:13", "2026-03-03T00:00:00+00:00"),
        ("2026-03-03T10:12:13+03:00", "2026-03-03T00:00:00+00:00"),
        ("2026-03-03", "2026-03-03T00:00:00+00:00"),
        ("2026", None),
        ("", None),
    ],
)
def test_of_the_moment_a_photo_was_taken_the_day_alone_goes_out(taken: str, day: str | None) -> None:
    photo = replace(ENGLISH.photos[0], taken=taken)
    assert objects(item_of(replace(ENGLISH, photos=(photo,))), "associations")[0].get("contentCreated") == day


def test_headlines_of_slots_have_roles_of_their_own_and_are_never_taken_for_the_storys() -> None:
    slots = {"search_headline": "Border dam talks", "push_headline": "Dam talks", "social_headline": "They met at last"}
    item = item_of(replace(ENGLISH, kicker="", **slots))
    assert [(one["role"], one["value"]) for one in objects(item, "headlines")] == [
        ("main", ENGLISH.headline),
        ("search", "Border dam talks"),
        ("push", "Dam talks"),
        ("social", "They met at last"),
    ]
    item["headlines"] = objects(item, "headlines")[1:]
    item["title"] = "A title"
    back = read_bytes(json.dumps(item).encode(), "a.json").article
    assert (back.headline, back.push_headline) == ("A title", "Dam talks")


@needs_schema
def test_a_kill_is_valid() -> None:
    killed = replace(an_article(), status=Status.KILLED, kill_reason="It was made up.")
    assert problems(kill_item(killed, options())) == []


NOT_CARRIED = {
    "id": "an import is a story of its own",
    "status": "ninjs tells usable, withheld and canceled: compared as that",
    "editors_note": "it is for the desk and never exported",
    "published": "ninjs has no property for it, and a day of an ID would be none",
    "shares": "ninjs has no property for it",
    "kill_reason": "it leaves with a kill alone",
    "passed_over": "it is for the desk",
    "known_words": "they are for the desk",
    "target": "it is for the desk",
    "custody": "it is for the desk",
    "comments": "they are for the desk",
    "photos": "compared below, field by field",
    "lead": "compared below",
    "created": "compared as a moment",
    "embargo": "compared as a moment",
    "source_id": "a story without one gets the item’s uri",
}


AS_NINJS_TELLS = {
    Status.DRAFT: Status.DRAFT,
    Status.IN_EDIT: Status.DRAFT,
    Status.READY: Status.READY,
    Status.PUBLISHED: Status.READY,
    Status.KILLED: Status.KILLED,
}


def is_killed(article: Article) -> bool:
    return article.status is Status.KILLED


@given(articles())
def test_what_ninjs_can_carry_comes_back_exactly(article: Article) -> None:
    article = harmless(as_desk_holds_it(article))
    links = tuple(replace(link, seen="") for link in article.related)  # for the desk, too
    article = replace(article, body=safe_markdown(article.body), related=links)
    data = json.dumps(item_of(article, written=()), ensure_ascii=False).encode("utf-8", "replace")
    back = read_bytes(data, "a.json").article
    for field in fields(Article):
        if field.name not in NOT_CARRIED:
            assert getattr(back, field.name) == getattr(article, field.name), field.name
    assert back.created == article.created
    assert back.embargo == article.embargo
    assert back.status == (
        Status.DRAFT if article.embargo and not is_killed(article) else AS_NINJS_TELLS[article.status]
    )
    assert back.source_id == (article.source_id or uri_of(article.id))


def as_desk_holds_it(article: Article) -> Article:
    """The article as the fields of the window would have it: one-line fields on one line, known urgency and so on."""

    def line(text: str) -> str:
        return " ".join(clean(text).split()) if clean(text).strip() else ""

    article = harmless(article)
    lines = {
        name: line(getattr(article, name))
        for name in (
            *("headline", "search_headline", "push_headline", "social_headline", "kicker", "byline", "sign_off"),
            *("slug", "slugline", "section", "source", "copyright"),
        )
    }
    prose = {name: clean(getattr(article, name)) for name in ("summary", "correction", "source_id", "body")}
    words = tuple(dict.fromkeys(line(word) for word in article.keywords if line(word)))
    dateline = replace(article.dateline, place=line(article.dateline.place), agency=line(article.dateline.agency))
    held = replace(
        article,
        **{**lines, "headline": lines["headline"] or "A headline"},
        **prose,
        keywords=words,
        dateline=dateline,
        urgency=article.urgency or 5,
        language=article.language or "en",
        photos=(),
        related=tuple(Related(one.kind, *map(clean, astuple(one)[1:])) for one in article.related),
    )
    return harmless(held)


def harmless(article: Article) -> Article:
    """The article without characters that deceive, as every reader gives it."""

    def bare(thing: Article | Dateline | Related) -> dict[str, object]:
        values = {field.name: getattr(thing, field.name) for field in fields(thing)}
        return {name: without_tricks(value) for name, value in values.items() if type(value) is str}

    return replace(
        article,
        **{
            **bare(article),
            "body": "\n\n".join(map(without_tricks, article.body.split("\n\n"))),
            "keywords": tuple(map(without_tricks, article.keywords)),
            "dateline": replace(article.dateline, **bare(article.dateline)),
            "related": tuple(replace(one, **bare(one)) for one in article.related),
        },
    )


def clean(text: str) -> str:
    from desk.article.edits import clean_text

    return clean_text(text)


PHOTO_NOT_CARRIED = {"media", "name", "width", "height", "kind", "taken"}
"""The file that comes back is a rendition, and has its own."""


def test_photos_come_back_from_beside_the_file(tmp_path: Path) -> None:
    path = export(ENGLISH, "json", tmp_path, SHELF, options())[0]
    back = read_file(path)
    assert back.notes == ()
    assert back.article.lead == "aaaa1111"
    assert [photo.id for photo in back.article.photos] == ["aaaa1111", "bbbb2222"]
    assert "![](photo:bbbb2222)" in back.article.body
    for before, after in zip(ENGLISH.photos, back.article.photos, strict=True):
        assert after.media in back.originals
        for field in fields(Photo):
            if field.name not in PHOTO_NOT_CARRIED:
                assert getattr(after, field.name) == pytest.approx(getattr(before, field.name)), field.name


def test_photos_that_are_not_there_are_told_of_with_their_words() -> None:
    back = read_bytes(json.dumps(item_of(ENGLISH, "https://news.example")).encode(), "a.json")
    assert back.article.photos == ()
    assert "lead" in back.notes[0]
    assert "https://news.example/a-photos/lead-480.jpg" in back.notes[0]
    for words in ("caption “Delegates arrive in Erbil", "credit “Agency photo”", "alt text “Three people walk"):
        assert words in back.notes[0]


@needs_schema
def test_other_newsrooms_items_are_read_sensibly() -> None:
    def read(name: str) -> tuple[Article, tuple[str, ...]]:
        found = read_file(SHARED / "ninjs" / name)
        return found.article, found.notes

    simple, notes = read("examples/001_simple_example.json")
    assert simple.headline == "Captain of wrecked cruise ship on trial in Italy"
    assert simple.byline == "Paulo Santalucia and Frances d'Emilio"
    assert simple.dateline == Dateline("GROSSETO, Italy", "AP")
    assert simple.body.startswith("The trial of the captain")
    assert simple.source_id == "http://ninjs.example.com/newsitems/20130709simp123"
    assert simple.created == datetime(2013, 7, 9, 10, 37, tzinfo=UTC)
    assert notes == ()

    rich, _notes = read("examples/004_simple_text_article.json")
    assert rich.body.count("\n\n") == 3
    assert rich.body.endswith("Schettino has denied wrongdoing.")

    complete, _notes = read("examples/005_complex_text_article.json")
    assert complete.dateline == Dateline("Grossetto, Italy", "AP")
    assert complete.copyright.startswith("Copyright 2013 The News Agency")

    several, notes = read("examples/003_associations_example.json")
    assert several.headline.startswith("Dell Redefines")
    assert len(notes) == 2

    photo, notes = read("examples/006_photo_only.json")
    assert photo.headline == "Costa Concordia cruise ship"
    assert photo.body.startswith("The Costa Concordia cruise ship lies on its side")
    assert "http://hosted.ap.org/photos/" in notes[0]


@needs_schema
@pytest.mark.parametrize(
    "path", sorted((SHARED / "ninjs").glob("[es]*/*.json")), ids=lambda path: str(path.relative_to(path.parents[1]))
)
def test_every_example_is_a_story_or_refused_in_a_sentence(path: Path) -> None:
    try:
        found = read_file(path)
    except Trouble:
        assert path.parent.name != "examples"
    else:
        assert found.article.headline or found.article.body or found.notes


def test_what_desk_show_prints_is_read_as_the_article_it_is(tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text(json.dumps(to_record(ENGLISH)), encoding="utf-8")
    for photo in ENGLISH.photos:
        (tmp_path / photo.name).write_bytes(SHELF.original(photo.media))
    back = read_file(tmp_path / "story.json")
    assert back.article == ENGLISH
    assert set(back.originals) == {photo.media for photo in ENGLISH.photos}
    assert back.notes == ()


@pytest.mark.parametrize("own", ["", "../a", "ABCDEF0123456789", "0" * 17, "Dam"])
def test_an_id_that_desk_did_not_give_is_replaced(own: str) -> None:
    back = read_bytes(json.dumps({**to_record(SORANI), "id": own}).encode(), "story.json")
    assert len(back.article.id) == 16
    assert back.article.id != own


def test_a_record_pulls_no_photo_out_of_the_library_by_its_hash(tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text(json.dumps(to_record(ENGLISH)), encoding="utf-8")
    (tmp_path / ENGLISH.photos[0].name).write_bytes(b"another file of that name")
    back = read_file(tmp_path / "story.json")
    assert back.originals == {}
    assert back.article.photos == tuple(replace(photo, media="") for photo in ENGLISH.photos)
    assert "dam.jpg, ئاو.jpg" in back.notes[0]
    with pytest.raises(Trouble, match=r"dam\.jpg came without its file"):
        export(back.article, "html", tmp_path / "out", SHELF, options())


@pytest.mark.parametrize(("tag", "language", "notes"), [("pt_br", "pt-BR", 0), ("ku", "ckb", 1), ("x y", "ckb", 1)])
def test_language_tags_are_read_as_the_details_pane_reads_them(tag: str, language: str, notes: int) -> None:
    for item in ({**item_of(SORANI), "language": tag}, to_record(replace(SORANI, language=tag))):
        back = read_bytes(json.dumps(item).encode(), "a.json")
        assert back.article.language == language
        assert len([note for note in back.notes if note.startswith("Language")]) == notes


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        b"{}",
        b'"text"',
        b'{"a": 1}',
        b"[" * 100_000,
        b'{"uri": ' + b"[" * 100_000,
        b'{"headline": 1, "body": "a"}',
        b'{"uri": "urn:a", "language": "en", "associations": [{"name": "a", "type": "picture"}]}',
    ],
)
def test_what_is_no_news_item_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Trouble) as refused:
        read_bytes(data, "feed.json")
    assert str(refused.value).endswith((".", "?"))


@given(st.dictionaries(st.sampled_from(sorted(item_of(ENGLISH))), junk(), min_size=1))
def test_any_junk_in_an_item_is_read_or_refused(junk_item: dict[str, object]) -> None:
    item = {**item_of(ENGLISH), **junk_item}
    try:
        article = read_bytes(json.dumps(item).encode("utf-8", "replace"), "feed.json").article
    except Trouble:
        return
    assert all(isinstance(one, str) for one in (article.headline, article.body, article.language, *article.keywords))

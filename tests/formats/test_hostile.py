"""Hostile files: each is refused in one plain sentence or read without harm, and nothing is ever run or fetched."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.article import edits
from desk.article.model import Article, Related
from desk.article.trouble import Trouble
from desk.formats import FORMATS, Imported, export, read_bytes, read_file
from tests.builders import texts
from tests.formats.documents import docx as document
from tests.formats.documents import p
from tests.formats.hostile import (
    EVIL,
    POISON,
    TROJAN,
    UNSAFE_MARKS,
    a_link,
    dangers_in,
    in_every_reader,
    story_json,
    texts_in,
    zipped,
)
from tests.formats.stories import ENGLISH, SHELF, options

WRITERS = [one.name for one in FORMATS.values() if one.write]
READERS = ["x.html", "x.md", "x.txt", "x.json", "x.story", "x.docx"]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Whoever asks for the network while a test runs fails it."""
    asked: list[str] = []

    def refuse(*what: object, **_how: object) -> None:
        asked.append(str(what[-1]))
        raise OSError("there is no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    yield asked
    assert asked == []


def taken(data: bytes, name: str) -> Imported | None:
    """What was read; None where it was refused, in one plain sentence."""
    try:
        return read_bytes(data, name)
    except Trouble as trouble:
        said = str(trouble)
        assert said.endswith((".", "…"))
        assert "\n" not in said
        assert len(said) < 400
        return None


def written(article: Article, out: Path) -> None:
    """The article in every format, with everything that is in it looked through."""
    for form in WRITERS:
        export(article, form, out / form, SHELF, options(base_url="https://news.example/"))
    for path, text in texts_in(out):
        assert not UNSAFE_MARKS.search(text), path
        if path.suffix == ".html":
            assert dangers_in(text) == [], path
        if path.suffix == ".css":
            assert EVIL not in text
        if path.suffix == ".json":
            html = [one["value"] for one in json.loads(text).get("bodies", ()) if "html" in one.get("contentType", "")]
            assert dangers_in("".join(html)) == [], path


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
def test_what_runs_or_fetches_goes_no_further_than_the_words(poison: str, tmp_path: Path) -> None:
    for name, data in in_every_reader(poison):
        imported = taken(data, name)
        if imported is not None:
            assert "\x00" not in imported.article.headline + imported.article.body, name
            written(imported.article, tmp_path / name)


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
def test_whatever_a_story_says_its_pages_run_and_fetch_nothing(poison: str, tmp_path: Path) -> None:
    """Every field of the story and of its photos at once: some came in by older ways than today's readers."""
    poison = edits.clean_text(poison)  # as the editor does before it opens a story
    plain = ("id", "media", "kind", "lead", "slug", "taken", "language", "status")
    words = {f.name: poison for f in fields(Article) if f.type == "str" and f.name not in plain}
    photo = ENGLISH.photos[0]
    told = {f.name: poison for f in fields(photo) if f.type == "str" and f.name not in plain}
    related = (Related("related", poison, f"javascript:alert('{poison}')"), Related("next", poison, f"//{EVIL}/"))
    article = replace(
        ENGLISH,
        **{**words, "body": f"{poison}\n\n![{poison}](photo:{photo.id})\n\n> {poison}\n\n- {poison}\n"},  # type: ignore[arg-type]
        keywords=(poison,),
        photos=(replace(photo, **told, keywords=(poison,)),),  # type: ignore[arg-type]
        related=related,
    )
    written(article, tmp_path)


@pytest.mark.parametrize("name", READERS)
def test_a_headline_never_reads_otherwise_than_it_is(name: str, tmp_path: Path) -> None:
    data = dict(in_every_reader(TROJAN))[name]
    imported = taken(data, name)
    assert imported is not None
    article = imported.article
    assert not any(mark in article.headline + article.byline for mark in "\u202d\u202e")
    opened = sum(article.headline.count(mark) for mark in "\u2066\u2067\u2068")
    assert opened == article.headline.count("\u2069")
    written(article, tmp_path)


STORY = ("story.json", story_json())
WORD = document(p("Title", style="Title"), p("Ministers met."))


def docx_with(*entries: object) -> bytes:
    with ZipFile(__import__("io").BytesIO(WORD)) as package:
        own = [(name, package.read(name)) for name in package.namelist()]
    return zipped(*own, *entries)  # type: ignore[arg-type]


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(12))
    + b"]><w:document>&a11;</w:document>"
)
MANY = 200_000
REFUSED = {
    "a story whose entries lead elsewhere": ("x.story", zipped(STORY, ("../../evil.jpg", b"x"))),
    "a story with an absolute name": ("x.story", zipped(STORY, ("/etc/passwd", b"x"))),
    "a story with a Windows name": ("x.story", zipped(STORY, ("..\\evil.exe", b"x"))),
    "a story with a link": ("x.story", zipped(STORY, a_link("photos/x", "/etc/passwd"))),
    "a story that is a link": ("x.story", zipped(a_link("story.json", "/etc/passwd"))),
    "a story told twice": ("x.story", zipped(STORY, STORY)),
    "a story of a newer Desk": ("x.story", zipped(("story.json", b'{"desk": 99, "article": {}}'))),
    "a story bomb": ("x.story", zipped(("story.json", b" " * 30_000_000))),
    "a versions bomb": ("x.story", zipped(STORY, ("versions.json", b"[" + b" " * 30_000_000 + b"]"))),
    "deep versions": ("x.story", zipped(STORY, ("versions.json", b"[" * 100_000))),
    "a deep story": ("x.story", zipped(("story.json", b"[" * 100_000))),
    "a Word bomb": ("x.docx", zipped(("word/document.xml", b" " * 300_000_000))),
    "Word entities": ("x.docx", zipped(("word/document.xml", BOMB))),
    "a deep Word document": ("x.docx", zipped(("word/document.xml", b"<a>" * MANY + b"</a>" * MANY))),
    "JSON without a bottom": ("x.json", b"[" * MANY),
    "JSON objects without a bottom": ("x.json", b'{"a":' * MANY),
    "a program": ("x.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40),
    "a picture": ("x.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "a packed file": ("x.json", b"\x1f\x8b\x08" + bytes(range(255, -1, -1)) * 40),
    "a zip": ("x.html", zipped(("a", bytes(range(256)) * 40))),
    "nothing but zeros": ("x.txt", bytes(10_000)),
}


@pytest.mark.parametrize(("name", "data"), REFUSED.values(), ids=REFUSED)
def test_what_is_made_to_hurt_is_refused_in_a_sentence(name: str, data: bytes) -> None:
    assert taken(data, name) is None


ENDLESS = {
    "a million tags": ("x.html", b"<html><body><h1>Dam</h1>" + b"<div>" * 1_000_000 + b"Words"),
    "tags of a list": ("x.html", b"<html><body><h1>Dam</h1>" + b"<ul><li>" * 100_000 + b"Words"),
    "quotes in quotes": ("x.md", b"# Dam\n\n" + b">" * 100_000 + b" Words\n"),
    "brackets in brackets": ("x.md", b"# Dam\n\n" + b"[" * 20_000 + b"Words" + b"](x)" * 20_000 + b"\n"),
    "stars": ("x.md", b"# Dam\n\n" + b"*_" * 20_000 + b"Words\n"),
    "lists in lists": ("x.md", b"# Dam\n\n" + b"".join(b"  " * n + b"- x\n" for n in range(400))),
    "YAML that unfolds": (
        "x.md",
        b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(9))
        + b"title: *j\n---\nWords\n",
    ),
    "tags in JSON": (
        "x.json",
        json.dumps({"uri": "x", "bodies": [{"contentType": "text/html", "value": "<div>" * 100_000 + "x"}]}).encode(),
    ),
    "one long line": ("x.txt", b"Dam\n\n" + b"word " * 200_000),
    "a million lines": ("x.txt", b"Dam\n\n" + b"x\n" * 200_000),
}


@pytest.mark.parametrize(("name", "data"), ENDLESS.values(), ids=ENDLESS)
def test_what_has_no_end_is_read_or_refused(name: str, data: bytes, tmp_path: Path) -> None:
    imported = taken(data, name)
    if imported is not None:
        written(replace(imported.article, body=imported.article.body[:20_000]), tmp_path)


def test_a_word_document_s_links_and_names_lead_nowhere(tmp_path: Path) -> None:
    for extra in (("../../evil.xml", b"x"), a_link("word/media/x.png", "/etc/passwd"), ("word/document.xml", b"<x/>")):
        imported = taken(docx_with(extra), "x.docx")
        if imported is not None:
            assert imported.originals == {}
            written(imported.article, tmp_path)


def test_a_file_of_200_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(Trouble, match="MB"):
        read_file(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(READERS),
    pieces=st.lists(st.sampled_from(sorted(POISON.values())) | texts(3), min_size=1, max_size=4),
    cut=st.integers(0, 400),
    noise=st.binary(max_size=6),
)
def test_any_mixture_is_refused_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, name: str, pieces: list[str], cut: int, noise: bytes
) -> None:
    data = dict(in_every_reader(" ".join(pieces)))[name]
    with contextlib.suppress(UnicodeEncodeError):
        imported = taken(data[:cut] + noise + data[cut:] if noise else data, name)
        if imported is not None:
            written(imported.article, tmp_path_factory.mktemp("out"))

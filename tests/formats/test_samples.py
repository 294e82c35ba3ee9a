"""Every sample story is read whole in both of its forms, stands in nobody's way, and leaves in every format."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from desk.article.languages import direction_of
from desk.article.measure import count_letters, count_words
from desk.article.model import Dateline
from desk.article.wire import caption_text
from desk.checks import check
from desk.formats import export, read_file
from desk.formats.front_matter import split_front_matter
from tests.formats.stories import ROOT, Shelf, options
from tests.formats.test_ninjs import needs_schema, problems

SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.md"))
PAGES = ("html", "page", "fragment")
samples = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
NEEDED = ("headline", "kicker", "summary", "byline", "dateline", "sign_off", "slug", "slugline", "section", "keywords")
NEEDED_TOO = ("language", "status", "urgency", "source", "copyright", "photos")


def test_each_language_has_its_samples() -> None:
    assert Counter(read_file(path).article.language for path in SAMPLES) == {"en": 2, "ckb": 2, "ar": 2}
    assert {read_file(path).article.status for path in SAMPLES} == {"draft", "in edit", "ready", "published"}


def photos_of(path: Path) -> list[str]:
    """The files that a sample names, the lead first."""
    return re.findall(r"[\w-]+\.jpg", path.read_text(encoding="utf-8"))


@samples
def test_a_sample_is_read_whole_and_ready(path: Path) -> None:
    found = read_file(path)
    assert found.notes == ()
    assert [photo.name for photo in found.article.photos] == photos_of(path)
    lead = found.article.lead_photo
    assert lead is not None
    assert lead.name == photos_of(path)[0]
    assert [finding for finding in check(found.article, found.originals.__contains__) if finding.blocks] == []
    assert 250 <= count_words(found.article.body) <= 450
    assert count_letters(found.article.headline) <= 65


@samples
def test_a_sample_has_every_field_that_its_front_matter_gives(path: Path) -> None:
    matter = split_front_matter(path.read_text(encoding="utf-8"), path.name).values
    expected = dict(matter)
    assert [name for name in NEEDED + NEEDED_TOO if not expected.get(name)] == []
    assert expected.pop("photos") == [{"file": f"{path.stem}-1.jpg", "lead": True}]
    expected["dateline"] = Dateline(**expected["dateline"])  # type: ignore[arg-type]
    expected["keywords"] = tuple(expected["keywords"])  # type: ignore[arg-type]
    article = read_file(path).article
    assert {name: getattr(article, name) for name in expected} == expected
    published = expected.get("published")
    assert (article.status == "published") == (isinstance(published, datetime) and published.tzinfo is not None)


@samples
def test_a_sample_as_wire_copy_is_the_same_story(path: Path) -> None:
    story, copy = (read_file(path.with_suffix(ending)).article for ending in (".md", ".txt"))
    for name in ("headline", "byline", "sign_off", "language"):
        assert getattr(copy, name) == getattr(story, name)
    assert copy.dateline.place == story.dateline.place.upper()
    assert copy.dateline.agency == story.dateline.agency
    assert printed_words(copy.body) == printed_words(story.body)
    assert copy.summary == ""
    if story.lead_photo is not None:
        assert caption_text(story.lead_photo.caption, story.lead_photo.credit) in copy.editors_note


def printed_words(body: str) -> list[str]:
    """The words of a body without what only Markdown has: photos, addresses, the marks of headings and quotes."""
    text = re.sub(r"!\[\]\([^)]*\)", "", body)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(?m)^(?:#+|>) ", "", text).split()


@pytest.mark.parametrize("ending", [".md", ".txt"])
@samples
def test_a_sample_is_written_in_the_marks_of_its_language(path: Path, ending: str) -> None:
    article = read_file(path.with_suffix(ending)).article
    texts = (article.headline, article.kicker, article.summary, article.byline, article.editors_note)
    body = re.sub(r"\]\([^)]*\)|(?m:^)\d\.", "", article.body)
    text = "\n".join((*texts, body))
    assert re.findall(r"[\"'`]|\.\.\.|--| {2}|[\u200b-\u200f]", text) == []
    if direction_of(article.language) == "rtl":
        assert re.findall(r"[,;?“”‘’0-9۰-۹]", text) == []
    else:
        assert re.findall(r"[«»،؛؟٠-٩]", text) == []


@pytest.mark.parametrize("ending", [".md", ".txt"])
@samples
def test_a_sorani_sample_has_no_arabic_letters(path: Path, ending: str) -> None:
    text = path.with_suffix(ending).read_text(encoding="utf-8")
    if read_file(path).article.language == "ckb":
        assert re.findall(r"\w*[كيىةھ]\w*|\w*ه\b", text) == []
        assert set("ەیکێۆڕڵ") <= set(text)


@samples
@pytest.mark.parametrize("format", PAGES)
def test_a_sample_leaves_as_a_page(path: Path, format: str, tmp_path: Path) -> None:
    found = read_file(path)
    written = export(found.article, format, tmp_path, Shelf(*found.originals.values()), options())
    page = written[0] / "index.html" if written[0].is_dir() else written[0]
    html = page.read_text(encoding="utf-8")
    assert f'dir="{direction_of(found.article.language)}"' in html
    for address in re.findall(r'src="((?!data:)[^"]*)"', html):
        assert (page.parent / address).is_file()


@needs_schema
@samples
def test_a_sample_leaves_as_valid_ninjs_and_comes_back(path: Path, tmp_path: Path) -> None:
    found = read_file(path)
    written = export(found.article, "json", tmp_path, Shelf(*found.originals.values()), options())
    assert problems(json.loads(written[0].read_text(encoding="utf-8"))) == []
    back = read_file(written[0])
    assert back.notes == ()
    assert (back.article.headline, back.article.body) == (found.article.headline, found.article.body)
    assert len(back.article.photos) == len(found.article.photos)

"""Markdown out: what it can carry comes back exactly, other programs find what they know, the desk's notes stay."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from desk.article.model import Article, Photo, Related, Status
from desk.formats import Imported, export, read_bytes, read_file
from desk.formats.harmless import harmless
from desk.formats.markdown_writing import text_of
from desk.formats.ninjs import uri_of
from desk.formats.safe_markdown import safe_markdown
from tests.builders import a_photo, an_article, articles
from tests.formats.stories import ARABIC, ENGLISH, ROOT, SHELF, SORANI, Shelf, options
from tests.formats.test_ninjs import as_desk_holds_it

NOT_CARRIED = {
    "id": "an import is a story of its own",
    "editors_note": "it is for the desk and never exported",
    "comments": "they are for the desk",
    **dict.fromkeys(("passed_over", "known_words", "target", "custody"), "it is for the desk"),
    "photos": "compared below, with their files",
    "lead": "compared below",
    "source_id": "a story without one gets that by which JSON knows it",
}
PHOTO_NOT_CARRIED = {
    **dict.fromkeys(("media", "name", "kind", "width", "height"), "the file is a rendition, and has its own"),
    **dict.fromkeys(("turn", "tilt", "crops"), "the file is turned and cut already"),
    "with_origin": "who sends a photo does not say what may leave here",
}
TRAPS = (
    "---\nid: x\n---",
    "...",
    "no",
    "2026-03-03",
    "[[a]]",
    "# Title",
    "ERBIL (DESK) — They met.",
    "(Desk/AFP)",
    "'\"",
)


def read_back(article: Article) -> Imported:
    return read_bytes(text_of(article, {}).encode("utf-8", "replace"), "story.md")


@given(articles(), st.sampled_from(["", *TRAPS]))
@example(an_article(body="\n\nERBIL (DESK) — They met.\n\n(Desk News)\n"), "")
@example(an_article(body="\x80", headline="\u202eA"), "")
@example(an_article(body="![a](b.jpg) [[Link]] ![x](photo:zz)", shares=3), "")
@example(an_article(related=(Related("next", "Next"), Related("translation", "", "https://a.example", "", "ckb"))), "")
def test_what_markdown_can_carry_comes_back_exactly(article: Article, trap: str) -> None:
    trapped = replace(article, headline=f"{article.headline}{trap}", body=f"{trap}{article.body}{trap}")
    article = harmless(as_desk_holds_it(trapped))
    links = tuple(replace(link, seen="") for link in article.related)  # for the desk, too
    article = replace(article, body=safe_markdown(article.body), related=links)
    back = read_back(article)
    for field in fields(Article):
        if field.name not in NOT_CARRIED:
            assert getattr(back.article, field.name) == getattr(article, field.name), field.name
    assert back.article.source_id == (article.source_id or uri_of(article.id))
    assert back.notes == ()


@pytest.mark.parametrize("article", [ENGLISH, SORANI, ARABIC], ids=["en", "ckb", "ar"])
def test_a_story_comes_back_with_its_photos(tmp_path: Path, article: Article) -> None:
    path = export(article, "markdown", tmp_path, SHELF, options())[0]
    back = read_file(path)
    assert back.notes == ()
    assert (back.article.body, back.article.lead) == (article.body, article.lead)
    assert len(back.article.photos) == len(article.photos) == len(back.originals)
    for before, after in zip(article.photos, back.article.photos, strict=True):
        for field in fields(Photo):
            if field.name not in PHOTO_NOT_CARRIED:
                assert getattr(after, field.name) == getattr(before, field.name), field.name


@pytest.mark.parametrize("name", ["mountain-road-snow", "old-bazaar-reopens"])
def test_a_sample_comes_back_word_for_word(tmp_path: Path, name: str) -> None:
    sample = read_file(ROOT / "resources" / "samples" / f"{name}.md")
    path = export(sample.article, "markdown", tmp_path, Shelf(*sample.originals.values()), options())[0]
    back = read_file(path)
    assert back.notes == ()
    for field in fields(Article):
        if field.name not in NOT_CARRIED:
            assert getattr(back.article, field.name) == getattr(sample.article, field.name), field.name
    assert back.article.lead == sample.article.lead
    assert [photo.caption for photo in back.article.photos] == [photo.caption for photo in sample.article.photos]


def test_the_focal_point_is_that_of_the_file_as_it_was_turned(tmp_path: Path) -> None:
    turned = replace(ENGLISH.photos[0], turn=1)
    path = export(replace(ENGLISH, photos=(turned,), body=""), "markdown", tmp_path, SHELF, options())[0]
    (photo,) = read_file(path).article.photos
    assert (photo.width, photo.height, photo.turn) == (400, 640, 0)
    assert photo.focus == pytest.approx((0.5, 0.25))


def test_a_story_without_a_lead_comes_back_without_one(tmp_path: Path) -> None:
    path = export(replace(ENGLISH, lead=""), "markdown", tmp_path, SHELF, options())[0]
    assert read_file(path).article.lead == ""


def test_other_programs_find_what_they_know(tmp_path: Path) -> None:
    paths = export(replace(ENGLISH, status=Status.READY), "markdown", tmp_path, SHELF, options())
    assert [path.name for path in paths] == ["2026-03-03-border-dam-talks.md", "2026-03-03-border-dam-talks.md.photos"]
    assert sorted(path.name for path in paths[1].iterdir()) == ["lead-640.jpg", "photo-2-640.jpg"]
    _none, matter, body = paths[0].read_text(encoding="utf-8").split("---\n", 2)
    told = yaml.safe_load(matter)
    assert (told["title"], told["tags"], told["lang"]) == (ENGLISH.headline, ["Water", "Dams"], "en")
    assert told["date"] == ENGLISH.published
    assert (tmp_path / told["image"]).is_file()
    assert "![](2026-03-03-border-dam-talks.md.photos/photo-2-640.jpg)" in body
    assert "draft" not in told
    assert yaml.safe_load(text_of(replace(ENGLISH, status=Status.IN_EDIT), {}).split("---\n")[1])["draft"] is True


def test_what_is_for_the_desk_or_betrays_a_source_stays() -> None:
    photo = a_photo(taken="2026-03-03T10:12:13", name="IMG_0042 from H. phone.jpg")
    text = text_of(replace(ENGLISH, photos=(photo,)), {})
    assert "Call the ministry" not in text
    assert "10:12" not in text
    assert "IMG_0042" not in text
    assert photo.media not in text
    assert "taken: '2026-03-03'" in text


def test_marks_of_photos_in_code_are_code() -> None:
    body = "`![](photo:p1)`\n\n```\n![](photo:p1)\n```\n\n![](photo:p1)"
    text = text_of(an_article(body=body, photos=(a_photo(alt="A wall"),)), {"p1": "a.jpg"})
    assert text.endswith("`![](photo:p1)`\n\n```\n![](photo:p1)\n```\n\n![A wall](a.jpg)\n")


def test_a_second_export_replaces_the_first_and_no_other_article_s(tmp_path: Path) -> None:
    first = export(ENGLISH, "markdown", tmp_path, SHELF, options())
    assert export(ENGLISH, "markdown", tmp_path, SHELF, options()) == first
    other = replace(ENGLISH, id="f" * 16, photos=(), body="They met.")
    (path,) = export(other, "markdown", tmp_path, SHELF, options())
    assert path.name == "2026-03-03-border-dam-talks-ffffff.md"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / first[0].name).write_text("my own notes", encoding="utf-8")
    assert export(ENGLISH, "markdown", tmp_path / "mine", SHELF, options())[0].name != first[0].name
    assert (tmp_path / "mine" / first[0].name).read_text(encoding="utf-8") == "my own notes"

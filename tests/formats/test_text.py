"""Wire copy: what surely is a headline, byline, caption, dateline or sign-off is taken; all else stays in the body."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from desk.article.model import Article, Dateline
from desk.article.trouble import Trouble
from desk.formats import read_bytes, read_file
from desk.formats.wire_copy import arrange
from tests.builders import texts
from tests.formats.stories import jpeg

COPY = """Ministers meet over border dam

By Hemin Karim and Sara Ali

Delegates arrive in Erbil, March 3, 2026. (Agency photo)

ERBIL, March 3, 2026 (DESK) — Water ministers of the two countries met on Tuesday.

“We count the water together,” one said.

(Desk News/AFP)
"""
SORANI_COPY = """وەزیران لەسەر بەنداوی سنوور کۆدەبنەوە

شاندەکان دەگەنە هەولێر. (وێنە: ئاژانس)

هەولێر (ئێستا) — وەزیرانی ئاو ڕۆژی سێشەممە کۆبوونەوە.

گفتوگۆکان بەردەوامن.

(ئێستا/AFP)
"""


def read(text: str) -> Article:
    return read_bytes(text.encode(), "copy.txt").article


def test_wire_copy_is_taken_apart() -> None:
    article = read(COPY)
    assert article.headline == "Ministers meet over border dam"
    assert article.byline == "Hemin Karim and Sara Ali"
    assert article.dateline == Dateline("ERBIL", "DESK", date(2026, 3, 3))
    assert article.body == (
        "Water ministers of the two countries met on Tuesday.\n\n“We count the water together,” one said."
    )
    assert article.sign_off == "(Desk News/AFP)"
    assert article.language == "en"


def test_a_caption_without_its_photo_goes_to_the_desk() -> None:
    found = read_bytes(COPY.encode(), "copy.txt")
    assert "Delegates arrive in Erbil, March 3, 2026. (Agency photo)" in found.article.editors_note
    assert "caption is in the editor’s note" in found.notes[0]


def test_a_photo_of_the_same_name_becomes_the_lead(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(COPY, encoding="utf-8")
    (tmp_path / "copy.jpg").write_bytes(jpeg())
    found = read_file(tmp_path / "copy.txt")
    photo = found.article.lead_photo
    assert photo is not None
    assert (photo.caption, photo.credit) == ("Delegates arrive in Erbil, March 3, 2026.", "Agency photo")
    assert found.originals == {photo.media: jpeg()}
    assert found.article.editors_note == ""
    assert found.notes == ("Found in the copy: headline, byline, caption, dateline, sign-off.",)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_sorani_copy_with_any_line_end(line_end: str) -> None:
    article = read(SORANI_COPY.replace("\n", line_end))
    assert article.language == "ckb"
    assert article.headline == "وەزیران لەسەر بەنداوی سنوور کۆدەبنەوە"
    assert article.dateline == Dateline("هەولێر", "ئێستا")
    assert article.body == "وەزیرانی ئاو ڕۆژی سێشەممە کۆبوونەوە.\n\nگفتوگۆکان بەردەوامن."
    assert article.sign_off == "(ئێستا/AFP)"


def test_arabic_copy_of_an_old_machine() -> None:
    text = "وزراء المياه يجتمعون\n\nأربيل (رويترز) - اجتمع الوزراء يوم الثلاثاء.\n\nوتستمر المحادثات."
    article = read_bytes(text.encode("cp1256"), "copy.txt").article
    assert (article.language, article.headline) == ("ar", "وزراء المياه يجتمعون")
    assert article.dateline == Dateline("أربيل", "رويترز")


def test_a_standfirst_between_headline_and_dateline_is_the_summary() -> None:
    article = read("Ministers meet\n\nThe first talks in seven years.\n\nERBIL (AP) — They met.\n\nThey go on.")
    assert article.summary == "The first talks in seven years."
    assert article.body == "They met.\n\nThey go on."


def test_lines_without_empty_lines_between_are_paragraphs() -> None:
    article = read("Ministers meet over dam\nERBIL (AP) — They met on Tuesday.\nThey go on.\n")
    assert article.headline == "Ministers meet over dam"
    assert article.body == "They met on Tuesday.\n\nThey go on."


@pytest.mark.parametrize(
    "text",
    [
        "A single paragraph, of no structure at all.",
        "ERBIL (AP) — A story without a headline.\n\nIt goes on.",
        f"{'A very long first paragraph that is no headline. ' * 6}\n\nIt goes on.",
    ],
)
def test_copy_without_a_headline_has_none(text: str) -> None:
    assert read(text).headline == ""


def test_what_is_uncertain_stays_in_the_body() -> None:
    article = read("Talks\n\nOne opening line.\n\nAnother one.\n\nERBIL (AP) — They met.")
    assert article.summary == ""
    assert article.dateline == Dateline()
    assert article.body == "One opening line.\n\nAnother one.\n\nERBIL (AP) — They met."


def test_signs_of_markdown_in_copy_stay_signs() -> None:
    assert read("Talks\n\n5 * 3 * 2\n\n# 1 of 2").body == "5 \\* 3 \\* 2\n\n\\# 1 of 2"


@given(texts(8))
def test_no_letter_is_ever_lost(text: str) -> None:
    def letters(of: str) -> list[str]:
        return sorted(mark for mark in of if mark.isalpha())

    data = text.encode("utf-8", "replace")
    try:
        article = read_bytes(data, "copy.txt", "text").article
    except Trouble:
        return
    kept = (article.headline, article.kicker, article.byline, article.summary, article.body, article.sign_off)
    taken = (*kept, article.dateline.place, article.dateline.agency, article.editors_note)
    assert len(letters("".join(taken))) >= len(letters(text)) - len("By")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_named_like_the_photo_is_told_and_the_next_name_tried(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "story.jpg")
    (tmp_path / "story.png").write_bytes(jpeg())
    (tmp_path / "story.txt").write_text("The dam opened.\n\nIt rained.", encoding="utf-8")
    found = read_file(tmp_path / "story.txt")
    assert [photo.name for photo in found.article.photos] == ["story.png"]
    assert ["pipe" in note for note in found.notes] == [True]


def test_what_the_copy_was_taken_for_comes_along_unless_the_copy_had_to_be_made_harmless() -> None:
    copy = "Dam talks\n\nERBIL (AFP) - Ministers met in Erbil on Tuesday."
    found = read_bytes(copy.encode(), "dam.txt")
    assert found.arranged == arrange(copy)
    tricky = read_bytes(f"Dam \u202etalks{copy[9:]}".encode(), "dam.txt")
    assert tricky.arranged is None
    assert "\u202e" not in tricky.copy

"""Wire copy out: what it has a line for is read back as it was, in three languages, whatever of it a story has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import wire
from desk.article.model import Article, Dateline
from desk.formats import export, read_bytes, read_file
from desk.formats.wire_article import captions_of
from desk.formats.wire_copy import arrange
from desk.formats.wire_writing import copy_of
from tests.builders import a_photo, an_article, articles
from tests.formats.stories import ARABIC, ENGLISH, SHELF, SORANI, jpeg, options

NOT_CARRIED = (
    *("kicker", "summary", "section", "slug", "status", "urgency", "source", "source_id", "copyright", "created"),
    *("published", "photos", "lead", "comments", "related", "shares", "editors_note", "id"),
    *("search_headline", "push_headline", "social_headline", "kill_reason"),
    *("passed_over", "known_words", "target", "custody"),
)
"""What wire copy has no line for; the captions are compared by themselves."""
CARRIED = {
    "headline",
    "byline",
    "dateline",
    "body",
    "sign_off",
    "slugline",
    "keywords",
    "language",
    "embargo",
    "correction",
}

WORDS: dict[str, dict[str, list[object]]] = {
    "en": {
        "headline": ["Ministers meet over border dam", "Dam talks: “no date” set", "What next for the dam?"],
        "byline": ["", "Hemin Karim and Sara Ali", "Sara Ali in Baghdad"],
        "dateline": [
            Dateline("ERBIL", "DESK", date(2026, 3, 3)),
            Dateline("BASRA, Iraq", "AFP"),
            Dateline("NEW YORK", "AP", date(2025, 12, 31)),
        ],
        "paragraph": [
            "Water ministers of the two countries met in Erbil on Tuesday, officials said.",
            "“We count the water together,” one of them told reporters after the talks.",
            "No date was set for the next round, which is to be held in the capital.",
            "The dam holds 136 million cubic metres (4.8 billion cubic feet) of water.",
        ],
        "sign_off": ["", "(Desk News/AFP)", "(Reporting by Hemin Karim; Editing by Sara Ali)"],
        "keywords": [(), ("water", "dam"), ("Iraq",)],
        "correction": ["", "The dam is 136 metres high."],
        "caption": [("Delegates arrive in Erbil, March 3, 2026.", "Agency photo"), ("The dam.", "AFP/Hadi Mizban")],
    },
    "ckb": {
        "headline": ["وەزیران لەسەر بەنداوی سنوور کۆدەبنەوە", "گفتوگۆکان دەستیان پێکردەوە"],
        "byline": ["", "هێمن کەریم و سارا عەلی"],
        "dateline": [Dateline("هەولێر", "ئێستا", date(2026, 3, 3)), Dateline("سلێمانی", "ئێستا")],
        "paragraph": [
            "وەزیرانی ئاوی هەردوو وڵات ڕۆژی سێشەممە لە هەولێر کۆبوونەوە، بەرپرسان وتیان.",
            "گفتوگۆکان بەردەوامن و هیچ وادەیەک بۆ کۆبوونەوەی داهاتوو دیاری نەکراوە.",
        ],
        "sign_off": ["", "(ئێستا/AFP)"],
        "keywords": [(), ("ئاو", "هەولێر")],
        "correction": ["", "بەرزی بەنداوەکە ١٣٦ مەترە."],
        "caption": [("شاندەکان دەگەنە هەولێر.", "وێنە: ئاژانس")],
    },
    "ar": {
        "headline": ["وزراء المياه يجتمعون بشأن سد حدودي"],
        "byline": ["", "سارة علي"],
        "dateline": [Dateline("أربيل", "رويترز", date(2026, 3, 3)), Dateline("بغداد", "أ ف ب")],
        "paragraph": [
            "اجتمع وزراء المياه في أربيل يوم الثلاثاء، بحسب مسؤولين تحدثوا إلى الصحفيين.",
            "وتستمر المحادثات في العاصمة، ولم يحدد موعد للجولة المقبلة حتى الآن.",
        ],
        "sign_off": ["", "(رويترز)"],
        "keywords": [(), ("مياه", "سدود")],
        "correction": ["", "يبلغ ارتفاع السد 136 مترا."],
        "caption": [("الوفود تصل إلى أربيل.", "صورة: رويترز")],
    },
}


@st.composite
def stories(draw: st.DrawFn) -> Article:
    """Stories as newsrooms write them, in three languages, with any of the fields that wire copy has a line for."""
    tag = draw(st.sampled_from(sorted(WORDS)))
    words = WORDS[tag]
    plain = {name: draw(st.sampled_from(words[name])) for name in sorted(CARRIED & words.keys())}
    body = "\n\n".join(draw(st.lists(st.sampled_from(words["paragraph"]), min_size=1, max_size=5, unique=True)))
    caption, credit = draw(st.sampled_from(words["caption"]))
    photo = a_photo(caption=caption, credit=draw(st.sampled_from(["", credit])))
    return an_article(
        **plain,
        body=body,
        language=tag,
        slugline=draw(st.sampled_from(["", "IRAQ-DAM-TALKS"])),
        embargo=draw(st.none() | st.just(datetime(2026, 3, 4, 6, 10, tzinfo=UTC))),
        photos=(photo,),
        lead=draw(st.sampled_from(["", "p1"])),
    )


def read(text: str) -> Article:
    return read_bytes(text.encode(), "copy.txt").article


def in_print(article: Article) -> dict[str, object]:
    """What wire copy carries, the place in the letters of print."""
    told = {name: getattr(article, name) for name in sorted(CARRIED)}
    return told | {"dateline": replace(article.dateline, place=article.dateline.place.upper())}


@given(stories())
def test_what_wire_copy_has_a_line_for_is_read_back(article: Article) -> None:
    text = copy_of(article)
    assert in_print(read(text)) == in_print(article)
    lead = article.lead_photo
    expected = [(lead.caption, wire.bare_credit(lead.credit))] if lead else []
    assert [(words, wire.bare_credit(credit)) for words, credit in captions_of(arrange(text))] == expected


def test_every_field_is_carried_or_named_as_not_carried() -> None:
    assert CARRIED | set(NOT_CARRIED) == set(Article.__slots__)
    assert not CARRIED & set(NOT_CARRIED)


def test_the_lead_photo_beside_the_file_gets_its_words_back(tmp_path: Path) -> None:
    (path,) = export(ENGLISH, "text", tmp_path, SHELF, options())
    path.with_suffix(".jpg").write_bytes(jpeg())
    photo = read_file(path).article.lead_photo
    assert photo is not None
    assert (photo.caption, photo.credit) == (ENGLISH.photos[0].caption, "Agency photo")


def test_marks_of_markdown_do_not_go_out() -> None:
    body = (
        "They *met* [here](https://a.example).  \nToday.\n\n## The dam\n\n- **one**\n- two\n\n1. three\n\n"
        "> Said  she.\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n```\nx  y\n```\n\n![](photo:p1)\n\nA note.[^1]\n\n[^1]: Its words."
    )
    text = copy_of(an_article(headline="A", body=body, photos=(a_photo(credit=""),)))
    assert text.split("\n\n")[1:9] == [
        "Photo caption: Delegates arrive in Erbil, March 3, 2026.",
        "They met here.\nToday.",
        "The dam",
        "- one\n- two",
        "1. three",
        "> Said she.",
        "a | b\nc | d",
        "x  y",
    ]
    assert "Its words." in text
    assert not set("*[]#") & set(text.replace("[Desk", "").replace("a]", "").replace("[1]", ""))


@given(articles())
def test_any_article_is_copy_that_ends_in_its_own_mark(article: Article) -> None:
    article = replace(article, editors_note="Call the ministry again.")
    text = copy_of(article)
    assert f"\n{text}".endswith(f"\n[Desk {article.id}]\n")
    assert "Call the ministry" not in text
    assert len(read(f"A headline\n\n{text}").body) <= len(text) * 3


@pytest.mark.parametrize("article", [ENGLISH, SORANI, ARABIC], ids=["en", "ckb", "ar"])
def test_a_second_export_knows_the_first_and_leaves_other_files(tmp_path: Path, article: Article) -> None:
    first = export(article, "text", tmp_path, SHELF, options())
    assert export(replace(article, body="Anew."), "text", tmp_path, SHELF, options()) == first
    (other,) = export(replace(article, id="f" * 16), "text", tmp_path, SHELF, options())
    assert other != first[0]
    first[0].write_text("my own notes", encoding="utf-8")
    assert export(article, "text", tmp_path, SHELF, options()) != first
    assert first[0].read_text(encoding="utf-8") == "my own notes"

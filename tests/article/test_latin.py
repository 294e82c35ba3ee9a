"""Arabic script in Latin letters: names as English pages write them, and never a letter of Arabic script left."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from desk.article.latin import in_latin
from desk.article.scripts import slug_of
from tests.builders import texts


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("هەولێر", "hewler"),
        ("سلێمانی", "slemani"),
        ("دهۆک", "dhok"),
        ("شار", "shar"),
        ("بەنداوی سنوور", "bendawi snur"),
        ("کوردستان", "kurdstan"),
        ("ئاو", "aw"),
        ("ئێستا", "esta"),
        ("وەزیر", "wezir"),
        ("یاری", "yari"),
        ("ڕۆژنامە", "rojname".replace("j", "zh")),
        ("چوار", "chwar"),
        ("گوڵ", "gul"),
        ("بغداد", "bghdad"),
        ("أربيل", "arbil"),
        ("السليمانية", "alslimanya"),
        ("٢٠٢٦", "2026"),
        ("نەتەوە\u200cیەکگرتووەکان", "neteweyekgrtuekan"),
        ("Dam talks, ٣", "Dam talks, 3"),
        ("Ёлка", "Ёлка"),
    ],
)
def test_words_are_as_english_pages_write_them(written: str, latin: str) -> None:
    assert in_latin(written) == latin


@given(texts())
def test_what_is_latin_stays_and_a_slug_of_it_is_one(text: str) -> None:
    once = in_latin(text)
    assert in_latin(once) == once
    assert slug_of(slug_of(once)) == slug_of(once)
    assert not re.search("[\u0627-\u063a\u0641-\u064a\u0660-\u0669پچژگکیەڕڵۆێ]", once)

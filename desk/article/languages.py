"""The languages a newsroom writes in, and what each asks of a page: direction, digits, quotes, name.

Tags are BCP 47. Sorani is `ckb`: `ku` would be Kurmanji, which is written in Latin script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Language:
    """What a language asks of a page. `digits` are 0 to 9 as it writes them; `months` January to December."""

    tag: str
    name: str
    direction: Direction
    digits: str
    quotes: tuple[str, str]
    comma: str


LATIN_DIGITS = "0123456789"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"

LANGUAGES: tuple[Language, ...] = (
    Language("en", "English", "ltr", LATIN_DIGITS, ("“", "”"), ","),
    Language("ckb", "کوردیی ناوەندی", "rtl", ARABIC_DIGITS, ("«", "»"), "،"),
    Language("ar", "العربية", "rtl", ARABIC_DIGITS, ("«", "»"), "،"),
    Language("kmr", "Kurmancî", "ltr", LATIN_DIGITS, ("“", "”"), ","),
    Language("fa", "فارسی", "rtl", "۰۱۲۳۴۵۶۷۸۹", ("«", "»"), "،"),
    Language("tr", "Türkçe", "ltr", LATIN_DIGITS, ("“", "”"), ","),
    Language("fr", "Français", "ltr", LATIN_DIGITS, ("«", "»"), ","),
    Language("de", "Deutsch", "ltr", LATIN_DIGITS, ("„", "“"), ","),
)
_RIGHT_TO_LEFT = {"ar", "ckb", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "syr"}


def language(tag: str) -> Language:
    """What is known of a language tag; for an unknown one, its script's direction and plain quotes."""
    primary = tag.lower().partition("-")[0]
    for known in LANGUAGES:
        if known.tag == primary:
            return known
    direction: Direction = "rtl" if primary in _RIGHT_TO_LEFT or "-arab" in tag.lower() else "ltr"
    return Language(tag, tag, direction, LATIN_DIGITS, ("“", "”"), "،" if direction == "rtl" else ",")


def direction_of(tag: str) -> Direction:
    """The direction that text in the language runs."""
    return language(tag).direction

"""The languages a newsroom writes in, and what each asks of a page: direction, digits, quotes, name.

Tags are BCP 47. Sorani is `ckb`: `ku` would be Kurmanji, which is written in Latin script.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Language:
    """What a language asks of a page. `name` is its own; `digits` are 0 to 9 as it writes them.

    `quotes` stand around what is quoted, `inner` around what is quoted in that.
    """

    tag: str
    name: str
    direction: Direction
    digits: str
    quotes: tuple[str, str]
    comma: str
    english: str = ""
    inner: tuple[str, str] = ("‘", "’")


LATIN_DIGITS = "0123456789"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"

LANGUAGES: tuple[Language, ...] = (
    Language("en", "English", "ltr", LATIN_DIGITS, ("“", "”"), ",", "English"),
    Language("ckb", "کوردیی ناوەندی", "rtl", ARABIC_DIGITS, ("«", "»"), "،", "Sorani Kurdish", ("‹", "›")),
    Language("ar", "العربية", "rtl", ARABIC_DIGITS, ("«", "»"), "،", "Arabic", ("‹", "›")),
    Language("kmr", "Kurmancî", "ltr", LATIN_DIGITS, ("“", "”"), ",", "Kurmanji Kurdish"),
    Language("fa", "فارسی", "rtl", "۰۱۲۳۴۵۶۷۸۹", ("«", "»"), "،", "Persian", ("‹", "›")),
    Language("tr", "Türkçe", "ltr", LATIN_DIGITS, ("“", "”"), ",", "Turkish"),
    Language("fr", "Français", "ltr", LATIN_DIGITS, ("«", "»"), ",", "French", ("“", "”")),
    Language("de", "Deutsch", "ltr", LATIN_DIGITS, ("„", "“"), ",", "German", ("‚", "‘")),
)


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ARABIC_SCRIPT = _codes(
    "acm aeb apc ar ars ary arz azb bal bqi ckb fa glk hac kmz ks lrc mzn pnb prs ps sd sdh skr ug ur"
)
_OTHER_RIGHT_TO_LEFT = _codes("aii arc dv he iw ji nqo rhg sam syc syr yi")
"""Languages by their likely script (https://unicode.org/Public/cldr/46/, supplemental/likelySubtags.xml)."""
_SCRIPTS_RIGHT_TO_LEFT = _codes("adlm arab aran armi hebr nkoo rohg samr syrc thaa")
"""Codes of ISO 15924, in small letters."""


@lru_cache(256)
def language(tag: str) -> Language:
    """What is known of a language tag; for an unknown one, its script's direction and plain quotes.

    A script named in the tag decides about the direction: Kurmanji is `kmr`, as Duhok writes it `kmr-Arab`.
    """
    primary, *rest = tag.lower().replace("_", "-").split("-")
    found = next((known for known in LANGUAGES if known.tag == primary), None) or _unknown(tag, primary)
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    direction: Direction = "rtl" if script in _SCRIPTS_RIGHT_TO_LEFT else "ltr"
    if not script or direction == found.direction:
        return found
    return replace(found, direction=direction, comma="،" if script in ("arab", "aran") else ",")


def _unknown(tag: str, primary: str) -> Language:
    arabic = primary in _ARABIC_SCRIPT
    direction: Direction = "rtl" if arabic or primary in _OTHER_RIGHT_TO_LEFT else "ltr"
    return Language(tag, tag, direction, LATIN_DIGITS, ("“", "”"), "،" if arabic else ",")


def direction_of(tag: str) -> Direction:
    """The direction that text in the language runs."""
    return language(tag).direction

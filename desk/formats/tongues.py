"""Which language a text is written in, as far as its letters tell: enough to set a page's direction and digits."""

from __future__ import annotations

import re

_ARABIC_SCRIPT = re.compile("[\u0621-\u064a\u066e-\u06d3\u06d5]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_SORANI = re.compile("[ڕڵۆێەڤ]|ه\u200c")
_PERSIAN = re.compile("[پچژگ]|می\u200c|\\b(?:است|این|که|را)\\b")
_ARABIC = re.compile("[ةىإأؤئ]|\\bال|\\b(?:في|من|على|إلى)\\b")


def language_of(text: str) -> str:
    """`ckb`, `ar` or `fa` for text in Arabic script, by the letters that only one of them has; else `en`."""
    sample = text[:20_000]
    letters = len(_ARABIC_SCRIPT.findall(sample))
    if not letters or letters <= len(_LATIN.findall(sample)):
        return "en"
    if len(_SORANI.findall(sample)) > letters / 30:
        return "ckb"
    return "fa" if len(_PERSIAN.findall(sample)) > len(_ARABIC.findall(sample)) else "ar"

"""The language of a text, told from its letters."""

from __future__ import annotations

import pytest

from desk.formats.tongues import language_of
from tests.builders import ARABIC, ENGLISH, SORANI


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (SORANI, "ckb"),
        (ARABIC, "ar"),
        ("وزیران آب سه کشور روز سه‌شنبه در اربیل دیدار کردند و گفت‌وگوها را ادامه دادند که این نخستین دیدار است.", "fa"),
        (f"{SORANI} The Associated Press", "ckb"),
        (f"{ENGLISH} {SORANI[:20]}", "en"),
        ("", "en"),
        ("2026", "en"),
    ],
)
def test_language_is_told_from_letters(text: str, language: str) -> None:
    assert language_of(text) == language

"""Digits of two scripts in one text, and what keeps those of another."""

from __future__ import annotations

import pytest

from tests.checks.cases import found, mended, story

MIXED = [
    ("en", "It has 3 gates and 12 men, ٥ of them old.", "It has 3 gates and 12 men, 5 of them old."),
    ("en", "Call +964 750 123 4567 or room ٥.", "Call +964 750 123 4567 or room 5."),
    ("ckb", "٣ پیاو، 12 ژن، 15 کچ، 20 کوڕ، 30 کەس.", "٣ پیاو، ١٢ ژن، ١٥ کچ، ٢٠ کوڕ، ٣٠ کەس."),
    ("en", "Rooms 1, 2 and ۳.", "Rooms 1, 2 and 3."),
    ("en", "From 10 to 20, ١٬٢٠٠ in all.", "From 10 to 20, 1,200 in all."),
    ("ckb", "٣ دەروازە و ١٢ پیاو و 5 ژن.", "٣ دەروازە و ١٢ پیاو و ٥ ژن."),
    ("ckb", "لە ٢٠٢٥ تا 2026 و ١٠ ڕۆژ.", "لە ٢٠٢٥ تا ٢٠٢٦ و ١٠ ڕۆژ."),
    ("ckb", "٤ و ٥ و ۶ کەس.", "٤ و ٥ و ٦ کەس."),
    ("ar", "٣ أبواب و١٢ رجلا و 5 نساء.", "٣ أبواب و١٢ رجلا و ٥ نساء."),
    ("ar", "من 10 إلى 20 ثم ٣٠.", "من ١٠ إلى ٢٠ ثم ٣٠."),
    ("ar", "من 10 إلى 20 إلى 30 إلى 40 ثم ٣٠.", "من 10 إلى 20 إلى 30 إلى 40 ثم 30."),
    ("ar", "١٢٠٠ دينار و1300 دينار و1500 دينار.", "١٢٠٠ دينار و١٣٠٠ دينار و١٥٠٠ دينار."),
    ("ckb", "١٢٠٠ دینار و 1300 دینار و 1500 و 1,600 دینار.", "١٢٠٠ دینار و ١٣٠٠ دینار و ١٥٠٠ و ١٬٦٠٠ دینار."),
    ("ckb", "١2 دینار و ٥٠٠ دینار.", "١٢ دینار و ٥٠٠ دینار."),
    ("ckb", "12 کەس، ٣ ژن؛ تەلەفۆن: 0750 123 4567.", "١٢ کەس، ٣ ژن؛ تەلەفۆن: 0750 123 4567."),
    ("en", "Of 3 men ٥ and ٦ and ٧ came.", "Of 3 men 5 and 6 and 7 came."),
    ("ar", "٢٥ و ٢٦ و 1,200.", "٢٥ و ٢٦ و ١٬٢٠٠."),
    ("ar", "٢٥ و٢٦ و5 نساء.", "٢٥ و٢٦ و٥ نساء."),
]


@pytest.mark.parametrize(("tag", "body", "right"), MIXED)
def test_digits_of_another_script_are_written_like_the_rest(tag: str, body: str, right: str) -> None:
    article = story(tag, body, headline="Dam")
    (finding,) = found(article, "mixed-digits")
    assert mended(article, finding).body == right


@pytest.mark.parametrize(
    ("tag", "body"),
    [
        *(("en", "From 10 to 20, 1,200 in all."), ("en", "See `٥` and 3."), ("en", "No figure at all.")),
        *(
            ("ckb", "فڕۆکەی F-16 و ٣ فڕۆکەوان."),
            ("ckb", "تۆڕی 5G لە ٣ شار."),
            ("ckb", "١٢٠٠ دینار. پەیوەندی: 0750 123 4567، ئایفۆن 15 و Boeing 737."),
            ("ckb", "پەیوەندی: ‎+964 750 123 4567 یان 07501234567 یان 964-750-123-4567، ٣ کەس."),
            ("ckb", "iPhone 15 بە ١٢٠٠ دۆلار، بۆینگ 737 و کۆدی 00412."),
            ("ckb", "1. ئاو\n2. نان\n\n٣ کەس"),
            ("ckb", "[لێرە](https://a.example/12) ٣ کەس."),
        ),
        *(
            ("ar", "مرض COVID-19 و٣ أشخاص."),
            ("ar", "آيفون 15 بألف و٢٠٠ دينار، هاتف 07701234567."),
            ("ar", "٢٥ و ٢٦."),
            ("ar", "25 و 26."),
        ),
    ],
)
def test_digits_that_go_with_latin_words_or_stand_alone_stay(tag: str, body: str) -> None:
    assert not found(story(tag, body), "mixed-digits")

"""Weekdays that do not fit their date."""

from __future__ import annotations

from datetime import date

import pytest

from desk.article.model import Dateline
from tests.checks.cases import found, mended, story

WRONG = [
    ("en", "They met on Monday, March 3, 2026.", "They met on Tuesday, March 3, 2026."),
    ("en", "They met on Friday, 6 February 2025.", "They met on Thursday, 6 February 2025."),
    ("en", "They meet on Wednesday, March 5.", "They meet on Thursday, March 5."),
    ("en", "They met on March 3 (Sunday).", "They met on March 3 (Tuesday)."),
    ("en", "On Sunday, the 1st of January, 2024, it rained.", "On Monday, the 1st of January, 2024, it rained."),
    ("en", "They met on Monday, December 30.", "They met on Tuesday, December 30."),
    ("ckb", "ڕۆژی دووشەممە، ٣ی ئازاری ٢٠٢٦ کۆبوونەوە.", "ڕۆژی سێشەممە، ٣ی ئازاری ٢٠٢٦ کۆبوونەوە."),
    ("ckb", "شەممەی ٥ی ئازار کۆدەبنەوە.", "پێنجشەممەی ٥ی ئازار کۆدەبنەوە."),
    ("ckb", "یەک شەممە ١ی کانوونی دووەمی ٢٠٢٤ بوو.", "دووشەممە ١ی کانوونی دووەمی ٢٠٢٤ بوو."),
    ("ar", "اجتمعوا يوم الاثنين ٣ آذار ٢٠٢٦.", "اجتمعوا يوم الثلاثاء ٣ آذار ٢٠٢٦."),
    ("ar", "يوم الجمعة الموافق 5 مارس 2026", "يوم الخميس الموافق 5 مارس 2026"),
    ("ar", "اجتمعوا الثلاثاء ٣ آذار والسبت ٤ آذار.", "اجتمعوا الثلاثاء ٣ آذار والأربعاء ٤ آذار."),
    ("ar", "السبت، ١ كانون الثاني ٢٠٢٤ كان باردا.", "الاثنين، ١ كانون الثاني ٢٠٢٤ كان باردا."),
]
RIGHT = [
    ("en", "They met on Tuesday, March 3, 2026."),
    ("en", "They met on Tuesday, March 3, and go on."),
    ("en", "They meet Tuesday to Thursday, March 3-5, in Erbil."),
    ("en", "They meet on Sunday and Monday, March 1–2."),
    ("en", "On Tuesday and Wednesday, March 3 and 4, they met; on Monday and Tuesday (March 2 and 3) too."),
    ("ckb", "دووشەممە و سێشەممە، ٢ و ٣ی ئازار، کۆبوونەوە."),
    ("ckb", "لە ڕۆژانی شەممە و یەکشەممە ٧ تا ٨ی ئازار پشووە."),
    ("ar", "من الأحد إلى الثلاثاء، 1-3 آذار، اجتمعوا."),
    ("ar", "يومي الاثنين والثلاثاء ٢ و٣ آذار اجتمعوا."),
    ("en", "They met on Monday. March 3 is a holiday."),
    ("en", "On Sunday 12 people may march to the dam."),
    ("en", "They met on Wednesday, December 31, and on Thursday, January 1."),
    ("en", "The Sunday Times of March 3, 2026, and Monday, February 30."),
    ("ckb", "ڕۆژی سێشەممە، ٣ی ئازاری ٢٠٢٦ کۆبوونەوە."),
    ("ckb", "ڕۆژی دووشەممە ١٢ کەس هاتن."),
    ("ckb", "پێنجشەممەی ٥ی ئازار کۆدەبنەوە."),
    ("ar", "اجتمعوا يوم الثلاثاء ٣ آذار ٢٠٢٦."),
    ("ar", "يوم الخميس الموافق 5 مارس 2026"),
    ("ar", "يوم الأحد ١٢ شخصا. ٣ آذار عطلة."),
]


@pytest.mark.parametrize(("tag", "body", "right"), WRONG)
def test_a_weekday_that_does_not_fit_its_date_is_found_and_put_right(tag: str, body: str, right: str) -> None:
    article = story(tag, body)
    (finding,) = found(article, "wrong-weekday")
    assert not finding.blocks
    assert mended(article, finding).body == right


@pytest.mark.parametrize(("tag", "body"), RIGHT)
def test_one_that_fits_or_has_no_date_is_not_spoken_of(tag: str, body: str) -> None:
    assert not found(story(tag, body), "wrong-weekday")


def test_without_year_and_dateline_no_day_is_known() -> None:
    body = "They met on Monday, March 3."
    assert found(story("en", body), "wrong-weekday")
    assert not found(story("en", body, dateline=Dateline("ERBIL", "DESK")), "wrong-weekday")


def test_the_year_is_the_one_that_is_nearest_to_the_dateline() -> None:
    article = story("en", "On Wednesday, December 31, they met.", dateline=Dateline("ERBIL", "DESK", date(2026, 1, 2)))
    assert not found(article, "wrong-weekday")

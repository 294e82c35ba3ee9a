"""Weekdays that do not fit their date, and days that no calendar has."""

from __future__ import annotations

from datetime import date

import pytest

from desk.article.model import Dateline
from tests.checks.cases import found, mended, story, written

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
    (
        "en",
        "The deal was signed on March 3, a Friday, in Erbil.",
        "The deal was signed on March 3, a Tuesday, in Erbil.",
    ),
    ("en", "It began on March 3 on a Friday.", "It began on March 3 on a Tuesday."),
    ("en", "On Friday, 2026-03-03, it opened.", "On Tuesday, 2026-03-03, it opened."),
    ("en", "On Monday, 3/4/2026, it opened.", "On Wednesday, 3/4/2026, it opened."),
    ("en", "Polls open Wed., Mar. 3 at 7 a.m.", "Polls open Tue., Mar. 3 at 7 a.m."),
    ("en", "He left Sat., March 6.", "He left Fri., March 6."),
    ("ckb", "لە ٣/٣/٢٠٢٦ ڕۆژی دووشەممە دەستیان پێکرد.", "لە ٣/٣/٢٠٢٦ ڕۆژی سێشەممە دەستیان پێکرد."),
    ("ckb", "یەکشەممە (٣-٣-٢٠٢٦) بارانێکی زۆر باری.", "سێشەممە (٣-٣-٢٠٢٦) بارانێکی زۆر باری."),
    ("ckb", "ئەمڕۆ دووشەممە ٢٠٢٦/٣/٣ کۆبوونەوە.", "ئەمڕۆ سێشەممە ٢٠٢٦/٣/٣ کۆبوونەوە."),
    ("ckb", "ڕۆژی پێنجشەممە ٣ی ٣ی ٢٠٢٦ کرایەوە.", "ڕۆژی سێشەممە ٣ی ٣ی ٢٠٢٦ کرایەوە."),
    ("ckb", "لە ٣ی ئازار، ڕۆژی دووشەممە، کۆبوونەوە.", "لە ٣ی ئازار، ڕۆژی سێشەممە، کۆبوونەوە."),
    ("ar", "يوم الاثنين الموافق 3/3/2026 افتتح السد.", "يوم الثلاثاء الموافق 3/3/2026 افتتح السد."),
    ("ar", "افتتح السد يوم الاثنين، 3/3/2026.", "افتتح السد يوم الثلاثاء، 3/3/2026."),
    ("ar", "يوم الإثنين، الثالث من آذار، افتتح السد.", "يوم الثلاثاء، الثالث من آذار، افتتح السد."),
    ("ar", "الأحد، الحادي والثلاثين من آذار", "الثلاثاء، الحادي والثلاثين من آذار"),
    ("ar", "افتتح في الثالث من آذار، يوم الاثنين.", "افتتح في الثالث من آذار، يوم الثلاثاء."),
]
RIGHT = [
    ("en", "On Monday, the March 3 Movement said it would march."),
    ("en", "Talks on March 3, a Tuesday, went well; on Tuesday, 3/3/2026, and on Friday, 3/4/2026, too."),
    ("en", "It was in The Sun, March 3, 2026. He sat March 6 through; they wed March 3."),
    ("en", "After March 3, Monday’s talks were put off."),
    ("en", "On Monday 12/3/4 was the score."),
    ("en", "From Monday, 2/3/2026 – 4/3/2026, they met."),
    ("ckb", "لە ٣/٣/٢٠٢٦ ڕۆژی سێشەممە دەستیان پێکرد."),
    ("ckb", "دوای ٣ی ئازار، ڕۆژی دووشەممەی داهاتوو کۆدەبنەوە."),
    ("ckb", "لەبارەی ڕووداوی ٣ی ئازار ڕۆژی دووشەممە کۆبوونەوە."),
    ("ckb", "کۆبوونەوەی ٣ی ئازار، ڕۆژی پێنجشەممە ٥ی ئازار کۆتایی دێت."),
    ("ar", "يوم الثلاثاء الموافق 3/3/2026 افتتح السد."),
    ("ar", "يعقد في الثلاثاء الأول من نيسان كل عام."),
    ("ar", "بعد 3 آذار، يوم الجمعة الماضي، عادوا."),
    ("ar", "يوم الثلاثاء ٣ آذار/مارس ٢٠٢٦ هطل المطر."),
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
    ("en", "The Sunday Times of March 3, 2026."),
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


@pytest.mark.parametrize(
    ("tag", "body", "day"),
    [
        ("en", "It falls on Tuesday, Feb. 30.", "Feb. 30"),
        ("en", "They meet on February 30 in Erbil.", "February 30"),
        ("en", "They met in Erbil. April 31, 2026, was wet.", "April 31, 2026"),
        ("en", "On Monday, February 29, 2026, it rained.", "February 29, 2026"),
        ("ckb", "لە ٣٠ی شوبات کۆدەبنەوە.", "٣٠ی شوبات"),
        ("ckb", "ڕۆژی دووشەممە ٣١ی نیسان", "٣١ی نیسان"),
        ("ar", "اجتمعوا في 30 شباط في أربيل.", "30 شباط"),
        ("ar", "يوم الاثنين 31 نيسان 2026", "31 نيسان 2026"),
    ],
)
def test_a_day_that_no_calendar_has_is_found(tag: str, body: str, day: str) -> None:
    article = story(tag, body)
    (finding,) = found(article, "no-such-day")
    assert written(article, finding) == day
    assert not finding.blocks


@pytest.mark.parametrize(
    ("tag", "body"),
    [
        *(
            ("en", "In February 30 people died, and in April 31."),
            ("en", "On March 31 and August 31, 2026, it snowed."),
        ),
        *(("en", "They may 31 times refuse. On February 29, 2024, they did."), ("en", "Feb. 2030 is far.")),
        *(("ckb", "لە ٣١ی ئازار و ٣٠ی نیسان."), ("ckb", "لە شوبات ٣٠ کەس هاتن."), ("ckb", "٣٠ی کەسەکان")),
        *(("ar", "في 31 آذار و30 نيسان."), ("ar", "قتل في شباط 30 شخصا."), ("ar", "٣١ شخصا")),
    ],
)
def test_a_day_that_there_is_or_a_number_beside_a_month_is_not(tag: str, body: str) -> None:
    assert not found(story(tag, body), "no-such-day")

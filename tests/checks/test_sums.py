"""Totals and percentages that do not add up where the story itself states them."""

from __future__ import annotations

import pytest

from tests.checks.cases import found, story, written

WRONG_TOTALS = [
    ("en", "They held 3 men and 4 women, 8 people in all.", "8"),
    ("en", "Eight people — three men and four women — were held.", "Eight"),
    ("en", "The bus carried 10 men, 12 women and 5 children, a total of 30 passengers.", "30"),
    ("en", "The police held 2 boys and 2 girls, altogether five persons.", "five"),
    ("en", "12 people were killed: 7 men and 4 women.", "12"),
    ("en", "Twelve people, seven men and four women, were killed.", "Twelve"),
    ("en", "The dead are 3 soldiers and 4 civilians, 8 people in all.", "8"),
    ("ckb", "١٢ کەس کوژران: ٧ پیاو و ٤ ژن.", "١٢"),
    ("ckb", "٩ کەس، ٤ سەرباز و ٤ مەدەنی.", "٩"),
    ("ar", "قتل ١٢ شخصا، سبعة رجال وأربع نساء.", "١٢"),
    ("ar", "قتل ٩ أشخاص: ٤ جنود و٤ مدنيين.", "٩"),
    ("ckb", "سێ پیاو و چوار ژن، بە گشتی هەشت کەس بوون.", "هەشت"),
    ("ckb", "٨ کەس: ٣ پیاو و ٤ ژن.", "٨"),
    ("ckb", "١٠ پیاو و ١٢ ژن و ٥ منداڵ، کۆی گشتی ٣٠ کەس.", "٣٠"),
    ("ar", "ثلاثة رجال وأربع نساء، أي ما مجموعه ثمانية أشخاص.", "ثمانية"),
    ("ar", "٨ أشخاص: ٣ رجال و٤ نساء.", "٨"),
    ("ar", "10 رجال و 12 امرأة و 5 أطفال، إجمالي 30 شخصا.", "30"),
]
RIGHT_TOTALS = [
    ("en", "They held 3 men and 4 women, 7 people in all."),
    ("en", "12 people were killed: 7 men and 5 women."),
    ("en", "10 people were held: 7 women and 5 soldiers."),
    ("en", "8 people were hurt near the dam: 3 men and 4 women fled."),
    ("en", "He met 12 people, 3 men and 4 women went on."),
    ("ckb", "١١ کەس کوژران: ٧ پیاو و ٤ ژن."),
    ("ar", "قتل ١١ شخصا، سبعة رجال وأربع نساء."),
    ("en", "Eight people, including three men and four women, were held."),
    ("en", "Eight people were held after 3 men and 4 women had died."),
    ("en", "They held 3 men and 4 women. Eight people were freed."),
    ("en", "At least 8 people, 3 men and 4 women, were held."),
    ("en", "They held 3 men and 4 women besides a child, 8 people in all."),
    ("ckb", "٣ پیاو و ٤ ژن جگە لە منداڵێک، بە گشتی ٨ کەس."),
    ("ar", "٣ رجال و٤ نساء عدا طفل، المجموع ٨ أشخاص."),
    ("ckb", "سێ پیاو و چوار ژن، بە گشتی حەوت کەس بوون."),
    ("ckb", "٨ کەس، لەوانە ٣ پیاو و ٤ ژن."),
    ("ckb", "٣ پیاو و ٤ ژن هاتن. ٨ کەس ڕۆیشتن."),
    ("ar", "ثلاثة رجال وأربع نساء، أي ما مجموعه سبعة أشخاص."),
    ("ar", "٨ أشخاص بينهم ٣ رجال و٤ نساء."),
    ("ar", "٣ رجال و٤ نساء. قتل ٨ أشخاص."),
]


@pytest.mark.parametrize(("tag", "body", "total"), WRONG_TOTALS)
def test_parts_that_do_not_make_their_total_are_found(tag: str, body: str, total: str) -> None:
    article = story(tag, body)
    (finding,) = found(article, "wrong-total")
    assert written(article, finding) == total
    assert not finding.blocks


@pytest.mark.parametrize(("tag", "body"), RIGHT_TOTALS)
def test_parts_that_make_it_or_are_only_some_of_it_are_not(tag: str, body: str) -> None:
    assert not found(story(tag, body), "wrong-total")


WRONG_SHARES = [
    ("en", "The poll: 30% yes, 50% no, 30% undecided."),
    ("en", "Some 40 percent approve, 45 percent disapprove and 25 percent are unsure."),
    ("en", "It was 30% for, 40% against, and the rest, 20%, abstained."),
    ("ckb", "٣٠٪ بەڵێ، ٥٠٪ نەخێر، ٣٠٪ بێلایەن."),
    ("ckb", "لە سەدا ٤٠ لەگەڵ، لە سەدا ٤٥ دژ، لە سەدا ٢٥ بێلایەن بوون."),
    ("ckb", "٦٠٪ بەڵێ، ٣٥٪ نەخێر و ١٥٪ بێلایەنن."),
    ("ar", "٣٠٪ نعم، ٥٠٪ لا، ٣٠٪ مترددون."),
    ("ar", "40% مؤيدون و 45% معارضون و 25% محايدون."),
    ("ar", "قال 60 بالمئة نعم و 35 بالمئة لا و 15 بالمئة الباقي."),
]
RIGHT_SHARES = [
    ("en", "The poll: 30% yes, 50% no, 20% undecided."),
    ("en", "Of the homes 80% have a phone, 60% a car and 50% a garden."),
    ("en", "Yes rose from 30% to 50% as no fell to 45%."),
    ("en", "It was 33.3% yes, 33.3% no, 33.3% undecided."),
    ("ckb", "٣٠٪ بەڵێ، ٥٠٪ نەخێر، ٢٠٪ بێلایەن."),
    ("ckb", "٨٠٪ تەلەفۆن و ٦٠٪ ئۆتۆمبێل و ٥٠٪ باخچە."),
    ("ckb", "٣٠٪ بەڵێ، ٣٠٪ نەخێر."),
    ("ar", "٣٠٪ نعم، ٥٠٪ لا، ٢٠٪ مترددون."),
    ("ar", "80% هاتف و 60% سيارة و 50% حديقة."),
    ("ar", "30% نعم، 80% لا."),
]


@pytest.mark.parametrize(("tag", "body"), WRONG_SHARES)
def test_answers_that_are_no_hundred_are_found(tag: str, body: str) -> None:
    (finding,) = found(story(tag, body), "wrong-shares")
    assert not finding.blocks


@pytest.mark.parametrize(("tag", "body"), RIGHT_SHARES)
def test_answers_that_are_a_hundred_or_do_not_shut_each_other_out_are_not(tag: str, body: str) -> None:
    assert not found(story(tag, body), "wrong-shares")

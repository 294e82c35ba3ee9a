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
    ("en", "13 people were killed: 7 men, 3 women and 2 children.", "13"),
    ("en", "The blast killed 12 people, 7 men, 3 women and 3 children.", "12"),
    ("en", "12 people were killed, 7 men, 3 women and 3 children.", "12"),
    ("en", "The dead, 12 in all, are five men, four women and two children.", "12"),
    ("ckb", "١٢ کەس کوژران: ٧ پیاو، ٣ ژن و ٣ منداڵ.", "١٢"),
    ("ckb", "١٢ کەس کوژران، ٧ پیاو، ٣ ژن و ٣ منداڵ.", "١٢"),
    ("ar", "قتل ١٢ شخصا، ٧ رجال و٣ نساء و٣ أطفال.", "١٢"),
    ("ar", "١٢ شخصا قتلوا، ٧ رجال و٣ نساء و٣ أطفال.", "١٢"),
    ("en", "Of the 100 seats, the party won 60 and the opposition 50.", "100"),
    ("en", "Of 20 members, 12 voted for, 6 against and 3 abstained.", "20"),
    ("ckb", "لە ١٠٠ کورسی، پارتەکە ٦٠ و ئۆپۆزسیۆن ٥٠ کورسیی بردەوە.", "١٠٠"),
    ("ar", "من أصل ٢٠ عضوا صوت ١٢ مع و٦ ضد وامتنع ٣.", "٢٠"),
    ("en", "He spent $4 million on roads and $5 million on schools, a total of $10 million.", "10 million"),
    ("en", "Exports were $4 million and imports $5 million, $10 million in all.", "10 million"),
    ("en", "The party won 60 seats and its rival 50, a total of 120.", "120"),
    ("ckb", "٤ ملیۆن دۆلار بۆ ڕێگا و ٥ ملیۆن دۆلار بۆ قوتابخانە، بە گشتی ١٠ ملیۆن دۆلار.", "١٠ ملیۆن"),
    ("ar", "٤ ملايين دولار للطرق و٥ ملايين دولار للمدارس، ما مجموعه ١٠ ملايين دولار.", "١٠ ملايين"),
]
RIGHT_TOTALS = [
    ("en", "12 people were killed, 7 men, 3 women and 2 children."),
    ("en", "12 people were killed, 7 men and 3 women were hurt."),
    ("ckb", "١٢ کەس کوژران، ٧ پیاو، ٣ ژن و ٢ منداڵ."),
    ("ckb", "١٢ کەس کوژران، ٧ پیاو و ٣ ژن بریندار بوون."),
    ("en", "Of the 100 seats, the party won 60 and the opposition 40."),
    ("en", "Of the 100 seats, the party won 60, 50 more than in 2022."),
    ("en", "Of 20 members, 15 were women and 12 were new."),
    ("en", "Of 20 members, 12 voted for, 6 against and 2 abstained."),
    ("en", "Of the 100 seats, the party won 60 in March and 70 in June, up from 50."),
    ("ckb", "لە ١٠٠ کورسی، پارتەکە ٦٠ و ئۆپۆزسیۆن ٤٠ی بردەوە."),
    ("ar", "من أصل ٢٠ عضوا صوت ١٢ مع و٦ ضد وامتنع ٢."),
    ("en", "He spent $4 million on roads and $5 million on schools, a total of $9 million."),
    ("en", "It was $4.3 million and $5.4 million, a total of $9.8 million."),
    ("en", "It rose from $4 million to $5 million, a total of $10 million in three years."),
    ("en", "He spent $4 million in 2024 and $5 million in 2025, a total of $10 million with interest."),
    ("en", "The party won 60 seats in 18 provinces, a total of 60."),
    ("en", "It was 40 percent in Erbil and 50 percent in Duhok, 45 percent in all."),
    ("en", "It was 30 percent of men and 40 percent of women, 40 percent in all."),
    ("en", "He spent $4 million in all for roads, $5 million for schools and $6 million for wells."),
    ("ckb", "٤ ملیۆن دۆلار و ٥ ملیۆن دۆلار، بە گشتی ٩ ملیۆن دۆلار."),
    ("ar", "٤ ملايين دولار و٥ ملايين دولار، ما مجموعه ٩ ملايين دولار."),
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
    ("en", "The vote was 51.2 percent to 49.8 percent."),
    ("en", "He won by 51.2% to 49.8%, the council said."),
    ("ckb", "هەڵبژاردنەکەی بە ٥١٫٢٪ بەرامبەر ٤٩٫٨٪ بردەوە."),
    ("ar", "فاز في الانتخابات بنسبة 51.2% مقابل 49.8%."),
]
RIGHT_SHARES = [
    ("en", "The vote was 50.2 percent to 49.8 percent."),
    ("en", "Turnout in the vote rose from 51.2 percent to 59.8 percent."),
    ("en", "The price went from 51.2 percent to 49.8 percent."),
    ("en", "The vote took 60 to 70 percent of his time."),
    ("ckb", "هەڵبژاردنەکەی بە ٥٠٫٢٪ بەرامبەر ٤٩٫٨٪ بردەوە."),
    ("ar", "فاز في الانتخابات بنسبة 50.2% مقابل 49.8%."),
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

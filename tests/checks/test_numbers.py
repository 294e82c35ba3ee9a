"""Numbers of the headline that the story lacks, and how numbers are read."""

from __future__ import annotations

import pytest

from desk.checks.numerals import numbers_in, value_of
from desk.checks.prose import prose_of
from tests.checks.cases import found, story, written

LACKING = [
    ("en", "Five killed in Erbil", "Four people died on Monday.", "Five"),
    ("en", "Dam holds 1,200 tons", "It holds 12,000 tons.", "1,200"),
    ("en", "Fire destroys 30 shops", "Some shops burned, 13 of them new.", "30"),
    ("en", "Budget grows by 12%", "It grew by 21 percent.", "12%"),
    ("en", "Twenty-one hurt", "Twenty-two were hurt.", "Twenty-one"),
    ("en", "Oil falls to $70", "Oil fell to $75.98 a barrel.", "70"),
    ("en", "Prices up 7%", "Prices rose 8 percent.", "7%"),
    ("en", "Oil up 20%", "Oil rose 24 percent.", "20%"),
    ("en", "Turnout under 45 percent", "Turnout was 52 percent.", "45"),
    ("en", "Over 120 killed", "Police said 96 people died.", "120"),
    ("en", "At least 120 killed", "Police said 96 people died.", "120"),
    ("en", "Up to 40 feared dead", "Some 52 are missing.", "40"),
    ("en", "Nearly 100 held", "They held 75 men.", "100"),
    ("en", "1,234 killed in quake", "The quake killed 1,243 people.", "1,234"),
    ("en", "2,024 killed in quake", "The quake killed 2,042 people.", "2,024"),
    ("en", "2,026 killed in quake", "The quake killed 2,062 people.", "2,026"),
    ("en", "Budget grows to $1.2bn", "It was 1.3 billion dollars.", "1.2bn"),
    ("en", "Row over wells leaves 12 dead", "The row left 14 dead.", "12"),
    ("en", "Three held after fire", "A man and a woman were held.", "Three"),
    ("en", "Two held after fire", "A dam and a road were closed.", "Two"),
    ("ar", "مقتل أكثر من 120 شخصا", "قتل 96 شخصا.", "120"),
    ("ar", "مقتل 2024 شخصا", "قتل 2042 شخصا في الزلزال.", "2024"),
    ("ar", "أقل من ٤٥ بالمئة صوتوا", "صوت ٥٢ بالمئة.", "٤٥"),
    ("ckb", "زیاتر لە ١٢٠ کەس کوژران", "٩٦ کەس کوژران.", "١٢٠"),
    ("ckb", "کەمتر لە ٤٥ کەس هاتن", "٥٢ کەس هاتن.", "٤٥"),
    ("ckb", "لای کەم ١٢٠ کەس کوژران", "٩٦ کەس کوژران.", "١٢٠"),
    ("ar", "مقتل ما لا يقل عن ١٢٠ شخصا", "قتل ٩٦ شخصا.", "١٢٠"),
    ("ar", "حضور ما لا يزيد عن ٤٥ نائبا", "حضر ٥٢ نائبا.", "٤٥"),
    ("ckb", "١٬٢٣٤ کەس کوژران", "١٬٢٤٣ کەس کوژران.", "١٬٢٣٤"),
    ("ckb", "٥ کەس لە هەولێر کوژران", "چوار کەس لە هەولێر کوژران.", "٥"),
    ("ckb", "پێنج کەس کوژران", "شەش کەس کوژران.", "پێنج"),
    ("ckb", "١٬٢٠٠ تۆن گەنم", "هەموو ١٢٬٠٠٠ تۆن بوو.", "١٬٢٠٠"),
    ("ar", "مقتل ٥ أشخاص في أربيل", "قتل أربعة أشخاص.", "٥"),
    ("ar", "مقتل خمسة أشخاص", "قتل ستة أشخاص.", "خمسة"),
    ("ar", "حصاد ٣٠ طنا", "حصدوا ١٣ طنا.", "٣٠"),
]
TOLD = [
    ("en", "Five killed in Erbil", "The police said 5 people died."),
    ("en", "5 killed in Erbil", "The police said that five people died."),
    ("en", "Dam holds 1.2 million tons", "It holds 1,200,000 tons."),
    ("en", "Over 1,000 march", "The police counted 1,204 people."),
    ("en", "Over 120 killed", "The police counted 131 dead."),
    ("en", "Turnout below 45%", "Turnout was 42 percent."),
    ("en", "Nearly 100 held", "They held 93 men."),
    ("en", "About 100 held", "They held 106 men."),
    ("en", "120 or more killed", "The police counted 131 dead."),
    ("en", "100+ killed", "The police counted 104 dead."),
    ("en", "Prices up 7%", "Prices rose 7.2 percent."),
    ("en", "20,000 march in Erbil", "The police counted 20,400 people."),
    ("en", "Budget grows to $1.2bn", "It was 1.24 billion dollars."),
    ("en", "Two held after fire", "A man and a young woman were held."),
    ("en", "Three held after fire", "One man, a teacher and his wife were held."),
    ("ckb", "دوو کەس گیران", "پیاوێک و ژنێک گیران."),
    ("ckb", "حکوومەت مووچەی مانگی سێ دابەش دەکات", "مووچە دابەش دەکرێت."),
    ("ckb", "زیاتر لە ١٢٠ کەس کوژران", "١٣١ کەس کوژران."),
    ("ar", "مقتل ٣ أشخاص", "قتل رجل وامرأة وطفل."),
    ("ar", "مقتل ما لا يقل عن ١٢٠ شخصا", "قتل ١٣١ شخصا."),
    ("ar", "حضور ما يزيد عن ٤٥ نائبا", "حضر ٥٢ نائبا."),
    ("ckb", "لای کەم ١٢٠ کەس کوژران", "١٣١ کەس کوژران."),
    ("ar", "مقتل ١٢٠ شخصا على الأقل", "قتل ١٢٦ شخصا."),
    ("en", "COVID-19, an F-16 and the G7 in 2026", "It was a long week."),
    ("en", "One man and 21 goats", "He had twenty-one of them."),
    ("en", "Two ministers meet", "Both ministers met."),
    ("en", "Oil falls below $70", "Oil fell to $69.98 a barrel."),
    ("en", "Two-thirds back the deal", "About 66 percent back it."),
    ("en", "Top 10 goals of the season", "These are the goals."),
    ("en", "A star of the 80s dies", "He was a star of the 1980s."),
    ("ckb", "نرخی نەوت گەیشتە ٧٠ دۆلار", "نەوت گەیشتە ٧٠٫٢ دۆلار."),
    ("ar", "ارتفاع النفط إلى 70 دولارا", "بلغ سعر البرميل 70.02 دولارا."),
    ("en", "Half of 300 homes burn, 50% lost", "Of three hundred homes half are gone."),
    ("en", "Three things to know about the dam", "It is old."),
    ("en", "5th Army moves 1.5 km", "It moved 1.5km, 5m of it upwards."),
    ("en", "Wave 5m high", "It was 5 metres high."),
    ("en", "Firm loses $2.3bn", "It lost $2.3 billion."),
    ("en", "The 9/11 attacks", "They were long ago."),
    ("ckb", "٥ کەس کوژران", "پێنج کەس کوژران."),
    ("ckb", "پێنج هۆکار بۆ کۆچ", "کۆچ زۆرە."),
    ("ckb", "بیست و پێنج کەس", "ژمارەیان ٢٥ کەسە."),
    ("ckb", "نزیکەی ١٠٠٠ کەس", "ژمارەیان ١٬٠٥٠ کەسە."),
    ("ar", "مقتل ٥ أشخاص", "قتل خمسة أشخاص."),
    ("ar", "مقتل خمسة وعشرين شخصا", "عددهم 25 شخصا."),
    ("ar", "السد يفقد ثلثي مائه", "خفض عام جاف منسوب الخزان."),
    ("ar", "أكثر من ٣٠٠ عائلة", "عددها ٣١٢ عائلة."),
]


@pytest.mark.parametrize(("tag", "headline", "body", "number"), LACKING)
def test_a_number_of_the_headline_that_the_story_lacks_is_found(
    tag: str, headline: str, body: str, number: str
) -> None:
    article = story(tag, body, headline=headline)
    (finding,) = found(article, "headline-number")
    assert written(article, finding) == number
    assert not finding.blocks


@pytest.mark.parametrize(("tag", "headline", "body"), TOLD)
def test_a_number_may_be_told_in_other_words(tag: str, headline: str, body: str) -> None:
    assert not found(story(tag, body, headline=headline), "headline-number")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("twenty-one men and 3 women", [21, 3]),
        ("two hundred and ten, then ten", [210, 10]),
        ("1.2 million and $5bn", [1_200_000, 5_000_000_000]),
        ("3.5 and 1,200.50 and ١٬٢٠٠٫٥", [3.5, 1200.5, 1200.5]),
        ("five and six", [5, 6]),
        ("three hundred thousand", [300_000]),
        ("بیست و پێنج", [25]),
        ("سێ سەد و دە", [310]),
        ("خمسة وعشرين", [25]),
        ("ثلاثة آلاف", [3000]),
        ("أحد عشر", [11]),
        ("at 10:30 an F-16 and COVID-19", []),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, values: list[float]) -> None:
    (prose,) = (prose for prose in prose_of(story("en", text)) if prose.place == "body")
    assert [number.value for number in numbers_in(prose)] == values


def test_what_is_no_number_has_no_value() -> None:
    assert value_of("1.2.3") is None
    assert value_of("1,200,") == 1200

"""Numbers of the headline that the story lacks, digits of two scripts in one text, and how numbers are read."""

from __future__ import annotations

import pytest

from desk.checks.numerals import numbers_in, value_of
from desk.checks.prose import prose_of
from tests.checks.cases import found, mended, story, written

LACKING = [
    ("en", "Five killed in Erbil", "Four people died on Monday.", "Five"),
    ("en", "Dam holds 1,200 tons", "It holds 12,000 tons.", "1,200"),
    ("en", "Fire destroys 30 shops", "Some shops burned, 13 of them new.", "30"),
    ("en", "Budget grows by 12%", "It grew by 21 percent.", "12%"),
    ("en", "Twenty-one hurt", "Twenty-two were hurt.", "Twenty-one"),
    ("en", "Oil falls to $70", "Oil fell to $75.98 a barrel.", "70"),
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


MIXED = [
    ("en", "It has 3 gates and 12 men, ٥ of them old.", "It has 3 gates and 12 men, 5 of them old."),
    ("en", "Rooms 1, 2 and ۳.", "Rooms 1, 2 and 3."),
    ("en", "From 10 to 20, ١٬٢٠٠ in all.", "From 10 to 20, 1,200 in all."),
    ("ckb", "٣ دەروازە و ١٢ پیاو و 5 ژن.", "٣ دەروازە و ١٢ پیاو و ٥ ژن."),
    ("ckb", "لە ٢٠٢٥ تا 2026 و ١٠ ڕۆژ.", "لە ٢٠٢٥ تا ٢٠٢٦ و ١٠ ڕۆژ."),
    ("ckb", "٤ و ٥ و ۶ کەس.", "٤ و ٥ و ٦ کەس."),
    ("ar", "٣ أبواب و١٢ رجلا و 5 نساء.", "٣ أبواب و١٢ رجلا و ٥ نساء."),
    ("ar", "من 10 إلى 20 ثم ٣٠.", "من 10 إلى 20 ثم 30."),
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
            ("ckb", "1. ئاو\n2. نان\n\n٣ کەس"),
            ("ckb", "[لێرە](https://a.example/12) ٣ کەس."),
        ),
        *(("ar", "مرض COVID-19 و٣ أشخاص."), ("ar", "٢٥ و ٢٦."), ("ar", "25 و 26.")),
    ],
)
def test_digits_that_go_with_latin_words_or_stand_alone_stay(tag: str, body: str) -> None:
    assert not found(story(tag, body), "mixed-digits")


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

"""Hidden marks, Arabic letters in Sorani and doubled words: what is caught, what only looks like it, what mends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import a_photo, a_story
from tests.checks.cases import found, mended, story, written

DOUBLED = [
    ("en", "He saw the the dam.", "He saw the dam."),
    ("en", "The talks were held in in Erbil.", "The talks were held in Erbil."),
    ("en", "He saw the the numbers.", "He saw the numbers."),
    ("en", "Give it to to him.", "Give it to him."),
    ("en", "The plane dived in in an arc.", "The plane dived in an arc."),
    ("en", "They spoke of water Water and grain.", "They spoke of water and grain."),
    ("en", "The end of the\nthe line.", "The end of the line."),
    ("en", "The The dam stands.", "The dam stands."),
    ("ckb", "ئەوان لە لە هەولێر کۆبوونەوە.", "ئەوان لە هەولێر کۆبوونەوە."),
    ("ckb", "گفتوگۆکان بۆ بۆ ئاو بوون.", "گفتوگۆکان بۆ ئاو بوون."),
    ("ckb", "کۆبوونەوەکە کۆبوونەوەکە درێژ بوو.", "کۆبوونەوەکە درێژ بوو."),
    ("ar", "عاد من من بغداد.", "عاد من بغداد."),
    ("ar", "اجتمعوا في في أربيل.", "اجتمعوا في أربيل."),
    ("ar", "قال الوزير الوزير إن الماء قليل.", "قال الوزير إن الماء قليل."),
]
SAID_TWICE = [
    ("en", "He had had enough."),
    ("en", "She knew that that was so, and gave her her coat."),
    ("en", "They went in in droves, and it goes on on Sundays."),
    ("en", "Tut tut, he said. Long long ago."),
    ("en", "Duran Duran played in New York, New York."),
    ("en", "It went on and on. On Tuesday it stopped."),
    ("en", "A very very long day, and 10 10 men."),
    ("en", "The `code` the dam."),
    ("en", "It is the theme the-the of theatre."),
    ("ckb", "پارچە پارچە و ورد ورد هاتن."),
    ("ckb", "هێدی هێدی ڕۆیشت، لە لەندەن بوو."),
    ("ckb", "دەستە دەستە هاتن. هاتن بۆ ئاو."),
    ("ar", "عاد رويدا رويدا، خطوة خطوة."),
    ("ar", "قال لا لا ثم نعم نعم."),
    ("ar", "جاء من منطقة بعيدة، بعيدة عن النهر."),
]


@pytest.mark.parametrize(("tag", "body", "right"), DOUBLED)
def test_a_doubled_word_is_found_and_one_of_it_taken_out(tag: str, body: str, right: str) -> None:
    article = story(tag, body)
    (finding,) = found(article, "doubled-word")
    assert not finding.blocks
    assert mended(article, finding).body == right


@pytest.mark.parametrize(("tag", "body"), SAID_TWICE)
def test_what_is_said_twice_on_purpose_stays(tag: str, body: str) -> None:
    assert not found(story(tag, body), "doubled-word")


def test_emphasis_does_not_hide_a_doubled_word() -> None:
    (finding,) = found(story("en", "He saw the **the** dam."), "doubled-word")
    assert finding.fix is None, "which of the two was to be emphasised is the writer's to say"


def test_captions_are_read_as_well() -> None:
    article = a_story(photos=(a_photo(caption="At the the dam."), a_photo(id="p2")))
    (finding,) = found(article, "doubled-word")
    assert (finding.place, finding.field, written(article, finding)) == ("photo:p1", "caption", "the the")
    assert mended(article, finding).photos[0].caption == "At the dam."


@pytest.mark.parametrize("mark", ["\u202e", "\u202a", "\u2066", "\u2069", "\u202b"])
@pytest.mark.parametrize(
    ("tag", "body"), [("en", "The {}dam{} stands."), ("ckb", "بەنداوەکە{} لێرەیە{}."), ("ar", "السد{} هنا{}.")]
)
def test_hidden_marks_of_direction_are_taken_out(tag: str, body: str, mark: str) -> None:
    article = story(tag, body.format(mark, "\u202c"))
    (finding,) = found(article, "hidden-direction")
    assert mended(article, finding).body == body.format("", "")


@pytest.mark.parametrize("field", ["correction", "kill_reason"])
def test_what_is_told_about_a_story_is_looked_at_too(field: str) -> None:
    article = replace(a_story(), **{field: "It was\u202e wrong."})
    (finding,) = found(article, "hidden-direction")
    assert finding.place == field
    assert getattr(mended(article, finding), field) == "It was wrong."


@pytest.mark.parametrize(
    ("tag", "body"),
    [
        *(("en", "\u200fSorani first"), ("en", "plain"), ("ckb", "نووسین\u200cەکان"), ("ckb", "\u200eDesk و ئێمە")),
        *(("ar", "قال \u061c2026"), ("ar", "\u200fالسد"), ("en", "👩\u200d🚒")),
    ],
)
def test_single_direction_marks_and_joiners_are_the_writers_own(tag: str, body: str) -> None:
    assert not found(story(tag, body), "hidden-direction")


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c", "\u200f\u200f"])
@pytest.mark.parametrize(
    ("tag", "body"),
    [
        ("en", "The {}dam is."),
        ("en", "The da{}m is."),
        ("ckb", "ئاو{} کەمە."),
        ("ckb", "به{}ردە"),
        ("ar", "ماء {} قليل"),
    ],
)
def test_single_marks_between_letters_of_one_direction_do_nothing(tag: str, body: str, mark: str) -> None:
    article = story(tag, body.format(mark))
    (finding,) = found(article, "hidden-direction")
    assert mended(article, finding).body == body.format("")


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u061c"])
@pytest.mark.parametrize(
    ("tag", "body"),
    [
        *(("en", "The dam{}, 3 men."), ("en", "A {}کورد B"), ("en", "C{}++ code")),
        *(("ckb", "لە {}2026 بوو."), ("ckb", "تۆڕی {}5G."), ("ckb", "«ئاو»{} (3).\n\n{}ئاو")),
        *(("ar", "قال{}: «لا»."), ("ar", "شركة {}Desk هنا"), ("ar", "+{}964")),
    ],
)
def test_single_marks_beside_figures_signs_and_other_scripts_stay(tag: str, body: str, mark: str) -> None:
    assert not found(story(tag, body.replace("{}", mark)), "hidden-direction")


ARABIC_LETTERS = [
    ("كوردستان جوانە.", "کوردستان جوانە."),
    ("ئەو لە شاري هەولێرە.", "ئەو لە شاری هەولێرە."),
    ("ئاماده بوو.", "ئامادە بوو."),
    ("كوردستان ئەوه\u200cیه.", "کوردستان ئەوەیە."),
    ("شارى سلێمانى و مدرسة.", "شاری سلێمانی و مدرسە."),
    ("ئەوه باشه به ئێمە.", "ئەوە باشە بە ئێمە."),
    ("كوردى و ناوى من.", "کوردی و ناوی من."),
    ("والي شار بالي شكاند.", "والی شار بالی شکاند."),
    ("وتی «الله أكبر» و كوردستان.", "وتی «الله أكبر» و کوردستان."),
    ("گوتی «كورد» و [كتێب](https://a.example).", "گوتی «کورد» و [کتێب](https://a.example)."),
]


@pytest.mark.parametrize(("body", "right"), ARABIC_LETTERS)
def test_arabic_letters_in_sorani_are_put_right_by_one_key(body: str, right: str) -> None:
    article = story("ckb", body)
    (finding,) = found(article, "arabic-letters")
    assert mended(article, finding).body == right


@pytest.mark.parametrize(
    ("tag", "body"),
    [
        *(
            ("ckb", "هەولێر شارێکی جوانە و گوناهی نییە."),
            ("ckb", "ئەم گوناه گەورەیە، شاه نەهات."),
            ("ckb", "`كود` بنووسە."),
        ),
        *(
            ("ckb", "وتی: «الله أكبر» و ڕۆیشت."),
            ("ckb", "ئەو ئایەتە دەڵێ ﴿كنت بنا بصيرا﴾ و تەواو."),
            ("ckb", "وتی «إن الله على كل شيء قدير» و دانیشت."),
            ("ckb", "ڕۆژنامەی [الشرق الأوسط](https://a.example) نووسی: الحكومة العراقية تؤكد ذلك."),
            ("ckb", "لە [رئيس برلمان كردستان](https://a.example) بخوێنەوە."),
            ("ckb", "گوتی والله ناڕۆم، بسم الله الرحمن الرحيم."),
        ),
        *(("ckb", "وتی: «قال الوزير في بغداد إن على الدولة أن تعمل»."), ("ar", "قال الوزير علي إن مدرسة كبيرة هنا.")),
        *(("en", "The word كوردي is Arabic."), ("fa", "این خانه کوچک است.")),
    ],
)
def test_letters_that_belong_where_they_are_stay(tag: str, body: str) -> None:
    assert not found(story(tag, body), "arabic-letters")


def test_each_text_has_a_finding_and_a_fix_of_its_own() -> None:
    article = replace(story("ckb", "كورد"), headline="كوردستان")
    assert [finding.place for finding in found(article, "arabic-letters")] == ["headline", "body"]

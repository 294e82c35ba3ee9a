"""Hidden marks, Arabic letters in Sorani and doubled words: what is caught, what only looks like it, what mends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import a_photo, a_story
from tests.checks.cases import found, mended, story, written

DOUBLED = [
    ("en", "He saw the the dam.", "He saw the dam."),
    ("en", "The talks were held in in Erbil.", "The talks were held in Erbil."),
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


ARABIC_LETTERS = [
    ("كوردستان جوانە.", "کوردستان جوانە."),
    ("ئەو لە شاري هەولێرە.", "ئەو لە شاری هەولێرە."),
    ("ئاماده بوو.", "ئامادە بوو."),
    ("كوردستان ئەوه\u200cیه.", "کوردستان ئەوەیە."),
    ("شارى سلێمانى و مدرسة.", "شاری سلێمانی و مدرسە."),
    ("ئەوه باشه به ئێمە.", "ئەوە باشە بە ئێمە."),
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
        *(("ckb", "وتی: «قال الوزير في بغداد إن على الدولة أن تعمل»."), ("ar", "قال الوزير علي إن مدرسة كبيرة هنا.")),
        *(("en", "The word كوردي is Arabic."), ("fa", "این خانه کوچک است.")),
    ],
)
def test_letters_that_belong_where_they_are_stay(tag: str, body: str) -> None:
    assert not found(story(tag, body), "arabic-letters")


def test_each_text_has_a_finding_and_a_fix_of_its_own() -> None:
    article = replace(story("ckb", "كورد"), headline="كوردستان")
    assert [finding.place for finding in found(article, "arabic-letters")] == ["headline", "body"]

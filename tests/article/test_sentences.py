"""Where sentences end: in English, Sorani and Arabic, behind abbreviations, decimals and quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.sentences import sentence_spans
from tests.builders import ARABIC, ENGLISH, SORANI


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "ended",
    [
        ["The talks ended.", "Nobody signed."],
        ["Dr. Smith met Gen. Haider.", "Both left."],
        ["He lives in the U.S.", "The rest stayed."],
        ["U.S. President J. F. Kennedy spoke at 5 p.m. Tuesday.", "It rained."],
        ["The dam holds 3.5 billion cubic metres.", "It is full."],
        ["It was built on Jan. 5 by Acme Inc. engineers.", "See p. 7."],
        ["He left in Jan.", "She stayed."],
        ["They met at 10 St. James St. in London.", "It rained."],
        ["10 J. F. Kennedy Ave. stands empty.", "Nobody lives there."],
        ["He lives at 10 Baker St.", "The house is old."],
        ["Approx. 5 km.", "The pipe is 5 m.", "Workers left."],
        ["Call Tel. 066 123.", "It rang."],
        ["“Who says?” he asked.", "“Nobody.”", "She left!"],
        ["The year was 2026.", "Then it rained."],
        ["Wait... what?", "No…", "Yes!"],
        ["1. First the dam.", "Second the road."],
        ["Visit www.example.org today.", "Or not."],
        ["اجتمع د. أحمد مع الوزير.", "هل سيأتون؟", "قال: «لن نأتي.»"],
        ["بلغت الكلفة ٣٫٥ مليون؛ لم يوافق أحد.", "انتهت المحادثات."],
        ["وصل عام 1445 هـ.", "وقال الوزير ذلك."],
        ["یہ ایک جملہ ہے۔", "یہ دوسرا ہے۔"],
        ["د. ئەحمەد گەیشتە هەولێر.", "«کێ دەڵێت؟»", "پرسیاری کرد."],
        ["نرخەکە ١٬٢٠٠ دینارە.", "هیچ کەس ڕازی نەبوو!"],
        ["Am 3. März sprach er.", "Dann ging er."],
    ],
)
def test_sentences_end_where_a_reader_hears_them_end(ended: list[str]) -> None:
    assert sentences(" ".join(ended)) == ended


@pytest.mark.parametrize("text", ["", "   ", "…", "— ."])
def test_what_has_no_word_has_no_sentence(text: str) -> None:
    assert sentences(text) == []


def test_marks_behind_the_last_sentence_are_part_of_it() -> None:
    assert sentences("He left. * * *") == ["He left. * * *"]


@given(st.text(st.sampled_from("aB1 .?!؟۔…“”«»\"')دئ\u200c\x00\x1f\n")), st.data())
def test_sentences_stand_in_order_and_hold_every_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    spans = list(sentence_spans(text, start))
    ends = [start, *(place for span in spans for place in span)]
    assert ends == sorted(ends)
    said = "".join(text[first:last] for first, last in spans)
    assert [mark for mark in said if mark.isalnum()] == [mark for mark in text[start:] if mark.isalnum()]


@given(st.lists(st.sampled_from([ENGLISH, SORANI, ARABIC]), max_size=6))
def test_sentences_of_three_languages_in_one_text_are_each_found(texts: list[str]) -> None:
    assert sentences(" ".join(texts)) == texts

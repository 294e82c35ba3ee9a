"""Paragraphs of a translation face those of its source: by order, kind and length."""

from __future__ import annotations

import pytest
from hypothesis import given

from desk.article.facing import Facing, facing, passages_of
from tests.builders import bodies

SOURCE = (
    "The ministers of both countries met in Erbil on Tuesday, after two years in which nobody spoke of the river.\n\n"
    "## The dam\n\nIt stands since 1979.\n\n![](photo:p1)\n\nFarmers downstream say that the water they get is half of "
    "what it was, and that the young people leave for the towns.\n\nNo date was set."
)
SORANI = (
    "وەزیرانی هەردوو وڵات ڕۆژی سێشەممە لە هەولێر کۆبوونەوە، دوای دوو ساڵ کە کەس باسی ڕووبارەکەی نەکردبوو.\n\n"
    "## بەنداوەکە\n\nلە ساڵی ١٩٧٩ەوە هەیە.\n\n![](photo:p1)\n\nجووتیارانی خوارووی ڕووبارەکە دەڵێن ئاوەکەیان نیوەی "
    "جاران ماوە، و گەنجان بەرەو شارەکان دەڕۆن.\n\nهیچ وادەیەک دیاری نەکرا."
)


def faced(source: str, own: str) -> list[tuple[list[str], list[str]]]:
    here, there = passages_of(source), passages_of(own)
    return [
        (
            [source[slice(*one.span)] for one in here[group.first : group.last]],
            [own[slice(*one.span)] for one in there[group.start : group.end]],
        )
        for group in facing(here, there)
    ]


@given(bodies(), bodies())
def test_every_passage_of_both_stands_in_one_group_and_in_order(source: str, own: str) -> None:
    here, there = passages_of(source), passages_of(own)
    i = j = 0
    for group in facing(here, there):
        assert (group.first, group.start) == (i, j)
        assert (group.last, group.end) > (i, j)
        i, j = group.last, group.end
    assert (i, j) == (len(here), len(there))


@given(bodies())
def test_a_text_faces_itself(body: str) -> None:
    passages = passages_of(body)
    assert facing(passages, passages) == tuple(Facing(i, i + 1, i, i + 1) for i in range(len(passages)))


@given(bodies())
def test_passages_are_the_words_of_the_body(body: str) -> None:
    found = passages_of(body)
    assert all(body[slice(*one.span)].strip() for one in found)
    between = [0, *(place for one in found for place in one.span), len(body)]
    gaps = (body[start:end] for start, end in zip(between[::2], between[1::2], strict=True))
    assert not "".join(gaps).strip()


def test_a_translation_faces_its_source_paragraph_by_paragraph() -> None:
    assert all(len(one) == len(other) == 1 for one, other in faced(SOURCE, SORANI))


@pytest.mark.parametrize("count", range(1, 6))
def test_what_is_not_yet_translated_is_the_end_of_the_source(count: int) -> None:
    begun = "\n\n".join(SORANI.split("\n\n")[:count])
    pairs = faced(SOURCE, begun)
    assert [len(own) for _source, own in pairs] == [1] * count + [0] * (6 - count)


def test_a_paragraph_that_became_two_faces_both() -> None:
    split = SORANI.replace("نیوەی جاران ماوە، و گەنجان", "نیوەی جاران ماوە.\n\nگەنجان")
    assert [(len(one), len(other)) for one, other in faced(SOURCE, split)] == [(1, 1)] * 4 + [(1, 2), (1, 1)]


def test_a_paragraph_left_out_faces_nothing_and_photos_hold_the_rest() -> None:
    paragraphs = SORANI.split("\n\n")
    shorter = "\n\n".join(paragraphs[:2] + paragraphs[3:])
    pairs = faced(SOURCE, shorter)
    assert (["It stands since 1979."], []) in pairs
    assert (["![](photo:p1)"], ["![](photo:p1)"]) in pairs


@pytest.mark.parametrize("count", range(1, 5))
def test_a_paragraph_that_was_copied_faces_its_own(count: int) -> None:
    source = "\n\n".join(f"Paragraph {n} of the source. " * (n % 3 + 1) for n in range(6))
    copied = "\n\n".join(["سەرەتا.", *source.split("\n\n")[1 : 1 + count]])
    last = [group for group in facing(passages_of(source), passages_of(copied)) if group.start < group.end][-1]
    assert (last.first, last.last, last.end) == (count, count + 1, count + 1)

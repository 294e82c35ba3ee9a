"""What changed between two texts: readable, whole, the same both ways round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.compare import Difference, Kind, compare
from desk.article.words import cut
from tests.builders import ENGLISH, ZWNJ, bodies, texts

TALKS = "The talks go on. No date was set for the next round."
LIVES = "He said 1,200 people live near the dam."
STORY = f"{ENGLISH}\n\n{TALKS}\n\n{LIVES}"


def shown(before: str, after: str) -> str:
    """Both texts as one, with [-deleted], [+inserted], [<moved from] and [>moved to]."""
    signs = {Kind.DELETED: "-", Kind.INSERTED: "+"}
    parts = []
    for one in compare(before, after):
        words = before[one.start : one.end] or after[one.after_start : one.after_end]
        sign = signs.get(one.kind, "<" if one.start < one.end else ">")
        parts.append(words if one.kind is Kind.EQUAL else f"[{sign}{words}]")
    return "".join(parts)


def followed(
    found: Sequence[Difference], before: str, after: str, start: int = 0, after_start: int = 0
) -> tuple[int, int]:
    """Go along the differences, each of which begins where the last ended; where they end in both texts."""
    for one in found:
        assert (one.start, one.after_start) == (start, after_start)
        start, after_start = one.end, one.after_end
        is_old, is_new = one.start < one.end, one.after_start < one.after_end
        assert (is_old, is_new) in _LENGTHS[one.kind]
        if one.kind is Kind.EQUAL:
            assert before[one.start : one.end] == after[one.after_start : one.after_end]
        if one.kind is Kind.MOVED and is_new:
            (source,) = (other for other in found if other.move == one.move and other.start < other.end)
            ends = followed(one.edits, before, after, source.start, one.after_start)
            assert ends == (source.end, one.after_end)
    return start, after_start


_LENGTHS = {
    Kind.EQUAL: {(True, True)},
    Kind.DELETED: {(True, False)},
    Kind.INSERTED: {(False, True)},
    Kind.MOVED: {(True, False), (False, True)},
}


def pairs() -> st.SearchStrategy[tuple[str, str]]:
    """Two texts: anything at all, or paragraphs of the same few, in any order, some with another word."""
    some = st.lists(st.sampled_from([ENGLISH, TALKS, LIVES, LIVES.replace("He", "She"), "- a b c d", "x"]), max_size=6)
    alike = some.map("\n\n".join)
    return st.tuples(texts(), texts()) | st.tuples(bodies(), bodies()) | st.tuples(alike, alike)


@given(pairs())
def test_differences_are_both_texts_whole_and_in_order(pair: tuple[str, str]) -> None:
    before, after = pair
    assert followed(compare(before, after), before, after) == (len(before), len(after))


@given(pairs())
def test_backwards_the_same_is_said_the_other_way_round(pair: tuple[str, str]) -> None:
    there, back = compare(*pair), compare(*reversed(pair))
    turned = {Kind.DELETED: Kind.INSERTED, Kind.INSERTED: Kind.DELETED}
    assert Counter(turned.get(one.kind, one.kind) for one in there) == Counter(one.kind for one in back)


@given(texts(20))
def test_the_pieces_of_a_text_joined_are_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


def test_words_are_cut_by_unicodes_rules() -> None:
    joined = f"نووسین{ZWNJ}ەکان"
    for word in (joined, "مُحَمَّد", "كتـــاب", "don’t", "1,200", "٣٫٥", "١٬٢٠٠", "12:30", "3.5%", "e\u0301t"):
        assert cut(f"({word}, {word})") == ["(", word, ",", " ", word, ")"]
    for picture in ("👩\u200d🚒", "🗳️", "\U0001f1ee\U0001f1f6", "👍🏽", "1️⃣"):
        assert cut(f"a {picture}{picture}.") == ["a", " ", picture, picture, "."]


def test_marks_of_markdown_are_pieces_and_addresses_are_whole() -> None:
    assert cut("**bold** [dam](https://a.example/b-c)") == [
        *("**", "bold", "**", " ", "[", "dam", "]", "(", "https://a.example/b-c", ")")
    ]
    assert cut("![](photo:p1)\n") == ["![](photo:p1)", "\n"]


def test_a_changed_word_is_one_deletion_and_one_insertion() -> None:
    assert shown(LIVES, LIVES.replace("1,200", "1,300")) == "He said [-1,200][+1,300] people live near the dam."
    assert shown(f"a نووسین{ZWNJ}ەکان b", f"a نووسین{ZWNJ}ەکە b") == f"a [-نووسین{ZWNJ}ەکان][+نووسین{ZWNJ}ەکە] b"


def test_bold_is_two_marks_put_in() -> None:
    assert shown(TALKS, TALKS.replace("talks", "**talks**")).startswith("The [+**]talks[+**] go on.")


def test_what_stands_between_two_changed_words_goes_with_them() -> None:
    assert shown("the red, dam is", "the blue, bridge is") == "the [-red, dam][+blue, bridge] is"
    assert shown("the red dam is", "the blue bridge is") == "the [-red dam][+blue bridge] is"
    assert shown("a red, high dam", "a red, old, high dam") == "a red, [+old, ]high dam"


def test_a_sentence_written_anew_is_a_few_changes() -> None:
    new = "Ministers from both countries gathered in the city of Erbil this week."
    assert shown(f"{ENGLISH} {TALKS}", f"{new} {TALKS}").count("[") <= 6


def test_a_paragraph_split_or_joined_is_a_change_of_the_space_alone() -> None:
    split = STORY.replace("on. No", "on.\n\nNo")
    assert shown(STORY, split) == STORY.replace("on. No", "on.[- ][+\n\n]No")
    assert shown(split, STORY) == STORY.replace("on. No", "on.[-\n\n][+ ]No")


def test_a_paragraph_put_in_or_taken_out_is_whole() -> None:
    assert shown(STORY, f"{STORY}\n\nNew end.") == f"{STORY}[+\n\nNew end.]"
    assert shown(STORY, f"{ENGLISH}\n\n{LIVES}") == f"{ENGLISH}\n\n[-{TALKS}\n\n]{LIVES}"


def test_a_moved_paragraph_is_moved_also_when_it_was_edited() -> None:
    moved = f"{ENGLISH}\n\n{LIVES.replace('He', 'She')}\n\n{TALKS}\n\nMore."
    found = [one for one in compare(STORY, moved) if one.kind is Kind.MOVED]
    assert len(found) == 2
    assert found[0].move == found[1].move
    (now,) = (one for one in found if one.edits)
    words = [moved[one.after_start : one.after_end] for one in now.edits if one.kind is Kind.INSERTED]
    assert words[0] == "She"
    assert "Erbil" not in "".join(moved[one.after_start : one.after_end] for one in found)


def test_an_item_moved_in_a_list_is_moved() -> None:
    one, two, three = "- the first of the items\n", "- then another one comes\n", "- last is this third\n"
    assert shown(one + two + three, three + one + two) == f"[>{three}]{one}{two}[<{three}]"


def test_equal_texts_have_no_difference() -> None:
    assert compare("", "") == ()
    assert [one.kind for one in compare(STORY, STORY)] == [Kind.EQUAL]


@pytest.mark.parametrize(
    ("before", "after", "came"),
    [
        ("No date was set.", "No date was set. Nobody was there.", " Nobody was there."),
        ("“Yes.” He left.", "“Yes.” “No.” He left.", "“No.” "),
        ("بەروار نییە.", "بەروار نییە. کەس نەبوو.", " کەس نەبوو."),
        ("Water, food, help.", "Water, food, tents, help.", "tents, "),
    ],
)
def test_a_sentence_that_came_is_told_with_its_own_end(before: str, after: str, came: str) -> None:
    [new] = [one for one in compare(before, after) if one.kind is Kind.INSERTED]
    assert after[new.after_start : new.after_end] == came
    [gone] = [one for one in compare(after, before) if one.kind is Kind.DELETED]
    assert after[gone.start : gone.end] == came


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_of_a_thousand_equal_words_or_paragraphs_those_that_changed_are_told_one_by_one(gap: str) -> None:
    piece = "word" if gap == " " else "word after word"
    before = gap.join([piece] * 4000)
    after = gap.join("other" if number % 20 == 7 else piece for number in range(4000))
    found = [one for one in compare(before, after) if one.kind is not Kind.EQUAL]
    assert len(found) == 400
    assert {after[one.after_start : one.after_end] for one in found if one.kind is Kind.INSERTED} == {"other"}

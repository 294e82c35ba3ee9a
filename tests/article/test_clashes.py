"""What both changed, in words: named, counted, and told apart word by word."""

from __future__ import annotations

import pytest

from desk.article.clashes import both, kept, listed, not_taken, told_apart, worded
from desk.article.merging_articles import Clash
from desk.article.model import Crop, Related, Status
from desk.article.record import Value
from tests.builders import a_story


def test_several_are_counted_by_what_they_are_about() -> None:
    clashes = [
        Clash("body", "a", "b", "c", (0, 1)),
        Clash("body", "d", "e", "f", (4, 5)),
        Clash("status", "a", "b", "c"),
        Clash("editors_note", "a", "b", "c", (0, 1)),
        Clash("alt", "a", "b", "c", (0, 1), photo="p1"),
        Clash("alt", "a", "b", "c", (0, 1), photo="p2"),
    ]
    assert listed(clashes) == "text (2 places), status, editor’s note, a photo’s alt text, a photo’s alt text"


def test_the_stretches_of_a_wording_are_the_wording() -> None:
    one, other = "A new dam, he said.\n\nIt holds.", "An old dam, she said.\n\nIt holds water."
    stretches = list(told_apart(one, other))
    assert "".join(words for words, _differs in stretches) == one
    assert [words for words, differs in stretches if differs and words] == ["A new", "he"]


def test_what_was_not_taken_is_told_with_what_stands_in_its_place() -> None:
    assert not_taken([Clash("body", "Tuesday", "Friday", "Monday", (0, 6))]) == "text “Monday” (here “Friday”)"
    gone = Clash("alt", "A dam", "", "The\nnew dam", photo="p1")
    assert not_taken([gone]) == "a photo’s alt text “The new dam” (here nothing)"


def test_long_wordings_are_cut_and_many_counted() -> None:
    clashes = [Clash("summary", "", f"Ours {'word ' * 20}", "") for _ in range(5)]
    said = not_taken(clashes)
    assert said.endswith("word word…”), and 2 more")
    assert said.count("summary nothing") == 3


def test_both_wordings_are_one_after_the_other_where_they_are_words() -> None:
    span = (0, 6)
    assert both(Clash("body", "Tuesday", "Monday", "Friday", span)) == "Monday Friday"
    assert both(Clash("body", "", "One.\n\nTwo.", "Three.", span)) == "One.\n\nTwo.\n\nThree."
    assert both(Clash("body", "Tuesday", "", "Friday", span)) is None
    assert both(Clash("status", Status.DRAFT, Status.READY, Status.KILLED)) is None


def test_of_what_was_it_is_told_what_any_of_both_took_out() -> None:
    stretches = list(kept("Ministers met on Tuesday.", "Ministers met on Friday.", "Ministers talked on Monday."))
    assert "".join(words for words, _gone in stretches) == "Ministers met on Tuesday."
    assert [words for words, gone in stretches if gone] == ["met", "Tuesday"]
    assert list(kept("", "One.", "Two.")) == []


@pytest.mark.parametrize(
    ("field", "photo", "value", "words"),
    [
        ("lead", "", "p2", "The dam."),
        ("lead", "", "p9", "a photo that is gone"),
        ("lead", "", "", ""),
        ("crops", "p1", (Crop("16:9", 0, 0.1, 1, 0.6625),), "16:9: 0% to 100% across, 10% to 66% down"),
        ("focus", "p1", (0.25, 0.5), "25% across, 50% down"),
        ("turn", "p1", 3, "270° clockwise"),
        ("tilt", "p1", -1.5, "-1.5°"),
        ("with_origin", "p1", True, "leaves with what its file tells"),
        ("media", "p1", "0123456789" * 6, "the file 01234567…"),
        ("related", "", (Related("next", "Talks go on"), Related("translation", article="a2")),
         "next: Talks go on, translation: a2"),
        ("target", "", 400, "400"),
    ],
)  # fmt: skip
def test_what_is_no_words_is_told_in_words(field: str, photo: str, value: Value, words: str) -> None:
    clash = Clash(field, value, value, value, photo=photo)
    assert worded(clash, a_story()) == (words, words, words)

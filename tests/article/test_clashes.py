"""What both changed, in words: named, counted, and told apart word by word."""

from __future__ import annotations

from desk.article.clashes import listed, not_taken, told_apart
from desk.article.merging_articles import Clash


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

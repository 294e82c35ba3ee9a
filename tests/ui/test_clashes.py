"""What both changed, in words: named, counted, and told apart word by word."""

from __future__ import annotations

from desk.article.merging_articles import Clash
from desk.ui.clashes import listed, told_apart


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

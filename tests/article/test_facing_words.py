"""A source's passages with what was put in and taken out."""

from __future__ import annotations

from hypothesis import given

from desk.article.facing import passages_of
from desk.article.facing_words import COME, GONE, SAME, line, shown
from tests.builders import bodies


def test_words_are_marked_within_their_passage() -> None:
    (one, two) = shown("The old dam stands.\n\nIt is high.", "The new dam stands.\n\nIt is high.")
    assert [run for run in one.runs if run[1] != SAME] == [("old", GONE), ("new", COME)]
    assert not two.is_changed


def test_a_passage_that_is_gone_stands_by_itself_and_a_new_one_is_marked_whole() -> None:
    before = "One is here.\n\nTwo went away for good.\n\nThree stays as it is."
    found = shown(before, "One is here.\n\nThree stays as it is.\n\nFour is quite new here.")
    assert [one.passage is None for one in found] == [False, True, False, False]
    assert found[1].runs == (("Two went away for good.", GONE),)
    assert found[3].runs == (("Four is quite new here.", COME),)


def test_nothing_is_marked_where_what_was_before_is_not_known() -> None:
    assert not any(one.is_changed for one in shown(None, "One.\n\nTwo."))


def test_a_headline_reads_as_one_line() -> None:
    assert line("Talks begin", "Talks end").runs == (("Talks ", SAME), ("begin", GONE), ("end", COME))


@given(bodies(), bodies())
def test_what_stands_reads_as_the_text_does(before: str, after: str) -> None:
    found = [one for one in shown(before, after) if one.passage is not None]
    for one, passage in zip(found, passages_of(after), strict=True):
        assert one.passage == passage
        assert "".join(words for words, how in one.runs if how != GONE) == after[slice(*passage.span)]

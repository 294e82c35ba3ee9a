"""Strokes of the keyboard joined to the steps that a writer would call one, and nothing else joined."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk.article.changes import (
    BodyChange,
    Change,
    CommentsChange,
    FieldChange,
    Group,
    PhotoChange,
    PhotosChange,
    apply,
    invert,
    keeping_anchors,
    text_change,
)
from desk.article.joining import is_stroke, merge
from desk.article.model import Article, Status
from tests.builders import (
    ZWNJ,
    a_comment,
    a_comment_on,
    an_article,
    articles,
    body_changes,
    runs,
    texts,
)


@given(st.data())
def test_two_merged_are_one_after_the_other(data: st.DataObject) -> None:
    article = data.draw(articles())
    first = keeping_anchors(article, data.draw(_likely_strokes(article)))
    middle = apply(article, first)
    second = keeping_anchors(middle, data.draw(_going_on(middle, first)))
    end = apply(middle, second)
    merged = merge(first, second)
    assume(merged is not None)
    assert merged is not None
    assert apply(article, merged) == end
    assert apply(end, invert(merged)) == article


def _likely_strokes(article: Article) -> st.SearchStrategy[Change]:
    """A letter put in or taken out, a word written over another, a letter more in a field."""
    places = st.integers(0, len(article.body))
    typed = st.builds(lambda at, mark: BodyChange(at, "", mark), places, st.sampled_from(["a", "ە", " ", ZWNJ, "🗳"]))
    over = body_changes(article.body)
    deleted = places.map(lambda at: BodyChange(at, article.body[at : at + 1], ""))
    keyed = st.just(FieldChange("headline", article.headline, article.headline + "a"))
    return typed | deleted | over | keyed


def _going_on(article: Article, first: Change) -> st.SearchStrategy[Change]:
    """What a writer may do next: type on behind, delete before or behind."""
    if isinstance(first, Group):
        first = first.changes[-1]
    if isinstance(first, FieldChange):
        typed = str(first.after)
        return st.sampled_from([typed + "b", typed + " ", typed[:-1]]).map(
            lambda after: replace(first, before=typed, after=after)
        )
    assert isinstance(first, BodyChange)
    at, body = first.at + len(first.inserted), article.body
    marks = st.sampled_from(["b", "ی", " ", "\n", "و"])
    before, behind = BodyChange(max(at - 1, 0), body[max(at - 1, 0) : at], ""), BodyChange(at, body[at : at + 1], "")
    return marks.map(lambda mark: BodyChange(at, "", mark)) | st.sampled_from([before, behind])


@given(st.data())
def test_any_two_merged_are_one_after_the_other(data: st.DataObject) -> None:
    article = data.draw(articles())
    first, second = data.draw(runs(article, min_size=2, max_size=2))
    end = apply(apply(article, first), second)
    merged = merge(first, second)
    assert merged is None or apply(article, merged) == end


def _steps(*run: Change) -> list[Change]:
    """The steps that undo would find after a run of strokes without a pause."""
    steps: list[Change] = []
    for change in run:
        merged = merge(steps[-1], change) if steps else None
        steps = [*steps, change] if merged is None else [*steps[:-1], merged]
    return steps


def _typed(text: str, at: int = 0) -> list[Change]:
    return [BodyChange(at + number, "", mark) for number, mark in enumerate(text)]


def _keyed(name: str, text: str) -> list[Change]:
    return [FieldChange(name, text[:number], text[: number + 1]) for number in range(len(text))]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("the dam broke", ["the ", "dam ", "broke"]),
        ("وەزیرانی ئاو کۆبوونەوە", ["وەزیرانی ", "ئاو ", "کۆبوونەوە"]),
        (f"نووسین{ZWNJ}ەکان باشن", [f"نووسین{ZWNJ}ەکان ", "باشن"]),
        ("two  spaces", ["two  ", "spaces"]),
        ("line\nnext", ["line", "\n", "next"]),
        ("🗳🗳 x", ["🗳🗳 ", "x"]),
    ],
)
def test_typing_is_undone_word_by_word(text: str, steps: list[str]) -> None:
    found = _steps(*_typed(text))
    assert [step.inserted for step in found if isinstance(step, BodyChange)] == steps


@pytest.mark.parametrize("name", ["headline", "summary"])
def test_typing_in_a_field_is_undone_word_by_word(name: str) -> None:
    ends = [step.after for step in _steps(*_keyed(name, "the dam broke")) if isinstance(step, FieldChange)]
    assert ends == ["the ", "the dam ", "the dam broke"]


def test_typing_a_caption_is_undone_word_by_word() -> None:
    strokes = [PhotoChange("p1", "caption", "the dam"[:n], "the dam"[: n + 1]) for n in range(7)]
    assert [step.after for step in _steps(*strokes) if isinstance(step, PhotoChange)] == ["the ", "the dam"]


def _for_two(name: str, before: str, after: str) -> Change:
    return Group(tuple(PhotoChange(photo, name, before, after) for photo in ("p1", "p2")))


def test_typing_for_several_photos_is_undone_word_by_word() -> None:
    strokes = [_for_two("credit", "the dam"[:n], "the dam"[: n + 1]) for n in range(7)]
    assert _steps(*strokes) == [_for_two("credit", "", "the "), _for_two("credit", "the ", "the dam")]


def test_what_is_nudged_until_it_is_right_is_one_step() -> None:
    nudges: list[Change] = [PhotoChange("p1", "tilt", n / 10, (n + 1) / 10) for n in range(30)]
    assert _steps(*nudges) == [PhotoChange("p1", "tilt", 0.0, 3.0)]


def test_a_run_of_backspace_is_one_step_and_so_is_a_run_of_delete() -> None:
    assert _steps(*(BodyChange(at, "the dam"[at], "") for at in reversed(range(7)))) == [BodyChange(0, "the dam", "")]
    assert _steps(*(BodyChange(2, mark, "") for mark in "the dam")) == [BodyChange(2, "the dam", "")]


def test_backspace_over_a_line_end_is_a_step_of_its_own() -> None:
    assert len(_steps(*(BodyChange(at, "a\nb"[at], "") for at in (2, 1, 0)))) == 3


def test_typing_over_a_selection_is_one_step_with_what_is_typed_on() -> None:
    typed = [BodyChange(4, "old words", "n"), BodyChange(5, "", "e"), BodyChange(6, "", "w")]
    assert _steps(*typed) == [BodyChange(4, "old words", "new")]


def test_backspace_through_a_comments_words_is_one_step() -> None:
    body = "the dam broke"
    article = start = an_article(body=body, comments=(a_comment_on(body, "dam"), a_comment_on(body, "broke", id="c2")))
    steps: list[Change] = []
    for at in (6, 5, 4, 3):
        change = keeping_anchors(article, BodyChange(at, article.body[at], ""))
        merged = merge(steps[-1], change) if steps else None
        steps = [*steps, change] if merged is None else [*steps[:-1], merged]
        article = apply(article, change)
    assert article.body == "the broke"
    assert len(steps) == 1
    assert apply(article, invert(steps[0])) == start


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FieldChange("status", Status.DRAFT, Status.IN_EDIT), FieldChange("status", Status.IN_EDIT, Status.READY)),
        (FieldChange("keywords", (), ("a",)), FieldChange("keywords", ("a",), ("a", "b"))),
        (FieldChange("urgency", 5, 4), FieldChange("urgency", 4, 3)),
        (FieldChange("headline", "", "a"), FieldChange("summary", "a", "ab")),
        (FieldChange("headline", "", "a"), FieldChange("headline", "b", "ab")),
        (BodyChange(0, "", "a"), Group((CommentsChange((), (a_comment(end=1),)), BodyChange(1, "", "b")))),
        (PhotoChange("p1", "alt", "", "a"), PhotoChange("p2", "alt", "a", "ab")),
        (BodyChange(0, "", "a"), BodyChange(5, "", "b")),
        (BodyChange(0, "", "a"), BodyChange(0, "a", "")),
        (BodyChange(0, "", "a"), BodyChange(1, "", "pasted words")),
        (FieldChange("headline", "", "a"), FieldChange("headline", "a", "a pasted line")),
        (FieldChange("lead", "p1", "p2"), FieldChange("lead", "p2", "p3")),
        (PhotoChange("p1", "turn", 0, 1), PhotoChange("p1", "turn", 1, 2)),
        (PhotoChange("p1", "tilt", 0.0, 1.0), PhotoChange("p1", "tilt", 2.0, 3.0)),
        (_for_two("credit", "", "A"), _for_two("alt", "A", "AF")),
        (_for_two("credit", "", "A"), PhotoChange("p1", "credit", "A", "AF")),
    ],
)
def test_acts_of_their_own_stay_steps_of_their_own(first: Change, second: Change) -> None:
    assert merge(first, second) is None


@pytest.mark.parametrize(
    ("change", "stroke"),
    [
        (BodyChange(0, "", "a"), True),
        (BodyChange(0, "", "🇮🇶"), True),
        (BodyChange(0, "a", ""), True),
        (BodyChange(0, "old words", "n"), True),
        (BodyChange(0, "", "pasted"), False),
        (BodyChange(0, "cut words", ""), False),
        (FieldChange("headline", "Da", "Dam"), True),
        (FieldChange("headline", "", "Pasted"), False),
        (FieldChange("urgency", 4, 5), False),
        (PhotoChange("p1", "credit", "AF", "AFP"), True),
        (Group((CommentsChange((), ()), BodyChange(0, "a", ""))), True),
        (Group((BodyChange(0, "a", ""), BodyChange(0, "b", ""))), False),
        (PhotosChange((), ()), False),
        (PhotoChange("p1", "tilt", 0.0, 12.5), True),
        (PhotoChange("p1", "turn", 0, 1), False),
        (_for_two("credit", "", "A"), True),
        (_for_two("credit", "", "Pasted"), False),
    ],
)
def test_a_stroke_is_what_one_key_may_have_done(change: Change, stroke: bool) -> None:
    assert is_stroke(change) is stroke


@given(texts(), texts())
def test_the_change_between_two_texts_leads_there_and_could_not_be_smaller(before: str, after: str) -> None:
    change = text_change(before, after)
    assert apply(an_article(body=before), change).body == after
    assert change.removed[:1] != change.inserted[:1] or not change.removed
    assert change.removed[-1:] != change.inserted[-1:] or not change.removed


@given(st.data())
def test_a_replacement_is_found_again_as_no_more_than_it_was(data: st.DataObject) -> None:
    body = data.draw(texts())
    made = data.draw(body_changes(body))
    found = text_change(body, apply(an_article(body=body), made).body)
    assert len(found.removed) + len(found.inserted) <= len(made.removed) + len(made.inserted)

"""A change can be applied, inverted, merged, written down, and maps positions: each against what it must mean."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.changes import (
    BodyChange,
    Change,
    CommentsChange,
    FieldChange,
    Group,
    Misfit,
    PhotoChange,
    PhotosChange,
    apply,
    invert,
    keeping_anchors,
    map_position,
)
from desk.article.model import Status
from desk.article.trouble import Trouble
from tests.builders import (
    EMOJI,
    SORANI,
    a_comment,
    a_comment_on,
    a_photo,
    a_story,
    an_article,
    articles,
    body_changes,
    changes_for,
    comments_in,
    junk,
    runs,
    texts,
)

# applying and inverting


@given(st.data())
def test_a_run_of_changes_undone_is_the_start_and_redone_is_the_end(data: st.DataObject) -> None:
    start = data.draw(articles())
    taken: list[Change] = []
    article = start
    for change in data.draw(runs(start)):
        taken.append(keeping_anchors(article, change))
        article = apply(article, taken[-1])
    end = article
    for change in reversed(taken):
        article = apply(article, invert(change))
    assert article == start
    for change in taken:
        article = apply(article, change)
    assert article == end


@given(st.data())
def test_inverting_twice_is_the_change_itself(data: st.DataObject) -> None:
    change = data.draw(changes_for(data.draw(articles()), depth=2))
    assert invert(invert(change)) == change


@given(st.data())
def test_a_body_change_is_that_replacement_of_the_text(data: st.DataObject) -> None:
    body = data.draw(texts())
    change = data.draw(body_changes(body))
    end = change.at + len(change.removed)
    assert apply(an_article(body=body), change).body == body[: change.at] + change.inserted + body[end:]


@pytest.mark.parametrize(
    "change",
    [
        BodyChange(0, "X", ""),
        BodyChange(-1, "", "x"),
        BodyChange(-1, "m", "x"),
        BodyChange(4, "", "x"),
        BodyChange(2, "m\n", ""),
        FieldChange("headline", "Another", "New"),
        FieldChange("no_such_field", "", "New"),
        PhotosChange((), (a_photo(),)),
        PhotoChange("p1", "caption", "Another", "New"),
        PhotoChange("p9", "caption", "", "New"),
        PhotoChange("p1", "no_such_field", "", "New"),
        CommentsChange((a_comment(),), ()),
        Group((BodyChange(0, "", "x"), BodyChange(0, "d", ""))),
    ],
)
def test_a_change_made_for_another_article_is_refused(change: Change) -> None:
    with pytest.raises(Misfit):
        apply(an_article(headline="Dam", body="dam", photos=(a_photo(),)), change)


def test_a_field_change_gives_one_field_another_value() -> None:
    article = a_story()
    ready = apply(article, FieldChange("status", Status.DRAFT, Status.READY))
    assert ready == replace(article, status=Status.READY)


def test_a_photo_change_touches_that_photo_alone() -> None:
    article = a_story()
    changed = apply(article, PhotoChange("p2", "caption", "The dam.", SORANI))
    assert changed.photos == (article.photos[0], replace(article.photos[1], caption=SORANI))


# anchors


@given(st.data())
def test_positions_keep_their_order_through_any_change(data: st.DataObject) -> None:
    body = data.draw(texts())
    change = data.draw(body_changes(body))
    before, behind = ([map_position(change, at, after=after) for at in range(len(body) + 1)] for after in (False, True))
    assert before == sorted(before)
    assert behind == sorted(behind)
    assert all(one <= other for one, other in zip(before, behind, strict=True))
    assert all(0 <= at <= len(apply(an_article(body=body), change).body) for at in before + behind)


@given(st.data())
def test_positions_outside_what_changed_stay_at_the_same_words(data: st.DataObject) -> None:
    body = data.draw(texts())
    change = data.draw(body_changes(body))
    after = apply(an_article(body=body), change).body
    end = change.at + len(change.removed)
    for at in [*range(change.at), *range(end + 1, len(body) + 1)]:
        mapped = map_position(change, at)
        assert mapped == map_position(change, at, after=False)
        assert (after[:mapped] == body[:at]) if at < change.at else (after[mapped:] == body[at:])


def test_a_position_where_text_is_put_in_goes_where_it_is_told() -> None:
    typed = BodyChange(3, "", EMOJI)
    assert map_position(typed, 3) == 3 + len(EMOJI)
    assert map_position(typed, 3, after=False) == 3


@given(st.data())
def test_a_comment_keeps_quoting_its_words_while_these_stand(data: st.DataObject) -> None:
    body = data.draw(texts())
    comment = data.draw(comments_in(body))
    change = data.draw(body_changes(body))
    end = change.at + len(change.removed)
    assume(comment.start < comment.end)
    assume(change.at >= comment.end or end <= comment.start)
    after = apply(an_article(body=body, comments=(comment,)), change)
    assert after.body[after.comments[0].start : after.comments[0].end] == comment.quote


@given(st.data())
def test_comments_always_lie_in_the_body(data: st.DataObject) -> None:
    article = data.draw(articles())
    for change in data.draw(runs(article)):
        article = apply(article, change)
    assert all(0 <= comment.start <= comment.end <= len(article.body) for comment in article.comments)


def test_typing_inside_a_comment_widens_it_and_typing_at_its_edges_does_not() -> None:
    article = an_article(body="the dam broke", comments=(a_comment_on("the dam broke", "dam"),))

    def quoted(at: int) -> str:
        after = apply(article, BodyChange(at, "", "x"))
        return after.body[after.comments[0].start : after.comments[0].end]

    assert [quoted(at) for at in (4, 5, 6, 7)] == ["dam", "dxam", "daxm", "dam"]


@pytest.mark.parametrize(
    ("change", "quoted"),
    [
        (BodyChange(6, "m", ""), "da"),
        (BodyChange(4, "d", ""), "am"),
        (BodyChange(5, "a", "ikes and da"), "dikes and dam"),
        (BodyChange(6, "m broke", "n"), "da"),
        (BodyChange(4, "dam", "river"), ""),
        (BodyChange(0, "the dam broke", ""), ""),
    ],
)
def test_a_comment_keeps_what_is_left_of_its_words(change: BodyChange, quoted: str) -> None:
    after = apply(an_article(body="the dam broke", comments=(a_comment_on("the dam broke", "dam"),)), change)
    assert after.body[after.comments[0].start : after.comments[0].end] == quoted


def test_a_comment_without_words_stays_before_what_is_typed_at_it() -> None:
    article = an_article(body="dam", comments=(a_comment(start=1, end=1),))
    assert apply(article, BodyChange(1, "", "x")).comments == article.comments


def test_a_change_that_harms_no_comment_stays_as_it_was_made() -> None:
    article = an_article(body="the dam broke", comments=(a_comment_on("the dam broke", "dam"),))
    for change in (BodyChange(5, "", "x"), BodyChange(0, "the", ""), BodyChange(5, "a", "i")):
        assert keeping_anchors(article, change) == change


def test_taking_the_words_of_one_comment_away_leaves_the_others_on_theirs() -> None:
    body = "One dam. Two rivers."
    both = (a_comment_on(body, "dam"), a_comment_on(body, "rivers", id="c2"))
    article = an_article(body=body, comments=both)
    change = keeping_anchors(article, BodyChange(0, "One dam. ", ""))
    after = apply(article, change)
    other = after.comments[1]
    assert after.body[other.start : other.end] == "rivers"
    assert apply(after, invert(change)) == article


def test_only_the_comment_whose_words_go_is_written_down() -> None:
    """A key in a story of a thousand comments must not write them all to disk."""
    body = "One dam. Two rivers. Three"
    notes = tuple(a_comment_on(body, word, id=word) for word in ("One", "dam", "rivers", "Three"))
    article = an_article(body=body, comments=notes)
    change = keeping_anchors(article, BodyChange(6, "m", ""))
    assert isinstance(change, Group)
    places = change.changes[0]
    assert isinstance(places, CommentsChange)
    assert [one.id for one in places.before] == [one.id for one in places.after] == ["dam"]
    after = apply(article, change)
    assert [after.body[one.start : one.end] for one in after.comments] == ["One", "da", "rivers", "Three"]
    assert apply(after, invert(change)) == article


@pytest.mark.parametrize(
    "change",
    [
        CommentsChange((a_comment(id="c9"),), (a_comment(id="c9", resolved=True),)),
        CommentsChange((a_comment(text="Otherwise"),), (a_comment(resolved=True),)),
        CommentsChange((a_comment(),), (a_comment(id="c9"),)),
        CommentsChange((a_comment(), a_comment()), (a_comment(), a_comment())),
        CommentsChange((a_comment(),), ()),
        CommentsChange((), (a_comment(id="c9"),)),
        CommentsChange((), ()),
    ],
)
def test_some_comments_alone_can_be_changed_where_they_are_as_they_were(change: CommentsChange) -> None:
    article = an_article(comments=(a_comment(), a_comment(id="c2")))
    with pytest.raises(Misfit):
        apply(article, change)
    resolved = CommentsChange((a_comment(),), (a_comment(resolved=True),))
    after = apply(article, resolved)
    assert after.comments == (a_comment(resolved=True), a_comment(id="c2"))
    assert apply(after, invert(resolved)) == article


def test_a_group_may_take_words_away_and_answer_their_comment() -> None:
    article = an_article(body="the dam", comments=(a_comment_on("the dam", "dam"),))
    removal = BodyChange(4, "dam", "")
    moved = apply(article, removal).comments
    group = Group((removal, CommentsChange(moved, tuple(replace(one, resolved=True) for one in moved))))
    change = keeping_anchors(article, group)
    after = apply(article, change)
    assert after.comments[0].resolved
    assert apply(after, invert(change)) == article


def test_every_comment_comes_back_from_every_change() -> None:
    stretches = [(start, end) for end in range(5) for start in range(end + 1)]
    for (start, end), (at, until), inserted in product(stretches, stretches, ("", "xy")):
        article = an_article(body="abcd", comments=(a_comment(start=start, end=end),))
        change = keeping_anchors(article, BodyChange(at, "abcd"[at:until], inserted))
        after = apply(article, change)
        assert 0 <= after.comments[0].start <= after.comments[0].end <= len(after.body)
        assert apply(after, invert(change)) == article


@given(st.data())
def test_keeping_anchors_leads_to_the_same_article(data: st.DataObject) -> None:
    article = data.draw(articles())
    change = data.draw(changes_for(article))
    assert apply(article, keeping_anchors(article, change)) == apply(article, change)


# writing down


@given(st.data())
def test_what_is_written_down_reads_back_the_same(data: st.DataObject) -> None:
    change = data.draw(changes_for(data.draw(articles()), depth=2))
    written = json.loads(json.dumps(changes.to_record(change), allow_nan=False))
    assert changes.from_record(written) == change


_GOOD: tuple[Change, ...] = (
    BodyChange(3, "a", "b"),
    FieldChange("urgency", 5, 4),
    FieldChange("dateline", a_story().dateline, an_article().dateline),
    PhotosChange((), (a_photo(),)),
    PhotoChange("p1", "focus", (0.5, 0.5), (0.1, 0.9)),
    CommentsChange((), (a_comment(),)),
    Group((BodyChange(0, "", "x"),)),
)


@given(st.sampled_from(_GOOD), st.data())
def test_a_record_with_a_part_spoilt_is_refused_in_a_sentence_or_read(change: Change, data: st.DataObject) -> None:
    record = changes.to_record(change)
    name = data.draw(st.sampled_from([*record, "unheard_of"]))
    _refused_or_read({**record, name: data.draw(junk())})


@given(junk())
def test_junk_is_refused_in_a_sentence(record: object) -> None:
    _refused_or_read(record)


@given(st.sampled_from(_GOOD), st.data())
def test_a_record_with_a_part_missing_is_refused(change: Change, data: st.DataObject) -> None:
    record = changes.to_record(change)
    del record[data.draw(st.sampled_from(list(record)))]
    with pytest.raises(Trouble):
        changes.from_record(record)


def _refused_or_read(record: object) -> None:
    try:
        change = changes.from_record(record)
    except Trouble as trouble:
        said = str(trouble)
    else:
        said = "" if changes.from_record(changes.to_record(change)) == change else "not the same"
    assert said == "" or said.endswith(".")


@pytest.mark.parametrize(
    "record",
    [
        {"kind": "BodyChange", "at": "3", "removed": "", "inserted": "x"},
        {"kind": "BodyChange", "at": True, "removed": "", "inserted": "x"},
        {"kind": "BodyChange", "at": 0, "removed": None, "inserted": "x"},
        {"kind": "BodyChange", "at": 0, "removed": "", "inserted": "x", "by": "a newer Desk"},
        {"kind": "FieldChange", "field": ["headline"], "before": "", "after": ""},
        {"kind": "FieldChange", "field": "colour", "before": "", "after": ""},
        {"kind": "Group", "changes": {"kind": "BodyChange"}},
        {"kind": ["Group"], "changes": []},
        {"kind": "Article"},
    ],
)
def test_ill_typed_and_unknown_parts_are_refused(record: object) -> None:
    with pytest.raises(Trouble):
        changes.from_record(record)

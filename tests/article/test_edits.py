"""What a person can do to an article: each act fits, does what it says, and is offered only where it applies."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk.article import edits, formatting
from desk.article.blocks import Cutter, Kind
from desk.article.changes import BodyChange, Change, FieldChange, PhotoChange
from desk.article.framing import FREE
from desk.article.line_marks import mark_lines
from desk.article.model import Article, Crop, Dateline, Status
from tests.builders import (
    ARABIC,
    EMOJI,
    PLAIN_FIELDS,
    SORANI,
    ZWNJ,
    a_comment_on,
    a_photo,
    a_sorani_story,
    a_story,
    an_article,
    articles,
    bodies,
    field_values,
    made,
    texts,
)

P1 = "![](photo:p1)"


def _with_photo(body: str) -> Article:
    return an_article(body=body, photos=(a_photo(),))


# text that comes in


@given(texts(), st.text())
def test_clean_text_has_one_kind_of_line_end_and_nothing_that_no_field_can_hold(some: str, more: str) -> None:
    text = edits.clean_text(some + more)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufffe\uffff\ud800-\udfff]", text)
    assert edits.clean_text(text) == text
    text.encode()


def test_clean_text_keeps_what_writers_need() -> None:
    kept = f"{SORANI}\n\t{ARABIC}{ZWNJ}\u200f{EMOJI}"
    assert edits.clean_text(kept) == kept
    assert edits.clean_text("a\r\nb\rc\u2028d\ud83d\x00") == "a\nb\nc\nd"


# fields


@given(articles(), st.sampled_from(PLAIN_FIELDS), st.data())
def test_a_field_set_holds_the_value_and_setting_it_again_does_not_apply(
    article: Article, name: str, data: st.DataObject
) -> None:
    value = data.draw(field_values(name))
    change = edits.set_field(article, name, value)
    assert (change is None) is (getattr(article, name) == value)
    after = made(article, change) if change is not None else article
    assert getattr(after, name) == value
    assert edits.set_field(after, name, value) is None


def test_a_part_of_the_dateline_is_set_and_the_others_stay() -> None:
    article = made(a_story(), edits.set_dateline(a_story(), place="هەولێر"))
    assert article.dateline == Dateline("هەولێر", "DESK", date(2026, 3, 3))
    assert edits.set_dateline(article, agency="DESK") is None


@given(texts(), texts())
def test_a_body_set_is_the_body(old: str, new: str) -> None:
    article = an_article(body=old)
    change = edits.set_body(article, new)
    assert (change is None) is (old == new)
    assert change is None or made(article, change).body == new


def test_a_body_set_leaves_comments_on_words_that_stay() -> None:
    article = an_article(body="One dam. Two dams.", comments=(a_comment_on("One dam. Two dams.", "Two"),))
    after = made(article, edits.set_body(article, "One river and one dam. Two dams."))
    assert after.body[after.comments[0].start : after.comments[0].end] == "Two"


@given(articles(), articles())
def test_an_article_becomes_another_but_for_its_id_its_comments_and_its_time(one: Article, other: Article) -> None:
    change = edits.become(one, other)
    after = made(one, change) if change is not None else one
    own = {"id", "comments", "created", "custody"}
    assert all(getattr(after, f.name) == getattr(other, f.name) for f in fields(Article) if f.name not in own)
    assert (after.id, after.created, len(after.comments)) == (one.id, one.created, len(one.comments))
    assert after.custody == one.custody
    assert edits.become(after, other) is None


# photos


def test_the_first_photo_added_leads_and_the_next_do_not() -> None:
    one = made(an_article(), edits.add_photos(an_article(), [a_photo(), a_photo(id="p2")]))
    assert (one.lead, [photo.id for photo in one.photos]) == ("p1", ["p1", "p2"])
    two = made(one, edits.add_photos(one, [a_photo(id="p3")]))
    assert (two.lead, [photo.id for photo in two.photos]) == ("p1", ["p1", "p2", "p3"])
    assert edits.add_photos(two, []) is None


def test_a_photo_removed_is_nowhere_any_more() -> None:
    article = made(a_story(), edits.remove_photo(a_story(lead="p2"), "p1"))
    assert [photo.id for photo in article.photos] == ["p2"]
    led = a_story(body=f"{P1}\n\nOne.\n\n![](photo:p2)\n\nTwo {P1}.")
    after = made(led, edits.remove_photo(led, "p1"))
    assert (after.lead, after.body) == ("", "One.\n\n![](photo:p2)\n\nTwo .")
    assert edits.remove_photo(after, "p1") is None


@given(articles(bodies()), st.data())
def test_any_photo_removed_leaves_no_mark_and_no_words_less(article: Article, data: st.DataObject) -> None:
    assume(article.photos)
    photo = data.draw(st.sampled_from(article.photos))
    after = made(article, edits.remove_photo(article, photo.id))
    assert after.photo(photo.id) is None
    assert after.lead != photo.id or not photo.id
    assert f"(photo:{photo.id})" not in after.body
    unmarked = re.sub(rf"!\[[^\]\n]*\]\(photo:{photo.id}\)", "", article.body)
    assert "".join(after.body.split()) == "".join(unmarked.split())


def test_photos_are_put_in_another_order() -> None:
    article = an_article(photos=tuple(a_photo(id=f"p{number}") for number in (1, 2, 3)))

    def order(photo: str, to: int) -> list[str]:
        return [photo.id for photo in made(article, edits.move_photo(article, photo, to)).photos]

    assert order("p3", 0) == ["p3", "p1", "p2"]
    assert order("p1", 1) == ["p2", "p1", "p3"]
    assert order("p1", 9) == ["p2", "p3", "p1"]
    assert order("p3", -1) == ["p3", "p1", "p2"]
    assert edits.move_photo(article, "p2", 1) is None
    assert edits.move_photo(article, "p9", 0) is None


def test_several_photos_are_moved_and_removed_as_one_step() -> None:
    four = tuple(a_photo(id=f"p{number}") for number in range(1, 5))
    story = a_story(photos=four, body="One.\n\n![](photo:p2)\n\n![](photo:p4)\n\nTwo.")

    def order(after: Article) -> list[str]:
        return [photo.id for photo in after.photos]

    assert order(made(story, edits.move_photos(story, ("p4", "p2"), 0))) == ["p2", "p4", "p1", "p3"]
    assert order(made(story, edits.move_photos(story, ("p1", "p3"), 4))) == ["p2", "p4", "p1", "p3"]
    assert order(made(story, edits.move_photos(story, ("p1",), 2))) == ["p2", "p1", "p3", "p4"]
    assert edits.move_photos(story, ("p1", "p2"), 1) is None
    without = made(story, edits.remove_photos(story, ("p4", "p2", "p9")))
    assert (order(without), without.body) == (["p1", "p3"], "One.\n\nTwo.")
    assert edits.remove_photos(story, ("p9",)) is None


def test_a_lead_photo_is_one_of_the_story_or_none() -> None:
    assert made(a_story(), edits.set_lead(a_story(), "p2")).lead == "p2"
    assert made(a_story(), edits.set_lead(a_story(), "")).lead == ""
    assert edits.set_lead(a_story(), "p1") is None
    assert edits.set_lead(a_story(), "p9") is None


def test_a_field_of_a_photo_is_set() -> None:
    after = made(a_story(), edits.set_photo_field(a_story(), "p2", "caption", SORANI))
    assert [photo.caption for photo in after.photos] == [a_photo().caption, SORANI]
    assert edits.set_photo_field(after, "p2", "caption", SORANI) is None
    assert edits.set_photo_field(after, "p9", "caption", SORANI) is None


def test_a_field_of_several_photos_is_set_in_one_step() -> None:
    story = a_story()

    after = made(story, edits.set_photos_field(story, ("p1", "p2", "p9"), "credit", "AFP"))

    assert [photo.credit for photo in after.photos] == ["AFP", "AFP"]
    assert edits.set_photos_field(after, ("p1", "p2"), "credit", "AFP") is None
    one_left = edits.set_photos_field(
        made(after, edits.set_photo_field(after, "p1", "credit", "")), ("p1", "p2"), "credit", "AFP"
    )
    assert one_left == PhotoChange("p1", "credit", "", "AFP")


def test_a_photo_is_turned_with_its_free_crop() -> None:
    cut = (Crop(FREE, 0.0, 0.0, 0.5, 1.0), Crop("16:9", 0.0, 0.0, 1.0, 0.5))
    story = a_story(photos=(a_photo(turn=3, crops=cut), a_photo(id="p2")))

    turned = made(story, edits.turn_photo(story, "p1", 1))

    assert turned.photos[0].turn == 0
    assert turned.photos[0].crops == (Crop(FREE, 0.0, 0.0, 1.0, 0.5),)
    assert made(story, edits.turn_photo(story, "p2", -1)).photos[1].turn == 3
    assert edits.turn_photo(story, "p1", 4) is None
    assert edits.turn_photo(story, "p9", 1) is None


def test_a_photo_is_cut_by_hand_and_by_its_focal_point_again() -> None:
    story = a_story()

    cut = made(story, edits.crop_photo(story, "p1", "1:1", (0.1, 0.1, 0.6, 0.6)))
    again = made(cut, edits.crop_photo(cut, "p1", "1:1", (0.2, 0.1, 0.7, 0.6)))

    assert cut.photos[0].crops == (Crop("1:1", 0.1, 0.1, 0.6, 0.6),)
    assert again.photos[0].crops == (Crop("1:1", 0.2, 0.1, 0.7, 0.6),)
    assert made(again, edits.crop_photo(again, "p1", "1:1", None)) == story
    assert edits.crop_photo(story, "p1", "1:1", None) is None
    assert edits.crop_photo(story, "p9", "1:1", None) is None


def test_another_file_keeps_the_words_of_a_photo_and_its_places() -> None:
    story = a_story(photos=(a_photo(turn=1, tilt=2.0, with_origin=True), a_photo(id="p2")))
    other = a_photo(id="new", media="9" * 64, name="better.png", kind="image/png", width=3000, height=2000, caption="")

    after = made(story, edits.replace_file(story, "p1", other))

    kept, fresh = story.photos[0], after.photos[0]
    assert (fresh.media, fresh.name, fresh.kind, fresh.width) == ("9" * 64, "better.png", "image/png", 3000)
    assert (fresh.id, fresh.caption, fresh.credit) == (kept.id, kept.caption, kept.credit)
    assert (fresh.turn, fresh.tilt, fresh.crops, fresh.with_origin) == (0, 0.0, (), False)
    assert (after.lead, after.body) == (story.lead, story.body)
    assert edits.replace_file(after, "p1", other) is None
    assert edits.replace_file(after, "p9", other) is None


# photos in the body


def _blocks(body: str) -> list[str]:
    cuts = Cutter(body).cuts()
    return [body[cut.start : cut.end].rstrip(" \t\r\f\v\n") for cut in cuts if cut.kind is not Kind.BLANK]


@given(bodies() | texts(), st.data())
def test_a_photo_put_in_anywhere_is_a_block_of_its_own_and_harms_no_other(body: str, data: st.DataObject) -> None:
    body = body.replace("(photo:p1)", "(photo:p2)")
    article = _with_photo(body)
    after = made(article, edits.insert_photo(article, data.draw(st.integers(0, len(body))), "p1")).body
    blocks = _blocks(after)
    assert blocks.count(P1) == 1
    blocks.remove(P1)
    assert blocks == _blocks(body)
    ((_at, taken),) = edits.photo_marks(after, "p1")
    assert taken.strip() == P1
    assert _blocks(made(_with_photo(after), edits.remove_photo(_with_photo(after), "p1")).body) == _blocks(body)


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("|", f"{P1}\n\n"),
        ("|One.", f"{P1}\n\nOne."),
        ("O|ne.", f"One.\n\n{P1}\n\n"),
        ("One.|\n\nTwo.", f"One.\n\n{P1}\n\nTwo."),
        ("O|ne.\n\nTwo.", f"One.\n\n{P1}\n\nTwo."),
        ("One.\n|\nTwo.", f"One.\n\n{P1}\n\nTwo."),
        ("One.\n\n|Two.", f"One.\n\n{P1}\n\nTwo."),
        ("One.\n\nT|wo.\n", f"One.\n\nTwo.\n\n{P1}\n\n"),
        ("One.\n\n\n|\n\nTwo.", f"One.\n\n\n{P1}\n\nTwo."),
        ("One.\n \nT|wo.\n \nThree.", f"One.\n \nTwo.\n\n{P1}\n \nThree."),
        ("```\na|\n\nb\n```\n\nTwo.", f"```\na\n\nb\n```\n\n{P1}\n\nTwo."),
        ("- o|ne\n\n- two", f"- one\n\n- two\n\n{P1}\n\n"),
        ("# Hea|d\nText", f"# Head\n\n{P1}\n\nText"),
        (f"{SORANI}|\n\n{ARABIC}", f"{SORANI}\n\n{P1}\n\n{ARABIC}"),
    ],
)
def test_a_photo_goes_where_the_caret_is_or_behind_its_paragraph(body: str, after: str) -> None:
    article = _with_photo(body.replace("|", ""))
    assert made(article, edits.insert_photo(article, body.index("|"), "p1")).body == after


@pytest.mark.parametrize("body", ["", "One.", "One.\n\nTwo.", "- one\n- two\n\nThree.", SORANI])
def test_a_photo_put_in_and_removed_is_the_body_again(body: str) -> None:
    for at in range(len(body) + 1):
        article = made(_with_photo(body), edits.insert_photo(_with_photo(body), at, "p1"))
        assert made(article, edits.remove_photo(article, "p1")).body == body


@pytest.mark.parametrize(("at", "after"), [(-5, f"{P1}\n\nOne.\n\nTwo."), (500, f"One.\n\nTwo.\n\n{P1}\n\n")])
def test_a_caret_beyond_the_body_is_at_its_edge(at: int, after: str) -> None:
    article = _with_photo("One.\n\nTwo.")
    assert made(article, edits.insert_photo(article, at, "p1")).body == after


def test_only_a_photo_of_the_story_can_be_put_in() -> None:
    assert edits.insert_photo(_with_photo("One."), 0, "p9") is None


@pytest.mark.parametrize(
    ("body", "after"),
    [
        (f"One {P1} two.", "One  two."),
        (f"One {P1}\n\nTwo.", "One \n\nTwo."),
        (f"One.\n{P1}\ntwo.", "One.\ntwo."),
        (f"> {P1}\n> two", "> \n> two"),
        (f"One.\n{P1}\n\nTwo.", "One.\n\nTwo."),
        (f"One.\n\n{P1}\n\n{P1}\n\nTwo.", "One.\n\nTwo."),
        (f"One.\n\n{P1}\n\n\nTwo.", "One.\n\n\nTwo."),
        (f"One.\n\n{P1}", "One."),
        (f"One.\r\n\r\n{P1}\r\n\r\nTwo.", "One.\r\n\r\nTwo."),
        (f"{P1}\n\n{P1}", ""),
        ("One ![alt text](photo:p1).", "One ."),
        ("One ![](photo:p10).", None),
    ],
)
def test_taking_a_photo_away_joins_no_paragraphs(body: str, after: str | None) -> None:
    article = _with_photo(body)
    assert made(article, edits.remove_photo(article, "p1")).body == (body if after is None else after)


def test_a_photos_id_is_no_pattern() -> None:
    assert edits.photo_marks("![](photo:aXbb)", "a.b*") == []


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("|", "---\n\n"),
        ("One|.", "One.\n\n---\n\n"),
        ("One.\n\n|", "One.\n\n---\n\n"),
        ("One|.\n\nTwo.", "One.\n\n---\n\nTwo."),
        ("One.\n|\nTwo.", "One.\n\n---\n\nTwo."),
    ],
)
def test_a_rule_stands_between_paragraphs_and_never_makes_a_heading_of_one(body: str, after: str) -> None:
    article = an_article(body=body.replace("|", ""))
    assert made(article, edits.insert_rule(article, body.index("|"))).body == after


# all of them


ACTS: dict[str, Callable[[Article, int, int], Change | None]] = {
    "wrap": lambda article, start, end: formatting.wrap(article, start, end, "**"),
    "italic": lambda article, start, end: formatting.wrap(article, start, end, "*"),
    "link": lambda article, start, end: formatting.link(article, start, end, "https://example.org"),
    "heading": lambda article, start, end: mark_lines(article, start, end, "## "),
    "quote": lambda article, start, end: mark_lines(article, start, end, "> "),
    "numbers": lambda article, start, end: mark_lines(article, start, end, "1. "),
    "rule": lambda article, _start, end: edits.insert_rule(article, end),
    "photo": lambda article, _start, end: edits.insert_photo(article, end, "p0"),
    "remove": lambda article, _start, _end: edits.remove_photo(article, "p0"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
@given(article=articles(bodies()), data=st.data())
def test_any_act_anywhere_fits_the_article_and_can_be_taken_back(
    act: Callable[[Article, int, int], Change | None], article: Article, data: st.DataObject
) -> None:
    place = st.integers(0, len(article.body))
    start, end = sorted((data.draw(place), data.draw(place)))
    change = act(article, start, end)
    if change is not None:
        assert made(article, change) != article


def test_acts_on_a_sorani_story_are_one_step_each() -> None:
    story = a_sorani_story()
    change = edits.set_field(story, "status", Status.READY)
    assert change == FieldChange("status", Status.DRAFT, Status.READY)
    assert isinstance(edits.insert_rule(story, 0), BodyChange)

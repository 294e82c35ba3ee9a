"""What differs between two states of a story, part by part, as a person would name it."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given

from desk.article.differences import How, counted, differences, listed
from desk.article.model import Article, Custody, Dateline, Status
from tests.builders import MOMENT, a_comment, a_photo, an_article, articles

STORY = an_article(
    headline="Dam talks",
    body="One two three.",
    status=Status.DRAFT,
    lead="p1",
    photos=(a_photo(), a_photo(id="p2", alt=""), a_photo(id="p3")),
)
UNTOLD = {"id", "created", "source_id", "body"}


def told(after: Article, before: Article = STORY) -> list[str]:
    return [change.phrase for change in differences(before, after)]


def with_photo(number: int, **parts: object) -> Article:
    photos = list(STORY.photos)
    photos[number] = replace(photos[number], **parts)
    return replace(STORY, photos=tuple(photos))


@pytest.mark.parametrize(
    ("after", "phrases"),
    [
        (STORY, []),
        (replace(STORY, headline="Dam talks end"), ["headline changed"]),
        (replace(STORY, headline=""), ["no headline"]),
        (replace(STORY, editors_note="Call them"), ["new editor’s note"]),
        (replace(STORY, dateline=Dateline(place="SULAIMANI")), ["new dateline"]),
        (replace(STORY, status=Status.READY), ["now ready"]),
        (replace(STORY, lead="p2"), ["new lead photo"]),
        (replace(STORY, lead=""), ["no lead photo"]),
        (replace(STORY, photos=STORY.photos[:2]), ["−1 photo"]),
        (replace(STORY, photos=(*STORY.photos, a_photo(id="p4"), a_photo(id="p5"))), ["+2 photos"]),
        (replace(STORY, photos=(*STORY.photos, a_photo(id="p4")), lead="p4"), ["new lead photo"]),
        (replace(STORY, photos=STORY.photos[::-1]), ["photos in another order"]),
        (with_photo(1, caption="Ministers leave."), ["caption of photo 2 changed"]),
        (with_photo(1, alt="A car"), ["new alt text of photo 2"]),
        (with_photo(2, credit=""), ["no credit of photo 3"]),
        (with_photo(0, turn=1, tilt=2.0), ["crop of lead photo changed"]),
        (with_photo(0, media="1" * 64), ["file of lead photo changed"]),
        (replace(STORY, comments=(a_comment(),)), ["+1 comment"]),
    ],
)
def test_each_part_is_told_once(after: Article, phrases: list[str]) -> None:
    assert told(after) == phrases


def test_a_comment_that_follows_its_words_is_no_change_and_a_resolved_one_is() -> None:
    before = replace(STORY, comments=(a_comment(start=4, end=7, quote="two"),))
    moved = replace(before, body="Now one two three.", comments=(a_comment(start=8, end=11, quote="two"),))
    assert told(moved, before) == []
    assert told(replace(moved, comments=(a_comment(start=8, end=11, quote="two", resolved=True),)), before) == [
        "comments changed"
    ]
    assert told(replace(before, comments=(a_comment(start=0, end=3),)), before) == ["comments changed"]
    assert told(STORY, before) == ["−1 comment"]


def test_the_line_names_each_part_once() -> None:
    after = replace(with_photo(1, caption="Ministers leave."), headline="Dam talks end", lead="p3")
    assert listed(differences(STORY, after)) == "Headline, lead photo, caption of photo 2"
    assert listed(()) == ""


@pytest.mark.parametrize(
    ("before", "after", "phrase"),
    [
        ("a b", "a b c", "+1 word"),
        ("a b c", "a x", "+1 −2 words"),
        ("a b", "b a", "words moved"),
        ("", "word " * 1200, "+1,200 words"),
    ],
)
def test_words_are_counted_wherever_they_stand(before: str, after: str, phrase: str) -> None:
    assert counted(before, after).phrase == phrase


@given(articles(), articles())
def test_backwards_what_was_new_is_gone_and_the_rest_is_named_alike(before: Article, after: Article) -> None:
    there, back = differences(before, after), differences(after, before)
    assert sum(one.how is How.NEW for one in there if not one.photo and "lead" not in one.what) == sum(
        one.how is How.GONE for one in back if not one.photo and "lead" not in one.what
    )
    for field in fields(Article):
        same = replace(before, **{field.name: getattr(after, field.name)})
        alike = getattr(before, field.name) == getattr(after, field.name)
        if field.name not in UNTOLD | {"photos", "comments", "lead"}:
            assert (differences(before, same) == ()) is alike


def test_whoever_was_given_a_story_has_it() -> None:
    given = replace(STORY, custody=Custody("Dana", "Sam", MOMENT))
    assert told(given) == ["now with Dana"]
    assert told(STORY, given) == ["no longer with Dana"]
    assert [one.how for one in (*differences(STORY, given), *differences(given, STORY))] == [How.CHANGED, How.CHANGED]

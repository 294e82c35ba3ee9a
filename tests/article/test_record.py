"""An article as plain data and back: exact for any article, and a sentence for whatever is none."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.model import Article, Comment, Dateline, Photo, Status
from desk.article.record import (
    field_value,
    from_record,
    photo_field_value,
    photo_from_record,
    plain,
    to_record,
    with_field,
)
from desk.article.trouble import Trouble
from tests.builders import EMOJI, SORANI, ZWNJ, a_comment, a_photo, a_sorani_story, a_story, articles, junk, photos


def _as_json(article: Article) -> object:
    return json.loads(json.dumps(to_record(article), allow_nan=False))


@given(articles())
def test_any_article_reads_back_the_same(article: Article) -> None:
    again = from_record(_as_json(article))
    assert again == article
    assert to_record(again) == to_record(article)


@given(photos())
def test_any_photo_reads_back_the_same(photo: Photo) -> None:
    (record,) = json.loads(json.dumps(to_record(a_story(photos=(photo,)))["photos"]))
    assert photo_from_record(record) == photo


def test_the_record_has_every_field_by_its_own_name_in_the_models_order() -> None:
    assert list(to_record(a_story())) == [f.name for f in fields(Article)]


def test_what_comes_back_has_the_models_own_kinds_of_values() -> None:
    story = from_record(_as_json(a_sorani_story(comments=(a_comment(),))))
    assert isinstance(story.status, Status)
    assert isinstance(story.dateline, Dateline)
    assert isinstance(story.photos, tuple)
    assert isinstance(story.photos[0], Photo)
    assert isinstance(story.photos[0].focus, tuple)
    assert isinstance(story.comments[0], Comment)
    assert isinstance(story.keywords, tuple)


def test_times_are_written_with_their_zone_and_days_without() -> None:
    record = to_record(a_story())
    assert record["created"] == "2026-03-03T09:30:00+00:00"
    assert record["dateline"] == {"place": "ERBIL", "agency": "DESK", "date": "2026-03-03"}
    assert record["embargo"] is None
    assert type(record["status"]) is str


def test_a_field_that_is_absent_is_as_in_a_new_article() -> None:
    article = from_record({"headline": SORANI})
    assert (article.headline, article.urgency, article.body, article.status) == (SORANI, 5, "", Status.DRAFT)


def test_half_a_character_becomes_the_replacement_character_and_places_hold() -> None:
    name, body = "\udce6photo.jpg", f"{EMOJI}\ud83d{ZWNJ}dam"
    story = a_story(body=body, photos=(a_photo(name=name),))
    again = from_record(_as_json(story))
    assert again.photos[0].name == "\ufffdphoto.jpg"
    assert again.body == f"{EMOJI}\ufffd{ZWNJ}dam"
    assert len(again.body) == len(body)
    json.dumps(to_record(story), ensure_ascii=False).encode()
    assert from_record({"headline": "\udce6"}).headline == "\ufffd"


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"headline": None}, "“headline” cannot be read: it should be text."),
        ({"headline": ["a"]}, "“headline”"),
        ({"colour": "red"}, "“colour” that Desk does not know"),
        ({"urgency": "5"}, "a whole number"),
        ({"urgency": True}, "a whole number"),
        ({"urgency": 5.0}, "a whole number"),
        ({"status": "spiked"}, "one of draft, in edit, ready, published, killed"),
        ({"status": ["draft"]}, "one of draft"),
        ({"keywords": "water"}, "a list"),
        ({"keywords": ["water", 3]}, "text"),
        ({"created": "2026-03-31T18:00:00"}, "a time with its zone"),
        ({"created": None}, "a time with its zone"),
        ({"embargo": "tomorrow"}, "a time with its zone"),
        ({"dateline": "ERBIL"}, "a dateline"),
        ({"dateline": {"date": "March 3"}}, "a day such as 2026-03-31"),
        ({"dateline": {"country": "Iraq"}}, "“country”"),
        ({"photos": {"id": "p1"}}, "a list"),
        ({"photos": ["p1"]}, "a photo"),
        ({"photos": [{"id": "p1"}]}, "“media” is missing"),
        ({"photos": [{"id": "p1", "media": "", "focus": [0.5]}]}, "a pair of numbers"),
        ({"photos": [{"id": "p1", "media": "", "focus": "45"}]}, "a pair of numbers"),
        ({"photos": [{"id": "p1", "media": "", "focus": [float("nan"), 0]}]}, "a pair of numbers"),
        ({"photos": [{"id": "p1", "media": "", "focus": [10**400, 0]}]}, "a pair of numbers"),
        ({"photos": [{"id": "p1", "media": "", "focus": [True, 0]}]}, "a pair of numbers"),
        ({"photos": [{"id": "p1", "media": "x"}]}, "the SHA-256 of an original"),
        ({"photos": [{"id": "p1", "media": "A" * 64}]}, "the SHA-256 of an original"),
        ({"photos": [{"id": "p1", "media": "../library.db"}]}, "the SHA-256 of an original"),
        ({"created": "0001-01-01T00:00:00+14:00"}, "a time with its zone"),
        ({"embargo": "9999-12-31T23:59:59-14:00"}, "a time with its zone"),
        ({"comments": [{"id": "c1"}]}, "“author” is missing"),
        ({"comments": [{**{"id": "", "author": "", "text": ""}, "start": 0.0}]}, "a whole number"),
        ({"comments": [{"resolved": 1}]}, "true or false"),
        ([], "not the data of an article"),
        (None, "not the data of an article"),
        ("{}", "not the data of an article"),
    ],
)
def test_what_is_no_article_is_refused_in_a_sentence(record: object, words: str) -> None:
    with pytest.raises(Trouble) as refused:
        from_record(record)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@given(junk())
def test_junk_is_refused_in_a_sentence(record: object) -> None:
    _refused_or_read(record)


@given(st.data())
def test_an_article_with_a_part_spoilt_is_refused_in_a_sentence_or_read(data: st.DataObject) -> None:
    record = to_record(a_story(comments=(a_comment(),)))
    name = data.draw(st.sampled_from([*record, "unheard_of"]))
    _refused_or_read({**record, name: data.draw(junk())})


@given(st.sampled_from(["dateline", "photos", "comments"]), st.data())
def test_a_part_of_a_part_spoilt_is_refused_in_a_sentence_or_read(part: str, data: st.DataObject) -> None:
    record = json.loads(json.dumps(to_record(a_story(comments=(a_comment(),)))))
    inner = record[part] if part == "dateline" else record[part][0]
    inner[data.draw(st.sampled_from([*inner, "unheard_of"]))] = data.draw(junk())
    _refused_or_read(record)


def _refused_or_read(record: object) -> None:
    try:
        article = from_record(record)
    except Trouble as trouble:
        said = str(trouble)
    else:
        said = "" if from_record(_as_json(article)) == article else "not the same"
    assert said == "" or said.endswith(".")


@given(st.text(), junk())
def test_a_field_that_no_model_has_is_refused_by_name(name: str, value: object) -> None:
    for read in (field_value, photo_field_value):
        with pytest.raises(Trouble, match="does not know"):
            read(name + "_", value)


def test_a_field_named_at_run_time_takes_another_value() -> None:
    assert with_field(a_photo(), "caption", SORANI) == a_photo(caption=SORANI)
    assert with_field(a_story(), "headline", "") == a_story(headline="")


@pytest.mark.parametrize(
    "part",
    [
        {"width": -1},
        {"height": 10**400},
        {"turn": 4},
        {"turn": True},
        {"crops": [{"shape": "7:3", "left": 0, "top": 0, "right": 1, "bottom": 1}]},
        {"crops": [{"shape": "1:1", "left": -5, "top": 0, "right": 9, "bottom": 1}]},
        {"crops": [{"shape": "1:1", "left": 0, "top": 0, "right": 1, "bottom": 1}] * 2},
        {"crops": [{"shape": "1:1", "left": 0, "top": 0, "right": 1, "bottom": 1}] * 100_000},
        {"crops": [{"shape": "1:1", "left": 0, "top": 0, "right": 1}]},
    ],
    ids=str,
)
def test_a_photo_is_framed_within_bounds(part: dict[str, object]) -> None:
    data = plain(a_photo())
    assert isinstance(data, dict)
    with pytest.raises(Trouble):
        photo_from_record(data | part)

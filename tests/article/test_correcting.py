"""Corrections and kills: lines in three languages and more, what readers were told otherwise, and back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from desk.article import changes
from desk.article.changes import Change
from desk.article.correcting import TEMPLATES, can_correct, can_kill, correct, kill, line, set_status
from desk.article.correcting_altered import altered
from desk.article.languages import LANGUAGES
from desk.article.model import Article, Status
from tests.builders import a_photo, an_article, articles

DAY = date(2026, 3, 3)


def done(article: Article, change: Change | None) -> Article:
    assert change is not None
    return changes.apply(article, change)


@pytest.mark.parametrize(
    ("tag", "wrong", "right", "told"),
    [
        (
            *("en", "three people", "four people"),
            "March 3, 2026: An earlier version of this story said “three people”. It should have said “four people”.",
        ),
        ("en-GB", "Erbil.", "", "March 3, 2026: An earlier version of this story wrongly said “Erbil”."),
        ("en", " ", "The talks were on Monday.", "March 3, 2026: The talks were on Monday."),
        (
            *("ckb", "سێ کەس", "چوار کەس"),
            "٣ی ئازاری ٢٠٢٦: لە وەشانێکی پێشووتری ئەم بابەتەدا نووسرابوو «سێ کەس». ڕاستییەکەی «چوار کەس» بوو.",
        ),
        ("ar", "ثلاثة، ", "أربعة", "٣ آذار ٢٠٢٦: ورد في نسخة سابقة من هذا الخبر «ثلاثة»، والصواب «أربعة»."),
        ("ar", "ثلاثة", "", "٣ آذار ٢٠٢٦: ورد خطأً في نسخة سابقة من هذا الخبر «ثلاثة»."),
        ("xx", "a", "b", "March 3, 2026: An earlier version of this story said “a”. It should have said “b”."),
        ("en", "", "\n", ""),
    ],
)
def test_a_line_is_told_as_the_language_tells_it(tag: str, wrong: str, right: str, told: str) -> None:
    assert line(tag, DAY, wrong, right) == told


@pytest.mark.parametrize("tag", [known.tag for known in LANGUAGES])
def test_every_language_has_a_template_that_holds_both_wordings(tag: str) -> None:
    assert tag in TEMPLATES
    told = line(tag, DAY, "WRONG {x}", "RIGHT")
    assert "WRONG {x}" in told
    assert "RIGHT" in told
    assert "RIGHT" not in line(tag, DAY, "WRONG", "")


def test_the_newest_correction_stands_first_on_a_line_of_its_own() -> None:
    article = an_article(status=Status.PUBLISHED, correction="")
    once = done(article, correct(article, "March 3, 2026: One.\n"))
    twice = done(once, correct(once, "March 4, 2026: Two."))
    assert once.correction == "March 3, 2026: One."
    assert twice.correction == "March 4, 2026: Two.\nMarch 3, 2026: One."


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.PUBLISHED])
def test_only_what_readers_have_is_corrected(status: Status) -> None:
    article = an_article(status=status)
    assert not can_correct(article)
    assert correct(article, "March 3, 2026: One.") is None
    assert correct(replace(article, status=Status.PUBLISHED), " ") is None


def test_a_kill_needs_a_reason_and_can_be_undone() -> None:
    article = an_article(status=Status.PUBLISHED)
    assert kill(article, " \n") is None
    change = kill(article, "The quote was\nmade up. ")
    killed = done(article, change)
    assert (killed.status, killed.kill_reason) == (Status.KILLED, "The quote was made up.")
    assert change is not None
    assert changes.apply(killed, changes.invert(change)) == article


def test_what_was_never_out_is_not_killed() -> None:
    assert [status for status in Status if can_kill(an_article(status=status))] == [
        Status.READY,
        Status.PUBLISHED,
        Status.KILLED,
    ]
    assert kill(an_article(status=Status.DRAFT), "No.") is None


def test_a_killed_story_may_be_given_another_reason() -> None:
    killed = an_article(status=Status.KILLED, kill_reason="One.")
    assert kill(killed, "One.") is None
    assert done(killed, kill(killed, "Two.")) == replace(killed, kill_reason="Two.")


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.KILLED])
def test_a_story_that_is_killed_no_more_has_no_reason(status: Status) -> None:
    killed = an_article(status=Status.KILLED, kill_reason="One.")
    assert done(killed, set_status(killed, status)) == replace(killed, status=status, kill_reason="")
    assert set_status(killed, Status.KILLED) is None


# what readers were told otherwise

BODY = "The minister spoke. Three people were killed in the blast in Erbil on Tuesday, he said. It rained.\n\nTwo left."


def told(before: Article, after: Article) -> list[tuple[str, str, str]]:
    return [(one.name, one.wrong, one.right) for one in altered(before, after)]


def test_words_are_shown_with_those_around_them_in_their_sentence() -> None:
    before = an_article(body=BODY)
    assert told(before, replace(before, body=BODY.replace("Three", "Four"))) == [
        ("text", "Three people were killed", "Four people were killed")
    ]
    assert told(before, replace(before, body=BODY.replace("Erbil on", "Duhok on"))) == [
        ("text", "the blast in Erbil on Tuesday, he", "the blast in Duhok on Tuesday, he")
    ]
    assert told(before, replace(before, body=BODY.replace("rained", "snowed"))) == [
        ("text", "It rained.", "It snowed.")
    ]


def test_sorani_and_arabic_are_told_in_their_own_words() -> None:
    sorani = an_article(language="ckb", body="لە هەولێر ١٬٢٠٠ کەس نووسین\u200cەکانیان دا. باران باری.")
    assert told(sorani, replace(sorani, body=sorani.body.replace("١٬٢٠٠", "١٬٣٠٠"))) == [
        ("text", "لە هەولێر ١٬٢٠٠ کەس نووسین\u200cەکانیان دا.", "لە هەولێر ١٬٣٠٠ کەس نووسین\u200cەکانیان دا.")
    ]
    arabic = an_article(language="ar", body="قُتل ثلاثة أشخاص في أربيل. هل سيأتون؟")
    assert told(arabic, replace(arabic, body=arabic.body.replace("ثلاثة", "أربعة"))) == [
        ("text", "قُتل ثلاثة أشخاص في أربيل.", "قُتل أربعة أشخاص في أربيل.")
    ]


def test_headlines_and_captions_count_and_what_only_the_desk_sees_does_not() -> None:
    before = an_article(headline="Three killed", photos=(a_photo(caption="Three killed, March 3, 2026."),), lead="p1")
    photo = replace(before.photos[0], caption="Four killed, March 3, 2026.", focus=(0.2, 0.2))
    after = replace(
        before, headline="Four killed", photos=(photo,), slugline="OTHER", editors_note="Careful", urgency=2
    )
    assert told(before, after) == [
        ("headline", "Three killed", "Four killed"),
        ("caption of lead photo", "Three killed, March 3,", "Four killed, March 3,"),
    ]


def test_what_came_or_went_has_one_side_only() -> None:
    before = an_article(body="One is here.\n\nTwo is here.")
    assert told(before, replace(before, body="One is here.")) == [("text", "Two is here.", "")]
    assert told(before, replace(before, body=f"{before.body}\n\nThree came.")) == [("text", "", "Three came.")]
    assert told(before, before) == []


@given(articles(), articles())
def test_any_two_states_of_a_story_can_be_told_apart(before: Article, after: Article) -> None:
    after = replace(after, id=before.id)
    for one in altered(before, after):
        assert one.wrong or one.right
        assert line(after.language, DAY, one.wrong, one.right)

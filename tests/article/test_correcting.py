"""Corrections and kills: lines in three languages and more, what readers were told otherwise, and back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.changes import Change
from desk.article.correcting import TEMPLATES, can_correct, can_kill, correct, kill, line, set_status
from desk.article.correcting_altered import altered
from desk.article.languages import LANGUAGES
from desk.article.model import Article, Status
from desk.checks import check
from desk.checks.style_reading import read_book
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
            "March 3, 2026: An earlier version of this story said “three people.” It should have said “four people.”",
        ),
        (
            *("en-GB", "Erbil.", ""),
            "March 3, 2026: An earlier version of this story said “Erbil.” That has been removed.",
        ),
        (
            *("en", " ", "The talks were on Monday."),
            "March 3, 2026: An earlier version of this story did not say “The talks were on Monday.”",
        ),
        (
            *("en", "“Who?” he asked", "At 5 p.m.,"),
            "March 3, 2026: An earlier version of this story said “‘Who?’ he asked.” It should have said “At 5 p.m.”",
        ),
        (
            *("en", "He said “yes.”", ""),
            "March 3, 2026: An earlier version of this story said “He said ‘yes.’” That has been removed.",
        ),
        ("ckb", "", "دوو کەس هاتن.", "٣ی ئازاری ٢٠٢٦: لە وەشانێکی پێشووتری ئەم بابەتەدا نەنووسرابوو «دوو کەس هاتن»."),
        ("ckb", "دوو کەس", "", "٣ی ئازاری ٢٠٢٦: لە وەشانێکی پێشووتری ئەم بابەتەدا نووسرابوو «دوو کەس». ئەوە لابراوە."),
        ("ar", "", "هطل المطر.", "٣ آذار ٢٠٢٦: لم يرد في نسخة سابقة من هذا الخبر «هطل المطر»."),
        (
            *("ckb", "سێ کەس", "چوار کەس"),
            "٣ی ئازاری ٢٠٢٦: لە وەشانێکی پێشووتری ئەم بابەتەدا نووسرابوو «سێ کەس». ڕاستییەکەی «چوار کەس» بوو.",
        ),
        ("ar", "ثلاثة، ", "أربعة", "٣ آذار ٢٠٢٦: ورد في نسخة سابقة من هذا الخبر «ثلاثة»، والصواب «أربعة»."),
        ("ar", "ثلاثة", "", "٣ آذار ٢٠٢٦: ورد في نسخة سابقة من هذا الخبر «ثلاثة»، وقد حُذف ذلك."),
        ("xx", "a", "b", "March 3, 2026: An earlier version of this story said “a.” It should have said “b.”"),
        ("en", "", "\n", ""),
    ],
)
def test_a_line_is_told_as_the_language_tells_it(tag: str, wrong: str, right: str, told: str) -> None:
    assert line(tag, DAY, wrong, right) == told


@pytest.mark.parametrize("tag", [known.tag for known in LANGUAGES])
def test_every_language_tells_apart_what_was_wrong_what_went_and_what_came(tag: str) -> None:
    assert tag in TEMPLATES
    told = line(tag, DAY, "WRONG {x}", "RIGHT")
    assert "WRONG {x}" in told
    assert "RIGHT" in told
    went, came = line(tag, DAY, "WORDS", ""), line(tag, DAY, "", "WORDS")
    assert "WORDS" in went
    assert "WORDS" in came
    assert len({went, came, told.replace("WRONG {x}", "WORDS")}) == 3


@pytest.mark.parametrize("tag", [known.tag for known in LANGUAGES])
@pytest.mark.parametrize(("wrong", "right"), [("WRONG", "RIGHT"), ("WRONG", ""), ("", "RIGHT")])
def test_a_line_is_worded_as_house_style_has_it(tag: str, wrong: str, right: str) -> None:
    article = an_article(language=tag, status=Status.PUBLISHED, correction=line(tag, DAY, wrong, right))
    assert [one.message for one in check(article, rules=read_book()) if one.place == "correction"] == []


DECEIVING = "He \u202eelpoep\u202c \u2066left\x07"


def test_marks_that_turn_text_round_reach_no_reader() -> None:
    article = an_article(status=Status.PUBLISHED, correction="")
    assert done(article, correct(article, DECEIVING)).correction == "He elpoep left"
    assert done(article, kill(article, DECEIVING)).kill_reason == "He elpoep left"
    assert line("en", DAY, DECEIVING, "").endswith("said “He elpoep left.” That has been removed.")


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
    draft = an_article(status=Status.DRAFT)
    assert done(draft, kill(draft, "No.")).kill_reason == "No.", (
        "unless it is asked for by its status: it may have been"
    )


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


DAM = "The dam is full. It cost 10 million dinars. Nobody was hurt, he said. The road stays as it is."
THREE = [
    ("en", DAM, ("10 million dinars.", "Nobody was hurt, he said. "), ("Twenty people came.", "It rained all day.")),
    (
        *("ckb", "بەنداوەکە پڕە. تێچووەکەی ١٠ ملیۆن دینارە. کەس بریندار نەبوو. ڕێگاکە وەک خۆیەتی."),
        *(("ملیۆن دینارە.", "کەس بریندار نەبوو. "), ("بیست میوان هاتن.", "ئەمڕۆ باران باری.")),
    ),
    (
        *("ar", "السد ممتلئ. بلغت الكلفة 10 ملايين دينار. لم يصب أحد. بقي الطريق كما هو."),
        *(("ملايين دينار.", "لم يصب أحد. "), ("حضر عشرون شخصاً.", "هطل المطر طوال اليوم.")),
    ),
]


@pytest.mark.parametrize(("tag", "body", "old", "new"), THREE)
def test_a_sentence_that_came_or_went_is_paired_with_no_other(
    tag: str, body: str, old: tuple[str, str], new: tuple[str, str]
) -> None:
    before = an_article(language=tag, body=body)
    amid, end, gone = (
        body.replace(old[0], f"{old[0]} {new[0]}"),
        f"{body} {new[1]}",
        body.replace(old[1], ""),
    )
    assert told(before, replace(before, body=amid)) == [("text", "", new[0])]
    assert told(before, replace(before, body=end)) == [("text", "", new[1])]
    assert told(before, replace(before, body=f"{new[1]} {body}")) == [("text", "", new[1])]
    assert told(before, replace(before, body=gone)) == [("text", old[1].strip(), "")]
    last = body.rindex(". ") + 1
    assert told(before, replace(before, body=body[:last])) == [("text", body[last:].strip(), "")]
    everything = f"{amid.replace(old[1], '')} {new[1]}"
    expected = {("text", "", new[0]), ("text", "", new[1]), ("text", old[1].strip(), "")}
    assert set(told(before, replace(before, body=everything))) == expected


def test_what_came_amid_a_sentence_is_told_with_it() -> None:
    before = an_article(body=DAM)
    for old, new, wrong, right in (
        ("million", "million Iraqi", "cost 10 million dinars.", "cost 10 million Iraqi dinars."),
        ("as it is.", "as it is, he said.", "as it is.", "as it is, he said."),
        ("It cost", "In all, it cost", "It cost 10 million", "In all, it cost 10 million"),
        ("full. It", "full; it", "dam is full. It cost 10 million", "dam is full; it cost 10 million"),
        ("It cost", "it cost", "dam is full. It cost 10 million", "dam is full. it cost 10 million"),
        ("dinars. ", "dinars ", "10 million dinars. Nobody was hurt,", "10 million dinars Nobody was hurt,"),
    ):
        assert told(before, replace(before, body=DAM.replace(old, new))) == [("text", wrong, right)]


def test_two_words_of_one_short_sentence_are_told_once() -> None:
    before = an_article(body="It rained. The dam is full. All left.")
    assert told(before, replace(before, body="It rained. The road is open now. All left.")) == [
        ("text", "The dam is full.", "The road is open now.")
    ]


def test_what_shares_words_is_a_rewording_and_what_shares_none_is_not() -> None:
    before = an_article(body=BODY, headline="Three killed")
    (reworded,) = altered(before, replace(before, body=BODY.replace("Three", "Four")))
    assert reworded.is_rewording
    (headline,) = altered(before, replace(before, headline="Dam opened"))
    assert (headline.wrong, headline.right) == ("Three killed", "Dam opened")
    assert not headline.is_rewording
    gone, came = altered(before, replace(before, body=BODY.replace("It rained.", "Nobody came by.")))
    assert (gone.wrong, gone.right, came.wrong, came.right) == ("It rained.", "", "", "Nobody came by.")
    assert not gone.is_rewording
    (people,) = altered(
        an_article(body="It rained. Nobody was hurt."), an_article(body="It rained. Two people were hurt.")
    )
    assert (people.wrong, people.right) == ("Nobody was hurt.", "Two people were hurt.")
    assert not people.is_rewording, "one word in common says little"


SENTENCES = st.lists(st.sampled_from([*DAM.split(". ")[:3], "It rained", "Twenty came", "سێ کەس هاتن"]), max_size=5)


@given(SENTENCES, SENTENCES, SENTENCES, SENTENCES)
def test_what_was_wrong_stood_where_what_is_right_stands(
    head: list[str], out: list[str], into: list[str], tail: list[str]
) -> None:
    """One piece of news in the middle of a story: put in the place of what was wrong, what is right makes it new."""
    old, new = (" ".join(f"{one}." for one in (*head, *middle, *tail)) for middle in (out, into))
    before = an_article(body=old)
    found = altered(before, replace(before, body=new))
    for one in found:
        assert one.wrong in old
        assert one.right in new
        assert line("en", DAY, one.wrong, one.right)
    if len(found) == 1:
        (one,) = found
        places = [at for at in range(len(old) + 1) if old.startswith(one.wrong, at)]
        made = {" ".join(f"{old[:at]} {one.right} {old[at + len(one.wrong) :]}".split()) for at in places}
        assert new in made


@given(
    st.lists(st.sampled_from(["the", "dam", "is", "full", "of", "water", "today", "he", "said"]), min_size=1), st.data()
)
def test_a_word_put_in_or_taken_out_anywhere_is_told_where_it_is(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words)))
    old, new = (f"It rained. {' '.join(one)}. All left." for one in (words, [*words[:at], "nearly", *words[at:]]))
    for was, now in ((old, new), (new, old)):
        before = an_article(body=was)
        (one,) = altered(before, replace(before, body=now))
        places = [at for at in range(len(was)) if was.startswith(one.wrong, at)]
        assert now in {f"{was[:at]}{one.right}{was[at + len(one.wrong) :]}" for at in places}


@given(articles(), articles())
def test_any_two_states_of_a_story_can_be_told_apart(before: Article, after: Article) -> None:
    after = replace(after, id=before.id)
    for one in altered(before, after):
        assert one.wrong or one.right
        assert line(after.language, DAY, one.wrong, one.right)

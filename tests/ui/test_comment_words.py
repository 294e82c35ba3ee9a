"""How comments are told: when, by whom, on what, in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desk.article.model import Reply
from desk.ui.comment_words import LONGEST_LINE, LONGEST_QUOTE, Thread, ago, breakable, exact, in_a_line, threads
from tests.builders import MOMENT, a_comment, a_comment_on, a_story

NOON = datetime(2026, 3, 3, 12, 0).astimezone()


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=1), "1 h ago"),
        (timedelta(hours=11), "11 h ago"),
        (timedelta(hours=13), "yesterday 23:00"),
        (timedelta(hours=36), "yesterday 00:00"),
        (timedelta(hours=37), "1 March"),
        (timedelta(days=61), "1 January"),
        (timedelta(days=63), "30 December 2025"),
    ],
)
def test_a_moment_is_told_as_one_remembers_it(passed: timedelta, said: str) -> None:
    assert ago(NOON - passed, NOON) == said


def test_the_exact_moment_has_day_and_minute() -> None:
    assert exact(NOON) == "3 March 2026, 12:00"


def test_a_comment_is_told_in_a_line() -> None:
    note = a_comment(author=" ", text="Who\n\nsays?", replies=(Reply("r", "A", MOMENT, "B"),))
    assert _plain(in_a_line(note)) == "Somebody: Who says? (1 reply)"
    assert len(_plain(in_a_line(replace(note, text="x" * 999, replies=())))) == LONGEST_LINE + len("Somebody: ")


@pytest.mark.parametrize(
    ("thread", "said"),
    [
        (Thread(a_comment(quote="the dam"), "", False), "“the dam”"),
        (Thread(a_comment(), "", False), "On the story"),
        (Thread(a_comment(quote="the dam"), "", True), "on words that are gone: “the dam”"),
        (Thread(a_comment(place="headline", quote="the dam"), "Headline", False), "Headline: “the dam”"),
        (Thread(a_comment(place="kicker"), "Kicker", False), "Kicker"),
        (
            Thread(a_comment(place="photo:p1", quote="The dam."), "Photo", True),
            "Photo: on a photo that is gone: “The dam.”",
        ),
        (Thread(a_comment(quote="x" * 999), "", False), f"“{'x' * (LONGEST_QUOTE - 1)}…”"),
    ],
)
def test_what_a_comment_is_on_is_told(thread: Thread, said: str) -> None:
    assert _plain(thread.on) == said


def test_threads_do_not_change_while_only_places_move() -> None:
    story = a_story()
    notes = (a_comment_on(story.body, "Tuesday"), a_comment(id="c2", resolved=True))
    before = replace(story, comments=notes)
    after = replace(before, body=f"Late. {story.body}", comments=(notes[0].moved(6), notes[1]))
    assert threads(before) == threads(after)
    assert [one.comment.id for one in threads(before, resolved=True)] == ["c2", "c1"]


def test_endless_words_can_be_broken_and_others_stay() -> None:
    assert breakable("the dam at Erbil") == "the dam at Erbil"
    assert breakable("x" * 30) == f"{'x' * 24}\u200b{'x' * 6}"


def _plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")

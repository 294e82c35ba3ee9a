"""What came into a story, counted in a phrase."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.article.merging_told import told
from desk.article.model import Article, Custody, Reply, Status
from tests.builders import MOMENT, a_comment_on, a_photo, a_story

STORY = a_story(headline="Ministers meet", body="The talks go on.\n\nNo date was set.")
NOTE = a_comment_on(STORY.body, "talks")
ASKED = replace(STORY, comments=(NOTE,))
ANSWERED = replace(NOTE, replies=(Reply("r1", "Dana", MOMENT, "These."),))


@pytest.mark.parametrize(
    ("before", "after", "phrase"),
    [
        (STORY, STORY, ""),
        (STORY, replace(STORY, custody=Custody("Sam", "Dana", MOMENT)), ""),
        (STORY, replace(STORY, body="The talks went on.\n\nNo date was set."), "1 change in the text"),
        (STORY, replace(STORY, body="Talks went on.\n\nA date was set."), "2 changes in the text"),
        (STORY, replace(STORY, headline="Talks", status=Status.READY), "status, headline"),
        (STORY, replace(STORY, headline="T", kicker="K", byline="B", slug="s"), "4 fields"),
        (STORY, replace(STORY, photos=(*STORY.photos, a_photo(id="p9"))), "1 change to photos"),
        (STORY, ASKED, "1 comment"),
        (ASKED, replace(ASKED, comments=(ANSWERED,)), "1 answer"),
        (ASKED, replace(ASKED, comments=(replace(NOTE, resolved=True),)), "1 comment resolved"),
    ],
)
def test_what_came_is_counted(before: Article, after: Article, phrase: str) -> None:
    assert told(before, after) == phrase

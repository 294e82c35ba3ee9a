"""What comes from elsewhere does no harm: more comments than any desk makes are refused, and each has its own ID."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.article.model import Article, Reply
from desk.article.past import Past
from desk.article.trouble import Trouble
from desk.formats.harmless import MOST_COMMENTS, MOST_REPLIES, harmless, harmlessly
from desk.formats.reading import Imported
from tests.builders import MOMENT, a_comment, a_story


def _commented(count: int, replies: int = 0) -> Article:
    answers = tuple(Reply(f"r{n}", "Bo", MOMENT, "Yes.") for n in range(replies))
    return a_story(comments=tuple(a_comment(id=f"c{n}", replies=answers) for n in range(count)))


def test_a_story_with_as_many_comments_as_a_desk_can_make_is_taken_whole() -> None:
    article = _commented(MOST_COMMENTS)
    assert len(harmlessly(Imported(article)).article.comments) == MOST_COMMENTS
    assert harmlessly(Imported(_commented(1, MOST_REPLIES))).article == _commented(1, MOST_REPLIES)


@pytest.mark.parametrize(
    ("count", "replies", "said"),
    [(MOST_COMMENTS + 1, 0, "has 5,001 comments"), (1, MOST_REPLIES + 1, "a comment with 201 replies")],
)
@pytest.mark.parametrize("is_past", [False, True])
def test_one_with_more_is_refused_in_a_sentence_whichever_version_has_them(
    count: int, replies: int, said: str, is_past: bool
) -> None:
    many = _commented(count, replies)
    past = (Past(1, MOMENT, "Bo", "save", "", 1, "", many),)
    with pytest.raises(Trouble, match=said) as trouble:
        harmlessly(Imported(a_story(), past=past) if is_past else Imported(many))
    assert many.headline in str(trouble.value)
    assert "sent again" in str(trouble.value)


def test_comments_and_answers_that_share_an_id_or_have_none_are_told_apart() -> None:
    answers = tuple(Reply("r", "Bo", MOMENT, text) for text in ("One.", "Two."))
    said = [a_comment(id=name, text=f"{n}", replies=answers) for n, name in enumerate(("c1", "c1", "", "", "c2"))]
    article = a_story(comments=tuple(said))
    clean = harmless(article)
    assert [one.text for one in clean.comments] == ["0", "1", "2", "3", "4"]
    assert len({one.id for one in clean.comments} - {""}) == len(said)
    assert (clean.comments[0].id, clean.comments[4].id) == ("c1", "c2")
    assert [len({one.id for one in comment.replies}) for comment in clean.comments] == [2] * 5
    assert harmless(article) == clean == harmless(clean), "always the same ones"
    assert harmless(replace(article, comments=clean.comments[:1])).comments == clean.comments[:1]

"""What is done with comments: making, answering, rewording, resolving and removing them. `Article → Change | None`.

None means that it does not apply now, so the same function greys out its button. Where a comment stands, and in which
order comments are read, says `comment_places`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from desk.article.changes import Change, CommentsChange, differing
from desk.article.edits import clean_text
from desk.article.model import BODY, Article, Comment, Reply, new_id, now


@dataclass(frozen=True, slots=True)
class Spot:
    """What a comment is to be made on: `place`, `field`, `start` and `end` as in `Comment`, and the words there."""

    place: str = BODY
    field: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""


def comment(article: Article, spot: Spot, text: str, author: str, time: datetime | None = None) -> Change | None:
    """Make a comment on a spot, at a moment (now if none is given); None without words."""
    said = _said(text)
    if not said:
        return None
    made = Comment(
        *(new_id(), author, time or now(), said, spot.start, spot.end),
        quote=spot.quote,
        place=spot.place,
        field=spot.field,
    )
    return CommentsChange(article.comments, (*article.comments, made))


def reply(article: Article, comment_id: str, text: str, author: str, time: datetime | None = None) -> Change | None:
    """Answer a comment; one that was resolved is open again, so that the answer is read."""
    said = _said(text)
    if not said:
        return None
    answer = Reply(new_id(), author, time or now(), said)
    return _changed(article, comment_id, lambda one: replace(one, replies=(*one.replies, answer), resolved=False))


def reword(article: Article, comment_id: str, text: str, author: str, reply_id: str = "") -> Change | None:
    """Give one's own comment, or one's own reply to it, other words; None where somebody else wrote it."""
    said = _said(text)
    if not said:
        return None

    def reworded(one: Comment) -> Comment:
        if not reply_id:
            return replace(one, text=said) if one.author == author else one
        return replace(
            one,
            replies=tuple(
                replace(answer, text=said) if (answer.id, answer.author) == (reply_id, author) else answer
                for answer in one.replies
            ),
        )

    return _changed(article, comment_id, reworded)


def resolve(article: Article, comment_id: str) -> Change | None:
    """Take a comment for settled."""
    return _changed(article, comment_id, lambda one: replace(one, resolved=True))


def reopen(article: Article, comment_id: str) -> Change | None:
    """Take a comment for open again."""
    return _changed(article, comment_id, lambda one: replace(one, resolved=False))


def remove(article: Article, comment_id: str, reply_id: str = "") -> Change | None:
    """Remove a comment with its replies, or one of these alone."""
    if reply_id:

        def without(one: Comment) -> Comment:
            return replace(one, replies=tuple(answer for answer in one.replies if answer.id != reply_id))

        return _changed(article, comment_id, without)
    rest = tuple(one for one in article.comments if one.id != comment_id)
    return None if len(rest) == len(article.comments) else CommentsChange(article.comments, rest)


def comment_of(article: Article, comment_id: str) -> Comment | None:
    """The comment of that ID, if the article has it."""
    return next((one for one in article.comments if one.id == comment_id), None)


def open_comments(article: Article) -> tuple[Comment, ...]:
    """The comments that nobody has resolved, as they were made."""
    return tuple(one for one in article.comments if not one.resolved)


def _changed(article: Article, comment_id: str, change: Callable[[Comment], Comment]) -> Change | None:
    return differing(article.comments, tuple(change(one) if one.id == comment_id else one for one in article.comments))


def _said(text: str) -> str:
    """What was typed, without empty lines at its ends and with nothing that a text cannot hold."""
    return clean_text(text).strip()

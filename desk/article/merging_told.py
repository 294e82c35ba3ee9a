"""What came into a story from somebody else, counted in a phrase: “12 changes in the text, headline, 3 comments”."""

from __future__ import annotations

from collections.abc import Iterator

from desk.article.differences import differences
from desk.article.merging import replacements
from desk.article.model import Article

_NAMED = 3
"""So many fields are named; of more it is said how many they are."""


def told(before: Article, after: Article) -> str:
    """What the story has that it had not; empty where it says the same. Who has it does not count."""
    return ", ".join((*_of_text(before, after), *_of_fields(before, after), *_of_comments(before, after)))


def _of_text(before: Article, after: Article) -> Iterator[str]:
    if before.body != after.body:
        yield counted(len(replacements(before.body, after.body)), "change") + " in the text"


def _of_fields(before: Article, after: Article) -> Iterator[str]:
    changes = [one for one in differences(before, after) if one.what not in ("comments", "who has it")]
    fields = list(dict.fromkeys(one.what for one in changes if "photo" not in one.what))
    if fields:
        yield ", ".join(fields) if len(fields) <= _NAMED else counted(len(fields), "field")
    photos = sum("photo" in one.what for one in changes)
    if photos:
        yield f"{counted(photos, 'change')} to photos"


def _of_comments(before: Article, after: Article) -> Iterator[str]:
    known = {comment.id: comment for comment in before.comments}
    fresh = sum(comment.id not in known for comment in after.comments)
    answers = sum(max(0, len(one.replies) - len(known[one.id].replies)) for one in after.comments if one.id in known)
    settled = sum(one.resolved and not known[one.id].resolved for one in after.comments if one.id in known)
    for count, what in ((fresh, "comment"), (answers, "answer")):
        if count:
            yield counted(count, what)
    if settled:
        yield f"{counted(settled, 'comment')} resolved"


def counted(count: int, what: str) -> str:
    """“1 change”, “12 changes”."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"

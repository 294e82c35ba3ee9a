"""A story as it once was: a kept version with its words, to be handed from one library to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.article.model import Article
from desk.article.status import Status

ALTHOUGH = "Exported although: "
"""What the names of versions begin with that left although something stopped them; behind it stands why."""
WITH = "With what "
"""What the names of versions begin with that hold what was done here and what came from elsewhere."""
STAYS = "It says why this was done, and stays as it was said: it cannot be renamed or taken away."


@dataclass(frozen=True, slots=True)
class Past:
    """One version: its number, when and by whom it was kept, how it came about (`kind`), the name it was given, how
    many words its body had, what changed (`note`), and the story as it was.
    """

    number: int
    time: datetime
    author: str
    kind: str
    name: str
    words: int
    note: str
    article: Article


def killed_since(past: Sequence[Past]) -> datetime | None:
    """When a story was killed whose versions, oldest first, these are; None where the newest is not killed.

    It stays that time whatever is done with the story later, a reason given anew included.
    """
    since = None
    for version in reversed(past):
        if version.article.status is not Status.KILLED:
            break
        since = version.time
    return since


def says_why(kind: str, name: str) -> bool:
    """Whether a version's name is the reason that somebody gave for what was done with the story."""
    return bool(name) and (kind in ("correction", "kill") or (kind == "export" and name.startswith(ALTHOUGH)))

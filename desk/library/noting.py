"""What changed from one version to the next, in a phrase: “+42 −7 words, new lead photo”."""

from __future__ import annotations

from desk.article.differences import Changed, counted, differences
from desk.article.model import Article

_ROOM = 4
_PHOTO_ROOM = 2
"""How many details of photos are told one by one."""


def what_changed(before: Article | None, after: Article) -> str:
    """The phrase; empty where nothing changed."""
    if before is None:
        return "first version"
    words = [counted(before.body, after.body).phrase] if before.body != after.body else []
    parts = words + _phrases(differences(before, after))
    rest = len(parts) - _ROOM
    return ", ".join(parts[:_ROOM]) + (f" and {rest} more" if rest > 0 else "")


def _phrases(changes: tuple[Changed, ...]) -> list[str]:
    """Status and photos first, which a reader of the list looks for, then fields and comments."""
    details = [change for change in changes if change.photo and " of " in change.what]
    said = ["photo details"] if len(details) > _PHOTO_ROOM else [change.phrase for change in details]
    rest = [change for change in changes if change not in details]
    early = [change.phrase for change in rest if "photo" in change.what or change.what == "status"]
    return early + said + [change.phrase for change in rest if change.phrase not in early]

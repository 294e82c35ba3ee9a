"""The rows of the list of changes, without a widget: what changed, its words before and after, who changed it, when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from desk.article.languages import Direction
from desk.article.model import BODY
from desk.article.review import Edit, EditKind
from desk.article.scripts import paragraph_direction
from desk.ui.version_rows import told_time

ROOM = 160
"""Characters of either wording that a row shows at most."""


class Sign(StrEnum):
    """The icon of a kind of change."""

    INSERTED = "plus"
    DELETED = "minus"
    REPLACED = "replace"
    MOVED = "moved"
    FIELD = "details"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A change as the list shows it. `key` names it; `told` says in a sentence what changed."""

    key: str
    sign: Sign
    title: str
    before: str
    after: str
    author: str
    time: str
    told: str
    right_to_left: bool = False
    moved: str = ""
    """The words that only moved."""

    who: str = ""
    """Who changed it and when, as the row says it."""

    @property
    def spoken(self) -> str:
        """The row for those who cannot see it."""
        words = (self.told, self.author, self.time)
        return ", ".join(part for part in words if part)


def shortened(words: str, room: int = ROOM) -> str:
    """Words on one line, the middle of long ones left out: how they begin and end is what tells them apart."""
    line = " ".join(words.split())
    if len(line) <= room:
        return line
    half = (room - 3) // 2
    return f"{line[:half].rstrip()} … {line[-half:].lstrip()}"


def counted(rows: Sequence[ReviewRow]) -> str:
    """How many changes by how many people: “23 changes by 2 people”."""
    if not rows:
        return "No changes"
    people = {row.author for row in rows}
    changes = "1 change" if len(rows) == 1 else f"{len(rows):,} changes"
    if len(people) == 1:
        return f"{changes} by \u2068{rows[0].author}\u2069" if rows[0].author else changes
    return f"{changes} by {len(people)} people"


def authors(rows: Iterable[ReviewRow]) -> list[str]:
    """Who changed anything, in the order in which they come."""
    return list(dict.fromkeys(row.author for row in rows))


def time_of(time: datetime | None, at: datetime) -> str:
    """When something was changed, as the list tells it."""
    return told_time(time, at) if time is not None else ""


_PHOTO = re.compile(r"!\[[^\[\]\n]*\]\(photo:[^()\s]*\)")
_SIGNS = {
    EditKind.INSERTED: Sign.INSERTED,
    EditKind.DELETED: Sign.DELETED,
    EditKind.REPLACED: Sign.REPLACED,
    EditKind.MOVED: Sign.MOVED,
    EditKind.FIELD: Sign.FIELD,
}


def row_of(edit: Edit, at: datetime, own: Direction = "ltr") -> ReviewRow:
    """The row of a change, told at some time; words without a direction, as numbers, run in the story's `own`."""
    before, after = (_PHOTO.sub("[photo]", words) for words in (edit.before, edit.after))
    moved = after if edit.kind is EditKind.MOVED else ""
    words, time = edit.after or edit.before, time_of(edit.time, at)
    return ReviewRow(
        *(edit.key, _SIGNS.get(edit.kind, Sign.PHOTO) if edit.photo or edit.place == BODY else _sign_of(edit)),
        _title(edit),
        *("" if moved else before, "" if moved else after, edit.author, time, edit.sentence),
        right_to_left=paragraph_direction(words, own) == "rtl",
        moved=moved,
        who=" · ".join(part for part in (edit.author and f"\u2068{edit.author}\u2069", time) if part),
    )


def _sign_of(edit: Edit) -> Sign:
    """Of a field: its own sign, where words of it came or went that of words."""
    return Sign.PHOTO if edit.kind in (EditKind.LEAD, EditKind.PHOTO_ORDER) else Sign.FIELD


def _title(edit: Edit) -> str:
    if edit.place != BODY:
        added = {EditKind.PHOTO_ADDED: " added", EditKind.PHOTO_REMOVED: " removed"}.get(edit.kind, "")
        return f"{edit.name[:1].upper()}{edit.name[1:]}{added}"
    if not edit.before.strip() and not edit.after.strip():
        return "Space changed"
    whole = "Paragraph " if edit.is_paragraph else ""
    words = {EditKind.REPLACED: "rewritten" if whole else "replaced"}.get(edit.kind, str(edit.kind))
    told = f"{whole}{words}"
    return told[:1].upper() + told[1:]


def told(edit: Edit, *, left: bool = False) -> str:
    """A change in a sentence, with who made it and when; `left`: told where a paragraph stood that moved."""
    row = row_of(edit, datetime.now(UTC))
    said = f"Moved from here: “\u2068{shortened(edit.before or edit.after)}\u2069”" if left else row.told
    return "\n".join(part for part in (said, row.who) if part)

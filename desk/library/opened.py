"""What opening a story gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.session import History
    from desk.library.versions import Version


@dataclass(frozen=True, slots=True)
class Opened:
    """A story as it was left: its text, its undo stack, where the caret was, the newest version that somebody made.

    `unsaved` says that it differs from that version, or that there is none.
    """

    article: Article
    history: History
    caret: int
    saved: Version | None
    unsaved: bool

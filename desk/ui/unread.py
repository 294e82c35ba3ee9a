"""Text of Details that cannot be read is in no article, and so in no journal: the library keeps it beside the story.

A story's fields get it back once, when the story is opened first; from then on they hold it themselves.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.ui.details import DetailsPane
from desk.ui.tasks import Tasks


class SmallThings(Protocol):
    """Where the texts are kept; the Library is one."""

    def setting(self, name: str) -> str | None:
        """What is kept under a name."""

    def set_setting(self, name: str, value: str) -> None:
        """Keep it."""


class UnreadTexts(QObject):
    """Keeps what Details tells of, one story after another, and gives it back."""

    def __init__(self, library: SmallThings, tasks: Tasks, details: DetailsPane) -> None:
        super().__init__(details)
        self._library, self._tasks, self._details = library, tasks, details
        self._asked: set[str] = set()
        self._waiting: dict[str, str] = {}
        self._busy = False
        details.unread_changed.connect(self._keep)

    def show_session(self, session: Session | None) -> None:
        """Give a story that is open now its texts back."""
        article_id = session.article.id if session else ""
        if article_id and article_id not in self._asked:
            self._asked.add(article_id)
            self._tasks.run(partial(self._library.setting, name_of(article_id)), partial(self._give, article_id))

    def close(self) -> None:
        """Keep what is still to be kept, now."""
        self._details.tell_unread()
        with suppress(Trouble):  # the words of the story were told of already, by the journal
            for article_id, value in self._waiting.items():
                self._library.set_setting(name_of(article_id), value)

    def _give(self, article_id: str, kept: str | None) -> None:
        self._details.give_unread(article_id, texts_of(kept))

    def _keep(self, article_id: str, texts: dict[str, str]) -> None:
        self._waiting[article_id] = json.dumps(texts, ensure_ascii=False) if texts else ""
        self._write()

    def _write(self) -> None:
        """One after another, so that what was typed last is what stays."""
        if self._waiting and not self._busy:
            self._busy = True
            article_id = next(iter(self._waiting))
            self._tasks.run(partial(self._set, article_id), partial(self._on_written, article_id), self._on_failed)

    def _set(self, article_id: str) -> str:
        """Keep what stands there by now; on a worker thread."""
        value = self._waiting[article_id]
        self._library.set_setting(name_of(article_id), value)
        return value

    def _on_written(self, article_id: str, value: str) -> None:
        self._busy = False
        if self._waiting.get(article_id) == value:
            del self._waiting[article_id]
        self._write()

    def _on_failed(self, _sentence: str) -> None:
        """The next key tries again."""
        self._busy = False


def name_of(article_id: str) -> str:
    """The library's setting that holds a story's texts."""
    return f"unread:{article_id}"


def texts_of(kept: str | None) -> dict[str, str]:
    """The texts in a setting; none, where it does not hold any."""
    try:
        texts = json.loads(kept or "{}")
    except ValueError:
        return {}
    return {str(name): text for name, text in texts.items() if isinstance(text, str)} if isinstance(texts, dict) else {}

"""Text that is in no article, and so in no journal: the library keeps it beside the story.

It is what stands in Details and cannot be read, and comments that were begun and not sent. A story's fields get it back
once, when the story is opened first; from then on they hold it themselves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.ui.tasks import Tasks


class SmallThings(Protocol):
    """Where the texts are kept; the Library is one."""

    def setting(self, name: str) -> str | None:
        """What is kept under a name."""

    def set_setting(self, name: str, value: str) -> None:
        """Keep it."""


class Tells(Protocol):
    """A pane in which text stands that no article has: Details is one."""

    @property
    def unread_changed(self) -> SignalInstance:
        """Tells a story's ID, and by names of the pane's own the texts."""

    def tell_unread(self) -> None:
        """Tell now."""

    def give_unread(self, article_id: str, unread: Mapping[str, str]) -> None:
        """Take back what was told of when Desk was used last."""


def name_of(article_id: str) -> str:
    """The library's setting that holds a story's texts of Details."""
    return f"unread:{article_id}"


class UnreadTexts(QObject):
    """Keeps what a pane tells of, one story after another, and gives it back."""

    def __init__(self, library: SmallThings, tasks: Tasks, pane: Tells, name: Callable[[str], str] = name_of) -> None:
        """`name` is that of the setting for a story's ID."""
        super().__init__(pane if isinstance(pane, QObject) else None)
        self._library, self._tasks, self._details, self._name = library, tasks, pane, name
        self._asked: set[str] = set()
        self._waiting: dict[str, str] = {}
        self._busy = False
        pane.unread_changed.connect(self._keep)

    def show_session(self, session: Session | None) -> None:
        """Give a story that is open now its texts back."""
        article_id = session.article.id if session else ""
        if article_id and article_id not in self._asked:
            self._asked.add(article_id)
            self._tasks.run(partial(self._library.setting, self._name(article_id)), partial(self._give, article_id))

    def close(self) -> None:
        """Keep what is still to be kept, now."""
        self._details.tell_unread()
        with suppress(Trouble):  # the words of the story were told of already, by the journal
            for article_id, value in self._waiting.items():
                self._library.set_setting(self._name(article_id), value)

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
        self._library.set_setting(self._name(article_id), value)
        return value

    def _on_written(self, article_id: str, value: str) -> None:
        self._busy = False
        if self._waiting.get(article_id) == value:
            del self._waiting[article_id]
        self._write()

    def _on_failed(self, _sentence: str) -> None:
        """The next key tries again."""
        self._busy = False


def texts_of(kept: str | None) -> dict[str, str]:
    """The texts in a setting; none, where it does not hold any."""
    try:
        texts = json.loads(kept or "{}")
    except ValueError:
        return {}
    return {str(name): text for name, text in texts.items() if isinstance(text, str)} if isinstance(texts, dict) else {}

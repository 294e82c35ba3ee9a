"""What was begun in the forms that correct and kill a story, and neither sent nor thrown away: it is there again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

CORRECTION, KILL = "correction", "kill"
"""The names of the two forms."""


class BegunForms(QObject):
    """The texts of both forms, story by story. What they are is told, for whoever keeps it over the end of Desk."""

    unread_changed = Signal(str, dict)
    """A story's ID, and all that was begun for it, by form and field."""
    given = Signal(str)
    """What was begun for that story when Desk was used last is known now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._texts: dict[str, dict[str, str]] = {}

    def keep(self, story: str, form: str, texts: Mapping[str, str]) -> None:
        """Keep what stands in a form now; none, where it was sent."""
        others = {name: text for name, text in self._texts.get(story, {}).items() if not name.startswith(f"{form}.")}
        self._texts[story] = others | {f"{form}.{name}": text for name, text in texts.items() if text}
        self.tell(story)

    def of(self, story: str, form: str) -> dict[str, str]:
        """What was begun in a form, by the names of its fields."""
        begun = self._texts.get(story, {})
        return {name.removeprefix(f"{form}."): text for name, text in begun.items() if name.startswith(f"{form}.")}

    def tell(self, story: str) -> None:
        """Tell what was begun for a story."""
        self.unread_changed.emit(story, dict(self._texts.get(story, {})))

    def tell_unread(self) -> None:
        """All was told of as it was typed."""

    def give_unread(self, article_id: str, unread: Mapping[str, str]) -> None:
        """Take back what was begun when Desk was used last; what was begun since stays."""
        if unread and article_id not in self._texts:
            self._texts[article_id] = dict(unread)
            self.given.emit(article_id)

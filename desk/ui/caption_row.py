"""The row of a photo's caption: its words are counted, and the names and places of the story are offered."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from desk.article.measure import count_words
from desk.checks.photos import MOST_WORDS
from desk.ui.bindings import photos_binding
from desk.ui.labels import SmallLabel, set_role
from desk.ui.naming import NamingEntry
from desk.ui.rows import Row, TextRow

MOST_LINES = 10
"""Lines up to which the field grows."""


class CaptionRow(TextRow):
    """The caption of one photo or of several; `counter` stands at the far end of its label."""

    def __init__(self, origin: str, least: int = 2) -> None:
        """`least` is how many lines the field has at least."""
        super().__init__(photos_binding((), "caption"), NamingEntry(lambda: self._names(), least, MOST_LINES), origin)
        self.counter = SmallLabel()
        line = QHBoxLayout(self.label)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch()
        line.addWidget(self.counter)
        if isinstance(self.entry, NamingEntry):
            self.entry.textChanged.connect(self._count)

    def _names(self) -> tuple[str, ...]:
        from desk.checks.names import names_in

        return names_in(self._session.article) if self._session else ()

    def _count(self) -> None:
        words = self.entry.words()
        count = count_words(words)
        self.counter.setText(("1 word" if count == 1 else f"{count} words") if words else "")
        set_role(self.counter, "warning" if count > MOST_WORDS else "hint")


def keep_room(row: Row) -> None:
    """Keep the room of one line below a field, so that the rest stays where it is when a remark comes or goes."""
    policy = row.note.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    row.note.setSizePolicy(policy)
    row.note.setMinimumHeight(row.note.fontMetrics().height())

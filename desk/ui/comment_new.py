"""A comment that is being begun, at the head of the pane: on what, and the field for its words.

What was begun in a story waits there, and its place follows the text, until it is sent or thrown away.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desk.article import changes
from desk.article.changes import Change
from desk.article.commenting import Spot
from desk.article.languages import Direction
from desk.article.model import BODY
from desk.ui import look
from desk.ui.comment_draft import DraftBox, let_keys_go
from desk.ui.entries import layout_direction
from desk.ui.labels import SmallLabel
from desk.ui.panes import MARGIN
from desk.ui.wording import END_ISOLATE, ISOLATE

SHORT = 80
"""Characters of the words in question that are shown."""


class NewComment(QFrame):
    """Hidden while nothing is begun."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("newComment")
        self._story = ""
        self._begun: dict[str, tuple[Spot, str, str]] = {}
        """By the story: the spot, how it is called, and the words so far."""
        self._own: Direction = "ltr"
        self.about = SmallLabel(role="quote")
        self.about.setWordWrap(True)
        self.box = DraftBox("Comment", "Comment", least=2, shows_buttons=True)
        self.box.edited.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, look.GRID, MARGIN, look.GRID)
        column.setSpacing(6)
        column.addWidget(self.about)
        column.addWidget(self.box)
        self.hide()

    @property
    def spot(self) -> Spot | None:
        """What the comment is to be made on."""
        begun = self._begun.get(self._story)
        return begun[0] if begun else None

    def show_story(self, story: str, own: Direction) -> None:
        """Show what was begun in another story."""
        self._story, self._own = story, own
        self._show()

    @property
    def begun(self) -> tuple[Spot, str] | None:
        """The spot and the words of what was begun in the story, where there are any."""
        found = self._begun.get(self._story)
        return (found[0], found[2]) if found is not None and found[2].strip() else None

    def go_on(self, spot: Spot, called: str, text: str) -> None:
        """Show what was begun in the story when Desk was used last; the keys stay where they are."""
        if self._story not in self._begun:
            self._begun[self._story] = (spot, called, text)
            self._show()

    def begin(self, spot: Spot, called: str) -> None:
        """Begin one on a spot, or go on there with the words begun elsewhere in the story; it has the keys."""
        begun = self._begun.get(self._story)
        self._begun[self._story] = (spot, called, begun[2] if begun else "")
        self._show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """It is sent, or not wanted."""
        self._begun.pop(self._story, None)
        self._show()

    def follow(self, change: Change) -> None:
        """Keep to the words in question while the text changes."""
        begun = self._begun.get(self._story)
        if begun is not None and begun[0].place == BODY:
            spot = begun[0]
            start = changes.map_position(change, spot.start, after=spot.start < spot.end)
            end = max(start, changes.map_position(change, spot.end, after=False))
            self._begun[self._story] = (replace(spot, start=start, end=end), *begun[1:])

    def _keep(self, text: str) -> None:
        begun = self._begun.get(self._story)
        if begun is not None:
            self._begun[self._story] = (*begun[:2], text)

    def _show(self) -> None:
        begun = self._begun.get(self._story)
        if begun is not None:
            spot, called, text = begun
            quote = " ".join(spot.quote.split())
            quote = quote if len(quote) <= SHORT else f"{quote[: SHORT - 1].rstrip()}…"
            words = f"{ISOLATE}“{quote}”{END_ISOLATE}" if quote else ""
            self.about.setText(": ".join(part for part in (called, words) if part))
            self.about.setLayoutDirection(layout_direction(quote, self._own) if not called else self.layoutDirection())
            self.box.show_words(text, self._own)
        else:
            self.box.show_words("", self._own)
            let_keys_go(self)
        self.setVisible(begun is not None)

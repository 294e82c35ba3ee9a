"""“Headlines elsewhere” in Details: the headlines for search results, lock screens and social media, each measured.

Below each field stands how much room its headline takes of the slot’s, and what the slot shows of one that is too
long. Where none is written the story's own headline is measured: it is what readers meet there.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from desk.article.session import Applied, Session
from desk.checks.headlines import SLOT_OF, SLOTS, Fit, fit
from desk.ui import look
from desk.ui.bindings import field_binding
from desk.ui.entries import LineEntry
from desk.ui.icons import icon
from desk.ui.labels import SmallLabel, set_role
from desk.ui.panes import MARGIN
from desk.ui.rows import Row, TextRow
from desk.ui.wording import with_quotes_apart

TITLE = "Headlines elsewhere"
FIELDS = tuple(slot.field for slot in SLOTS if slot.field != "headline")
NAMES = {"headline": "On the site", "search_headline": "Search", "push_headline": "Push", "social_headline": "Social"}


class Measure(QWidget):
    """How much room a slot's headline takes, and what the slot shows of it."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self._slot = SLOT_OF[field]
        self.room, self.shown = SmallLabel(role="hint"), SmallLabel(role="hint")
        self.shown.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.room)
        column.addWidget(self.shown)

    def show_of(self, session: Session | None) -> None:
        """Measure the headline as it stands."""
        found = fit(self._slot, session.article) if session else None
        is_there = found is not None and bool(found.headline)
        self.room.setVisible(is_there)
        self.shown.setVisible(is_there and found is not None and not found.fits)
        if found is None:
            return
        self.room.setText(told(found))
        self.room.setToolTip(f"{self._slot.characters} characters and {self._slot.width} pixels are {_shown(found)}")
        set_role(self.room, "hint" if found.fits else "problem" if found.is_own else "warning")
        self.shown.setText(with_quotes_apart(f"Shown as “{found.shown}”"))


class SlotRow(TextRow):
    """The headline for one slot, with its measure below."""

    def __init__(self, field: str) -> None:
        super().__init__(field_binding(field), LineEntry())
        self.label.setText(NAMES[field])
        self.measure = Measure(field)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.measure)

    def show_session(self, session: Session | None) -> None:
        super().show_session(session)
        self._measure()

    def follow(self, applied: Applied) -> None:
        super().follow(applied)
        before, after = applied.before, applied.after
        if any(getattr(before, name) != getattr(after, name) for name in ("headline", self.binding.name)):
            self._measure()

    def _measure(self) -> None:
        self.measure.show_of(self._session)
        self.entry.set_hint(self._session.article.headline if self._session else "")


class HeadlineSlots(QWidget):
    """The group: folded until it is opened, or the story has a headline of its own for a slot."""

    def __init__(self, keep: Callable[[str, Row], Row]) -> None:
        """`keep` has Details know a row by its field's name."""
        super().__init__()
        self._session: Session | None = None
        self.header = QToolButton()
        self.header.setObjectName("fold")
        self.header.setText(TITLE)
        self.header.setCheckable(True)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setMinimumHeight(look.TARGET)
        self.header.setAccessibleName(TITLE)
        self.header.toggled.connect(self._fold)
        self.own = Measure("headline")
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(MARGIN)
        inside.addWidget(_titled(NAMES["headline"], self.own))
        for name in FIELDS:
            inside.addWidget(keep(name, SlotRow(name)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.header, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._inside)
        self._fold(False)

    def show_session(self, session: Session | None) -> None:
        """Show another story; one with headlines of its own for slots shows them."""
        self._session = session
        self.own.show_of(session)
        if session is not None and any(getattr(session.article, name) for name in FIELDS):
            self.unfold()

    def follow(self, applied: Applied) -> None:
        """Measure the headline again where it changed."""
        if applied.before.headline != applied.after.headline:
            self.own.show_of(self._session)

    def unfold(self) -> None:
        """Show what is inside."""
        self.header.setChecked(True)

    def _fold(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.header.setIcon(icon("chevron-up" if is_open else "chevron-down"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_inside"):
            self._fold(self.header.isChecked())


def told(fit: Fit) -> str:
    """How much room a headline takes: `38 of 40 · 301 of 330 px`."""
    slot = fit.slot
    of_story = "" if fit.is_own else "Now the story’s: "
    return f"{of_story}{fit.characters} of {slot.characters} · {fit.pixels} of {slot.width} px"


def _shown(fit: Fit) -> str:
    return f"shown {fit.slot.where}"


def _titled(title: str, below: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(SmallLabel(title))
    column.addWidget(below)
    return box

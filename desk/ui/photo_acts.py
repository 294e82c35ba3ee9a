"""What can be done with the photos that are selected on the sheet: by buttons, by a menu, by keys; one step each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desk.article import edits
from desk.article.changes import Change
from desk.article.model import Article
from desk.article.session import Session
from desk.ui import look
from desk.ui.buttons import IconButton, told
from desk.ui.icons import icon
from desk.ui.wording import going_on

MAKE_LEAD, UNMAKE_LEAD = "Make lead", "No longer lead"


@dataclass(frozen=True, slots=True)
class Selected:
    """The photos that something is to be done with, in the order of the story."""

    article: Article
    ids: tuple[str, ...]

    @property
    def one(self) -> str:
        """The photo, where it is the only one; else empty."""
        return self.ids[0] if len(self.ids) == 1 else ""

    @property
    def is_lead(self) -> bool:
        """Whether it is the lead photo."""
        return bool(self.one) and self.one == self.article.lead


class PhotoActs(QObject):
    """Does it. What only the window can do is asked for by signals."""

    insert_requested = Signal(str)
    replace_requested = Signal(str)

    def __init__(self, origin: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._origin = origin
        self._session: Session | None = None
        self._ids: tuple[str, ...] = ()

    def show_photos(self, session: Session | None, photo_ids: Sequence[str]) -> None:
        """Act on these from now on."""
        self._session, self._ids = session, tuple(photo_ids)

    @property
    def selected(self) -> Selected:
        """The photos that an act is for now."""
        return Selected(self._session.article if self._session else Article(), self._ids)

    def insert(self) -> None:
        """Ask for the photo to be put into the text."""
        if self.selected.one:
            self.insert_requested.emit(self.selected.one)

    def replace(self) -> None:
        """Ask for another file for the photo."""
        if self.selected.one:
            self.replace_requested.emit(self.selected.one)

    def toggle_lead(self) -> None:
        """Make it the lead photo, or no longer."""
        if self.selected.one:
            self._do(edits.set_lead, "" if self.selected.is_lead else self.selected.one)

    def remove(self, photo_ids: Sequence[str]) -> None:
        """Take photos out of the story."""
        self._do(edits.remove_photos, photo_ids)

    def move(self, photo_ids: Sequence[str], before: int) -> None:
        """Put photos before the one at a place."""
        self._do(edits.move_photos, photo_ids, before)

    def _do(self, edit: Callable[..., Change | None], *details: object) -> None:
        """Make an edit as a step of its own."""
        change = edit(self._session.article, *details) if self._session else None
        if change is not None and self._session is not None:
            self._session.apply_alone(change, self._origin)

    def menu(self, parent: QWidget) -> QMenu:
        """All of it as a menu."""
        selected, menu = self.selected, QMenu(parent)
        places = [n for n, photo in enumerate(selected.article.photos) if photo.id in selected.ids]
        count = len(selected.article.photos)
        if selected.one:
            menu.addAction(icon("insert"), "Insert in text", self.insert)
            menu.addAction(icon("star"), UNMAKE_LEAD if selected.is_lead else MAKE_LEAD, self.toggle_lead)
            menu.addAction(icon("replace"), going_on("Replace file…"), self.replace)
            menu.addSeparator()
        first, last = (places[0], places[-1]) if places else (0, count)
        for text, before, applies in (
            ("Move to the beginning", 0, first > 0),
            ("Move back", first - 1, first > 0),
            ("Move on", last + 2, last < count - 1),
            ("Move to the end", count, last < count - 1),
        ):
            menu.addAction(text, partial(self.move, selected.ids, before)).setEnabled(applies)
        menu.addSeparator()
        removing = "Remove" if selected.one else f"Remove {len(selected.ids)} photos"
        menu.addAction(icon("bin"), removing, partial(self.remove, selected.ids))
        return menu


class ActsLine(QWidget):
    """The acts as a line of buttons; what is for one photo alone is greyed while several are selected."""

    def __init__(self, acts: PhotoActs) -> None:
        super().__init__()
        self._acts = acts
        self.lead_button = QPushButton()
        self.insert_button = QPushButton("Insert in text")
        self.replace_button = IconButton("replace", "Replace file", "Replace the file and keep the words")
        self.remove_button = IconButton("bin", "Remove", "Remove (Delete)")
        told(self.insert_button, "Insert in text", "Put the photo into the text where the caret is")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.GRID // 2)
        for button in (self.lead_button, self.insert_button):
            button.setMinimumHeight(look.TARGET + 2)
            line.addWidget(button)
        line.addStretch()
        line.addWidget(self.replace_button)
        line.addWidget(self.remove_button)
        self.lead_button.clicked.connect(acts.toggle_lead)
        self.insert_button.clicked.connect(acts.insert)
        self.replace_button.clicked.connect(acts.replace)
        self.remove_button.clicked.connect(lambda: acts.remove(acts.selected.ids))
        self.refresh()

    def refresh(self) -> None:
        """Show what can be done with the photos selected now."""
        selected = self._acts.selected
        lead = UNMAKE_LEAD if selected.is_lead else MAKE_LEAD
        self.lead_button.setText(lead)
        told(self.lead_button, lead, "The lead photo stands above the text")
        for button in (self.lead_button, self.insert_button, self.replace_button):
            button.setEnabled(bool(selected.one))
        several = len(selected.ids) > 1
        removing = f"Remove {len(selected.ids)} photos" if several else "Remove the photo"
        told(self.remove_button, removing, f"{removing} (Delete)")
        self.remove_button.setEnabled(bool(selected.ids))

"""The words of one photo or of several at once: what several do not share stays empty until somebody types there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.article.framing import ASKED_WIDTH
from desk.article.model import Photo
from desk.article.record import Value
from desk.article.session import Applied, Session
from desk.checks.photos import day_of, remarks
from desk.ui import look
from desk.ui.bindings import PROSE_OF_PHOTOS, photos_binding
from desk.ui.caption_row import CaptionRow
from desk.ui.completion import offer
from desk.ui.entries import Entry, LineEntry, ProseEntry
from desk.ui.icons import icon
from desk.ui.labels import SmallLabel
from desk.ui.origin import CAMERA, PLACE, Origins, OriginSwitch
from desk.ui.panes import MARGIN
from desk.ui.photo_form import facts, stacked
from desk.ui.rows import TextRow
from desk.ui.settings import Settings

ORIGIN = "photo desk"
ALWAYS = ("caption", "credit", "photographer", "alt")
FOLDED = ("headline", "copyright", "source", "usage_terms", "city", "country", "taken", "keywords")
COMPLETED = ("credit", "photographer", "source")
SEVERAL = "Several values"
FOLD = "photo_words_more"
BETWEEN = 12
_TOGETHER = {
    "small-photo": f"{{}} are narrower than {ASKED_WIDTH} pixels.",
    "upscaled-crop": f"{{}} have crops narrower than {ASKED_WIDTH} pixels.",
}
"""What is said of several photos in place of remarks that differ in their numbers alone."""
Completions = Callable[[str, str], list[str]]


class PhotoWords(QWidget):
    """Shows and edits the photos that are selected on the sheet."""

    def __init__(self, completions: Completions, origins: Origins, settings: Settings | None = None) -> None:
        super().__init__()
        self._session: Session | None = None
        self._origins = origins
        self._settings = settings or Settings()
        self.photo_ids: tuple[str, ...] = ()
        self.caption = CaptionRow(ORIGIN, least=3)
        self.counter = self.caption.counter
        self.rows = {name: self._row(name) for name in (*ALWAYS, *FOLDED)}
        self.heading = SmallLabel()
        self.facts = SmallLabel(role="hint")
        self.warnings = SmallLabel(role="warning")
        self.position = OriginSwitch(ORIGIN)
        self.more_button = QPushButton("More")
        self._more = QWidget()
        self._lay_out()
        self._offer(completions)
        self._unfold(self._settings.flag(FOLD, default=False))
        origins.known.connect(lambda _media: self._show_origin())

    def _row(self, name: str) -> TextRow:
        if name == "caption":
            return self.caption
        entry: Entry = ProseEntry(most=8) if name in PROSE_OF_PHOTOS else LineEntry()
        return TextRow(photos_binding((), name), entry, ORIGIN)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, look.GRID, MARGIN, 2 * look.GRID)
        column.setSpacing(BETWEEN)
        for label in (self.heading, self.facts, self.warnings):
            label.setWordWrap(True)
        column.addWidget(self.heading)
        column.addWidget(stacked({name: self.rows[name] for name in ALWAYS}))
        column.addWidget(self.warnings)
        column.addWidget(self.position)
        column.addWidget(self._fold_button(), 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._folded())
        column.addWidget(self.facts)
        column.addStretch()

    def _fold_button(self) -> QPushButton:
        self.more_button.setProperty("role", "quiet")
        self.more_button.setCheckable(True)
        self.more_button.setMinimumHeight(look.TARGET)
        self.more_button.setToolTip("Headline, copyright, source, place, date and keywords")
        self.more_button.clicked.connect(self._on_fold)
        return self.more_button

    def _folded(self) -> QWidget:
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN)
        places = QHBoxLayout()
        places.setSpacing(look.GRID)
        for name in FOLDED:
            if name in ("city", "country"):
                places.addWidget(self.rows[name], 1, Qt.AlignmentFlag.AlignTop)
            else:
                column.addWidget(self.rows[name])
            if name == "country":
                column.addLayout(places)
        return self._more

    def _offer(self, completions: Completions) -> None:
        for name in COMPLETED:
            entry = self.rows[name].entry
            if isinstance(entry, LineEntry):
                offer(entry, partial(completions, name))

    # the fold

    def _on_fold(self, is_open: bool) -> None:
        self._settings.keep_flag(FOLD, is_open)
        self._unfold(is_open)

    def _unfold(self, is_open: bool) -> None:
        self.more_button.setChecked(is_open)
        self.more_button.setText("Less" if is_open else "More")
        self._more.setVisible(is_open)
        self._show_fold_icon()
        self._advise()

    def _show_fold_icon(self) -> None:
        self.more_button.setIcon(icon("chevron-up" if self.more_button.isChecked() else "chevron-down"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_fold_icon()

    # showing

    def show_photos(self, session: Session | None, photo_ids: Sequence[str]) -> None:
        """Show other photos; the words typed for those before are in the article already."""
        if session is self._session and tuple(photo_ids) == self.photo_ids:
            return
        if self._session is not None:
            self._session.pause()
        self._session, self.photo_ids = session, tuple(photo_ids)
        for name, row in self.rows.items():
            row.bind(replace(photos_binding(self.photo_ids, name), missing=partial(self._advice_on, name)))
            row.show_session(session if self.photo_ids else None)
        self._show_rest()

    def follow(self, applied: Applied) -> None:
        """Show what a step changed of these photos."""
        if applied.before.photos is applied.after.photos and applied.before.language == applied.after.language:
            return
        for row in self.rows.values():
            row.follow(applied)
        self._show_rest()

    def start_editing(self, name: str = "caption") -> None:
        """Put the caret into a field."""
        if name in FOLDED:
            self._unfold(True)
        self.rows[name].entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _photos(self) -> list[Photo]:
        article = self._session.article if self._session else None
        found = [article.photo(photo_id) for photo_id in self.photo_ids] if article else []
        return [photo for photo in found if photo is not None]

    def _show_rest(self) -> None:
        """All that is told of the photos beside the fields themselves."""
        photos = self._photos()
        several = len(photos) > 1
        self.heading.setText(f"{len(photos)} photos: what you type is set for all of them." if several else "")
        self.heading.setVisible(several)
        self.facts.setText("" if several else "".join(map(facts, photos)))
        for row in self.rows.values():
            differs = several and row.value() is None
            row.entry.set_hint(SEVERAL if differs else row.binding.hint)
        self._advise()
        self._show_origin()

    # advice

    def _notes(self) -> Iterator[tuple[str, str]]:
        """The field and the sentence of each thing to mend; of several photos, how many it is true of.

        Where it is told of each in other numbers, it is told once of all.
        """
        photos = self._photos()
        if self._session is None or not photos:
            return
        day = day_of(self._session.article, date.today())
        found: dict[tuple[str, str], dict[str, set[str]]] = {}
        for photo in photos:
            for remark in remarks(photo, day):
                found.setdefault((remark.field, remark.code), {}).setdefault(remark.note, set()).add(photo.id)
        for (field, code), notes in found.items():
            for sentence in _joined(code, notes, len(photos)):
                yield field, sentence

    def _advice_on(self, name: str, _value: Value = "") -> str:
        return " ".join(note for field, note in self._notes() if field == name)

    def _advise(self) -> None:
        """Say under each field what is to be mended there, and at the foot what no field that is seen can say."""
        notes = list(self._notes())
        for name, row in self.rows.items():
            if not row.has_unread_text:
                row.say(" ".join(note for field, note in notes if field == name), "warning")
        hidden = ("width",) if self.more_button.isChecked() else ("width", *FOLDED)
        rest = [note for field, note in notes if field in hidden]
        self.warnings.setText("\n".join(rest))
        self.warnings.setVisible(bool(rest))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_origin()

    def _show_origin(self) -> None:
        """Files are asked once their photo is seen."""
        photos = self._photos() if self.isVisible() else ()
        traces = {photo.id: self._origins.trace(photo.media) for photo in photos}
        told = [photo_id for photo_id, trace in traces.items() if trace is not None]
        self.position.show_photos(self._session, told, PLACE if PLACE in traces.values() else CAMERA)


def _joined(code: str, notes: Mapping[str, set[str]], among: int) -> Iterator[str]:
    """Sentences on remarks of one kind. `notes` has the IDs of the photos that each is true of."""
    if among > 1 and len(notes) > 1 and code in _TOGETHER:
        yield _TOGETHER[code].format(f"{len(set().union(*notes.values()))} of {among}")
        return
    for note, photo_ids in notes.items():
        yield note if len(photo_ids) == among else f"{len(photo_ids)} of {among}: {note}"

"""What a photo's file tells of its origin: that it stays in the file, and the switch that lets it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desk.article import edits
from desk.article.session import Session
from desk.ui import look
from desk.ui.labels import SmallLabel, set_role
from desk.ui.thumbnails import Thumbnails


@dataclass(frozen=True, slots=True)
class Trace:
    """What in a file could betray a source, as the sentences that say so while it stays here and once it goes out."""

    kept_back: str
    let_out: str


_REST = "and whatever else the camera and programs noted in the file"
PLACE = Trace(
    "Where this was taken is in the file; it will not be exported.",
    f"Where this was taken will be exported, {_REST}.",
)
CAMERA = Trace(
    "Whose camera took this, or its serial number, is in the file; it will not be exported.",
    f"Whose camera took this, or its serial number, will be exported, {_REST}.",
)


class Origins(QObject):
    """Knows of files what they tell of their origin. Asks the files themselves, off the GUI thread, once."""

    known = Signal(str)
    """The media that something is known of now."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._found: dict[str, Trace | None] = {}

    def trace(self, media: str) -> Trace | None:
        """What the file tells; as long as that is not known, nothing."""
        if media not in self._found:
            self._found[media] = None
            self._thumbnails.tasks.run(partial(_trace_in, self._thumbnails, media), partial(self._know, media))
        return self._found[media]

    def _know(self, media: str, trace: Trace | None) -> None:
        self._found[media] = trace
        self.known.emit(media)


def _trace_in(thumbnails: Thumbnails, media: str) -> Trace | None:
    """The worst that a file tells. A camera's model alone, or a program's name, betrays nobody."""
    from desk.photos.reading import origin_of

    found = origin_of(thumbnails.library.original(media))
    return PLACE if found.position else CAMERA if found.serial or found.owner or found.notes else None


class OriginSwitch(QWidget):
    """The sentence and the switch, for one photo or several. Hidden where no file tells anything."""

    def __init__(self, origin: str) -> None:
        super().__init__()
        self._origin = origin
        self._session: Session | None = None
        self._ids: tuple[str, ...] = ()
        self._trace = PLACE
        self.sentence = SmallLabel(PLACE.kept_back, "hint")
        self.sentence.setWordWrap(True)
        self.box = QCheckBox("Export all that the file tells")
        self.box.setMinimumHeight(look.TARGET)
        self.box.setToolTip("Position, serial numbers, owner, camera, software and maker’s notes leave with the photo")
        self.box.clicked.connect(self._put)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        column.addWidget(self.box)
        self.hide()

    def show_photos(self, session: Session | None, photo_ids: Sequence[str], trace: Trace = PLACE) -> None:
        """Speak of these photos; none hides it."""
        self._session, self._ids, self._trace = session, tuple(photo_ids), trace
        photos = [session.article.photo(photo_id) for photo_id in photo_ids] if session else []
        is_out = any(photo.with_origin for photo in photos if photo)
        self.sentence.setText(trace.let_out if is_out else trace.kept_back)
        set_role(self.sentence, "warning" if is_out else "hint")
        self.box.setChecked(is_out)
        self.box.setAccessibleDescription(self.sentence.text())
        self.setVisible(bool(photos))

    def _put(self, is_on: bool) -> None:
        """Switching is a step of its own."""
        change = (
            edits.set_photos_field(self._session.article, self._ids, "with_origin", is_on) if self._session else None
        )
        if change is not None and self._session is not None:
            self._session.apply_alone(change, self._origin)
        self.show_photos(self._session, self._ids, self._trace)

"""Where a photo was taken, when its file says so: that it stays in the file, and the switch that lets it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desk.article import edits
from desk.article.session import Session
from desk.ui import look
from desk.ui.labels import SmallLabel, set_role
from desk.ui.thumbnails import Thumbnails

KEPT_BACK = "Where this was taken is in the file; it will not be exported."
LET_OUT = "Where this was taken will be exported."


class Origins(QObject):
    """Knows of which files it is told where they were taken. Asks the files themselves, off the GUI thread, once."""

    known = Signal(str)
    """The media that something is known of now."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._found: dict[str, bool] = {}

    def has_position(self, media: str) -> bool:
        """Whether the file holds a position; as long as that is not known, not."""
        if media not in self._found:
            self._found[media] = False
            self._thumbnails.tasks.run(partial(_has_position, self._thumbnails, media), partial(self._know, media))
        return self._found[media]

    def _know(self, media: str, has_position: bool) -> None:
        self._found[media] = has_position
        self.known.emit(media)


def _has_position(thumbnails: Thumbnails, media: str) -> bool:
    from desk.photos.reading import has_position

    return has_position(thumbnails.library.original(media))


class OriginSwitch(QWidget):
    """The sentence and the switch, for one photo or several. Hidden where no file tells of a place."""

    def __init__(self, origin: str) -> None:
        super().__init__()
        self._origin = origin
        self._session: Session | None = None
        self._ids: tuple[str, ...] = ()
        self.sentence = SmallLabel(KEPT_BACK, "hint")
        self.sentence.setWordWrap(True)
        self.box = QCheckBox("Export it with the photo")
        self.box.setMinimumHeight(look.TARGET)
        self.box.setToolTip("Position, camera, software and owner of the file leave with the photo")
        self.box.clicked.connect(self._put)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sentence)
        column.addWidget(self.box)
        self.hide()

    def show_photos(self, session: Session | None, photo_ids: Sequence[str]) -> None:
        """Speak of these photos; none hides it."""
        self._session, self._ids = session, tuple(photo_ids)
        photos = [session.article.photo(photo_id) for photo_id in photo_ids] if session else []
        is_out = any(photo.with_origin for photo in photos if photo)
        self.sentence.setText(LET_OUT if is_out else KEPT_BACK)
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
            self._session.pause()
            self._session.apply(change, self._origin)
            self._session.pause()
        self.show_photos(self._session, self._ids)

"""The stage: one photo large, with what can be done to its framing.

Tools stand above, the shapes as they will be published below. A drag is tried out on the stage alone and becomes one
step of the story once it is let go; keys take small steps that are undone together until something else is done.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desk.article import edits
from desk.article.framing import FREE, Box, Framing, Point, framing_of, with_crop
from desk.article.model import Photo
from desk.ui import look
from desk.ui.labels import SmallLabel
from desk.ui.stage_canvas import Canvas, Scene
from desk.ui.stage_picture import PictureOf, StagePicture
from desk.ui.stage_previews import MIDDLE, StagePreviews, who_cut
from desk.ui.stage_tools import FOCUS, StageTools

if TYPE_CHECKING:
    from desk.article.changes import Change
    from desk.article.record import Value
    from desk.article.session import Applied, Session
    from desk.ui.tasks import Tasks

ORIGIN = "stage"
NO_PHOTO = "Choose a photo to see it here and to frame it."
READING = "Reading the photo…"
_FRAMING = ("media", "width", "height", "focus", "turn", "tilt", "crops")
"""What of a photo can be seen on the stage."""


class Stage(QWidget):
    """One photo of a story, and the tools that frame it."""

    def __init__(self, picture: PictureOf, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._photo_id = ""
        self._choice = FOCUS
        self._draft: Photo | None = None
        self.picture = StagePicture(picture, tasks, self)
        self.tools, self.canvas, self.previews = StageTools(), Canvas(), StagePreviews()
        self.alone = SmallLabel(role="hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * look.GRID] * 4)
        column.setSpacing(look.GRID)
        column.addWidget(self.tools)
        column.addWidget(self.alone)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.previews)
        self._join()
        self._show()

    @property
    def choice(self) -> str:
        """What is being framed: FOCUS, FREE or a shape."""
        return self._choice

    def show_photo(self, session: Session | None, photo_id: str, among: int = 1) -> None:
        """Show a photo of an open story; none where there is none of that ID.

        `among` is how many are selected: words are set for all of them, but it is this one alone that is framed.
        """
        self.alone.setText(f"Framing: this one of the {among} photos selected." if among > 1 else "")
        self.alone.setVisible(among > 1)
        if session is not self._session or photo_id != self._photo_id:
            self._drop_draft()
            self._pause()
        self._session, self._photo_id = session, photo_id
        self._show()

    def follow(self, applied: Applied) -> None:
        """Show what a step of the session did to the photo. A drag goes on unless the photo was framed meanwhile."""
        before, after = (article.photo(self._photo_id) for article in (applied.before, applied.after))
        if _framed_as(before) != _framed_as(after):
            self._drop_draft()
            self._show()

    def choose(self, choice: str) -> None:
        """Frame something else of the same photo: FOCUS, FREE or a shape."""
        if choice != self._choice:
            self._drop_draft()
            self._pause()
        self._choice = choice
        self._show()

    def _on_chosen(self, choice: str) -> None:
        """Whoever chose with the mouse goes on with the photo; the keys stay where they are for those who use them."""
        self.choose(choice)
        holder = QApplication.focusWidget()
        if holder is None or not any(part.isAncestorOf(holder) for part in (self.tools.choices, self.previews)):
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _join(self) -> None:
        tools, canvas = self.tools, self.canvas
        for chooser in (tools, canvas, self.previews):
            chooser.chosen.connect(self._on_chosen)
        for turner in (tools, canvas):
            turner.turned.connect(self._turn)
            turner.reset.connect(self._reset)
        canvas.drafted.connect(lambda led_to: self._try_out(*self._meant(led_to)))
        canvas.settled.connect(lambda led_to: self._settle(*self._meant(led_to)))
        canvas.nudged.connect(lambda led_to: self._put(*self._meant(led_to)))
        canvas.taken_back.connect(self._take_back)
        canvas.left.connect(self._pause)
        tools.taken_back.connect(self._take_back)
        tools.left.connect(lambda: canvas.setFocus(Qt.FocusReason.OtherFocusReason))
        tools.tilt_drafted.connect(lambda degrees: self._try_out("tilt", degrees))
        tools.tilt_settled.connect(lambda degrees: self._settle("tilt", degrees))
        tools.tilt_nudged.connect(lambda degrees: self._put("tilt", degrees))
        tools.straightening.connect(self._on_straightening)
        self.picture.changed.connect(self._show)

    # the photo

    @property
    def photo(self) -> Photo | None:
        """The photo as the story has it; None where none is shown."""
        return self._session.article.photo(self._photo_id) if self._session else None

    @property
    def framing(self) -> Framing:
        """How it is framed, with what is being tried out."""
        photo, drawable = self._draft or self.photo, self.picture.drawable
        if photo is None:
            return Framing((3.0, 2.0))
        is_known = photo.width and photo.height
        return framing_of(photo, None if is_known or drawable is None else drawable.size)

    # doing

    def _meant(self, led_to: Point | Box) -> tuple[str, Value]:
        """The photo's field that a drag or a key on the canvas is about, and its value."""
        if len(led_to) == 2:
            return "focus", self.framing.focus_at(led_to)
        crops = self.framing.crops
        return "crops", with_crop(crops, FREE if self._choice == FOCUS else self._choice, led_to)

    def _try_out(self, field: str, value: Value) -> None:
        photo = self.photo
        if photo is not None:
            self._draft = replace(photo, **{field: value})  # type: ignore[arg-type]
            self._show()

    def _settle(self, field: str, value: Value) -> None:
        """Make what was tried out a step of its own."""
        self._draft = None
        self._pause()
        self._put(field, value)
        self._pause()

    def _put(self, field: str, value: Value) -> None:
        if self._session is not None:
            self._apply(edits.set_photo_field(self._session.article, self._photo_id, field, value))

    def _apply(self, change: Change | None) -> None:
        if change is not None and self._session is not None:
            self._session.apply(change, ORIGIN)
        self._show()

    def _turn(self, quarters: int) -> None:
        if self._session is not None:
            self._drop_draft()
            self._pause()
            self._apply(edits.turn_photo(self._session.article, self._photo_id, quarters))

    def _reset(self) -> None:
        if self._choice == FOCUS:
            self._settle("focus", MIDDLE)
        elif self._session is not None:
            self._pause()
            self._apply(edits.crop_photo(self._session.article, self._photo_id, self._choice, None))
            self._pause()

    def _take_back(self) -> None:
        self._draft = None
        self._show()

    def _drop_draft(self) -> None:
        self._draft = None
        self.canvas.drop_drag()
        self.tools.slider.drop()

    def _pause(self) -> None:
        if self._session is not None:
            self._session.pause()

    def _on_straightening(self, begins: bool) -> None:
        self.canvas.show_grid(begins)
        self._pause()

    # showing

    def _show(self) -> None:
        photo = self.photo
        dots = max(self.canvas.width(), self.canvas.height()) * self.devicePixelRatioF()
        self.picture.want(photo.media if photo else "", round(dots))
        drawable, framing = self.picture.drawable, self.framing
        words = self.picture.trouble or READING if photo else NO_PHOTO
        self.canvas.show_scene(Scene(drawable, framing, self._choice, words))
        self.previews.show_framing(drawable, framing, is_size_known=bool(photo and photo.width and photo.height))
        self.previews.show_choice(self._choice)
        self.tools.show_choice(self._choice, can_reset=self._can_reset(framing))
        self.tools.show_tilt(framing.tilt)
        for part in (self.tools, self.previews):
            part.setVisible(photo is not None)
            part.setEnabled(not self.picture.trouble)
        self._tell_aloud(framing)

    def _can_reset(self, framing: Framing) -> bool:
        return framing.focus != MIDDLE if self._choice == FOCUS else framing.is_cut_by_hand(self._choice)

    def _tell_aloud(self, framing: Framing) -> None:
        """What is to be seen, for those who cannot see it."""
        photo = self.photo
        self.canvas.setAccessibleName(f"Photo {photo.name}".strip() if photo else "Photo")
        words = self.canvas.scene.words if self.canvas.scene.drawable is None else spoken(framing, self._choice)
        if words != self.canvas.accessibleDescription():
            self.canvas.setAccessibleDescription(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def spoken(framing: Framing, choice: str) -> str:
    """Where the focal point is, or what a cut shows, in words."""
    if choice == FOCUS:
        across, down = (round(100 * part) for part in framing.focus_in_frame)
        return f"Focal point {across} % across, {down} % down"
    left, top, right, bottom = (round(100 * side) for side in framing.box(choice))
    name = "Free crop" if choice == FREE else f"Crop {choice}"
    how = "" if framing.is_cut_by_hand(choice) or choice == FREE else f", {who_cut(framing, choice)}"
    return f"{name} from {left} % to {right} % across, {top} % to {bottom} % down{how}"


def _framed_as(photo: Photo | None) -> tuple[object, ...]:
    return tuple(getattr(photo, field) for field in _FRAMING) if photo else ()

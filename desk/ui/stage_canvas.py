"""The photo on the stage, as it is turned and straightened, with what it is cut to: taken hold of by mouse and keys.

It changes nothing itself. What a drag would lead to is told while it goes on, and again once it is let go; what a key
does is told at once. Places are fractions of the frame; the picture is never mirrored.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from desk.article.framing import FREE, Box, Framing, Point
from desk.ui import look, stage_marks
from desk.ui.stage_boxes import HANDLES, INSIDE, Handle, dragged, grown, moved, place_of, ratio_of
from desk.ui.stage_marks import REACH, part_of, spot_of
from desk.ui.stage_picture import Drawable, pixmap
from desk.ui.stage_tools import FOCUS, KEYS
from desk.ui.wording import isolated

MARGIN = 16
"""Pixels around the photo, so that handles at its edges can be reached."""
STEP, FINE_STEP = 0.01, 0.001
"""What an arrow key moves by, as a fraction of the frame; the finer with Shift."""
ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CHOICE_OF_KEY = {key: choice for choice, key in KEYS.items()}
_CURSORS: dict[Handle, Qt.CursorShape] = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    INSIDE: Qt.CursorShape.SizeAllCursor,
}
_PixmapKey = tuple[int, int, float, QSize, float]


_BLANK = Framing((3.0, 2.0))


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be seen: a photo as it is framed and what of it is being framed, or words in its place."""

    drawable: Drawable | None = None
    framing: Framing = _BLANK
    choice: str = FOCUS
    words: str = ""

    @property
    def shape(self) -> str:
        """The shape whose cut is shown: the free one while the focal point is set."""
        return FREE if self.choice == FOCUS else self.choice

    @property
    def box(self) -> Box:
        """The cut that is shown."""
        return self.framing.box(self.shape)


@dataclass(frozen=True, slots=True)
class _Drag:
    """A drag that goes on: what was taken hold of, the cut as it was then, and how far off its middle it was taken."""

    handle: Handle
    box: Box
    off: Point = (0.0, 0.0)


class Canvas(QWidget):
    """The photo. What a drag leads to is a Point where the focal point is being set, else the Box of a cut."""

    drafted = Signal(object)
    settled = Signal(object)
    taken_back = Signal()
    nudged = Signal(object)
    left = Signal()
    """The keys have gone elsewhere."""
    reset = Signal()
    chosen = Signal(str)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 200)
        self._scene = Scene()
        self._drag: _Drag | None = None
        self._last: Point | Box | None = None
        self._is_gridded = False
        self._drawn: tuple[_PixmapKey, QPixmap] | None = None

    @property
    def scene(self) -> Scene:
        """What is shown."""
        return self._scene

    @property
    def is_dragging(self) -> bool:
        return self._drag is not None

    def show_scene(self, scene: Scene) -> None:
        """Show something else."""
        self._scene = scene
        self._show_cursor(self.mapFromGlobal(QCursor.pos()).toPointF())
        self.update()

    def show_grid(self, wanted: bool) -> None:
        """Lay fine lines over the photo, or take them away."""
        self._is_gridded = wanted
        self.update()

    def drop_drag(self) -> None:
        """End a drag, telling nobody."""
        self._drag = self._last = None
        self.update()

    # places

    @property
    def area(self) -> QRectF:
        """Where the frame is shown, in whole pixels of this widget."""
        wide, high = self._scene.framing.frame
        room = QSize(max(1, self.width() - 2 * MARGIN), max(1, self.height() - 2 * MARGIN))
        share = min(room.width() / max(wide, 1e-9), room.height() / max(high, 1e-9))
        size = QSize(max(1, round(wide * share)), max(1, round(high * share)))
        return QRectF((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, *size.toTuple())

    def _place(self, spot: QPointF) -> Point:
        area = self.area
        return (spot.x() - area.left()) / area.width(), (spot.y() - area.top()) / area.height()

    def handle_at(self, spot: QPointF) -> Handle | None:
        """What would be dragged from a spot: a handle or the inside of the cut; None outside of it."""
        cut = part_of(self.area, self._scene.box)
        within = min(REACH, cut.width() / 3), min(REACH, cut.height() / 3)
        near = [handle for handle in HANDLES if _is_near(spot, cut, handle, within)]
        return near[0] if near else INSIDE if cut.contains(spot) else None

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._drag or self._scene.drawable is None:
            return
        place = self._place(event.position())
        if self._scene.choice == FOCUS:
            if self.area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN).contains(event.position()):
                self._drag = _Drag(INSIDE, self._scene.box)
                self._draft(_in_frame(place))
            return
        handle = self.handle_at(event.position())
        if handle is not None:
            at = place_of(self._scene.box, handle)
            self._drag = _Drag(handle, self._scene.box, (at[0] - place[0], at[1] - place[1]))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            self._show_cursor(event.position())
            return
        place = self._place(event.position())
        if self._scene.choice == FOCUS:
            self._draft(_in_frame(place))
            return
        to = place[0] + self._drag.off[0], place[1] + self._drag.off[1]
        ratio = ratio_of(self._scene.framing, self._scene.shape)
        self._draft(dragged(self._drag.box, self._drag.handle, to, ratio))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._drag is None:
            return
        led_to = self._last
        self.drop_drag()
        if led_to is not None:
            self.settled.emit(led_to)
        self._show_cursor(event.position())

    def _draft(self, value: Point | Box) -> None:
        self._last = value
        self.drafted.emit(value)

    def take_back(self) -> None:
        """End a drag and have it come to nothing."""
        if self._drag is not None:
            self.drop_drag()
            self.taken_back.emit()

    def _show_cursor(self, spot: QPointF) -> None:
        if self._drag is not None:
            return
        if self._scene.drawable is None:
            self.unsetCursor()
        elif self._scene.choice == FOCUS:
            self.setCursor(Qt.CursorShape.CrossCursor if self.area.contains(spot) else Qt.CursorShape.ArrowCursor)
        else:
            handle = self.handle_at(spot)
            self.setCursor(Qt.CursorShape.ArrowCursor if handle is None else _CURSORS[handle])

    # the keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._deed_of(event):
            event.accept()  # the window's own shortcuts wait
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deed_of(event)
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def _deed_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does here; None where that is for others to know."""
        if self._scene.drawable is None:
            return None
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._drag is not None:
            return self.take_back if key == Qt.Key.Key_Escape else _nothing
        if key in ARROWS:
            return partial(self._nudge, ARROWS[key], held)
        if event.text() in ("[", "]"):  # with whatever it takes to type them
            return partial(self.turned.emit, 1 if event.text() == "]" else -1)
        if held != Qt.KeyboardModifier.NoModifier:
            return None
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.reset.emit
        choice = _CHOICE_OF_KEY.get(_plain(event.text()) or event.text().upper())
        return None if choice is None else partial(self.chosen.emit, choice)

    def _nudge(self, way: tuple[int, int], held: Qt.KeyboardModifier) -> None:
        step = FINE_STEP if held & Qt.KeyboardModifier.ShiftModifier else STEP
        across, down = way[0] * step, way[1] * step
        framing = self._scene.framing
        if self._scene.choice == FOCUS:
            x, y = framing.focus_in_frame
            self.nudged.emit(_in_frame((x + across, y + down)))
        elif held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            self.nudged.emit(grown(self._scene.box, across, down, ratio_of(framing, self._scene.shape)))
        else:
            self.nudged.emit(moved(self._scene.box, across, down))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.take_back()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_scene(self._scene)

    # drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._scene.drawable is None:
            self._paint_words(painter)
        else:
            area = self.area
            painter.drawPixmap(area.topLeft(), self._picture(self._scene.drawable, area.size().toSize()))
            self._paint_marks(painter, area)
        if self.hasFocus() and self._scene.drawable is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.colours().accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(look.colours().quiet)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(
            self.rect().adjusted(2 * MARGIN, MARGIN, -2 * MARGIN, -MARGIN), flags, isolated(self._scene.words)
        )

    def _paint_marks(self, painter: QPainter, area: QRectF) -> None:
        box = self._scene.box
        cut = part_of(area, box)
        stage_marks.shade(painter, area, cut)
        if self._is_gridded:
            stage_marks.grid(painter, area)
        if self._scene.choice == FOCUS:
            stage_marks.focal_point(painter, spot_of(area, self._scene.framing.focus_in_frame))
            return
        if self._drag is not None:
            stage_marks.thirds(painter, cut)
        stage_marks.edges(painter, cut)
        stage_marks.handles(painter, area, box)

    def _picture(self, drawable: Drawable, room: QSize) -> QPixmap:
        """The photo as it is framed, drawn anew only where that has changed."""
        framing, ratio = self._scene.framing, self.devicePixelRatioF()
        key = (drawable.levels[0].cacheKey(), framing.turn, framing.tilt, room, ratio)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = key, pixmap(drawable, framing, room, ratio)
        return self._drawn[1]


def _is_near(spot: QPointF, cut: QRectF, handle: Handle, within: tuple[float, float]) -> bool:
    """Whether a spot is in reach of a handle: less far inwards in a small cut, which can still be moved so."""
    middle = spot_of(cut, place_of((0.0, 0.0, 1.0, 1.0), handle))
    off = spot - middle
    for distance, side, inwards in ((off.x(), handle[0], within[0]), (off.y(), handle[1], within[1])):
        low, high = (-inwards if side > 0 else -REACH), (inwards if side < 0 else REACH)
        if not low <= distance <= high:
            return False
    return True


def _in_frame(place: Point) -> Point:
    return min(max(place[0], 0.0), 1.0), min(max(place[1], 0.0), 1.0)


def _plain(text: str) -> str:
    """The Latin digit of a digit of any script: an Arabic keyboard types its own."""
    return str(unicodedata.decimal(text)) if len(text) == 1 and unicodedata.decimal(text, None) is not None else ""


def _nothing() -> None:
    """What a key does in the midst of a drag."""

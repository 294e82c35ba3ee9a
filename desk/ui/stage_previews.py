"""Below the photo: each shape as it will be published, small, with its width and who chose its part."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desk.article.framing import ASKED_WIDTH, FREE, SHAPES, Framing, Point
from desk.ui import look
from desk.ui.labels import SMALL
from desk.ui.stage_picture import Drawable, pixmap
from desk.ui.stage_tools import KEYS
from desk.ui.wording import isolated

ORDER = (*SHAPES, FREE)
MIDDLE: Point = (0.5, 0.5)
"""The focal point of a photo for which nobody has set one."""
_HEIGHT = 72
"""Pixels that pictures have from top to bottom."""
_PAD = 6
_NAMES = {FREE: "Free"}


def who_cut(framing: Framing, shape: str) -> str:
    """Who chose the part that a shape shows, or what the shape leaves of the photo."""
    if framing.is_cut_by_hand(shape):
        return "by hand"
    if shape == FREE:
        return "straightened" if framing.tilt else "whole photo"
    if framing.focus != MIDDLE:
        return "by focal point"
    return "in the free crop" if framing.is_cut_by_hand(FREE) else "centred"


class ShapePreview(QAbstractButton):
    """One shape. A click has it adjusted."""

    def __init__(self, shape: str) -> None:
        super().__init__()
        self.shape = shape
        self._width = 0
        self._how = ""
        self._seen: tuple[Drawable | None, Framing] = None, Framing((3.0, 2.0))
        self._picture: QPixmap | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * SMALL)
        self.setFont(font)

    @property
    def is_narrow(self) -> bool:
        """Whether it will be too narrow for a page that shows it large."""
        return 0 < self._width < ASKED_WIDTH

    @property
    def words(self) -> str:
        """What stands below the picture: the shape and how many pixels of the photo it is wide."""
        return self._wordings()[0]

    @property
    def remark(self) -> str:
        """What stands below that: that it is too narrow, or else who chose the part."""
        return "too small" if self.is_narrow else self._how

    @property
    def picture(self) -> QPixmap | None:
        """The part as it will be published; None while there is no photo."""
        return self._picture

    def show_part(self, drawable: Drawable | None, framing: Framing, *, is_size_known: bool) -> None:
        """Show what the framing makes of the photo; its width only where the size of its file is known."""
        self._width = max(1, round(framing.cut(self.shape)[0])) if is_size_known else 0
        self._how = who_cut(framing, self.shape)
        self._seen = drawable, framing
        self._draw()
        wide = f", {'only ' if self.is_narrow else ''}{self._width} pixels wide" if self._width else ""
        self.setAccessibleName(f"{self._name}{wide}, {self._how}")
        asked = f"; pages ask for {ASKED_WIDTH} pixels" if self.is_narrow else ""
        self.setToolTip(f"{self.words}, {self._how}{asked}. Click to adjust it ({KEYS[self.shape]})")

    @property
    def _name(self) -> str:
        return _NAMES.get(self.shape, self.shape)

    def _wordings(self) -> tuple[str, ...]:
        """The same in more and in fewer words; the unit stays, since a bare number says nothing."""
        if not self._width:
            return (self._name,)
        return f"{self._name} · {self._width} px", f"{self._width} px"

    def _draw(self) -> None:
        drawable, framing = self._seen
        wide, high = framing.cut(self.shape)
        room = QSize(max(8, self.width() - 2 * _PAD), _HEIGHT)
        share = min(room.width() / max(wide, 1e-9), room.height() / max(high, 1e-9))
        size = QSize(max(1, round(wide * share)), max(1, round(high * share)))
        box, ratio = framing.box(self.shape), self.devicePixelRatioF()
        self._picture = pixmap(drawable, framing, size, ratio, box) if drawable else None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT + 3 * _PAD + 2 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(72, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        scheme = look.colours()
        self._paint_ground(painter, scheme)
        self._paint_picture(painter, scheme)
        fits = [words for words in self._wordings() if self.fontMetrics().horizontalAdvance(words) <= self.width() - 4]
        top = _HEIGHT + 2 * _PAD
        ink = scheme.warning if self.is_narrow else scheme.ink
        self._paint_line(painter, top, (fits or self._wordings()[-1:])[0], ink)
        self._paint_line(painter, top + self.fontMetrics().height(), self.remark, self._remark_ink(scheme))
        painter.end()

    def _remark_ink(self, scheme: look.Colours) -> str:
        by_hand = self._seen[1].is_cut_by_hand(self.shape)
        return scheme.warning if self.is_narrow else scheme.accent if by_hand else scheme.quiet

    def _paint_ground(self, painter: QPainter, scheme: look.Colours) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.isChecked() or (self.underMouse() and self.isEnabled())
        painter.setBrush(QColor(scheme.selected) if is_lit else Qt.BrushStyle.NoBrush)
        is_framed = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(scheme.accent), 1) if is_framed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_picture(self, painter: QPainter, scheme: look.Colours) -> None:
        room = QRect(_PAD, _PAD, self.width() - 2 * _PAD, _HEIGHT)
        if self._picture is None:
            painter.fillRect(room, QColor(scheme.line))
            return
        size = self._picture.deviceIndependentSize().toSize()
        place = QRect(room.x() + (room.width() - size.width()) // 2, room.y() + (_HEIGHT - size.height()) // 2, 0, 0)
        painter.drawPixmap(place.topLeft(), self._picture)

    def _paint_line(self, painter: QPainter, top: int, words: str, ink: str) -> None:
        painter.setPen(QColor(ink if self.isEnabled() else look.colours().faint))
        line = QRect(2, top, self.width() - 4, self.fontMetrics().height())
        elided = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, isolated(elided))


class StagePreviews(QWidget):
    """All shapes in a row; that being adjusted is marked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.previews = {shape: ShapePreview(shape) for shape in ORDER}
        self._group = QButtonGroup(self, exclusive=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.GRID)
        for number, preview in enumerate(self.previews.values()):
            self._group.addButton(preview, number)
            line.addWidget(preview)
        self._group.idToggled.connect(self._on_toggled)

    def show_framing(self, drawable: Drawable | None, framing: Framing, *, is_size_known: bool) -> None:
        """Show what a framing makes of each shape."""
        for preview in self.previews.values():
            preview.show_part(drawable, framing, is_size_known=is_size_known)

    def show_choice(self, choice: str) -> None:
        """Mark the shape being adjusted, without telling; none where it is the focal point."""
        with QSignalBlocker(self._group):
            self._group.setExclusive(False)
            for shape, preview in self.previews.items():
                preview.setChecked(shape == choice)
            self._group.setExclusive(True)

    def _on_toggled(self, number: int, on: bool) -> None:
        if on:
            self.chosen.emit(ORDER[number])

"""The margin beside the text while it is reviewed: a bar along each changed line, and where there is room, what went.

A click on a bar takes its change in hand; resting on one, or on a wedge in the text, tells what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desk.ui import look
from desk.ui.labels import plain_tip
from desk.ui.page_layout import PageLayout
from desk.ui.review_marks import BodyMarks, Spot
from desk.ui.review_rows import shortened, told

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

    from desk.article.review import Edit
    from desk.ui.editor import Page

BAR, AWAY, ROOM = 3, 8, 96
"""Pixels: how wide a bar is, how far from the text, and how wide a margin is in which words find room."""
WIDEST = 200
"""Pixels that the words have at most."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar beside some lines: where it stands in the margin, and the change that it is for."""

    area: QRect
    spot: Spot
    edit: Edit

    @property
    def is_move(self) -> bool:
        """Whether a paragraph moved."""
        return self.edit.kind == "moved"


class ReviewMargin(QWidget):
    """Lies beside the text of one page, as high as the page is seen."""

    chosen = Signal(str)
    """The key of a change whose bar was clicked."""

    def __init__(self, page: Page, marks: BodyMarks, heads: Callable[[], Iterator[tuple[QRect, Edit]]]) -> None:
        """`heads` gives the changes above the text, and where each stands in the viewport."""
        super().__init__(page)
        self._page, self._marks, self._heads = page, marks, heads
        self.setObjectName("reviewMargin")
        self.setAccessibleName("Changes beside the text")
        self.setMouseTracking(True)
        page.verticalScrollBar().valueChanged.connect(lambda _value: self.update())
        page.document().documentLayout().documentSizeChanged.connect(lambda _size: self.update())
        self._text = page.viewport()
        self._text.installEventFilter(self)
        self.place()

    @property
    def is_mirrored(self) -> bool:
        """Whether the margin lies at the right of the text."""
        return self._page.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def place(self) -> None:
        """Lie where the margin is."""
        text = self._text.geometry()
        if self.is_mirrored:
            self.setGeometry(QRect(QPoint(text.right() + 1, text.top()), self._page.rect().bottomRight()))
        else:
            self.setGeometry(0, text.top(), text.left(), text.height())

    def bars(self) -> list[Bar]:
        """The bars that are seen, those of moved paragraphs behind the others."""
        heads = self._heads()
        found = [Bar(self._beside(area.top(), area.height()), Spot(0, 0, edit.key), edit) for area, edit in heads]
        layout = self._page.document().documentLayout()
        if not isinstance(layout, PageLayout) or not self._marks.edits:
            return found
        scrolled = self._page.verticalScrollBar().value()
        for block, box in _seen(layout, scrolled, scrolled + self.height()):
            for spot in self._marks.spots_in(block):
                lines = self._marks.lines_of(spot, block).translated(0, box.top() - scrolled)
                area = self._beside(round(lines.top()), max(4, round(lines.height())))
                found.append(Bar(area, spot, self._marks.edits[spot.key]))
        return found

    def _beside(self, top: int, height: int) -> QRect:
        left = AWAY if self.is_mirrored else self.width() - AWAY - BAR
        return QRect(left, top, BAR, height)

    # drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        bars, scheme = self.bars(), look.colours()
        for bar in reversed(bars):
            self._draw_bar(painter, bar, scheme.faint if bar.is_move else scheme.accent)
        if self.width() >= ROOM:
            self._draw_words(painter, bars)
        painter.end()

    def _draw_bar(self, painter: QPainter, bar: Bar, colour: str) -> None:
        area = QRectF(bar.area)
        if bar.spot.key == self._marks.chosen:
            area.adjust(-1, 0, 1, 0)
        if bar.is_move:
            pen = QPen(QColor(colour), area.width(), Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1, 1])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            middle = area.center().x()
            painter.drawLine(QPointF(middle, area.top()), QPointF(middle, area.bottom()))
        else:
            painter.fillRect(area, QColor(colour))

    def _draw_words(self, painter: QPainter, bars: list[Bar]) -> None:
        """The words that went, struck out, beside the line that they went from; none over another."""
        scheme = look.colours()
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(QColor(scheme.gone))
        line, free = painter.fontMetrics().lineSpacing(), -1
        lower = max(0, (QFontMetrics(self._page.document().defaultFont()).lineSpacing() - line) // 2)
        width = min(WIDEST, self.width() - AWAY - BAR - 2 * look.GRID)
        for bar in bars:
            if bar.is_move or not bar.edit.before.strip():
                continue
            top = max(bar.area.top() + lower, free)
            free = top + line
            words = painter.fontMetrics().elidedText(shortened(bar.edit.before), Qt.TextElideMode.ElideRight, width)
            left = bar.area.right() + look.GRID if self.is_mirrored else bar.area.left() - look.GRID - width
            side = Qt.AlignmentFlag.AlignLeft if self.is_mirrored else Qt.AlignmentFlag.AlignRight
            painter.drawText(QRect(left, top, width, line), side | Qt.AlignmentFlag.AlignAbsolute, words)

    # pointing

    def _at(self, point: QPoint) -> list[Bar]:
        """The bars beside a point: a bar is thin, its line is not."""
        return [bar for bar in self.bars() if bar.area.top() <= point.y() <= bar.area.bottom()]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and found:
            keys = [bar.spot.key for bar in found]
            following = (
                keys[(keys.index(self._marks.chosen) + 1) % len(keys)] if self._marks.chosen in keys else keys[0]
            )
            self.chosen.emit(following)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_over = bool(self._at(event.position().toPoint()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            found = [(bar.edit, bar.spot.left) for bar in self._at(event.pos())]
            tell(event.globalPos(), found, self)
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lie beside the text whatever size it takes."""
        if watched is self._text and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        return super().eventFilter(watched, event)


def tell(where: QPoint, edits: Sequence[tuple[Edit, bool]], over: QWidget) -> None:
    """Tell of changes under the mouse, and whether a paragraph that moved is told of where it stood."""
    said = "\n\n".join(told(edit, left=left) for edit, left in edits)
    QToolTip.showText(where, plain_tip(said), over) if said else QToolTip.hideText()


def _seen(layout: PageLayout, top: int, bottom: int) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The paragraphs between two heights of the document, and where they lie."""
    block = layout.block_at(top)
    while block.isValid():
        area = layout.blockBoundingRect(block)
        if area.top() > bottom:
            return
        yield block, area
        block = block.next()

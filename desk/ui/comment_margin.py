"""The signs of comments in the margin beside the text: a click goes to the comment, the mouse over it tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desk.article.model import BODY, Comment
from desk.ui import look
from desk.ui.editor import Page
from desk.ui.icons import drawing
from desk.ui.labels import plain_tip

LAYER = "comments"
WIDTH, SIGN = 19, 15
"""Pixels that the strip is wide, and a sign high."""
Told = Callable[[str, int], list[tuple[str, str]]]


class CommentMargin(QWidget):
    """A strip beside the text's trailing edge. It looks up what is seen each time it is painted: few lines are."""

    clicked = Signal(str)
    """The ID of the comment whose sign was clicked; of several in a line the first."""

    def __init__(self, page: Page, at: Callable[[int], list[Comment]], told: Told) -> None:
        """`told` gives the comments at a place (a field, or a code point of the body), each with its line."""
        super().__init__(page)
        self._page, self._at, self._told = page, at, told
        self._fields: Mapping[str, bool] = {}
        self._signs: list[tuple[QRect, str, int]] = []
        self.setMouseTracking(True)
        self.setAccessibleName("Comments beside the text")
        page.verticalScrollBar().valueChanged.connect(lambda _to: self.update())
        page.viewport().installEventFilter(self)
        page.document().documentLayout().documentSizeChanged.connect(lambda _size: self.update())
        self._place()
        self.show()

    def show_marks(self, fields: Mapping[str, bool]) -> None:
        """Show the signs anew; `fields` says which of headline and summary have comments."""
        self._fields = fields
        self.update()

    @property
    def signs(self) -> list[tuple[QRect, list[str]]]:
        """What is seen: where each sign is, and the IDs of its comments."""
        return [(area, [one for one, _line in self._told(place, point)]) for area, place, point in self._found()]

    def _place(self) -> None:
        """Beside the text, never under the scroll bar."""
        view, bar = self._page.viewport().geometry(), self._page.verticalScrollBar()
        taken = bar.width() if bar.isVisible() else 0
        if self._page.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = max(view.left() - WIDTH, taken)
        else:
            left = min(view.right() + 1, self._page.width() - taken - WIDTH)
        self.setGeometry(left, view.top(), WIDTH, view.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (QEvent.Type.Resize, QEvent.Type.Move)
        if moved and shiboken6.isValid(self._page):  # it goes before its margin as a window is closed
            self._place()
            self.update()
        return super().eventFilter(watched, event)

    def _found(self) -> list[tuple[QRect, str, int]]:
        page, found = self._page, []
        header = page.header
        for name, has in self._fields.items():
            field = getattr(header, name)
            if has:
                top = field.mapTo(page.viewport(), QPoint(0, 0)).y() + min(field.height() - SIGN, SIGN // 2)
                found.append((self._sign(top), name, 0))
        last = page.point_at(QPoint(page.viewport().width() - 1, page.viewport().height() - 1))
        lines: dict[int, int] = {}
        for start, _end, _look in page.overlays.within(LAYER, page.first_seen(), last + 1):
            lines.setdefault(page.cursorRect(page.cursor_at(start, start)).center().y(), start)
        found += [(self._sign(middle - SIGN // 2), BODY, start) for middle, start in lines.items()]
        return [one for one in found if one[0].bottom() > 0 and one[0].top() < self.height()]

    def _sign(self, top: int) -> QRect:
        return QRect((WIDTH - SIGN) // 2, top, SIGN, SIGN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._signs = self._found()
        if not self._signs:
            return
        painter, scheme = QPainter(self), look.colours()
        under = self.mapFromGlobal(self.cursor().pos())
        for area, _place, _point in self._signs:
            colour = scheme.accent if area.contains(under) else scheme.faint
            painter.drawPixmap(area, drawing("comments", colour, SIGN))

    # the mouse

    def _under(self, at: QPoint) -> list[tuple[str, str]]:
        for area, place, point in self._signs:
            if area.adjusted(-4, -4, 4, 4).contains(at):
                return self._told(place, point)
        return []

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self._under(event.position().toPoint()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position().toPoint())
        if found:
            self.clicked.emit(found[0][0])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = self._under(event.pos())
            if told:
                QToolTip.showText(event.globalPos(), plain_tip("\n".join(line for _one, line in told)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

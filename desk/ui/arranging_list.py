"""The passages of a copy, each with a chip that says what it was taken for: chosen by mouse, letters or a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QStyledItemDelegate, QStyleOptionViewItem

from desk.article.scripts import paragraph_direction
from desk.formats.wire_arrangement import IN_BODY, LEFT_OUT, Passage, Role
from desk.ui import look
from desk.ui.icons import drawing
from desk.ui.labels import plain_tip
from desk.ui.row_ground import PAD, draw_ground

PASSAGE = Qt.ItemDataRole.UserRole
CHIP, CHIP_HEIGHT, ARROW = 152, 26, 12
LINES, SHOWN = 4, 600
"""Lines, and characters, of a passage that are shown; its tooltip has more."""
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu)
Index = QModelIndex | QPersistentModelIndex


class ArrangingList(QListWidget):
    """Rows of passages in the order of the copy."""

    role_chosen = Signal(int, object)
    """The number of a passage, and the Role that it is to have."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Passages of the copy")
        self.setItemDelegate(_PassagePainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.menu: QMenu | None = None
        """The roles, while they are offered."""

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show these; the row that was chosen stays so."""
        here = max(0, self.currentRow())
        while self.count() > len(passages):
            self.takeItem(self.count() - 1)
        for number, passage in enumerate(passages):
            item = self.item(number) or QListWidgetItem(self)
            item.setData(PASSAGE, passage)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{passage.role.label}: {passage.line[:SHOWN]}")
            item.setToolTip(plain_tip(passage.text[: 4 * SHOWN]))
        self.setCurrentRow(min(here, self.count() - 1))

    def passage(self, row: int) -> Passage:
        """The passage of a row."""
        found = self.item(row).data(PASSAGE)
        assert isinstance(found, Passage)
        return found

    # choosing

    def offer(self, row: int) -> None:
        """Open the menu of roles at a row's chip."""
        if not 0 <= row < self.count():
            return
        self.setCurrentRow(row)
        self.scrollToItem(self.item(row))
        menu = QMenu(self)
        menu.setAccessibleName("What this passage is")
        for action in self._actions(menu, row):
            menu.addAction(action)
        self.menu = menu
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(self._below_chip(row)))
        menu.setActiveAction(next(action for action in menu.actions() if action.isChecked()))

    def _actions(self, menu: QMenu, row: int) -> list[QAction]:
        group, now, actions = QActionGroup(menu), self.passage(row).role, list[QAction]()
        for roles in (_IN_BODY, _FIELDS, _OUT):
            for role in roles:
                action = QAction(role.label, group, checkable=True, checked=role is now)
                action.triggered.connect(lambda _on, role=role: self.role_chosen.emit(row, role))
                actions.append(action)
            actions.append(_separator(menu))
        return actions[:-1]

    def _below_chip(self, row: int) -> QPoint:
        chip = chip_in(self.visualItemRect(self.item(row)), self.layoutDirection())
        return chip.bottomLeft() + QPoint(0, 2)

    def _next_of_letter(self, letter: str) -> None:
        """The next role whose name begins with a letter; the same letter again goes on to the one after."""
        row = self.currentRow()
        roles = [role for role in (*_IN_BODY, *_FIELDS, *_OUT) if role.label.lower().startswith(letter)]
        if row < 0 or not roles:
            return
        now = self.passage(row).role
        at = (roles.index(now) + 1) % len(roles) if now in roles else 0
        self.role_chosen.emit(row, roles[at])

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        letter = event.text().lower()
        if alt_down or (event.key() in _OPENING_KEYS and not held):
            self.offer(self.currentRow())
        elif letter.isalpha() and not held:
            self._next_of_letter(letter)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        item = self.itemAt(at)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if item is not None and is_left and chip_in(self.visualItemRect(item), self.layoutDirection()).contains(at):
            self.offer(self.row(item))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        item = self.itemAt(at)
        on_chip = item is not None and chip_in(self.visualItemRect(item), self.layoutDirection()).contains(at)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_chip else Qt.CursorShape.ArrowCursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.itemAt(event.pos())
        self.offer(self.row(item) if item is not None else self.currentRow())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # rows are as high as their words need at this width


_IN_BODY = tuple(role for role in Role if role in IN_BODY)
_OUT = tuple(role for role in Role if role in LEFT_OUT)
_FIELDS = tuple(role for role in Role if role not in IN_BODY | LEFT_OUT)


def _separator(menu: QMenu) -> QAction:
    line = QAction(menu)
    line.setSeparator(True)
    return line


def chip_in(row: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where the chip stands in a row."""
    left = row.left() + PAD if direction == Qt.LayoutDirection.LeftToRight else row.right() - PAD - CHIP
    return QRect(left, row.top() + look.GRID - 2, CHIP, CHIP_HEIGHT)


class _PassagePainter(QStyledItemDelegate):
    """Draws one row: the chip, and beside it the passage's words in their own direction."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        passage: Passage = index.data(PASSAGE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
        layout = _laid_out(_shown(passage), option.font, width - CHIP - 3 * PAD)
        words = round(sum(layout.lineAt(line).height() for line in range(layout.lineCount())))
        return QSize(200, max(CHIP_HEIGHT, words) + 2 * look.GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        passage: Passage = index.data(PASSAGE)
        painter.save()
        draw_ground(painter, option, option.rect, look.colours(), warms=False)
        self._chip(painter, option, passage.role)
        self._words(painter, option, passage)
        painter.restore()

    def _chip(self, painter: QPainter, option: QStyleOptionViewItem, role: Role) -> None:
        scheme = look.colours()
        chip = chip_in(option.rect, option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(scheme.faint if role in LEFT_OUT else scheme.line)
        painter.setBrush(Qt.GlobalColor.transparent if role in LEFT_OUT else QColor(scheme.raised))
        painter.drawRoundedRect(chip, 6, 6)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        arrow = QRect(chip.left() + 8 if mirrored else chip.right() - 8 - ARROW, 0, ARROW, ARROW)
        painter.drawPixmap(
            arrow.left(), chip.center().y() - ARROW // 2 + 1, drawing("chevron-down", scheme.quiet, ARROW)
        )
        painter.setPen(scheme.quiet if role is Role.BODY or role in LEFT_OUT else scheme.accent)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.Normal if role is Role.BODY else QFont.Weight.DemiBold)
        painter.setFont(font)
        words = chip.adjusted(ARROW + 12 if mirrored else 10, 0, -10 if mirrored else -ARROW - 12, 0)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        label = painter.fontMetrics().elidedText(role.label, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, label)

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, passage: Passage) -> None:
        scheme = look.colours()
        font = QFont(option.font)
        font.setStrikeOut(passage.role in LEFT_OUT)
        painter.setPen(scheme.faint if passage.role in LEFT_OUT else scheme.ink)
        beside, mirrored = CHIP + 2 * PAD, option.direction == Qt.LayoutDirection.RightToLeft
        area = option.rect.adjusted(PAD if mirrored else beside, _TOP, -beside if mirrored else -PAD, 0)
        layout = _laid_out(_shown(passage), font, area.width())
        layout.draw(painter, area.topLeft())


_TOP = look.GRID + 2


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """The words in their own direction, in so many lines at most; “…” says that there are more."""
    rightward = paragraph_direction(text, "ltr") == "rtl"
    option = QTextOption(Qt.AlignmentFlag.AlignRight if rightward else Qt.AlignmentFlag.AlignLeft)
    option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rightward else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    top, ends = 0.0, list[int]()
    layout.beginLayout()
    while (line := layout.createLine()).isValid() and len(ends) < LINES:
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    more = len(ends) == LINES and ends[-1] < len(layout.text().encode("utf-16-le")) // 2
    if more and not text.endswith(_MORE):
        shorter = text.encode("utf-16-le")[: 2 * (ends[-1] - 3)].decode("utf-16-le", "ignore")
        return _laid_out(f"{shorter.rpartition(' ')[0] or shorter}{_MORE}", font, width)
    return layout


_MORE = " …"


def _shown(passage: Passage) -> str:
    text = passage.words.strip()
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rpartition(' ')[0]}{_MORE}"

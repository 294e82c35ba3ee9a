"""The command palette: every command of the window, found by a few letters of its name."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desk.ui import look
from desk.ui.labels import Label, hint_for
from desk.ui.wording import LEFT_TO_RIGHT_MARK, isolated

WIDTH, HEIGHT, ROW = 520, 400, 36
Index = QModelIndex | QPersistentModelIndex


def rank(words: str, text: str) -> int | None:
    """How well typed letters match a command: lower is better, None is not at all."""
    words, text = words.casefold().strip(), text.casefold()
    if not words:
        return 0
    if text.startswith(words):
        return 0
    if f" {words}" in text:
        return 1
    if words in text:
        return 2
    letters = iter(text)
    return 3 if all(letter in letters for letter in words if letter != " ") else None


class _CommandDelegate(QStyledItemDelegate):
    """A command's name at one side, its shortcut at the other."""

    def __init__(self, palette: CommandPalette) -> None:
        super().__init__(palette)
        self._palette = palette

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(WIDTH - 24, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme = look.colours()
        action = self._palette.matches[index.row()]
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, scheme.selected)
        inside = area.adjusted(12, 0, -12, 0)
        painter.setPen(scheme.ink)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, plain_text(action))
        painter.setPen(scheme.quiet)
        painter.drawText(inside, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, keys_of(action))


class CommandPalette(QFrame):
    """A field over the window; Enter does what is chosen, Escape goes back to where the caret was."""

    def __init__(self, window: QWidget, actions: list[QAction]) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("palette")
        self.setAccessibleName("Command palette")
        self._actions = actions
        self.matches: list[QAction] = []
        self._before: QWidget | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint_for("What would you like to do?", self.layoutDirection()))
        self.field.setAccessibleName("Command")
        self._model = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_CommandDelegate(self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._do(index.row()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.nothing = Label("No command is called that. Try fewer letters.", "hint")
        self.nothing.setMargin(12)
        self.nothing.hide()
        layout.addWidget(self.nothing)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the palette with all that can be done now."""
        window = self._window
        self._before = window.focusWidget()
        self.resize(min(WIDTH, window.width() - 32), min(HEIGHT, window.height() - 96))
        self.move(QPoint((window.width() - self.width()) // 2, 72))
        self.field.clear()
        self._filter("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def _filter(self, words: str) -> None:
        ranked = [(rank(words, plain_text(action)), action) for action in self._actions if action.isEnabled()]
        found = sorted(((at, action) for at, action in ranked if at is not None), key=lambda pair: pair[0])
        self.matches = [action for _at, action in found]
        self._model.setStringList([plain_text(action) for action in self.matches])
        self.list.setCurrentIndex(self._model.index(0))
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        room = min(HEIGHT, self._window.height() - 96)
        self.resize(self.width(), min(room, 62 + ROW * max(1, len(self.matches))))

    def _do(self, row: int) -> None:
        if 0 <= row < len(self.matches):
            action = self.matches[row]
            self._leave()
            action.trigger()

    def _leave(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def _step(self, way: int) -> None:
        row = max(0, min(self.list.currentIndex().row() + way, len(self.matches) - 1))
        self.list.setCurrentIndex(self._model.index(row))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(+1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.list.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            return False
        return True


def plain_text(action: QAction) -> str:
    """A command's name without the menu's marks."""
    return action.text().replace("&", "").rstrip(f"…{LEFT_TO_RIGHT_MARK}")


def keys_of(action: QAction) -> str:
    """A command's shortcut as it is read, left to right: "Ctrl+," not ",+Ctrl"."""
    return isolated(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))

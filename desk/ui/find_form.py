"""The look of the bar that finds words: fields, switches and buttons, and how they lie in a wide and a narrow pane."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desk.checks.searching import Query
from desk.ui import look
from desk.ui.buttons import IconButton, told
from desk.ui.entries import LineEntry, is_undo
from desk.ui.labels import Label, set_role
from desk.ui.wording import isolated

_FIELD = 160
"""The least width of a field that has the tools beside it, in pixels; in a narrower bar they go below."""
FROM_TOP = "from the top"
FROM_END = "from the end"
_LEAST = 220
"""The least width of the bar, in pixels."""
Key = tuple[Qt.Key, Qt.KeyboardModifier]
_Cell = tuple[QWidget, int, int, int]
"""A widget, its row, its column, and how many columns it takes."""

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
OPTIONS: tuple[tuple[str, str, str, Qt.Key], ...] = (
    ("match_case", "Aa", "Match case", Qt.Key.Key_C),
    ("whole_word", "W", "Whole words only", Qt.Key.Key_W),
    ("regex", ".*", "Regular expression", Qt.Key.Key_R),
    ("alike", "ئ≈ی", "Any spelling: letters of Arabic script, diacritics, digits", Qt.Key.Key_A),
)
"""Field of the query, label, name, and the key that switches it with Alt."""


class SearchLine(LineEntry):
    """A line of the bar. Undo takes back what was typed here since it was last used, else it is the story's."""

    def __init__(self, name: str, tip: str, pressed: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._pressed = pressed
        self.set_hint(name)
        told(self, name, tip)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_undo(event):
            event.setAccepted(self._undoes(event))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pressed(event):
            return
        if is_undo(event) and self._undoes(event):
            QLineEdit.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)

    def _undoes(self, event: QKeyEvent) -> bool:
        """Whether a key for undo or redo is about what was typed here."""
        undo = event.matches(QKeySequence.StandardKey.Undo)
        return self.isModified() and (self.isUndoAvailable() if undo else self.isRedoAvailable())


class FindForm(QFrame):
    """The bar without what it does."""

    edited = Signal()
    """Other words, or another way to look for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName("Find and replace")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._keys: Mapping[Key, Callable[[], object]] = {}
        self.words = SearchLine("Find", "Find (Enter: next, Shift+Enter: previous)", self.pressed)
        self.replacement = SearchLine("Replace with", "Replace with (Enter: replace this match)", self.pressed)
        self.options = {field: _option(label, name, key) for field, label, name, key in OPTIONS}
        self.options["alike"].setChecked(True)
        self.count = Label(role="label")
        self.message = Label(role="hint", wraps=True)
        self._said = ("", "", "")
        self.previous = IconButton("chevron-up", "Previous match", "Previous match (Shift+F3)")
        self.next = IconButton("chevron-down", "Next match", "Next match (F3)")
        self.closer = IconButton("close", "Close the find bar", "Close (Esc)")
        self.replace_one = _button("Replace", "Replace this match and go to the next (Enter)")
        self.replace_all = _button("Replace all", "Replace all matches in the story (Ctrl+Enter)")
        self._tools = _row(self, *self.options.values())
        self._steps = _row(self, self.previous, self.next)
        self._buttons = _row(self, self.replace_one, self.replace_all)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.GRID, 6, look.GRID, 6)
        column.setSpacing(6)
        column.addLayout(self._grid)
        column.addWidget(self.message)
        self._is_narrow: bool | None = None
        self._arrange()
        self.show_replacing(False)
        fields, buttons = (self.words, self.replacement), (self.replace_one, self.replace_all, self.closer)
        for one, after in pairwise((*fields, *self.options.values(), self.previous, self.next, *buttons)):
            QWidget.setTabOrder(one, after)
        self.words.edited.connect(self.edited)
        for option in self.options.values():
            option.toggled.connect(lambda _on: self.edited.emit())

    def query(self) -> Query:
        """What is looked for, as the fields and switches say."""
        return Query(self.words.words(), **{field: option.isChecked() for field, option in self.options.items()})

    def say(self, count: str, hint: str = "", problem: str = "") -> None:
        """Show how many were found and how one came to this one, or what is wrong with what was asked."""
        self._said = (count, hint, problem)
        self._show_said()

    def _show_said(self) -> None:
        count, hint, problem = self._said
        whole = ", ".join(filter(None, (count, hint)))
        beside = next((words for words in (whole, count) if self._has_room_for(words)), "")
        below = problem or whole.removeprefix(beside).removeprefix(", ")
        self.count.setText(beside)
        self.message.setText(below)
        set_role(self.message, "problem" if problem else "hint")
        self.message.setVisible(bool(below))
        set_role(self.words, bool(problem), "problem")

    def show_replacing(self, replacing: bool) -> None:
        """Show the row for replacing, or not."""
        self.replacement.setVisible(replacing)
        self._buttons.setVisible(replacing)

    @property
    def is_replacing(self) -> bool:
        """Whether the row for replacing is shown."""
        return not self._buttons.isHidden()

    def set_possible(self, *, stepping: bool, replacing: bool) -> None:
        """Grey out what can do nothing now."""
        self.previous.setEnabled(stepping)
        self.next.setEnabled(stepping)
        self.replace_one.setEnabled(replacing)
        self.replace_all.setEnabled(replacing)

    # keys

    def set_keys(self, keys: Mapping[Key, Callable[[], object]]) -> None:
        """What keys do in the bar, beside switching the options."""
        switches = {(key, _ALT): self.options[field].toggle for field, _label, _name, key in OPTIONS}
        self._keys = {**switches, **keys}

    def pressed(self, event: QKeyEvent) -> bool:
        """Do what a key does anywhere in the bar; False for a key that has no such meaning."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
        run = self._keys.get((key, plain))
        if run is not None:
            run()
        return run is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.focusWidget()
        if isinstance(at, QAbstractButton) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            at.click()
        elif not self.pressed(event):
            super().keyPressEvent(event)

    # room

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """Tools beside the fields where there is room for both, else below."""
        beside = (self._tools, self._steps, self.closer)
        wide = _FIELD + sum(tools.sizeHint().width() for tools in beside) + self._count_width() + 6 * look.GRID
        narrow = self.width() < wide
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._lay_out()
        self._show_said()

    def _lay_out(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for widget, row, column, columns in self._cells():
            self._grid.addWidget(widget, row, column, 1, columns)
        for column in range(5):
            self._grid.setColumnStretch(column, int(column == (1 if self._is_narrow else 0)))
        self.count.setMinimumWidth(1 if self._is_narrow else self._count_width())

    def _cells(self) -> list[_Cell]:
        """Where each widget lies in a bar of this width."""
        if self._is_narrow:
            finding: list[_Cell] = [(self.words, 0, 0, 3), (self.closer, 0, 3, 1)]
            tools = [(self._tools, 1, 0, 1), (self.count, 1, 1, 1), (self._steps, 1, 2, 2)]
            return [*finding, *tools, (self.replacement, 2, 0, 4), (self._buttons, 3, 0, 4)]
        tools = [(self._tools, 0, 1, 1), (self.count, 0, 2, 1), (self._steps, 0, 3, 1), (self.closer, 0, 4, 1)]
        return [(self.words, 0, 0, 1), *tools, (self.replacement, 1, 0, 1), (self._buttons, 1, 1, 4)]

    def _has_room_for(self, words: str) -> bool:
        """Whether words fit between the tools and the steps."""
        around = self._tools.sizeHint().width() + self._steps.sizeHint().width() + 4 * look.GRID
        room = self.width() - around if self._is_narrow else self._count_width()
        return self.count.fontMetrics().horizontalAdvance(words) <= room

    def _count_width(self) -> int:
        """Room for what is said of most searches, so that nothing moves while one types."""
        return self.count.fontMetrics().horizontalAdvance(f"1 of 1,000, {FROM_TOP}") + look.GRID


def _option(label: str, name: str, key: Qt.Key) -> QToolButton:
    button = QToolButton()
    button.setText(isolated(label))
    button.setCheckable(True)
    button.setProperty("role", "option")
    button.setFixedHeight(look.TARGET + 2)
    told(button, name, f"{name} (Alt+{key.name.removeprefix('Key_')})")
    return button


def _button(label: str, tip: str) -> QPushButton:
    button = QPushButton(label)
    button.setFixedHeight(look.TARGET + 2)
    told(button, label, tip)
    return button


def _row(parent: QWidget, *widgets: QWidget) -> QWidget:
    """Widgets side by side, as close as they belong together."""
    row = QWidget(parent)
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(2)
    for widget in widgets:
        inside.addWidget(widget)
    if isinstance(widgets[-1], QPushButton):
        inside.addStretch()
    return row

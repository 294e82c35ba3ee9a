"""Keywords as chips: type a word and Enter or a comma of any script; click ×, or Delete on a chip, to take one away.

The field is one stop for Tab, however many chips it holds: the arrow keys go from the box to the chips and back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from desk.article.fields import read_keywords
from desk.article.languages import Direction
from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.completion import offer
from desk.ui.entries import LineEntry, layout_direction
from desk.ui.flow import FlowLayout
from desk.ui.labels import plain_tip, set_role

COMMAS = re.compile("[,،;؛\n]")
GAP = 4
BOX, AROUND_WORD = 48, 24
"""The least width of the box in use, and what it needs beside the letters of its word."""
_NEXT, _BEFORE = +1, -1


class WordLabel(QLabel):
    """A word that is cut with an ellipsis where there is no room for it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)


class Chip(QFrame):
    """One keyword."""

    removed = Signal()
    moved = Signal(int)
    """The focus should go on: +1 to the next chip, −1 to the one before."""
    typed = Signal(str)

    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word
        self.setProperty("role", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(word)
        self.setAccessibleDescription("Keyword. Delete removes it.")
        self.setToolTip(plain_tip(word))
        self.setFixedHeight(look.TARGET)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.cross = IconButton("close", f"Remove {word}", f"Remove “{word}” (Delete)", look.TARGET - 2)
        self.cross.setIconSize(QSize(12, 12))
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.removed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addSpacing(look.GRID)
        line.addWidget(WordLabel(word, textFormat=Qt.TextFormat.PlainText))
        line.addWidget(self.cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forwards = Qt.Key.Key_Right if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else Qt.Key.Key_Left
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(_NEXT if event.key() == forwards else _BEFORE)
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(event.text())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self.removed.emit()


class ChipsEntry(LineEntry):
    """The box behind the chips."""

    erased = Signal()
    """Backspace in the empty box."""
    backwards = Signal()
    """The arrow towards the chips, at the box's beginning."""
    entered = Signal()
    line_end = ", "

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        backwards = Qt.Key.Key_Left if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else Qt.Key.Key_Right
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        elif event.key() == backwards and at_start and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.backwards.emit()
        else:
            super().keyPressEvent(event)


class Chips(QFrame):
    """Words as chips, with a box to type more into. `changed` carries all of them, as a tuple."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, ask: Callable[[str], list[str]] | None = None, hint: str = "") -> None:
        super().__init__()
        self.setProperty("role", "chips")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._words: tuple[str, ...] = ()
        self._hint = hint
        self.chips: list[Chip] = []
        self.entry = ChipsEntry(self)
        self.entry.setProperty("role", "bare")
        self.entry.setFixedHeight(look.TARGET)
        self.setFocusProxy(self.entry)
        self._flow = FlowLayout(self, GAP)
        self._flow.setContentsMargins(GAP, GAP, GAP, GAP)
        self._flow.addWidget(self.entry)
        self._join(ask)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._show_hint()
        self._make_room()

    def _join(self, ask: Callable[[str], list[str]] | None) -> None:
        self.entry.edited.connect(self._on_edited)
        self.entry.entered.connect(self.take_typed)
        self.entry.erased.connect(self._take_last)
        self.entry.backwards.connect(lambda: self._focus(len(self.chips) - 1))
        self.entry.left.connect(self._on_left)
        self.entry.taken_back.connect(lambda: self.entry.clear())
        self.entry.installEventFilter(self)
        if ask is not None:
            completer = offer(self.entry, lambda text: [word for word in ask(text) if word not in self._words])
            completer.activated[QModelIndex].connect(  # type: ignore[index]
                lambda _index: self.take_typed(), Qt.ConnectionType.QueuedConnection
            )

    @property
    def words(self) -> tuple[str, ...]:
        """The keywords there are."""
        return self._words

    def show_words(self, words: Sequence[str]) -> None:
        """Show these, without telling."""
        focused = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        self._words = tuple(words)
        kept = {chip.word: chip for chip in self.chips}
        for chip in self.chips:
            if chip.word not in self._words:
                self._drop(chip)
        self.chips = [kept.get(word) or self._chip(word) for word in self._words]
        for place, chip in enumerate(self.chips):
            self._flow.removeWidget(chip)
            self._flow.insert(place, chip)
            chip.show()
        self._show_hint()
        self._make_room()
        self.updateGeometry()
        if focused is not None:
            self._focus(min(focused, len(self.chips) - 1))

    def set_own_direction(self, own: Direction) -> None:
        """Chips flow from the right in a story that runs so; the box follows what is typed into it."""
        self.setLayoutDirection(layout_direction("", own))
        for chip in self.chips:
            chip.setLayoutDirection(layout_direction(chip.word, own))
        self.entry.set_own_direction(own)

    def set_writable(self, writable: bool) -> None:
        """Whether words may be typed."""
        self.entry.setReadOnly(not writable)

    def show_typed(self, text: str) -> None:
        """Show a word that is not ended yet in the box."""
        self.entry.show_words(text)
        self.entry.unapplied = bool(text)
        self._make_room()

    def take_typed(self) -> None:
        """Make chips of what stands in the box."""
        typed = self.entry.text()
        self.entry.clear()
        self._set((*self._words, *read_keywords(typed)))

    def _on_edited(self) -> None:
        self.entry.unapplied = bool(self.entry.text())
        self._make_room()
        if COMMAS.search(self.entry.text()):
            self.take_typed()

    def _on_left(self) -> None:
        self.take_typed()
        self.left.emit()

    def _take_last(self) -> None:
        if self._words:
            self._set(self._words[:-1])

    def _remove(self, chip: Chip) -> None:
        place = self.chips.index(chip)
        had_focus = chip.hasFocus()
        self._set((*self._words[:place], *self._words[place + 1 :]))
        if had_focus:
            self._focus(min(place, len(self.chips) - 1))

    def _set(self, words: Sequence[str]) -> None:
        unique = tuple(dict.fromkeys(words))
        if unique != self._words:
            self.show_words(unique)
            self.changed.emit(unique)

    def _chip(self, word: str) -> Chip:
        chip = Chip(word)
        chip.setParent(self)
        chip.setLayoutDirection(layout_direction(word, self.entry.own_direction))
        chip.removed.connect(lambda: self._remove(chip))
        chip.moved.connect(lambda way: self._focus(self.chips.index(chip) + way))
        chip.typed.connect(self._type)
        chip.installEventFilter(self)
        return chip

    def _drop(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _type(self, text: str) -> None:
        self.entry.setFocus()
        self.entry.insert(text)

    def _focus(self, place: int) -> None:
        """Focus the chip at `place`; past the last one, the box."""
        target = self.chips[max(0, place)] if self.chips and place < len(self.chips) else self.entry
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Anywhere beside the chips is the box."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.entry.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """From a chip, Tab goes on as it does from the box; chips come and go, and have no place in Qt's own chain."""
        if not self.entry.hasFocus():
            self.entry.setFocus()
        return super().focusNextPrevChild(forwards)

    def _make_room(self) -> None:
        """The box takes as much as its word needs; behind chips, empty and without the keys, it takes nothing."""
        rests = bool(self._words) and not self.entry.text() and not self.entry.hasFocus()
        word = self.entry.fontMetrics().horizontalAdvance(self.entry.text())
        self.entry.setMinimumWidth(1 if rests else max(BOX, word + AROUND_WORD))

    def _show_hint(self) -> None:
        self.entry.set_hint(self._hint if not self._words else "")

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """The frame shows that one of its parts has the focus."""
        if isinstance(event, QFocusEvent):
            set_role(self, event.gotFocus(), "active")
            self._make_room()
        return False

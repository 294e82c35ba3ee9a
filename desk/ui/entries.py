"""The sidebar's text fields: no undo of their own, a direction that follows their words, a caret that stays.

A line and a field of several lines offer the same few doors, so that a row of a form need not know which it has.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QTextEdit, QWidget

from desk.article import changes, edits
from desk.article.languages import Direction
from desk.article.model import Article
from desk.article.scripts import paragraph_direction
from desk.ui import look
from desk.ui.labels import hint_for
from desk.ui.units import Units
from desk.ui.wording import isolated

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def is_undo(event: QEvent) -> bool:
    """Whether a key is undo or redo."""
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDO)


def moved_caret(before: str, after: str, caret: int) -> int:
    """Where a caret (as Qt counts) stands once `before` gave way to `after`: at the same words, where they are."""
    change = edits.set_body(Article(body=before), after)
    if change is None:
        return caret
    return Units(after).to_units(changes.map_position(change, Units(before).to_points(caret)))


def layout_direction(text: str, own: Direction) -> Qt.LayoutDirection:
    """The direction of a field that holds `text` in a story that runs in direction `own`."""
    leftward = paragraph_direction(text, own) == "rtl"
    return Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight


def without_undo(menu: QMenu | None) -> QMenu:
    """A field's context menu without the field's own undo and redo: those belong to the article."""
    menu = menu or QMenu()
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    first = menu.actions()[0] if menu.actions() else None
    if first is not None and first.isSeparator():
        menu.removeAction(first)
    return menu


def add_offers(menu: QMenu, field: QWidget) -> None:
    """Put into a field's menu what the panes that it is in offer for all their fields: their own actions."""
    pane = field.parentWidget()
    while pane is not None and not pane.isWindow():
        if pane.actions():
            menu.addSeparator()
            menu.addActions(pane.actions())
        pane = pane.parentWidget()


if TYPE_CHECKING:
    _AnyWidget = QWidget
else:
    _AnyWidget = object  # a Python class can inherit from one class of Qt's only


class _Field(_AnyWidget):
    """What both kinds of field do alike: undo is left to the window, and their row is told what the person does."""

    edited = Signal()
    """The person changed the text."""
    left = Signal()
    """The focus went elsewhere."""
    taken_back = Signal()
    """Undo was asked for while `unapplied` text stands here: that is what it takes back first."""
    unapplied = False
    _own: Direction = "ltr"

    @abstractmethod
    def standard_menu(self) -> QMenu:
        """What Qt offers in the field."""

    @abstractmethod
    def _direct(self) -> None:
        """Run in the direction of the words."""

    def set_own_direction(self, own: Direction) -> None:
        """Run as the story does, where the words do not say otherwise."""
        self._own = own
        self._direct()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.setAccepted(self.unapplied)
            return self.unapplied
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_undo(event):
            super().keyPressEvent(event)
        elif self.unapplied and event.matches(QKeySequence.StandardKey.Undo):
            self.taken_back.emit()
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = without_undo(self.standard_menu())
        add_offers(menu, self)
        menu.exec(event.globalPos())
        menu.deleteLater()


class LineEntry(_Field, QLineEdit):
    """One line."""

    line_end = " "
    """What stands for a line end in text that is pasted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ""
        self._quiet = False
        self.setMinimumHeight(look.TARGET + 2)
        self.textChanged.connect(self._on_text_changed)

    def words(self) -> str:
        """The text."""
        return self.text()

    def show_words(self, text: str) -> None:
        """Show another text; the caret stays at the words it is at."""
        if text == self.text():
            return
        caret = moved_caret(self.text(), text, self.cursorPosition())
        self._set(text, caret if self.hasFocus() else 0)

    def standard_menu(self) -> QMenu:
        """What Qt offers in the field."""
        return self.createStandardContextMenu()

    def set_hint(self, hint: str) -> None:
        """What an empty field says."""
        self._hint = hint
        self.setPlaceholderText(hint_for(hint, self.layoutDirection()))

    @property
    def own_direction(self) -> Direction:
        """The direction of the story."""
        return self._own

    def _set(self, text: str, caret: int) -> None:
        self._quiet = True
        self.setText(text)
        self.setCursorPosition(caret)
        self._quiet = False
        self._direct()

    def _on_text_changed(self, text: str) -> None:
        if self._quiet:
            return
        line = self.line_end.join(edits.clean_text(text).split("\n"))
        if line != text:
            self._set(line, moved_caret(text, line, self.cursorPosition()))
        self._direct()
        self.edited.emit()

    def _direct(self) -> None:
        """Run in the direction of the words.

        Qt's line goes by the first letter alone, unless it is told by the keys that some keyboards have for this.
        """
        wanted = layout_direction(self.text(), self._own)
        if wanted == self.layoutDirection() and self.testAttribute(Qt.WidgetAttribute.WA_SetLayoutDirection):
            return
        self.setLayoutDirection(wanted)
        leftward = wanted == Qt.LayoutDirection.RightToLeft
        key = Qt.Key.Key_Direction_R if leftward else Qt.Key.Key_Direction_L
        QLineEdit.keyPressEvent(self, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))
        self.setPlaceholderText(hint_for(self._hint, wanted))


class ProseEntry(_Field, QTextEdit):
    """Several lines of plain text; the field grows with them up to `most` lines, then scrolls."""

    def __init__(self, least: int = 2, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unapplied = False
        self._least, self._most = least, most
        self._hint = ""
        self._own: Direction = "ltr"
        self._quiet = False
        self.setProperty("role", "field")
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def words(self) -> str:
        """The text."""
        return self.toPlainText()

    def show_words(self, text: str) -> None:
        """Show another text; the caret stays at the words it is at."""
        if text == self.toPlainText():
            return
        caret = moved_caret(self.toPlainText(), text, self.textCursor().position()) if self.hasFocus() else 0
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False
        self._direct()
        cursor = self.textCursor()
        cursor.setPosition(min(caret, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def standard_menu(self) -> QMenu:
        """What Qt offers in the field."""
        return self.createStandardContextMenu()

    def set_hint(self, hint: str) -> None:
        """What an empty field says."""
        self._hint = hint
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a hint of our own: Qt sets its own at the window's leading side, whichever way the field runs."""
        super().paintEvent(event)
        if self._hint and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setLayoutDirection(self.layoutDirection())
            painter.setPen(self.palette().placeholderText().color())
            flags = Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(self.viewport().rect(), flags, isolated(self._hint))

    def _on_text_changed(self) -> None:
        if not self._quiet:
            self._direct()
            self.edited.emit()

    def _direct(self) -> None:
        wanted = layout_direction(self.toPlainText(), self._own)
        option = QTextOption(self.document().defaultTextOption())
        if option.textDirection() == wanted:
            return
        option.setTextDirection(wanted)
        self._quiet = True
        self.document().setDefaultTextOption(option)
        self.setLayoutDirection(wanted)
        self._quiet = False

    def _fit(self) -> None:
        """As high as its lines, from the least to the most."""
        line = self.fontMetrics().lineSpacing()
        around = self.height() - self.viewport().height()
        lines = min(max(int(self.document().size().height()), self._least * line), self._most * line)
        if self.minimumHeight() != lines + around:
            self.setFixedHeight(lines + around)

    def sizeHint(self) -> QSize:
        return QSize(160, self.height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Words only, in one kind of line end."""
        self.textCursor().insertText(edits.clean_text(source.text()))
        self.moveCursor(QTextCursor.MoveOperation.NoMove)


Entry = LineEntry | ProseEntry

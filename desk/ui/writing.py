"""The body's field under a writer's hands: keys that do more than put themselves in, paste, and the menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from desk.article import items, keys
from desk.article.blocks import Kind
from desk.article.changes import BodyChange, Change, map_position
from desk.article.strokes import Typeset, straighten, stroke, wrapped
from desk.ui.hints import draw_hint
from desk.ui.labels import plain_tip
from desk.ui.pasting import PastingField

LONGEST = 4_000
"""Characters of a paragraph whose marks are looked at between two keys."""
DIRECTION_MARKS = "\u200e\u200f\u061c"
"""What says at the start of a paragraph in which direction it runs."""


class BodyEdit(PastingField):
    """The field in which the body of the open article is written."""

    left_upwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Body")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setPlaceholderText("")
        self._typeset: Typeset | None = None
        self.offers: list[Callable[[QMenu, int], list[QAction]]] = []
        """Each gives the actions that it adds to the menu for a code point, before cut and copy."""
        self.tellers: list[Callable[[int], str]] = []
        """Each says what lies over the text at a code point, while the mouse rests there; mostly nothing."""

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typeset, self._typeset = self._typeset, None
        if self._is_special(event, typeset) or self._type(event.text()):
            self.show_caret()
        elif event.key() == Qt.Key.Key_Up and self.textCursor().block() == self.document().begin():
            self._go_up(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text of an input method; a single sign is typed like any other."""
        typed = event.commitString()
        if typed and not event.preeditString() and not event.replacementLength() and self._type(typed):
            event.accept()
            return
        if typed or event.preeditString():
            self._part_from_photo()
            self._step_behind_mark()
        super().inputMethodEvent(event)

    def _is_special(self, event: QKeyEvent, typeset: Typeset | None) -> bool:
        """Do what Enter, Backspace and Delete do beyond Qt's own; False where that is all."""
        if self._session is None or self.isReadOnly():
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(event.modifiers())
        if event.key() == Qt.Key.Key_Home and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return self._go_home(bool(event.modifiers()))
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or key not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return False
        if self.textCursor().hasSelection():
            return self._delete_up_to_chip()
        if key == Qt.Key.Key_Delete:
            return self._remove_chip(behind=False) or self._step_to_chip(below=True)
        straight = straighten(self._session.article.body, typeset, self.caret) if typeset else None
        return (
            self._do(straight)
            or self._remove_chip(behind=True)
            or self._step_to_chip(below=False)
            or self._press(keys.unmark)
            or self._press(keys.rejoin)
            or self._press(keys.backspace)
        )

    def _enter(self, modifiers: Qt.KeyboardModifier) -> bool:
        """End the paragraph, go on with the list, or just break the line where Shift is held or in code."""
        if modifiers & Qt.KeyboardModifier.ShiftModifier or not (self._leave_level() or self._go_on()):
            self.textCursor().insertBlock(QTextBlockFormat())
        return True

    def _leave_level(self) -> bool:
        """On an empty nested item: a level out, with the caret behind its mark as before."""
        block = self.textCursor().blockNumber()
        if not self._press(items.leave):
            return False
        cursor = QTextCursor(self.document().findBlockByNumber(block))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        return True

    def _go_on(self) -> bool:
        """A new paragraph or item; the numbers of the items behind it count on."""
        self._step_over_closing()
        before = self.caret
        if not self._press(keys.enter):
            return False
        assert self._session is not None
        after = self.caret
        if after - before > 1 and (counted := items.renumber(self._session.article.body, after)):
            self._session.apply(counted, "keys")
            self.place_caret(after)
        return True

    def _go_home(self, selecting: bool) -> bool:
        """Home goes behind the mark that begins the line first, and from there to its very start."""
        cursor = self.textCursor()
        block = cursor.block()
        line = block.layout().lineForTextPosition(cursor.positionInBlock())
        mark = keys.mark_length(block.text())
        if not mark or line.lineNumber() > 0 or cursor.positionInBlock() == mark:
            return False
        mode = QTextCursor.MoveMode.KeepAnchor if selecting else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(block.position() + mark, mode)
        self.setTextCursor(cursor)
        return True

    def _step_over_closing(self) -> None:
        """Right before the mark that ends bold words, the paragraph ends behind it, so that they stay bold."""
        if self._session is None or self.textCursor().hasSelection() or self.paragraph_length() > LONGEST:
            return
        from desk.article.formatting import end_of_mark

        for mark in ("`", "*", "**"):
            behind = end_of_mark(self._session.article.body, self.caret, mark)
            if behind is not None:
                self.place_caret(behind)

    def _go_up(self, event: QKeyEvent) -> None:
        """Up from the first line lies the summary."""
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() == before and not event.modifiers():
            self.left_upwards.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab moves an item of a list and else does nothing: F6 leaves the text. Shift+Tab goes back to the summary."""
        if self._session is not None and not self.isReadOnly() and not self.in_code():
            start, end = self.selection
            change = items.indent(self._session.article.body, start, end, deeper=forward)
            if change is not None:
                return self._move_items(change, start, end)
            if start < end and self.kind_at_caret() is Kind.LIST:
                return True
        if not forward:
            self.left_upwards.emit()
        return True

    def _move_items(self, change: Change, start: int, end: int) -> bool:
        places = map_position(change, start), map_position(change, end)
        self._do(change)
        self.place_caret(*places)
        return True

    def _press(self, key: Callable[[str, int], Change | None]) -> bool:
        """Do what a key does to the text around the caret; False where it does nothing of its own."""
        if self._session is None or self.isReadOnly() or self.textCursor().hasSelection() or self.in_code():
            return False
        return self._do(key(self._session.article.body, self.caret))

    def _do(self, change: Change | None) -> bool:
        """Make a change that a key asked for, as a step of its own; whether there is one."""
        if change is not None and self._session is not None:
            self._session.pause()
            self._session.apply(change, "keys")
        return change is not None

    # signs

    def _type(self, typed: str) -> bool:
        """Put in what a sign means here beyond itself; False where it is itself."""
        if self._session is None or self.isReadOnly() or not typed or not typed.isprintable():
            return False
        self._part_from_photo()
        self._step_behind_mark()
        if self.in_code():
            return False
        return self._wrap(typed) if self.textCursor().hasSelection() else self._typeset_sign(typed)

    def _wrap(self, typed: str) -> bool:
        """A quotation mark or a bracket typed over words goes around them."""
        assert self._session is not None
        start, end = self.selection
        change = wrapped(self._session.article.body, start, end, typed, self._session.article.language)
        if not self._do(change) or change is None:
            return False
        self.place_caret(map_position(change, start), map_position(change, end, after=False))
        return True

    def _typeset_sign(self, typed: str) -> bool:
        """The typographer's mark for a sign; Backspace right behind it brings the sign back."""
        assert self._session is not None
        cursor = self.textCursor()
        before, behind = self.line_around_caret()
        found = stroke(before, typed, self._session.article.language, behind)
        if found is None:
            return False
        cursor.setPosition(cursor.position() - found.taken, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(found.put)
        self._typeset = Typeset(self.caret - len(found.put), found)
        return True

    def _step_behind_mark(self) -> None:
        """Words go behind the mark that says in which direction their paragraph runs."""
        before, behind = self.line_around_caret()
        if behind[:1] in DIRECTION_MARKS and before.strip(" >#*+-.)0123456789") == "" and behind:
            self.place_caret(self.caret + 1)

    # photos in the text

    def _part_from_photo(self) -> None:
        """Words beside a photo would make words of it too: they get a paragraph of their own."""
        cursor = self.textCursor()
        block = cursor.block()
        if self._session is None or cursor.hasSelection() or not self.is_chip(block):
            return
        caret, is_behind = self.caret, cursor.positionInBlock() > 0
        self._do(BodyChange(caret, "", "\n\n"))
        self.place_caret(caret + 2 if is_behind else caret)

    def _remove_chip(self, *, behind: bool) -> bool:
        """Take the photo out of the text that the caret stands right behind, or before."""
        cursor = self.textCursor()
        block = cursor.block()
        at_edge = cursor.positionInBlock() > 0 if behind else cursor.positionInBlock() == 0
        if self._session is None or not at_edge or not self.is_chip(block):
            return False
        start = self.caret - (len(block.text()) if behind else 0)
        return self._do(BodyChange(start, block.text(), ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._session is not None and self._units.length == 0:
            area = self.first_line().translated(4, -self.verticalScrollBar().value())
            area.setWidth(self.viewport().width() - 8)
            draw_hint(self, area, self._writing_font, "Write the story here", self.direction_at(0))

    # the menu

    def _step_to_chip(self, *, below: bool) -> bool:
        """Instead of making one line of a photo and of words, go to the photo; what is empty between them goes."""
        cursor = self.textCursor()
        block = cursor.block()
        at_edge = cursor.positionInBlock() == (block.length() - 1 if below else 0)
        other = block.next() if below else block.previous()
        while other.isValid() and not other.text().strip():
            other = other.next() if below else other.previous()
        if not at_edge or not other.isValid() or not self.is_chip(other):
            return False
        if not block.text().strip():
            edge = other.position() if below else other.position() + other.length() - 1
            cursor.setPosition(edge, QTextCursor.MoveMode.KeepAnchor)
            if abs(cursor.anchor() - edge) > 2:
                cursor.removeSelectedText()
        cursor.setPosition(other.position() if below else other.position() + other.length() - 1)
        self.setTextCursor(cursor)
        return True

    def _delete_up_to_chip(self) -> bool:
        """Delete a selection that ends or begins at a photo, which stays a paragraph of its own."""
        cursor = self.textCursor()
        first, last = (self.document().findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        before = cursor.selectionStart() > first.position()
        behind = cursor.selectionEnd() < last.position() + last.length() - 1
        ends_at = self.is_chip(last) and cursor.selectionEnd() == last.position() and before
        begins_at = self.is_chip(first) and cursor.selectionStart() > first.position() and behind
        if first == last or not (ends_at or begins_at):
            return False
        cursor.insertText("\n\n")
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu_at(self.caret if event.reason() == event.Reason.Keyboard else self.point_at(event.pos()))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def menu_at(self, point: int) -> QMenu:
        """The menu for a code point: what lies over the text there is offered first."""
        menu = self.context_menu()
        first = menu.actions()[0] if menu.actions() else None
        for offer in self.offers:
            actions = offer(menu, point)
            menu.insertActions(first, actions)  # type: ignore[arg-type]
            if actions and first is not None:
                menu.insertSeparator(first)
        return menu

    def point_at(self, place: QPoint) -> int:
        """The code point that is nearest to a place in the viewport, in pixels."""
        return self._units.to_points(self.cursorForPosition(place).position())

    def viewportEvent(self, event: QEvent) -> bool:
        """What lies under the mouse says what it is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            told = [words for tell in self.tellers if (words := tell(self.point_at(event.pos())))]
            if told:
                QToolTip.showText(event.globalPos(), plain_tip("\n".join(told)), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def context_menu(self) -> QMenu:
        """Cut, copy, paste and select; undo is in the Edit menu, since it is the whole article's."""
        menu = self.createStandardContextMenu()
        for action in menu.actions()[:3]:
            menu.removeAction(action)
        return menu

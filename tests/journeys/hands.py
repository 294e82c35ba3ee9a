"""What a reporter's hands do: keys, composed text, files dropped. Real events, sent to whatever has the focus."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def compose(text: str) -> None:
    """Type as an input method or a layout of another script does: whole characters into the field with the focus."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(_focus(), event)


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key, with others held, in the field with the focus."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(_focus(), key, held)


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing in the window has the keys"
    return focus


def press_enter() -> None:
    """Go on to the next field or paragraph."""
    press(Qt.Key.Key_Return)


def drop(onto: QWidget, files: Sequence[Path]) -> None:
    """Drop files from the file manager onto a pane."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    at, copy, left = QPointF(20, 20), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(onto, QDragEnterEvent(at.toPoint(), copy, data, left, none))
    QApplication.sendEvent(onto, QDropEvent(at, copy, data, left, none))


def field(inside: QWidget, name: str) -> QWidget:
    """The control with that accessible name, as a screen reader finds it."""
    found = [widget for widget in inside.findChildren(QWidget) if widget.accessibleName() == name]
    assert found, f"no control is called {name}"
    return found[0]


def fill_in(inside: QWidget, name: str, text: str) -> None:
    """Go to a field and type into it."""
    field(inside, name).setFocus()
    compose(text)

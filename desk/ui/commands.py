"""Everything a person can do in the window, declared once: menus, toolbar, shortcuts and palette share it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desk.ui.icons import icon
from desk.ui.wording import going_on

PAUSE = 150
"""Milliseconds without a key until the commands are asked again what is possible: that takes longer than a key may."""
Keys = str | QKeySequence.StandardKey


def _always() -> bool:
    return True


class Command(NamedTuple):
    """One thing to do. `possible` greys it out; `on` makes it a switch that shows whether it is on."""

    name: str
    text: str
    run: Callable[[], object]
    keys: tuple[Keys, ...] = ()
    icon: str = ""
    possible: Callable[[], bool] = _always
    on: Callable[[], bool] | None = None
    tip: str = ""


class Commands(QObject):
    """The window's commands as Qt actions, kept grey or black as the story allows."""

    def __init__(self, window: QWidget, commands: Iterable[Command]) -> None:
        super().__init__(window)
        self._commands = {command.name: command for command in commands}
        self._actions = {name: _action(window, command) for name, command in self._commands.items()}
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(lambda: self.refresh())
        self.refresh()

    def action(self, name: str) -> QAction:
        """The action of that name."""
        return self._actions[name]

    def all(self) -> list[QAction]:
        """Every action, in the order declared."""
        return list(self._actions.values())

    def refresh_soon(self) -> None:
        """Ask again what is possible, once for many causes."""
        self._soon.start()

    def refresh(self, *names: str) -> None:
        """Ask these commands, or all, whether they are possible, and the switches among them whether they are on."""
        for name in names or tuple(self._commands):
            command = self._commands[name]
            self._actions[name].setEnabled(command.possible())
            if command.on is not None:
                self._actions[name].setChecked(command.on())

    def refresh_icons(self) -> None:
        """Tint the icons for the scheme in force."""
        for name, command in self._commands.items():
            if command.icon:
                self._actions[name].setIcon(icon(command.icon))


def _action(window: QWidget, command: Command) -> QAction:
    action = QAction(going_on(command.text), window)
    action.setObjectName(command.name)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    action.setCheckable(command.on is not None)
    if command.icon:
        action.setIcon(icon(command.icon))
    action.setToolTip(_tip(command, action))
    action.setIconVisibleInMenu(False)
    action.triggered.connect(lambda _checked=False: command.run())
    window.addAction(action)
    return action


def _tip(command: Command, action: QAction) -> str:
    words = command.tip or command.text.replace("&", "").rstrip("…")
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{words} ({keys})" if keys else words

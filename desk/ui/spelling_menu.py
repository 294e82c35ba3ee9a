"""The menu of a misspelt word, by F8 or right click: other words for it, and ways to say that it is right.

The keys 1 to 6 take a suggestion. Suggestions are looked for while the menu is open already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from desk.ui.wording import isolated

if TYPE_CHECKING:
    from desk.checks.spelling import Word
    from desk.ui.spelling_process import SpellingProcess
    from desk.ui.spelling_words import KnownWords

LOOKING = "Looking for words…"
NOTHING = "No word is like it"
MOST = 6


class WordMenu(QMenu):
    """What F8 opens. F8 again leaves the word as it is and goes on, Shift+F8 goes back."""

    left = Signal(bool)
    """For another word: whether for the next one, or for the one before."""

    def __init__(self, word: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("spellingMenu")
        self.setAccessibleName(f"Other words for {word}")
        self.aboutToHide.connect(self.deleteLater)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that brought it here take it away."""
        held = event.modifiers()
        if event.key() != Qt.Key.Key_F8 or held & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        self.hide()
        self.left.emit(not held)


def word_actions(
    menu: QMenu, word: Word, process: SpellingProcess, known: KnownWords, put: Callable[[str], None]
) -> list[QAction]:
    """The actions for a word, to be put into `menu`; `put` puts another word in its place."""
    waiting = QAction(LOOKING, menu)
    waiting.setEnabled(False)
    wait = QAction(menu)
    wait.setSeparator(True)
    rest = [_action(menu, text, act) for text, act in _ways(word, known)]
    process.suggest(word.text, word.tag, lambda words: _show(menu, waiting, words[:MOST], put))
    return [waiting, wait, *rest]


def _ways(word: Word, known: KnownWords) -> list[tuple[str, Callable[[], None]]]:
    text = word.text
    return [
        ("Add to &my words", lambda: known.add_personal(text)),
        ("Add to the &house’s words", lambda: known.add_house(text)),
        ("&Right in this story", lambda: known.add_to_story(text)),
        ("I&gnore for now", lambda: known.ignore(text)),
    ]


def _action(menu: QMenu, text: str, act: Callable[[], None]) -> QAction:
    action = QAction(text, menu)
    action.triggered.connect(lambda _checked=False: act())
    return action


def _show(menu: QMenu, waiting: QAction, words: Sequence[str], put: Callable[[str], None]) -> None:
    """Have the suggestions in the place of what said that they are looked for."""
    if not isValid(menu) or not isValid(waiting):
        return
    if not words:
        waiting.setText(NOTHING)
        return
    actions = [_suggestion(menu, number, word, put) for number, word in enumerate(words, 1)]
    menu.insertActions(waiting, actions)
    menu.removeAction(waiting)
    if menu.activeAction() in (None, waiting):
        menu.setActiveAction(actions[0])


def _suggestion(menu: QMenu, number: int, word: str, put: Callable[[str], None]) -> QAction:
    action = _action(menu, f"&{number}  {isolated(word.replace('&', '&&'))}", lambda: put(word))
    font = menu.font()
    font.setBold(True)
    action.setFont(font)
    action.setData(word)
    return action

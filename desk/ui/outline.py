"""The outline: the body's headings in the sidebar, to see how a long story is built and to jump about in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedLayout, QWidget

from desk.article.blocks import Kind
from desk.article.passages import Passages
from desk.ui import look
from desk.ui.labels import plain_tip
from desk.ui.panes import empty_state
from desk.ui.writing import BodyEdit

PAUSE = 120
"""Milliseconds after a change until the headings are looked for again."""
_ATX = re.compile(r"[ ]{0,3}(#{1,6})[ \t]*(.*?)[ \t]*#*[ \t]*$")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_SIGNS = re.compile(r"\*\*|__|[*`]")
EMPTY = "No headings yet. Begin a line with ## for one, or press Ctrl+2."


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body: its words, its level (1–6), and the code point where it begins."""

    words: str
    level: int
    start: int


def headings_of(passages: Passages) -> list[Heading]:
    """The body's headings in their order."""
    found, start = [], 0
    for block in passages.blocks:
        if block.kind is Kind.HEADING:
            found.append(_heading(block.text, start))
        start += len(block.text)
    return found


def _heading(text: str, start: int) -> Heading:
    first = text.split("\n", 1)[0]
    atx = _ATX.match(first)
    if atx:
        return Heading(_plain(atx[2]), len(atx[1]), start)
    words, _, underline = text.rstrip().rpartition("\n")
    return Heading(_plain(words), 1 if "=" in underline else 2, start)


def _plain(words: str) -> str:
    return " ".join(_SIGNS.sub("", _LINK.sub(r"\1", words)).split())


class OutlinePane(QWidget):
    """Lists the headings of the body; a click or Enter on one is a wish to go there."""

    wanted = Signal(int)
    """The code point of a heading to go to."""

    def __init__(self, page: BodyEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._shown: list[Heading] = []
        self.list = QListWidget()
        self.list.setAccessibleName("Outline")
        self.list.setObjectName("outline")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty_state(EMPTY))
        self._stack.addWidget(self.list)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        page.textChanged.connect(self._soon.start)
        page.caret_moved.connect(lambda _caret: self._soon.start())
        self._soon.start()  # a story may be there already

    def refresh(self) -> None:
        """Show the headings as they are now, and in which of their parts the caret is."""
        headings = headings_of(self._page.passages)
        if [(one.words, one.level) for one in headings] != [(one.words, one.level) for one in self._shown]:
            self.list.clear()
            for one in headings:
                self.list.addItem(_item(one))
        self._shown = headings
        self._stack.setCurrentIndex(1 if headings else 0)
        if not self.list.hasFocus():
            caret = self._page.caret
            self.list.setCurrentRow(sum(one.start <= caret for one in headings) - 1)

    def _go(self, item: QListWidgetItem) -> None:
        self.wanted.emit(self._shown[self.list.row(item)].start)


def _item(heading: Heading) -> QListWidgetItem:
    item = QListWidgetItem("\u2003" * (max(heading.level, 2) - 2) + (heading.words or "Untitled part"))
    item.setToolTip(plain_tip(heading.words))
    item.setSizeHint(QSize(0, look.TARGET + 4))
    if heading.level <= 2:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
    return item

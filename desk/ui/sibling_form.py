"""The dialog of a story's versions in other languages: open one, begin a translation, link a story that is here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.article.languages import language
from desk.article.model import Article
from desk.library.finding import Row
from desk.library.siblings import Sibling
from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.details_rows import languages
from desk.ui.facing_pane import named
from desk.ui.labels import Label, problem_line
from desk.ui.picker import Picker

PAUSE = 150
"""Milliseconds after a key until stories are looked for."""
ROOM = 5
"""Stories seen at once in the list to choose from."""
Find = Callable[[str, Callable[[list[Row]], None]], None]
"""Looks for stories by words, and tells which it found."""
NEITHER, FROM_IT, FROM_THIS = "neither", "from it", "from this"
"""What a story that is linked is to this one: a version beside it, its source, or translated from it."""
_RELATIONS = (
    (FROM_IT, "This story was translated from it"),
    (FROM_THIS, "It was translated from this story"),
    (NEITHER, "Neither was translated from the other"),
)


class SiblingDialog(QDialog):
    """Asks; whoever listens does it, and shows the versions anew."""

    open_wanted = Signal(str)
    part_wanted = Signal(str)
    """The ID of a version that is to be none of them any more."""
    translate_wanted = Signal(str)
    """The tag of the language to begin a translation in."""
    link_wanted = Signal(str, str)
    """The ID of a story, and one of NEITHER, FROM_IT, FROM_THIS."""

    def __init__(self, article: Article, find: Find, parent: QWidget) -> None:
        """`find` looks for stories by words, off the GUI thread, and tells what it found."""
        super().__init__(parent)
        self.setWindowTitle("Language versions")
        self.setMinimumWidth(560)
        self._article, self._find = article, find
        self._siblings: Sequence[Sibling] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(look.GRID)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.tag = Picker()
        self.tag.setAccessibleName("Language of the translation")
        self.begin = QPushButton("Begin translation", autoDefault=False)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Words of its headline or text")
        self.words.setAccessibleName("Find the story to link")
        self.list = QListWidget()
        self.list.setAccessibleName("Stories found")
        self.relation = Picker()
        self.relation.setAccessibleName("What it is to this story")
        self.link = QPushButton("Link", autoDefault=False)
        self.said = problem_line()
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._lay_out()
        self._join()
        self.show_siblings(())

    def _lay_out(self) -> None:
        add = self._column.addWidget
        add(Label("Versions of this story", "title"))
        self._column.addLayout(self._rows)
        add(Label("Translate into", "title"))
        self._column.addLayout(_line(self.tag, self.begin))
        add(Label("Link a story that is here already", "title"))
        add(self.words)
        add(self.list)
        self.list.setFixedHeight(ROOM * (look.TARGET + 2))
        for kind, text in _RELATIONS:
            self.relation.addItem(text, kind)
        self._column.addLayout(_line(self.relation, self.link))
        add(self.said)
        close = QPushButton("Close", autoDefault=False)
        close.clicked.connect(self.reject)
        self._column.addLayout(_line(None, close))

    def _join(self) -> None:
        self._soon.timeout.connect(self._look)
        self.words.textChanged.connect(lambda _text: self._soon.start())
        self.words.returnPressed.connect(self._link)
        self.list.itemActivated.connect(lambda _item: self._link())
        self.list.currentRowChanged.connect(lambda _row: self._validate())
        self.begin.clicked.connect(lambda: self.translate_wanted.emit(self.tag.currentData()))
        self.link.clicked.connect(self._link)

    def show_siblings(self, siblings: Sequence[Sibling], said: str = "") -> None:
        """Show which versions there are now."""
        self._siblings = siblings
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for one in siblings:
            self._rows.addWidget(self._row(one))
        if not siblings:
            self._rows.addWidget(Label("It is in one language so far.", "hint"))
        taken = self._taken()
        self.tag.clear()
        for choice in languages():
            if str(choice.value) not in taken:
                self.tag.addItem(choice.text, choice.value)
        self.begin.setEnabled(bool(self.tag.count()))
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self._look()

    def _taken(self) -> set[str]:
        """The languages that the story is in already."""
        return {language(tag).tag for tag in (self._article.language, *(one.link.language for one in self._siblings))}

    def _row(self, one: Sibling) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        name = Label(named(one) if one.article else f"{named(one)} — not in this library", wraps=True)
        line.addWidget(name, 1)
        opens, parts = QPushButton("Open", autoDefault=False), IconButton("clear", f"Unlink {named(one)}", "Unlink")
        opens.setEnabled(one.article is not None)
        opens.clicked.connect(partial(self.open_wanted.emit, one.link.article))
        parts.clicked.connect(partial(self.part_wanted.emit, one.link.article))
        for button in (opens, parts):
            line.addWidget(button)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keys; it never presses another one."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QAbstractButton):
                focus.click()
            return
        super().keyPressEvent(event)

    # stories to link

    def _look(self) -> None:
        self._find(self.words.text(), self._show_found)

    def _show_found(self, rows: list[Row]) -> None:
        known, taken = {self._article.id, *(one.link.article for one in self._siblings)}, self._taken()
        self.list.clear()
        for row in rows:
            tag = language(row.language).tag
            if row.id not in known and tag not in taken:
                item = QListWidgetItem(f"{row.headline or 'Untitled'}  ·  {language(tag).english or tag}")
                item.setData(Qt.ItemDataRole.UserRole, row.id)
                self.list.addItem(item)
        self.list.setCurrentRow(0 if self.words.text().strip() and self.list.count() == 1 else -1)
        self._validate()

    def _validate(self) -> None:
        self.link.setEnabled(self.list.currentItem() is not None)

    def _link(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.link_wanted.emit(item.data(Qt.ItemDataRole.UserRole), self.relation.currentData())


def _line(first: QWidget | None, last: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(look.GRID)
    if first is None:
        line.addStretch()
    else:
        line.addWidget(first, 1)
    line.addWidget(last)
    return line

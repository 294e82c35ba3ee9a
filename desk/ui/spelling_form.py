"""The settings’ page of spelling: on or off, which dictionaries there are and where, and the words that are known.

A dictionary that is added is tried at once; one that turns out to be broken is taken away again. Lists of words hold
once the settings are closed with Save.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desk.article.languages import language
from desk.checks.dictionaries import HOW_TO_GET, Dictionary
from desk.checks.spelling import known_form
from desk.ui import look
from desk.ui.labels import Label, plain_tip, set_role
from desk.ui.tables import reading_table
from desk.ui.wording import going_on, isolated

if TYPE_CHECKING:
    from desk.ui.spelling import Spelling

COLUMNS = ("Language", "From", "Folder")
KINDS = "Dictionaries (*.aff *.dic *.oxt *.zip *.xpi)"
WANTED = ("en", "ckb", "ar")
"""The languages that a newsroom is told of where it has no dictionary of them."""
TABLE_HEIGHT, WORDS_HEIGHT = 128, 96
IN_USE = "in use"


class SpellingForm(QWidget):
    """Shows and sets all there is to set about spelling."""

    def __init__(self, spelling: Spelling, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spelling = spelling
        self._broken = False
        self.on = QCheckBox("Mark words that may be misspelt")
        self.on.setChecked(spelling.is_on)
        self.table = reading_table("Dictionaries", COLUMNS, TABLE_HEIGHT)
        self.add, self.use = QPushButton(going_on("Add a dictionary…")), QPushButton("Use this one")
        self.open, self.remove = QPushButton("Open the folder"), QPushButton("Remove")
        self.remove.setToolTip("Takes away a dictionary that was added here")
        self.back = QPushButton("Put it back")
        self._put_back: Callable[[], None] | None = None
        self.lacking, self.line = Label(role="hint", wraps=True), Label(role="hint", wraps=True)
        """Of which languages there is no dictionary; what came of adding one."""
        self.personal = _words("Your own words", spelling.known.personal)
        self.house = _words("The house’s words", spelling.known.house)
        self._lay_out()
        self.add.clicked.connect(self._choose)
        self.use.clicked.connect(self._use)
        self.open.clicked.connect(self._open_folder)
        self.remove.clicked.connect(self._remove)
        self.back.clicked.connect(self._on_back)
        self.table.itemSelectionChanged.connect(self._follow_selection)
        self._say("")
        spelling.found.connect(self.refresh)
        spelling.process.troubled.connect(self._on_troubled)
        self.refresh()
        if not spelling.dictionaries:
            spelling.look_for_dictionaries()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * look.GRID, 0, 0)
        column.setSpacing(look.GRID)
        column.addWidget(self.on)
        column.addWidget(self.table)
        buttons = QHBoxLayout()
        for button in (self.add, self.use, self.remove, self.open):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        told = QHBoxLayout()
        told.addWidget(self.line, 1)
        told.addWidget(self.back)
        self.back.setAutoDefault(False)
        self.back.hide()
        column.addLayout(told)
        column.addWidget(self.lacking)
        words = QHBoxLayout()
        words.setSpacing(2 * look.GRID)
        for title, field in (("Your own words, one a line", self.personal), ("The house’s words", self.house)):
            label = Label(title, "group")
            label.setIndent(0)
            label.setBuddy(field)
            part = QVBoxLayout()
            part.addWidget(label)
            part.addWidget(field)
            words.addLayout(part)
        column.addLayout(words, 1)

    # dictionaries

    def refresh(self) -> None:
        """Show the dictionaries that there are now."""
        if not isValid(self):
            return
        found, used = self._spelling.dictionaries, set(self._spelling.used().values())
        chosen = self.table.currentRow()
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            for number, text in enumerate(_cells(one, one in used)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(str(one.aff)))
                self.table.setItem(row, number, item)
        if found:
            self.table.selectRow(min(max(chosen, 0), len(found) - 1))
        self._follow_selection()
        lacking = "\n".join([*self._spelling.unusable, self._what_lacks()]).strip()
        self.lacking.setText(lacking)
        self.lacking.setVisible(bool(lacking))

    def _what_lacks(self) -> str:
        there = set(self._spelling.used())
        if not there:
            return f"No dictionary was found. {HOW_TO_GET}"
        lacking = [language(tag).english for tag in WANTED if tag not in there]
        return f"There is none yet of {' and '.join(lacking)}. {HOW_TO_GET}" if lacking else ""

    def _follow_selection(self) -> None:
        chosen = self._chosen()
        self.use.setEnabled(chosen is not None and chosen not in self._spelling.used().values())
        self.remove.setEnabled(chosen is not None and self._spelling.is_own(chosen))

    def _chosen(self) -> Dictionary | None:
        row = self.table.currentRow()
        return self._spelling.dictionaries[row] if 0 <= row < len(self._spelling.dictionaries) else None

    def _use(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._spelling.choose(chosen.tag)

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._spelling.remove(chosen, partial(self._on_removed, chosen), partial(self._say, problem=True))

    def _on_removed(self, one: Dictionary, put_back: Callable[[], None]) -> None:
        if isValid(self):
            self._say(f"Removed: {one.name}.")
            self._put_back = put_back
            self.back.show()

    def _on_back(self) -> None:
        put_back, self._put_back = self._put_back, None
        self._say("")
        self.table.setFocus()
        if put_back is not None:
            put_back()

    def _choose(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(self, "Add a dictionary", str(Path.home()), KINDS)
        if file:
            self.take(Path(file))

    def take(self, file: Path) -> None:
        """Add the dictionaries of a file, and try them."""
        self._broken = False
        self._say(f"Adding {isolated(file.name)}…")
        self._spelling.add(file, self._on_added, partial(self._say, problem=True))

    def _on_added(self, added: tuple[Dictionary, ...]) -> None:
        if not isValid(self):
            return
        self.refresh()
        if not self._broken:
            self._say(f"Added: {', '.join(one.name for one in added)}.")

    def _on_troubled(self, sentence: str) -> None:
        if isValid(self):
            self._broken = True
            self._say(sentence, problem=True)

    def _open_folder(self) -> None:
        folder = self._spelling.folder()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _say(self, sentence: str, problem: bool = False) -> None:
        if isValid(self):
            self.line.setText(sentence)
            self.line.setVisible(bool(sentence))
            self.back.hide()
            set_role(self.line, "problem" if problem else "hint")

    # keeping

    def keep(self) -> None:
        """Have what was set hold."""
        known = self._spelling.known
        for field, words, keep in (
            (self.personal, known.personal, known.set_personal),
            (self.house, known.house, known.set_house),
        ):
            written = [known_form(word) for line in field.toPlainText().splitlines() if (word := line.strip())]
            if written != words:
                keep(written)
        if self.on.isChecked() != self._spelling.is_on:
            self._spelling.switch(self.on.isChecked())


def _cells(one: Dictionary, used: bool) -> tuple[str, str, str]:
    name = f"{one.name} · {IN_USE}" if used else one.name
    return isolated(name), one.origin, isolated(str(one.aff.parent))


def _words(name: str, words: list[str]) -> QPlainTextEdit:
    field = QPlainTextEdit("\n".join(words))
    field.setAccessibleName(name)
    field.setProperty("role", "field")
    field.setTabChangesFocus(True)
    field.setMinimumHeight(WORDS_HEIGHT)
    return field

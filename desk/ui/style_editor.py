"""House style: all rules with what they ask, switched on and off, tried, and beside them a newsroom's own to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk.article.languages import LANGUAGES
from desk.checks import style_writing as writing
from desk.checks.style_reading import read_book
from desk.checks.style_rules import Book, Rule
from desk.ui import look
from desk.ui.labels import Label, hint_for, set_role
from desk.ui.panes import empty_state
from desk.ui.picker import Picker
from desk.ui.style_list import StyleList, fits, language_name, name_of
from desk.ui.style_page import RulePage
from desk.ui.style_problems import StyleProblems
from desk.ui.style_writer import RuleWriter
from desk.ui.wording import going_on

if TYPE_CHECKING:
    from desk.ui.tasks import Tasks

SIZE = (1040, 700)
LIST_WIDTH, STACK_HEIGHT = 320, 360
NONE = "No rule is found by these words. Search for fewer, or write a rule of your own."
NONE_OWN = "You have no rule of your own yet. “New rule” begins one; “Edit as yours” changes one of Desk’s."


class StyleEditor(QDialog):
    """The rules of a newsroom. What is done here is kept at once, and holds for every story of the library."""

    changed = Signal()
    """Other rules hold now."""

    def __init__(self, folder: Path, tasks: Tasks, parent: QWidget | None = None, tag: str = "") -> None:
        """`folder` is that of the newsroom's own rules; `tag` the language that is shown first, empty for all."""
        super().__init__(parent)
        self.setWindowTitle("House style")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder, self._tasks, self._book = folder, tasks, Book()
        self._is_read = self._is_changed = False
        self._wanted = ""
        self.search, self.languages = QLineEdit(clearButtonEnabled=True), _languages(tag)
        self.search.setAccessibleName("Find a rule")
        self.search.setPlaceholderText(hint_for("Find a rule", self.layoutDirection()))
        self.list, self.count = StyleList(), Label(role="hint")
        self.new = QPushButton(going_on("New rule…"), autoDefault=False)
        self.page, self.writer, self._empty = RulePage(tasks), RuleWriter(tasks), empty_state(NONE)
        self.problems = StyleProblems()
        self.open_folder = QPushButton("Open the folder", autoDefault=False)
        self.said, self.undo = Label(wraps=True), QPushButton("Undo", autoDefault=False)
        self._removed = ""
        self._lay_out()
        self._join()
        self.load()
        self.search.setFocus()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(look.GRID)
        parts: tuple[QWidget, ...] = (self.search, self.languages, self.list, self.count)
        for part in parts:
            left.addWidget(part)
        left.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeading)
        self.side = QWidget()
        self.side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self.side.setFixedWidth(LIST_WIDTH)
        self.stack = QStackedWidget()
        for page in (self._empty, self.page, self.writer):
            self.stack.addWidget(page)
        self.stack.setMinimumHeight(STACK_HEIGHT)  # else it is as high as the writer would be if it were narrow
        columns = QHBoxLayout()
        columns.setSpacing(look.GRID)
        columns.addWidget(self.side)
        columns.addWidget(self.stack, 1)
        top = QHBoxLayout()
        top.addWidget(self.problems, 1)
        top.addWidget(self.open_folder, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(look.GRID)
        whole.addLayout(top)
        whole.addLayout(columns, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.undo)
        whole.addLayout(foot)
        self._say("")
        self.resize(*SIZE)

    def _join(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show_list())
        self.languages.currentIndexChanged.connect(lambda _row: self._show_list())
        self.list.currentRowChanged.connect(lambda _row: self._show_rule())
        self.list.switched.connect(self._switch)
        self.new.clicked.connect(self.begin_new)
        self.undo.clicked.connect(self._bring_back)
        self.open_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self.page.edit_wanted.connect(self.edit)
        self.page.duplicate_wanted.connect(self.duplicate)
        self.page.remove_wanted.connect(self.remove)
        self.page.level_chosen.connect(self._set_level)
        self.writer.kept.connect(self._keep)
        self.writer.left.connect(self._leave)
        QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)
        QShortcut(QKeySequence.StandardKey.New, self, self.new.click)
        QShortcut(QKeySequence.StandardKey.Save, self, self.writer.save.click)

    # what is shown

    @property
    def book(self) -> Book:
        """The rules as they were read last."""
        return self._book

    @property
    def is_writing(self) -> bool:
        """Whether a rule is being written."""
        return self.stack.currentWidget() is self.writer

    def load(self, chosen: str = "") -> None:
        """Read the rules anew, and show the one of an ID."""
        self._wanted = chosen or self._wanted
        self._tasks.run(partial(read_book, self._folder), self._on_read)

    def _on_read(self, book: Book) -> None:
        if not isValid(self):  # the window may be closed by now
            return
        self._book = book
        if not self._is_read and not book.for_language(str(self.languages.currentData())):
            self.languages.setCurrentIndex(0)
        self._is_read = True
        found = book.problems
        self.problems.show_problems(found)
        self.open_folder.setVisible(bool(found))
        wanted, self._wanted = self._wanted, ""
        self._show_list()
        self.show_rule(wanted)
        if self._is_changed:
            self._is_changed = False
            self.changed.emit()

    def show_rule(self, name: str) -> None:
        """Show the rule of an ID, whatever was searched for; once the rules are read."""
        if not self._is_read:
            self._wanted = name
        rule = self._book.rule(name)
        if rule is None or self.is_writing:
            return
        if not fits(rule, self.search.text(), str(self.languages.currentData())):
            self.search.clear()
            self.languages.setCurrentIndex(0)
        self._show_list(name)

    def _show_list(self, chosen: str = "") -> None:
        asked, tag = self.search.text(), str(self.languages.currentData())
        rules = [rule for rule in self._book.rules if fits(rule, asked, tag)]
        self._empty.setText("" if not self._is_read else NONE_OWN if tag == "own" and not asked.strip() else NONE)
        self.list.show_rules(rules, self._book, chosen)
        off = sum(rule.id in self._book.off for rule in rules)
        counted = "1 rule" if len(rules) == 1 else f"{len(rules)} rules"
        self.count.setText(f"{counted}{f', {off} switched off' if off else ''}" if rules else "")
        self._show_rule()

    def _show_rule(self) -> None:
        if self.is_writing:
            return
        rule = self.list.rule
        if rule is None:
            self.stack.setCurrentWidget(self._empty)
            return
        self.page.show_rule(rule, replaces=self._replaces(rule))
        self.stack.setCurrentWidget(self.page)

    def _replaces(self, rule: Rule) -> bool:
        """Whether a rule of one's own stands in the place of one of Desk's."""
        return rule.own and read_book().rule(rule.id) is not None

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    # what is done

    def begin_new(self) -> None:
        """Write a rule that is not there yet."""
        tag = str(self.languages.currentData())
        language = tag if tag not in ("", "own") else "en"
        self._write(Rule(self._free_id("own.rule"), "substitution", language, ""), "A new rule")

    def edit(self) -> None:
        """Write the chosen rule anew; one of Desk's gives way to one's own."""
        rule = self.list.rule
        if rule is not None:
            title = name_of(rule) if rule.own else f"{name_of(rule)}, as yours in the place of Desk’s"
            self._write(rule, title, rule if rule.own else None)

    def duplicate(self) -> None:
        """Begin a rule that is like the chosen one."""
        rule = self.list.rule
        if rule is not None:
            name = f"own.{rule.id.partition('.')[2] or rule.id}"
            self._write(replace(rule, id=self._free_id(name), own=True), f"A rule like “{name_of(rule)}”")

    def _free_id(self, name: str) -> str:
        taken = {rule.id for rule in self._book.rules}
        tried = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
        return next(one for one in tried if one not in taken)

    def _write(self, rule: Rule, title: str, replacing: Rule | None = None) -> None:
        self.side.setEnabled(False)
        self.stack.setCurrentWidget(self.writer)
        self.writer.start(rule, title, replacing)

    def _keep(self, source: str, replacing: Rule | None) -> None:
        def done(rule: Rule) -> None:
            if not isValid(self):
                return
            self._leave()
            self._after(rule.id)

        self._tasks.run(partial(writing.put, self._folder, source, replacing), done, self._tell_writer)

    def _tell_writer(self, why: str) -> None:
        if isValid(self):
            self.writer.tell(why)

    def _leave(self) -> None:
        self.side.setEnabled(True)
        self.stack.setCurrentWidget(self.page)
        self._show_rule()
        self.list.setFocus()

    def remove(self) -> None:
        """Take the chosen rule, one's own, away; it can be had back while the dialog is open."""
        rule = self.list.rule
        if rule is None or not rule.own:
            return

        def done(_none: None) -> None:
            if not isValid(self):
                return
            self._after(rule.id)
            self._removed = writing.as_toml(rule)
            self._say(f"“{name_of(rule)}” is deleted.")
            self.undo.show()

        self._tasks.run(partial(writing.take_out, rule), done, self._fail)

    def _bring_back(self) -> None:
        """The rule that was deleted last is there again."""
        put = partial(writing.put, self._folder, self._removed)
        self._tasks.run(put, lambda rule: self._after(rule.id), self._fail)

    def _switch(self, rule: Rule, on: bool) -> None:
        self._do(partial(writing.switch, self._folder, rule.id, on=on), rule.id)

    def _set_level(self, level: str) -> None:
        rule = self.list.rule
        if rule is not None and (level == "must") != rule.must:
            self._do(partial(writing.set_level, self._folder, rule.id, level), rule.id)

    def _do(self, act: Callable[[], None], chosen: str) -> None:
        self._tasks.run(act, lambda _none: self._after(chosen), self._fail)

    def _after(self, chosen: str) -> None:
        if not isValid(self):
            return
        self._say("")
        self._is_changed = True
        self.load(chosen)

    def _fail(self, why: str) -> None:
        if isValid(self):
            self.load()
            self._say(why, role="problem")

    def _say(self, sentence: str, role: str = "label") -> None:
        self.undo.hide()
        set_role(self.said, role)
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def reject(self) -> None:
        """Escape leaves the rule that is being written first, and asks once before that is lost."""
        if not self.is_writing:
            super().reject()
        elif self.writer.warn():
            self._leave()


def _languages(tag: str) -> Picker:
    picker = Picker()
    picker.setAccessibleName("Language")
    known = [one.tag for one in LANGUAGES]
    picker.addItem("All languages", "")
    for one in known:
        picker.addItem(language_name(one), one)
    picker.addItem("Your own rules", "own")
    picker.setCurrentIndex(max(0, picker.findData(tag)))
    return picker

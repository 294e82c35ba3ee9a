"""Where a rule of house style is written: in fields or as TOML, tried as one types, what is wrong told in its place."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontDatabase, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QTabWidget, QTextEdit, QVBoxLayout, QWidget

from desk.checks.style_lines import Lines
from desk.checks.style_rules import Problem, Rule
from desk.checks.style_writing import as_toml, read_one
from desk.ui import look
from desk.ui.labels import Label, problem_line, set_role
from desk.ui.panes import MARGIN, scrolled
from desk.ui.style_form import RuleForm
from desk.ui.style_trial import TrialField
from desk.ui.tasks import Tasks

PAUSE = 150
"""Milliseconds without a key until the rule is read again."""
FORM, SOURCE = 0, 1
DROP = "This rule is not kept yet: Save, or press Esc once more to drop it."


class RuleWriter(QWidget):
    """One rule being written. The TOML is what is kept; the fields write it anew with each change."""

    kept = Signal(str, object)
    """The text of the Rule, and that which it takes the place of, or None."""
    left = Signal()
    """It is not to be kept."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._replacing: Rule | None = None
        self._first = ""
        self._warned = False
        self.title = Label(role="title", wraps=True)
        self.form, self.source = RuleForm(), QPlainTextEdit()
        self.source.setProperty("role", "field")
        self.source.setAccessibleName("The rule as TOML")
        self.source.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.source.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.source.setTabChangesFocus(True)
        self.trial, self.problem = TrialField(tasks), problem_line()
        self.tabs = QTabWidget()
        self.tabs.tabBar().setAccessibleName("Ways to write the rule")
        self.tabs.addTab(scrolled(self.form), "Fields")
        self.tabs.addTab(self.source, "TOML")
        self.save = QPushButton("Save", autoDefault=False)
        self.save.setProperty("role", "primary")
        self.cancel = QPushButton("Cancel", autoDefault=False)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._lay_out()
        self._soon.timeout.connect(self.read)
        self.form.changed.connect(self._on_form)
        self.source.textChanged.connect(self._soon.start)
        self.tabs.currentChanged.connect(self._on_tab)
        self.save.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.left)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.setSpacing(look.GRID)
        column.addWidget(self.title)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.trial)
        column.addWidget(self.problem)
        row = QHBoxLayout()
        for button in (self.save, self.cancel):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)

    @property
    def is_changed(self) -> bool:
        """Whether something was written."""
        return self.source.toPlainText() != self._first

    def start(self, rule: Rule, title: str, replacing: Rule | None = None) -> None:
        """Begin with a rule; one's own that it is to take the place of is given as `replacing`."""
        self._replacing, self._warned = replacing, False
        self.title.setText(title)
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(FORM)
        self.form.show_rule(rule)
        self._first = as_toml(rule)
        self._show_source(self._first)
        self.trial.show_rule(rule)
        self._read()
        if not rule.bad and not rule.swap and not rule.words:
            self.problem.setVisible(False)  # nothing is wrong with what is not begun
            self.form.mark_problem("")
        self.form.looks.setFocus()

    def warn(self) -> bool:
        """Say that what was written would be lost; whether that was said before."""
        if not self.is_changed or self._warned:
            return True
        self._warned = True
        self._say(DROP)
        return False

    def tell(self, sentence: str) -> None:
        """Say why it was not kept."""
        self._say(sentence)

    # what is written

    def _on_form(self) -> None:
        self._show_source(as_toml(self.form.rule))
        self._soon.start()

    def _show_source(self, text: str) -> None:
        with QSignalBlocker(self.source):
            self.source.setPlainText(text)

    def _on_tab(self, tab: int) -> None:
        """Fill the fields in from the TOML, if that can be read."""
        rule = self._read()
        if tab == FORM and rule is not None:
            self.form.show_rule(rule)
        elif tab == FORM:
            with QSignalBlocker(self.tabs):
                self.tabs.setCurrentIndex(SOURCE)
            self.source.setFocus()

    def read(self) -> Rule | None:
        """Read the rule as it stands, say what is wrong with it, and try it."""
        self._soon.stop()
        rule = self._read()
        self.trial.show_rule(rule, example=False)
        return rule

    def _read(self) -> Rule | None:
        self._warned = False
        text = self.source.toPlainText()
        rule, problems = read_one(text)
        self._mark(problems[0] if problems else None)
        if problems:
            key = _key_at(text, problems[0].line)
            self.form.mark_problem(key)
            lacks = self.form.lacks_arrow if key == "swap" and self.tabs.currentIndex() == FORM else ""
            where = f"Line {problems[0].line}: " if self.tabs.currentIndex() == SOURCE else ""
            self._say(lacks or f"{where}{problems[0].sentence}")
        else:
            self.form.mark_problem("")
            self._say(_missed(rule))
        self.save.setEnabled(rule is not None)
        return rule

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _mark(self, problem: Problem | None) -> None:
        """Colour the line that is wrong."""
        marks = []
        if problem is not None:
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(QColor(look.colours().found))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(self.source.document().findBlockByNumber(problem.line - 1))
            marks.append(mark)
        self.source.setExtraSelections(marks)
        set_role(self.source, problem is not None, "problem")

    def _keep(self) -> None:
        if self.read() is not None:
            self.kept.emit(self.source.toPlainText(), self._replacing)


def _key_at(text: str, line: int) -> str:
    """The key of a rule that stands in a line, or last before it."""
    found = [(at, key) for section in Lines(text).rules for key, at in section.keys.items() if at <= line]
    return max(found, default=(0, ""))[1].partition(".")[0]


def _missed(rule: Rule | None) -> str:
    """What a rule that can be read does other than its own examples say."""
    from desk.checks.style import tried

    if rule is None or rule.pattern:  # a pattern may be endless: it is tried off the GUI thread
        return ""
    missed = next((sentence for sentence in rule.bad if not tried(rule, sentence).hits), "")
    wrong = next((sentence for sentence in rule.good if tried(rule, sentence).hits), "")
    if missed:
        return f"The rule finds nothing in “{missed}”, although it should."
    return f"The rule finds something in “{wrong}”, although it should not." if wrong else ""

"""One rule of house style as it is read: what it asks, what it looks for, its examples, a field to try it in."""

from __future__ import annotations

from html import escape
from itertools import islice

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desk.article.languages import direction_of
from desk.checks.style_rules import ANY, Rule
from desk.ui import look
from desk.ui.labels import Label
from desk.ui.panes import MARGIN, scrolled
from desk.ui.picker import Picker
from desk.ui.style_list import name_of, said_of
from desk.ui.style_trial import TrialField
from desk.ui.tasks import Tasks
from desk.ui.wording import END_ISOLATE, ISOLATE, LEFT_TO_RIGHT_MARK, going_on, with_quotes_apart

_MARK = LEFT_TO_RIGHT_MARK
MOST = 12
"""Words of a rule that are shown."""


class RulePage(QWidget):
    """Shows a rule. What it is about is the dialog's to do."""

    edit_wanted = Signal()
    duplicate_wanted = Signal()
    remove_wanted = Signal()
    level_chosen = Signal(str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._rule: Rule | None = None
        self.title, self.about = Label(role="title", wraps=True), Label(role="label", wraps=True)
        self.message, self.looks = Label(wraps=True), QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=True)
        self.examples = QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=True)
        for label in (self.looks, self.examples):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.link = QPushButton("Read more")
        self.link.setProperty("role", "quiet")
        self.link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(self._rule.link if self._rule else "")))
        self.level = Picker()
        for text, value in (("Advice", "advice"), ("Must be mended before it goes out", "must")):
            self.level.addItem(text, value)
        self.level.setMinimumContentsLength(30)
        self.level.setAccessibleName("How strictly it holds")
        self.level.activated.connect(lambda _row: self.level_chosen.emit(str(self.level.currentData())))
        self.trial = TrialField(tasks)
        self.edit = _button("Edit…", self.edit_wanted)
        self.duplicate = _button("Duplicate…", self.duplicate_wanted)
        self.remove = _button("Delete", self.remove_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.setSpacing(look.GRID)
        for line in (self.title, self.about, self.message):
            column.addWidget(line)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.level, 0, Qt.AlignmentFlag.AlignLeading)
        parts: tuple[QWidget, ...] = (self.looks, self.examples, self.trial)
        for part in parts:
            column.addWidget(part)
        column.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        for button in (self.edit, self.duplicate, self.remove):
            row.addWidget(button)
        row.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.GRID)
        area = scrolled(inside)
        area.setFrameShape(QFrame.Shape.NoFrame)
        whole.addWidget(area, 1)
        whole.addLayout(row)

    def show_rule(self, rule: Rule, *, replaces: bool = False) -> None:
        """Show a rule; `replaces` says whether it is one's own in the place of one of Desk's."""
        self._rule = rule
        self.title.setText(name_of(rule))
        origin = "in the place of Desk’s" if replaces else f"from {rule.file.name}" if rule.own else "Desk’s own"
        self.about.setText(f"{said_of(rule)} · {rule.id} · {origin}")
        self.message.setText(with_quotes_apart(rule.message))
        self.link.setVisible(rule.link.startswith(("https://", "http://")))
        self.level.setCurrentIndex(self.level.findData("must" if rule.must else "advice"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = "right" if mirrored else "left"
        self.looks.setText(_looks(rule, side))
        self.looks.setVisible(bool(self.looks.text()))
        self.examples.setText(_examples(rule, side))
        self.examples.setVisible(bool(self.examples.text()))
        self.edit.setText(going_on("Edit…" if rule.own else "Edit as yours…"))
        self.edit.setToolTip("" if rule.own else "Yours then stands in the place of Desk’s; delete it to go back")
        self.remove.setVisible(rule.own)
        self.remove.setText("Back to Desk’s" if replaces else "Delete")
        self.trial.show_rule(rule)


def _button(text: str, wanted: object) -> QPushButton:
    button = QPushButton(going_on(text), autoDefault=False)
    button.clicked.connect(wanted)
    return button


def _apart(words: str) -> str:
    return f"{ISOLATE}{escape(words)}{END_ISOLATE}"


def _looks(rule: Rule, side: str) -> str:
    """The words, or the pattern, that a rule is found by."""
    quiet = look.colours().quiet
    if rule.swap:
        shown = [
            f"{_apart(wrong)}{_MARK} → {_MARK}{_apart(right or 'nothing')}{_MARK}"
            for wrong, right in islice(rule.swap, MOST)
        ]
        more = len(rule.swap) - MOST
    elif rule.words:
        shown, more = [f"{_apart(word)}{_MARK}" for word in rule.words[:MOST]], len(rule.words) - MOST
    elif rule.pattern:
        shown, more = [f"<code>{escape(rule.pattern)}</code>"], 0
    else:
        return ""
    others = f'<span style="color: {quiet}"> and {more} more</span>' if more > 0 else ""
    return (
        f'<p dir="ltr" align="{side}"><span style="color: {quiet}">Looks for</span><br>{", ".join(shown)}{others}</p>'
    )


def _examples(rule: Rule, side: str) -> str:
    """The sentences that it finds, and those that it leaves be."""
    scheme = look.colours()
    way = "ltr" if rule.language == ANY else direction_of(rule.language)
    rows = [
        f'<tr><td style="color: {colour}">{sign}&nbsp;</td><td dir="{way}">{_apart(sentence)}</td></tr>'
        for sign, colour, sentences in (("✗", scheme.problem, rule.bad), ("✓", scheme.good, rule.good))
        for sentence in sentences
    ]
    return f'<table align="{side}">{"".join(rows)}</table>' if rows else ""

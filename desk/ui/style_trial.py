"""A field to try a rule of house style in: what it finds in a sentence is marked as one types, and mended below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from desk.article.languages import direction_of
from desk.checks.style import Trial, told, tried
from desk.checks.style_rules import ANY, Rule
from desk.ui import look
from desk.ui.entries import ProseEntry
from desk.ui.labels import Label, set_role
from desk.ui.marking import mark_in
from desk.ui.tasks import Tasks
from desk.ui.wording import END_ISOLATE, ISOLATE, with_quotes_apart

MOST = 3
"""Findings that are told in words; the others are marked."""


class TrialField(QWidget):
    """A sentence and what a rule makes of it. A pattern may be endless, so it is tried off the GUI thread."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._rule: Rule | None = None
        self._asked = 0
        self._own = ""
        self.entry = ProseEntry(2, 5)
        self.entry.setAccessibleName("Try the rule in a sentence")
        self.entry.set_hint("Type a sentence, and see what the rule finds.")
        self.said, self.mended = Label(role="hint", wraps=True), Label(wraps=True)
        self.mended.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GRID // 2)
        name = Label("Try it", "label")
        name.setBuddy(self.entry)
        for part in (name, self.entry, self.said, self.mended):
            column.addWidget(part)
        self.entry.edited.connect(self.look)

    def show_rule(self, rule: Rule | None, *, example: bool = True) -> None:
        """Try another rule; with an `example`, in its first bad one, unless the sentence was typed by hand."""
        self._rule = rule
        if rule is not None:
            self.entry.set_own_direction("ltr" if rule.language == ANY else direction_of(rule.language))
            if example and self.entry.words() in ("", self._own):
                self._own = next(iter(rule.bad), "")
                self.entry.show_words(self._own)
        self.look()

    def look(self) -> None:
        """Try the rule in the sentence as it stands."""
        self._asked += 1
        rule, text = self._rule, self.entry.words()
        if rule is None or not text.strip():
            self._show(self._asked, text, Trial((), text))
            return
        self._tasks.run(partial(tried, rule, text), partial(self._show, self._asked, text))

    def _show(self, asked: int, text: str, trial: Trial) -> None:
        if asked != self._asked or not isValid(self):  # the window may be closed by now
            return
        mark_in(self.entry, [hit.span for hit in trial.hits])
        rule = self._rule
        sentences = [told(rule, hit, text[hit.start : hit.end]) for hit in trial.hits] if rule else []
        shown = list(dict.fromkeys(sentences))[:MOST]
        if not text.strip() or rule is None:
            said = ""
        else:
            said = trial.trouble or "\n".join(map(with_quotes_apart, shown)) or "The rule finds nothing here."
        self.said.setText(said)
        set_role(self.said, "problem" if trial.trouble else "label" if trial.hits else "hint")
        self.said.setVisible(bool(said))
        changed = trial.mended != text
        self.mended.setText(f"Mended: {ISOLATE}{trial.mended}{END_ISOLATE}" if changed else "")
        self.mended.setVisible(changed)

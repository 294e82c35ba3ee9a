"""The fields of a rule of house style. What they do not show of a rule stays as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk.article.languages import LANGUAGES, direction_of
from desk.checks.style_rules import ANY, FORMS, KINDS, UNITS, Rule
from desk.ui import look
from desk.ui.entries import ProseEntry
from desk.ui.labels import Label, hint_for, set_role
from desk.ui.panes import MARGIN
from desk.ui.picker import Picker
from desk.ui.style_list import language_name

_TOLD = {
    "substitution": "One on a line, as in advisor → adviser.",
    "existence": "Words that should not be there, one on a line; or a pattern.",
    "occurrence": "Words that are counted, one on a line; or a pattern.",
    "capitalisation": "Names as they should stand, one on a line.",
    "date": "The twelve months, January first.",
    "number": "The words for numbers, or first the right sign and then the wrong ones.",
    "title": "Titles, one on a line; to shorten them, as in Senator → Sen.",
}
"""What stands in the field of words of each kind."""
_ARROW = re.compile(r"\s*(?:→|←|->|=>|<-)\s*")
_EQUALS = re.compile(r"\s+=\s+")
"""What those write who know the rules’ files."""
_HAS_PATTERN = ("existence", "occurrence")
_FIELDS = {
    **{"id": "id", "kind": "kind", "language": "language", "level": "level", "form": "form", "message": "message"},
    **{"words": "looks", "swap": "looks", "pattern": "pattern", "fix": "fix", "except": "islands", "link": "link"},
    **{"good": "good", "bad": "bad", "at_most": "at_most", "per": "per"},
}
"""The field in which each key of a rule is written."""


class RuleForm(QWidget):
    """A form for one rule."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._base = Rule("", KINDS[0], "en", "")
        self._quiet = False
        self._make_fields()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(MARGIN, look.GRID, MARGIN, look.GRID)
        self._form.setVerticalSpacing(look.GRID)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._lay_out()
        self._fit_kind()

    def _make_fields(self) -> None:
        self.id, self.message, self.pattern = self._line(), self._line(), self._line()
        self.fix, self.link = self._line(), self._line()
        self.kind = self._picker(KINDS)
        self.form = self._picker(())
        self.level = self._picker(("advice", "must"))
        self.language = self._picker((*(one.tag for one in LANGUAGES), ANY))
        for row in range(self.language.count()):
            self.language.setItemText(row, language_name(self.language.itemData(row)))
        self.per = self._picker(UNITS)
        self.at_most = self._picker([str(number) for number in range(11)])
        self.looks, self.islands, self.good, self.bad = (self._lines() for _ in range(4))
        self.quotes = QCheckBox("Read direct speech too")
        self.match_case = QCheckBox("Capital and small letters are told apart")
        self.clitics = QCheckBox("With what may be written together with the word")
        for box in (self.quotes, self.match_case, self.clitics):
            box.toggled.connect(lambda _on: self._on_changed())
        for field in (self.pattern, self.id, self.link):
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.kind.currentIndexChanged.connect(lambda _row: self._fit_kind())

    def _line(self) -> QLineEdit:
        field = QLineEdit()
        field.textChanged.connect(lambda _text: self._on_changed())
        return field

    def _lines(self) -> ProseEntry:
        field = ProseEntry(2, 6)
        field.edited.connect(self._on_changed)
        return field

    def _picker(self, values: Sequence[str]) -> Picker:
        picker = Picker()
        for value in values:
            picker.addItem(value.capitalize(), value)
        picker.currentIndexChanged.connect(lambda _row: self._on_changed())
        return picker

    def _lay_out(self) -> None:
        self.hint = Label(role="hint", wraps=True)
        looks = QWidget()
        column = QVBoxLayout(looks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.looks)
        column.addWidget(self.hint)
        boxes = QWidget()
        below = QVBoxLayout(boxes)
        below.setContentsMargins(0, 0, 0, 0)
        for box in (self.quotes, self.match_case, self.clitics):
            below.addWidget(box)
        rows: tuple[tuple[str, QWidget, QWidget], ...] = (
            ("Name", self.id, self.id),
            ("Kind", self.kind, self.kind),
            ("Form", self.form, self.form),
            ("Language", self.language, self.language),
            ("Level", self.level, self.level),
            ("What to do", self.message, self.message),
            ("Looks for", looks, self.looks),
            ("Pattern", self.pattern, self.pattern),
            ("Puts instead", self.fix, self.fix),
            ("At most", self.at_most, self.at_most),
            ("In each", self.per, self.per),
            ("But not in", self.islands, self.islands),
            ("", boxes, self.quotes),
            ("Found in", self.bad, self.bad),
            ("Not found in", self.good, self.good),
            ("Link", self.link, self.link),
        )
        for text, row, field in rows:
            label = Label(text)
            label.setBuddy(field)
            if text:
                field.setAccessibleName(text)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, field.sizePolicy().verticalPolicy())
            self._form.addRow(label, row)
        self.message.setPlaceholderText(hint_for("Write “{right}”, not “{found}”.", self.layoutDirection()))
        self.id.setPlaceholderText("own.adviser")

    def _fit_kind(self) -> None:
        """Show the fields that mean something in a rule of the kind that is chosen."""
        kind = str(self.kind.currentData())
        forms, before = FORMS.get(kind, ()), self.form.currentData()
        self.form.blockSignals(True)
        self.form.clear()
        for form in forms:
            self.form.addItem(form.capitalize(), form)
        self.form.setCurrentIndex(max(0, self.form.findData(before)))
        self.form.blockSignals(False)
        self.hint.setText(_TOLD[kind])
        shown = (
            (self.form, len(forms) > 1),
            (self.pattern, kind in _HAS_PATTERN),
            (self.fix, kind in ("existence", "date")),
            (self.at_most, kind == "occurrence"),
            (self.per, kind == "occurrence"),
        )
        for field, is_shown in shown:
            self._form.setRowVisible(field, is_shown)

    # the rule

    def show_rule(self, rule: Rule) -> None:
        """Fill the fields in."""
        self._base, self._quiet = rule, True
        for picker, value in (
            (self.kind, rule.kind),
            (self.language, rule.language),
            (self.level, "must" if rule.must else "advice"),
            (self.per, rule.per),
        ):
            picker.setCurrentIndex(max(0, picker.findData(value)))
        self._fit_kind()
        self.form.setCurrentIndex(max(0, self.form.findData(rule.form)))
        for line, text in (
            (self.id, rule.id),
            (self.message, rule.message),
            (self.pattern, rule.pattern),
            (self.fix, rule.fix or ""),
            (self.link, rule.link),
        ):
            line.setText(text)
            line.setCursorPosition(0)
        way = "ltr" if rule.language == ANY else direction_of(rule.language)
        arrow = "→" if way == "ltr" else "←"  # it points the way one reads
        swapped = (f"{wrong} {arrow} {right}" for wrong, right in rule.swap)
        for field, texts in (
            (self.looks, (*swapped, *rule.words)),
            (self.islands, rule.islands),
            (self.good, rule.good),
            (self.bad, rule.bad),
        ):
            field.set_own_direction(way)
            field.show_words("\n".join(texts))
        self._choose_most(str(1 if rule.at_most is None else rule.at_most))
        for box, on in ((self.quotes, rule.quotes), (self.match_case, rule.match_case), (self.clitics, rule.clitics)):
            box.setChecked(on)
        self._quiet = False

    def _choose_most(self, most: str) -> None:
        """A number that is not offered is, once a rule has it."""
        if self.at_most.findData(most) < 0:
            self.at_most.addItem(most, most)
        self.at_most.setCurrentIndex(self.at_most.findData(most))

    @property
    def rule(self) -> Rule:
        """What is written, whether it can be followed or not."""
        kind, lines = str(self.kind.currentData()), _written(self.looks)
        has_swap = self._has_swap
        counts = kind == "occurrence" and self._base.at_least is None
        return replace(
            self._base,
            id=self.id.text().strip(),
            kind=kind,
            form=str(self.form.currentData() or ""),
            language=str(self.language.currentData()),
            must=self.level.currentData() == "must",
            message=self.message.text().strip(),
            swap=tuple(dict(map(_exchange, lines)).items()) if has_swap else (),
            words=() if has_swap else tuple(lines),
            pattern=self.pattern.text() if kind in _HAS_PATTERN else "",
            fix=self._fix(kind),
            at_most=int(self.at_most.currentData()) if counts else None,
            at_least=self._base.at_least if kind == "occurrence" else None,
            per=str(self.per.currentData()) if kind == "occurrence" else "paragraph",
            islands=tuple(_written(self.islands)),
            good=tuple(_written(self.good)),
            bad=tuple(_written(self.bad)),
            link=self.link.text().strip(),
            quotes=self.quotes.isChecked(),
            match_case=self.match_case.isChecked(),
            clitics=self.clitics.isChecked(),
            short=self._base.short if kind == "date" else (),
            below=self._base.below if kind == "number" else 10,
        )

    def _fix(self, kind: str) -> str | None:
        """What is put: nothing at all is no fix, unless the rule takes words out already."""
        if kind not in ("existence", "date"):
            return None
        return self.fix.text() or ("" if self._base.fix == "" and self._base.kind == kind else None)

    @property
    def lacks_arrow(self) -> str:
        """What is wrong with the first line that should say what is put instead, and does not; empty for none."""
        line = next((line for line in _written(self.looks) if _pair(line)[1] is None), "") if self._has_swap else ""
        return (
            f"“{line}” does not say what to write instead: put an arrow between, as in advisor → adviser."
            if line
            else ""
        )

    @property
    def _has_swap(self) -> bool:
        kind = self.kind.currentData()
        return bool(kind == "substitution" or (kind == "title" and self.form.currentData() == "short"))

    def mark_problem(self, key: str) -> None:
        """Mark the field of a key of the rule, and no other."""
        wrong = getattr(self, _FIELDS.get(key, ""), None)
        for name in dict.fromkeys(_FIELDS.values()):
            field: QWidget = getattr(self, name)
            set_role(field, field is wrong, "problem")

    def _on_changed(self) -> None:
        if not self._quiet:
            self.changed.emit()


def _written(field: ProseEntry) -> list[str]:
    """The lines of a field that are not blank."""
    return [line.strip() for line in field.words().split("\n") if line.strip()]


def _pair(line: str) -> tuple[str, str | None]:
    """What is wrong, and what is right; None where the line does not say."""
    parts = (_ARROW if _ARROW.search(line) else _EQUALS).split(line, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else None


def _exchange(line: str) -> tuple[str, str]:
    wrong, right = _pair(line)
    return wrong, wrong if right is None else right

"""The settings for photos: sizes, quality, and how a credit is written in each language, with an example of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk.article.languages import language
from desk.article.trouble import Trouble
from desk.formats.house import (
    USUAL_PATTERN,
    House,
    checked_pattern,
    credit_line,
    read_quality,
    read_widths,
    show_widths,
)
from desk.ui import look
from desk.ui.labels import Label

EXAMPLES = {"en": "Reuters", "ckb": "ڕۆیتەرز", "ar": "رويترز"}
"""The languages whose pattern can be set, each with the credit of its example."""


class HouseForm(QWidget):
    """How the newsroom publishes photos. `problem` is a sentence on what makes no sense yet, or empty."""

    changed = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 2 * look.GRID, 0, 0)
        self._form.setVerticalSpacing(2 * look.GRID)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.widths = QLineEdit(show_widths(house.widths))
        self.jpeg_quality, self.webp_quality = QLineEdit(str(house.jpeg_quality)), QLineEdit(str(house.webp_quality))
        self._add("Widths", self.widths, "In pixels; each photo is exported in those up to its own.")
        self._add("JPEG quality", self.jpeg_quality, "From 1 to 100; 82 looks like the original.")
        self._add("WebP quality", self.webp_quality, "Browsers take these, which are smaller; others take JPEG.")
        for field in (self.widths, self.jpeg_quality, self.webp_quality):
            field.textChanged.connect(self.changed)
        self.patterns = {tag: QLineEdit(house.pattern(tag)) for tag in EXAMPLES}
        self.examples = {tag: self._add_pattern(tag, field) for tag, field in self.patterns.items()}

    @property
    def house(self) -> House:
        """What was set. Raises Trouble where there is a problem."""
        written = {tag: checked_pattern(field.text()) for tag, field in self.patterns.items()}
        credits = {**self._house.credits, **written}
        return replace(
            self._house,
            widths=read_widths(self.widths.text()),
            jpeg_quality=read_quality("JPEG", self.jpeg_quality.text()),
            webp_quality=read_quality("WebP", self.webp_quality.text()),
            credits={tag: pattern for tag, pattern in credits.items() if pattern != USUAL_PATTERN},
        )

    @property
    def problem(self) -> str:
        """What makes no sense yet, in a sentence; empty where all does."""
        try:
            _ = self.house
        except Trouble as trouble:
            return str(trouble)
        return ""

    def _add_pattern(self, tag: str, field: QLineEdit) -> Label:
        """A row for the credits of a language; the line under it, which shows the example."""
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        example = self._add(f"Credits, {language(tag).english}", field, "")
        field.textChanged.connect(partial(self._show_example, tag, example))
        field.textChanged.connect(self.changed)
        self._show_example(tag, example, field.text())
        return example

    def _show_example(self, tag: str, example: Label, pattern: str) -> None:
        try:
            house = House(credits={tag: checked_pattern(pattern)})
        except Trouble:
            example.setText("Write {credit} where the credit is to stand.")
            return
        example.setText(f"\u2068{credit_line(EXAMPLES[tag], tag, house)}\u2069")

    def _add(self, label: str, field: QWidget, hint: str) -> Label:
        column = QVBoxLayout()
        column.setSpacing(4)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.setAccessibleName(label)
        line = Label(hint, "hint", wraps=True)
        column.addWidget(field)
        column.addWidget(line)
        name = Label(label)
        name.setBuddy(field)
        self._form.addRow(name, column)
        return line

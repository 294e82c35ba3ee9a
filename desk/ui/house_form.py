"""The settings for pages and photos: theme, sizes, quality, how a credit is written in each language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk.article.languages import direction_of, language
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
from desk.formats.templates import PLAIN
from desk.ui import look
from desk.ui.labels import Label, set_role
from desk.ui.picker import Picker
from desk.ui.wording import END_ISOLATE, ISOLATE

EXAMPLES = {"en": "Reuters", "ckb": "ڕۆیتەرز", "ar": "رويترز"}
"""The languages whose pattern can be set, each with the credit of its example."""


_PLACE = "{credit} stands for the credit."
_SLUGS = f"Names and addresses of exports: {ISOLATE}بەنداوی-سنوور{END_ISOLATE}, or bendawi-snur."
_THEMES = "How exported pages and the preview look; “desk theme new NAME” begins one of your own."


class HouseForm(QWidget):
    """How the newsroom publishes photos. `problem` is a sentence on what makes no sense yet, or empty.

    What is wrong with a field is said under it, in place of what it is for.
    """

    changed = Signal()

    def __init__(self, house: House, parent: QWidget | None = None, themes: Sequence[str] = (PLAIN,)) -> None:
        """`themes` are the names of those that pages can be set in."""
        super().__init__(parent)
        self._house = house
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 2 * look.GRID, 0, 0)
        self._form.setVerticalSpacing(2 * look.GRID)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.widths = QLineEdit(show_widths(house.widths))
        self.jpeg_quality, self.webp_quality = QLineEdit(str(house.jpeg_quality)), QLineEdit(str(house.webp_quality))
        self.theme = self._add_themes(themes)
        self.slugs = self._add_slugs()
        self.notes: dict[QLineEdit, Label] = {}
        """What is said under each field."""
        self._add("Widths", self.widths, read_widths, "In pixels; each photo is exported in those up to its own.")
        jpeg, webp = partial(read_quality, "JPEG"), partial(read_quality, "WebP")
        self._add("JPEG quality", self.jpeg_quality, jpeg, "From 1 to 100; 82 looks like the original.")
        self._add("WebP quality", self.webp_quality, webp, "Browsers take these, which are smaller; others take JPEG.")
        self.patterns = {tag: QLineEdit(house.pattern(tag)) for tag in EXAMPLES}
        self.examples = {tag: self._add_pattern(tag, field) for tag, field in self.patterns.items()}

    @property
    def house(self) -> House:
        """What was set. Raises Trouble where there is a problem."""
        written = {tag: checked_pattern(field.text()) for tag, field in self.patterns.items()}
        credits = {**self._house.credits, **written}
        return replace(
            self._house,
            theme=str(self.theme.currentData()),
            latin_slugs=bool(self.slugs.currentData()),
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

    def _add_themes(self, themes: Sequence[str]) -> Picker:
        """The row for the theme; one that was set and is no more is offered too, and said to be gone."""
        chosen, picker = self._house.theme, Picker()
        for name in dict.fromkeys((*themes, chosen)):
            picker.addItem(name.capitalize() if name == PLAIN else name if name in themes else f"{name} (gone)", name)
        picker.setCurrentIndex(picker.findData(chosen))
        return self._add_picker("Page theme", picker, _THEMES)

    def _add_slugs(self) -> Picker:
        """The row for the letters of addresses."""
        picker = Picker()
        picker.addItem("As written", userData=False)
        picker.addItem("In Latin letters", userData=True)
        picker.setCurrentIndex(int(self._house.latin_slugs))
        return self._add_picker("Slugs in addresses", picker, _SLUGS)

    def _add_picker(self, name: str, picker: Picker, hint: str) -> Picker:
        picker.setAccessibleName(name)
        picker.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        picker.currentIndexChanged.connect(self.changed)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(picker)
        column.addWidget(Label(hint, "hint", wraps=True))
        label = Label(name)
        label.setBuddy(picker)
        self._form.addRow(label, column)
        return picker

    def _add_pattern(self, tag: str, field: QLineEdit) -> Label:
        """A row for the credits of a language; beside what stands for the credit, an example of it."""
        example, leftward = Label(), direction_of(tag) == "rtl"
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a pattern keeps its order in a mirrored window too
        side = Qt.AlignmentFlag.AlignRight if leftward else Qt.AlignmentFlag.AlignLeft
        field.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        example.setLayoutDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
        self._add(f"Credits, {language(tag).english}", field, checked_pattern, _PLACE, example)
        field.textChanged.connect(partial(self._show_example, tag, example))
        self._show_example(tag, example, field.text())
        return example

    def _show_example(self, tag: str, example: Label, pattern: str) -> None:
        try:
            house = House(credits={tag: checked_pattern(pattern)})
        except Trouble:
            example.hide()
            return
        example.show()
        example.setText(f"{ISOLATE}{credit_line(EXAMPLES[tag], tag, house)}{END_ISOLATE}")

    def _add(
        self, label: str, field: QLineEdit, read: Callable[[str], object], hint: str, example: Label | None = None
    ) -> None:
        """A row for a field whose text `read` understands, or else raises Trouble."""
        column = QVBoxLayout()
        column.setSpacing(4)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.setAccessibleName(label)
        note = self.notes[field] = Label(wraps=True)
        column.addWidget(field)
        if example is not None:
            column.addWidget(example)
        column.addWidget(note)
        name = Label(label)
        name.setBuddy(field)
        self._form.addRow(name, column)
        field.textChanged.connect(lambda _text: self._judge(field, read, hint))
        field.textChanged.connect(self.changed)
        self._judge(field, read, hint)

    def _judge(self, field: QLineEdit, read: Callable[[str], object], hint: str) -> None:
        """Say under a field what is wrong with its text, or what it is for."""
        sentence = ""
        try:
            read(field.text())
        except Trouble as trouble:
            sentence = str(trouble)
        note = self.notes[field]
        note.setText(sentence or hint)
        set_role(note, "problem" if sentence else "hint")
        set_role(field, bool(sentence), "problem")
        field.setAccessibleDescription(sentence or hint)

"""Asks why stories go out although something stands in their way: of an export of several from the shelf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desk.article.trouble import Trouble
from desk.clearance import read_words
from desk.ui import look
from desk.ui.export_checks import WHY
from desk.ui.labels import Label, hint_for
from desk.ui.panes import scrolled
from desk.ui.where_to import add_buttons
from desk.ui.wording import with_quotes_apart

if TYPE_CHECKING:
    from desk.article.model import Article

MOST_HEIGHT, LONGEST = 240, 60
"""Pixels for the stories and their reasons, more of which scroll; characters of a headline that are enough."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A story that was left out of an export, and why."""

    id: str
    headline: str
    why: str

    @staticmethod
    def of(article: Article, why: str) -> LeftOut:
        headline = " ".join(article.headline.split()) or "Untitled"
        short = headline if len(headline) <= LONGEST else f"{headline[: LONGEST - 1].rstrip()}…"
        return LeftOut(article.id, short, why)


class WhyDialog(QDialog):
    """Lists the stories with what stands in their way, and asks for the words that let them out."""

    def __init__(self, left_out: Sequence[LeftOut], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export them anyway")
        self.setMinimumWidth(520)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(look.GRID)
        layout.addWidget(Label("What stands in their way", "title"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GRID)
        for one in left_out:
            column.addWidget(Label(with_quotes_apart(f"“{one.headline}”"), wraps=True))
            column.addWidget(Label(with_quotes_apart(one.why), "problem", wraps=True))
        column.addStretch()
        area = scrolled(inside)
        area.setFixedHeight(min(MOST_HEIGHT, 64 * len(left_out)))
        layout.addWidget(area)
        self.words = QLineEdit()
        self.words.setAccessibleName(WHY)
        hint = "In a few words, which are kept with the versions that leave"
        self.words.setPlaceholderText(hint_for(hint, self.words.layoutDirection()))
        label = Label(WHY if len(left_out) == 1 else WHY.replace("it goes", "they go"))
        label.setBuddy(self.words)
        layout.addWidget(label)
        layout.addWidget(self.words)
        self.export = add_buttons(layout, self, "Export anyway")
        self.words.textChanged.connect(lambda _text: self.export.setEnabled(self._is_said()))
        self.export.setEnabled(False)
        self.words.setFocus()

    def _is_said(self) -> bool:
        try:
            return bool(read_words(self.words.text()))
        except Trouble:
            return False


def ask_why(parent: QWidget, left_out: Sequence[LeftOut]) -> str:
    """The words that let the stories out; empty where they stay."""
    dialog = WhyDialog(left_out, parent)
    words = dialog.words.text() if dialog.exec() else ""
    dialog.deleteLater()
    return words


def told(left_out: Sequence[LeftOut]) -> str:
    """Which stories were left out and why, as far as a line has room."""
    named = ", ".join(f"“{one.headline}”" for one in left_out[:2])
    more = f" and {len(left_out) - 2} more" if len(left_out) > 2 else ""
    why = f": {left_out[0].why}" if len(left_out) == 1 else ", which must be mended first."
    return with_quotes_apart(f"Left out: {named}{more}{why}") if left_out else ""

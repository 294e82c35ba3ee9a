"""Where two people changed the same words: both wordings side by side, and which of them the story is to have.

One conflict at a time. Every choice is a step of the open story, so that it can be changed and undone; the story can
be gone on with beside this window, whose places move along.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from html import escape
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desk.article.languages import direction_of
from desk.article.merging_articles import Clash, stands
from desk.article.model import Article, Dateline
from desk.article.record import Value
from desk.article.scripts import paragraph_direction
from desk.ui import look
from desk.ui.labels import Label

if TYPE_CHECKING:
    from desk.ui.workspace import Workspace

AROUND = 60
"""Characters of the paragraph shown to either side of the words in question."""
NOTHING = "(nothing)"
_NAMES = {
    "body": "Text",
    "editors_note": "Editor’s note",
    "alt": "Alt text",
    "lead": "Lead photo",
    "sign_off": "Sign-off",
    "source_id": "ID at the source",
}


class SideBySide(QDialog):
    """The conflicts of the open story, as long as it is open."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Both versions side by side")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace, self._others = workspace, workspace.others
        self.number = 0
        self.title, self.said = Label(role="group"), Label(role="label", wraps=True)
        self.title.setIndent(0)
        self.wordings = tuple(_wording() for _ in range(3))
        self.mine = self._button("Keep &mine", lambda: self._choose(theirs=False))
        self.theirs = self._button("Take &theirs", lambda: self._choose(theirs=True))
        self.back = self._button("&Previous", lambda: self._go(-1))
        self.on = self._button("&Next", lambda: self._go(1))
        self.end = self._button("&Close", self.close)
        self._lay_out()
        for keys, step in (
            (QKeySequence.StandardKey.MoveToNextPage, 1),
            (QKeySequence.StandardKey.MoveToPreviousPage, -1),
        ):
            QShortcut(keys, self, lambda step=step: self._go(step))
        self._others.clashes_changed.connect(self.refresh)
        self.refresh()
        (self.theirs if self.theirs.isEnabled() else self.mine).setFocus()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(2 * look.GRID)
        layout.addWidget(self.title)
        columns = QGridLayout()
        columns.setHorizontalSpacing(2 * look.GRID)
        for column, (heading, wording) in enumerate(zip(("Before", "Yours", "Theirs"), self.wordings, strict=True)):
            columns.addWidget(Label(heading, "label"), 0, column)
            columns.addWidget(wording, 1, column)
            columns.setColumnStretch(column, 1)
            wording.setAccessibleName(heading)
        columns.setRowStretch(1, 1)
        layout.addLayout(columns, 1)
        layout.addWidget(self.said)
        row = QHBoxLayout()
        for button in (self.mine, self.theirs):
            row.addWidget(button)
        row.addStretch()
        for button in (self.back, self.on, self.end):
            row.addWidget(button)
        layout.addLayout(row)
        self.resize(820, 360)

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, autoDefault=False)
        button.clicked.connect(do)
        return button

    # what is shown

    def refresh(self) -> None:
        """Show the conflict as the story has it now; where there is none any more, close."""
        article, clashes = self._workspace.article, self._others.clashes
        if article is None or not clashes:
            self.close()
            return
        self.number = min(self.number, len(clashes) - 1)
        clash = clashes[self.number]
        counted = f" · {self.number + 1} of {len(clashes)}" if len(clashes) > 1 else ""
        self.title.setText(f"{named(clash)}{counted}")
        for wording, value in zip(self.wordings, (clash.base, clash.ours, clash.theirs), strict=True):
            _show(wording, article, clash, value)
        self._show_choice(stands(article, clash), clash)
        self.back.setEnabled(self.number > 0)
        self.on.setEnabled(self.number < len(clashes) - 1)

    def _show_choice(self, now: Value | None, clash: Clash) -> None:
        self.mine.setEnabled(now is not None and now != clash.ours)
        self.theirs.setEnabled(now is not None and now != clash.theirs)
        if now == clash.ours:
            self.said.setText("The story has yours.")
        elif now == clash.theirs:
            self.said.setText("The story has theirs. Ctrl+Z in the story takes that back.")
        else:
            self.said.setText("The story says something else by now.")

    # what is done

    def _choose(self, *, theirs: bool) -> None:
        self._others.choose(self.number, theirs=theirs)

    def _go(self, step: int) -> None:
        self.number = max(0, min(self.number + step, len(self._others.clashes) - 1))
        self.refresh()


def named(clash: Clash) -> str:
    """What the conflict is about, as the window calls it."""
    name = _NAMES.get(clash.field, clash.field.replace("_", " ").capitalize())
    return f"A photo’s {name[0].lower()}{name[1:]}" if clash.photo else name


def shown(value: Value) -> str:
    """A field's value in words."""
    match value:
        case Dateline(place, agency, day):
            return " · ".join(part for part in (place, agency, day.isoformat() if day else "") if part)
        case datetime():
            return f"{value.astimezone():%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case tuple():
            return ", ".join(map(str, cast(tuple[object, ...], value)))
    return "" if value is None else str(value)


def _wording() -> QLabel:
    label = QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=True)
    label.setFrameShape(QFrame.Shape.StyledPanel)
    label.setMargin(look.GRID)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _show(label: QLabel, article: Article, clash: Clash, value: Value) -> None:
    """A wording, its words bold amid those that stand around it in the story."""
    thing = article.photo(clash.photo) if clash.photo else article
    whole = getattr(thing, clash.field) if thing is not None else ""
    before = behind = ""
    if clash.span is not None and isinstance(whole, str):
        start, end = clash.span
        before = whole[:start].rpartition("\n\n")[2]
        behind = whole[end:].partition("\n\n")[0]
        before = before if len(before) <= AROUND else f"… {before[-AROUND:].partition(' ')[2]}"
        behind = behind if len(behind) <= AROUND else f"{behind[:AROUND].rpartition(' ')[0]} …"
    words = shown(value)
    own = direction_of(article.language)
    direction = paragraph_direction(f"{before}{words}{behind}", own) or own
    body = f"{escape(before)}<b>{escape(words or NOTHING)}</b>{escape(behind)}".replace("\n", "<br>")
    label.setText(f'<p dir="{direction}">{body}</p>')

"""The pane that shows what a copy was taken for, passage by passage, beside the story that this makes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from desk.formats.wire_arrangement import LEFT_OUT, Role
from desk.ui import look
from desk.ui.arranging_list import ArrangingList
from desk.ui.copies import Copies
from desk.ui.labels import Label, SmallLabel
from desk.ui.panes import MARGIN, bar, empty_state

_HOW = "↑ ↓ to a passage; its first letter, Enter or a click on the chip says what it is. Ctrl+Z takes a choice back."
_NOTHING = (
    "What this story was made of is not known.\n\nImport wire copy, or paste it into an empty story, to see here what "
    "it was taken for."
)


class ArrangingPane(QFrame):
    """Shows the copy of the open story. Every choice changes the story at once; closing the pane takes nothing back."""

    close_requested = Signal()

    def __init__(self, copies: Copies) -> None:
        super().__init__()
        self.setObjectName("arranging")
        self.setAccessibleName("What was taken for what")
        self._copies = copies
        self.list = ArrangingList()
        self.all_body = QPushButton("Take it all as body")
        self.all_body.setToolTip("Nothing is left out then, and nothing is a field; it can be undone")
        self.done = QPushButton("Done")
        self.done.setProperty("role", "primary")
        self.done.setToolTip("Back to the story (Esc)")
        self.count = SmallLabel()
        self._empty = empty_state(_NOTHING)
        self._lay_out()
        self.setFocusProxy(self.list)
        self.list.role_chosen.connect(self._copies.choose)
        self.all_body.clicked.connect(self._take_all_as_body)
        self.done.clicked.connect(self.close_requested)
        copies.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the copy as it is arranged now."""
        copy = self._copies.copy
        passages = copy.arrangement.passages if copy is not None else ()
        self.list.show_passages(passages)
        self.list.setVisible(bool(passages))
        self._empty.setVisible(not passages)
        self.all_body.setEnabled(any(passage.role is not Role.BODY for passage in passages))
        self.count.setText(_counted(len(passages), sum(passage.role in LEFT_OUT for passage in passages)))

    def _take_all_as_body(self) -> None:
        self._copies.take_all_as_body()
        self.list.setFocus()

    def _lay_out(self) -> None:
        head, line = bar("photoDeskHead")
        line.addWidget(Label("What was taken for what", "title"))
        line.addWidget(self.count)
        line.addStretch()
        for button in (self.all_body, self.done):
            button.setMinimumHeight(look.TARGET + 2)
            line.addWidget(button)
        how = Label(_HOW, "hint", wraps=True)
        how.setMargin(MARGIN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(how)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)

    def sizeHint(self) -> QSize:
        return QSize(640, 600)


def _counted(passages: int, left_out: int) -> str:
    if not passages:
        return ""
    counted = "One passage" if passages == 1 else f"{passages} passages"
    return f"{counted}, {left_out} left out" if left_out else counted

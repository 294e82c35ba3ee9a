"""What came of the last import: stories that are here already, each to be decided on, and files that were not taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.intake import Met, Taken
from desk.ui.labels import Label, SmallLabel, set_role
from desk.ui.panes import MARGIN, bar, scrolled
from desk.ui.wording import END_ISOLATE, ISOLATE

ROWS = 100
"""Stories that are listed one by one; the buttons above are for all of them."""


class ImportedPane(QFrame):
    """Shows a Taken. Asks nothing that cannot wait: it may be opened again until the next import."""

    renew_wanted = Signal(list)
    apart_wanted = Signal(list)
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("imported")
        self.setAccessibleName("The last import")
        self._met: list[Met] = []
        self.summary = SmallLabel()
        self.renew_all = _button("Make them all new versions", "What is here is kept as a version; nothing is lost")
        self.apart_all = _button("Keep them all as other stories", "They are in the library twice then")
        self.copy_list = _button("Copy the list", "Copies what is said of the files")
        self.done = _button("Done", "Back (Esc)")
        set_role(self.done, "primary")
        self.said = QPlainTextEdit(readOnly=True)
        self.said.setAccessibleName("What is to be said of the files")
        self.said.setTabChangesFocus(True)
        self.said.setProperty("role", "field")
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._area = scrolled(self._rows)
        self._here = Label("Here already, with other words", "group")
        self._not = Label("Not imported, and what else is to be said", "group")
        for group in (self._here, self._not):
            group.setIndent(0)
        self._lay_out()
        self.renew_all.clicked.connect(lambda: self.renew_wanted.emit(list(self._met)))
        self.apart_all.clicked.connect(lambda: self.apart_wanted.emit(list(self._met)))
        self.copy_list.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.said.toPlainText()))
        self.done.clicked.connect(self.close_requested)

    def show_taken(self, summary: str, taken: Taken, met: Sequence[Met]) -> None:
        """Show what came of an import; `met` is what is still to be decided."""
        self._met = list(met)
        self.summary.setText(summary)
        lines = [*taken.refused, *taken.told]
        self.said.setPlainText("\n".join(lines))
        told: tuple[QWidget, ...] = (self.said, self.copy_list, self._not)
        waiting: tuple[QWidget, ...] = (self._here, self._area, self.renew_all, self.apart_all)
        for parts, shown in ((told, bool(lines)), (waiting, bool(self._met))):
            for part in parts:
                part.setVisible(shown)
        one = len(self._met) == 1
        self.renew_all.setText("Make it a new version" if one else "Make them all new versions")
        self.apart_all.setText("Keep it as another story" if one else "Keep them all as other stories")
        self._fill()

    def start(self) -> None:
        """Be looked at: what comes first has the keys."""
        (self.renew_all if self._met else self.said if self.said.isVisibleTo(self) else self.done).setFocus()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        for one in self._met[:ROWS]:
            self._column.addWidget(self._row(one))
        if len(self._met) > ROWS:
            self._column.addWidget(SmallLabel(f"and {len(self._met) - ROWS} more: decide on all of them above."))
        self._column.addStretch()

    def _row(self, one: Met) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        where = " (in the bin)" if one.twin.binned else ""
        said = f"{ISOLATE}{one.twin.headline or 'Untitled'}{END_ISOLATE}{where} · {ISOLATE}{one.file}{END_ISOLATE}"
        line.addWidget(Label(said, wraps=True), 1)
        for text, wanted in (("New version", self.renew_wanted), ("Another story", self.apart_wanted)):
            button = _button(text, "")
            button.setAccessibleName(f"{text}: {one.twin.headline or 'Untitled'}")
            set_role(button, "quiet")
            button.clicked.connect(partial(wanted.emit, [one]))
            line.addWidget(button)
        return row

    def _lay_out(self) -> None:
        head, line = bar("photoDeskHead")
        line.addWidget(Label("The last import", "title"))
        line.addStretch()
        for button in (self.copy_list, self.done):
            line.addWidget(button)
        choices = QHBoxLayout()
        choices.setContentsMargins(MARGIN, 0, MARGIN, 0)
        choices.addWidget(self._here, 1)
        for button in (self.renew_all, self.apart_all):
            choices.addWidget(button)
        self._not.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.summary.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self.summary.setWordWrap(True)
        frame = QHBoxLayout()
        frame.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        frame.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GRID)
        column.addWidget(head)
        column.addWidget(self.summary)
        column.addLayout(choices)
        column.addWidget(self._area, 2)
        column.addWidget(self._not)
        column.addLayout(frame, 1)
        column.addStretch()

    def sizeHint(self) -> QSize:
        return QSize(640, 600)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip or text)
    button.setMinimumHeight(look.TARGET + 2)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button

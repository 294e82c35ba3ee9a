"""What is wrong with rules that somebody wrote into files: the first few, and all of them where one asks for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.labels import Label

FEW, MOST_LINES = 3, 6
"""Problems that are always seen, and lines of all of them that are seen at once."""


class StyleProblems(QWidget):
    """Sentences about broken rules; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[str, ...] = ()
        self.few = Label(role="problem", wraps=True)
        self.all = QPlainTextEdit(readOnly=True)
        self.all.setProperty("role", "field")
        self.all.setAccessibleName("All rules that cannot be read")
        self.all.setTabChangesFocus(True)
        self.all.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # names of files, and English
        self.more = QPushButton(autoDefault=False)
        self.more.setCheckable(True)
        self.more.setProperty("role", "quiet")
        self.more.toggled.connect(lambda _on: self._show())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GRID)
        column.addWidget(self.few)
        column.addWidget(self.all)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.show_problems(())

    def show_problems(self, found: Sequence[object]) -> None:
        """Show these, the first of them where there are many."""
        self._found = tuple(map(str, found))
        self.all.setPlainText("\n".join(self._found))
        self._show()
        self.setVisible(bool(self._found))

    def text(self) -> str:
        """What is seen of them."""
        return "\n".join(self._found if self.more.isChecked() else self._found[:FEW])

    def _show(self) -> None:
        many, is_open = len(self._found) > FEW, self.more.isChecked()
        self.few.setText("\n".join(self._found[:FEW]))
        self.few.setVisible(not (many and is_open))
        self.all.setVisible(many and is_open)
        lines = min(len(self._found), MOST_LINES) + 2
        self.all.setFixedHeight(lines * self.all.fontMetrics().lineSpacing())
        self.more.setVisible(many)
        self.more.setText("Show fewer" if is_open else f"Show all {len(self._found)} problems")

"""What the export dialog says of the checks: what they found, and where something blocks, the field for why it goes.

The checks run off the GUI thread; nothing is exported before they have answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.article.trouble import Trouble
from desk.clearance import although, read_words, stopping
from desk.ui import look
from desk.ui.labels import Label, hint_for
from desk.ui.wording import with_quotes_apart

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.checks import Finding
    from desk.preflight import Looked
    from desk.ui.tasks import Tasks

MOST_HEIGHT = 168
"""Pixels for what the checks found; more of it scrolls."""
LOOKING, NOTHING = "Looking at the story…", "Nothing stands in the way."
NOT_KEPT = "Mend what must be mended: the library can only be read, and could not keep why it goes out all the same."
WHY = "Why it goes out all the same"


class ExportChecks(QWidget):
    """The findings of one story, before it leaves."""

    changed = Signal()
    """Whether the story may leave is other than before, or what it would be said to leave in spite of."""
    mend_wanted = Signal()
    """The findings are to be mended first."""

    def __init__(
        self, article: Article, look_at: Callable[[Article], Looked], tasks: Tasks, *, keeps: bool = True
    ) -> None:
        """`keeps` says whether the words that let it out can be kept."""
        super().__init__()
        self._keeps = keeps
        self._article = article
        self._found: tuple[Finding, ...] | None = None
        self._formats: tuple[str, ...] = ()
        self.title = Label(LOOKING, "title")
        self.mend = QPushButton("Show in Checks")
        self.mend.setProperty("role", "quiet")
        self.mend.setMinimumHeight(look.TARGET)
        self.mend.setAutoDefault(False)
        self.mend.setToolTip("Close this and mend them first")
        self.words = QLineEdit()
        self.words.setAccessibleName(WHY)
        hint = "In a few words, which are kept with the version that leaves"
        self.words.setPlaceholderText(hint_for(hint, self.words.layoutDirection()))
        self._lay_out()
        self.mend.clicked.connect(self.mend_wanted)
        self.words.textChanged.connect(lambda _text: self.changed.emit())
        self._show()
        tasks.run(lambda: look_at(article), self._on_looked, self._on_failed)

    @property
    def is_looked_at(self) -> bool:
        """Whether the checks have answered."""
        return self._found is not None

    @property
    def stopped(self) -> tuple[Finding, ...]:
        """What stops an export in the formats that are chosen."""
        return stopping(self._article, self._found or (), self._formats)

    @property
    def problem(self) -> str:
        """Why the story may not leave yet, in a sentence; empty where it may."""
        if not self.is_looked_at:
            return LOOKING
        if self.stopped and not self._keeps:
            return NOT_KEPT
        try:
            if self.stopped:
                read_words(self.words.text())
        except Trouble:
            return "Mend what must be mended, or say why it goes out all the same."
        return ""

    @property
    def although(self) -> str:
        """What the version is called that leaves in spite of what stops it; empty where nothing does."""
        return although(self._article, self.stopped, self.words.text()) if self.stopped and not self.problem else ""

    def choose_formats(self, formats: Sequence[str]) -> None:
        """It is to leave in these formats: not all are stopped."""
        self._formats = tuple(formats)
        self._why.setVisible(bool(self.stopped) and self._keeps)

    def _on_looked(self, looked: Looked) -> None:
        from desk.checks.places import in_order

        self._found = in_order(self._article, looked.standing)
        self._show()
        self.changed.emit()

    def _on_failed(self, why: str) -> None:
        """Where the checks cannot be asked, that is said, and stops nothing."""
        self._found = ()
        self._show()
        self.title.setText(why)
        self.changed.emit()

    def _show(self) -> None:
        found = self._found
        if found is not None:
            self.title.setText("Before it leaves" if found else NOTHING)
            self._fill(found)
        self.mend.setVisible(bool(found))
        self._area.setVisible(bool(found))
        self._why.setVisible(bool(self.stopped) and self._keeps)

    def _fill(self, findings: Sequence[Finding]) -> None:
        from desk.checks.places import Places

        inside, places = QWidget(), Places(self._article)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GRID)
        for finding in findings:
            must, role = ("Must: ", "problem") if finding.blocks else ("", "label")
            said = with_quotes_apart(f"{must}{places.name(finding)}: {finding.message}")
            column.addWidget(Label(said, role, wraps=True))
        column.addStretch()
        self._area.setWidget(inside)
        self._area.setFixedHeight(min(MOST_HEIGHT, 44 * len(findings)))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.mend)
        self._area = QScrollArea(widgetResizable=True)
        self._why = QWidget()
        why = QVBoxLayout(self._why)
        why.setContentsMargins(0, look.GRID, 0, 0)
        why.setSpacing(4)
        label = Label(WHY)
        label.setBuddy(self.words)
        why.addWidget(label)
        why.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GRID)
        column.addLayout(head)
        column.addWidget(self._area)
        column.addWidget(self._why)

"""The pane of versions laid out: the list, name and way back at the side, the page and what it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.library.versions import Version
from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.icons import icon
from desk.ui.labels import Label, SmallLabel
from desk.ui.panes import MARGIN, bar
from desk.ui.picker import Picker
from desk.ui.preview_photos import Thumbnail
from desk.ui.tasks import Tasks
from desk.ui.version_list import VersionList
from desk.ui.version_page import VersionPage
from desk.ui.version_rows import NOW, choice
from desk.ui.wording import isolated

LIST_WIDTH, AGAINST_WIDTH = 312, 320
NAME_TIP = "A named version is kept for good (F2)"
BEFORE, WITH_NOW = -1, NOW
"""What the chosen version is compared with: the one before it, the story now; or any version's number."""


class Against(Picker):
    """What the chosen version is compared with: any other, by number, time and name."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Compared with")
        self.setMinimumWidth(AGAINST_WIDTH)
        self._numbers: list[int] = []
        """What the lines stand for."""

    @property
    def chosen(self) -> int:
        """BEFORE, WITH_NOW, or the number of a version."""
        return self._numbers[self.currentIndex()] if self._numbers else BEFORE

    def offer(self, versions: Sequence[Version], at: datetime) -> None:
        """Offer these versions, newest first; what is chosen stays so."""
        chosen = self.chosen
        self._numbers = [BEFORE, WITH_NOW, *(version.number for version in versions)]
        choices = (isolated(choice(version, at)) for version in versions)
        self.blockSignals(True)
        self.clear()
        self.addItems(["the version before", "the story now", *choices])  # at one go: there may be thousands
        self.setCurrentIndex(self._numbers.index(chosen) if chosen in self._numbers else 0)
        self.blockSignals(False)

    def forget(self) -> None:
        """Offer nothing, until another story's versions are known."""
        self._numbers = []
        self.clear()


class VersionsForm(QWidget):
    """The parts of the pane, in their places. What they do is the pane's."""

    def __init__(self, photo: Thumbnail, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("versions")
        self.setAccessibleName("Versions")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = VersionList()
        self.page = VersionPage(photo, tasks)
        self.against = Against()
        self.parts, self.legend, self.count = SmallLabel(), SmallLabel(), SmallLabel()
        self.previous = IconButton("chevron-up", "Previous change", "Previous change (Alt+Up)")
        self.next = IconButton("chevron-down", "Next change", "Next change (Alt+Down)")
        self.name = QLineEdit(placeholderText="Name, such as “As filed”", maxLength=80)
        self.name.setAccessibleName("Name of the version")
        self.name.setToolTip(NAME_TIP)
        self.restore = _button(
            "Go back to this version", "Makes a new version; it can be undone, and nothing is lost by it"
        )
        self.review = _button("Review changes since this one", "Every change since, in a list and in the text")
        self.close_button = _button("Back to the story", "Back to the story (Esc)")
        self.close_button.setProperty("role", "quiet")
        self._dress()
        self._lay_out()

    def _dress(self) -> None:
        self.restore.setIcon(icon("restore"))
        self.review.setIcon(icon("changes"))
        self.close_button.setIcon(icon("close"))

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._side())
        beside.addWidget(self._right(), 1)
        column = _column(self)
        column.addWidget(self._head())
        column.addLayout(beside, 1)

    def _head(self) -> QWidget:
        head, line = bar("photoDeskHead")
        line.addWidget(Label("Versions", "title"))
        line.addStretch()
        line.addWidget(self.close_button)
        return head

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(LIST_WIDTH)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, look.GRID, MARGIN, MARGIN)
        foot.setSpacing(look.GRID)
        foot.addWidget(self.name)
        foot.addWidget(self.restore)
        foot.addWidget(self.review)
        column = _column(side)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        return side

    def _right(self) -> QWidget:
        right = QFrame()
        against, line = bar("findBar")
        line.addWidget(Label("Compared with", "label"))
        line.addWidget(self.against)
        line.addStretch()
        for part in (self.count, self.previous, self.next):
            line.addWidget(part)
        told, below = bar("findBar")
        below.addWidget(self.parts, 1)
        below.addWidget(self.legend)
        column = _column(right)
        column.addWidget(against)
        column.addWidget(told)
        column.addWidget(self.page, 1)
        return right

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "close_button"):
            self._dress()

    def sizeHint(self) -> QSize:
        return QSize(3 * LIST_WIDTH, 600)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setMinimumHeight(look.TARGET + 2)
    return button


def _column(around: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column

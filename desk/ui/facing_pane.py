"""The source of a translation beside it: which of its paragraphs faces the one written, and what changed in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desk.article.languages import language
from desk.article.status import Status
from desk.library.siblings import Sibling
from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.facing_page import FacingPage, Source
from desk.ui.labels import Label
from desk.ui.panes import MARGIN, bar, empty_state
from desk.ui.picker import Picker
from desk.ui.wording import END_ISOLATE, ISOLATE

_ALONE = "This story has no versions in other languages.\n\nBegin a translation, or link a story that is here already."


class FacingPane(QFrame):
    """Shows one of the story's versions in other languages, to read while this one is written."""

    close_requested = Signal()
    chosen = Signal(str)
    """The ID of the version to show."""
    copy_requested = Signal()
    in_line_requested = Signal()
    begin_requested = Signal()
    photos_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("facing")
        self.setAccessibleName("The other language")
        self._shown = ""
        self.page = FacingPage()
        self.picker = Picker()
        self.picker.setAccessibleName("Language beside the text")
        self.previous = IconButton("chevron-up", "The change before", "The change before in the source")
        self.following = IconButton("chevron-down", "Next change", "The next change in the source")
        self.copy = QPushButton("Copy paragraph")
        self.copy.setToolTip("Put the paragraph of the source that comes next into the text (Ctrl+Alt+P)")
        self.photos = QPushButton("Take its photos")
        self.photos.setToolTip("Add the photos that the source has and this story lacks; captions are yours to write")
        self.in_line = QPushButton("In line now")
        self.in_line.setToolTip("This translation says what its source says now; it can be undone")
        self.done = QPushButton("Done")
        self.done.setProperty("role", "primary")
        self.done.setToolTip("Back to the story (Esc)")
        self.warning = Label("", "problem", wraps=True)
        self.begin = QPushButton("Language versions…")
        self._empty = _alone(self.begin)
        self._lay_out()
        self._join()
        self.setFocusProxy(self.page)
        self.show_siblings((), "")

    def _lay_out(self) -> None:
        head, line = bar("photoDeskHead")
        line.addWidget(self.picker, 1)
        line.addStretch()
        for button in (self.copy, self.photos, self.done):
            button.setMinimumHeight(look.TARGET + 2)
            line.addWidget(button)
        self._news, news = bar("facingNews")
        news.addWidget(self.warning, 1)
        for step in (self.previous, self.following):
            news.addWidget(step)
        news.addWidget(self.in_line)
        self.warning.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._news)
        column.addWidget(self.page, 1)
        column.addWidget(self._empty, 1)
        self.page.setViewportMargins(2 * MARGIN, MARGIN, 2 * MARGIN, MARGIN)

    def _join(self) -> None:
        self.picker.activated.connect(lambda row: self.chosen.emit(self.picker.itemData(row)))
        self.previous.clicked.connect(lambda: self.page.go_to_change(-1))
        self.following.clicked.connect(lambda: self.page.go_to_change(+1))
        self.copy.clicked.connect(self.copy_requested)
        self.photos.clicked.connect(self.photos_requested)
        self.in_line.clicked.connect(self.in_line_requested)
        self.done.clicked.connect(self.close_requested)
        self.begin.clicked.connect(self.begin_requested)

    def show_siblings(self, siblings: Sequence[Sibling], shown: str) -> None:
        """Offer these versions, and show the one of the ID `shown`; none are explained."""
        here = [one for one in siblings if one.article is not None]
        self.picker.clear()
        for one in here:
            self.picker.addItem(named(one), one.link.article)
        self.picker.setCurrentIndex(max(0, self.picker.findData(shown)))
        for widget in (self.page, self.picker, self.copy, self.photos):
            widget.setVisible(bool(here))
        self._empty.setVisible(not here)
        self._news.hide()

    def show_source(self, source: Source, face: QFont, *, new_photos: int) -> None:
        """Show this version, with what changed in it since the story was brought in line with it."""
        self.page.show_source(source, face)
        self.photos.setVisible(bool(new_photos))
        self._news.setVisible(source.is_behind)
        changed = source.changed
        places = "one place" if changed == 1 else f"{changed} places"
        known = f"The source changed in {places} since this was translated."
        gone = "The source changed since this was translated; no version tells what it said then, so read it all."
        self.warning.setText(known if source.is_known else gone)
        for step in (self.previous, self.following):
            step.setVisible(bool(changed))

    def sizeHint(self) -> QSize:
        return QSize(600, 600)


def _alone(begin: QPushButton) -> QWidget:
    """What the pane says of a story in one language, with the way to have more."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch()
    column.addWidget(empty_state(_ALONE))
    column.addWidget(begin, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch()
    return page


def named(sibling: Sibling) -> str:
    """A version as it is chosen: its language, its headline, and whether it is the source."""
    tongue = language(sibling.link.language)
    headline = sibling.article.headline if sibling.article else sibling.link.title
    killed = sibling.article is not None and sibling.article.status is Status.KILLED
    source = (" (source)" if sibling.is_source else "") + (" — killed" if killed else "")
    name, told = tongue.english or tongue.name, headline or "Untitled"
    return f"{ISOLATE}{name}{END_ISOLATE}{source} · {ISOLATE}{told}{END_ISOLATE}"

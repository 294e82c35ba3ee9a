"""The editor: headline and summary as large type above the body, scrolling with it as on a page."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk.article.changes import Change
from desk.article.session import Session
from desk.ui import look
from desk.ui.growing import GrowingField
from desk.ui.link_bar import LinkBar
from desk.ui.photo_chip import PhotoChips
from desk.ui.settings import COLUMNS, FACES, Settings
from desk.ui.thumbnails import Thumbnails
from desk.ui.writing import BodyEdit


class PageHeader(QFrame):
    """Headline and summary, as wide as the body's lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pageHeader")
        self.headline = GrowingField("headline", "Headline", "Headline", self)
        self.summary = GrowingField("summary", "Summary", "Summary: the story in a sentence or two", self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 40, 4, 24)
        self._column.setSpacing(12)
        self._column.addWidget(self.headline)
        self._column.addWidget(self.summary)

    def fit(self, width: int) -> None:
        """Take this width in pixels, and the height that the words need in it."""
        self.setFixedWidth(width)
        inside = width - self._column.contentsMargins().left() - self._column.contentsMargins().right()
        self.headline.fit(inside)
        self.summary.fit(inside)
        self._column.invalidate()
        self.resize(width, self._column.totalSizeHint().height())
        self._column.activate()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Page(BodyEdit):
    """The body with the header above its first paragraph, both scrolling as one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arranging = False
        self._measure = COLUMNS[1]
        self.header = PageHeader(self.viewport())
        self.header.headline.grown.connect(self._arrange)
        self.header.summary.grown.connect(self._arrange)
        self.verticalScrollBar().valueChanged.connect(self._place_header)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._centre()
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_header()

    def _centre(self) -> None:
        """Lines of the measure, in the middle of the pane, with a margin even in a narrow one."""
        wanted = int(QFontMetrics(self.document().defaultFont()).averageCharWidth() * self._measure) + 8
        margin = max(3 * look.GRID, (self.width() - wanted) // 2)
        bar = self.verticalScrollBar()
        taken = bar.width() if bar.isVisible() else 0  # lines must not wrap anew because a scroll bar appears
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(margin - taken * mirrored, 0, margin - taken * (not mirrored), 0)

    def _arrange(self) -> None:
        if self._arranging:
            return
        self._arranging = True
        self.header.fit(self.viewport().width())
        self.set_header_height(self.header.height())
        self._place_header()
        self._arranging = False

    def _place_header(self) -> None:
        self.header.move(0, -self.verticalScrollBar().value())

    def rearrange(self, measure: int) -> None:
        """Lay the page out anew, after the type changed its size or the column its characters in a line."""
        self._measure = measure
        self._centre()
        self._arrange()


class EditorPane(QWidget):
    """Where the open article is written."""

    caret_moved = Signal(int)
    photos_pasted = Signal(QMimeData)

    def __init__(self, thumbnails: Thumbnails | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = Page(self)
        self.link_bar = LinkBar(self)
        if thumbnails is not None:
            self.page.show_photos_with(PhotoChips(thumbnails.pixmap))
            thumbnails.ready.connect(lambda _media: self.page.viewport().update())
        self.headline, self.summary = self.page.header.headline, self.page.header.summary
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.link_bar)
        self._column.addWidget(self.page, 1)
        self._session: Session | None = None
        self._join_fields()
        self.set_type(13)
        self.setMinimumWidth(300)

    def _join_fields(self) -> None:
        self.headline.is_first = True
        self.headline.paste_lines = self.page.paste_headed
        self.headline.left.connect(lambda way: self._focus(self.summary) if way > 0 else None)
        self.summary.left.connect(lambda way: self._focus(self.page if way > 0 else self.headline))
        self.page.left_upwards.connect(lambda: self._focus(self.summary))
        self.page.caret_moved.connect(self.caret_moved)
        self.page.photos_pasted.connect(self.photos_pasted)
        self.link_bar.closed.connect(lambda: self._focus(self.page))
        self.setFocusProxy(self.page)

    def show_find_bar(self, bar: QWidget) -> None:
        """Have the bar that finds words above the text."""
        self._column.insertWidget(0, bar)

    def cursor_with_focus(self) -> QTextCursor | None:
        """The caret and selection of whichever text has the keys; the body's where none has."""
        for field in (self.headline, self.summary):
            if field.hasFocus():
                return field.textCursor()
        return self.page.textCursor() if self._session else None

    @property
    def session(self) -> Session | None:
        """The open article's session."""
        return self._session

    def show_session(self, session: Session | None, caret: int = 0) -> None:
        """Show another article, with the caret where it was left."""
        self._session = session
        self.headline.show_session(session)
        self.summary.show_session(session)
        self.page.show_session(session, caret)
        if caret == 0:
            self.page.verticalScrollBar().setValue(0)

    def start_writing(self) -> None:
        """Put the caret where writing goes on: in the headline of a blank story, else in the body."""
        blank = self._session is not None and not self._session.article.headline and not self._session.article.body
        self._focus(self.headline if blank else self.page)

    def set_type(self, points: float, face: str = FACES[0], measure: int = COLUMNS[1]) -> None:
        """The body's letters and their size, headline and summary in proportion; characters in a line."""
        self.page.set_writing_font(look.writing_font(points, face=face))
        self.headline.set_writing_font(look.writing_font(points * 1.85, bold=True, face=face))
        self.summary.set_writing_font(look.writing_font(points * 1.15, face=face))
        self.page.rearrange(measure)

    def take_settings(self, settings: Settings) -> None:
        """Show the text as the person likes it."""
        self.set_type(settings.text_size, settings.face, settings.column)
        self.page.set_focus_mode(settings.focus)
        self.page.set_typewriter(settings.flag("typewriter", False))

    def refresh_look(self) -> None:
        """Take the colours of the scheme in force."""
        self.page.refresh_look()

    def apply_to_body(self, change: Change | None) -> None:
        """Make a change that a button or a menu asked for, as a step of its own."""
        if change is None or self._session is None:
            return
        self._session.apply_alone(change, "format")
        self._focus(self.page)

    def _focus(self, field: QWidget) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, GrowingField):
            field.moveCursor(QTextCursor.MoveOperation.End)
            self.page.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

"""The photo desk: all photos of a story on a sheet, one of them large, and their words, beside the text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desk.article.changes import BodyChange
from desk.article.session import Applied, Session
from desk.ui import look
from desk.ui.icons import drawing, icon
from desk.ui.labels import Label
from desk.ui.origin import Origins
from desk.ui.panes import MARGIN, empty_state, scrolled
from desk.ui.photo_acts import ActsLine, PhotoActs
from desk.ui.photo_sheet import PhotoSheet
from desk.ui.photo_tiles import SEEN_ON_TILES, tiles_of
from desk.ui.photo_words import ORIGIN, PhotoWords
from desk.ui.photos_shown import BLANK, FILLED, NO_STORY, PhotosShown
from desk.ui.stage import Stage
from desk.ui.thumbnails import Thumbnails
from desk.ui.wording import going_on

SHEET = (200, 260)
WORDS = (300, 340)
"""The least and the most pixels across."""
EMPTY = "Drop photos or a folder here, paste a picture (Ctrl+V),\nor add them from files."


class PhotoDesk(PhotosShown):
    """The pane. What comes from outside goes out by signals first: the window gives it to the PhotoIntake."""

    add_requested = Signal()
    insert_requested = Signal(str)
    replace_requested = Signal(str)
    close_requested = Signal()

    def __init__(
        self, thumbnails: Thumbnails, completions: Callable[[str, str], list[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(thumbnails, parent)
        self.setObjectName("photoDesk")
        self.setAccessibleName("Photo desk")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._make_parts(completions)
        self._lay_out()
        self._join()
        self.show_session(None)

    # building

    def _make_parts(self, completions: Callable[[str, str], list[str]]) -> None:
        self.sheet = PhotoSheet(self.thumbnails)
        self.stage = Stage(self.thumbnails.library.thumbnail, self.thumbnails.tasks)
        self.words = PhotoWords(completions, Origins(self.thumbnails, self))
        self.acts = PhotoActs(ORIGIN, self)
        self.line = ActsLine(self.acts)
        self.title = Label(role="title")
        self.add_button = QPushButton(going_on("Add…"))
        self.first_button = QPushButton(going_on("Add photos…"))
        self.close_button = QPushButton("Back to the story")
        for button, role, tip in (
            (self.add_button, "quiet", "Add photos from files (Ctrl+Shift+A)"),
            (self.first_button, "primary", "Add photos from files (Ctrl+Shift+A)"),
            (self.close_button, "quiet", "Back to the story (Esc)"),
        ):
            button.setProperty("role", role)
            button.setToolTip(tip)
            button.setMinimumHeight(look.TARGET + 2)
        self._dress()

    def _dress(self) -> None:
        """Take the colours of the scheme in force."""
        self.add_button.setIcon(icon("plus"))
        self.close_button.setIcon(icon("close"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addLayout(self._stack, 1)  # first: pages of a stack that is in no pane would flash
        self._stack.addWidget(empty_state("Open a story, and its photos stand here."))
        self._stack.addWidget(self._blank())
        self._stack.addWidget(self._filled())

    def _head(self) -> QWidget:
        head = QFrame()
        head.setObjectName("photoDeskHead")
        line = QHBoxLayout(head)
        line.setContentsMargins(MARGIN, look.GRID // 2, look.GRID, look.GRID // 2)
        line.setSpacing(look.GRID)
        line.addWidget(self.title)
        line.addWidget(self.add_button)
        line.addStretch()
        line.addWidget(self.close_button)
        return head

    def _blank(self) -> QWidget:
        """An empty desk says what may be done, in its middle."""
        page = QWidget()
        self._blank_picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        invitation = QLabel("No photos yet", alignment=Qt.AlignmentFlag.AlignCenter)
        invitation.setProperty("role", "title")
        ways = QLabel(EMPTY, alignment=Qt.AlignmentFlag.AlignCenter)
        ways.setProperty("role", "hint")
        column = QVBoxLayout(page)
        column.setSpacing(2 * look.GRID)
        column.addStretch(2)
        for part in (self._blank_picture, invitation, ways):
            column.addWidget(part)
        column.addWidget(self.first_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _filled(self) -> QWidget:
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        for part, (least, most) in ((self.sheet, SHEET), (self.stage, (0, 0)), (self._beside(), WORDS)):
            self.columns.addWidget(part)
            if most:
                part.setMinimumWidth(least)
                part.setMaximumWidth(most)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([232, 440, 308])
        return self.columns

    def _beside(self) -> QWidget:
        """What can be done with the photos selected, above their words."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, look.GRID, 0, 0)
        column.setSpacing(0)
        around = QHBoxLayout()
        around.setContentsMargins(MARGIN, 0, MARGIN, 0)
        around.addWidget(self.line)
        column.addLayout(around)
        column.addWidget(scrolled(self.words), 1)
        return page

    def _join(self) -> None:
        self.sheet.chosen.connect(self._show_chosen)
        self.sheet.removal_wanted.connect(self.acts.remove)
        self.sheet.move_wanted.connect(self.acts.move)
        self.sheet.edit_wanted.connect(self.words.start_editing)
        self.sheet.dismissal_wanted.connect(self._dismiss)
        self.sheet.menu_wanted.connect(self._show_menu)
        self.acts.insert_requested.connect(self.insert_requested)
        self.acts.replace_requested.connect(self.replace_requested)
        self.add_button.clicked.connect(self.add_requested)
        self.first_button.clicked.connect(self.add_requested)
        self.close_button.clicked.connect(self.close_requested)

    # showing

    def show_session(self, session: Session | None) -> None:
        """Show the photos of another article."""
        self._watch(session)
        self.sheet.show_tiles(())
        self._recount()

    def choose(self, photo_id: str) -> None:
        """Select a photo."""
        self.sheet.select((photo_id,))

    def chosen_photo(self) -> str:
        """The ID of the photo that stands large, or empty."""
        return self.sheet.photo_id if self._session is not None else ""

    def _on_applied(self, applied: Applied) -> None:
        before, after = applied.before, applied.after
        self._follow_body(applied)
        if any(getattr(before, part) != getattr(after, part) for part in SEEN_ON_TILES):
            self._show_tiles()
        if not isinstance(applied.change, BodyChange):
            self.words.follow(applied)
            self.stage.follow(applied)

    def _show_tiles(self) -> None:
        article = self._session.article if self._session else None
        self.sheet.show_tiles(tiles_of(article, self._uses, self._awaited) if article else ())
        count = len(article.photos) if article else 0
        self.title.setText(f"Photos of this story · {count}" if count else "Photos of this story")
        has_tiles = bool(self.sheet.tiles.tiles)
        had_keys = self.page == BLANK and self.window().focusWidget() in (self, self.first_button)
        self._stack.setCurrentIndex(NO_STORY if article is None else FILLED if has_tiles else BLANK)
        self.add_button.setVisible(self.page == FILLED)
        if had_keys and self.page == FILLED:
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)
        self._blank_picture.setPixmap(drawing("photo", look.colours().faint, 64))

    def _show_chosen(self) -> None:
        ids = self.sheet.photo_ids if self._session is not None else ()
        self.acts.show_photos(self._session, ids)
        self.line.refresh()
        self.words.show_photos(self._session, ids)
        self.words.setVisible(bool(ids))
        self.line.setVisible(bool(ids))
        self.stage.show_photo(self._session, self.chosen_photo(), len(ids))

    # doing

    def menu(self) -> QMenu:
        """What can be done with the tiles selected; empty where there is nothing."""
        menu = self.acts.menu(self) if self.sheet.photo_ids else QMenu(self)
        if self.sheet.photo_ids:
            menu.addActions(self.actions())
        for key in self.sheet.troubled:
            menu.addAction(icon("close"), "Dismiss", partial(self._dismiss, key))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if not menu.isEmpty():
            menu.exec(at)
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.close_requested.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys are the sheet's, where there is one; else the desk keeps them, for a paste."""
        super().focusInEvent(event)
        if self.page == FILLED:
            self.sheet.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
            self._blank_picture.setPixmap(drawing("photo", look.colours().faint, 64))

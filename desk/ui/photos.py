"""Photos: the photos of the open article in their order, and the words that belong to the one selected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from desk.article import edits
from desk.article.changes import BodyChange, Change
from desk.article.model import Article
from desk.article.session import Applied, Session
from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.icons import drawing, icon
from desk.ui.labels import SmallLabel
from desk.ui.origin import Origins
from desk.ui.panes import MARGIN, empty_state, scrolled
from desk.ui.photo_acts import MAKE_LEAD, UNMAKE_LEAD
from desk.ui.photo_form import ORIGIN, PhotoForm
from desk.ui.photo_list import PhotoList
from desk.ui.photo_tiles import SEEN_ON_TILES, tiles_of
from desk.ui.photos_shown import BLANK, FILLED, NO_STORY, PhotosShown
from desk.ui.thumbnails import Thumbnails
from desk.ui.wording import going_on

LIST_SHARE = 0.4
"""How much of the pane's height its list may have; the rest is for the words of the photo selected."""
EMPTY = "Drop photos here, paste one,\nor add from a file."


class PhotosPane(PhotosShown):
    """The pane. What comes from outside goes out by signals first: the window gives it to the PhotoIntake."""

    add_requested = Signal()
    insert_requested = Signal(str)
    replace_requested = Signal(str)
    desk_requested = Signal(str)
    """The photo, if any, that is to be shown large."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(thumbnails, parent)
        self._origins = Origins(thumbnails, self)
        self._origins.known.connect(lambda _media: self._ask_of_chosen())
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Photos")
        self._make_parts()
        self._lay_out()
        self._join()
        self.show_session(None)

    # building

    def _make_parts(self) -> None:
        self.list = PhotoList(self.thumbnails)
        self.form = PhotoForm()
        self.count = SmallLabel()
        self.add_button = QPushButton(going_on("Add…"))
        self.lead_button = QPushButton(MAKE_LEAD)
        self.insert_button = QPushButton("Insert in text")
        self.remove_button = IconButton("bin", "Remove the photo", "Remove the photo (Delete)")
        self.first_button = QPushButton(going_on("Add photos…"))
        self.first_button.setProperty("role", "primary")
        self.add_button.setProperty("role", "quiet")
        for button, tip in (
            (self.add_button, "Add photos from files (Ctrl+Shift+A)"),
            (self.first_button, "Add photos from files (Ctrl+Shift+A)"),
            (self.lead_button, "The lead photo stands above the text"),
            (self.insert_button, "Put the photo into the text where the caret is"),
        ):
            button.setToolTip(tip)
            button.setMinimumHeight(look.TARGET + 2)
        self.desk_button = IconButton("enlarge", "Photo desk", "Photo desk: all photos large (F4)")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)  # first: pages of a stack that is in no pane would flash
        self._stack.addWidget(empty_state("Open a story, and its photos stand here."))
        self._stack.addWidget(self._blank())
        self._stack.addWidget(self._filled())

    def _blank(self) -> QWidget:
        """An empty pane says what may be done, in its middle."""
        page = QWidget()
        self._blank_picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        words = QLabel(EMPTY, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        words.setProperty("role", "hint")
        column = QVBoxLayout(page)
        column.setContentsMargins(3 * look.GRID, MARGIN, 3 * look.GRID, MARGIN)
        column.setSpacing(2 * look.GRID)
        column.addStretch(2)
        column.addWidget(self._blank_picture)
        column.addWidget(words)
        column.addWidget(self.first_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _filled(self) -> QWidget:
        """List and form scroll each by itself, one below the other: the wheel means whichever it is over."""
        page = QWidget()
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, look.GRID, MARGIN, 0)
        head.setSpacing(look.GRID)
        head.addLayout(_line(self.count, None, self.desk_button, self.add_button))
        head.addWidget(self.list)
        self._tools = QWidget()
        tools = _line(self.lead_button, self.insert_button, None, self.remove_button)
        tools.setSpacing(look.GRID // 2)
        self._tools.setLayout(tools)
        head.addWidget(self._tools)
        self.form_area = scrolled(self.form)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GRID // 2)
        column.addLayout(head)
        column.addWidget(self.form_area, 1)
        return page

    def _join(self) -> None:
        self.list.chosen.connect(self._show_chosen)
        self.list.removal_wanted.connect(self._remove)
        self.list.move_wanted.connect(lambda photo_id, to: self._do(edits.move_photo, photo_id, to))
        self.list.edit_wanted.connect(self.form.start_editing)
        self.list.large_wanted.connect(self.desk_requested)
        self.list.dismissed.connect(self._dismiss)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.desk_button.clicked.connect(lambda: self.desk_requested.emit(self.chosen_photo()))
        self.add_button.clicked.connect(self.add_requested)
        self.first_button.clicked.connect(self.add_requested)
        self.lead_button.clicked.connect(lambda: self._toggle_lead(self.chosen_photo()))
        self.insert_button.clicked.connect(lambda: self.insert_requested.emit(self.chosen_photo()))
        self.remove_button.clicked.connect(lambda: self._remove(self.chosen_photo()))

    # showing

    def show_session(self, session: Session | None) -> None:
        """Show the photos of another article."""
        self._watch(session)
        self.list.show_tiles(())
        self.form.show_photo(session, "")
        self._recount()

    def show_caption(self, photo_id: str, start: int | None = None, end: int = 0) -> None:
        """Show a photo's form, with the caption to be changed, or with a stretch of it selected."""
        if self.choose(photo_id):
            self.form.select_caption(start, end)

    def choose(self, photo_id: str) -> bool:
        """Select a photo; False where the story has none of that ID."""
        place = self.list.tiles.place_of(photo_id)
        self.list.choose_place(place)
        return place >= 0

    def chosen_photo(self) -> str:
        """The ID of the photo selected, or empty."""
        return self.list.photo_id if self._session is not None else ""

    def _on_applied(self, applied: Applied) -> None:
        before, after = applied.before, applied.after
        self._follow_body(applied)
        if not isinstance(applied.change, BodyChange):
            self.form.follow(applied)
        if any(getattr(before, part) != getattr(after, part) for part in SEEN_ON_TILES):
            self._show_tiles()

    def _show_tiles(self) -> None:
        if self._session is not None:
            self.list.show_tiles(tiles_of(self._session.article, self._uses, self._awaited))
            count = len(self._session.article.photos)
            self.count.setText("1 photo" if count == 1 else f"{count} photos")
        self._show_page()

    def _show_page(self) -> None:
        has_tiles = bool(self.list.tiles.tiles)
        self._stack.setCurrentIndex(NO_STORY if self._session is None else FILLED if has_tiles else BLANK)
        self._blank_picture.setPixmap(drawing("photo", look.colours().faint, 48))

    def _show_chosen(self, photo_id: str) -> None:
        article = self._session.article if self._session else None
        self._tools.setVisible(bool(photo_id))
        self.form.setVisible(bool(photo_id))
        self.form.show_photo(self._session, photo_id)
        is_lead = article is not None and photo_id == article.lead
        self.lead_button.setText(UNMAKE_LEAD if is_lead else MAKE_LEAD)
        self._ask_of_chosen()

    def _ask_of_chosen(self) -> None:
        """Ask the file of the photo that is seen what it tells: none is opened for a pane that is not seen."""
        photo = self._session.article.photo(self.form.photo_id) if self._session and self.isVisible() else None
        if photo is not None:
            self.form.show_trace(self._origins.trace(photo.media))

    # doing

    def _do(self, edit: Callable[..., Change | None], *details: object) -> None:
        """Make an edit as a step of its own."""
        change = edit(self._session.article, *details) if self._session else None
        if change is not None and self._session is not None:
            self._session.apply_alone(change, ORIGIN)

    def _remove(self, photo_id: str) -> None:
        self._do(edits.remove_photo, photo_id)

    def _toggle_lead(self, photo_id: str) -> None:
        is_lead = self._session is not None and self._session.article.lead == photo_id
        self._do(edits.set_lead, "" if is_lead else photo_id)

    def _dismiss_all(self) -> None:
        if self._intake is not None and self._session is not None:
            self._intake.dismiss_all(self._session)

    def menu_for(self, photo_id: str) -> QMenu:
        """What can be done with a photo."""
        place, article = self.list.tiles.place_of(photo_id), self._session.article if self._session else Article()
        menu = QMenu(self)
        menu.addAction(icon("enlarge"), "Show large", lambda: self.desk_requested.emit(photo_id))
        menu.addAction(icon("insert"), "Insert in text", lambda: self.insert_requested.emit(photo_id))
        lead = UNMAKE_LEAD if article.lead == photo_id else MAKE_LEAD
        menu.addAction(icon("star"), lead, lambda: self._toggle_lead(photo_id))
        menu.addSeparator()
        for text, to in (("Move up", place - 1), ("Move down", place + 1)):
            action = menu.addAction(text, partial(self._do, edits.move_photo, photo_id, to))
            action.setEnabled(0 <= to < len(article.photos))
        menu.addSeparator()
        menu.addAction(icon("replace"), going_on("Replace file…"), lambda: self.replace_requested.emit(photo_id))
        menu.addAction(icon("bin"), "Remove", lambda: self._remove(photo_id))
        menu.addActions(self.actions())
        return menu

    def menu_for_trouble(self, key: int) -> QMenu:
        """What can be done with a file that could not be added."""
        menu = QMenu(self)
        menu.addAction(icon("close"), "Dismiss", lambda: self._dismiss(key))
        menu.addAction("Dismiss all", self._dismiss_all)
        return menu

    def _show_menu(self, at: QPoint) -> None:
        tile = self.list.tile
        if tile is not None and (tile.photo or tile.trouble):
            menu = self.menu_for(tile.photo.id) if tile.photo else self.menu_for_trouble(int(tile.key))
            menu.exec(self.list.viewport().mapToGlobal(at))
            menu.deleteLater()

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_of_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.set_room(int(self.height() * LIST_SHARE))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_page()


def _line(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets in a line; None is where what is left of it goes."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(look.GRID)
    for part in parts:
        if part is None:
            line.addStretch()
        else:
            line.addWidget(part)
    return line

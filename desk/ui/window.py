"""The window: shelf, editor, preview and sidebar side by side, joined to one workspace.

What is not seen at first is made after the first paint, piece by piece so that keys are heard in between, or when it
is asked for sooner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desk.article.trouble import Trouble
from desk.ui import look
from desk.ui.deeds import Deeds
from desk.ui.desk_parts import DeskParts
from desk.ui.elsewhere import Elsewhere
from desk.ui.settings import Settings
from desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent

    from desk.article.model import Article
    from desk.article.session import Session
    from desk.library import Version
    from desk.ui.exporting import Order


Steps = tuple[tuple[str, tuple[str, ...]], ...]
FIRST: Steps = (
    ("status", ()),
    ("sidebar", ()),
    ("shelf", ("desk.library.finding", "desk.ui.shelf")),
    (
        "editor",
        (
            *("desk.article.session", "desk.article.edits", "desk.article.formatting", "desk.ui.growing"),
            *("desk.ui.body", "desk.ui.editor", "desk.checks", "desk.ui.find_bar"),
        ),
    ),
)
"""What is made after the first paint until a story can be shown, in this order, and the modules of each part that
take some milliseconds to load."""
SECOND: Steps = (
    ("details", ("desk.ui.chips", "desk.ui.details")),
    ("preview", ("desk.article.markup", "desk.formats", "desk.ui.preview")),
)
"""What is seen beside the story."""
WEB_ENGINE = ("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "desk.ui.preview_web")
LAST: Steps = (
    ("in_step", ()),
    ("photos", ("desk.ui.photos",)),
    ("outline", ()),
    ("notice", ()),
    ("originals", ("desk.ui.originals",)),
    ("copies", ()),
    ("long_sentences", ()),
    ("spelling", ("desk.checks.spelling", "desk.ui.spelling")),
    ("comment_marks", ("desk.ui.comment_marks",)),
    ("comment_notes", ("desk.ui.comment_notes",)),
    ("comments_pane", ("desk.library.open_comments", "desk.ui.comments_pane")),
    ("comment_drafts", ()),
    ("checks_pane", ("desk.ui.findings", "desk.ui.checks_pane")),
    ("review_pane", ("desk.ui.reviewing", "desk.ui.review_shown", "desk.ui.review_pane")),
)
"""What is not seen, while the web engine's own processes begin."""


class MainWindow(DeskParts):
    """Has the parts show what happens in the workspace."""

    refused = Signal(object)
    """Why there is no library to write to: the Trouble."""
    can_write = Signal()
    """Shelf and editor are there: a story may be opened."""
    closed = Signal()
    """The window is gone, and the library is let go."""
    made = Signal()
    """All parts are there, and the story that is shown first."""

    def __init__(self, workspace: Workspace, settings: Settings, *, opens_story: bool = False) -> None:
        """`opens_story` says that a story is about to be opened: the window has room for it from the first."""
        super().__init__(workspace, settings)
        self._opens_story = opens_story
        self._leaves_photos = False
        self.setAcceptDrops(True)
        self.deeds = Deeds(self)
        self.elsewhere = Elsewhere(self)
        self.make_seen()
        self._join()
        self.recall_layout(opens_story)
        self._to_make = self._make_late_parts()
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_next)
        self.painted.connect(self._making.start)

    def _join(self) -> None:
        space, deeds = self.workspace, self.deeds
        space.opened.connect(self._show_session)
        space.stepped.connect(self._on_stepped)
        space.written.connect(lambda moment: self.status.show_written(moment))
        space.saved.connect(self._on_saved)
        space.told.connect(deeds.tell)
        space.mended.connect(deeds.tell_mended)
        space.mended.connect(lambda: self._name(space.article))
        space.recovered.connect(deeds.tell_recovered)
        space.others.came_in.connect(deeds.tell_came_in)
        space.shelf_changed.connect(self._ask_if_empty)
        space.acts.changed.connect(lambda: self.commands.refresh("undo", "redo"))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _make_late_parts(self) -> Iterator[None]:
        """Make what is not seen at first, pausing where keys may be heard."""
        try:
            self.workspace.library  # noqa: B018 - it is opened now
        except Trouble as trouble:
            self.refused.emit(trouble)
            return
        yield from self._make(FIRST)
        self._begin()
        yield from self._make(SECOND)
        self._making.setInterval(5)
        while self.workspace.is_opening:
            yield
        self._making.setInterval(0)
        yield from self._start_preview()
        yield from self._make(LAST)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._follow_system())
        self.backups.start()
        self.made.emit()

    def begin_again(self) -> None:
        """Open the library after all: it was refused, and is another now."""
        self._to_make = self._make_late_parts()
        QTimer.singleShot(0, self._making.start)  # once the attempt that was refused has ended

    def _make(self, steps: Steps) -> Iterator[None]:
        for part, modules in steps:
            yield from _load(modules)
            getattr(self, part)
            yield

    def _begin(self) -> None:
        """Have a story opened, where one is to be."""
        self.can_write.emit()
        if not self.workspace.is_opening and self.workspace.session is None:
            if self._opens_story:  # the one that was open last is in another library
                self._show_session(None, 0)
            self._ask_if_empty()

    def _start_preview(self) -> Iterator[None]:
        """Bring the web view up, which takes longest, once the story is shown in the editor."""
        from desk.article.markup import prepare

        yield from _load(WEB_ENGINE)
        self.workspace.tasks.run(prepare, lambda _none: None)
        self.preview.start()
        yield

    def _make_next(self) -> None:
        if next(self._to_make, self) is self:
            self._making.stop()

    # what happens

    def _show_session(self, session: Session | None, caret: int) -> None:
        self._opens_story = False
        if session is None or (self.deeds.are_versions_open() and self.versions.story != session.article.id):
            self.close_wide()
        self.middle.setCurrentWidget(self.welcome if session is None else self.editor)
        self.show_panes(session is not None)
        self.editor.show_session(session, caret)
        self.find_bar.show_session(session)
        for pane in self.followers():
            pane.show_session(session)
        self.show_desk(session)
        self.status.show_session(session, self.workspace.kept_as_it_is)
        if session is not None and self.workspace.unwritten.has(session.article):
            self.status.show_trouble()
        self._name(session.article if session else None)
        self.commands.refresh()
        if session is not None and not self.shelf.isAncestorOf(QApplication.focusWidget() or self):
            self.editor.start_writing()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """What is possible depends on where the caret is; the page shows when it has the keys."""
        self.commands.refresh()
        if "preview" in vars(self):
            from desk.ui.labels import set_role

            set_role(self.preview, now is not None and self.preview.isAncestorOf(now), "active")

    def _on_stepped(self, _applied: object) -> None:
        article = self.workspace.article
        self.status.recount_soon()
        if self.workspace.unwritten.in_trouble:
            self.status.show_trouble()
        self.commands.refresh("undo", "redo")
        self.commands.refresh_soon()
        if article is not None:
            self._name(article)

    def _name(self, article: Article | None) -> None:
        """The window is named after the story; Qt's mark for a title's changed state is not used."""
        from desk.ui.custody import title as titled

        title = "Desk" if article is None else titled(article, self.workspace.library.author)
        if self.workspace.library.reads_only:
            title = f"{title} (can only be read)"
        if self.windowTitle() != title:
            self.setWindowTitle(title)

    def _on_saved(self, version: Version) -> None:
        self.status.show_version(version)

    def export(self, article: Article, order: Order) -> None:
        """Write an article out, off the GUI thread."""
        self.exporter.write(article, order, self.deeds.options())

    def _ask_if_empty(self) -> None:
        """An empty library is welcomed; one with stories only says that none is open."""
        if self.workspace.session is None:
            self.workspace.tasks.run(self.workspace.library.is_empty, self._show_welcome)

    def _show_welcome(self, is_empty: bool) -> None:
        self.welcome.show_for(empty_library=is_empty)
        if self.middle.currentIndex() == 0 and not self._opens_story:
            self.middle.setCurrentWidget(self.welcome)
            self.welcome.new.setFocus()

    def pane_stops(self) -> list[QWidget]:
        """What F6 goes to: the panes that are seen, in their order."""
        page: QWidget | None = self.preview.view
        wide = self.versions.list if self.deeds.are_versions_open() else self.wide_pane
        stops = (self.shelf.search, self.editor.page, page, self.sidebar.tabBar(), wide)
        return [stop for stop in stops if stop is not None and stop.isVisible()]

    # how it looks

    def take_settings(self) -> None:
        """Let changed settings hold from now on."""
        self.workspace.library.set_author(self.settings.author)
        self.editor.take_settings(self.settings)
        self.refresh_look()

    def _follow_system(self) -> None:
        if self.settings.appearance == "system":
            self.refresh_look()

    def refresh_look(self) -> None:
        """Take the colours of the scheme in force, light or dark."""
        look.dress(application(), self.settings.appearance)
        self.commands.refresh_icons()
        self.editor.refresh_look()
        self.sidebar.update()
        self.preview.reload()

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files that no pane took are stories."""
        from desk.ui.photo_drop import files_of

        self.deeds.take_files(files_of(event.mimeData()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self._close_one():
            super().keyPressEvent(event)

    def _close_one(self) -> bool:
        """Escape closes what was opened over the text, the last first; whether anything was."""
        closers = ((self.notice, self.notice.hide), (self.editor.link_bar, self.editor.link_bar.leave))
        for widget, close in (*closers, (self.find_bar, self.find_bar.leave)):
            if widget.isVisible():
                close()
                return True
        if self.is_wide:
            self.deeds.photos.close_desk()
            self.deeds.close_versions()
            self.deeds.imports.close_wide()
            self.deeds.copy_desk.siblings.close_facing()
            self.deeds.copy_desk.review.paper.close()
            return True
        if self.isFullScreen():
            self.deeds.full_screen()
            return True
        return False

    def _is_reading_photos(self) -> bool:
        """Whether photos would be lost that are still being read; asked once, in place."""
        unread = self.photo_intake.unread if "photo_intake" in vars(self) else 0
        if not unread or self._leaves_photos:
            return False
        counted = "One photo is" if unread == 1 else f"{unread} photos are"
        self.notice.tell(f"{counted} still being read and would be lost.", [("Quit without them", self._quit_anyway)])
        return True

    def _quit_anyway(self) -> None:
        self._leaves_photos = True
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if "notice" in vars(self):
            self.notice.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_reading_photos() or self.elsewhere.keeps_open():
            event.ignore()
            return
        self._making.stop()
        self.keep_layout()
        made = vars(self)
        self.deeds.copy_desk.handover.cancel()
        self.deeds.copy_desk.correcting.close()
        for worker in ("exporter", "intake", "photo_intake"):
            if worker in made:
                made[worker].cancel()
        for name in ("backups", "preview", "versions", "beside"):
            if name in made:
                made[name].stop()
        if "_fields" in made:
            self.unread.close()
        if "comment_drafts" in made:
            self.comment_drafts.close()
        for part in ("copies", "spelling"):
            if part in made:
                made[part].close()
        self.workspace.close()
        self.closed.emit()
        super().closeEvent(event)

    def come_to_front(self) -> None:
        """Be seen and have the keys."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()


def _load(modules: Sequence[str]) -> Iterator[None]:
    for module in modules:
        import_module(module)
        yield


def application() -> QApplication:
    """Qt's application object, which is there before any window."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app

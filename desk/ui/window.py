"""The window: shelf, editor, preview and sidebar side by side, joined to one workspace."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from desk.article.markup import prepare
from desk.article.model import Article
from desk.article.session import Session
from desk.library import Version
from desk.ui import drawing, look
from desk.ui.catalogue import catalogue, fill_menus, fill_tools
from desk.ui.commands import Commands
from desk.ui.deeds import Deeds
from desk.ui.details import DetailsPane
from desk.ui.editor import EditorPane
from desk.ui.exporting import Exported, Exporter, Order
from desk.ui.find_bar import FindBar
from desk.ui.in_step import InStep
from desk.ui.intake import Intake
from desk.ui.notice import Notice
from desk.ui.outline import OutlinePane
from desk.ui.palette import CommandPalette
from desk.ui.photo_intake import PhotoIntake
from desk.ui.photos import PhotosPane
from desk.ui.preview import PreviewPane
from desk.ui.settings import Settings
from desk.ui.shelf import ShelfPane
from desk.ui.showing import StoryShows
from desk.ui.statusline import StatusLine
from desk.ui.thumbnails import Thumbnails
from desk.ui.unread import UnreadTexts
from desk.ui.welcome import Welcome
from desk.ui.workspace import Workspace

PANES = ("shelf", "preview", "sidebar")
SHELF_WIDTHS, SIDEBAR_WIDTHS = (236, 280), (280, 340)
"""Least and most pixels of shelf and sidebar when the window is opened first; a wide one is for the words."""
ROOMY = QSize(1440, 900)
"""The window's first size in pixels; on a screen that is no larger it fills the screen."""
EDITOR_SHARE = 0.56
"""How much of the rest is the editor's, beside the preview."""


class MainWindow(QMainWindow):
    """Lays the panes out, remembers how, and joins what one tells to what another shows."""

    painted = Signal()
    """The window has been painted for the first time."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace, self.settings = workspace, settings
        self.setWindowTitle("Desk")
        self.notice = Notice()
        self.deeds = Deeds(self)
        self._make_panes()
        self._lay_out()
        self.commands = Commands(self, catalogue(self.deeds))
        fill_menus(self.menuBar(), self.commands)
        fill_tools(self._tools, self.commands)
        self.palette_pane = CommandPalette(self, self.commands.all())
        self._join()
        self._recall_layout()
        self._ask_if_empty()
        self._first_paint = True
        self._layout_changed = QTimer(self, interval=500, singleShot=True)
        self._layout_changed.timeout.connect(self._keep_layout)
        self.splitter.splitterMoved.connect(lambda _at, _pane: self._layout_changed.start())
        self.sidebar.currentChanged.connect(lambda _tab: self._layout_changed.start())

    # building

    def _make_panes(self) -> None:
        library, tasks = self.workspace.library, self.workspace.tasks
        self.thumbnails = Thumbnails(library, tasks)
        self.photo_intake = PhotoIntake(library, tasks, self, is_open=lambda story: story is self.workspace.session)
        self.shelf = ShelfPane(self.workspace, self.thumbnails)
        self.editor = EditorPane(self.thumbnails)
        self.editor.take_settings(self.settings)
        self.preview = PreviewPane(library.thumbnail, tasks, self.deeds.options)
        self.details = DetailsPane(library.completions)
        self.unread = UnreadTexts(library, tasks, self.details)
        self.photos = PhotosPane(self.thumbnails)
        self.outline = OutlinePane(self.editor.page)
        self.in_step = InStep(self.editor, self.preview, self)
        self.in_step.scrolls = self.settings.flag("in_step", True)
        self.find_bar = FindBar(StoryShows(self.editor, self.photos.show_caption), tasks)
        self.editor.show_find_bar(self.find_bar)
        self.welcome = Welcome()
        self.status = StatusLine(tasks, self.preview.words)
        self.intake = Intake(library, tasks, self)
        self.exporter = Exporter(library, tasks, self)

    def _lay_out(self) -> None:
        self.sidebar = QTabWidget(documentMode=True)
        self.sidebar.setObjectName("sidebar")
        self.sidebar.addTab(self.details, "Details")
        self.sidebar.addTab(self.photos, "Photos")
        self.sidebar.addTab(self.outline, "Outline")
        self.sidebar.setMinimumWidth(260)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.editor)
        self._middle.addWidget(self.welcome)
        self._middle.setMinimumWidth(300)
        self.splitter = QSplitter(childrenCollapsible=False, handleWidth=1)
        for pane in (self.shelf, self._middle, self.preview, self.sidebar):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self._tools = QToolBar("Tools", movable=False, floatable=False, iconSize=look.ICON)
        self._tools.setObjectName("tools")
        self._tools.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(self._tools)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.splitter, 1)
        self.setCentralWidget(centre)
        self.notice.setParent(centre)
        drawing.make_ready(centre)
        self.setStatusBar(self.status)

    def _join(self) -> None:
        space, deeds = self.workspace, self.deeds
        space.opened.connect(self._show_session)
        space.stepped.connect(self._on_stepped)
        space.written.connect(self.status.show_written)
        space.saved.connect(self._on_saved)
        space.told.connect(deeds.tell)
        space.mended.connect(deeds.tell_mended)
        space.recovered.connect(deeds.tell_recovered)
        space.shelf_changed.connect(self._ask_if_empty)
        self.editor.caret_moved.connect(space.set_caret)
        self.editor.caret_moved.connect(lambda _caret: self.commands.refresh_soon())
        self.editor.photos_pasted.connect(deeds.put_photos_in_text)
        self._join_text()
        self._join_shelf()
        self._join_photos()
        self._join_work()
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._follow_system())

    def _join_text(self) -> None:
        text = self.deeds.text
        page = self.editor.page
        page.elsewhere = self.workspace.tasks.run
        page.told.connect(self.notice.tell)
        page.pictures_pasted.connect(self.deeds.take_pictures)
        self.outline.wanted.connect(text.go_to)
        self.find_bar.closed.connect(self.editor.page.setFocus)
        self.editor.link_bar.set_wanted.connect(text.set_link)
        self.editor.link_bar.remove_wanted.connect(text.unlink)
        self.in_step.photo_wanted.connect(self.deeds.show_photo)

    def _join_shelf(self) -> None:
        shelf, deeds = self.shelf, self.deeds
        shelf.chosen.connect(deeds.open_story)
        shelf.bin_wanted.connect(deeds.move_to_bin)
        shelf.unbin_wanted.connect(deeds.restore)
        shelf.empty_bin_wanted.connect(deeds.empty_bin)
        shelf.duplicate_wanted.connect(deeds.duplicate_story)
        shelf.files_dropped.connect(deeds.take_files)
        self.welcome.new_wanted.connect(deeds.new_story)
        self.welcome.samples_wanted.connect(deeds.add_samples)
        self.welcome.import_wanted.connect(deeds.choose_imports)

    def _join_photos(self) -> None:
        deeds, photos = self.deeds, self.photos
        photos.add_requested.connect(deeds.choose_photos)
        photos.files_dropped.connect(deeds.take_photos)
        photos.image_pasted.connect(self._take_image)
        photos.insert_requested.connect(deeds.insert_photo)
        photos.follow(self.photo_intake)

    def _join_work(self) -> None:
        for worker in (self.intake, self.exporter, self.photo_intake):
            worker.progress.connect(self._show_progress)
            self.status.cancel_button.clicked.connect(worker.cancel)
        self.intake.ended.connect(self.deeds.tell_taken)
        self.exporter.ended.connect(self._on_exported)

    # what happens

    def _show_session(self, session: Session | None, caret: int) -> None:
        self._middle.setCurrentIndex(1 if session is None else 0)
        self._show_panes_for(session)
        self.editor.show_session(session, caret)
        self.find_bar.show_session(session)
        self.details.show_session(session)
        self.unread.show_session(session)
        self.photos.show_session(session)
        self.preview.show_session(session)
        self.status.show_session(session, self.workspace.kept)
        self._name(session.article if session else None)
        self.commands.refresh()
        if session is not None and not self.shelf.isAncestorOf(QApplication.focusWidget() or self):
            self.editor.start_writing()

    def _on_stepped(self, _applied: object) -> None:
        article = self.workspace.article
        self.status.recount_soon()
        self.commands.refresh("undo", "redo")
        self.commands.refresh_soon()
        if article is not None:
            self._name(article)

    def _name(self, article: Article | None) -> None:
        """The window is named after the story; Qt's mark for a title's changed state is not used."""
        title = "Desk" if article is None else f"{article.headline.replace('[*]', '') or 'Untitled'} – Desk"
        if self.windowTitle() != title:
            self.setWindowTitle(title)

    def _on_saved(self, version: Version) -> None:
        self.status.show_version(version)

    def _on_exported(self, exported: Exported) -> None:
        """What left the desk is kept as a version."""
        article = self.workspace.article
        if exported.paths and article is not None and article.id == exported.article.id:
            self.workspace.save_version("export")
        self.deeds.tell_exported(exported.paths, exported.trouble, exported.cancelled)

    def _take_image(self, data: bytes, name: str) -> None:
        if self.workspace.session is not None:
            self.photo_intake.take_image(data, name, self.workspace.session)

    def _show_progress(self, done: int, total: int) -> None:
        self.status.show_progress(done, total) if done < total else self.status.end_progress()

    def export(self, article: Article, order: Order) -> None:
        """Write an article out, off the GUI thread."""
        self.exporter.write(article, order, self.deeds.options())

    def _ask_if_empty(self) -> None:
        """An empty library is welcomed; one with stories only says that none is open."""
        if self.workspace.session is None:
            library = self.workspace.library
            self.workspace.tasks.run(
                lambda: library.count() + library.count(binned=True),
                lambda count: self.welcome.show_for(empty_library=not count),
            )

    # panes and their layout

    def pane_stops(self) -> list[QWidget]:
        """What F6 goes to: the panes that are seen, in their order."""
        page = self.preview.view
        stops = [self.shelf.search, self.editor.page, page, self.sidebar.tabBar()]
        return [stop for stop in stops if stop is not None and stop.isVisible()]

    def is_pane_shown(self, name: str) -> bool:
        """Whether the shelf, preview or sidebar is wanted."""
        return self.settings.flag(name, True)

    def show_pane(self, name: str, shown: bool) -> None:
        """Show or hide a pane, and remember it."""
        self.settings.keep_flag(name, shown)
        self._show_panes_for(self.workspace.session)

    def _show_panes_for(self, session: Session | None) -> None:
        """Preview and sidebar have nothing to show where no story is open."""
        were_hidden = self.preview.isHidden() and self.sidebar.isHidden()
        for name in PANES:
            self._pane(name).setVisible(self.is_pane_shown(name) and (name == "shelf" or session is not None))
        if were_hidden and session is not None:
            QTimer.singleShot(0, self._lay_panes)  # once the splitter has taken the shown ones in

    def _pane(self, name: str) -> QWidget:
        return {"shelf": self.shelf, "preview": self.preview, "sidebar": self.sidebar}[name]

    def _recall_layout(self) -> None:
        if not self.restoreGeometry(self.settings.layout("window")):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(ROOMY.width(), screen.width()), min(ROOMY.height(), screen.height()))
            if screen.width() <= ROOMY.width() or screen.height() <= ROOMY.height():
                self.setWindowState(Qt.WindowState.WindowMaximized)
        self.sidebar.setCurrentIndex(int(self.settings.flag("photos_tab", False)))
        self._middle.setCurrentIndex(1)
        self._show_session(None, 0)
        self.welcome.new.setFocus()

    def _lay_panes(self) -> None:
        """The panes as they were left, or as they are at first; hidden ones have no widths to keep."""
        if not self.splitter.restoreState(self.settings.layout("panes")):
            self.reset_panes()

    def reset_panes(self) -> None:
        """Give the panes the widths they have when Desk is opened first."""
        shelf = min(max(self.width() // 6, SHELF_WIDTHS[0]), SHELF_WIDTHS[1])
        sidebar = min(max(self.width() // 5, SIDEBAR_WIDTHS[0]), SIDEBAR_WIDTHS[1])
        rest = self.width() - shelf - sidebar
        editor = int(rest * EDITOR_SHARE)
        self.splitter.setSizes([shelf, editor, rest - editor, sidebar])

    def _keep_layout(self) -> None:
        self.settings.keep_layout("window", self.saveGeometry())
        if self.workspace.session is not None:
            self.settings.keep_layout("panes", self.splitter.saveState())
        self.settings.keep_flag("photos_tab", self.sidebar.currentIndex() == 1)

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
        dress_application(self.settings)
        self.commands.refresh_icons()
        self.editor.refresh_look()
        self.preview.reload()

    # Qt's events

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and self._first_paint:
            self._first_paint = False
            QTimer.singleShot(0, self._after_first_paint)
        return handled

    def _after_first_paint(self) -> None:
        self.painted.emit()
        self.shelf.refresh()
        self.workspace.tasks.run(prepare, lambda _none: None)
        self.preview.start()

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
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notice.place()
        self._layout_changed.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_layout()
        self.exporter.cancel()
        self.intake.cancel()
        self.photo_intake.cancel()
        self.preview.stop()
        self.unread.close()
        self.workspace.close()
        super().closeEvent(event)


def dress_application(settings: Settings) -> None:
    """Make the application light or dark as set, or as the system is."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        look.dress(app, settings.appearance)

"""The window's parts, each made when it is asked for first, and joined to the rest.

What is seen at first is made with the window; the others cost as much again, and come after the first paint.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from desk.ui.catalogue import catalogue, fill_menus, fill_tools
from desk.ui.commands import Commands
from desk.ui.frame import Frame
from desk.ui.settings import Settings
from desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.ui.arranging import ArrangingPane
    from desk.ui.backups import BackupKeeper
    from desk.ui.copies import Copies
    from desk.ui.deeds import Deeds
    from desk.ui.details import DetailsPane
    from desk.ui.editor import EditorPane
    from desk.ui.elsewhere import Elsewhere
    from desk.ui.exporting import Exported, Exporter
    from desk.ui.find_bar import FindBar
    from desk.ui.imported import ImportedPane
    from desk.ui.in_step import InStep
    from desk.ui.intake import Intake
    from desk.ui.notice import Notice
    from desk.ui.originals import Originals
    from desk.ui.outline import OutlinePane
    from desk.ui.palette import CommandPalette
    from desk.ui.photo_desk import PhotoDesk
    from desk.ui.photo_intake import PhotoIntake
    from desk.ui.photos import PhotosPane
    from desk.ui.preview import PreviewPane
    from desk.ui.shelf import ShelfPane
    from desk.ui.shelf_many import Many
    from desk.ui.sidebar import Sidebar
    from desk.ui.statusline import StatusLine
    from desk.ui.thumbnails import Thumbnails
    from desk.ui.unread import UnreadTexts
    from desk.ui.versions import VersionsPane
    from desk.ui.welcome import Welcome


class Parts(Frame):
    """The frame with all that is in it."""

    deeds: Deeds
    """What the commands do; the window has them before its first part is made."""
    elsewhere: Elsewhere
    """What tells of words that are in memory alone, and exports them."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__(settings)
        self.workspace = workspace

    def make_seen(self) -> None:
        """Make what is seen at first."""
        self.statusBar().setSizeGripEnabled(False)
        self.commands = Commands(self, catalogue(self.deeds))
        fill_menus(self.menuBar(), self.commands, self.deeds.copy_desk)
        fill_tools(self.tools, self.commands)

    @cached_property
    def status(self) -> StatusLine:
        """The line at the foot."""
        from desk.ui.statusline import StatusLine

        status = StatusLine(self.workspace.tasks, self._words_of)
        self.setStatusBar(status)
        return status

    @cached_property
    def sidebar(self) -> Sidebar:
        """Details, photos and outline behind tabs."""
        from desk.ui.sidebar import Sidebar

        sidebar = Sidebar()
        sidebar.setCurrentIndex(int(self.settings.flag("photos_tab", False)))
        sidebar.currentChanged.connect(lambda tab: self.settings.keep_flag("photos_tab", tab == 1))
        self.put_pane("sidebar", sidebar)
        return sidebar

    @cached_property
    def thumbnails(self) -> Thumbnails:
        """Small pictures of photos, for all panes."""
        from desk.ui.thumbnails import Thumbnails

        return Thumbnails(self.workspace.library, self.workspace.tasks)

    @cached_property
    def shelf(self) -> ShelfPane:
        """The library as a list."""
        from desk.ui.shelf import ShelfPane

        shelf, deeds = ShelfPane(self.workspace, self.thumbnails), self.deeds
        shelf.chosen.connect(deeds.open_story)
        shelf.bin_wanted.connect(deeds.move_to_bin)
        shelf.unbin_wanted.connect(deeds.restore)
        shelf.empty_bin_wanted.connect(deeds.empty_bin)
        shelf.duplicate_wanted.connect(deeds.duplicate_story)
        shelf.files_dropped.connect(deeds.take_files)
        shelf.export_wanted.connect(deeds.export_stories)
        shelf.searches.told.connect(lambda said, offers, act: self.notice.tell(said, offers, about=act))
        shelf.many.told.connect(
            lambda said, offers, trouble, act: self.notice.tell(said, offers, trouble=trouble, about=act)
        )
        self._show_work_of(shelf.many)
        self.put_pane("shelf", shelf)
        shelf.order_chosen.connect(lambda *order: setattr(self.settings, "shelf_order", order))
        shelf.set_order(*self.settings.shelf_order)
        return shelf

    @property
    def editor(self) -> EditorPane:
        """Where the story is written."""
        return self._writing[0]

    @property
    def find_bar(self) -> FindBar:
        """The bar above the text that finds words."""
        return self._writing[1]

    @cached_property
    def _writing(self) -> tuple[EditorPane, FindBar]:
        from desk.ui.editor import EditorPane

        editor, text = EditorPane(self.thumbnails), self.deeds.text
        bar = self._made_find_bar(editor)
        editor.take_settings(self.settings)
        editor.caret_moved.connect(self.workspace.set_caret)
        editor.caret_moved.connect(lambda _caret: self.commands.refresh_soon())
        editor.caret_moved.connect(self.deeds.photos.follow_caret)
        editor.photos_pasted.connect(self.deeds.photos.put_in_text)
        editor.page.elsewhere = self.workspace.tasks.run
        editor.page.told.connect(lambda sentence: self.notice.tell(sentence))
        editor.page.pictures_pasted.connect(self.deeds.photos.take_pictures)
        editor.page.filled.connect(self.deeds.imports.look_at_pasted)
        editor.link_bar.set_wanted.connect(text.set_link)
        editor.link_bar.remove_wanted.connect(text.unlink)
        self.middle.addWidget(editor)
        return editor, bar

    def _made_find_bar(self, editor: EditorPane) -> FindBar:
        from desk.ui.find_bar import FindBar
        from desk.ui.showing import StoryShows

        shows = StoryShows(editor, lambda photo, start, end: self.photos.show_caption(photo, start, end))
        bar = FindBar(shows, self.workspace.tasks)
        bar.closed.connect(editor.page.setFocus)
        editor.show_find_bar(bar)
        return bar

    @cached_property
    def welcome(self) -> Welcome:
        """What the middle shows where no story is open."""
        from desk.ui.welcome import Welcome

        welcome, deeds = Welcome(), self.deeds
        welcome.new_wanted.connect(deeds.new_story)
        welcome.samples_wanted.connect(deeds.add_samples)
        welcome.import_wanted.connect(deeds.imports.choose)
        self.middle.addWidget(welcome)
        return welcome

    @cached_property
    def preview(self) -> PreviewPane:
        """The page; its web view comes up by itself once the story is there."""
        from desk.ui.preview import PreviewPane

        preview = PreviewPane(self.workspace.library.thumbnail, self.workspace.tasks, self.deeds.options)
        self.put_pane("preview", preview)
        preview.show_session(self.workspace.session)
        return preview

    def _words_of(self, article: Article) -> int | None:
        """How many words the preview counted, if it is there already."""
        return self.preview.words(article) if "preview" in vars(self) else None

    @cached_property
    def in_step(self) -> InStep:
        """What scrolls editor and preview together."""
        from desk.ui.in_step import InStep

        in_step = InStep(self.editor, self.preview, self)
        in_step.scrolls = self.settings.flag("in_step", True)
        in_step.photo_wanted.connect(self.deeds.photos.show)
        return in_step

    @property
    def details(self) -> DetailsPane:
        """The story's fields."""
        return self._fields[0]

    @property
    def unread(self) -> UnreadTexts:
        """What keeps the text of fields that cannot be read."""
        return self._fields[1]

    @cached_property
    def _fields(self) -> tuple[DetailsPane, UnreadTexts]:
        from desk.ui.details import DetailsPane
        from desk.ui.details_foot import DetailsFoot
        from desk.ui.unread import UnreadTexts

        library, session, desk = self.workspace.library, self.workspace.session, self.deeds.copy_desk
        details = DetailsPane(library.completions, partial(DetailsFoot, self.workspace, desk.siblings), desk.kill)
        unread = UnreadTexts(library, self.workspace.tasks, details)
        self.sidebar.put(0, details)
        details.show_session(session)
        unread.show_session(session)
        return details, unread

    @property
    def made_photos(self) -> PhotosPane | None:
        """The story's photos, if they are there already."""
        return vars(self).get("photos")

    @cached_property
    def photos(self) -> PhotosPane:
        """The story's photos."""
        from desk.ui.photos import PhotosPane

        photos, deeds = PhotosPane(self.thumbnails), self.deeds.photos
        photos.add_requested.connect(deeds.choose)
        photos.files_dropped.connect(deeds.take)
        photos.image_pasted.connect(deeds.take_image)
        photos.insert_requested.connect(deeds.insert)
        photos.replace_requested.connect(deeds.replace)
        photos.desk_requested.connect(deeds.open_desk)
        photos.follow_intake(self.photo_intake)
        self.sidebar.put(1, photos)
        photos.show_session(self.workspace.session)
        return photos

    @cached_property
    def photo_desk(self) -> PhotoDesk:
        """The story's photos, large, beside its text."""
        from desk.ui.photo_desk import PhotoDesk

        desk, deeds = PhotoDesk(self.thumbnails, self.workspace.library.completions), self.deeds.photos
        desk.add_requested.connect(deeds.choose)
        desk.files_dropped.connect(deeds.take)
        desk.image_pasted.connect(deeds.take_image)
        desk.insert_requested.connect(deeds.insert)
        desk.replace_requested.connect(deeds.replace)
        desk.close_requested.connect(deeds.close_desk)
        desk.follow_intake(self.photo_intake)
        desk.show_session(self.workspace.session)
        return desk

    @cached_property
    def versions(self) -> VersionsPane:
        """The story's versions, each with its page, in place of the other panes."""
        from desk.ui.versions import VersionsPane

        versions, deeds = VersionsPane(self.workspace, self.deeds.options), self.deeds
        versions.close_requested.connect(deeds.close_versions)
        versions.restore_requested.connect(deeds.restore_version)
        versions.review_requested.connect(deeds.copy_desk.review.since)
        versions.told.connect(deeds.tell)
        return versions

    def followers(self) -> list[PreviewPane | DetailsPane | UnreadTexts | PhotosPane | PhotoDesk | VersionsPane]:
        """Those that show a story too and are there already; the others look which is open when they are made."""
        made, others = vars(self), ("photos", "photo_desk", "versions", "preview")
        return [*made.get("_fields", ()), *(made[name] for name in others if name in made)]

    @cached_property
    def outline(self) -> OutlinePane:
        """The story's headings."""
        from desk.ui.outline import OutlinePane

        outline = OutlinePane(self.editor.page)
        outline.wanted.connect(self.deeds.text.go_to)
        self.sidebar.put(2, outline)
        return outline

    @cached_property
    def notice(self) -> Notice:
        """The line over the foot of the window."""
        from desk.ui.notice import Notice

        notice = Notice(self.centre, self.elsewhere.more)
        self.workspace.acts.taken_back.connect(notice.drop)
        return notice

    @cached_property
    def palette_pane(self) -> CommandPalette:
        """The field that finds a command."""
        from desk.ui.palette import CommandPalette

        return CommandPalette(self, self.commands.all())

    @cached_property
    def photo_intake(self) -> PhotoIntake:
        """What takes photos into the open story."""
        from desk.ui.photo_intake import PhotoIntake

        space = self.workspace
        intake = PhotoIntake(space.library, space.tasks, self, is_open=lambda story: story is space.session)
        self._show_work_of(intake)
        intake.told.connect(lambda sentence: self.notice.tell(sentence))
        return intake

    @cached_property
    def originals(self) -> Originals:
        """What sees whether the files of the story's photos are there."""
        from desk.ui.originals import Originals

        originals = Originals(self.workspace, self)
        originals.told.connect(lambda said, offers: self.notice.tell(said, offers, trouble=True))
        originals.found.connect(self.thumbnails.try_again)
        originals.found.connect(lambda _media: self.preview.reload())
        originals.look()
        return originals

    @cached_property
    def backups(self) -> BackupKeeper:
        """What backs the library up while Desk runs, and goes back to a backup."""
        from desk.ui.backups import BackupKeeper

        keeper, deeds = BackupKeeper(self.workspace, self.settings, self), self.deeds
        keeper.told.connect(deeds.tell)
        keeper.damage_noticed.connect(lambda sentence: deeds.tell(sentence, True))
        keeper.damage_found.connect(deeds.tell_damage)
        keeper.restored.connect(deeds.tell_restored)
        for happened in (self.workspace.told, self.workspace.opened):
            happened.connect(keeper.look_for_damage)
        self.workspace.unreadable.connect(keeper.tell_unreadable)
        return keeper

    @cached_property
    def intake(self) -> Intake:
        """What takes files into the library."""
        from desk.ui.intake import Intake

        intake = Intake(self.workspace.library, self.workspace.tasks, self)
        self._show_work_of(intake)
        intake.ended.connect(self.deeds.imports.tell_taken)
        intake.decided.connect(self.deeds.imports.tell_decided)
        return intake

    @cached_property
    def copies(self) -> Copies:
        """What knows the wire copy that the open story was made of."""
        from desk.ui.copies import Copies

        copies = Copies(self.workspace)
        copies.changed.connect(self.commands.refresh_soon)
        return copies

    @cached_property
    def arranging(self) -> ArrangingPane:
        """What that copy was taken for, beside the text."""
        from desk.ui.arranging import ArrangingPane

        arranging = ArrangingPane(self.copies)
        arranging.close_requested.connect(self.deeds.imports.close_wide)
        return arranging

    @cached_property
    def imported(self) -> ImportedPane:
        """What came of the last import, in a list."""
        from desk.ui.imported import ImportedPane

        imported, deeds = ImportedPane(), self.deeds.imports
        imported.renew_wanted.connect(deeds.renew)
        imported.apart_wanted.connect(deeds.keep_apart)
        imported.close_requested.connect(deeds.close_wide)
        return imported

    @cached_property
    def exporter(self) -> Exporter:
        """What writes stories out."""
        from desk.ui.exporting import Exporter

        exporter = Exporter(self.workspace.library, self.workspace.tasks, self)
        self._show_work_of(exporter)
        exporter.ended.connect(self._on_exported)
        return exporter

    def _show_work_of(self, worker: PhotoIntake | Intake | Exporter | Many) -> None:
        worker.progress.connect(self._show_progress)
        self.status.cancel_button.clicked.connect(worker.cancel)

    def _show_progress(self, done: int, total: int) -> None:
        self.status.show_progress(done, total) if done < total else self.status.end_progress()

    def _on_exported(self, exported: Exported) -> None:
        """What left the desk is noted, and told."""
        from desk.ui.exported import note

        if exported.sent:
            note(self.workspace, exported.article, exported.sent, exported.although)
        self.deeds.tell_exported(exported.paths, exported.trouble, exported.cancelled)

"""What the window's commands do: each deed is one method, called alike by menu, toolbar, shortcut and palette."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from desk.paths import resources
from desk.ui import binning
from desk.ui.copy_desk import CopyDesk
from desk.ui.import_deeds import ImportDeeds
from desk.ui.photo_deeds import PhotoDeeds
from desk.ui.site_deeds import SiteDeeds
from desk.ui.text_deeds import TextDeeds
from desk.ui.wording import isolated

if TYPE_CHECKING:
    from desk.article.status import Status
    from desk.formats import Options
    from desk.formats.around import Link
    from desk.formats.house import House
    from desk.library import Opened
    from desk.library.bringing_back import Restored
    from desk.library.kept_backups import Kept
    from desk.ui.others import CameIn
    from desk.ui.window import MainWindow


class Deeds(QObject):
    """Acts on the workspace and the panes of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._settings = window.settings
        self.text = TextDeeds(window)
        """What is done to the text."""
        self.photos = PhotoDeeds(window)
        """What is done with its photos."""
        self.sites = SiteDeeds(window, self.options)
        """What makes a site of all stories."""
        self.imports = ImportDeeds(window)
        """What brings stories in."""
        self.copy_desk = CopyDesk(window)
        """What a copy editor does."""

    # what is possible

    def has_story(self) -> bool:
        return self._workspace.session is not None

    def can_undo(self) -> bool:
        return self._workspace.acts.can_undo

    def can_redo(self) -> bool:
        return self._workspace.acts.can_redo

    def is_status(self, status: Status) -> bool:
        return self._workspace.article is not None and self._workspace.article.status is status

    def is_shown(self, pane: str) -> bool:
        return self._window.is_pane_shown(pane) and not self._window.is_wide

    def is_full_screen(self) -> bool:
        return self._window.isFullScreen()

    # stories

    def new_story(self) -> None:
        """Begin a blank story in the language of the settings."""
        self._workspace.new_story(self._settings.story_language)
        self._window.editor.start_writing()

    def open_story(self, article_id: str) -> None:
        self._workspace.open_story(article_id)

    def save_version(self) -> None:
        self._workspace.save_version()

    def are_versions_open(self) -> bool:
        return self._window.is_wide and self._window.wide_pane is vars(self._window).get("versions")

    def toggle_versions(self) -> None:
        """Show the story's versions in place of the other panes, or go back to the story."""
        if self.are_versions_open():
            self.close_versions()
        elif self._workspace.session is not None:
            self._window.open_wide(self._window.versions, alone=True)
            self._window.versions.start()
            self._window.commands.refresh()

    def close_versions(self) -> None:
        """Back to the story and its page."""
        if self.are_versions_open():
            self._window.close_wide()
            self._window.editor.start_writing()
            self._window.commands.refresh()

    def restore_version(self, number: int) -> None:
        """Make an earlier version the story again, and offer the way back."""
        from desk.ui.tellings import tell_step

        before = self._workspace.article

        def tell() -> None:
            self.close_versions()
            if self._workspace.article == before:
                self._window.notice.tell(f"The story is as in version {number} already.")
            else:
                tell_step(self._window, f"The story is as it was in version {number}.")

        self._workspace.go_back(number, tell)

    def duplicate(self) -> None:
        if self._workspace.article is not None:
            self._workspace.duplicate(self._workspace.article.id)

    def duplicate_story(self, article_id: str) -> None:
        self._workspace.duplicate(article_id)

    def bin_open_story(self) -> None:
        if self._workspace.article is not None:
            self.move_to_bin([self._workspace.article.id])

    def move_to_bin(self, ids: Sequence[str]) -> None:
        """Into the bin, with the way back offered; nothing is asked that undo can mend."""
        binning.move_to_bin(self._window, ids)

    def restore(self, ids: Sequence[str]) -> None:
        """Out of the bin again."""
        binning.restore(self._window, ids)

    def empty_bin(self) -> None:
        """The one thing that cannot be undone asks once, in place."""
        binning.ask_to_empty(self._window)

    def set_status(self, status: Status) -> None:
        from desk.article.correcting import set_status
        from desk.article.status import Status

        if status is Status.KILLED and not self.is_status(status):
            self.copy_desk.kill()
        elif self._workspace.article is not None and not self.is_status(status):
            self._workspace.apply(set_status(self._workspace.article, status), "menu")
        self._window.commands.refresh_soon()

    # editing

    def undo(self) -> None:
        self._workspace.acts.undo()

    def redo(self) -> None:
        self._workspace.acts.redo()

    def to_editor(self) -> None:
        self.close_versions()
        self._window.editor.start_writing()

    # in and out

    def take_files(self, paths: Sequence[Path]) -> None:
        """Import files, and the stories in folders, into the library."""
        self.imports.take(paths)

    def add_samples(self) -> None:
        self.take_files(sorted((resources() / "samples").glob("*.md")))

    def export_story(self) -> None:
        """Ask for formats and folder, then write them."""
        from desk.ui.exporting import ExportDialog

        article = self._workspace.article
        if article is None:
            return
        dialog = ExportDialog(article, self._workspace, self._settings, self._window)
        dialog.checks.mend_wanted.connect(self.copy_desk.checks.show)
        if dialog.exec():
            self._window.export(article, dialog.order)
        dialog.deleteLater()

    def export_stories(self, ids: Sequence[str]) -> None:
        """Ask for a folder, then write the stories into it, in the formats of the last export."""
        from PySide6.QtWidgets import QFileDialog

        from desk.ui.export_why import ask_why
        from desk.ui.shelf_many import ManyOrder

        folder = QFileDialog.getExistingDirectory(self._window, "Export to", self._settings.export_folder)
        if folder:
            self._settings.export_folder = folder
            formats = tuple(self._settings.export_formats)
            why = partial(ask_why, self._window)
            self._window.shelf.many.export(ManyOrder(tuple(ids), formats, Path(folder), self.options(), why))

    def tell_exported(self, paths: Sequence[Path], trouble: str, cancelled: bool) -> None:
        """Say where an export went, and offer to open it."""
        self._window.status.end_progress()
        if trouble or cancelled:
            cancelled_line = "The export was cancelled; nothing half-written is left."
            again = [("Try again…", self.export_story)]
            self._window.notice.tell(trouble or cancelled_line, again, trouble=bool(trouble))
        elif paths:
            more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
            folder = paths[0].parent
            self._window.notice.tell(
                f"Exported {isolated(paths[0].name)}{more}.",
                [
                    ("Open", lambda: _open(paths[0])),
                    ("Open folder", lambda: _open(folder)),
                    ("Copy path", lambda: QGuiApplication.clipboard().setText(str(paths[0]))),
                ],
            )

    def options(self) -> Options:
        """What exports and the preview need to know beside the article."""
        from desk.formats import Options

        house, (figures, headings) = self._house(), self._settings.fragments
        return Options(
            modified=self._workspace.modified,
            publisher=self._settings.publisher,
            base_url=self._settings.base_url,
            theme=house.theme,
            house=house,
            themes=self._own_themes(),
            lookup=self._kin,
            past=self._workspace.library.past,
            figures=figures,
            headings=headings,
        )

    def _own_themes(self) -> Path:
        from desk.formats.themes import FOLDER

        return self._workspace.library.folder / FOLDER

    def _kin(self, article_id: str) -> Link | None:
        """How pages link to a story of the library."""
        from desk.formats.whereabouts import link_to

        library = self._workspace.library
        return link_to(library.article, article_id, self._settings.base_url, latin=self._house().latin_slugs)

    def _house(self) -> House:
        """How the newsroom publishes photos; as usual where the library cannot tell."""
        from desk.article.trouble import Trouble
        from desk.formats.house import SETTING, USUAL, kept_house

        try:
            return kept_house(self._workspace.library.setting(SETTING))
        except Trouble:
            return USUAL

    # the window

    def toggle(self, pane: str) -> None:
        """Show or hide a pane; beside the photo desk none is seen, so there it means to go back to it."""
        if self._window.is_wide:
            self._window.close_wide()
            self._window.show_pane(pane, True)
        else:
            self._window.show_pane(pane, not self._window.is_pane_shown(pane))
        self._window.commands.refresh()

    def show_tab(self, number: int) -> None:
        self._window.close_wide()
        self._window.show_pane("sidebar", True)
        self._window.sidebar.setCurrentIndex(number)
        self._window.commands.refresh()

    def full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def find_story(self) -> None:
        self._window.close_wide()
        self._window.show_pane("shelf", True)
        self._window.shelf.search.setFocus()
        self._window.shelf.search.selectAll()

    def show_palette(self) -> None:
        self._window.palette_pane.open()

    def show_settings(self, backup: Path | None = None, *, page: str = "") -> None:
        """The settings, a page of them if it is named; with a backup, what restoring it would change."""
        from desk.formats.themes import theme_names
        from desk.ui.dialogs import SettingsDialog

        names = theme_names(self._own_themes())
        backups, spelling = self._window.backups, self._window.spelling
        dialog = SettingsDialog(self._settings, self._window, self._house(), backups, names, spelling)
        dialog.show_page(page)
        if backup is not None:
            dialog.ask_for_backup(backup)
        if dialog.exec():
            self._keep_house(dialog.photos.house)
            self._window.take_settings()
        for why in self._window.backups.failures:
            self.tell(why, trouble=True)  # it may have been told while the settings hid it
        dialog.deleteLater()

    def _keep_house(self, house: House) -> None:
        from desk.article.trouble import Trouble
        from desk.formats.house import SETTING, to_json

        if house == self._house():
            return
        try:
            self._workspace.library.set_setting(SETTING, to_json(house))
        except Trouble as trouble:
            self.tell(str(trouble), trouble=True)

    def show_shortcuts(self) -> None:
        from desk.ui.dialogs import ShortcutsDialog

        dialog = ShortcutsDialog(self._window.commands.all(), self._window)
        dialog.exec()
        dialog.deleteLater()

    def show_about(self) -> None:
        from desk.ui.dialogs import AboutDialog

        dialog = AboutDialog(self._workspace.library, self._window)
        dialog.exec()
        dialog.deleteLater()

    def quit(self) -> None:
        self._window.close()

    # what the workspace tells

    def tell(self, sentence: str, trouble: bool) -> None:
        """Show a sentence in place."""
        unwritten = self._workspace.unwritten
        self._window.notice.tell(sentence, trouble=trouble, about=unwritten if unwritten.is_why(sentence) else None)
        if trouble and unwritten.in_trouble and unwritten.stories():
            self._window.status.show_trouble()

    def tell_mended(self) -> None:
        """What the last trouble was about works again."""
        self._window.elsewhere.end()
        if self._window.notice.is_about(self._workspace.unwritten):
            self._window.notice.tell("Everything is on disk again.")
        else:
            self._window.notice.tell_anew()

    def tell_came_in(self, came: CameIn) -> None:
        """Somebody else wrote to the open story; what they changed is in it."""
        from desk.ui.tellings import tell_came_in

        tell_came_in(self._window, came)

    def tell_damage(self, sentence: str, newest: Kept | None, when: str) -> None:
        """The library is damaged: show the way back to the newest good backup, if there is one."""
        from desk.ui.damaged import tell_damage

        tell_damage(self._window, sentence, newest, when)

    def tell_restored(self, outcome: Restored) -> None:
        """A backup was restored; what was there is kept."""
        from desk.ui.damaged import tell_restored

        self._workspace.acts.end()
        tell_restored(self._window, outcome)

    def has_clashes(self) -> bool:
        return bool(self._workspace.others.clashes)

    def compare_others(self) -> None:
        """Show what this and another program changed differently, side by side."""
        from desk.ui.side_by_side import SideBySide

        seen = (dialog for dialog in self._window.findChildren(SideBySide) if dialog.isVisible())
        dialog = next(seen, None) or SideBySide(self._workspace, self._window)
        dialog.show()
        dialog.activateWindow()

    def tell_recovered(self, opened: Opened) -> None:
        """A story has words that no version holds yet; they are simply there."""
        from desk.ui.tellings import tell_recovered

        tell_recovered(self._window, opened)


def _open(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

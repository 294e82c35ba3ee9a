"""What the window does with the photos of the open story: one method per command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from desk.article.model import Photo
    from desk.formats.pasted_pictures import Picture
    from desk.ui.window import MainWindow

IMAGES = "Photos (*.jpg *.jpeg *.jpe *.jfif *.png *.webp *.tif *.tiff *.avif *.gif *.heic *.heif);;All files (*)"
TAB = 1
"""Where the sidebar has the photos."""


class PhotoDeeds(QObject):
    """Acts on the photos of one window's story."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace

    # what is possible

    def chosen(self) -> str:
        """The ID of the photo that is chosen, in the photo desk where that is open, else in the sidebar; or empty."""
        pane = self._window.photo_desk if self.is_desk_open() else self._window.made_photos
        return pane.chosen_photo() if pane is not None and self._workspace.session is not None else ""

    def has_chosen(self) -> bool:
        return bool(self.chosen())

    def is_lead(self) -> bool:
        article = self._workspace.article
        return article is not None and bool(article.lead) and article.lead == self.chosen()

    def is_desk_open(self) -> bool:
        return self._window.is_wide and self._window.wide_pane is vars(self._window).get("photo_desk")

    # the photo desk

    def toggle_desk(self) -> None:
        if self.is_desk_open():
            self.close_desk()
        else:
            self.open_desk()

    def open_desk(self, photo_id: str = "") -> None:
        """Show all photos of the story large, beside its text."""
        if self._workspace.session is None:
            return
        photo_id = photo_id or self.chosen()
        desk = self._window.photo_desk
        self._window.open_wide(desk)
        if photo_id:
            desk.choose(photo_id)
        desk.setFocus()
        self._window.commands.refresh()

    def close_desk(self) -> None:
        """Back to the story and its page."""
        if self.is_desk_open():
            if (sidebar := self._window.made_photos) is not None:
                sidebar.choose(self.chosen())
            self._window.close_wide()
            self._window.editor.start_writing()
            self._window.commands.refresh()

    def follow_caret(self, caret: int) -> None:
        """Beside the photo desk, the photo at the caret is the one that stands large."""
        from desk.ui.photo_tiles import uses_in

        article = self._workspace.article
        if article is None or not self.is_desk_open():
            return
        start, end = article.body.rfind("\n", 0, caret) + 1, article.body.find("\n", caret)
        photo_id = next(iter(uses_in(article.body[start : end if end >= 0 else len(article.body)])), "")
        if article.photo(photo_id) is not None:
            self._window.photo_desk.choose(photo_id)

    # in

    def choose(self) -> None:
        """Ask for photo files and add them."""
        from PySide6.QtWidgets import QFileDialog

        files, _kind = QFileDialog.getOpenFileNames(self._window, "Add photos", "", IMAGES)
        self.take([Path(file) for file in files])

    def take(self, paths: Sequence[Path]) -> None:
        """Add photo files to the open story."""
        if paths and self._workspace.session is not None:
            if not self.is_desk_open():
                self._window.deeds.show_tab(TAB)
            self._window.photo_intake.take_files(list(paths), self._workspace.session)

    def take_image(self, data: bytes, name: str) -> None:
        """Add a picture that was pasted."""
        if self._workspace.session is not None:
            self._window.photo_intake.take_image(data, name, self._workspace.session)

    def put_in_text(self, data: QMimeData) -> None:
        """Add what was pasted or dropped on the text, and put it there; a first photo becomes the lead instead."""
        from desk.formats.folders import is_named_as_story
        from desk.ui.photo_drop import files_of, picture_of

        session = self._workspace.session
        if session is None:
            return
        had_lead = bool(session.article.lead)

        def place(photos: Sequence[Photo]) -> None:
            if self._workspace.session is not session:
                return
            led = "" if had_lead else session.article.lead
            for photo in photos:
                if photo.id != led:
                    self.insert(photo.id)
            if any(photo.id == led for photo in photos):
                self._window.notice.tell("The story’s first photo is its lead photo: it stands above the text.")

        intake, files, picture = self._window.photo_intake, files_of(data), picture_of(data)
        if files and all(map(is_named_as_story, files)):
            self._window.deeds.take_files(files)
        elif files:
            intake.take_files(files, session, place, for_text=True)
        elif picture is not None:
            name, bytes_of = picture
            self._workspace.tasks.run(
                bytes_of, lambda data: intake.take_image(data, name, session, place, for_text=True)
            )

    def take_pictures(self, pictures: Sequence[Picture]) -> None:
        """Add the pictures of pasted words, whose places stand in the text; those that cannot be had go from it."""
        from desk.article.pasting import rename_photos

        session = self._workspace.session
        if session is None:
            return

        def name(ids: Mapping[str, str]) -> None:
            if self._workspace.session is session:
                wanted = {picture.id: ids.get(picture.id, "") for picture in pictures}
                self._workspace.apply(rename_photos(session.article, wanted), "paste")

        self._window.photo_intake.take_pictures(pictures, session, name)

    def replace_chosen(self) -> None:
        self.replace(self.chosen())

    def replace(self, photo_id: str) -> None:
        """Ask for another file for a photo, whose words stay."""
        from PySide6.QtWidgets import QFileDialog

        session = self._workspace.session
        if session is None or session.article.photo(photo_id) is None:
            return
        file, _kind = QFileDialog.getOpenFileName(self._window, "Replace the file, keep the words", "", IMAGES)
        if file:
            self._window.photo_intake.replace_file(Path(file), session, photo_id)

    # what is done with one

    def show(self, photo_id: str) -> None:
        """Show a photo of the story with its caption, ready to be changed."""
        if self.is_desk_open():
            self._window.photo_desk.choose(photo_id)
            return
        self._window.deeds.show_tab(TAB)
        self._window.photos.show_caption(photo_id)

    def insert_chosen(self) -> None:
        self.insert(self.chosen())

    def insert(self, photo_id: str) -> None:
        """Put a photo into the body where the caret is."""
        from desk.article import edits

        if self._workspace.article is not None:
            caret = self._window.editor.page.caret
            self._window.editor.apply_to_body(edits.insert_photo(self._workspace.article, caret, photo_id))

    def toggle_lead(self) -> None:
        """Make the chosen photo the lead photo, or have none where it is."""
        from desk.article import edits

        if self._workspace.article is not None:
            lead = "" if self.is_lead() else self.chosen()
            self._workspace.apply(edits.set_lead(self._workspace.article, lead), "menu")

    def turn(self, quarters: int) -> None:
        """Turn the chosen photo by quarters of a circle, clockwise."""
        from desk.article import edits

        if self._workspace.article is not None:
            self._workspace.apply(edits.turn_photo(self._workspace.article, self.chosen(), quarters), "menu")

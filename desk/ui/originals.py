"""Whether the files of the open story's photos are in the library: a missing one is told in one line, once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.ui.wording import END_ISOLATE, ISOLATE
from desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desk.article.model import Article, Photo
    from desk.article.session import Applied

NAMED = 3
"""How many missing photos are named."""


class Originals(QObject):
    """Looks after the originals of the story that is open, off the GUI thread."""

    told = Signal(str, bool)
    """A sentence for the person, and whether it is about trouble."""
    found = Signal(str)
    """The original of this media is there again."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._missing: set[str] = set()
        """Media that were missing at the last look."""
        workspace.opened.connect(self.look)
        workspace.stepped.connect(self._on_stepped)

    def look(self) -> None:
        """See which originals are missing."""
        article = self._workspace.article
        if article is not None and article.photos:
            missing = partial(self._missing_of, article.photos)
            self._workspace.tasks.run(missing, partial(self._show, article))

    def _on_stepped(self, applied: Applied) -> None:
        if applied.before.photos != applied.after.photos:
            self.look()

    def _missing_of(self, photos: Sequence[Photo]) -> list[Photo]:
        return [photo for photo in photos if not self._workspace.library.has_media(photo.media)]

    def _show(self, article: Article, missing: list[Photo]) -> None:
        lacking = {photo.media for photo in missing}
        here = {photo.media for photo in article.photos} - lacking
        new = [photo for photo in missing if photo.media not in self._missing]
        for media in sorted(self._missing & here):
            self.found.emit(media)
        self._missing = (self._missing | lacking) - here
        if new:
            folder = self._workspace.library.folder / "media"
            self.told.emit(sentence(new, article.headline, None if folder.is_dir() else folder), True)


def sentence(photos: Sequence[Photo], headline: str, gone: Path | None = None) -> str:
    """That the originals of these photos of a story, one at least, are missing, and what to do; `gone` is the folder of
    all originals, where that is missing.
    """
    names = [f"{ISOLATE}{photo.name or 'untitled'}{END_ISOLATE}" for photo in photos]
    story = f"{ISOLATE}“{headline or 'Untitled'}”{END_ISOLATE}"
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    files = f"{', '.join(names[:NAMED])}{more}"
    if gone is not None:
        return f"The folder of photos, {ISOLATE}{gone}{END_ISOLATE}, is gone, with {files} of {story}; put it back."
    if len(names) == 1:
        return f"The file of the photo {files} of {story} is missing from the library; add it again."
    return f"The files of {len(names)} photos of {story} ({files}) are missing; add them again."

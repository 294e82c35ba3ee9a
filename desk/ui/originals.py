"""Whether the files of the open story's photos are in the library as they came.

What is wrong is told in one line, once, with a button where a backup has them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.ui.wording import END_ISOLATE, ISOLATE
from desk.ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from desk.article.model import Article, Photo
    from desk.article.session import Applied
    from desk.library.mending import Seen

NAMED = 3
"""How many photos are named."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong with which originals, and where those lie that a backup has; both by their media."""

    wrong: Mapping[str, str]
    at_hand: Mapping[str, Path] = field(default_factory=dict)


class Originals(QObject):
    """Looks after the originals of the story that is open, off the GUI thread."""

    told = Signal(str, object)
    """A sentence about trouble, and what can be done about it: words and a function each."""
    found = Signal(str)
    """The original of this media is there again, as it came."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wrong: set[str] = set()
        """Media that were not as they came at the last look."""
        self._seen: Seen = {}
        workspace.opened.connect(self.look)
        workspace.stepped.connect(self._on_stepped)

    def look(self) -> None:
        """See which originals are missing or altered."""
        article = self._workspace.article
        if article is not None and article.photos:
            media = {photo.media for photo in article.photos if photo.media}
            self._workspace.tasks.run(partial(self._looked_at, media), partial(self._show, article))

    def _on_stepped(self, applied: Applied) -> None:
        if applied.before.photos != applied.after.photos:
            self.look()

    def _looked_at(self, media: set[str]) -> Found:
        """On a worker thread."""
        from desk.library.mending import at_hand, unsound

        library = self._workspace.library
        wrong = unsound(library.folder, sorted(media), self._seen)
        new = wrong.keys() - self._wrong
        return Found(wrong, at_hand(library.folder, library.backups, sorted(new)) if new else {})

    def _show(self, article: Article, found: Found) -> None:
        here = {photo.media for photo in article.photos} - found.wrong.keys()
        new = {media: what for media, what in found.wrong.items() if media not in self._wrong}
        mended = sorted(self._wrong & here)
        self._wrong = (self._wrong | found.wrong.keys()) - here
        for media in mended:
            self.found.emit(media)
        if new:
            self._tell(article, Found(new, found.at_hand))

    def _tell(self, article: Article, found: Found) -> None:
        folder = self._workspace.library.folder / "media"
        photos = [photo for photo in article.photos if photo.media in found.wrong]
        said = sentence(photos, article.headline, found, None if folder.is_dir() else folder)
        words = "Take it from the backup" if len(found.at_hand) == 1 else "Take them from the backup"
        self.told.emit(said, [(words, partial(self._take_back, found.at_hand))] if found.at_hand else [])

    def _take_back(self, at_hand: Mapping[str, Path]) -> None:
        from desk.library.mending import take_back

        take = partial(take_back, self._workspace.library.folder, at_hand)
        self._workspace.tasks.run(take, lambda _none: self.look(), lambda why: self.told.emit(why, []))


def sentence(photos: Sequence[Photo], headline: str, found: Found, gone: Path | None = None) -> str:
    """That the originals of these photos of a story, one at least, are not as they came, and what to do; `gone` is the
    folder of all originals, where that is missing.
    """
    names = [f"{ISOLATE}{photo.name or 'untitled'}{END_ISOLATE}" for photo in photos]
    story = f"{ISOLATE}“{headline or 'Untitled'}”{END_ISOLATE}"
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    wrong = [found.wrong[photo.media] for photo in photos]
    if gone is not None:
        files = f"{', '.join(names[:NAMED])}{more}"
        return f"The folder of photos, {ISOLATE}{gone}{END_ISOLATE}, is gone, with {files} of {story}; put it back."
    do = _way_out({photo.media for photo in photos}, found)
    if len(names) == 1:
        return f"The file of the photo {names[0]} of {story} {wrong[0]}; {do}."
    each = ", ".join(f"{name} {what}" for name, what in zip(names[:NAMED], wrong, strict=False))
    return f"The files of {len(names)} photos of {story} are not as they came ({each}{more}); {do}."


def _way_out(media: set[str], found: Found) -> str:
    count = len(media & found.at_hand.keys())
    it = "it" if len(media) == 1 else "them"
    if count == len(media):
        return f"a backup has {it}"
    return f"a backup has {count} of them, add the others again" if count else f"add {it} again"

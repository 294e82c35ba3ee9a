"""The comparison of the open story as a page of its own: for the wide pane, for paper and for a file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.article.trouble import Trouble
from desk.ui.version_rows import told_time

if TYPE_CHECKING:
    from desk.article.model import Photo
    from desk.article.review import Review
    from desk.formats.comparison import View
    from desk.library import Library, Version


def named(version: Version | None) -> str:
    """What the story is compared with, as the page names it."""
    if version is None:
        return "An earlier version"
    name = f" “{version.name}”" if version.name else ""
    author = f" by {version.author}" if version.author else ""
    return f"Version {version.number}{name} of {told_time(version.time, datetime.now(UTC))}{author}"


def comparison(review: Review, version: Version | None, view: View, picture: Callable[[Photo], str]) -> str:
    """The page. Takes a while: not on the GUI thread."""
    from desk.formats.comparison import Named, comparison_page

    return comparison_page(review, Named(named(version), "the story as it stands"), view=view, picture=picture)


def shown_picture(photo: Photo) -> str:
    """Where the web view finds a photo."""
    from desk.ui.preview_photos import preview_picture

    return preview_picture(photo).src


def within(library: Library) -> Callable[[Photo], str]:
    """Gives photos, as they are cut, as they can lie in the page itself; nothing where the file is missing."""
    from desk.formats.comparison import small_pictures

    picture = small_pictures(library.thumbnail)

    def found(photo: Photo) -> str:
        with suppress(OSError):
            return picture(photo)
        return ""

    return found


def write(file: Path, html: str) -> Path:
    """Write a page into a file, whole or not at all. Raises Trouble where that cannot be."""
    aside = file.with_name(f".{file.name}.new")
    try:
        aside.write_text(html, encoding="utf-8")
        aside.replace(file)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise Trouble(f"{file} cannot be written ({error.strerror or error}); choose another folder.") from error
    return file

"""Two versions of a story compared, from the command line, as a page to print or to hand on."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desk.article.model import Article
from desk.article.past import Past
from desk.article.review import Hand, Lineage, Review
from desk.formats.comparison import Named, comparison_page, small_pictures, version_named
from desk.formats.staging import write_through

if TYPE_CHECKING:
    from desk.library import Library


def write_comparison(library: Library, article_id: str, numbers: tuple[int | None, int | None], file: Path) -> None:
    """Write the page that compares a version with another, or (None) with the story as it stands.

    Where the first number is None, the story is compared with nothing at all. Raises Trouble where there is no such
    version, OSError where the file cannot be written; what stood there before then stays.
    """
    before, after = numbers
    past = {one.number: one for one in library.past(article_id)}
    base = library.version(article_id, before) if before is not None else Article(id=article_id)
    current = library.article(article_id) if after is None else library.version(article_id, after)
    between = [one for number, one in past.items() if (before or 0) < number and (after is None or number <= after)]
    last = between.pop() if between and between[-1].article == current else None
    hand = Hand(last.author, last.time, last.number) if last else Hand(library.author)
    review = Review(base, current, Lineage(base, between), hand)
    named = Named(_named(past, before, "nothing"), _named(past, after, "the story as it stands"))
    page = comparison_page(review, named, picture=small_pictures(library.thumbnail))
    _write_whole(file, page.encode("utf-8", "replace"))


def _named(past: dict[int, Past], number: int | None, otherwise: str) -> str:
    if number is None:
        return otherwise
    one = past.get(number)
    return version_named(number, one.name, one.author, one.time) if one else f"version {number}"


def _write_whole(file: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all; what is no file (a pipe, a device) is written to as it is."""
    asked, file = file, file.resolve()
    if file.exists() and not file.is_file():
        file.write_bytes(data)
        return
    part = file.with_name(f".{file.name}.part")
    try:
        write_through(part, data)
        part.replace(file)
    except OSError as error:  # named after the file that was asked for, not after the one that it was to become
        raise OSError(error.errno, error.strerror, str(asked)) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)

"""`text`: wire copy, a page's text as copied from a browser, or a story as it was typed.

Whatever is uncertain stays in the body: no sentence is dropped, and none is altered. A caption for which no photo lies
beside the file goes to the editor's note. How a copy is taken apart stands in `wire_copy`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.formats.reading import Imported, PhotosBeside, Source, decoded, written_as
from desk.formats.wire_arrangement import Role
from desk.formats.wire_copy import arrange, article_of, took

_PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".heic", ".webp", ".tif", ".tiff")
_OWN = re.compile(r"\n\[Desk (\w+)(?P<withdrawn> withdrawn)?\]\s*\Z")
"""The last line of what Desk wrote."""
_NO_PHOTO = "The copy has a photo’s caption but no photo came with it: the caption is in the editor’s note."


def read(source: Source) -> Imported:
    """The article in a text file; a photo of the same name beside it becomes its lead. The notes say what is what."""
    copy = decoded(source)
    mark = _OWN.search(copy)
    if mark and mark["withdrawn"]:
        raise Trouble("This copy says only that its story was withdrawn: there is nothing in it to import.")
    arrangement = arrange(copy)
    beside, article = _with_photo(source)
    missing = not article.lead and any(arrangement.of(Role.CAPTION, Role.CREDIT))
    notes = (*beside.notes, *((_NO_PHOTO,) if missing else ()), *took(arrangement))
    written = written_as(mark[1], "text") if mark else None
    return Imported(
        article_of(arrangement, article), beside.originals, notes, copy, written=written, arranged=arrangement
    )


def _with_photo(source: Source) -> tuple[PhotosBeside, Article]:
    """An article with the photo of the same name beside its file, if there is one."""
    beside = PhotosBeside(source.folder)
    names = [Path(source.name).stem + ending for ending in _PHOTO_ENDINGS]
    photo = next((photo for name in names if beside.has(name) and (photo := beside.take(name))), None)
    article = Article()
    return beside, replace(article, photos=beside.photos, lead=photo.id) if photo else article

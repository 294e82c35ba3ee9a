"""`text`: wire copy, or a story as it was typed: headline, byline, caption with its credit, dateline, body, sign-off.

Whatever is uncertain stays in the body: no sentence is dropped, and none is altered. A caption for which no photo lies
beside the file goes to the editor's note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from desk.article import wire
from desk.article.edits import clean_text
from desk.article.model import Article, Dateline
from desk.formats.plain import as_markdown
from desk.formats.reading import Imported, PhotosBeside, Source, decoded
from desk.formats.tongues import language_of

_LONGEST_HEADLINE = 200
_LONGEST_SUMMARY = 400
_SENTENCE_END = re.compile(r"[.!?؟…][\"”»’)]*$")
_PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".heic", ".webp", ".tif", ".tiff")


@dataclass(slots=True)
class _Copy:
    """The copy being taken apart: the paragraphs not yet claimed, and what was found in the others."""

    paragraphs: list[str]
    headline: str = ""
    byline: str = ""
    summary: str = ""
    caption: str = ""
    credit: str = ""


def read(source: Source) -> Imported:
    """The article in a text file; a photo of the same name beside it becomes its lead."""
    text = clean_text(decoded(source)).lstrip("\ufeff")
    language = language_of(text)
    copy = _Copy(paragraphs_of(text))
    _take_head(copy, language)
    dateline, copy.paragraphs = _take_dateline(copy.paragraphs, language)
    body, sign_off = wire.split_sign_off("\n\n".join(copy.paragraphs))
    article = Article(
        headline=copy.headline,
        byline=copy.byline,
        summary=copy.summary,
        dateline=dateline,
        body=as_markdown(body),
        sign_off=sign_off,
        language=language,
    )
    return _with_photo(article, copy, source)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of plain text: parted by empty lines, or, where there are none, each line its own."""
    lines = [line.strip() for line in text.strip().split("\n")]
    if not any(line == "" for line in lines):
        return lines
    blocks = re.split(r"\n(?:[ \t\u00a0]*\n)+", "\n".join(lines))
    return [block.strip("\n") for block in blocks if block.strip()]


def _take_head(copy: _Copy, language: str) -> None:
    """Claim what stands above the body: headline, byline, summary, a photo's caption."""
    if copy.paragraphs and _is_headline(copy.paragraphs, language):
        copy.headline = copy.paragraphs.pop(0)
    start = _body_start(copy.paragraphs, language)
    head, copy.paragraphs = copy.paragraphs[:start], copy.paragraphs[start:]
    left = [paragraph for paragraph in head if not _claim(copy, paragraph)]
    if len(left) == 1 and start and _is_summary(left[0], copy):
        copy.summary, left = left[0].replace("\n", " "), []
    copy.paragraphs = left + copy.paragraphs


def _is_headline(paragraphs: list[str], language: str) -> bool:
    first = paragraphs[0]
    if len(paragraphs) < 2 or "\n" in first or len(first) > _LONGEST_HEADLINE:
        return False
    return wire.split_dateline(first, language) is None and wire.split_byline(first) is None


def _body_start(paragraphs: list[str], language: str) -> int:
    """How many paragraphs stand before the one with the dateline; without one, those that are surely no body."""
    for at, paragraph in enumerate(paragraphs[:6]):
        if wire.split_dateline(paragraph, language):
            return at
    at = 0
    while at < len(paragraphs) and (wire.split_byline(paragraphs[at]) or _is_caption(paragraphs[at])):
        at += 1
    return at


def _is_caption(paragraph: str) -> bool:
    """Whether a paragraph is surely a caption: it ends in a credit that names a photo or an agency's picture."""
    caption, credit = wire.split_credit(paragraph)
    sure = re.search(r"photo|picture|image|Getty|/|صورة|وێنە|عکس|handout", credit, re.IGNORECASE)
    return bool(caption and credit and sure)


def _claim(copy: _Copy, paragraph: str) -> bool:
    byline = wire.split_byline(paragraph)
    if byline and not copy.byline:
        copy.byline = byline
        return True
    caption, credit = wire.split_credit(paragraph)
    if credit and not copy.caption:
        copy.caption, copy.credit = caption.replace("\n", " "), credit
        return True
    return False


def _is_summary(paragraph: str, copy: _Copy) -> bool:
    return bool(copy.headline) and len(paragraph) <= _LONGEST_SUMMARY


def _take_dateline(paragraphs: list[str], language: str) -> tuple[Dateline, list[str]]:
    split = wire.split_dateline(paragraphs[0], language) if paragraphs else None
    if split is None:
        return Dateline(), paragraphs
    return split[0], [split[1], *paragraphs[1:]]


def _with_photo(article: Article, copy: _Copy, source: Source) -> Imported:
    """The article with the photo of the same name beside its file, or the caption where the desk will see it."""
    beside = PhotosBeside(source.folder)
    names = [Path(source.name).stem + ending for ending in _PHOTO_ENDINGS]
    photo = next((photo for name in names if beside.has(name) and (photo := beside.take(name))), None)
    if photo is None:
        return Imported(_noted(article, copy), notes=(*beside.notes, *_note(copy)))
    words = {name: text for name, text in (("caption", copy.caption), ("credit", copy.credit)) if text}
    photo = beside.change(photo, **words)
    return Imported(replace(article, photos=beside.photos, lead=photo.id), beside.originals, tuple(beside.notes))


def _noted(article: Article, copy: _Copy) -> Article:
    caption = wire.caption_text(copy.caption, copy.credit)
    return replace(article, editors_note=f"Photo caption in the copy: {caption}") if caption else article


def _note(copy: _Copy) -> tuple[str, ...]:
    if not copy.credit and not copy.caption:
        return ()
    return ("The copy has a photo’s caption but no photo came with it: the caption is in the editor’s note.",)

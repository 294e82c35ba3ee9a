"""The comments in a Word document, as Desk's own, each on the words it was made on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from desk.article.edits import clean_text
from desk.article.model import Comment, new_id, now
from desk.formats.docx_package import Package, W, said
from desk.formats.plain import without_tricks
from desk.formats.web_facts import line, moment_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

Range = tuple[int, int]
"""Where a comment's words begin and end in the body, in code points."""


def comments_of(package: Package, ranges: Mapping[str, Range], body: str) -> tuple[Comment, ...]:
    """The comments in a document by their places; one on words that are no part of the body stands at its beginning."""
    root = package.xml(package.part_of("comments") or "word/comments.xml")
    done = _done(package)
    found = []
    for one in root.iter(f"{W}comment") if root is not None else ():
        text = _text(one)
        if text:
            start, end = ranges.get(one.get(f"{W}id", ""), (0, 0))
            found.append(
                Comment(
                    id=new_id(),
                    author=line(one.get(f"{W}author", "")),
                    time=_time(one),
                    text=text,
                    start=start,
                    end=end,
                    quote=body[start:end],
                    resolved=any(key in done for key in _keys(one)),
                )
            )
    return tuple(sorted(found, key=lambda comment: (comment.start, comment.end)))


def _text(comment: Element) -> str:
    paragraphs = [said(one).strip() for one in comment.iter(f"{W}p")]
    return clean_text(without_tricks("\n".join(text for text in paragraphs if text)))


def _time(comment: Element) -> datetime:
    return moment_of(comment.get(f"{W}date", "")) or now()


def _keys(comment: Element) -> Sequence[str]:
    return [one.get(f"{_W14}paraId", "") for one in comment.iter(f"{W}p") if one.get(f"{_W14}paraId")]


def _done(package: Package) -> set[str]:
    """The keys of comments that were marked as done."""
    root = package.xml(package.part_of("commentsExtended") or "word/commentsExtended.xml")
    entries = root.iter(f"{_W15}commentEx") if root is not None else ()
    return {one.get(f"{_W15}paraId", "") for one in entries if one.get(f"{_W15}done") in ("1", "true")}

"""How pasted Markdown meets the text around it: words join a sentence, blocks stand apart, a headline is one line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.article.changes import BodyChange, Change, FieldChange, Group
from desk.article.edits import photo_marks
from desk.article.model import Article

_BLOCK = re.compile(r"[ ]{0,3}(?:#{1,6}\s|>|[-*+]\s|\d{1,3}[.)]\s|```|~~~|\||!\[[^\]\n]*\]\(photo:)")

_BEGINS = re.compile(r"\s*(?:#{1,6}\s+|>\s*)+")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)")
_LINK = re.compile(r"(?<!\\)!?\[([^\]\n]*)\]\([^)\n]*\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def placed(body: str, start: int, end: int, markdown: str) -> BodyChange:
    """Put Markdown in place of code points `start` to `end`; blocks with an empty line to either side."""
    if not ("\n\n" in markdown.strip() or _BLOCK.match(markdown)):
        return BodyChange(start, body[start:end], markdown)
    words = markdown.strip("\n")
    above = _newlines(body[max(0, start - 2) : start][::-1])
    below = _newlines(body[end : end + 2])
    opening = "\n" * (2 - above) if start else ""
    closing = "\n" * (2 - below) if end < len(body) else ""
    return BodyChange(start, body[start:end], f"{opening}{words}{closing}")


def headed(article: Article, start: int, end: int, markdown: str) -> Change:
    """Put the first line of Markdown in place of code points `start` to `end` of the headline, as plain words.

    All other lines go to the top of the body, with an empty line to what stands there: no headline has paragraphs.
    """
    first, _end, rest = markdown.strip().partition("\n")
    before, rest = article.headline, rest.strip("\n")
    headline = FieldChange("headline", before, f"{before[:start]}{_plain(first)}{before[end:]}")
    if not rest:
        return headline
    closing = "\n" * (2 - _newlines(article.body[:2])) if article.body else ""
    return Group((headline, BodyChange(0, "", f"{rest}{closing}")))


def _plain(line: str) -> str:
    """The words of a line of Markdown without its marks."""
    words = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _BEGINS.sub("", line)))
    return " ".join(_ESCAPED.sub(r"\1", words).split())


def _newlines(text: str) -> int:
    return len(text) - len(text.lstrip("\n"))


def rename_photos(article: Article, ids: Mapping[str, str]) -> Change | None:
    """Have the body's marks of photos name others, by these; those that are to name none go."""
    marks = [(at, mark, old) for old in ids for at, mark in photo_marks(article.body, old)]
    steps = []
    for at, mark, old in sorted(marks, reverse=True):
        new = mark.replace(f"photo:{old}", f"photo:{ids[old]}") if ids[old] else ""
        if new != mark:
            steps.append(BodyChange(at, mark, new))
    return Group(tuple(steps)) if steps else None

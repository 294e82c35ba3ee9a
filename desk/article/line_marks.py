"""Headings, quotes and lists, set on lines and taken from them."""

from __future__ import annotations

import re

from desk.article.changes import BodyChange, Change
from desk.article.model import Article
from desk.article.steps import together

_LINE_MARK = re.compile(r"(?P<indent>[ \t]*)(?P<quote>(?:> ?)*)(?P<mark>#{1,6} |[-*+] |\d{1,3}[.)] )?")


def mark_lines(article: Article, start: int, end: int, mark: str) -> Change | None:
    """Begin every line from `start` to `end` with `mark` (`## `, `> `, `- `, `1. `), or take it away if all have it.

    A quote goes around whatever the lines are; the other marks give way to one another. Numbers count up.
    """
    first = article.body.rfind("\n", 0, start) + 1
    last = article.body.find("\n", max(end - (end > start), first))
    lines = article.body[first : len(article.body) if last < 0 else last].split("\n")
    written = [number for number, line in enumerate(lines) if line.strip()] or [0]
    take = all(_has_line_mark(lines[number], mark) for number in written)
    places, at, count = [], first, 0
    for number, line in enumerate(lines):
        if number in written:
            count += 1
            places.append(_remarked(at, line, mark, 0 if take else count))
        elif mark == "> " and written[0] < number < written[-1]:
            places.append(BodyChange(at, "", ">"))
        at += len(line) + 1
    return together(article, places)


def _parts(line: str) -> tuple[str, str, str]:
    """The spaces, the marks of a quote and the mark of heading or list that a line begins with."""
    found = _LINE_MARK.match(line)
    return (found["indent"], found["quote"], found["mark"] or "") if found else ("", "", "")


def _kind(mark: str) -> str:
    """A mark of a line as one of those that `mark_lines` sets: any number is `1. `, any bullet `- `."""
    return "- " if mark in ("* ", "+ ") else re.sub(r"\d+[.)]", "1.", mark)


def _has_line_mark(line: str, mark: str) -> bool:
    _indent, quote, own = _parts(line)
    return bool(quote) if mark == "> " else _kind(own) == mark


def _remarked(at: int, line: str, mark: str, count: int) -> BodyChange:
    """The line that begins at `at` with the mark as its `count`th line; without it where that is 0."""
    indent, quote, own = _parts(line)
    if mark == "> ":
        at += len(indent)
        return BodyChange(at, "", "> ") if count else BodyChange(at, "> " if quote.startswith("> ") else ">", "")
    new = "" if not count else f"{count}. " if mark == "1. " else mark
    return BodyChange(at + len(indent + quote), own, new)

"""Changes to lines of the body, gathered in any order and made as one step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desk.article.blocks import width
from desk.article.changes import BodyChange, Change
from desk.article.model import Article
from desk.article.steps import together

_QUOTES = re.compile(r"(?:[ ]{0,3}>[ ]?)*")


def line_start(body: str, at: int) -> int:
    """Where the line of a place begins."""
    return body.rfind("\n", 0, at) + 1


def line_end(body: str, at: int) -> int:
    """Where the line of a place ends."""
    end = body.find("\n", at)
    return len(body) if end < 0 else end


@dataclass(slots=True)
class Sheet:
    """The lines of a body, each known by where it begins, and what is to change about them."""

    body: str
    _edits: dict[tuple[int, str], str] = field(default_factory=dict)
    _parted: set[int] = field(default_factory=set)
    _dedents: dict[int, int] = field(default_factory=dict)

    def put(self, at: int, removed: str, inserted: str) -> None:
        """Have `inserted` in place of `removed`; what is put in at one place stays in order."""
        self._edits[at, removed] = self._edits.get((at, removed), "") + inserted if not removed else inserted

    def part(self, *lines: int) -> None:
        """Have an empty line before each of these lines."""
        self._parted.update(lines)

    def dedent(self, line: int, columns: int) -> None:
        """Move a line by some columns to the left, as far as space stands before it."""
        self._dedents[line] = self._dedents.get(line, 0) + columns

    def change(self, article: Article) -> Change | None:
        """All of it as one change."""
        apart = [change for line in self._parted for change in self._apart(line)]
        left = [change for line, columns in self._dedents.items() for change in self._moved(line, columns)]
        edits = [BodyChange(at, removed, inserted) for (at, removed), inserted in self._edits.items()]
        return together(article, sorted((*apart, *left, *edits), key=lambda change: (change.at, bool(change.removed))))

    def _apart(self, line: int) -> Iterator[BodyChange]:
        if 0 < line < len(self.body) and self.is_said(line) and self.is_said(line_start(self.body, line - 1)):
            yield BodyChange(line, "", f"{self.held(line).rstrip()}\n")

    def _moved(self, line: int, columns: int) -> Iterator[BodyChange]:
        space = self.space(line)
        left = " " * max(width(space) - columns, 0)
        if space != left:
            yield BodyChange(line + len(self.held(line)), space, left)

    # what a line is now

    def lines(self, start: int, end: int) -> Iterator[int]:
        """The lines from the one at `start` to the one at `end`."""
        line = line_start(self.body, start)
        while line <= end:
            yield line
            line = line_end(self.body, line) + 1

    def is_said(self, line: int) -> bool:
        """Whether anything but marks of quotes stands in a line."""
        return bool(self.body[line : line_end(self.body, line)].strip(" \t\r>"))

    def held(self, line: int) -> str:
        """The marks of quotes that a line begins with."""
        quotes = _QUOTES.match(self.body, line, line_end(self.body, line))
        return quotes[0] if quotes else ""

    def space(self, line: int) -> str:
        """The space before the words of a line, behind the marks of quotes."""
        text = self.body[line + len(self.held(line)) : line_end(self.body, line)]
        return text[: len(text) - len(text.lstrip(" \t"))]

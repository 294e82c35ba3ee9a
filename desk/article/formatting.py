"""Formatting as a writer asks for it: bold, italic, code and links around words; headings, quotes and lists by lines.

Each is `Article, positions → Change | None`, as in `edits`: None means that it does not apply now.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desk.article.changes import BodyChange, Change, Group
from desk.article.model import Article

_LINE_MARK = re.compile(r"(?P<indent>[ \t]*)(?P<quote>(?:> ?)*)(?P<mark>#{1,6} |[-*+] |\d{1,3}[.)] )?")
_NEXT_BLOCK = re.compile(r"\n[ \t]*(?:\n|#{1,6} |> |[-*+] |\d{1,3}[.)] )")


def wrap(article: Article, start: int, end: int, mark: str) -> Change | None:
    """Set `mark` (`**`, `*`, `` ` ``) around code points `start` to `end`, or take it away where it stands.

    Spaces at the ends and the mark that begins a line stay outside; several paragraphs cannot be wrapped at once.
    """
    body, size = article.body, len(mark)
    start, words = _words(body, start, end)
    if words is None:
        return None
    end = start + len(words)
    around = min(_run(body[max(start - 4, 0) : start][::-1], mark[0]), _run(body[end : end + 4], mark[0]))
    if _has(around, mark):
        return _together(BodyChange(start - size, mark, ""), BodyChange(end, mark, ""))
    ends = min(_run(words, mark[0]), _run(words[::-1], mark[0]))
    if _has(ends, mark) and len(words) >= 2 * ends and not _marks(words[ends:-ends], mark):
        return _together(BodyChange(start, mark, ""), BodyChange(end - size, mark, ""))
    if not words:
        return Group((BodyChange(start, "", mark),) * 2)  # the caret stays between the two, where one types on
    inside = (BodyChange(start + at, mark, "") for at in _marks(words, mark))
    return _together(BodyChange(start, "", mark), *inside, BodyChange(end, "", mark))


def _together(*places: BodyChange) -> Change:
    """Changes at places of one text, each given as the text is now, in their order; the words between them stay."""
    shift, steps = 0, []
    for place in places:
        steps.append(replace(place, at=place.at + shift))
        shift += len(place.inserted) - len(place.removed)
    return steps[0] if len(steps) == 1 else Group(tuple(steps))


def _words(body: str, start: int, end: int) -> tuple[int, str | None]:
    """The words selected, without what is around them; None where a selection has no words or more than a paragraph."""
    selected = end > start
    begin = _LINE_MARK.match(body, body.rfind("\n", 0, start) + 1)
    if selected and begin and start < begin.end():
        start = begin.end()
    text = body[start:end]
    start += len(text) - len(text.lstrip())
    words = text.strip()
    return start, None if (selected and not words) or _NEXT_BLOCK.search(words) else words


def _run(text: str, sign: str) -> int:
    """How many of a sign the text begins with."""
    return len(text) - len(text.lstrip(sign))


def _has(signs: int, mark: str) -> bool:
    """Whether so many signs in a row mean this mark: three asterisks are both of its marks, two are not two of one."""
    return signs in (len(mark), 3) if mark[0] == "*" else signs == len(mark)


def _marks(text: str, mark: str) -> list[int]:
    """Where this mark stands in the text; a sign is none where it is escaped, or alone between spaces as in 2 * 3."""
    sign = re.escape(mark[0])
    runs = re.finditer(rf"(?<![\\\s{sign}]){sign}+|(?<![\\{sign}]){sign}+(?![\s{sign}])", text)
    return [run.start() for run in runs if _has(len(run[0]), mark)]


_IN_ADDRESS = {ord(sign): f"%{ord(sign):02X}" for sign in " ()<>\n"}
_BRACKET = re.compile(r"(?<!\\)[\[\]]")


def link(article: Article, start: int, end: int, address: str) -> Change | None:
    """Make a link of code points `start` to `end`; where nothing is selected, the address is its own text."""
    address = address.strip()
    target = address.translate(_IN_ADDRESS)
    start, words = _words(article.body, start, end)
    if not target or words is None or "](" in words:
        return None
    if not words:
        return BodyChange(start, "", f"[{_BRACKET.sub('', address)}]({target})")
    escapes = (BodyChange(start + bracket.start(), "", "\\") for bracket in _BRACKET.finditer(words))
    return _together(BodyChange(start, "", "["), *escapes, BodyChange(start + len(words), "", f"]({target})"))


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
    return _together(*places)


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

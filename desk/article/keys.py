"""What single keys do to a text beyond putting themselves in: Enter, Backspace, quotation marks and hyphens.

Pure functions of the body and the caret, in code points, that look at the lines around; the caller leaves code alone.
None means that the key does just what it always does. Behind a change the caret stands where its last step ends.
"""

from __future__ import annotations

import re

from desk.article.blocks import ITEM, width
from desk.article.changes import BodyChange, Change, Group
from desk.article.items import numbered
from desk.article.languages import language

_QUOTE = re.compile(r"[ ]{0,3}>[ ]?(?:[ ]{0,3}>[ ]?)*")
_SPACE = re.compile(r"[ \t]*")


def enter(body: str, at: int) -> Change | None:
    """Enter ends a paragraph, with the empty line that Markdown wants, also in a quote; a list goes on with an item.

    On an item or a quoted line without words the list or the quote ends.
    """
    start, end = _line(body, at)
    line = body[start:end]
    quote = _QUOTE.match(line)
    held = quote[0] if quote else ""
    item = ITEM.match(line, len(held))
    if item and at - start >= item.end():
        return _in_item(body, at, held, item)
    if item or (held and at - start < len(held)):
        return None
    if held:
        return _in_quote(body, at, held)
    if not line.strip() or at == start or line.lstrip().startswith("|"):
        return None
    return _in_words(body, at)


def _in_item(body: str, at: int, held: str, item: re.Match[str]) -> Change:
    if item["gap"] is None:
        return _ended(body, *_line(body, at), held)
    return _parted(body, at, f"\n{held}{_next_item(item)}")


def _next_item(item: re.Match[str]) -> str:
    """What the item behind this one begins with."""
    sign = item["bullet"] or numbered(item.string[item.end("indent") : item.start("gap")], int(item["number"]) + 1)
    return f"{item['indent']}{sign}{item['gap']}"


def _in_quote(body: str, at: int, held: str) -> Change:
    start, end = _line(body, at)
    if body[start + len(held) : end].strip():
        return _parted(body, at, f"\n{held.rstrip()}\n{held}")
    above = body.rfind("\n", 0, max(start - 1, 0)) + 1
    if start and not _QUOTE.sub("", body[above : start - 1], count=1).strip() and body[above : start - 1].strip():
        start = above  # the empty line of the quote goes too
    return _ended(body, start, end, "")


def _in_words(body: str, at: int) -> Change:
    """A new paragraph; in the lines of an item, another item, or another paragraph of it where it has several."""
    start, _end = _line(body, at)
    space = _SPACE.match(body, start, at)
    own = space[0] if space else ""
    item, is_begun = _item_above(body, start, width(own))
    if item is None:
        return _parted(body, at, "\n\n")
    return _parted(body, at, f"\n{_next_item(item)}" if is_begun else f"\n\n{own}")


def _item_above(body: str, start: int, columns: int) -> tuple[re.Match[str] | None, bool]:
    """The item in which a line so far in stands, and whether no empty line comes between its first line and this."""
    is_begun = True
    while start and columns >= 2:
        start = body.rfind("\n", 0, start - 1) + 1
        line = body[start : body.find("\n", start)]
        item, space = ITEM.match(line), _SPACE.match(line)
        if item and item["gap"] and width(item["indent"]) + 2 <= columns:
            return item, is_begun
        is_begun = is_begun and bool(line.strip())
        if line.strip() and (item or width(space[0] if space else "") < 2):
            break
    return None, False


def _parted(body: str, at: int, inserted: str) -> BodyChange:
    """The line parted at the caret, the space behind it gone."""
    space = _SPACE.match(body, at)
    return BodyChange(at, space[0] if space else "", inserted)


def _ended(body: str, start: int, end: int, held: str) -> Change:
    """The line, a mark without words, gives way to an empty one that stands apart from what is above and below."""
    apart = f"{held.rstrip()}\n"
    above = body[body.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    ending = BodyChange(start, body[start:end], (apart if above.strip(" \t>") else "") + held)
    below = body[end + 1 : max(body.find("\n", end + 1), end + 1) if body.find("\n", end + 1) >= 0 else len(body)]
    if not below.strip(" \t>"):
        return ending
    return Group((BodyChange(end, "", f"\n{held.rstrip()}"), ending))


_MARKED = re.compile(r"(?:[ ]{0,3}>[ ]?)*(?P<mark>[ \t]*(?:[-*+]|\d{1,3}[.)]|#{1,6})[ \t]+|(?<=>)[ ]?)\Z")


def unmark(body: str, at: int) -> BodyChange | None:
    """Backspace right behind the mark of an item, a heading or a quote takes it whole; the words stand apart then."""
    start, _end = _line(body, at)
    found = _MARKED.match(body[start:at])
    if found is None or start == at:
        return None
    begin = start + found.start("mark") - (not found["mark"].strip())
    above = body[body.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    apart = "\n" if start and above.strip() and begin == start else ""
    return BodyChange(begin, body[begin:at], apart)


_LINE_MARK = re.compile(r"(?:[ ]{0,3}>[ ]?)*[ \t]*(?:(?:[-*+]|\d{1,3}[.)]|#{1,6})[ \t]+)?")


def mark_length(line: str) -> int:
    """How many characters the mark takes with which a line begins: that of an item, a heading, a quote; 0 for none."""
    found = _LINE_MARK.match(line)
    return found.end() if found and found[0].strip() else 0


def rejoin(body: str, at: int) -> BodyChange | None:
    """Backspace at the very start of a marked line joins its words to the line before, without the mark."""
    start, end = _line(body, at)
    mark = mark_length(body[start:end])
    above = body[body.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    return (
        BodyChange(start - 1, body[start - 1 : start + mark], "")
        if at == start > 0 and mark and above.strip()
        else None
    )


def backspace(body: str, at: int) -> BodyChange | None:
    """Backspace at the start of a paragraph joins it to the one before, taking the whole gap that Enter made."""
    is_gap = body[max(0, at - 2) : at] == "\n\n" and body[max(0, at - 3) : at] != "\n\n\n"
    return BodyChange(at - 2, "\n\n", "") if is_gap and body[:at].strip() else None


def _line(body: str, at: int) -> tuple[int, int]:
    start = body.rfind("\n", 0, at) + 1
    end = body.find("\n", at)
    return start, len(body) if end < 0 else end


# marks of the typographer

_OPENING = frozenset(" \t\n\u00a0\u202f([{—–-/|")
_UNSEEN = "*_`~\u200e\u200f\u061c\u200b\ufeff"
"""Marks of Markdown and of direction, which are not looked at."""
_PROCLITIC = re.compile(r"(?:\A|[\s(])[وفبلك]\Z|ـ\Z")
"""What Arabic script writes together with the word behind it: and, so, in, to, as; or a letter drawn out to it."""


def quotation(before: str, typed: str, tag: str, behind: str = "") -> str | None:
    """The typographer's mark for `"` or `'` typed behind `before`, by the language; None for any other key.

    `behind` is what follows the caret: before figures, as in ’90s, a single mark is an apostrophe.
    """
    if typed not in ('"', "'") or _is_escaped(before):
        return None
    known = language(tag)
    opens = _opens(before, (*known.quotes, *known.inner))
    if typed == '"':
        return known.quotes[0 if opens else 1]
    if opens:
        return "’" if behind[:1].isdigit() else known.inner[0]
    is_open = before.count(known.inner[0]) > before.count(known.inner[1])
    return known.inner[1] if is_open else "’"


def _opens(before: str, marks: tuple[str, str, str, str]) -> bool:
    """Whether a mark of quotation typed here begins what is quoted."""
    seen = before.rstrip(_UNSEEN)
    opening, closing = {marks[0], marks[2]}, {marks[1], marks[3]}
    last = seen[-1:]
    if not last or last in _OPENING or last in opening - closing:
        return True
    return last not in closing and (last in "“‘«‹„‚" or _PROCLITIC.search(seen) is not None)


def _is_escaped(before: str) -> bool:
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def dash(before: str, typed: str) -> bool:
    """Whether a hyphen typed behind `before` makes a dash of two hyphens; not at a line's start, where they rule it."""
    line = before[before.rfind("\n") + 1 :]
    return typed == "-" and line.endswith("-") and not line.endswith("--") and bool(line[:-1].strip(" -|:"))

"""One function per thing a person can do to an article: `Article → Change | None`.

None means that it does not apply now, so the same function greys out its menu item. All are pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace

from desk.article.blocks import Cutter
from desk.article.changes import BodyChange, Change, FieldChange, Group, PhotoChange, PhotosChange, text_change
from desk.article.model import Article, Dateline, Photo
from desk.article.record import Value

_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufdd0\ufdd1\ufffe\uffff\ud800-\udfff]")


_NOT_PLAIN = {"id", "body", "photos", "comments", "created"}


def clean_text(text: str) -> str:
    """Text as a body may hold it: one kind of line end, and no control characters or halves of characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _UNHOLDABLE.sub("", text)


def set_field(article: Article, field: str, value: Value) -> Change | None:
    """Give one field another value."""
    before = getattr(article, field)
    return None if before == value else FieldChange(field, before, value)


def set_dateline(article: Article, **parts: object) -> Change | None:
    """Change the place, agency or date of the dateline."""
    dateline: Dateline = replace(article.dateline, **parts)  # type: ignore[arg-type]
    return set_field(article, "dateline", dateline)


def set_body(article: Article, body: str) -> Change | None:
    """Replace the body, as the smallest single change that leads there."""
    return None if article.body == body else text_change(article.body, body)


def become(article: Article, other: Article) -> Change | None:
    """Make the article what `other` is, an earlier version of it, as one step; its ID and comments stay its own."""
    steps = [set_field(article, field.name, getattr(other, field.name)) for field in fields(article)]
    kept = [step for step in steps if isinstance(step, FieldChange) and step.field not in _NOT_PLAIN]
    body = set_body(article, other.body)
    photos = PhotosChange(article.photos, other.photos) if article.photos != other.photos else None
    changed = tuple(step for step in (*kept, body, photos) if step is not None)
    return Group(changed) if changed else None


def add_photos(article: Article, photos: Sequence[Photo]) -> Change | None:
    """Add photos behind the others; the first ever added becomes the lead photo."""
    if not photos:
        return None
    added = PhotosChange(article.photos, (*article.photos, *photos))
    if article.photos or article.lead:
        return added
    return Group((added, FieldChange("lead", "", photos[0].id)))


def remove_photo(article: Article, photo_id: str) -> Change | None:
    """Take a photo out of the story: from the list, from the lead, and wherever it stands in the body."""
    if article.photo(photo_id) is None:
        return None
    steps: list[Change] = [BodyChange(at, text, "") for at, text in reversed(photo_marks(article.body, photo_id))]
    if article.lead == photo_id:
        steps.append(FieldChange("lead", photo_id, ""))
    rest = tuple(photo for photo in article.photos if photo.id != photo_id)
    return Group((*steps, PhotosChange(article.photos, rest)))


def move_photo(article: Article, photo_id: str, to: int) -> Change | None:
    """Put a photo at place `to` (0 is first) in the order."""
    photo = article.photo(photo_id)
    if photo is None:
        return None
    rest = [other for other in article.photos if other.id != photo_id]
    rest.insert(max(to, 0), photo)
    return None if tuple(rest) == article.photos else PhotosChange(article.photos, tuple(rest))


def set_lead(article: Article, photo_id: str) -> Change | None:
    """Make a photo the lead photo; the empty ID makes none."""
    if photo_id and article.photo(photo_id) is None:
        return None
    return set_field(article, "lead", photo_id)


def set_photo_field(article: Article, photo_id: str, field: str, value: Value) -> Change | None:
    """Give one field of a photo (caption, credit, alt, …) another value."""
    photo = article.photo(photo_id)
    if photo is None or getattr(photo, field) == value:
        return None
    return PhotoChange(photo_id, field, getattr(photo, field), value)


def insert_photo(article: Article, at: int, photo_id: str) -> Change | None:
    """Put a photo of the story into the body near code point `at`, in a paragraph of its own.

    It goes where the caret is when that is between paragraphs, else behind the caret's paragraph.
    """
    return _standing_alone(article.body, at, f"![](photo:{photo_id})") if article.photo(photo_id) else None


def insert_rule(article: Article, at: int) -> Change | None:
    """Put a rule where the caret is when that is between paragraphs, else behind the caret's paragraph."""
    return _standing_alone(article.body, at, "---")


_BLANK = " \t\r\f\v\n"
"""What may stand in an empty line."""


def _standing_alone(body: str, at: int, text: str) -> BodyChange:
    """The text put in as a block of its own, with an empty line to either side and no more than that."""
    at = paragraph_end(body, at)
    before, behind = body[:at], body[at:]
    above = before[len(before.rstrip(_BLANK)) :].count("\n")
    below = behind[: len(behind) - len(behind.lstrip(_BLANK))].count("\n")
    opening = "\n" * max(2 - above, 0) if before.strip(_BLANK) else ""
    return BodyChange(at, "", opening + text + "\n" * max(2 - below, 0))


def paragraph_end(body: str, at: int) -> int:
    """Where the paragraph, list or other block around `at` ends; between two, the beginning of the line `at` is in."""
    at = max(0, min(at, len(body)))
    line = body.rfind("\n", 0, at) + 1
    for block in Cutter(body).cuts():
        end = block.start + len(body[block.start : block.end].rstrip(_BLANK))
        if at < block.end or block.end == len(body):
            return end if block.start < at and line < end else line
    return line


def photo_marks(body: str, photo_id: str) -> list[tuple[int, str]]:
    """Every place where a photo stands in the body: its code point and what goes when it is taken away.

    That is its mark; the line, where the mark has one to itself; and the empty line between two paragraphs.
    """
    found, behind = [], 0
    for mark in re.finditer(rf"!\[[^\]\n]*\]\(photo:{re.escape(photo_id)}\)", body):
        start, end = _with_its_lines(body, behind, *mark.span())
        found.append((start, body[start:end]))
        behind = end
    return found


_REST_OF_LINE = re.compile(r"[ \t\r]*(?:\n|\Z)")
_EMPTY_LINE = re.compile(r"[ \t\r]*\n")


def _with_its_lines(body: str, behind: int, start: int, end: int) -> tuple[int, int]:
    rest = _REST_OF_LINE.match(body, end)
    if rest is None or (start and body[start - 1] != "\n"):
        return start, end
    if not body[end:].strip(_BLANK):
        return behind + len(body[behind:start].rstrip(_BLANK)), len(body)
    empty = _EMPTY_LINE.match(body, rest.end())
    above = body[body.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    return start, empty.end() if empty and not above.strip(_BLANK) else rest.end()


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

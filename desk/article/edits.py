"""One function per thing a person can do to an article: `Article → Change | None`.

None means that it does not apply now, so the same function greys out its menu item. All are pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace

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
    rest.insert(to, photo)
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
    if article.photo(photo_id) is None:
        return None
    body = article.body
    at = paragraph_end(body, at) if body[:at].strip() else at
    before = "" if not body[:at].strip() else "\n" * (2 - _newlines(body[:at][::-1]))
    after = "\n" * (2 - _newlines(body[at:])) if body[at:].strip() else "\n" * (1 - min(1, _newlines(body[at:])))
    return BodyChange(at, "", f"{before}![](photo:{photo_id}){after}")


def paragraph_end(body: str, at: int) -> int:
    """Where the paragraph around code point `at` ends; `at` itself in an empty line."""
    if (at == 0 or body[at - 1] == "\n") and (at == len(body) or body[at] == "\n"):
        return at
    found = body.find("\n\n", at)
    return len(body) if found < 0 else found


def _newlines(text: str) -> int:
    return min(2, len(text) - len(text.lstrip("\n")))


def photo_marks(body: str, photo_id: str) -> list[tuple[int, str]]:
    """Every place where a photo stands in the body: its code point and its text, the empty line behind included."""
    pattern = re.compile(rf"!\[[^\]\n]*\]\(photo:{re.escape(photo_id)}\)(?:\n{{1,2}}|$)?")
    return [(match.start(), match.group()) for match in pattern.finditer(body)]


def wrap(article: Article, start: int, end: int, mark: str) -> Change | None:
    """Set `mark` (`**`, `*`, `` ` ``) around code points `start` to `end`, or take it away where it stands."""
    body, size = article.body, len(mark)
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    inner = body[start:end]
    if "\n\n" in inner:
        return None
    if _is_marked(inner, mark):
        return BodyChange(start, inner, inner[size:-size])
    if start >= size and _is_marked(body[start - size : end + size], mark):
        return BodyChange(start - size, mark + inner + mark, inner)
    return BodyChange(start, inner, mark + inner + mark)


def _is_marked(text: str, mark: str) -> bool:
    """Whether exactly this mark stands at both ends (`*` is not half of `**`)."""
    size, sign = len(mark), mark[0]
    if len(text) < 2 * size or not (text.startswith(mark) and text.endswith(mark)):
        return False
    lead = len(text) - len(text.lstrip(sign))
    return lead in (size, 3)


def link(article: Article, start: int, end: int, address: str) -> Change | None:
    """Make a link of code points `start` to `end`."""
    text = article.body[start:end]
    return None if "\n\n" in text else BodyChange(start, text, f"[{text}]({address})")


_LINE_MARK = re.compile(r"(#{1,6} |> |[-*+] |\d+[.)] )?")


def mark_lines(article: Article, start: int, end: int, mark: str) -> Change | None:
    """Begin every line from `start` to `end` with `mark` (`## `, `> `, `- `, `1. `), or take it away if all have it."""
    first = article.body.rfind("\n", 0, start) + 1
    last = article.body.find("\n", max(end - (end > start), first))
    last = len(article.body) if last < 0 else last
    lines = article.body[first:last].split("\n")
    written = [line for line in lines if line.strip()] or lines
    drop = all(line.startswith(mark) for line in written)
    marked = [_marked_line(line, "" if drop else mark) if line in written else line for line in lines]
    before, after = "\n".join(lines), "\n".join(marked)
    return None if before == after else BodyChange(first, before, after)


def _marked_line(line: str, mark: str) -> str:
    return _LINE_MARK.sub(mark, line, count=1)


def insert_rule(article: Article, at: int) -> Change | None:
    """Put a rule behind the paragraph around code point `at`."""
    at = paragraph_end(article.body, at)
    before = "" if not article.body[:at].strip() else "\n\n"
    return BodyChange(at, "", f"{before}---\n\n" if at == len(article.body) else f"{before}---")

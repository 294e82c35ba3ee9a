"""One function per thing a person can do to an article: `Article → Change | None`.

None means that it does not apply now, so the same function greys out its menu item. All are pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace

from desk.article import changes, framing
from desk.article.changes import BodyChange, Change, FieldChange, Group, PhotoChange, PhotosChange, text_change
from desk.article.excerpts import blocks
from desk.article.model import Article, Dateline, Photo
from desk.article.record import Value

_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufdd0\ufdd1\ufffe\uffff\ud800-\udfff]")


_NOT_PLAIN = {"id", "body", "photos", "comments", "created", "custody"}


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
    """Make the article what `other` is, an earlier version of it, as one step; its ID, its comments and who has
    it stay its own.
    """
    steps = [set_field(article, field.name, getattr(other, field.name)) for field in fields(article)]
    kept = [step for step in steps if isinstance(step, FieldChange) and step.field not in _NOT_PLAIN]
    body = set_body(article, other.body)
    photos = PhotosChange(article.photos, other.photos) if article.photos != other.photos else None
    changed = tuple(step for step in (*kept, body, photos) if step is not None)
    return Group(changed) if changed else None


def add_photos(article: Article, photos: Sequence[Photo], *, may_lead: bool = True) -> Change | None:
    """Add photos behind the others; the first ever added becomes the lead photo where it may."""
    if not photos:
        return None
    added = PhotosChange(article.photos, (*article.photos, *photos))
    if article.photos or article.lead or not may_lead:
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


def move_photos(article: Article, photo_ids: Sequence[str], before: int) -> Change | None:
    """Put photos, in the order in which they stand, before the one at place `before` (their number for the end)."""
    moved = [photo for photo in article.photos if photo.id in photo_ids]
    ahead = [photo for photo in article.photos[: max(before, 0)] if photo.id not in photo_ids]
    behind = [photo for photo in article.photos[max(before, 0) :] if photo.id not in photo_ids]
    order = (*ahead, *moved, *behind)
    return None if order == article.photos else PhotosChange(article.photos, order)


def remove_photos(article: Article, photo_ids: Sequence[str]) -> Change | None:
    """Take several photos out of the story, as one step."""
    steps: list[Change] = []
    for photo_id in photo_ids:
        step = remove_photo(article, photo_id)
        if step is not None:
            steps.append(step)
            article = changes.apply(article, step)
    return Group(tuple(steps)) if steps else None


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


def set_photos_field(article: Article, photo_ids: Sequence[str], field: str, value: Value) -> Change | None:
    """Give one field of several photos the same value, as one step."""
    steps = [set_photo_field(article, photo_id, field, value) for photo_id in photo_ids]
    changed = tuple(step for step in steps if step is not None)
    return changed[0] if len(changed) == 1 else Group(changed) if changed else None


def turn_photo(article: Article, photo_id: str, quarters: int) -> Change | None:
    """Turn a photo by quarters of a circle clockwise. Its free crop turns along; those of a shape start anew."""
    photo = article.photo(photo_id)
    if photo is None or not quarters % 4:
        return None
    crops = framing.turned_crops(photo.crops, quarters)
    turn = PhotoChange(photo_id, "turn", photo.turn, (photo.turn + quarters) % 4)
    return turn if crops == photo.crops else Group((turn, PhotoChange(photo_id, "crops", photo.crops, crops)))


def crop_photo(article: Article, photo_id: str, shape: str, box: framing.Box | None) -> Change | None:
    """Cut a photo by hand for a shape, or as a whole; without a box it is cut by its focal point again."""
    photo = article.photo(photo_id)
    if photo is None:
        return None
    return set_photo_field(article, photo_id, "crops", framing.with_crop(photo.crops, shape, box))


def replace_file(article: Article, photo_id: str, other: Photo) -> Change | None:
    """Put another file in a photo's place and keep its words; how it was cut fitted the old file alone."""
    photo = article.photo(photo_id)
    if photo is None or photo.media == other.media:
        return None
    fresh = {name: getattr(other, name) for name in ("media", "name", "kind", "width", "height")}
    changed = replace(photo, **fresh, focus=(0.5, 0.5), turn=0, tilt=0.0, crops=(), with_origin=False)
    return PhotosChange(article.photos, tuple(changed if one is photo else one for one in article.photos))


def insert_photo(article: Article, at: int, photo_id: str) -> Change | None:
    """Put a photo of the story into the body near code point `at`, in a paragraph of its own.

    It goes where the caret is when that is between paragraphs, else behind the caret's paragraph.
    """
    return _standing_alone(article.body, at, f"![](photo:{photo_id})") if article.photo(photo_id) else None


def insert_paragraph(article: Article, at: int, text: str) -> Change | None:
    """The words as a paragraph of their own behind the one that code point `at` stands in; None where they are none."""
    return _standing_alone(article.body, paragraph_end(article.body, at), text) if text.strip() else None


def insert_rule(article: Article, at: int) -> Change | None:
    """Put a rule where the caret is when that is between paragraphs, else behind the caret's paragraph."""
    return _standing_alone(article.body, at, "---")


_BLANK = " \t\r\f\v\n"
"""What may stand in an empty line."""


def _standing_alone(body: str, at: int, text: str) -> BodyChange:
    """The text put in as a block of its own, with an empty line to either side and no more than that."""
    at = paragraph_end(body, at)
    start, end = at, at
    while start and body[start - 1] in _BLANK:
        start -= 1
    while end < len(body) and body[end] in _BLANK:
        end += 1
    opening = "\n" * max(2 - body.count("\n", start, at), 0) if start else ""
    return BodyChange(at, "", opening + text + "\n" * max(2 - body.count("\n", at, end), 0))


def paragraph_end(body: str, at: int) -> int:
    """Where the paragraph, list or other block around `at` ends; between two, the beginning of the line `at` is in."""
    at = max(0, min(at, len(body)))
    line = body.rfind("\n", 0, at) + 1
    block = next(blocks(body, at, at), None)
    if block is None:
        return line
    end = block.start + len(body[block.start : block.end].rstrip(_BLANK))
    return end if block.start < at and line < end else line


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

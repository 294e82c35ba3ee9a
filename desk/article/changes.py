"""One change to an article, as a small value: apply, invert, merge, map a position through it, write it down.

This is the only way an article becomes another one. Undo, the crash journal, the live preview and the places
of comments all live off the same stream of these values.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from desk.article.model import BODY, Article, Comment, Photo
from desk.article.record import (
    Value,
    field_value,
    photo_field_value,
    plain,
    with_field,
)
from desk.article.trouble import Trouble

_NOWHERE = object()
"""What stands in a field that does not exist: equal to no value that a change could name."""


class Misfit(ValueError):
    """A change was applied to an article that it was not made for: a defect, never the writer's doing."""


@dataclass(frozen=True, slots=True)
class BodyChange:
    """At code point `at` of the body, `removed` gave way to `inserted`."""

    at: int
    removed: str
    inserted: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field other than body, photos and comments took another value."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class PhotosChange:
    """Photos were added, removed or put in another order."""

    before: tuple[Photo, ...]
    after: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class PhotoChange:
    """One field of one photo took another value."""

    photo: str
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class CommentsChange:
    """Comments were made, answered, resolved, moved or removed."""

    before: tuple[Comment, ...]
    after: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Several changes that a person made as one, in the order they were made."""

    changes: tuple[Change, ...]


Comments = tuple[Comment, ...]
Change = BodyChange | FieldChange | PhotosChange | PhotoChange | CommentsChange | Group


def apply(article: Article, change: Change) -> Article:
    """The article after `change`. Raises Misfit where the change was made for another article."""
    match change:
        case BodyChange():
            return _apply_body(article, change)
        case FieldChange(field, before, after):
            _fits(getattr(article, field, _NOWHERE) == before, change)
            return with_field(article, field, after)
        case PhotosChange(before, after):
            _fits(article.photos == before, change)
            return replace(article, photos=after)
        case PhotoChange():
            _fits(article.photo(change.photo) is not None, change)
            return replace(article, photos=tuple(_apply_photo(photo, change) for photo in article.photos))
        case CommentsChange(before, after):
            _fits(article.comments == before, change)
            return replace(article, comments=after)
        case Group(changes):
            for one in changes:
                article = apply(article, one)
            return article


def invert(change: Change) -> Change:
    """The change that takes `change` back."""
    match change:
        case BodyChange():
            return invert_body(change)
        case Group(changes):
            return Group(tuple(invert(one) for one in reversed(changes)))
        case FieldChange(field, before, after):
            return FieldChange(field, after, before)
        case PhotoChange(photo, field, before, after):
            return PhotoChange(photo, field, after, before)
        case PhotosChange(photos_before, photos_after):
            return PhotosChange(photos_after, photos_before)
        case CommentsChange(comments_before, comments_after):
            return CommentsChange(comments_after, comments_before)


def invert_body(change: BodyChange) -> BodyChange:
    """The change of the body that takes `change` back."""
    return BodyChange(change.at, change.inserted, change.removed)


def merge(first: Change, second: Change) -> Change | None:
    """Both as one change where a writer would call them one (typing on, deleting on), else None.

    Typing breaks at line ends and where a new word begins, so that undo goes back word by word, in the body as in
    a field of text. What is not text (a status, keywords) changes by acts that are each undone by themselves.
    """
    match first, second:
        case FieldChange(field, before, middle), FieldChange(other, again, after):
            fits = field == other and _typed_on(before, middle, again, after)
            return FieldChange(field, before, after) if fits else None
        case PhotoChange(photo, field, before, middle), PhotoChange(same, other, again, after):
            fits = (photo, field) == (same, other) and (
                _typed_on(before, middle, again, after) or (field in _NUDGED and middle == again)
            )
            return PhotoChange(photo, field, before, after) if fits else None
        case Group(ones), Group(others) if _of_photos(ones) and len(ones) == len(others):
            joined = [merge(one, other) for one, other in zip(ones, others, strict=True)]
            return Group(tuple(one for one in joined if one is not None)) if None not in joined else None
    return _merge_anchored(_anchors(first), _anchors(second))


_NUDGED = frozenset(("focus", "tilt", "crops"))
"""Fields of a photo that are moved bit by bit, by a handle or an arrow key, until they are right."""


def _of_photos(changes: tuple[Change, ...]) -> bool:
    """Whether this is one field typed for several photos at once."""
    return bool(changes) and all(isinstance(one, PhotoChange) for one in changes)


def is_stroke(change: Change) -> bool:
    """Whether one key may have made the change, so that the next stroke may be joined to it; a paste is none."""
    match change:
        case PhotoChange(_, field) if field in _NUDGED:
            return True
        case Group(ones) if _of_photos(ones):
            return all(is_stroke(one) for one in ones)
        case BodyChange(_, removed, inserted):
            return len(inserted) <= _STROKE and (bool(inserted) or len(removed) <= _STROKE)
        case FieldChange(_, before, after) | PhotoChange(_, _, before, after):
            return isinstance(before, str) and isinstance(after, str) and is_stroke(text_change(before, after))
        case Group((CommentsChange(), BodyChange() as typed)):
            return is_stroke(typed)
    return False


def text_change(before: str, after: str) -> BodyChange:
    """The smallest single change that leads from one text to the other."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    return BodyChange(head, before[head : len(before) - tail], after[head : len(after) - tail])


def _common(a: str, b: str) -> int:
    """How many characters both texts begin with, halving the stretch in question until it is found."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle - 1)
    return low


def body_changes(change: Change) -> list[BodyChange]:
    """What a change does to the body, place by place, in the order it is done."""
    if isinstance(change, Group):
        return [part for one in change.changes for part in body_changes(one)]
    return [change] if isinstance(change, BodyChange) else []


def map_position(change: Change, position: int, *, after: bool = True) -> int:
    """Where a place in the body (code points) lies once `change` is applied.

    At a place where text was put in, `after` says whether the position moves behind it.
    """
    match change:
        case BodyChange(at, removed, inserted):
            end = at + len(removed)
            if position < at:
                return position
            if position > end or (position == end and after):
                return position + len(inserted) - len(removed)
            return at
        case Group(changes):
            for one in changes:
                position = map_position(one, position, after=after)
    return position


def keeping_anchors(article: Article, change: Change) -> Change:
    """The change, with the comments' places written down where inverting it could not find them again."""
    spared = isinstance(change, BodyChange) and all(_spares(comment, change) for comment in article.comments)
    return change if spared else _anchored(article.comments, change)[0]


def _spares(comment: Comment, change: BodyChange) -> bool:
    """Whether the change takes nothing of a comment's words, so that its inverse brings them back to their place."""
    elsewhere = comment.place != BODY or comment.end <= change.at
    return elsewhere or not change.removed or comment.start > change.at + len(change.removed)


def _anchored(comments: Comments, change: Change) -> tuple[Change, Comments]:
    """The change that keeps anchors, and the comments behind it.

    Words that go take the places of comments on them along. Such a comment is first put where inverting will
    leave it, and inverting then finds that step and what it was before; all other comments stay as they are.
    """
    match change:
        case BodyChange():
            moved = _carried(comments, change)
            back = _carried(moved, invert_body(change))
            return (change if back == comments else Group((CommentsChange(comments, back), change))), moved
        case CommentsChange(_, after):
            return change, after
        case Group(changes):
            kept = []
            for one in changes:
                keeping, comments = _anchored(comments, one)
                kept.append(keeping)
            return Group(tuple(kept)), comments
    return change, comments


def to_record(change: Change) -> dict[str, object]:
    """The change as JSON-ready data, `kind` naming its class."""
    if isinstance(change, Group):
        return {"kind": "Group", "changes": [to_record(one) for one in change.changes]}
    data = {f.name: plain(getattr(change, f.name)) for f in dataclasses.fields(change)}
    return {"kind": type(change).__name__, **data}


def from_record(record: object) -> Change:
    """The change that `to_record` wrote. Raises Trouble where the data is no change."""
    data = dict(record) if isinstance(record, Mapping) else {}
    match data:
        case {"kind": "BodyChange", "at": int(at), "removed": str(removed), "inserted": str(inserted)}:
            _wholly(BodyChange, data)
            return BodyChange(_whole(at), removed, inserted)
        case {"kind": "FieldChange", "field": str(name), "before": before, "after": after}:
            _wholly(FieldChange, data)
            return FieldChange(name, field_value(name, before), field_value(name, after))
        case {"kind": "PhotoChange", "photo": str(photo), "field": str(name), "before": before, "after": after}:
            _wholly(PhotoChange, data)
            return PhotoChange(photo, name, photo_field_value(name, before), photo_field_value(name, after))
        case {"kind": "PhotosChange" | "CommentsChange" as kind, "before": before, "after": after}:
            _wholly(PhotosChange, data)
            return _list_change(kind, before, after)
        case {"kind": "Group", "changes": list(changes)}:
            _wholly(Group, data)
            return Group(tuple(from_record(one) for one in changes))
    raise Trouble(_NO_CHANGE)


_NO_CHANGE = "This is not the data of a change to an article; the journal is damaged or from a newer Desk."


def _wholly(kind: type[Change], data: Mapping[str, object]) -> None:
    """Refuse data that says more than this Desk understands."""
    if len(data) != 1 + len(dataclasses.fields(kind)):
        raise Trouble(_NO_CHANGE)


def _whole(at: int) -> int:
    if isinstance(at, bool):
        raise Trouble(_NO_CHANGE)
    return at


def _list_change(kind: str, before: object, after: object) -> PhotosChange | CommentsChange:
    if kind == "PhotosChange":
        photos = (field_value("photos", side) for side in (before, after))
        return PhotosChange(*cast(tuple[tuple[Photo, ...], tuple[Photo, ...]], tuple(photos)))
    comments = (field_value("comments", side) for side in (before, after))
    return CommentsChange(*cast(tuple[Comments, Comments], tuple(comments)))


def _fits(condition: bool, change: Change) -> None:
    if not condition:
        raise Misfit(f"this {type(change).__name__} was made for another article")


def _apply_body(article: Article, change: BodyChange) -> Article:
    end = change.at + len(change.removed)
    _fits(change.at >= 0 and article.body[change.at : end] == change.removed and end <= len(article.body), change)
    body = "".join((article.body[: change.at], change.inserted, article.body[end:]))
    return replace(article, body=body, comments=_carried(article.comments, change))


def _apply_photo(photo: Photo, change: PhotoChange) -> Photo:
    if photo.id != change.photo:
        return photo
    _fits(getattr(photo, change.field, _NOWHERE) == change.before, change)
    return with_field(photo, change.field, change.after)


def _carried(comments: Comments, change: BodyChange) -> Comments:
    at, end, by = change.at, change.at + len(change.removed), len(change.inserted) - len(change.removed)
    return tuple([_moved(one, change, end, by) if one.end >= at and one.place == BODY else one for one in comments])


def _moved(comment: Comment, change: BodyChange, end: int, by: int) -> Comment:
    if comment.start > end:
        return comment.moved(by)
    start = map_position(change, comment.start, after=comment.start < comment.end)
    return replace(comment, start=start, end=map_position(change, comment.end, after=False))


_STROKE = 2
"""The most code points that a key puts in at once: a flag, or a letter with its mark."""


def _typed_on(before: Value, middle: Value, again: Value, after: Value) -> bool:
    """Whether a field of text went from `before` over `middle` to `after` as one goes on typing."""
    if not (isinstance(before, str) and isinstance(middle, str) and isinstance(after, str) and middle == again):
        return False
    return _merge_body(text_change(before, middle), text_change(middle, after)) is not None


def _anchors(change: Change) -> tuple[CommentsChange | None, BodyChange] | None:
    """A change of the body, with the comments' places that were written down before it."""
    match change:
        case BodyChange():
            return None, change
        case Group((CommentsChange() as anchors, BodyChange() as typed)):
            return anchors, typed
    return None


_Anchored = tuple[CommentsChange | None, BodyChange] | None


def _merge_anchored(one: _Anchored, other: _Anchored) -> Change | None:
    """Two changes of the body as one, together with what was written down about the comments' places."""
    if one is None or other is None or (typed := _merge_body(one[1], other[1])) is None:
        return None
    (first, begun), (second, going_on) = one, other
    if first is None and second is None:
        return typed
    middle = second.before if second else _carried(first.after, begun) if first else ()
    before = first.before if first else _carried(middle, invert_body(begun))
    end = _carried(second.after if second else middle, going_on)
    back = _carried(end, invert_body(typed))
    if _carried(back, typed) != end:
        return None
    return typed if back == before else Group((CommentsChange(before, back), typed))


def _merge_body(first: BodyChange, second: BodyChange) -> BodyChange | None:
    if "\n" in second.inserted or "\n" in second.removed or len(second.inserted) + len(second.removed) > _STROKE:
        return None
    if first.inserted and not second.removed and second.at == first.at + len(first.inserted):
        return _typed(first, second)
    if not first.inserted and not second.inserted and "\n" not in first.removed:
        return _deleted(first, second)
    return None


def _typed(first: BodyChange, second: BodyChange) -> BodyChange | None:
    before, typed = first.inserted, second.inserted
    starts_word = before[-1].isspace() and not typed[:1].isspace()
    return None if starts_word else BodyChange(first.at, first.removed, before + typed)


def _deleted(first: BodyChange, second: BodyChange) -> BodyChange | None:
    if second.at + len(second.removed) == first.at:
        return BodyChange(second.at, second.removed + first.removed, "")
    return BodyChange(first.at, first.removed + second.removed, "") if second.at == first.at else None

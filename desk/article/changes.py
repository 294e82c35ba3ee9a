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
    """Comments were made, answered, resolved, moved or removed: all of them are given, or those alone that are others
    now, in the same order.
    """

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
        case CommentsChange():
            return replace(article, comments=_said(article.comments, change))
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
            moved = carried(comments, change)
            back = carried(moved, invert_body(change))
            places = differing(comments, back)
            return (change if places is None else Group((places, change))), moved
        case CommentsChange():
            return change, _said(comments, change)
        case Group(changes):
            kept = []
            for one in changes:
                keeping, comments = _anchored(comments, one)
                kept.append(keeping)
            return Group(tuple(kept)), comments
    return change, comments


def differing(before: Comments, after: Comments) -> CommentsChange | None:
    """The change from comments to the same ones as they are now, of those alone that differ; None where none do."""
    if len({one.id for one in before}) < len(before):
        return None if before == after else CommentsChange(before, after)
    pairs = [(was, now) for was, now in zip(before, after, strict=True) if was is not now and was != now]
    return CommentsChange(tuple(was for was, _ in pairs), tuple(now for _, now in pairs)) if pairs else None


def _said(comments: Comments, change: CommentsChange) -> Comments:
    """The comments after a change of all or some of them."""
    if comments == change.before:
        return change.after
    some = {was.id: (was, now) for was, now in zip(change.before, change.after, strict=False)}
    _fits([one.id for one in change.before] == [one.id for one in change.after] == list(some) != [], change)
    _fits(sum(one.id in some and some[one.id][0] == one for one in comments) == len(some), change)
    return tuple(some[one.id][1] if one.id in some and some[one.id][0] == one else one for one in comments)


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
    return replace(article, body=body, comments=carried(article.comments, change))


def _apply_photo(photo: Photo, change: PhotoChange) -> Photo:
    if photo.id != change.photo:
        return photo
    _fits(getattr(photo, change.field, _NOWHERE) == change.before, change)
    return with_field(photo, change.field, change.after)


def carried(comments: Comments, change: BodyChange) -> Comments:
    """Comments where a change of the body leaves them; of a thousand behind it, none costs much."""
    at, end, by = change.at, change.at + len(change.removed), len(change.inserted) - len(change.removed)
    return tuple([_moved(one, change, end, by) if one.end >= at and one.place == BODY else one for one in comments])


def _moved(comment: Comment, change: BodyChange, end: int, by: int) -> Comment:
    if comment.start > end:
        return comment.moved(by)
    start = map_position(change, comment.start, after=comment.start < comment.end)
    return replace(comment, start=start, end=map_position(change, comment.end, after=False))

"""Which steps a writer would call one: typing on, deleting on, nudging a crop. Undo goes back by these."""

from __future__ import annotations

from desk.article.changes import (
    BodyChange,
    Change,
    CommentsChange,
    FieldChange,
    Group,
    PhotoChange,
    carried,
    differing,
    invert_body,
    text_change,
)
from desk.article.record import Value


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
        case Group((CommentsChange(before, after) as anchors, BodyChange() as typed)):
            ids = [one.id for one in before]
            return (anchors, typed) if ids == [one.id for one in after] and len(set(ids)) == len(ids) else None
    return None


_Anchored = tuple[CommentsChange | None, BodyChange] | None


def _merge_anchored(one: _Anchored, other: _Anchored) -> Change | None:
    """Two changes of the body as one, together with what was written down about the places of some comments."""
    if one is None or other is None or (typed := _merge_body(one[1], other[1])) is None:
        return None
    (first, begun), (second, going_on) = one, other
    if first is None and second is None:
        return typed
    before = {was.id: was for was in first.before} if first else {}
    middle = {now.id: now for now in carried(first.after, begun)} if first else {}
    for was in second.before if second else ():
        before.setdefault(was.id, carried((was,), invert_body(begun))[0])
    middle |= {now.id: now for now in second.after} if second else {}
    end = carried(tuple(middle[name] for name in before), going_on)
    back = carried(end, invert_body(typed))
    if carried(back, typed) != end:
        return None
    places = differing(tuple(before.values()), back)
    return typed if places is None else Group((places, typed))


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

"""The change that leads from one state of a story to another, when nobody recorded the steps between."""

from __future__ import annotations

from dataclasses import fields

from desk.article import edits
from desk.article.changes import Change, CommentsChange, FieldChange, Group, PhotosChange, apply, keeping_anchors
from desk.article.model import Article

_PLAIN = tuple(f.name for f in fields(Article) if f.name not in ("id", "body", "photos", "comments"))


def difference(before: Article, after: Article) -> Change | None:
    """One change that makes `before` into `after` (but for the ID), or None where they are alike."""
    steps: list[Change] = [
        FieldChange(name, getattr(before, name), getattr(after, name))
        for name in _PLAIN
        if getattr(before, name) != getattr(after, name)
    ]
    if before.photos != after.photos:
        steps.append(PhotosChange(before.photos, after.photos))
    body = edits.set_body(before, after.body)
    if body is not None:
        steps.append(keeping_anchors(before, body))
    moved = apply(before, Group(tuple(steps))).comments
    if moved != after.comments:
        steps.append(CommentsChange(moved, after.comments))
    return None if not steps else steps[0] if len(steps) == 1 else Group(tuple(steps))

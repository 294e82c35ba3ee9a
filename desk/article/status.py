"""Where a story stands: apart from the article itself, since lists and menus ask for no more."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a story stands on its way to publication."""

    DRAFT = "draft"
    IN_EDIT = "in edit"
    READY = "ready"
    PUBLISHED = "published"
    KILLED = "killed"

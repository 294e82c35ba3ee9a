"""Placeholder until the clipboard lands."""

from __future__ import annotations

from PySide6.QtCore import QMimeData


def url_of(_mime: QMimeData) -> str | None:
    return None

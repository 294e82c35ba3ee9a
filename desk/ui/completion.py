"""Words that the library already knows, offered below a field while one types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyledItemDelegate

from desk.article.trouble import Trouble

Ask = Callable[[str], list[str]]
SHOWN = 7


def offer(field: QLineEdit, ask: Ask) -> QCompleter:
    """Have `field` offer what `ask` knows that begins like its text. The library decides what is alike."""
    known = QStringListModel(field)
    completer = QCompleter(known, field)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setMaxVisibleItems(SHOWN)
    popup = QListView()
    popup.setProperty("role", "popup")
    completer.setPopup(popup)
    popup.setItemDelegate(QStyledItemDelegate(popup))

    field.textEdited.connect(lambda text: known.setStringList(_alike(text, ask)))
    field.setCompleter(completer)
    return completer


def _alike(text: str, ask: Ask) -> list[str]:
    """What is known; a library that cannot answer offers nothing, and says so where it matters more."""
    try:
        return [found for found in ask(text) if found != text] if text.strip() else []
    except Trouble:
        return []

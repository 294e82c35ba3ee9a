"""What stands in a text field, as the article would hold it."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument


def text_of(document: QTextDocument) -> str:
    """The document's characters, paragraphs parted by line ends."""
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    return cursor.selectedText().replace("\u2029", "\n")

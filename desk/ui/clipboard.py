"""The clipboard: what Desk puts there of its text, and what it takes of that and of all other programs'.

What is copied goes out three ways: as Markdown, as HTML with its formatting, and as Markdown under a name that only
Desk knows, so that what is pasted into Desk again is the very same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QMetaType, QMimeData

from desk.article.edits import clean_text
from desk.article.trouble import Trouble

if TYPE_CHECKING:
    from desk.formats.pasted import Pasted

MARKDOWN = "application/x-desk-markdown"
"""The format that only Desk reads: Markdown in UTF-8."""


def mime_of_selection(markdown: str, language: str, figure: Callable[[str], str], body: str = "") -> QMimeData:
    """A selection as the clipboard is to hold it.

    `figure` gives the trusted HTML of a photo by its ID; `body` is the whole text, where links and footnotes of the
    selection may be defined.
    """
    return Copied(markdown, partial(_formatted_copy, markdown, language, figure, body))


def _formatted_copy(markdown: str, language: str, figure: Callable[[str], str], body: str) -> str:
    from desk.formats.copied import html_of

    return html_of(markdown, language, figure, body)


class Copied(QMimeData):
    """A selection on the clipboard; what it looks like is found out when it is asked for: a long one takes a while."""

    def __init__(self, markdown: str, html: Callable[[], str]) -> None:
        super().__init__()
        self._make, self._made = html, ""
        self.setText(markdown)
        self.setData(MARKDOWN, markdown.encode("utf-8", "replace"))

    def formats(self) -> list[str]:
        return [MARKDOWN, "text/html", "text/plain"]

    def hasFormat(self, form: str) -> bool:
        return form in self.formats()

    def retrieveData(self, form: str, kind: QMetaType | QMetaType.Type) -> object:
        if form != "text/html":
            return super().retrieveData(form, kind)
        self._made = self._made or self._make()
        return self._made


def pasted_from(mime: QMimeData, first_note: int = 1) -> Pasted | None:
    """The words on the clipboard as Markdown: Desk's own, else formatted, else plain; None where there are no words.

    Footnotes of formatted words are numbered from `first_note` on. Where formatting cannot be read, the plain words are
    taken, with a note; Trouble where there are none beside it. Ask this before you look for an image: programs put a
    picture of their words beside these. Where nothing but pictures of the web was copied, their number comes alone.
    """
    from desk.formats.pasted import Pasted

    if mime.hasFormat(MARKDOWN):
        return Pasted(clean_text(bytes(mime.data(MARKDOWN).data()).decode("utf-8", "replace")))
    text = clean_text(mime.text()) if mime.hasFormat("text/plain") else ""
    try:
        found = _formatted(mime, text, first_note)
    except Trouble as trouble:
        if not text.strip():
            raise
        return Pasted(text, note=f"Only the plain words were pasted. {trouble}")
    return found or (Pasted(text) if text.strip() else None)


def _formatted(mime: QMimeData, text: str, first_note: int) -> Pasted | None:
    """What the HTML on the clipboard says, where it says more than the text beside it."""
    from desk.formats.pasted import is_worth_reading, read

    html = mime.html() if mime.hasHtml() else ""
    if not html or (text.strip() and not is_worth_reading(html, text)):
        return None
    found = read(html, first_note)
    return found if found.markdown or (found.left_out and not mime.hasImage()) else None


_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_LONGEST = 4096


def url_of(mime: QMimeData) -> str | None:
    """The web address, without trackers, where the clipboard holds one and nothing else."""
    from desk.formats.trackers import without_trackers

    words = mime.text().strip() if mime.hasFormat("text/plain") else ""
    urls = [url.toString() for url in mime.urls()] if not words else []
    text = urls[0] if len(urls) == 1 else words
    if len(text) > _LONGEST or not _ADDRESS.fullmatch(text):
        return None
    address = without_trackers(text if text[:4].lower() == "http" else f"https://{text}")
    return address if _has_host(address) else None


def _has_host(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return "." in host.strip(".") or host == "localhost" or ":" in host

"""Comments as notes on the previewed page, laid over it by a script (`notes.js`): the page stays as it is exported."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk.article.comment_places import in_order, photo_of, standing
from desk.article.model import BODY, Article, Comment
from desk.article.stamps import now
from desk.ui.comment_words import ago, author

if TYPE_CHECKING:
    from desk.article.passages import Passages
    from desk.ui.editor import EditorPane
    from desk.ui.preview import PreviewPane

PAUSE = 150
"""Milliseconds after the page last changed until the notes are laid anew."""
MOST = 100
"""Notes that a page has at most; nobody reads more beside it."""
LATEST = 20
"""Replies that a note has at most, the newest: the pane has them all."""
_UNSEEN = re.compile(r"\]\([^()\s]*(?:\s[^()]*)?\)|\]\[[^\]\n]*\]|<[^<>\n]*>|!\[[^\]\n]*\]")
_WORD = re.compile(r"[^\W_]+")
_PHOTO_FIELDS = ("caption", "credit", "photographer", "alt")


class CommentNotes(QObject):
    """Follows the page: each time it is settled, the open comments are laid over it."""

    clicked = Signal(str)
    """A note or its number was clicked: the ID of its comment."""

    def __init__(self, preview: PreviewPane, editor: EditorPane) -> None:
        super().__init__(preview)
        self._preview, self._editor = preview, editor
        self._chosen = ""
        self._are_laid = False
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._lay)
        preview.settled.connect(self._on_settled)
        preview.told.connect(self._on_told)

    def choose(self, comment_id: str) -> None:
        """Have one note stand out, or none."""
        if comment_id != self._chosen:
            self._chosen = comment_id
            self._on_settled()

    def _on_settled(self) -> None:
        session = self._editor.session
        if self._are_laid or (session is not None and session.article.comments):
            self._soon.start()

    def _lay(self) -> None:
        session, view = self._editor.session, self._preview.view
        if view is None or not self._preview.is_settled:
            return  # it tells once it is
        found = notes(session.article, self._editor.page.passages, self._chosen) if session else []
        self._are_laid = bool(found)
        view.run(f"window.deskNotes.show({json.dumps(found)})", lambda _count: None)

    def _on_told(self, told: dict[str, object]) -> None:
        if isinstance(comment_id := told.get("note"), str):
            self.clicked.emit(comment_id)


def notes(article: Article, passages: Passages, chosen: str = "") -> list[dict[str, object]]:
    """The open comments in the story's order, each with where on the page it is, as the script takes them."""
    waiting = [one for one in in_order(article) if not one.resolved][:MOST]
    return [_note(article, passages, one, number, one.id == chosen) for number, one in enumerate(waiting, 1)]


def _note(article: Article, passages: Passages, comment: Comment, number: int, chosen: bool) -> dict[str, object]:
    moment = now()
    return {
        "id": comment.id,
        "number": number,
        "who": author(comment.author),
        "when": ago(comment.time, moment),
        "text": comment.text,
        "replies": [{"who": author(one.author), "text": one.text} for one in comment.replies[-LATEST:]],
        "chosen": chosen,
        **_place(article, passages, comment),
    }


def _place(article: Article, passages: Passages, comment: Comment) -> dict[str, object]:
    """The block of the page (−1: the part that `field` names), the words in it, and which of several places it is.

    `on` is said where the page cannot show it: of words that are gone, of fields that it does not have.
    """
    at = standing(article, comment)
    if comment.place == BODY and passages.blocks and not at.gone and at.start < at.end:
        block = passages.at(at.start)
        start, _end = passages.span(block)
        before, words = _words(article.body[start : at.start]), _words(article.body[at.start : at.end])
        return {"block": block + 1, "field": "", "words": words, "nth": _count(before, words), "on": ""}
    photo = photo_of(comment)
    if photo and not at.gone:
        return _at_photo(article, passages, comment, photo)
    words = _words(comment.quote) if comment.place != BODY and not at.gone else []
    lost = f"“{comment.quote}”" if comment.quote and (at.gone or comment.place not in ("headline", "summary")) else ""
    return {"block": -1, "field": comment.place, "words": words, "nth": 0, "on": lost}


def _at_photo(article: Article, passages: Passages, comment: Comment, photo: str) -> dict[str, object]:
    words = _words(comment.quote) if comment.field in _PHOTO_FIELDS else []
    place: dict[str, object] = {"block": -1, "field": "lead", "words": words, "nth": 0, "on": "", "photo": True}
    mark = article.body.find(f"](photo:{photo})")
    if photo != article.lead and mark >= 0 and passages.blocks:
        place["block"] = passages.at(mark) + 1
    elif photo != article.lead:
        place["field"] = ""
    return place


def _words(source: str) -> list[str]:
    """The words of Markdown that a page shows."""
    return _WORD.findall(_UNSEEN.sub(" ", source))


def _count(before: list[str], words: list[str]) -> int:
    """How often words stand, one after the other, before a place."""
    length = len(words)
    return sum(before[n : n + length] == words for n in range(len(before) - length + 1)) if words else 0

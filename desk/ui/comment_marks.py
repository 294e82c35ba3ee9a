"""Comments where they stand: a quiet tint under their words, a stronger one for the chosen, a sign in the margin.

The tints follow the text by themselves; they are laid anew when comments changed, or a moment after the last key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desk.article.changes import BodyChange
from desk.article.comment_places import standing
from desk.article.model import BODY, Article, Comment
from desk.article.session import Applied, Session
from desk.ui.comment_margin import CommentMargin
from desk.ui.comment_words import in_a_line
from desk.ui.marking import lay_in
from desk.ui.wording import going_on

if TYPE_CHECKING:
    from desk.ui.editor import EditorPane

Mark = tuple[int, int, str]
LAYER, LOOK, CHOSEN = "comments", "comment", "comment-chosen"
FIELDS = ("headline", "summary")
PAUSE = 200
"""Milliseconds after the last key until words that were cut or reworded are looked for."""
DEEPEST = 8
"""Marks that lie one over the other at most: nobody tells more apart, and each costs at every key."""
TOLD = 12
"""Comments at one place that are told in a line each."""
SHORT = 60
"""Characters of a comment that a menu tells."""


class CommentMarks(QObject):
    """Marks the comments of the open story in an editor."""

    chosen = Signal(str)
    """The comment whose words the caret came to, or whose sign was clicked, by its ID."""
    clicked = Signal(str)
    """A comment’s sign in the margin was clicked, or it was asked for in the menu."""
    settled = Signal(str)
    """A comment is to be resolved, by its ID."""

    def __init__(self, editor: EditorPane, comment_action: Callable[[], QAction]) -> None:
        """`comment_action` is what the body’s menu offers for words without a comment."""
        super().__init__(editor)
        self._editor, self._comment_action = editor, comment_action
        self._session: Session | None = None
        self._end_watch: Callable[[], None] = lambda: None
        self._chosen = ""
        self.shows_resolved = False
        self.margin = CommentMargin(editor.page, self.comments_at, self._first_lines)
        self.margin.clicked.connect(self.clicked)
        editor.page.offers.append(self._offers)
        editor.page.tellers.append(self._tell)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._look_soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._look_soon.timeout.connect(self._look_at_caret)
        editor.page.caret_moved.connect(self._on_caret_moved)

    def show_session(self, session: Session | None) -> None:
        """Mark the comments of another story."""
        self._end_watch()
        self._session, self._chosen = session, ""
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self.refresh()

    def choose(self, comment_id: str) -> None:
        """Mark one as the chosen, or none."""
        if comment_id != self._chosen:
            self._chosen = comment_id
            self.refresh()

    def show_resolved(self, shown: bool) -> None:
        """Whether comments that were settled are marked too."""
        self.shows_resolved = shown
        self.refresh()

    def refresh(self) -> None:
        """Mark the comments as they are now."""
        self._soon.stop()
        page = self._editor.page
        page.overlays.lay(LAYER, self._marks(BODY))
        page.viewport().update()
        for name in FIELDS:
            lay_in(getattr(self._editor, name), LAYER, self._marks(name))
        self.margin.show_marks({name: bool(self._in(name)) for name in FIELDS})

    def _article(self) -> Article:
        return self._session.article if self._session else Article(id="")

    def _seen(self) -> list[Comment]:
        return [one for one in self._article().comments if self.shows_resolved or not one.resolved]

    def _in(self, place: str) -> list[Comment]:
        return [one for one in self._seen() if one.place == place]

    def _marks(self, place: str) -> list[Mark]:
        article = self._article()
        found: set[Mark] = set()
        for one in self._in(place):
            now = standing(article, one)
            found.add((now.start, now.end, CHOSEN if one.id == self._chosen else LOOK))
        return shallow(sorted(found))

    def comments_at(self, point: int) -> list[Comment]:
        """The comments on the words at a code point of the body, the one on the fewest words first."""
        article = self._article()
        found = []
        for one in self._in(BODY):
            now = standing(article, one)
            if now.start <= point <= now.end:
                found.append((now.end - now.start, one))
        return [one for _length, one in sorted(found, key=lambda pair: pair[0])]

    def _first_lines(self, place: str, point: int) -> list[tuple[str, str]]:
        """IDs of the comments at a place, and what each says in a line; of very many the first."""
        found = self.comments_at(point) if place == BODY else self._in(place)
        return [(one.id, line) for one, line in zip(found, _lines(found), strict=False)]

    def _tell(self, point: int) -> str:
        """What was said of the words at a code point."""
        if not self._editor.page.overlays.at(LAYER, point):
            return ""
        return "\n".join(_lines(self.comments_at(point)))

    def _offers(self, menu: QMenu, point: int) -> list[QAction]:
        """What the body’s menu offers at a code point: the comments there, and to make one."""
        actions = []
        for one in self.comments_at(point)[:3]:
            said = " ".join(one.text.split())
            said = said if len(said) <= SHORT else f"{said[: SHORT - 1].rstrip()}…"
            show, settle = QAction(f"Show comment: {said}", menu), QAction("Resolve this comment", menu)
            show.triggered.connect(lambda _on=False, one=one: self.clicked.emit(one.id))
            settle.triggered.connect(lambda _on=False, one=one: self.settled.emit(one.id))
            actions += [show, settle] if not one.resolved else [show]
        make = QAction(going_on("Comment…"), menu)
        make.setShortcut(self._comment_action().shortcut())
        make.triggered.connect(self._comment_action().trigger)
        return [*actions, make]

    def _on_applied(self, applied: Applied) -> None:
        if isinstance(applied.change, BodyChange):
            if applied.after.comments:
                self.margin.update()
                self._soon.start()
        elif applied.before.comments is not applied.after.comments or applied.after.comments:
            self.refresh()

    def _on_caret_moved(self, _caret: int) -> None:
        if self._session is not None and self._session.article.comments:
            self._look_soon.start()

    def _look_at_caret(self) -> None:
        """The words at which the caret rests have their comment chosen."""
        page = self._editor.page
        if not page.hasFocus() or page.textCursor().hasSelection() or not page.overlays.at(LAYER, page.caret):
            return
        found = self.comments_at(page.caret)
        if found and found[0].id != self._chosen:
            self.chosen.emit(found[0].id)


def shallow(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, in their order, without those that begin where as many as may be lie already; the chosen one stays."""
    kept: list[Mark] = []
    ends: list[int] = []
    for mark in marks:
        ends = [end for end in ends if end >= mark[0]]
        if len(ends) < DEEPEST or mark[2] == CHOSEN:
            kept.append(mark)
            ends.append(mark[1])
    return kept


def _lines(comments: Sequence[Comment]) -> list[str]:
    """What comments say, each in a line; of very many the first, and how many more there are."""
    lines = [in_a_line(one) for one in comments[:TOLD]]
    more = len(comments) - TOLD
    return [*lines, f"and {more:,} more"] if more > 0 else lines

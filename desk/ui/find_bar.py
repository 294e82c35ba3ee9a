"""The bar above the text that finds words in the story, and replaces them: slim, and never in the way of writing.

It does not know the editor: `Shows` is what it asks of whoever shows the story.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk.article.changes import Change
from desk.article.languages import direction_of
from desk.article.model import Article
from desk.article.session import Session
from desk.article.spans import Span
from desk.article.trouble import Trouble
from desk.checks.replacing import replace_all, replace_one
from desk.checks.searching import BODY, HEADLINE, SUMMARY, Match, Place, Query, find_all, follow_one
from desk.ui.find_form import FROM_END, FROM_TOP, FindForm
from desk.ui.story_search import StorySearch
from desk.ui.tasks import Tasks

ORIGIN = "find"
"""Who began a change, as the session tells its observers."""
LONGEST = 200
"""The most characters of a selection that are looked for when the bar opens; more are a passage, not words."""


class Shows(Protocol):
    """What the bar asks of whoever shows the story. All positions are code points."""

    def caret(self) -> tuple[Place, int]:
        """Where the caret is, or where the selection begins; the body's caret where it is in none of the texts."""

    def mark(self, matches: Sequence[Span], current: int) -> None:
        """Mark these matches in the body, and no others; `current` is the number of the one gone to, or −1.

        They are `Spans`, whose `within` gives those that are to be seen.
        """

    def mark_field(self, field: str, matches: Sequence[Span], current: int) -> None:
        """Mark these matches in `headline` or `summary` (`marking.mark_in`), and no others."""

    def go_to(self, match: Match) -> None:
        """Select a match and bring it into sight, in the body, a field, or the caption of its photo; keep the focus."""

    def clear(self) -> None:
        """Take all marks away."""


class FindBar(FindForm):
    """Find and replace. The window opens it with the words selected, and takes the focus back when it is `closed`."""

    closed = Signal()

    def __init__(self, shows: Shows, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shows, self._tasks = shows, tasks
        self._search = StorySearch(tasks, self)
        self._current: Match | None = None
        self._begin: tuple[Place, int] = (BODY, 0)
        """Where the search for words being typed begins."""
        self._going = False
        """Whether the first match is gone to as soon as it is found."""
        self._hint = self._problem = ""
        self._replacing = False
        self._mark_soon = QTimer(self, interval=0, singleShot=True)
        self._mark_soon.timeout.connect(self._mark)
        self._search.found.connect(self._on_found)
        self._search.failed.connect(self._on_failed)
        self._search.followed.connect(self._on_followed)
        self.edited.connect(self._on_edited)
        self.next.clicked.connect(self.go_next)
        self.previous.clicked.connect(self.go_previous)
        self.closer.clicked.connect(self.leave)
        self.replace_one.clicked.connect(self.replace)
        self.replace_all.clicked.connect(self.replace_everywhere)
        self._set_keys()
        self.hide()

    def _set_keys(self) -> None:
        none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        self.set_keys(
            {
                (Qt.Key.Key_Return, none): self._enter,
                (Qt.Key.Key_Return, shift): self.go_previous,
                (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier): self.replace_everywhere,
                (Qt.Key.Key_F3, none): self.go_next,
                (Qt.Key.Key_F3, shift): self.go_previous,
                (Qt.Key.Key_Escape, none): self.leave,
            }
        )

    # opening and leaving

    def show_session(self, session: Session | None) -> None:
        """Search another story from now on."""
        self._current = None
        self._hint = ""
        if session is not None:
            for field in (self.words, self.replacement):
                field.set_own_direction(direction_of(session.article.language))
        self._search.show_session(session)

    def open_with(self, words: str, replacing: bool) -> None:
        """Show the bar, looking for these words (what is selected; none, or a passage: for those before)."""
        if words and "\n" not in words and len(words) <= LONGEST:
            self.words.show_words(words)
            self.words.setModified(False)
        self.show_replacing(replacing)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._look()

    def leave(self) -> None:
        """Close the bar and take its marks away."""
        self.hide()
        self._search.look_for(Query(""))
        self._shows.clear()
        self.closed.emit()

    # finding

    @property
    def current(self) -> Match | None:
        """The match that was gone to last, if it still is one."""
        return self._current

    def go_next(self) -> None:
        """Go to the next match from the caret on; from the top again behind the last."""
        self._step(+1)

    def go_previous(self) -> None:
        """Go to the last match before the caret; from the end again before the first."""
        self._step(-1)

    def _step(self, way: int) -> None:
        if self.isHidden():
            self.open_with("", self.is_replacing)
        elif not self._going:
            self._go(*self._next_number(way))

    def _next_number(self, way: int) -> tuple[int, str]:
        """The number of the match that lies next, and how one comes there."""
        matches, (place, caret) = self._search.matches, self._shows.caret()
        at = self._current
        is_there = at is not None and at.place == place and at.start <= caret <= at.end
        number = matches.number_of(at) if at is not None and is_there else None
        if number is not None:
            number += way
        else:
            number = matches.first_from(place, caret) - (way < 0)
        if number < 0:
            return len(matches) - 1, FROM_END
        return (0, FROM_TOP) if number >= len(matches) else (number, "")

    def _go(self, number: int, hint: str = "", *, quietly: bool = False) -> None:
        """Go to a match, where there is one; `quietly` opens no pane for it."""
        matches = self._search.matches
        self._hint, self._problem = "", ""
        if len(matches):
            self._current, self._hint = matches[number], hint
            self._begin = (self._current.place, self._current.start)
            if not (quietly and self._current.place.photo):
                self._shows.go_to(self._current)
        self._show()

    def _on_edited(self) -> None:
        self._look(self._begin)

    def _look(self, begin: tuple[Place, int] | None = None) -> None:
        """Look for what the fields say, and go to the first match from a place (else the caret) on."""
        self._begin = begin or self._shows.caret()
        self._going = True
        self._hint = self._problem = ""
        self._search.look_for(self.query())

    def _on_found(self) -> None:
        matches = self._search.matches
        self._problem = ""
        if self._going:
            self._going = False
            self._current = None
            number = matches.first_from(*self._begin)
            self._go(number if number < len(matches) else 0, quietly=True)
            return
        if self._current is not None and matches.number_of(self._current) is None:
            self._current = None
        self._show()

    def _on_failed(self, sentence: str) -> None:
        self._going, self._current, self._problem = False, None, sentence
        self._show()

    def _on_followed(self, change: Change) -> None:
        self._current = self._current and follow_one(self._current, change)
        self._show()
        self._mark_soon.start()  # a field that is yet to take the change in would lose its marks

    # replacing

    def replace(self) -> None:
        """Replace the match gone to, and go to the next; where none is, go to one first."""
        session, at = self._search.session, self._current
        if session is None or at is None or self._going:
            self.go_next()
            return
        try:
            change = replace_one(session.article, at, self.replacement.words())
        except Trouble as trouble:
            self._on_failed(str(trouble))
            return
        before = len(at.place.text_in(session.article))
        self._apply(session, change)
        position = at.end + len(at.place.text_in(session.article)) - before
        number = self._search.matches.first_from(at.place, max(position, at.start))
        past = number >= len(self._search.matches)
        self._go(0 if past else number, FROM_TOP if past else "")

    def replace_everywhere(self) -> None:
        """Replace all matches in the story as one step; they are looked for off the GUI thread."""
        session, query = self._search.session, self.query()
        if session is None or self._replacing or not query.words or not self.is_replacing:
            return
        self._replacing = True
        work = partial(_all_replaced, session.article, query, self.replacement.words())
        self._tasks.run(work, partial(self._on_all_replaced, session, session.article), self._on_not_replaced)

    def _on_all_replaced(self, session: Session, article: Article, made: tuple[int, Change | None]) -> None:
        self._replacing = False
        if session is not self._search.session:
            return
        if session.article is not article:  # a key came between: what was made does not fit any more
            self.replace_everywhere()
            return
        count, change = made
        self._apply(session, change)
        self._hint = f"{count:,} replaced" if change else "nothing to replace"
        self._show()

    def _on_not_replaced(self, sentence: str) -> None:
        self._replacing = False
        self._on_failed(sentence)

    def _apply(self, session: Session, change: Change | None) -> None:
        """A step of its own; what was typed into the bar for it is not what undo takes back next."""
        if change is None:
            return
        session.apply_alone(change, ORIGIN)
        self.words.setModified(False)
        self.replacement.setModified(False)

    def _enter(self) -> None:
        self.replace() if self.replacement.hasFocus() else self.go_next()

    # showing

    def _show(self) -> None:
        matches = self._search.matches
        self.set_possible(stepping=bool(len(matches)), replacing=bool(len(matches)))
        self.say(self._counted(), self._hint, self._problem)
        self._mark()

    def _counted(self) -> str:
        matches = self._search.matches
        if self._problem or self._going or not matches.query.words or self._search.session is None:
            return ""
        number = None if self._current is None else matches.number_of(self._current)
        if number is not None:
            return f"{number + 1:,} of {len(matches):,}"
        if self._hint and not len(matches):
            return ""  # “17 replaced” says enough
        return _matches(len(matches))

    def _mark(self) -> None:
        if self.isHidden():
            return
        matches = self._search.matches
        number = None if self._current is None else matches.number_of(self._current)
        for place in (HEADLINE, SUMMARY, BODY):
            spans = matches.spans(place)
            first = matches.first_from(place, 0)
            current = number - first if number is not None and 0 <= number - first < len(spans) else -1
            if place == BODY:
                self._shows.mark(spans, current)
            else:
                self._shows.mark_field(place.field, spans, current)


def _matches(count: int) -> str:
    return {0: "No matches", 1: "1 match"}.get(count, f"{count:,} matches")


def _all_replaced(article: Article, query: Query, words: str) -> tuple[int, Change | None]:
    return len(find_all(article, query)), replace_all(article, query, words)

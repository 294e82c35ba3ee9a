"""Misspelt words of the body: what was touched is asked first, then what is seen, then the rest of the story.

A key costs the same in a long story: only the paragraph that it touched is asked again, some moments later. The word
that is being typed is left in peace until the caret leaves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from desk.article.blocks import Kind
from desk.article.changes import body_changes
from desk.checks.spelling import LONGEST, Word, words_of
from desk.ui.body import ORIGIN
from desk.ui.unasked import Unasked, followed

if TYPE_CHECKING:
    from desk.article.changes import BodyChange
    from desk.article.session import Applied, Session
    from desk.article.spans import Span
    from desk.ui.editor import Page
    from desk.ui.spelling_process import SpellingProcess

LAYER = "spelling"
LOOK = "spelling"
PAUSE = 80
"""Milliseconds after a key until what it touched is asked about."""
SETTLED = 1_500
"""Milliseconds without a key after which a word counts as written, though the caret still stands at it."""
PIECE = 4_000
"""Characters that are asked about in one go."""
AROUND = 600
"""Characters on either side of a change that are asked about again in a paragraph longer than a piece."""
MOST_LOSSES = 2
_MOST_PLACES = 40
"""Places changed by one step, beyond which the whole text is asked about anew."""
_OF_FENCES = frozenset("`~")
_MOST_TAGS = 5_000


@dataclass
class _Piece:
    """What was asked and not answered yet; `stale` where its text changed since."""

    start: int
    end: int
    stale: bool = False


class BodySpelling(QObject):
    """Keeps the marks of misspelt words over one page."""

    changed = Signal()
    """Other words are marked than before."""

    def __init__(self, page: Page, process: SpellingProcess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page, self._process = page, process
        self._session: Session | None = None
        self._on = True
        self._rest, self._touched = Unasked(), Unasked()
        self._asked: _Piece | None = None
        self._losses = 0
        """Processes in a row that went while they were asked."""
        self._tags: dict[str, str] = {}
        self._typed_to = -1
        self._spared: Span | None = None
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._ask_next)
        self._settled = QTimer(self, interval=SETTLED, singleShot=True)
        self._settled.timeout.connect(lambda: self._on_caret_moved(-1))
        page.caret_moved.connect(self._on_caret_moved)

    # what there is

    @property
    def is_done(self) -> bool:
        """Whether every word of the text was looked up."""
        return not (self._rest or self._touched or self._asked)

    def words(self) -> list[Span]:
        """Where all marked words are, in order."""
        marks = self._page.overlays.within(LAYER, 0, self._length)
        return [(start, end) for start, end, _look in marks if start < end]

    def word_at(self, point: int) -> Word | None:
        """The marked word at a code point."""
        found = self._page.overlays.at(LAYER, point)
        return self._word(found[0][0], found[0][1]) if found else None

    def next_word(self, point: int) -> Word | None:
        """The first marked word that ends behind a code point."""
        body_end = self._length
        marks = self._page.overlays.within(LAYER, point, min(point + PIECE, body_end))
        marks = [mark for mark in marks if mark[1] > point] or self._page.overlays.within(LAYER, point, body_end)
        return next((self._word(start, end) for start, end, _look in marks if end > point and start < end), None)

    def _word(self, start: int, end: int) -> Word:
        text = self._body[start:end]
        return Word(start, end, text, self._tags.get(text) or self._tag_of(start, text))

    def _tag_of(self, start: int, text: str) -> str:
        """The language of a word by its paragraph, where that is not remembered."""
        low = self._body.rfind("\n", 0, start) + 1
        line = self._body[max(low, start - PIECE) : start + len(text) + AROUND].partition("\n")[0]
        return next((word.tag for word in words_of(line, self._language) if text in word.text), self._language)

    @property
    def _body(self) -> str:
        return self._session.article.body if self._session else ""

    @property
    def _length(self) -> int:
        return len(self._body)

    @property
    def _language(self) -> str:
        return self._session.article.language if self._session else "en"

    # what happens

    def show_session(self, session: Session | None) -> None:
        """Look at another story."""
        self._session = session
        self._typed_to, self._spared = -1, None
        self._tags.clear()
        self.ask_again()

    def switch(self, on: bool) -> None:
        """Mark misspelt words, or none."""
        self._on = on
        self.ask_again()

    def ask_again(self) -> None:
        """Ask about the whole text: other words are known than before."""
        self._rest.clear()
        self._touched.clear()
        if self._asked is not None:
            self._asked.stale = True
        if self._session is None or not self._on or not self._process.languages:
            self._page.overlays.lift(LAYER)
            self._page.viewport().update()
            self.changed.emit()
            return
        self._rest.add(0, self._length)
        self._soon.start()

    def follow(self, applied: Applied) -> None:
        """The story changed. What the page shows may not have changed yet: it is asked later."""
        parts = body_changes(applied.change)
        if not self._on or applied.before.language != applied.after.language or len(parts) > _MOST_PLACES:
            self.ask_again()
            return
        for part in parts:
            self._follow(part)
        if parts:
            typed = applied.origin == ORIGIN
            self._typed_to = parts[-1].at + len(parts[-1].inserted) if typed else -1
            if any(_OF_FENCES & {*part.inserted, *part.removed} for part in parts):
                self._rest.add(0, len(applied.after.body))  # what was code may be none any more
            self._settled.start()
            if not self._soon.isActive():
                self._soon.start()

    def _follow(self, part: BodyChange) -> None:
        for waiting in (self._rest, self._touched):
            waiting.follow(part)
        self._spared = None
        piece = self._asked
        if piece is not None:
            touches = part.at <= piece.end and part.at + len(part.removed) >= piece.start
            piece.stale = piece.stale or touches
            piece.start, piece.end = followed((piece.start, piece.end), part)
        self._touched.add(max(0, part.at - 1), part.at + len(part.inserted) + 1)

    def _on_caret_moved(self, caret: int) -> None:
        if caret != self._typed_to:
            self._typed_to = -1
        if self._spared is not None and not self._spared[0] <= caret <= self._spared[1]:
            self._touched.add(*self._spared)
            self._spared = None
            self._soon.start()

    # asking

    def _ask_next(self) -> None:
        if self._session is None or self._asked is not None or not self._on:
            return
        piece = self._next_piece()
        while piece is not None and not self._is_prose(piece):
            self._answer(piece, [])
            piece = self._next_piece()
        if piece is None:
            return
        self._asked = asked = _Piece(*piece)
        text = self._body[asked.start : asked.end]
        self._process.check(
            text, self._language, lambda words: self._on_answer(asked, words), lambda: self._on_lost(asked)
        )

    def _on_lost(self, piece: _Piece) -> None:
        """The process went: ask the next one, unless it is these words that it cannot bear."""
        self._losses += 1
        piece.stale = piece.stale or self._losses <= MOST_LOSSES
        self._on_answer(piece, [])

    def _on_answer(self, piece: _Piece, words: list[Word]) -> None:
        if piece is not self._asked:
            return
        self._asked = None
        if not piece.stale:
            self._losses = 0
        if piece.stale:
            self._rest.add(max(0, piece.start), min(piece.end, self._length))
        else:
            self._answer((piece.start, piece.end), words)
        QTimer.singleShot(0, self, self._ask_next)

    def _answer(self, piece: Span, words: list[Word]) -> None:
        """Lay the marks of a stretch anew; all others stay where they are by now."""
        start, end = piece
        overlays = self._page.overlays
        come = [(word.start + start, word.end + start, LOOK) for word in words if not self._spares(word, start)]
        if len(self._tags) > _MOST_TAGS:
            self._tags.clear()
        self._tags.update((word.text, word.tag) for word in words)
        there = [mark for mark in overlays.within(LAYER, start, end) if mark[1] > start and mark[0] < end]
        if come != there:
            overlays.relay(LAYER, start, end, come)
            self._page.viewport().update()
        if come != there or self.is_done:
            self.changed.emit()

    def _spares(self, word: Word, start: int) -> bool:
        """Whether a word is being typed."""
        low, high = word.start + start, word.end + start
        if not (low < self._typed_to <= high and self._page.hasFocus()):
            return False
        self._spared = (low, high)
        return True

    def _is_prose(self, piece: Span) -> bool:
        """Whether a stretch may hold words to look up; code between fences is a block by itself."""
        blocks = self._page.passages.blocks
        return bool(blocks) and blocks[self._page.passages.at(piece[0])].kind is not Kind.FENCE

    def _next_piece(self) -> Span | None:
        """What to ask next: what was touched, then what is seen, then the rest."""
        touched = self._touched.first()
        if touched is not None:
            return self._take(self._around(touched[0], min(touched[1], touched[0] + PIECE)))
        span = self._rest.within(*self._seen()) or self._rest.first()
        return self._take(self._blocks(*span)) if span is not None else None

    def _take(self, piece: Span) -> Span:
        """Note that a stretch is asked about; nothing lies behind the text's end."""
        end = piece[1] if piece[1] < self._length else piece[1] + PIECE
        self._rest.take(piece[0], end)
        self._touched.take(piece[0], end)
        return piece

    def _seen(self) -> Span:
        page = self._page
        viewport = page.viewport()
        return page.first_seen(), page.point_at(QPoint(viewport.width() - 1, viewport.height() - 1)) + 1

    def _around(self, start: int, end: int) -> Span:
        """The block around a place; of one that is longer than a piece, what is near."""
        if not self._page.passages.blocks:
            return 0, self._length
        low, high = self._span_at(start)
        last = self._span_at(max(start, min(end, self._length) - 1))
        high = max(high, last[1]) if last[1] - low <= PIECE else high
        if high - low <= PIECE or not self._is_prose((start, end)):
            return low, high
        low = _cut(self._body, max(low, start - AROUND), low, -1)
        return low, _cut(self._body, min(high, max(end, start) + AROUND), high, +1)

    def _blocks(self, start: int, end: int) -> Span:
        """Whole blocks from a place on, as many as make a piece; a long one in parts; code by itself."""
        passages = self._page.passages
        if not passages.blocks:
            return 0, max(end, self._length)
        low, high = self._span_at(start)
        if high - low > PIECE and self._is_prose((low, high)):
            return start, _cut(self._body, min(start + PIECE, high), high, +1)
        index = passages.at(low)
        if passages.blocks[index].kind is Kind.FENCE:
            return low, high
        while high < end and high - low < PIECE and index + 1 < len(passages.blocks):
            index += 1
            block = passages.blocks[index]
            if block.kind is Kind.FENCE or len(block.text) > PIECE:
                break
            high += len(block.text)
        return low, high

    def _span_at(self, point: int) -> Span:
        passages = self._page.passages
        return passages.span(passages.at(max(0, min(point, self._length))))


def _cut(text: str, at: int, limit: int, way: int) -> int:
    """The nearest place in one direction at which no word is cut, within reason; `limit` at the most."""
    for _step in range(2 * LONGEST):
        if at == limit or text[at - 1 : at].isspace() or not text[at : at + 1].strip():
            return at
        at += way
    return at

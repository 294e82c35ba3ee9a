"""The open article: the one door through which it changes, and the one undo stack over all of it.

`apply` takes a change in, `undo` and `redo` move along the history; every observer is told what changed and
which pane began it, so that a pane can ignore its own echo.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from desk.article import changes
from desk.article.changes import Change
from desk.article.first_words import is_stroke, merge
from desk.article.model import Article
from desk.article.trouble import Trouble


class Move(StrEnum):
    """How a change came about: newly made, newly made and joined to the one before, undone or redone."""

    DO = "do"
    JOIN = "join"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Applied:
    """One step of the open article: `change` led from `before` to `after`; `origin` names the pane that began it.

    For an undo, `change` is the inverse that was applied, so every observer can treat all steps alike.
    """

    before: Article
    after: Article
    change: Change
    move: Move
    origin: str

    def caret_after(self, caret: int) -> int:
        """Where the caret of whoever writes is: behind what the step put in the body, or where it carried it along."""
        parts = changes.body_changes(self.change)
        if parts and self.origin not in _AFAR:
            return parts[-1].at + len(parts[-1].inserted)
        return changes.map_position(self.change, caret)


_AFAR = ("find", "others")
"""Who changes the body elsewhere than where the caret is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A step as the journal keeps it: enough to take it again on the article it was taken on."""

    change: Change
    move: Move

    def to_record(self) -> dict[str, object]:
        """The entry as JSON-ready data."""
        return {"move": str(self.move), "change": changes.to_record(self.change)}

    @staticmethod
    def from_record(record: object) -> Entry:
        """The entry that `to_record` wrote. Raises Trouble where the data is none."""
        match record:
            case {"move": str(move), "change": change, **more} if move in list(Move) and not more:
                return Entry(changes.from_record(change), Move(move))
        raise Trouble("This is not the data of a journal’s entry; the journal is damaged or from a newer Desk.")


@dataclass(frozen=True, slots=True)
class History:
    """What can be undone (last is next) and redone (last is next)."""

    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()


Observer = Callable[[Applied], None]
Along = Callable[[Article, Change], Change]


class Session:
    """An open article with its history. Not for use from several threads."""

    def __init__(self, article: Article, history: History = History(), along: Along | None = None) -> None:
        """`along` makes of each change that is taken in the one that is kept: what goes along with it."""
        self._article = article
        self._along = along
        self._done = list(history.done)
        self._undone = list(history.undone)
        self._observers: list[Observer] = []
        self._untold: deque[Applied] = deque()
        self._may_join = False

    @property
    def article(self) -> Article:
        """The article as it stands now."""
        return self._article

    @property
    def history(self) -> History:
        """The undo stack as a value."""
        return History(tuple(self._done), tuple(self._undone))

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Have `observer` told of every step from now on; call what comes back to end that, at once and for good."""
        self._observers.append(observer)
        ended = False

        def end() -> None:
            nonlocal ended
            if not ended:
                self._observers.remove(observer)
            ended = True

        return end

    def apply(self, change: Change, origin: str = "") -> None:
        """Take `change` in, as a new step or joined to the one being typed. Raises Misfit where it does not fit."""
        change = changes.keeping_anchors(self._article, change)
        change = self._along(self._article, change) if self._along else change
        joined = merge(self._done[-1], change) if self._may_join and self._done else None
        before, self._article = self._article, changes.apply(self._article, change)
        self._keep(change, joined)
        self._tell(Applied(before, self._article, change, Move.JOIN if joined else Move.DO, origin))

    def apply_alone(self, change: Change, origin: str = "") -> None:
        """Take `change` in as a step of its own, which neither joins the one before nor is joined by the next."""
        self.pause()
        self.apply(change, origin)
        self.pause()

    def undo(self, origin: str = "") -> Change | None:
        """Take the last step back; what was applied for that, or None where there is nothing to undo."""
        return self._travel(self._done, self._undone, Move.UNDO, origin)

    def redo(self, origin: str = "") -> Change | None:
        """Take the step again that was undone last; None where there is none."""
        return self._travel(self._undone, self._done, Move.REDO, origin)

    def pause(self) -> None:
        """End the step being typed: what comes next is undone by itself.

        Called where a caret is moved or a field left, and around a paste, which may be as short as a stroke.
        """
        self._may_join = False

    def _keep(self, change: Change, joined: Change | None) -> None:
        if joined is None:
            self._done.append(change)
        else:
            self._done[-1] = joined
        self._undone.clear()
        self._may_join = is_stroke(change)

    def _travel(self, source: list[Change], target: list[Change], move: Move, origin: str) -> Change | None:
        if not source:
            return None
        change = changes.invert(source[-1]) if move is Move.UNDO else source[-1]
        before, self._article = self._article, changes.apply(self._article, change)
        target.append(source.pop())
        self._may_join = False
        self._tell(Applied(before, self._article, change, move, origin))
        return change

    def _tell(self, applied: Applied) -> None:
        """Tell all observers, of one step after the other even where one of them takes a further step meanwhile."""
        self._untold.append(applied)
        if len(self._untold) > 1:
            return
        failures: list[Exception] = []
        try:
            while self._untold:
                failures += self._tell_all(self._untold[0])
                self._untold.popleft()
        finally:
            self._untold.clear()
        if failures:
            raise failures[0]

    def _tell_all(self, applied: Applied) -> list[Exception]:
        """What went wrong in telling: one pane's failure keeps no step from the others, the journal least of all."""
        failures = []
        for observer in tuple(self._observers):
            try:
                if observer in self._observers:
                    observer(applied)
            except Exception as failure:
                failures.append(failure)
        return failures


def replay(history: History, entries: Iterable[Entry]) -> History:
    """The undo stack after `entries` were taken on top of `history`; the article itself is not needed for it.

    Where older entries are forgotten, a step taken back or taken again is known from the entry that did so.
    """
    done, undone = list(history.done), list(history.undone)
    for entry in entries:
        if entry.move is Move.UNDO:
            del done[-1:]
            undone.append(changes.invert(entry.change))
        elif entry.move is Move.REDO:
            del undone[-1:]
            done.append(entry.change)
        else:
            _retake(done, entry)
            undone.clear()
    return History(tuple(done), tuple(undone))


def _retake(done: list[Change], entry: Entry) -> None:
    joined = merge(done[-1], entry.change) if entry.move is Move.JOIN and done else None
    if joined is None:
        done.append(entry.change)
    else:
        done[-1] = joined

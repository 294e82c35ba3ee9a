"""What is done to many stories or to the shelf and can be taken back, in one line of time with the open story’s steps.

Ctrl+Z takes back whatever came last: the act as a whole where nothing was written since, else the story’s own step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desk.article.changes import Change
    from desk.article.session import Applied
    from desk.ui.workspace import Workspace

ORIGIN = "shelf"
"""Who begins the steps that an act takes in the open story; they belong to the act."""


@dataclass(frozen=True, eq=False)
class Act:
    """Something done: how it is taken back, and how it is done again."""

    undo: Callable[[], object]
    redo: Callable[[], object]


_Line = list[Act | None]
"""Acts and, as None, steps of the open story; the last is next."""


class Acts(QObject):
    """The acts that undo and redo come to before, between and after the steps of the open story."""

    taken_back = Signal(object)
    """An Act, or a Change of the open story, is undone: whatever tells of it is no longer so."""
    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._done: _Line = []
        self._undone: _Line = []
        workspace.stepped.connect(self._on_stepped)
        workspace.opened.connect(lambda _session, _caret: self._on_opened())

    @property
    def is_next(self) -> bool:
        """Whether an act is what undo would take back."""
        return bool(self._done) and self._done[-1] is not None

    @property
    def is_next_again(self) -> bool:
        """Whether an act is what redo would do."""
        return bool(self._undone) and self._undone[-1] is not None

    @property
    def can_undo(self) -> bool:
        session = self._workspace.session
        return self.is_next or (session is not None and session.can_undo)

    @property
    def can_redo(self) -> bool:
        session = self._workspace.session
        return self.is_next_again or (session is not None and session.can_redo)

    @property
    def latest(self) -> Act | Change | None:
        """What undo would take back."""
        session = self._workspace.session
        if self.is_next or session is None:
            return self._done[-1] if self._done else None
        return next(iter(session.history.done[-1:]), None)

    def did(self, act: Act) -> None:
        """Something was done, or is begun, that can be taken back."""
        self._done.append(act)
        self._undone.clear()
        self._end_step()

    def forget(self, act: Act) -> None:
        """It came to nothing."""
        for line in (self._done, self._undone):
            line[:] = [one for one in line if one is not act]
        self.changed.emit()

    def end(self) -> None:
        """Something was done for good: no act before it can be taken back or done again."""
        for line in (self._done, self._undone):
            line[:] = [one for one in line if one is None]
        self.changed.emit()

    def undo(self) -> None:
        """Take back what was done last: an act, or a step of the open story."""
        act = self._done.pop() if self.is_next else None
        if act is None:
            self._workspace.undo()
            return
        self._undone.append(act)
        self._take_back(act)

    def redo(self) -> None:
        """Do again what was taken back last."""
        act = self._undone.pop() if self.is_next_again else None
        if act is None:
            self._workspace.redo()
            return
        self._done.append(act)
        act.redo()
        self._end_step()

    def take_back(self, act: Act) -> None:
        """Take back this act, though others may have come since; then that is the newest act."""
        if self._done and self._done[-1] is act:
            self.undo()
        else:
            self.did(Act(act.redo, act.undo))
            self._take_back(act)

    def _take_back(self, act: Act) -> None:
        self.taken_back.emit(act)
        act.undo()
        self._end_step()

    def _end_step(self) -> None:
        """What is typed next is a step after the act, not joined to the one before it."""
        if self._workspace.session is not None:
            self._workspace.session.pause()
        self.changed.emit()

    def _on_stepped(self, applied: Applied) -> None:
        from desk.article.changes import invert
        from desk.article.session import Move

        if applied.move is Move.UNDO:
            self.taken_back.emit(invert(applied.change))
        if applied.origin == ORIGIN or applied.move is Move.JOIN:
            return
        if applied.move is Move.DO:
            self._done.append(None)
            self._undone.clear()
            return
        lines = (self._done, self._undone)
        source, target = lines if applied.move is Move.UNDO else reversed(lines)
        if source and source[-1] is None:
            source.pop()
        target.append(None)

    def _on_opened(self) -> None:
        """Steps of another story cannot be come to any more, nor what lies behind them."""
        for line in (self._done, self._undone):
            while None in line:
                del line[: line.index(None) + 1]

"""The wire copy that the open story was made of: every choice in it is a step of the story, and undo turns it back.

A copy is kept in the library beside its story, so that it can be arranged anew on another day.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.article.trouble import Trouble

if TYPE_CHECKING:
    from desk.article.changes import Change
    from desk.article.model import Article
    from desk.article.session import Applied, Session
    from desk.formats.rearranging import Copy
    from desk.formats.wire_arrangement import Passage, Role
    from desk.library import Library
    from desk.ui.workspace import Workspace

ORIGIN = "arranging"
"""Who makes the steps that choices are."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of the story that a choice was: the copy before it, None where it was pasted only, and after."""

    change: Change
    before: Copy | None
    after: Copy


class Copies(QObject):
    """Follows the open story of a workspace."""

    changed = Signal()
    """Another copy, or other choices in it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._copies: dict[str, Copy | None] = {}
        self._pasted: dict[str, tuple[Article, Copy]] = {}
        self._steps: dict[str, list[_Step]] = {}
        self._waiting: dict[str, str] = {}
        self._busy = False
        self._choice: tuple[Copy | None, Copy] | None = None
        workspace.stepped.connect(self._on_stepped)
        workspace.opened.connect(lambda session, _caret: self._look(session))
        self._look(workspace.session)

    @property
    def copy(self) -> Copy | None:
        """The copy of the open story, as far as it is known, where the story is made of it."""
        article = self._workspace.article
        return self._copies.get(article.id) if article is not None else None

    @property
    def offered(self) -> bool:
        """Whether wire copy was pasted into the open story, and is not arranged."""
        article = self._workspace.article
        return article is not None and article.id in self._pasted and self.copy is None

    def keep(self, article_id: str, copy: Copy) -> None:
        """Keep the copy that a story was made of."""
        self._set(article_id, copy)

    def offer(self, pasted: Article, copy: Copy) -> None:
        """Have wire copy arranged that was pasted into a story, if that is wanted; `pasted` is how it was then."""
        self._pasted[pasted.id] = pasted, copy
        self.changed.emit()

    # choices

    def arrange(self) -> None:
        """Make a story of what was pasted, in one step."""
        from desk.formats.rearranging import arranged

        article = self._workspace.article
        if article is not None and self.offered:
            pasted, copy = self._pasted[article.id]
            self._take(article, arranged(article, pasted, copy), copy)

    def choose(self, index: int, role: Role) -> None:
        """Take a passage for something else. One that is to lead to another story is looked up among those here."""
        copy, article = self.copy, self._workspace.article
        if copy is None or article is None or copy.arrangement.passages[index].role is role:
            return
        title = title_of(copy.arrangement.passages[index], role)
        if not title or title in copy.known:
            self._rearrange(copy.with_role(index, role))
            return
        find = partial(_found, self._workspace.library, title)
        done = partial(self._choose_known, article.id, copy, index, role)
        self._workspace.tasks.run(find, done, lambda _why: done({}))

    def _choose_known(self, article_id: str, copy: Copy, index: int, role: Role, known: dict[str, str]) -> None:
        article = self._workspace.article
        if article is not None and article.id == article_id and self.copy == copy:
            self._rearrange(replace(copy, known={**copy.known, **known}).with_role(index, role))

    def take_all_as_body(self) -> None:
        """Take every passage for body."""
        if self.copy is not None:
            self._rearrange(self.copy.all_body())

    def _rearrange(self, after: Copy) -> None:
        from desk.formats.rearranging import rearranged

        article, before = self._workspace.article, self.copy
        if article is not None and before is not None and after != before:
            self._take(article, rearranged(article, before, after), after)

    def _take(self, article: Article, change: Change | None, after: Copy) -> None:
        self._choice = self._copies.get(article.id), after
        self._workspace.apply(change, ORIGIN)
        self._choice = None
        self._set(article.id, after)

    def _on_stepped(self, applied: Applied) -> None:
        """Whatever the story is taken back to, the choices are those that it was made with."""
        from desk.article.changes import invert
        from desk.article.session import Move

        story = applied.after.id
        if self._choice is not None and applied.origin == ORIGIN:
            self._steps.setdefault(story, []).append(_Step(applied.change, *self._choice))
            return
        if applied.move not in (Move.UNDO, Move.REDO) or story not in self._steps:
            return
        undone = applied.move is Move.UNDO
        change = invert(applied.change) if undone else applied.change
        here = self._copies.get(story)
        for step in reversed(self._steps[story]):
            if step.change == change and here == (step.after if undone else step.before):
                self._set(story, step.before if undone else step.after)
                return

    # keeping

    def _set(self, article_id: str, copy: Copy | None) -> None:
        from desk.formats.rearranging import LONGEST, to_text

        self._copies[article_id] = copy
        if copy is None or len(copy.arrangement.text) <= LONGEST:
            self._waiting[article_id] = to_text(copy) if copy is not None else ""
            self._write()
        self.changed.emit()

    def _look(self, session: Session | None) -> None:
        """Find out what the story that is open now was made of."""
        if session is not None and session.article.id not in self._copies and self._workspace.is_begun:
            article_id = session.article.id
            read = partial(self._workspace.library.setting, name_of(article_id))
            self._workspace.tasks.run(read, partial(self._on_read, article_id))
        self.changed.emit()

    def _on_read(self, article_id: str, text: str | None) -> None:
        from desk.formats.rearranging import from_text

        if article_id not in self._copies:
            self._copies[article_id] = from_text(text) if text else None
            self.changed.emit()

    def _write(self) -> None:
        """One after another, so that what was chosen last is what stays."""
        if self._waiting and not self._busy:
            self._busy = True
            article_id, text = next(iter(self._waiting.items()))
            write = partial(self._workspace.library.set_setting, name_of(article_id), text)
            done = partial(self._on_written, article_id, text)
            self._workspace.tasks.run(write, done, lambda _why: self._end())

    def _on_written(self, article_id: str, text: str, _none: None) -> None:
        if self._waiting.get(article_id) == text:
            del self._waiting[article_id]
        self._end()
        self._write()

    def _end(self) -> None:
        """Where it could not be written, the next choice tries again."""
        self._busy = False

    def close(self) -> None:
        """Keep what is still to be kept, now."""
        with suppress(Trouble):  # the story itself is in the journal, which tells of such trouble
            for article_id, text in self._waiting.items():
                self._workspace.library.set_setting(name_of(article_id), text)


def title_of(passage: Passage, role: Role) -> str:
    """The title of another story that a passage in this role has."""
    from desk.formats.wire_arrangement import Role
    from desk.formats.wire_phrases import titled

    return titled(passage.line)[0] if role in (Role.PREVIOUS, Role.NEXT, Role.RELATED) else ""


def _found(library: Library, title: str) -> dict[str, str]:
    from desk.library.titles import known

    return known(library, [title])


def name_of(article_id: str) -> str:
    """The library's setting that holds a story's copy."""
    from desk.library.remembered import COPY

    return f"{COPY}{article_id}"

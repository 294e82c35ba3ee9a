"""The review of the open story: what it is compared with, and every edit since, made anew a moment after each change.

What is compared with is remembered for each story while Desk is open; what was accepted, for each version compared
with, in the library. Versions are read and compared off the GUI thread; one comparison runs at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.article.changes import BodyChange
from desk.ui.acts import Act
from desk.ui.review_bases import NOTHING, Base, Bases, keep_accepted, read_base, read_bases
from desk.ui.soon import Soon
from desk.ui.version_reading import Turns

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.review import Edit, Lineage, Review
    from desk.article.session import Applied, Session
    from desk.ui.workspace import Workspace

PAUSE, LONGEST = 300, 1_200
"""Milliseconds after the last change until the story is compared anew; and how long that waits while one types on."""
ORIGIN = "review"
"""Who begins the steps that revert edits."""


class Reviewer(QObject):
    """Reviews the open story of one workspace while it is compared with something."""

    changed = Signal()
    """Other edits, or none any more, or something else to choose from."""
    trouble = Signal(str)
    """Why the story cannot be compared with what was chosen: a sentence."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._chosen: dict[str, int] = {}
        """What each story is compared with."""
        self._accepted: dict[tuple[str, int], Article | None] = {}
        """By story and version, what stands for the version since some of its edits were accepted; None: itself."""
        self.bases = Bases("")
        self.base: Base | None = None
        """The version that is compared with, as it was."""
        self._lineage: Lineage | None = None
        self.found: Review | None = None
        """The newest review."""
        self._seen: dict[str, datetime] = {}
        """When each edit that is listed was there first."""
        self._typed: dict[str, datetime] = {}
        """When each field of the open story was written in last."""
        self._lists, self._bases = Turns(), Turns()
        self._running = self._again = False
        self._then: list[Callable[[], None]] = []
        self._soon = Soon(self, PAUSE, LONGEST)
        self._soon.timeout.connect(self._compare)
        workspace.stepped.connect(self._on_stepped)
        self.is_watched = False
        """Whether somebody looks at what there is to choose, though nothing may be chosen."""
        workspace.saved.connect(lambda _version: self._refresh_if_wanted())
        workspace.shelf_changed.connect(self._refresh_if_wanted)

    # what there is

    @property
    def chosen(self) -> int:
        """What the open story is compared with."""
        article = self._workspace.article
        return self._chosen.get(article.id, NOTHING) if article is not None else NOTHING

    @property
    def is_on(self) -> bool:
        """Whether the open story is compared with anything."""
        return self.chosen != NOTHING

    @property
    def is_settled(self) -> bool:
        """Whether lists and edits are those of the story as it stands."""
        waits = self._lists.waits or self._bases.waits or self._running or self._soon.isActive()
        return not waits and (not self.is_on or self.found is not None or self.base is None)

    @property
    def edits(self) -> Sequence[Edit]:
        """Every edit, in the order of the page."""
        return self.found.edits if self.found is not None else ()

    @property
    def compared_with(self) -> Article | None:
        """The state that the story is compared with: the version chosen, with what was accepted since."""
        return self.found.base if self.found is not None else None

    @property
    def has_accepted(self) -> bool:
        """Whether edits since the version that is compared with were accepted."""
        return self.base is not None and self._accepted.get(self.base.key) is not None

    # choosing

    def show_session(self, _session: Session | None) -> None:
        """Review another story."""
        self._soon.stop()
        self.bases, self.base, self.found, self._lineage = Bases(""), None, None, None
        self._then.clear()
        self._seen, self._typed = {}, {}
        self.changed.emit()
        self._refresh_if_wanted()

    def choose(self, number: int) -> None:
        """Compare the open story with a version, with AS_FILED or LAST_HAD, or with NOTHING."""
        article = self._workspace.article
        if article is None:
            return
        self._chosen[article.id] = number
        self.base = self.found = self._lineage = None
        self.changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Read anew which versions there are."""
        article = self._workspace.article
        if article is None or not self._workspace.is_begun:
            return
        turn, library = self._lists.next(), self._workspace.library
        read = partial(read_bases, library, self._workspace.journal, article.id)
        self._workspace.tasks.run(read, partial(self._on_bases, turn), partial(self._on_trouble, self._lists, turn))

    def _refresh_if_wanted(self) -> None:
        if self.is_on or self.is_watched:
            self.refresh()

    def _on_bases(self, turn: int, bases: Bases) -> None:
        article = self._workspace.article
        if not self._lists.is_last(turn) or article is None or article.id != bases.story:
            return
        is_news, self.bases = bases != self.bases, bases
        if self.is_on and (is_news or self.base is None):
            turn = self._bases.next()
            read = partial(read_base, self._workspace.library, bases, self.chosen)
            self._workspace.tasks.run(read, partial(self._on_base, turn), partial(self._on_trouble, self._bases, turn))
            return
        if is_news:
            self.changed.emit()
        self._do_then()

    def _on_base(self, turn: int, base: Base) -> None:
        if not self._bases.is_last(turn) or base.bases.story != self.bases.story or base.chosen != self.chosen:
            return
        if self.base is not None and self.base.article == base.article:
            base = replace(base, article=self.base.article)  # it is the same still: nothing need be made anew for it
        if base.key not in self._accepted and base.accepted is not None:
            self._accepted[base.key] = base.accepted
        self.base, self._lineage = base, None
        self._compare()

    def _on_trouble(self, turns: Turns, turn: int, sentence: str) -> None:
        if turns.is_last(turn):
            self.base = self.found = None
            self._then.clear()
            self.changed.emit()
            self.trouble.emit(sentence)

    # comparing

    def _on_stepped(self, applied: Applied) -> None:
        self._typed.update(dict.fromkeys(written_in(applied), datetime.now(UTC)))
        if self.base is not None:
            self._soon.again()

    def _compare(self) -> None:
        """Compare now; once more where that is being done already."""
        self._soon.stop()
        article, base = self._workspace.article, self.base
        if article is None or base is None:
            return
        self._again = self._running
        if self._running:
            return
        self._running = True
        made = partial(_made, self._state(base), base, self._lineage, article, self._workspace.library.author)
        self._workspace.tasks.run(
            partial(made, self._seen, dict(self._typed)), partial(self._on_made, base), self._on_failed
        )

    def _on_made(self, base: Base, made: tuple[Review, Lineage]) -> None:
        self._running = False
        review = made[0]
        if base is self.base and review.base is self._state(base) and review.current is self._workspace.article:
            self.found, self._lineage = made
            self._seen = {edit.key: edit.time for edit in review.edits if edit.time is not None}
            self.changed.emit()
        if self._again:
            self._compare()
        else:
            self._do_then()

    def _on_failed(self, why: str) -> None:
        self._running = False
        self.trouble.emit(why)

    def _state(self, base: Base) -> Article:
        """What is compared with: the version, or what stands for it."""
        return self._accepted.get(base.key) or base.article

    # acting

    def when_settled(self, act: Callable[[], None]) -> None:
        """Do something once lists and edits are those of the story as it stands: now, or soon."""
        if self.is_settled:
            act()
            return
        self._then.append(act)
        if self._soon.isActive():
            self._compare()

    def _do_then(self) -> None:
        if self.is_settled:
            acts, self._then = self._then, []
            for act in acts:
                act()

    def _of(self, keys: Iterable[str]) -> list[Edit]:
        wanted = set(keys)
        return [edit for edit in self.edits if edit.key in wanted]

    def revert(self, keys: Iterable[str], then: Callable[[int], None] = lambda _count: None) -> None:
        """Take edits back, as one step of the story; `then` is told how many."""
        wanted = tuple(keys)

        def act() -> None:
            edits = self._of(wanted)
            if self.found is not None and edits:
                self._workspace.apply(self.found.revert(edits), ORIGIN)
                self._compare()
                then(len(edits))

        self.when_settled(act)

    def accept(self, keys: Iterable[str], then: Callable[[int, Act], None] = lambda _count, _act: None) -> None:
        """Compare with the story as these edits left it from now on; `then` is told how many, and how to undo it."""
        wanted = tuple(keys)

        def act() -> None:
            edits = self._of(wanted)
            if self.found is None or self.base is None or not edits:
                return
            key = self.base.key
            before, after = self._accepted.get(key), self.found.accept(edits)
            step = Act(partial(self._stand, key, before), partial(self._stand, key, after))
            self._stand(key, after)
            self._workspace.acts.did(step)
            then(len(edits), step)

        self.when_settled(act)

    def show_accepted(self) -> None:
        """Compare with the version as it was again."""
        if self.base is not None and self.has_accepted:
            key = self.base.key
            before = self._accepted[key]
            self._stand(key, None)
            self._workspace.acts.did(Act(partial(self._stand, key, before), partial(self._stand, key, None)))

    def _stand(self, key: tuple[str, int], article: Article | None) -> None:
        """Have a state stand for a version, or the version for itself."""
        self._accepted[key] = article
        keep = partial(keep_accepted, self._workspace.library, key, article)
        self._workspace.tasks.run(keep, lambda _none: None, self.trouble.emit)
        if self.base is not None and self.base.key == key:
            self._lineage = None
            self._compare()


def written_in(applied: Applied) -> tuple[str, ...]:
    """The fields that a step changed."""
    if isinstance(applied.change, BodyChange):
        return ("body",)
    before, after = applied.before, applied.after
    return tuple(one.name for one in fields(after) if getattr(before, one.name) is not getattr(after, one.name))


def _made(
    state: Article,
    base: Base,
    lineage: Lineage | None,
    article: Article,
    me: str,
    seen: Mapping[str, datetime],
    typed: Mapping[str, datetime],
) -> tuple[Review, Lineage]:
    """The review of a story. Takes a while."""
    from desk.article.review import Hand, Lineage, Review, Times
    from desk.article.stamps import now

    way = lineage or Lineage(state, base.since)
    review = Review(state, article, way, Hand(me, now()), Times(seen, typed))
    return review, way

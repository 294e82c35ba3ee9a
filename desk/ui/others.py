"""Other programs on the same library: what they write is noticed, and taken into the open story word by word.

It comes in as one step of the session, so undo takes it back, and the caret and the comments stay at their words.
Where both changed the same words ours stay, and what theirs are is kept beside them until the person has compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, QTimer, Signal

from desk.article.trouble import Trouble
from desk.library.versions import TYPING

if TYPE_CHECKING:
    from desk.article.changes import BodyChange, Change
    from desk.article.merging_articles import Clash
    from desk.article.model import Article
    from desk.article.record import Value
    from desk.article.session import Applied, Session
    from desk.library import Library
    from desk.library.others import Theirs
    from desk.library.unsettled import Unsettled
    from desk.ui.workspace import Workspace

EVERY = 2000
"""Milliseconds between looks at whether anybody has written."""
ORIGIN = "others"
"""Who makes the step that takes another program's changes in."""
_TRIES = 3
"""How often merging is begun anew because somebody typed meanwhile, before it is done while they wait."""


class CameIn(NamedTuple):
    """What another's writing meant for the open story.

    `deleted`: they deleted it. `here`: this program wrote it itself, beside the session. `taken`: what of theirs is in
    the story now, in a phrase (“+3 words, headline changed”), empty where nothing could be. `clashes`: what both
    changed differently, which waits for a decision.
    """

    deleted: bool
    here: bool
    taken: str = ""
    clashes: tuple[Clash, ...] = ()


class _Merge(NamedTuple):
    ours: Article
    theirs: Theirs | None
    change: Change | None
    clashes: tuple[Clash, ...]
    undecided: Unsettled | None = None


class OtherPrograms(QObject):
    """Watches the library of a workspace."""

    came_in = Signal(object)
    """The CameIn of the open story."""
    clashes_changed = Signal()
    """Another story is open, or the open one has changed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._library: Library | None = None
        self._seen = self._tries = 0
        self._is_looking = False
        self.clashes: list[Clash] = []
        """What both changed differently in the open story, where it stands now; kept until another one is open."""
        self._chosen: Article | None = None
        """The story as the last choice left it: what it had of ours before is in a version."""
        self._placed: dict[_Rewording, BodyChange] = {}
        """Which words of a field gave way to which, where that was decided, or taken back."""
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look_around)
        workspace.opened.connect(self._on_opened)
        workspace.stepped.connect(self._on_stepped)
        workspace.written.connect(self._on_written)

    def watch(self, library: Library) -> None:
        """Look for others' writing from now on."""
        self._library, self._seen = library, library.changed()
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look_around(self) -> None:
        """Somebody may have written to the library: show it on the shelf, and in the open story."""
        assert self._library is not None
        changed = self._library.changed()
        if changed != self._seen:
            self._seen = changed
            self._workspace.shelf_changed.emit()
            self._look()

    def _look(self) -> None:
        session = self._workspace.session
        if self._library is None or session is None or self._is_looking or not self._workspace.is_begun:
            return
        self._is_looking = True
        find = partial(_found, self._library, session.article)
        self._workspace.tasks.run(find, partial(self._take, session), lambda _why: self._end_look())

    def _end_look(self) -> None:
        self._is_looking, self._tries = False, 0

    def _take(self, session: Session, found: _Merge | None) -> None:
        self._is_looking = False
        if self._library is None or self._workspace.session is not session:
            self._end_look()
            self._look()
            return
        if found is not None and _is_overtaken(found, session.article):
            self._tries += 1
            if self._tries <= _TRIES:
                self._look()
                return
            found = _merged(found.theirs, session.article, found.undecided)
        self._end_look()
        if found is not None:
            self._take_in(self._library, found)

    def _take_in(self, library: Library, merge: _Merge) -> None:
        if merge.theirs is not None:
            library.others.take(merge.theirs)
        self._workspace.apply(merge.change, ORIGIN)
        self.clashes += merge.clashes
        deleted = merge.theirs is not None and merge.theirs.article is None
        here = merge.theirs is not None and merge.theirs.here
        if merge.undecided is not None:
            self._workspace.tasks.run(partial(_settle, library, merge.ours.id), lambda _none: None)
        if merge.change is not None or merge.clashes or deleted:
            self.came_in.emit(CameIn(deleted, here, self._taken(merge), merge.clashes))
            self.clashes_changed.emit()

    def _taken(self, merge: _Merge) -> str:
        """What the story has now that it had not."""
        from desk.library.noting import what_changed

        article = self._workspace.article
        return what_changed(merge.ours, article) if article is not None and merge.change is not None else ""

    # deciding

    def choose(self, number: int, *, theirs: bool) -> None:
        """Put theirs or ours in the place of a clash, as a step of its own."""
        if number < len(self.clashes):
            clash = self.clashes[number]
            self.put(number, clash.theirs if theirs else clash.ours)

    def put(self, number: int, wording: Value) -> None:
        """Put a wording in the place of a clash, as a step of its own. Ours, where it goes, is a version first."""
        from desk.article.merging_articles import take_theirs

        article = self._workspace.article
        if article is None or number >= len(self.clashes):
            return
        clash = self.clashes[number]
        if wording != clash.ours and article is not self._chosen:
            self._workspace.journal.save(article, TYPING, "Yours, before theirs was taken")
        change = take_theirs(article, replace(clash, theirs=wording))
        self._note_place(clash, article, wording, change)
        self._workspace.apply(change, ORIGIN)
        self._chosen = self._workspace.article

    def _note_place(self, clash: Clash, article: Article, wording: Value, change: Change | None) -> None:
        """Remember where in a field the words are, for this step and for taking it back and doing it again."""
        from desk.article.changes import apply
        from desk.article.merging_articles import placed

        part = placed(article, clash, wording)
        if part is not None and change is not None:
            one, other = (_whole(clash, state) for state in (article, apply(article, change)))
            self._placed[(clash.field, clash.photo, one, other)] = part
            self._placed[(clash.field, clash.photo, other, one)] = replace(
                part, removed=part.inserted, inserted=part.removed
            )

    def _on_opened(self, _session: Session | None, _caret: int) -> None:
        self.clashes, self._placed = [], {}
        self._end_look()
        self.clashes_changed.emit()
        self._look()

    def _on_written(self, _moment: object) -> None:
        """Where what was typed has met another's writing, that is not left waiting for the next look around."""
        article = self._workspace.article
        if self._library is not None and article is not None and self._library.others.waiting(article.id):
            self._look()

    def _on_stepped(self, applied: Applied) -> None:
        if self.clashes:
            self.clashes = [_followed(one, applied, self._placed) for one in self.clashes]
            self.clashes_changed.emit()


_Rewording = tuple[str, str, object, object]
"""A field, the ID of a photo or nothing, and what the field said before and after."""


def _whole(clash: Clash, article: Article) -> object:
    """The text that a clash is in."""
    from desk.article.merging_articles import stands

    return stands(article, replace(clash, span=None))


def _followed(clash: Clash, applied: Applied, known: Mapping[_Rewording, BodyChange]) -> Clash:
    """The clash after a step of the story. What is written on in its place is ours from then on: none of it is lost."""
    from desk.article.merging_articles import moved, stands

    one, other = _whole(clash, applied.before), _whole(clash, applied.after)
    exact = known.get((clash.field, clash.photo, one, other)) if clash.span is not None and one != other else None
    clash = moved(clash, applied.before, applied.after, applied.change, exact)
    now = stands(applied.after, clash)
    is_written = applied.origin != ORIGIN and exact is None and now is not None and now != clash.theirs
    return replace(clash, ours=now) if is_written else clash


def _is_overtaken(found: _Merge, now: Article) -> bool:
    """Whether somebody typed while it was merged; of a story that was deleted there is nothing to merge."""
    return found.ours is not now and (found.theirs is None or found.theirs.article is not None)


def _found(library: Library, ours: Article) -> _Merge | None:
    """What waits for the story, merged with it; off the GUI thread."""
    try:
        theirs, undecided = library.theirs(ours.id), library.twins.unsettled(ours.id)
    except Trouble:  # it is told where something is to be written
        return None
    return None if theirs is None and undecided is None else _merged(theirs, ours, undecided)


def _settle(library: Library, article_id: str) -> None:
    with suppress(Trouble):  # in a library that cannot be written to it is told once more another time
        library.twins.settle(article_id)


def _merged(theirs: Theirs | None, ours: Article, undecided: Unsettled | None) -> _Merge:
    from desk.article.merging_articles import merge_articles, rewrite

    merged, clashes = ours, cast("tuple[Clash, ...]", ())
    if theirs is not None and theirs.article is not None:
        merged, clashes = (made := merge_articles(theirs.base, ours, theirs.article)).article, made.conflicts
    places = {(one.field, one.photo, one.span) for one in clashes}
    more = _undecided(merged, undecided) if undecided is not None else ()
    clashes += tuple(one for one in more if (one.field, one.photo, one.span) not in places)
    return _Merge(ours, theirs, rewrite(ours, merged), clashes, undecided)


def _undecided(now: Article, undecided: Unsettled) -> tuple[Clash, ...]:
    """Where a story that came again says something else than the story here, both having changed it."""
    from desk.article.merging_articles import merge_articles, moved, rewrite

    made = merge_articles(undecided.base, now, undecided.came)
    change = rewrite(made.article, now)  # what of theirs was taken out here since
    if change is None:
        return made.conflicts
    return tuple(moved(one, made.article, now, change) for one in made.conflicts)

"""What stands in the open story's way, kept up to date while it is written: every source is asked off the GUI thread.

A `Source` finds something: the checks are one, others are added by whoever has them (`window.findings.add(source)`).
All that is found comes into one list, whatever its source; what is done about a finding is a change like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desk.article.changes import body_changes
from desk.article.moving import Moved, moved
from desk.checks.finding import Finding, Span, parted
from desk.checks.places import Places, in_order, text_of

if TYPE_CHECKING:
    from desk.article.changes import Change
    from desk.article.model import Article
    from desk.article.session import Applied, Session
    from desk.library import Library
    from desk.ui.workspace import Workspace

PAUSE = 400
"""Milliseconds without a change until the story is looked at again."""
ORIGIN = "checks"
Then = Callable[[Finding], None]
_Found = tuple[tuple[Finding, ...], frozenset[str], Places]
"""What a source found, the codes that the library passes over, and the places of the story it was found in."""


class Source(Protocol):
    """Finds something in a story. What `desk check` tells too belongs into `desk.preflight`, not into one of these."""

    @property
    def name(self) -> str:
        """What it is known by; a second source of the name takes the place of the first."""
        ...

    def findings(self, article: Article) -> Sequence[Finding]:
        """All that it finds, in any order. Called off the GUI thread; may raise Trouble, and is told of nothing."""
        ...


class Checks:
    """The checks themselves, with what the library knows."""

    name = "checks"

    def __init__(self, library: Callable[[], Library]) -> None:
        self._library = library

    def findings(self, article: Article) -> Sequence[Finding]:
        from desk.preflight import every_finding

        return every_finding(self._library(), article)


@dataclass
class _Looked:
    """What a source found, and in what: its fixes fit that article alone. `since` is what changed the body since."""

    article: Article
    findings: tuple[Finding, ...]
    places: Places
    """What its places are called, and their order."""
    since: list[Moved] = field(default_factory=list)


class Findings(QObject):
    """The findings of the open story."""

    stopped = Signal(str, object)
    """Findings of a code are told in no story any more, and the Act by which that was done."""
    changed = Signal()
    """What stands, or what is passed over, is other than before; or another story is open."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._session: Session | None = None
        self._sources: dict[str, Source] = {}
        self._looked: dict[str, _Looked] = {}
        self._seen: dict[int, _Looked] = {}
        """Where each finding was seen, by its identity: hashing it costs more than all else that is done with it."""
        self._running: dict[str, list[Moved]] = {}
        """The sources that are being asked, and what changed the body since."""
        self._again: set[str] = set()
        self._stale: set[str] = set()
        """The sources that would find other things than before, in the same story."""
        self._always: frozenset[str] = frozenset()
        self.standing: tuple[Finding, ...] = ()
        """What is to be mended or looked at: what blocks first, then from the top of the page to its foot."""
        self.passed_over: tuple[Finding, ...] = ()
        """What the story or its library passes over, in the same order."""
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.look)
        workspace.stepped.connect(self._on_stepped)
        self.add(Checks(lambda: workspace.library))

    @property
    def article(self) -> Article | None:
        """The story as it stands."""
        return self._session.article if self._session else None

    @property
    def is_looked_at(self) -> bool:
        """Whether every source has seen the story as it stands."""
        return not self._running and all(map(self._is_known, self._sources))

    def _is_known(self, name: str) -> bool:
        looked = self._looked.get(name)
        return looked is not None and looked.article is self.article and name not in self._stale

    def add(self, source: Source) -> None:
        """Have a source asked from now on."""
        self._sources[source.name] = source
        self._ask(source.name)

    def show_session(self, session: Session | None) -> None:
        """Look at another story."""
        self._session = session
        self._looked.clear()
        self._again |= self._running.keys()  # what they find is of another story
        self._gather()
        self.look()

    def _on_stepped(self, applied: Applied) -> None:
        parts = body_changes(applied.change)
        if parts:
            steps = moved(parts)
            for since in (*(looked.since for looked in self._looked.values()), *self._running.values()):
                since += steps
        if applied.before.passed_over != applied.after.passed_over:
            self._gather()  # undo tells of it again
        self._soon.start()

    # looking

    def look(self) -> None:
        """Ask every source about the story as it stands now."""
        self._soon.stop()
        for name in self._sources:
            self._ask(name)

    def look_again(self, name: str) -> None:
        """A source knows more, or other things, than when it was asked last: ask it again."""
        self._stale.add(name)
        self._ask(name)

    def _ask(self, name: str) -> None:
        if self._session is None or self._is_known(name):
            return
        if name in self._running:
            self._again.add(name)
            return
        self._running[name] = []
        self._stale.discard(name)
        article, library = self._session.article, self._workspace.library
        work = partial(_look, self._sources[name], article, library)
        self._workspace.tasks.run(work, partial(self._on_looked, name, article), lambda _why: self._end(name))

    def _on_looked(self, name: str, article: Article, found: _Found) -> None:
        if self._session is not None and self._session.article.id == article.id:
            self._take(name, article, found, self._running.get(name, []))
        self._end(name)

    def _take(self, name: str, article: Article, found: _Found, since: list[Moved]) -> None:
        """Show what a source found, unless it is known already what it finds in a later state of the story."""
        looked = self._looked.get(name)
        if looked is not None and looked.article is self.article and article is not self.article:
            return
        findings, self._always, places = found
        self._looked[name] = _Looked(article, findings, places, since)
        self._gather()

    def _end(self, name: str) -> None:
        self._running.pop(name, None)
        if name in self._again:
            self._again.discard(name)
            self._ask(name)

    def _gather(self) -> None:
        """Put together what the sources found; a blank story is not told what it lacks."""
        article = self.article
        known = [looked for name in self._sources if (looked := self._looked.get(name))]
        self._seen = {id(one): looked for looked in known for one in looked.findings}
        found = [one for looked in known for one in looked.findings]
        if article is None or is_blank(article):
            found = []
        standing, over = parted(found, article.passed_over if article else (), self._always)
        if article is not None and known:
            places = known[-1].places
            standing, over = in_order(article, standing, places), in_order(article, over, places)
        self.standing, self.passed_over = standing, over
        self.changed.emit()

    # where a finding is

    def place(self, finding: Finding) -> str:
        """What its place is called."""
        looked = self._seen_in(finding)
        return looked.places.name(finding) if looked else ""

    def words(self, finding: Finding) -> str:
        """The words that it stands on, as they were when it was found; empty where it is about the whole field."""
        looked = self._seen_in(finding)
        text = text_of(looked.article, finding) if looked else None
        if not text or finding.span is None or finding.span == (0, len(text)):
            return ""
        return text[slice(*finding.span)]

    def where(self, finding: Finding) -> Span | None:
        """Where its words are now, after what was typed since it was found; None where it stands on none any more."""
        looked, span, article = self._seen_in(finding), finding.span, self.article
        if looked is None or span is None or article is None:
            return None
        if finding.place != "body":
            return span if text_of(article, finding) == text_of(looked.article, finding) else None
        start, end = span
        for step in looked.since:
            start, end = step.place(start), step.place(end, after=False)
        return (start, end) if start < end else None

    def at(self, place: str, point: int, field: str = "") -> list[Finding]:
        """What stands on words of a place at a code point, what only touches it included; those of few words first."""
        found = []
        for one in self.standing:
            if (one.place, one.field) == (place, field) and (span := self.where(one)) and span[0] <= point <= span[1]:
                found.append((span[1] - span[0], one))
        return [one for _length, one in sorted(found, key=lambda pair: pair[0])]

    def down_the_page(self) -> list[Finding]:
        """What stands, from the top of the page to its foot, where typing has moved it; what blocks is not first."""
        order = Places(self.article).order if self.article else None
        found = [
            (order(replace(one, span=self.where(one))), number) for number, one in enumerate(self.standing) if order
        ]
        return [self.standing[number] for _key, number in sorted(found)]

    def next_from(self, place: str, point: int) -> Finding | None:
        """The first that stands behind a code point of a place, on the page's way down; behind the last, the first."""
        found = self.down_the_page()
        if self.article is None or not found:
            return None
        order = Places(self.article).order
        here = order(Finding("", False, place, "", (point, point)))
        return next((one for one in found if order(replace(one, span=self.where(one))) > here), found[0])

    def _seen_in(self, finding: Finding) -> _Looked | None:
        if (looked := self._seen.get(id(finding))) is not None:
            return looked
        return next((looked for looked in self._looked.values() if finding in looked.findings), None)

    # what is done about a finding

    def fix(self, finding: Finding) -> None:
        """Mend it, as one step."""
        self.with_fresh(finding, lambda found: self._apply(found.fix.change if found.fix else None))

    def fix_all(self, code: str) -> None:
        """Mend all that stands of a code, as one step."""
        article, session = self.article, self._session
        if article is None:
            return
        work = partial(_mended, list(self._sources.values()), article, code, self._always)

        def done(change: Change | None) -> None:
            if self._session is session and self.article is article:
                self._apply(change)

        self._workspace.tasks.run(work, done)

    def ignore_here(self, finding: Finding) -> None:
        """Pass it over in this story, as a step that undo takes back."""
        article = self.article
        if article is not None and finding.key not in article.passed_over:
            self._pass_over((*article.passed_over, finding.key))

    def heed(self, finding: Finding) -> None:
        """Tell of it again, in this story and in all."""
        article = self.article
        if article is not None and finding.key in article.passed_over:
            self._pass_over(tuple(key for key in article.passed_over if key != finding.key))
        if finding.code in self._always:
            self.ignore_always(finding.code, on=False)

    def ignore_always(self, code: str, *, on: bool = True) -> None:
        """Pass over all findings of a code in every story of the library, or no longer."""
        from desk.preflight import heed_again, ignore_always

        self._always = self._always | {code} if on else self._always - {code}
        self._gather()
        keep = partial(ignore_always if on else heed_again, self._workspace.library, code)
        self._workspace.tasks.run(keep, lambda _none: None, lambda why: self._workspace.told.emit(why, True))

    def never_check(self, code: str) -> None:
        """The same as an act that is told of and that undo takes back."""
        from desk.ui.acts import Act

        def do() -> None:
            self.ignore_always(code)
            self.stopped.emit(code, act)

        act = Act(lambda: self.ignore_always(code, on=False), do)
        self._workspace.acts.did(act)
        do()

    def mends(self, place: str, start: int, end: int) -> bool:
        """Whether house style has other words for just these: then spelling need not offer any."""
        found = (one for one in self.at(place, start) if one.fix is not None and one.code.startswith("style:"))
        return any(self.where(one) == (start, end) for one in found)

    def with_fresh(self, finding: Finding, then: Then) -> None:
        """Do something with a finding as it is in the story as it stands; nothing where it is gone from there."""
        looked = self._seen_in(finding)
        if looked is None or self._session is None:
            return
        name = next((name for name, one in self._looked.items() if one is looked), "")
        if not name:
            return
        if looked.article is self._session.article:
            then(finding)
            return
        article = self._session.article

        def done(found: _Found) -> None:
            fresh = _nearest(finding, found[0])
            if fresh is not None and self.article is article:
                self._take(name, article, found, [])
                then(fresh)

        self._workspace.tasks.run(partial(_look, self._sources[name], article, self._workspace.library), done)

    def _pass_over(self, keys: tuple[str, ...]) -> None:
        from desk.article import edits

        article = self.article
        self._apply(edits.set_field(article, "passed_over", keys) if article else None)

    def _apply(self, change: Change | None) -> None:
        self._workspace.apply(change, ORIGIN)
        self._gather()
        self.look()


def is_blank(article: Article) -> bool:
    """Whether nothing is written yet: who begins a story need not be told what it lacks."""
    return not (article.headline.strip() or article.body.strip())


def _look(source: Source, article: Article, library: Library) -> _Found:
    from desk.preflight import ignored_always

    return tuple(source.findings(article)), ignored_always(library), Places(article)


def _mended(sources: Sequence[Source], article: Article, code: str, always: frozenset[str]) -> Change | None:
    from desk.checks.mending import mend_all

    of_code = [one for one in sources if any(found.code == code for found in one.findings(article))]

    def look(story: Article) -> Sequence[Finding]:
        return parted([found for one in of_code for found in one.findings(story)], story.passed_over, always)[0]

    return mend_all(article, code, look)


def _nearest(finding: Finding, among: Sequence[Finding]) -> Finding | None:
    """The same finding in a later look at the story: of those with its key, the one that is nearest to its place."""
    alike = [one for one in among if one.key == finding.key]
    at = finding.span[0] if finding.span else 0
    return min(alike, key=lambda one: abs((one.span[0] if one.span else 0) - at), default=None)

"""What is done to many stories at once, off the GUI thread: status, section, keywords, export; each can be undone.

The open story is changed through its session, the others by a version each, a few in one transaction. After those the
window has its turn: what is typed meanwhile is shown, and on its way to disk, before the next ones follow.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desk.article.trouble import Trouble
from desk.ui.acts import ORIGIN, Act

if TYPE_CHECKING:
    from desk.article.changes import Change
    from desk.article.model import Article
    from desk.article.record import Value
    from desk.article.siblings import Links
    from desk.article.status import Status
    from desk.formats import Options
    from desk.library import Journal
    from desk.library.receipts import Sent
    from desk.ui.export_why import LeftOut
    from desk.ui.workspace import Workspace

STANDING = "standing"
"""What stands for a field that is two: the status and, with a kill, its reason."""
AT_ONCE = 5
"""Stories changed in one transaction."""
PATIENCE = 0.5
"""Seconds that the window is waited for after these, at most."""
Values = dict[str, "Value"]
"""The value of a field by a story's ID."""
Changed = dict[str, tuple["Value", "Value"]]
"""What it was and what it is."""
_Told = Callable[[Changed, str], None]
"""Takes what was changed, and what went wrong."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a story stands, and why it was killed if it was."""

    status: Status
    reason: str


@dataclass
class _Changing:
    """A change of many stories, as far as it has come."""

    field: str
    done: str
    """What is said of it when it is done."""
    act: Act | None = None
    step: Change | None = None
    """The step that it was in the open story."""
    before: Values = dataclass_field(default_factory=dict)
    after: Values = dataclass_field(default_factory=dict)
    reason: str = ""
    """Why the stories are killed, where they are."""
    begin: Callable[[], None] = lambda: None
    """Do it, all of it."""
    ended: bool = False
    cut: bool = False
    """Whether it was taken back before it had ended."""


@dataclass(frozen=True, slots=True)
class ManyOrder:
    """Which stories to export and how; `ask_why` asks for the words that let out those that were left out."""

    ids: tuple[str, ...]
    formats: tuple[str, ...]
    folder: Path
    options: Options
    ask_why: Callable[[Sequence[LeftOut]], str]


@dataclass
class _Exported:
    """What came of an export: the files, the stories that were left out, and what went wrong."""

    paths: list[Path] = dataclass_field(default_factory=list)
    left_out: list[LeftOut] = dataclass_field(default_factory=list)
    troubles: list[str] = dataclass_field(default_factory=list)


class Many(QObject):
    """Acts on the stories of a workspace."""

    progress = Signal(int, int)
    told = Signal(str, object, bool, object)
    """A sentence, the offers beside it (`notice.Offer`), whether it is about trouble, and the Act it tells of."""
    _came_round = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._cancelled = self._stopped = False
        self._waiting: deque[Callable[[], None]] = deque()
        self._now: _Changing | None = None
        self._came_round.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def is_changing(self) -> bool:
        """Whether stories are being changed."""
        return self._now is not None

    def cancel(self) -> None:
        """Stop soon; what is changed already stays, and can be undone."""
        self._cancelled = True

    def set_field(self, ids: Sequence[str], field: str, value: Value, done: str) -> None:
        """Give a field of the stories one value; `done` says so of “{count}”."""
        self._begin(ids, field, lambda _article: value, done)

    def set_status(self, ids: Sequence[str], status: Status, done: str, reason: str = "") -> None:
        """Have the stories stand so; `reason` is why they are killed, if they are."""
        self._begin(ids, STANDING, lambda _article: Standing(status, reason), done, reason)

    def add_keywords(self, ids: Sequence[str], words: Sequence[str], done: str) -> None:
        """Add keywords to those that lack them."""
        self._begin(ids, "keywords", lambda article: (*article.keywords, *_missing(article, words)), done)

    def remove_keywords(self, ids: Sequence[str], words: Sequence[str], done: str) -> None:
        """Take keywords away, however they are spelled."""
        gone = _alike(words)
        self._begin(ids, "keywords", lambda article: tuple(w for w in article.keywords if not _alike([w]) & gone), done)

    def relate(self, links: Links, done: str) -> None:
        """Have each story lead to what is said under its ID."""
        self._begin(list(links), "related", lambda article: links.get(article.id, article.related), done)

    def export(self, order: ManyOrder, words: str = "") -> None:
        """Write the stories into a folder. What blocks leaves a story out, unless `words` say why it goes anyway."""
        self._cancelled = False
        opened = self._workspace.article
        open_id = opened.id if opened is not None and opened.id in order.ids else ""
        work = partial(self._export, self._workspace.journal, order, words)
        done = partial(self._tell_exported, open_id, order)
        self._workspace.tasks.run(work, done, lambda why: self.told.emit(why, (), True, None))

    # changing

    def _begin(
        self, ids: Sequence[str], field: str, value: Callable[[Article], Value], done: str, reason: str = ""
    ) -> None:
        changing = _Changing(field, done, reason=reason)
        changing.act = Act(partial(self._take_back, changing), partial(self._take_again, changing))
        told = partial(self._tell_changed, changing)
        changing.begin = lambda: self._start(changing, () if changing.cut else ids, value, told, reason)
        self._workspace.acts.did(changing.act)
        self._in_turn(changing.begin)

    def _take_back(self, changing: _Changing) -> None:
        """Give each story the value it had; where the act still runs or waits, it ends."""
        changing.cut = not changing.ended
        if changing.cut and self._now is changing:
            self.cancel()
        before, told = changing.before, partial(self._tell_again, "{count} as before.", None)
        self._in_turn(lambda: self._start(changing, list(before), lambda story: before[story.id], told))

    def _take_again(self, changing: _Changing) -> None:
        """Give each story the value it was given, or would have been."""
        if changing.cut:
            changing.cut = changing.ended = False
            self._in_turn(changing.begin)
            return
        after, told = changing.after, partial(self._tell_again, changing.done, changing.act)
        self._in_turn(lambda: self._start(changing, list(after), lambda story: after[story.id], told, changing.reason))

    def _in_turn(self, start: Callable[[], None]) -> None:
        """One change of many after the other, so that each is taken back as it was made."""
        self._waiting.append(start)
        if len(self._waiting) == 1:
            start()

    def _start(
        self,
        changing: _Changing,
        ids: Sequence[str],
        value: Callable[[Article], Value],
        told: _Told,
        reason: str = "",
    ) -> None:
        self._cancelled = self._stopped = False
        self._now = changing
        changed: Changed = {}
        article = self._workspace.article
        if article is not None and article.id in ids:
            self._change_open(changing, value(article), changed, reason)
        others = [one for one in ids if article is None or one != article.id]
        work = partial(self._change, self._workspace.journal, others, changing.field, value, changed, reason)
        end = partial(self._end, told, changed)
        self._workspace.tasks.run(work, end, end)

    def _end(self, told: _Told, changed: Changed, trouble: str) -> None:
        self._now = None
        self._workspace.shelf_changed.emit()
        told(changed, trouble)
        self._waiting.popleft()
        if self._waiting:
            self._waiting[0]()

    def _change_open(self, changing: _Changing, value: Value, changed: Changed, reason: str) -> None:
        """Where the act is the last of the open story’s steps, that step is gone back or forth."""
        session = self._workspace.session
        change = _step(session.article, changing.field, value) if session else None
        if session is None or change is None:
            return
        before, step = _value_of(session.article, changing.field), (changing.step,)
        if session.history.done[-1:] == step:
            session.undo(ORIGIN)
        elif session.history.undone[-1:] == step:
            session.redo(ORIGIN)
        else:
            self._workspace.apply(change, ORIGIN)
            changing.step = session.history.done[-1]
        changed[session.article.id] = (before, _value_of(session.article, changing.field))
        self._workspace.save_version(_kind_of(changing.field, reason), name=reason)

    def _change(
        self,
        journal: Journal,
        ids: Sequence[str],
        field: str,
        value: Callable[[Article], Value],
        changed: Changed,
        reason: str,
    ) -> str:
        """Change the others; what went wrong."""
        journal.flush()
        try:
            for start in range(0, len(ids), AT_ONCE):
                if self._cancelled:
                    self._stopped = True
                    break
                self.progress.emit(start, len(ids))
                self._give_way()
                some = ids[start : start + AT_ONCE]
                replaced = self._workspace.library.change_all(
                    some, lambda a: _with(a, field, value(a)), _kind_of(field, reason), reason
                )
                changed.update((was.id, (_value_of(was, field), _value_of(now, field))) for was, now in replaced)
        except Trouble as trouble:
            return str(trouble)
        finally:
            self.progress.emit(len(ids), len(ids))
        return ""

    def _give_way(self) -> None:
        """Wait until the window has come round to all that was to be done there; not once it is being closed."""
        if not self._workspace.tasks.is_closed:
            came = Event()
            self._came_round.emit(came)
            came.wait(PATIENCE)

    def _answer(self, came: Event) -> None:
        came.set()

    def _tell_changed(self, changing: _Changing, changed: Changed, trouble: str) -> None:
        changing.ended = True
        for story, (before, after) in changed.items():
            changing.before[story], changing.after[story] = before, after
        if changing.cut and not trouble:
            return  # it is told of once all is as before
        if changing.act is not None and not changed:
            self._workspace.acts.forget(changing.act)
        self._tell_again(changing.done, changing.act if changed else None, changed, trouble)

    def _tell_again(self, done: str, act: Act | None, changed: Changed, trouble: str) -> None:
        counted = done.format(count=counted_stories(len(changed))) if changed else "No story needed a change."
        stopped = "Stopped: " if self._stopped else ""
        offers = [("Undo", partial(self._workspace.acts.take_back, act))] if act else []
        self.told.emit(trouble or f"{stopped}{counted}", offers, bool(trouble), act)

    # exporting

    def _export(self, journal: Journal, order: ManyOrder, words: str) -> _Exported:
        journal.flush()
        done = _Exported()
        for number, article_id in enumerate(order.ids):
            self.progress.emit(number, len(order.ids))
            if self._cancelled:
                break
            try:
                self._export_one(article_id, order, words, done)
            except Trouble as trouble:
                done.troubles.append(str(trouble))
        self.progress.emit(len(order.ids), len(order.ids))
        return done

    def _export_one(self, article_id: str, order: ManyOrder, words: str, done: _Exported) -> None:
        from desk.clearance import although, refusal, stopping
        from desk.formats import export
        from desk.preflight import preflight
        from desk.ui.export_why import LeftOut
        from desk.ui.exporting import noted

        library = self._workspace.library
        article = library.article(article_id)
        stopped = stopping(article, preflight(library, article), order.formats)
        if stopped and (not words or library.reads_only):  # which could not keep them
            done.left_out.append(LeftOut.of(article, refusal(article, stopped)))
            return
        sent: list[Sent] = []
        for name in order.formats:
            written = export(article, name, order.folder, library, order.options, lambda: self._cancelled)
            done.paths += written
            sent += noted(name, written)
        if not library.reads_only:
            library.receipts.leave(article, sent, although(article, stopped, words) if stopped else "")

    def _tell_exported(self, open_id: str, order: ManyOrder, done: _Exported) -> None:
        from desk.ui.export_why import told

        article = self._workspace.article
        if done.paths and article is not None and article.id == open_id:
            self._workspace.save_version("export")
        self._workspace.shelf_changed.emit()
        counted = "1 file" if len(done.paths) == 1 else f"{len(done.paths)} files"
        said = "The export was cancelled." if self._cancelled else f"Exported {counted}." if done.paths else ""
        offers = [("Open folder", partial(_open, done.paths[0].parent))] if done.paths else []
        if done.left_out and not self._cancelled:
            offers.append(("Export anyway…", partial(self._export_anyway, order, tuple(done.left_out))))
        sentences = [said, told(done.left_out), *done.troubles[:3]]
        trouble = bool(done.troubles or done.left_out) and not self._cancelled
        self.told.emit(" ".join(filter(None, sentences)), offers, trouble, None)

    def _export_anyway(self, order: ManyOrder, left_out: Sequence[LeftOut]) -> None:
        words = order.ask_why(left_out)
        if words:
            self.export(replace(order, ids=tuple(one.id for one in left_out)), words)


def _kind_of(field: str, reason: str) -> str:
    """How a version comes about in which a field was changed, or a story killed for a reason."""
    return "kill" if reason else "status" if field in ("status", STANDING) else "save"


def _value_of(article: Article, field: str) -> Value:
    value: Value = Standing(article.status, article.kill_reason) if field == STANDING else getattr(article, field)
    return value


def _with(article: Article, field: str, value: Value) -> Article:
    if isinstance(value, Standing):
        return replace(article, status=value.status, kill_reason=value.reason)
    return replace(article, **{field: value})  # type: ignore[arg-type]


def _step(article: Article, field: str, value: Value) -> Change | None:
    from desk.article.correcting import stand
    from desk.article.edits import set_field

    if isinstance(value, Standing):
        return stand(article, value.status, value.reason)
    return set_field(article, field, value)


def counted_stories(count: int) -> str:
    """“1 story”, “12 stories”."""
    return "1 story" if count == 1 else f"{count:,} stories"


def _missing(article: Article, words: Sequence[str]) -> list[str]:
    have = _alike(article.keywords)
    return [word for word in words if not _alike([word]) & have]


def _alike(words: Sequence[str]) -> set[str]:
    from desk.article.scripts import normalised

    return {normalised(word) for word in words}


def _open(folder: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

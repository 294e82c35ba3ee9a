"""The open library and the open story, without a widget: what the window's actions act upon.

Every step of the session goes to the journal as it happens. Loading, saving and searching run off the GUI thread;
signals tell the panes what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk.article.trouble import Trouble
from desk.ui.acts import Acts
from desk.ui.by_itself import ByItself
from desk.ui.others import OtherPrograms
from desk.ui.tasks import Tasks
from desk.ui.unwritten import Left, Unwritten

if TYPE_CHECKING:
    from datetime import datetime

    from desk.article.changes import Change
    from desk.article.model import Article
    from desk.article.session import Applied, Session
    from desk.library import Journal, Library, Opened, Version

IDLE = 1500
"""Milliseconds without a change after which the shelf's columns are brought up to date."""
OPEN_STORY = "open_story"
"""The library's setting that names the story to open again."""
CARET = "caret "
"""The library's setting, with a story's ID, that says where the caret was left in it."""
RUNNING = "running"
"""The library's setting that says `yes` from start to end: found at the start, Desk did not end by itself."""


class Workspace(QObject):
    """One library, at most one open story."""

    opened = Signal(object, int)
    """Another story is open: its Session (None for none) and where its caret was, in code points."""
    stepped = Signal(object)
    """The open story changed: the Applied."""
    written = Signal(object)
    """Everything so far is on disk: when (datetime)."""
    saved = Signal(object)
    """A version was kept: the Version."""
    recovered = Signal(object)
    """A story was opened with words that no version holds yet: the Opened."""
    unreadable = Signal(str)
    """A story, by its ID, was asked for that cannot be read: the library is damaged."""
    shelf_changed = Signal()
    told = Signal(str, bool)
    """A sentence for the person, and whether it is about trouble."""
    mended = Signal()
    """What the last trouble was about works again."""

    _journal_wrote = Signal(int)

    def __init__(self, library: Library | Callable[[], Library], tasks: Tasks, parent: QObject | None = None) -> None:
        """`library` is the library, or how it is opened."""
        super().__init__(parent)
        self._given, self.tasks = library, tasks
        self.session: Session | None = None
        self.kept: Version | None = None
        """The newest version of the open story."""
        self._kept_article: Article | None = None
        """What that version holds, where it is known."""
        self._modified: datetime | None = None
        self._end_watch: Callable[[], None] = lambda: None
        self._caret = 0
        self._left: dict[str, int] = {}
        """Where the caret was left in the stories that were open."""
        self._pending = 0
        self._wanted = ""
        self._after_crash = False
        self.ends_for_good = True
        """Whether no other window stays open on the library once this one is closed."""
        self._begun = True
        self._journal_wrote.connect(self._on_journal_wrote)
        self._idle = QTimer(self, interval=IDLE, singleShot=True)
        self._idle.timeout.connect(self.checkpoint)
        self.by_itself = ByItself(self)
        """What keeps versions while the story is written."""
        self.others = OtherPrograms(self)
        self.unwritten = Unwritten(self)
        """The stories of which words are in memory alone."""
        self.acts = Acts(self)

    @cached_property
    def library(self) -> Library:
        """The library, opened when it is asked for first, on the GUI thread. Raises Trouble where it cannot be."""
        library = self._given() if callable(self._given) else self._given
        self.others.watch(library)
        library.database.tell_busy(self.unwritten.is_busy.emit)
        return library

    @cached_property
    def journal(self) -> Journal:
        """Where every step goes, with a thread of its own from the first story on; ask on the GUI thread."""
        from desk.library import Journal

        wrote, failed = self._journal_wrote.emit, self.unwritten.failed.emit
        return Journal(self.library, on_written=wrote, on_trouble=failed)

    @property
    def article(self) -> Article | None:
        """The open story as it stands."""
        return self.session.article if self.session else None

    @property
    def modified(self) -> datetime:
        """When the open story was changed last."""
        from desk.article.stamps import now

        return self._modified or now()

    @property
    def is_opening(self) -> bool:
        """Whether a story is on its way."""
        return bool(self._wanted) and (self.session is None or self.session.article.id != self._wanted)

    @property
    def kept_as_it_is(self) -> Version | None:
        """The newest version, where it holds the open story as it stands."""
        return self.kept if self._kept_article is not None and self._kept_article == self.article else None

    @property
    def is_begun(self) -> bool:
        """Whether the open story is in the library; a blank one is not."""
        return self._begun

    @property
    def is_kept(self) -> bool:
        """Whether every step so far is on disk."""
        return self._pending == 0

    def set_caret(self, caret: int) -> None:
        """Remember where the caret is, for the journal."""
        self._caret = caret

    # opening and leaving

    def start(self) -> None:
        """Note that Desk runs, and whether it was ended last time rather than ending by itself."""
        self._after_crash = self.library.setting(RUNNING) == "yes"
        self.tasks.run(partial(self.library.set_setting, RUNNING, "yes"), lambda _none: None)

    def open_last(self) -> None:
        """Open the story that was open when Desk was last used, if it is still there."""
        wanted = self.library.setting(OPEN_STORY)
        if wanted:
            self.open_story(wanted, quietly=True)

    def open_story(self, article_id: str, *, quietly: bool = False) -> None:
        """Open a story; what was typed into the one before is on disk first."""
        if self.session is not None and self.session.article.id == article_id:
            return
        self._leave(article_id)
        left = self.unwritten.again(article_id)
        if left is not None:
            self._enter(left.session, left.caret, left.kept, left.kept_article, begun=True)
            return
        failed = partial(self._on_not_loaded, article_id, quietly)
        self.tasks.run(partial(self._load, self.journal, article_id), self._on_loaded, failed)

    def new_story(self, language: str = "en") -> None:
        """Open a blank story in this language or that of its first words; its first key brings it into the library."""
        from desk.article.first_words import FirstWords
        from desk.article.model import Article
        from desk.article.session import Session

        self._leave("")
        self._enter(Session(Article(language=language), along=FirstWords(language)), 0, None, None, begun=False)

    def close_story(self) -> None:
        """Leave the open story."""
        self._leave("")
        self._end_watch()
        self.session = self.kept = None
        self.opened.emit(None, 0)

    def _load(self, journal: Journal, article_id: str) -> Opened:
        from dataclasses import replace

        journal.flush()
        opened, left = self.library.load(article_id), self.library.setting(f"{CARET}{article_id}") or ""
        return replace(opened, caret=int(left)) if left.isdigit() and not self._after_crash else opened

    def _on_loaded(self, opened: Opened) -> None:
        from desk.article.session import Session

        if opened.article.id != self._wanted:
            return
        caret, held = self._left.get(opened.article.id, opened.caret), None if opened.unsaved else opened.article
        self._enter(Session(opened.article, opened.history), caret, opened.saved, held, begun=True)
        if opened.unsaved and self._after_crash:
            self.checkpoint()  # lists and search know the words too
            self.recovered.emit(opened)
        self._after_crash = False

    def _on_not_loaded(self, article_id: str, quietly: bool, why: str) -> None:
        if self._wanted == article_id:
            self._wanted = self.session.article.id if self.session else ""
        if self.session is None:
            self.opened.emit(None, 0)
        if self.library.database.is_damaged:
            self.unreadable.emit(article_id)
        elif not quietly:
            self.told.emit(why, True)

    def _enter(
        self, session: Session, caret: int, kept: Version | None, kept_article: Article | None, *, begun: bool
    ) -> None:
        self._end_watch()
        self.kept, self._kept_article = kept, kept_article
        self._modified = kept.time if kept else session.article.created
        session = self._mended(session)
        self.session, self._caret, self._begun = session, caret, begun
        self._end_watch = session.observe(self._on_applied)
        if begun:
            self.tasks.run(partial(self.library.set_setting, OPEN_STORY, session.article.id), lambda _none: None)
        self.opened.emit(session, caret)

    def _mended(self, session: Session) -> Session:
        """A body from an old or foreign source may hold characters that no text field can: they go before it opens."""
        from desk.article import changes, edits
        from desk.article.session import Entry, Move, Session

        article = session.article
        change = edits.set_body(article, edits.clean_text(article.body))
        if change is None:
            return session
        self.journal.record(article.id, Entry(change, Move.DO), 0)
        return Session(changes.apply(article, change))

    # changing

    def apply(self, change: Change | None, origin: str) -> None:
        """Make a change to the open story, as a step of its own."""
        if change is not None and self.session is not None:
            self.session.apply_alone(change, origin)

    def undo(self) -> None:
        """Take the last step back, wherever in the story it was made."""
        if self.session is not None:
            self.session.undo("undo")

    def redo(self) -> None:
        """Take the step again that was undone last."""
        if self.session is not None:
            self.session.redo("undo")

    def _on_applied(self, applied: Applied) -> None:
        if not self._begun:
            self._begin(applied.before)
        self._pending += 1
        from desk.article.session import Entry
        from desk.article.stamps import now

        self._modified = now()
        self._caret = applied.caret_after(self._caret)
        self.journal.record(applied.after.id, Entry(applied.change, applied.move), self._caret)
        self._idle.start()
        self.stepped.emit(applied)

    def _begin(self, article: Article) -> None:
        self._begun = True
        self.journal.begin(article)
        self._note_open(article.id)

    def _note_open(self, article_id: str) -> None:
        """Have this story opened at the next start; it is in the library by then."""
        note = partial(self.library.set_setting, OPEN_STORY, article_id)
        self.tasks.run(partial(self._after_flush, self.journal, note), lambda _none: self.shelf_changed.emit())

    # keeping

    def _leave(self, wanted: str) -> None:
        """Bring to disk what is open, and where its caret is left, before another story (or none) is wanted."""
        self.checkpoint()
        self._wanted = wanted
        if self.session is not None and self._begun:
            left, caret = self.session.article.id, self._caret
            self._left[left] = caret
            self.unwritten.leave(Left(self.session, caret, self.kept, self._kept_article))
            self.tasks.run(partial(self.library.set_setting, f"{CARET}{left}", str(caret)), lambda _none: None)

    def checkpoint(self) -> None:
        """Bring the story's row in the library up to date; its words are on disk already."""
        self._idle.stop()
        if self.session is not None and self._begun and self.unwritten.may_be(self.session.article.id):
            self.journal.checkpoint(self.session.article)
            self.tasks.run(self.journal.flush, lambda _done: self.shelf_changed.emit())

    def save_version(self, kind: str = "save", *, name: str = "", then: Callable[[], None] = lambda: None) -> None:
        """Keep the story as it stands as a version; one that the newest version holds already is not kept twice."""
        if self.session is None:
            return
        self.session.pause()
        if not self._begun:
            self._begin(self.session.article)
        if self.kept is not None and self.session.article == self._kept_article:
            self._on_saved(then, self.session.article, self.kept)
            return
        self.checkpoint()
        self.tasks.run(
            self.journal.save(self.session.article, kind, name).result,
            partial(self._on_saved, then, self.session.article),
            lambda why: self.told.emit(why, True) if kind != "export" else None,  # what was told is that it succeeded
        )

    def _on_saved(self, then: Callable[[], None], article: Article, version: Version) -> None:
        if self.session is not None and self.session.article.id == article.id:
            self.kept, self._kept_article = version, article
        self.saved.emit(version)
        self.shelf_changed.emit()
        then()

    def go_back(self, number: int, then: Callable[[], None]) -> None:
        """Make an earlier version the story again: what stands now is kept first, and undo takes the step back."""
        from desk.article import edits

        session = self.session
        if session is None:
            return
        earlier = self.library.version(session.article.id, number)

        def become() -> None:
            if self.session is session:
                self.apply(edits.become(session.article, earlier), "versions")
                self.save_version("restore", name=f"Back to version {number}", then=then)

        self.save_version(then=become)

    def do(self, work: Callable[[], object], then: Callable[[], None] = lambda: None) -> None:
        """Do something to the library off the GUI thread, then bring the shelf up to date."""

        def done(_result: object) -> None:
            self.shelf_changed.emit()
            then()

        self.tasks.run(partial(self._after_flush, self.journal, work), done, lambda why: self.told.emit(why, True))

    def _after_flush(self, journal: Journal, work: Callable[[], object]) -> object:
        journal.flush()
        return work()

    def move_to_bin(self, ids: Sequence[str]) -> None:
        """Put stories into the bin; the open one among them is left."""
        if self.session is not None and self.session.article.id in ids:
            self.close_story()
        self.do(partial(self.library.bin, list(ids)))

    def duplicate(self, article_id: str) -> None:
        """Copy a story and open the copy."""
        self.checkpoint()
        copied: list[Article] = []
        self.do(
            lambda: copied.append(self.library.duplicate(article_id)),
            lambda: self.open_story(copied[0].id),
        )

    def close(self) -> None:
        """Bring everything to disk and let the library go."""
        if "library" not in vars(self):
            return  # a window that is closed before it began
        self.others.stop()
        self.by_itself.keep()
        self.checkpoint()
        self._end_watch()
        self.journal.flush()
        self.tasks.close()
        with suppress(Trouble):
            if self.ends_for_good:
                self.library.set_setting(RUNNING, "")
            if self.session is not None and self._begun:
                self.library.set_setting(f"{CARET}{self.session.article.id}", str(self._caret))
        self.journal.close()
        self.library.close()

    def _on_journal_wrote(self, count: int) -> None:
        self._pending = max(0, self._pending - count)
        if self.unwritten.is_mended():
            self.mended.emit()
            if self.session is not None:
                self._note_open(self.session.article.id)
        from desk.article.stamps import now

        self.written.emit(now())

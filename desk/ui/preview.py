"""The live preview: the exported page itself, changed block by block as the article changes.

The page comes whole from the exporter's own `PageMaker` when a story is opened; from then on only what a change
touched is sent: the blocks that `Rendering` patched, or the part of the page around them that differs. Bursts
coalesce: while the page works on one batch of patches, the next ones gather. When a file of the theme changes, the
page is made anew; while the theme is broken, it stays as it was and a sentence above it says why. Of a killed story it
shows what readers find in its place.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from desk.article.model import Article
from desk.article.session import Applied, Session
from desk.article.status import Status
from desk.article.trouble import Trouble
from desk.formats.page import Options, PageMaker
from desk.formats.withdrawn import as_read, as_told
from desk.paths import resources
from desk.ui import look
from desk.ui.labels import Label
from desk.ui.page_patches import PagePatches, Step, is_long, place_of
from desk.ui.preview_marks import PageMarks
from desk.ui.preview_photos import Thumbnail
from desk.ui.preview_theme import ThemeWatch, files_of, in_theme
from desk.ui.tasks import Tasks

if TYPE_CHECKING:
    from desk.ui.preview_web import PreviewView


@dataclass(frozen=True, slots=True)
class _Made:
    """A page on its way to be shown, what it was made with, and the theme's files; `problem` says if it is broken."""

    patches: PagePatches
    maker: PageMaker
    problem: str
    files: tuple[str, ...]


def _hint(article: Article) -> str:
    """What is said of a story whose page is not there yet."""
    begun = article.headline or article.body or article.photos
    return "The page is being made…" if begun else "The page takes shape here as you write."


class PreviewPane(QWidget):
    """Shows the open article as the page it will be. `start` brings the web view up, after the first paint."""

    settled = Signal()
    """The page shows everything that has happened so far."""
    told = Signal(dict)
    """What the person did with the page: see the preview's script."""

    def __init__(self, photo: Thumbnail, tasks: Tasks, options: Callable[[], Options]) -> None:
        super().__init__()
        self.setObjectName("previewPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self._photo, self._tasks, self._options = photo, tasks, options
        self._session: Session | None = None
        self._end_watch: Callable[[], None] = lambda: None
        self._view: PreviewView | None = None
        self._maker: PageMaker | None = None
        self._theme = ThemeWatch(self)
        self._theme.changed.connect(self._on_theme_changed)
        self._patches: PagePatches | None = None
        self._missed: list[Applied] = []
        self._steps: list[Step] = []
        self._scroll_to = ""
        self._loading = self._busy = False
        self._generation = 0
        self._marks = PageMarks(tasks, self)
        self._marks.steps.connect(self._send)
        self._flush_soon = QTimer(self, interval=0, singleShot=True)
        self._flush_soon.timeout.connect(self._flush)
        self.problem = Label(role="problem", wraps=True)
        """What is wrong with the theme; hidden where nothing is."""
        self.problem.setContentsMargins(2 * look.GRID, look.GRID, 2 * look.GRID, look.GRID)
        self.problem.hide()
        column, pages = QVBoxLayout(self), QWidget()
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.problem)
        column.addWidget(pages, 1)
        self._stack = QStackedLayout(pages)
        self.hint = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.hint.setProperty("role", "hint")
        self._stack.addWidget(self.hint)

    @property
    def view(self) -> PreviewView | None:
        """The web view, once it is there."""
        return self._view

    @property
    def is_settled(self) -> bool:
        """Whether the page shows everything that has happened so far."""
        waits = self._loading or self._busy or self._steps or not self._marks.is_settled
        return not waits and self._patches is not None

    def words(self, article: Article) -> int | None:
        """How many words a body has, where it is the one shown: they are counted as they change."""
        is_open = self._session is not None and self._session.article is article
        shown = is_open and article.status is not Status.KILLED
        return self._patches.rendering.words if shown and self._patches is not None and not self._missed else None

    def start(self) -> None:
        """Bring the web view up; called once the window has been painted."""
        if self._view is not None:
            return
        from desk.ui.preview_web import PreviewView

        scripts = (resources() / "preview" / name for name in ("patch.js", "notes.js"))
        script = "\n".join(one.read_text(encoding="utf-8") for one in scripts)
        self._view = PreviewView(self._photo, self._tasks, script, self)
        self._fit_view()
        self._view.loadFinished.connect(self._on_loaded)
        self._view.died.connect(self.reload)
        self._view.told.connect(self.told)
        self._stack.addWidget(self._view)
        if (inner := self._view.focusProxy()) is not None:
            inner.setAccessibleName("Preview")
        self.reload()

    def align(self, block: int, share: float) -> None:
        """Scroll so that this share of a block of the body lies above the pane."""
        self._scroll(f"window.desk.align({block}, {share:.4f})")

    def align_head(self, share: float) -> None:
        """Scroll so that this share of what stands above the body lies above the pane."""
        self._scroll(f"window.desk.alignHead({share:.4f})")

    def compare_with(self, base: Article | None) -> None:
        """Mark on the page what differs from another state of the story; None marks nothing."""
        self._marks.compare_with(base)

    def show_words(self, point: int) -> None:
        """Have the words at a code point of the body in sight."""
        if self._patches is not None:
            self._send([self._patches.following(point)])

    def _scroll(self, script: str) -> None:
        """Now, or as soon as the page shows all that has happened."""
        self._scroll_to = script
        if self._view is not None and self.is_settled:
            self._scroll_now()

    def _scroll_now(self) -> None:
        script, self._scroll_to = self._scroll_to, ""
        if script and self._view is not None:
            self._view.run(script, lambda _none: None)

    def show_session(self, session: Session | None) -> None:
        """Show another article."""
        self._end_watch()
        self._session = session
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self.hint.setText(_hint(session.article) if session else "")
        self.reload()

    def reload(self) -> None:
        """Make the whole page anew: another story, another language, other colours, or a page process that died."""
        self._patches, self._missed, self._steps = None, [], []
        self._busy, self._scroll_to = False, ""
        self._marks.forget()
        self._generation += 1
        if self._session is None or self._view is None:
            self._stack.setCurrentIndex(0)
            return
        self._loading = True
        session, article = self._session, self._session.article
        self._tasks.run(partial(self._make, article), partial(self._on_made, self._generation, session, article))

    def _on_theme_changed(self) -> None:
        """Make the page anew if the theme can; else only say what is wrong with it."""
        if self._session is not None and self._view is not None:
            self._tasks.run(partial(self._make, self._session.article), self._on_tried)

    def _on_tried(self, made: _Made) -> None:
        if made.problem or self._view is None:
            self._take(made)
            return
        self._view.run("window.scrollY", self._reload_at)

    def _reload_at(self, scrolled: object) -> None:
        self.reload()
        self._scroll_to = f"window.scrollTo(0, {float(str(scrolled or 0)):.0f})"

    def _take(self, made: _Made) -> None:
        """Remember with what a page was made, say what is wrong with the theme, and watch its files."""
        self._maker = made.maker
        self._theme.follow(made.files)
        self.problem.setText(made.problem)
        self.problem.setVisible(bool(made.problem))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_view()

    def _fit_view(self) -> None:
        """The page is as large as its pane before it is seen: it would appear small else, for one frame."""
        if self._view is not None and self._stack.currentIndex() == 0:
            self._view.resize(self._stack.contentsRect().size())

    def stop(self) -> None:
        """Follow nothing any more, before the program ends."""
        self._end_watch()
        self._end_watch = lambda: None
        self._session = None
        self._generation += 1
        self._theme.end()
        view, self._view = self._view, None
        if view is not None:
            view.take_down()

    def _make(self, article: Article) -> _Made:
        shown, options = as_told(article, self._options())
        patches, maker, problem = in_theme(lambda one: PagePatches(shown, one, options), options, self._maker)
        return _Made(patches, maker, problem, files_of(options))

    def _on_made(self, generation: int, session: Session, article: Article, made: _Made) -> None:
        if generation != self._generation or self._view is None or self._patches is not None:
            return
        self._take(made)
        patches = self._patches = made.patches
        missed, self._missed = self._missed, []
        if missed and missed[0].before is not article:
            self.reload()
            return
        try:
            for applied in missed:
                patches.follow(applied)
            page = patches.page if not missed else patches.page_of(session.article)
        except Trouble:
            self.reload()
            return
        self._view.show_page(page, look.colours().paper)

    def _on_loaded(self, loaded: bool) -> None:
        if self._patches is None or not loaded:
            return
        self._loading = False
        around = [step for step in self._steps if "part" in step]
        self._steps = [{"dark": look.is_dark()}, *self._patches.whole_body(), *around]
        self._flush()
        if self._session is not None and self._session.article.status is not Status.KILLED:
            self._marks.show(self._patches, self._session.article)

    def _on_applied(self, applied: Applied) -> None:
        if applied.before.language != applied.after.language:
            self.reload()
        elif Status.KILLED in (applied.before.status, applied.after.status):
            self._follow_killed(applied)
        elif self._patches is None:
            self._missed.append(applied)
        elif is_long(applied) and not self._loading:
            self._make_anew(applied)
        else:
            self._follow(self._patches, applied)

    def _follow_killed(self, applied: Applied) -> None:
        """The page of a killed story stays as it is, whatever changes in the story, but for why it was killed."""
        before, after = (as_read(article, article.created) for article in (applied.before, applied.after))
        if before != after:
            self.reload()

    def _follow(self, patches: PagePatches, applied: Applied) -> None:
        try:
            steps = patches.follow(applied)
        except Trouble:  # the theme cannot cope with what the article says now
            self.reload()
            return
        if self._marks.are_wanted and not self._loading:
            self._marks.hold_back(applied.after, steps)
        else:
            self._marks.follow(applied.after)
            self._send(steps)

    def _send(self, steps: list[Step]) -> None:
        self._steps += steps
        self._flush_soon.start()

    def _make_anew(self, applied: Applied) -> None:
        """So much changed that the page is made off the GUI thread; the one that is shown stays until then."""
        assert self._session is not None
        self._patches, self._steps, article = None, [], applied.after
        self._marks.forget()
        answer = partial(self._on_made_anew, self._generation, article, place_of(applied))
        self._tasks.run(partial(self._make, article), answer)

    def _on_made_anew(self, generation: int, article: Article, caret: int | None, made: _Made) -> None:
        if generation != self._generation:
            return
        self._take(made)
        patches = made.patches
        missed, self._missed = self._missed, []
        if missed and missed[0].before is not article:
            self.reload()
            return
        self._patches = patches
        self._steps = patches.whole_page(caret)
        self._marks.show(patches, article)
        for applied in missed:
            self._on_applied(applied)
        self._flush_soon.start()

    def _flush(self) -> None:
        if self._view is None or self._loading or self._busy:
            return
        if not self._steps:
            self._scroll_now()
            self.settled.emit()
            return
        steps, self._steps = self._steps, []
        self._busy = True
        self._view.run(f"window.desk.apply({json.dumps(steps)})", partial(self._on_shown, self._generation))

    def _on_shown(self, generation: int, _blocks: object) -> None:
        if generation != self._generation:
            return
        self._busy = False
        self._stack.setCurrentIndex(1)
        self._flush()

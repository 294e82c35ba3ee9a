"""Joins the text and its version in another language: what is shown, what faces what, and that both scroll alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desk.article.facing import Facing as Faced
from desk.article.facing import Passage, facing, passages_of
from desk.ui.facing_page import Source
from desk.ui.facing_pane import FacingPane

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.session import Applied, Session
    from desk.library import Library
    from desk.library.siblings import Sibling
    from desk.ui.editor import EditorPane
    from desk.ui.sibling_deeds import SiblingDeeds
    from desk.ui.workspace import Workspace

PAUSE = 250
"""Milliseconds after a key until it is told anew which paragraphs face each other."""
Pairs = tuple[Sequence[Passage], Sequence[Faced]]


class FacingLanguages(QObject):
    """Has the pane show one of the open story's versions, in step with the text."""

    def __init__(self, workspace: Workspace, editor: EditorPane, deeds: SiblingDeeds, parent: QObject) -> None:
        super().__init__(parent)
        self.pane = FacingPane()
        self.source: Article | None = None
        """The version that is shown."""
        self._workspace, self._editor, self._deeds = workspace, editor, deeds
        self._siblings: Sequence[Sibling] = ()
        self._chosen = ""
        self._own: Sequence[Passage] = ()
        self._pairs: Sequence[Faced] = ()
        self._leads = False
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._pair)
        self._join()

    def _join(self) -> None:
        pane, deeds = self.pane, self._deeds
        pane.close_requested.connect(deeds.close_facing)
        pane.copy_requested.connect(deeds.copy_next)
        pane.in_line_requested.connect(deeds.bring_in_line)
        pane.photos_requested.connect(deeds.take_photos)
        pane.begin_requested.connect(deeds.show_versions)
        pane.chosen.connect(self._choose)
        pane.page.scrolled.connect(self._follow_source)
        self._editor.page.caret_moved.connect(lambda _caret: self._face())
        self._editor.page.typed.connect(self._soon.start)
        self._editor.page.verticalScrollBar().valueChanged.connect(lambda _value: self._lead_source())
        self._workspace.stepped.connect(self._on_stepped)

    def _on_stepped(self, applied: Applied) -> None:
        self._soon.start()
        if applied.before.related != applied.after.related and self._deeds.is_facing():
            self.refresh()

    def show_session(self, session: Session | None) -> None:
        """Another story is open."""
        self._chosen, self.source, self._siblings = "", None, ()
        if session is not None and self._deeds.is_facing():
            self.refresh()

    def refresh(self) -> None:
        """Look up which versions there are, and show one anew."""
        self._deeds.ask(self._on_found)

    def _choose(self, story: str) -> None:
        self._chosen = story
        self.refresh()

    def _on_found(self, found: Sequence[Sibling]) -> None:
        if found == self._siblings and self.source is not None and self.source.id == self._chosen:
            return
        here = [one for one in found if one.article is not None]
        wanted = next((one for one in here if one.link.article == self._chosen), None)
        shown = wanted or next((one for one in here if one.is_source), None) or next(iter(here), None)
        self._siblings = found
        self.pane.show_siblings(found, shown.link.article if shown else "")
        if shown is not None:
            self._chosen = shown.link.article
            read = partial(read_source, self._workspace.library, shown)
            self._workspace.tasks.run(read, partial(self._show, shown.link.article))

    def _show(self, story: str, source: Source) -> None:
        from desk.article.siblings import new_photos

        article = self._workspace.article
        if article is None or story != self._chosen:
            return
        self.source = source.article
        face = self._editor.page.document().defaultFont()
        self.pane.show_source(source, face, new_photos=len(new_photos(article, source.article)))
        self._pair()

    # which paragraphs face each other

    def _pair(self) -> None:
        article, source = self._workspace.article, self.source
        if article is None or source is None or not self._deeds.is_facing():
            return
        self._workspace.tasks.run(partial(_paired, source.body, article.body), partial(self._on_paired, article))

    def _on_paired(self, article: Article, pairs: Pairs) -> None:
        if self._workspace.article is not None and self._workspace.article.body == article.body:
            self._own, self._pairs = pairs
            self._face()

    def _faced(self) -> Faced | None:
        """What the caret's paragraph faces; before the first one nothing."""
        caret = self._editor.page.caret
        number = next((n for n, one in enumerate(self._own) if caret <= one.span[1]), len(self._own) - 1)
        return next((one for one in self._pairs if one.start <= number < one.end), None)

    def _face(self) -> None:
        if not self._deeds.is_facing():
            return
        faced = self._faced()
        first, last = (faced.first, faced.last) if faced else (0, 1)
        self.pane.page.face(first, last)

    def copy_next(self) -> None:
        """Put the source's paragraph behind the caret's: the one chosen there, else the next that faces none."""
        article, source = self._workspace.article, self.source
        if article is not None and source is not None:
            page = self.pane.page
            chosen = page.passage_at_caret() if page.hasFocus() else None
            work = partial(_paired, source.body, article.body)
            self._workspace.tasks.run(work, partial(self._copy, article, source, chosen))

    def _copy(self, article: Article, source: Article, chosen: int | None, pairs: Pairs) -> None:
        from desk.article import edits

        self._on_paired(article, pairs)
        if self._workspace.article is None or self._workspace.article.body != article.body:
            return
        faced, passages = self._faced(), passages_of(source.body)
        number = chosen if chosen is not None else faced.last if faced else 0
        if number >= len(passages):
            self._workspace.told.emit("The source has no further paragraph.", False)
            return
        words = source.body[slice(*passages[number].span)]
        self._workspace.apply(edits.insert_paragraph(article, self._editor.page.caret, words), "siblings")
        self._editor.page.setFocus()

    # scrolling in step

    def _lead_source(self) -> None:
        if self._leads or not self._deeds.is_facing() or not self._own:
            return
        number = self._number_at(self._editor.page.first_seen())
        faced = next((one for one in self._pairs if one.start <= number < one.end), None)
        if faced is not None:
            self.pane.page.show_passage(faced.first)

    def _number_at(self, point: int) -> int:
        return next((n for n, one in enumerate(self._own) if point <= one.span[1]), len(self._own) - 1)

    def _follow_source(self) -> None:
        number = self.pane.page.first_seen()
        faced = next((one for one in self._pairs if one.first <= number < one.last and one.start < one.end), None)
        if faced is not None and self._deeds.is_facing():
            self._leads = True
            bar = self._editor.page.verticalScrollBar()
            bar.setValue(round(self._editor.page.top_of(self._own[faced.start].span[0])))
            self._leads = False


def read_source(library: Library, sibling: Sibling) -> Source:
    """What is shown of a version, what changed in it marked where it is the source. Not on the GUI thread."""
    from desk.article.facing_words import line, shown
    from desk.library.siblings import as_it_was

    article = sibling.article
    assert article is not None
    was = as_it_was(library, article, sibling.link.seen) if sibling.is_behind else None
    headline = line(was.headline if was else None, article.headline)
    summary = line(was.summary if was else None, article.summary)
    passages = shown(was.body if was else None, article.body)
    return Source(article, headline, summary, passages, sibling.is_behind, was is not None)


def _paired(source: str, own: str) -> Pairs:
    here = passages_of(own)
    return here, facing(passages_of(source), here)

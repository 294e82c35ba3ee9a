"""What the window does to bring stories in: files, folders, what is pasted; and to show what was taken for what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desk.ui.wording import END_ISOLATE, ISOLATE

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.session import Session
    from desk.formats.rearranging import Copy
    from desk.ui.intake import Met, Taken
    from desk.ui.notice import Offer
    from desk.ui.window import MainWindow

STORIES = (
    "Stories (*.txt *.text *.wire *.md *.markdown *.json *.ninjs *.jsonl *.ndjson *.story *.html *.htm *.xhtml *.mhtml"
    " *.docx);;All files (*)"
)


class ImportDeeds(QObject):
    """Brings stories into the library of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace
        self.taken: Taken | None = None
        """What came of the last import."""
        self._met: list[Met] = []
        """What of it is still to be decided on."""
        self._renewed: tuple[str, str] = ("", "")
        """The open story that is being made a new version of, by its ID, and what is said of that."""
        self._told_renewed = ""
        """The ID of the last story of which that was said."""
        self._offer_told = object()
        """What the line is about that offers to arrange what was pasted."""
        self._page: tuple[Article, Article] | None = None
        """A whole web page that was pasted: the story as it was then, and the one that the page tells."""
        self._workspace.opened.connect(lambda _session, _caret: self._on_opened())

    # files and folders

    def choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        files, _kind = QFileDialog.getOpenFileNames(self._window, "Import", "", STORIES)
        self.take([Path(file) for file in files])

    def choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self._window, "Import the stories in a folder")
        self.take([Path(folder)] if folder else [])

    def take(self, paths: Sequence[Path]) -> None:
        """Import files, and the stories in folders, into the library."""
        if paths and self._workspace.session is None:
            self._window.intake.take(paths)
        elif paths:  # what was typed just now is in the library before anything is merged with it
            take = partial(self._window.intake.take, paths)
            self._workspace.tasks.run(self._workspace.journal.flush, lambda _done: take())

    def tell_taken(self, taken: Taken) -> None:
        """Say what came of an import, and open the first story; one that was wire copy with what it was taken for."""
        self.taken, self._met = taken, list(taken.met)
        self._window.status.end_progress()
        self._workspace.shelf_changed.emit()
        for article_id, copy in taken.copies.items():
            self._window.copies.keep(article_id, copy)
        ids = [*(one.id for one in taken.articles), *(one.id for one in taken.same if not one.binned)]
        ids += [one.id for one in taken.handed if one.came is not None]
        self._window.deeds.copy_desk.handover.came(taken.handed)
        self._open(ids[0] if ids else "", taken)
        said = summary(taken, shown=self._shows_copy(taken))
        if said and not (len(ids) == len(taken.handed) == 1 and not taken.refused):  # that one is told once it is seen
            offers = self._offers()
            self._window.notice.tell(said, offers, trouble=bool(taken.refused), stays=bool(taken.met))
        if self.is_report_open():
            self.show_report()
        self._window.commands.refresh()

    @staticmethod
    def _shows_copy(taken: Taken) -> Copy | None:
        """The copy of the one story that came, where there is more in it than body to show."""
        from desk.formats.rearranging import is_more_than_body

        copy = taken.copies.get(taken.articles[0].id) if len(taken.articles) == 1 else None
        return copy if copy is not None and is_more_than_body(copy.arrangement) else None

    def _open(self, article_id: str, taken: Taken) -> None:
        if self._shows_copy(taken) is not None:
            self._when_open(article_id, self.show_arranging)
        if article_id:
            self._workspace.open_story(article_id)

    def _when_open(self, article_id: str, then: Callable[[], None]) -> None:
        """Do something once the window shows a story, if that is the next one it shows."""
        if self._workspace.article is not None and self._workspace.article.id == article_id:
            then()
            return

        def look(session: Session | None, _caret: int) -> None:
            if session is not None and session.article.id == article_id:
                then()

        self._workspace.opened.connect(look, Qt.ConnectionType.SingleShotConnection)

    # what is here already

    def _offers(self) -> list[Offer]:
        offers: list[Offer] = []
        if self._met:
            one = len(self._met) == 1
            texts = ("Make it a new version", "Keep as another story") if one else ("New versions", "Other stories")
            deeds = (self.renew, self.keep_apart)
            offers += [(text, partial(do, list(self._met))) for text, do in zip(texts, deeds, strict=True)]
        if self.taken is not None and (binned := [one.id for one in self.taken.same if one.binned]):
            offers.append(("Put it back" if len(binned) == 1 else "Put them back", partial(self._put_back, binned)))
        if self.taken is not None and max(len(self._met), len(self.taken.refused)) > 1:
            offers.append(("Show the list", self.show_report))
        return offers

    def _put_back(self, ids: Sequence[str]) -> None:
        """Out of the bin again; a single one is opened."""
        self._window.deeds.restore(ids)
        if len(ids) == 1:
            self._workspace.open_story(ids[0])

    def renew(self, met: Sequence[Met]) -> None:
        """Make what came new versions of the stories that are here."""
        self._settle(met)
        article = self._workspace.article
        if article is not None and any(one.twin.id == article.id for one in met):
            self._renewed = article.id, "What came is a new version of this story."
        self._told_renewed = ""
        renew = partial(self._window.intake.renew, met)
        self._workspace.tasks.run(self._workspace.journal.flush, lambda _none: renew())  # with what was typed just now

    def keep_apart(self, met: Sequence[Met]) -> None:
        """Keep what came as stories of their own."""
        self._settle(met)
        self._window.intake.keep_apart(met)

    def _settle(self, met: Sequence[Met]) -> None:
        self._met = [one for one in self._met if one not in met]
        if self.is_report_open():
            self.show_report()

    def tell_decided(self, said: str, ids: list[str]) -> None:
        """Say what became of stories that were here already; a single one is opened."""
        if self._renewed[0] in ids and len(ids) == 1:
            self._renewed = self._renewed[0], said
        self._workspace.others.look_around()
        self._workspace.shelf_changed.emit()
        if ids != [self._told_renewed]:  # else it is told already, with what of it is in the story
            self._window.notice.tell(said, trouble=not ids)
        if len(ids) == 1 and not self.is_report_open():
            self._workspace.open_story(ids[0])
        self._window.commands.refresh()

    def take_renewed(self, article_id: str) -> str:
        """What is to be said, once, of the open story that has a new version by this window's own doing; or nothing."""
        if self._renewed[0] != article_id:
            return ""
        (self._told_renewed, said), self._renewed = self._renewed, ("", "")
        return said

    # the list

    def has_report(self) -> bool:
        """Whether there is anything to list of the last import."""
        return self.taken is not None and bool(self._met or self.taken.refused or self.taken.notes)

    def is_report_open(self) -> bool:
        return self._window.is_wide and self._window.wide_pane is vars(self._window).get("imported")

    def show_report(self) -> None:
        """Show the list of what came of the last import."""
        if self.taken is not None:
            self._window.notice.hide()
            self._window.imported.show_taken(summary(self.taken), self.taken, self._met)
            self._window.open_wide(self._window.imported)
            self._window.imported.start()
            self._window.commands.refresh()

    def toggle_report(self) -> None:
        self.close_wide() if self.is_report_open() else self.show_report()

    # what was taken for what

    def is_arranging(self) -> bool:
        return self._window.is_wide and self._window.wide_pane is vars(self._window).get("arranging")

    def can_arrange(self) -> bool:
        """Whether the copy of the open story is known, be it that it was only pasted so far."""
        copies = vars(self._window).get("copies")
        return self._page_is_there() or (copies is not None and (copies.copy is not None or copies.offered))

    def arrange(self) -> None:
        """Make a story of what was pasted; else show what the copy was taken for, or go back from there."""
        self._window.notice.drop(self._offer_told)
        if self._page_is_there():
            self.take_page()
        elif self._window.copies.offered:
            self._window.copies.arrange()
            self.show_arranging()
        elif self.is_arranging():
            self.close_wide()
        elif self.can_arrange():
            self.show_arranging()

    def show_arranging(self) -> None:
        """Show what the open story's copy was taken for, beside the story."""
        if self._workspace.session is not None:
            self._window.open_wide(self._window.arranging)
            self._window.arranging.list.setFocus()
            self._window.commands.refresh()

    def _on_opened(self) -> None:
        """What another story was taken for is seen no more."""
        if self._workspace.article is None or self._workspace.article.id != self._renewed[0]:
            self._renewed = "", ""
        if self.is_arranging():
            self._window.close_wide()

    def close_wide(self) -> None:
        """Back to the story and its page."""
        if self.is_arranging() or self.is_report_open():
            self._window.close_wide()
            if self._workspace.session is not None:
                self._window.editor.start_writing()
            self._window.commands.refresh()

    # what is pasted into an empty story

    def look_at_pasted(self, text: str, html: str) -> None:
        """Offer to arrange what was pasted into an empty story, where it is wire copy or a whole page."""
        from desk.ui.pasted_copy import made_of

        session = self._workspace.session
        if session is not None:
            done = partial(self._offer, session, session.article)
            self._workspace.tasks.run(partial(made_of, text, html, self._workspace.library), done)

    def _offer(self, session: Session, pasted: Article, made: Copy | Article | None) -> None:
        from desk.article.model import Article

        if made is None or self._workspace.session is not session:
            return
        if isinstance(made, Article):
            self._page = pasted, made
            self._tell_offer("This looks like a whole web page.", "Take the story out of it")
        else:
            self._window.copies.offer(pasted, made)
            self._tell_offer("This looks like wire copy.", "Arrange it")
        self._window.commands.refresh()

    def _tell_offer(self, sentence: str, offer: str) -> None:
        keys = self._window.commands.action("arrange").shortcut().toString()
        notice, once = self._window.notice, Qt.ConnectionType.SingleShotConnection
        about = self._offer_told = object()
        notice.tell(sentence, [(f"{offer} ({keys})", self.arrange)], about=about, stays=True)
        self._workspace.opened.connect(lambda _session, _caret: notice.drop(about), once)

    def _page_is_there(self) -> bool:
        article = self._workspace.article
        return self._page is not None and article is not None and self._page[0].id == article.id

    def take_page(self) -> None:
        """Make a story of the web page that was pasted, in one step."""
        from desk.formats.rearranging import taken_over
        from desk.ui.tellings import tell_step

        article, page = self._workspace.article, self._page
        if article is not None and page is not None:
            self._page = None
            self._workspace.apply(taken_over(article, *page), "arranging")
            tell_step(self._window, "The story was taken out of the page.")
            self._window.commands.refresh()


def summary(taken: Taken, shown: Copy | None = None) -> str:
    """What came of an import, in one line; not what a copy was taken for that is `shown` beside it."""
    from desk.formats.wire_copy import took

    told = took(shown.arrangement) if shown is not None else ()
    notes = [note for note in taken.notes if note not in told]
    count, refused = len(taken.articles), len(taken.refused)
    counted = "One story" if count == 1 else f"{count} stories"
    parts = []
    if count and refused:
        first = "" if refused > 1 else f": {taken.refused[0]}"
        parts.append(f"{counted} imported, {refused} not{first or '.'}")
    elif count:
        parts.append(f"{counted} imported.")
    elif refused:
        parts.append(taken.refused[0] if refused == 1 else f"{refused} files were not imported.")
    if taken.cancelled:
        parts.append("The rest was cancelled.")
    back = sum(one.came is not None for one in taken.handed)
    if back:
        parts.append("One story came back and was merged." if back == 1 else f"{back} stories came back, merged.")
    parts += [_here(taken), *(notes[:2] if count == 1 else ())]
    return " ".join(part for part in parts if part)


def _here(taken: Taken) -> str:
    """What is to be said of stories that are here already."""
    binned, same = ([one for one in taken.same if one.binned is lies] for lies in (True, False))
    parts, met = [], taken.met
    if len(binned) == 1:
        parts.append(f"{_named(binned[0].headline)} is here already, in the bin.")
    elif binned:
        parts.append(f"{len(binned)} stories are here already, in the bin.")
    if len(same) == 1:
        parts.append(f"{_named(same[0].headline)} is here already, with all that came.")
    elif same:
        parts.append(f"{len(same)} stories are here already, with all that came.")
    if len(met) == 1:
        parts.append(f"{_named(met[0].twin.headline)} is here already, with other words.")
    elif met:
        parts.append(f"{len(met)} stories are here already, with other words.")
    return " ".join(parts)


def _named(headline: str) -> str:
    return f"“{ISOLATE}{headline or 'Untitled'}{END_ISOLATE}”"

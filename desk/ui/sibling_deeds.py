"""What is done with a story's versions in other languages: they are begun, linked and parted, one beside the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from desk.ui.commands import Command

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.siblings import Links
    from desk.library import Library
    from desk.library.finding import Row
    from desk.library.siblings import Sibling
    from desk.ui.sibling_form import SiblingDialog
    from desk.ui.window import MainWindow

T = TypeVar("T")
MOST = 60
"""Stories offered to be linked."""


class SiblingDeeds(QObject):
    """Acts on the open story's versions in other languages."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace
        self._dialog: SiblingDialog | None = None
        self._face_next = ""
        """The ID of the story that is to be shown with its source beside it, once it is open."""
        self._workspace.opened.connect(lambda _session, _caret: self._on_opened())
        self._workspace.shelf_changed.connect(self.refresh)

    def commands(self) -> Sequence[Command]:
        """Its commands, in the menu's order."""
        has, beside, shown = self._has_story, self.is_facing, self._has_facing
        return [
            Command("languages", "&Language versions…", self.show_versions, ("Ctrl+Shift+T",), "", has),
            Command("facing", "Other language &beside the text", self.toggle_facing, ("Ctrl+Alt+B",), "", has, beside),
            Command("copy_source", "&Copy the source’s next paragraph", self.copy_next, ("Ctrl+Alt+P",), "", shown),
            Command("in_line", "&Translation is in line with its source", self.bring_in_line, (), "", self._has_source),
        ]

    def _has_story(self) -> bool:
        return self._workspace.session is not None

    def _has_facing(self) -> bool:
        return self.is_facing() and self._window.facing.source is not None

    def _has_source(self) -> bool:
        article = self._workspace.article
        if article is None:
            return False
        from desk.article.siblings import source_of

        return source_of(article) is not None

    # the versions there are

    def ask(self, then: Callable[[Sequence[Sibling]], None]) -> None:
        """Look up the open story's versions, off the GUI thread; nothing comes of it once another story is open."""
        from desk.library.siblings import siblings_of

        article = self._workspace.article
        if article is None:
            return

        def told(found: Sequence[Sibling]) -> None:
            if self._workspace.article is not None and self._workspace.article.id == article.id:
                then(found)

        self._workspace.tasks.run(self._flushed(partial(siblings_of, self._workspace.library, article)), told)

    def show_versions(self) -> None:
        """The dialog: which versions there are, and how there come to be more."""
        from desk.ui.sibling_form import SiblingDialog

        article = self._workspace.article
        if article is None:
            return
        dialog = self._dialog = SiblingDialog(article, self._find, self._window)
        dialog.translate_wanted.connect(self.translate)
        dialog.link_wanted.connect(self.link)
        dialog.part_wanted.connect(self.part)
        dialog.open_wanted.connect(self._open)
        self.ask(self._show_in_dialog)
        dialog.exec()
        self._dialog = None
        dialog.deleteLater()

    def _show_in_dialog(self, found: Sequence[Sibling], said: str = "") -> None:
        """If it is still there."""
        if self._dialog is not None:
            self._dialog.show_siblings(found, said)

    def _open(self, story: str) -> None:
        self._close_dialog()
        self._workspace.open_story(story)

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    def _find(self, words: str, then: Callable[[list[Row]], None]) -> None:
        dialog = self._dialog

        def told(rows: list[Row]) -> None:
            if self._dialog is dialog:
                then(rows)

        if dialog is not None:
            self._workspace.tasks.run(partial(self._workspace.library.find, words, limit=MOST), told)

    # begin, link and part

    def translate(self, tag: str) -> None:
        """Begin a translation of the open story: a draft of its own, with this one beside it."""
        article = self._workspace.article
        if article is None:
            return
        self._close_dialog()
        made: list[Article] = []

        def begin() -> None:
            self._workspace.do(lambda: made.append(_begun(self._workspace.library, article.id, tag)), opened)

        def opened() -> None:
            self._face_next = made[0].id
            self._workspace.open_story(made[0].id)

        self._workspace.save_version(then=begin)

    def link(self, story: str, relation: str) -> None:
        """Link the open story, and all its versions, with another one and all of that one's."""
        from desk.article.siblings import source_of
        from desk.ui.sibling_form import FROM_IT, FROM_THIS

        article = self._workspace.article
        if article is None:
            return
        sources = {FROM_IT: {article.id: story}, FROM_THIS: {story: article.id}}.get(relation, {})
        before = source_of(article) if relation == FROM_IT else None
        told = f" “{before.title}” is its source no longer." if before and before.article != story else ""
        work = partial(_links, self._workspace.library, [article.id, story], sources)
        self._workspace.save_version(then=partial(self._after, work, "Linked: {count}." + told.replace("{", "(")))

    def part(self, story: str) -> None:
        """Take a story out of the family of the open one; where it is gone, the link to it."""
        article = self._workspace.article
        if article is not None:
            work = partial(_parting, self._workspace.library, article.id, story)
            self._workspace.save_version(then=partial(self._after, work, "Unlinked: {count}."))

    def _after(self, work: Callable[[], Links], done: str) -> None:
        many = self._window.shelf.many
        self._workspace.tasks.run(self._flushed(work), lambda links: many.relate(links, done), self._refuse)

    def _flushed(self, work: Callable[[], T]) -> Callable[[], T]:
        """Work on the library, to be done once all that was typed is there."""
        flush = self._workspace.journal.flush

        def do() -> T:
            flush()
            return work()

        return do

    def _refuse(self, why: str) -> None:
        if self._dialog is not None:
            self.ask(lambda found: self._show_in_dialog(found, why))
        else:
            self._workspace.told.emit(why, True)

    def refresh(self) -> None:
        """Show anew, wherever they are seen, which versions there are."""
        if self._dialog is not None:
            self.ask(self._show_in_dialog)
        if self.is_facing():
            self._window.facing.refresh()
        self._window.commands.refresh_soon()

    # beside the text

    def is_facing(self) -> bool:
        """Whether another language stands beside the text."""
        pane = vars(self._window).get("facing")
        return pane is not None and self._window.is_wide and self._window.wide_pane is pane.pane

    def toggle_facing(self) -> None:
        """Show the source, or another version, beside the text; or the other panes again."""
        if self.is_facing():
            self.close_facing()
        elif self._workspace.session is not None:
            facing = self._window.facing
            self._window.notice.drop(self)
            self._window.open_wide(facing.pane, evenly=True)
            facing.refresh()
            self._window.editor.start_writing()
            self._window.commands.refresh()

    def close_facing(self) -> None:
        """The other panes again."""
        if self.is_facing():
            self._window.close_wide()
            self._window.editor.start_writing()
            self._window.commands.refresh()

    def copy_next(self) -> None:
        """Put the source's next paragraph behind the one being written."""
        self._window.facing.copy_next()

    def bring_in_line(self) -> None:
        """The translation says what its source says now."""
        from desk.article.siblings import brought_in_line, source_of

        article = self._workspace.article
        link = source_of(article) if article is not None else None
        if link is None:
            return

        def told(source: Article) -> None:
            now = self._workspace.article
            if now is not None and source_of(now) == link:
                self._workspace.apply(brought_in_line(now, source), "siblings")
                self.refresh()

        keep = partial(_kept_as_seen, self._workspace.library, link.article)
        self._workspace.tasks.run(self._flushed(keep), told, lambda why: self._workspace.told.emit(why, True))

    def take_photos(self) -> None:
        """Add the photos of the version beside the text that this story lacks."""
        from desk.article import edits
        from desk.article.siblings import new_photos

        article, source = self._workspace.article, self._window.facing.source
        if article is not None and source is not None:
            self._workspace.apply(edits.add_photos(article, new_photos(article, source)), "siblings")
            self._window.facing.refresh()

    # what is told of a story as it is opened

    def _on_opened(self) -> None:
        article = self._workspace.article
        if article is None:
            return
        if self._face_next == article.id:
            self._face_next = ""
            self.toggle_facing()
        elif self._has_source():
            self.ask(self._tell_if_behind)

    def _tell_if_behind(self, found: Sequence[Sibling]) -> None:
        if any(one.is_behind for one in found) and not self.is_facing():
            told = "The source changed since this was translated."
            self._window.notice.tell(told, [("Show what changed", self.toggle_facing)], about=self)


def _begun(library: Library, source_id: str, tag: str) -> Article:
    """A translation of a story, linked with the whole family, in the library."""
    from desk.article.siblings import family, translation

    source = _kept_as_seen(library, source_id)
    made = translation(source, tag)
    links = family([made, *_family(library, source)], {made.id: source.id})
    made = replace(made, related=links[made.id])
    library.add(made, "save")
    _give(library, {story: related for story, related in links.items() if story != made.id})
    return made


def _give(library: Library, links: Links) -> None:
    if links:
        library.change_all(list(links), lambda story: replace(story, related=links[story.id]))


def _kept_as_seen(library: Library, story: str) -> Article:
    """The story, of which a version is kept that tells later what it said now."""
    from desk.article.siblings import fingerprint
    from desk.library.siblings import version_with

    article = library.article(story)
    if version_with(library, story, fingerprint(article)) is None:
        library.save(article, "save", "As it was translated")
    return article


def _family(library: Library, article: Article) -> list[Article]:
    """The story and its versions that the library has."""
    from desk.library.siblings import siblings_of

    return [article, *(one.article for one in siblings_of(library, article) if one.article is not None)]


def _links(library: Library, stories: Sequence[str], sources: dict[str, str]) -> Links:
    """What two families lead to once they are one. Raises Trouble where both have a version in one language."""
    from desk.article.languages import language
    from desk.article.siblings import family
    from desk.article.trouble import Trouble

    whole = {one.id: one for story in stories for one in _family(library, library.article(story))}
    tags = [language(one.language).tag for one in whole.values()]
    twice = next((tag for tag in tags if tags.count(tag) > 1), "")
    if twice:
        name = language(twice).english or twice
        raise Trouble(f"There would be two versions in {name}: unlink the one that is not meant, then link again.")
    for source in sources.values():
        _kept_as_seen(library, source)
    return family(list(whole.values()), sources)


def _parting(library: Library, article_id: str, gone: str) -> Links:
    from desk.article.siblings import parted

    return parted(_family(library, library.article(article_id)), gone)

"""Spelling in one window: the process that has the dictionaries, the words that are known, and what is marked where."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QTextEdit, QWidget

from desk.article.fields import FIELDS
from desk.checks.dictionaries import Dictionary, by_language
from desk.ui.entries import Entry, LineEntry, ProseEntry
from desk.ui.menu_headings import heading
from desk.ui.spelling_body import BodySpelling
from desk.ui.spelling_deeds import FLAG
from desk.ui.spelling_fields import FieldSpelling, LineSpelling, ProseSpelling
from desk.ui.spelling_menu import word_actions
from desk.ui.spelling_process import SpellingProcess
from desk.ui.spelling_words import ORIGIN, KnownWords

if TYPE_CHECKING:
    from pathlib import Path

    from desk.article.session import Applied, Session
    from desk.checks.spelling import Word
    from desk.library import Library
    from desk.ui.editor import EditorPane
    from desk.ui.settings import Settings
    from desk.ui.workspace import Workspace

Added = tuple[Dictionary, ...]
WRITTEN = 1_000
"""Milliseconds without a key after which a name in a field is known."""
NAMED = ("byline", "dateline", "keywords", "photos")
"""Parts of a story that hold names of people and places."""
LINES = ("kicker", "search_headline", "push_headline", "social_headline")
"""Fields of one line that are prose."""
PLACES = ("headline", "summary")
"""What the first two fields are; the others are not told apart."""
HEADING = "Spelling"
START = 400
"""Milliseconds after the first story is shown until the process starts: other things are seen sooner."""


def is_prose(field: QWidget | None) -> TypeGuard[Entry]:
    """Whether a field holds words that readers read, rather than names, dates or an address."""
    named = isinstance(field, LineEntry) and field.accessibleName() in {FIELDS[name].label for name in LINES}
    return named or isinstance(field, ProseEntry)


class Spelling(QObject):
    """Everything about spelling that a window has."""

    changed = Signal()
    """Other words are marked than before."""
    found = Signal()
    """The dictionaries are known, or are others."""

    def __init__(self, workspace: Workspace, editor: EditorPane, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._settings, self._editor = workspace, settings, editor
        self._session: Session | None = None
        self._closed = False
        self.dictionaries: tuple[Dictionary, ...] = ()
        """All that were found, the preferred ones first."""
        self.unusable: tuple[str, ...] = ()
        """What is wrong with files that people dropped as dictionaries, a sentence each."""
        self.is_spoken_for: Callable[[str, int, int], bool] = lambda _place, _start, _end: False
        """Whether others offer what mends just these words of a place: one offer is enough."""
        self.process = SpellingProcess(self)
        self.known = KnownWords(workspace)
        self.body = BodySpelling(editor.page, self.process, self)
        self.fields: list[FieldSpelling] = []
        self._told: set[str] = set()
        self._trial: dict[str, str] = {}
        """The tags of dictionaries that are being tried, by their languages."""
        self._tried: frozenset[str] = frozenset()
        """The names of their files, and of those that were tried last."""
        self._named = QTimer(self, interval=WRITTEN, singleShot=True)
        self._named.timeout.connect(self._follow_names)
        self._start = QTimer(self, interval=START, singleShot=True)
        self._start.timeout.connect(self.look_for_dictionaries)
        for field in (editor.headline, editor.summary):
            self.attach(field)
        self._join()

    def _join(self) -> None:
        self.body.changed.connect(self.changed)
        self.body.switch(self.is_on)
        self.known.changed.connect(self._on_known)
        self.process.troubled.connect(self._tell)
        self._workspace.stepped.connect(self._on_stepped)
        self._editor.page.offers.append(self._offer)

    # what there is

    @property
    def is_on(self) -> bool:
        """Whether misspelt words are marked."""
        return self._settings.flag(FLAG, default=True)

    @property
    def count(self) -> int:
        """How many words are marked in headline, summary and body."""
        return len(self.body.words()) + sum(len(field.words()) for field in self.fields[:2])

    def places(self) -> tuple[str, tuple[tuple[str, int, str], ...]]:
        """The open story's ID, and of each word that is marked in it the field, where it begins, and the word."""
        article = self._session.article if self._session else None
        if article is None:
            return "", ()
        above = zip(PLACES, self.fields[:2], strict=True)
        found = [(name, word.start, word.text) for name, field in above for word in field.words()]
        found += [("body", start, article.body[start:end]) for start, end in self.body.words()]
        return article.id, tuple(found)

    def switch(self, on: bool) -> None:
        """Mark misspelt words, or none."""
        self._settings.keep_flag(FLAG, on)
        self.body.switch(on)
        for field in self.fields:
            field.ask_again(on)
        if on and self._session is not None:
            self._start.start()
        if not on:
            self.process.rest()

    def show_session(self, session: Session | None) -> None:
        """Look at another story."""
        self._session = session
        article = session.article if session else None
        self.known.show_story(article)
        self.process.know(self.known.all())
        self.body.show_session(session)
        if session is not None and self.is_on:
            if self.dictionaries:
                self.known.read()  # there may be names since that were not there before
            else:
                self._start.start()

    def attach(self, field: QTextEdit | QLineEdit) -> None:
        """Mark misspelt words in a field too, from now on."""
        spelling: FieldSpelling
        if isinstance(field, QTextEdit):
            spelling = ProseSpelling(field, self.process, self._language)
        else:
            spelling = LineSpelling(field, self.process, self._language)
        spelling.offer = self._offer_in
        spelling.changed.connect(self.changed)
        field.destroyed.connect(lambda _field: self.fields.remove(spelling))
        self.fields.append(spelling)
        spelling.ask_again(self.is_on)

    def attach_all(self, widget: QWidget) -> None:
        """The same for every field of prose in a part of the window."""
        known = {id(one.field) for one in self.fields}
        fields = [*widget.findChildren(ProseEntry), *filter(is_prose, widget.findChildren(LineEntry))]
        for field in fields:
            if id(field) not in known:
                self.attach(field)

    def on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A field has the keys: parts of the window that were made since are marked too."""
        ours = self._editor.window()
        if is_prose(now) and ours in (now.window(), now.window().parentWidget()) and self.of(now) is None:
            self.attach_all(now.window())

    def of(self, field: QWidget | None) -> FieldSpelling | None:
        """What is marked in a field, where it is one of prose."""
        return next((one for one in self.fields if one.field is field), None)

    def _language(self) -> str:
        return self._session.article.language if self._session else "en"

    # dictionaries

    def look_for_dictionaries(self) -> None:
        """Find the dictionaries anew, read the words that are known, then look at the story."""
        if self._closed:
            return
        self._told.clear()
        find = partial(_find, self._workspace.library)
        self.known.read(lambda: self._workspace.tasks.run(find, self._on_found, self._tell))

    def _on_found(self, found: tuple[Added, tuple[str, ...]]) -> None:
        self.unusable = found[1]
        self._set_up(found[0])

    def choose(self, tag: str) -> None:
        """Use this kind of a language's dictionaries: `en-GB`."""
        self._settings.keep_dictionary(tag)
        self._set_up(self.dictionaries)

    def folder(self) -> Path:
        """The person's own folder of dictionaries, which is made if it is not there."""
        from desk.spelling import own_folders

        folder = own_folders(self._workspace.library)[0]
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        return folder

    def add(self, file: Path, then: Callable[[Added], object], failed: Callable[[str], None]) -> None:
        """Add the dictionaries of a file to those there are; one that is broken is taken away again."""
        from desk.checks import dictionaries

        def done(added: Added) -> None:
            find = partial(find_dictionaries, self._workspace.library)
            self._workspace.tasks.run(find, partial(found, added))

        def found(added: Added, all_there: Added) -> None:
            self._trial = {one.language: one.tag for one in added}
            self._tried = frozenset(one.aff.stem for one in added)
            self._set_up(all_there)
            self._try(added, then)

        from desk.spelling import find_dictionaries, own_folders

        folder = own_folders(self._workspace.library)[0]
        self._workspace.tasks.run(partial(dictionaries.add, file, folder), done, failed)

    def _try(self, added: Added, then: Callable[[Added], object]) -> None:
        """Have each read; the process tells which cannot be. What can be is used from now on."""
        broken: list[str] = []
        remember = broken.append
        self.process.troubled.connect(remember)

        def tried(number: int, _words: list[str]) -> None:
            one = added[number]
            if broken:
                for file in (one.aff, one.dic):
                    file.unlink(missing_ok=True)
            else:
                self._settings.keep_dictionary(one.tag)
            if number + 1 < len(added):
                broken.clear()
                ask(number + 1)
                return
            self.process.troubled.disconnect(remember)
            self._trial = {}
            self.look_for_dictionaries()
            then(added)

        def ask(number: int) -> None:
            self.process.suggest("a", added[number].language, partial(tried, number))

        ask(0)

    def is_own(self, one: Dictionary) -> bool:
        """Whether a dictionary was added by the person or the house, and can be taken away."""
        from desk.spelling import own_folders

        return one.aff.parent in own_folders(self._workspace.library)

    def remove(
        self, one: Dictionary, then: Callable[[Callable[[], None]], object], failed: Callable[[str], None]
    ) -> None:
        """Take away a dictionary that was added; `then` is given what puts it back."""
        from desk.checks import dictionaries
        from desk.spelling import own_folders

        def done(removed: dictionaries.Removed) -> None:
            self.look_for_dictionaries()
            again = partial(dictionaries.put_back, removed)
            then(lambda: self._workspace.tasks.run(again, lambda _none: self.look_for_dictionaries(), failed))

        folders = own_folders(self._workspace.library)
        self._workspace.tasks.run(partial(dictionaries.remove, one, folders), done, failed)

    def used(self) -> dict[str, Dictionary]:
        """The dictionary in use for each language."""
        return by_language(self.dictionaries, {**self._settings.dictionaries, **self._trial})

    def _set_up(self, found: tuple[Dictionary, ...]) -> None:
        if self._closed:
            return
        self.dictionaries = found
        self.process.set_up(self.used(), self.known.all())
        self._ask_again()
        self.found.emit()

    def _tell(self, sentence: str) -> None:
        if any(f" {stem} " in sentence for stem in self._tried):
            return  # who adds it is told where it is added
        if sentence not in self._told:
            self._told.add(sentence)
            self._workspace.told.emit(sentence, True)

    # what happens

    def _on_stepped(self, applied: Applied) -> None:
        before, after = applied.before, applied.after
        self.body.follow(applied)
        if before.known_words != after.known_words:
            self._follow_names()
        elif any(getattr(before, name) is not getattr(after, name) for name in NAMED):
            self._named.start()
        if before.language != after.language:
            self._ask_fields()

    def _follow_names(self) -> None:
        """Names are known once they are written, not letter by letter."""
        self._named.stop()
        if self.known.follow(self._session.article if self._session else None):
            self._on_known()

    def _on_known(self) -> None:
        self.process.know(self.known.all())
        self._ask_again()

    def _ask_again(self) -> None:
        self.body.ask_again()
        self._ask_fields()

    def _ask_fields(self) -> None:
        for field in self.fields:
            field.ask_again(self.is_on)

    # menus

    def actions(self, menu: QMenu, word: Word, put: Callable[[str], None]) -> list[QAction]:
        """What can be done about a word, for a menu."""
        return word_actions(menu, word, self.process, self.known, put)

    def replace(self, word: Word, text: str) -> None:
        """Put another word in the place of one in the body, as one step."""
        from desk.article.changes import BodyChange

        article = self._workspace.article
        if article is not None and article.body[word.start : word.end] == word.text:
            self._workspace.apply(BodyChange(word.start, word.text, text), ORIGIN)

    def replace_in(self, field: FieldSpelling, word: Word, text: str) -> None:
        """The same in a field."""
        if self._session is not None:
            self._session.pause()
            field.replace(word, text)
            self._session.pause()

    def _offer(self, menu: QMenu, point: int) -> list[QAction]:
        word = self.body.word_at(point)
        if word is None or self.is_spoken_for("body", word.start, word.end):
            return []
        return [heading(HEADING, menu), *self.actions(menu, word, partial(self.replace, word))]

    def _offer_in(self, menu: QMenu, field: FieldSpelling, word: Word) -> None:
        place = next((name for name, one in zip(PLACES, self.fields[:2], strict=True) if one is field), "")
        if self.is_spoken_for(place, word.start, word.end):
            return
        first = menu.actions()[0] if menu.actions() else None
        actions = [heading(HEADING, menu), *self.actions(menu, word, partial(self.replace_in, field, word))]
        menu.insertActions(first, actions)  # type: ignore[arg-type]
        if first is not None:
            menu.insertSeparator(first)

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._start.stop()
        self._named.stop()
        self.process.close()


def _find(library: Library) -> tuple[Added, tuple[str, ...]]:
    from desk.spelling import find_dictionaries, unusable_files

    return find_dictionaries(library), unusable_files(library)

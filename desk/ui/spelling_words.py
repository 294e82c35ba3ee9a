"""Words that are right although no dictionary has them, as the window knows them: the person’s, the house’s, a story’s.

They lie in files and in the library, which are read and written off the GUI thread; what is added holds at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.checks.spelling import known_form

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.library import Library
    from desk.ui.workspace import Workspace

ORIGIN = "spelling"


class KnownWords(QObject):
    """What is known at the moment; `changed` tells that it is other words."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.personal: list[str] = []
        self.house: list[str] = []
        self._names: set[str] = set()
        self._ignored: set[str] = set()
        self._of_story: set[str] = set()

    def all(self) -> set[str]:
        """Every word that is right in the open story."""
        return {*self.personal, *self.house, *self._names, *self._ignored, *self._of_story}

    def read(self, then: Callable[[], None] = lambda: None) -> None:
        """Read them anew from where they are kept."""

        def done(found: tuple[list[str], list[str], set[str]]) -> None:
            before = self.personal, self.house, self._names
            self.personal, self.house, self._names = found
            if found != before:
                self.changed.emit()
            then()

        self._workspace.tasks.run(partial(_read, self._workspace.library), done, self._tell)

    def show_story(self, article: Article | None) -> None:
        """Know the words of another story; what was ignored in the one before is asked about again."""
        self._ignored.clear()
        self.follow(article)

    def follow(self, article: Article | None) -> bool:
        """Know what the story says of itself now; whether that is news."""
        from desk.spelling import story_words

        before, self._of_story = self._of_story, story_words(article) if article else set()
        return before != self._of_story

    # adding

    def add_personal(self, word: str) -> None:
        """The person always writes the word so."""
        self.set_personal([*self.personal, known_form(word)])

    def add_house(self, word: str) -> None:
        """Everybody at the house writes it so."""
        self.set_house([*self.house, known_form(word)])

    def add_to_story(self, word: str) -> None:
        """It is right in this story: a step that undo takes back."""
        from desk.article import edits

        article, form = self._workspace.article, known_form(word)
        if article is not None and form not in article.known_words:
            self._workspace.apply(edits.set_field(article, "known_words", (*article.known_words, form)), ORIGIN)

    def ignore(self, word: str) -> None:
        """Say nothing of it until another story is opened."""
        self._ignored.add(known_form(word))
        self.changed.emit()

    def set_personal(self, words: list[str]) -> None:
        """Have these be the person's words."""
        from desk.spelling import keep_personal_words

        self.personal = list(dict.fromkeys(words))
        self._keep(partial(keep_personal_words, self.personal))

    def set_house(self, words: list[str]) -> None:
        """Have these be the house's words."""
        from desk.spelling import keep_house_words

        self.house = list(dict.fromkeys(words))
        self._keep(partial(keep_house_words, self._workspace.library, self.house))

    def _keep(self, work: Callable[[], None]) -> None:
        self.changed.emit()
        self._workspace.tasks.run(work, lambda _none: None, self._tell)

    def _tell(self, why: str) -> None:
        self._workspace.told.emit(why, True)


def _read(library: Library) -> tuple[list[str], list[str], set[str]]:
    from desk.spelling import house_words, library_names, personal_words

    return personal_words(), house_words(library), library_names(library)

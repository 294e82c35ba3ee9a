"""The name that a person goes by: asked for where it first matters, and carried to the stories they have already.

Until it is set, versions are signed with the name of the login, which tells nobody at another desk anything.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.ui.custody import named

if TYPE_CHECKING:
    from desk.library import Library
    from desk.library.journal import Journal
    from desk.ui.notice import Offer
    from desk.ui.window import MainWindow

_TOLD = "own_name_told"
"""The flag for that it was said once, at a save."""


class OwnName(QObject):
    """Asks for the name of whoever sits at one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._settings = window, window.settings
        window.workspace.saved.connect(lambda _version: self._tell_at_save())

    @property
    def _me(self) -> str:
        return self._window.workspace.library.author

    def asked(self, perhaps: str = "") -> tuple[str, list[Offer]]:
        """What is to be said and offered where the name is not set yet; `perhaps` is who they may be."""
        if self._settings.has_name:
            return "", []
        offers: list[Offer] = [("Set your name…", self.ask)]
        if perhaps and perhaps != self._me:
            offers.insert(0, (f"I am {named(perhaps)}", partial(self.be, perhaps)))
        return f"In the versions you are “{named(self._me)}”.", offers

    def ask(self) -> None:
        """Have the name set in the settings."""
        was, had = self._me, self._settings.has_name
        self._window.deeds.show_settings()
        if self._settings.has_name and not had:
            self._carry(was)

    def be(self, name: str) -> None:
        """Go by this name from now on."""
        was, had = self._me, self._settings.has_name
        self._settings.author = name
        self._window.take_settings()
        if not had:
            self._carry(was)

    def _carry(self, was: str) -> None:
        """Stories that somebody had by the name of the login they have by their own."""
        space, name = self._window.workspace, self._me
        if name == was:
            return
        article = space.article
        if article is not None and article.custody.holder == was:
            from desk.article import edits

            custody = replace(article.custody, holder=name)
            space.apply(edits.set_field(article, "custody", custody), "handover")
        work = partial(_renamed, space.library, space.journal, was, name)
        space.tasks.run(work, lambda _none: space.shelf_changed.emit(), lambda _why: None)
        self._window.commands.refresh()

    def _tell_at_save(self) -> None:
        if self._settings.flag(_TOLD, False) or self._settings.has_name or self._window.notice.isVisible():
            return
        self._settings.keep_flag(_TOLD, True)
        self._window.notice.tell(*self.asked())


def _renamed(library: Library, journal: Journal, was: str, name: str) -> None:
    journal.flush()
    library.twins.rename_holder(was, name)

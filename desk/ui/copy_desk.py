"""The copy desk's commands: review, comments, checks, spelling, house style, hand-over, corrections, siblings.

Each feature says in a module of its own what it does; all their commands stand in the menu “Desk”, in this order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from desk.ui.checks_deeds import ChecksDeeds
from desk.ui.comment_deeds import CommentDeeds
from desk.ui.correcting_deeds import CorrectingDeeds
from desk.ui.handover import HandoverDeeds
from desk.ui.measures_deeds import MeasuresDeeds
from desk.ui.review_deeds import ReviewDeeds
from desk.ui.sibling_deeds import SiblingDeeds
from desk.ui.spelling_deeds import SpellingDeeds
from desk.ui.style_deeds import StyleDeeds

if TYPE_CHECKING:
    from desk.ui.commands import Command
    from desk.ui.window import MainWindow


class Feature(Protocol):
    """What a part of the copy desk lets a person do."""

    def commands(self) -> Sequence[Command]:
        """Its commands, in the menu's order."""
        ...


class CopyDesk(QObject):
    """The features of one window. They are made before its parts: each asks the window for these when it acts."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.comments = CommentDeeds(window)
        """What is done about comments."""
        self.review = ReviewDeeds(window)
        """What is done about changes."""
        self.checks = ChecksDeeds(window)
        """What is done about findings."""
        self.spelling = SpellingDeeds(window)
        """What is done about misspelt words."""
        self.style = StyleDeeds(window)
        """What is done about house style."""
        self.measures = MeasuresDeeds(window)
        """What is done about the story's length."""
        self.correcting = CorrectingDeeds(window)
        """What is done about a story that is out."""
        self.handover = HandoverDeeds(window)
        """What hands the story on."""
        self.siblings = SiblingDeeds(window)
        """What is done with the story in other languages."""
        self.groups: Sequence[tuple[str, Sequence[Feature]]] = (
            ("Chan&ges", (self.review,)),
            ("C&omments", (self.comments,)),
            ("Ch&ecks", (self.checks,)),
            ("S&pelling", (self.spelling,)),
            ("", (self.style, self.measures)),
            ("", (self.handover,)),
            ("", (self.correcting,)),
            ("La&nguages", (self.siblings,)),
        )
        """All of them in the order of the menu, those with a title in a menu of their own within."""

    def kill(self) -> None:
        """Ask why the story is withdrawn: nobody marks one as killed without a reason."""
        self.correcting.ask_to_kill()

    def commands(self) -> list[Command]:
        """The commands of all features."""
        return [command for _title, features in self.groups for one in features for command in one.commands()]

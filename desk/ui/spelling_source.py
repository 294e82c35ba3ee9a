"""How many words may be misspelt, as one of the things that stand in a story's way: it leads to the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desk.checks.finding import Finding
from desk.spelling import CODE

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.ui.findings import Findings
    from desk.ui.spelling import Spelling

PAUSE = 700
"""Milliseconds without a new mark until they are counted again."""
Place = tuple[str, int, str]
"""A field of the story, where in it a word begins, and the word."""


class Misspelt(QObject):
    """A source of findings. What it tells is counted on the GUI thread, for marks are; asked it may be on any."""

    name = CODE

    def __init__(self, spelling: Spelling, findings: Findings) -> None:
        super().__init__(spelling)
        self._spelling, self._findings = spelling, findings
        self._story = ""
        self._places: tuple[Place, ...] = ()
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self._count)
        spelling.changed.connect(self._soon.start)
        findings.add(self)

    def findings(self, article: Article) -> Sequence[Finding]:
        """One finding, on the first word, where there are any."""
        places = self._places if article.id == self._story else ()
        there = [one for one in places if getattr(article, one[0])[one[1] : one[1] + len(one[2])] == one[2]]
        if not there:
            return ()
        field, start, word = there[0]
        many = f"{len(places)} words" if len(places) > 1 else f"The word “{word}”"
        message = f"{many} may be misspelt: F8 goes through them." if len(places) > 1 else f"{many} may be misspelt."
        return (Finding(CODE, False, field, message, (start, start + len(word)), about=""),)

    def _count(self) -> None:
        story, places = self._spelling.places()
        if (story, places) != (self._story, self._places):
            self._story, self._places = story, places
            self._findings.look_again(self.name)

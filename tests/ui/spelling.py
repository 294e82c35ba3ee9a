"""What tests of spelling share: a process with small dictionaries, a page and its story."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.article.session import Session
from desk.checks.dictionaries import by_language, find
from desk.ui.editor import Page
from desk.ui.spelling_body import BodySpelling
from desk.ui.spelling_process import SpellingProcess

DICTIONARIES = Path(__file__).resolve().parent.parent / "dictionaries"


def process(known: Iterable[str] = ()) -> SpellingProcess:
    """A process with the tests' dictionaries; close it."""
    made = SpellingProcess()
    made.set_up(by_language(find([DICTIONARIES], []), {}), known)
    return made


class Writing:
    """A page with a story in it, and its misspelt words."""

    def __init__(self, qtbot: QtBot, asked: SpellingProcess, body: str, language: str = "en") -> None:
        self.bot, self.page = qtbot, Page()
        qtbot.addWidget(self.page)
        self.page.resize(520, 360)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        self.page.setFocus()
        self.session = Session(Article(id="1", body=body, language=language))
        self.page.show_session(self.session)
        self.spelling = BodySpelling(self.page, asked, self.page)
        self.session.observe(self.spelling.follow)
        self.spelling.show_session(self.session)

    @property
    def body(self) -> str:
        return self.session.article.body

    def marked(self) -> list[str]:
        """The words that are marked."""
        return [self.body[start:end] for start, end in self.spelling.words()]

    def wait(self, *words: str) -> None:
        """Until exactly these words are marked, and all is looked up."""
        self.bot.waitUntil(lambda: self.spelling.is_done and self.marked() == list(words), timeout=15_000)

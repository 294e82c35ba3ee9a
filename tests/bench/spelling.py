"""How soon misspelt words are marked, and how long the window is ever held up by that.

    python -m tests.bench.spelling [--json]

Stories of 1,000 and 10,000 words with the dictionary that comes with Desk: reading it, looking words up, guessing what
was meant; then in a page that nobody sees: from opening to all marked, from a key to its mark, and the longest that
the window's loop was ever held up meanwhile, words of 40 hyphens and paragraphs of 100,000 words included.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from desk.checks.dictionaries import by_language, find
from desk.checks.spelling_engine import Speller
from tests.bench.figures import Figures, median, p95, pair, row
from tests.bench.stories import news_story

SIZES = (1_000, 10_000)
ROUNDS = 7
SLIPS = ("goverment", "recieved", "bugdet", "parliment", "definately")
GOALS = {
    "opening 1,000 words to all marked": 2000.0,
    "a key to its mark": 300.0,
    "longest gap": 50.0,
    "longest work": 50.0,
}
WIDTHS = (52, 18, 12)
Work = Callable[[], object]


@cache
def _files() -> dict[str, tuple[Path, Path]]:
    return {tag: (one.aff, one.dic) for tag, one in by_language(find([], []), {}).items()}


@cache
def story(words: int) -> str:
    """A story of so many words, every fortieth misspelt."""
    found = news_story(words * 8).split(" ")[:words]
    for number in range(20, len(found), 40):
        if "\n" not in found[number]:
            found[number] = SLIPS[number // 40 % len(SLIPS)]
    return " ".join(found)


def _read() -> Work:
    return lambda: list(Speller(_files()).misspelt("word", "en"))


def _spell(words: int) -> Work:
    text, speller = story(words), Speller(_files())
    list(speller.misspelt("word", "en"))

    def work() -> None:
        speller.forget()
        list(speller.misspelt(text, "en"))

    return work


def _spell_again(words: int) -> Work:
    text, speller = story(words), Speller(_files())
    return lambda: list(speller.misspelt(text, "en"))


def _suggest() -> Work:
    speller, slips = Speller(_files()), iter(SLIPS * 20)
    return lambda: speller.suggestions(next(slips), "en")


MEASURES: dict[str, Callable[[], Work]] = {
    "read the English dictionary": _read,
    **{f"spell {words:,} words": partial(_spell, words) for words in SIZES},
    **{f"spell {words:,} words again": partial(_spell_again, words) for words in SIZES},
    "suggest words for one": _suggest,
}
"""What the process does, by its name; as in `copydesk.MEASURES`."""


class Window:
    """A page that nobody sees, with a process that spells, and a heart that notes how long its loop was held up."""

    def __init__(self, body: str) -> None:
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtWidgets import QApplication

        from desk.article.model import Article
        from desk.article.session import Session
        from desk.ui.editor import Page
        from desk.ui.spelling_body import BodySpelling
        from desk.ui.spelling_process import SpellingProcess

        self.app = QApplication.instance() or QApplication([])
        self.page, self.process = Page(), SpellingProcess()
        self.page.resize(640, 700)
        self.page.show()
        self.session = Session(Article(id="1", body=body))
        self.page.show_session(self.session)
        self.spelling = BodySpelling(self.page, self.process, self.page)
        self.session.observe(self.spelling.follow)
        self.page.grab()  # a paragraph of 100,000 words takes Qt 90 ms to lay out, whoever spells
        self.app.processEvents()
        self.longest, self.work = 0.0, 0.0
        """Milliseconds between two beats, and those of them that the window's thread worked: a busy machine's wait."""
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._heart = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self._beat)
        self._heart.start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self.work = max(self.work, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def until(self, done: Callable[[], bool]) -> float:
        """Milliseconds until that is so."""
        start = time.perf_counter()
        while not done():
            self.app.processEvents()
            time.sleep(0.0005)
            if time.perf_counter() - start > 120:
                raise TimeoutError("words were not looked up within two minutes")
        return (time.perf_counter() - start) * 1000

    def open(self) -> float:
        """Milliseconds from opening the story, with no process yet, to all marked."""
        self.process.set_up(by_language(find([], []), {}), [])
        self.spelling.show_session(self.session)
        return self.until(lambda: self.spelling.is_done)

    def type_word(self, word: str) -> float:
        """Milliseconds from the space behind a misspelt word to its mark."""
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.page, f" {word}")
        marks = len(self.spelling.words())
        start = time.perf_counter()
        QTest.keyClicks(self.page, " ")
        self.until(lambda: len(self.spelling.words()) > marks)
        return (time.perf_counter() - start) * 1000

    def close(self) -> None:
        self._heart.stop()
        self.process.close()
        self.page.deleteLater()
        self.app.processEvents()


def in_window() -> dict[str, list[float]]:
    """What the person waits for, and the longest gaps, in milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: dict[str, list[float]] = {}
    for words in SIZES:
        window = Window(story(words))
        found[f"opening {words:,} words to all marked"] = [window.open()]
        window.page.setFocus()
        window.page.place_caret(len(story(words)) // 2)
        found[f"a key to its mark, in {words:,} words"] = [window.type_word(slip) for slip in SLIPS]
        answers: list[Any] = []
        for slip in SLIPS:
            window.process.suggest(slip, "en", answers.append)
        window.until(partial(_are, answers, len(SLIPS)))
        found |= gaps(window, f"with {words:,} words")
    window = Window(f"{'-'.join(SLIPS * 8)} {'q' * 10_000} {'word ' * 100_000}")
    window.open()
    return found | gaps(window, "with 40 hyphens, a paragraph of 100,000")


def gaps(window: Window, what: str) -> dict[str, list[float]]:
    """How long the window was held up, which ends here."""
    window.close()
    return {f"longest gap, {what}": [window.longest], f"longest work, {what}": [window.work]}


def _are(answers: list[Any], count: int) -> bool:
    return len(answers) == count


def _costs(work: Work) -> list[float]:
    costs = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        costs.append((time.perf_counter() - start) * 1000)
    return costs


def measured() -> dict[str, list[float]]:
    """All costs, by their names."""
    return {**{name: _costs(make()) for name, make in MEASURES.items()}, **in_window()}


def figures(found: dict[str, list[float]]) -> Figures:
    """Medians and 95th percentiles, by the name."""
    kinds = (("median", median), ("p95", p95))
    return {f"{name} {kind} ms": figure(values) for name, values in found.items() for kind, figure in kinds}


def table(found: dict[str, list[float]]) -> str:
    """The costs beside their goals."""
    lines = [row("ms", "median / p95", "goal", widths=WIDTHS)]
    for name, values in found.items():
        goal = next((f"≤ {most:g}" for begin, most in GOALS.items() if name.startswith(begin)), "")
        lines.append(row(name, pair(values), goal, widths=WIDTHS))
    return "\n".join(lines)


if __name__ == "__main__":
    result = measured()
    print(json.dumps(figures(result)) if "--json" in sys.argv else table(result))

"""A reporter at a window of their own who never stops writing, to be killed in the middle of it.

Run as `python -m tests.crash.scribe LIBRARY SETTINGS PLACE ACTIVITY SEED`: opens what was open, or a new story, types
by key events, and meanwhile does the activity again and again. What happens is told on standard output as it does,
one JSON object a line, by one unbuffered write each; its `at` is the monotonic time of the key that it came of.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.app import SWITCH, Start, make_application, make_window
from desk.article.record import to_record
from desk.article.session import Entry, Session
from desk.paths import resources
from desk.ui.exporting import Order
from desk.ui.settings import Settings
from desk.ui.window import MainWindow
from tests.builders import ARABIC, ENGLISH, SORANI
from tests.journeys.hands import compose, drop

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
KEYS = (
    *((Qt.Key.Key_Backspace, NONE), (Qt.Key.Key_Return, NONE), (Qt.Key.Key_Home, NONE), (Qt.Key.Key_Up, NONE)),
    *((Qt.Key.Key_Z, CONTROL), (Qt.Key.Key_Z, CONTROL), (Qt.Key.Key_Z, CONTROL | SHIFT), (Qt.Key.Key_End, CONTROL)),
    *((Qt.Key.Key_B, CONTROL), (Qt.Key.Key_Delete, NONE), (Qt.Key.Key_Left, CONTROL | SHIFT)),
)
"""What is pressed now and then beside letters, and what is held meanwhile."""


def tell(**what: object) -> None:
    """Say what happened; the line is out of this process when the call returns."""
    os.write(1, json.dumps(what).encode() + b"\n")


class Scribe:
    """Presses a key every few milliseconds, as long as the window lives."""

    def __init__(self, window: MainWindow, place: Path, activity: str, seed: str) -> None:
        self._window, self._place, self._activity = window, place, activity
        self._dice = random.Random(seed)
        self._pressed: float | None = None
        self._letters = ""
        window.workspace.opened.connect(self._tell_opened)
        window.can_write.connect(self._watch)
        self._busy = False
        self._beat = QTimer(singleShot=True)

    def _tell_opened(self, session: Session | None, _caret: int) -> None:
        if session is not None:
            tell(at=time.monotonic(), opened=to_record(session.article))

    def _watch(self) -> None:
        """Have every step told before the journal has it: none can be on disk that was not told."""
        journal, record = self._window.workspace.journal, self._window.workspace.journal.record

        def recorded(article_id: str, entry: Entry, caret: int = 0) -> None:
            tell(at=self._pressed or time.monotonic(), story=article_id, step=entry.to_record())
            record(article_id, entry, caret)

        journal.record = recorded  # type: ignore[method-assign]
        self._window.workspace.saved.connect(
            lambda version: tell(at=time.monotonic(), kept=[self._window.workspace.article.id, version.number])
        )
        self._window.intake.ended.connect(
            lambda taken: tell(at=time.monotonic(), took=[one.id for one in taken.articles], refused=taken.refused)
        )
        self._beat.timeout.connect(self._begin)
        self._beat.start(1)

    def _begin(self) -> None:
        """Wait for the story that was open, if one was; then write."""
        space = self._window.workspace
        if space.is_opening:
            self._beat.start(2)
            return
        if space.session is None or self._dice.random() < 0.25:
            self._window.deeds.new_story()
        self._beat.timeout.disconnect(self._begin)
        self._beat.timeout.connect(self._press)
        self._act_later()
        self._press()

    def _press(self) -> None:
        self._beat.start(self._dice.randint(2, 15))
        field = QApplication.focusWidget()
        if field is None:
            self._window.editor.start_writing()
            return
        self._pressed = time.monotonic()
        if self._dice.random() < 0.12:
            key, held = self._dice.choice(KEYS)
            QTest.keyClick(field, key, held)
        else:
            self._letters = self._letters or self._dice.choice((ENGLISH, SORANI, ARABIC)) + " "
            letter, self._letters = self._letters[0], self._letters[1:]
            QTest.keyClicks(field, letter) if letter.isascii() else compose(letter)
        self._pressed = None

    # what is done meanwhile

    def _act_later(self) -> None:
        act = getattr(self, self._activity, None)
        if act is not None:
            QTimer.singleShot(self._dice.randint(20, 200), lambda: self._act(act))

    def _act(self, act: Callable[[], None]) -> None:
        if self._window.workspace.session is None:
            self._act_later()
            return
        tell(at=time.monotonic(), doing=self._activity)
        act()

    def _done(self, *_what: object) -> None:
        tell(at=time.monotonic(), done=self._activity)
        self._act_later()

    def saving(self) -> None:
        """Keep a version by the key for it."""
        QTest.keyClick(QApplication.focusWidget() or self._window, Qt.Key.Key_S, CONTROL)
        self._window.workspace.saved.connect(self._done, Qt.ConnectionType.SingleShotConnection)

    def exporting(self) -> None:
        """Write the story out, which keeps a version as well."""
        article, folder = self._window.workspace.article, self._place / "out"
        assert article is not None
        self._window.exporter.ended.connect(self._done, Qt.ConnectionType.SingleShotConnection)
        self._window.export(article, Order(("html", "json", "story"), folder))

    def commenting(self) -> None:
        """Comment on the words at the caret, or answer or settle what was said before."""
        pane, article = self._window.comments_pane, self._window.workspace.article
        assert article is not None
        one = self._dice.choice(article.comments) if article.comments and self._dice.random() < 0.5 else None
        if one is not None and self._dice.random() < 0.5:
            pane.settle(one.id, not one.resolved)
        elif one is not None and (card := pane.threads.card(one.id)) is not None:
            card.replied.emit(one.id, self._dice.choice((ENGLISH, SORANI)))
        else:
            self._window.commands.action("comment").trigger()
            if pane.new.isVisible():
                pane.new.box.field.insertPlainText(self._dice.choice((ENGLISH, SORANI, ARABIC)))
                QTest.keyClick(pane.new.box.field, Qt.Key.Key_Return, CONTROL)
        QTimer.singleShot(60, self._done)

    def importing(self) -> None:
        """Take the sample stories in."""
        self._window.intake.ended.connect(self._done, Qt.ConnectionType.SingleShotConnection)
        self._window.deeds.take_files(sorted((resources() / "samples").glob("*.md")))

    def adding_photos(self) -> None:
        """Drop a photo, and take it out again by undo now and then."""
        drop(self._window.photos, [self._dice.choice(sorted((resources() / "samples").glob("*.jpg")))])
        QTimer.singleShot(400, self._done)

    def backing_up(self) -> None:
        """Write a backup while all goes on."""
        target = self._place / f"{time.monotonic_ns()}.zip"
        self._window.workspace.do(lambda: self._window.workspace.library.backup(target), self._done)

    def changing_stories(self) -> None:
        """Leave for a new story, or go back to one from before."""
        space = self._window.workspace
        rows = space.library.find(limit=20)
        if not rows or self._dice.random() < 0.4:
            self._window.deeds.new_story()
        else:
            space.open_story(self._dice.choice(rows).id)
        QTimer.singleShot(100, self._done)


def main(library: str, settings: str, place: str, activity: str, seed: str) -> None:
    """Write until the end comes."""
    sys.setswitchinterval(SWITCH)
    kept = Settings(Path(settings))
    kept.keep_flag("preview", random.Random(seed).random() < 0.2)  # the web engine takes as long as all the rest
    app = make_application(sys.argv[:1])
    window = make_window(Start(library), kept)
    scribe = Scribe(window, Path(place), activity, seed)
    tell(at=time.monotonic(), pid=os.getpid())
    window.show()
    app.exec()
    del scribe


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A reporter at a window of their own, to be killed: types a story, says what stands there, and waits for the end.

Run as `python -m tests.journeys.typist LIBRARY SETTINGS LANGUAGE PHOTO`; prints the article's record as one line of
JSON once everything is on disk, by the status line's own word.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.app import Start, make_application, make_window
from desk.article.record import to_record
from desk.ui.settings import Settings
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, drop, press_enter

WORDS = {
    "en": ("Floods cut the valley road", "Water rises", "Officials asked drivers to wait."),
    "ckb": ("لافاو ڕێگای دۆڵەکەی بڕی", "ئاو بەرز دەبێتەوە", "بەرپرسان داوایان لە شۆفێران کرد چاوەڕێ بکەن."),
}


def write(window: MainWindow, language: str, photo: Path) -> None:
    """Type headline, summary and body by key events, and drop a photo in."""
    headline, summary, body = WORDS[language]
    window.workspace.new_story(language)
    window.editor.start_writing()
    compose(headline)
    press_enter()
    compose(summary)
    press_enter()
    if language == "en":
        QTest.keyClicks(QApplication.focusWidget(), body)
    else:
        compose(body)
    drop(window.photos, [photo])


def main(library: str, settings: str, language: str, photo: str) -> None:
    """Write, tell, and wait."""
    app = make_application(sys.argv[:1])
    window = make_window(Start(library), Settings(Path(settings)))
    watch = QTimer(interval=20)

    def tell_when_kept() -> None:
        article = window.workspace.article
        if article and article.photos and window.status.saved.text().startswith("Saved") and window.workspace.is_kept:
            watch.stop()
            print(json.dumps(to_record(article)), flush=True)  # noqa: T201

    watch.timeout.connect(tell_when_kept)
    window.painted.connect(lambda: write(window, language, Path(photo)))
    window.painted.connect(watch.start)
    window.show()
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])

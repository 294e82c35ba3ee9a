"""The page of a version, with what differs from another marked: the preview's locked web view, without its patches."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from desk.paths import resources
from desk.ui import look
from desk.ui.preview_photos import Thumbnail
from desk.ui.tasks import Tasks

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.formats import Options
    from desk.ui.preview_web import PreviewView


def page_html(before: Article, after: Article, options: Options) -> str:
    """The whole page of `after`, what differs from `before` marked. Takes a while: not on the GUI thread."""
    from desk.formats.marked import marked_page
    from desk.formats.themes import maker_for
    from desk.ui.preview_photos import preview_picture

    page = marked_page(before, after, maker_for(options), options, preview_picture)
    style = (resources() / "preview" / "marked.css").read_text(encoding="utf-8")
    return page.replace("</head>", f"<style>\n{style}</style>\n</head>", 1)


class VersionPage(QWidget):
    """Shows one marked page; its web view comes with the first."""

    counted = Signal(int, int)
    """Which change is gone to (from 1), and how many there are."""

    def __init__(self, photo: Thumbnail, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("previewPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._photo, self._tasks = photo, tasks
        self.view: PreviewView | None = None
        self.is_settled = False
        self.begins_at_top = False
        """Whether a page is seen from its top at first, not from its first change."""
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._said = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._said.setProperty("role", "hint")
        self._stack.addWidget(self._said)

    def show_page(self, html: str) -> None:
        """Load a page as `page_html` makes it."""
        self.is_settled = False
        self._made().show_page(html, look.colours().paper)

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a page."""
        self._said.setText(sentence)
        self._stack.setCurrentIndex(0)

    def go(self, step: int) -> None:
        """To the next change (1) or the one before (-1)."""
        self._ask(f"window.deskMarks.go({step})", self._tell)

    def take_down(self) -> None:
        """End the web view, before the program ends."""
        view, self.view = self.view, None
        if view is not None:
            view.take_down()

    def _made(self) -> PreviewView:
        if self.view is None:
            from desk.ui.preview_web import PreviewView

            scripts = [
                (resources() / "preview" / name).read_text(encoding="utf-8") for name in ("patch.js", "marks.js")
            ]
            self.view = PreviewView(self._photo, self._tasks, "\n".join(scripts), self)
            self.view.setAccessibleName("Page of the version")
            self.view.loadFinished.connect(self._on_loaded)
            self.view.died.connect(lambda: self.say("The page could not be shown; choose the version again."))
            self._stack.addWidget(self.view)
        return self.view

    def _on_loaded(self, loaded: bool) -> None:
        if loaded:
            dark = json.dumps([{"dark": look.is_dark()}])
            at_top = json.dumps(self.begins_at_top)
            self._ask(f"window.desk.apply({dark}); window.deskMarks.first({at_top})", self._on_shown)

    def _on_shown(self, told: object) -> None:
        self._stack.setCurrentIndex(1)
        self.is_settled = True
        self._tell(told)

    def _ask(self, script: str, done: Callable[[object], None]) -> None:
        if self.view is not None:
            self.view.run(script, done)

    def _tell(self, told: object) -> None:
        at, _, count = str(told).partition(" ")
        if count.isdigit():
            self.counted.emit(int(at), int(count))

"""What the measures let a person do: see them all, say how long a story is to be, have long sentences marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.ui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.ui.measures import MeasuresPanel
    from desk.ui.window import MainWindow


class MeasuresDeeds:
    """Acts on one window's status line and text."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._panel: MeasuresPanel | None = None

    def commands(self) -> Sequence[Command]:
        has = self._has_story
        return (
            Command("measures", "&Measures…", self.open, ("Ctrl+Alt+W",), "", has),
            Command(
                *("long_sentences", "Mark &long sentences", self.switch_long),
                possible=has,
                on=lambda: self._window.settings.flag("long_sentences", False),
            ),
        )

    @property
    def panel(self) -> MeasuresPanel | None:
        """What shows the measures, while it is open."""
        return self._panel

    def open(self) -> None:
        """Show all measures of the story, or of what is selected in its text."""
        from desk.ui.measures import MeasuresPanel

        window, article = self._window, self._window.workspace.article
        if article is None or self._panel is not None:
            return
        panel = MeasuresPanel(window.settings, window.workspace.tasks, window)
        self._panel = panel
        panel.target_set.connect(self._set_target)
        panel.marking_set.connect(lambda on: self._mark(on))
        panel.over_set.connect(window.long_sentences.set_over)
        panel.closed.connect(self._on_closed)
        start, end = window.editor.page.selection
        panel.show_target(window.status.counted, article.target)
        panel.show_marking(window.long_sentences.is_on, window.long_sentences.over)
        panel.show_text(article.body, article.language, (start, end) if start < end else None)
        panel.open_over(window.status.words)

    def switch_long(self) -> None:
        """Mark long sentences, or no longer."""
        self._mark(not self._window.long_sentences.is_on)

    def _mark(self, on: bool) -> None:
        self._window.long_sentences.switch(on)
        self._window.commands.refresh("long_sentences")

    def _has_story(self) -> bool:
        return self._window.workspace.session is not None

    def _set_target(self, words: int) -> None:
        from desk.article import edits

        window, article = self._window, self._window.workspace.article
        if article is None:
            return
        window.workspace.apply(edits.set_field(article, "target", words), "measures")
        if self._panel is not None:
            self._panel.show_target(window.status.counted, words)

    def _on_closed(self) -> None:
        if self._panel is not None:
            self._panel.deleteLater()
        self._panel = None
        self._window.editor.page.setFocus()

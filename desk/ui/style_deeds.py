"""What the window does about house style: it shows the rules, and has the story looked at again when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.ui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.ui.style_editor import StyleEditor
    from desk.ui.window import MainWindow


class StyleDeeds:
    """Acts on one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def commands(self) -> Sequence[Command]:
        return (Command("house_style", "&House style…", self.show, tip="Rules of house style, Desk’s and your own"),)

    def show(self, rule: str = "") -> StyleEditor:
        """Show the rules, those of the story's language first; and one of them by its ID."""
        from desk.article.languages import language
        from desk.checks.style_reading import FOLDER
        from desk.ui.style_editor import StyleEditor

        window, article = self._window, self._window.workspace.article
        editor = next((one for one in window.findChildren(StyleEditor) if one.isVisible()), None)
        if editor is None:
            folder = window.workspace.library.folder / FOLDER
            tag = language(article.language).tag if article is not None else ""
            editor = StyleEditor(folder, window.workspace.tasks, window, tag)
            editor.changed.connect(self._look_again)
            editor.finished.connect(lambda _result: self._look_again())
            editor.show()
        if rule:
            editor.show_rule(rule)
        editor.activateWindow()
        return editor

    def _look_again(self) -> None:
        """The open story is checked by other rules now."""
        if "findings" in vars(self._window):
            self._window.findings.look_again("checks")

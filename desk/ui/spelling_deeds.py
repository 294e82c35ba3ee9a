"""What the window does about spelling: go to the next misspelt word and offer others for it, mark them or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication

from desk.ui.commands import Command
from desk.ui.spelling_menu import WordMenu

if TYPE_CHECKING:
    from desk.checks.spelling import Word
    from desk.ui.spelling_fields import FieldSpelling
    from desk.ui.window import MainWindow

FLAG = "spelling"
"""The person’s setting that has misspelt words marked."""
NONE = "No word in this story looks misspelt."
NOT_YET = "Desk is still looking the words up."
NO_DICTIONARY = "There is no dictionary of this story’s language: Settings → Spelling says how to get one."
OFF = "Spelling is off."


class SpellingDeeds(QObject):
    """Acts on the misspelt words of one window's story."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def commands(self) -> list[Command]:
        """What a person can do about spelling."""
        has = self._has_story
        return [
            Command("next_misspelt", "Next &misspelt word", self.go_on, ("F8",), "", has),
            Command("previous_misspelt", "&Previous misspelt word", self.go_back, ("Shift+F8",), "", has),
            Command("spelling", "Mark misspelt &words", self.toggle, (), "", on=self.is_on),
            Command("dictionaries", "&Dictionaries and known words…", self.show_settings),
        ]

    def _has_story(self) -> bool:
        return self._window.workspace.session is not None

    def is_on(self) -> bool:
        return self._window.settings.flag(FLAG, default=True)

    def toggle(self) -> None:
        """Mark misspelt words, or no longer."""
        self._window.spelling.switch(not self.is_on())
        self._window.commands.refresh("spelling")

    def show_settings(self) -> None:
        """Where the dictionaries lie, and the words that are known."""
        self._window.deeds.show_settings(page="Spelling")

    # the next word

    def go_on(self) -> None:
        """Select the next misspelt word, from the caret down the page and around, and offer others for it."""
        spelling = self._window.spelling
        field, page_fields = spelling.of(QApplication.focusWidget()), spelling.fields[:2]
        if field is not None and self._show_first([field], field.caret):
            return
        at = page_fields.index(field) if field in page_fields else len(page_fields)
        behind = self._window.editor.page.selection[1] if at == len(page_fields) else 0
        if not (
            self._show_first(page_fields[at + 1 :])
            or self._show_in_body(behind)
            or self._show_first(page_fields)
            or self._show_in_body(0)
        ):
            self._window.notice.tell(self._why_none())

    def go_back(self) -> None:
        """Select the misspelt word before the caret, up the page and around, and offer others for it."""
        spelling = self._window.spelling
        page_fields = spelling.fields[:2]
        field = spelling.of(QApplication.focusWidget())
        fields = page_fields if field is None or field in page_fields else [field]
        marked: list[tuple[tuple[int, int], Callable[[], object]]] = [
            ((number, word.end), partial(self._show_in, one, word))
            for number, one in enumerate(fields)
            for word in one.words()
        ]
        in_body = len(fields)
        marked += [((in_body, end), partial(self._show_in_body, start)) for start, end in spelling.body.words()]
        here = (fields.index(field), field.caret) if field else (in_body, self._window.editor.page.selection[1])
        before = [one for one in marked if one[0] < here] or marked
        if before:
            before[-1][1]()
        else:
            self._window.notice.tell(self._why_none())

    def _show_first(self, fields: Sequence[FieldSpelling], behind: int = 0) -> bool:
        """Show the first misspelt word of some fields; whether there is one."""
        for field in fields:
            word = field.next_word(behind)
            if word is not None:
                self._show_in(field, word)
                return True
        return False

    def _why_none(self) -> str:
        from desk.article.languages import language

        spelling, article = self._window.spelling, self._window.workspace.article
        if not spelling.is_on:
            return OFF
        tag = language(article.language).tag.partition("-")[0] if article else "en"
        if spelling.dictionaries and tag not in spelling.process.languages:
            return NO_DICTIONARY
        return NONE if spelling.dictionaries and spelling.body.is_done else NOT_YET

    def _show_in_body(self, behind: int) -> bool:
        """Show the first misspelt word of the body behind a code point; whether there is one."""
        page, word = self._window.editor.page, self._window.spelling.body.next_word(behind)
        if word is None:
            return False
        self._window.deeds.to_editor()
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.place_caret(word.start, word.end)
        below = page.cursorRect(page.cursor_at(word.start, word.start)).bottomLeft()
        self._offer(word, page.viewport().mapToGlobal(below), partial(self._window.spelling.replace, word))
        return True

    def _show_in(self, place: FieldSpelling, word: Word) -> None:
        place.field.setFocus(Qt.FocusReason.OtherFocusReason)
        place.select(word)
        self._offer(word, place.below(), partial(self._window.spelling.replace_in, place, word))

    def _offer(self, word: Word, below: QPoint, put: Callable[[str], None]) -> None:
        menu = WordMenu(word.text, self._window)
        menu.addActions(self._window.spelling.actions(menu, word, put))
        menu.left.connect(lambda onward: self.go_on() if onward else self.go_back())
        menu.popup(below + QPoint(0, 4))

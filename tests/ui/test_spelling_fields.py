"""Misspelt words of a field of prose: marked, spared while typed, put right by its menu."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from desk.ui.entries import ProseEntry
from desk.ui.marking import mark_in
from desk.ui.spelling_fields import FieldSpelling
from desk.ui.spelling_process import SpellingProcess
from tests.ui.spelling import process


@pytest.fixture
def asked() -> Iterator[SpellingProcess]:
    made = process()
    yield made
    made.close()


def selected(entry: QTextEdit) -> list[str]:
    marks = entry.extraSelections()
    return sorted(mark.cursor.selectedText() for mark in marks)  # type: ignore[attr-defined]


class Field:
    """A field with words in it, in a window that has the keys."""

    def __init__(self, qtbot: QtBot, asked: SpellingProcess, text: str, language: str = "en") -> None:
        self.bot, self.language = qtbot, language
        self.entry = ProseEntry()
        qtbot.addWidget(self.entry)
        self.entry.resize(300, 80)
        with qtbot.waitActive(self.entry):
            self.entry.show()
        self.entry.show_words(text)
        self.spelling = FieldSpelling(self.entry, asked, lambda: self.language)

    def marked(self) -> list[str]:
        """The words that are drawn otherwise than the rest."""
        return selected(self.entry)

    def wait(self, *words: str) -> None:
        self.bot.waitUntil(lambda: self.marked() == list(words), timeout=15_000)


def test_words_are_marked_in_the_language_of_the_story(qtbot: QtBot, asked: SpellingProcess) -> None:
    field = Field(qtbot, asked, "😀 The ministr and وەزیرکە")
    field.wait("ministr", "وەزیرکە")
    word = field.spelling.word_at(7)
    assert word is not None
    assert (word.text, word.tag) == ("ministr", "en")
    assert field.spelling.next_word(word.end) != word


def test_the_word_that_is_typed_is_spared_until_the_caret_leaves(qtbot: QtBot, asked: SpellingProcess) -> None:
    field = Field(qtbot, asked, "The ")
    field.entry.setFocus()
    field.entry.moveCursor(field.entry.textCursor().MoveOperation.End)
    QTest.keyClicks(field.entry, "ministr")
    qtbot.waitUntil(lambda: not asked.is_busy and asked.number > 0, timeout=15_000)
    qtbot.wait(200)
    assert field.marked() == []
    QTest.keyClick(field.entry, Qt.Key.Key_Home)
    field.wait("ministr")
    QTest.keyClick(field.entry, Qt.Key.Key_End)
    QTest.keyClicks(field.entry, " goverment ")
    field.wait("goverment", "ministr")


def test_a_word_is_put_right_where_it_stands(qtbot: QtBot, asked: SpellingProcess) -> None:
    field = Field(qtbot, asked, "😀 The ministr said")
    field.wait("ministr")
    word = field.spelling.next_word(0)
    assert word is not None
    field.spelling.replace(word, "minister")
    assert field.entry.words() == "😀 The minister said"
    field.wait()
    field.spelling.replace(word, "nothing")
    assert field.entry.words() == "😀 The minister said", "a word that is gone is not replaced"


def test_matches_of_a_search_and_misspelt_words_keep_out_of_each_other_s_way(
    qtbot: QtBot, asked: SpellingProcess
) -> None:
    field = Field(qtbot, asked, "The ministr said")
    field.wait("ministr")
    mark_in(field.entry, [(0, 3)], 0)
    assert field.marked() == ["The", "ministr"]
    field.spelling.ask_again(False)
    assert field.marked() == ["The"]
    mark_in(field.entry, [])
    field.spelling.ask_again(True)
    field.wait("ministr")


def test_words_that_are_marked_do_not_change_the_text(qtbot: QtBot, asked: SpellingProcess) -> None:
    edits: list[str] = []
    field = Field(qtbot, asked, "The ministr said")
    field.entry.edited.connect(lambda: edits.append("edited"))
    field.wait("ministr")
    assert edits == []
    assert isinstance(field.entry, QTextEdit)

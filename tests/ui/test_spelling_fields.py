"""Misspelt words of a field of prose: marked, spared while typed, put right by its menu."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from desk.ui.entries import LineEntry, ProseEntry
from desk.ui.marking import mark_in
from desk.ui.spelling_fields import LineSpelling, ProseSpelling
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
        self.spelling = ProseSpelling(self.entry, asked, lambda: self.language)

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


# lines


class Line:
    """A line with words in it, and a field beside it."""

    def __init__(self, qtbot: QtBot, asked: SpellingProcess, text: str) -> None:
        self.bot, self.entry = qtbot, LineEntry()
        qtbot.addWidget(self.entry)
        self.entry.resize(300, 30)
        with qtbot.waitActive(self.entry):
            self.entry.show()
        self.entry.show_words(text)
        self.spelling = LineSpelling(self.entry, asked, lambda: "en")

    def waves(self) -> int:
        """How many pixels of the line are as red as a wave."""
        image = self.entry.grab().toImage()
        colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(colour.red() - colour.green() > 60 for colour in colours)

    def wait(self, *words: str) -> None:
        self.bot.waitUntil(lambda: [word.text for word in self.spelling.words()] == list(words), timeout=15_000)
        self.bot.waitUntil(lambda: bool(self.waves()) is bool(words))


def test_a_line_s_words_are_marked_and_its_text_stays(qtbot: QtBot, asked: SpellingProcess) -> None:
    edits: list[str] = []
    line = Line(qtbot, asked, "The minister said")
    line.entry.edited.connect(lambda: edits.append("edited"))
    line.wait()
    line.entry.show_words("𝒜 The ministr said")
    line.wait("ministr")
    assert line.entry.words() == "𝒜 The ministr said"
    assert edits == []
    line.spelling.ask_again(False)
    line.wait()


def test_a_line_s_word_is_put_right(qtbot: QtBot, asked: SpellingProcess) -> None:
    line = Line(qtbot, asked, "𝒜 The ministr said")
    line.wait("ministr")
    word = line.spelling.next_word(0)
    assert word is not None
    line.spelling.select(word)
    assert line.entry.selectedText() == "ministr"
    assert line.spelling.caret == word.end
    line.spelling.replace(word, "minister")
    assert line.entry.words() == "𝒜 The minister said"
    line.wait()


def test_what_is_composed_in_a_line_is_left_alone(qtbot: QtBot, asked: SpellingProcess) -> None:
    line = Line(qtbot, asked, "The ")
    line.entry.setFocus()
    line.entry.end(False)
    QTest.keyClicks(line.entry, "ministr a")
    QApplication.sendEvent(line.entry, QInputMethodEvent("wat", []))
    qtbot.waitUntil(lambda: [word.text for word in line.spelling.words()] == ["ministr"], timeout=15_000)
    qtbot.wait(50)
    done = QInputMethodEvent()
    done.setCommitString("nd water ")
    assert line.entry.displayText() == "The ministr a"
    QApplication.sendEvent(line.entry, done)
    assert line.entry.words() == "The ministr and water "
    line.wait("ministr")

"""House style's window: rules found, switched, tried and written, by keys; what is wrong is told in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from desk.checks.style_reading import read_book
from desk.checks.style_rules import Rule
from desk.ui.style_editor import NONE, NONE_OWN, StyleEditor
from desk.ui.style_form import RuleForm
from desk.ui.style_trial import TrialField
from desk.ui.style_writer import FORM, SOURCE
from desk.ui.tasks import Tasks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "style"


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    qtbot.waitUntil(lambda: tasks.running == 0)
    tasks.close()


@pytest.fixture
def editor(qtbot: QtBot, tasks: Tasks, folder: Path) -> Iterator[StyleEditor]:
    editor = StyleEditor(folder, tasks, None, "en")
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    qtbot.waitUntil(lambda: editor.list.count() > 0)
    yield editor
    qtbot.waitUntil(lambda: tasks.running == 0)
    if editor.is_writing:
        editor.writer.left.emit()
    editor.close()


def shown(editor: StyleEditor) -> list[str]:
    rows = (editor.list.item(row) for row in range(editor.list.count()))
    return [item.data(Qt.ItemDataRole.UserRole).id for item in rows]


def is_on(editor: StyleEditor, name: str) -> bool:
    return name not in editor.book.off


def marked(field: QTextEdit) -> list[str]:
    return [one.cursor.selectedText() for one in field.extraSelections()]


def test_rules_are_shown_by_language_and_found_by_their_words(qtbot: QtBot, editor: StyleEditor) -> None:
    assert len(shown(editor)) == len(read_book().for_language("en"))
    qtbot.keyClicks(editor.search, "advisor")
    assert shown(editor) == ["en.adviser"]
    assert editor.stack.currentWidget() is editor.page
    qtbot.keyClicks(editor.search, " nothing of the kind")
    assert shown(editor) == []
    assert editor.stack.currentWidget().text() == NONE  # type: ignore[union-attr]
    editor.search.clear()
    editor.languages.setCurrentIndex(editor.languages.findData("own"))
    assert editor.stack.currentWidget().text() == NONE_OWN  # type: ignore[union-attr]


def test_a_rule_is_switched_off_by_space_and_by_mouse(qtbot: QtBot, editor: StyleEditor, folder: Path) -> None:
    editor.show_rule("en.adviser")
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(editor.list, Qt.Key.Key_Space)
    assert not is_on(editor, "en.adviser")
    assert editor.list.rule is not None
    assert editor.list.rule.id == "en.adviser"
    assert "switched off" in editor.count.text()
    assert read_book(folder).off == {"en.adviser"}
    box = editor.list.box(editor.list.visualItemRect(editor.list.currentItem()))
    with qtbot.waitSignal(editor.changed):
        qtbot.mouseClick(editor.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert is_on(editor, "en.adviser")
    qtbot.mouseClick(editor.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center() + QPoint(120, 0))
    assert is_on(editor, "en.adviser")


def test_a_rule_is_tried_as_one_types(qtbot: QtBot, editor: StyleEditor) -> None:
    editor.show_rule("en.adviser")
    trial = editor.page.trial
    assert trial.entry.words() == "His advisor resigned."
    qtbot.waitUntil(lambda: marked(trial.entry) == ["advisor"])
    trial.entry.setFocus()
    trial.entry.selectAll()
    qtbot.keyClicks(trial.entry, "Two advisors")
    qtbot.waitUntil(lambda: marked(trial.entry) == ["advisors"])
    assert trial.mended.text() == "Mended: \u2068Two advisers\u2069"
    assert trial.said.text() == "Spell it “\u2068advisers\u2069”, with an e."
    qtbot.keyClick(trial.entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(trial.entry, "None")
    qtbot.waitUntil(lambda: trial.said.text() == "The rule finds nothing here.")
    assert trial.mended.isHidden()


def test_a_sentence_in_arabic_script_runs_its_way(qtbot: QtBot, tasks: Tasks) -> None:
    field = TrialField(tasks)
    qtbot.addWidget(field)
    field.show_rule(read_book().rule("ckb.long-u"))
    assert field.entry.layoutDirection() == Qt.LayoutDirection.RightToLeft
    qtbot.waitUntil(lambda: marked(field.entry) == ["نوسین", "دور"])


def test_an_endless_pattern_is_told_of_and_the_window_goes_on(qtbot: QtBot, tasks: Tasks) -> None:
    field = TrialField(tasks)
    qtbot.addWidget(field)
    field.show_rule(Rule("x", "existence", "en", "No.", pattern="(a|a|aa)+$", bad=("a" * 60 + "!",)))
    qtbot.waitUntil(lambda: "takes too long" in field.said.text())


def test_a_rule_of_ones_own_is_written_in_fields(qtbot: QtBot, editor: StyleEditor, folder: Path) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    writer, form = editor.writer, editor.writer.form
    assert editor.is_writing
    assert not writer.save.isEnabled()
    assert not editor.list.isEnabled()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.looks)
    qtbot.keyClicks(form.looks, "mill -> works")
    form.bad.setFocus()
    qtbot.keyClicks(form.bad, "The mill burned.")
    qtbot.keyClicks(writer.trial.entry, "A mill")
    qtbot.waitUntil(lambda: writer.save.isEnabled() and marked(writer.trial.entry) == ["mill"])
    assert writer.problem.text() == ""
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    rule = read_book(folder).rule("own.rule")
    assert rule is not None
    assert (rule.swap, rule.bad, rule.own) == ((("mill", "works"),), ("The mill burned.",), True)
    assert editor.list.rule == rule
    assert editor.stack.currentWidget() is editor.page


def test_what_is_wrong_is_told_at_its_field_and_its_line(qtbot: QtBot, editor: StyleEditor) -> None:
    editor.show_rule("en.money-sign")
    editor.edit()
    writer = editor.writer
    writer.form.pattern.setText("(x")
    qtbot.waitUntil(lambda: "The pattern cannot be read" in writer.problem.text())
    assert writer.form.pattern.property("problem")
    assert not writer.form.message.property("problem")
    assert not writer.save.isEnabled()
    writer.tabs.setCurrentIndex(SOURCE)
    assert writer.problem.text().startswith("Line 6: The pattern cannot be read")
    assert [one.cursor.blockNumber() for one in writer.source.extraSelections()] == [5]
    writer.tabs.setCurrentIndex(FORM)
    assert writer.tabs.currentIndex() == SOURCE, "fields cannot show what cannot be read"
    writer.source.setPlainText(writer.source.toPlainText().replace("(x", "(x)"))
    qtbot.waitUntil(lambda: "although it should" in writer.problem.text() or writer.problem.text() == "")
    writer.tabs.setCurrentIndex(FORM)
    assert writer.form.pattern.text() == "(x)"
    assert not writer.form.pattern.property("problem")


def test_a_rule_of_desks_gives_way_to_ones_own_and_comes_back(qtbot: QtBot, editor: StyleEditor, folder: Path) -> None:
    editor.show_rule("en.adviser")
    editor.page.edit.click()
    editor.writer.form.message.setText("Our adviser has an e.")
    with qtbot.waitSignal(editor.changed):
        editor.writer.save.click()
    rule = read_book(folder).rule("en.adviser")
    assert rule is not None
    assert (rule.message, rule.own, rule.swap[0]) == ("Our adviser has an e.", True, ("advisor", "adviser"))
    assert editor.page.remove.text() == "Back to Desk’s"
    with qtbot.waitSignal(editor.changed):
        editor.page.remove.click()
    assert read_book(folder).rule("en.adviser") == read_book().rule("en.adviser")
    with qtbot.waitSignal(editor.changed):
        editor.undo.click()
    assert read_book(folder).rule("en.adviser").own  # type: ignore[union-attr]


def test_a_rule_is_duplicated_and_made_a_must(qtbot: QtBot, editor: StyleEditor, folder: Path) -> None:
    editor.show_rule("en.adviser")
    editor.page.duplicate.click()
    assert editor.writer.form.id.text() == "own.adviser"
    with qtbot.waitSignal(editor.changed):
        editor.writer.save.click()
    editor.show_rule("en.toward")
    editor.page.level.setCurrentIndex(1)
    with qtbot.waitSignal(editor.changed):
        editor.page.level.activated.emit(1)
    book = read_book(folder)
    assert book.rule("en.toward").must  # type: ignore[union-attr]
    assert book.rule("own.adviser") is not None


def test_escape_asks_once_before_what_was_written_is_lost(qtbot: QtBot, editor: StyleEditor) -> None:
    editor.begin_new()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.is_writing
    editor.begin_new()
    editor.writer.form.message.setText("No.")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.is_writing
    assert "not kept yet" in editor.writer.problem.text()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.is_writing
    assert editor.isVisible()


def test_a_broken_file_is_told_with_its_line_and_never_written_over(
    qtbot: QtBot, editor: StyleEditor, folder: Path
) -> None:
    folder.mkdir()
    (folder / "own.toml").write_text("disable = [\n", "utf-8")
    editor.load()
    qtbot.waitUntil(lambda: editor.problems.text() != "")
    assert editor.problems.text().startswith("own.toml, line 2: ")
    assert editor.open_folder.isVisible()
    editor.show_rule("en.adviser")
    qtbot.keyClick(editor.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "nothing is written" in editor.said.text())
    assert is_on(editor, "en.adviser")
    assert (folder / "own.toml").read_text("utf-8") == "disable = [\n"


def test_of_many_broken_rules_all_can_be_read(qtbot: QtBot, editor: StyleEditor, folder: Path) -> None:
    folder.mkdir()
    broken = "".join(f'[[rule]]\nid = "own.{number}"\nkind = "none"\nmessage = "No."\n' for number in range(8))
    (folder / "own.toml").write_text(f'language = "en"\n{broken}', "utf-8")
    editor.load()
    qtbot.waitUntil(lambda: editor.problems.text() != "")
    assert len(editor.problems.text().splitlines()) == 3
    qtbot.mouseClick(editor.problems.more, Qt.MouseButton.LeftButton)
    assert len(editor.problems.all.toPlainText().splitlines()) == 8
    assert editor.problems.all.isVisible()
    assert not editor.problems.few.isVisible()
    assert editor.height() <= 700, "it fits a small screen"
    qtbot.mouseClick(editor.problems.more, Qt.MouseButton.LeftButton)
    assert editor.problems.few.isVisible()
    (folder / "own.toml").unlink()
    editor.load()
    qtbot.waitUntil(lambda: not editor.problems.isVisible())


@pytest.mark.parametrize(
    ("line", "swap"),
    [
        ("mill = works", ("mill", "works")),
        ("mill → works", ("mill", "works")),
        ("mill -> a = b", ("mill", "a = b")),
        ("mill →", ("mill", "")),
    ],
)
def test_what_is_exchanged_is_read(editor: StyleEditor, line: str, swap: tuple[str, str]) -> None:
    editor.new.click()
    editor.writer.form.looks.show_words(line)
    assert editor.writer.form.rule.swap == (swap,)


def test_words_without_an_arrow_are_told_of_the_arrow(qtbot: QtBot, editor: StyleEditor) -> None:
    editor.new.click()
    editor.writer.form.message.setText("No.")
    editor.writer.form.looks.setFocus()
    qtbot.keyClicks(editor.writer.form.looks, "mill works")
    said = "“mill works” does not say what to write instead: put an arrow between, as in advisor → adviser."
    qtbot.waitUntil(lambda: editor.writer.problem.text() == said)
    assert not editor.writer.save.isEnabled()


@pytest.mark.parametrize("rule", list(read_book()), ids=lambda rule: rule.id)
def test_the_fields_lose_nothing_of_a_rule(qtbot: QtBot, rule: Rule) -> None:
    form = RuleForm()
    qtbot.addWidget(form)
    form.show_rule(rule)
    assert form.rule == rule

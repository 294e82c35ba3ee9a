"""The settings’ page of spelling: dictionaries are added, tried and chosen, words are edited."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Article
from desk.library import Library
from desk.ui.editor import EditorPane
from desk.ui.settings import Settings
from desk.ui.spelling import Spelling
from desk.ui.spelling_form import SpellingForm
from desk.ui.tasks import Tasks
from desk.ui.workspace import Workspace
from tests.ui.spelling import DICTIONARIES

WAIT = 15_000


@pytest.fixture
def spelling(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Spelling]:
    monkeypatch.setattr("desk.checks.dictionaries.usual_places", lambda: [])
    library = Library.open(tmp_path / "library")
    library.add(Article(id="1", headline="The ministr", body="A goverment وەزیرکە\n"))
    workspace, editor, owner = Workspace(library, Tasks()), EditorPane(), QWidget()
    qtbot.addWidget(editor)
    qtbot.addWidget(owner)
    made = Spelling(workspace, editor, Settings(tmp_path / "settings.ini"), owner)
    workspace.opened.connect(lambda session, caret: (editor.show_session(session, caret), made.show_session(session)))
    workspace.open_story("1")
    qtbot.waitUntil(lambda: bool(made.dictionaries), timeout=WAIT)
    yield made
    made.close()
    workspace.close()


def form_of(qtbot: QtBot, spelling: Spelling) -> SpellingForm:
    form = SpellingForm(spelling)
    qtbot.addWidget(form)
    form.resize(560, 520)
    form.show()
    return form


def rows(form: SpellingForm) -> list[tuple[str, str]]:
    def cell(row: int, column: int) -> str:
        item = form.table.item(row, column)
        return item.text().strip("\u2066\u2069") if item else ""

    return [(cell(row, 0), cell(row, 1)) for row in range(form.table.rowCount())]


def wait_for(qtbot: QtBot, form: SpellingForm, sentence: str) -> None:
    qtbot.waitUntil(lambda: form.line.text().startswith(sentence), timeout=WAIT)


def test_what_there_is_and_what_lacks_is_told(qtbot: QtBot, spelling: Spelling) -> None:
    form = form_of(qtbot, spelling)
    assert rows(form) == [("English (US) · in use", "comes with Desk")]
    assert form.lacking.text().startswith("There is none yet of Sorani Kurdish and Arabic. LibreOffice’s site")
    assert not form.use.isEnabled()


def test_a_dictionary_that_is_added_is_used_at_once(qtbot: QtBot, spelling: Spelling, tmp_path: Path) -> None:
    form = form_of(qtbot, spelling)
    form.take(DICTIONARIES / "ckb.aff")
    wait_for(qtbot, form, "Added: Sorani Kurdish.")
    assert ("Sorani Kurdish · in use", "added here") in rows(form)
    assert (tmp_path / "dictionaries" / "ckb.dic").is_file()
    qtbot.waitUntil(lambda: len(spelling.body.words()) == 2, timeout=WAIT)


def test_one_that_is_broken_is_told_and_taken_away_again(qtbot: QtBot, spelling: Spelling, tmp_path: Path) -> None:
    source = tmp_path / "downloads"
    source.mkdir()
    (source / "en_US.aff").write_text("SET UTF-8\nREP many\n", "utf-8")
    shutil.copy(DICTIONARIES / "en_US.dic", source)
    form = form_of(qtbot, spelling)
    told: list[str] = []
    workspace = spelling.known.parent()
    assert isinstance(workspace, Workspace)
    workspace.told.connect(lambda sentence, _bad: told.append(sentence))
    form.take(source / "en_US.dic")
    wait_for(qtbot, form, "The dictionary en_US cannot be used, en_US.aff is wrong at line 2;")
    qtbot.waitUntil(lambda: rows(form) == [("English (US) · in use", "comes with Desk")], timeout=WAIT)
    assert list((tmp_path / "dictionaries").iterdir()) == []
    assert told == [], "it is told where it was added, once"
    assert Settings(tmp_path / "settings.ini").dictionaries == {}, "nothing is kept of it"
    qtbot.waitUntil(lambda: len(spelling.body.words()) == 1, timeout=WAIT)


def test_one_that_was_added_is_taken_away_and_put_back(qtbot: QtBot, spelling: Spelling, tmp_path: Path) -> None:
    form = form_of(qtbot, spelling)
    assert not form.remove.isEnabled(), "what comes with Desk stays"
    form.take(DICTIONARIES / "ckb.aff")
    added = ("Sorani Kurdish · in use", "added here")
    wait_for(qtbot, form, "Added: Sorani Kurdish.")
    qtbot.waitUntil(lambda: added in rows(form), timeout=WAIT)
    form.table.selectRow(rows(form).index(added))
    form.remove.click()
    wait_for(qtbot, form, "Removed: Sorani Kurdish.")
    qtbot.waitUntil(lambda: rows(form) == [("English (US) · in use", "comes with Desk")], timeout=WAIT)
    assert list((tmp_path / "dictionaries").iterdir()) == []
    form.back.click()
    qtbot.waitUntil(lambda: added in rows(form), timeout=WAIT)
    assert (tmp_path / "dictionaries" / "ckb.dic").read_bytes() == (DICTIONARIES / "ckb.dic").read_bytes()
    assert not form.back.isVisible()


def test_what_is_no_dictionary_is_told(qtbot: QtBot, spelling: Spelling, tmp_path: Path) -> None:
    (tmp_path / "notes.zip").write_text("no archive", "utf-8")
    form = form_of(qtbot, spelling)
    form.take(tmp_path / "notes.zip")
    wait_for(qtbot, form, "notes.zip cannot be read: it is no archive, or a damaged one.")
    assert form.line.property("role") == "problem"


def test_half_a_dictionary_that_was_dropped_is_told(qtbot: QtBot, spelling: Spelling, tmp_path: Path) -> None:
    folder = spelling.folder()
    shutil.copy(DICTIONARIES / "ckb.aff", folder)
    form = form_of(qtbot, spelling)
    spelling.look_for_dictionaries()
    told = f"ckb.aff in {tmp_path / 'dictionaries'} is half of a dictionary: put ckb.dic beside it."
    qtbot.waitUntil(lambda: form.lacking.text().startswith(told), timeout=WAIT)
    shutil.copy(DICTIONARIES / "ckb.dic", folder)
    spelling.look_for_dictionaries()
    qtbot.waitUntil(lambda: ("Sorani Kurdish · in use", "added here") in rows(form), timeout=WAIT)
    assert form.lacking.text().startswith("There is none yet of Arabic.")


def test_of_several_kinds_of_a_language_one_is_chosen(qtbot: QtBot, spelling: Spelling, tmp_path: Path) -> None:
    source = tmp_path / "downloads"
    source.mkdir()
    for suffix in (".aff", ".dic"):
        shutil.copy(DICTIONARIES / f"en_US{suffix}", source / f"en_GB{suffix}")
    form = form_of(qtbot, spelling)
    form.take(source / "en_GB.aff")
    wait_for(qtbot, form, "Added: English (GB).")
    qtbot.waitUntil(lambda: ("English (GB) · in use", "added here") in rows(form), timeout=WAIT)
    form.table.selectRow([name for name, _from in rows(form)].index("English (US)"))
    assert form.use.isEnabled()
    form.use.click()
    assert ("English (US) · in use", "comes with Desk") in rows(form)
    assert spelling.used()["en"].tag == "en-US"


def test_words_are_edited_and_hold_once_they_are_kept(qtbot: QtBot, spelling: Spelling, tmp_path: Path) -> None:
    form = form_of(qtbot, spelling)
    form.personal.setPlainText("ministr\n\n Balisan ")
    form.house.setPlainText("goverment")
    qtbot.waitUntil(lambda: len(spelling.body.words()) == 1, timeout=WAIT)
    form.keep()
    qtbot.waitUntil(lambda: spelling.body.words() == [] and spelling.fields[0].words() == [], timeout=WAIT)
    qtbot.waitUntil(lambda: (tmp_path / "words.txt").is_file(), timeout=WAIT)
    assert (tmp_path / "words.txt").read_text("utf-8") == "ministr\nBalisan\n"
    again = form_of(qtbot, spelling)
    assert again.personal.toPlainText() == "ministr\nBalisan"


def test_a_name_in_the_byline_is_known_once_it_is_written(qtbot: QtBot, spelling: Spelling) -> None:
    workspace = spelling.known.parent()
    assert isinstance(workspace, Workspace)
    qtbot.waitUntil(lambda: len(spelling.body.words()) == 1, timeout=WAIT)
    for written in ("gover", "goverment"):
        assert workspace.article is not None
        workspace.apply(edits.set_field(workspace.article, "byline", written), "details")
    qtbot.waitUntil(lambda: spelling.body.words() == [], timeout=WAIT)


def test_spelling_is_switched_off_and_on(qtbot: QtBot, spelling: Spelling) -> None:
    qtbot.waitUntil(lambda: len(spelling.body.words()) == 1, timeout=WAIT)
    form = form_of(qtbot, spelling)
    form.on.setChecked(False)
    form.keep()
    assert spelling.body.words() == []
    form.on.setChecked(True)
    form.keep()
    qtbot.waitUntil(lambda: len(spelling.body.words()) == 1, timeout=WAIT)

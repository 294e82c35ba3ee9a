"""Backups while Desk runs: made where they are due, silent, trouble told once; the settings’ page and the way back."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desk.article.changes import FieldChange
from desk.article.model import Article
from desk.library import Library
from desk.library.backup import said
from desk.library.backups import Backups
from desk.library.kept_backups import Why, kept_in
from desk.ui.backups import BackupKeeper
from desk.ui.backups_form import BackupsForm, restored_line
from desk.ui.dialogs import SettingsDialog
from desk.ui.settings import Settings
from desk.ui.tasks import Tasks
from desk.ui.workspace import Workspace


@pytest.fixture
def space(qtbot: QtBot, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on a library with one story, which is open."""
    with closing(Library.open(tmp_path / "library", "Shilan")) as library:
        library.add(Article(id="s1", headline="Dam talks"))
        space = Workspace(library, Tasks())
        with qtbot.waitSignal(space.opened):
            space.open_story("s1")
        qtbot.waitUntil(lambda: space.session is not None)
        yield space
        qtbot.waitUntil(lambda: space.tasks.running == 0)
        space.close()


@pytest.fixture
def keeper(space: Workspace, tmp_path: Path) -> BackupKeeper:
    return BackupKeeper(space, Settings(tmp_path / "desk.ini"))


@pytest.fixture
def told(keeper: BackupKeeper) -> list[str]:
    said: list[str] = []
    keeper.told.connect(lambda sentence, _trouble: said.append(sentence))
    return said


def retitle(space: Workspace) -> None:
    """Give the open story another headline."""
    space.apply(FieldChange("headline", "Dam talks", "Newer"), "test")
    assert space.journal.flush()


def look(qtbot: QtBot, space: Workspace, keeper: BackupKeeper) -> None:
    keeper.look()
    qtbot.waitUntil(lambda: space.tasks.running == 0)


def test_what_is_due_is_made_once_and_in_silence(
    qtbot: QtBot, space: Workspace, keeper: BackupKeeper, told: list[str]
) -> None:
    for _ in range(3):
        look(qtbot, space, keeper)
    assert len(space.library.backups.kept()) == 1
    assert told == []


def test_a_stick_is_found_when_it_appears(
    qtbot: QtBot, space: Workspace, keeper: BackupKeeper, told: list[str], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    keeper.choose(str(stick))
    look(qtbot, space, keeper)
    assert not stick.exists()
    stick.mkdir()
    look(qtbot, space, keeper)
    assert len(space.library.backups.kept(stick)) == 1
    assert told == []


def test_what_goes_wrong_is_told_once_and_again_only_when_it_is_another_thing(
    qtbot: QtBot, space: Workspace, keeper: BackupKeeper, told: list[str], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "Desk backups").write_text("a file where the folder should be")
    keeper.choose(str(stick))
    qtbot.waitUntil(lambda: space.tasks.running == 0)
    look(qtbot, space, keeper)
    look(qtbot, space, keeper)
    assert len(told) == 1
    assert str(stick) in told[0]
    assert len(space.library.backups.kept()) == 1, "the other place has its backup all the same"


def test_a_full_stick_is_tried_again_as_soon_as_there_is_room_and_told_when_it_works(
    qtbot: QtBot,
    space: Workspace,
    keeper: BackupKeeper,
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick, free, make, tries = tmp_path / "stick", [0], Backups.make, list[Path]()

    def made(self: Backups, chosen: Path | None = None, *, why: Why = Why.DAILY) -> Path:
        if chosen and not free[0]:
            tries.append(chosen)
            with said(f"The backup in {chosen} cannot be written"):
                raise OSError(errno.ENOSPC, "No space left on device")
        return make(self, chosen, why=why)

    stick.mkdir()
    monkeypatch.setattr(Backups, "make", made)
    monkeypatch.setattr("desk.ui.backups.room_in", lambda _folder: free[0])
    keeper.choose(str(stick))
    qtbot.waitUntil(lambda: space.tasks.running == 0)
    look(qtbot, space, keeper)
    assert (len(tries), len(told)) == (1, 1), "as long as it is as full as it was, it is left alone"
    assert "No space left on device" in told[0]
    assert "free some space there, or take another disk" in told[0]
    again = BackupsForm(keeper)
    qtbot.addWidget(again)
    assert (again.line.text(), again.line.property("role")) == (told[0], "problem")
    free[0] = 100_000_000
    look(qtbot, space, keeper)
    assert len(space.library.backups.kept(stick)) == 1
    assert keeper.failures == []
    assert f"{stick}" in told[1]
    assert "works again" in told[1]
    assert again.line.property("role") == "hint"
    qtbot.waitUntil(lambda: again.table.rowCount() == 2)


def test_damage_is_told_once_with_the_newest_good_backup(qtbot: QtBot, space: Workspace, keeper: BackupKeeper) -> None:
    found: list[tuple[Path, str]] = []
    file = space.library.backups.make()
    space.library.database.note_damage()
    with qtbot.waitSignals([keeper.damage_noticed, keeper.damage_found], order="strict"):
        keeper.damage_found.connect(lambda _line, newest, when: found.append((newest.file, when)))
        keeper.look_for_damage()
    ((newest, when),) = found
    assert newest == file
    assert f"{kept_in(file.parent)[0].time.astimezone():%d %b %Y, %H:%M}" in when
    with qtbot.assertNotEmitted(keeper.damage_found, wait=0):
        keeper.look_for_damage()
        qtbot.waitUntil(lambda: space.tasks.running == 0)


def test_a_damaged_library_is_not_backed_up(qtbot: QtBot, space: Workspace, keeper: BackupKeeper) -> None:
    space.library.database.note_damage()
    look(qtbot, space, keeper)
    assert space.library.backups.kept() == []


def test_damage_is_found_by_itself_soon_after_the_start(qtbot: QtBot, space: Workspace, keeper: BackupKeeper) -> None:
    space.library.add(Article(id="s2"))
    with closing(sqlite3.connect(space.library.folder / "library.db")) as connection:
        connection.execute("UPDATE snapshot SET content = substr(content, 1, 20) WHERE article = 's2'")
        connection.commit()
    with qtbot.waitSignal(keeper.damage_found):
        keeper.start()
    keeper.stop()
    assert space.library.database.is_kept_aside


def test_restoring_after_damage_tells_how_much_was_carried_over(
    qtbot: QtBot, space: Workspace, keeper: BackupKeeper
) -> None:
    file = space.library.backups.make()
    retitle(space)
    space.library.database.note_damage()
    with qtbot.waitSignal(keeper.restored) as restored:
        keeper.restore(file)
    assert restored.args[0].carried == 1
    assert "1 story that is newer in the damaged library was carried over." in restored_line(restored.args[0])
    qtbot.waitUntil(lambda: space.article is not None and space.article.headline == "Newer")


def test_the_command_line_knows_of_the_folder_that_was_chosen(
    qtbot: QtBot, space: Workspace, keeper: BackupKeeper, tmp_path: Path
) -> None:
    for folder in (tmp_path / "stick", None):
        keeper.choose(str(folder or ""))
        qtbot.waitUntil(lambda: space.tasks.running == 0)
        assert space.library.backups.chosen == folder


def test_restoring_brings_the_open_story_back_as_it_was_and_can_be_undone(
    qtbot: QtBot, space: Workspace, keeper: BackupKeeper
) -> None:
    file = space.library.backups.make()
    retitle(space)
    with qtbot.waitSignal(keeper.restored) as restored:
        keeper.restore(file)
    qtbot.waitUntil(lambda: space.article is not None and space.article.headline == "Dam talks")
    with qtbot.waitSignal(keeper.restored):
        keeper.restore(restored.args[0].before)
    qtbot.waitUntil(lambda: space.article is not None and space.article.headline == "Newer")


def test_a_spoilt_backup_leaves_the_open_story(
    qtbot: QtBot, space: Workspace, keeper: BackupKeeper, told: list[str], tmp_path: Path
) -> None:
    (tmp_path / "spoilt.zip").write_bytes(b"no zip")
    keeper.restore(tmp_path / "spoilt.zip")
    qtbot.waitUntil(lambda: told != [] and space.article is not None)
    assert "not a whole zip file" in told[0]


# the page


@pytest.fixture
def form(qtbot: QtBot, space: Workspace, keeper: BackupKeeper) -> BackupsForm:
    space.library.backups.make()
    form = BackupsForm(keeper)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitUntil(lambda: form.table.rowCount() == 1)
    return form


def cells(form: BackupsForm, row: int = 0) -> list[str]:
    return [form.table.item(row, column).text() for column in range(form.table.columnCount())]  # type: ignore[union-attr]


def test_the_page_lists_what_is_kept(form: BackupsForm) -> None:
    _when, where, stories, size, why = cells(form)
    assert where == "Beside the library"
    assert "1" in stories
    assert "kB" in size
    assert why == "Daily"


def test_a_backup_that_was_spoilt_is_marked(qtbot: QtBot, form: BackupsForm, space: Workspace) -> None:
    space.library.add(Article(id="s2", body="Ministers met. " * 400))
    spoilt = space.library.backups.make(moment=datetime(2099, 1, 2, tzinfo=UTC))
    data = bytearray(spoilt.read_bytes())
    data[len(data) // 2] ^= 0xFF
    spoilt.write_bytes(data)
    form.refresh()
    qtbot.waitUntil(lambda: form.table.rowCount() == 2)
    qtbot.waitUntil(lambda: cells(form)[4] == "Damaged: take another")
    assert cells(form, 1)[4] == "Daily"


def test_a_second_place_is_chosen_and_switched_off(
    qtbot: QtBot, form: BackupsForm, keeper: BackupKeeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    assert not form.off.isEnabled()
    form.choose.click()
    assert str(stick) in form.folder.text()
    assert keeper.chosen is None, "nothing holds before it is saved"
    form.keep_folder()
    qtbot.waitUntil(lambda: form.table.rowCount() == 2)
    assert {cells(form, row)[1] for row in range(2)} == {"Beside the library", "Your folder"}
    form.off.click()
    assert keeper.chosen == stick
    form.keep_folder()
    assert keeper.chosen is None
    qtbot.waitUntil(lambda: form.table.rowCount() == 1)
    assert len(kept_in(stick / "Desk backups")) == 1, "what is there stays"


def test_a_folder_that_was_chosen_holds_with_save_and_not_with_cancel(
    qtbot: QtBot, space: Workspace, keeper: BackupKeeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, parent = tmp_path / "stick", QWidget()
    stick.mkdir()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    for end, expected in (("reject", None), ("accept", stick)):
        dialog = SettingsDialog(Settings(tmp_path / "desk.ini"), parent, keeper=keeper)
        assert dialog.backups is not None
        assert dialog.minimumSizeHint().height() < 600, "a small screen has Save and Cancel in sight"
        dialog.backups.choose.click()
        assert "It holds once you press Save." in dialog.backups.folder.text()
        getattr(dialog, end)()
        qtbot.waitUntil(lambda: space.tasks.running == 0)
        assert keeper.chosen == expected
        assert bool(space.library.backups.kept(stick)) == bool(expected)


def test_the_stories_that_would_change_are_read_without_a_bar_to_move_sideways(
    qtbot: QtBot, form: BackupsForm, space: Workspace
) -> None:
    headline = "Ministers meet over the border dam and part without a date for the next round of talks " * 3
    space.library.add(Article(id="s2", headline=headline))
    form.resize(500, 500)
    form.table.selectRow(0)
    form.restore.click()
    qtbot.waitUntil(form.question.isVisible)
    stories = form.question.stories
    (row,) = (stories.item(row) for row in range(stories.count()) if "Ministers" in stories.item(row).text())
    qtbot.waitUntil(lambda: stories.visualItemRect(row).width() <= stories.viewport().width())
    assert stories.visualItemRect(row).height() >= 2 * stories.fontMetrics().height(), "it wraps"


def test_back_up_now_says_what_came_of_it(qtbot: QtBot, form: BackupsForm, space: Workspace) -> None:
    space.library.add(Article(id="s2"))
    form.now.click()
    assert not form.now.isEnabled()
    qtbot.waitUntil(form.now.isEnabled)
    assert form.line.text() == "Backed up, and read back."
    qtbot.waitUntil(lambda: any("2" in cells(form, row)[2] for row in range(form.table.rowCount())))


def test_back_up_now_says_that_the_other_folder_is_not_there(
    qtbot: QtBot,
    form: BackupsForm,
    keeper: BackupKeeper,
    space: Workspace,
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "stick"))
    form.choose.click()
    form.keep_folder()
    qtbot.waitUntil(lambda: "is not there now: plug it in" in form.folder.text())
    qtbot.waitUntil(lambda: space.tasks.running == 0)
    form.now.click()
    qtbot.waitUntil(form.now.isEnabled)
    (sentence,) = told
    assert str(tmp_path / "stick") in sentence
    assert "is not there; plug it in" in sentence
    assert form.line.text() == sentence
    (tmp_path / "stick").mkdir()
    look(qtbot, space, keeper)
    assert len(space.library.backups.kept(tmp_path / "stick")) == 1, "it is found as soon as it is there"


def test_two_backups_of_one_minute_are_told_apart_by_their_seconds(
    qtbot: QtBot, form: BackupsForm, space: Workspace
) -> None:
    early = datetime(2099, 1, 2, 3, 4, 5, tzinfo=UTC)
    for second, why in ((5, Why.DAILY), (6, Why.ASKED)):
        space.library.backups.make(moment=early.replace(second=second), why=why)
    space.library.backups.make(moment=early.replace(minute=5))
    form.refresh()
    qtbot.waitUntil(lambda: form.table.rowCount() == 4)
    minute, *of_one = [cells(form, row) for row in (0, 1, 2)]
    assert minute[0].endswith(f"{early.astimezone():%H}:05\u2069")
    assert [row[0][-4:-1] for row in of_one] == [":06", ":05"]
    assert [row[4] for row in of_one] == ["You asked", "Daily"]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_backup_can_be_asked_about_at_once(
    qtbot: QtBot, form: BackupsForm, space: Workspace, direction: Qt.LayoutDirection
) -> None:
    """As the line that tells of damage does."""
    form.setLayoutDirection(direction)
    file = space.library.backups.make(why=Why.ASKED)
    retitle(space)
    form.ask_for(file)
    qtbot.waitUntil(form.question.isVisible)
    assert "1 story goes back to how it was" in form.question.words.text()


def test_restoring_shows_what_would_change_and_asks_in_place(qtbot: QtBot, form: BackupsForm, space: Workspace) -> None:
    retitle(space)
    space.library.add(Article(id="s2", headline="Later"))
    assert not form.restore.isEnabled()
    form.table.selectRow(0)
    form.restore.click()
    qtbot.waitUntil(form.question.isVisible)
    assert "1 story that is not in the backup would go" in form.question.words.text()
    assert "1 story goes back to how it was" in form.question.words.text()
    lines = [form.question.stories.item(row).text() for row in range(form.question.stories.count())]
    assert any("Later" in line for line in lines)
    form.question.cancel.click()
    assert not form.question.isVisible()
    assert space.library.count() == 2
    form.restore.click()
    qtbot.waitUntil(form.question.isVisible)
    form.question.confirm.click()
    qtbot.waitUntil(lambda: "was restored" in form.line.text())
    assert space.library.count() == 1
    qtbot.waitUntil(lambda: form.table.rowCount() == 2)
    assert cells(form)[4] == "Before a restore"


def test_another_backup_selected_takes_the_question_away(qtbot: QtBot, form: BackupsForm) -> None:
    form.table.selectRow(0)
    form.restore.click()
    qtbot.waitUntil(form.question.isVisible)
    form.table.clearSelection()
    assert not form.question.isVisible()
    assert not form.restore.isEnabled()


def test_a_backup_that_is_gone_is_said(qtbot: QtBot, form: BackupsForm, space: Workspace) -> None:
    (kept,) = space.library.backups.kept()
    kept.file.unlink()
    form.table.selectRow(0)
    form.restore.click()
    qtbot.waitUntil(lambda: "is not there" in form.line.text())
    assert not form.question.isVisible()


def test_settings_that_are_closed_meanwhile_are_told_nothing(
    qtbot: QtBot, space: Workspace, keeper: BackupKeeper, told: list[str]
) -> None:
    file = space.library.backups.make()
    form = BackupsForm(keeper)
    form.ask_for(file)
    form.deleteLater()
    qtbot.waitUntil(lambda: space.tasks.running == 0 and not isValid(form))
    assert told == []

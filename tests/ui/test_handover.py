"""The form that sends a story, and the words for who has it and for what came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.article.merging_articles import Clash
from desk.article.model import Custody, now
from desk.article.past import Past
from desk.library.twins import Renewed
from desk.library.versions import Version
from desk.paths import own_name
from desk.sending import LONGEST_NOTE
from desk.ui.custody import is_away, since, title, whereabouts
from desk.ui.handed import Handed, new, told
from desk.ui.handover_form import SendDialog
from desk.ui.settings import Settings
from tests.builders import MOMENT, a_story

STORY = a_story(headline="Dam talks")
AT = now().replace(hour=12, minute=0)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "own.ini")


@pytest.fixture
def form(qtbot: QtBot, settings: Settings) -> Iterator[SendDialog]:
    around = QWidget()
    dialog = SendDialog(STORY, settings, "Sam", around)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    yield dialog
    dialog.close()
    around.deleteLater()


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_it_goes_to_somebody_else_and_into_a_folder(form: SendDialog) -> None:
    assert not form.send.isEnabled(), "to whom?"
    form.to.setText("  Night   desk ")
    assert (form.recipient, form.send.isEnabled()) == ("Night desk", True)
    form.to.setText("Sam")
    assert not form.send.isEnabled()
    form.to.setText("Dana")
    form.note.setPlainText("x" * (LONGEST_NOTE + 2))
    assert not form.send.isEnabled()
    form.note.setPlainText("Please\ncut.")
    assert (form.words, form.send.isEnabled()) == ("Please cut.", True)
    form.folder.clear()
    assert not form.send.isEnabled()


def test_who_has_no_name_yet_writes_it(form: SendDialog, settings: Settings, qtbot: QtBot) -> None:
    assert form.own is not None
    assert form.own_name == "Sam"
    form.to.setText("Dana")
    form.own.setText("Dana")
    assert not form.send.isEnabled()
    form.own.clear()
    assert not form.send.isEnabled()
    form.own.setText(" Sam  Aziz ")
    assert (form.own_name, form.send.isEnabled()) == ("Sam Aziz", True)
    settings.author = "Sam Aziz"
    around = QWidget()
    qtbot.addWidget(around)
    assert SendDialog(STORY, settings, "Sam Aziz", around).own_name == ""


@pytest.mark.parametrize("name", ["Dana Azad", "دانا ئازاد", 'Ünal; "O" \\ x', "@Home, a=b"])
def test_the_command_line_knows_the_name_that_is_set_here(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_SETTINGS", str(tmp_path / "desk.ini"))
    settings = Settings()
    assert not settings.has_name
    settings.author, settings.appearance = name, "dark"
    settings.keep_flag("versions", True)
    del settings
    assert own_name() == name


def test_names_and_folder_are_remembered(form: SendDialog, settings: Settings, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("Dana", "Rojin", "Dana"):
        form.to.setText(name)
        form.folder.setText(str(tmp_path))
        form.accept()
    assert (settings.desks, settings.desk_folder) == (["Dana", "Rojin"], str(tmp_path))
    around = QWidget()
    again = SendDialog(STORY, settings, "Sam", around)
    qtbot.addWidget(around)
    assert (again.recipient, again.out) == ("Dana", tmp_path)


def test_control_and_enter_send_from_the_note_and_tab_goes_on(form: SendDialog, qtbot: QtBot) -> None:
    form.to.setText("Dana")
    form.note.setFocus()
    QTest.keyClicks(form.note, "Please cut.")
    QTest.keyClick(form.note, Qt.Key.Key_Tab)
    qtbot.waitUntil(form.folder.hasFocus)
    form.note.setFocus()
    with qtbot.waitSignal(form.accepted):
        QTest.keyClick(form.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_escape_in_the_note_leaves_the_form(form: SendDialog, qtbot: QtBot) -> None:
    form.note.setFocus()
    with qtbot.waitSignal(form.rejected):
        QTest.keyClick(form.note, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("custody", "said"),
    [
        (Custody(), ""),
        (Custody("Dana", "Sam", AT), f"with Dana since {AT.astimezone():%H:%M}"),
        (Custody("Sam", "Dana", AT), "from Dana"),
        (Custody("Sam", "", AT), ""),
        (Custody("Sam", "Sam", AT), ""),
        (Custody("هێرۆ", "Sam", AT), f"with هێرۆ since {AT.astimezone():%H:%M}"),
    ],
)
def test_the_title_says_who_has_a_story(custody: Custody, said: str) -> None:
    assert plain(whereabouts(custody, "Sam")) == said
    whole = plain(title(replace(STORY, custody=custody), "Sam"))
    assert whole == (f"Dam talks – {said} – Desk" if said else "Dam talks – Desk")
    assert is_away(custody, "Sam") is said.startswith("with")


def test_whom_it_came_from_is_told_for_a_day() -> None:
    came = Custody("Sam", "Dana", AT)
    assert plain(whereabouts(came, "Sam", AT + timedelta(hours=23))) == "from Dana"
    assert whereabouts(came, "Sam", AT + timedelta(hours=25)) == ""
    assert plain(whereabouts(came, "Rojin", AT + timedelta(days=300))).startswith("with Sam since ")


def test_a_day_that_is_over_is_named() -> None:
    yesterday = AT.astimezone() - timedelta(days=1)
    assert since(Custody("Dana", "Sam", yesterday), AT) == f"{yesterday.day} {yesterday:%b}, {yesterday:%H:%M}"
    assert since(Custody("Dana", "Sam", MOMENT), MOMENT + timedelta(days=400)).count("2026") == 1


def test_what_came_is_told_with_what_was_said() -> None:
    given = replace(STORY, custody=Custody("Dana", "Sam", AT))
    sent = Past(1, AT, "Sam", "sent", "Sent to Dana: Please cut.", 3, "", given)
    assert plain(told(new(given, [sent], "Dana"))) == "Sam gave you this story. Sam says: “Please cut.”"
    assert told(new(given, [sent], "Sam")) == "", "one’s own"
    assert told(new(STORY, [], "Dana")) == ""

    version = Version(4, AT, "", "", "", 0, "")
    after = replace(STORY, headline="Talks on the dam")
    came = Renewed(version, after, merged=True, versions=3)
    taken = Handed(STORY.id, "Sam", "", STORY, came)
    assert plain(told(taken)) == "Taken in from Sam: headline; 3 versions."
    clash = Clash("status", "draft", "ready", "killed")
    assert plain(told(replace(taken, came=replace(came, clashes=[clash])))).endswith(
        "You both changed status: yours stays until you decide."
    )
    assert plain(told(replace(taken, came=replace(came, article=STORY, versions=1)))) == (
        "The story is as it was; 1 version came from Sam."
    )
    nothing = replace(taken, came=replace(came, article=STORY, versions=0))
    assert told(nothing) == "Nothing in this package is new: all of it is here already."
    assert "is version 4" in told(replace(taken, came=replace(came, beside=True)))

"""A whole evening: a story is filed, edited at the copy desk, sent back, merged, reviewed, out, corrected, withdrawn.

Two people, two libraries, one stick; everything by the windows' own keys, menus and buttons.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desk.article.model import Status
from desk.ui.correcting import CorrectionDialog, KillDialog
from desk.ui.exporting import ExportDialog
from desk.ui.review_bases import AS_FILED, LAST_HAD
from desk.ui.side_by_side import SideBySide
from desk.ui.spelling_menu import LOOKING
from desk.ui.window import MainWindow
from tests.journeys.hands import compose, drop, fill_in, press, press_enter
from tests.journeys.two_desks import WAIT, At, article, at, come_back, said, send, settle, stick

__all__ = ["at", "stick"]

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
OPENING = "Water ministers met at the the dam on Tuesday to agree on how much of it is let through, an official said."
MISSPELT = "The parliment is to vote on it before the summer recess begins in the capital."
PLACES = (
    *(
        "Aqra",
        "Barzan",
        "Chamchamal",
        "Dokan",
        "Erbil",
        "Faysh",
        "Gara",
        "Halabja",
        "Imam",
        "Jalawla",
        "Kalar",
        "Laylan",
    ),
    *("Makhmur", "Nawroz", "Penjwin", "Qaladiza", "Rania", "Shaqlawa", "Taqtaq", "Zakho"),
)
"""A paragraph for each of twenty towns."""


def town(name: str) -> str:
    return f"In {name} the farmers wait for water from the river, and many of the young have left for the cities."


def test_the_whole_evening(qtbot: QtBot, at: At, tmp_path: Path, stick: Path) -> None:
    package = _filed(qtbot, at, stick)
    _copy_edited(qtbot, at, stick, package)
    sam = _merged(qtbot, at, package)
    _reviewed(qtbot, sam)
    _exported(qtbot, sam, tmp_path / "out")
    _corrected(qtbot, sam)
    _killed(qtbot, sam, tmp_path / "site")


def _filed(qtbot: QtBot, at: At, stick: Path) -> Path:
    """Sam writes the story, sends it, and goes on typing."""
    sam = at("Sam")
    press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: sam.editor.headline.hasFocus(), timeout=WAIT)
    compose("Ministers meet over border dam")
    press_enter()
    compose("Talks on the shared river resume after two years without any.")
    press_enter()
    for number, paragraph in enumerate((OPENING, MISSPELT, *map(town, PLACES))):
        if number:
            press_enter()
        compose(paragraph)
    for name, words in (("Place", "ERBIL"), ("Agency", "DESK"), ("Sign-off", "(Desk News)"), ("Section", "Politics")):
        fill_in(sam.details, name, words)
    with qtbot.waitSignal(sam.workspace.saved, timeout=WAIT):
        press(Qt.Key.Key_S, CONTROL)
    send(qtbot, sam, "Dana", "For the morning page, please.", stick)
    _type(sam, "many of the young", "nearly all of the young", f"In {PLACES[0]}")
    _type(sam, "farmers wait", "farmers of the valley wait", f"In {PLACES[1]}")
    sam.close()
    (package,) = stick.iterdir()
    return package


def _copy_edited(qtbot: QtBot, at: At, stick: Path, package: Path) -> None:
    """Dana edits twenty places, comments, mends what checks and spelling found, and sends it back."""
    dana = at("Dana")
    drop(dana, [package])
    qtbot.waitUntil(lambda: dana.workspace.article is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: "For the morning page" in said(dana), timeout=WAIT)
    _type(dana, "many of the young", "most of the young", f"In {PLACES[0]}")
    for place in PLACES[1:]:
        _type(dana, "many of the young have left", "many young people have gone", f"In {place}")
    _select(dana, "an official said")
    press(Qt.Key.Key_M, CONTROL, ALT)
    compose("Which one? We need a name.")
    press(Qt.Key.Key_Return, CONTROL)
    _mend_doubled_word(qtbot, dana)
    _mend_spelling(qtbot, dana)
    body = article(dana).body
    assert "at the dam" in body
    assert "The parliament is" in body
    send(qtbot, dana, "Sam", "One question inside.", stick)
    dana.close()


def _mend_doubled_word(qtbot: QtBot, dana: MainWindow) -> None:
    qtbot.waitUntil(lambda: "checks_pane" in vars(dana) and dana.findings.is_looked_at, timeout=WAIT)
    dana.editor.page.setFocus()
    dana.editor.page.place_caret(article(dana).body.index("the the") + 5)
    press(Qt.Key.Key_Period, CONTROL)
    assert "the the" not in article(dana).body


def _mend_spelling(qtbot: QtBot, dana: MainWindow) -> None:
    qtbot.waitUntil(lambda: dana.spelling.body.is_done and dana.spelling.count > 0, timeout=WAIT)
    dana.editor.page.place_caret(article(dana).body.index("The parliment"))
    press(Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: _suggestions() is not None, timeout=WAIT)
    menu = _suggestions()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_1)


def _suggestions() -> QMenu | None:
    menu = QApplication.activePopupWidget()
    return menu if isinstance(menu, QMenu) and LOOKING not in [one.text() for one in menu.actions()] else None


def _merged(qtbot: QtBot, at: At, package: Path) -> MainWindow:
    """Sam, who typed meanwhile, opens what came back; one place both changed."""
    sam = at("Sam")
    drop(sam, [package])
    qtbot.waitUntil(lambda: bool(sam.findChildren(SideBySide)), timeout=WAIT)
    body = article(sam).body
    assert "The parliament is" in body
    assert f"In {PLACES[1]} the farmers of the valley wait" in body, "what only Sam changed"
    assert body.count("many young people have gone") == len(PLACES) - 1, "what only Dana changed"
    assert [one.text for one in article(sam).comments] == ["Which one? We need a name."]
    assert "nearly all of the young" in body, "what both changed waits"
    (dialog,) = sam.findChildren(SideBySide)
    qtbot.waitUntil(dialog.isVisible, timeout=WAIT)
    qtbot.mouseClick(dialog.theirs, Qt.MouseButton.LeftButton)
    assert "most of the young have left" in article(sam).body
    dialog.close()
    settle(qtbot, sam)
    come_back(qtbot, sam)
    return sam


def _reviewed(qtbot: QtBot, sam: MainWindow) -> None:
    """Sam goes through what Dana changed, takes one change back, answers and resolves the comment, marks it ready."""
    press(Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: sam.reviewer.is_on and sam.reviewer.is_settled, timeout=WAIT)
    rows = sam.review_pane.list.rows
    assert len(rows) >= len(PLACES)
    assert {row.author for row in rows} == {"Dana"}, "Sam’s own words were in the last version that Sam had"
    _compare_with(qtbot, sam, AS_FILED)
    by_word = {edit.after: edit.author for edit in sam.reviewer.edits}
    assert {author for words, author in by_word.items() if "people" in words or "parliament" in words} == {"Dana"}
    assert {author for words, author in by_word.items() if "valley" in words} == {"Sam"}
    assert set(by_word.values()) == {"Dana", "Sam"}
    _compare_with(qtbot, sam, LAST_HAD)
    sam.editor.page.setFocus()
    sam.editor.page.place_caret(_place(sam, "gone for", f"In {PLACES[2]}") + 2)
    qtbot.waitUntil(lambda: sam.commands.action("revert_change").isEnabled(), timeout=WAIT)
    press(Qt.Key.Key_Backspace, ALT)
    qtbot.waitUntil(lambda: sam.reviewer.is_settled, timeout=WAIT)
    assert _place(sam, "have left for", f"In {PLACES[2]}") < _place(sam, "have gone for", f"In {PLACES[2]}")
    qtbot.waitUntil(sam.commands.action("accept_all").isEnabled, timeout=WAIT)
    sam.commands.action("accept_all").trigger()
    qtbot.waitUntil(lambda: sam.reviewer.is_settled and not sam.review_pane.list.rows, timeout=WAIT)
    _type(sam, "an official said", "the minister said", "")
    press(Qt.Key.Key_PageDown, CONTROL, ALT)
    press(Qt.Key.Key_Return, CONTROL, ALT)
    assert [one.resolved for one in article(sam).comments] == [True]
    with qtbot.waitSignal(sam.workspace.saved, timeout=WAIT):
        sam.commands.action("status_ready").trigger()
    settle(qtbot, sam)


def _compare_with(qtbot: QtBot, window: MainWindow, choice: int) -> None:
    window.review_pane.chosen.emit(choice)
    qtbot.waitUntil(lambda: window.reviewer.is_settled and window.reviewer.chosen == choice, timeout=WAIT)


def _exported(qtbot: QtBot, sam: MainWindow, out: Path) -> None:
    """What is ready goes out through the dialog, and is published."""

    def choose() -> None:
        dialog = next((one for one in sam.findChildren(ExportDialog) if one.isVisible()), None)
        if dialog is None or not dialog.export.isEnabled():
            QTimer.singleShot(50, choose)
            return
        for name, box in dialog.boxes.items():
            box.setChecked(name in ("page", "json"))
        dialog.folder.setText(str(out))
        qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)

    out.mkdir()
    QTimer.singleShot(0, choose)
    sam.activateWindow()
    sam.commands.action("export").trigger()
    qtbot.waitUntil(lambda: said(sam).startswith("Exported"), timeout=WAIT)
    page = next(out.rglob("index.html")).read_text(encoding="utf-8")
    assert "The parliament is" in page
    assert "We need a name" not in page, "a comment never leaves"
    with qtbot.waitSignal(sam.workspace.saved, timeout=WAIT):
        sam.commands.action("status_published").trigger()
    settle(qtbot, sam)


def _corrected(qtbot: QtBot, sam: MainWindow) -> None:
    """Readers were told the wrong day."""
    come_back(qtbot, sam)
    _type(sam, "on Tuesday", "on Monday", "")
    qtbot.waitUntil(lambda: sam.commands.action("correct").isEnabled(), timeout=WAIT)
    press(Qt.Key.Key_C, CONTROL, ALT)
    dialog = _form(qtbot, sam, CorrectionDialog)
    assert isinstance(dialog, CorrectionDialog)
    qtbot.waitUntil(lambda: "Tuesday" in dialog.wrong.words(), timeout=WAIT)
    dialog.reason.setFocus()
    compose("The ministry told us the day")
    with qtbot.waitSignal(sam.workspace.saved, timeout=WAIT):
        press(Qt.Key.Key_Return)
    assert "Tuesday" in article(sam).correction
    assert "Monday" in article(sam).correction


def _killed(qtbot: QtBot, sam: MainWindow, out: Path) -> None:
    """The story is withdrawn; the version list tells the whole evening, and JSON that it is canceled."""
    come_back(qtbot, sam)
    qtbot.waitUntil(lambda: sam.commands.action("kill").isEnabled(), timeout=WAIT)
    sam.commands.action("kill").trigger()
    _form(qtbot, sam, KillDialog)
    compose("The talks never took place")
    press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(sam.workspace.saved, timeout=WAIT):
        press(Qt.Key.Key_Space)
    assert (article(sam).status, article(sam).kill_reason) == (Status.KILLED, "The talks never took place")
    kinds = [version.kind for version in sam.workspace.library.versions(article(sam).id)]
    assert kinds[0] == "kill"
    assert {"sent", "elsewhere", "correction", "export"} & set(kinds) >= {"sent", "correction"}
    from desk.formats import export

    (path,) = export(article(sam), "json", out, sam.workspace.library, sam.deeds.options())
    assert json.loads(path.read_text(encoding="utf-8"))["pubStatus"] == "canceled"


def _form(qtbot: QtBot, window: MainWindow, kind: type[CorrectionDialog | KillDialog]) -> CorrectionDialog | KillDialog:
    deeds = window.deeds.copy_desk.correcting
    qtbot.waitUntil(lambda: isinstance(deeds.dialog, kind), timeout=WAIT)
    dialog = deeds.dialog
    assert isinstance(dialog, CorrectionDialog | KillDialog)
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or window), timeout=WAIT)
    return dialog


def _place(window: MainWindow, words: str, behind: str) -> int:
    body = article(window).body
    return body.index(words, body.index(behind))


def _select(window: MainWindow, words: str, behind: str = "") -> None:
    start = _place(window, words, behind)
    window.editor.page.setFocus()
    window.editor.page.place_caret(start)
    for _letter in words:
        press(Qt.Key.Key_Right, SHIFT)


def _type(window: MainWindow, words: str, instead: str, behind: str) -> None:
    """Type something over words, the first of them behind others."""
    _select(window, words, behind)
    QTest.keyClicks(window.editor.page, instead)
    assert instead in article(window).body

"""While hundreds of stories are changed at once the window stays at hand: keys show, are on disk, and undo ends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, get_ident

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.article.model import Article, Status
from desk.library import Library
from desk.ui.shelf_many import AT_ONCE
from desk.ui.window import MainWindow

COUNT = 30 * AT_ONCE
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, open_desk: Callable[..., MainWindow]) -> MainWindow:
    """Desk with many stories, all selected in the shelf, and one of them open to be written in."""
    library = Library.open(tmp_path / "library", "Dana")
    library.add_all(Article(id=f"s{number}", headline=f"Story {number}") for number in range(COUNT))
    library.close()
    window = open_desk(story="s0")
    qtbot.waitUntil(lambda: "notice" in vars(window) and window.workspace.article is not None)
    qtbot.waitUntil(lambda: len(window.shelf.model.rows) > 0)
    window.shelf.list.selectAll()
    qtbot.waitUntil(lambda: len(window.shelf.selected()) == COUNT, timeout=20_000)
    window.editor.start_writing()
    return window


class Told(list[str]):
    """What was said of the change, in order."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        window.shelf.many.told.connect(lambda sentence, *_rest: self.append(sentence))


def begin(window: MainWindow) -> None:
    window.shelf.many.set_field(window.shelf.selected(), "status", Status.READY, "{count} now ready.")


def of_status(window: MainWindow, status: Status) -> int:
    return window.workspace.library.count(status=status)


def test_keys_show_and_are_on_disk_long_before_the_last_story_is_changed(qtbot: QtBot, window: MainWindow) -> None:
    told, space = Told(window), window.workspace
    begin(window)
    qtbot.waitUntil(lambda: of_status(window, Status.READY) > AT_ONCE)
    qtbot.keyClicks(QApplication.focusWidget(), "Water")
    assert space.article is not None
    assert space.article.body == "Water"
    qtbot.waitUntil(lambda: space.is_kept)
    assert told == []
    assert of_status(window, Status.READY) < COUNT
    assert space.library.article("s0").body == "Water"
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told == [f"{COUNT} stories now ready."]


def test_the_next_stories_wait_until_the_window_has_come_round(qtbot: QtBot, window: MainWindow) -> None:
    told, library, here = Told(window), window.workspace.library, get_ident()
    batches: list[int] = []
    rounds = [0]
    change_all = library.change_all

    def counted(ids: list[str], *rest: object) -> object:
        assert get_ident() != here
        batches.append(rounds[0])
        return change_all(ids, *rest)  # type: ignore[arg-type]

    window.shelf.many.progress.connect(lambda _done, _all: rounds.__setitem__(0, rounds[0] + 1))
    library.change_all = counted  # type: ignore[assignment, method-assign]
    begin(window)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert batches == list(range(1, len(batches) + 1))  # each began after the window had heard of it


def test_the_list_is_shown_anew_at_once_with_all_still_selected(qtbot: QtBot, window: MainWindow) -> None:
    told, shelf, selections = Told(window), window.shelf, []
    begin(window)
    shelf.list.selectionModel().selectionChanged.connect(lambda *_parts: selections.append(1))
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    qtbot.waitUntil(lambda: {row.status for row in shelf.model.rows} == {Status.READY})
    assert len(shelf.selected()) == COUNT
    assert len(selections) < 10


def test_the_library_is_not_asked_again_for_every_few_stories(qtbot: QtBot, window: MainWindow) -> None:
    library, told, asked = window.workspace.library, Told(window), []
    hold, sections, change_all = Event(), library.sections, library.change_all
    library.sections = lambda: asked.append(1) or sections()  # type: ignore[func-returns-value, method-assign]
    library.change_all = lambda *what: hold.wait() and change_all(*what)  # type: ignore[method-assign, return-value]
    window.shelf.refresh()
    qtbot.waitUntil(lambda: window.workspace.tasks.running == 0 and asked == [1])
    begin(window)
    window.workspace.shelf_changed.emit()
    later = QTimer(window, interval=200, singleShot=True)  # longer than the shelf waits for more causes
    with qtbot.waitSignal(later.timeout):
        later.start()
    assert asked == [1]
    hold.set()
    qtbot.waitUntil(lambda: bool(told) and asked == [1, 1], timeout=60_000)


def test_undo_in_the_middle_ends_it_and_says_only_that_all_is_as_before(qtbot: QtBot, window: MainWindow) -> None:
    told = Told(window)
    begin(window)
    qtbot.waitUntil(lambda: of_status(window, Status.READY) > AT_ONCE)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert len(told) == 1
    assert told[0].endswith("as before.")
    assert of_status(window, Status.READY) == 0
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=60_000)
    assert told[1] == f"{COUNT} stories now ready."
    assert of_status(window, Status.READY) == COUNT


def test_what_is_cancelled_once_all_are_changed_did_not_stop(qtbot: QtBot, window: MainWindow) -> None:
    told, many = Told(window), window.shelf.many
    many.progress.connect(lambda done, total: many.cancel() if done == total else None)
    begin(window)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told == [f"{COUNT} stories now ready."]


def test_cancelled_in_the_middle_it_says_how_many_are_changed(qtbot: QtBot, window: MainWindow) -> None:
    told, many = Told(window), window.shelf.many
    many.progress.connect(lambda done, _all: many.cancel() if done >= AT_ONCE else None)
    begin(window)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told == [f"Stopped: {of_status(window, Status.READY)} stories now ready."]
    assert 0 < of_status(window, Status.READY) < COUNT

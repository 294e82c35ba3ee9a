"""The shelf on a library, without the window around it; prints what it measured as one JSON object.

    QT_QPA_PLATFORM=offscreen python -m tests.bench.measured_shelf FOLDER WORD…

`keys` are the milliseconds from each key of the words to its hits on the shelf, `steps` those from each stretch that
is scrolled to its rows on the screen, from the top to the bottom; `before` and `after` MB of memory (PSS).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtWidgets import QApplication

from desk.library import Library
from desk.ui.shelf import ShelfPane
from desk.ui.shelf_pages import BATCH
from desk.ui.shelf_rows import ShelfModel
from desk.ui.tasks import Tasks
from desk.ui.thumbnails import Thumbnails
from desk.ui.workspace import Workspace
from tests.bench.desk_under_test import MOMENTS, noted
from tests.bench.memory import proportional

PATIENCE = 60


def wait(done: Callable[[], bool]) -> None:
    """Let the window work until something has come about."""
    end = time.monotonic() + PATIENCE
    QCoreApplication.processEvents()
    while not done() and time.monotonic() < end:
        QCoreApplication.processEvents()


def milliseconds(work: Callable[[], None], done: Callable[[], bool]) -> float:
    """From before the work until it has come about and was painted."""
    begin = time.perf_counter()
    work()
    wait(done)
    return (time.perf_counter() - begin) * 1000


def keys(shelf: ShelfPane, words: list[str]) -> list[float]:
    """Type words into the search field, letter by letter, each once the hits of the one before are shown."""
    costs = []
    for word in words:
        for length in range(1, len(word) + 1):
            MOMENTS.clear()
            costs.append(milliseconds(lambda typed=word[:length]: shelf.search.setText(typed), lambda: bool(MOMENTS)))
            wait(lambda: not shelf._workspace.tasks.running)  # the passages, which come after the hits
    shelf.search.clear()
    wait(lambda: not shelf._workspace.tasks.running)
    return costs


def steps(shelf: ShelfPane, library: Library) -> list[float]:
    """Scroll from the top to the bottom, a batch of rows at a time."""
    bar, last, costs = shelf.list.verticalScrollBar(), library.find(sort="oldest", limit=1)[0].id, []
    height = shelf.list.visualRect(shelf.model.index(0)).height()

    def lowest() -> int:
        return shelf.list.indexAt(QPoint(12, shelf.list.viewport().height() - 2)).row()

    def settled() -> bool:
        return not shelf._workspace.tasks.running and lowest() >= 0 and shelf.model.rows.look_at(lowest())

    while shelf.model.rows[lowest()].id != last and len(costs) < 10**5:
        costs.append(milliseconds(lambda: bar.setValue(bar.value() + BATCH * height), settled))
    return costs


def main() -> None:
    app = QApplication(sys.argv[:1])
    library = Library.open(Path(sys.argv[1]))
    space = Workspace(library, Tasks())
    shelf = ShelfPane(space, Thumbnails(library, space.tasks))
    noted(ShelfModel, "show", after="shown")
    shelf.resize(280, 800)
    shelf.show()
    shelf.refresh()
    wait(lambda: bool(MOMENTS) and not space.tasks.running)
    typed = keys(shelf, sys.argv[2:])
    before = proportional(os.getpid())
    scrolled = steps(shelf, library)
    print(json.dumps({"keys": typed, "steps": scrolled, "before": before, "after": proportional(os.getpid())}))
    shelf.close()
    space.close()
    app.quit()


if __name__ == "__main__":
    main()

"""Desk as usual, with a thin line in: what the benches cannot do or see from outside.

    python -m tests.bench.desk_under_test [--open ID]

Keys and clicks come through the X server. On standard input, one JSON list a line, each answered by one line:
`["where"]` (the body, the preview and the shelf's rows as boxes of the screen), `["caret", N]` (a code point),
`["settled"]`, `["stamps"]` (the moments noted since they were asked for last: name and seconds of the monotonic clock).
Methods that are no longer there leave no stamps and break nothing. Imports that Desk itself may do without are made
where they are used, since its start is measured too.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from typing import Any

MOMENTS: list[tuple[str, float]] = []


def note(name: str) -> None:
    MOMENTS.append((name, time.monotonic()))


def noted(kind: type, method: str, before: str = "", after: str = "") -> None:
    """Have every call of a method leave a stamp when it begins and when it ends."""
    inner: Callable[..., object] | None = getattr(kind, method, None)
    if inner is None:
        return

    def outer(*words: object, **named: object) -> object:
        if before:
            note(before)
        result = inner(*words, **named)
        if after:
            note(after)
        return result

    setattr(kind, method, outer)


class Line:
    """Answers the bench, on the GUI thread."""

    def __init__(self, window: Any) -> None:
        from PySide6.QtCore import QSocketNotifier

        self._window = window
        self._input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, window)
        self._input.activated.connect(self._answer)
        self._filters: list[object] = []

    def _answer(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._window.close()
            self._input.setEnabled(False)
            return
        import json

        word, *values = json.loads(line)
        print(json.dumps(getattr(self, f"_do_{word}")(*values)), flush=True)

    def _named(self, name: str) -> Any:
        """The shown control that a screen reader calls so; None while there is none."""
        from PySide6.QtWidgets import QWidget

        found = (child for child in self._window.findChildren(QWidget) if child.accessibleName() == name)
        return next((child for child in found if child.isVisible()), None)

    def _do_where(self) -> dict[str, list[int] | None]:
        body, preview, rows = self._named("Body"), self._named("Preview"), self._named("Stories")
        found = {"body": body and body.viewport(), "preview": preview}
        places = {name: _box(widget) if widget else None for name, widget in found.items()}
        return places | (_rows(rows) if rows else {})

    def _do_caret(self, point: int) -> None:
        self._named("Body").place_caret(point)
        self._named("Body").setFocus()

    def _do_settled(self) -> bool:
        """Whether the story asked for is shown, and the page of it."""
        return self._named("Body") is not None and self._named("Preview") is not None and self._preview_settled()

    def _preview_settled(self) -> bool:
        return bool(getattr(self._window.preview, "is_settled", True))

    def _do_watch(self) -> None:
        """Note from now on when the body is told of a key, and body and preview of painting."""
        from PySide6.QtWidgets import QWidget

        body, preview = self._named("Body"), self._named("Preview")
        self._filters = [_filter(body, "KeyPress", "key"), _filter(body.viewport(), "Paint", "paint")]
        self._filters += [_filter(part, "Paint", "preview paint") for part in preview.findChildren(QWidget)]

    def _do_stamps(self) -> list[tuple[str, float]]:
        taken = list(MOMENTS)
        MOMENTS.clear()
        return taken

    def _do_leave(self) -> None:
        self._window.close()


def _filter(watched: Any, kind: str, name: str) -> object:
    """Note every event of a kind that a widget gets."""
    from PySide6.QtCore import QEvent, QObject

    wanted = QEvent.Type[kind]

    class Filter(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == wanted:
                note(name)
            return False

    made = Filter(watched)
    watched.installEventFilter(made)
    return made


def _box(widget: Any) -> list[int]:
    from PySide6.QtCore import QPoint

    corner = widget.mapToGlobal(QPoint(0, 0))
    return [corner.x(), corner.y(), corner.x() + widget.width(), corner.y() + widget.height()]


def _rows(view: Any) -> dict[str, list[int]]:
    """Every row of the shelf by its headline."""
    left, top, *_rest = _box(view.viewport())
    model, found = view.model(), {}
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        area = view.visualRect(index)
        box = [left + area.left(), top + area.top(), left + area.right(), top + area.bottom()]
        found[f"row {index.data(0)}"] = box
    return found


def _watch_opening(window: Any) -> None:
    """Note the steps of opening a story; called right before the first is opened."""
    from PySide6.QtCore import QTimer

    from desk.article.session import Session
    from desk.library import Library

    noted(Session, "apply", "change", "change told")
    noted(Library, "load", "loading", "loaded")
    window.workspace.opened.connect(lambda *_what: note("editor shown"))

    def watch_view() -> None:
        view = getattr(window.preview, "view", None)
        if view is None:
            return
        timer.stop()
        view.loadFinished.connect(lambda _well: note("page loaded"))
        noted(type(view), "show_page", "page made")
        noted(type(view), "run", "patch sent")
        window.preview.settled.connect(lambda: note("page settled"))

    timer = QTimer(window, interval=5)
    timer.timeout.connect(watch_view)
    timer.start()


def _watch(app: Any) -> None:
    """Have the window, once it is made, answer the bench and note what it does."""
    make_window, begin, put_pane = app.make_window, app._begin, app.MainWindow.put_pane
    noted(app.MainWindow, "keyPressEvent", "key heard")

    def begin_watched(window: Any, *words: Any) -> None:
        _watch_opening(window)
        begin(window, *words)

    def put_watched(window: Any, name: str, pane: Any) -> None:
        if name == "shelf":
            noted(type(pane.model), "show", after="shelf shown")
        put_pane(window, name, pane)

    def make_and_attach(*words: Any) -> Any:
        window = make_window(*words)
        window.bench_line = Line(window)
        return window

    app.make_window, app._begin, app.MainWindow.put_pane = make_and_attach, begin_watched, put_watched


def main() -> int:
    """Run Desk as `python -m desk` does, step by step in the same order."""
    note("python runs")
    from desk import __main__ as program

    open_window = program._open_window

    def open_watched(start: Any) -> int:
        gc.disable()
        from desk import app

        _watch(app)
        return open_window(start)

    program._open_window = open_watched
    return program.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

"""What Desk's start and memory are compared with: the least of a window with one text box, and with an empty web view.

    python -m tests.bench.bare_window [--web]

Answers on standard input as `desk_under_test` does: `["stamps"]`, `["leave"]`.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTextEdit

from tests.bench.desk_under_test import Line, noted


class BareWindow(QMainWindow):
    """A text box; beside it the web view, where one is wanted."""

    def __init__(self, with_web_view: bool) -> None:
        super().__init__()
        text = QTextEdit()
        self.setCentralWidget(_beside_web_view(text) if with_web_view else text)
        self.resize(1440, 900)
        text.setFocus()


def _beside_web_view(text: QTextEdit) -> QSplitter:
    from PySide6.QtWebEngineWidgets import QWebEngineView

    both = QSplitter()
    both.addWidget(text)
    both.addWidget(QWebEngineView())
    return both


def main() -> int:
    with_web_view = "--web" in sys.argv
    if with_web_view:
        import PySide6.QtWebEngineWidgets  # noqa: F401 - before the application, as it wants to be
    app = QApplication(sys.argv[:1])
    noted(BareWindow, "keyPressEvent", "key heard")
    window = BareWindow(with_web_view)
    window.bench_line = Line(window)  # type: ignore[attr-defined]
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())

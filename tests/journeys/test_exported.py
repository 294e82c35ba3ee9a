"""A story leaves the desk: what was exported stands with its details, and the shelf says when it was changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk.article.model import Article
from desk.formats import Options, export
from desk.library import Library
from desk.ui.exported import ExportedRows
from desk.ui.exporting import Order
from desk.ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def row_says(window: MainWindow) -> str:
    index = window.shelf.model.index(0)
    return str(window.shelf.model.data(index, Qt.ItemDataRole.AccessibleTextRole))


def test_an_export_is_told_kept_in_mind_and_seen_on_the_shelf(
    qtbot: QtBot, tmp_path: Path, open_desk: Callable[..., MainWindow]
) -> None:
    library = Library.open(tmp_path / "library", "Dana")
    library.add(Article(id="dam", headline="Dam talks", slug="بەنداو", body="Water.\n"))
    library.close()
    window = open_desk(story="dam")
    qtbot.waitUntil(lambda: "notice" in vars(window) and window.workspace.article is not None)
    qtbot.waitUntil(lambda: len(window.shelf.model.rows) == 1)
    (rows,) = window.details.findChildren(ExportedRows)
    assert not rows.isVisible()

    window.export(window.workspace.article, Order(("page", "json"), tmp_path / "out"))

    qtbot.waitUntil(lambda: len(rows.lines) == 2, timeout=20_000)
    assert rows.isVisibleTo(window.details)
    assert not rows.changed.isVisibleTo(rows)
    json, page = window.workspace.library.receipts.of("dam")
    assert (page.format, page.sha256) == ("page", hashlib.sha256(page.place.read_bytes()).hexdigest())
    assert "json" in rows.lines[0].accessibleName().lower()
    assert str(json.place) in rows.lines[0].accessibleName()
    assert "changed" not in row_says(window)

    names = [path.name for path in (page.place, page.place.parent, json.place)]
    told = [f"Exported \u2066{name}\u2069 and 1 more." for name in names]  # a name has its own order of signs
    assert window.notice.words.text() in told
    buttons = {button.text(): button for button in window.notice.findChildren(QPushButton)}
    assert {"Open", "Open folder", "Copy path"} <= buttons.keys()
    rows.buttons[3].click()
    assert QApplication.clipboard().text() == str(page.place)

    window.editor.start_writing()
    qtbot.keyClicks(QApplication.focusWidget(), "More ")
    qtbot.waitUntil(lambda: row_says(window).endswith("changed since its export"), timeout=20_000)
    qtbot.waitUntil(lambda: rows.changed.isVisibleTo(rows), timeout=20_000)

    while window.workspace.session is not None and window.workspace.session.can_undo:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "changed" not in row_says(window), timeout=20_000)
    qtbot.waitUntil(lambda: not rows.changed.isVisibleTo(rows), timeout=20_000)


def test_a_story_package_that_is_opened_comes_in_with_its_versions(
    qtbot: QtBot, tmp_path: Path, open_desk: Callable[..., MainWindow]
) -> None:
    """A double click starts Desk with the package’s path."""
    sender = Library.open(tmp_path / "sender", "Dana")
    story = Article(id="0123456789abcdef", headline="Dam talks", slug="dam-talks", body="Water.\n")
    sender.add(story)
    sender.save(replace(story, body="Water and snow.\n"), name="As filed")
    options = Options(datetime(2026, 3, 3, tzinfo=UTC), past=sender.past)
    (package,) = export(sender.article(story.id), "story", tmp_path / "out", sender, options)
    sent = sender.past(story.id)
    sender.close()

    window = open_desk(files=(package,))

    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=20_000)
    assert window.workspace.article == sent[-1].article
    assert window.workspace.library.past(story.id) == sent

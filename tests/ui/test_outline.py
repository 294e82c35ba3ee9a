"""The outline: headings as they are written, and the way to them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.article.passages import Passages
from desk.article.session import Session
from desk.ui.outline import OutlinePane, headings_of
from desk.ui.writing import BodyEdit

BODY = "Lead.\n\n## What was said\n\nText.\n\n### The **dam**\n\nText.\n\n## دوا قسە\n\nText.\n"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (BODY, [("What was said", 2), ("The dam", 3), ("دوا قسە", 2)]),
        ("# One #\n\nTitle\n=====\n\nPart\n----\n\ntext", [("One", 1), ("Title", 1), ("Part", 2)]),
        ("```\n## code\n```\n\n##\n", [("", 2)]),
        ("## See [the *map*](https://example.org)", [("See the map", 2)]),
        ("", []),
    ],
)
def test_headings_are_those_of_the_page(body: str, found: list[tuple[str, int]]) -> None:
    assert [(one.words, one.level) for one in headings_of(Passages(body))] == found


def test_the_list_follows_the_text_and_leads_to_it(qtbot: QtBot) -> None:
    field = BodyEdit()
    pane = OutlinePane(field)
    for widget in (field, pane):
        qtbot.addWidget(widget)
        widget.show()
    session = Session(Article(id="1", body=BODY))
    field.show_session(session)
    qtbot.waitUntil(lambda: pane.list.count() == 3)
    session.apply(BodyChange(0, "", "## New\n\n"), "test")
    qtbot.waitUntil(lambda: pane.list.count() == 4)
    assert pane.list.item(0).text() == "New"
    with qtbot.waitSignal(pane.wanted) as wanted:
        qtbot.mouseClick(
            pane.list.viewport(),
            Qt.MouseButton.LeftButton,
            pos=pane.list.visualItemRect(pane.list.item(2)).center(),
        )
    assert session.article.body[wanted.args[0] :].startswith("### The")
    field.place_caret(len(session.article.body))
    pane.list.clearFocus()
    qtbot.waitUntil(lambda: pane.list.currentRow() == 3)

"""Headlines for slots elsewhere: written in Details, measured as they are typed, folded away where none is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.article.changes import FieldChange
from desk.article.model import Article
from desk.article.session import Session
from desk.ui.details import DetailsPane
from desk.ui.headline_slots import HeadlineSlots, SlotRow
from tests.builders import a_story

LONG = "Water ministers of both countries meet in Erbil over the border dam and its gates"


@pytest.fixture
def details(qtbot: QtBot) -> Iterator[DetailsPane]:
    pane = DetailsPane(lambda _field, _begun: [])
    pane.resize(300, 700)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    yield pane
    pane.close()
    pane.deleteLater()


def shown(details: DetailsPane, article: Article) -> tuple[Session, HeadlineSlots]:
    session = Session(article)
    details.show_session(session)
    (slots,) = details.findChildren(HeadlineSlots)
    return session, slots


def row(details: DetailsPane, name: str) -> SlotRow:
    found = details.row(name)
    assert isinstance(found, SlotRow)
    return found


def test_they_are_folded_until_asked_for(qtbot: QtBot, details: DetailsPane) -> None:
    _session, slots = shown(details, a_story())
    assert not row(details, "push_headline").isVisible()
    slots.header.setFocus()
    qtbot.keyClick(slots.header, Qt.Key.Key_Space)
    assert row(details, "push_headline").isVisible()
    qtbot.keyClick(slots.header, Qt.Key.Key_Space)
    details.show_field("push_headline")
    assert row(details, "push_headline").entry.hasFocus()


def test_a_story_that_has_one_shows_it(details: DetailsPane) -> None:
    shown(details, a_story(push_headline="Dam talks"))
    assert row(details, "push_headline").isVisible()
    assert row(details, "push_headline").entry.words() == "Dam talks"


def test_what_is_typed_is_the_storys_and_is_measured(qtbot: QtBot, details: DetailsPane) -> None:
    session, _slots = shown(details, a_story(headline=LONG))
    details.show_field("push_headline")
    push = row(details, "push_headline")
    assert push.measure.room.text().startswith(f"Now the story’s: {len(LONG)} of 40 · ")
    assert push.measure.room.property("role") == "warning"
    qtbot.keyClicks(push.entry, "Border dam talks")
    assert session.article.push_headline == "Border dam talks"
    assert push.measure.room.text().startswith("16 of 40 · ")
    assert push.measure.room.text().endswith(" of 330 px")
    assert push.measure.room.property("role") == "hint"
    assert not push.measure.shown.isVisible()
    qtbot.keyClicks(push.entry, " go on in Erbil today and")
    assert push.measure.room.property("role") == "problem"
    assert push.measure.shown.isVisible()
    assert "Border dam talks go on in Erbil today…" in push.measure.shown.text()
    session.undo()
    assert push.entry.words() == session.article.push_headline


def test_the_storys_own_headline_is_measured_for_the_site(details: DetailsPane) -> None:
    session, slots = shown(details, a_story())
    slots.unfold()
    assert slots.own.room.text().startswith("30 of 65 · ")
    session.apply(FieldChange("headline", session.article.headline, LONG), "test")
    assert slots.own.room.text().startswith(f"{len(LONG)} of 65 · ")
    assert slots.own.room.property("role") == "problem"
    assert row(details, "search_headline").measure.room.text().startswith(f"Now the story’s: {len(LONG)} of 60")

"""Texts of Details that are in no article: kept one after another, given back once, and never in the way."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desk.article.session import Session
from desk.article.trouble import Trouble
from desk.ui.tasks import Tasks
from desk.ui.unread import UnreadTexts, name_of, texts_of
from tests.builders import SORANI, a_story
from tests.ui.sidebar import details, text_row, type_into


class Things:
    """A library's small things; while `fails`, its disk is full."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.fails = False

    def setting(self, name: str) -> str | None:
        return self.kept.get(name)

    def set_setting(self, name: str, value: str) -> None:
        if self.fails:
            raise Trouble("The disk is full.")
        self.kept[name] = value


@pytest.mark.parametrize("kept", [None, "", "{", "[1]", "3", '{"slug": 3}'])
def test_a_damaged_setting_holds_no_texts(kept: str | None) -> None:
    assert texts_of(kept) == {}


def test_a_full_disk_is_tried_again_with_the_next_key(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    things, tasks = Things(), Tasks()
    texts = UnreadTexts(things, tasks, pane)
    things.fails = True
    with qtbot.waitSignal(tasks.idle):
        type_into(qtbot, pane, "slug", "Bad Slug")
    things.fails = False
    with qtbot.waitSignal(tasks.idle):
        type_into(qtbot, pane, "slug", "!")
    assert texts_of(things.kept[name_of(session.article.id)]) == {"slug": "Bad Slug!"}
    texts.close()
    tasks.close()


def test_what_became_valid_or_was_typed_over_is_not_given_back(qtbot: QtBot) -> None:
    pane, session = details(qtbot)
    type_into(qtbot, pane, "date", "soon")
    before = session.article
    pane.give_unread(before.id, {"slug": "good-by-now", "date": "later", "embargo": SORANI, "gone": "?"})
    assert session.article == before
    assert [text_row(pane, name).entry.words() for name in ("slug", "date", "embargo")] == ["", "soon", SORANI]


def test_each_story_gets_its_own_texts(qtbot: QtBot) -> None:
    pane, first = details(qtbot)
    second = Session(a_story(id="b" * 16))
    pane.give_unread(second.article.id, {"slug": "Bad Slug"})
    assert text_row(pane, "slug").entry.words() == ""
    pane.show_session(second)
    assert text_row(pane, "slug").entry.words() == "Bad Slug"
    pane.show_session(first)
    assert text_row(pane, "slug").entry.words() == ""

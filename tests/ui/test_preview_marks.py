"""The preview marks what differs from another state of the story, and is the exporter’s page again without marks."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.article.session import Session
from desk.ui.page_patches import Step
from desk.ui.preview import PreviewPane
from desk.ui.preview_marks import block_steps
from tests.ui.test_preview import PHOTO, any_change, ask, assert_page_is_the_exporters, pane, settled

__all__ = ["pane"]

BASE = Article(
    id="s1",
    headline="Dam talks",
    body="Ministers met in Erbil on Monday.\n\nThis will go away whole.\n\nNo date was set.\n\n![](photo:p1)",
    photos=(PHOTO,),
)
GONE = "This will go away whole."
NOW = replace(BASE, headline="Dam talks end", body=BASE.body.replace(f"{GONE}\n\n", "").replace("No", "A"))


def marks(qtbot: QtBot, pane: PreviewPane, tag: str) -> str:
    """What is marked on the page by one tag, its stretches parted by a bar."""
    return ask(qtbot, pane, f"[...document.querySelectorAll('{tag}.marked')].map((one) => one.textContent).join('|')")


def body_on_page(qtbot: QtBot, pane: PreviewPane) -> str:
    return ask(qtbot, pane, "window.desk.exported()")


def open_story(qtbot: QtBot, pane: PreviewPane, article: Article) -> Session:
    session = Session(article)
    pane.show_session(session)
    settled(qtbot, pane)
    return session


def test_what_differs_is_marked_and_the_marks_go_again(qtbot: QtBot, pane: PreviewPane) -> None:
    open_story(qtbot, pane, NOW)
    plain, head = body_on_page(qtbot, pane), ask(qtbot, pane, "document.head.innerHTML")
    pane.compare_with(BASE)
    settled(qtbot, pane)
    assert marks(qtbot, pane, "ins") == " end|A"
    assert marks(qtbot, pane, "del") == f"{GONE}|No"
    struck = "getComputedStyle(document.querySelector('del.marked')).textDecorationLine"
    assert ask(qtbot, pane, struck) == "line-through"
    pane.compare_with(None)
    settled(qtbot, pane)
    assert marks(qtbot, pane, "ins") + marks(qtbot, pane, "del") == ""
    assert body_on_page(qtbot, pane) == plain
    assert ask(qtbot, pane, "document.head.innerHTML") == head
    assert ask(qtbot, pane, "document.querySelector('h1').textContent") == "Dam talks end"


def test_marks_follow_what_is_typed(qtbot: QtBot, pane: PreviewPane) -> None:
    session = open_story(qtbot, pane, BASE)
    pane.compare_with(BASE)
    settled(qtbot, pane)
    assert marks(qtbot, pane, "ins") == ""
    for at, sign in enumerate("Water "):
        session.apply(BodyChange(at, "", sign), "body")
    assert not pane.is_settled
    settled(qtbot, pane)
    assert marks(qtbot, pane, "ins") == "Water "


def test_what_was_written_before_marks_are_wanted_is_on_the_page(qtbot: QtBot, pane: PreviewPane) -> None:
    session = open_story(qtbot, pane, BASE)
    for change in (edits.set_field(BASE, "headline", "Dam talks end"), BodyChange(0, "", "Water ")):
        assert change is not None
        session.apply(change, "test")
        settled(qtbot, pane)
    pane.compare_with(BASE)
    settled(qtbot, pane)
    assert ask(qtbot, pane, "document.querySelector('h1').textContent") == "Dam talks end"
    assert marks(qtbot, pane, "ins") == " end|Water "


SORANI = Article(
    id="s2",
    language="ckb",
    headline="گوندەکان چاوەڕێن",
    body="١٬٢٠٠ کەس لە گوندەکان چاوەڕێن.",
    photos=(PHOTO,),
    lead="p1",
)


def test_an_old_wording_and_the_new_one_are_two_words_and_read_from_the_right(qtbot: QtBot, pane: PreviewPane) -> None:
    body = SORANI.body.replace("٢", "٣").replace("گوندەکان", "گوندەکاندا")
    open_story(qtbot, pane, replace(SORANI, body=body, headline="گوندەکاندا چاوەڕێن"))
    pane.compare_with(SORANI)
    settled(qtbot, pane)
    pairs = "[...document.querySelectorAll('del.marked + ins.marked')].map((one) => [one.previousSibling, one])"
    apart = f"{pairs}.map((pair) => pair.map((one) => getComputedStyle(one).unicodeBidi)).join()"
    assert ask(qtbot, pane, apart) == ",".join(["isolate"] * 6)
    order = "([gone, came]) => gone.getBoundingClientRect().left >= came.getBoundingClientRect().right"
    assert ask(qtbot, pane, f"{pairs}.map({order}).join()") == "true,true,true"
    pane.resize(240, 600)
    whole = "([gone, came]) => gone.getClientRects().length + came.getClientRects().length"
    qtbot.waitUntil(lambda: ask(qtbot, pane, "String(innerWidth < 250)") == "true", timeout=20_000)
    assert ask(qtbot, pane, f"{pairs}.map({whole}).join()") == "2,2,2", "a line breaks between them, not in a word"


def test_that_a_photo_is_cut_otherwise_is_said_where_its_caption_stands(qtbot: QtBot, pane: PreviewPane) -> None:
    photo = replace(PHOTO, caption="بەنداوەکە")
    pane.resize(1400, 600)
    open_story(qtbot, pane, replace(SORANI, photos=(replace(photo, turn=2),)))
    pane.compare_with(replace(SORANI, photos=(photo,)))
    settled(qtbot, pane)
    caption = "getComputedStyle(document.querySelector('.lead figcaption'))"
    said = "getComputedStyle(document.querySelector('.lead [data-cut]'), '::after')"
    read = "((one) => [one.width, one.marginLeft, one.direction].join())"
    assert ask(qtbot, pane, f"{read}({said})") == ask(qtbot, pane, f"{read}({caption})")


def test_a_story_opened_while_marks_are_wanted_is_marked(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.compare_with(BASE)
    open_story(qtbot, pane, NOW)
    settled(qtbot, pane)
    assert marks(qtbot, pane, "ins") == " end|A"
    pane.reload()
    settled(qtbot, pane)
    assert marks(qtbot, pane, "ins") == " end|A"


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_the_page_without_marks_is_what_is_exported(
    qtbot: QtBot, pane: PreviewPane, seed: int
) -> None:
    dice = random.Random(seed)
    session = open_story(qtbot, pane, BASE)
    for _round in range(4):
        pane.compare_with(BASE)
        for _turn in range(dice.randrange(1, 8)):
            if change := any_change(dice, session.article):
                session.apply(change, "test")
        if dice.random() < 0.7:
            settled(qtbot, pane)
        pane.compare_with(None)
        assert_page_is_the_exporters(qtbot, pane, session.article)


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("abc", "abc", 0),
        ("abc", "axc", 1),
        ("abcde", "xbcdy", 2),
        ("abc", "abxc", 1),
        ("abc", "", 1),
        ("", "abc", 1),
        ("aab", "ab", 1),
    ],
)
def test_steps_lead_from_any_blocks_to_any_others(old: str, new: str, count: int) -> None:
    steps = block_steps(list(old), list(new))
    assert len(steps) == count
    assert "".join(taken(list(old), steps)) == new


def taken(blocks: list[str], steps: list[Step]) -> list[str]:
    for step in steps:
        first, gone, html = step["first"], step["count"], step["html"]
        assert isinstance(first, int)
        assert isinstance(gone, int)
        assert isinstance(html, list)
        blocks[first : first + gone] = html
    return blocks

"""The live preview: what the page shows after any run of changes is what the exporter writes for the article."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.changes import BodyChange, Change
from desk.article.markup import render_body
from desk.article.model import Article, Dateline, Photo
from desk.article.session import Session
from desk.formats.page import Options, PageMaker
from desk.paths import resources
from desk.ui.preview import PreviewPane
from desk.ui.preview_photos import preview_picture
from desk.ui.tasks import Tasks

OPTIONS = Options(modified=datetime(2026, 3, 3, 9, tzinfo=UTC))
PHOTO = Photo(id="p1", media="a" * 64, width=60, height=40, caption="The dam.", credit="Agency photo", alt="A dam")
BODY = "Water ministers met.\n\n## What was said\n\n- one\n- two\n\n![](photo:p1)\n\nسڵاو لە هەمووان\n\n[a]: https://example.org\n"
PIECES = ("\n\n", "**", "word ", "# ", "> ", "- ", "```\n", "[a]", "سڵاو", "😀", "<b>", "| a | b |\n|---|---|\n")


def jpeg(_media: str, _side: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[PreviewPane]:
    tasks = Tasks()
    made = PreviewPane(jpeg, tasks, lambda: OPTIONS)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.start()
    yield made
    made.stop()
    tasks.close()


def ask(qtbot: QtBot, pane: PreviewPane, script: str) -> str:
    assert pane.view is not None
    told: list[object] = []
    pane.view.run(script, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    return str(told[0])


def settled(qtbot: QtBot, pane: PreviewPane) -> None:
    qtbot.waitUntil(lambda: pane.is_settled, timeout=20_000)


def story(**fields: object) -> Session:
    usual: dict[str, object] = {"id": "1", "headline": "Dam talks", "body": BODY, "photos": (PHOTO,), "lead": "p1"}
    return Session(Article(**(usual | fields)))  # type: ignore[arg-type]


def page_of(article: Article) -> tuple[str, dict[str, str]]:
    """What the exporter writes: the body, and the parts around it."""
    maker = PageMaker(resources() / "themes" / "plain")
    body = render_body(article.body, maker.setting(article, preview_picture))
    return body, maker.parts(article, OPTIONS, preview_picture)


def as_browser_writes(qtbot: QtBot, pane: PreviewPane, html: str) -> str:
    """The HTML as a browser would write it out again, so that two spellings of the same page compare equal."""
    quoted = "`" + html.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${") + "`"
    script = f"(()=>{{const t=document.createElement('template');t.innerHTML={quoted};return t.innerHTML;}})()"
    return without_gaps(ask(qtbot, pane, script))


def without_gaps(html: str) -> str:
    return re.sub(r">\s+<", "><", html.strip())


def assert_page_is_the_exporters(qtbot: QtBot, pane: PreviewPane, article: Article) -> None:
    settled(qtbot, pane)
    body, parts = page_of(article)
    shown = without_gaps(ask(qtbot, pane, "desk.exported()"))
    assert shown == as_browser_writes(qtbot, pane, body)
    for name, html in parts.items():
        found = ask(qtbot, pane, f"document.querySelector('[data-part={name}]').outerHTML")
        assert without_gaps(found) == as_browser_writes(qtbot, pane, html)


def test_a_story_opened_is_the_exported_page(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story(dateline=Dateline("ERBIL", "DESK"))
    pane.show_session(session)
    assert_page_is_the_exporters(qtbot, pane, session.article)


def any_change(dice: random.Random, article: Article) -> Change | None:
    at = dice.randint(0, len(article.body))
    match dice.randrange(6):
        case 0:
            return edits.set_field(article, "headline", dice.choice(("Dam", "بەنداو", "")))
        case 1:
            return edits.set_photo_field(article, "p1", "caption", dice.choice(("A", "B")))
        case 2:
            return edits.set_dateline(article, place=dice.choice(("ERBIL", "")))
        case 3:
            removed = article.body[at : at + dice.randint(1, 12)]
            return BodyChange(at, removed, "") if removed else None
        case _:
            return BodyChange(at, "", dice.choice(PIECES))


@pytest.mark.parametrize("seed", range(4))
def test_any_run_of_changes_leaves_the_exported_page(qtbot: QtBot, pane: PreviewPane, seed: int) -> None:
    session = story()
    pane.show_session(session)
    settled(qtbot, pane)
    dice = random.Random(seed)
    for _turn in range(40):
        if dice.random() < 0.15:
            session.undo("undo")
        elif change := any_change(dice, session.article):
            session.apply(change, "test")
    assert_page_is_the_exporters(qtbot, pane, session.article)


def test_changes_made_while_the_page_loads_are_not_lost(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story()
    pane.show_session(session)
    session.apply(BodyChange(0, "", "Early. "), "test")
    change = edits.set_field(session.article, "headline", "Changed")
    assert change is not None
    session.apply(change, "test")
    assert_page_is_the_exporters(qtbot, pane, session.article)


MARK_ALL = "document.querySelectorAll('[data-part=body] *').forEach(node => { node.mark = 1; });1"
MARKS = "[...document.querySelectorAll('[data-part=body] *')].map(node => node.mark || 0).join('')"


def test_a_key_changes_words_where_they_stand(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story()
    pane.show_session(session)
    settled(qtbot, pane)
    ask(qtbot, pane, MARK_ALL)
    session.apply(BodyChange(5, "", "x"), "test")
    settled(qtbot, pane)
    assert set(ask(qtbot, pane, MARKS)) == {"1"}
    session.apply(BodyChange(0, "", "## "), "test")
    settled(qtbot, pane)
    assert ask(qtbot, pane, MARKS).count("0") == 1


def test_a_selection_in_the_page_outlives_a_key_in_the_same_paragraph(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story()
    pane.show_session(session)
    settled(qtbot, pane)
    words = "document.querySelector('.body p').firstChild"
    ask(qtbot, pane, f"getSelection().setBaseAndExtent({words}, 6, {words}, 15);1")
    session.apply(BodyChange(0, "", "All "), "test")
    settled(qtbot, pane)
    assert ask(qtbot, pane, "String(getSelection())") == "ministers"


def test_a_long_story_is_the_exported_page_wherever_it_is_changed(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story(body="\n\n".join(f"## Part {n}" if n % 7 == 3 else f"Paragraph {n}. {BODY}" for n in range(120)))
    pane.show_session(session)
    assert_page_is_the_exporters(qtbot, pane, session.article)
    assert int(float(ask(qtbot, pane, "document.querySelectorAll('.desk-parked').length"))) > 3
    dice = random.Random(7)
    for _turn in range(60):
        if change := any_change(dice, session.article):
            session.apply(change, "test")
        if dice.random() < 0.1:
            settled(qtbot, pane)
    assert_page_is_the_exporters(qtbot, pane, session.article)
    session.apply(BodyChange(200, session.article.body[200:-200], ""), "test")
    assert_page_is_the_exporters(qtbot, pane, session.article)
    session.undo("undo")
    assert_page_is_the_exporters(qtbot, pane, session.article)


def test_a_long_step_is_followed_without_loading_the_page_again(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story()
    pane.show_session(session)
    settled(qtbot, pane)
    ask(qtbot, pane, "document.body.mark = 7; 1")
    session.apply(BodyChange(5, "", f"\n\n{BODY * 200}\n\n"), "test")
    session.apply(BodyChange(0, "", "Typed meanwhile. "), "test")
    change = edits.set_field(session.article, "headline", "Changed meanwhile")
    assert change is not None
    session.apply(change, "test")
    assert_page_is_the_exporters(qtbot, pane, session.article)
    session.undo("test")
    session.undo("test")
    session.undo("test")
    assert_page_is_the_exporters(qtbot, pane, session.article)
    assert ask(qtbot, pane, "document.body.mark") in ("7", "7.0")


def test_photos_come_from_the_library_and_nothing_from_elsewhere(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story(body='<img src="https://example.org/x.png">\n\n<script>document.title = "run"</script>\n\nText')
    pane.show_session(session)
    settled(qtbot, pane)
    loaded = "[...document.images].filter(image => image.complete && image.naturalWidth).length"
    qtbot.waitUntil(lambda: ask(qtbot, pane, loaded) in ("1", "1.0"), timeout=20_000)
    assert ask(qtbot, pane, "document.querySelectorAll('script:not([type])').length") in ("0", "0.0")
    assert ask(qtbot, pane, "document.title") != "run"


def test_a_right_to_left_story_is_previewed_so(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story(language="ckb")
    pane.show_session(session)
    settled(qtbot, pane)
    assert ask(qtbot, pane, "document.documentElement.dir + document.documentElement.lang") == "rtlckb"
    change = edits.set_field(session.article, "language", "en")
    assert change is not None
    session.apply(change, "details")
    settled(qtbot, pane)
    assert ask(qtbot, pane, "document.documentElement.dir") == "ltr"


def test_the_preview_comes_back_when_its_process_dies(qtbot: QtBot, pane: PreviewPane) -> None:
    session = story()
    pane.show_session(session)
    settled(qtbot, pane)
    assert pane.view is not None
    with qtbot.waitSignal(pane.view.died, timeout=20_000):
        pane.view.page().setUrl(QUrl("chrome://kill"))
    assert_page_is_the_exporters(qtbot, pane, session.article)


def test_a_story_that_is_written_is_not_told_to_be_begun(pane: PreviewPane) -> None:
    pane.show_session(None)
    assert pane.hint.text() == ""
    pane.show_session(story())
    assert pane.hint.text() == "The page is being made…"
    pane.show_session(story(headline="", body="", photos=(), lead=""))
    assert pane.hint.text() == "The page takes shape here as you write."

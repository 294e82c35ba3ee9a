"""The preview and its theme: a change of a file is shown at once, a broken theme is named and takes no page away."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.article import edits
from desk.article.model import Article, Related, Status
from desk.article.session import Session
from desk.formats.around import Link
from desk.formats.page import Options
from desk.formats.themes import new_theme
from desk.ui.preview import PreviewPane
from desk.ui.preview_theme import AS_BEFORE, IN_PLAIN
from desk.ui.tasks import Tasks
from tests.ui.test_preview import ask, jpeg, settled

OPTIONS = Options(modified=datetime(2026, 3, 3, 9, tzinfo=UTC), theme="ours")
STORY = Article(
    id="1", headline="Dam talks", body="\n\n".join(f"Paragraph {n} about water." for n in range(60)), sign_off="(Desk)"
)


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    return new_theme("ours", tmp_path / "themes")


@pytest.fixture
def options(theme: Path) -> list[Options]:
    """What the pane is told; a test may tell it something else."""
    return [replace(OPTIONS, themes=theme.parent)]


@pytest.fixture
def pane(qtbot: QtBot, options: list[Options]) -> Iterator[PreviewPane]:
    tasks = Tasks()
    made = PreviewPane(jpeg, tasks, lambda: options[-1])
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.start()
    yield made
    made.stop()
    tasks.close()


def write_over(path: Path, before: str, after: str) -> None:
    """Write a file as editors do: a new one, put in the place of the old."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    fresh = path.with_suffix(".tmp")
    fresh.write_text(text.replace(before, after), encoding="utf-8")
    fresh.replace(path)


def shows(qtbot: QtBot, pane: PreviewPane, words: str) -> None:
    def is_there() -> bool:
        return pane.is_settled and words in ask(qtbot, pane, "document.documentElement.outerHTML")

    qtbot.waitUntil(is_there, timeout=20_000)


def opened(qtbot: QtBot, pane: PreviewPane, article: Article = STORY) -> Session:
    session = Session(article)
    pane.show_session(session)
    settled(qtbot, pane)
    return session


def test_each_change_of_a_theme_is_shown_and_the_page_stays_where_it_is(
    qtbot: QtBot, pane: PreviewPane, theme: Path
) -> None:
    opened(qtbot, pane)
    ask(qtbot, pane, "window.scrollTo(0, 900); 1")
    write_over(theme / "style.css", "--measure: 39rem", "--measure: 38.5rem")
    shows(qtbot, pane, "--measure: 38.5rem")
    qtbot.waitUntil(lambda: float(ask(qtbot, pane, "window.scrollY")) == 900, timeout=20_000)
    write_over(theme / "parts" / "header.html", '<header class="', '<header class="ours ')
    shows(qtbot, pane, '<header class="ours story-header"')
    (theme / "parts" / "notice.html").write_text('<p data-part="notice">New here</p>', encoding="utf-8")
    write_over(theme / "page.html", "{{ parts.header }}", "{{ parts.notice }}{{ parts.header }}")
    shows(qtbot, pane, "New here")
    assert pane.problem.isHidden()


def test_a_theme_that_breaks_leaves_the_page_and_says_where_until_it_is_mended(
    qtbot: QtBot, pane: PreviewPane, theme: Path
) -> None:
    session = opened(qtbot, pane)
    write_over(theme / "parts" / "footer.html", "{% endif %}\n</footer>", "</footer>")
    qtbot.waitUntil(lambda: not pane.problem.isHidden(), timeout=20_000)
    assert re.fullmatch(
        rf"The theme “ours” is broken in parts/footer\.html, line \d+: .+\. {AS_BEFORE}", pane.problem.text()
    )
    change = edits.set_field(session.article, "headline", "Talks go on")
    assert change is not None
    session.apply(change, "test")
    shows(qtbot, pane, ">Talks go on</h1>")
    assert "(Desk)" in ask(qtbot, pane, "document.body.innerText")
    write_over(theme / "parts" / "footer.html", "</footer>", "{% endif %}\n</footer>")
    qtbot.waitUntil(pane.problem.isHidden, timeout=20_000)
    shows(qtbot, pane, ">Talks go on</h1>")


def test_a_story_opened_under_a_broken_theme_is_shown_in_the_plain_one(
    qtbot: QtBot, pane: PreviewPane, theme: Path
) -> None:
    write_over(theme / "page.html", "{{ parts.header }}", "{{ nonsense }}")
    opened(qtbot, pane)
    shows(qtbot, pane, ">Dam talks</h1>")
    assert "broken in page.html, line " in pane.problem.text()
    assert pane.problem.text().endswith(IN_PLAIN)


def test_a_theme_that_cannot_cope_with_what_is_typed_is_left_for_the_plain_one(
    qtbot: QtBot, pane: PreviewPane, theme: Path
) -> None:
    (theme / "parts" / "header.html").write_text(
        '<header data-part="header">\n{{ 1 // article.headline | length }}</header>', encoding="utf-8"
    )
    session = opened(qtbot, pane)
    assert pane.problem.isHidden()
    change = edits.set_field(session.article, "headline", "")
    assert change is not None
    session.apply(change, "test")
    qtbot.waitUntil(lambda: not pane.problem.isHidden(), timeout=20_000)
    assert "parts/header.html, line 2: it divides by zero" in pane.problem.text()
    shows(qtbot, pane, '<header class="story-header"')


def test_a_theme_taken_away_and_put_back_is_followed(qtbot: QtBot, pane: PreviewPane, theme: Path) -> None:
    opened(qtbot, pane)
    aside = theme.parent.parent / "aside"
    theme.rename(aside)
    qtbot.waitUntil(lambda: "no page theme “ours”" in pane.problem.text(), timeout=20_000)
    shutil.copytree(aside, theme)
    write_over(theme / "parts" / "header.html", '<header class="', '<header class="back ')
    shows(qtbot, pane, '<header class="back story-header"')
    assert pane.problem.isHidden()


def test_the_page_knows_its_address_and_the_stories_that_it_leads_to(
    qtbot: QtBot, pane: PreviewPane, options: list[Options]
) -> None:
    known = {"a": Link("The dam is full", "https://news.example/dam/"), "b": Link("")}
    options.append(replace(OPTIONS, theme="plain", base_url="https://news.example", lookup=known.get))
    day = datetime(2026, 3, 3, 14, tzinfo=UTC)
    related = (Related("related", article="a"), Related("related", "Not yet", article="b"))
    session = opened(qtbot, pane, replace(STORY, related=related, published=day, status=Status.PUBLISHED, shares=12))
    shows(qtbot, pane, 'href="https://news.example/dam/"')
    assert ask(qtbot, pane, "document.querySelectorAll('.teaser').length") in ("1", "1.0")
    assert ask(qtbot, pane, "document.querySelector('.share data').value") == "12"
    change = edits.set_field(session.article, "headline", "Dam is full")
    assert change is not None
    session.apply(change, "test")
    shows(qtbot, pane, 'href="https://news.example/2026-03-03-dam-is-full/"')


def test_a_theme_that_fails_on_the_state_compared_with_leaves_a_page_without_marks(
    qtbot: QtBot, pane: PreviewPane, theme: Path
) -> None:
    write_over(
        theme / "parts" / "header.html", "<header", '{% if article.headline == "Before" %}{{ 1 / 0 }}{% endif %}<header'
    )
    session = opened(qtbot, pane)
    pane.compare_with(replace(STORY, headline="Before"))
    change = edits.set_field(session.article, "headline", "Talks go on")
    assert change is not None
    session.apply(change, "test")
    shows(qtbot, pane, ">Talks go on</h1>")
    assert "marked" not in ask(qtbot, pane, "document.body.innerHTML")
    pane.compare_with(STORY)
    shows(qtbot, pane, '<ins class="marked">')

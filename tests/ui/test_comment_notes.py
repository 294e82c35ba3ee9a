"""Comments as notes on the previewed page: at their words, beside the text or below it, never in the page itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from desk.article import changes, commenting
from desk.article.changes import BodyChange
from desk.article.model import Article, Reply
from desk.article.session import Session
from desk.article.stamps import now
from desk.ui.comment_notes import LATEST, CommentNotes, notes
from desk.ui.editor import EditorPane
from desk.ui.preview import PreviewPane
from desk.ui.tasks import Tasks
from tests.builders import a_comment, a_comment_on, a_sorani_story
from tests.ui.test_preview import OPTIONS, PHOTO, as_browser_writes, ask, jpeg, page_of, without_gaps

BODY = (
    "The dam and the *other* dam leak, [says the ministry](https://example.org/the-dam).\n\n"
    "## What was said\n\n- one dam\n- two dams\n\n![](photo:p2)\n\nThe **dam** again."
)
STORY = Article(
    id="1", headline="Dam talks", body=BODY, photos=(PHOTO, replace(PHOTO, id="p2", caption="Old dam")), lead="p1",
)  # fmt: skip
ANSWER = Reply("r1", "Shilan", now(), "The ministry.")
SAID = a_comment_on(
    BODY, "dam leak", id="leak", text="Which dam?", time=now() - timedelta(minutes=5), replies=(ANSWER,)
)


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[PreviewPane]:
    tasks = Tasks()
    made = PreviewPane(jpeg, tasks, lambda: OPTIONS)
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    made.start()
    yield made
    made.stop()
    tasks.close()


@pytest.fixture
def editor(qtbot: QtBot) -> EditorPane:
    made = EditorPane()
    qtbot.addWidget(made)
    return made


def shown(preview: PreviewPane, editor: EditorPane, article: Article) -> tuple[Session, CommentNotes]:
    laid, session = CommentNotes(preview, editor), Session(article)
    editor.show_session(session)
    preview.show_session(session)
    return session, laid


def told(qtbot: QtBot, preview: PreviewPane) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(ask(qtbot, preview, "window.deskNotes.told()"))
    return found


def wait_for(qtbot: QtBot, preview: PreviewPane, count: int) -> dict[str, list[str]]:
    """What is laid over the page, once it is so many notes."""
    qtbot.waitUntil(lambda: preview.is_settled, timeout=20_000)
    for _turn in range(100):
        found = told(qtbot, preview)
        if len(found["notes"]) == count:
            return found
        qtbot.wait(50)
    raise AssertionError(found)


def places(article: Article) -> list[tuple[object, ...]]:
    editor = EditorPane()
    editor.show_session(Session(article))
    found = [
        (one["id"], one["block"], one["field"], one["words"], one["nth"])
        for one in notes(article, editor.page.passages)
    ]
    editor.show_session(None)
    editor.deleteLater()
    return found


@pytest.mark.usefixtures("qapp")
def test_a_note_knows_the_words_on_the_page_and_which_of_several_they_are() -> None:
    at = BODY.index("dam leak")
    comments = (
        replace(SAID, end=at + 3, quote="dam"),
        a_comment_on(BODY, "[says the ministry](https://example.org/the-dam)", id="link"),
        a_comment_on(BODY, "two dams", id="item"),
        a_comment(id="photo", place="photo:p2", field="caption", quote="Old dam"),
        a_comment(id="lead", place="photo:p1"),
        a_comment(id="headline", place="headline", quote="talks"),
        a_comment(id="slug", place="slug", quote="x"),
        a_comment(id="gone", start=3, end=3, quote="was here"),
        a_comment(id="done", resolved=True),
    )
    assert places(replace(STORY, comments=comments)) == [
        ("headline", -1, "headline", ["talks"], 0),
        ("lead", -1, "lead", [], 0),
        ("gone", -1, "body", [], 0),
        ("leak", 1, "", ["dam"], 1),
        ("link", 1, "", ["says", "the", "ministry"], 0),
        ("item", 3, "", ["two", "dams"], 0),
        ("photo", 4, "lead", ["Old", "dam"], 0),
        ("slug", -1, "slug", [], 0),
    ]


@pytest.mark.usefixtures("qapp")
def test_a_note_has_the_newest_replies() -> None:
    answers = tuple(Reply(f"r{n}", "Bo", now(), f"No. {n}") for n in range(LATEST + 5))
    editor = EditorPane()
    (note,) = notes(replace(STORY, comments=(replace(SAID, replies=answers),)), editor.page.passages)
    told = note["replies"]
    assert isinstance(told, list)
    assert [one["text"] for one in told] == [one.text for one in answers[5:]]
    editor.deleteLater()


def test_notes_are_laid_over_the_page_and_the_page_stays_as_it_is_exported(
    qtbot: QtBot, preview: PreviewPane, editor: EditorPane
) -> None:
    article = replace(STORY, comments=(SAID, a_comment(id="h", place="headline", quote="talks", text="On what?")))
    session, _laid = shown(preview, editor, article)
    found = wait_for(qtbot, preview, 2)
    assert sorted(found["tinted"]) == ["dam leak", "talks"]
    assert found["numbers"] == 2
    assert "Which dam?" in found["notes"][1]
    assert "Shilan: The ministry." in found["notes"][1]
    body, parts = page_of(article)
    assert without_gaps(ask(qtbot, preview, "window.desk.exported()")) == as_browser_writes(qtbot, preview, body)
    for name, html in parts.items():
        part = ask(qtbot, preview, f"document.querySelector('[data-part=\"{name}\"]').outerHTML")
        assert without_gaps(part) == as_browser_writes(qtbot, preview, html)
    page = ask(qtbot, preview, "document.body.outerHTML")
    assert "Which dam?" not in page
    settle = commenting.resolve(session.article, "leak")
    assert settle is not None
    session.apply_alone(settle, "comments")
    assert "On what?" in wait_for(qtbot, preview, 1)["notes"][0]


def test_notes_follow_the_words_while_one_types(qtbot: QtBot, preview: PreviewPane, editor: EditorPane) -> None:
    session, _laid = shown(preview, editor, replace(STORY, comments=(SAID,)))
    wait_for(qtbot, preview, 1)
    session.apply(BodyChange(0, "", "One dam leak is old. "))
    qtbot.waitUntil(lambda: preview.is_settled, timeout=20_000)
    qtbot.waitUntil(lambda: told(qtbot, preview)["tinted"] == ["dam leak"], timeout=20_000)
    where = "[...CSS.highlights.get('desk-note')][0].startContainer.data.trim().slice(0, 8)"
    qtbot.waitUntil(lambda: ask(qtbot, preview, where) == "dam leak", timeout=20_000)
    at = session.article.body.index("*other* dam leak") + len("*other* ")
    session.apply(changes.keeping_anchors(session.article, BodyChange(at, "dam leak", "")))
    for _turn in range(100):
        found = told(qtbot, preview)
        if not found["tinted"]:
            break
        qtbot.wait(50)
    assert found["tinted"] == []
    assert "“dam leak”" in found["notes"][0]


def test_a_wide_page_has_its_notes_beside_the_text_and_a_narrow_one_below(
    qtbot: QtBot, preview: PreviewPane, editor: EditorPane
) -> None:
    shown(preview, editor, replace(STORY, comments=(SAID,)))
    wait_for(qtbot, preview, 1)
    note = "document.getElementById('desk-notes').shadowRoot.querySelector('.note').getBoundingClientRect()"
    text = "document.querySelector('[data-part=\"body\"]').getBoundingClientRect()"
    assert ask(qtbot, preview, f"String({note}.top > {text}.bottom)") == "true"
    preview.resize(1300, 700)
    beside = f"String({note}.left >= {text}.right && {note}.right <= innerWidth && {note}.top < {text}.bottom)"
    qtbot.waitUntil(lambda: ask(qtbot, preview, beside) == "true", timeout=20_000)


@pytest.mark.parametrize(
    ("quote", "place", "tinted"),
    [
        ("at dawn", {}, "at duskdawn"),
        ("ministers", {}, "ministers"),
        ("wat", {}, "wat"),
        ("ter minis", {}, "ter minis"),
        ("at dawn", {"place": "photo:p1", "field": "caption"}, "at duskdawn"),
        ("nobody said this", {"place": "headline"}, None),
    ],
)
def test_words_are_found_among_marked_changes_and_within_words_and_else_nothing_is_tinted(
    qtbot: QtBot, preview: PreviewPane, editor: EditorPane, quote: str, place: dict[str, str], tinted: str | None
) -> None:
    base = replace(STORY, headline="Talks at dusk", body="The water ministers met at dusk.\n\nTalks.")
    base = replace(base, photos=(replace(PHOTO, caption="The dam at dusk."), *STORY.photos[1:]))
    body = base.body.replace("dusk", "dawn")
    photos = (replace(PHOTO, caption="The dam at dawn."), *STORY.photos[1:])
    comment = a_comment(quote=quote, **place) if place else a_comment_on(body, quote)
    shown(preview, editor, replace(base, headline="Talks at dawn", body=body, photos=photos, comments=(comment,)))
    preview.compare_with(base)
    wait_for(qtbot, preview, 1)
    for _turn in range(100):
        if (found := told(qtbot, preview)["tinted"]) == ([tinted] if tinted else []):
            break
        qtbot.wait(50)
    assert found == ([tinted] if tinted else [])


def test_beside_a_right_to_left_text_they_stand_at_its_left(
    qtbot: QtBot, preview: PreviewPane, editor: EditorPane
) -> None:
    story = a_sorani_story(photos=(), lead="")
    preview.resize(1300, 700)
    shown(preview, editor, replace(story, comments=(a_comment_on(story.body, "هەولێر", text="کەی؟"),)))
    assert wait_for(qtbot, preview, 1)["tinted"] == ["هەولێر"]
    note = "document.getElementById('desk-notes').shadowRoot.querySelector('.note').getBoundingClientRect()"
    text = "document.querySelector('[data-part=\"body\"]').getBoundingClientRect()"
    left = f"String({note}.right <= {text}.left && {note}.left >= 0)"
    qtbot.waitUntil(lambda: ask(qtbot, preview, left) == "true", timeout=20_000)


def test_a_click_on_a_note_tells_its_comment(qtbot: QtBot, preview: PreviewPane, editor: EditorPane) -> None:
    _session, laid = shown(preview, editor, replace(STORY, comments=(SAID,)))
    wait_for(qtbot, preview, 1)
    with qtbot.waitSignal(laid.clicked, timeout=20_000) as clicked:
        click = "document.getElementById('desk-notes').shadowRoot.querySelector('.note').click(); 'clicked'"
        ask(qtbot, preview, click)
    assert clicked.args == ["leak"]


@pytest.mark.parametrize("tag", ["en", "ckb"])
@pytest.mark.parametrize("width", [240, 420, 1300])
def test_numbers_stay_on_the_page_beside_small_words_and_apart(
    qtbot: QtBot, preview: PreviewPane, editor: EditorPane, tag: str, width: int
) -> None:
    caption = "Low water in the reservoir, near the border, at dusk, so they say."
    photos = tuple(replace(one, caption=caption) for one in STORY.photos)
    asked = [
        ("photo:p1", "", ""),
        ("photo:p1", "", ""),
        ("photo:p1", "caption", caption),
        ("photo:p1", "caption", "Low"),
    ]
    asked += [("photo:p2", "", ""), ("photo:p2", "caption", caption), ("headline", "", "Dam talks")]
    comments = [a_comment(id=f"c{n}", place=place, field=field, quote=quote)
                for n, (place, field, quote) in enumerate(asked)]  # fmt: skip
    preview.resize(width, 700)
    shown(preview, editor, replace(STORY, language=tag, photos=photos, comments=tuple(comments)))
    wait_for(qtbot, preview, len(asked))
    laid = json.loads(ask(qtbot, preview, "window.deskNotes.told()"))
    assert laid["sideways"] == 0
    seen = json.loads(ask(qtbot, preview, "String(JSON.stringify([document.documentElement.clientWidth]))"))[0]
    assert len(laid["at"]) == len(asked)
    assert all(0 <= left < right <= seen for left, _top, right, _bottom in laid["at"])
    spots = [(round(left), round(top)) for left, top, _right, _bottom in laid["at"]]
    assert len(set(spots)) == len(spots)
    captions = json.loads(ask(qtbot, preview, _CAPTIONS))
    assert len(captions) > 2
    assert not [(one, line) for one in laid["at"] for line in captions if _covers(one, line)]


_CAPTIONS = """JSON.stringify([...document.querySelectorAll('figcaption')].flatMap((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const lines = [...range.getClientRects()].filter((box) => box.width > 1);
  return lines.map((box) => [box.left, box.top, box.right, box.bottom]);
}))"""


def _covers(one: list[float], other: list[float]) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > 2 and min(one[3], other[3]) - max(one[1], other[1]) > 2

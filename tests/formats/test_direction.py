"""The direction that a writer chose for a paragraph leaves with the story and comes back with it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.changes import apply
from desk.article.direction import direct
from desk.article.model import Article
from desk.formats import export, read_bytes
from desk.formats.ninjs import news_item
from tests.formats.stories import ENGLISH, SHELF, options

LRM, RLM = "\u200e", "\u200f"
BODY = "BBC news\n\n## BBC\n\n- BBC\n- CNN\n\n> BBC\n\n| BBC | CNN |\n|---|---|\n| 1 | 2 |\n\nThe rest."


def _story() -> Article:
    """A story in English whose paragraphs, all but the last, were made to run from right to left."""
    article = replace(ENGLISH, body=BODY, photos=(), lead="")
    change = direct(article, 0, BODY.index("The rest"), "rtl")
    assert change is not None
    return apply(article, change)


@pytest.mark.parametrize("name", ["html", "page", "fragment"])
def test_the_exported_page_runs_as_was_chosen(tmp_path: Path, name: str) -> None:
    (written,) = export(_story(), name, tmp_path, SHELF, options())
    html = (written / "index.html" if written.is_dir() else written).read_text(encoding="utf-8")
    for tag in ("p", "h2", "blockquote", "table", "ul"):
        assert f'<{tag} dir="rtl"' in html, tag
    assert "<p>The rest.</p>" in html


def test_ninjs_carries_it_there_and_back() -> None:
    article = _story()
    item = news_item(article, options(), "<p>…</p>", {}, "")
    assert read_bytes(json.dumps(item, ensure_ascii=False).encode(), "a.json").article.body == article.body


def test_markdown_that_is_imported_keeps_it() -> None:
    body = _story().body
    assert body.count(RLM) == 6
    for text in (body, f"---\nheadline: A\nlanguage: en\n---\n\n{body}\n"):
        assert read_bytes(text.encode(), "story.md").article.body == body


@pytest.mark.parametrize("text", [f"{LRM}دەقی کوردی.", f"> {LRM}دەق", f"- {LRM}دەق"])
def test_a_mark_at_the_very_start_of_a_file_is_no_byte_order_mark(text: str) -> None:
    assert read_bytes(text.encode(), "story.md").article.body == text

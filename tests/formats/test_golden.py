"""Pages and news items as they were looked at and found good. `DESK_GOLDEN=write` writes them anew, to be looked at."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from desk.article.markup import render_body
from desk.article.model import Article
from desk.formats.ninjs import news_item
from desk.formats.renditions import Written
from tests.formats.stories import ARABIC, ENGLISH, SORANI, maker, options, pictures

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
STORIES = {"en": ENGLISH, "ckb": SORANI, "ar": ARABIC}
ADDRESS = "https://news.example/2026-03-03-border-dam-talks/"


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("DESK_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("language", STORIES)
def test_page(language: str) -> None:
    article = STORIES[language]
    body = render_body(article.body, maker().setting(article, pictures))
    page = maker().page(article, options(), pictures, body, address=ADDRESS, stylesheet="style.css")
    compare(f"page.{language}.html", page + "\n")


@pytest.mark.parametrize("language", STORIES)
def test_news_item(language: str) -> None:
    item = news_item(STORIES[language], options(), "<p>…</p>", written_for(STORIES[language]), "https://news.example")
    compare(f"ninjs.{language}.json", json.dumps(item, ensure_ascii=False, indent=2) + "\n")


def written_for(article: Article) -> dict[str, tuple[Written, ...]]:
    return {
        photo.id: (
            Written(f"a-photos/{photo.id}-480.jpg", 480, 300, "image/jpeg", 1234),
            Written(f"a-photos/{photo.id}-16x9.jpg", 1200, 675, "image/jpeg", 4321, "16:9"),
        )
        for photo in article.photos
    }

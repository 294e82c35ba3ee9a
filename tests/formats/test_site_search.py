"""The search page: what its script makes of words is what Desk makes of them, and it finds stories by them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from desk.article.scripts import normalised
from desk.paths import resources
from tests.formats.sites import Page, Stories, made, many, three, words

SCRIPT = resources() / "site" / "search.js"
SAMPLES = [
    "Ministers MEET over Çiçek Straße", "نەتەوە‌یەکگرتووەکان", "كوردستان كۆبوونەوە ئێمە", "أربيل إلى آخر مسؤول رؤية",
    "١٬٢٠٠ و ۱۲۳", "ڕۆژنامەی هەولێر ـــ", "ﻻ ﺍﻟﻌﺮﺍﻕ", "café naïve Ærø Łódź", "ئاو و ژینگە",
]  # fmt: skip


def run(code: str) -> object:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js, which runs the search page's script here, is not installed")
    whole = f"const s = require({json.dumps(str(SCRIPT))}); console.log(JSON.stringify({code}))"
    done = subprocess.run([node, "-e", whole], capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def test_the_script_makes_words_alike_as_desk_does() -> None:
    assert run(f"{json.dumps(SAMPLES)}.map(s.normalised)") == [normalised(sample) for sample in SAMPLES]


def rows(path: Path) -> list[list[str]]:
    text = path.read_text("utf-8")
    found: list[list[str]] = json.loads(text.removeprefix("deskSearch(").rstrip().removesuffix(");"))
    return found


def test_stories_are_found_by_all_words_each_of_which_may_go_on(tmp_path: Path) -> None:
    made(Stories(*three().stories.values(), *many(12, summary="", keywords=())), tmp_path)
    english = rows(tmp_path / "en" / "search-data.js")
    sorani = rows(tmp_path / "ckb" / "search-data.js")
    asked = [
        ("minis dam", english),
        ("number 11", english),
        ("number nothing", english),
        ("وه‌زیرانی", sorani),
        ("!", english),
    ]
    found = [run(f"s.found({json.dumps(data)}, {json.dumps(query)})") for query, data in asked]
    titles = [None if one is None else [row[0] for row in one] for one in found]  # type: ignore[attr-defined]
    assert titles == [["Ministers meet over border dam"], ["Story number 11"], [], [sorani[0][0]], None]


def test_what_is_found_leads_to_the_stories(tmp_path: Path) -> None:
    from urllib.parse import unquote

    made(Stories(*three().stories.values(), *many(12)), tmp_path)
    for data in tmp_path.rglob("search-data.js"):
        for row in rows(data):
            assert (data.parent / unquote(row[1])).is_file()


def test_where_scripts_are_off_the_page_says_so_and_lists_the_stories(tmp_path: Path) -> None:
    made(three(), tmp_path)
    page = Page(tmp_path / "en" / "search.html")
    fallback = page.text[page.text.index("<noscript>") : page.text.index("</noscript>")]
    assert "Searching needs scripts, which are off in your browser." in words(fallback)
    assert "Ministers meet over border dam" in words(fallback)
    assert "hidden" in page.all("form")[0]


def test_no_headline_ends_the_script(tmp_path: Path) -> None:
    made(Stories(*many(1, headline="</script><img src=x>\u2028.")), tmp_path)
    data = tmp_path / "en" / "search-data.js"
    assert "<" not in data.read_text("utf-8")
    assert "\u2028" not in data.read_text("utf-8")
    assert rows(data)[0][0] == "</script><img src=x>\u2028."

"""Marks that turn text round are in no correction and in no reason of a kill that leaves the house."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.model import Article, Status
from desk.formats import export
from tests.formats.sites import Stories, made
from tests.formats.stories import ENGLISH, SHELF, options

TURNED = "Nobody\u202e was\u2066 hurt\x07"
PLAIN = "Nobody was hurt"
CORRECTED = replace(ENGLISH, status=Status.PUBLISHED, correction=f"March 3, 2026: {TURNED}.")
KILLED = replace(ENGLISH, status=Status.KILLED, kill_reason=f"{TURNED}.")


def written(folder: Path) -> str:
    """All words of all files, as they read."""
    files = [file for file in folder.rglob("*") if file.suffix in (".html", ".json", ".txt", ".md", ".xml")]
    texts = (file.read_text("utf-8") for file in files)
    return "\n".join(str(json.loads(text)) if text.startswith("{") else text for text in texts)


@pytest.mark.parametrize("article", [CORRECTED, KILLED], ids=["corrected", "killed"])
@pytest.mark.parametrize("format", ["html", "page", "fragment", "json", "text", "markdown"])
def test_what_readers_are_told_reads_as_it_is_written(tmp_path: Path, article: Article, format: str) -> None:
    export(article, format, tmp_path, SHELF, options())
    told = written(tmp_path)
    assert PLAIN in told or (format, article) == ("fragment", CORRECTED)
    assert [mark for mark in ("\u202e", "\u2066", "\x07", "\\u202e", "&#8238;", "\\x07") if mark in told] == []


@pytest.mark.parametrize("article", [CORRECTED, KILLED], ids=["corrected", "killed"])
def test_and_so_does_a_site(tmp_path: Path, article: Article) -> None:
    made(Stories(article), tmp_path)
    told = written(tmp_path)
    assert PLAIN in told
    assert [mark for mark in ("\u202e", "\u2066", "\x07", "&#8238;") if mark in told] == []

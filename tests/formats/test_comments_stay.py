"""Comments are for the desk: no export carries a word of one, but the story package, which goes to another desk."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from desk.article.model import Article, Comment, Reply
from desk.article.record import to_record
from desk.formats import FORMATS, export, read_file
from tests.formats.sites import Stories, made
from tests.formats.stories import ENGLISH, SHELF, SORANI, WHEN, options

SECRETS = ("zqxcomment", "zqxreply", "Zqxauthor", "Zqxsubeditor", "zqxquote", "zqxidentity")
"""Words that no story has: what was said, by whom, on which words, under which ID."""


def _commented(article: Article) -> Article:
    answer = Reply("zqxidentity1", "Zqxsubeditor", WHEN, "zqxreply")
    places = [("body", "", 0, 5), ("headline", "", 0, 0), ("photo:aaaa1111", "caption", 0, 0), ("dateline", "", 0, 0)]
    return replace(
        article,
        comments=tuple(
            Comment(
                f"zqxidentity{number}", "Zqxauthor", WHEN, "zqxcomment", start, end, "zqxquote",
                resolved=number == 1, replies=(answer,), place=place, field=field,
            )
            for number, (place, field, start, end) in enumerate(places)
        ),
    )  # fmt: skip


def _everything(folder: Path) -> bytes:
    """All that was written, names and the contents of zips included."""
    found = []
    for path in folder.rglob("*"):
        found.append(str(path.relative_to(folder)).encode())
        if path.is_file():
            data = path.read_bytes()
            found.append(data)
            if is_zipfile(path):
                with ZipFile(io.BytesIO(data)) as package:
                    found += [package.read(name) for name in package.namelist()]
    return b"\n".join(found).lower()


@pytest.mark.parametrize("article", [ENGLISH, SORANI], ids=["en", "ckb"])
@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.write and name != "story"])
def test_no_export_has_a_word_of_a_comment(name: str, article: Article, tmp_path: Path) -> None:
    commented = _commented(article)
    export(commented, name, tmp_path, SHELF, options(base_url="https://news.example"))
    written = _everything(tmp_path)
    assert len(written) > 300
    assert [word for word in SECRETS if word.lower().encode() in written] == []


def test_no_site_has_a_word_of_a_comment(tmp_path: Path) -> None:
    made(Stories(_commented(ENGLISH), _commented(SORANI)), tmp_path)
    written = _everything(tmp_path)
    assert ENGLISH.slug.encode() in written
    assert [word for word in SECRETS if word.lower().encode() in written] == []


def test_a_story_package_has_every_comment_and_every_reply(tmp_path: Path) -> None:
    commented = _commented(ENGLISH)
    (path,) = export(commented, "story", tmp_path, SHELF, options())
    assert read_file(path).article.comments == commented.comments


def test_the_record_of_a_story_has_its_comments() -> None:
    """What `desk show --json` prints."""
    told = json.dumps(to_record(_commented(ENGLISH)))
    assert [word for word in SECRETS if word not in told] == []

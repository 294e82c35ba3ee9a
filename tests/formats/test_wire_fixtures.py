"""Copy of many shapes, in three languages, wrong ones among them: what comes out is compared field by field.

Beside each `NAME.txt` stands `NAME.json` with the fields that the article has; all others must be empty. The body is a
list of its paragraphs. Dates without a year are read as on March 10, 2026.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, fields
from datetime import date, datetime
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.formats import read_bytes
from desk.formats.wire_copy import arrange, article_of

COPIES = sorted((Path(__file__).parent / "wire").glob("*.txt"))
TODAY = date(2026, 3, 10)
copies = pytest.mark.parametrize("path", COPIES, ids=lambda path: path.stem)
EMPTY = Article(id="a" * 16)


def said(article: Article) -> dict[str, object]:
    """The fields of an article that are not empty, as JSON has them."""
    found: dict[str, object] = {"language": article.language, "body": article.body.split("\n\n")}
    for name in (field.name for field in fields(Article) if field.name not in ("id", "created", "body", "language")):
        value = getattr(article, name)
        if value != getattr(EMPTY, name):
            found[name] = plain(value)
    return found


def plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(one) for name, one in asdict(value).items() if one}  # type: ignore[call-overload]
    return value


@copies
def test_copy_is_taken_apart_field_by_field(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    copy = path.read_bytes().decode()
    assert said(article_of(arrange(copy), today=TODAY)) == expected


@copies
def test_copy_is_kept_to_the_last_space(path: Path) -> None:
    copy = path.read_bytes().decode()
    assert arrange(copy).text == copy


@copies
@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "\x85", "\v"])
def test_copy_with_any_line_end_is_the_same_story(path: Path, line_end: str) -> None:
    copy = path.read_bytes().decode()
    assert arrange(copy.replace("\n", line_end)) == arrange(copy)


def has_its_letters(path: Path, encoding: str) -> bool:
    copy = path.read_bytes().decode()
    return copy.encode(encoding, "ignore").decode(encoding).lstrip("\ufeff") == copy


ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1256", "mac-roman")
ENCODED = [(path, encoding) for path in COPIES for encoding in ENCODINGS if has_its_letters(path, encoding)]


@pytest.mark.parametrize(("path", "encoding"), ENCODED, ids=[f"{path.stem}-{name}" for path, name in ENCODED])
def test_copy_of_any_encoding_is_the_same_story(path: Path, encoding: str) -> None:
    copy = path.read_bytes().decode()
    mine, other = (read_bytes(data, path.name, "text").article for data in (copy.encode(), copy.encode(encoding)))
    assert said(other) == said(mine)


def test_every_encoding_is_tried() -> None:
    assert {name for _path, name in ENCODED} == set(ENCODINGS)


def test_each_language_has_its_copies() -> None:
    languages = Counter(path.stem.partition("-")[0] for path in COPIES)
    assert set(languages) == {"en", "ckb", "ar"}
    assert min(languages.values()) >= 12

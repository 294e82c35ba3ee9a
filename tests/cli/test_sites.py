"""A site by the command line: `desk export --to site`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desk.article.model import Article, Status
from tests.builders import an_article
from tests.cli.helpers import ANYWAY, Desk

PUBLISHED = datetime(2026, 3, 3, 9, tzinfo=UTC)


def story(name: str, **parts: object) -> Article:
    usual = {
        "headline": f"About {name}",
        "slug": name,
        "status": Status.PUBLISHED,
        "published": PUBLISHED,
        "section": "",
        "body": "They met.",
    }
    return replace(an_article(id=name, dateline=replace(an_article().dateline, date=None)), **(usual | parts))  # type: ignore[arg-type]


def test_a_site_has_what_is_ready_or_published_and_is_told_file_by_file(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    draft, killed = story("draft", status=Status.DRAFT), story("killed", status=Status.KILLED)
    keep(story("dam"), story("snow", status=Status.READY), draft, killed)
    ended = desk(
        "export", "--to", "site", "--out", "out", "--base-url", "https://news.example", "--publisher", "The Post"
    )
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert lines[0] == str(Path("out") / "index.html")
    assert sorted(lines) == sorted(str(Path("out") / path.relative_to(tmp_path / "out")) for path in _files(tmp_path))
    assert ended.err == f"desk: 2 stories; files written: {len(lines)}, taken away: 0.\n"
    front = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "About dam" in front and "About snow" in front and "The Post" in front  # noqa: PT018
    assert not [path for path in _files(tmp_path) if b"About killed" in path.read_bytes()]


def _files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "out").rglob("*") if path.is_file() and not path.name.startswith(".")]


def test_a_killed_story_leaves_the_site_and_nothing_else_is_written_that_did_not_change(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(story("dam"), story("snow"))
    desk("export", "--to", "site", "--out", "out")
    keep(story("snow", status=Status.KILLED))
    ended = desk("export", "--all", "--to", "site", "--out", "out")
    assert "1 story; " in ended.err
    assert ", taken away: 1." in ended.err
    assert not (tmp_path / "out" / "2026-03-03-snow").exists()
    assert desk("export", "--to", "site", "--out", "out").out.splitlines() == [str(Path("out") / "index.html")]


def test_a_site_of_a_search_or_of_some_stories(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(story("dam", section="Politics"), story("snow"), story("wheat"))
    assert "1 story;" in desk("export", "--to", "site", "--out", "a", "--query", "section:politics").err
    assert "2 stories;" in desk("export", "sn", "wheat", "--to", "site", "--out", "b").err
    assert (tmp_path / "a" / "2026-03-03-dam" / "index.html").exists()


def test_the_language_of_the_first_page_can_be_chosen(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(story("dam"), story("snow"), story("av", language="ckb"))
    desk("export", "--to", "site", "--out", "out", "--language", "ckb")
    assert '<html lang="ckb" dir="rtl">' in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert (tmp_path / "out" / "en" / "index.html").exists()


def test_wrong_calls_and_troubles_are_one_sentence(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(story("dam"))
    assert desk("export", "dam", "--all", "--to", "site", "--out", "out").code == 2
    assert desk("export", "dam", "--to", "json", "--out", "out", "--query", "x").code == 2
    ended = desk("export", "--to", "site", "--out", "out", "--query", "nothing-has-this")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "no story is ready or published" in ended.err
    (tmp_path / "taken").write_text("not a folder")
    ended = desk("export", "--to", "site", "--out", "taken")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "taken is a file: name a folder." in ended.err
    ended = desk("export", "dam", "--to", "json", "--out", "taken/in", *ANYWAY)
    assert "taken/in lies in taken, which is a file: name a folder." in ended.err
    assert "no web address" in desk("export", "--to", "site", "--out", "out", "--base-url", "ftp:x").err


def test_a_site_leaves_receipts_for_the_stories_whose_pages_it_wrote(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(story("dam"), story("snow", language="ar"))
    desk("export", "--to", "site", "--out", "out")
    page = tmp_path / "out" / "2026-03-03-dam" / "index.html"
    (first,) = desk("receipts", "dam").rows
    assert first[1:] == ["site", "1", hashlib.sha256(page.read_bytes()).hexdigest(), str(page)]
    assert len(desk("receipts", "snow").rows) == 1

    desk("export", "--to", "site", "--out", "out")
    assert desk("receipts", "dam").rows == [first]

    keep(story("dam", headline="About the dam"))
    assert [row[0] for row in desk("list", "is:changed").rows] == ["dam"]
    desk("export", "--to", "site", "--out", "out")
    newest, _first = desk("receipts", "dam").rows
    assert newest[3] == hashlib.sha256(page.read_bytes()).hexdigest()
    assert len(desk("receipts", "snow").rows) == 1
    assert not desk("list", "is:changed").rows


def test_what_is_ready_is_left_out_while_something_stands_in_its_way(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(story("dam"), story("snow", status=Status.READY, body="It cost TK."), story("old", body="It was TK."))
    ended = desk("export", "--to", "site", "--out", "out")
    assert ended.code == 0
    assert "desk: “About snow” is left out: Fill in or remove “TK” in the body, at “It cost TK.”." in ended.err
    front = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "About snow" not in front
    assert "About old" in front, "a page that is out stays"
    ended = desk("export", "--to", "site", "--out", "out", "--although", "The price comes at six")
    assert "left out" not in ended.err
    assert "About snow" in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "“The price comes at six”" in desk("versions", "snow").out
    ended = desk("export", "--to", "site", "--out", "out")
    assert "3 stories; files written: 0, taken away: 0." in ended.err, "what was said once holds on"


def test_what_is_called_published_but_never_was_out_is_left_out_too(desk: Desk, keep: Callable[..., None]) -> None:
    never = story("snow", published=None, body="It cost TK.")
    keep(story("dam"), never, story("old", published=None))
    ended = desk("export", "--to", "site", "--out", "out")
    assert "desk: “About snow” is left out: Fill in or remove “TK”" in ended.err
    desk("export", "snow", "--to", "story", "--out", "stick")
    assert "left out" in desk("export", "--to", "site", "--out", "out").err, "another desk is no reader"
    keep(story("old", published=None, body="It was TK."))
    ended = desk("export", "--to", "site", "--out", "out")
    assert ended.err.count("left out") == 1, "a page that is out stays"
    assert "left out" not in desk("export", "--to", "site", "--out", "out", "--although", "The price comes").err
    assert "left out" not in desk("export", "--to", "site", "--out", "out").err

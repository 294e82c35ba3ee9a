"""Page themes by the command line: listed, begun as a copy, chosen for an export."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desk.formats.house import SETTING, House, to_json
from desk.library import Library
from tests.builders import an_article
from tests.cli.helpers import ANYWAY, Desk


def test_a_new_theme_is_listed_and_exports_are_set_in_it(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(id="a" * 16, headline="Dam talks"))
    ours = Path(desk("theme", "new", "Our theme").out.strip())
    assert ours == tmp_path / "library" / "themes" / "Our theme"
    (ours / "parts" / "masthead.html").write_text('<p data-part="masthead">Ours</p>', encoding="utf-8")
    rows = [row.split("\t") for row in desk("theme", "list").out.splitlines()]
    assert [row[:2] for row in rows] == [["plain", "chosen"], ["Our theme", ""]]
    assert rows[1][2] == str(ours)

    def masthead(*words: str) -> str:
        page = Path(desk("export", "a", "--to", "html", "--out", tmp_path / "out", *ANYWAY, *words).out.strip())
        text = page.read_text(encoding="utf-8")
        return "Ours" if '<p data-part="masthead">Ours</p>' in text else "Desk’s"

    assert masthead() == "Desk’s"
    assert masthead("--theme", "Our theme") == "Ours"
    with closing(Library.open(tmp_path / "library")) as library:
        library.set_setting(SETTING, to_json(House(theme="Our theme")))
    assert masthead() == "Ours"
    assert masthead("--theme", "plain") == "Desk’s"
    assert desk("theme", "list").out.splitlines()[1].split("\t")[1] == "chosen"


def test_a_theme_that_is_none_is_told_in_a_sentence(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(id="a" * 16))
    told = desk("export", "a", "--to", "page", "--out", tmp_path / "out", "--theme", "../plain", *ANYWAY)
    assert told.code == 1
    assert "There is no page theme “../plain”: choose one of plain." in told.err
    assert told.out == ""
    assert "is no name for a theme" in desk("theme", "new", "../x").err
    assert "There is a theme “plain” already" in desk("theme", "new", "plain").err

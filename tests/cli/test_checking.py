"""What stands in a story's way, by the command line: what is found, what the library knows, what is passed over."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.model import Related
from desk.library import Library
from desk.preflight import ignore_always
from tests.builders import a_story
from tests.cli.helpers import Desk

OWN, OTHER = "a" * 16, "b" * 16
KEYS = {"article", "code", "blocks", "place", "message", "field", "span", "key", "fix"}


def codes(desk: Desk, *words: str) -> set[str]:
    """The codes of what is found about the story."""
    return {row[3] for row in desk("check", OWN, *words).rows}


def test_a_finding_tells_its_place_and_what_its_fix_would_put(desk: Desk, keep: Callable[..., None]) -> None:
    keep(a_story(id=OWN, body="He saw the the dam, كە."))
    found = json.loads(desk("check", OWN, "--json").out)
    assert all(set(one) == KEYS for one in found)
    (doubled,) = (one for one in found if one["code"] == "doubled-word")
    assert (doubled["place"], doubled["span"]) == ("body", [7, 14])
    assert doubled["fix"] == {"label": "Leave one “the”", "puts": ""}


def test_a_code_or_a_key_is_passed_over(desk: Desk, keep: Callable[..., None]) -> None:
    keep(a_story(id=OWN, body="He saw the the dam, in in Erbil. TK"))
    found = json.loads(desk("check", OWN, "--json").out)
    first, second = (one["key"] for one in found if one["code"] == "doubled-word")
    left = {one["key"] for one in json.loads(desk("check", OWN, "--json", "--ignore", first).out)}
    assert second in left
    assert first not in left
    assert "doubled-word" not in codes(desk, "--ignore", "doubled-word")
    assert desk("check", OWN).code == 1
    ended = desk("check", OWN, "--ignore", "placeholder", "--ignore", "missing-file")
    assert ended.code == 0, "what is passed over blocks nothing"
    assert ended.err == ""
    ended = desk("check", OWN, "--ignore", "placeholder", "--ignore", "missing-files")
    assert ended.code == 1
    assert (
        ended.err
        == "desk: --ignore missing-files: nothing that was found is called so, and nothing was passed over by it.\n"
    )


@pytest.mark.parametrize(
    ("slug", "language", "is_taken"), [("dam", "en", True), ("dam", "ar", False), ("dam-talks", "en", False)]
)
def test_a_slug_is_taken_by_a_story_in_the_same_language(
    desk: Desk, keep: Callable[..., None], slug: str, language: str, is_taken: bool
) -> None:
    keep(a_story(id=OWN, slug="dam"), a_story(id=OTHER, slug=slug, language=language))
    assert ("taken-slug" in codes(desk)) == is_taken


def test_a_related_story_that_is_gone_is_told(desk: Desk, keep: Callable[..., None]) -> None:
    related = (Related("next", article=OTHER), Related("related", "Snow", article="c" * 16))
    keep(a_story(id=OWN, related=related), a_story(id=OTHER, slug="snow"))
    (row,) = (row for row in desk("check", OWN).rows if row[3] == "dead-link")
    assert "“Snow”" in row[4]


def test_what_is_passed_over_is_left_out_and_told_of_when_asked(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    body = "He saw the the dam, in in Erbil."
    keep(a_story(id=OWN, body=body, photos=(), lead=""))
    first, second = (one for one in json.loads(desk("check", OWN, "--json").out) if one["code"] == "doubled-word")
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(replace(library.article(OWN), passed_over=(first["key"],)), "save")
        ignore_always(library, "missing-lead")
    assert {one["key"] for one in json.loads(desk("check", OWN, "--json").out)} == {second["key"]}
    rows = [row[1:4] for row in desk("check", OWN, "--all").rows]
    assert rows == [
        ["advice", "body", "doubled-word"],
        ["passed over", "lead", "missing-lead"],
        ["passed over", "body", "doubled-word"],
    ]
    told = json.loads(desk("check", OWN, "--all", "--json").out)
    assert [one.get("passed_over", False) for one in told] == [False, True, True]


def named(tmp_path: Path) -> list[str]:
    """What the versions of the story are called, newest first."""
    with closing(Library.open(tmp_path / "library")) as library:
        return [version.name for version in library.versions(OWN)]


def test_an_export_is_stopped_by_what_blocks_and_stops_no_other(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(
        a_story(id=OWN, body="It cost TK.", photos=(), lead=""),
        a_story(id=OTHER, photos=(), lead="", body="So.", slug="b"),
    )
    ended = desk("export", OWN, OTHER, "--to", "text", "--out", "out")
    assert (ended.code, len(ended.out.splitlines())) == (1, 1)
    assert ended.err == (
        f"desk: {OWN} is not exported: Fill in or remove “TK” in the body, at “It cost TK.”. "
        "Mend that, or say with --although why it goes out all the same.\n"
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == [Path(ended.out.strip()).name]
    assert desk("export", OWN, "--to", "story", "--out", "out").code == 0, "another desk mends it"


def test_words_let_it_out_and_are_kept_with_the_version_that_left(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(a_story(id=OWN, body="It cost TK.", photos=(), lead=""))
    assert desk("export", OWN, "--to", "text", "--out", "out", "--although", "no").code == 2
    ended = desk("export", OWN, "--to", "text", "--out", "out", "--although", "The price comes later")
    assert (ended.code, Path(ended.out.strip()).is_file()) == (0, True)
    assert ended.err.startswith(f"desk: {OWN} is exported although it is not ready: Fill in")
    words = "Exported although: Paragraph 1 (placeholder) — “The price comes later”"
    assert named(tmp_path)[0] == words
    assert words in desk("versions", OWN).out
    desk("export", OWN, "--to", "text", "--out", "out", "--although", "The price comes later")
    assert named(tmp_path).count(words) == 1, "the same is not kept twice"
    desk("export", OWN, "--to", "text", "--out", "out", "--although", "It is late")
    assert named(tmp_path)[:2] == ["Exported although: Paragraph 1 (placeholder) — “It is late”", words]


def test_words_that_let_it_out_leave_the_name_of_a_version_alone(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(a_story(id=OWN, body="It cost TK.", photos=(), lead=""))
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(library.article(OWN), "save", "As filed")
    desk("export", OWN, "--to", "text", "--out", "out", "--although", "It is late")
    assert named(tmp_path)[:2] == ["Exported although: Paragraph 1 (placeholder) — “It is late”", "As filed"]
    package = desk("export", OWN, "--to", "story", "--out", "out").out.strip()
    elsewhere = str(tmp_path / "elsewhere")
    assert desk("import", package, "--library", elsewhere).code == 0
    assert "It is late" in desk("versions", OWN, "--library", elsewhere).out


def test_why_a_story_left_comes_along_to_a_desk_that_has_it_already(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(a_story(id=OWN, body="It cost TK.", photos=(), lead=""))
    elsewhere = str(tmp_path / "elsewhere")
    package = desk("export", OWN, "--to", "story", "--out", "out").out.strip()
    assert desk("import", package, "--library", elsewhere).code == 0
    desk("export", OWN, "--to", "text", "--out", "out", "--although", "It is late")
    package = desk("export", OWN, "--to", "story", "--out", "out").out.strip()
    again = desk("import", package, "--library", elsewhere)
    assert "here already, with all that came; " in again.err
    assert "came along" in again.err
    assert "“It is late”" in desk("versions", OWN, "--library", elsewhere).out
    assert "came along" not in desk("import", package, "--library", elsewhere).err


def test_an_export_for_which_nothing_is_wrong_needs_no_words(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(a_story(id=OWN, body="So.", photos=(), lead=""))
    assert desk("export", OWN, "--to", "text", "--out", "out", "--although", "It is late").code == 0
    assert not any(named(tmp_path))

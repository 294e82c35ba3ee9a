"""A newsroom's own rules: written as they are read, beside what a file has already; Desk's are never touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.trouble import Trouble
from desk.checks import style_writing as writing
from desk.checks.style_reading import read_book, read_sheet
from desk.checks.style_rules import Rule

MINE = '[[rule]]\nid = "own.mill"\nkind = "substitution"\nlanguage = "en"\n[rule.swap]\nmill = "works"\n'
OTHER = MINE.replace("own.mill", "own.wheel").replace("mill =", "wheel =")


@pytest.mark.parametrize("rule", list(read_book()), ids=lambda rule: rule.id)
def test_a_rule_written_and_read_again_is_the_same(rule: Rule) -> None:
    again, problems = writing.read_one(writing.as_toml(rule))
    assert problems == ()
    assert again is not None
    assert replace(again, file=rule.file, first=rule.first, last=rule.last, own=False) == rule


def test_a_first_rule_makes_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "style"
    writing.put(folder, MINE)
    rule = read_book(folder).rule("own.mill")
    assert rule is not None
    assert rule.own
    assert [file.name for file in folder.iterdir()] == ["own.toml"]


def test_a_rule_takes_the_place_of_its_own_and_all_else_stays(tmp_path: Path) -> None:
    for source in (MINE, OTHER):
        writing.put(tmp_path, source)
    file = tmp_path / "own.toml"
    head, mine, other = file.read_text("utf-8").split("[[rule]]")
    file.write_text(f"{head}# mine\n[[rule]]{mine}# the other\n[[rule]]{other}", "utf-8")
    rule = read_book(tmp_path).rule("own.mill")
    assert rule is not None
    writing.put(tmp_path, MINE.replace("works", "factory"), rule)
    book = read_book(tmp_path)
    assert book.problems == ()
    assert [dict(one.swap) for one in book if one.own] == [{"mill": "factory"}, {"wheel": "works"}]
    assert "# mine\n[[rule]]" in file.read_text("utf-8")
    assert "\n\n# the other\n[[rule]]" in file.read_text("utf-8")


def test_a_rule_of_desks_is_replaced_not_edited(tmp_path: Path) -> None:
    desks = read_book().rule("en.adviser")
    assert desks is not None
    before = desks.file.read_bytes()
    writing.put(tmp_path, writing.as_toml(replace(desks, swap=(("advisor", "counsel"),))), desks)
    rule = read_book(tmp_path).rule("en.adviser")
    assert rule is not None
    assert rule.swap == (("advisor", "counsel"),)
    assert desks.file.read_bytes() == before
    writing.take_out(rule)
    assert read_book(tmp_path).rule("en.adviser") == desks


def test_rules_are_switched_off_and_on_and_made_a_must(tmp_path: Path) -> None:
    writing.put(tmp_path, MINE)
    for name in ("en.adviser", "own.mill"):
        writing.switch(tmp_path, name, on=False)
    writing.set_level(tmp_path, "en.toward", "must")
    book = read_book(tmp_path)
    assert book.off == {"en.adviser", "own.mill"}
    assert book.rule("en.toward").must  # type: ignore[union-attr]
    writing.switch(tmp_path, "en.adviser", on=True)
    writing.set_level(tmp_path, "en.toward", "advice")
    book = read_book(tmp_path)
    assert (book.off, book.problems) == ({"own.mill"}, ())
    assert not book.rule("en.toward").must  # type: ignore[union-attr]
    assert book.rule("own.mill") is not None


def test_one_that_another_file_switches_off_is_switched_on_there(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text('# Ours\nlanguage = "en"\ndisable = ["en.adviser", "en.toward"]\n\n' + MINE, "utf-8")
    writing.switch(tmp_path, "en.adviser", on=True)
    assert file.read_text("utf-8") == '# Ours\nlanguage = "en"\ndisable = ["en.toward"]\n\n' + MINE


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text("disable = [\n", "utf-8")
    with pytest.raises(Trouble, match=r"own\.toml, line 2"):
        writing.switch(tmp_path, "en.adviser", on=False)
    assert file.read_text("utf-8") == "disable = [\n"


def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="Line 3: “nonsense” is nothing"):
        writing.put(tmp_path, MINE.replace('"substitution"', '"nonsense"'))
    assert not (tmp_path / "own.toml").exists()
    assert writing.read_one("")[1][0].sentence == "Begin the rule with [[rule]]."
    assert writing.read_one(MINE + OTHER)[1][0].line == 7


def test_no_second_rule_of_an_id_is_kept(tmp_path: Path) -> None:
    writing.put(tmp_path, MINE)
    with pytest.raises(Trouble, match="already: give this one another ID"):
        writing.put(tmp_path, MINE)


def test_a_rule_that_is_gone_is_not_written_over(tmp_path: Path) -> None:
    writing.put(tmp_path, MINE)
    rule = read_book(tmp_path).rule("own.mill")
    assert rule is not None
    (tmp_path / "own.toml").write_text(OTHER, "utf-8")
    with pytest.raises(Trouble, match="no rule “own"):
        writing.put(tmp_path, MINE, rule)
    assert read_sheet((tmp_path / "own.toml").read_text("utf-8")).rules[0].id == "own.wheel"


def test_hidden_characters_and_quotes_are_written_by_number() -> None:
    rule = Rule("x", "existence", "ckb", 'No “x” "y".', words=("a\u200cb", "\u202e", 'c"d\\', "line\nend"))
    again, _problems = writing.read_one(writing.as_toml(rule))
    assert again is not None
    assert again.words == rule.words
    assert "\u202e" not in writing.as_toml(rule)


def test_what_was_said_of_a_rule_goes_with_it(tmp_path: Path) -> None:
    writing.put(tmp_path, MINE)
    writing.switch(tmp_path, "own.mill", on=False)
    writing.set_level(tmp_path, "own.mill", "must")
    rule = read_book(tmp_path).rule("own.mill")
    assert rule is not None
    writing.put(tmp_path, MINE.replace("own.mill", "own.works"), rule)
    book = read_book(tmp_path)
    assert (book.off, book.problems) == (frozenset(), ())
    writing.switch(tmp_path, "own.works", on=False)
    other = read_book(tmp_path).rule("own.works")
    assert other is not None
    writing.take_out(other)
    assert (read_book(tmp_path).off, read_book(tmp_path).problems) == (frozenset(), ())

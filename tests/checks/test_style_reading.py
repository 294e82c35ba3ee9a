"""Rules from TOML: what is wrong is told with the file's line and what to do, and all other rules hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.checks.style_reading import read_book, read_file, read_sheet

FINE = '[[rule]]\nid = "a.fine"\nkind = "existence"\nmessage = "No."\nwords = ["x"]\n'
HEAD = 'language = "en"\n# a remark with [[rule]] in it\n\n[[rule]]\nid = "a"\nkind = "{}"\nmessage = "No."\n'


@pytest.mark.parametrize(
    ("kind", "source", "line", "said"),
    [
        ("existence", 'wrods = ["x"]', 8, "“wrods” is no key of a rule: did you mean “words”?"),
        ("existence", "", 6, "either words, a list, or a pattern"),
        ("existence", 'words = ["x"]\npattern = "y"', 9, "either words, a list, or a pattern"),
        ("existence", 'words = "x"', 8, "Write a list of words behind words ="),
        ("existence", "words = [\n  'x',\n  3,\n]", 8, "Write a list of words"),
        ("existence", "pattern = '(x'", 8, "The pattern cannot be read"),
        ("existence", "pattern = 'x*'", 8, "found where nothing stands"),
        ("existence", "pattern = '(?r)x'", 8, "take (?r) out"),
        ("existence", "pattern = 'x'\nfix = '\\2'", 9, "The pattern has no group \\2"),
        ("existence", "words = ['x']\nunless = '['", 9, "The pattern cannot be read"),
        ("existence", "words = ['x']\nplaces = ['body', 'foot']", 9, "“foot” is no place in a story"),
        ("existence", "words = ['x']\nlevel = 'shout'", 9, "“shout” is nothing that level can be"),
        ("existence", "words = ['x']\nquotes = 'yes'", 9, "Write true or false"),
        ("existence", "words = ['x']\nat_most = 1", 9, "“at_most” means nothing in a rule of kind existence"),
        ("existence", "words = ['x']\nlanguage = 'English'", 9, "“English” is no language"),
        ("nonsense", "words = ['x']", 6, "“nonsense” is nothing that kind can be"),
        ("substitution", "", 6, "Give the rule the words to exchange"),
        ("substitution", "[rule.swap]\na = 'b'\nc = 3", 10, "Write both words in quotation marks"),
        ("substitution", "[rule.swap]\na = 'b'\n'c' = 'c'", 10, "exchanged for itself"),
        ("occurrence", "words = ['x']", 6, "Say how often"),
        ("occurrence", "words = ['x']\nat_most = -1", 9, "Write a number from 0"),
        ("occurrence", "words = ['x']\nat_most = 1\nper = 'page'", 10, "“page” is nothing that per can be"),
        ("capitalisation", "", 6, "Give this kind of rule a form"),
        ("capitalisation", "form = 'exact'", 8, "Give the rule the names"),
        ("capitalisation", "form = 'words'", 8, "Give this kind of rule a form: exact"),
        ("date", "form = 'words'\nwords = ['x']\nfix = '{day} {month}'", 9, "twelve months"),
        ("date", "form = 'words'\nwords = [1]", 9, "Write a list of words"),
        ("number", "form = 'spelt'\nwords = ['zero']", 9, "the words for 0 to 9"),
        ("number", "form = 'percent'\nwords = ['%']", 9, "Write first what is right"),
        ("title", "form = 'short'", 8, "the titles to shorten"),
        ("title", "form = 'bare'", 8, "the titles that it is about"),
    ],
)
@pytest.mark.parametrize("before", ["", FINE, 'message_of_mine = """\n[[rule]]\n"""\n'])
def test_what_is_wrong_is_told_with_its_line(before: str, kind: str, source: str, line: int, said: str) -> None:
    head = HEAD.format(kind)
    top, rest = head.split("\n\n", 1)
    text = f"{top}\n{before}\n{rest}{source}\n\n{FINE.replace('a.fine', 'b.fine')}"
    sheet = read_sheet(text, Path("own.toml"))
    found = [problem for problem in sheet.problems if "message_of_mine" not in problem.sentence]
    assert [(problem.line, said in problem.sentence) for problem in found] == [(line + before.count("\n"), True)]
    assert str(found[0]).startswith(f"own.toml, line {found[0].line}: ")
    assert "b.fine" in {rule.id for rule in sheet.rules}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("language = \n", 1, "Invalid value"),
        ('language = "en"\n\n[[rule]\n', 3, "put it right"),
        ('language = "en"\n[[rule]]\nid = "a"\npattern = "\\d"\n', 4, "A backslash in double quotes must be doubled"),
        ("disable = [\n", 2, "put it right"),
        ("rule = 3\n", 1, "Begin each rule with [[rule]]"),
        ("\nlangauge = 'en'\n", 2, "did you mean “language”?"),
        ("\ndisable = 'en.x'\n", 2, "Write a list of words"),
        ("[levels]\na = 'b'\n", 2, "“b” is nothing that a can be"),
        (FINE, 2, "Say for which language"),
        ("language = 'en'\n" + FINE + FINE, 8, "There is a rule “a.fine” above"),
        ("language = 'en'\n" + FINE.replace('id = "a.fine"\n', ""), 2, "Give the rule an ID"),
        ("language = 'en'\n" + FINE.replace("a.fine", "Ä fine"), 3, "Make the ID of small letters"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_too(text: str, line: int, said: str) -> None:
    (problem,) = read_sheet(text).problems
    assert (problem.line, said in problem.sentence) == (line, True), problem


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(b'language = "en"\n# \xff\n')
    assert str(read_file(file).problems[0]) == "own.toml, line 2: This is not UTF-8: save the file as UTF-8."
    assert "cannot be read" in read_file(tmp_path / "none.toml").problems[0].sentence
    file.write_text("a = " + "[" * 5000, "utf-8")
    assert read_file(file).problems


def test_a_file_that_is_changed_is_read_anew(tmp_path: Path) -> None:
    assert read_book(tmp_path) is read_book(tmp_path)
    file = tmp_path / "own.toml"
    file.write_text("language = 'en'\n" + FINE, "utf-8")
    assert read_book(tmp_path).rule("a.fine") is not None
    file.write_text("language = 'en'\ndisable = ['a.fine', 'en.adviser']\n" + FINE, "utf-8")
    assert {"a.fine", "en.adviser"}.isdisjoint(rule.id for rule in read_book(tmp_path))
    file.unlink()
    assert read_book(tmp_path).rule("a.fine") is None


def test_rules_that_are_spoken_of_but_do_not_exist(tmp_path: Path) -> None:
    source = (
        'disable = [\n  "en.toward",\n  "en.advisor",\n]\n[levels]\n"en.towrd" = "must"\n"no.such.thing" = "advice"\n'
    )
    (tmp_path / "own.toml").write_text(source, "utf-8")
    assert [str(problem) for problem in read_book(tmp_path).problems] == [
        "own.toml, line 3: There is no rule “en.advisor”: did you mean “en.adviser”?",
        "own.toml, line 6: There is no rule “en.towrd”: did you mean “en.toward”?",
        "own.toml, line 7: There is no rule “no.such.thing”: take it out.",
    ]

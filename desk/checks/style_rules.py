"""The rules of house style: what one asks for, and all that hold for a newsroom, Desk’s and its own together.

A rule is a value; what is read from a file is in `style_reading`, what it finds in a story in `style`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from desk.article.languages import language

_AMERICAN = "en.american-"
"""How the names of rules begin that hold for English as it is written in America, and nowhere else."""
ANY = "any"
"""The language of a rule that holds for stories in every one."""
LEVELS = ("advice", "must")
UNITS = ("sentence", "paragraph", "story")
PLACES = ("headline", "kicker", "summary", "body", "correction", "caption", "alt")
FORMS = {
    "capitalisation": ("exact", "sentence", "headline"),
    "date": ("words",),
    "number": ("spelt", "grouped", "percent", "digits"),
    "title": ("capital", "small", "short", "bare"),
}
"""The forms that some kinds of rule can ask for."""
KINDS = ("substitution", "existence", "occurrence", *FORMS)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Which of the fields mean something depends on its kind.

    `swap` are pairs of what is wrong and what is right; `words` the words that a rule is about; `pattern` what it looks
    for where words cannot say it; `fix` what is put in the place of what is found, with `\\1` for its first group, None
    where nobody can say. `islands` are phrases in which what is found is right, `unless` a pattern of such. `places`
    are the fields it is for, all where there are none. Direct speech is read only where `quotes` says so. `first` and
    `last` are its lines in `file`, from 1.
    """

    id: str
    kind: str
    language: str
    message: str
    must: bool = False
    link: str = ""
    form: str = ""
    swap: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    pattern: str = ""
    fix: str | None = None
    at_most: int | None = None
    at_least: int | None = None
    per: str = "paragraph"
    below: int = 10
    match_case: bool = False
    clitics: bool = False
    quotes: bool = False
    places: tuple[str, ...] = ()
    islands: tuple[str, ...] = ()
    unless: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    file: Path = Path()
    first: int = 0
    last: int = 0
    own: bool = False

    @property
    def code(self) -> str:
        """The code of its findings."""
        return f"style:{self.id}"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file of rules: in which line, and a sentence that says what to do."""

    file: Path
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file.name}, line {self.line}: {self.sentence}"


@dataclass(frozen=True)
class Sheet:
    """What one file says. `levels` are rules that are a must here, or no more than advice, by their IDs."""

    file: Path
    rules: tuple[Rule, ...] = ()
    problems: tuple[Problem, ...] = ()
    disable: tuple[str, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    named: tuple[tuple[str, int], ...] = ()
    """The rules that the file speaks of, each with its line."""


@dataclass(frozen=True, eq=False)
class Book:
    """All rules: Desk’s, then a newsroom’s own, which may stand for one of Desk’s by its ID.

    `off` are the IDs of those that the newsroom does not want; `problems` tell of what could not be read, and of what
    the newsroom’s files say of rules that do not exist.
    """

    rules: tuple[Rule, ...] = ()
    off: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Rule]:
        return (rule for rule in self.rules if rule.id not in self.off)

    def rule(self, name: str) -> Rule | None:
        """The rule of an ID, wanted or not."""
        return self._by_id.get(name)

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def for_language(self, tag: str) -> tuple[Rule, ...]:
        """The rules that hold for stories in a language."""
        own, is_british = language(tag).tag, tag.lower().startswith("en-") and tag.lower() != "en-us"
        held = (rule for rule in self if rule.language in (own, ANY))
        return tuple(rule for rule in held if not (is_british and rule.id.startswith(_AMERICAN)))


def book_of(desk: Iterable[Sheet], own: Iterable[Sheet] = ()) -> Book:
    """The rules of Desk’s sheets and a newsroom’s own, which say which of them hold and how strictly."""
    desk, own = tuple(desk), tuple(own)
    rules: dict[str, Rule] = {}
    for sheet in (*desk, *own):
        rules.update((rule.id, rule) for rule in sheet.rules)
    problems = [problem for sheet in (*desk, *own) for problem in sheet.problems]
    problems += [
        _unknown(sheet.file, line, name, rules) for sheet in own for name, line in sheet.named if name not in rules
    ]
    off: set[str] = set()
    for sheet in own:
        off.update(sheet.disable)
        for name, level in sheet.levels:
            if name in rules:
                rules[name] = replace(rules[name], must=level == "must")
    return Book(tuple(rules.values()), frozenset(off), tuple(problems))


def _unknown(file: Path, line: int, name: str, rules: Iterable[str]) -> Problem:
    near = difflib.get_close_matches(name, list(rules), 1)
    todo = f"did you mean “{near[0]}”?" if near else "take it out."
    return Problem(file, line, f"There is no rule “{name}”: {todo}")

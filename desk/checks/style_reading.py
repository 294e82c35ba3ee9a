"""Reads rules of house style from TOML. What is wrong is told with its line, and all other rules hold.

A file says its `language`, and has a `[[rule]]` for each rule. A newsroom’s own may also say which rules to
`disable`, by their IDs, and under `[levels]` which are a `must` or mere `advice` for it.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from desk.article.languages import LANGUAGES
from desk.checks.style_lines import Lines, Section
from desk.checks.style_rules import ANY, FORMS, KINDS, LEVELS, PLACES, UNITS, Book, Problem, Rule, Sheet, book_of
from desk.paths import resources

FOLDER = "style"
"""What the folder of rules is called, Desk’s among its resources and a newsroom’s in its library."""
Stamp = tuple[tuple[str, int, int], ...]
_LARGEST = 1_000_000
"""Bytes that a file of rules may have."""


class Wrong(ValueError):
    """Something in a rule cannot be read: a sentence, with the key and the words of its value that it is about."""

    def __init__(self, sentence: str, key: str = "", words: str = "") -> None:
        super().__init__(sentence)
        self.key, self.words = key, words


def read_book(own: Path | None = None) -> Book:
    """Desk’s rules and those in a newsroom’s own folder, which need not be there; read anew where a file changed."""
    return _book(own, _stamp(_desks()), _stamp(own))


def read_folder(folder: Path, *, own: bool = False) -> tuple[Sheet, ...]:
    """Every file of rules in a folder, by the alphabet."""
    return tuple(read_file(file, own=own) for file in _files(folder))


def read_file(file: Path, *, own: bool = False) -> Sheet:
    """One file of rules."""
    try:
        if file.stat().st_size > _LARGEST:
            return Sheet(file, problems=(Problem(file, 1, "This is too large for a file of rules: divide it."),))
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        return Sheet(file, problems=(Problem(file, line, "This is not UTF-8: save the file as UTF-8."),))
    except OSError as error:
        return Sheet(file, problems=(Problem(file, 1, f"The file cannot be read: {error.strerror or error}."),))
    return read_sheet(text, file, own=own)


def read_sheet(text: str, file: Path = Path("rules.toml"), *, own: bool = False) -> Sheet:
    """The rules that a text in TOML holds."""
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Sheet(file, problems=(_broken(file, text, str(error)),))
    except RecursionError:
        return Sheet(file, problems=(Problem(file, 1, "There are too many brackets in brackets here."),))
    reading = _Reading(text, file, own)
    reading.read(data)
    return Sheet(
        file, tuple(reading.rules), tuple(reading.problems), reading.disable, reading.levels, tuple(reading.named)
    )


def _broken(file: Path, text: str, why: str) -> Problem:
    """What TOML does not allow, told in our words where they say more."""
    where = re.search(r"\(at line (\d+), column (\d+)\)", why)
    at_end = text.count("\n") + 1
    line = int(where[1]) if where else at_end
    said = re.sub(r"\s*\(at [^()]*\)", "", why).strip().rstrip(".")
    if said.startswith("Unescaped '\\'"):
        said = "A backslash in double quotes must be doubled; in single quotes, as in '\\d+', it need not be"
    return Problem(file, line, f"{said[0].upper()}{said[1:]}: put it right, or the rules of this file do not hold.")


class _Reading:
    """One file being read."""

    def __init__(self, text: str, file: Path, own: bool) -> None:
        self._file, self._own, self._lines = file, own, Lines(text)
        self.rules: list[Rule] = []
        self.problems: list[Problem] = []
        self.disable: tuple[str, ...] = ()
        self.levels: tuple[tuple[str, str], ...] = ()
        self.named: list[tuple[str, int]] = []
        self._language = ""

    def read(self, data: Mapping[str, object]) -> None:
        for key, value in data.items():
            try:
                self._read_own_key(key, value)
            except Wrong as wrong:
                self._tell(self._lines.top, wrong)
        rules = data.get("rule", [])
        if not isinstance(rules, list):
            self._tell(self._lines.top, Wrong("Begin each rule with [[rule]], in two brackets.", "rule"))
            return
        for table, section in zip(rules, self._lines.rules, strict=False):
            self._read_rule(table, section)

    def _read_own_key(self, key: str, value: object) -> None:
        if key == "language":
            self._language = _language(value)
        elif key == "disable":
            self.disable = _words(value, key)
            self._name(key, self.disable)
        elif key == "levels":
            self.levels = tuple((name, _level(level, name)) for name, level in _table(value, key).items())
            self._name(key, (name for name, _level in self.levels))
        elif key != "rule":
            raise Wrong(_unknown(key, ("language", "disable", "levels", "rule"), "of a file of rules"), key)

    def _name(self, key: str, names: Iterable[str]) -> None:
        self.named += [(name, self._lines.line_of(self._lines.top, key, name)) for name in names]

    def _read_rule(self, table: object, section: Section) -> None:
        try:
            rule = self._made(_table(table, "rule"), section)
            if any(rule.id == other.id for other in self.rules):
                raise Wrong(f"There is a rule “{rule.id}” above: give this one another ID.", "id")
            self.rules.append(rule)
        except Wrong as wrong:
            self._tell(section, wrong)

    def _made(self, table: Mapping[str, object], section: Section) -> Rule:
        from desk.checks.style_validity import judge

        values: dict[str, object] = {}
        for key, value in table.items():
            if key not in _READERS:
                raise Wrong(_unknown(key, _READERS, "of a rule"), key)
            field, read = _READERS[key]
            values[field] = read(value, key)
        for key, what in (("id", 'an ID, such as id = "own.adviser"'), ("kind", f"a kind: {_listed(KINDS)}")):
            if key not in values:
                raise Wrong(f"Give the rule {what}.", key)
        values.setdefault("language", self._language)
        if not values["language"]:
            raise Wrong('Say for which language the rule is: language = "en" here, or at the top of the file.', "id")
        values.setdefault("message", _USUAL_MESSAGE if values["kind"] == "substitution" else "")
        rule = Rule(file=self._file, first=section.first, last=section.last, own=self._own, **values)  # type: ignore[arg-type]
        judge(rule)
        return rule

    def _tell(self, section: Section, wrong: Wrong) -> None:
        self.problems.append(Problem(self._file, self._lines.line_of(section, wrong.key, wrong.words), str(wrong)))


_USUAL_MESSAGE = "Write “{right}”, not “{found}”."


def _unknown(key: str, known: Mapping[str, object] | tuple[str, ...], of_what: str) -> str:
    near = difflib.get_close_matches(key, list(known), 1)
    return f"“{key}” is no key {of_what}: {f'did you mean “{near[0]}”?' if near else 'take it out.'}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + f" or {names[-1]}" if len(names) > 1 else names[0]


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Wrong(f"Write words in quotation marks behind {key} =.", key)
    return value


def _any_text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise Wrong(f'Write words in quotation marks behind {key} =, or none: {key} = "".', key)
    return value


def _words(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise Wrong(f'Write a list of words behind {key} =, such as ["one", "two"].', key)
    return tuple(value)


def _switch(value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise Wrong(f"Write true or false behind {key} =.", key)
    return value


def _count(value: object, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1000:
        raise Wrong(f"Write a number from 0 to 1000 behind {key} =.", key)
    return value


def _table(value: object, key: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Wrong(f'Write {key} as a table: {key} = {{"wrong" = "right"}}.', key)
    return value


def _one_of(value: object, key: str, names: tuple[str, ...]) -> str:
    if value not in names:
        raise Wrong(f"“{value}” is nothing that {key} can be: write {_listed(names)}.", key)
    return str(value)


def _level(value: object, name: str) -> str:
    if value not in LEVELS:
        raise Wrong(f"“{value}” is nothing that {name} can be: write {_listed(LEVELS)}.", "levels", name)
    return str(value)


def _pairs(value: object, key: str) -> tuple[tuple[str, str], ...]:
    table = _table(value, key)
    for wrong, right in table.items():
        if not isinstance(right, str) or not wrong.strip():
            raise Wrong(f'Write both words in quotation marks: "{wrong}" = "…".', key, wrong)
    return tuple((wrong, str(right)) for wrong, right in table.items())


def _language(value: object, key: str = "language") -> str:
    tags = (*(one.tag for one in LANGUAGES), ANY)
    if not isinstance(value, str) or not re.fullmatch(r"[a-z]{2,3}", value):
        raise Wrong(f"“{value}” is no language: write one of {', '.join(tags)}.", key)
    return value


def _id(value: object, key: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", value) or len(value) > 60:
        raise Wrong("Make the ID of small letters a to z, digits, dots and hyphens, such as own.adviser.", key)
    return value


def _places(value: object, key: str) -> tuple[str, ...]:
    for place in _words(value, key):
        if place not in PLACES:
            raise Wrong(f"“{place}” is no place in a story: write {_listed(PLACES)}.", key, place)
    return _words(value, key)


_READERS: Mapping[str, tuple[str, Callable[[object, str], object]]] = {
    "id": ("id", _id),
    "kind": ("kind", lambda value, key: _one_of(value, key, KINDS)),
    "language": ("language", _language),
    "level": ("must", lambda value, key: _one_of(value, key, LEVELS) == "must"),
    "message": ("message", _text),
    "link": ("link", _text),
    "form": ("form", lambda value, key: _one_of(value, key, tuple(dict.fromkeys(sum(FORMS.values(), ()))))),
    "swap": ("swap", _pairs),
    "words": ("words", _words),
    "short": ("short", _words),
    "pattern": ("pattern", _text),
    "fix": ("fix", _any_text),
    "at_most": ("at_most", _count),
    "at_least": ("at_least", _count),
    "per": ("per", lambda value, key: _one_of(value, key, UNITS)),
    "below": ("below", _count),
    "match_case": ("match_case", _switch),
    "clitics": ("clitics", _switch),
    "quotes": ("quotes", _switch),
    "places": ("places", _places),
    "except": ("islands", _words),
    "unless": ("unless", _text),
    "good": ("good", _words),
    "bad": ("bad", _words),
}
"""What each key of a rule is called in Rule, and what reads its value."""


def _desks() -> Path:
    return resources() / FOLDER


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == ".toml" and not file.name.startswith("."))
    except OSError:
        return []


def _stamp(folder: Path | None) -> Stamp:
    """What tells that a file of a folder has changed, come or gone."""
    found = []
    for file in _files(folder) if folder else ():
        try:
            state = file.stat()
        except OSError:
            continue
        found.append((file.name, state.st_mtime_ns, state.st_size))
    return tuple(found)


@lru_cache(maxsize=4)
def _book(own: Path | None, desks_stamp: Stamp, own_stamp: Stamp) -> Book:
    return book_of(_sheets(_desks(), desks_stamp, False), _sheets(own, own_stamp, True) if own else ())


@lru_cache(maxsize=8)
def _sheets(folder: Path, _stamp: Stamp, own: bool) -> tuple[Sheet, ...]:
    return read_folder(folder, own=own)

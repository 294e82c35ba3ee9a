"""Writes a newsroom's own rules of house style into its folder; what else stands in a file stays as it is.

Desk's rules are never written to: one's own of the same ID stands for it, and `own.toml` says which do not hold.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from desk.article.trouble import Trouble
from desk.checks.style_lines import Lines
from desk.checks.style_reading import read_book, read_file, read_folder, read_sheet
from desk.checks.style_rules import Problem, Rule, Sheet

OWN = "own.toml"
"""The file in which the window keeps a newsroom's rules, and which of Desk's it wants."""
_HEAD = "# House style of this newsroom: its own rules, and which of Desk’s it wants otherwise.\n"
_KEYS: Sequence[tuple[str, str]] = (
    *(("id", "id"), ("kind", "kind"), ("form", "form"), ("language", "language"), ("message", "message")),
    *(("link", "link"), ("words", "words"), ("short", "short"), ("pattern", "pattern"), ("fix", "fix")),
    *(("at_most", "at_most"), ("at_least", "at_least"), ("per", "per"), ("below", "below")),
    *(("match_case", "match_case"), ("clitics", "clitics"), ("quotes", "quotes"), ("places", "places")),
    *(("except", "islands"), ("unless", "unless"), ("good", "good"), ("bad", "bad")),
)
"""The keys of a rule in the order in which they are written, with what they are called in Rule."""


def as_toml(rule: Rule) -> str:
    """A rule as it stands in a file; read again it is the same rule."""
    usual = Rule("", "", "", "")
    lines = ["[[rule]]"]
    for key, field in _KEYS:
        value = getattr(rule, field)
        if value != getattr(usual, field):
            lines.append(f"{key} = {_value(value)}")
        if key == "language" and rule.must:
            lines.append('level = "must"')
    if rule.swap:
        lines += ["[rule.swap]", *(f"{_value(wrong)} = {_value(right)}" for wrong, right in rule.swap)]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        inside = ", ".join(map(_value, value))
        if len(inside) < 90:
            return f"[{inside}]"
        return "[\n{}]".format("".join(f"    {_value(one)},\n" for one in value))
    text = str(value)
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return f'"{"".join(map(_sign, text))}"'


def _sign(letter: str) -> str:
    """A character between double quotes; what cannot be seen is written by its number."""
    if letter in '"\\':
        return f"\\{letter}"
    if letter == "\n":
        return "\\n"
    if letter.isprintable():
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"


def read_one(source: str) -> tuple[Rule | None, tuple[Problem, ...]]:
    """The one rule that a text holds, and what is wrong with it, by the lines of that text."""
    sheet = read_sheet(source, Path("rule"), own=True)
    if sheet.problems:
        return None, sheet.problems
    if len(sheet.rules) != 1:
        said = "Begin the rule with [[rule]]." if not sheet.rules else "Write one rule here, and others by themselves."
        line = sheet.rules[1].first if len(sheet.rules) > 1 else 1
        return None, (Problem(Path("rule"), line, said),)
    return sheet.rules[0], ()


def put(folder: Path, source: str, replacing: Rule | None = None) -> Rule:
    """Keep the one rule that a text holds in a newsroom's folder, in the place of one of its own if that is given.

    Returns the rule. Raises Trouble where it cannot be read or written.
    """
    rule, problems = read_one(source)
    if rule is None:
        raise Trouble(f"Line {problems[0].line}: {problems[0].sentence}")
    known = {other.id for sheet in read_folder(folder, own=True) for other in sheet.rules}
    if rule.id in known and not (replacing is not None and replacing.own and replacing.id == rule.id):
        raise Trouble(f"You have a rule “{rule.id}” already: give this one another ID.")
    file = replacing.file if replacing is not None and replacing.own else folder / OWN
    text = _text(file)
    if replacing is not None and replacing.own:
        lines, section = text.split("\n"), _section(text, replacing)
        text = "\n".join([*lines[: section[0] - 1], source.rstrip("\n"), *lines[section[1] :]])
    else:
        text = f"{text.rstrip(chr(10)) or _HEAD.rstrip(chr(10))}\n\n{source.rstrip(chr(10))}\n"
    _write(file, text)
    if replacing is not None and replacing.own and replacing.id != rule.id:
        _forget(replacing)
    return rule


def take_out(rule: Rule) -> None:
    """Take one of a newsroom's own rules out of its file. Raises Trouble where that cannot be written."""
    text = _text(rule.file)
    first, last = _section(text, rule)
    lines = text.split("\n")
    while last < len(lines) and not lines[last].strip():
        last += 1
    _write(rule.file, "\n".join([*lines[: first - 1], *lines[last:]]))
    _forget(rule)


def _forget(rule: Rule) -> None:
    """Say nothing any more of a rule that is gone; one of Desk's that it stood for is there again."""
    folder = rule.file.parent
    if read_book().rule(rule.id) is not None:
        return
    switch(folder, rule.id, on=True)
    for file in folder.glob("*.toml"):
        sheet = _sheet(file)
        levels = {name: level for name, level in sheet.levels if name != rule.id}
        if len(levels) < len(sheet.levels):
            _write_head(file, sheet.disable, levels)


def switch(folder: Path, name: str, *, on: bool) -> None:
    """Have the rule of an ID hold in this newsroom, or no longer. Raises Trouble where that cannot be written."""
    for file in sorted({folder / OWN, *(folder.glob("*.toml") if folder.is_dir() else ())}):
        sheet = _sheet(file)
        wanted = tuple(one for one in sheet.disable if one != name)
        if not on and file.name == OWN:
            wanted = (*wanted, name)
        if wanted != sheet.disable:
            _write_head(file, wanted, dict(sheet.levels))


def set_level(folder: Path, name: str, level: str) -> None:
    """Have a rule of Desk's be a must in this newsroom, or advice. Raises Trouble where that cannot be written."""
    file = folder / OWN
    sheet = _sheet(file)
    _write_head(file, sheet.disable, {**dict(sheet.levels), name: level})


def _section(text: str, rule: Rule) -> tuple[int, int]:
    """The lines of a rule in its file as it is now."""
    found = read_sheet(text, rule.file)
    for other in found.rules:
        if other.id == rule.id:
            return other.first, other.last
    raise Trouble(f"{rule.file.name} has no rule “{rule.id}” any more: somebody else changed it. Nothing was written.")


def _sheet(file: Path) -> Sheet:
    if not file.exists():
        return Sheet(file)
    sheet = read_file(file, own=True)
    try:
        tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError:
        raise Trouble(f"{sheet.problems[0]} Until then nothing is written to this file.") from None
    return sheet


def _write_head(file: Path, disable: Sequence[str], levels: Mapping[str, str]) -> None:
    """Write anew what stands before the first rule of a file; remarks at its top stay."""
    text = _text(file)
    data = tomllib.loads(text)
    lines = text.split("\n")
    first = Lines(text).rules[0].first if data.get("rule") else len(lines) + 1
    head = []
    for line in lines[: first - 1]:
        if not line.startswith("#"):
            break
        head.append(line)
    head = head or [_HEAD.rstrip("\n")]
    if "language" in data:
        head.append(f"language = {_value(data['language'])}")
    if disable:
        head.append(f"disable = {_value(tuple(disable))}")
    if levels:
        head += ["", "[levels]", *(f"{_value(name)} = {_value(level)}" for name, level in levels.items())]
    _write(file, "\n".join([*head, "", *lines[first - 1 :]]).rstrip("\n") + "\n")


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig").replace("\r\n", "\n") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"{file.name} cannot be read, so nothing was written to it: {error}.") from error


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=".new-", delete=False) as new:
            new.write(text)
        os.replace(new.name, file)  # noqa: PTH105 - a NamedTemporaryFile has its name as text
    except OSError as error:
        raise Trouble(
            f"The rule was not kept, since {file} cannot be written to: {error.strerror or error}."
        ) from error

"""The YAML or TOML block at the head of a Markdown file, read strictly: no aliases, no objects, no endless nesting.

What cannot be read is refused with its line and a remedy. A day that no calendar has stays the text it was, for the
field to refuse it and the rest of the file to be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desk.article.trouble import Trouble

if TYPE_CHECKING:
    import yaml

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?m:^)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<toml>.*?)(?m:^)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_UNCLOSED = re.compile(r"\A---[ \t]*\n[A-Za-z_][\w -]*:(?:[ \t]|\n)")
_KEY = re.compile(r"(?m)^[\w\"'][^\n:]*:(?:\s|$)")
_LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter's keys and values, the text behind it, and what is odd about it."""

    values: Mapping[str, object] = field(default_factory=dict)
    rest: str = ""
    notes: tuple[str, ...] = ()


def split_front_matter(text: str, name: str) -> FrontMatter:
    """The front matter of a text, without values where there is none.

    Words between two rules are no front matter: a line of it begins with a key and a colon.
    """
    toml = _TOML.match(text)
    if toml:
        return FrontMatter(_parsed_toml(toml["toml"], name), text[toml.end() :])
    match = _BLOCK.match(text)
    if match is None and _UNCLOSED.match(text):
        note = (
            f"The front matter of {name} never ends, so all of it is in the body: put a line --- behind its last key."
        )
        return FrontMatter(rest=text, notes=(note,))
    if match is None or (match["yaml"].strip() and not _KEY.search(match["yaml"])):
        return FrontMatter(rest=text)
    return FrontMatter(_parsed(match["yaml"], name), text[match.end() :])


def _parsed(text: str, name: str) -> Mapping[str, object]:
    import yaml

    _check_length(text, name)
    not_pairs = Trouble(f"The front matter of {name} cannot be read: write it as lines of “key: value”.")
    try:
        found = yaml.load(text, _loader(name))
    except yaml.MarkedYAMLError as error:
        line, remedy = _remedy(error, text.split("\n"))
        raise Trouble(f"The front matter of {name} cannot be read at line {line + 2}: {remedy}.") from None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        raise not_pairs from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise not_pairs
    return {str(key): value for key, value in found.items()}


def _parsed_toml(text: str, name: str) -> Mapping[str, object]:
    import tomllib

    _check_length(text, name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _AT_LINE.search(str(error))
        where = f" at line {int(place[1]) + 1}" if place else ""
        raise Trouble(f'The front matter of {name} cannot be read{where}: write it as “key = "value"”.') from None
    except (RecursionError, ValueError, OverflowError):
        raise Trouble(f"The front matter of {name} cannot be read: write it as lines of “key = value”.") from None


_AT_LINE = re.compile(r"at line (\d+)")


def _check_length(text: str, name: str) -> None:
    if len(text) > _LARGEST:
        raise Trouble(f"The front matter of {name} is too long to be one: close it with a line like its first.")


def _loader(name: str) -> type[yaml.SafeLoader]:
    import yaml

    class Loader(yaml.SafeLoader):
        """Reads plain values only. An alias may stand for more than a machine can hold, and is refused."""

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                raise Trouble(f"The front matter of {name} uses YAML aliases, which Desk does not read: write it out.")
            return super().compose_node(parent, index)

        def a_day_or_text(self, node: yaml.ScalarNode) -> object:
            try:
                return self.construct_yaml_timestamp(node)
            except ValueError:
                return node.value

    Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.a_day_or_text)
    return Loader


_PAIR = re.compile(r"(?P<key>[^:#]+):[ \t]+(?P<value>\S.*)")
_OPEN = re.compile(r"parsing a flow|scanning a (?:quoted|double|single)")


def _remedy(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, str]:
    """The line where the trouble lies, counted from 0, and what to do there."""
    problem, context = error.problem or "", error.context or ""
    begun, met = error.context_mark, error.problem_mark
    if begun and _OPEN.search(context):
        return begun.line, "close the quotation mark or bracket that opens there"
    line = met.line if met else 0
    if "constructor for the tag" in problem:
        return line, "Desk reads no YAML tags, so take the word that begins with ! away"
    words = lines[line] if line < len(lines) else ""
    if "\t" in words[: len(words) - len(words.lstrip())]:
        return line, "indent with spaces, not with tabs"
    pair = _PAIR.match(words)
    if pair and (": " in pair["value"] or pair["value"].endswith(":") or pair["value"][0] in "@`%&*!|>"):
        return line, f"put quotation marks around the words behind “{pair['key'].strip()}:”"
    return line, "write it as “key: value”, and keys of one kind at one distance from the margin"

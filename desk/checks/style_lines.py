"""Where in a TOML file of style rules what was read stands, so that what is wrong with it can be told with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADER = re.compile(r"\s*\[\[\s*(?P<many>[^\[\]]+?)\s*\]\]|\s*\[\s*(?P<one>[^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(?P<key>"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)(?P<more>\s*\.[^=\n]*)?\s*=""")
_STRINGS = re.compile(
    r'"""(?:\\.|(?!""").)*+(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)|"(?:\\.|[^"\\\n])*+"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a file that holds one rule: its lines `first` to `last`, from 1, and the line of each key."""

    first: int
    last: int
    keys: dict[str, int]


class Lines:
    """The lines of a file: its own keys, and its rules in order."""

    def __init__(self, text: str) -> None:
        self._text = text.split("\n")
        starts = self._headers(_without_strings(text).split("\n"))
        first_rule = starts[0] if starts else len(self._text) + 1
        self.top = Section(1, first_rule - 1, self._keys_in(1, first_rule - 1))
        """What stands before the first rule."""
        ends = [*(start - 1 for start in starts[1:]), len(self._text)]
        self.rules = [
            Section(start, self._trimmed(start, end), self._keys_in(start, end))
            for start, end in zip(starts, ends, strict=False)
        ]

    def _headers(self, bare: list[str]) -> list[int]:
        """The lines where a rule begins."""
        self._bare = bare
        found = []
        for number, line in enumerate(bare, start=1):
            header = _HEADER.match(line)
            if header and header["many"] == "rule":
                found.append(number)
        return found

    def _keys_in(self, first: int, last: int) -> dict[str, int]:
        """The lines of keys; those of a table inside the rule are `table.key`."""
        table, depth = "", 0
        keys: dict[str, int] = {}
        for number in range(first, last + 1):
            line, bare = self._text[number - 1], self._bare[number - 1]
            header = _HEADER.match(bare)
            if depth == 0 and header and header["one"]:
                table = f"{header['one'].removeprefix('rule.')}."
                keys.setdefault(table[:-1], number)
            elif depth == 0 and bare.strip() and (key := _KEY.match(line)):
                keys.setdefault(f"{table}{key['key'].strip(chr(34) + chr(39))}", number)
            depth = max(0, depth + _opened(bare))
        return keys

    def _trimmed(self, first: int, last: int) -> int:
        """The last line of a rule without the blank lines and remarks that stand before the next."""
        while last > first and not self._bare[last - 1].strip():
            last -= 1
        return last

    def line_of(self, section: Section, key: str, words: str = "") -> int:
        """The line of a key of a rule, or of a word in its value; that of the rule’s beginning where there is none."""
        start = section.keys.get(key, section.first)
        if not words:
            return start
        if f"{key}.{words}" in section.keys:
            return section.keys[f"{key}.{words}"]
        later = [line for line in section.keys.values() if line > start]
        end = min(later, default=section.last + 1)
        written = (words, words.replace("\\", "\\\\"))
        for number in range(start, max(end, start + 1)):
            if any(one in self._text[number - 1] for one in written):
                return number
        return start


def _without_strings(text: str) -> str:
    """The text with strings and remarks blanked, line ends kept."""
    return _STRINGS.sub(lambda found: re.sub(r"[^\n]", "·" if found[0][0] != "#" else " ", found[0]), text)


def _opened(bare: str) -> int:
    """How many brackets a line opens that it does not close."""
    if _HEADER.match(bare) and "=" not in bare and not bare.rstrip().endswith(","):
        return 0
    return sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")

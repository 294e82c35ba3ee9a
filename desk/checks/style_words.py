"""Finds the words of many rules in one pass over a text: all of them are one pattern, branching letter by letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desk.checks.style_rules import Rule
from desk.checks.style_text import BEGINS, ENDS, StyleText

Branch = dict[str, "Branch"]
_END = ""
_GAP = r"(?:[ \u00a0]|\n(?!\s))"
_CLITICS = {
    "ar": (r"[وف]?(?:ال|بال|كال|لل|[بكل])?", ""),
    "ckb": ("", r"(?:ە?ک(?:ە|ان)|ان|ێک|یەک|یی?)?(?:ی|دا|ی?ش|ە?وە|یان|ی?ە|[مت]ان){0,3}"),
    "en": ("", "(?:e?s)?"),
}
"""What may be written together with a word, before and behind it, and is left as it stands."""


@dataclass(frozen=True, slots=True)
class Found:
    """A word of a rule, where it stands; `word` is as the rule has it."""

    rule: Rule
    word: str
    start: int
    end: int


class WordFinder:
    """What finds the words of some rules of one language."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        groups: defaultdict[tuple[bool, str], list[Rule]] = defaultdict(list)
        for rule in rules:
            groups[rule.quotes, rule.language if rule.clitics else ""].append(rule)
        self._groups = [_Group(quotes, clitics, members) for (quotes, clitics), members in groups.items()]

    def find(self, text: StyleText) -> Iterator[Found]:
        """What stands in a text, of whichever rule, in no order."""
        for group in self._groups:
            yield from group.find(text.read(quotes=group.quotes))


class _Group:
    """Words that are read in the same text with the same clitics."""

    def __init__(self, quotes: bool, clitics: str, rules: list[Rule]) -> None:
        self.quotes = quotes
        self._words: defaultdict[str, list[tuple[Rule, str]]] = defaultdict(list)
        for rule in rules:
            for word in words_of(rule):
                self._words[_plain(word)].append((rule, word))
        self._shorter = {word: _beginnings(word, self._words) for word in self._words}
        before, behind = _CLITICS.get(clitics, ("", ""))
        core = _pattern(_tree(self._words))
        self._pattern = re.compile(f"{BEGINS}{before}(?=({core}){behind}{ENDS})", re.IGNORECASE)

    def find(self, words: str) -> Iterator[Found]:
        for match in self._pattern.finditer(words):
            start, end = match.span(1)
            plain = _plain(words[start:end])
            for word in (plain, *self._shorter.get(plain, ())):
                for rule, written in self._words.get(word, ()):
                    yield Found(rule, written, start, start + len(word))


def words_of(rule: Rule) -> tuple[str, ...]:
    """The words that a rule is found by."""
    return tuple(wrong for wrong, _right in rule.swap) if rule.swap else rule.words


def _plain(word: str) -> str:
    """A word as it is compared: as long as it was."""
    low = word.lower() if len(word.lower()) == len(word) else word
    return low.replace("’", "'").replace("\u00a0", " ").replace("\n", " ")


def _beginnings(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words with which a longer one begins."""
    among = known if isinstance(known, dict) else set(known)
    cuts = (at for at in range(1, len(word)) if not word[at].isalnum() and word[at] not in "-'")
    return tuple(word[:at] for at in cuts if word[:at] in among)


def _tree(words: Iterable[str]) -> Branch:
    root: Branch = {}
    for word in words:
        branch = root
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[_END] = {}
    return root


def _pattern(branch: Branch) -> str:
    """The longest words first."""
    ways = [f"{_letter(letter)}{_pattern(rest)}" for letter, rest in sorted(branch.items()) if letter != _END]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and _END not in branch else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if _END in branch else joined


def _letter(letter: str) -> str:
    if letter == " ":
        return _GAP
    return "['’]" if letter == "'" else re.escape(letter)

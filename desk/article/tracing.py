"""From a place in a block as the page shows it back to the place in the Markdown that it was made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import SequenceMatcher

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_MOST = 4000
"""Words in a block, beyond which only its share is traced."""


def source_place(source: str, shown: str, at: int) -> int:
    """The code point of `source` that stands where code point `at` of the words `shown` stands."""
    here, there = _tokens(shown), _tokens(source)
    if not here or not there or len(here) + len(there) > _MOST:
        return round(len(source) * at / max(1, len(shown)))
    number = max(0, bisect_right([start for start, _word in here], at) - 1)
    pairs = _pairs([word for _start, word in here], [word for _start, word in there])
    while number >= 0 and number not in pairs:
        number -= 1
    if number < 0:
        return there[0][0]
    (start, word), (origin, _same) = here[number], there[pairs[number]]
    return origin + min(max(0, at - start), len(word))


def _tokens(text: str) -> list[tuple[int, str]]:
    return [(found.start(), found[0]) for found in _TOKEN.finditer(text)]


def _pairs(here: list[str], there: list[str]) -> dict[int, int]:
    """Which word there answers to which word here."""
    matches = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    return {match.a + i: match.b + i for match in matches for i in range(match.size)}

"""From a place in a block as the page shows it back to the place in the Markdown that it was made of."""

from __future__ import annotations

import re
from bisect import bisect_right

_UNSEEN = re.compile(r"\]\([^()\s]*(?:\s[^()]*)?\)|\]\[[^\]\n]*\]|<[^<>\n]*>|!\[[^\]\n]*\]")
"""What stands in the Markdown and on no page: addresses, labels, tags."""
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_NEAR = 40
"""How many signs of Markdown may stand between two words of the page."""


def source_place(source: str, shown: str, at: int) -> int:
    """The code point of `source` that stands where code point `at` of the words `shown` stands."""
    here, there = _tokens(shown), _tokens(_UNSEEN.sub(lambda found: " " * len(found[0]), source))
    if not here or not there:
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
    """Which word there answers to which word here: the next that is the same, signs of Markdown passed over."""
    found, behind = {}, 0
    for number, word in enumerate(here):
        near = there[behind : behind + _NEAR]
        if word in near:
            found[number] = behind + near.index(word)
            behind = found[number] + 1
    return found

"""The language of a new story follows its first words, until somebody chooses it or there are enough of them.

The change of language goes along with the words that it comes from, in one step: undo takes both back.
"""

from __future__ import annotations

import re

from desk.article import changes, joining
from desk.article.changes import Change, FieldChange, Group
from desk.article.languages import direction_of, language
from desk.article.model import Article

ENOUGH = 60
"""Letters after which a story’s language stays as it is."""
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_KURDISH = frozenset("ێۆڵڕە")
"""Letters of Sorani that neither Arabic nor Persian has."""
_ARABIC_ALONE = frozenset("ةىذضظطثصأإ")
"""Letters that Arabic has, and Sorani only in names."""


def language_of(text: str, chosen: str) -> str:
    """The tag of the language that a text seems to be in, where stories usually are in the one `chosen`.

    That one, as far as most letters are of its script and say nothing else. Other Arabic script is Sorani where it
    has letters of its own, else Arabic; other Latin script is English.
    """
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if not arabic and not latin:
        return chosen
    is_usual = _is_in_arabic(chosen) if arabic > latin else direction_of(chosen) == "ltr"
    if arabic <= latin:
        return chosen if is_usual else "en"
    letters = frozenset(text)
    if letters & _KURDISH:
        return chosen if is_usual and language(chosen).tag not in ("ar", "fa") else "ckb"
    return chosen if is_usual and not (chosen == "ckb" and letters & _ARABIC_ALONE) else "ar"


def _is_in_arabic(tag: str) -> bool:
    """Whether a language is written in Arabic script: its comma tells."""
    return language(tag).comma == "،"


class FirstWords:
    """What goes along with the first changes of a new story; a Session’s `along`."""

    def __init__(self, chosen: str) -> None:
        """`chosen` is the language that new stories are in, as far as their words do not say otherwise."""
        self._chosen = chosen
        self._settled = False

    def __call__(self, article: Article, change: Change) -> Change:
        """The change, together with that of the language where its words ask for another."""
        if self._settled:
            return change
        after = changes.apply(article, change)
        text = " ".join((after.headline, after.summary, after.body[: 8 * ENOUGH]))
        is_chosen = after.language != article.language
        self._settled = is_chosen or _letters(text) >= ENOUGH
        found = after.language if is_chosen else language_of(text, self._chosen)
        return change if found == after.language else Group((change, FieldChange("language", after.language, found)))


def _letters(text: str) -> int:
    return len(_ARABIC.findall(text)) + len(_LATIN.findall(text))


def merge(first: Change, second: Change) -> Change | None:
    """`joining.merge`, also of typing that the language went along with."""
    (typed, along), (typed_on, further) = _apart(first), _apart(second)
    ends = [one for one in (along, further) if one is not None]
    joined = joining.merge(typed, typed_on)
    if joined is None or not ends:
        return joined
    return Group((joined, FieldChange("language", ends[0].before, ends[-1].after)))


def is_stroke(change: Change) -> bool:
    """`joining.is_stroke`, also of a stroke that the language went along with."""
    return joining.is_stroke(_apart(change)[0])


def _apart(change: Change) -> tuple[Change, FieldChange | None]:
    """What was typed, and the change of language that went along with it."""
    match change:
        case Group((typed, FieldChange("language") as along)):
            return typed, along
    return change, None

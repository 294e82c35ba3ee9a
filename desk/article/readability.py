"""How readable sentences are, by formulas published for their language. Where there is none, none is made up.

English: Flesch's Reading Ease (R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32, 1948) and
its grade (J. P. Kincaid et al., "Derivation of new readability formulas", Naval Technical Training Command, 1975).
French and German: LIX (C. H. Björnsson, "Readability of newspapers in 11 languages", Reading Research Quarterly 18,
1983). Turkish: Ateşman's ease (E. Ateşman, "Türkçede okunabilirliğin ölçülmesi", Dil Dergisi 58, 1997). Arabic: LIX
with long words counted from six letters (M. El-Haj and P. Rayson, "OSMAN – A novel Arabic readability metric", LREC
2016); their own OSMAN needs the vowel signs that newspapers leave out. For Sorani, Kurmanji and Persian nothing of the
kind is in use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.article.measure import count_letters
from desk.article.syllables import syllables


@dataclass(frozen=True, slots=True)
class Score:
    """`value` on the scale called `name`; `meaning` says where on it that is. `grade` is a school year, or 0."""

    name: str
    value: float
    meaning: str
    grade: float = 0.0


def score(language: str, words: Sequence[str], sentences: int) -> Score | None:
    """How readable the words of some sentences are; None where there are no words, or no formula for the language."""
    formula = _FORMULAS.get(language.lower().partition("-")[0])
    return formula(words, sentences) if formula and words and sentences else None


def has_score(language: str) -> bool:
    """Whether there is a formula for the language."""
    return language.lower().partition("-")[0] in _FORMULAS


_EASE = (
    (90, "very easy"),
    (80, "easy"),
    (70, "fairly easy"),
    (60, "plain, as most newspapers write"),
    (50, "fairly hard"),
    (30, "hard"),
)
_TURKISH = ((90, "very easy"), (70, "easy"), (50, "of medium difficulty"), (30, "hard"))
_LIX = ((55, "very hard"), (45, "hard, as official papers"), (35, "of medium difficulty, as newspapers"), (25, "easy"))


def _meaning(value: float, bands: Sequence[tuple[int, str]], below: str) -> str:
    return next((meaning for least, meaning in bands if value >= least), below)


def _flesch(words: Sequence[str], sentences: int) -> Score:
    length = len(words) / sentences
    weight = sum(map(syllables, words)) / len(words)
    ease = 206.835 - 1.015 * length - 84.6 * weight
    grade = max(0.0, 0.39 * length + 11.8 * weight - 15.59)
    return Score("Flesch Reading Ease", ease, _meaning(ease, _EASE, "very hard"), grade)


_TURKISH_VOWEL = re.compile("[aeıioöuüâîû]")


def _atesman(words: Sequence[str], sentences: int) -> Score:
    """Every Turkish syllable has one vowel."""
    vowels = sum(max(1, len(_TURKISH_VOWEL.findall(word.replace("I", "ı").lower()))) for word in words)
    ease = 198.825 - 40.175 * vowels / len(words) - 2.610 * len(words) / sentences
    return Score("Ateşman", ease, _meaning(ease, _TURKISH, "very hard"))


def _lix(words: Sequence[str], sentences: int) -> Score:
    value = _lix_of(words, sentences, 7)
    return Score("LIX", value, _meaning(value, _LIX, "very easy"))


def _arabic_lix(words: Sequence[str], sentences: int) -> Score:
    """Its bands were drawn for European languages: here a story is only to be compared with others."""
    return Score("LIX for Arabic", _lix_of(words, sentences, 6), "the lower, the easier")


def _lix_of(words: Sequence[str], sentences: int, long: int) -> float:
    """Words in a sentence, and of a hundred words those of `long` letters or more."""
    return len(words) / sentences + 100 * sum(_letters(word) >= long for word in words) / len(words)


_LETTER = re.compile(r"[^\W_]")


def _letters(word: str) -> int:
    return count_letters("".join(_LETTER.findall(word))) if not word.isalnum() else len(word)


_FORMULAS: dict[str, Callable[[Sequence[str], int], Score]] = {
    "en": _flesch,
    "tr": _atesman,
    "fr": _lix,
    "de": _lix,
    "ar": _arabic_lix,
}

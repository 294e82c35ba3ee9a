"""Lists of words, written as one writes them: with spaces between."""

from __future__ import annotations

from desk.article.scripts import normalised


def listed(words: str) -> list[str]:
    """The words, in order."""
    return words.split()


def known(words: str) -> frozenset[str]:
    """The words as they are written."""
    return frozenset(words.split())


def alike(words: str) -> frozenset[str]:
    """The words as search compares them, whichever way they were typed."""
    return frozenset(map(normalised, words.split()))

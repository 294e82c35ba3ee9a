"""The names and places of a story, for whoever writes a caption: what is written once need not be typed again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from desk.article.model import Article

MOST = 200
"""Names kept; those that come often first."""
_LETTER = r"[^\W\d_]"
_BETWEEN = r"(?:of|the|de|da|del|der|van|von|al|el|bin|ibn)"
_CAPITALISED = rf"(?:{_BETWEEN}-)?[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ](?:{_LETTER}|[’'\-](?={_LETTER}))*"
_JOINED = rf"[ \u00a0](?:{_BETWEEN}[ \u00a0](?={_CAPITALISED}))?{_CAPITALISED}"
_RUN = re.compile(rf"(?<!\w){_CAPITALISED}(?:{_JOINED})*")
_NO_TEXT = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|(?<=\])\([^)\n]*\)|https?://\S+|`[^`\n]*`")
_BEGINNING = re.compile(r"(?:^|[.!?:…]|\n)[\s\"“”‘’«»(*_>#\-—–]*$")
_COMMON_WORDS = """
a after all also although an and another as at before but by during each even every few first for from he
her his how if in into it its last later many most no not of on one or our over she since so some still such
than that the their then there these they this those three through to today two under until we what when
where which while who why with yesterday you your
"""
COMMON = frozenset(_COMMON_WORDS.split())
"""Words that stand first in a sentence and begin no name."""


def names_in(article: Article) -> tuple[str, ...]:
    """People and places of the story, each once: those of its fields, then those of its text, the frequent first.

    In the text a name is a run of capitalised words; scripts without capitals give theirs by the fields alone.
    """
    counted = Counter(_runs(article))
    frequent = sorted(counted, key=lambda name: -counted[name])
    return tuple(dict.fromkeys((*_fields(article), *frequent)))[:MOST]


def completions(names: Iterable[str], typed: str) -> tuple[str, ...]:
    """The names that begin like what is typed, or have a word that does; without those that are typed in full."""
    start = typed.casefold()
    whole = [name for name in names if name.casefold().startswith(start) and name.casefold() != start]
    inner = [name for name in names if name not in whole and any(_begins(word, start) for word in name.split()[1:])]
    return (*whole, *inner)


def _begins(word: str, start: str) -> bool:
    return word.casefold().startswith(start)


def _fields(article: Article) -> Iterator[str]:
    """Names that stand in fields of their own."""
    place = article.dateline.place.strip()
    yield from filter(None, (place.title() if place.isupper() else place, *_people(article.byline)))
    for photo in article.photos:
        yield from filter(None, (part.strip() for part in (photo.city, photo.country, *_people(photo.photographer))))
    yield from filter(None, (word.strip() for word in article.keywords))


def _people(byline: str) -> list[str]:
    """Whom a byline names: `By Rojin Karim and Dana Aziz in Erbil`."""
    bare = re.sub(r"^\s*(?:by|نووسین[:ی]?|بقلم[:]?)\s+", "", byline, flags=re.IGNORECASE)
    return [name.strip() for name in re.split(r",|،|/|;| and | و | & | in | for ", bare) if name.strip()]


def _runs(article: Article) -> Iterator[str]:
    for text in (article.headline, article.summary, _NO_TEXT.sub(" ", article.body)):
        for found in _RUN.finditer(text):
            name = _without_opening(text, found)
            if name and not name.isdigit() and len(name) > 2:
                yield name


def _without_opening(text: str, found: re.Match[str]) -> str:
    """The name without the word that a capital begins only because a sentence does."""
    words = found[0].split()
    if not _BEGINNING.search(text[max(0, found.start() - 12) : found.start()]):
        return found[0]
    if len(words) > 2 and words[1] == "of":
        return " ".join(words[2:])
    return " ".join(words[1:]) if words[0].casefold() in COMMON or len(words) == 1 else found[0]

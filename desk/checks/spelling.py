"""Which words of a text are to be looked up in a dictionary, and in which language's.

What nobody can look up is passed by: code, addresses, marks of photos, e-mail, handles, file names, numbers, acronyms,
names of brands that are written likeThis. Latin words of a story in Arabic script are English; words in Arabic script
are of the story’s language, or of the one whose letters their paragraph has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desk.article.languages import direction_of, language
from desk.article.words import solid_spans
from desk.checks.both_englishes import other_spellings
from desk.checks.prose import COVER, covered

LONGEST = 64
"""Letters; what has more is no word of a newspaper, and is not looked up."""
MOST_PARTS = 4
"""Parts joined by hyphens that are still looked up as one word."""
ZWNJ = "\u200c"
LOOK_BACK = 300
"""Letters of a paragraph by which its language is known at most."""

_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_HYPHENS = "-\u2010\u2011"
_NO_WORD = re.compile(
    r"""
      (?<![^\s@])[^\s@]{1,64}@[^\s@]{1,250}         # e-mail
    | (?<!\w)[@\#][\w.]+                            # handles, hashtags
    | (?<![\w.-])(?:[\w-]{1,63}\.)+[a-z]{2,6}\b(?:/\S*)?  # kurdistan24.net, budget.pdf
    | (?<!\w)[A-Za-z]:\\\S+ | (?<![\w/])(?:/[\w.-]+){2,}/? | (?<!\w)[^\W_]+(?:_+[^\W_]+)+
    | &\w{2,31};                                    # &nbsp;
    | \{[^{}\n]{,200}\}
    """,
    re.VERBOSE,
)
_BRAND = re.compile(r"[a-z]\w*[A-Z]|[A-Z]\w*[a-z]\w*[A-Z]")
_ACRONYM = re.compile(r"[A-Z]{2,6}(?:['’]?s)?|(?:[A-Z]{1,3}['’]){1,2}[A-Z]{1,3}")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_VOWELS = re.compile(
    "[\u0610-\u061a\u064b-\u0653\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06edـ]"
)
_UNSEEN = re.compile("[\u00ad\u061c\u200e\u200f\u2060\ufeff]")
_KURDISH = re.compile("[ەۆێڕڵڤ]|ه\u200c")
_PERSIAN = re.compile("[پچژگکی]")
_OFARABIC = re.compile("[ةأإىيكؤ]|\\bال")


@dataclass(frozen=True, slots=True)
class Word:
    """A word to look up: where it stands (code points), and the language whose dictionary it is looked up in."""

    start: int
    end: int
    text: str
    tag: str


def words_of(text: str, tag: str) -> Iterator[Word]:
    """The words of a text in a story of language `tag` that are to be looked up, in order.

    Words joined by hyphens are one; whoever looks them up may part them.
    """
    return (word for line in lines_of(text, tag) for word in line)


def lines_of(text: str, tag: str) -> Iterator[list[Word]]:
    """The words to look up, line by line: a line is a paragraph, or its part that has a language of its own."""
    bare = _NO_WORD.sub(lambda found: COVER * len(found[0]), covered(text))
    start = 0
    for line in bare.split("\n"):
        yield list(_in_line(line, start, tag))
        start += len(line) + 1


def _in_line(line: str, start: int, tag: str) -> Iterator[Word]:
    if not line or line.isspace():
        return
    latin, arabic = languages_of(line, tag)
    for low, high in _joined(line):
        word = line[low:high]
        if is_skipped(word):
            continue
        if ARABIC.search(word):
            yield Word(start + low, start + high, word, arabic)
        elif _LATIN.search(word):
            yield Word(start + low, start + high, word, latin)


def _joined(line: str) -> Iterator[tuple[int, int]]:
    """Where the words of a line lie; those that hyphens join are one."""
    low = high = -1
    for start, end in solid_spans(line):
        if not line[start].isalpha():
            if low >= 0 and start == high and end == start + 1 and line[start] in _HYPHENS:
                high = end  # what comes next may belong to it
                continue
            yield from _ended(line, low, high)
            low = high = -1
        elif low >= 0 and start == high and line[start - 1] in _HYPHENS:
            high = end
        else:
            yield from _ended(line, low, high)
            low, high = start, end
    yield from _ended(line, low, high)


def _ended(line: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    while high > low >= 0 and line[high - 1] in _HYPHENS:
        high -= 1
    if high > low >= 0:
        yield low, high


def is_skipped(word: str) -> bool:
    """Whether a word is of a kind that no dictionary is asked about."""
    letters = len(word)
    if letters < 2 or any(char.isdigit() for char in word):
        return True
    if "-" not in word and letters > LONGEST:
        return True
    return bool(_ACRONYM.fullmatch(word) or (word.isascii() and _BRAND.search(word) and not _slipped(word)))


def _slipped(word: str) -> bool:
    """Whether a capital too many is a slip of the finger (`THe`) or only part of a word joined by a hyphen."""
    return any(char in word for char in "-'") or (word[:2].isupper() and word[2:].islower())


def languages_of(line: str, tag: str) -> tuple[str, str]:
    """The languages of a paragraph's words in Latin and in Arabic script, in a story of language `tag`."""
    own = language(tag).tag.partition("-")[0]
    writes_arabic = direction_of(tag) == "rtl"
    latin = "en" if writes_arabic else own
    if not ARABIC.search(line):
        return latin, own if writes_arabic else "ar"
    return latin, _arabic_of(line, own if writes_arabic else "")


def _arabic_of(line: str, own: str) -> str:
    """The language of a paragraph in Arabic script, by its letters where they say; else the story's own."""
    words = [word for word in line[: 8 * LOOK_BACK].split() if ARABIC.search(word)]
    kurdish = sum(1 for word in words if _KURDISH.search(word))
    arabic = sum(1 for word in words if _OFARABIC.search(word))
    if 3 * kurdish >= len(words):
        return "ckb" if own not in ("sdh", "kmr") else own
    if own == "ckb" and not kurdish and len(words) >= 4 and 3 * arabic >= len(words):
        return "ar"
    if own:
        return own
    persian = sum(1 for word in words if _PERSIAN.search(word))
    return "fa" if persian > arabic else "ar"


# how a word is looked up


def forms_of(word: str, tag: str) -> tuple[str, ...]:
    """The spellings of a word that dictionaries may have it in; any of them makes it right."""
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", word))
    if ARABIC.search(plain):
        return tuple(dict.fromkeys(_arabic_forms(_VOWELS.sub("", plain), tag)))
    return tuple(dict.fromkeys(_latin_forms(plain, tag)))


def _latin_forms(word: str, tag: str) -> Iterator[str]:
    straight = word.replace("’", "'").replace("ʼ", "'").replace("\u2010", "-").replace("\u2011", "-")
    yield straight
    if "'" in straight:
        yield straight.replace("'", "’")
        if tag in ("en", "tr"):
            yield base_of(straight, tag)
    if tag == "en":
        yield from _otherwise_in_english(base_of(straight, tag))


def _otherwise_in_english(word: str) -> Iterator[str]:
    """As dictionaries of English may have a word: without accents, and as they spell it on the ocean’s other side."""
    if not word.isascii():
        yield "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    yield from other_spellings(word)


def base_of(word: str, tag: str) -> str:
    """A word without what is hung on it by an apostrophe: `Barzani’s`, `Ankara'da`."""
    return re.split("['’]", word)[0] if tag == "tr" else _POSSESSIVE.sub("", word)


_SORANI = str.maketrans({"ك": "ک", "ي": "ی", "ى": "ی", "ھ": "ه"})
_FARSI = str.maketrans({"ك": "ک", "ي": "ی", "ى": "ی"})


def _arabic_forms(word: str, tag: str) -> Iterator[str]:
    """With and without the joiner; other keyboards’ letters as the language has them: another check tells of those."""
    yield word
    if tag in ("ckb", "sdh"):
        yield re.sub(f"ه{ZWNJ}|ه$", "ە", word.translate(_SORANI))
        yield word.replace("ە", f"ه{ZWNJ}").strip(ZWNJ)  # dictionaries of old
    elif tag == "fa":
        yield word.translate(_FARSI)
    if ZWNJ in word:
        yield word.replace(ZWNJ, "")


def known_form(word: str) -> str:
    """What words that people know are compared by: without vowel signs, tatweel and what hangs on an apostrophe."""
    return _UNSEEN.sub("", _VOWELS.sub("", word)).replace("’", "'").replace("ʼ", "'").replace(ZWNJ, "")


def known_forms(word: str) -> tuple[str, ...]:
    """The forms by which a word of the text is looked for among those that people know.

    A word known in small letters is known with capitals too; `Hawkar` is not known as `hawkar`.
    """
    form = known_form(word)
    base = _POSSESSIVE.sub("", form)
    forms = (form, base, base.lower() if base[:1].isupper() else base, base.title() if base.isupper() else base)
    return tuple(dict.fromkeys(forms))


def parts_of(word: str) -> list[tuple[int, str]]:
    """The parts that hyphens join, each with the place where it begins in the word."""
    return [(found.start(), found[0]) for found in re.finditer(f"[^{_HYPHENS}]+", word)]


def _parts(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_JOINED_BEFORE = _parts(
    """
    al anti arch auto bi bio co cross de eco ex extra euro geo el hydro inter intra kilo macro mega meta micro mid
    mini mono multi nano neo non ol over pan para photo poly post pre pro pseudo psycho quasi re self semi socio
    sub super techno tele trans tri ul ultra un under uni vice video
    """
)


def is_joined_before(part: str) -> bool:
    """Whether this stands before a hyphen and is no word by itself."""
    return part.lower() in _JOINED_BEFORE


def names_in(texts: Iterable[str]) -> set[str]:
    """The words of names of people and places, as words that are known."""
    words = [text[start:end] for text in texts for start, end in solid_spans(text) if text[start].isalpha()]
    return {known_form(form) for word in words for form in (word, word.title() if word.isupper() else word)}

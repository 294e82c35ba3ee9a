"""How long a text is: words, minutes of reading, letters of a headline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_NOT_WORDS = re.compile(
    r"""
      <!--.*?-->                                  # a comment in raw HTML
    | !\[[^\[\]]*\]\([^()\s]*(?:\s[^()]*)?\)      # an image with its alt text
    | \[\^[^\[\]\s]+\]:?                          # a footnote's mark
    | ^[ ]{0,3}\[[^\[\]\n]+\]:[^\n]*              # a link definition
    | (?<=\])\([^()\s]*(?:\s[^()]*)?\)            # a link's address and title
    | (?<=\])\[[^\[\]]*\]                         # a link's label
    | </?[A-Za-z][^<>]*>                          # a tag of raw HTML
    | <?(?:https?://|www\.)[^\s<>()]+>?           # an address by itself
    | &\#?\w+;                                    # a character written as an entity
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_MARKS_OF_MARKUP = ("[", "<", "&", "://", "www.")
_WORD = re.compile(r"[^\W_]")
_BETWEEN_WORDS = "—―|"
PART = 16_000
"""Characters counted at a stretch: another thread waits no longer than these take."""


def count_words(text: str) -> int:
    """Words of Markdown text as a reader counts them: what stands between spaces and holds a letter or a digit.

    A zero-width non-joiner does not split a word, nor do the marks inside 1,200 or ١٬٢٠٠. Addresses, tags and
    other marks of Markdown are no words.
    """
    return sum(map(_count, parts(text)))


def count_between(text: str, start: int, end: int) -> int:
    """The words of Markdown text from code point `start` to `end`, those that are cut counted too.

    The blocks around are looked at alone, so the cost grows with what lies between, not with the text.
    """
    first = max(text.rfind("\n\n", 0, start), 0)
    last = text.find("\n\n", end)
    return _count(without_markup(text[first : len(text) if last < 0 else last])[start - first : end - first])


def without_markup(text: str) -> str:
    """The text with each character of what are no words (`_NOT_WORDS`) as `COVER`; places stay what they are."""
    return "".join(_NOT_WORDS.sub(_covered, part) if _may_have_markup(part) else part for part in parts(text))


COVER = "\x1f"
"""What stands for a character that is of no word and parts those around it: Python takes it for white space."""


def _covered(found: re.Match[str]) -> str:
    return COVER * len(found[0])


def parts(text: str) -> Iterator[str]:
    """A long text in pieces that end between blocks, else between lines."""
    start = 0
    while len(text) - start > PART:
        ends = (text.rfind(gap, start, start + PART) + len(gap) for gap in ("\n\n", "\n", " "))
        end = next((end for end in ends if end > start + PART // 4), start + PART)
        yield text[start:end]
        start = end
    yield text[start:]


def _count(text: str) -> int:
    if _may_have_markup(text):
        text = _NOT_WORDS.sub(" ", text)
    for mark in _BETWEEN_WORDS:
        text = text.replace(mark, " ")
    words = text.split()
    odd = [word for word in words if not word.isalnum()]
    return len(words) - len(odd) + sum(1 for word in odd if _WORD.search(word))


def _may_have_markup(text: str) -> bool:
    return any(mark in text for mark in _MARKS_OF_MARKUP)


_WORDS_A_MINUTE = {"en": 228, "fr": 195, "de": 179, "tr": 166, "ar": 138, "ckb": 138, "fa": 138}
_USUAL_PACE = 180


def reading_minutes(words: int, language: str) -> int:
    """Minutes that a practised reader needs, rounded up.

    Paces: Trauzettel-Klosinski and Dietz, "Standardized Assessment of Reading Performance" (2012), table 2;
    Sorani and Persian, which it does not measure, are taken like Arabic.
    """
    pace = _WORDS_A_MINUTE.get(language.lower().partition("-")[0], _USUAL_PACE)
    return -(-words // pace)


def count_letters(headline: str) -> int:
    """The length of a headline as it is seen: vowel signs, joiners and direction marks take no room."""
    return sum(1 for mark in headline if unicodedata.category(mark) not in ("Mn", "Me", "Cf"))

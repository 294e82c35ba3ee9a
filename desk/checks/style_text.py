"""A text as rules of house style read it: what is no prose covered, and direct speech too where a rule leaves it be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from desk.checks.prose import COVER, covered, paragraphs, sentences

Span = tuple[int, int]
_SPEECH = re.compile(
    r"""“[^“”]{1,3000}?”|«[^«»]{1,3000}?»|(?<!\w)"[^"\n]{1,2000}"|”[^“”\n]{1,2000}“|(?m:^[ ]{0,3}>.*$)"""
    r"""|“[^“”\n]{1,3000}(?=\n\s*“)"""  # goes on in the next paragraph, which opens it anew
)
MARKS = "\u0300-\u036f\u064b-\u0652\u0670\u200c\u200d\u00ad\u2060"
"""What belongs to the letter before it."""
BEGINS = rf"(?<![^\W_{COVER}])(?<![{MARKS}#@/\\&])(?<![^\W_]['’-])"
"""Where a word may begin: no letter before it, nor a hyphen that joins it to one."""
ENDS = rf"(?![^\W_]|[{MARKS}]|-[^\W\d_])(?!['’](?!s(?![^\W_]))[^\W_])"
"""Where one may end."""


class Hit(NamedTuple):
    """What a rule found in a text, `start` to `end` in code points, and what mends it, None where nothing does.

    What mends it takes the place of `cut`, which may take in a blank beside what was found.
    """

    start: int
    end: int
    puts: str | None = None
    cut: Span | None = None
    times: int = 0
    takes_out: bool = False
    """Whether what mends it only takes words out; it may put a capital then."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True)
class StyleText:
    """One text. `place` is headline, body, caption and so on; `words` have what is no prose covered."""

    place: str
    text: str
    words: str
    tag: str

    @classmethod
    def of(cls, text: str, place: str = "body", tag: str = "en") -> StyleText:
        """A text by itself."""
        return cls(place, text, covered(text), tag)

    @cached_property
    def unspoken(self) -> str:
        """The words with direct speech covered too."""
        return _SPEECH.sub(lambda found: re.sub(r"[^\n]", COVER, found[0]), self.words)

    def read(self, *, quotes: bool) -> str:
        """The words that a rule reads."""
        return self.words if quotes else self.unspoken

    @cached_property
    def is_shouted(self) -> bool:
        """Whether all of it is in capitals."""
        return self.words.isupper()

    def units(self, per: str) -> Iterator[Span]:
        """Its sentences, its paragraphs, or all of it."""
        if per == "story":
            yield 0, len(self.words)
        else:
            yield from paragraphs(self.words) if per == "paragraph" else sentences(self.words)

    def line(self, at: int) -> Span:
        """Where the line about a place begins and ends; of a very long one what is near."""
        start = self.words.rfind("\n", max(0, at - 400), at) + 1
        end = self.words.find("\n", at, at + 400)
        return (start or max(0, at - 400)), end if end != -1 else min(len(self.words), at + 400)

    def begins_sentence(self, at: int) -> bool:
        """Whether a sentence, a line or a quotation begins at a place."""
        before = self.words[max(0, at - 12) : at].rstrip(f" \"“«‘'(*_>#-—–\t{COVER}\u200e\u200f")
        return not before or before[-1] in ".!?:؟…\n" or (before[-1].isdigit() and "\n" in before)


def in_case_of(right: str, found: str, *, wrong: str = "") -> str:
    """What is right, with capitals where what was found has them and what it was to be found by has none."""
    if not right or right != right.lower() or (wrong and wrong[:1].isupper()):
        return right
    letters = [letter for letter in found if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return right.upper()
    return right[0].upper() + right[1:] if found[:1].isupper() else right


def taking_out(words: str, start: int, end: int, text: str) -> Hit:
    """What takes words out, with the blank behind them, and gives their capital to the next word."""
    low, high = start, end
    before, behind = words[:low][-1:], words[high : high + 1]
    if behind == " " and (not before or before.isspace() or before in "(“«‘"):
        high += 1
    elif before == " " and (not behind or behind in " \n.,;:!?،؛؟)”»’"):
        low -= 1
    following = words[high : high + 1]
    if text[start : start + 1].isupper() and following.islower() and not text[start:end].isupper():
        return Hit(start, end, following.upper(), (low, high + 1), takes_out=True)
    return Hit(start, end, "", (low, high), takes_out=True)


_ARTICLE = re.compile(r"(?<![^\W_])[Aa]n?[ \u00a0]\Z")
_VOWEL = re.compile(r"(?i:(?!uni(?!n|m)|use|user|euro|one\b|once)[aeiou]|hour|honest|honor|heir)")


def with_article(text: StyleText, hit: Hit) -> Hit:
    """What mends something in English with the article before it made to fit: an unexpected surprise, a surprise."""
    low, high = hit.cut or hit.span
    article = _ARTICLE.search(text.words, max(0, low - 3), low)
    behind = (hit.puts or "") + text.words[high : high + 8]
    if hit.puts is None or article is None or not behind[:1].isalpha():
        return hit
    right = "n" if _VOWEL.match(behind) else ""
    was = "n" if _VOWEL.match(text.words, low) else ""
    if right == was or len(article[0]) - 2 != len(was):
        return hit
    return Hit(hit.start, hit.end, f"{article[0][0]}{right} {hit.puts}", (article.start(), high))

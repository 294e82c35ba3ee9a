"""Where sentences end, in the languages a newsroom writes: Unicode's sentence boundaries (UAX #29), told more finely.

UAX #29 alone ends a sentence behind `Dr.` and `U.S.`; here the word before a full stop and the one behind it are looked
at. A mark that ends a sentence takes the quotation marks and brackets behind it along. The Arabic semicolon ends none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_UNSEEN = "\x00"
_CLOSERS = "\"'”’»›)\\]}*_\x00\u200e\u200f\u2069"
_OPENERS = "\"'“‘„‚«‹(\\[{*_\x00\x1f\u200e\u200f\u2066-\u2068¿¡—–-"
_STOP = re.compile(rf"(?P<marks>[.!?؟۔…‼⁇⁈⁉]+)[{_CLOSERS}]*(?=\s|\Z)")
_NEXT = re.compile(rf"[\s{_OPENERS}]*(?P<word>\w?[^\W\d_]*)")
_TOKEN = re.compile(r"\S*\Z")
_LOOKED_BACK = 40
"""Characters before a full stop among which its word is looked for."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set(
    "mr mrs ms messrs dr prof rev hon gen lt col maj capt cmdr cdr sgt cpl pvt adm gov sen rep reps sens pres supt insp"
    " det mt ft mme mlle mgr doç av sn hr fr nr bzw ca vgl vs cf al approx"
)
"""What stands before a name, or otherwise never at an end."""
_NUMBERED = _set("no nos p pp fig vol art sec para ch tel jan feb mar apr jun jul aug sep sept oct nov dec")
"""What ends no sentence where a number follows."""
_EITHER = _set("inc ltd co corp bros jr sr st ave blvd rd etc dept est assn usw univ")
"""What ends a sentence only where the next word looks like a beginning, as acronyms and initials do."""
_BEGINNINGS = _set(
    "the a an he she it they we you this that these those there his her their its our but and or so in on at for from"
    " as when while after before if however meanwhile officials some many most no not what who why how where both all"
    " another with by about since under still then now yet neither nor according although because despite during"
    " وقال وقالت وأضاف وأضافت وأكد وأكدت وذكر وذكرت وأوضح وأوضحت وأشار وأشارت وكان وكانت وفي وقد كما لكن"
    " هەروەها بەڵام لە ئەو ئەم پاشان دواتر"
)
_MONTHS = _set("januar februar märz april mai juni juli august september oktober november dezember")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Where each sentence of a paragraph begins and ends (code points), without the space between.

    What has neither a letter nor a digit in it belongs to the sentence before.
    """
    end = len(text) if end is None else end
    begin, last = start, None
    for stop in _stops(text, start, end):
        if any(map(str.isalnum, text[begin:stop])):
            if last is not None:
                yield last
            last = _trimmed(text, begin, stop)
        elif last is not None:
            last = _trimmed(text, last[0], stop)
        begin = stop
    if last is not None:
        yield last


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    for found in _STOP.finditer(text, start, end):
        if found.end() < end and _ends(text, start, end, found):
            yield found.end()
    yield end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] == _UNSEEN):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    """Whether a sentence ends at a mark, by the words around it."""
    behind = _NEXT.match(text, found.end(), end)
    following = behind["word"] if behind else ""
    if following[:1].islower():
        return False
    if found["marks"] != ".":
        return True
    token = _TOKEN.search(text, max(start, found.start() - _LOOKED_BACK), found.start())
    before = token[0].strip("\"'“‘„«‹([*_\x00-—") if token else ""
    is_first = token is None or not text[start : token.start()].strip(" \x00\x1f\t")
    return _word_ends(before, following, is_first, _is_after_number(text, start, token))


def _is_after_number(text: str, start: int, token: re.Match[str] | None) -> bool:
    """Whether a digit stands before the word: `1445 هـ.`, `2020 م.` and `5 m.` may end what `م. أحمد` may not."""
    return token is not None and text[start : token.start()].rstrip()[-1:].isdigit()


def _word_ends(before: str, following: str, is_first: bool, after_number: bool) -> bool:
    word = before.lower()
    if word.isdecimal():
        return not is_first and not (len(word) <= 2 and following.lower() in _MONTHS)
    if word in _TITLES:
        return False
    if word in _NUMBERED:
        return not following[:1].isdigit()
    is_letter = len(word) == 1 and word.isalpha()
    if is_letter or "." in word or word in _EITHER:
        is_unit = is_letter and after_number and not before.isupper()
        return is_unit or following.lower() in _BEGINNINGS
    return True

"""Checks of single letters and marks: hidden ones that turn text round, Arabic letters in Sorani, doubled words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from desk.article.languages import language
from desk.checks.finding import Finding, Span
from desk.checks.prose import Prose, around, paragraphs
from desk.checks.vocabulary import known

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates."""
_SINGLE = re.compile("[\u200e\u200f\u061c]+")
"""Single direction marks, which set figures and signs right; between two letters of one direction they do nothing."""


def turning(prose: Prose) -> Iterator[Finding]:
    """Hidden characters that change the direction of what follows, and those that stand where they change nothing."""
    found = [match.span() for match in _TURNING.finditer(prose.text)]
    idle = [match.span() for match in _SINGLE.finditer(prose.text) if _is_idle(prose.text, *match.span())]
    if found or idle:
        number = len(found) + sum(end - start for start, end in idle)
        count = f"{number} hidden marks" if number > 1 else "the hidden mark"
        why = "what is shown may not be what is written" if found else "between these letters nothing needs it"
        message = f"Take {count} of direction out of the {prose.name}: {why}."
        spans = sorted(found + idle)
        fix = prose.fix(f"Take {count} out", [(span, "") for span in spans])
        about = "".join(prose.text[slice(*span)] for span in spans)
        yield prose.finding("hidden-direction", (found or idle)[0], message, fix=fix, about=about)


def _is_idle(text: str, start: int, end: int) -> bool:
    """Whether marks stand between two letters of one direction, with nothing but spaces around them."""
    before, behind = text[max(0, start - 4) : start].rstrip(" \u00a0"), text[end : end + 4].lstrip(" \u00a0")
    if not before or not behind:
        return False
    sides = {_DIRECTIONS.get(unicodedata.bidirectional(sign)) for sign in (before[-1], behind[0])}
    return len(sides) == 1 and None not in sides


_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}


_LETTER = "[^\\W\\d_]"
_ARABIC = re.compile(f"[كيىة]|ه\u200c|ه(?!{_LETTER}|[\u200c\u200d\u064b-\u0652])")
_SORANI = str.maketrans("كيىة", "کییە")
_ARABIC_WORDS = known("في من على إلى أن إن التي الذي عن مع هذا هذه كان قد لا ما الله هو هي")
_VOWELS = frozenset("اۆێە")
_WITH_H = known("فەقیه وەجیه شەبیه نەزیه گروه ئەنبوه کوه شکوه الله عبدالله به که نه ده ه")
_CLITICS_WITHOUT = known("به که نه ده")


def arabic_letters(prose: Prose, tag: str) -> Iterator[Finding]:
    """Letters of an Arabic keyboard in Sorani, which looks the same and is found by no search; all put right at once.

    Arabic stays: a paragraph with two of its small words, and a run of words that no Kurdish keyboard wrote.
    """
    if language(tag).tag != "ckb":
        return
    wrong = [span for start, end in paragraphs(prose.words) for span in _wrong_letters(prose.words, start, end)]
    if not wrong:
        return
    puts = [(span, _right(prose.text[slice(*span)])) for span in wrong]
    letters = "، ".join(dict.fromkeys(prose.text[start] for start, _end in wrong))
    message = f"Write the {prose.name} with Sorani letters: {len(wrong)} are Arabic ({letters})."
    fix = prose.fix("Write them as Sorani letters", puts)
    yield prose.finding("arabic-letters", wrong[0], message, fix=fix, about=letters)


def _right(letter: str) -> str:
    return "ە" if letter[0] == "ه" else letter.translate(_SORANI)


def _wrong_letters(words: str, start: int, end: int) -> Iterator[Span]:
    found = list(_ARABIC.finditer(words, start, end))
    if not found or _is_arabic(words[start:end]):
        return
    arabic = list(_arabic_runs(words, start, end))
    for match in found:
        if any(begin <= match.start() < over for begin, over in arabic):
            continue
        if match[0] != "ه" or _is_vowel(words, match.start()):
            yield match.span()


def _is_arabic(paragraph: str) -> bool:
    return sum(1 for word in paragraph.split() if word in _ARABIC_WORDS) >= 2


_RUN = re.compile(f"(?:{_LETTER}|[\u200c\u064b-\u0652\u0670])+(?:[ \u00a0،,]+(?:{_LETTER}|[\u064b-\u0652\u0670])+)*")
_TYPED_IN_SORANI = re.compile("[ەێۆڵڕڤگچپژیکھ\u200c]|ه(?=\u200c)")
_SURELY_ARABIC = re.compile(
    "[أإٱؤ\u064b-\u0652]|الله|(?<![^\\W_])(?:و|ف|ب|ك|ل)?ال(?=\\w{3})|(?<![^\\W_])(?:و|ف)?(?:لل)(?=\\w{2})"
)
_PERHAPS_ARABIC = re.compile("ة(?![^\\W_])|[ءثذصضطظ]")
_ENCLOSED = re.compile("«([^«»\\n]*)»|“([^“”\\n]*)”|﴿([^﴿﴾\\n]*)﴾|\\[([^\\[\\]\\n]*)\\](?=\ufffc)|\\(([^()\\n]*)\\)")


def _arabic_runs(words: str, start: int, end: int) -> Iterator[Span]:
    """Where Arabic stands in a paragraph: words in a row without any letter that only Kurdish has.

    That they are Arabic is shown by a letter or the article of Arabic; by an ending only where there are two or more;
    and by being the whole of a verse, a quotation or a link.
    """
    for run in _RUN.finditer(words, start, end):
        for first, last in _without_sorani(words, *run.span()):
            text = words[first:last]
            many = len([word for word in text.split() if len(word) > 1]) > 1
            if _SURELY_ARABIC.search(text) or (many and _PERHAPS_ARABIC.search(text)):
                yield first, last
    for held in _ENCLOSED.finditer(words, start, end):
        inner = held[held.lastindex or 0]
        if (" " in inner.strip() or held[0][0] == "﴿") and not _TYPED_IN_SORANI.search(inner):
            yield held.span()


def _without_sorani(words: str, start: int, end: int) -> Iterator[Span]:
    """The stretches of a run of words that have no word with a Kurdish letter in it."""
    first, last = -1, -1
    for word in _ONE_WORD.finditer(words, start, end):
        if _TYPED_IN_SORANI.search(word[0]):
            if first >= 0:
                yield first, last
            first = -1
            continue
        first, last = (word.start() if first < 0 else first), word.end()
    if first >= 0:
        yield first, last


_ONE_WORD = re.compile("[^ \u00a0،,]+")


def _is_vowel(words: str, at: int) -> bool:
    """Whether the ه that ends a word is meant as ە: an h is rare there, but for گوناه and the like."""
    begin = at
    while begin > 0 and at - begin < 20 and words[begin - 1].isalpha():
        begin -= 1
    word = words[begin : at + 1].translate(_SORANI)
    if word in _CLITICS_WITHOUT:
        return True
    return len(word) > 1 and word[-2] not in _VOWELS and word not in _WITH_H


_MEANT_TWICE = known("""had that is do her so no very many much really bye ha aye blah knock hear there now please
    more again yada sing tut hush tsk chop rah hip hubba bang tick choo woof meow quack well come never always long far
    لا نعم جدا كلا هيا آه الله هيهات مهلا بيت دار باب
    نا نەخێر بەڵێ هەر زۆر ورد هێدی یەک دوو""")
_BEHIND_VERBS = known("in on out off over up")
"""Words that end a verb and begin a phrase: `they came in in droves`, `it goes on on Sundays`."""
_PHRASE = re.compile(
    r"\s(?:droves|turn|turns|time|force|numbers|thousands|hundreds|dozens|waves|pairs|groups|silence|person|advance"
    r"|case|part|earnest|spite|response|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|[12]\d{3}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|foot|time|top|behalf|schedule)\b"
)
_BETWEEN = re.compile(r"[ \t\u00a0*_]*\n?[ \t\u00a0*_]*")
_SORANI_SMALL = known("لە بۆ و کە بە لەگەڵ ئەم ئەو بوو بوون نێوان دوای پێش وەک ئەگەر بەڵام یان تا لەسەر دەکات کرد ڕۆژی")
_LONG = 8


def doubled(prose: Prose, tag: str) -> Iterator[Finding]:
    """A word that stands twice by mistake; the fix leaves one. Names and what is said twice on purpose stay."""
    words, own = prose.words, language(tag).tag
    for (start, end), (again, last) in pairwise(prose.cuts):
        word = words[start:end]
        if again - end > 8 or last - again != end - start or word.casefold() != words[again:last].casefold():
            continue
        if not _BETWEEN.fullmatch(words, end, again) or end == again or _is_meant(word, words[again:last], own):
            continue
        if word.casefold() in _BEHIND_VERBS and _PHRASE.match(words, last):
            continue
        gap = words[end:again]
        kept = "".join(mark for mark in gap if mark in "*_")
        fix = prose.fix(f"Leave one “{word}”", [((end, last), kept)]) if not kept else None
        message = f"Take one “{word}” out of “{around(prose.text, (start, last))}”."
        yield prose.finding("doubled-word", (start, last), message, fix=fix, about=word.casefold())


def _is_meant(word: str, again: str, tag: str) -> bool:
    if not word[0].isalpha() or word.casefold() in _MEANT_TWICE:
        return True
    if tag == "ckb" or (tag != "ar" and not word.isascii() and "ە" in word):
        return word not in _SORANI_SMALL and len(word) < _LONG  # Sorani doubles nouns: پارچە پارچە, ورد ورد
    if word[0].isupper() and again[0].isupper() and word.casefold() not in _SMALL:
        return True  # Duran Duran
    return not word.isascii() and len(word) >= 3 and word.endswith(("ا", "اً", "ًا", "ة"))  # خطوة خطوة, رويدا رويدا


_SMALL = known("the a an and of in on at to for with by as or but it he she they we was were are")

"""Arabic-script words in Latin letters, for addresses that are typed, read aloud and sent where no other is safe.

Not a system of scholars: the letters that Kurdish and Arabic names are known by in English pages (`Slêmanî` is
`slemani`, شار is `shar`). Sorani writes its vowels, so its words come out whole; Arabic does not write the short
ones, so they are missing there too. Letters of other scripts stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    **dict.fromkeys("اأآٱىة", "a"),
    **{"إ": "i", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d"},
    **{"ذ": "dh", "ر": "r", "ڕ": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t"},
    **{"ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ڤ": "v", "ق": "q", "ک": "k", "ك": "k", "گ": "g", "ل": "l"},
    **{"ڵ": "l", "م": "m", "ن": "n", "ه": "h", "ھ": "h", "ہ": "h", "ۆ": "o", "ێ": "e", "ە": "e", "ۀ": "e"},
    **{"ئ": "", "ؤ": "", "ء": "", "ـ": ""},
}
_W, _Y = "وۋ", "یي"
_VOWELS = frozenset("اأآٱإەۆێىة" + _W + _Y)
_ARABIC_WORD = re.compile(r"[\u0620-\u064a\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff]+")


def in_latin(text: str) -> str:
    """The text with Arabic-script letters and digits in Latin ones; ZWNJ and vowel signs are left out."""
    plain = "".join(_digit(sign) for sign in text if sign != "\u200c" and not "\u064b" <= sign <= "\u065f")
    return _ARABIC_WORD.sub(lambda word: _word(word[0]), plain)


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _word(word: str) -> str:
    return "".join(_letter(word, at) for at in range(len(word)))


def _letter(word: str, at: int) -> str:
    """One letter. و and ی are consonants at the beginning of a word and beside a vowel, else vowels; وو is one."""
    letter = word[at]
    if letter not in _W + _Y:
        return _LETTERS.get(letter, letter)
    if letter in _W and at and word[at - 1] in _W:
        return ""
    consonant, vowel = ("w", "u") if letter in _W else ("y", "i")
    after = word[at + 1 : at + 2]
    if letter in _W and after and after in _W:
        return vowel
    if not at:
        return consonant if after else vowel
    return consonant if (after and after in _VOWELS) or word[at - 1] in "اأەۆێ" else vowel

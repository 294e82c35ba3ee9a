"""Arabic-script text beside Latin: the direction of a paragraph, spellings that mean the same, digits, dates, slugs.

The same Kurdish word arrives as ه + zero-width non-joiner or as ە, with an Arabic or a Persian kaf and yeh; a search
must find it whichever way it was typed. What is shown is never changed here, only what is compared.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from desk.article.languages import ARABIC_DIGITS, LATIN_DIGITS, Direction, language

ZWNJ = "\u200c"

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]+"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTER_OF_OTHERS = re.compile(_RIGHT_TO_LEFT.pattern.replace("[", r"[^\W\d_", 1).removesuffix("+"))
_TARGETS = re.compile(r"\]\([^()\s]*(?:\s[^()]*)?\)|\]:[ \t]*\S+|<[^<>\n]*>|(?:https?://|www\.)\S+|photo:\w+")
_CHOSEN = re.compile(
    r"\s*(?:(?:>|#{1,6}|[-*+]|\d{1,3}[.)])[ \t]*)*+(?:\|[ \t]*)?[*_`]{0,3}(?P<mark>[\u200e\u200f\u061c])"
)


def paragraph_direction(text: str, own: Direction) -> Direction:
    """The direction of one paragraph in an article that runs in direction `own`.

    It is `own` unless more than two thirds of its letters run the other way: a Sorani paragraph that begins
    with a Latin name, or holds only figures, stays a Sorani paragraph. Addresses of links are not letters.
    A direction mark at its very start (U+200E, U+200F, U+061C) is the writer's own choice, and decides.
    """
    if chosen := _CHOSEN.match(text):
        return "ltr" if chosen["mark"] == "\u200e" else "rtl"
    if not (_RIGHT_TO_LEFT if own == "ltr" else _LETTER_OF_OTHERS).search(text):
        return own
    words = _TARGETS.sub("](", text) if "]" in text or "<" in text or "/" in text or ":" in text else text
    letters = "".join(_LETTERS.findall(words))
    leftward = len(letters) - len(_RIGHT_TO_LEFT.sub("", letters))
    other = leftward if own == "ltr" else len(letters) - leftward
    if 3 * other > 2 * len(letters):
        return "rtl" if own == "ltr" else "ltr"
    return own


_ALIKE = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("يىۍ", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("ەةھہۀۂۃ", "ه"),
        **{digit: str(value) for digits in (ARABIC_DIGITS, "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)},
        **dict.fromkeys("ـ\u200c\u200d\u200e\u200f\u061c\u00ad\u2060\ufeff", None),
        **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", None),
        **{"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"},
    }
)
_HAMZA_ABOVE = "\u0654"
_LOOSE_HAMZA = re.compile(f"(?<![يو]){_HAMZA_ABOVE}")
_JOINING = re.compile("[^\\0-\u024f\u0600-\u0653\u0655-\u06ff\u2000-\u206f]")
"""What may become one with the letter before it; Latin and Arabic letters and marks are each alike by themselves."""


def normalised(text: str, *, keep_case: bool = False) -> str:
    """The text as search compares it: spelling variants, diacritics, accents, digits and case made alike.

    ئ and ؤ stay letters of their own; أ إ آ become ا, and every round heh (ه ە ھ ة, ه + ZWNJ) becomes ه.
    """
    if text.isascii():
        return text if keep_case else text.lower()
    if (known := _ALPHABETS[keep_case].alike(text)) is not None:
        return known
    if _JOINING.search(text):
        return _alike(text, keep_case)
    return text.translate(_EACH_ALIKE[keep_case])


def _alike(text: str, keep_case: bool) -> str:
    taken_apart = unicodedata.normalize("NFKD", text)
    if not keep_case:
        taken_apart = unicodedata.normalize("NFKD", taken_apart.casefold())
    bare = "".join(mark for mark in taken_apart if mark == _HAMZA_ABOVE or not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", _LOOSE_HAMZA.sub("", bare)).translate(_ALIKE)


class _Letters(dict[int, str]):
    """What each letter becomes where it stands by itself, found out when it is met first."""

    def __init__(self, keep_case: bool) -> None:
        super().__init__()
        self._keep_case = keep_case

    def __missing__(self, code: int) -> str:
        made = self[code] = _alike(chr(code), self._keep_case)
        return made


_EACH_ALIKE = (_Letters(False), _Letters(True))


class _Alphabet:
    """The letters that nearly all texts are made of, a byte for each: as bytes a text is made alike in no time."""

    def __init__(self, letters: str, become: _Letters) -> None:
        alike = {letter: become[ord(letter)] for letter in letters}
        kept = [letter for letter in letters if len(alike[letter]) <= 1]
        spare = "\ufffe" * (256 - len(kept))  # what Python's codecs take for a byte that means nothing
        self._bytes = codecs.charmap_build("".join(kept) + spare)
        self._letters = "".join(alike[letter] or " " for letter in kept) + spare
        self._silent = bytes(number for number, letter in enumerate(kept) if not alike[letter])

    def alike(self, text: str) -> str | None:
        """The text made alike; None where a letter of it is not of this alphabet."""
        try:
            data, _length = codecs.charmap_encode(text, "strict", self._bytes)
        except UnicodeEncodeError:
            return None
        return codecs.charmap_decode(data.translate(None, self._silent), "strict", self._letters)[0]


_USUAL = (
    "\0\t\n\r" + "".join(map(chr, range(0x20, 0x7F))) + "".join(map(chr, range(0x621, 0x653)))
    + ARABIC_DIGITS + "۰۱۲۳۴۵۶۷۸۹" + "پچژگڤڵڕۆێەیکھہۀةں" + "،؛؟٪٫٬«»“”‘’–—…•\u00a0\u200c\u200d\u200e\u200f\u00ad"
    + "çşîûêÇŞÎÛÊéèáàâäöüñ"
)  # fmt: skip
_ALPHABETS = tuple(_Alphabet("".join(dict.fromkeys(_USUAL)), letters) for letters in _EACH_ALIKE)


def in_digits(text: str, language_tag: str) -> str:
    """The text with 0 to 9 written in the digits of the language."""
    return text.translate(str.maketrans(LATIN_DIGITS, language(language_tag).digits))


_GROUPS = {"en": ",", "de": ".", "tr": ".", "kmr": ".", "fr": "\u202f", "ar": "٬", "ckb": "٬", "fa": "٬"}


def grouped(number: int, language_tag: str) -> str:
    """A whole number as the language writes it, in groups of three digits: `1,204`, `١٬٢٠٤`, `1.204`."""
    tag = language(language_tag).tag
    return in_digits(f"{number:,}".replace(",", _GROUPS.get(tag, ",")), tag)


_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ckb": "کانوونی_دووەم شوبات ئازار نیسان ئایار حوزەیران تەمووز ئاب ئەیلوول تشرینی_یەکەم تشرینی_دووەم کانوونی_یەکەم",
    "ar": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "kmr": "Çile Sibat Adar Nîsan Gulan Hezîran Tîrmeh Tebax Îlon Cotmeh Mijdar Berfanbar",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
_DATES = {
    "en": "{month} {day}, {year}",
    "ckb": "{day}ی {month}ی {year}",
    "de": "{day}. {month} {year}",
}
_DAY_MONTH_YEAR = "{day} {month} {year}"


@lru_cache(256)
def months(language_tag: str) -> tuple[str, ...]:
    """January to December in the language, in English where it is not known; Arabic as Iraq names them."""
    names = _MONTHS.get(language(language_tag).tag, _MONTHS["en"])
    return tuple(name.replace("_", " ") for name in names.split())


def month_name(month: int, language_tag: str) -> str:
    """The name of month 1 to 12 in the language."""
    return months(language_tag)[month - 1]


def long_date(day: date, language_tag: str) -> str:
    """The day as the language writes it in a text: `March 3, 2026`, `٣ی ئازاری ٢٠٢٦`, `٣ آذار ٢٠٢٦`."""
    tag = language(language_tag).tag
    form = _DATES.get(tag if tag in _MONTHS else "en", _DAY_MONTH_YEAR)
    written = form.format(day=day.day, month=month_name(day.month, tag), year=day.year)
    return in_digits(written, tag)


def long_time(moment: datetime, language_tag: str) -> str:
    """The day and the time of day, in the moment's own zone: `March 3, 2026, 14:05`."""
    hour = in_digits(f"{moment.hour:02}:{moment.minute:02}", language_tag)
    return f"{long_date(moment, language_tag)}{language(language_tag).comma} {hour}"


_LATIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})
_APOSTROPHES = re.compile("['’ʼ‘]")
_NOT_IN_SLUG = re.compile(rf"(?:[^\w{ZWNJ}]|_)+")
_EDGE_ZWNJ = re.compile(rf"(?<![^\W_]){ZWNJ}+|{ZWNJ}+(?![^\W_])")
_KEPT_MARKS = "\u0653\u0654\u0655"
_SLUG_LENGTH = 80


def slug_of(text: str) -> str:
    """A slug made of a headline: small words joined by hyphens, at most 80 characters, cut at a word's end.

    Latin letters lose their accents; Arabic-script letters stay as they are, without vowel signs.
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower().replace("ـ", ""))
    kept = "".join(mark for mark in apart if mark in _KEPT_MARKS or not unicodedata.category(mark).startswith("M"))
    joined = unicodedata.normalize("NFC", kept.translate(_LATIN)).lower()
    bare = "".join(mark for mark in joined if not unicodedata.category(mark).startswith("M"))
    slug = _NOT_IN_SLUG.sub("-", _EDGE_ZWNJ.sub("", _APOSTROPHES.sub("", bare))).strip("-")
    return _cut_at_word(_EDGE_ZWNJ.sub("", slug))


def _cut_at_word(slug: str) -> str:
    if len(slug) <= _SLUG_LENGTH:
        return slug
    words = slug[: _SLUG_LENGTH + 1].rpartition("-")[0]
    return words or _EDGE_ZWNJ.sub("", slug[:_SLUG_LENGTH])

"""The fixed phrases of wire copy, text ⇄ fields: dateline, byline, a caption's credit, the sign-off.

What is printed by one function here is read back by the other; what is read is judged strictly, since a sentence
mistaken for a dateline is worse than a dateline left in the text.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from desk.article import scripts
from desk.article.languages import LANGUAGES, language
from desk.article.model import Dateline

_SPACES = re.compile(r"\s+")


def dateline_text(dateline: Dateline, language_tag: str) -> str:
    """How the dateline opens the first paragraph: `SULAIMANI (DESK) —`; empty without place and agency.

    The city stands in capitals where its script has them, a country after it does not. The date is not printed.
    """
    place, agency = (_SPACES.sub(" ", part).strip() for part in (dateline.place, dateline.agency))
    city, comma, country = place.partition(",")
    parts = [_capitals(city, language_tag) + comma + country, f"({agency})" if agency else ""]
    return " ".join([part for part in parts if part] + ["—"]) if place or agency else ""


def _capitals(text: str, language_tag: str) -> str:
    return (text.replace("i", "İ") if language(language_tag).tag == "tr" else text).upper()


_OTHER_MONTHS = (
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)


def _month_numbers() -> dict[str, int]:
    tables = [scripts.months(known.tag) for known in LANGUAGES] + [tuple(line.split()) for line in _OTHER_MONTHS]
    return {scripts.normalised(name): number for table in tables for number, name in enumerate(table, start=1)}


MONTHS = _month_numbers()
"""The months by the names of every language, written as `scripts.normalised` does: 1 to 12."""
_DAY = r"(?P<{0}day>\d{{1,2}})(?:ی|ê|\.|st|nd|rd|th)?"
_MONTH = r"(?P<{0}month>[^\W\d_]+(?:\s[^\W\d_]{{3,}})?)\.?"
_DATE = rf"(?:{_MONTH.format('a')}\s+{_DAY.format('a')}|{_DAY.format('b')}\s+{_MONTH.format('b')})"
_DATELINE = re.compile(
    rf"""
    (?P<place>[^\W\d_][^()\[\]<>*:;!?؟—–\n]{{0,70}}?)?
    (?:[,،]\s*{_DATE}(?:[,،]?\s+(?P<year>\d{{4}}))?)?
    (?P<gap>\s*)
    (?:\((?P<agency>[^()\[\]\n]{{1,60}})\)\s*|(?<=\s)/(?P<wired>[^\s/()]{{2,40}})/\s*)?
    (?P<dash>[—–―]|-{{1,3}}(?=\s)|(?<=\))-{{2,3}}|(?<=\)\s)[_ـ](?=\s))
    \s*
    """,
    re.VERBOSE,
)
_DOUBLE_DASH = re.compile(
    rf"(?P<place>[^\W\d_][^()\[\]<>*:;!?؟—–\n]{{0,70}}?)"
    rf"(?:[,،]\s*{_DATE}(?:[,،]?\s+(?P<year>\d{{4}}))?)?(?P<gap>\s)[-–—ـ]\s?"
    r"\((?P<agency>[^()\[\]\n]{1,60})\)\s?(?P<dash>[-–—ـ]{1,2})\s+"
)
"""`CITY - (AGENCY) -`, as Arabic agencies have it."""
_DASHED_DATE = re.compile(
    rf"(?P<place>[^\W\d_][^()\[\]<>*:;!?؟—–\n]{{0,70}}?)(?P<gap>\s)[-–—ـ]\s?{_DATE}(?:[,،]?\s+(?P<year>\d{{4}}))?\s"
    r"\((?P<agency>[^()\[\]\n]{1,60})\)\s?(?P<dash>[-–—ـ]{1,2})\s+"
)
"""`CITY – 3 March 2026 (AGENCY) —`."""
_SLASHED = re.compile(
    rf"(?P<place>[^\W\d_][^()\[\]<>*:;!?؟—–/.\n]{{0,40}}?)(?:[,،]\s*{_DATE}(?:[,،]?\s+(?P<year>\d{{4}}))?)?"
    r"(?P<gap>\s)/\s(?P<agency>[^\W\d_][^()\[\]<>*:;!?؟—–/.,،\n]{2,40}?)\s(?P<dash>/)\s+(?![^\n]*\s/\s)"
)
"""`City / AGENCY /`, as agencies of Iraq have it; a sentence with a third slash is a list."""
_LONGEST_SLASHED = 3
"""Words of a place and of an agency between slashes."""
_FORMS = (_DOUBLE_DASH, _DASHED_DATE, _SLASHED, _DATELINE)
_CAPITAL_CITY = re.compile(r"[^\W\d_a-z]{3,}(?:[ -][^\W\d_a-z]{2,}){0,2}, (?:[A-Z][a-z]+ ?){1,3}")
"""A city in capitals with its country is a dateline also before a bare hyphen: `ERBIL, Kurdistan Region -`."""
_LONGEST_DATELINE = 400
_FULL_STOP = re.compile(r"[^\W\d_]{4,}\.\s")
_BOLD = re.compile(r"(\*\*|__)([^*_\n]{1,120}?)\1")
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "al and de del der di do da du el en es la las le les los of on sur the upon van von y et")
)


def split_dateline(paragraph: str, language_tag: str = "en", today: date | None = None) -> tuple[Dateline, str] | None:
    """The dateline at the head of a paragraph and the text behind it, or None where there is none.

    Reads `CITY (AGENCY) —`, `CITY, Country (AP) -`, `CITY, March 3 (Reuters) –`, `City / AGENCY /` in Latin and Arabic
    script, in bold too. A date without its year is the last such day up to a week after `today`: news tells of what
    has been.
    """
    text = (
        _BOLD.sub(r"\2", paragraph.lstrip(), count=1) if paragraph.lstrip()[:2] in ("**", "__") else paragraph.lstrip()
    )
    matches = (form.match(text, 0, _LONGEST_DATELINE) for form in _FORMS)
    match = next((found for found in matches if found and _is_dateline(found, language_tag)), None)
    if match is None:
        return None
    day = _day_of(match, today or date.today())
    place, agency = (_SPACES.sub(" ", part or "").strip(" ,،") for part in (match["place"], _agency(match)))
    return Dateline(place, agency, day), text[match.end() :]


def _is_dateline(match: re.Match[str], language_tag: str) -> bool:
    place, agency = match["place"] or "", _agency(match)
    if match["dash"] == "-" and not agency and not _CAPITAL_CITY.fullmatch(place):
        return False
    if agency and not _is_agency(agency):
        return False
    if match["dash"] == "/" and not _is_slashed(place, agency):
        return False
    if not place:
        return bool(agency) and match.start("agency") == 1
    if place[-1:] in ".,،" or (not match["gap"] and agency):
        return place.endswith("D.C.")
    return _is_place(place, bool(agency), language_tag)


def _is_slashed(place: str, agency: str) -> bool:
    """Whether two slashes part place and agency: few words, and in Latin script an agency that is written as one."""
    if max(len(part.split()) for part in (re.split("[,،]", place)[0], agency)) > _LONGEST_SLASHED:
        return False
    return agency == agency.upper() or agency.rsplit(maxsplit=1)[-1] in ("News", "Agency", "Press")


def _agency(match: re.Match[str]) -> str:
    return match["agency"] or match.groupdict().get("wired") or ""


def _is_agency(text: str) -> bool:
    return not any(mark.isdecimal() for mark in text) and len(text.split()) <= 6 and not text[:1].islower()


def _is_place(place: str, has_agency: bool, language_tag: str) -> bool:
    city = re.split("[,،]", place)[0].strip()
    words = re.split(r"[\s/]+", city)
    if len(city) < 2 or any(mark.isdecimal() for mark in place) or _FULL_STOP.search(place):
        return False
    if len(place[len(city) :].split()) > (8 if has_agency else 4):
        return False
    if city.lower() == city.upper():
        return len(words) <= (5 if has_agency else 3)
    capitals = all(word in _SMALL_WORDS or word in (word.upper(), _capitals(word, language_tag)) for word in words)
    named = all(word[:1].isupper() or word in _SMALL_WORDS or word[:3] == "al-" for word in words)
    return capitals or (has_agency and named and len(words) <= 5)


def _day_of(match: re.Match[str], today: date) -> date | None:
    name = scripts.normalised(match["amonth"] or match["bmonth"] or "")
    month = MONTHS.get(name, MONTHS.get(name.removesuffix("ی")))
    if month is None:
        return None
    day, year = int(match["aday"] or match["bday"]), match["year"]
    years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
    days = [found for found in (_date(one, month, day) for one in years) if found]
    return max((found for found in days if year or found <= today + timedelta(days=7)), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_LAST_BRACKET = re.compile(r"\s*\((?P<credit>(?:[^()\n]|\([^()\n]*\)){1,160})\)\s*\Z")
_PHOTO = r"photo(?:graph)?s?|pictures?|images?|foto(?:ğraf)?|وێنەی?|فۆتۆی?|صورة|الصورة|تصوير|عکس"
_PHOTO_WORD = rf"(?:{_PHOTO}|credit)"
_LABEL_MARK = rf"{_PHOTO_WORD}(?:\s+(?:by|courtesy of))?\s*[:：]\s*"
_LABEL = re.compile(
    rf"(?:\A|(?<=[.!?؟…»”\"'\n|])|\s[—–-])\s*{_LABEL_MARK}(?P<credit>[^\n:]{{1,160}}?)\s*\Z", re.IGNORECASE
)
_LABELLED = re.compile(_LABEL_MARK, re.IGNORECASE)
_AGENCIES = r"AFP|AP|Reuters|Getty|EPA|Anadolu|Xinhua|DPA|agency|agencies|رويترز|أ ف ب"
_CREDIT_WORD = re.compile(rf"\b(?:{_PHOTO_WORD}|{_AGENCIES}|handout|via|courtesy|file)\b", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", "؟", "…", "»", "”", '"', "’", "'")
_SENTENCE = re.compile(r"[!?؟]$|[^\W\d_]{4,}\.$")


def split_credit(caption: str) -> tuple[str, str]:
    """A caption and the credit at its end, in brackets or after “Photo:”; without a credit, the caption whole."""
    text = caption.strip()
    bracket = _LAST_BRACKET.search(text) if text.endswith(")") else None  # most paragraphs are looked at no further
    if bracket and _is_credit(text[: bracket.start()], bracket["credit"].strip()):
        return text[: bracket.start()].rstrip(), _LABELLED.sub("", bracket["credit"].strip(), count=1).strip()
    label = None if bracket or (":" not in text and "：" not in text) else _LABEL.search(text)
    if label:
        return text[: label.start()].rstrip(" \t\n|"), label["credit"].strip()
    return text, ""


def _is_credit(before: str, credit: str) -> bool:
    if not credit or not any(mark.isalpha() for mark in credit) or len(credit.split()) > 12:
        return False
    if _CREDIT_WORD.search(credit) or re.search(r"\S/\S", credit):
        return True
    ends = not before or before.rstrip().endswith(_SENTENCE_ENDS)
    return ends and not _SENTENCE.search(credit)


_PHOTO_LABEL = re.compile(
    rf"\A(?:{_PHOTO_WORD}(?:\s*[:：]|(?:\s+(?:by|courtesy of))\b\s*[:：]?)|(?:وێنەی|فۆتۆی)\s)\s*", re.IGNORECASE
)
_PHOTO_ENDING = re.compile(rf"[\s,/–—-]+{_PHOTO_WORD}\Z", re.IGNORECASE)
_NAMES_PHOTO = re.compile(rf"\b(?:{_PHOTO})\b", re.IGNORECASE)


def bare_credit(credit: str) -> str:
    """A credit without saying that it is a photo’s: `Photo: Reuters` and `Reuters photo` are `Reuters`."""
    text = credit.strip()
    return _PHOTO_ENDING.sub("", _PHOTO_LABEL.sub("", text)).strip() or text


def names_photo(text: str) -> bool:
    """Whether a text has a word for a photo in it."""
    return bool(_NAMES_PHOTO.search(text))


def caption_text(caption: str, credit: str) -> str:
    """The caption with its credit in brackets, as it stands under a photo in print."""
    parts = (caption.strip(), f"({credit.strip()})" if credit.strip() else "")
    return " ".join(part for part in parts if part)


_SIGN_OFF = re.compile(r"(?P<mark>\*\*|\*|__|_|)(?P<text>\((?:[^()]|\([^()]*\)){2,198}\))(?P=mark)")
_LETTER = re.compile(r"[^\W\d_]")


def split_sign_off(body: str) -> tuple[str, str]:
    """The body without its last paragraph where that is a sign-off in brackets, `(Desk News/AFP)`, and the sign-off."""
    text = body.rstrip()
    line = text.rfind("\n") + 1
    match = _SIGN_OFF.fullmatch(text[line:].strip())
    if match is None or text[text.rfind("\n", 0, max(0, line - 1)) + 1 : line].strip():
        return body, ""
    if not _LETTER.search(match["text"]) or _SENTENCE.search(match["text"][1:-1].rstrip()):
        return body, ""
    return text[:line].rstrip(), match["text"]


_BYLINE = re.compile(
    r"""
    \s*(?:\*\*|__|\*|_)?
    (?:(?P<latin>(?:by|par|von)\s+)
      |(?:لە\s+)?نووسینی?\s*[:：]?\s+|نووسەر\s*[:：]\s*|ئامادەکردنی?\s*[:：]?\s+|ڕاپۆرتی?\s*[:：]\s*|لە\s?لایەن\s*[:：]\s*
      |بقلم\s*[:：]?\s+|كتبه?\s*[:：]\s*|إعداد\s*[:：]\s*|تقرير\s*[:：]\s*)
    (?P<names>[^\n.!?؟:;—]{2,120}?(?:\s[A-Z]\.[^\n.!?؟:;—]{1,60})?)
    (?:\*\*|__|\*|_)?\s*\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINING = frozenset(
    re.findall(r"\w+", "and with in for of et y und de la le di da del der van von bin ibn al el the via")
)
_NOT_NAMES = frozenset(re.findall(r"\w+", "monday tuesday wednesday thursday friday saturday sunday"))


def split_byline(line: str) -> str | None:
    """Who is named by a line such as `By Hemin Karim and Sara Ali`, or None where it is no byline."""
    match = _BYLINE.match(line)
    if match is None:
        return None
    names = match["names"].strip(" ,،*_")
    return names if not match["latin"] or _are_names(names) else None


_AND = re.compile(r"\s*[,،;؛]\s*(?:(?:and|و)\s+)?|\s+(?:and|&|و|et|und|ve|û)\s+", re.IGNORECASE)


def split_names(line: str) -> tuple[str, ...]:
    """The people that a line such as `Hemin Karim, Sara Ali and Rêbîn Aziz` names, each apart and once."""
    names = (name.strip() for name in _AND.split(line))
    return tuple(dict.fromkeys(name for name in names if name))


def _are_names(text: str) -> bool:
    words = re.split(r"[\s,/&]+", text)
    if any(word.lower() in _NOT_NAMES for word in words):
        return False
    written = all(word[:1].isupper() or word.lower() in _JOINING or not word[:1].isalpha() for word in words if word)
    named = [word for word in words if word and word.lower() not in _JOINING]
    return written and (len(named) >= 2 or (bool(named) and named[0].isupper()))

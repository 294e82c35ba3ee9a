"""What a page adds around a story, line by line: menus, share buttons and counts, newsletter boxes, cookie lines.

And the labels above the titles of other stories. A line is told by the whole of it, never by a word in it, so that no
sentence is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desk.article.scripts import normalised
from desk.formats import wire_lists as lists
from desk.formats.wire_arrangement import Role

_LONGEST = 240
"""Characters of the longest line that may be a page's."""
_LEAST_WORDS = 3
"""Words of the shortest line of a page that ends as a sentence does: “Home.” is somebody's."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a line seems to be. What is not `sure` needs others around it, a `sentence` close to it.

    A `label` stands above titles of that role.
    """

    role: Role
    sure: bool = False
    label: bool = False
    sentence: bool = False


def sign_of(text: str) -> Sign | None:
    """What a line of a page is by its words, None where they are anybody's."""
    if len(text) > _LONGEST or (text[-1:] in ".!?؟" and len(text.split()) < _LEAST_WORDS):
        return None
    whole = key(text)
    if whole in _LABELS:
        return Sign(_LABELS[whole], " " in whole, label=True)
    return _titled(text) or _counted(whole) or _furniture(text, whole)


def is_label(text: str) -> bool:
    """Whether a line stands above titles of other stories."""
    return key(text) in _LABELS


_TRIM = " \t\u00a0:：.…،,»«›‹→←➔➜▶►◄⟵⟶|•·-–—*[]()“”\"'"


def key(text: str) -> str:
    """A line as it is compared: spelling variants, case, and the marks around it made alike."""
    return " ".join(normalised(text).strip(_TRIM).split())


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(key, lists.phrases(words)))


_LABELS: Mapping[str, Role] = {
    **dict.fromkeys(_keys(lists.PREVIOUS), Role.PREVIOUS),
    **dict.fromkeys(_keys(lists.NEXT), Role.NEXT),
    **dict.fromkeys(_keys(lists.RELATED), Role.RELATED),
}
_READ_MORE, _SURE, HOME = _keys(lists.READ_MORE), _keys(lists.SURE), _keys(lists.HOME)
"""The last of them: where a path through a site begins, as `key` writes it."""
SECTIONS = _keys(lists.SECTIONS)
"""Names of a site's sections, as `key` writes them."""
_LOOSE = _keys(lists.LOOSE) | SECTIONS
_OPENINGS, _OF_A_PAGE, _SAYS = (tuple(_keys(words)) for words in (lists.OPENINGS, lists.OF_A_PAGE, lists.SAYS))
_QUOTE = re.compile('[“”"«»„]')


def _titled(text: str) -> Sign | None:
    """A label with a title behind it: `Previous article: …`, `Read more: …`."""
    label, colon, title = _parted(text)
    found = key(label)
    if colon and any(mark.isalpha() for mark in title):
        if found in _LABELS:
            return Sign(_LABELS[found], " " in found)
        if found in _READ_MORE:
            return Sign(Role.RELATED, " " in found)
    if text[:1] in "←⟵" or text[-1:] in "→⟶":
        return Sign(Role.PREVIOUS if text[:1] in "←⟵" else Role.NEXT)
    return None


def _parted(text: str) -> tuple[str, str, str]:
    label, colon, title = text.replace("：", ":", 1).partition(":")
    return label, colon, title


_NUMBER = r"(?P<number>\d[\d.,،٬٫]{0,14})\s?(?P<times>k|m|الف|مليون|هزار|ملیون|million|thousand)?"
_SHARES, _NETWORKS = ("|".join(sorted(_keys(words), reverse=True)) for words in (lists.SHARES, lists.NETWORKS))
_TOTAL = re.compile(
    rf"(?:(?:total )?(?:{_SHARES})\s?[:：]?\s?{_NUMBER}|{_NUMBER.replace('?P<', '?P<a')}\s(?:total )?(?:{_SHARES}))"
)
_EACH = re.compile(rf"(?:{_NETWORKS})\s?[:：(]?\s?{_NUMBER}")
_OTHER_COUNT = re.compile(
    r"\d[\d.,٬]{0,14}\s?[km]?\s(?:views?|comments?|reads?|likes?|min(?:ute)?s? read|(?:min(?:ute)?|hour|day)s? ago"
    r"|مشاهده|مشاهدات|تعلیق|تعلیقات|قراءه|بینین|خوێندنهوه|کۆمێنت)"
)


def _counted(whole: str) -> Sign | None:
    if _TOTAL.fullmatch(whole) or _EACH.fullmatch(whole):
        return Sign(Role.SHARES, sure=True)
    return Sign(Role.FURNITURE) if _OTHER_COUNT.fullmatch(whole) else None


_COPYRIGHT = re.compile(
    r"(?:©|copyright|حقوق النشر|مافی بڵاوکردنەوە)[\s©]{0,3}\d{4}(?P<owner>.{0,60})\Z", re.IGNORECASE
)
_RIGHTS = re.compile(r"\breserved\b|محفوظة|پارێزراو", re.IGNORECASE)
_SMALL_WORDS = frozenset(("by", "of", "the", "and", "for", "de", "et", "al"))
_LONGEST_OWNER = 5
"""Words of the longest name of whoever owns a page."""
_PARTS = re.compile(r"\s*[|>»›/•·]\s*")


def _furniture(text: str, whole: str) -> Sign | None:
    if whole in _SURE:
        return Sign(Role.FURNITURE, sure=True)
    parts = [key(part) for part in _PARTS.split(text) if part.strip()]
    if len(parts) > 2 and (all(part in _LOOSE for part in parts) or (parts[0] in HOME and ">" in text)):
        return Sign(Role.FURNITURE, sure=True)
    if _is_copyright(text) or whole in _LOOSE or (parts and all(part in _LOOSE for part in parts)):
        return Sign(Role.FURNITURE)
    return Sign(Role.FURNITURE, sentence=True) if _is_of_a_page(text, whole) else None


def _is_copyright(text: str) -> bool:
    """Whether a line says whose the page is, rather than what became of a copyright."""
    found = _COPYRIGHT.match(text)
    if found is None or _RIGHTS.search(text):
        return found is not None
    words = found["owner"].split()
    return len(words) <= _LONGEST_OWNER and not any(word[0].islower() and word not in _SMALL_WORDS for word in words)


def _is_of_a_page(text: str, whole: str) -> bool:
    """Whether a sentence speaks for the page: an offer of its newsletter, a word on its cookies."""
    if not whole.startswith(_OPENINGS) or _QUOTE.search(text):
        return False
    return any(word in whole for word in _OF_A_PAGE) and not any(word in whole for word in _SAYS)


def without_label(text: str) -> str:
    """A title without the label and the arrows around it: `Previous article: Rain returns` is `Rain returns`."""
    label, colon, title = _parted(text)
    labelled = colon and (key(label) in _LABELS or key(label) in _READ_MORE)
    return (title if labelled else text).strip(" \t\u00a0←→⟵⟶‹›»«•")


_TIMES = {"k": 1000, "thousand": 1000, "الف": 1000, "هزار": 1000}


def shares_in(lines: Iterable[str]) -> int:
    """How often a page says that it was shared: the greatest total, or the sum over the networks; 0 where unknown."""
    totals, each = [0], 0
    for line in lines:
        whole = key(line)
        if found := _TOTAL.fullmatch(whole) or re.fullmatch(_NUMBER, whole):
            parts = found.groupdict()
            number, times = parts["number"] or parts.get("anumber"), parts["times"] or parts.get("atimes")
            totals.append(_value(number or "0", times or ""))
        elif found := _EACH.fullmatch(whole):
            each += _value(found["number"], found["times"] or "")
    return max(totals) or each


def _value(number: str, times: str) -> int:
    if times:
        whole, _mark, part = re.sub("[,،٬٫]", ".", number).strip(".").partition(".")
        scale = _TIMES.get(times, 1_000_000)
        return int(whole) * scale + int(int(part or "0") * scale / 10 ** len(part) if part.isdecimal() else 0)
    return int(re.sub(r"\D", "", number))

"""What a page adds around a story is taken out of it: furniture, share counts, and the titles of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.formats.wire_arrangement import Role
from desk.formats.wire_days import is_date_line
from desk.formats.wire_furniture import key
from desk.formats.wire_phrases import is_bracketed_sign_off, is_sign_off
from desk.formats.wire_work import Work

_OTHER_STORIES = frozenset((Role.PREVIOUS, Role.NEXT, Role.RELATED))
_FULL_STOP = re.compile(r"[.؟][\"'”’»)\]]*\Z")
_LEAST_MENU = 3
"""Words of a menu, each on its own line, that are one even amid a story."""


def take_page(work: Work) -> None:
    """Find the roles of all that surely is a page's, and of what by its place and its neighbours is."""
    at = _take_mail_header(work)
    while at < len(work.passages):
        sign = work.signs[at]
        if sign and sign.label and (sign.sure or work.is_outside(at)):
            at = _take_titles(work, at)
        at += 1
    for at in range(len(work.passages)):
        _take_line(work, at)
    _take_neighbours(work)
    _take_sentences(work)
    for at in range(1, len(work.passages) - 1):
        if work.is_outside(at) and _is_amid_page(work, at):
            work.roles[at] = Role.FURNITURE


def _is_amid_page(work: Work, at: int) -> bool:
    """Whether a line, no sentence, stands between lines of a page in one block with them."""
    if not work.is_free(at) or work.lines[at] or not (work.is_joined(at) and work.is_joined(at + 1)):
        return False
    text = work.passages[at].text
    if text[0] == "(" or is_sign_off(text):
        return False
    return _is_page(work, at - 1) and _is_page(work, at + 1)


_MAIL_HEADER = re.compile(r"(?:From|To|Cc|Sent|Date|Subject|Reply-To):\s", re.IGNORECASE)


def _take_mail_header(work: Work) -> int:
    """Take the lines that a mail program puts above a copy; the first passage below them."""
    end = 0
    while end < len(work.passages) and _MAIL_HEADER.match(work.passages[end].text) and (not end or work.is_joined(end)):
        end += 1
    if end < _LEAST_MENU - 1:
        return 0
    for at in range(end):
        work.roles[at] = Role.FURNITURE
    return end


def _take_titles(work: Work, at: int) -> int:
    """Take a label and the titles below it, or two labels in a row and a title for each; the last index that is taken.

    A label without a title is but furniture.
    """
    labels = [at]
    following = work.signs[at + 1] if at + 1 < len(work.passages) else None
    if following and following.label and Role.RELATED not in (following.role, _role(work, at)):
        labels.append(at + 1)
    most = len(labels) if _role(work, at) is not Role.RELATED else len(work.passages)
    titles = list(_titles_below(work, labels[-1], most))
    if len(labels) == 2 and len(titles) < 2:
        labels, titles = [at], []
    for label in labels:
        work.roles[label] = Role.FURNITURE
    for number, title in enumerate(titles):
        work.roles[title] = _role(work, labels[min(number, len(labels) - 1)])
    return max([*labels, *titles])


def _role(work: Work, at: int) -> Role:
    sign = work.signs[at]
    return sign.role if sign else Role.FURNITURE


def _titles_below(work: Work, label: int, most: int) -> Iterator[int]:
    """The titles that stand below a label: above the story those of its block, amid it those of one block, at most."""
    found, at = 0, label + 1
    below = label > work.last
    while at < len(work.passages) and found < most:
        if work.is_title(at) and not (below and found and _is_day(work, at)):
            if not (below or work.is_joined(at) or (label > work.first and at == label + 1)):
                return
            found += 1
            yield at
        elif not (below and found and _is_of_a_list(work, at)):
            return
        at += 1


def _is_day(work: Work, at: int) -> bool:
    return is_date_line(work.passages[at].line, with_year=False)


def _is_of_a_list(work: Work, at: int) -> bool:
    """Whether a line stands between titles of a list: the day of one, how often it was read."""
    sign = work.signs[at]
    if _is_day(work, at) or (sign and sign.role is Role.FURNITURE and not (sign.sure or sign.sentence)):
        work.roles[at] = Role.FURNITURE
        return True
    return False


def _take_line(work: Work, at: int) -> None:
    """Take a line that tells by itself what it is."""
    sign = work.signs[at]
    if sign is None or work.roles[at] is not None or work.lines[at] is Role.END:
        return
    if sign.role is Role.SHARES:
        if work.is_outside(at) or _is_page(work, at - 1):
            work.roles[at] = Role.SHARES
    elif sign.label or sign.role is Role.FURNITURE:
        if sign.sure or (work.is_outside(at) and not sign.sentence):
            work.roles[at] = Role.FURNITURE
            _take_number(work, at)
    elif (sign.sure or work.is_outside(at)) and not _FULL_STOP.search(work.passages[at].line):
        work.roles[at] = sign.role


def _take_number(work: Work, at: int) -> None:
    """Take a number that stands by itself above the word for it: `120`, `Shares`."""
    if key(work.passages[at].line) in ("shares", key("مشاركات"), key("هاوبەشکردن")) and work.is_free(at - 1):
        number = work.passages[at - 1].line
        if len(number) < 12 and number[0].isdecimal() and not any(mark.isalpha() for mark in number[:-1]):
            work.roles[at - 1] = Role.SHARES


def _is_page(work: Work, at: int) -> bool:
    return 0 <= at < len(work.passages) and work.roles[at] in (Role.FURNITURE, Role.SHARES, *_OTHER_STORIES)


def _take_neighbours(work: Work) -> None:
    """Take lines amid the story that may be a page's: those of one block with what is, and whole menus."""
    run: list[int] = []
    for at in range(len(work.passages) + 1):
        sign = work.signs[at] if at < len(work.passages) and work.is_free(at) else None
        if sign and not sign.sentence and sign.role in (Role.FURNITURE, Role.SHARES):
            run.append(at)
            continue
        if run and (len(run) >= _LEAST_MENU or _is_joined_to_page(work, run[0], run[-1])):
            for one in run:
                work.roles[one] = _role(work, one)
        run = []


def _is_joined_to_page(work: Work, first: int, last: int) -> bool:
    above = _is_page(work, first - 1) and work.is_joined(first)
    below = _is_page(work, last + 1) and work.is_joined(last + 1)
    if not all(work.is_joined(at) for at in range(first + 1, last + 1)):
        return False
    return above or below


def _take_sentences(work: Work) -> None:
    """Take sentences that speak for the page: in one block with its lines, or where the story has surely ended."""
    for at, sign in enumerate(work.signs):
        if sign is None or not sign.sentence or not work.is_free(at):
            continue
        between = range(work.last + 1, at) if at > work.last else range(at + 1, work.first)
        if _is_joined_to_page(work, at, at) or any(_ends_story(work, one) for one in between):
            work.roles[at] = Role.FURNITURE


def _ends_story(work: Work, at: int) -> bool:
    """Whether a passage is surely not amid the story: the title of the one before or after, the sign-off."""
    return work.roles[at] in (Role.PREVIOUS, Role.NEXT) or is_bracketed_sign_off(work.passages[at].text)

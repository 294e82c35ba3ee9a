"""What stands above a story's text: kicker, headline, summary, byline, day, captions, notes, the dateline."""

from __future__ import annotations

import re

from desk.article import wire
from desk.formats import wire_lists as lists
from desk.formats import wire_phrases as phrases
from desk.formats.wire_arrangement import Passage, Role
from desk.formats.wire_days import is_date_line
from desk.formats.wire_furniture import HOME, SECTIONS, key, sign_of
from desk.formats.wire_work import Work

_DEEPEST = 20
"""Passages below which no dateline is looked for."""
_LONGEST_SUMMARY = 400
_LONGEST_HEADLINE_SENTENCE = 120
_LONGEST_KICKER = 40
_KICKERS = frozenset(map(key, lists.phrases(lists.KICKERS))) | SECTIONS
_DESK_LINES = frozenset((Role.EMBARGO, Role.SLUGLINE, Role.NOTE, Role.CORRECTION, Role.KEYWORDS))


_BAR = re.compile(r"\s+[|•·]\s+")
_LONGEST_LINE = 160


def head_line_parts(passage: Passage) -> list[Passage]:
    """A line that tells byline and day at once, parted by bars, as a passage for each; any other line as it is."""
    text, parts, at, before = passage.text, [], 0, passage.before
    for bar in _BAR.finditer(text) if len(text) <= _LONGEST_LINE else ():
        parts.append(Passage(text[at : bar.start()], before=before))
        at, before = bar.end(), bar[0]
    parts.append(Passage(text[at:], before=before))
    return parts if len(parts) > 1 and all(_is_of_head(part.text) for part in parts) else [passage]


def _is_of_head(text: str) -> bool:
    sign = sign_of(text)
    return bool(
        wire.split_byline(text) or is_date_line(text) or (sign and sign.role is Role.FURNITURE and not sign.sure)
    )


def take_head(work: Work) -> None:
    """Find the roles of what stands above the text, and which passage a dateline opens."""
    dateline = _dateline_at(work)
    end = dateline if dateline >= 0 else _text_at(work)
    for at in range(end):
        if work.is_free(at):
            work.roles[at] = _plain_role(work, at, surely=dateline < 0)
    _take_credits(work, end)
    _take_mast(work, [at for at in range(end) if work.is_free(at)])
    left = [at for at in range(end) if work.is_free(at)]
    headline = _take_headline(work, left, dateline >= 0)
    if headline >= 0:
        _take_kicker_above(work, headline)
        _take_summary(work, [at for at in left if work.is_free(at)], end, dateline >= 0)
    first = next((at for at in range(len(work.passages)) if work.is_free(at)), -1)
    if first >= 0 and first == dateline:
        work.dateline_at = dateline


def opens_with_dateline(work: Work) -> bool:
    """Whether the very first words of a copy are a dateline."""
    return _dateline_at(work) == 0


def _dateline_at(work: Work) -> int:
    """The first passage that a dateline opens, -1 where there is none before the story is well on its way."""
    prose = 0
    for at in range(min(len(work.passages), _DEEPEST)):
        if work.is_free(at) and wire.split_dateline(f"{work.passages[at].text[:400]} ", work.language):
            return at
        prose += work.is_free(at) and work.prose[at]
        if prose > 2:
            return -1
    return -1


def _text_at(work: Work) -> int:
    """Where the text begins that no dateline opens: at its first sentence, or below the lines that follow a summary."""
    top = next((at for at in range(len(work.passages)) if work.is_free(at) and not work.lines[at]), 0)
    opens = work.is_title(top)
    end = next((at for at in range(top + opens, len(work.passages)) if work.prose[at]), len(work.passages))
    return _below_summary(work, end) if opens else end


def _below_summary(work: Work, summary: int) -> int:
    """Where the text begins if a sentence is the summary: where byline or day follow it, and what else a head has."""
    at, is_head = summary + 1, False
    while at < len(work.passages):
        role = _plain_role(work, at, surely=True) if work.is_free(at) else work.roles[at]
        if role is None and not work.signs[at]:
            break
        is_head = is_head or role in (Role.BYLINE, Role.DATE)
        at += 1
    return at if is_head and at < len(work.passages) else summary


def _plain_role(work: Work, at: int, *, surely: bool) -> Role | None:
    """What a line above the text is by its own words."""
    line = work.passages[at].line
    if work.lines[at] in _DESK_LINES:
        return work.lines[at]
    if len(line) > phrases.LONGEST:
        return None
    sign = work.signs[at]
    if sign and sign.role is Role.FURNITURE and not sign.sentence and key(line) not in SECTIONS:
        return Role.FURNITURE
    if wire.split_byline(line):
        return Role.BYLINE
    if is_date_line(line):
        return Role.DATE
    if phrases.is_credit(line):
        return Role.CREDIT
    return Role.CAPTION if phrases.is_caption(line, surely=surely) else None


def _take_credits(work: Work, end: int) -> None:
    """Take the line above a credit, in one block with it, for the caption; and one below a byline for more of it."""
    for at in range(1, end):
        if (
            work.roles[at] is Role.CREDIT
            and work.is_joined(at)
            and work.is_free(at - 1)
            and _may_be_caption(work, at - 1)
        ):
            work.roles[at - 1] = Role.CAPTION
        if work.roles[at - 1] is Role.BYLINE and work.is_joined(at) and work.is_free(at) and _is_short(work, at):
            work.roles[at] = Role.BYLINE


def _may_be_caption(work: Work, at: int) -> bool:
    return at > 0 and work.is_free(at) and len(work.passages[at].text) <= _LONGEST_SUMMARY


def _is_short(work: Work, at: int) -> bool:
    text = work.passages[at].text
    return len(text.split()) <= 4 and work.is_title(at) and not any(mark.isdecimal() or mark in ":：" for mark in text)


_LONGEST_MAST = 4
"""Words of the longest name of a site that is told above a headline."""
_NAMES_A_SITE = re.compile(
    r"\b(?:News|Press|TV)\Z|\A(?:وكالة|صحيفة|جريدة|ئاژانسی|ڕۆژنامەی)\s|\b(?:نيوز|نیوز|برس|پرێس)\Z"
)
_NAMES_AN_AGENCY = re.compile(r"\b(?:News|Press) Agency\Z|\bئاژانسی هەواڵ(?:ەکان)?\Z")


def _take_mast(work: Work, left: list[int]) -> None:
    """Take the site's name above a longer headline: the page's above its menu, else the kicker, which is kept."""
    if len(left) < 2:
        return
    at, below = left[:2]
    line = work.passages[at].line
    words = len(line.replace(" - ", " ").split())
    if words > _LONGEST_MAST or not (work.is_title(at) and work.is_title(below)):
        return
    if words >= len(work.passages[below].line.split()) or key(line) in _KICKERS:
        return
    joined = below > at + 1 or work.is_joined(below)
    if _is_above_menu(work, at) or (joined and _NAMES_AN_AGENCY.search(line)):
        work.roles[at] = Role.FURNITURE
    elif joined and _NAMES_A_SITE.search(line):
        work.roles[at] = Role.KICKER


def _is_above_menu(work: Work, at: int) -> bool:
    """Whether a site's menu stands below a line; one section's name alone may be the headline's."""
    below = range(at + 1, min(at + 3, len(work.passages)))
    menu = [key(work.passages[one].line) for one in below if work.roles[one] is Role.FURNITURE]
    return bool(menu) and (menu[0] in HOME or (len(menu) == 2 and menu[0] in SECTIONS))


def _take_headline(work: Work, left: list[int], has_dateline: bool) -> int:
    """Take the headline, and a kicker above it, from what is left of the head; its index, -1 where there is none."""
    if not left:
        return -1
    at = left[0]
    if len(left) > 1 and _is_kicker(work, at, left[1]) and work.is_title(left[1]):
        work.roles[at] = Role.KICKER
        at = left[1]
    if len(work.passages) < 2 or not (work.is_title(at) or (has_dateline and _is_short_sentence(work, at))):
        return -1
    if not has_dateline and _goes_on(work, at):
        return -1
    work.roles[at] = Role.HEADLINE
    return at


def _is_short_sentence(work: Work, at: int) -> bool:
    text = work.passages[at].text
    return len(text) <= _LONGEST_HEADLINE_SENTENCE and "\n" not in text and text.rstrip(".").count(". ") == 0


def _goes_on(work: Work, at: int) -> bool:
    """Whether a line is the first of several, as a stanza's is, rather than one by itself."""
    below = at + 1
    if work.by_line:
        return not any(work.prose)
    if not (work.is_joined(below) and work.is_free(below)):
        return False
    return not (work.prose[below] and len(work.passages[below].text) > 80)


def _is_kicker(work: Work, at: int, headline: int) -> bool:
    line = work.passages[at].line
    if len(line) > _LONGEST_KICKER or len(line.split()) > 4 or not work.is_title(at):
        return False
    return key(line) in _KICKERS or (line.isupper() and not work.passages[headline].line.isupper())


def _take_kicker_above(work: Work, headline: int) -> None:
    """Take a section's name right above the headline for the kicker, unless it ends a menu."""
    above = headline - 1
    menu = above > 0 and work.roles[above - 1] is Role.FURNITURE
    alone = not menu or (not work.is_joined(above) and work.is_joined(above - 1))
    if above >= 0 and alone and work.roles[above] is Role.FURNITURE and key(work.passages[above].line) in _KICKERS:
        work.roles[above] = Role.KICKER


def _take_summary(work: Work, left: list[int], end: int, has_dateline: bool) -> None:
    """Take the one passage between headline and text for the summary, or for what a few words say."""
    if len(left) != 1:
        return
    at = left[0]
    text = work.passages[at].text
    bylined = any(work.roles[one] is Role.BYLINE for one in range(end))
    if key(text) in _KICKERS:
        work.roles[at] = Role.KICKER
    elif has_dateline and not bylined and len(text.split()) < 5 and work.is_title(at) and text[:1].isalpha():
        work.roles[at] = Role.BYLINE
    elif len(text) <= _LONGEST_SUMMARY and (has_dateline or _is_followed(work, at, end)):
        work.roles[at] = Role.SUMMARY


def _is_followed(work: Work, at: int, end: int) -> bool:
    """Whether the lines of a head go on below a passage, so that it cannot be the text's first."""
    known = (Role.BYLINE, Role.DATE, Role.CAPTION)
    return len(work.passages[at].text.split()) > 4 and any(work.roles[one] in known for one in range(at + 1, end))

"""What stands in and below a story's text: captions, subheadings, quotes, the sign-off, end marks, the desk's lines."""

from __future__ import annotations

from desk.formats import wire_phrases as phrases
from desk.formats.wire_arrangement import Role
from desk.formats.wire_days import is_date_line, is_labelled
from desk.formats.wire_work import Work

_MOST_SIGN_OFFS = 3
_LONGEST_SIGN_OFF = 200
_LONGEST_SUBHEADING, _MOST_WORDS = 70, 9
_LEAST_TEXT = 60
"""Characters of the paragraphs between which a short line is surely a subheading."""


def take_tail(work: Work) -> None:
    """Find the roles of what stands in the text and below it."""
    last = max(work.last, work.last_words())
    for at in range(len(work.passages)):
        if work.is_free(at):
            work.roles[at] = _plain_role(work, at, last)
    _take_end_mark(work)
    _take_sign_offs(work)
    for at in range(1, len(work.passages) - 1):
        if _is_subheading(work, at):
            work.roles[at] = Role.SUBHEADING


def _plain_role(work: Work, at: int, last: int) -> Role | None:
    """What a passage is by its own words; `last` is where anybody's last words stand."""
    passage, role = work.passages[at], work.lines[at]
    if role is Role.END:
        surely = phrases.is_sure_end_mark(passage.line)
        return Role.END if surely or at < work.first or at > last else None
    if role is not None and work.is_outside(at):
        return role
    if passage.text[0] == ">":
        return Role.QUOTE
    if len(passage.text) <= phrases.LONGEST and phrases.is_caption_amid_text(passage.line):
        return Role.CAPTION
    if at > work.last and len(passage.text) < 100 and is_labelled(passage.line) and is_date_line(passage.line):
        return Role.DATE
    return None


def _take_end_mark(work: Work) -> None:
    """Take a mark in the last place for what it is, also where no sentence shows where the text ends."""
    last = next((at for at in range(len(work.passages) - 1, 0, -1) if work.is_free(at)), 0)
    if last and work.lines[last] is Role.END:
        work.roles[last] = Role.END


def _take_sign_offs(work: Work) -> None:
    """Take the last paragraphs for the sign-off where they are nothing else."""
    length, found = 0, 0
    for at in range(len(work.passages) - 1, 0, -1):
        if not work.is_free(at):
            continue
        text = work.passages[at].line if len(work.passages[at].text) <= _LONGEST_SIGN_OFF else ""
        length += len(text) + 1
        is_paragraph = work.passages[at].wrapped or work.passages[at - 1].wrapped
        alone = is_paragraph or not work.is_joined(at) or work.roles[at - 1] is not None
        is_one = text and alone and found < _MOST_SIGN_OFFS and length <= _LONGEST_SIGN_OFF
        if not (is_one and phrases.is_sign_off(text)):
            if not found and phrases.signed_from(work.passages[at].text) > 0:
                work.signed_at = at
            return
        found += 1
        work.roles[at] = Role.SIGN_OFF


def _is_subheading(work: Work, at: int) -> bool:
    """Whether a line is a short one by itself between two paragraphs."""
    text = work.passages[at].text
    if len(text) > _LONGEST_SUBHEADING or work.by_line or work.is_joined(at) or work.is_joined(at + 1):
        return False
    if not work.is_title(at) or len(text.split()) > _MOST_WORDS or text[-1] in '?!؟…”"»' or text[0].islower():
        return False
    around = [one for one in (at - 1, at + 1) if work.is_free(one) and len(work.passages[one].text) >= _LEAST_TEXT]
    return len(around) == 2 and text[0].isalpha() and work.prose[at - 1] and work.prose[at + 1]

"""A copy while its roles are being found: its passages, what each seems to be, where its sentences stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from desk.article import wire
from desk.formats import wire_phrases as phrases
from desk.formats.wire_arrangement import Passage, Role
from desk.formats.wire_furniture import Sign, sign_of

_STOP = re.compile(r"[.!?؟…:][\"'”’»)\]]*\Z")
_FULL_STOP = re.compile(r"(?<![\W_][^\W\d_])\.[\"'”’»)\]]*\Z")
"""At a sentence's end; that of `the U.S.` stands behind a single letter."""
_SPEAKER = re.compile(r"(?:Q|A|س|ج|پ|و)\s?[:：.]\s")
_LEAST_WORDS = 5
"""Words of the shortest line that is surely a sentence."""
_LONGEST_TITLE = 200
_LONGEST_QUESTION = 10
"""Words of a question that may well be a headline."""


@dataclass
class Work:
    """The passages of a copy and the roles found so far, None where a passage is nobody's yet."""

    passages: list[Passage]
    language: str
    by_line: bool
    roles: list[Role | None] = field(default_factory=list)
    dateline_at: int = -1
    """The passage that a dateline opens."""
    signed_at: int = -1
    """The passage that a sign-off ends."""

    def __post_init__(self) -> None:
        self.roles = [None] * len(self.passages)

    @cached_property
    def signs(self) -> list[Sign | None]:
        """What each passage seems to be on a page; words that a sentence announces are the story's own."""
        signs: list[Sign | None] = []
        announced = False
        for passage in self.passages:
            sign = sign_of(passage.line) if len(passage.text) < 300 else None
            told = announced and sign is not None and not sign.label and sign.role in (Role.FURNITURE, Role.SHARES)
            signs.append(None if told else sign)
            if not told:
                announced = sign is None and _announces(passage.text)
        return signs

    @cached_property
    def lines(self) -> list[Role | None]:
        """What each passage is by its opening words."""
        return [phrases.role_of(passage.line) if len(passage.text) < 700 else None for passage in self.passages]

    @cached_property
    def prose(self) -> list[bool]:
        """Which passages are sentences of a story, as far as each can tell by itself."""
        return [self._is_prose(at) for at in range(len(self.passages))]

    def _is_prose(self, at: int) -> bool:
        text = self.passages[at].text
        if self.signs[at] or self.lines[at]:
            return False
        if not _STOP.search(text[-8:]) or len(text[:400].split(None, _LEAST_WORDS)) < _LEAST_WORDS:
            return False
        return not (len(text) < phrases.LONGEST and phrases.is_caption(self.passages[at].line, surely=True))

    @cached_property
    def first(self) -> int:
        """The first of the story's sentences; without any, the first passage."""
        return next((at for at, prose in enumerate(self.prose) if prose), 0)

    @cached_property
    def last(self) -> int:
        """The last of the story's sentences: the one before its sign-off, where it has one."""
        found = [at for at, prose in enumerate(self.prose) if prose]
        if not found:
            return len(self.passages) - 1
        signed = (at for at in range(found[0] + 1, found[-1]) if phrases.is_bracketed_sign_off(self.passages[at].text))
        end = next(signed, None)
        return found[-1] if end is None else max(at for at in found if at < end)

    def last_words(self) -> int:
        """The last passage that is nobody's yet and ends as a sentence, however short or in brackets; -1 for none."""
        found = (at for at in reversed(range(len(self.passages))) if self.is_free(at) and not self.lines[at])
        return next((at for at in found if _STOP.search(self.passages[at].text[-8:])), -1)

    def is_outside(self, at: int) -> bool:
        """Whether a passage stands above the first or below the last sentence."""
        return at < self.first or at > self.last

    def is_free(self, at: int) -> bool:
        """Whether there is a passage at `at` that is nobody's yet."""
        return 0 <= at < len(self.passages) and self.roles[at] is None

    def is_joined(self, at: int) -> bool:
        """Whether a passage stands right below the one before, with no empty line between."""
        return 0 < at < len(self.passages) and self.passages[at].before.count("\n") == 1 and not self.by_line

    def is_title(self, at: int) -> bool:
        """Whether a passage may be a headline: a line that is no sentence and nothing else that is known."""
        if not self.is_free(at) or self.signs[at] or self.lines[at] or len(self.passages[at].text) > _LONGEST_TITLE:
            return False
        passage = self.passages[at]
        line = passage.line
        if ("\n" in passage.text and not passage.wrapped) or not any(mark.isalpha() for mark in line):
            return False
        if _FULL_STOP.search(line) or line[-1] in ":،,;؛" or _SPEAKER.match(line) or line[0] in "(>#|":
            return False
        if line[-1] in "?؟" and len(line.split()) > _LONGEST_QUESTION:
            return False
        return wire.split_dateline(line, self.language) is None and wire.split_byline(line) is None

    def done(self) -> Iterator[Passage]:
        """The passages with their roles: the body's lines of one block are one, a dateline is apart."""
        run: list[Passage] = []
        for at, (passage, role) in enumerate(zip(self.passages, self.roles, strict=True)):
            if role is not None and role is not passage.role:
                passage = replace(passage, role=role)
            if run and not self._is_one(run[-1], passage, at):
                yield _whole(run)
                run = []
            if at == self.dateline_at:
                opening, passage = _parted(passage, self.language)
                yield opening
                if not passage.text:
                    continue
            run.append(passage)
            if at == self.signed_at:
                run[-1], signed = _unsigned(passage)
                yield _whole(run)
                run = [signed]
        if run:
            yield _whole(run)

    def _is_one(self, kept: Passage, passage: Passage, at: int) -> bool:
        if not (self.is_joined(at) and kept.role is passage.role and not (kept.wrapped or passage.wrapped)):
            return False
        return passage.role in (Role.BODY, Role.QUOTE)


def _announces(text: str) -> bool:
    """Whether a sentence says that something follows it: `He wrote three words on the board:`."""
    return text[-1] in ":：" and len(text[-400:].split()) >= _LEAST_WORDS


def _whole(run: list[Passage]) -> Passage:
    first, *others = run
    return replace(first, text="".join([first.text, *(one.before + one.text for one in others)])) if others else first


def _unsigned(passage: Passage) -> tuple[Passage, Passage]:
    """A paragraph, and the sign-off at its end."""
    end = phrases.signed_from(passage.text)
    behind = passage.text[end:]
    sign_off = behind.lstrip()
    space = behind[: len(behind) - len(sign_off)]
    return replace(passage, text=passage.text[:end]), Passage(sign_off, Role.SIGN_OFF, space)


def _parted(passage: Passage, language: str) -> tuple[Passage, Passage]:
    """The dateline that opens a paragraph, and the rest of it."""
    split = wire.split_dateline(f"{passage.text} ", language)
    rest = split[1].rstrip() if split else passage.text
    opening = passage.text[: len(passage.text) - len(rest)]
    words = opening.rstrip()
    dateline = Passage(words, Role.DATELINE, passage.before)
    return dateline, replace(passage, text=rest, before=opening[len(words) :])

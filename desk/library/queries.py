"""What a person types into the search field, as FTS5 understands it.

Words are prefixes, "words in quotes" stand together, -word is left out. A word before a colon may be a field:
`by:dana`, `edited:me`, `section:"World News"`, `status:draft`, `after:2026-10-01`, `before:7d`, `has:photo`,
`no:caption`, `is:changed` (since it was exported), `lang:ckb`, `slug:dam`, `keyword:water`. Anything else that is
typed is no word and is passed over, so no query is ever wrong; of a field's value that cannot be, `problems` tells,
and of a word that looks like a field and is none, `hints`.
Syntax: https://www.sqlite.org/fts5.html#full_text_query_syntax
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from desk.article.scripts import normalised
from desk.article.status import Status
from desk.library import facts

_PIECE = re.compile(
    r"(?P<minus>(?<!\S)[-−])?(?:(?<![^\s\-−])(?P<field>[^\W\d_]+):)?"
    r'(?:["“”«„](?P<phrase>[^"“”«»„]*)(?P<end>["“”»])?|(?P<word>[^\s"“”«»„]+)|(?<=:))'
)
_SIGNS = {
    "by": facts.BY,
    "edited": facts.HAND,
    "section": facts.SECTION,
    "status": facts.STATUS,
    "lang": facts.LANG,
    "slug": facts.SLUG,
    "keyword": facts.KEYWORD,
    "has": facts.HAS,
    "no": facts.NO,
    "is": facts.IS,
}
FIELDS = (*_SIGNS, "after", "before")
"""The fields, by their names."""
_COLONS = tuple(f"{name}:" for name in FIELDS)
_OTHERWISE = {
    **{"byline": "by", "language": "lang", "keywords": "keyword", "since": "after", "until": "before"},
    **{"نووسەر": "by", "بەش": "section", "دۆخ": "status", "دوای": "after", "پێش": "before", "زمان": "lang"},
    **{"الكاتب": "by", "القسم": "section", "الحالة": "status", "بعد": "after", "قبل": "before", "اللغة": "lang"},
}
_NAMES = {normalised(name): known for name, known in (*((name, name) for name in FIELDS), *_OTHERWISE.items())}
ME = "me"
"""The value of `by:` and `edited:` that means whoever asks: by them is what names them, and what they began."""
_OWN = {"by": (facts.BY, facts.BEGUN), "edited": (facts.HAND,)}
DAYS = ("today", "yesterday", "7d", "30d")
"""Values of after: and before: that are no dates."""
_AGO = re.compile(r"[-−]?(\d{1,4})d(?:ays?)?")
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?[-/.]?")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together in what is found, as the index spells them; the last may go on unless `whole`."""

    words: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: nothing, where it equals `Query()`.

    `wanted` is an FTS5 expression, empty where every story fits it; a fitting story was changed at `since` or later
    and before `until` (seconds of Unix time). `terms` are the words wanted; `problems` says in sentences what could
    not be understood, and is passed over; `hints` what was understood otherwise than it may be meant.
    """

    wanted: str = ""
    since: int | None = None
    until: int | None = None
    terms: tuple[Term, ...] = ()
    problems: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def is_lost(self) -> bool:
        """Whether something was asked, and nothing of it could be understood."""
        return bool(self.problems) and not self.wanted and self.since is None and self.until is None

    @property
    def words(self) -> str:
        """An FTS5 expression for the words wanted alone; empty where there are none."""
        return " AND ".join(_phrase(term.words, term.whole) for term in self.terms)


def parse(text: str, me: str = "", today: date | None = None) -> Query:
    """The query in what was typed by somebody of the name `me`."""
    made = _Made(me, today or datetime.now().astimezone().date())
    for piece in _PIECE.finditer(text):
        made.add(piece)
    return made.query()


@dataclass(slots=True)
class _Made:
    """A query in the making."""

    me: str
    today: date
    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    since: int | None = None
    until: int | None = None

    def query(self) -> Query:
        without = " OR ".join(self.unwanted)
        both = " AND ".join(self.wanted) or (without and f'"{facts.EVERY}"')
        wanted = f"({both}) NOT ({without})" if without else both
        return Query(wanted, self.since, self.until, tuple(self.terms), tuple(self.problems), tuple(self.hints))

    def add(self, piece: re.Match[str]) -> None:
        name = _NAMES.get(normalised(piece["field"] or ""))
        value, negative = piece["word"] or piece["phrase"] or "", bool(piece["minus"])
        if name is None:
            self._add_words(piece["field"] or "", piece, negative)
        elif name in ("after", "before"):
            self._add_day(name, value, negative)
        elif words := facts.words_of(value):
            (self.unwanted if negative else self.wanted).extend(self._fact(name, words, bool(piece["end"])))

    def _add_words(self, before: str, piece: re.Match[str], negative: bool) -> None:
        """The words of a piece, standing together; a word before a colon that is no field is one of them."""
        words = facts.words_of(f"{before} {piece['word'] or piece['phrase'] or ''}")
        if not words:
            return
        typed = piece["word"] or piece["phrase"] or ""
        if before and facts.words_of(typed) and not typed.startswith("//"):  # as an address on the web does
            known = _listed(_COLONS, "and")
            self.hints.append(f"{before}: is no field, so its words are looked for; fields are {known}.")
        term = Term(tuple(words), bool(piece["end"]))
        (self.unwanted if negative else self.wanted).append(_phrase(term.words, term.whole))
        if not negative:
            self.terms.append(term)

    def _fact(self, name: str, words: list[str], whole: bool) -> list[str]:
        sign = _SIGNS[name]
        if name in ("status", "has", "no", "is"):
            known = [one for one in values_of(name) if _begins(words, facts.words_of(one), whole)]
            if not known:
                self.problems.append(f"{name}: knows no “{' '.join(words)}”; choose {_listed(values_of(name))}.")
            return _either(_phrase([f"{sign}{word}" for word in facts.words_of(one)], True) for one in known)
        if name in _OWN and words == [ME]:
            own = facts.words_of(self.me)
            if not own:
                self.problems.append(f"{name}:me needs your name: write it in the settings.")
            return _either(_phrase([f"{one}{word}" for word in own], True) for one in _OWN[name] if own)
        return [_phrase([f"{sign}{word}" for word in words], whole)]

    def _add_day(self, name: str, value: str, negative: bool) -> None:
        if not value.strip():
            return
        day = read_day(value, self.today)
        if day is None:
            self.problems.append(f"“{value.strip()}” is no day: write {name}:2026-10-01 or {name}:7d.")
        elif (name == "after") is not negative:
            self.since = max(_begin(day), self.since if self.since is not None else _begin(day))
        else:
            self.until = min(_begin(day), self.until if self.until is not None else _begin(day))


def values_of(name: str) -> tuple[str, ...]:
    """The values that a field may have, where they are few and the same in every library."""
    if name in ("status", "is"):
        return tuple(Status) if name == "status" else facts.STATES
    return facts.KINDS if name in ("has", "no") else DAYS if name in ("after", "before") else ()


def status_is(status: Status) -> str:
    """FTS5 for the stories of one status."""
    return _phrase([f"{facts.STATUS}{word}" for word in facts.words_of(status)], True)


def section_is(section: str) -> str:
    """FTS5 for stories whose section has these words; empty where it has none."""
    words = facts.words_of(section)
    return _phrase([f"{facts.SECTION}{word}" for word in words], True) if words else ""


def read_day(written: str, today: date) -> date | None:
    """The day that is meant: `2026-10-01`, `2026-10`, `2026`, `today`, `yesterday`, `7d` (seven days ago), in any
    digits; None where it is none.
    """
    value = normalised(written.strip())
    named = {"today": 0, "yesterday": 1}.get(value)
    ago = _AGO.fullmatch(value)
    try:
        if named is not None or ago:
            return today - timedelta(days=int(ago[1]) if ago else named or 0)
        found = _DATE.fullmatch(value)
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
    except (ValueError, OverflowError):
        return None


def _begin(day: date) -> int:
    """When a day begins here, in seconds of Unix time."""
    try:
        return int(datetime(day.year, day.month, day.day).astimezone().timestamp())
    except (ValueError, OverflowError, OSError):  # the calendar's first days, in a zone east of Greenwich
        return -(2**62)


def _phrase(words: list[str] | tuple[str, ...], whole: bool) -> str:
    return f'"{" ".join(words)}"' + ("" if whole else "*")


def _either(phrases: Iterable[str]) -> list[str]:
    every = list(phrases)
    return [f"({' OR '.join(every)})"] if every else []


def _begins(words: list[str], known: list[str], whole: bool) -> bool:
    """Whether a known value is, or begins with, what was typed; also from its second word on."""
    typed = "".join(words)
    starts = ["".join(known[number:]) for number in range(len(known))]
    return any(start == typed if whole else start.startswith(typed) for start in starts)


def _listed(values: tuple[str, ...], word: str = "or") -> str:
    return f"{', '.join(values[:-1])} {word} {values[-1]}"

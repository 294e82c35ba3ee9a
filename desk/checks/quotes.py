"""Checks of quotations: marks without their pair, and words that nobody is said to have said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.article import scripts
from desk.article.languages import language
from desk.checks.finding import Finding, Span
from desk.checks.prose import Prose, paragraphs
from desk.checks.saying import has_saying
from desk.checks.vocabulary import known

_MARKS = re.compile(r"[“”„«»\"]")
_INCHES = re.compile(r"[\d′'’½¼¾]$")


def unpaired(prose: Prose, tag: str) -> Iterator[Finding]:
    """Quotation marks without their pair, one finding a paragraph.

    English leaves a quotation open that goes on in the next paragraph, which opens it anew.
    """
    spans = list(paragraphs(prose.words))
    for number, (start, end) in enumerate(spans):
        next_at = spans[number + 1][0] if number + 1 < len(spans) else len(prose.words)
        behind = prose.words[next_at : next_at + 4].lstrip(" >*_")
        at = _lonely(prose.words, start, end, behind, tag)
        if at is None:
            at = _single(prose.words, start, end)
        if at is not None:
            mark = prose.words[at]
            near = " ".join(prose.text[max(start, at - 20) : min(end, at + 20)].split())
            message = f"Give the quotation mark {mark} in the {prose.name} its pair, at “{near}”."
            yield prose.finding("unpaired-quote", (at, at + 1), message, about=near)


def _lonely(words: str, start: int, end: int, behind: str, tag: str) -> int | None:
    """Where a mark without its pair stands in one paragraph."""
    open_at: list[tuple[str, int]] = []
    for match in _MARKS.finditer(words, start, end):
        mark, at = match[0], match.start()
        closes = _closes(mark, open_at, tag)
        if closes:
            open_at.pop()
        elif mark == '"' and _INCHES.search(words[max(start, at - 1) : at]):
            continue
        elif mark in "”»" and not _turned(mark, tag) and not _opens(mark, tag):
            return at
        else:
            open_at.append((mark, at))
    if not open_at or (len(open_at) == 1 and behind[:1] == open_at[0][0]):
        return None
    return open_at[0][1]


def _closes(mark: str, open_at: list[tuple[str, int]], tag: str) -> bool:
    """Whether a mark closes the quotation that is open; an Arabic keyboard may have turned “ and ” round."""
    if not open_at:
        return False
    opening = open_at[-1][0]
    pairs = {'"': '"', "“": "”", "«": "»", "»": "«", "„": "“”"}
    if _turned(mark, tag):
        return mark != opening or mark == '"'
    return mark in pairs.get(opening, "")


_INNER = re.compile(r"(?<![\w’])‘(?=[^\W\d_])(?!(?:em|til|tis|twas|cause|n|bout|round)\b)", re.IGNORECASE)
_INNER_END = re.compile(r"’(?![^\W_])")


def _single(words: str, start: int, end: int) -> int | None:
    """Where a single mark opens what no other closes; an apostrophe before a name (`‘Ali`) opens nothing."""
    for match in _INNER.finditer(words, start, end):
        outer = words.rfind("“", start, match.start())
        is_inner = outer > words.rfind("”", start, match.start())
        until = words.find("”", match.end(), end) if is_inner else -1
        is_sure = is_inner or words[match.end()].islower()
        if is_sure and not _INNER_END.search(words, match.end(), end if until < 0 else until + 1):
            return match.start()
    return None


def _opens(mark: str, tag: str) -> bool:
    """Whether a text of that language may quote »so«."""
    return mark == "»" and (language(tag).direction == "rtl" or tag[:2] in ("de", "da"))


def _turned(mark: str, tag: str) -> bool:
    return mark in "“”" and language(tag).direction == "rtl"


_QUOTED = re.compile(r"“[^“”\n]{1,2000}”|«[^«»\n]{1,2000}»|»[^«»\n]{1,2000}«|\"[^\"\n]{1,2000}\"|”[^“”\n]{1,2000}“")
_FEWEST_WORDS = 6
"""Fewer words in quotation marks are a title, or a word that is held at arm's length."""


def unattributed(prose: Prose) -> Iterator[Finding]:
    """Longer quotations whose speaker neither their own paragraph names nor the words right before and behind it.

    The paragraph before may introduce one by its last sentence, the one behind may say whose it was by its first words;
    who is quoted in one paragraph may go on in the next.
    """
    spans = list(paragraphs(prose.words))
    if prose.place != "body" or not spans:
        return
    outside = [_QUOTED.sub(" ", prose.words[start:end]) for start, end in spans]
    goes_on = False
    for number, (start, end) in enumerate(spans):
        quotes = [found for found in _QUOTED.finditer(prose.words, start, end) if _long_enough(found[0])]
        if not quotes:
            goes_on = _stays_open(outside[number], goes_on=goes_on)
            continue
        own = has_saying(outside[number]) or outside[number].lstrip()[:1] == ">"
        begins = quotes[0].start() - start <= _AT_ONCE
        beside = (number > 0 and _introduces(outside[number - 1])) or (
            number + 1 < len(spans) and _begins_with_speaker(prose.words[slice(*spans[number + 1])])
        )
        lonely = [found for found in quotes if not _is_introduced(prose.words, (start, end), found.span())]
        if not own and not beside and not (goes_on and begins):
            yield from (_unattributed(prose, found.span()) for found in lonely)
        goes_on = own or len(lonely) < len(quotes) or beside or (goes_on and begins)


_AT_ONCE = 4
"""Signs before a quotation that begins its paragraph: marks of emphasis."""
_FIRST_WORDS = 10
"""Words of a paragraph in which it says who spoke in the one before: `The minister of water, Rojin Karim, added …`."""


def _stays_open(outside: str, *, goes_on: bool) -> bool:
    """Whether somebody may go on behind a paragraph without a whole quotation: theirs is open, or it is a mark."""
    if _OPEN.search(outside):
        return goes_on or has_saying(outside)
    return goes_on and len(outside.split()) <= 1


_OPEN = re.compile("[“«„]")


def _introduces(outside: str) -> bool:
    """Whether a paragraph ends by saying who speaks next: a colon, or a last sentence with a word of saying."""
    stripped = outside.rstrip(" *_\n")
    return stripped.endswith((":", "：")) or has_saying(_SENTENCE_END.split(stripped)[-1])


def _begins_with_speaker(paragraph: str) -> bool:
    """Whether a paragraph’s first words, before any quotation of its own, say who spoke."""
    first = _SENTENCE_END.split(paragraph.lstrip(" *_"))[0]
    return first[:1] not in _OPENING_MARKS and has_saying(" ".join(first.split()[:_FIRST_WORDS]))


_OPENING_MARKS = tuple("“«\"”„‘'")


_THAT = frozenset(map(scripts.normalised, ("أن", "إن", "بأن", "فإن", "وأن", "که", "کە")))
_NAMED = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+")
_CALENDAR = known("""Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
August September October November December""")


def _is_introduced(words: str, paragraph: Span, quoted: Span) -> bool:
    """Whether a quotation stands behind a colon or a word for that, before a dash, or beside a name in its sentence."""
    before, behind = words[paragraph[0] : quoted[0]].rstrip(" *_\n"), words[quoted[1] : paragraph[1]].lstrip(" *_\n")
    if before.endswith((":", "：")) or behind[:1] in ("—", "–") or behind[:2] == "- ":
        return True
    last = before.rpartition(" ")[2]
    if last and scripts.normalised(last) in _THAT:
        return True
    own = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(behind)[0] if behind[:1].islower() else ""
    return any(_has_name(part) for part in own)


_SENTENCE_END = re.compile(r"(?<=[.!?؟…\n])\s")


def _has_name(part: str) -> bool:
    """Whether a word in a sentence begins with a capital that is neither its first nor a day’s or a month’s."""
    names = (found for found in _NAMED.finditer(part) if found.start() > len(part) - len(part.lstrip()))
    return any(found[0] not in _CALENDAR for found in names)


def _unattributed(prose: Prose, span: Span) -> Finding:
    begin = " ".join(prose.text[span[0] + 1 : span[1] - 1].split()[:_FEWEST_WORDS])
    return prose.finding("unattributed-quote", span, f"Say near the quotation “{begin} …” who said so.", about=begin)


def _long_enough(quoted: str) -> bool:
    return len(quoted.split()) >= _FEWEST_WORDS

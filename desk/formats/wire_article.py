"""The article that an arrangement of its copy gives, and what was taken for what, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby

from desk.article import fields, wire
from desk.article.model import Article, Dateline, Photo, Related
from desk.article.scripts import normalised
from desk.formats import wire_phrases as phrases
from desk.formats.plain import as_markdown
from desk.formats.wire_arrangement import IN_BODY, Arrangement, Passage, Role
from desk.formats.wire_days import day_of, hour_of, tells_hour
from desk.formats.wire_furniture import shares_in

_RELATIONS: Mapping[Role, str] = {Role.PREVIOUS: "previous", Role.NEXT: "next", Role.RELATED: "related"}


def article_of(arrangement: Arrangement, base: Article | None = None, today: date | None = None) -> Article:
    """The article of an arrangement: `base`, or a new one, with the copy's fields in place of its own.

    What the copy says nothing of stays as it is in `base`. Its lead photo gets the first caption and credit; those
    without a photo go to the editor's note. Of dates without their year the dateline's is the last before `today`, all
    others are those nearest to it, or to `today` where the copy tells no other day.
    """
    article = base or Article()
    lead = article.lead_photo
    captions = list(captions_of(arrangement))
    article = replace(article, language=arrangement.language, body=_body(arrangement, today))
    if lead is not None and captions:
        article = _with_photo(article, _described(lead, *captions.pop(0)))
    article = _with_words(article, arrangement)
    article = _with_times(article, arrangement, today)
    related = tuple(_related(arrangement))
    shares = shares_in(passage.line for passage in arrangement.of(Role.SHARES))
    notes = [article.editors_note, *_desk_notes(arrangement, captions, today)]
    return replace(
        article,
        related=related or article.related,
        shares=shares or article.shares,
        editors_note="\n".join(note for note in notes if note),
    )


def captions_of(arrangement: Arrangement) -> Iterator[tuple[str, str]]:
    """The captions of the copy, each with its credit; a credit on a line of its own belongs to the caption before."""
    caption = credit = ""
    for passage in arrangement.of(Role.CAPTION, Role.CREDIT):
        if passage.role is Role.CREDIT and not credit:
            credit = phrases.credit_of(passage.line)
            continue
        if caption or credit:
            yield caption, credit
        caption, credit = phrases.caption_of(passage.line)
    if caption or credit:
        yield caption, credit


def _described(photo: Photo, caption: str, credit: str) -> Photo:
    return replace(photo, caption=caption or photo.caption, credit=credit or photo.credit)


def _with_photo(article: Article, photo: Photo) -> Article:
    return replace(article, photos=tuple(photo if one.id == photo.id else one for one in article.photos))


def _with_words(article: Article, arrangement: Arrangement) -> Article:
    """The article with the fields that are words of the copy as they stand."""

    def said(role: Role, joint: str = " ") -> str:
        return joint.join(passage.line for passage in arrangement.of(role))

    slugline = next((line for line in map(phrases.slugline_of, _lines(arrangement, Role.SLUGLINE)) if line), "")
    bylines = filter(None, (_names(line, arrangement) for line in _lines(arrangement, Role.BYLINE)))
    keywords = fields.read_keywords(",".join(map(phrases.without_label, _lines(arrangement, Role.KEYWORDS))))
    corrections = map(phrases.without_label, _lines(arrangement, Role.CORRECTION))
    return replace(
        article,
        headline=said(Role.HEADLINE) or article.headline,
        kicker=said(Role.KICKER, " · ") or article.kicker,
        summary=said(Role.SUMMARY) or article.summary,
        byline=", ".join(bylines) or article.byline,
        sign_off=said(Role.SIGN_OFF) or article.sign_off,
        keywords=keywords or article.keywords,
        slugline=slugline or article.slugline,
        correction="\n".join(corrections) or article.correction,
    )


_PART = re.compile(r"\s+[-–—|/]\s+")


def _names(line: str, arrangement: Arrangement) -> str:
    """Who a byline names, without the place and the agency beside the name where the dateline tells them again."""
    names = wire.split_byline(line) or line
    parts = _PART.split(names)
    if len(parts) < 2:
        return names
    datelines = (_dateline(one, arrangement.language, None)[0] for one in _lines(arrangement, Role.DATELINE))
    told = {normalised(part) for one in datelines for part in (one.place, one.agency)}
    left = [part for part in parts if normalised(part) not in told]
    return names if len(left) == len(parts) else " - ".join(left)


def _lines(arrangement: Arrangement, *roles: Role) -> Iterator[str]:
    return (passage.line for passage in arrangement.of(*roles))


def _with_times(article: Article, arrangement: Arrangement, today: date | None) -> Article:
    """The article with its dateline, its embargo, and the day or the hour that a line of the page tells."""
    found = (_dateline(line, arrangement.language, today)[0] for line in _lines(arrangement, Role.DATELINE))
    dateline = next(filter(None, found), article.dateline)
    near = _own_day(arrangement, today)
    days = [day for line in _lines(arrangement, Role.DATE) if (day := day_of(line, near))]
    hours = [hour for line in _lines(arrangement, Role.DATE) if (hour := hour_of(line, near))]
    embargoes = (hour_of(line, near) for line in _lines(arrangement, Role.EMBARGO))
    if days and not dateline.date:
        dateline = replace(dateline, date=days[0])
    return replace(
        article,
        dateline=dateline,
        embargo=next(filter(None, embargoes), article.embargo),
        published=hours[0] if hours else article.published,
    )


def _own_day(arrangement: Arrangement, today: date | None) -> date | None:
    """The day of the copy by its dateline or a line of the page, near which lie those without their year; or today."""
    datelines = (_dateline(line, arrangement.language, today)[0] for line in _lines(arrangement, Role.DATELINE))
    days = [dateline.date for dateline in datelines] + [day_of(line, today) for line in _lines(arrangement, Role.DATE)]
    return next(filter(None, days), today)


def _dateline(line: str, language: str, today: date | None) -> tuple[Dateline, str]:
    """The dateline of a passage chosen for one, and the words behind it; words that are none are all a place."""
    split = wire.split_dateline(f"{line} ", language, today)
    if split is not None:
        return split[0], split[1].rstrip()
    place = line.strip(" —–-")
    return (Dateline(place), "") if len(place) <= _LONGEST_PLACE else (Dateline(), line)


_LONGEST_PLACE = 80


def _related(arrangement: Arrangement) -> Iterator[Related]:
    for passage in arrangement.of(*_RELATIONS):
        title, address = phrases.titled(passage.line)
        if title or address:
            yield Related(_RELATIONS[passage.role], title, address)


def _desk_notes(arrangement: Arrangement, captions: list[tuple[str, str]], today: date | None) -> Iterator[str]:
    """What only the desk is to see: notes, captions without a photo, and lines that their field cannot hold."""
    yield from map(phrases.without_label, _lines(arrangement, Role.NOTE))
    for caption, credit in captions:
        yield f"Photo caption in the copy: {wire.caption_text(caption, credit)}"
    sluglines = list(_lines(arrangement, Role.SLUGLINE))
    read = [line for line in sluglines if phrases.slugline_of(line)]
    yield from (line for line in sluglines if line not in read[:1])
    near = _own_day(arrangement, today)
    yield from (line for line in _lines(arrangement, Role.EMBARGO) if not hour_of(line, near))
    yield from (line for line in _lines(arrangement, Role.DATE) if not _is_told(line, near))
    yield from _datelines(arrangement, today)[1:]


def _is_told(line: str, near: date | None) -> bool:
    """Whether the article holds all of a line with a day: its hour too, where it has one."""
    return bool(hour_of(line, near) if tells_hour(line) else day_of(line, near))


def _datelines(arrangement: Arrangement, today: date | None) -> list[str]:
    """The datelines of the copy as they stand in it; an article has but one."""
    found = ((line, _dateline(line, arrangement.language, today)) for line in _lines(arrangement, Role.DATELINE))
    return [line.removesuffix(rest).rstrip() for line, (dateline, rest) in found if dateline]


def _body(arrangement: Arrangement, today: date | None) -> str:
    """The body as Markdown: paragraphs apart, the lines of verse as they stand."""
    pieces: list[str] = []
    run: list[str] = []
    kept = _kept(arrangement, today)
    for role, group in groupby(kept, key=lambda piece: piece[0]):
        run = [joint + words for _role, joint, words in group]
        pieces.append(_marked(role, "".join(run).strip("\n")))
    return "\n\n".join(piece for piece in pieces if piece.strip())


def _kept(arrangement: Arrangement, today: date | None) -> Iterator[tuple[Role, str, str]]:
    """What of the copy stands in the body: as what, how it is joined to what stands before it, and its words."""
    above: Passage | None = None
    for passage in arrangement.passages:
        if passage.role is Role.DATELINE:
            rest = _dateline(passage.line, arrangement.language, today)[1]
            if rest:
                yield Role.BODY, "\n\n", rest
            above = None
        elif passage.role in IN_BODY:
            yield passage.role, _joint(above, passage, arrangement.by_line), _words(passage, arrangement)
            above = passage
        else:
            above = None


def _joint(above: Passage | None, passage: Passage, by_line: bool) -> str:
    """What stands between a passage and the one before it where both are of the body."""
    ends = passage.before.count("\n")
    if above is not None and not ends:
        return passage.before
    apart = above is None or by_line or above.wrapped or passage.wrapped
    return "\n\n" if apart or ends > 1 else "\n"


_OWN_LINES = re.compile(r"(?:[-*+•]|\d{1,3}[.)]|>|\|)\s|.*\s\|\s")
"""Lines of a list or a table, which need no mark to stay lines."""
_SHORT, _LONG = 60, 100
"""Characters of lines that somebody ended on purpose, being shorter or longer than any column's."""


def _words(passage: Passage, arrangement: Arrangement) -> str:
    """The words of a passage of the body; the lines of verse and addresses stay lines where they are shown."""
    text = passage.words
    if arrangement.by_line or "\n" not in text:
        return text.replace("\n", "\n\n")
    lines = text.split("\n")
    longest = max(map(len, lines))
    if passage.role is not Role.BODY or _SHORT < longest <= _LONG:
        return text
    own = [bool(_OWN_LINES.match(line)) for line in lines]
    ends = ["\n" if own[at] or own[at + 1] or not lines[at].strip() else "  \n" for at in range(len(lines) - 1)]
    return "".join(line.rstrip() + end for line, end in zip(lines, [*ends, ""], strict=True))


_STARRED = re.compile(r"(?m)^[ \t]*\*(?=[ \t]+[^\s*])")
"""The mark of a list's item; a line alone behind a star is a footnote."""


def _marked(role: Role, text: str) -> str:
    if role is Role.SUBHEADING:
        return "\n\n".join(f"## {as_markdown(' '.join(line.split()))}" for line in text.split("\n\n"))
    if role is Role.QUOTE:
        return "\n".join(f"> {line}".rstrip() for line in as_markdown(phrases.unquoted(text)).split("\n"))
    if len(_STARRED.findall(text)) > 1:
        text = _STARRED.sub("-", text)
    return as_markdown(text)


FOUND = "Found in the copy"
"""What the sentence begins with that says what was found."""
_SHOWN = tuple(role for role in Role if role is not Role.BODY)


def took(arrangement: Arrangement) -> tuple[str, ...]:
    """What was taken for what, in few words: one sentence on what was found, one on what was left out."""
    counts = Counter(passage.role for passage in arrangement.passages)
    found = [_counted(role, counts[role]) for role in _SHOWN if counts[role] and role not in _OUT]
    left = [_counted(role, counts[role]) for role in _OUT if counts[role]]
    sentences = ((FOUND, found), (_LEFT_OUT, left))
    return tuple(f"{opening}: {', '.join(parts)}." for opening, parts in sentences if parts)


_OUT = (Role.FURNITURE, Role.END)
_LEFT_OUT = "Left out"


def uncertain(notes: Iterable[str]) -> list[str]:
    """Of what is to be said of a story that which somebody should look at: not that a copy was taken apart, nor that
    its end mark, which has no words, was left out.
    """
    ends = (f"{FOUND}:", f"{_LEFT_OUT}: {Role.END.value}")
    return [note for note in notes if not note.startswith(ends)]


def _counted(role: Role, count: int) -> str:
    return role.value if count == 1 else f"{role.value} ({count})"

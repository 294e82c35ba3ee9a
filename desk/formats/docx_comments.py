"""The comments in a Word document, as Desk's own, each on the words it was made on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from desk.article.edits import clean_text
from desk.article.model import Comment, Reply, new_id, now
from desk.formats.docx_package import Package, W, said
from desk.formats.plain import without_tricks
from desk.formats.web_facts import line, moment_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

Range = tuple[int, int]
"""Where a comment's words begin and end in the body, in code points."""


def comments_of(package: Package, ranges: Mapping[str, Range], body: str) -> tuple[Comment, ...]:
    """The comments in a document by their places, each with what was answered to it; one on words that are no part of
    the body stands at its beginning.
    """
    root = package.xml(package.part_of("comments") or "word/comments.xml")
    notes = [one for one in root.iter(f"{W}comment") if _text(one)] if root is not None else []
    done, parents = _extended(package)
    threads = _threads(notes, parents)
    found = []
    for one, answers in threads:
        start, end = ranges.get(one.get(f"{W}id", ""), (0, 0))
        found.append(
            Comment(
                *(new_id(), _author(one), _time(one), _text(one), start, end),
                quote=body[start:end],
                resolved=any(key in done for key in _keys(one)),
                replies=tuple(sorted((_reply(answer) for answer in answers), key=lambda answer: answer.time)),
            )
        )
    return tuple(sorted(found, key=lambda comment: (comment.start, comment.end)))


def _threads(notes: Sequence[Element], parents: Mapping[str, str]) -> list[tuple[Element, list[Element]]]:
    """Each comment that answers none, with those that answer it, or answer an answer to it."""
    by_key = {key: number for number, one in enumerate(notes) for key in _keys(one)}
    above = [next((by_key[parents[key]] for key in _keys(one) if parents.get(key) in by_key), -1) for one in notes]
    firsts = _firsts(above)
    answers: dict[int, list[Element]] = {number: [] for number, first in enumerate(firsts) if number == first}
    for number, first in enumerate(firsts):
        if number != first:
            answers[first].append(notes[number])
    return [(notes[number], answers[number]) for number in answers]


def _firsts(above: Sequence[int]) -> list[int]:
    """To which comment each belongs in the end, by the one that it answers (−1 for none); one of a circle is first."""
    firsts: dict[int, int] = {}
    for number in range(len(above)):
        way: dict[int, None] = {}
        at = number
        while at not in firsts and at not in way and above[at] >= 0:
            way[at] = None
            at = above[at]
        firsts |= dict.fromkeys((*way, at), firsts.get(at, at))
    return [firsts[number] for number in range(len(above))]


def _reply(note: Element) -> Reply:
    return Reply(new_id(), _author(note), _time(note), _text(note))


def _author(note: Element) -> str:
    return line(note.get(f"{W}author", ""))


def _text(comment: Element) -> str:
    paragraphs = [said(one).strip() for one in comment.iter(f"{W}p")]
    return clean_text(without_tricks("\n".join(text for text in paragraphs if text)))


def _time(comment: Element) -> datetime:
    return moment_of(comment.get(f"{W}date", "")) or now()


def _keys(comment: Element) -> Sequence[str]:
    return [one.get(f"{_W14}paraId", "") for one in comment.iter(f"{W}p") if one.get(f"{_W14}paraId")]


def _extended(package: Package) -> tuple[set[str], dict[str, str]]:
    """The keys of comments that were marked as done, and of those that answer another the key of that."""
    root = package.xml(package.part_of("commentsExtended") or "word/commentsExtended.xml")
    entries = list(root.iter(f"{_W15}commentEx")) if root is not None else []
    done = {one.get(f"{_W15}paraId", "") for one in entries if one.get(f"{_W15}done") in ("1", "true")}
    parents = {one.get(f"{_W15}paraId", ""): one.get(f"{_W15}paraIdParent", "") for one in entries}
    return done, {key: above for key, above in parents.items() if above}

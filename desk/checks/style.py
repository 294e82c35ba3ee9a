"""House style: what a newsroom’s rules find in a story, each with the rule’s own sentence and what mends it.

Rules come from `style_reading.read_book`: Desk’s own, and those of the library. A rule that takes too long for a text
is told of once and passed over from there on, and all others hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.checks.finding import Finding, Fix
from desk.checks.prose import Prose, prose_of
from desk.checks.style_kinds import StyleReader, hits_in
from desk.checks.style_patterns import too_long
from desk.checks.style_reading import FOLDER, read_book
from desk.checks.style_rules import Book, Rule
from desk.checks.style_text import Hit, StyleText

__all__ = ["FOLDER", "Trial", "findings", "findings_by", "told", "tried"]

BROKEN, SLOW = "style-rule", "style-too-slow"
"""The codes of findings about the rules themselves."""
MOST = 200
"""Findings of one rule in one text: what is wrong so often is seen by then."""


def findings(article: Article, own: Path | None = None, proses: Sequence[Prose] | None = None) -> tuple[Finding, ...]:
    """What the rules of the article’s language find; `own` is the folder of a newsroom’s rules.

    `proses` is the story read already (`prose_of`). Findings have the code `style:ID`; those of a rule that is a must
    block.
    """
    return findings_by(read_book(own), article, proses)


def findings_by(book: Book, article: Article, proses: Sequence[Prose] | None = None) -> tuple[Finding, ...]:
    """What the rules of a book find in a story."""
    reader = _reader(book, article.language)
    slow: set[str] = set()
    found = [Finding(BROKEN, False, "house_style", str(problem), about=str(problem)) for problem in book.problems]
    for prose in prose_of(article) if proses is None else proses:
        found.extend(_in_prose(reader, prose, article.language, slow))
    return tuple(found)


@lru_cache(maxsize=8)
def _reader(book: Book, tag: str) -> StyleReader:
    return StyleReader(book.for_language(tag))


def _in_prose(reader: StyleReader, prose: Prose, tag: str, slow: set[str]) -> Iterator[Finding]:
    text = StyleText(prose.field or prose.place, prose.text, prose.words, tag)
    words = reader.words(text)
    for rule in reader.rules:
        if rule.id in slow:
            continue
        try:
            hits = reader.hits(rule, text, words)
        except Trouble:
            slow.add(rule.id)
            yield prose.finding(SLOW, (0, 0), too_long(rule), about=rule.id)
            continue
        for hit in hits[:MOST]:
            yield _finding(rule, hit, prose)


def _finding(rule: Rule, hit: Hit, prose: Prose) -> Finding:
    found = prose.text[hit.start : hit.end]
    fix = None
    if hit.puts is not None:
        made = prose.fix(_label(hit, found), [(hit.cut or hit.span, hit.puts)])
        fix = Fix(made.label, made.change, hit.puts)
    return prose.finding(rule.code, hit.span, told(rule, hit, found), blocks=rule.must, fix=fix)


def told(rule: Rule, hit: Hit, found: str) -> str:
    """The rule’s sentence on what it found; `{found}`, `{right}`, `{count}` stand for that."""
    values = {"found": _short(found), "right": hit.puts or "", "count": str(hit.times)}
    sentence = rule.message
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


def _label(hit: Hit, found: str) -> str:
    puts = hit.puts or ""
    if hit.takes_out:
        return f"Take “{_short(found)}” out" if any(map(_is_seen, found)) else "Take it out"
    return f"Write “{_short(puts)}”" if any(letter.isalnum() for letter in puts) else "Put it right"


def _is_seen(letter: str) -> bool:
    return letter.isprintable() and not letter.isspace()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule does with a text: what it finds, the text with all of it mended, and what is wrong with the rule."""

    hits: tuple[Hit, ...]
    mended: str
    trouble: str = ""


def tried(rule: Rule, text: str, place: str = "") -> Trial:
    """Try a rule on a text; where it is only for some places, in the first of those."""
    place = place or (rule.places[0] if rule.places else _usual_place(rule))
    try:
        hits = hits_in(rule, StyleText.of(text, place, rule.language))
    except Trouble as trouble:
        return Trial((), text, str(trouble))
    mended = text
    for hit in reversed(hits):
        if hit.puts is not None:
            low, high = hit.cut or hit.span
            mended = mended[:low] + hit.puts + mended[high:]
    return Trial(tuple(hits), mended)


def _usual_place(rule: Rule) -> str:
    return "headline" if rule.kind == "capitalisation" and rule.form != "exact" else "body"

"""What a story says, field by field, for checks that read it: its words without code, addresses and tags.

What is not prose is covered by a sign of the same length, so that a place in the words is the place in the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desk.article.changes import BodyChange, Change, FieldChange, Group, PhotoChange
from desk.article.model import Article, Photo
from desk.article.scripts import normalised
from desk.article.words import is_word, solid_spans
from desk.checks.finding import Finding, Fix, Span

COVER = "\ufffc"
"""What stands for each character that is no prose: neither letter nor space."""
_NO_PROSE = re.compile(
    r"""
      (?ms:^[ ]{0,3}(?P<fence>```|~~~).*?(?:^[ ]{0,3}(?P=fence)|\Z))
    | `[^`\n]+`
    | !\[[^\[\]\n]*\]\([^()\n]*\)
    | (?<=\])\((?:[^()\n]|\([^()\n]*\))*\)          # a link's address
    | (?<=\])\[[^\[\]\n]*\]                         # a link's label
    | \[\^[^\[\]\s]{1,60}\]:?                       # a footnote's mark
    | (?m:^)[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S+  # a link's definition
    | (?m:^)[ ]{0,9}[0-9]{1,9}[.)](?=[ \t])            # the number of an item
    | </?[A-Za-z!][^<>]*>
    | (?:https?://|www\.)[^\s<>]+
    """,
    re.VERBOSE,
)
_FIELDS = (
    *("headline", "search_headline", "push_headline", "social_headline"),
    *("kicker", "summary", "body", "correction"),
)
_OF_PHOTOS = ("caption", "alt")
_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_SENTENCE_ENDS = re.compile(r"(?:(?<!\b[A-Z])\.(?=\s)|[!?؟…](?=\s)|\n)")


@dataclass(frozen=True, slots=True)
class Prose:
    """One text of a story. `place` and `field` are those of a finding; `words` is as long as `text`, only prose shown.

    `cuts` are the words and numbers, first to last code point; `pieces` what stands there, `plain` the same as search
    compares it.
    """

    place: str
    field: str
    text: str
    words: str
    cuts: tuple[Span, ...]
    pieces: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def name(self) -> str:
        """How a sentence speaks of this text: `in the headline`."""
        return (self.field or self.place).replace("_", " ").replace("alt", "alt text")

    def finding(
        self, code: str, span: Span, message: str, *, blocks: bool = False, fix: Fix | None = None, about: str = ""
    ) -> Finding:
        """A finding on a stretch of this text."""
        return Finding(code, blocks, self.place, message, span, fix, self.field, about or self.text[slice(*span)])

    def fix(self, label: str, puts: Sequence[tuple[Span, str]]) -> Fix:
        """What puts other words in the place of some, which stand in order and apart."""
        return Fix(label, self._change(puts), puts[0][1] if puts else "")

    def _change(self, puts: Sequence[tuple[Span, str]]) -> Change:
        if self.place == "body":
            steps = tuple(BodyChange(start, self.text[start:end], new) for (start, end), new in reversed(puts))
            return steps[0] if len(steps) == 1 else Group(steps)
        after, at = "", 0
        for (start, end), new in puts:
            after, at = f"{after}{self.text[at:start]}{new}", end
        after += self.text[at:]
        if self.field:
            return PhotoChange(self.place.removeprefix("photo:"), self.field, self.text, after)
        return FieldChange(self.place, self.text, after)


def prose_of(article: Article) -> tuple[Prose, ...]:
    """Every text of a story that readers see as prose, those that are empty left out."""
    return tuple(_texts(article))


def of_field(article: Article, name: str) -> tuple[Prose, ...]:
    """The text of one field, prose that readers see or not; none where it is empty."""
    return tuple(_read(name, "", getattr(article, name)))


def the(place: str, proses: Iterable[Prose]) -> Prose | None:
    """The text of one field, where it is not empty."""
    return next((prose for prose in proses if prose.place == place), None)


def paragraphs(text: str) -> Iterator[Span]:
    """Where each paragraph begins and ends, in order."""
    start = 0
    for gap in _GAP.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def sentences(text: str) -> Iterator[Span]:
    """Where each sentence begins and ends, in order; a line is never in two."""
    start = 0
    for stop in _SENTENCE_ENDS.finditer(text):
        if stop.end() > start:
            yield start, stop.end()
        start = stop.end()
    if start < len(text):
        yield start, len(text)


def _texts(article: Article) -> Iterator[Prose]:
    for name in _FIELDS:
        yield from _read(name, "", getattr(article, name))
    for photo in article.photos:
        yield from _of_photo(photo)


def _of_photo(photo: Photo) -> Iterator[Prose]:
    for name in _OF_PHOTOS:
        yield from _read(f"photo:{photo.id}", name, getattr(photo, name))


def _read(place: str, field: str, text: str) -> Iterator[Prose]:
    if text.strip():
        words = covered(text)
        cuts = tuple(_cuts(words))
        pieces = tuple(words[start:end] for start, end in cuts)
        alike = {piece: normalised(piece) for piece in set(pieces)}
        yield Prose(place, field, text, words, cuts, pieces, tuple(alike[piece] for piece in pieces))


def _cuts(words: str) -> Iterator[Span]:
    """The words and numbers of a text, first to last code point."""
    for start, end in solid_spans(words):
        if words[start].isalnum() or is_word(words[start:end]):
            yield start, end


def covered(text: str) -> str:
    """The text with all that is no prose covered; as long as it was."""
    return _NO_PROSE.sub(_covered, text)


def _covered(found: re.Match[str]) -> str:
    return COVER * len(found[0])


def around(text: str, span: Span, letters: int = 25) -> str:
    """The words about a stretch, on one line, for a sentence that must say where it is."""
    start, end = max(0, span[0] - letters), min(len(text), span[1] + letters)
    while start and start < span[0] and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > span[1] and not text[end].isspace():
        end -= 1
    return " ".join(text[start:end].split())

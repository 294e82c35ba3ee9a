"""The body as HTML, kept up to date change by change: Markdown → blocks → HTML.

A change cuts only the blocks around it anew, sets only those that differ, and comes out as patches: replace these
blocks by this HTML. What one keystroke costs does not grow with the article. A block that refers to a link or a
footnote defined elsewhere is set again when that definition comes, changes or goes.

The blocks of a rendering are those of the text, each with HTML of its own (none for definitions, mostly one element,
never loose words), between two more: the first holds the dateline where the body has no paragraph to open with it,
the last the footnotes. Both are mostly empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from desk.article.blocks import Cut
from desk.article.changes import BodyChange
from desk.article.languages import direction_of
from desk.article.notes import Mark, Numbering, filled, with_figures
from desk.article.parts import Definitions, labels_in
from desk.article.passages import Block, Passages, Splice, read_block, uncounted_block
from desk.article.typeset import Known, Piece, Typesetter


@dataclass(frozen=True, slots=True)
class Setting:
    """What the body's HTML needs to know of its article.

    `figure` gives the trusted HTML of a photo, or "" for an unknown one. `opening` is trusted HTML, the dateline,
    that stands at the start of the first paragraph, or as a paragraph of its own before a body that has none. `base`
    is the web address from which links within the site lead on, empty where it is not known. `around_table` is trusted
    HTML that stands around every table, its beginning and its end.
    """

    language: str
    figure: Callable[[str], str]
    opening: str = ""
    base: str = ""
    around_table: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Patch:
    """Replace `count` blocks from block `first` on by these."""

    first: int
    count: int
    html: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A block as it is set: with the definitions it found, and the numbers of its footnotes."""

    block: Block
    known: Known
    piece: Piece
    marks: tuple[Mark, ...] = ()


def render_body(body: str, setting: Setting) -> str:
    """The whole body as HTML."""
    return Rendering(body, setting, uncounted_block).html


def prepare() -> None:
    """Load what the first mark of Markdown will need, so that it costs no keystroke."""
    render_body("*ready*", Setting("en", str))


class Rendering:
    """The HTML of one body. Not for use from several threads."""

    def __init__(self, body: str, setting: Setting, read: Callable[[str, Cut], Block] = read_block) -> None:
        self._setting = setting
        self._typesetter = Typesetter(direction_of(setting.language), setting.base)
        self._passages = Passages(body, read)
        self._definitions: Definitions = {}
        self._define(self._passages.blocks)
        self._entries = [self._entry(block) for block in self._passages.blocks]
        self._words = sum(block.words for block in self._passages.blocks)
        self._opened = self._first_paragraph(0) if setting.opening else -1
        _, notes = self._renumber()
        self._html = ["", *map(self._compose, range(len(self._entries))), notes]
        self._html[0] = self._lone_opening()

    @property
    def html(self) -> str:
        """The whole body."""
        return "\n".join(html for html in self._html if html)

    @property
    def blocks(self) -> Sequence[str]:
        """The HTML of each block; patches count in this row."""
        return self._html

    @property
    def words(self) -> int:
        """How many words the body has."""
        return self._words

    def block_at(self, position: int) -> int:
        """The block in which a code point of the text stands."""
        return self._passages.at(position) + 1 if self._entries else 0

    def span(self, index: int) -> tuple[int, int]:
        """Where in the text a block begins and ends; nowhere, at the edge of the text, for the two added ones."""
        if 1 <= index <= len(self._entries):
            return self._passages.span(index - 1)
        end = self._passages.span(len(self._entries) - 1)[1] if index and self._entries else 0
        return end, end

    def update(self, change: BodyChange, body: str) -> tuple[Patch, ...]:
        """Follow a change that led to the text `body`; what to do to the old blocks to have the new ones, in order."""
        splice = self._passages.recut(change, body)
        if not splice.gone and not splice.come:
            return ()
        self._words += sum(block.words for block in splice.come) - sum(block.words for block in splice.gone)
        redefined = self._redefined(splice)
        first, end = splice.first, splice.first + len(splice.come)
        old = self._entries[first : first + len(splice.gone)]
        self._entries[first : first + len(old)] = _with_marks([self._entry(block) for block in splice.come], old)
        touched = self._set_users(redefined)
        notes = self._html[-1]
        if redefined or _notes_of(old) != _notes_of(self._entries[first:end]):
            renumbered, notes = self._renumber()
            touched |= renumbered
        touched |= self._move_opening(splice)
        html = tuple(self._compose(index) for index in range(first, end))
        patches = _spliced(self._html, first + 1, len(old), html)
        return patches + self._refresh(index for index in touched if not first <= index < end) + self._end_with(notes)

    def reset(self, setting: Setting) -> tuple[Patch, ...]:
        """Follow the article where not its text but its photos, language or dateline changed."""
        before, self._setting = self._setting, setting
        touched = [i for i, entry in enumerate(self._entries) if entry.piece.photos or i == self._opened]
        if (before.language, before.base) != (setting.language, setting.base):
            self._typesetter = Typesetter(direction_of(setting.language), setting.base)
            self._entries = [
                replace(e, piece=self._typesetter.piece(e.block.kind, e.block.text, e.known)) for e in self._entries
            ]
            touched = list(range(len(self._entries)))
        self._opened = self._first_paragraph(0) if setting.opening else -1
        _, notes = self._renumber()
        return self._refresh([*touched, self._opened, -1]) + self._end_with(notes)

    def _entry(self, block: Block) -> _Entry:
        known = self._known(block.labels)
        return _Entry(block, known, self._typesetter.piece(block.kind, block.text, known))

    def _known(self, labels: frozenset[str]) -> Known:
        found = sorted(label for label in labels if label in self._definitions)
        return tuple((label, None if label[0] == "^" else self._definitions[label]) for label in found)

    def _define(self, blocks: Iterable[Block]) -> None:
        definitions: dict[str, tuple[str, str]] = {}
        for block in blocks:
            for label, target in block.defines:
                definitions.setdefault(label, target)
        self._definitions = definitions

    def _redefined(self, splice: Splice) -> frozenset[str]:
        """The labels that mean something else after the splice, or nothing, or only now something."""
        gone, come = ([one for block in row for one in block.defines] for row in (splice.gone, splice.come))
        if gone == come:
            return frozenset()
        before = self._definitions
        self._define(self._passages.blocks)
        after = self._definitions
        return frozenset(label for label in before.keys() | after.keys() if before.get(label) != after.get(label))

    def _set_users(self, labels: frozenset[str]) -> set[int]:
        """Set the blocks anew that use these labels; those it changed."""
        touched = set()
        for index, entry in enumerate(self._entries) if labels else ():
            if entry.block.labels and not labels.isdisjoint(entry.block.labels):
                fresh = self._entry(entry.block)
                if fresh.known != entry.known:
                    self._entries[index] = fresh
                    touched.add(index)
        return touched

    def _renumber(self) -> tuple[set[int], str]:
        """Number all footnotes anew: the blocks whose marks changed, and the section of notes."""
        numbering, touched = Numbering(), set()
        for index, entry in enumerate(self._entries):
            if entry.piece.notes:
                marks = numbering.take(entry.piece.notes)
                if marks != entry.marks:
                    self._entries[index] = replace(entry, marks=marks)
                    touched.add(index)
        return touched, numbering.section(self._note, self._setting.figure, self._setting.language)

    def _note(self, label: str) -> Piece:
        words = self._definitions[label][0]
        return self._typesetter.note(words, self._known(labels_in(words)))

    def _compose(self, index: int) -> str:
        """The HTML of one block as it stands in the page."""
        entry = self._entries[index]
        html = filled(entry.piece, entry.marks, self._setting.language)
        if index == self._opened:
            start = html.index(">") + 1
            html = f"{html[:start]}{self._setting.opening} {html[start:]}"
        if html.startswith("<table"):
            html = html.join(self._setting.around_table)
        return with_figures(html, entry.piece, self._setting.figure)

    def _lone_opening(self) -> str:
        return f"<p>{self._setting.opening}</p>" if self._setting.opening and self._opened < 0 else ""

    def _first_paragraph(self, start: int) -> int:
        """The first block from `start` on that can begin with the dateline, or -1."""
        paragraphs = (i for i in range(start, len(self._entries)) if _is_paragraph(self._entries[i].piece))
        return next(paragraphs, -1)

    def _move_opening(self, splice: Splice) -> set[int]:
        """Find the dateline's paragraph again; the blocks that have gained or lost it, -1 for the one before all."""
        before = self._opened
        if not self._setting.opening or 0 <= before < splice.first:
            return set()
        self._opened = self._first_paragraph(splice.first)
        if before < splice.first + len(splice.gone):
            return {self._opened, -1}
        before += len(splice.come) - len(splice.gone)
        return {before, self._opened} if before != self._opened else set()

    def _refresh(self, indexes: Iterable[int]) -> tuple[Patch, ...]:
        """Compose these blocks again, -1 for the one before all; patches for those that came out otherwise."""
        patches: list[Patch] = []
        for index in sorted(set(indexes)):
            if index >= len(self._entries):
                continue
            html = self._lone_opening() if index < 0 else self._compose(index)
            patches.extend(_spliced(self._html, index + 1, 1, (html,)))
        return tuple(_joined(patches))

    def _end_with(self, notes: str) -> tuple[Patch, ...]:
        return _spliced(self._html, len(self._html) - 1, 1, (notes,))


def _is_paragraph(piece: Piece) -> bool:
    return piece.parts[0].startswith(("<p>", "<p "))


def _notes_of(entries: Sequence[_Entry]) -> list[str]:
    return [label for entry in entries for label in entry.piece.notes]


def _with_marks(entries: list[_Entry], old: Sequence[_Entry]) -> list[_Entry]:
    """The entries with the marks of the old ones, which hold where both refer to the same notes."""
    marks = [mark for entry in old for mark in entry.marks]
    if not marks or _notes_of(entries) != _notes_of(old):
        return entries
    taken = iter(marks)
    return [replace(entry, marks=tuple(next(taken) for _ in entry.piece.notes)) for entry in entries]


def _spliced(row: list[str], first: int, count: int, html: tuple[str, ...]) -> tuple[Patch, ...]:
    """Put `html` into the row in place of `count` blocks; the patch for it, none where nothing differs."""
    old = row[first : first + count]
    row[first : first + count] = html
    head = 0
    while head < min(len(old), len(html)) and old[head] == html[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(html)) - head and old[-1 - tail] == html[-1 - tail]:
        tail += 1
    patch = Patch(first + head, len(old) - head - tail, html[head : len(html) - tail])
    return (patch,) if patch.count or patch.html else ()


def _joined(patches: Iterable[Patch]) -> list[Patch]:
    """Patches of one block each, in order, with neighbours made one."""
    joined: list[Patch] = []
    for patch in patches:
        if joined and joined[-1].first + joined[-1].count == patch.first:
            last = joined.pop()
            patch = Patch(last.first, last.count + patch.count, last.html + patch.html)
        joined.append(patch)
    return joined

"""Footnotes: their numbers in the order of first reference, the marks in the text, the section that ends the body."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desk.article.scripts import in_digits
from desk.article.typeset import Piece


@dataclass(frozen=True, slots=True)
class Mark:
    """One reference to a footnote: the note's number, and which of the references to it this is."""

    number: int
    turn: int

    @property
    def anchor(self) -> str:
        """The reference's place in the page, to which the note links back."""
        return f"fnref-{self.number}" if self.turn == 1 else f"fnref-{self.number}-{self.turn}"


class Numbering:
    """Numbers footnotes as their references are met, from the first block to the last."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self._marks: dict[str, list[Mark]] = {}

    def take(self, labels: Iterable[str]) -> tuple[Mark, ...]:
        """The marks of the references that come next."""
        return tuple(self._take(label) for label in labels)

    def _take(self, label: str) -> Mark:
        if label not in self._marks:
            self.order.append(label)
            self._marks[label] = []
        mark = Mark(self.order.index(label) + 1, len(self._marks[label]) + 1)
        self._marks[label].append(mark)
        return mark

    def section(self, piece_of: Callable[[str], Piece], figure: Callable[[str], str], language: str) -> str:
        """The notes that the text refers to, as the last block; empty where there are none."""
        notes = []
        for label in self.order:  # which grows as notes refer to notes
            piece = piece_of(label)
            notes.append((label, piece, self.take(piece.notes)))
        items = "".join(
            self._item(label, with_figures(filled(piece, marks, language), piece, figure))
            for label, piece, marks in notes
        )
        return f'<div class="footnotes" role="doc-endnotes"><ol>{items}</ol></div>' if notes else ""

    def _item(self, label: str, html: str) -> str:
        marks = self._marks[label]
        back = " ".join(
            f'<a href="#{mark.anchor}" class="footnote-back" role="doc-backlink">↩\ufe0e</a>' for mark in marks
        )
        words = f"{html.removesuffix('</p>')} {back}</p>" if html.endswith("</p>") else f"{html}<p>{back}</p>"
        return f'<li id="fn-{marks[0].number}">{words}</li>'


def filled(piece: Piece, marks: tuple[Mark, ...], language: str) -> str:
    """The block's HTML with its footnote marks in their places."""
    if not marks:
        return piece.parts[0]
    numbers = [_reference(mark, language) for mark in marks]
    return piece.parts[0] + "".join(number + part for number, part in zip(numbers, piece.parts[1:], strict=True))


def _reference(mark: Mark, language: str) -> str:
    number = in_digits(str(mark.number), language)
    link = f'<a href="#fn-{mark.number}" role="doc-noteref">{number}</a>'
    return f'<sup class="footnote-mark" id="{mark.anchor}">{link}</sup>'


def with_figures(html: str, piece: Piece, figure: Callable[[str], str]) -> str:
    """The block's HTML with its photos behind it."""
    if not piece.photos:
        return html
    return "\n".join(part for part in (html, *map(figure, piece.photos)) if part)

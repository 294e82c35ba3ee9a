"""Where on a page most plain words stand together: there its story is."""

from __future__ import annotations

import re

from desk.formats.elements import BLOCKS, SILENT, Node, every, names, text_of
from desk.formats.web_furniture import Weights
from desk.formats.web_page import meant_by

_LEAST = 80
"""Letters right in an area that make a paragraph of it."""
_SHORTEST = 25
_TEXTS = names("p pre blockquote")
_AREAS = names("div section td article main center")
_CELLS = names("td th tbody thead tfoot")
_COMMAS = re.compile("[,،;؛]")
_CALLED_STORY = re.compile(r"(?:\A|[\s_-])(?:article|body|content|entry|story|post|text|news)", re.ASCII)
_SHARE = 0.6
"""What part of its worth a paragraph gives to the element around the one that it gives to."""
_WORTH_KEEPING, _SURELY = 0.2, 2.0
"""What part of the best area's score a neighbour has that goes on with its text, and a score that is always enough."""


def densest(root: Node, weights: Weights) -> Node | None:
    """The element of a tree that holds most plain words; None where nothing says a sentence.

    Where its neighbours go on with the text, as on pages that part their stories by ads, a new element holds them all.
    """
    density = _Density(root, weights)
    best = density.best()
    return density.with_neighbours(best) if best is not None else None


class _Density:
    """How much every element of a tree looks like the one that holds the story."""

    def __init__(self, root: Node, weights: Weights) -> None:
        self._weights = weights
        self._around = {id(child): node for node in (root, *every(root)) for child in _elements(node)}
        self._scores: dict[int, float] = {}
        self._known: dict[int, Node] = {}
        for node in every(root):
            self._give(node, self._points(node))
        for name, node in self._known.items():
            is_called = node.tag in ("article", "main") or _CALLED_STORY.search(meant_by(node)) is not None
            self._scores[name] *= 1.2 if is_called else 1

    def best(self) -> Node | None:
        """The element with the highest score."""
        return max(self._known.values(), key=self._score, default=None)

    def with_neighbours(self, best: Node) -> Node:
        """The best element with those beside it that go on with its text."""
        around = self._around.get(id(best))
        if around is None or around.tag in ("html", "body"):
            return best
        kept = [node for node in _elements(around) if node is best or self._goes_on(node, best)]
        return Node("div", {}, [*kept]) if len(kept) > 1 else best

    def _give(self, node: Node, points: float) -> None:
        """Give a paragraph's worth to the areas around it, less the farther they are."""
        around = node if node.tag in _AREAS else self._around.get(id(node))
        share = 1.0
        while points and around is not None and share > 0.1:
            self._known[id(around)] = around
            self._scores[id(around)] = self._score(around) + points * share
            around, share = self._around.get(id(around)), share * _SHARE

    def _points(self, node: Node) -> float:
        """What a paragraph is worth: more the longer it is and the more clauses it has; words in links count little."""
        most = 3.0
        if node.tag in _TEXTS:
            said, text = self._weights.said(node), text_of(node)
        elif node.tag in _AREAS:
            text = " ".join(_loose(node).split())
            said, most = len(text), 30.0
        else:
            return 0
        letters = said * (1 - self._weights.linked(node))
        if letters < (_SHORTEST if node.tag in _TEXTS else _LEAST):
            return 0
        return 1 + min(letters / 100, most) + len(_COMMAS.findall(text)) / 2

    def _goes_on(self, node: Node, best: Node) -> bool:
        if self._weights.linked(node) > 0.25:
            return False
        if node.tag in ("p", "blockquote"):
            return self._weights.said(node) >= _LEAST
        return node.tag in _AREAS and self._score(node) >= min(_WORTH_KEEPING * self._score(best), _SURELY)

    def _score(self, node: Node) -> float:
        return self._scores.get(id(node), 0)


def _loose(node: Node) -> str:
    """The words in an area that stand in no block inside it."""
    return "".join(
        child if isinstance(child, str) else _loose(child)
        for child in node.children
        if isinstance(child, str) or (child.tag not in BLOCKS and child.tag not in _CELLS and child.tag not in SILENT)
    )


def _elements(node: Node) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node)]

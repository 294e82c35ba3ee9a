"""What Word puts on the clipboard, in the elements that other programs would use.

Word writes lists as paragraphs with their marks as text (`mso-list:l0 level2 lfo1`), says for complex scripts by
styles of its own what is bold, keeps comments and deleted words beside the text, and wraps every ¶ into `<o:p>`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desk.article.scripts import paragraph_direction
from desk.formats.elements import HEADINGS, Node, nearest, rewrite, says_nothing, text_of
from desk.formats.pasted_lists import CONTINUED, JOINED, nested

_DEEPEST_LEVEL = 9
_LEVEL = re.compile(r"\blevel(?P<level>[1-9])\b")
_NUMBER = re.compile(r"\(?(?:(?P<number>\d{1,3})[.)\-]?|[^\W\d_]{1,5}[.)])")
"""The mark of a numbered item; o and § are bullets."""
_ASIDE = frozenset(("MsoCommentReference", "msocomanchor", "msocomoff", "MsoCommentText", "MsoCommentSubject"))
_TITLES = {"MsoTitle": "h1", "MsoHeading7": "h6", "MsoHeading8": "h6", "MsoHeading9": "h6"}
_QUOTES = ("MsoQuote", "MsoIntenseQuote", "MsoBlockText")
_MARKER = "#marker"


def is_from_word(html: str) -> bool:
    """Whether Word, Outlook or a program that does as they do wrote this HTML."""
    return "mso-" in html or "class=Mso" in html or 'class="Mso' in html


def tidy(root: Node) -> None:
    """Turn Word's ways of saying things into elements. Lists come out one for each item, to be settled."""
    rewrite(root, _plain)
    _make_lists(root)


def _plain(node: Node) -> Sequence[Node | str] | None:
    if _is_aside(node):
        return []
    if node.style.get("mso-list") == "ignore":
        return [Node(_MARKER, {}, node.children)]
    if node.tag == "o:p":
        return node.children
    if node.style.get("mso-element") == "para-border-div" and says_nothing(node):
        return [Node("hr")]
    _take_complex_styles(node)
    if node.tag == "p":
        return _paragraph(node)
    return None


def _is_aside(node: Node) -> bool:
    """Whether this is no part of the text: a comment, a deleted word, the line above footnotes."""
    style = node.style
    return (
        node.tag == "del"
        or (node.tag == "hr" and node.attributes.get("width") == "33%")
        or style.get("mso-hide") == "all"
        or style.get("mso-special-character") == "comment"
        or style.get("mso-element") in ("comment-list", "comment", "header", "footer")
        or not _ASIDE.isdisjoint(node.classes)
    )


def _take_complex_styles(node: Node) -> None:
    """Where the words are of a script that Word calls complex, as Arabic is, its styles for such scripts count."""
    weight, slant = node.style.get("mso-bidi-font-weight"), node.style.get("mso-bidi-font-style")
    if (weight or slant) and paragraph_direction(text_of(node), "ltr") == "rtl":
        node.style = {
            **node.style,
            **({"font-weight": weight} if weight else {}),
            **({"font-style": slant} if slant else {}),
        }


def _paragraph(node: Node) -> Sequence[Node | str] | None:
    for name in node.classes:
        if name in _TITLES:
            node.tag = _TITLES[name]
        if name in _QUOTES:
            return [Node("blockquote", {JOINED: ""}, [node])]
    return None


@dataclass(slots=True)
class _Place:
    """Where the paragraphs have come to in a list; level 0 is outside."""

    level: int = 0


def _make_lists(node: Node) -> None:
    place = _Place()
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
            continue
        _make_lists(child)
        children.append(_listed(child, place))
    node.children = children


def _listed(node: Node, place: _Place) -> Node:
    """A paragraph of a list as a list of one item; what is none as it is."""
    level = _LEVEL.search(node.style.get("mso-list", ""))
    marker = _without_marker(node) if level else ""
    if level and node.tag in HEADINGS:
        node.children.insert(0, f"{marker} " if marker else "")
    elif level:
        place.level = min(int(level["level"]), _DEEPEST_LEVEL)
        return _item(node, marker, place.level)
    elif place.level and node.tag == "p" and any(name.startswith("MsoListParagraph") for name in node.classes):
        outer = nested(node, "ul", place.level)
        outer.attributes[CONTINUED] = ""
        return outer
    place.level = 0
    return node


def _item(node: Node, marker: str, level: int) -> Node:
    number = _NUMBER.fullmatch(marker)
    made = nested(Node("li", {}, [node]), "ol" if number else "ul", level)
    if number and number["number"]:
        inner = made
        while isinstance(first := inner.children[0], Node) and first.tag != "li":
            inner = first
        inner.attributes["start"] = str(int(number["number"]))
    return made


def _without_marker(node: Node) -> str:
    """Take the mark of its item out of a paragraph: a bullet, or a number with its dot."""
    marker = " ".join(text_of(found) for found in nearest(node, {_MARKER}))
    rewrite(node, lambda inner: [] if inner.tag == _MARKER else None)
    return marker.strip()

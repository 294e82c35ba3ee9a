"""A Word document as a tree of HTML's elements, made by mammoth from its styles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO, Protocol

from desk.article.trouble import Trouble
from desk.formats.docx_package import Package
from desk.formats.docx_prepared import BEGINS, ENDS, LEFT_TO_RIGHT, RIGHT_TO_LEFT, Prepared
from desk.formats.elements import BLOCKS, Node, rewrite, tree_of

_STYLES = """
p[style-name='Title'] => p.desk-title:fresh
p[style-name='Subtitle'] => p.desk-subtitle:fresh
p[style-name='caption'] => p.desk-caption:fresh
p[style-name='Caption'] => p.desk-caption:fresh
p[style-name='Illustration'] => p.desk-caption:fresh
p[style-name='Figure'] => p.desk-caption:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
r[style-name='Emphasis'] => em
comment-reference =>
"""


class _Image(Protocol):
    """A picture as mammoth hands it over."""

    content_type: str

    def open(self) -> AbstractContextManager[IO[bytes]]:
        """The picture's bytes."""


@dataclass(slots=True)
class Html:
    """A document's elements. Each `img` has a `src` that `images` knows: the picture's bytes, and a name for its file.

    `points` tells for each sign in the text (`docx_prepared.POINTS`) which comment begins or ends there: `BEGINS` or
    `ENDS`, and its ID.
    """

    root: Node
    images: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)
    languages: list[tuple[str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def html_of(package: Package) -> Html:
    """The document's text with its marks. Trouble where it cannot be read."""
    from mammoth import convert_to_html
    from mammoth.images import img_element

    prepared = Prepared(package)
    html = Html(Node("body"), languages=prepared.languages, notes=prepared.notes)

    def kept(image: _Image) -> dict[str, str]:
        name = f"desk-image:{len(html.images)}"
        kind = (image.content_type or "image/jpeg").rpartition("/")[2].split("+")[0]
        with image.open() as stream:
            html.images[name] = (stream.read(), f"photo-{len(html.images) + 1}.{kind}")
        return {"src": name}

    try:
        made = convert_to_html(
            prepared.file, style_map=_STYLES, include_embedded_style_map=False, convert_image=img_element(kept)
        ).value
    except RecursionError:
        raise Trouble(f"{package.name} is nested too deeply to be a story: Desk does not read it.") from None
    except (KeyError, ValueError, IndexError, AttributeError, TypeError, OSError):
        raise package.damaged() from None  # what mammoth raises for references that lead nowhere
    html.root = tree_of(made)
    html.points = _take_marks(html.root)
    return html


_FIRST_POINT, _MOST_POINTS = 0x100000, 60_000
_NOTES = ("#footnote-", "#endnote-")


def _take_marks(root: Node) -> dict[str, str]:
    """Take the marks of directions and comments out of a tree; a sign stands in the words each comment begins and ends.

    What begins stands right before its first words, what ends right behind its last, so that both bear the same marks.
    """
    points: dict[str, str] = {}
    waiting, last = "", None
    for node, at, block in list(_walk(root, root)):
        child = node.children[at]
        if isinstance(child, str):
            node.children[at] = waiting + child
            waiting, last = "", (node, at)
            continue
        name = child.attributes.get("id", "")
        if name.startswith((RIGHT_TO_LEFT, LEFT_TO_RIGHT)):
            block.attributes["dir"] = "rtl" if name.startswith(RIGHT_TO_LEFT) else "ltr"
        elif name.startswith((BEGINS, ENDS)) and len(points) < _MOST_POINTS:
            point = chr(_FIRST_POINT + len(points))
            points[point] = name
            if name.startswith(BEGINS) or last is None:
                waiting += point
            else:
                last[0].children[last[1]] = f"{last[0].children[last[1]]}{point}"
    rewrite(root, lambda node: [] if node.attributes.get("id", "").startswith("desk-") else None)
    return points


def _walk(node: Node, block: Node) -> Iterator[tuple[Node, int, Node]]:
    """Every place in a tree that holds an element or words, in order, with its block; none in the marks of notes."""
    for at, child in enumerate(node.children):
        if isinstance(child, Node) or child.strip():
            yield node, at, block
        if isinstance(child, Node) and not child.attributes.get("href", "").startswith(_NOTES):
            yield from _walk(child, child if child.tag in BLOCKS else block)

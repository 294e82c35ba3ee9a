"""What a selection looks like to other programs: HTML that keeps its formatting and direction where it is pasted.

It is the exporter's HTML. Word, mail programs and the editors of websites keep paragraphs but often not what is around
them, so every block says its own direction where the text runs from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from desk.article.blocks import Cutter, Kind
from desk.article.languages import direction_of
from desk.article.markup import Rendering, Setting
from desk.article.parts import definitions, labels_in

_BLOCK = re.compile(r"\A<(?:p|h[1-6]|ul|ol|blockquote|table)\b(?!(?: [a-z]+=\"[^\"]*\")* dir=)")


def html_of(markdown: str, language: str, figure: Callable[[str], str], body: str = "") -> str:
    """A piece of a body as HTML for the clipboard, in UTF-8 and between the marks of a fragment.

    `figure` gives the trusted HTML of a photo by its ID, or "" for none. `body` is the whole text that the piece is
    taken from: links and footnotes may be defined anywhere in it.
    """
    direction = direction_of(language)
    blocks = Rendering(markdown + "".join(_definitions_for(markdown, body)), Setting(language, figure)).blocks
    if direction == "rtl":
        blocks = [_BLOCK.sub(r'\g<0> dir="rtl"', html) for html in blocks]
    html = "\n".join(html for html in blocks if html)
    charset = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    opening = f'<div lang="{escape(language)}" dir="{direction}">'
    return (
        f"<html><head>{charset}</head><body>\n<!--StartFragment-->{opening}\n{html}\n</div><!--EndFragment-->\n"
        "</body></html>\n"
    )


def _definitions_for(markdown: str, body: str) -> Iterator[str]:
    """The definitions from elsewhere in the text that a piece of it needs, those that these need included."""
    elsewhere = {}
    for cut in Cutter(body).cuts() if "]:" in body else ():
        text = body[cut.start : cut.end]
        if cut.kind in (Kind.LINK, Kind.NOTE):
            elsewhere[next(definitions(cut.kind, text))[0]] = text.strip()
    wanted, known = labels_in(markdown), set(_defined_in(markdown))
    while missing := (wanted & elsewhere.keys()) - known:
        for label in sorted(missing):
            yield f"\n\n{elsewhere[label]}"
        known |= missing
        wanted = frozenset().union(*(labels_in(elsewhere[label]) for label in missing))


def _defined_in(markdown: str) -> Iterator[str]:
    for cut in Cutter(markdown).cuts():
        for label, _target in definitions(cut.kind, markdown[cut.start : cut.end]):
            yield label

"""What stands inside a line of Markdown: emphasis, links, code, footnote marks. Python-Markdown's inline engine.

Only its inline half is used: where blocks begin and end is decided in `blocks`, the same way at every depth.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping
from typing import cast
from xml.etree import ElementTree

from markdown import Markdown, inlinepatterns, treeprocessors
from markdown.inlinepatterns import InlineProcessor, Pattern
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString, Registry

from desk.article.parts import folded_label
from desk.article.sanitise import aligned, clean

Element = ElementTree.Element


class _NoteMarks(InlineProcessor):
    """`[^label]` of a defined footnote becomes a token that no writer can guess, to be numbered later."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, secret: str) -> None:
        super().__init__(r"\[\^([^\[\]\s]+)\]")
        self.secret = secret
        self.defined: Collection[str] = ()
        self.found: list[str] = []

    def handleMatch(  # type: ignore[override]
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[str | None, int | None, int | None]:
        label = folded_label(f"^{m[1]}")
        if label not in self.defined:
            return None, None, None
        self.found.append(label)
        return f"{self.secret}{len(self.found) - 1}e", m.start(), m.end()


class Engine:
    """One Python-Markdown, kept for many blocks. Not for use from several threads."""

    def __init__(self) -> None:
        secret = f"note{secrets.token_hex(12)}x"
        self._markdown = Markdown()
        self._marks = _NoteMarks(secret)
        self._markdown.inlinePatterns.register(self._marks, "note", 175)
        self._patterns = [(pattern, _needs(pattern)) for pattern in self._markdown.inlinePatterns]
        self._token = re.compile(rf'(?P<tag><[a-z/][^\s<>]*(?:\s+[^\s=<>]+="[^"]*")*\s*>)|{secret}(?P<index>\d+)e')
        self._secret = re.compile(rf"{secret}\d+e")

    def begin(self, text: str, links: Mapping[str, tuple[str, str]], notes: Collection[str]) -> None:
        """Make ready for the block of this text, which may refer to these links and footnotes."""
        self._markdown.reset()
        self._only_patterns_for(text)
        self._markdown.references.update(links)
        self._marks.defined = notes
        self._marks.found = []

    def _only_patterns_for(self, text: str) -> None:
        """Have the engine try no pattern that cannot match: most paragraphs hold one or two kinds of mark."""
        patterns = [pattern for pattern, needs in self._patterns if any(mark in text for mark in needs)]
        inline = cast("treeprocessors.InlineProcessor", self._markdown.treeprocessors["inline"])
        inline.inlinePatterns = cast(
            "Registry[treeprocessors.InlineProcessor]", patterns
        )  # which is only counted and indexed

    def raw(self, html: str) -> AtomicString:
        """A stand-in for raw HTML, to be put into an element's text."""
        return AtomicString(self._markdown.htmlStash.store(clean(html)))

    def finish(self, root: Element) -> tuple[str, tuple[str, ...]]:
        """The clean HTML inside `root`, its lines set, and the photos that stood in it."""
        self._markdown.treeprocessors["inline"].run(root)
        self._markdown.treeprocessors["unescape"].run(root)
        photos = tuple(photo for photo in _photos_of(root) if not self._secret.search(photo))
        html = self._markdown.serializer(root).removeprefix("<div>").removesuffix("</div>")
        if _STAND_IN in html:
            raise LookupError("the engine lost what it put a stand-in for, as it does in *a**b*`c`")
        for name in ("raw_html", "amp_substitute"):
            html = self._markdown.postprocessors[name].run(html)
        return aligned(clean(html)), photos

    def split_at_notes(self, html: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The HTML cut where the numbers of footnotes belong, and the footnotes' labels in order."""
        if not self._marks.found:
            return (html,), ()
        parts, labels, done = [], [], 0
        for token in self._token.finditer(html):
            if token["index"]:
                parts.append(html[done : token.start()])
                labels.append(self._marks.found[int(token["index"])])
                done = token.end()
        parts.append(html[done:])
        return tuple(self._secret.sub("", part) for part in parts), tuple(labels)


_STAND_IN = INLINE_PLACEHOLDER_PREFIX.strip("\x02")
_NEEDS = (
    (inlinepatterns.BacktickInlineProcessor, "`"),
    (inlinepatterns.EscapeInlineProcessor, "\\"),
    (inlinepatterns.LinkInlineProcessor, "["),  # and references, images: they are kinds of link to the engine
    (_NoteMarks, "["),
    (inlinepatterns.AutolinkInlineProcessor, "<"),
    (inlinepatterns.AutomailInlineProcessor, "<"),
    (inlinepatterns.HtmlInlineProcessor, "<&"),
    (inlinepatterns.SubstituteTagInlineProcessor, "\n"),
)


def _needs(pattern: Pattern) -> str:
    """The characters of which a text must hold one for the pattern to match; those of emphasis for the rest."""
    return next((marks for kind, marks in _NEEDS if isinstance(pattern, kind)), "*_")


_PHOTO = re.compile(r"photo:(?P<id>[A-Za-z0-9_-]+)")


def _photos_of(root: Element) -> list[str]:
    """The photos in the tree, in order. Every other image gives way to its alternative text, in emphasis."""
    photos = []
    for image in root.iter("img"):
        source, alternative = image.get("src", ""), image.get("alt", "")
        image.attrib.clear()
        photo = _PHOTO.fullmatch(source)
        if photo:
            photos.append(photo["id"])
        elif alternative:
            image.tag, image.text = "em", AtomicString(alternative)
    return photos

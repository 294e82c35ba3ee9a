"""Finds the story on a web page: the element that holds its body, and above it headline, summary, byline, lead photo.

The body is where the density of plain words is highest; what makers say by microdata or by Desk's own marks goes first.
A page that Desk exported is taken at its word, part by part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desk.article import wire
from desk.formats.elements import HEADINGS, LISTS, Node, every, names
from desk.formats.pasted_pictures import is_small
from desk.formats.web_density import densest
from desk.formats.web_facts import line, number
from desk.formats.web_furniture import Weights
from desk.formats.web_page import first, meant_by, words

_LEAST_BODY = 140
"""Letters: what says less is a story only where nothing on the page says more."""
_PARAGRAPH = 80
"""Letters that a first paragraph of a body surely has."""
_SUMMARY = re.compile(
    r"(?:\A|[\s_-])(?:summary|standfirst|dek|deck|subtitle|sub-?head\w*|sub-?title|lede?|intro|excerpt|(?:article-?)?lead"
    r"|description|abstract)(?=\Z|[\s_-])"
)
_BYLINE = re.compile(r"(?:\A|[\s_-])(?:by-?lines?\w*|authors?(?:-?names?)?|writer|reporter|contributors?)(?=\Z|[\s_-])")
_KICKER = re.compile(r"(?:\A|[\s_-])(?:kicker|eyebrow|overline|topper|rubric|pre-?title|supertitle)(?=\Z|[\s_-])")
_META = re.compile(
    r"(?:\A|[\s_-])(?:date|time|timestamp|published|updated|posted|entry-?meta|post-?meta|article-?meta|meta|category"
    r"|categories|cat|section-?name|read(?:ing)?-?time|credits|location|source)(?=\Z|[\s_-])"
)
_LONGEST_META, _LONGEST_SUMMARY = 300, 700


@dataclass(slots=True)
class Story:
    """What was found of a story. `body` holds its body alone; `lead` is the element of its lead photo."""

    body: Node
    lead: Node | None = None
    headline: str = ""
    summary: str = ""
    kicker: str = ""
    byline: str = ""
    sign_off: str = ""
    correction: str = ""
    dateline: str = ""
    keywords: tuple[str, ...] = ()
    is_own: bool = False
    time: str = ""
    shares: int = 0


def own_story(root: Node) -> Story | None:
    """The story on a page that Desk itself exported, None where it did not."""
    body = first(root, "div", **{"data-part": "body"})
    if body is None or first(root, "meta", name="generator", content="Desk") is None:
        return None
    counted = next((one for one in every(_part(root, "share")) if one.tag == "data"), None)
    header, footer, lead = (_part(root, name) for name in ("header", "footer", "lead"))
    mark = _classed(body, "dateline")
    dateline = words(mark)
    if mark is not None:
        mark.children = []
    correction = _classed(footer, "correction")
    paragraphs = [words(one) for one in every(correction) if one.tag == "p"] if correction else []
    return Story(
        body,
        next((one for one in every(lead) if one.tag == "figure"), None),
        headline=words(_classed(header, "headline")),
        summary=words(_classed(header, "summary")),
        kicker=words(_classed(header, "kicker")),
        byline=words(_classed(header, "byline")),
        sign_off=words(_classed(footer, "sign-off")),
        correction="\n".join(text for text in paragraphs[1:] if text),
        dateline=dateline,
        shares=number(counted.attributes.get("value", "") if counted else ""),
        is_own=True,
    )


def _part(root: Node, name: str) -> Node:
    return next((one for one in every(root) if one.attributes.get("data-part") == name), Node("div"))


def _classed(root: Node, name: str) -> Node | None:
    return next((one for one in every(root) if name in one.classes), None)


def story_on(root: Node, headline: str, summary: str) -> Story | None:
    """The story on a page whose furniture is gone; `headline` and `summary` are as its facts say, perhaps empty."""
    weights = Weights(root)
    body = _body(root, weights)
    if body is None or not _said(body, weights):
        return None
    page = _Page(root, body, weights, headline, summary)
    page.look()
    _take_out(body, page.claimed)
    return page.story


def _said(body: Node, weights: Weights) -> int:
    """Letters in a body, which may be a new element around some of the page’s."""
    return weights.said(body) or sum(weights.said(child) for child in body.children if isinstance(child, Node))


def _body(root: Node, weights: Weights) -> Node | None:
    marked = [node for node in every(root) if "articleBody" in node.attributes.get("itemprop", "").split()]
    marked = [node for node in marked if not any(node in every(other) for other in marked if other is not node)]
    found = densest(root, weights)
    if marked and sum(map(weights.said, marked)) * 2 >= (_said(found, weights) if found else 0):
        return marked[0] if len(marked) == 1 else Node("div", {}, [*marked])
    if found is not None and _said(found, weights) >= _LEAST_BODY:
        return found
    named = (first(root, "article"), first(root, "main"), first(root, "body"))
    return next((node for node in named if node is not None and weights.said(node)), None)


@dataclass(slots=True)
class _Page:
    """A page looked through down to the first paragraph of its body; `claimed` is what of it is no body."""

    root: Node
    body: Node
    weights: Weights
    headline: str
    summary: str
    story: Story = field(init=False)
    claimed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.story = Story(self.body)

    def look(self) -> None:
        """Find what stands above the body, and claim what of it stands in the body."""
        heading = self._heading()
        if heading is not None:
            self.story.headline = line(words(heading))
            self.claimed.add(id(heading))
        for node in self._above(heading):
            self._look_at(node)
        for node in every(self.body):
            if node.tag in HEADINGS and self.headline and _same(words(node), self.headline):
                self.claimed.add(id(node))

    def _above(self, heading: Node | None) -> Iterator[Node]:
        """Everything up to the first paragraph of the body, from the beginning of what holds body and headline."""
        opening = self._opening()
        for node in every(self._around(heading)):
            if node is opening:
                return
            yield node

    def _around(self, heading: Node | None) -> Node:
        """The innermost element that holds both the headline and the body."""
        if heading is None:
            return self.root
        parents = {id(child): node for node in (self.root, *every(self.root)) for child in node.children}
        is_new = id(self.body) not in parents  # made of neighbours, whose parent holds them
        ground: Node | None = parents.get(id(next(every(self.body), self.body))) if is_new else self.body
        holding = set()
        while ground is not None:
            holding.add(id(ground))
            ground = parents.get(id(ground))
        around: Node | None = parents.get(id(heading))
        while around is not None and id(around) not in holding:
            around = parents.get(id(around))
        return around or self.root

    def _opening(self) -> Node | None:
        """The first paragraph that is surely the body's."""
        texts = [node for node in every(self.body) if self._is_text(node)]
        sure = (node for node in texts if self.weights.said(node) >= _PARAGRAPH and self.weights.linked(node) < 0.5)
        return next(sure, next(iter(texts), None))

    def _is_text(self, node: Node) -> bool:
        is_loose = node.tag in ("div", "section", "span") and any(
            isinstance(one, str) and one.strip() for one in node.children
        )
        if node.tag not in ("p", *LISTS, "blockquote", "table", "h2") and not is_loose:
            return False
        named = meant_by(node)
        if any(_is_called(named, marks) for marks in (_SUMMARY, _BYLINE, _KICKER, _META)) or "caption" in named:
            return False
        return bool(self.weights.said(node)) and not self._is_summary(node)

    def _is_summary(self, node: Node) -> bool:
        return bool(self.summary) and self.weights.said(node) <= _LONGEST_SUMMARY and _same(words(node), self.summary)

    def _heading(self) -> Node | None:
        headings = [node for node in every(self.root) if node.tag == "h1" and self.weights.said(node)]
        alike = (node for node in headings if self.headline and _alike(words(node), self.headline))
        return next(alike, headings[0] if headings and not self.headline else None)

    def _look_at(self, node: Node) -> None:
        """Take what an element above the body says, as its makers named it."""
        story, said, named = self.story, self.weights.said(node), meant_by(node)
        props = node.attributes.get("itemprop", "").split()
        if node.tag in ("figure", "img") and story.lead is None and is_photo(node):
            story.lead = node
            self._claim(node)
        if moment := _moment(node):
            story.time = story.time or moment
            self._claim(node)
        if not said or said > _LONGEST_SUMMARY:
            return
        if _is_called(named, _KICKER) and not story.kicker:
            story.kicker = line(words(node))
            self._claim(node)
        elif _is_called(named, _BYLINE) or "author" in props or "author" in node.attributes.get("rel", "").split():
            story.byline = story.byline or _byline(node)
            self._claim(node)
        elif self._is_summary(node) or (
            not _has_image(node) and node.tag in _SUMMARY_TAGS and _is_called(named, _SUMMARY) and said >= 10
        ):
            story.summary = story.summary or line(words(node))
            self._claim(node)
        elif said <= _LONGEST_META and _is_called(named, _META):
            self._claim(node)

    def _claim(self, node: Node) -> None:
        self.claimed.add(id(node))


def _has_image(node: Node) -> bool:
    return any(one.tag == "img" for one in every(node))


def _moment(node: Node) -> str:
    """The moment that an element tells machines."""
    is_published = "published" in node.classes or "dt-published" in node.classes
    told = node.attributes.get("datetime") or (node.attributes.get("title", "") if is_published else "")
    return told if node.tag in ("time", "abbr") else ""


_SUMMARY_TAGS = names("p div h2 h3 h4 section strong span")


def _is_called(named: str, marks: re.Pattern[str]) -> bool:
    return bool(named) and marks.search(named) is not None


def is_photo(node: Node) -> bool:
    """Whether an element is a photo, or a figure with one: no icon, logo or portrait of an author."""
    images = [node] if node.tag == "img" else [one for one in every(node) if one.tag == "img"]
    return any(not is_small(one) and not _is_sign(one) for one in images)


_SIGN = re.compile(
    r"(?:\A|[\s_/-])(?:logo|avatar|icon|gravatar|emoji|sprite|spinner|pixel|badge)(?=\Z|[\s_./-])", re.IGNORECASE
)


def _is_sign(image: Node) -> bool:
    return _SIGN.search(f"{meant_by(image)} {image.attributes.get('src', '')[:300]}") is not None


def _byline(node: Node) -> str:
    """Who is named by the element of a byline, without what else it holds."""
    links = [words(one) for one in every(node) if one.tag == "a" and not any(sign.isdecimal() for sign in words(one))]
    text = words(node)
    if any(sign.isdecimal() for sign in text) or len(text) > 120:
        text = ", ".join(dict.fromkeys(one for one in links if one))
    return line(wire.split_byline(text) or text)


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same, but for their marks."""
    return letters_of(one) == letters_of(other)


def _alike(one: str, other: str) -> bool:
    """Whether two headlines share most of their words."""
    first_words, other_words = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(first_words & other_words) * 2 >= max(1, min(len(first_words), len(other_words)))


def letters_of(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _take_out(node: Node, claimed: set[int]) -> None:
    for one in (node, *every(node)):
        one.children = [child for child in one.children if isinstance(child, str) or id(child) not in claimed]

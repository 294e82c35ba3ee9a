"""What stands around a story on its page and is no part of it: menus, ads, share bars, boxes, comments, notices.

It is known by its element, its role, the names its makers gave it, and the fixed phrases of such boxes in English,
Arabic and Sorani. Nothing that holds half of the page's words is ever taken for furniture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from desk.article.model import Related
from desk.formats.elements import HEADINGS, LISTS, SILENT, Node, every, names, rewrite, text_of
from desk.formats.web_facts import joined, line
from desk.formats.web_page import meant_by, words
from desk.formats.web_phrases import AROUND, INVITES, NEIGHBOUR

_MARKS = r"(?:\A|[\s_-])(?:{})(?=\Z|[\s_-])"


def _pattern(*lines: str) -> re.Pattern[str]:
    return re.compile(_MARKS.format("|".join(name for line in lines for name in line.split())))


_NAMED = _pattern(
    r"shares? sharing sharebar socials? addthis sharethis a2a sharedaddy related\w* recommend\w* promo\w*",
    r"advert\w* ads? adv adslot adunit ad-\w+ dfp sponsor\w* newsletter\w* subscri\w* sign-?up comments?",
    r"disqus\w* respond cookies?\w* consent gdpr breadcrumbs? pagination pager nav navbar navigation",
    r"menu\w* sidebar outbrain\w* taboola\w* popular trending most-?(?:read|viewed|popular)",
    r"read-?(?:more|next|also) also-?read more-?(?:on|from|stories|news) see-?also toolbar tools print",
    r"author-bio about-author author-?box bio tags tag-?(?:list|cloud|links) topics-?list follow\w*",
    r"paywall modal popup masthead skip\w* toc login search\w* donat\w* app-download rating poll",
    r"reactions? feedback copy-?link jp-relatedposts yarpp\S* prev-?next next-?prev post-?nav\w*",
    r"site-?(?:header|footer) page-?footer adsbygoogle rich-?link links-?block link-?list global-?footer",
    r"latest-?(?:news|posts) audio-?player listen-?bar views-?count post-?views nav-?(?:previous|next)",
)
_COMMENTS = _pattern("comments?-?(?:area|section|list|thread|block|wrapper|container)? disqus\\w* respond")
_KEPT = _pattern(
    r"pull-?quote quote fact-?box facts? info-?box explainer timeline key-?points corrections? editors?-?note note",
    r"footnotes? endnotes?",
)
_PULL_QUOTE = _pattern(r"pull-?quote pullquote\w* quote-?box highlight-?quote")
_RELATED = _pattern(
    r"related\w* recommend\w* read-?(?:more|next|also) also-?read see-?also more-?(?:on|from|stories|news) yarpp\S*",
    r"jp-relatedposts latest-?(?:news|posts) rich-?link links-?block link-?list",
)
_BEFORE = _pattern(r"prev previous nav-?previous previous-?(?:post|article|story) prev-?(?:post|article|story) older")
_AFTER = _pattern(r"next nav-?next next-?(?:post|article|story) newer")
_ELEMENTS = names(
    "nav form button dialog input select textarea label noscript template style link meta comment amp-ad amp-sidebar",
    "amp-embed amp-sticky-ad amp-consent amp-social-share amp-analytics amp-auto-ads",
)
_HIDDEN = names("visually-hidden visuallyhidden sr-only screen-reader-text screenreader noprint")
_ROLES = names("navigation complementary banner contentinfo search dialog alertdialog menu menubar toolbar")

_TITLE = _pattern("title")
_MOST_AROUND = 200
_MOST_RELATED = 20
_LEAST_TITLE = 8


class Weights:
    """How many letters each element of a tree says, and how many of them in links."""

    def __init__(self, root: Node) -> None:
        self._said: dict[int, int] = {}
        self._linked: dict[int, int] = {}
        self._weigh(root, in_link=False)

    def said(self, node: Node) -> int:
        """Letters in an element."""
        return self._said.get(id(node), 0)

    def plain(self, node: Node) -> int:
        """Letters in an element that are in no link."""
        return self.said(node) - self._linked.get(id(node), 0)

    def linked(self, node: Node) -> float:
        """What part of an element's letters is in links, 0 to 1."""
        return self._linked.get(id(node), 0) / max(1, self.said(node))

    def _weigh(self, node: Node, *, in_link: bool) -> tuple[int, int]:
        said = linked = 0
        if node.tag not in SILENT:
            in_link = in_link or node.tag == "a"
            for child in node.children:
                if isinstance(child, str):
                    letters = len(" ".join(child.split()))
                    said, linked = said + letters, linked + in_link * letters
                else:
                    inner, inner_linked = self._weigh(child, in_link=in_link)
                    said, linked = said + inner, linked + inner_linked
        self._said[id(node)], self._linked[id(node)] = said, linked
        return said, linked


class Clearing:
    """Takes the furniture out of a page, and keeps what it says of other stories. `base` is where links start from."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._related: dict[tuple[str, str], Related] = {}

    @property
    def related(self) -> tuple[Related, ...]:
        """The other stories that the page leads to, in its order, the one before and after first."""
        order = {"previous": 0, "next": 1}
        return tuple(sorted(self._related.values(), key=lambda one: order.get(one.kind, 2)))[:_MOST_RELATED]

    def clear(self, root: Node) -> None:
        """Take the furniture out of a tree."""
        _open_forms(root)
        self._take_neighbours(root)
        weights = Weights(root)
        most = weights.plain(root) // 2

        def change(node: Node) -> Sequence[Node | str] | None:
            if _PULL_QUOTE.search(meant_by(node)) and node.tag in ("aside", "div", "p", "figure", "section"):
                return [] if weights.said(node) == 0 else [_as_quote(node)]
            if not _is_furniture(node, weights, most):
                return None
            if _RELATED.search(meant_by(node)):
                self._take_links(node)
            return []

        rewrite(root, change)

    def clear_phrases(self, body: Node) -> None:
        """Take out of a story the lines that belong to boxes around it, and headed lists of links to other stories."""
        weights = Weights(body)
        for node in (body, *every(body)):
            node.children = self._without_invitations(node.children, weights)

    def _without_invitations(self, children: list[Node | str], weights: Weights) -> list[Node | str]:
        kept: list[Node | str] = []
        invited = False
        for child in children:
            if isinstance(child, str):
                kept.append(child)
                continue
            text = words(child) if weights.said(child) <= _MOST_AROUND * 4 else ""
            if invited and weights.said(child) and weights.linked(child) > 0.8:
                self._take_links(child)
                continue
            invited = bool(text) and child.tag in _HEADLIKE and INVITES.fullmatch(text) is not None
            if invited or self._is_around(child, text, weights):
                continue
            kept.append(child)
        return kept

    def _is_around(self, node: Node, text: str, weights: Weights) -> bool:
        """Whether a block is but a phrase of what surrounds a story, or an invitation to another story."""
        if node.tag not in _BLOCKS or not text or any(one.tag in ("img", "figure") for one in every(node)):
            return False
        if len(text) <= _MOST_AROUND and AROUND.fullmatch(text):
            return True
        links = [one for one in every(node) if one.tag == "a"]
        outside = _outside_links(node)
        if links and outside and INVITES.fullmatch(outside) and weights.linked(node) > 0.4:
            self._take_links(node)
            return True
        return False

    def _take_links(self, node: Node) -> None:
        heading = next((words(one) for one in every(node) if one.tag in HEADINGS), "")
        for link in every(node):
            if link.tag == "a":
                text = words(link)
                self._take("related", link, heading if INVITES.fullmatch(text) else text)

    def _take_neighbours(self, root: Node) -> None:
        """Keep the stories before and after this one."""
        for link, around in _links(root):
            kind = _neighbour(link, around)
            titled = next((one for one in every(link) if _TITLE.search(meant_by(one))), link)
            if kind and link.attributes.get("href"):
                self._take(kind, link, NEIGHBOUR.sub("", words(titled), count=1))

    def _take(self, kind: str, link: Node, title: str) -> None:
        address = joined(self._base, link.attributes.get("href", "").strip())
        title = line(title)
        known = any(one.title == title or (address and one.address == address) for one in self._related.values())
        if len(title) >= _LEAST_TITLE and not known:
            self._related[kind, title] = Related(kind, title, address)


_BLOCKS = names("p div section li h2 h3 h4 h5 h6 span aside ul ol strong")
_HEADLIKE = HEADINGS | names("p div span strong")


def _is_furniture(node: Node, weights: Weights, most: int) -> bool:
    if node.tag in _ELEMENTS:
        return True
    if node.tag in ("html", "body", "main", "figcaption", "a"):
        return False
    return _looks_like_furniture(node, weights, most) and not _holds_story(node)


def _looks_like_furniture(node: Node, weights: Weights, most: int) -> bool:
    named = meant_by(node)
    if _COMMENTS.search(named) and node.tag != "p":
        return True
    if weights.plain(node) > most or node.tag == "article":
        return False
    if _is_hidden(node):
        return True
    if node.tag == "header":
        return _has_menu(node)
    if node.attributes.get("role", "").lower() in _ROLES:
        return True
    if node.tag == "aside":
        return not _KEPT.search(named)
    if node.tag == "footer":
        return not _KEPT.search(named) and not any(one.tag == "cite" for one in every(node))
    return bool(named) and _NAMED.search(named) is not None and _may_go(node, weights)


def _holds_story(node: Node) -> bool:
    """Whether the headline or what is marked as the story’s text is in an element."""
    return any(one.tag in ("h1", "main") or "articleBody" in one.attributes.get("itemprop", "") for one in every(node))


def _open_forms(root: Node) -> None:
    """Make plain elements of forms that go around a whole page, as some systems write them."""
    for node in every(root):
        inside = [one.tag for one in every(node)] if node.tag == "form" else []
        if "h1" in inside or "article" in inside or inside.count("p") >= _MOST_OF_FORMS:
            node.tag = "div"


_MOST_OF_FORMS = 4
"""Paragraphs: what has as many is no form that a reader fills in."""


def _is_hidden(node: Node) -> bool:
    style = node.style
    is_off = "hidden" in node.attributes or style.get("display") == "none" or style.get("visibility") == "hidden"
    return is_off or not _HIDDEN.isdisjoint(node.classes)


def _may_go(node: Node, weights: Weights) -> bool:
    """Whether an element that is called like furniture is not plainly text, or a picture with its words."""
    if node.tag in ("figure", "img", "blockquote"):
        return False
    return node.tag != "p" or weights.linked(node) > 0.5 or weights.said(node) < 120


def _has_menu(node: Node) -> bool:
    return any(one.tag in ("nav", "a", "form", "button") or one.tag in LISTS for one in every(node))


def _as_quote(node: Node) -> Node:
    rewrite(node, lambda inner: inner.children if inner.tag == "blockquote" else None)
    return Node("blockquote", {}, [Node("p", {}, node.children)] if node.tag == "p" else node.children)


def _outside_links(node: Node) -> str:
    """The words of an element that are not in links."""
    copy = Node(node.tag, {}, list(node.children))
    return " ".join(text_of(_without(copy, lambda one: one.tag == "a")).split())


def _without(node: Node, unwanted: Callable[[Node], bool]) -> Node:
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            children.append(child)
        elif not unwanted(child):
            children.append(_without(child, unwanted))
    return Node(node.tag, node.attributes, children)


def _links(node: Node) -> Iterator[tuple[Node, str]]:
    """Every link, with the names of the two elements around it."""
    waiting: list[tuple[Node, str, str]] = [(node, "", "")]
    while waiting:
        here, outer, inner = waiting.pop()
        for child in reversed(here.children):
            if isinstance(child, Node):
                waiting.append((child, inner, meant_by(here)))
        if here.tag == "a":
            yield here, f"{outer} {inner}"


def _neighbour(link: Node, around: str) -> str:
    rel = link.attributes.get("rel", "").lower().split()
    if "prev" in rel or "previous" in rel:
        return "previous"
    if "next" in rel:
        return "next"
    for named in (meant_by(link), around):
        is_before, is_after = _BEFORE.search(named) is not None, _AFTER.search(named) is not None
        if is_before != is_after:
            return "previous" if is_before else "next"
    return ""

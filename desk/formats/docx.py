"""`docx`: a document of Word, Google Docs or LibreOffice: its text as it stands accepted, photos, notes, comments.

mammoth makes HTML of it by its styles, which is then read as what is pasted is: headings, emphasis, links, lists,
tables, quotes, footnotes. Headline, summary, byline, dateline and sign-off are taken out of the text where they surely
are such.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from desk.article import wire
from desk.article.fields import read_language
from desk.article.languages import direction_of
from desk.article.model import Article, Dateline, now
from desk.article.trouble import Trouble
from desk.formats.docx_comments import comments_of
from desk.formats.docx_html import Html, html_of
from desk.formats.docx_package import Package
from desk.formats.docx_prepared import BEGINS, ENDS, POINTS
from desk.formats.docx_properties import Properties, properties_of
from desk.formats.elements import HEADINGS, Node, every
from desk.formats.pasted import markdown_of
from desk.formats.reading import Imported, PhotosBeside, Source, words_of
from desk.formats.tongues import language_of
from desk.formats.web_facts import line
from desk.formats.web_page import words

_LONGEST_HEADLINE = 200
_HEAD = 4
"""How many blocks at the beginning may be more than text."""
_LONGEST_CAPTION = 400
_SENTENCE_END = re.compile(r"[.!?؟…:،,;؛][\"”»’)]*$")


def read(source: Source) -> Imported:
    """The article in a document. Trouble for what is none, damaged, locked, or made to hurt."""
    package = Package(source)
    html = html_of(package)
    properties = properties_of(package)
    head = _Head(properties)
    head.take(html.root)
    _lower_headings(html.root)
    photos = PhotosBeside(None)
    lead = _place_photos(html, photos)
    body, ranges = _body(html.root, html.points)
    tag = _language(html, properties, f"{head.headline} {body}")
    dateline, text, sign_off = _parts(body, tag)
    if not (text.strip() or head.headline or photos.photos):
        raise Trouble(f"{source.name} has no text in it: there is nothing to import.")
    places = {name: (_moved(start, body, text), _moved(end, body, text)) for name, (start, end) in ranges.items()}
    article = Article(
        headline=head.headline,
        summary=head.summary,
        byline=head.byline or properties.creator,
        dateline=dateline,
        body=text,
        sign_off=sign_off,
        keywords=properties.keywords,
        section=properties.category,
        language=tag,
        created=properties.created or now(),
        lead=lead,
        photos=photos.photos,
        comments=comments_of(package, places, text),
    )
    return Imported(article, photos.originals, (*html.notes, *photos.notes))


@dataclass(slots=True)
class _Head:
    """What stands above the text, taken out of a document: by its styles, else by what it surely is."""

    properties: Properties
    headline: str = ""
    summary: str = ""
    byline: str = ""
    _gone: set[int] = field(default_factory=set)

    def take(self, root: Node) -> None:
        """Take headline, summary and byline out of the beginning of a tree."""
        blocks = [node for node in root.children if isinstance(node, Node) and words(node)]
        for node in blocks:
            self._take_styled(node)
        left = [node for node in blocks if id(node) not in self._gone]
        if not self.headline and left and self._is_headline(left):
            self.headline = _said(left[0])
            self._gone.add(id(left[0]))
        for node in [one for one in left if id(one) not in self._gone][:_HEAD]:
            byline = wire.split_byline(_said(node)) if node.tag == "p" and not self.byline else None
            if byline:
                self.byline = line(byline)
                self._gone.add(id(node))
        root.children = [child for child in root.children if id(child) not in self._gone]

    def _take_styled(self, node: Node) -> None:
        for name, style in (("headline", "desk-title"), ("summary", "desk-subtitle")):
            if style in node.classes and not getattr(self, name):
                setattr(self, name, _said(node))
                self._gone.add(id(node))

    def _is_headline(self, blocks: list[Node]) -> bool:
        first, text = blocks[0], _said(blocks[0])
        if len(text) > _LONGEST_HEADLINE or wire.split_byline(text) or wire.split_dateline(text):
            return False
        if first.tag in HEADINGS:
            return first.tag == "h1" or not any(one.tag == first.tag for one in blocks[1:])
        is_short = first.tag == "p" and len(blocks) > 1 and not _SENTENCE_END.search(text)
        return is_short and (text == self.properties.title or len(words(blocks[1])) > len(text) or _is_bold(first))


def _lower_headings(root: Node) -> None:
    """Where headings of the first level are left in the text, make all a level lower: the headline is above them."""
    headings = [one for one in every(root) if one.tag in HEADINGS]
    for one in headings if any(one.tag == "h1" for one in headings) else ():
        one.tag = f"h{min(6, int(one.tag[1]) + 1)}"


def _said(node: Node) -> str:
    return line(POINTS.sub("", words(node)))


def _is_bold(node: Node) -> bool:
    inside = [child for child in node.children if not isinstance(child, str) or POINTS.sub("", child).strip()]
    return bool(inside) and all(isinstance(one, Node) and one.tag in ("strong", "a") for one in inside)


def _place_photos(html: Html, photos: PhotosBeside) -> str:
    """Put photos into the text, their captions on them; the ID of the lead, one that stands before all text."""
    lead = ""
    blocks = [child for child in html.root.children if isinstance(child, Node)]
    gone: set[int] = set()
    for at, block in enumerate(blocks):
        images = [one for one in every(block) if one.tag == "img"]
        if not images:
            continue
        is_caption = "desk-caption" in block.classes and bool(words(block))
        is_alone = is_caption or not words(block)
        follows = next((one for one in blocks[at + 1 :] if words(one) or _has_image(one)), None)
        caption, credit = _caption(block if is_caption else follows if is_alone else None)
        taken = _take(html, images, photos, caption, credit)
        if is_caption:
            block.children = [*images]
        elif caption or credit:
            gone.add(id(follows))
        if is_alone and taken and not lead and not any(words(one) for one in blocks[:at] if id(one) not in gone):
            lead = taken[0]
            images[0].attributes["src"] = ""
    html.root.children = [child for child in html.root.children if id(child) not in gone]
    _part_from_words(html.root)
    return lead


def _take(html: Html, images: list[Node], photos: PhotosBeside, caption: str, credit: str) -> list[str]:
    """Take the photos of one block; what is said of them goes on the first, or into the note that it cannot be read."""
    taken = []
    for at, image in enumerate(images):
        data, name = html.images[image.attributes["src"]]
        told = {
            "alt": line(image.attributes.get("alt", "")),
            **({"caption": caption, "credit": credit} if at == 0 else {}),
        }
        photo = photos.take_data(data, name)
        image.attributes["src"] = f"photo:{photo.id}" if photo else ""
        if photo is not None:
            photos.change(photo, **{key: text for key, text in told.items() if text})
            taken.append(photo.id)
        elif said := words_of(**told):
            photos.notes.append(f"What was said of the photo {name}: {said}.")
    return taken


def _has_image(node: Node) -> bool:
    return any(one.tag == "img" for one in every(node))


def _caption(node: Node | None) -> tuple[str, str]:
    """The caption and credit in the paragraph that follows a photo; empty where it surely is none."""
    if node is None or node.tag != "p" or (_has_image(node) and "desk-caption" not in node.classes):
        return "", ""
    text = _said(node)
    caption, credit = wire.split_credit(text)
    if "desk-caption" in node.classes or (credit and len(text) <= _LONGEST_CAPTION) or _is_slanted(node):
        return caption, credit
    return "", ""


def _is_slanted(node: Node) -> bool:
    inside = [child for child in node.children if not isinstance(child, str) or child.strip()]
    return (
        len(words(node)) <= _LONGEST_CAPTION
        and len(inside) == 1
        and isinstance(inside[0], Node)
        and inside[0].tag == "em"
    )


def _part_from_words(root: Node) -> None:
    """Put every photo into a paragraph of its own, behind the block whose words it stands in."""
    children: list[Node | str] = []
    for child in root.children:
        children.append(child)
        if isinstance(child, Node):
            images = [one for one in every(child) if one.tag == "img" and one.attributes["src"]]
            children += [Node("p", {}, [Node("img", {"src": one.attributes["src"]})]) for one in images]
            for one in every(child):
                if one.tag == "img":
                    one.attributes["src"] = ""
    root.children = children


def _body(root: Node, points: Mapping[str, str]) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text as Markdown, and where in it each comment's words stand.

    It is written twice, once with a sign at each of these places; the text without signs is what counts.
    """
    marked = deepcopy(root)
    for node in (root, *every(root)):
        node.children = [POINTS.sub("", child) if isinstance(child, str) else child for child in node.children]
    body = markdown_of(root)
    if not points:
        return body, {}
    written = markdown_of(marked)
    found: dict[str, list[int]] = {}
    told, letters, seen = "", 0, 0
    for point in POINTS.finditer(written):
        told += (piece := written[seen : point.start()])
        letters += sum(sign.isalnum() for sign in _without_entities(piece))
        seen = point.end()
        name = points.get(point[0], "")
        is_same = body.startswith(told) and not _ENTITY.match(body, len(told) - 1)
        place = len(told) if is_same else _place_of(letters, body, is_end=name.startswith(ENDS))
        found.setdefault(name.removeprefix(BEGINS).removeprefix(ENDS), []).append(place)
    return body, {name: (min(ends), max(ends)) for name, ends in found.items()}


def _place_of(letters: int, body: str, *, is_end: bool) -> int:
    """Where in a body so many letters lie before a place; an end is right behind the last of them."""
    for at, sign in enumerate(_without_entities(body)):
        if sign.isalnum():
            letters -= 1
            if letters < 0 or (is_end and letters == 0):
                return at + (letters == 0)
    return len(body)


_ENTITY = re.compile("&(?:lt|amp);")


def _without_entities(text: str) -> str:
    """The text, as long as it was, without the letters that stand for a sign: with a point in it, it needs none."""
    return _ENTITY.sub(lambda found: " " * len(found[0]), text)


def _moved(place: int, before: str, after: str) -> int:
    """A place in the body once its dateline and its sign-off are taken off."""
    cut = before.find(after[:200]) if after else len(before)
    return min(max(0, place - max(0, cut)), len(after))


_PHOTO = re.compile(r"!\[\]\(photo:[^)]*\)")


def _parts(body: str, tag: str) -> tuple[Dateline, str, str]:
    """The dateline at the head of a body, the body, and its sign-off."""
    body, sign_off = wire.split_sign_off(body)
    first, gap, rest = body.partition("\n\n")
    split = wire.split_dateline(first, tag)
    if split is None or not split[1]:
        return Dateline(), body, sign_off
    return split[0], split[1] + gap + rest, sign_off


def _language(html: Html, properties: Properties, text: str) -> str:
    """The language of the letters, or among those that these cannot tell apart, the one that the document says.

    Word marks most text of Arabic script as Arabic, whatever it is; letters that only Sorani has say better.
    """
    found = language_of(text)
    if found == "ckb":
        return found
    said: Counter[str] = Counter()
    for written, letters in html.languages:
        said[_tag(written)] += letters
    told = [_tag(properties.language), *(tag for tag, _letters in said.most_common())]
    return next((tag for tag in told if tag and direction_of(tag) == direction_of(found)), found)


def _tag(written: str) -> str:
    """A language without its country; empty where the tag says none."""
    try:
        return read_language(written).split("-")[0] if written else ""
    except Trouble:
        return ""

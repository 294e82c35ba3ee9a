"""Writes `text`: a story as wire copy, which `text` reads back: what a desk is told, headline, byline, captions, text.

Kicker, summary, section and what else has no line of its own in wire copy stay behind, as do the desk's own notes. The
last line names the story, so that a second export knows the first; readers take it for the end mark that it is. Of a
killed story only that it is withdrawn is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desk.article import scripts, wire
from desk.article.languages import direction_of, language
from desk.article.model import Article, Photo, Status
from desk.formats.delivery import Delivery
from desk.formats.elements import HEADINGS, LISTS, Node, lay_out, nearest, text_of, tree_of
from desk.formats.plain import without_tricks
from desk.formats.renditions import printed
from desk.formats.withdrawn import killed_on, notice

_BY = {"ar": "بقلم: ", "ckb": "نووسینی: "}
_LABELS = {
    "ar": ("محظور النشر حتى: ", "تصحيح: ", "كلمات مفتاحية: ", "شرح الصورة: ", "تصوير: "),
    "ckb": ("بڵاونەکرێتەوە تا: ", "ڕاستکردنەوە: ", "وشە سەرەکییەکان: ", "وەسفی وێنە: ", "وێنە: "),
}
_ENGLISH = ("Embargoed until: ", "Correction: ", "Keywords: ", "Photo caption: ", "Photo: ")
"""What stands before an embargo, a correction, keywords, a caption, and a credit on a line of its own."""


def write(delivery: Delivery) -> None:
    """Write `NAME.txt`."""
    article = delivery.article
    is_killed = article.status is Status.KILLED
    text = kill_of(article, killed_on(article, delivery.options)) if is_killed else copy_of(article)
    delivery.plan(1)
    delivery.add(f"{delivery.name}.txt", text)
    delivery.step()


def copy_of(article: Article) -> str:
    """The article as wire copy, its paragraphs apart."""
    lines = (*_for_the_desk(article), *_head(article), *_text(article), _line(article.sign_off))
    parts = [without_tricks(line).strip() for line in lines]
    return "\n\n".join([*(part for part in parts if part), f"[Desk {article.id}]"]) + "\n"


def kill_of(article: Article, killed: datetime) -> str:
    """What tells other desks that a story is withdrawn, of which it says no more than what it was called."""
    opening, closing = language(article.language).quotes
    called = f"{opening}{_line(article.headline)}{closing}" if article.headline.strip() else ""
    slug = f"Slug: {_line(article.slugline)}" if article.slugline else ""
    headline, told, reason = notice(article, killed)
    parts = ("KILL", slug, headline, called, told, reason)
    return "\n\n".join([*filter(None, map(without_tricks, parts)), f"[Desk {article.id} withdrawn]"]) + "\n"


def _labels(article: Article) -> tuple[str, ...]:
    return _LABELS.get(language(article.language).tag, _ENGLISH)


def _line(text: str) -> str:
    return " ".join(text.split())


def _for_the_desk(article: Article) -> Iterator[str]:
    """What a desk must know before it reads on."""
    embargoed, correction, keywords, *_rest = _labels(article)
    if article.embargo:
        yield embargoed + article.embargo.isoformat(" ", "minutes")
    if article.slugline:
        yield f"Slug: {_line(article.slugline)}"
    if article.correction:
        yield correction + _line(article.correction)
    if article.keywords:
        yield keywords + _comma(article.language).join(map(_line, article.keywords))


def _head(article: Article) -> Iterator[str]:
    yield _line(article.headline)
    yield _byline(article)
    for photo in printed(article):
        yield _caption(article, photo)


def _byline(article: Article) -> str:
    """The byline with the word that makes it one, where it has none."""
    names = _line(article.byline)
    is_told = not names or wire.split_byline(names) is not None
    return names if is_told else _BY.get(language(article.language).tag, "By ") + names


def _caption(article: Article, photo: Photo) -> str:
    """A caption with its credit in brackets, or the credit below it where the brackets would not be told for one."""
    *_others, label, of_credit = _labels(article)
    caption, credit = _line(photo.caption), wire.bare_credit(_line(photo.credit))
    if not credit:
        return label + caption if caption else ""
    whole = wire.caption_text(caption, _line(photo.credit))
    if caption and wire.split_credit(whole)[0] == caption:
        return label + whole
    return f"{label}{caption}\n{of_credit}{credit}" if caption else ""


def _text(article: Article) -> Iterator[str]:
    """The paragraphs, the first of them behind the dateline."""
    first, *others = [*_paragraphs(article), ""]
    yield f"{_opening(article)} {first}".strip()
    yield from others


def _opening(article: Article) -> str:
    """The dateline, with its day where all of it is told from that again."""
    dateline, tag = article.dateline, article.language
    plain = wire.dateline_text(dateline, tag)
    if not plain or dateline.date is None or not dateline.place:
        return plain
    at = plain.find("(") if dateline.agency else plain.find("—")
    text = f"{plain[:at].strip()}{_comma(tag)}{scripts.long_date(dateline.date, tag)} {plain[at:]}"
    read = wire.split_dateline(f"{text} x", tag)
    is_same = read and read[0].date == dateline.date and read[0].place.casefold() == dateline.place.casefold()
    return text if is_same else plain


def _comma(tag: str) -> str:
    return "، " if direction_of(tag) == "rtl" else ", "


def _paragraphs(article: Article) -> Iterator[str]:
    from desk.article.markup import Setting, render_body

    root = tree_of(render_body(article.body, Setting(article.language, lambda _photo: "")))
    lay_out(root)
    return (text for text in _blocks(root) if text)


def _blocks(node: Node) -> Iterator[str]:
    """The words of each block as plain text, lists and tables a line for each of their parts."""
    loose: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str) or not child.has_blocks:
            loose.append(child)
            continue
        yield _words(loose)
        loose = []
        yield from _block(child)
    yield _words(loose)


def _block(node: Node) -> Iterator[str]:
    match node.tag:
        case tag if tag in LISTS:
            items = [child for child in node.children if isinstance(child, Node)]
            signs = (f"{at}." if tag == "ol" else "-" for at in range(1, len(items) + 1))
            yield "\n".join(
                f"{sign} {' '.join(filter(None, _blocks(item)))}" for sign, item in zip(signs, items, strict=True)
            )
        case "table":
            rows = ([_words(cell.children) for cell in nearest(row, {"td", "th"})] for row in nearest(node, {"tr"}))
            yield "\n".join(" | ".join(row) for row in rows)
        case "blockquote":
            yield "\n".join(f"> {line}" for text in filter(None, _blocks(node)) for line in text.split("\n"))
        case "pre":
            yield text_of(node).strip("\n")
        case tag if tag in HEADINGS:
            yield _words(node.children)
        case _:
            yield from _blocks(node)


def _words(children: list[Node | str]) -> str:
    """Words within a line; a break is a new line."""
    return "\n".join(" ".join(line.split()) for line in "".join(_pieces(children)).split("\v")).strip()


def _pieces(children: list[Node | str]) -> Iterator[str]:
    for child in children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield "\v"
        else:
            yield from _pieces(child.children)

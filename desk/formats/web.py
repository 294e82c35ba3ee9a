"""`web`: a saved web page, or its HTML as text: the story on it without what surrounds it. Nothing is run or fetched.

What the page tells machines goes first, then what stands on it. A page comes as one file, its photos inside or in a
folder beside it, or as an archive, as browsers save them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desk.article import wire
from desk.article.fields import read_language
from desk.article.languages import direction_of, language
from desk.article.model import Article, Dateline, Photo, Related, now
from desk.article.trouble import Trouble
from desk.formats.elements import Node, every
from desk.formats.pasted import markdown_of
from desk.formats.reading import Imported, Source, Written, written_as
from desk.formats.tongues import language_of
from desk.formats.web_archive import opened
from desk.formats.web_embeds import link_embeds
from desk.formats.web_facts import Facts, facts_of, joined, line, moment_of, without_site
from desk.formats.web_furniture import Clearing
from desk.formats.web_page import SAVED_FROM, first, text_of_page, tree_of_page, words
from desk.formats.web_paragraphs import part_paragraphs
from desk.formats.web_photos import Photographs, caption_of, make_figures
from desk.formats.web_story import Story, letters_of, own_story, story_on

_TAG = re.compile(r"<[A-Za-z!]")


def read(source: Source) -> Imported:
    """The story on a web page. Trouble where there is none, or where the page is made to hurt."""
    archive = opened(source)
    html = text_of_page(archive.page)
    if not _TAG.search(html):
        raise Trouble(f"{source.name} is no web page but plain text: import it as text.")
    root = tree_of_page(html, source.name)
    if archive.address:
        root.attributes[SAVED_FROM] = archive.address
    written = _written(root)
    facts = facts_of(root)
    clearing, translations = Clearing(facts.base), _translations(root, facts)
    story = own_story(root) or _story_on(root, facts, clearing)
    if story is None:
        raise Trouble(
            f"{source.name} has no story on it that Desk can find: copy the story out of the page and paste it."
        )
    if story.is_own:
        clearing.clear(root)
    photos = Photographs(source.folder, facts.base, archive.pictures)
    lead = _lead(story, facts, photos)
    photos.place(story.body)
    _complete_links(story.body, facts)
    article = _article(root, story, facts, markdown_of(story.body))
    related = (*clearing.related, *(one for one in translations if one.language != article.language))
    article = replace(article, related=related, photos=photos.photos, lead=lead.id if lead else "")
    return Imported(article, photos.originals, (*photos.notes, *_notes(facts)), written=written)


_MARK, _WITHDRAWN = "data-article", "data-withdrawn"


def _written(root: Node) -> Written | None:
    """Whose page or fragment it is, if Desk wrote it."""
    marked = (one for one in (root, *every(root)) if one.tag in ("html", "div") and _MARK in one.attributes)
    found = next(marked, None)
    if found is None:
        return None
    if _WITHDRAWN in found.attributes:
        raise Trouble("This page says only that its story was withdrawn: there is nothing on it to import.")
    return written_as(found.attributes[_MARK], "html" if found.tag == "html" else "fragment")


def _story_on(root: Node, facts: Facts, clearing: Clearing) -> Story | None:
    link_embeds(root, facts.base)
    make_figures(root)
    part_paragraphs(root)
    clearing.clear(root)
    story = story_on(root, facts.headline, facts.summary)
    if story is not None:
        clearing.clear_phrases(story.body)
        _lower_headings(story.body)
    return story


def _lead(story: Story, facts: Facts, photos: Photographs) -> Photo | None:
    """The photo above the text. Where only machines are told of one, it is named in a note."""
    if story.lead is not None:
        return photos.take(story.lead, *_image_words(story.lead, facts))
    if facts.image and not any(one.tag == "img" for one in every(story.body)):
        photos.name_elsewhere(facts.image, facts.image_caption, facts.image_credit, facts.image_alt)
    return None


def _image_words(lead: Node, facts: Facts) -> tuple[str, str]:
    """What machines are told of the lead photo, where its own figure says nothing."""
    return ("", "") if any(caption_of(lead)) else (facts.image_caption, facts.image_credit)


def _lower_headings(body: Node) -> None:
    """The headline stands above those of the text."""
    for node in every(body):
        node.tag = "h2" if node.tag == "h1" else node.tag


def _complete_links(body: Node, facts: Facts) -> None:
    """Make links whole, from where the page lies; those to a place in it stay what they are."""
    for node in every(body):
        address = node.attributes.get("href", "").strip() if node.tag == "a" else ""
        if facts.address and address.startswith(f"{facts.address}#"):
            address = address.removeprefix(facts.address)
        if address and not address.startswith("#") and facts.base:
            address = joined(facts.base, address) or address
        if address:
            node.attributes["href"] = address


def _article(root: Node, story: Story, facts: Facts, body: str) -> Article:
    tag = _language(facts.language, f"{story.headline or facts.headline} {body}")
    byline = _byline(story, facts, tag)
    if not story.is_own:
        byline, body = _with_byline(byline, body)
    dateline, body, sign_off = _own_parts(story, body, tag) if story.is_own else _parts(body, tag)
    moment = facts.published or moment_of(story.time)
    return Article(
        headline=_headline(root, story, facts),
        kicker="" if story.kicker == facts.section else story.kicker,
        summary=_summary(story, facts, body),
        byline=byline,
        dateline=dateline,
        body=body,
        sign_off=sign_off,
        section=facts.section,
        keywords=facts.keywords,
        language=tag,
        correction=story.correction or facts.correction,
        source=facts.publisher,
        source_id=facts.address,
        copyright=facts.copyright,
        created=moment or now(),
        published=moment,
        shares=story.shares or facts.shares,
    )


def _headline(root: Node, story: Story, facts: Facts) -> str:
    """The headline as machines are told it, or as it stands on the page where that is purer or not cut off."""
    told, shown = facts.headline, story.headline
    if story.is_own:
        return line(shown)
    if not told:
        return line(shown or without_site(words(first(root, "title")), facts.publisher))
    on_page, in_head = letters_of(shown), letters_of(told)
    is_cut = bool(in_head) and on_page.startswith(in_head)
    is_purer = bool(on_page) and len(on_page) * 2 >= len(in_head) and on_page in in_head
    return shown if is_cut or is_purer else told


def _summary(story: Story, facts: Facts, body: str) -> str:
    """The summary as it stands on the page, else as machines are told it, unless that is but how the text begins."""
    if story.is_own or story.summary:
        return story.summary
    told = letters_of(facts.summary)
    return "" if letters_of(body).startswith(told) or told == letters_of(facts.headline) else facts.summary


_AND = {"ckb": "و", "ar": "و", "fa": "و", "kmr": "û", "tr": "ve", "fr": "et", "de": "und"}


def _byline(story: Story, facts: Facts, tag: str) -> str:
    if story.is_own or not facts.authors:
        return line(story.byline)
    *others, last = facts.authors
    known = language(tag)
    return f"{f'{known.comma} '.join(others)} {_AND.get(known.tag, 'and')} {last}" if others else last


def _language(told: str, text: str) -> str:
    """The language that the page says, unless its letters are of another."""
    found = language_of(text)
    try:
        tag = read_language(told.split(",", maxsplit=1)[0])
    except Trouble:
        return found
    return tag if direction_of(tag) == direction_of(found) and found != "ckb" else found


def _with_byline(byline: str, body: str) -> tuple[str, str]:
    """The byline and the body, where that begins with a line that says who wrote it; another's name stays in it."""
    first, _gap, rest = body.partition("\n\n")
    named = wire.split_byline(first)
    if named is None or not rest or (byline and letters_of(named) != letters_of(byline)):
        return byline, body
    return byline or line(named), rest


_PHOTO = re.compile(r"!\[\]\(photo:[^)]*\)")


def _parts(body: str, tag: str) -> tuple[Dateline, str, str]:
    """The dateline at the head of a body, the body, and its sign-off."""
    body, sign_off = wire.split_sign_off(body)
    blocks = body.split("\n\n")
    at = next((at for at, block in enumerate(blocks) if not _PHOTO.fullmatch(block)), 0)
    split = wire.split_dateline(blocks[at], tag)
    if split is None or not split[1]:
        return Dateline(), body, sign_off
    return split[0], "\n\n".join([*blocks[:at], split[1], *blocks[at + 1 :]]), sign_off


_OWN_DATELINE = re.compile(r"(?P<place>[^()]*?)\s*(?:\((?P<agency>.*)\))?\s*—")


def _own_parts(story: Story, body: str, tag: str) -> tuple[Dateline, str, str]:
    """The same of a page that Desk wrote, which marks them."""
    split = wire.split_dateline(f"{story.dateline} .", tag)
    found = _OWN_DATELINE.fullmatch(story.dateline)
    dateline = Dateline(found["place"], found["agency"] or "") if found else Dateline(story.dateline)
    return split[0] if split else dateline, body, story.sign_off


def _translations(root: Node, facts: Facts) -> list[Related]:
    """The same story in other languages, as the page names them."""
    found: dict[str, Related] = {}
    for node in every(root):
        rel = node.attributes.get("rel", "").lower().split()
        if node.tag == "link" and "alternate" in rel and node.attributes.get("hreflang"):
            address = joined(facts.base, node.attributes.get("href", "").strip())
            tag = _tag(node.attributes["hreflang"])
            if tag and address and address != facts.address:
                found.setdefault(tag, Related("translation", "", address, language=tag))
    return list(found.values())


def _tag(written: str) -> str:
    try:
        return "" if written.lower() == "x-default" else read_language(written)
    except Trouble:
        return ""


_AT_ONCE = 60
"""Seconds: what is changed within these was not changed after it was published."""


def _notes(facts: Facts) -> list[str]:
    if facts.published and facts.modified and (facts.modified - facts.published).total_seconds() >= _AT_ONCE:
        return [f"The page says that its story was last changed on {facts.modified.isoformat(' ', 'minutes')}."]
    return []

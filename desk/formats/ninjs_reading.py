"""Reads ninjs 3, 2 and 1, one item or a feed of them: what Desk wrote comes back exactly where the standard can carry
it, other newsrooms' items sensibly.

Nothing is fetched: photos are taken where their renditions lie beside the file, else their words are kept as notes.
A whole article as `desk show --json` prints it is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC

from desk.article import record, wire
from desk.article.fields import read_language
from desk.article.model import RELATIONS, Article, Dateline, Related, Status, now
from desk.article.trouble import Trouble
from desk.formats.from_html import to_markdown
from desk.formats.ninjs_forms import as_version_3, items_of
from desk.formats.ninjs_photos import PhotosOf, is_picture
from desk.formats.ninjs_values import Item, alt_id, is_html, line, moment, named, objects, pick, text
from desk.formats.plain import as_markdown
from desk.formats.reading import Imported, PhotosBeside, Source, known_by_its_id, shown, written_as
from desk.formats.tongues import language_of


def read(source: Source) -> Imported:
    """The article in a ninjs item, or in an article's own JSON; of several in one file the first, which is said."""
    first, *others = read_all(source)
    more = f"{source.name} has {len(others) + 1} stories, and this is the first of them."
    return replace(first, notes=(*first.notes, more)) if others else first


def read_all(source: Source) -> Sequence[Imported]:
    """All the articles in a file, in its order. What is none is told in the notes of the one before it.

    Trouble where there is none at all.
    """
    found: list[Imported] = []
    refused: list[Trouble] = []
    items = items_of(source)
    for at, item in enumerate(items, 1):
        try:
            found.append(_story(item, source))
        except Trouble as trouble:
            refused.append(Trouble(f"Item {at} was not taken: {trouble}") if len(items) > 1 else trouble)
    if not found:
        raise refused[0]
    last = replace(found[-1], notes=(*found[-1].notes, *map(str, refused)))
    return [*found[:-1], last]


def _story(item: Item, source: Source) -> Imported:
    beside = PhotosBeside(source.folder)
    if "uri" not in item and "headline" in item and isinstance(item.get("body"), str):
        return _whole_article(item, beside)
    shaped = as_version_3(item)
    photos = PhotosOf(shaped, beside)
    beside.notes += _left_out(shaped)
    article = replace(_article(shaped, photos), photos=beside.photos, lead=photos.lead)
    has_words = bool(f"{article.headline}{article.summary}{article.body}".strip())
    if not (has_words or article.photos or article.status is Status.KILLED):
        raise Trouble(f"{source.name} is a ninjs item without a headline or a text: there is nothing to import.")
    article, notes = _with_language(article)
    written = written_as(alt_id(shaped, "desk"), "json")
    return Imported(article, beside.originals, tuple(dict.fromkeys((*beside.notes, *notes))), written=written)


def _whole_article(item: Item, beside: PhotosBeside) -> Imported:
    """The article as the record has it. Of a photo whose file does not lie beside it, the words alone are taken.

    It keeps an ID that Desk gave it, so that the library knows the story and makes no twin of it.

    A hash in a record of unknown origin must not fetch a photo out of the library that has the file.
    """
    article = known_by_its_id(record.from_record(dict(item)))
    photos = tuple(photo if beside.keep(photo) else replace(photo, media="") for photo in article.photos)
    article, notes = _with_language(replace(article, photos=photos))
    missing = ", ".join(photo.name or photo.caption or photo.id for photo in photos if not photo.media)
    note = f"The files of these photos do not come with the text, so only their words were taken: {missing}."
    return Imported(article, beside.originals, (*([note] if missing else []), *notes))


def _with_language(article: Article) -> tuple[Article, tuple[str, ...]]:
    """The article with its language tag as Desk writes it, or, with a note, the language that its letters tell."""
    try:
        return replace(article, language=read_language(article.language)), ()
    except Trouble as trouble:
        found = language_of(f"{article.headline} {article.body}")
        note = f"Language “{shown(article.language)}” was not taken, and the story set to {found}: {trouble}"
        return replace(article, language=found), (note,)


def _article(item: Item, photos: PhotosOf) -> Article:
    ours = bool(alt_id(item, "desk"))
    headline = pick(item, "headlines", "main", "headline") or text(item, "title")
    body, sign_off = _body(item, photos), pick(item, "bodies", "sign-off", strict=True)
    language = text(item, "language") or language_of(f"{headline} {body}")
    dateline, body = _dateline(item, body, language)
    if not sign_off and not _has_markdown(item):
        body, sign_off = wire.split_sign_off(body)
    subjects = named(item, "subjects", "rel")
    slugline, by = text(item, "slugline"), line(text(item, "by"))
    withdrawal = pick(item, "descriptions", "withdrawal", strict=True)
    return Article(
        headline=line(headline),
        search_headline=line(pick(item, "headlines", "search", strict=True)),
        push_headline=line(pick(item, "headlines", "push", strict=True)),
        social_headline=line(pick(item, "headlines", "social", strict=True)),
        kicker=line(pick(item, "headlines", "kicker", strict=True)),
        summary=_summary(item),
        byline=by if ours else wire.split_byline(by) or by,
        dateline=dateline,
        body=body,
        sign_off=line(sign_off),
        slug=alt_id(item, "slug"),
        slugline=slugline if ours else "-".join(slugline.split()),
        section=next((name for rel, name in subjects if rel == "section"), ""),
        keywords=tuple(dict.fromkeys(name for rel, name in subjects if rel != "section")),
        language=language,
        status=_status(item, ours=ours),
        urgency=_urgency(item),
        embargo=moment(item, "embargoedUntil"),
        editors_note="" if withdrawal else text(item, "edNote"),
        correction=pick(item, "descriptions", "correction", strict=True),
        kill_reason=withdrawal,
        source=_source(item),
        source_id=alt_id(item, "source") or alt_id(item, "itemid") or text(item, "uri"),
        copyright=line(text(item, "copyrightNotice")),
        created=moment(item, "firstCreated") or moment(item, "versionCreated") or now(),
        published=moment(item, "published"),
        related=tuple(_related(item)),
    )


def _status(item: Item, *, ours: bool) -> Status:
    """What ninjs tells of it: what others may use is a draft here, and under embargo nothing is told of our own."""
    told = text(item, "pubStatus")
    if told in ("canceled", "cancelled"):
        return Status.KILLED
    return Status.READY if ours and told == "usable" and "embargoedUntil" not in item else Status.DRAFT


_LEDES = ("ingress", "intro", "preamble", "lead", "lede", "teaser", "abstract")
_SHORT = ("summary", "abstract", "teaser", "main", "text")


def _summary(item: Item) -> str:
    if text(item, "type") == "picture":
        return ""
    return pick(item, "descriptions", *_SHORT) or pick(item, "bodies", *_LEDES, strict=True)


def _source(item: Item) -> str:
    sources = [(role, name) for role, name in named(item, "infoSources", "role") if role != "dateline"]
    return line(dict(reversed(sources)).get("source", "") or next((name for _role, name in sources), ""))


_APART = frozenset(("sign-off", *_LEDES))


def _body(item: Item, photos: PhotosOf) -> str:
    """The body as Markdown: our own, else that of the best-marked body, else a picture's description."""
    bodies = [
        (text(one, "contentType").lower(), text(one, "value"))
        for one in objects(item, "bodies")
        if text(one, "role").lower() not in _APART
    ]
    for content, value in bodies:
        if "markdown" in content:
            return value
    written = [(content, value) for content, value in bodies if value.strip()]
    for content, value in written:
        if is_html(content):
            return _from_html(value, photos)
    plain = next((value for content, value in written if "xml" not in content), "")
    if plain:
        return _from_html(plain, photos) if "</p>" in plain else _from_plain(plain)
    if written:
        return _from_html(written[0][1], photos)
    if text(item, "type") == "picture" and not photos.lead:
        return as_markdown(pick(item, "descriptions", "caption", "text"))
    return ""


_FIGURE = re.compile(r"<figure\b[^<>]*>(?:(?!</?figure\b).){0,20000}</figure\s*>", re.DOTALL | re.IGNORECASE)


def _from_html(html: str, photos: PhotosOf) -> str:
    """A body's HTML as Markdown, each figure of a photo that came along as the photo's mark.

    The words of a figure whose photo is not there are in the notes.
    """

    def figure(found: re.Match[str]) -> str:
        photo = photos.in_figure(found[0])
        return found[0] if photo is None else f'<p><img src="photo:{photo}"></p>' if photo else ""

    def image(address: str, alt: str) -> str:
        photo = address.removeprefix("photo:") if address.startswith("photo:") else photos.at(address)
        return f"![](photo:{photo})" if photo.isalnum() else as_markdown(alt)

    return to_markdown(_FIGURE.sub(figure, html), image)


def _from_plain(words: str) -> str:
    """A body of plain text; where no empty line stands in it, each line is a paragraph."""
    words = words.strip()
    apart = words if re.search(r"\n[ \t]*\n", words) else words.replace("\n", "\n\n")
    return as_markdown(apart).strip()


def _has_markdown(item: Item) -> bool:
    """Whether the body is there as it was written, with nothing left in it to be taken apart."""
    return any("markdown" in text(one, "contentType") for one in objects(item, "bodies"))


def _dateline(item: Item, body: str, language: str) -> tuple[Dateline, str]:
    """The dateline as the item's own properties give it, else as it stands at the head of the body."""
    place, day = line(text(item, "located")), moment(item, "contentCreated")
    agency = next((name for role, name in named(item, "infoSources", "role") if role == "dateline"), "")
    if _has_markdown(item):
        return Dateline(text(item, "located"), agency, day.astimezone(UTC).date() if day else None), body
    first, gap, rest = body.partition("\n\n")
    split = wire.split_dateline(first, language) or _agency_opening(first)
    if split is None:
        return Dateline(place, agency), body
    found, opened = split
    return replace(found, place=place or found.place, agency=found.agency or agency), opened + gap + rest


_AGENCY = re.compile(
    r"(?:\*\*)?(?P<place>[^\W\d_][^()\n*<>:;!?]{0,60}?)\s?\((?P<agency>dpa(?:[/-][\w/-]{1,20})?|NTB|TT|apa|sda|afp)\)"
    r"\s?(?:\*\*)?\s?[-–—:]+(?:\*\*)?\s+"
)


def _agency_opening(paragraph: str) -> tuple[Dateline, str] | None:
    """A dateline as agencies write it whose names are in small letters, or that end it by a colon."""
    found = _AGENCY.match(paragraph)
    return (Dateline(found["place"].strip(), found["agency"]), paragraph[found.end() :]) if found else None


def _related(item: Item) -> Iterator[Related]:
    """The stories that an item leads to; those of other newsrooms are related ones."""
    for association in objects(item, "associations"):
        kind = text(association, "rel")
        title = pick(association, "headlines", "main") or text(association, "title")
        if not _is_story(association) or not (title or kind in RELATIONS):
            continue
        ours = kind in RELATIONS
        found = Related(
            kind if ours else "related",
            title,
            alt_id(association, "address") or _address(association, ours),
            alt_id(association, "desk"),
            text(association, "language") if ours else "",
        )
        if found.title or found.address or found.article or found.language or ours:
            yield found


def _is_story(association: Item) -> bool:
    return not is_picture(association) and text(association, "type").lower() in ("text", "composite")


def _address(association: Item, ours: bool) -> str:
    """Where a story stands on the web: a rendition of it, or a URI that leads there."""
    found = (text(one, "href") for one in objects(association, "renditions") if is_html(text(one, "contentType")))
    uri = text(association, "uri")
    return next(found, "" if ours or not uri.startswith(("http://", "https://")) else uri)


def _left_out(item: Item) -> Iterator[str]:
    for association in objects(item, "associations"):
        named_so = text(association, "name") or pick(association, "headlines", "main")
        if not is_picture(association) and not _is_story(association):
            yield f"“{named_so}” was not taken: it is no photo."


def _urgency(item: Item) -> int:
    value = item.get("urgency")
    if isinstance(value, str) and len(value) == 1 and value in "123456789":
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9 else 5

"""A story and its versions in the other languages: how they are linked, and what a translation is begun with.

All of a family lead to one another (`Related` of the kind `translation`). The one that a story was translated from is
its source: of that the link knows the fingerprint of the text when the translation was last brought in line with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from desk.article import edits
from desk.article.changes import Change
from desk.article.languages import language
from desk.article.model import Article, Photo, Related, Status, new_id, now

TRANSLATION = "translation"
_WORDS = ("caption", "alt", "headline")
"""A photo's words that are to be translated; credit, names and terms are the same in every language."""


def fingerprint(article: Article) -> str:
    """What a story's text is known by: the same for the same headline, summary and body, 32 digits from 0 to f."""
    words = "\0".join((article.headline, article.summary, article.body))
    return blake2b(words.encode("utf-8", "replace"), digest_size=16).hexdigest()


def siblings(article: Article) -> tuple[Related, ...]:
    """The links to the story's versions in other languages that are stories of a library."""
    return tuple(one for one in article.related if one.kind == TRANSLATION and one.article)


def source_of(article: Article) -> Related | None:
    """The link to the story that this one was translated from, if it was."""
    return next((one for one in siblings(article) if one.seen), None)


def is_behind(article: Article, source: Article) -> bool:
    """Whether the source's text is another than it was when the translation was last brought in line with it."""
    link = source_of(article)
    return link is not None and link.article == source.id and link.seen != fingerprint(source)


def link_to(other: Article, *, seen: str = "") -> Related:
    """The link that leads to another story of the family."""
    return Related(TRANSLATION, other.headline, "", other.id, language(other.language).tag, seen)


def linked(article: Article, other: Article, *, is_source: bool = False) -> Article:
    """The story with a link to another one, which is in line with it now where that is its source.

    One source is all that a story has: the link to another stays, as one to a sibling.
    """
    before = next((one.seen for one in siblings(article) if one.article == other.id), "")
    kept = tuple(
        replace(one, seen="") if is_source and one.kind == TRANSLATION else one
        for one in article.related
        if not (one.kind == TRANSLATION and one.article == other.id)
    )
    return replace(article, related=(*kept, link_to(other, seen=fingerprint(other) if is_source else before)))


def unlinked(article: Article, gone: Iterable[str]) -> Article:
    """The story without links to these stories of its family."""
    ids = set(gone)
    kept = tuple(one for one in article.related if not (one.kind == TRANSLATION and one.article in ids))
    return replace(article, related=kept)


def relink(article: Article, related: tuple[Related, ...]) -> Change | None:
    """The step that gives the story these links."""
    return edits.set_field(article, "related", related)


def brought_in_line(article: Article, source: Article) -> Change | None:
    """The step that says that the translation is in line with its source as it is now."""
    related = tuple(
        replace(one, seen=fingerprint(source), title=source.headline) if one == source_of(article) else one
        for one in article.related
    )
    return relink(article, related)


Links = Mapping[str, tuple[Related, ...]]
"""What each story leads to, by its ID."""


def family(stories: Sequence[Article], sources: Mapping[str, str]) -> Links:
    """What each of the stories leads to once all are linked to one another, those alone that lead elsewhere now.

    `sources` says, by IDs, which was translated from which; what is known of the others stays.
    """
    found = {}
    for story in stories:
        made = story
        for other in stories:
            if other.id != story.id:
                made = linked(made, other, is_source=sources.get(story.id) == other.id)
        if made.related != story.related:
            found[story.id] = made.related
    return found


def parted(stories: Sequence[Article], gone: str) -> Links:
    """What each of a family leads to once the story of the ID `gone` is none of them any more."""
    rest = [story.id for story in stories if story.id != gone]
    found = {story.id: unlinked(story, rest if story.id == gone else [gone]).related for story in stories}
    return {story.id: found[story.id] for story in stories if found[story.id] != story.related}


def translation(source: Article, tag: str) -> Article:
    """A draft in another language, its text still to be written.

    Photos are the same, with their crops and credits; what is said of them is to be translated too.
    """
    return Article(
        id=new_id(),
        byline=source.byline,
        dateline=replace(source.dateline, place="", agency=""),
        slugline=source.slugline,
        language=tag,
        status=Status.DRAFT,
        urgency=source.urgency,
        embargo=source.embargo,
        source=source.source,
        created=now(),
        lead=source.lead,
        photos=tuple(_untold(photo) for photo in source.photos),
    )


def new_photos(article: Article, source: Article) -> tuple[Photo, ...]:
    """The source's photos that the translation lacks, what is said of them still to be translated."""
    known = {photo.id for photo in article.photos}
    return tuple(_untold(photo) for photo in source.photos if photo.id not in known)


def _untold(photo: Photo) -> Photo:
    return replace(photo, **dict.fromkeys(_WORDS, ""))  # type: ignore[arg-type]

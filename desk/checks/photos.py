"""Checks of a story's photos: captions, credits, alt text, and files that are not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desk.article.model import Article, Photo
from desk.checks.finding import Finding

NARROWEST_LEAD = 1200
"""Pixels; from this width on Google shows large pictures (its page “Get on Discover”)."""
_MARK = re.compile(r"!\[[^\]\n]*\]\(photo:(\w*)\)")


def findings(article: Article, has_media: Callable[[str], bool]) -> Iterator[Finding]:
    """What there is to mend about the photos of an article."""
    shown = dict.fromkeys([article.lead, *_MARK.findall(article.body)])
    yield from _marks(article)
    yield from _lead(article)
    for number, photo in enumerate(article.photos, start=1):
        name = f"photo {number} ({photo.name})" if photo.name else f"photo {number}"
        if photo.id in shown:
            yield from _words(photo, name)
        else:
            message = f"Put {name} into the body, make it the lead photo, or take it out of the story."
            yield Finding("unused-photo", False, f"photo:{photo.id}", message)
        if not has_media(photo.media):
            message = f"Add {name} again: its file is missing from the library."
            yield Finding("missing-file", photo.id in shown, f"photo:{photo.id}", message)


def _marks(article: Article) -> Iterator[Finding]:
    for photo_id in dict.fromkeys(_MARK.findall(article.body)):
        if article.photo(photo_id) is None:
            message = f"Take “photo:{photo_id}” out of the body, or add its photo: the story has none of that name."
            yield Finding("unknown-photo", True, "body", message)


def _lead(article: Article) -> Iterator[Finding]:
    photo = article.lead_photo
    if photo is None:
        message = "Choose a lead photo." if article.photos else "Add a lead photo."
        yield Finding("missing-lead", False, "lead", message)
    elif 0 < photo.width < NARROWEST_LEAD:
        message = f"Find a larger lead photo: this is {photo.width} pixels wide, and search asks for {NARROWEST_LEAD}."
        yield Finding("small-lead", False, f"photo:{photo.id}", message)


def _words(photo: Photo, name: str) -> Iterator[Finding]:
    wanted = (
        ("caption", photo.caption, True, f"Write a caption for {name}."),
        ("credit", photo.credit, True, f"Say in the credit whose {name} is."),
        ("alt", photo.alt, False, f"Describe {name} in its alt text, for readers who cannot see it."),
    )
    for field, value, blocks, message in wanted:
        if not value.strip():
            yield Finding(f"missing-{field}", blocks, f"photo:{photo.id}", message)

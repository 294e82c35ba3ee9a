"""What a site keeps of each story, so that the pages of others can name it without reading it again.

Kept in the site's record from one export to the next, with the stamp under which the library had the story: only
stories that changed since are read again. Nothing is kept that readers cannot see on the story's own page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields, replace
from datetime import date, datetime
from typing import Protocol, cast

from desk.article.model import Article, Photo, Related
from desk.article.scripts import normalised
from desk.formats.delivery import usual_name
from desk.formats.linked_data import (
    author_names,
    changed_on,
    description_of,
    for_machines,
    printed_date,
    published_on,
)
from desk.formats.renditions import Written
from desk.formats.withdrawn import as_read, is_withdrawn

Marks = Callable[[Article], Sequence[str]]
"""What tells of a story what it is about, for its kin to be found."""
_TEASER = 240


class Coming(Protocol):
    """A story that the site is to have: its ID, when it changed last, and a stamp that every change of it changes."""

    @property
    def id(self) -> str:
        """Its ID in the library."""
        ...

    @property
    def modified(self) -> datetime:
        """When it changed last."""
        ...

    @property
    def stamp(self) -> str:
        """Differs after every change."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One story. Times are ISO 8601; `printed` is the day or time that readers see.

    `words` are those by which the search page finds it, normalised. `pictures` are its photos as files beside its
    page, by their IDs, made under the key `photos`. Of a story that was withdrawn all this tells only that.
    """

    id: str
    stamp: str
    usual: str
    headline: str
    language: str
    section: str
    summary: str
    place: str
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    created: str
    printed: str
    published: str
    changed: str
    marks: tuple[str, ...]
    related: tuple[tuple[str, str, str, str, str], ...]
    words: str
    lead: str = ""
    alt: str = ""
    photos: str = ""
    is_withdrawn: bool = False
    pictures: Mapping[str, tuple[Written, ...]] = field(default_factory=dict)

    @property
    def own(self) -> tuple[Related, ...]:
        """The stories that it names itself."""
        return tuple(Related(*values) for values in self.related)

    @property
    def day(self) -> datetime | date:
        """The day or time that readers see."""
        return moment(self.printed) if "T" in self.printed else date.fromisoformat(self.printed)


def moment(text: str) -> datetime:
    """A time as entries have it."""
    return datetime.fromisoformat(text)


def entry_of(article: Article, coming: Coming, marks: Marks, *, latin: bool = False) -> Entry:
    """What is kept of a story; its photos are not made yet. With `latin` its address is in Latin letters."""
    usual, is_killed = usual_name(article, latin=latin), is_withdrawn(article)
    article = as_read(article, coming.modified)
    lead: Photo | None = article.lead_photo
    return Entry(
        id=article.id,
        stamp=coming.stamp,
        usual=usual,
        headline=article.headline.strip() or usual,
        language=article.language,
        section=article.section.strip(),
        summary=_short(description_of(article)),
        place=article.dateline.place.strip(),
        authors=author_names(article.byline),
        keywords=article.keywords,
        created=for_machines(article.created),
        printed=for_machines(printed_date(article)),
        published=for_machines(published_on(article)),
        changed=for_machines(changed_on(article, coming.modified)),
        marks=() if is_killed else tuple(marks(article)),
        related=tuple((one.kind, one.title, one.address, one.article, one.language) for one in article.related),
        words=_searched(article),
        lead=lead.id if lead else "",
        alt=lead.alt if lead else "",
        is_withdrawn=is_killed,
    )


def _searched(article: Article) -> str:
    """The words by which the search page finds a story, normalised, each once."""
    told = (article.headline, description_of(article), article.dateline.place, article.section, article.byline)
    words = _SEARCHED.findall(normalised(" ".join((*told, *article.keywords))))
    return " ".join(dict.fromkeys(words))


_SEARCHED = re.compile(r"[^\W_]+")


def _short(text: str) -> str:
    return text if len(text) <= _TEASER else text[:_TEASER].rpartition(" ")[0].rstrip(" …") + " …"


def to_note(entry: Entry) -> list[object]:
    """An entry as the record has it."""
    pictures = {name: [astuple(one) for one in files] for name, files in entry.pictures.items()}
    flat = (getattr(entry, one.name) for one in fields(entry) if one.name != "pictures")
    return [*flat, pictures]


def from_note(note: object) -> Entry:
    """The entry in a record. Raises ValueError or TypeError where it is none."""
    *flat, pictures = cast("list[object]", note)
    if not isinstance(pictures, dict):
        raise TypeError("no entry")
    names = (one.name for one in fields(Entry) if one.name != "pictures")
    values = {name: _frozen(value) for name, value in zip(names, flat, strict=True)}
    made = Entry(**values, pictures={name: tuple(Written(*one) for one in files) for name, files in pictures.items()})  # type: ignore[arg-type]
    _check(made)
    return made


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _check(entry: Entry) -> None:
    """Raises where a record that somebody wrote into does not hold what entries do."""
    moment(entry.published), moment(entry.changed), entry.day, entry.own
    if not all(isinstance(text, str) for text in (entry.id, entry.stamp, entry.usual, entry.headline, entry.language)):
        raise ValueError("no entry")


def with_pictures(entry: Entry, key: str, pictures: Mapping[str, tuple[Written, ...]]) -> Entry:
    """The entry, its photos made."""
    return replace(entry, photos=key, pictures=pictures)

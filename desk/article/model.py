"""The article and its parts: frozen values in the trade's own terms.

Nothing here changes. A new article comes out of `changes.apply`, and the open one lives in a `Session`.
Positions in the body count Unicode code points, as Python's `str` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from desk.article.stamps import new_id as new_id  # noqa: PLC0414 - parts of the article, known by its name
from desk.article.stamps import now as now  # noqa: PLC0414
from desk.article.status import Status as Status  # noqa: PLC0414


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, for whom and when a story was filed: `SULAIMANI (DESK) —`."""

    place: str = ""
    agency: str = ""
    date: date | None = None

    def __bool__(self) -> bool:
        return bool(self.place or self.agency or self.date)


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a photo chosen by hand, for one `shape` (`framing.SHAPES`) or, as `free`, wherever it is printed.

    Its sides are fractions of the picture's width and height, from the top left, once it is turned and straightened.
    """

    shape: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph used by an article, with the words that belong to it.

    `media` is the SHA-256 (hex) of the original file in the library; `width` and `height` are pixels as the
    photo is seen, after its EXIF orientation. `taken` is ISO 8601 as the camera wrote it, which often lacks a zone.
    How it is to be cut never touches the original: `focus` is the point of interest, as fractions of width and height
    from the top left of the photo as it came; `turn` counts quarter turns clockwise, `tilt` degrees clockwise on top
    of that (−45 to 45), and `crops` are parts chosen by hand. `with_origin` lets what the file tells of its origin
    (position, camera, software, owner) out with it.
    """

    id: str
    media: str
    name: str = ""
    kind: str = "image/jpeg"
    width: int = 0
    height: int = 0
    headline: str = ""
    caption: str = ""
    credit: str = ""
    photographer: str = ""
    source: str = ""
    copyright: str = ""
    usage_terms: str = ""
    alt: str = ""
    city: str = ""
    country: str = ""
    taken: str = ""
    keywords: tuple[str, ...] = ()
    focus: tuple[float, float] = (0.5, 0.5)
    turn: int = 0
    tilt: float = 0.0
    crops: tuple[Crop, ...] = ()
    with_origin: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered to a comment."""

    id: str
    author: str
    time: datetime
    text: str


BODY = "body"
"""The place of a comment on a stretch of the text."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A note on a part of a story, with the words it was made on, and what was answered, oldest first.

    `place` is `BODY`, the name of another field of the story, or `photo:ID`, of which `field` names the photo's own
    field (empty for the photo itself). `start` to `end` are code points of the body, and 0 in any other place.
    """

    id: str
    author: str
    time: datetime
    text: str
    start: int
    end: int
    quote: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()
    place: str = BODY
    field: str = ""

    def moved(self, by: int) -> Comment:
        """So many code points further on. As `replace` would have it, in a third of the time: there may be many."""
        return Comment(
            *(self.id, self.author, self.time, self.text, self.start + by, self.end + by),
            *(self.quote, self.resolved, self.replies, self.place, self.field),
        )


@dataclass(frozen=True, slots=True)
class Related:
    """Another story that a page leads to: the one before or after, one on the same matter, or this one's translation.

    `kind` is one of `RELATIONS`. A story of the library is known by its ID, `article`; one that is only known by its
    name, as a page's text gives it, by its `title` and, where that is known, its web `address`. `language` is the
    BCP 47 tag of a translation. `seen` is the fingerprint of the other story's text when this one was last brought in
    line with it.
    """

    kind: str
    title: str = ""
    address: str = ""
    article: str = ""
    language: str = ""
    seen: str = ""


RELATIONS = ("previous", "next", "related", "translation")
"""The ways in which one story leads to another."""


@dataclass(frozen=True, slots=True)
class Custody:
    """Who has a story to work on, who gave it to them, and when. Nobody was named where `time` is None."""

    holder: str = ""
    giver: str = ""
    time: datetime | None = None

    def __bool__(self) -> bool:
        return self.time is not None


@dataclass(frozen=True, slots=True)
class Article:
    """One story, whole. `body` is Markdown; a photo stands in it as `![](photo:ID)`.

    `lead` is the ID of the lead photo, or empty. `language` is a BCP 47 tag (`en`, `ckb`, `ar`).
    `urgency` is IPTC's 1 (flash) to 9. `source_id` is the ID the story had where it came from. `shares` is how often
    it was shared, as far as it is known. `search_headline`, `push_headline` and `social_headline` stand for the
    headline in search results, on a phone's lock screen and in social media. `passed_over` holds the keys of findings
    that are as they should be, `known_words` the words that are spelt right here, `target` the words that are wanted
    (0 where nobody said), `kill_reason` why a killed story was withdrawn.
    """

    id: str = field(default_factory=new_id)
    headline: str = ""
    search_headline: str = ""
    push_headline: str = ""
    social_headline: str = ""
    kicker: str = ""
    summary: str = ""
    byline: str = ""
    dateline: Dateline = Dateline()
    body: str = ""
    sign_off: str = ""
    slug: str = ""
    slugline: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en"
    status: Status = Status.DRAFT
    urgency: int = 5
    embargo: datetime | None = None
    editors_note: str = ""
    correction: str = ""
    source: str = ""
    source_id: str = ""
    copyright: str = ""
    created: datetime = field(default_factory=now)
    published: datetime | None = None
    lead: str = ""
    photos: tuple[Photo, ...] = ()
    comments: tuple[Comment, ...] = ()
    related: tuple[Related, ...] = ()
    shares: int = 0
    kill_reason: str = ""
    passed_over: tuple[str, ...] = ()
    known_words: tuple[str, ...] = ()
    target: int = 0
    custody: Custody = Custody()

    def photo(self, photo_id: str) -> Photo | None:
        """The photo of that ID, if the article has it."""
        return next((photo for photo in self.photos if photo.id == photo_id), None)

    @property
    def lead_photo(self) -> Photo | None:
        """The photo that stands above the text, if one is chosen."""
        return self.photo(self.lead)

"""What differs between two states of a story, part by part, named as a person would: what a list of versions tells.

Where words of the text differ, `compare` says; here it is only counted how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from desk.article.model import Article, Comment, Custody, Photo

FIELD_NAMES = {
    "headline": "headline",
    "search_headline": "headline for search results",
    "push_headline": "headline for phones",
    "social_headline": "headline for social media",
    "kicker": "kicker",
    "summary": "summary",
    "byline": "byline",
    "dateline": "dateline",
    "sign_off": "sign-off",
    "slug": "slug",
    "slugline": "slugline",
    "section": "section",
    "keywords": "keywords",
    "language": "language",
    "urgency": "urgency",
    "embargo": "embargo",
    "editors_note": "editor’s note",
    "correction": "correction",
    "source": "source",
    "copyright": "copyright",
    "published": "time of publication",
    "related": "related stories",
    "shares": "number of shares",
    "kill_reason": "reason of the kill",
    "passed_over": "findings passed over",
    "known_words": "words known here",
    "target": "target length",
    "custody": "who has it",
}
"""What a story's fields are called."""
PHOTO_PARTS = {
    "file": ("media",),
    "caption": ("caption",),
    "credit": ("credit",),
    "alt text": ("alt",),
    "headline": ("headline",),
    "photographer": ("photographer",),
    "source": ("source",),
    "copyright": ("copyright",),
    "usage terms": ("usage_terms",),
    "place": ("city", "country"),
    "date": ("taken",),
    "keywords": ("keywords",),
    "crop": ("focus", "turn", "tilt", "crops"),
    "origin": ("with_origin",),
}
"""What a photo's parts are called, and the fields that hold each."""
_NEVER_EMPTY = ("file", "crop", "origin")


class How(StrEnum):
    """What became of a part of a story."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of a story that differs: `what` names it (“headline”, “caption of photo 2”), `phrase` tells it.

    `photo` is the ID of the photo that it is about, or empty.
    """

    what: str
    how: How
    phrase: str
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many words of a text are new, and how many are gone; both are nothing where words only moved."""

    added: int
    removed: int

    @property
    def phrase(self) -> str:
        """“+42 −7 words”."""
        counts = [f"+{self.added:,}"] * (self.added > 0) + [f"−{self.removed:,}"] * (self.removed > 0)
        words = "word" if self.added + self.removed == 1 else "words"
        return f"{' '.join(counts)} {words}" if counts else "words moved"


def counted(before: str, after: str) -> Counted:
    """How many words differ, wherever they stand."""
    old, new = Counter(before.split()), Counter(after.split())
    return Counted((new - old).total(), (old - new).total())


def differences(before: Article, after: Article) -> tuple[Changed, ...]:
    """What differs, but for the words of the text: status, fields, photos, comments, in this order."""
    return (*_status(before, after), *_fields(before, after), *_photos(before, after), *_comments(before, after))


def listed(changes: tuple[Changed, ...]) -> str:
    """The names of what differs, as one line: “Headline, lead photo, caption of photo 2”."""
    line = ", ".join(dict.fromkeys(change.what for change in changes))
    return line[:1].upper() + line[1:]


def _status(before: Article, after: Article) -> Iterator[Changed]:
    if before.status is not after.status:
        yield Changed("status", How.CHANGED, f"now {after.status}")


def _fields(before: Article, after: Article) -> Iterator[Changed]:
    for field, name in FIELD_NAMES.items():
        old, new = getattr(before, field), getattr(after, field)
        if old == new:
            continue
        if field == "custody":
            yield _handed_over(name, old, new)
        else:
            yield _changed(name, How.CHANGED if old and new else How.NEW if new else How.GONE)


def _handed_over(name: str, before: Custody, after: Custody) -> Changed:
    """A story changes hands: whoever had it first was not put in, and whoever has it last is not taken out."""
    gone = f"no longer with {before.holder}" if before.holder else f"{name} changed"
    return Changed(name, How.CHANGED, f"now with {after.holder}" if after.holder else gone)


def _changed(name: str, how: How, photo: str = "") -> Changed:
    phrases = {How.NEW: f"new {name}", How.GONE: f"no {name}", How.CHANGED: f"{name} changed"}
    return Changed(name, how, phrases[how], photo)


def _photos(before: Article, after: Article) -> Iterator[Changed]:
    old, new = ({photo.id: photo for photo in article.photos} for article in (before, after))
    added, removed = [one for one in new if one not in old], [one for one in old if one not in new]
    if before.lead != after.lead:
        yield _changed("lead photo", How.NEW if after.lead else How.GONE, after.lead)
    yield from _counted_photos(sum(one != after.lead or one == before.lead for one in added), How.NEW)
    yield from _counted_photos(len(removed), How.GONE)
    for number, photo in enumerate(after.photos, 1):
        if photo.id in old:
            name = "lead photo" if photo.id == after.lead else f"photo {number}"
            yield from _photo(old[photo.id], photo, name)
    if [one for one in old if one in new] != [one for one in new if one in old]:
        yield Changed("order of photos", How.CHANGED, "photos in another order")


def _counted_photos(count: int, how: How) -> Iterator[Changed]:
    if count:
        photos = "photo" if count == 1 else "photos"
        sign, word = ("+", "new") if how is How.NEW else ("−", "removed")
        yield Changed(f"{count} {word} {photos}", how, f"{sign}{count} {photos}")


def _photo(before: Photo, after: Photo, called: str) -> Iterator[Changed]:
    for name, fields in PHOTO_PARTS.items():
        old, new = ([getattr(photo, field) for field in fields] for photo in (before, after))
        if old != new:
            one_of_both = name in _NEVER_EMPTY or (any(old) and any(new))
            how = How.CHANGED if one_of_both else How.NEW if any(new) else How.GONE
            yield _changed(f"{name} of {called}", how, after.id)


def _comments(before: Article, after: Article) -> Iterator[Changed]:
    old, new = ({comment.id: comment for comment in article.comments} for article in (before, after))
    added, removed = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    for count, how, sign in ((added, How.NEW, "+"), (removed, How.GONE, "−")):
        if count:
            yield Changed("comments", how, f"{sign}{count} {'comment' if count == 1 else 'comments'}")
    both = [(old[one], new[one]) for one in old if one in new]
    if before.body != after.body:  # places follow the words by themselves
        both = [(_placeless(one), _placeless(other)) for one, other in both]
    if any(one != other for one, other in both):
        yield Changed("comments", How.CHANGED, "comments changed")


def _placeless(comment: Comment) -> Comment:
    return replace(comment, start=0, end=0, quote="")

"""A whole story that two people changed, each on their own, as one again; and the step that takes that into a session.

Texts are merged word by word (`merging`), the dateline by its parts, keywords as a set, photos and comments by their
IDs and field by field. Where both changed the same and differently, the story keeps ours, and a clash tells theirs.
Nobody's work is lost by a removal: a photo or comment that the one removed and the other changed stays.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import cast

from desk.article import changes, merging
from desk.article.changes import BodyChange, Change, CommentsChange, FieldChange, Group, PhotoChange, PhotosChange
from desk.article.comment_owners import clash
from desk.article.merging import replacements
from desk.article.merging_sets import in_order, merged_comments
from desk.article.model import Article, Custody, Dateline, Photo
from desk.article.record import Value
from desk.article.steps import together
from desk.article.words import Span

_PROSE = (
    *("headline", "search_headline", "push_headline", "social_headline", "kicker", "summary", "byline", "sign_off"),
    *("editors_note", "correction", "kill_reason", "copyright", "body"),
)
_SETS = ("keywords", "passed_over", "known_words")
_PHOTO_PROSE = ("headline", "caption", "credit", "copyright", "usage_terms", "alt")
_PLAIN = tuple(f.name for f in fields(Article) if f.name not in ("id", "body", "photos", "comments"))
_SINGLE = tuple(name for name in _PLAIN if name not in (*_PROSE, *_SETS, "dateline", "lead", "custody"))
_PHOTO_FIELDS = tuple(f.name for f in fields(Photo) if f.name not in ("id", "keywords"))


Around = tuple[str, str]
"""What stands in a paragraph before some words, and behind them."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What both changed differently: of a field of the story, or of the photo whose ID is given.

    `span` says where ours stands in a merged text (code points); without it the field is to be taken whole. `around`
    is what stood before and behind the words in question in the text that was, in ours and in theirs.
    """

    field: str
    base: Value
    ours: Value
    theirs: Value
    span: Span | None = None
    photo: str = ""
    around: tuple[Around, Around, Around] = dataclasses.field(default=(("", ""), ("", ""), ("", "")), compare=False)


@dataclass(frozen=True, slots=True)
class MergedArticle:
    """The merged story, with our ID, and what somebody has to decide about, in the story's order."""

    article: Article
    conflicts: tuple[Clash, ...] = ()


def merge_articles(base: Article, ours: Article, theirs: Article) -> MergedArticle:
    """Both stories as one, `base` being the last that both had."""
    if theirs == ours:
        return MergedArticle(ours)
    if base in (ours, theirs) and not clash(ours.comments, theirs.comments):
        return MergedArticle(ours if base == theirs else replace(theirs, id=ours.id))
    return _Merge(base, ours, theirs).made()


@dataclass(slots=True)
class _Merge:
    base: Article
    ours: Article
    theirs: Article
    clashes: list[Clash] = field(default_factory=list)

    def made(self) -> MergedArticle:
        three = (self.base, self.ours, self.theirs)
        values: dict[str, Value] = {}
        for name in (*_PROSE, *_SINGLE):
            values[name] = self._settled(name, *(getattr(one, name) for one in three))
        values["dateline"] = self._dateline()
        for name in _SETS:
            values[name] = in_order(*(getattr(one, name) for one in three))
        values["custody"] = max((one.custody for one in three), key=_given)
        merged = replace(self.ours, **values)  # type: ignore[arg-type]
        photos = self._photos()
        merged = replace(merged, photos=photos, lead=self._lead(photos), comments=merged_comments(*three, merged.body))
        order = {name: n for n, name in enumerate((*_PROSE, "dateline", *_SINGLE, "lead"))}
        self.clashes.sort(key=lambda one: (bool(one.photo), order.get(one.field, 0)))
        return MergedArticle(merged, tuple(self.clashes))

    def _settled(self, name: str, was: Value, ours: Value, theirs: Value, photo: str = "") -> Value:
        """One field merged, its clashes noted."""
        if ours == theirs or was == theirs:
            return ours
        if was == ours:
            return theirs
        if name not in (_PHOTO_PROSE if photo else _PROSE):
            self.clashes.append(Clash(name, was, ours, theirs, photo=photo))
            return ours
        texts = cast("tuple[str, str, str]", (was, ours, theirs))
        merged = merging.merge(*texts)
        self.clashes += (
            Clash(name, one.base, one.ours, one.theirs, (one.start, one.end), photo, _around(texts, one))
            for one in merged.conflicts
        )
        return merged.text

    def _dateline(self) -> Dateline:
        lines = [one.dateline for one in (self.base, self.ours, self.theirs)]
        parts: dict[str, Value] = {}
        clash = False
        for part in ("place", "agency", "date"):
            was, mine, other = (getattr(line, part) for line in lines)
            parts[part] = other if was == mine else mine
            clash = clash or (mine != other and was not in (mine, other))
        if clash:
            self.clashes.append(Clash("dateline", lines[0], lines[1], lines[2]))
        return Dateline(**parts)  # type: ignore[arg-type]

    def _photos(self) -> tuple[Photo, ...]:
        """Ours and theirs; one that the one removed and the other changed is as if it had been put in."""
        base, ours, theirs = ([photo.id for photo in one.photos] for one in (self.base, self.ours, self.theirs))
        gone = [photo for photo in base if photo not in ours or photo not in theirs]
        wanted = {photo for photo in gone if self._is_still_wanted(photo)}
        ids = in_order([photo for photo in base if photo not in wanted], ours, theirs)
        return tuple(self._photo(photo) for photo in ids)

    def _is_still_wanted(self, photo: str) -> bool:
        """Whether one changed the photo, or put it to use, that the other removed; not where both removed it."""
        side = self.ours if self.ours.photo(photo) else self.theirs
        mine = side.photo(photo)
        changed = mine != self.base.photo(photo) or _uses(side, photo) > _uses(self.base, photo)
        return mine is not None and changed

    def _photo(self, photo: str) -> Photo:
        was, mine, other = (one.photo(photo) for one in (self.base, self.ours, self.theirs))
        if mine is None or other is None:
            return cast(Photo, mine or other)
        was = was or Photo(photo, "")
        values: dict[str, Value] = {
            name: self._settled(name, getattr(was, name), getattr(mine, name), getattr(other, name), photo)
            for name in _PHOTO_FIELDS
        }
        values["keywords"] = in_order(was.keywords, mine.keywords, other.keywords)
        return replace(mine, **values)  # type: ignore[arg-type]

    def _lead(self, photos: Sequence[Photo]) -> str:
        """The lead photo; none where a side’s is not among the photos any more, so that merging again says the same."""
        known = {photo.id for photo in photos}
        was = self.base.lead
        mine, other = (one.lead if one.lead in known else "" for one in (self.ours, self.theirs))
        if mine != other and was not in (mine, other):
            self.clashes.append(Clash("lead", was, mine, other))
        return other if was == mine else mine


def _given(custody: Custody) -> tuple[bool, float, str, str]:
    """The order in which a story went from hand to hand: the last who was given it has it."""
    time = custody.time
    return time is not None, time.timestamp() if time else 0.0, custody.holder, custody.giver


def _uses(article: Article, photo: str) -> int:
    return (article.lead == photo) + article.body.count(f"](photo:{photo})")


# the way into an open session


def rewrite(article: Article, other: Article) -> Change | None:
    """The step that makes the story what `other` is (but for its ID), None where it is that already.

    Each stretch of the body that differs is a change of its own: a caret, a comment between them stays at its words.
    """
    steps: list[Change] = [
        FieldChange(name, getattr(article, name), getattr(other, name))
        for name in _PLAIN
        if getattr(article, name) != getattr(other, name)
    ]
    steps += _photo_steps(article.photos, other.photos)
    body = together(article, replacements(article.body, other.body))
    if body is not None:
        steps.append(changes.keeping_anchors(article, body))
    comments = changes.apply(article, Group(tuple(steps))).comments
    if comments != other.comments:
        steps.append(CommentsChange(comments, other.comments))
    return None if not steps else steps[0] if len(steps) == 1 else Group(tuple(steps))


def _photo_steps(before: tuple[Photo, ...], after: tuple[Photo, ...]) -> Iterator[Change]:
    """Photos come, go and change places in one step, words and crops of one that stays change field by field."""
    ids = [photo.id for photo in before]
    if ids != [photo.id for photo in after] or len(set(ids)) < len(ids):
        if before != after:
            yield PhotosChange(before, after)
        return
    for old, new in zip(before, after, strict=True):
        for name in (*_PHOTO_FIELDS, "keywords"):
            if getattr(old, name) != getattr(new, name):
                yield PhotoChange(old.id, name, getattr(old, name), getattr(new, name))


# deciding a clash


def _around(texts: tuple[str, str, str], conflict: merging.Conflict) -> tuple[Around, Around, Around]:
    words = (conflict.base, conflict.ours, conflict.theirs)
    was, ours, theirs = (
        around(text, start, start + len(word)) for text, start, word in zip(texts, conflict.places, words, strict=True)
    )
    return was, ours, theirs


_NEAR = 60
"""Characters of a paragraph to either side of the words in question."""


def around(text: str, start: int, end: int) -> Around:
    """What stands near a stretch of a text, in the paragraph it begins in before it, and in that it ends in behind."""
    before, behind = text[:start].rpartition("\n\n")[2], text[end:].partition("\n\n")[0]
    before = before if len(before) <= _NEAR else f"… {before[-_NEAR:].partition(' ')[2]}"
    behind = behind if len(behind) <= _NEAR else f"{behind[:_NEAR].rpartition(' ')[0]} …"
    return before, behind


def take_theirs(article: Article, clash: Clash) -> Change | None:
    """Put theirs in the place of ours; None where the story has no such place any more."""
    now = _value(article, clash)
    if clash.span is None:
        return _set(article, clash, clash.theirs) if now is not None else None
    if not isinstance(now, str) or not 0 <= clash.span[0] <= clash.span[1] <= len(now):
        return None
    start, end = clash.span
    theirs = cast(str, clash.theirs)
    if clash.field == "body" and not clash.photo:
        return None if now[start:end] == theirs else BodyChange(start, now[start:end], theirs)
    return _set(article, clash, now[:start] + theirs + now[end:])


def stands(article: Article, clash: Clash) -> Value | None:
    """What the story says in the place of the clash, None where it has no such place any more."""
    now = _value(article, clash)
    return now[slice(*clash.span)] if clash.span is not None and isinstance(now, str) else now


def placed(article: Article, clash: Clash, wording: Value) -> BodyChange | None:
    """The words that give way where a clash of a field is decided, and those that come: `change` of a field does not
    tell, since it has the whole text before and after. None where there is no such place.
    """
    now = _value(article, clash)
    if clash.span is None or not isinstance(now, str) or not isinstance(wording, str):
        return None
    return BodyChange(clash.span[0], now[slice(*clash.span)], wording)


def moved(clash: Clash, before: Article, after: Article, change: Change, exact: BodyChange | None = None) -> Clash:
    """The clash with its place where a step of the story, from `before` to `after`, has left it.

    `exact` says what the step did in the clash's text, where that is known better than by comparing.
    """
    if clash.span is None:
        return clash
    one, other = _value(before, clash), _value(after, clash)
    if exact is not None:
        parts: Sequence[BodyChange] = [exact]
    elif clash.field == "body" and not clash.photo:
        parts = changes.body_changes(change)
    elif isinstance(one, str) and isinstance(other, str) and one != other:
        parts = [changes.text_change(one, other)]
    else:
        parts = []
    start, end = clash.span
    for part in parts:
        start, end = _within(part, start, end)
    return replace(clash, span=(start, end))


def _within(part: BodyChange, start: int, end: int) -> Span:
    """A stretch after a change; what replaces the stretch, or words in it, belongs to it, so that undo finds it."""
    last = part.at + len(part.removed)
    if (part.at, last) == (start, end) or (part.removed and start <= part.at and last <= end):
        return start, end + len(part.inserted) - len(part.removed)
    start = changes.map_position(part, start, after=start < end)
    return start, max(start, changes.map_position(part, end, after=False))


def _value(article: Article, clash: Clash) -> Value | None:
    thing = article.photo(clash.photo) if clash.photo else article
    return getattr(thing, clash.field) if thing is not None else None


def _set(article: Article, clash: Clash, value: Value) -> Change | None:
    from desk.article import edits

    if clash.photo:
        return edits.set_photo_field(article, clash.photo, clash.field, value)
    return edits.set_field(article, clash.field, value)

"""Finds the edits that lead from one state of a story to another, in the order of the page, and who made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from hashlib import blake2b

from desk.article import review_photos
from desk.article.model import BODY, Article, Photo
from desk.article.review_edits import PHOTOS, Edit, EditKind, called, cut_words, photo_words, value_words
from desk.article.review_lineage import Cutter, Hand, Lineage, Times, Trail, Where, text_at
from desk.article.review_text import Piece, Revision
from desk.article.words import Span

PROSE = (
    *("kicker", "headline", "search_headline", "push_headline", "social_headline", "summary", "byline", BODY),
    *("sign_off", "correction", "editors_note", "kill_reason", "copyright"),
)
"""The fields that are compared word by word, in the order of the page."""
ASIDE = ("id", "comments", "custody", "passed_over", "known_words")
"""The fields that are no part of what is reviewed."""
_ORDER = (*PROSE[:7], "dateline", "lead", *PROSE[7:])
_FIELDS = (*_ORDER, *(f.name for f in fields(Article) if f.name not in (*_ORDER, *ASIDE, PHOTOS)))


class Found:
    """The edits, the texts they are pieces of, and which piece each is, by its key."""

    def __init__(self, base: Article, current: Article, lineage: Lineage, hand: Hand, times: Times) -> None:
        self.edits: list[Edit] = []
        self.texts: dict[Where, Revision] = {}
        self.pieces: dict[str, tuple[Where, int]] = {}
        self._base, self._current, self._lineage = base, current, lineage
        self._hands, self._times = lineage.hands(hand), times
        self._counts: Counter[tuple[str, ...]] = Counter()
        for name in _FIELDS:
            if getattr(base, name) != getattr(current, name):
                self._field(name)
        self._photos()

    def _field(self, name: str) -> None:
        if name in PROSE:
            self._compare((name, ""))
        elif name == "lead":
            words = (photo_words(self._base.photo(self._base.lead)), photo_words(self._current.lead_photo))
            self._add(EditKind.LEAD, (name, ""), words, self._since(lambda story: story.lead))
        else:
            words = (value_words(getattr(self._base, name)), value_words(getattr(self._current, name)))
            self._add(EditKind.FIELD, (name, ""), words, self._since(lambda story: getattr(story, name)))

    def _photos(self) -> None:
        for photo in self._base.photos:
            if self._current.photo(photo.id) is None:
                self._photo(EditKind.PHOTO_REMOVED, photo.id, (photo_words(photo), ""))
        for photo in self._current.photos:
            was = self._base.photo(photo.id)
            if was is None:
                self._photo(EditKind.PHOTO_ADDED, photo.id, ("", photo_words(photo)))
            else:
                for field in review_photos.differing(was, photo):
                    self._photo_field(was, photo, field)
        if review_photos.is_rearranged(self._base, self._current):
            hand = self._since(lambda story: [photo.id for photo in story.photos])
            self._add(EditKind.PHOTO_ORDER, (PHOTOS, ""), ("", ""), hand)

    def _photo(self, kind: EditKind, photo: str, words: tuple[str, str]) -> None:
        self._add(kind, (f"photo:{photo}", ""), words, self._since(lambda story: story.photo(photo) is None))

    def _photo_field(self, was: Photo, now: Photo, field: str) -> None:
        where = (f"photo:{now.id}", field)
        if field in review_photos.PROSE:
            self._compare(where)
            return

        def part(story: Article) -> object:
            photo = story.photo(now.id)
            return review_photos.part_of(photo, field) if photo else None

        if field == review_photos.CUT:
            kind, words = EditKind.CROP, (cut_words(was), cut_words(now))
        elif field == review_photos.FILE:
            kind, words = EditKind.PHOTO_FILE, (was.name, now.name)
        else:
            kind, words = EditKind.PHOTO_FIELD, (value_words(getattr(was, field)), value_words(getattr(now, field)))
        self._add(kind, where, words, self._since(part))

    def _compare(self, where: Where) -> None:
        """The edits of a text."""
        before, after = text_at(self._base, where), text_at(self._current, where)
        trail = self._lineage.trail(where, after)
        hands = Cutter(trail, self._author) if trail and self._several_authors() else None
        revision = self.texts[where] = Revision(before, after, hands=hands)
        for number in sorted(range(len(revision.pieces)), key=lambda number: _place(revision.pieces[number])):
            piece = revision.pieces[number]
            old, new = _bare(before, piece.old), _bare(after, piece.new)
            words = before[slice(*old)], after[slice(*new)]
            stage = _stage(trail, piece) if trail else self._lineage.last
            near = before[max(0, old[0] - _NEAR) : old[0]], before[old[1] : old[1] + _NEAR]
            made = self._made(_kind(piece), where, words, self._hands[stage], near)
            is_paragraph, left_at = piece.is_paragraph, piece.left_at
            edit = replace(made, before_span=old, after_span=new, is_paragraph=is_paragraph, left_at=left_at)
            self.edits.append(edit)
            self.pieces[made.key] = where, number

    def _several_authors(self) -> bool:
        return len({hand.author for hand in self._hands[1:]}) > 1

    def _author(self, stage: int) -> str:
        return self._hands[stage].author

    def _since(self, value: Callable[[Article], object]) -> Hand:
        return self._hands[self._lineage.stage(value, self._current)]

    def _add(self, kind: EditKind, where: Where, words: tuple[str, str], hand: Hand) -> None:
        self.edits.append(self._made(kind, where, words, hand))

    def _made(
        self, kind: EditKind, where: Where, words: tuple[str, str], hand: Hand, near: tuple[str, str] = ("", "")
    ) -> Edit:
        """An edit whose key is made of its words and of those near it in the text before, which stays as one types."""
        said = (kind, *where, *words, *near)
        key = blake2b("\0".join((*said, str(self._counts[said]))).encode("utf-8", "replace"), digest_size=8).hexdigest()
        self._counts[said] += 1
        name = called(*where, self._base, self._current)
        time = self._times.of(key, where[0], hand)
        return Edit(key, kind, *where, name, *words, author=hand.author, time=time, version=hand.version)


_NEAR = 20
"""Characters of the text before on either side of an edit that tell it from others in the same words."""


def _place(piece: Piece) -> tuple[int, int, Span]:
    """Where a piece stands among others: by its place now, a paragraph before what changed in it."""
    return piece.new[0], -piece.new[1] if piece.is_paragraph else 0, piece.old


def _kind(piece: Piece) -> EditKind:
    if piece.is_moved:
        return EditKind.MOVED
    if piece.old[0] == piece.old[1]:
        return EditKind.INSERTED
    return EditKind.REPLACED if piece.new[0] < piece.new[1] else EditKind.DELETED


def _stage(trail: Trail, piece: Piece) -> int:
    """The stage that shows a piece first: what came in says more than what went."""
    if piece.is_moved:
        return trail.moved(*piece.new)
    return trail.came(*piece.new) if piece.new[0] < piece.new[1] else trail.went(*piece.old)


def _bare(text: str, span: Span) -> Span:
    """A stretch without the white space around it, unless it is all white space."""
    words = text[slice(*span)]
    if not (bare := words.strip()):
        return span
    start = span[0] + len(words) - len(words.lstrip())
    return start, start + len(bare)

"""Everything that changed in a story since an earlier state of it, edit by edit, each to be accepted or reverted.

The words of the text, of headlines and captions are compared word by word; a paragraph that stands elsewhere was moved.
Status, keywords, crops, the choice of photos are one edit each. What the desk notes beside the story is no edit:
comments, who has it, which findings are passed over and which words are known to be right.

To accept edits is to let what one compares with move on: it becomes the story as it is with all other edits reverted.
So accepting and reverting are one thing seen from both sides, and what is accepted is kept as one more article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from desk.article import changes, review_photos
from desk.article.changes import Change, CommentsChange, Group
from desk.article.merging_articles import rewrite
from desk.article.model import BODY, Article, Comment, Photo
from desk.article.record import Value
from desk.article.review_edits import PHOTOS as PHOTOS  # noqa: PLC0414 - parts of a review, known by its name
from desk.article.review_edits import Edit as Edit  # noqa: PLC0414
from desk.article.review_edits import EditKind as EditKind  # noqa: PLC0414
from desk.article.review_finding import Found
from desk.article.review_lineage import Hand as Hand  # noqa: PLC0414
from desk.article.review_lineage import Lineage as Lineage  # noqa: PLC0414
from desk.article.review_lineage import Times as Times  # noqa: PLC0414
from desk.article.review_lineage import Where, text_at
from desk.article.review_sides import Row, rows
from desk.article.review_text import Kept, Part, Revision
from desk.article.steps import together
from desk.article.words import Span


class Review:
    """What became of the story `base` in `current`: its `edits`, in the order of the page; none where they are alike.

    `lineage` holds the versions in between; what is in none of them was done by `hand`. `times` knows better when.
    """

    def __init__(
        self,
        base: Article,
        current: Article,
        lineage: Lineage | None = None,
        hand: Hand | None = None,
        times: Times | None = None,
    ) -> None:
        self.base, self.current = base, current
        self._found = Found(base, current, lineage or Lineage(base), hand or Hand(""), times or Times())
        self.edits = tuple(self._found.edits)

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who made an edit, who made most first."""
        return tuple(author for author, _count in Counter(edit.author for edit in self.edits).most_common())

    def edits_by(self, author: str) -> tuple[Edit, ...]:
        """The edits of one author."""
        return tuple(edit for edit in self.edits if edit.author == author)

    def edit(self, key: str) -> Edit | None:
        """The edit of that key."""
        return self._by_key.get(key)

    def within(self, start: int, end: int, place: str = BODY, field: str = "") -> tuple[Edit, ...]:
        """The edits of a text that a selection in it touches, as the text is now."""
        return tuple(
            edit
            for edit in self.edits
            if (edit.place, edit.field) == (place, field) and edit.after_span[0] <= end and start <= edit.after_span[1]
        )

    def revert(self, edits: Iterable[Edit]) -> Change | None:
        """The step that takes edits of this review back, for the story `current`; None where there are none.

        Comments stay on their words, those on a moved paragraph go back with it. A photo that came goes with its marks
        in the text, and is the lead photo no more.
        """
        keys = self._with_marks({edit.key for edit in edits})
        target = replace(self._without(keys), body=self.current.body)
        steps = [self._body_step(self._numbers(keys).get((BODY, ""), ())), rewrite(self.current, target)]
        made = [step for step in steps if step is not None]
        return None if not made else made[0] if len(made) == 1 else Group(tuple(made))

    def accept(self, edits: Iterable[Edit]) -> Article:
        """What to compare with from now on: `base`, but as `current` in all that these edits changed.

        It has no comments; `record.to_record` writes it down whole.
        """
        accepted = {edit.key for edit in edits}
        others = {key for key in self._by_key if key not in accepted}
        return replace(self._without(others), id=self.base.id, comments=())

    def rows(self, place: str = BODY, field: str = "") -> tuple[Row, ...]:
        """A text as it was beside what it became, paragraph against paragraph, every change marked."""
        where = (place, field)
        revision = self._found.texts.get(where)
        if revision is None:
            text = text_at(self.current, where)
            return rows(Revision(text, text), {})
        edits = {number: self._by_key[key] for key, (at, number) in self._found.pieces.items() if at == where}
        return rows(revision, edits)

    @cached_property
    def _by_key(self) -> dict[str, Edit]:
        return {edit.key: edit for edit in self.edits}

    def _numbers(self, keys: Collection[str]) -> dict[Where, set[int]]:
        """The numbers of the pieces among these edits, by their text."""
        numbers: dict[Where, set[int]] = {}
        for where, number in (self._found.pieces[key] for key in keys if key in self._found.pieces):
            numbers.setdefault(where, set()).add(number)
        return numbers

    def _without(self, keys: Collection[str]) -> Article:
        """The story as it is, but for these edits; its comments stay at their places."""
        values: dict[str, Value] = {}
        photos: dict[str, dict[str, Value]] = {}
        for (place, field), numbers in self._numbers(keys).items():
            text = self._found.texts[place, field].text(numbers)
            if field:
                photos.setdefault(place.removeprefix("photo:"), {})[field] = text
            else:
                values[place] = text
        chosen = [edit for key, edit in self._by_key.items() if key in keys]
        values |= {e.place: getattr(self.base, e.place) for e in chosen if e.kind in (EditKind.FIELD, EditKind.LEAD)}
        for edit in chosen:
            was = self.base.photo(edit.photo)
            if was and edit.kind in (EditKind.CROP, EditKind.PHOTO_FIELD, EditKind.PHOTO_FILE):
                photos.setdefault(edit.photo, {}).update(review_photos.part_of(was, edit.field))
        return replace(self.current, **values, photos=self._photos(chosen, photos))  # type: ignore[arg-type]

    def _photos(self, taken_back: Sequence[Edit], values: dict[str, dict[str, Value]]) -> tuple[Photo, ...]:
        gone, back = (
            {edit.photo for edit in taken_back if edit.kind is kind}
            for kind in (EditKind.PHOTO_ADDED, EditKind.PHOTO_REMOVED)
        )
        in_order = any(edit.kind is EditKind.PHOTO_ORDER for edit in taken_back)
        return review_photos.as_they_were(self.base, self.current, values, gone, back, in_order=in_order)

    def _with_marks(self, keys: set[str]) -> set[str]:
        """These edits, and with photos that came what put them to use."""
        gone = {e.photo for e in self.edits if e.kind is EditKind.PHOTO_ADDED and e.key in keys}
        marks = {f"![](photo:{photo})" for photo in gone}
        used = (
            edit.key
            for edit in self.edits
            if (edit.kind is EditKind.LEAD and self.current.lead in gone)
            or (edit.kind is EditKind.INSERTED and edit.place == BODY and edit.after in marks)
        )
        return keys | {*used} if gone else keys

    def _body_step(self, numbers: Collection[int]) -> Change | None:
        """What takes pieces of the body back, comments kept on their words."""
        if not numbers:
            return None
        revision = self._found.texts[BODY, ""]
        step = together(self.current, revision.changes(numbers))
        if step is None:
            return None
        step = changes.keeping_anchors(self.current, step)
        comments = changes.apply(self.current, step).comments
        back = tuple(
            _brought_back(comment, after, revision.parts(numbers))
            for comment, after in zip(self.current.comments, comments, strict=True)
        )
        return step if back == comments else Group((step, CommentsChange(comments, back)))


def _brought_back(comment: Comment, after: Comment, parts: Iterator[Part]) -> Comment:
    """A comment after the step, on its words where these went elsewhere with their paragraph."""
    at = 0
    for part in parts:
        size = part.end - part.start if isinstance(part, Kept) else len(part.words)
        source: Span | None = None if isinstance(part, Kept) else part.source
        if source and source[0] <= comment.start < comment.end <= source[1] and comment.place == BODY:
            start, end = (at + min(place - source[0], size) for place in (comment.start, comment.end))
            return replace(after, start=start, end=end)
        at += size
    return after

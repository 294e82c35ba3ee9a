"""A story that another desk hands over, with its versions: a new one as it comes, one that is here merged with it.

Two copies of a story have the versions in common that were made before they parted. The newest of those is what both
had (see `ancestry`), and against it the two are merged word by word. Versions are added, never changed or renumbered,
and what stands here is one before anything takes its place; so the same package once more changes nothing. Whoever
takes a story in that was given to them has it from then on, under the name that they go by here.

The file of a photo is another on each side, since it goes out without its origin. Which is which the versions in
common tell: a photo has our file where theirs has there the file that it still has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desk.article.merging_articles import Clash
from desk.article.model import Article, Photo, now
from desk.article.past import WITH, Past
from desk.library import ancestry, standing, unsettled, versions
from desk.library.ancestry import Common
from desk.library.clocks import in_time
from desk.library.columns import words_in
from desk.library.facts import ELSEWHERE
from desk.library.keeping import Keeper, Work
from desk.library.versions import Label

MERGED = f"{WITH}came again"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of a story that came: how it stands now, which version here holds it as it came, whether it is new
    here, how many versions came along.

    `merged` where both sides had changed it and it has both now; `beside` where nothing tells what both had before, so
    that the story stays as it is and what came is a version; `clashes` are the places where both had changed the
    same, and ours stayed.
    """

    article: Article
    number: int
    is_new: bool = False
    versions: int = 0
    merged: bool = False
    beside: bool = False
    clashes: Sequence[Clash] = ()


def take_in(keeper: Keeper, article: Article, past: Sequence[Past], label: Label) -> HandedOver:
    """Take in a story with its versions, oldest first: all of it or nothing."""
    article, past = in_time(article, past)

    def taken(work: Work) -> HandedOver:
        found = standing.standing(work.connection, article.id)
        if found is None:
            return _bring_in(work, article, past, label)
        return _Merging(work, found.article, article, past, label).done()

    return keeper.beside(taken)


def _bring_in(work: Work, article: Article, past: Sequence[Past], label: Label) -> HandedOver:
    work.hand = ELSEWHERE
    mine = _in_hand(article, label.author)
    work.bring_in(mine)
    for number, one in enumerate(past, 1):
        versions.put_past(work.connection, replace(one, article=replace(one.article, id=article.id)), number, 0)
    if not past or past[-1].article != mine:
        named = label if mine == article else replace(label, name=_from(article))
        versions.keep(work.connection, mine, named, words_in(mine.body), 0)
    newest = versions.newest(work.connection, article.id)
    return HandedOver(mine, newest.number if newest else 0, is_new=True, versions=len(past))


def _in_hand(article: Article, me: str) -> Article:
    """The story as whoever was given it has it; of one that was given to nobody nothing is said."""
    return replace(article, custody=replace(article.custody, holder=me)) if article.custody and me else article


def _with_what(ours: Article, after: Article) -> str:
    """What a version with both sides’ work is called."""
    giver = after.custody.giver if after.custody != ours.custody else ""
    return f"{WITH}{giver} changed" if giver else MERGED


def _from(article: Article) -> str:
    return f"From {article.custody.giver}" if article.custody.giver else ""


class _Merging:
    """A story that is here, `ours`, and the same as it came, `theirs`."""

    def __init__(self, work: Work, ours: Article, theirs: Article, past: Sequence[Past], label: Label) -> None:
        self._work, self._ours, self._label = work, ours, label
        here = versions.past(work.connection, ours.id)
        known = {_key(one): one for one in here}
        pairs = [(known[_key(one)], one) for one in past if _key(one) in known]
        files = dict(_files((ours, theirs)) if _same(ours, theirs) else {})
        for mine, other in pairs:
            files |= _files((mine.article, other.article))
        self._theirs = _with_files(theirs, files)
        new = (one for one in past if _key(one) not in known)
        self._new = [replace(one, article=_with_files(one.article, files)) for one in new]
        self._is_known = _is_known(self._theirs, past, known) or _same(ours, self._theirs)
        places = {_key(one): number for number, one in enumerate(here)}
        order = [places[_key(mine)] for mine, _other in pairs]
        self._common = _had([one.article for one in here], list(dict.fromkeys(order)), ours)
        self._next = max((one.number for one in versions.listed(work.connection, ours.id)), default=0) + 1
        self._number = next((one.number for one in reversed(here) if _same(one.article, self._theirs)), 0)

    def done(self) -> HandedOver:
        """Merge them."""
        if self._is_known and not self._new:
            return HandedOver(self._ours, self._number)
        for one in self._new:
            self._put(one)
        if not self._is_known and not any(_same(one.article, self._theirs) for one in self._new):
            words = words_in(self._theirs.body)
            label = self._label
            self._put(Past(0, now(), label.author, label.kind, "", words, "As it came", self._theirs))
        if self._is_known:
            return HandedOver(self._ours, self._number, versions=len(self._new))
        if self._common is None:
            return HandedOver(self._ours, self._number, versions=len(self._new), beside=True)
        return self._merged(self._common)

    def _merged(self, had: Common) -> HandedOver:
        ours, connection = self._ours, self._work.connection
        met = ancestry.meet(had, ours, self._theirs)
        after, clashes = met.merged.article, met.merged.conflicts
        came = self._theirs if unsettled.read(connection, ours.id) is not None else met.theirs
        unsettled.note(connection, ours.id, had.ours, came, clashes=bool(clashes))
        if after == ours:
            return HandedOver(ours, self._number, versions=len(self._new), clashes=clashes)
        is_theirs = after == self._theirs
        if after.custody != ours.custody:
            after = _in_hand(after, self._label.author)
        if after == self._theirs:
            self._work.checkpoint(after)
            self._stands_now()
        elif is_theirs:
            self._work.save(after, replace(self._label, name=_from(after)))
        else:
            self._work.save(after, replace(self._label, kind="save", name=_with_what(ours, after)))
        connection.execute("UPDATE article SET binned = 0 WHERE id = ?", (ours.id,))
        return HandedOver(after, self._number, versions=len(self._new), merged=not is_theirs, clashes=clashes)

    def _stands_now(self) -> None:
        """The version that came is the story as it stands: else it would be kept once more, behind what comes next."""
        row = standing.newest_row(self._work.connection, self._ours.id)[0], self._ours.id, self._number
        self._work.connection.execute("UPDATE version SET seq = ? WHERE article = ? AND number = ?", row)

    def _put(self, past: Past) -> None:
        """As the story's next version."""
        seq = standing.newest_row(self._work.connection, self._ours.id)[0]
        article = replace(past.article, id=self._ours.id)
        versions.put_past(self._work.connection, replace(past, article=article), self._next, seq)
        self._number = self._next if _same(article, self._theirs) else self._number
        self._next += 1


def _had(states: Sequence[Article], order: Sequence[int], ours: Article) -> Common | None:
    """What both had last. Where ours is the newest version here, and they have that, it was not changed since."""
    had = ancestry.common(states, order)
    is_theirs_too = len(states) - 1 in order and _same(states[-1], ours)
    return had._replace(ours=ours) if had is not None and is_theirs_too else had


def _is_known(theirs: Article, past: Sequence[Past], known: Mapping[tuple[object, ...], Past]) -> bool:
    """Whether a version here is the story as it came: the very version, not only one that says the same.

    Somebody may have gone back to what a story was. Only where it came with words that no version of it holds, a
    version that says the same will do.
    """
    if past and _bare(past[-1].article) == _bare(theirs):
        return _key(past[-1]) in known
    return any(_same(one.article, theirs) for one in known.values())


def has_all(here: Sequence[Past], there: Sequence[Past]) -> bool:
    """Whether all versions of a story that are there are here too."""
    known = {_key(one) for one in here}
    return all(_key(one) in known for one in there)


def keep_sent(keeper: Keeper, past: Past) -> int:
    """Keep the version of a story that went to another desk, just as it went; its number. The story is in their hands
    from now on, be it that it was written on meanwhile.
    """

    def kept(work: Work) -> int:
        connection, article = work.connection, past.article
        found = standing.standing(connection, article.id)
        if found is None:
            return 0
        number = max((one.number for one in versions.listed(connection, article.id)), default=0) + 1
        versions.put_past(connection, past, number, standing.newest_row(connection, article.id)[0])
        if found.article.custody != article.custody:
            work.save(replace(found.article, custody=article.custody), Label("save", "", past.author))
        return number

    return keeper.beside(kept)


def _key(past: Past) -> tuple[object, ...]:
    """What a version is known by on both sides: when and by whom it was made, and what it says."""
    return past.time, past.author, _bare(past.article)


def _same(one: Article, other: Article) -> bool:
    return _bare(one) == _bare(other)


def _bare(article: Article) -> Article:
    """The story without what is not the same on both sides: its photos' files, and what was told with them."""
    return replace(article, id="", photos=tuple(_with(photo, Photo("", "")) for photo in article.photos))


def _with(photo: Photo, file: Photo) -> Photo:
    """The photo with the file of another, and what is told with that."""
    return replace(
        photo,
        media=file.media,
        name=file.name,
        kind=file.kind,
        taken=file.taken,
        width=file.width,
        height=file.height,
        with_origin=file.with_origin,
    )


Files = Mapping[tuple[str, str], Photo]
"""Our photo for the ID of a photo and their file of it."""


def _files(pair: tuple[Article, Article]) -> Files:
    ours, theirs = pair
    found = ((ours.photo(photo.id), photo) for photo in theirs.photos)
    return {(photo.id, photo.media): mine for mine, photo in found if mine is not None}


def _with_files(article: Article, files: Files) -> Article:
    """Their story with our files where the two have the same."""
    return replace(article, photos=tuple(_with_file(photo, files) for photo in article.photos))


def _with_file(photo: Photo, files: Files) -> Photo:
    mine = files.get((photo.id, photo.media))
    return photo if mine is None else _with(photo, mine)

"""Stories that Desk exported and that come back, maybe changed on the way: known by their mark, made whole again.

Most formats cannot carry a story whole. What was changed on the way is found by exporting once more the version that
had left, and reading that too: where both readings say the same nothing was changed, however much the format left out.
What was changed is put into that version.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from desk.article.model import Article, Photo, Status
from desk.article.trouble import Trouble

if TYPE_CHECKING:
    from desk.article.past import Past
    from desk.formats import Imported
    from desk.formats.reading import Written
    from desk.library import Library
    from desk.library.twins import Twin

_LEFT = 3
"""The newest versions that left in a format, any of which may have come back as it was."""
_PAGES = ("html", "page")
_NOT_EDITED = ("related", "source", "source_id", "published", "shares")
"""What a page says of these depends on where it was to stand."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A story that was read: `came` just as it was, `article` as it is to be kept, the story here that it is.

    Of an own export that was found, `base` is the version that had left.
    """

    came: Article
    article: Article
    twin: Twin | None
    base: Article | None = None
    originals: tuple[bytes, ...] = ()
    """The files of its photos that are to be kept with it."""
    notes: tuple[str, ...] = ()
    """What is to be said of the file; nothing of what the format could not carry, where the story here has it."""


def arrived(library: Library, read: Imported) -> Arrival:
    """What a story that was read is here. One that Desk exported comes under the ID it had."""
    if read.past:
        read = _apart(library, read)
    written = read.written
    if (killed := _killed(library, read)) is not None:
        return killed
    if written is None:
        twin = library.twins.find(read.article)
        return Arrival(read.article, read.article, twin, None, tuple(read.originals.values()), read.notes)
    came = replace(read.article, id=written.id)
    twin = library.twins.find(came)
    found = _made_whole(library, came, written) if twin is not None and twin.id == written.id else None
    if twin is None or found is None:
        return Arrival(came, came, twin, None, tuple(read.originals.values()), read.notes)
    whole, base = found
    used = {photo.media for photo in whole.photos}
    kept = tuple(data for sha, data in read.originals.items() if sha in used)
    return Arrival(came, whole, replace(twin, is_same=twin.is_same or whole == base), base, kept)


def _apart(library: Library, read: Imported) -> Imported:
    """A package under the ID of a story here that it has nothing to do with is a story of its own, under an ID made of
    both, so that the next package of it finds it.
    """
    came = read.article
    try:
        here, known = library.article(came.id), library.past(came.id)
    except Trouble:
        return read
    if not _are_strangers((here, known), (came, read.past)):
        return read
    first = read.past[0]
    own = sha256(f"{came.id} {first.time.isoformat()} {first.author} {came.created.isoformat()}".encode()).hexdigest()
    article = replace(came, id=own[: len(came.id)])
    name = here.headline or "Untitled"
    said = f"It has the ID of another story here, “{name}”, with which it shares nothing: it is a story of its own."
    return replace(read, article=article, notes=(*read.notes, said))


def _are_strangers(here: tuple[Article, Sequence[Past]], there: tuple[Article, Sequence[Past]]) -> bool:
    """Whether two stories with one ID share no version, were begun at different times, and are not alike in words."""
    (ours, known), (theirs, past) = here, there
    marks = ({(one.time, one.author, one.article.body) for one in some} for some in (known, past))
    if set.intersection(*marks):
        return False
    if ours.created == theirs.created or not (ours.body.strip() and theirs.body.strip()):
        return False
    mine, other = (set(f"{one.headline} {one.body}".casefold().split()) for one in (ours, theirs))
    return ours.language != theirs.language or len(mine & other) < _ALIKE * min(len(mine), len(other))


_ALIKE = 0.4
"""The share of the shorter story's words from which two are taken for states of one."""


def _killed(library: Library, read: Imported) -> Arrival | None:
    """A kill of a story that is here: it withdraws the story and takes none of its words away; None for all else."""
    came = replace(read.article, id=read.written.id) if read.written else read.article
    if came.status is not Status.KILLED or came.body.strip() or came.photos:
        return None
    twin = library.twins.find(came)
    if twin is None:
        return None
    here = library.article(twin.id)
    why = came.kill_reason or came.editors_note.strip().removeprefix("KILL:").strip() or here.kill_reason
    whole = replace(here, status=Status.KILLED, kill_reason=why)
    return Arrival(came, whole, replace(twin, is_same=whole == here), here)


def _made_whole(library: Library, came: Article, written: Written) -> tuple[Article, Article] | None:
    """The story with what was changed on the way, and the version that had left; None where that is not to be told."""
    first: tuple[Article, Article] | None = None
    for state in _left(library, written):
        again = _read_again(library, state, written.format)
        if again is None:
            continue
        made = _put_in(state, again, came, written.format)
        if made == state:
            return state, state
        first = first or (made, state)
    return first


def _left(library: Library, written: Written) -> Iterator[Article]:
    """The versions of the story that left in this format, newest first; the story itself where none is known."""
    formats = _PAGES if written.format in _PAGES else (written.format,)
    numbers = [one.version for one in library.receipts.of(written.id) if one.format in formats]
    for number in list(dict.fromkeys(numbers))[:_LEFT]:
        try:
            yield library.version(written.id, number)
        except Trouble:  # a version that cannot be read, or is gone
            continue
    if not numbers:
        yield library.article(written.id)


def _read_again(library: Library, state: Article, format: str) -> Article | None:
    """A version as it comes back unchanged; None where it cannot be exported any more, as without its photos."""
    from desk import formats
    from desk.formats.house import SETTING, kept_house
    from desk.formats.whereabouts import link_to

    house = kept_house(library.setting(SETTING))
    options = formats.Options(
        state.created,
        house=house,
        past=library.past,
        lookup=lambda kin: link_to(library.article, kin, "", latin=house.latin_slugs),
    )
    with TemporaryDirectory(prefix="desk-", ignore_cleanup_errors=True) as folder:
        try:
            main, *_beside = formats.export(state, format, Path(folder), library, options)
            return formats.read_file(main).article
        except (Trouble, OSError):
            return None


def _put_in(state: Article, again: Article, came: Article, format: str) -> Article:
    """The version with what the story says that came, where that is not what the version says on the same way."""
    from desk.article import changes
    from desk.article.merging_articles import merge_articles, take_theirs

    again = _with_photos_of(again, _printed(state, again), keep_files=True)
    came = _with_photos_of(came, again.photos, keep_files=format not in (*_PAGES, "fragment"))
    same = {name: getattr(again, name) for name in _NOT_EDITED} if format not in ("json", "markdown") else {}
    came = replace(came, **same, lead=came.lead or again.lead, photos=_none_lost(came, again))
    started = {"id": state.id, "created": state.created, "comments": state.comments}
    merged = merge_articles(replace(again, **started), state, replace(came, **started))  # type: ignore[arg-type]
    made = merged.article
    for clash in reversed(merged.conflicts):  # the version says more there only since the format cannot
        change = take_theirs(made, clash)
        made = made if change is None else changes.apply(made, change)
    return made


def _printed(state: Article, again: Article) -> tuple[Photo, ...]:
    """The photos of a version in the order in which they came back."""
    from desk.formats.renditions import printed

    known = [state.photo(photo.id) for photo in again.photos]
    by_id = tuple(photo for photo in known if photo is not None)
    return by_id if len(by_id) == len(known) else printed(state)


def _with_photos_of(article: Article, known: tuple[Photo, ...], *, keep_files: bool) -> Article:
    """The story with its photos known by the IDs of those that they are: by their own, else in their order."""
    ids = {photo.id for photo in known}
    by_place = dict(zip((photo.id for photo in article.photos), known, strict=False))
    body, lead, photos = article.body, article.lead, list[Photo]()
    for photo in article.photos:
        mine = by_place.get(photo.id) if photo.id not in ids else None
        if mine is not None:
            body = body.replace(f"(photo:{photo.id}", f"(photo:{mine.id}")
            lead = mine.id if lead == photo.id else lead
            photo = replace(photo, id=mine.id)
        file = next((one for one in known if one.id == photo.id), None)
        photos.append(photo if keep_files or file is None else _with_file(photo, file))
    return replace(article, body=body, lead=lead, photos=tuple(photos))


def _with_file(photo: Photo, file: Photo) -> Photo:
    """The photo in the file that it came back in: a page has it in sizes of its own."""
    return replace(file, caption=photo.caption, credit=photo.credit, alt=photo.alt)


def _none_lost(came: Article, again: Article) -> tuple[Photo, ...]:
    """The photos that came, and those that stayed on the way."""
    known = {photo.id for photo in came.photos}
    return (*came.photos, *(photo for photo in again.photos if photo.id not in known))

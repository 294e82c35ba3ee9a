"""What changed from one version to the next, in a phrase: “+42 −7 words, new lead photo”."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from desk.article.model import Article

_NAMED = {
    "headline": "headline",
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
    "comments": "comments",
}
_ROOM = 4


def what_changed(before: Article | None, after: Article) -> str:
    """The phrase; empty where nothing changed."""
    if before is None:
        return "first version"
    parts = [*_words(before.body, after.body), *_status(before, after), *_photos(before, after)]
    parts += [_field(name, before, after) for name in _NAMED if getattr(before, name) != getattr(after, name)]
    rest = len(parts) - _ROOM
    return ", ".join(parts[:_ROOM]) + (f" and {rest} more" if rest > 0 else "")


def _field(name: str, before: Article, after: Article) -> str:
    change = "new" if not getattr(before, name) else "no" if not getattr(after, name) else "changed"
    return f"{change} {_NAMED[name]}" if change != "changed" else f"{_NAMED[name]} changed"


def _words(before: str, after: str) -> Iterator[str]:
    if before == after:
        return
    old, new = Counter(before.split()), Counter(after.split())
    added, removed = (new - old).total(), (old - new).total()
    counts = [f"+{added}"] * (added > 0) + [f"−{removed}"] * (removed > 0)
    yield f"{' '.join(counts)} {'word' if added + removed == 1 else 'words'}" if counts else "words moved"


def _status(before: Article, after: Article) -> Iterator[str]:
    if before.status is not after.status:
        yield f"now {after.status}"


def _photos(before: Article, after: Article) -> Iterator[str]:
    old, new = ({photo.id: photo for photo in article.photos} for article in (before, after))
    if before.lead != after.lead:
        yield "new lead photo" if after.lead else "no lead photo"
    added, removed = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    if added > (after.lead in new.keys() - old.keys()):
        yield f"+{added} {'photo' if added == 1 else 'photos'}"
    if removed:
        yield f"−{removed} {'photo' if removed == 1 else 'photos'}"
    if any(old[photo_id] != new[photo_id] for photo_id in old.keys() & new.keys()):
        yield "photo details"
    elif not added and not removed and before.photos != after.photos:
        yield "photos in another order"

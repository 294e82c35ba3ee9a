"""What two people changed differently, in words: what it is about, and each wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, cast

from desk.article.model import Article, Crop, Dateline, Related
from desk.article.rewording import hunks

if TYPE_CHECKING:
    from desk.article.merging_articles import Clash
    from desk.article.record import Value

_NAMES = {
    "body": "Text",
    "editors_note": "Editor’s note",
    "alt": "Alt text",
    "lead": "Lead photo",
    "sign_off": "Sign-off",
    "source_id": "ID at the source",
}


def named(clash: Clash) -> str:
    """What the clash is about."""
    name = _NAMES.get(clash.field, clash.field.replace("_", " ").capitalize())
    return f"A photo’s {name[0].lower()}{name[1:]}" if clash.photo else name


def listed(clashes: Sequence[Clash]) -> str:
    """What several clashes are about, amid a sentence: “text (2 places), status”."""
    counts = Counter((named(clash), clash.photo) for clash in clashes)
    parts = ((f"{name[0].lower()}{name[1:]}", count) for (name, _photo), count in counts.items())
    return ", ".join(f"{name} ({count} places)" if count > 1 else name for name, count in parts)


def shown(value: Value) -> str:
    """A field's value in words."""
    match value:
        case Dateline(place, agency, day):
            return " · ".join(part for part in (place, agency, day.isoformat() if day else "") if part)
        case datetime():
            return f"{value.astimezone():%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case tuple():
            return ", ".join(map(_part, cast(tuple[object, ...], value)))
    return "" if value is None else str(value)


def _part(one: object) -> str:
    match one:
        case Crop(shape):
            sides = (one.left, one.right, one.top, one.bottom)
            return "{}: {:.0%} to {:.0%} across, {:.0%} to {:.0%} down".format(shape, *sides)
        case Related(kind):
            return f"{kind}: {one.title or one.address or one.article}"
    return str(one)


def worded(clash: Clash, article: Article) -> tuple[str, str, str]:
    """What was, ours and theirs in words; photos are known by their captions, numbers say what they count."""
    was, ours, theirs = (_worded(clash, value, article) for value in (clash.base, clash.ours, clash.theirs))
    return was, ours, theirs


def _worded(clash: Clash, value: Value, article: Article) -> str:
    if clash.field == "lead":
        photo = article.photo(str(value))
        return (photo.caption or photo.name or "a photo") if photo else ("a photo that is gone" if value else "")
    match clash.photo and clash.field, value:
        case "media", str():
            return f"the file {value[:8]}…" if value else ""
        case "focus", (float() as across, float() as down):
            return f"{across:.0%} across, {down:.0%} down"
        case "turn", int():
            return f"{90 * value}° clockwise"
        case "tilt", float():
            return f"{value:g}°"
        case "with_origin", bool():
            return "leaves with what its file tells" if value else "leaves without what its file tells"
    return shown(value)


def not_taken(clashes: Sequence[Clash]) -> str:
    """What came and is not in the story, and what stands there: “text “Monday” (here “Friday”)”; a few of many."""
    told = [_not_taken(one) for one in clashes[:_TOLD]]
    more = len(clashes) - len(told)
    return ", ".join((*told, f"and {more} more") if more else told)


_TOLD, _WIDEST = 3, 40


def _not_taken(clash: Clash) -> str:
    name, theirs, ours = named(clash), _short(shown(clash.theirs)), _short(shown(clash.ours))
    words = f"“{theirs}”" if theirs else "nothing"
    return f"{name[0].lower()}{name[1:]} {words} (here {f'“{ours}”' if ours else 'nothing'})"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WIDEST else f"{words[:_WIDEST].rpartition(' ')[0] or words[:_WIDEST]}…"


def both(clash: Clash) -> str | None:
    """Both wordings, ours first, as one; None where they are no words of a text, or one of them is none."""
    ours, theirs = clash.ours, clash.theirs
    if clash.span is None or not isinstance(ours, str) or not isinstance(theirs, str) or not (ours and theirs):
        return None
    if "\n" in f"{ours}{theirs}":
        return f"{ours.rstrip()}\n\n{theirs.lstrip()}"
    return f"{ours.rstrip()} {theirs.lstrip()}"


def kept(was: str, *others: str) -> Iterator[tuple[str, bool]]:
    """The stretches of what was before in order, and whether it is gone from any of the others."""
    gone = [False] * len(was)
    for other in others:
        for start, end, _start, _end in hunks(was, other):
            gone[start:end] = [True] * (end - start)
    at = 0
    for is_gone, run in groupby(gone):
        size = len(list(run))
        yield was[at : at + size], is_gone
        at += size


def told_apart(one: str, other: str) -> Iterator[tuple[str, bool]]:
    """The stretches of one wording in order, and whether the other has something else, or nothing, in their place."""
    at = 0
    for start, end, _start, _end in hunks(one, other):
        yield one[at:start], False
        yield one[start:end], True
        at = end
    yield one[at:], False

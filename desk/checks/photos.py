"""Checks of a story's photos: captions, credits, alt text, size and age, and files that are not there.

`remarks` is what there is to say about one photo; the window shows it under the field concerned, in short, and
`findings` makes sentences for the whole story of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from desk.article import edits
from desk.article.changes import BodyChange, FieldChange, Group
from desk.article.framing import ASKED_WIDTH, FREE, SHAPES, framing_of
from desk.article.measure import count_words
from desk.article.model import Article, Photo
from desk.checks.finding import Finding, Fix

MOST_WORDS = 60
"""Words of a caption; a longer one belongs into the text."""
_MARK = re.compile(r"!\[[^\[\]\n]*\]\(photo:(\w*)\)")


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend about a photo. `field` is the field of the photo that it concerns (`width` for the file).

    `note` says it in short, beside the field; `message` says what to do, with `{it}` where the photo is named.
    """

    code: str
    field: str
    note: str
    message: str
    blocks: bool = False


_MISSING = (
    Remark("missing-caption", "caption", "No caption yet.", "Write a caption for {it}.", True),
    Remark(
        "missing-credit", "credit", "No credit yet: whose photo is it?", "Say in the credit whose work {it} is.", True
    ),
    Remark(
        "missing-alt",
        "alt",
        "No alt text yet: describe what is to be seen.",
        "Describe {it} in its alt text, for readers who cannot see it.",
    ),
)
MISSING = {remark.field: remark.note for remark in _MISSING}
"""What is said of a field that must not stay empty."""


def remarks(photo: Photo, today: date) -> Iterator[Remark]:
    """What there is to mend about a photo that stands in a story of `today`."""
    yield from (remark for remark in _MISSING if not str(getattr(photo, remark.field)).strip())
    yield from _alt(photo)
    yield from _caption(photo)
    yield from _size(photo)
    yield from _age(photo, today)


def day_of(article: Article, today: date) -> date:
    """The day that a story is of: its dateline's, where that is past."""
    return min(article.dateline.date or today, today)


def _alt(photo: Photo) -> Iterator[Remark]:
    alt = _plainly(photo.alt)
    if alt and alt == _plainly(photo.caption):
        yield Remark(
            "alt-is-caption",
            "alt",
            "The same as the caption: say what is to be seen.",
            "Say in the alt text of {it} what is to be seen: the caption is read out as well.",
        )
    elif alt and alt in (_plainly(photo.name), _plainly(PurePath(photo.name).stem)):
        yield Remark(
            "alt-is-name",
            "alt",
            "This is the file’s name: say what is to be seen.",
            "Describe {it} in its alt text, which only names the file.",
        )


def _plainly(text: str) -> str:
    """A text as it sounds: `DSC_3` and `dsc 3.` are read out alike."""
    return " ".join(re.split(r"[\W_]+", text.casefold())).strip()


def _caption(photo: Photo) -> Iterator[Remark]:
    count = count_words(photo.caption)
    if count > MOST_WORDS:
        yield Remark(
            "long-caption",
            "caption",
            f"More than {MOST_WORDS} words: the rest belongs into the text.",
            f"Shorten the caption of {{it}}: it has {count} words, and {MOST_WORDS} are plenty.",
        )


def _size(photo: Photo) -> Iterator[Remark]:
    """What is too narrow: the photo itself, or what a crop leaves of one that is wide enough."""
    if not photo.width:
        return
    if photo.width < ASKED_WIDTH:
        yield Remark(
            "small-photo",
            "width",
            f"Only {photo.width} pixels wide: pages ask for {ASKED_WIDTH}.",
            f"Find a larger file of {{it}}: it is {photo.width} pixels wide, and pages ask for {ASKED_WIDTH}.",
        )
        return
    for name, width in _narrow_crops(photo):
        yield Remark(
            "upscaled-crop",
            "width",
            f"The {name} leaves {width} pixels of its width: pages ask for {ASKED_WIDTH}, and would blur it.",
            f"Widen the {name} of {{it}}: it leaves {width} pixels, and pages ask for {ASKED_WIDTH}.",
        )


def _narrow_crops(photo: Photo) -> Iterator[tuple[str, int]]:
    """Crops made by hand that are too narrow, and how wide they are; what Desk cuts itself is as wide as can be."""
    framing = framing_of(photo)
    for shape in (FREE, *SHAPES):
        width = round(framing.cut(shape)[0])
        if framing.is_cut_by_hand(shape) and width < ASKED_WIDTH:
            yield ("free crop" if shape == FREE else f"{shape} crop"), width


def _age(photo: Photo, today: date) -> Iterator[Remark]:
    taken = _day(photo.taken)
    if taken is not None and taken < _year_before(today):
        yield Remark(
            "old-photo",
            "taken",
            "More than a year old: does the caption say so?",
            f"Say in the caption of {{it}} that it is from {taken}, or choose a newer one.",
        )


def _day(taken: str) -> date | None:
    """The day in what a camera wrote, which may be no day at all."""
    try:
        return date.fromisoformat(taken.strip()[:10])
    except ValueError:
        return None


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def findings(article: Article, has_media: Callable[[str], bool], today: date) -> Iterator[Finding]:
    """What there is to mend about the photos of an article."""
    shown = dict.fromkeys([article.lead, *_MARK.findall(article.body)])
    yield from _marks(article)
    yield from _lead(article)
    for number, photo in enumerate(article.photos, start=1):
        name = f"photo {number} ({photo.name})" if photo.name else f"photo {number}"
        if photo.id in shown:
            yield from _of_shown(photo, name, photo.id == article.lead, day_of(article, today))
        else:
            message = f"Put {name} into the body, make it the lead photo, or take it out of the story."
            yield Finding("unused-photo", False, f"photo:{photo.id}", message)
        if not has_media(photo.media):
            message = f"Add {name} again: its file is missing from the library."
            yield Finding("missing-file", photo.id in shown, f"photo:{photo.id}", message)


def _marks(article: Article) -> Iterator[Finding]:
    for photo_id in dict.fromkeys(_MARK.findall(article.body)):
        if article.photo(photo_id) is None:
            message = f"Take “photo:{photo_id}” out of the body, or add its photo: the story has none of that name."
            marks = edits.photo_marks(article.body, photo_id)
            steps = tuple(BodyChange(at, text, "") for at, text in reversed(marks))
            fix = Fix(f"Take “photo:{photo_id}” out", Group(steps)) if steps else None
            span = (marks[0][0], marks[0][0] + len(marks[0][1])) if marks else None
            yield Finding("unknown-photo", True, "body", message, span, fix, about=photo_id)


def _lead(article: Article) -> Iterator[Finding]:
    if article.lead_photo is None:
        message = "Choose a lead photo." if article.photos else "Add a lead photo."
        yield Finding("missing-lead", False, "lead", message, fix=_only_photo(article))


def _only_photo(article: Article) -> Fix | None:
    """Where the story has one photo and shows it nowhere, there is no choice."""
    if len(article.photos) != 1 or article.photos[0].id in _MARK.findall(article.body):
        return None
    photo = article.photos[0]
    return Fix("Make the photo the lead photo", FieldChange("lead", article.lead, photo.id), photo.id)


def _of_shown(photo: Photo, name: str, is_lead: bool, day: date) -> Iterator[Finding]:
    """What there is to mend about a photo that readers see."""
    for remark in remarks(photo, day):
        code = "small-lead" if is_lead and remark.code == "small-photo" else remark.code
        message = remark.message.replace("{it}", name)
        text = getattr(photo, remark.field)
        span, about = ((0, len(text)), text) if isinstance(text, str) and text else (None, "")
        yield Finding(code, remark.blocks, f"photo:{photo.id}", message, span, field=remark.field, about=about)

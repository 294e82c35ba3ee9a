"""A story on its way to another desk: a package with the version that says who has it now.

What is written is on the stick, or nothing is; only then the library says that the story is away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desk.article.model import Article, Custody, now
from desk.article.past import Past
from desk.article.trouble import Trouble
from desk.formats.delivery import Progress, never
from desk.library.versions import SENT

if TYPE_CHECKING:
    from desk.formats import Options
    from desk.library import Library

LONGEST_NOTE = 600
"""Characters of what is said to whoever gets a story: it is a part of the version's name."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What was sent: the package, and the version that it holds as its last."""

    path: Path
    past: Past


def send(
    library: Library,
    article: Article,
    to: str,
    note: str,
    folder: Path,
    options: Options,
    cancelled: Callable[[], bool] = never,
    progress: Progress = lambda _done, _all: None,
) -> Parcel | None:
    """Write a package for somebody into a folder that is there; None where it was cancelled.

    The library is not changed: `library.twins.hand_over` does that, with the parcel's version. Raises Trouble, one
    sentence, and leaves no half of a file.
    """
    from desk.formats import export

    if not folder.is_dir():
        raise Trouble(f"There is no folder {folder}: put the stick in, or choose another folder.")
    before = library.past(article.id)
    past = version_for(article, before, library.author, to, note)
    _check_place(folder, past.article, before, options)
    options = replace(options, past=lambda _id: [*before, past])
    try:
        written = export(past.article, "story", folder, library, options, cancelled, progress)
    except Trouble as trouble:
        raise Trouble(str(trouble).replace("Nothing was exported", "Nothing was sent", 1)) from trouble
    return Parcel(written[0], past) if written else None


def version_for(article: Article, before: Sequence[Past], author: str, to: str, note: str) -> Past:
    """The version that goes out: the story in the other's hands."""
    from desk.library.columns import words_in
    from desk.library.noting import what_changed

    moment = now().replace(microsecond=0)
    given = replace(article, custody=handed(article, to, author))
    changed = what_changed(before[-1].article if before else None, article)
    return Past(0, moment, author, SENT, named(to, note), words_in(article.body), changed, given)


def handed(article: Article, to: str, giver: str) -> Custody:
    """The story in somebody’s hands from now on: later than whatever was before, be the other’s clock ahead of ours."""
    moment, before = now().replace(microsecond=0), article.custody.time
    return Custody(to, giver, moment if before is None else max(moment, before + timedelta(seconds=1)))


def named(to: str, note: str) -> str:
    """What a version that went to somebody is called."""
    said = " ".join(note.split())[:LONGEST_NOTE]
    return f"Sent to {to}: {said}" if said else f"Sent to {to}"


def note_in(past: Past) -> str:
    """What the version says to whoever gets it; empty where it says nothing, or was not sent."""
    head = f"Sent to {past.article.custody.holder}: "
    return past.name.removeprefix(head) if past.kind == SENT and past.name.startswith(head) else ""


def _check_place(folder: Path, article: Article, here: list[Past], options: Options) -> None:
    """Raises Trouble where the folder has the story with versions that nobody has taken in here: they would be lost."""
    from desk.formats.delivery import STORY, free_name
    from desk.formats.story import versions_in
    from desk.library.handing_over import has_all

    name = f"{free_name(article, folder, latin=options.house.latin_slugs)}{STORY}"
    there = versions_in(folder / name)
    if there and not has_all(here, there):
        who = next((f" from {one.author}" for one in reversed(there) if one.author), "")
        raise Trouble(f"{name} is there already{who}, with changes that are not here: open it first, or move it away.")

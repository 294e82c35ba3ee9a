"""A story that came from another desk: what it says for itself, and what of it was taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.ui.custody import named
from desk.ui.wording import END_ISOLATE, ISOLATE

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.article.past import Past
    from desk.library import Library
    from desk.library.twins import Renewed


@dataclass(frozen=True, slots=True)
class Handed:
    """A story that came with its versions. Of one that was here, `before` is how it stood, as `since`, the number of
    a version, has it; `came` is what became of it.
    """

    id: str
    giver: str = ""
    note: str = ""
    before: Article | None = None
    came: Renewed | None = None
    since: int = 0
    to: str = ""
    """To whom it was sent, by the name that the sender knows."""

    @property
    def is_news(self) -> bool:
        """Whether anything came that was not here."""
        came = self.came
        return came is None or came.beside or bool(came.versions or came.clashes) or came.article != self.before


def new(article: Article, past: Sequence[Past], me: str) -> Handed:
    """One that the library lacked."""
    return Handed(article.id, *_said(article, past, me), to=article.custody.holder)


def merged(library: Library, article_id: str, article: Article, past: Sequence[Past]) -> Handed:
    """Take in one that is here, by this ID; what stands here is kept first. All of it, or nothing."""
    before = library.article(article_id)
    came = library.twins.renew(article_id, article, library.author, past)
    numbers = [version.number for version in library.versions(article_id)]
    since = next((number for number in numbers if library.version(article_id, number) == before), 0)
    return Handed(article_id, *_said(article, past, library.author), before, came, since, article.custody.holder)


def _said(article: Article, past: Sequence[Past], me: str) -> tuple[str, str]:
    """From whom it is, and what they say; of a package that was not sent to anybody, who wrote its last version. Of
    one’s own there is nothing to say.
    """
    from desk.sending import note_in

    last = past[-1] if past else None
    if last is not None and article.custody and last.article.custody == article.custody:
        return (article.custody.giver, note_in(last)) if article.custody.giver != me else ("", "")
    return (last.author if last is not None and last.author != me else ""), ""


def told(handed: Handed) -> str:
    """What came, in a sentence or two."""
    if handed.came is not None and not handed.is_news:
        return "Nothing in this package is new: all of it is here already."
    parts = [_taken(handed) if handed.came is not None else _given(handed)]
    if handed.note:
        parts.append(f"{_who(handed)} says: “{ISOLATE}{handed.note}{END_ISOLATE}”")
    return " ".join(part for part in parts if part)


def _who(handed: Handed) -> str:
    return named(handed.giver) if handed.giver else "the package"


def _given(handed: Handed) -> str:
    return f"{_who(handed)} gave you this story." if handed.giver else ""


def _taken(handed: Handed) -> str:
    from desk.article.clashes import listed
    from desk.article.merging_told import counted
    from desk.article.merging_told import told as phrase

    assert handed.came is not None
    assert handed.before is not None
    who, came, along = _who(handed), handed.came, counted(handed.came.versions, "version")
    if came.beside:
        return f"What came from {who} has no version in common with yours: it is version {came.version.number}."
    taken = phrase(handed.before, came.article)
    said = f"Taken in from {who}: {taken}; {along}." if taken else f"The story is as it was; {along} came from {who}."
    if came.clashes:
        said += f" You both changed {listed(came.clashes)}: yours stays until you decide."
    return said

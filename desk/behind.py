"""What the checks say of a translation whose source says something else by now, or was killed; and what of a story's
versions in other languages is still out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.article.languages import language
from desk.article.siblings import brought_in_line, fingerprint
from desk.article.status import Status
from desk.checks.finding import Finding, Fix

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.library import Library
    from desk.library.siblings import NewWording, Sibling

CODE, KILLED = "source-changed", "source-killed"
_NAMED = 3
"""Changed paragraphs that are counted up by their numbers; of more it is said how many."""


def findings(library: Library, article: Article) -> tuple[Finding, ...]:
    """That the source was killed, or changed since the story was translated, and where; nothing where it is in line."""
    from desk.library.siblings import siblings_of

    family = siblings_of(library, article)
    source = next((one.article for one in family if one.is_source), None)
    if source is not None and source.status is Status.KILLED:
        return _killed(article, source)
    return _changed(library, article, next((one for one in family if one.is_behind), None))


def _killed(article: Article, source: Article) -> tuple[Finding, ...]:
    """Nothing of a translation that is killed itself."""
    if article.status is Status.KILLED:
        return ()
    reason = " ".join(source.kill_reason.split())
    why = f": {reason.rstrip('.')}. " if reason else ". "
    message = f"The {tongue(source)} source was withdrawn{why}Kill this too, or unlink the two."
    return (Finding(KILLED, True, "related", message, about=reason),)


def _changed(library: Library, article: Article, behind: Sibling | None) -> tuple[Finding, ...]:
    from desk.library.siblings import as_it_was, changed_since

    if behind is None or behind.article is None:
        return ()
    source = behind.article
    was = as_it_was(library, source, behind.link.seen)
    where = _places(changed_since(was, source)) if was is not None else ""
    since = f"The {tongue(source)} source changed since this was translated{where}"
    message = f"{since}: bring the text in line, or say that it is."
    change = brought_in_line(article, source)
    fix = Fix("Say that it is in line", change) if change is not None else None
    return (Finding(CODE, False, "related", message, fix=fix, about=fingerprint(source)),)


def out_elsewhere(library: Library, article: Article) -> tuple[Article, ...]:
    """The story's versions in other languages that may be out: those that are ready or published."""
    from desk.library.siblings import siblings_of

    found = (one.article for one in siblings_of(library, article))
    return tuple(one for one in found if one is not None and one.status in (Status.READY, Status.PUBLISHED))


def tongue(article: Article) -> str:
    """A story's language by its English name, or its tag."""
    return language(article.language).english or article.language


def _places(changed: tuple[NewWording, ...]) -> str:
    """Where, in brackets: “ (headline, paragraphs 2 and 3)”."""
    fields = [one.place for one in changed if one.place != "body"]
    numbers = sorted({one.paragraph + 1 for one in changed if one.place == "body"})
    if len(numbers) > _NAMED:
        fields.append(f"{len(numbers)} paragraphs")
    elif numbers:
        listed = " and ".join(part for part in (", ".join(map(str, numbers[:-1])), str(numbers[-1])) if part)
        fields.append(f"paragraph {listed}" if len(numbers) == 1 else f"paragraphs {listed}")
    return f" ({', '.join(fields)})" if fields else ""

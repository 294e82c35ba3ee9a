"""What the checks say of a translation whose source says something else by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.article.languages import language
from desk.article.siblings import brought_in_line, fingerprint
from desk.checks.finding import Finding, Fix

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.library import Library
    from desk.library.siblings import NewWording

CODE = "source-changed"
_NAMED = 3
"""Changed paragraphs that are counted up by their numbers; of more it is said how many."""


def findings(library: Library, article: Article) -> tuple[Finding, ...]:
    """That the source changed since the story was translated, and where; nothing where the two are in line."""
    from desk.library.siblings import as_it_was, changed_since, siblings_of

    behind = next((one for one in siblings_of(library, article) if one.is_behind), None)
    if behind is None or behind.article is None:
        return ()
    source = behind.article
    was = as_it_was(library, source, behind.link.seen)
    where = _places(changed_since(was, source)) if was is not None else ""
    tongue = language(source.language).english or source.language
    message = (
        f"The {tongue} source changed since this was translated{where}: bring the text in line, or say that it is."
    )
    change = brought_in_line(article, source)
    fix = Fix("Say that it is in line", change) if change is not None else None
    return (Finding(CODE, False, "related", message, fix=fix, about=fingerprint(source)),)


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

"""Values out of JSON that somebody else wrote: what is not of the kind that is wanted counts as absent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

from desk.article.edits import clean_text

Item = Mapping[str, object]
_BEYOND = 2**53


def text(item: Item, name: str) -> str:
    """A property that is text, in the characters that Desk holds; empty for anything else."""
    value = item.get(name)
    return clean_text(value) if isinstance(value, str) else ""


def line(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split("\n"))


def number(item: Item, name: str) -> int:
    """A property that is a whole number of a size that is counted in; 0 for anything else."""
    value = item.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _BEYOND else 0


def objects(item: Item, name: str) -> list[Item]:
    """A property that is a list of objects, or one of named objects; what else is in it counts as absent."""
    found = item.get(name)
    if isinstance(found, dict):
        found = list(found.values())
    return [cast(Item, one) for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def named(item: Item, name: str, key: str) -> list[tuple[str, str]]:
    """The role, under `key`, and the name of each object of a list that has a name."""
    return [(text(one, key), text(one, "name")) for one in objects(item, name) if text(one, "name")]


def alt_id(item: Item, role: str) -> str:
    """The alternative ID of a role; empty where there is none."""
    return next((text(one, "value") for one in objects(item, "altIds") if text(one, "role") == role), "")


def moment(item: Item, name: str) -> datetime | None:
    """The moment that a property tells; none where it tells no moment that a calendar has."""
    try:
        found = datetime.fromisoformat(_ZONE.sub(r"\1:\2", text(item, name).strip()))
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found


_ZONE = re.compile(r"(?<=:\d\d)([+-]\d\d)(\d\d)\Z")
_ASIDE = frozenset(
    (
        *("kicker", "search", "push", "social"),
        *("correction", "withdrawal", "alt", "sign-off", "creditline", "credit", "editorialnote"),
    )
)
"""Roles of words that are something else than what they stand among."""


def pick(item: Item, name: str, *roles: str, strict: bool = False) -> str:
    """The plain words of the first of some roles among headlines, descriptions or bodies.

    Where none has such a role, and it need not be `strict`, the first that is not something else.
    """
    listed = objects(item, name)
    found = [one for role in roles for one in listed if text(one, "role").lower() == role]
    others = [] if strict else [one for one in listed if text(one, "role").lower() not in _ASIDE]
    chosen = next((one for one in (*found, *others) if text(one, "value")), None)
    return plain_words(text(chosen, "value"), text(chosen, "contentType")) if chosen else ""


def is_html(content: str) -> bool:
    """Whether a content type, as any version of ninjs writes it, means HTML."""
    return "html" in content.lower()


_END_OF_BLOCK = re.compile(r"</(?:p|div|li|h[1-6])\s*>|<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)


def plain_words(value: str, content: str) -> str:
    """Words without the HTML that they may be written in, paragraphs apart."""
    if not is_html(content):
        return value
    from desk.formats.elements import text_of, tree_of
    from desk.formats.plain import without_tricks

    parts = (" ".join(text_of(tree_of(part)).split()) for part in _END_OF_BLOCK.split(without_tricks(value)))
    return "\n\n".join(part for part in parts if part)

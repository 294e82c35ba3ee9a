"""What a search field offers while one types: the fields of a query, and their known values. Without a widget."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from desk.article.scripts import normalised
from desk.article.trouble import Trouble
from desk.library.queries import FIELDS, ME, values_of

MOST = 20
"""Values of a field that are offered at once."""
HINTS = {
    "by": "byline, photographer, me",
    "edited": "who saved it, me",
    "section": "as it is filed",
    "status": "draft, in edit, ready …",
    "lang": "en, ckb, ar …",
    "slug": "address or slugline",
    "keyword": "as it is tagged",
    "has": "photo, embargo, comment …",
    "no": "photo, caption, credit …",
    "is": "exported, changed since",
    "after": "changed since a day",
    "before": "changed before a day",
}
_LAST = re.compile(
    r'(?:^|(?<=\s))[-−]?(?:(?P<field>[^\W\d_]+):(?:["“](?P<quoted>[^"“”]*)|(?P<value>[^\s"“”]*))|(?P<word>[^\W\d_]{2,}))$'
)


class Offer(NamedTuple):
    """A line that is offered: its words, what is said beside them, the whole text once it is taken, and whether it is a
    value that was begun.
    """

    words: str
    hint: str
    text: str
    begun: bool = False


def offers(text: str, known: Callable[[str, str], list[str]]) -> list[Offer]:
    """What goes on from the end of `text`. `known` tells a field's values that begin like this."""
    last = _LAST.search(text)
    if last is None:
        return []
    if last["word"]:
        begun = normalised(last["word"])
        start = text[: last.start("word")]
        return [Offer(f"{name}:", HINTS[name], f"{start}{name}:") for name in FIELDS if name.startswith(begun)]
    quoted = last["quoted"] is not None
    typed = last["quoted"] if quoted else last["value"]
    start = text[: last.start("quoted") - 1 if quoted else last.start("value")]
    found = _values(normalised(last["field"]), typed, known)
    return [Offer(value, "", f"{start}{_written(value)} ", bool(typed)) for value in found if value != typed or quoted]


def known_in(completions: Callable[[str, str], list[str]]) -> Callable[[str, str], list[str]]:
    """The values of fields in a library that completes like this; none where it cannot tell."""
    sources = {"by": ("byline", "photographer"), "section": ("section",), "keyword": ("keywords",)}

    def known(field: str, begun: str) -> list[str]:
        from desk.article.languages import LANGUAGES

        if field == "lang":
            return [one.tag for one in LANGUAGES if one.tag.startswith(begun.lower())]
        try:
            found = [value for name in sources.get(field, ()) for value in completions(name, begun)]
        except Trouble:
            return []
        me = [ME] if field in ("by", "edited") and ME.startswith(begun.lower()) else []
        return [*me, *dict.fromkeys(found)][:MOST]

    return known


def _values(field: str, typed: str, known: Callable[[str, str], list[str]]) -> list[str]:
    begun = normalised(typed.strip())
    fixed = [value for value in values_of(field) if normalised(value).startswith(begun)]
    return fixed or (known(field, typed) if field in FIELDS else [])


def _written(value: str) -> str:
    return value if re.fullmatch(r"[\w-]+", value) else f'"{value}"'

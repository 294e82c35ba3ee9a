"""How this newsroom publishes: in which theme, its photos in which sizes, how fine, and how credits are written.

A house is kept in the library as JSON, so that the window and the command line publish alike. A pattern such as
`({credit} photo)` sets a credit in one language; it never says twice what a credit says by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desk.article.languages import language
from desk.article.trouble import Trouble
from desk.article.wire import bare_credit, names_photo
from desk.formats.templates import PLAIN, is_theme_name

SETTING = "house"
"""What the library calls it among its settings."""
CREDIT = "{credit}"
"""What stands for the credit in a pattern."""
USUAL_PATTERN = f"({CREDIT})"
NARROWEST, WIDEST, MOST_WIDTHS = 100, 10_000, 12
_LONGEST_PATTERN = 120
_BRACKETS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class House:
    """The widths of renditions in pixels, their quality from 1 to 100, and patterns of credits by language tag.

    `theme` is the name of the theme that pages are set in, one of Desk's or of the newsroom's own. `latin_slugs` says
    that addresses and the names of exports are in Latin letters, whatever script the slug is in.
    """

    widths: tuple[int, ...] = (480, 800, 1200, 1600, 2400)
    jpeg_quality: int = 82
    webp_quality: int = 80
    credits: Mapping[str, str] = field(default_factory=dict, hash=False)
    theme: str = PLAIN
    latin_slugs: bool = False

    def pattern(self, language_tag: str) -> str:
        """How credits are written in a language."""
        return self.credits.get(language(language_tag).tag, USUAL_PATTERN)


USUAL = House()
"""How photos are published where nobody has said otherwise."""


def to_json(house: House) -> str:
    """The house as the library keeps it."""
    told = {
        "widths": house.widths,
        "jpeg_quality": house.jpeg_quality,
        "webp_quality": house.webp_quality,
        "credits": dict(house.credits),
        "theme": house.theme,
        "latin_slugs": house.latin_slugs,
    }
    return json.dumps(told, ensure_ascii=False)


def from_json(text: str) -> House:
    """The house that `to_json` wrote; what it does not tell is as usual. Raises Trouble for what makes no sense."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    widths, credits = (told.get("widths"), told.get("credits")) if isinstance(told, dict) else (0, 0)
    if not isinstance(widths, list | None) or not isinstance(credits, dict | None):
        raise Trouble("The settings for photos cannot be read: set them again in Settings.")
    return House(
        USUAL.widths if widths is None else _checked_widths(widths),
        checked_quality("JPEG", told.get("jpeg_quality", USUAL.jpeg_quality)),
        checked_quality("WebP", told.get("webp_quality", USUAL.webp_quality)),
        _checked_credits(credits or {}),
        _checked_theme(told.get("theme", PLAIN)),
        told.get("latin_slugs") is True,
    )


def kept_house(text: str | None) -> House:
    """The house that a library keeps, the usual one where it keeps none."""
    return USUAL if text is None else from_json(text)


def checked(house: House) -> House:
    """The house with its widths in order, each once. Raises Trouble with a sentence on what makes no sense."""
    return from_json(to_json(house))


def read_widths(line: str) -> tuple[int, ...]:
    """The widths in a line such as “480, 800, 1200”, in digits of any script. Raises Trouble where it is none."""
    found = [word for word in re.split(r"[\s,،;؛]+", line) if word]
    for word in found:
        if not word.isdecimal():
            raise Trouble(f"“{word}” is no width: write numbers of pixels with commas between, as in 480, 800, 1200.")
    return _checked_widths(int(word[:9]) for word in found)


def show_widths(widths: Iterable[int]) -> str:
    """The line that `read_widths` reads."""
    return ", ".join(map(str, widths))


def read_quality(kind: str, text: str) -> int:
    """The quality that was typed, in digits of any script. Raises Trouble where it is none."""
    word = text.strip()
    return checked_quality(kind, int(word[:9]) if word.isdecimal() else f"“{word}”")


def checked_quality(kind: str, quality: object) -> int:
    """The quality itself. Raises Trouble unless it can be that of a rendition."""
    if isinstance(quality, bool) or not isinstance(quality, int) or not 1 <= quality <= 100:
        raise Trouble(f"The quality of {kind} files goes from 1 to 100, not {quality}.")
    return quality


def checked_pattern(pattern: object) -> str:
    """A pattern of credits without blanks around it. Raises Trouble where it has no one place for the credit."""
    text = pattern.strip() if isinstance(pattern, str) else ""
    if text.count(CREDIT) != 1 or re.search(r"[{}]", text.replace(CREDIT, "")):
        raise Trouble(f"A pattern has {CREDIT} once, and no other braces: ({CREDIT} photo).")
    if len(text.splitlines()) > 1 or len(text) > _LONGEST_PATTERN:
        raise Trouble(f"A pattern of credits is one line of at most {_LONGEST_PATTERN} characters: shorten it.")
    return text


def credit_line(credit: str, language_tag: str, house: House) -> str:
    """A credit as it is printed: `Reuters` and `Reuters photo` are both `(Reuters photo)` by `({credit} photo)`.

    One that is in brackets or fits the pattern already stays as it is; empty for an empty credit.
    """
    text = " ".join(credit.split())
    before, _, after = house.pattern(language_tag).partition(CREDIT)
    if not text or _is_in_brackets(text) or _fits(text, before, after):
        return text
    if not names_photo(f"{before} {after}"):
        return f"{before}{text}{after}"
    bare = bare_credit(text)
    if not names_photo(bare):
        return f"{before}{bare}{after}"
    opening = before[:1] if before[:1] in _BRACKETS else ""
    return f"{opening}{text}{_BRACKETS.get(opening, '')}"


def _fits(text: str, before: str, after: str) -> bool:
    said, start, end = text.casefold(), before.casefold(), after.casefold()
    return said.startswith(start) and said.endswith(end) and len(said) > len(start) + len(end)


def _is_in_brackets(text: str) -> bool:
    """Whether one pair of brackets goes around all of the text."""
    closing = _BRACKETS.get(text[0])
    if closing is None or text[-1] != closing:
        return False
    depth = 0
    for place, mark in enumerate(text):
        depth += (mark == text[0]) - (mark == closing)
        if depth == 0:
            return place == len(text) - 1
    return False


def _checked_widths(widths: Iterable[object]) -> tuple[int, ...]:
    found: set[int] = set()
    for width in widths:
        if isinstance(width, bool) or not isinstance(width, int) or not NARROWEST <= width <= WIDEST:
            raise Trouble(f"A photo can be {NARROWEST} to {WIDEST:,} pixels wide, not {width}: give another width.")
        found.add(width)
    if not 1 <= len(found) <= MOST_WIDTHS:
        raise Trouble(f"Give one to {MOST_WIDTHS} widths for photos, such as {show_widths(USUAL.widths)}.")
    return tuple(sorted(found))


def _checked_credits(credits: Mapping[object, object]) -> dict[str, str]:
    return {_primary(tag): checked_pattern(pattern) for tag, pattern in credits.items()}


def _checked_theme(theme: object) -> str:
    if not isinstance(theme, str) or not is_theme_name(theme):
        raise Trouble(f"“{theme}” is no name of a theme: choose another in Settings.")
    return theme


def _primary(tag: object) -> str:
    if not isinstance(tag, str) or not tag.strip():
        raise Trouble("A pattern of credits belongs to a language: give its tag, such as en or ckb.")
    return language(tag.strip()).tag

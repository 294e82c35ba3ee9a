"""Checks of headlines: one that is short enough for every slot in which readers meet it.

A slot shows the headline made for it, and the story's own where it has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.article.measure import count_letters
from desk.article.model import Article
from desk.checks.finding import Finding
from desk.checks.widths import width_of

LONGEST = 110
"""Letters; longer headlines are cut wherever a link to them is shown."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a headline is shown: so many characters, in type of `size` pixels on `width` pixels of room."""

    name: str
    where: str
    characters: int
    size: int
    width: int


SLOTS = (
    Slot("site", "on the site’s own pages", 65, 24, 800),
    Slot("search", "in search results", 60, 20, 600),
    Slot("push", "on a phone’s lock screen", 40, 16, 330),
    Slot("social", "in social media", 90, 16, 740),
)
"""Search engines cut at 600 pixels of 20-pixel type; the other widths are what as many usual letters take."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a headline fits a slot: its characters as they are seen, and its pixels in the slot's type."""

    slot: Slot
    headline: str
    characters: int
    pixels: int

    @property
    def fits(self) -> bool:
        return self.characters <= self.slot.characters and self.pixels <= self.slot.width


def fits(headline: str, own: Mapping[str, str] | None = None) -> tuple[Fit, ...]:
    """How the headline fits each slot. `own` holds the headlines made for some of them, by the slot's name."""
    return tuple(_fit(slot, (own or {}).get(slot.name, "").strip() or headline) for slot in SLOTS)


def _fit(slot: Slot, headline: str) -> Fit:
    return Fit(slot, headline, count_letters(headline), width_of(headline, slot.size))


def findings(article: Article, own: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """Slots that would cut the headline, and a headline that is too long for all of them."""
    letters = count_letters(article.headline)
    if letters > LONGEST:
        message = f"Shorten the headline: it has {letters} characters, and links show about {LONGEST}."
        span = (0, len(article.headline))
        yield Finding("long-headline", False, "headline", message, span, about=article.headline)
    for fit in fits(article.headline, own):
        if not fit.fits:
            shown = (0, len(article.headline)) if fit.headline == article.headline else None
            yield Finding(_code(fit.slot, own), False, "headline", _told(fit, own), shown, about=fit.headline)


def _code(slot: Slot, own: Mapping[str, str] | None) -> str:
    missing = own is not None and not own.get(slot.name, "").strip()
    return f"{'missing' if missing else 'long'}-{slot.name}-headline"


def _told(fit: Fit, own: Mapping[str, str] | None) -> str:
    slot = fit.slot
    if fit.characters > slot.characters:
        size = f"this one has {fit.characters} characters, and {slot.characters} are shown {slot.where}"
    else:
        size = f"this one is {fit.pixels} pixels wide, and {slot.width} are shown {slot.where}"
    if own is not None and not own.get(slot.name, "").strip():
        return f"Write a shorter headline for {slot.name}: {size}."
    return f"Shorten the headline for {slot.name}: {size}."

"""Checks of headlines: one that is short enough for every slot in which readers meet it.

A slot shows the headline made for it, and the story's own where it has none; the site's own pages have the story's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk.article.measure import count_letters
from desk.article.model import Article
from desk.checks.finding import Finding
from desk.checks.widths import width_of

LONGEST = 110
"""Letters; longer headlines are cut wherever a link to them is shown."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where a headline is shown: so many characters, in type of `size` pixels on `width` pixels of room.

    `field` is the article's field that has the headline made for it.
    """

    name: str
    field: str
    where: str
    characters: int
    size: int
    width: int


SLOTS = (
    Slot("site", "headline", "on the site’s own pages", 65, 24, 800),
    Slot("search", "search_headline", "in search results", 60, 20, 600),
    Slot("push", "push_headline", "on a phone’s lock screen", 40, 16, 330),
    Slot("social", "social_headline", "in social media", 90, 16, 740),
)
"""Search engines cut at 600 pixels of 20-pixel type; the other widths are what as many usual letters take."""
SLOT_OF = {slot.field: slot for slot in SLOTS}
_MORE = "…"


@dataclass(frozen=True, slots=True)
class Fit:
    """How a headline fits a slot: its characters as they are seen, and its pixels in the slot's type.

    `is_own` says whether it was made for the slot.
    """

    slot: Slot
    headline: str
    characters: int
    pixels: int
    is_own: bool = True

    @property
    def fits(self) -> bool:
        return self.characters <= self.slot.characters and self.pixels <= self.slot.width

    @property
    def shown(self) -> str:
        """What the slot shows of it: all, or as many whole words as have room before “…”."""
        return self.headline if self.fits else _cut(self.slot, self.headline)


def fits(article: Article) -> tuple[Fit, ...]:
    """How each slot's headline fits it."""
    return tuple(fit(slot, article) for slot in SLOTS)


def fit(slot: Slot, article: Article) -> Fit:
    """How one slot's headline fits it."""
    own = str(getattr(article, slot.field)).strip()
    is_own = bool(own) or slot.field == "headline"
    headline = own if is_own else article.headline.strip()
    return Fit(slot, headline, count_letters(headline), width_of(headline, slot.size), is_own)


def _cut(slot: Slot, headline: str) -> str:
    """The headline as it is cut, between words where there is a place, else within one."""
    low, high = 0, len(headline)
    while low < high:
        middle = (low + high + 1) // 2
        tried = headline[:middle].rstrip() + _MORE
        has_room = count_letters(tried) <= slot.characters and width_of(tried, slot.size) <= slot.width
        low, high = (middle, high) if has_room else (low, middle - 1)
    kept = headline[:low]
    if headline[low : low + 1].strip():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" ,;:،؛-–—") + _MORE


def findings(article: Article) -> Iterator[Finding]:
    """Slots that would cut their headline, and a headline that is too long for all of them."""
    if not article.headline.strip():
        return
    letters = count_letters(article.headline)
    if letters > LONGEST:
        message = f"Shorten the headline: it has {letters} characters, and links show about {LONGEST}."
        span = (0, len(article.headline))
        yield Finding("long-headline", False, "headline", message, span, about=article.headline)
    for one in fits(article):
        if not one.fits and not (one.slot.field == "headline" and letters > LONGEST):
            yield _too_long(article, one)


def _too_long(article: Article, fit: Fit) -> Finding:
    slot = fit.slot
    if fit.characters > slot.characters:
        size = f"has {fit.characters} characters, and {slot.characters} are shown {slot.where}"
    else:
        size = f"is {fit.pixels} pixels wide, and {slot.width} are shown {slot.where}"
    if not fit.is_own:
        message = f"Write a shorter headline for {slot.name}: the story’s {size}."
        return Finding(f"missing-{slot.name}-headline", False, slot.field, message, about=fit.headline)
    span = (0, len(str(getattr(article, slot.field))))
    message = f"Shorten the headline for {slot.name}: this one {size}."
    return Finding(f"long-{slot.name}-headline", False, slot.field, message, span, about=fit.headline)

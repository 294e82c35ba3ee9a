"""Checks of long texts: what they read of a text grows with it, not with its square."""

from __future__ import annotations

from dataclasses import replace

from desk.checks import numerals, quotes
from desk.checks.prose import prose_of
from tests.builders import an_article


class Watched(str):
    """A text that counts how many characters of it were taken."""

    taken = 0

    def __getitem__(self, key: object) -> str:
        part = super().__getitem__(key)  # type: ignore[index]
        Watched.taken += len(part)
        return part


def taken(paragraphs: int) -> int:
    """How many characters are taken of a text of so many paragraphs, by what looks behind each number and quote."""
    body = "\n\n".join(f"They paid {n} per cent for “water”." for n in range(100, 100 + paragraphs))
    prose = next(one for one in prose_of(an_article(body=body)) if one.place == "body")
    watched = replace(prose, words=Watched(prose.words))
    Watched.taken = 0
    assert len(numerals.numbers_in(watched)) == paragraphs
    assert list(quotes.unpaired(watched, "en")) == []
    return Watched.taken


def test_a_text_ten_times_as_long_is_ten_times_the_work() -> None:
    assert taken(900) <= 11 * taken(90)

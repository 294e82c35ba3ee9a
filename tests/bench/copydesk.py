"""What the copy desk waits for: a story compared with an earlier state of it, checked, and its spelling looked at.

    python -m tests.bench.copydesk [--json] [WORD…]

Stories of 1,000, 3,000 and 10,000 words with an edit for every 20 words, made in four turns, three of them versions.
With words given, only what has one of them in its name is measured. A new measure is an entry of `MEASURES`: it makes
the story ready and returns the work that is timed.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from itertools import islice
from pathlib import Path

from desk.article.changes import BodyChange
from desk.article.compare import compare
from desk.article.languages import language
from desk.article.model import Article, Comment
from desk.article.past import Past
from desk.article.review import Hand, Lineage, Review
from desk.article.session import Session
from desk.checks import check, style
from desk.checks.style_reading import read_book
from desk.formats import read_file
from desk.paths import resources
from tests.bench.figures import Figures, median, p95, pair, row
from tests.bench.spelling import MEASURES as SPELLING
from tests.bench.stories import news_story

ROUNDS = 15
SIZES = (1_000, 3_000, 10_000)
_TURNS = 4
Work = Callable[[], object]
WIDTHS = (52, 18, 12)


@dataclass(frozen=True, slots=True)
class Case:
    """A story in its states, the first as filed, the last as it stands; those between are versions."""

    states: tuple[Article, ...]

    @property
    def filed(self) -> Article:
        return self.states[0]

    @property
    def stands(self) -> Article:
        return self.states[-1]

    @property
    def versions(self) -> tuple[Past, ...]:
        moment = datetime(2026, 3, 3, tzinfo=UTC)
        return tuple(
            Past(number, moment, ("Sam", "Dana")[number % 2], "save", "", 0, "", article)
            for number, article in enumerate(self.states[1:-1], 1)
        )


@cache
def case(words: int, *, in_one: bool = False) -> Case:
    """A story of so many words, edited at a twentieth as many places; `in_one` paragraph."""
    rnd = random.Random(words)
    body = _of(words)
    states = [" ".join(body.split()) if in_one else body]
    for _ in range(_TURNS):
        states.append(_edited(states[-1], words // 20 // _TURNS, rnd))
    return Case(tuple(Article(id="a1", headline="Ministers meet over dam", body=state) for state in states))


def _of(words: int) -> str:
    """The beginning of a story, so many words of it."""
    body = news_story(words * 8)
    spaces = (at for at, sign in enumerate(body) if sign == " ")
    return body[: next(islice(spaces, words - 1, None))]


def _edited(body: str, count: int, rnd: random.Random) -> str:
    """The text with words put in, taken out and put for others at so many places."""
    words = body.split(" ")
    for at in sorted(rnd.sample(range(len(words)), count), reverse=True):
        kind = rnd.random()
        if kind < 0.4:
            words[at] = f"{rnd.choice(('basin', 'river', 'valley'))}{rnd.randrange(1000)}{words[at][-1:]}"
        elif kind < 0.7:
            words.insert(at, f"late{rnd.randrange(1000)}")
        elif "\n" not in words[at]:
            del words[at]
    return " ".join(words)


def _compare(words: int, *, in_one: bool = False) -> Work:
    story = case(words, in_one=in_one)
    return lambda: compare(story.filed.body, story.stands.body)


def _compare_odd(before: str, after: str) -> Work:
    """Texts that no one writes, and that must not take long all the same."""
    return lambda: compare(before, after)


_ODD = 50_000
ODD: dict[str, Callable[[], Work]] = {
    "compare 50,000 equal words, one changed": lambda: _compare_odd(
        "word " * _ODD, "word " * (_ODD // 2) + "other " + "word " * (_ODD // 2 - 1)
    ),
    "compare 50,000 equal words, every hundredth changed": lambda: _compare_odd(
        "word " * _ODD, "".join("word " if number % 100 else "other " for number in range(_ODD))
    ),
    "compare 50,000 words, all changed": lambda: _compare_odd(
        " ".join(map(str, range(_ODD))), " ".join(map(str, range(_ODD, 2 * _ODD)))
    ),
}


def _review(words: int) -> Work:
    story = case(words)
    versions, me = story.versions, Hand("Shilan")
    return lambda: Review(story.filed, story.stands, Lineage(story.filed, versions), me)


def _review_again(words: int) -> Work:
    story = case(words)
    lineage, me = Lineage(story.filed, story.versions), Hand("Shilan")
    return lambda: Review(story.filed, story.stands, lineage, me)


def _revert(words: int) -> Work:
    story = case(words)
    review = Review(story.filed, story.stands)
    return lambda: review.revert(review.edits)


def _checks(words: int, tag: str) -> Work:
    """All checks of a story that has what readers see, house style among them, as the window makes them."""
    article = _story(words, tag)
    rules = read_book(Path("none of one’s own"))
    return lambda: check(article, rules=rules)


def _style(words: int, tag: str) -> Work:
    """The rules of house style of a language."""
    article = _story(words, tag)
    return lambda: style.findings(article)


def _story(words: int, tag: str) -> Article:
    """The sample stories in a language, as often as makes so many words."""
    samples = [read_file(file).article for file in sorted((resources() / "samples").glob("*.md"))]
    text = "\n\n".join(sample.body for sample in samples if sample.language == tag)
    body = "\n\n".join([text] * (words // len(text.split()) + 1))
    spaces = (found.start() for found in re.finditer(r"\s+", body))
    first = next(sample for sample in samples if sample.language == tag)
    return replace(first, body=body[: next(islice(spaces, words - 1, None))], photos=(), lead="")


def _key_amid_comments(words: int, count: int, *, deleting: bool = False) -> Work:
    """A key at the beginning of a story with so many comments behind it; `deleting`, at the end of commented words."""
    body, moment = _of(words), datetime(2026, 3, 3, tzinfo=UTC)
    places = range(10, len(body) - 20, (len(body) - 30) // count)
    notes = tuple(Comment(f"c{at}", "Dana", moment, "Sure?", at, at + 12, body[at : at + 12]) for at in places)
    session = Session(Article(id="a1", body=body, comments=notes))

    def key() -> None:
        first = session.article.comments[0]
        if deleting and first.end > first.start:
            session.apply(BodyChange(first.end - 1, session.article.body[first.end - 1], ""))
        else:
            session.apply(BodyChange(0, "", "x"))

    return key


MEASURES: dict[str, Callable[[], Work]] = {
    **{f"compare {words:,} words, {words // 20} edits": partial(_compare, words) for words in SIZES},
    "compare 3,000 words in one paragraph, 150 edits": partial(_compare, 3_000, in_one=True),
    **{f"review {words:,} words, 3 versions between": partial(_review, words) for words in SIZES},
    "review 3,000 words again, after a key": partial(_review_again, 3_000),
    "revert all 150 edits of 3,000 words": partial(_revert, 3_000),
    **ODD,
    "key amid 1,000 comments": partial(_key_amid_comments, 10_000, 1_000),
    "Backspace in commented words amid 1,000": partial(_key_amid_comments, 10_000, 1_000, deleting=True),
    **SPELLING,  # what of it is felt in the window is measured by `tests.bench.spelling`
    **{
        f"checks {words:,} words, {language(tag).english}": partial(_checks, words, tag)
        for tag in ("en", "ckb", "ar")
        for words in (1_000, 10_000)
    },
    **{
        f"house style {words:,} words, {language(tag).english}": partial(_style, words, tag)
        for tag in ("en", "ckb", "ar")
        for words in (1_000, 10_000)
    },
}
"""What is measured, by its name: makes all ready and returns the work to time."""
GOALS = {
    "compare 3,000 words, 150 edits": 20.0,
    "review 3,000 words, 3 versions between": 40.0,
    "checks 10,000 words, English": 300.0,
    "house style 10,000 words, English": 300.0,
}
"""Milliseconds that the median should not exceed."""


def costs(work: Work, rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of each round, the first two not counted."""
    found = []
    for _ in range(rounds + 2):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found[2:]


def measured(wanted: list[str]) -> dict[str, list[float]]:
    """The costs of what is wanted, or of all, by its name."""
    names = [name for name in MEASURES if not wanted or any(word in name for word in wanted)]
    return {name: costs(MEASURES[name]()) for name in names}


def figures(found: dict[str, list[float]]) -> Figures:
    """Medians and 95th percentiles, by the name."""
    return {
        f"{name} {kind} ms": figure(values)
        for name, values in found.items()
        for kind, figure in (("median", median), ("p95", p95))
    }


def table(found: dict[str, list[float]]) -> str:
    """The costs beside their goals."""
    lines = [row("ms", "median / p95", "goal", widths=WIDTHS)]
    lines += [
        row(name, pair(values), f"≤ {GOALS[name]:g}" if name in GOALS else "", widths=WIDTHS)
        for name, values in found.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    result = measured([word for word in sys.argv[1:] if word != "--json"])
    print(json.dumps(figures(result)) if "--json" in sys.argv else table(result))

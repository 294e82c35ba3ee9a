"""Side by side: each paragraph faces what it became, nothing of either text is lost, every change is marked."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.model import Article
from desk.article.review import Review
from desk.article.review_sides import Mark, Stretch
from tests.builders import ENGLISH, an_article, bodies

TALKS = "The talks go on. No date was set for the next round."
RIVER = "Farmers along the river have waited for rain since early autumn."
SIGNS = {Mark.GONE: "-", Mark.NEW: "+", Mark.MOVED_ON: "<", Mark.MOVED_HERE: ">"}


def shown(side: Iterable[Stretch]) -> str:
    return "".join(one.text if one.mark is Mark.SAME else f"[{SIGNS[one.mark]}{one.text}]" for one in side)


def facing(before: str, after: str) -> list[tuple[str, str]]:
    rows = Review(an_article(body=before), an_article(body=after)).rows()
    return [(shown(row.before), shown(row.after)) for row in rows]


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        (f"{ENGLISH}\n\n{TALKS}", f"{ENGLISH}\n\n{TALKS}", [(ENGLISH, ENGLISH), (TALKS, TALKS)]),
        (
            f"{ENGLISH}\n\n{TALKS}",
            f"{ENGLISH}\n\n{TALKS.replace('No', 'Not one')}",
            [(ENGLISH, ENGLISH), (TALKS.replace("No", "[-No]"), TALKS.replace("No", "[+Not one]"))],
        ),
        (
            TALKS,
            f"Now {TALKS[0].lower()}{TALKS[1:]}\n\n{ENGLISH}",
            [(f"[-The]{TALKS[3:]}", f"[+Now the]{TALKS[3:]}"), ("", f"[+{ENGLISH}]")],
        ),
        (f"{ENGLISH}\n\n{TALKS}", TALKS, [(f"[-{ENGLISH}]", ""), (TALKS, TALKS)]),
        (ENGLISH, TALKS, [(f"[-{ENGLISH[:-1]}].", f"[+{TALKS[:-1]}].")]),
        (
            TALKS,
            TALKS.replace(". No", ".\n\nNo"),
            [(TALKS.replace(". No", ".[- ]No"), TALKS.replace(". No", ".[+\n\n]No"))],
        ),
        (
            f"{ENGLISH}\n\n{TALKS}\n\n{RIVER}",
            f"{TALKS}\n\n{RIVER}\n\n{ENGLISH.replace('Tuesday', 'Monday')}",
            [
                (f"[<{ENGLISH}]", ""),
                (TALKS, TALKS),
                (RIVER, RIVER),
                ("", "[>{}][+Monday][>{}]".format(*ENGLISH.split("Tuesday"))),
            ],
        ),
        ("", "", []),
    ],
)
def test_paragraphs_face_what_they_became(before: str, after: str, rows: list[tuple[str, str]]) -> None:
    assert facing(before, after) == rows


FEW = st.sampled_from([ENGLISH, TALKS, RIVER, TALKS.replace("set", "named"), f"{TALKS} {ENGLISH}", "- a b\n- c d", "x"])
BODIES = st.lists(FEW, max_size=6).map("\n\n".join) | bodies()


def squeezed(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


@settings(deadline=None)
@given(BODIES, BODIES)
def test_nothing_of_either_text_is_lost(before: str, after: str) -> None:
    rows = Review(Article(id="a", body=before), Article(id="a", body=after)).rows()
    assert squeezed(one.text for row in rows for one in row.before) == squeezed(before)
    assert squeezed(one.text for row in rows for one in row.after) == squeezed(after)
    both = [one for row in rows for one in row.both]
    assert squeezed(one.text for one in both if one.mark not in (Mark.GONE, Mark.MOVED_ON)) == squeezed(after)
    assert all((one.edit is None) is (one.mark is Mark.SAME) for one in both)
    assert any(row.is_changed for row in rows) or squeezed(before) == squeezed(after)


def test_a_headline_is_a_row() -> None:
    [row] = Review(an_article(headline="Dam talks"), an_article(headline="Dam talks end")).rows("headline")
    assert (shown(row.before), shown(row.after), shown(row.both)) == (
        "Dam talks",
        "Dam talks[+ end]",
        "Dam talks[+ end]",
    )
    [row] = Review(an_article(headline="Dam"), an_article(headline="Dam")).rows("headline")
    assert not row.is_changed

"""Changes in plain lines: both texts can be had from them, only lines that changed are told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.wordwise import changed_lines, worded

TALKS = "The talks go on. No date was set for the next round."
ERBIL = "Water ministers of the two countries met in Erbil on Tuesday, officials said."


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("The talks began.\n\nThey go on.", "The talks ended.\n\nThey go on.", ["The talks [-began-]{+ended+}."]),
        ("One.", "One.\n\nTwo.\nThree.", ["{+Two.+}", "{+Three.+}"]),
        ("One.\n\nTwo.", "One.", ["[-Two.-]"]),
        ("same", "same", []),
        (f"{TALKS}\n\n{ERBIL}\n\nEnd of it.", f"{ERBIL}\n\nEnd of it.\n\n{TALKS}", [f"[<{TALKS}<]", f"{{>{TALKS}>}}"]),
    ],
)
def test_only_lines_that_changed_are_told(before: str, after: str, lines: list[str]) -> None:
    assert list(changed_lines(before, after)) == lines


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(*(st.lists(st.sampled_from([TALKS, ERBIL, "One.", "Two words", "\n"]), max_size=5).map("\n".join),) * 2)
def test_both_texts_can_be_had_from_the_one(before: str, after: str) -> None:
    both = worded(before, after)
    new = re.sub(r"\[-.*?-\]|\[<.*?<\]", "", both)
    assert squeezed(re.sub(r"\{\+|\+\}|\{>|>\}", "", new)) == squeezed(after)
    assert all(line in both for line in changed_lines(before, after))

"""Which signs make pairs, and of which it is not known what the renderer makes of them."""

from __future__ import annotations

import pytest

from desk.article.emphasis import is_sure, paired, runs_in


def pairs_of(text: str) -> tuple[list[str], bool]:
    """What stands between the signs of each pair, outermost first; whether that is beyond doubt."""
    runs = runs_in([(sign, n, sign in "*_") for n, sign in enumerate(text)])
    pairs = paired(runs)
    return [text[opened + size : closed] for opened, closed, size in pairs], is_sure(runs, pairs)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("*a* b", ["a"]),
        ("**a** *b*", ["a", "b"]),
        ("***a***", ["**a**", "a"]),
        ("***a* b**", ["*a* b", "a"]),
        ("*a **b***", ["a **b**", "b"]),
        ("**a***b*", ["a", "b"]),
        ("_a_b c_", ["a_b c"]),
        ("a_b_c", []),
        ("2 * 3 * 4", []),
        ("a**b**c", ["b"]),
        ("*note **b**", ["b"]),
        ("f***ing", []),
    ],
)
def test_what_is_sure(text: str, inside: list[str]) -> None:
    assert pairs_of(text) == (inside, True)


@pytest.mark.parametrize(
    "text", ["a*b**", "*a**b*c", "**a*b**", "****a****", "*a *b* c*", "*a* f***g *b*c", "_*a* b_c *d*"]
)
def test_what_is_not(text: str) -> None:
    assert not pairs_of(text)[1]

"""Figures and tables of the benches; the best of what other editors reach beside them.

The others were measured on Debian 12, 2 cores, software rendering, Xvfb 1600×1000, openbox, 2026-11-23; 24 keys at
the end of the text. Absolute times hold for that machine only.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

Figures = dict[str, float]
"""What was measured, by its name."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Milliseconds, median / p95, of the quickest of ghostwriter, ReText and Apostrophe: editors with a preview."""

    glyph: str
    preview: str


PEERS = {
    "6 KB": Peers("ReText 4 / 6", "ghostw. 65 / 96"),
    "100 KB": Peers("–", "ghostw. 86 / 115"),
    "1 MB": Peers("ReText 5 / 8", "ghostw. 304 / 358"),
}
PEERS_GROWTH = "ReText web 2.5"
PEERS_NOTE = "peers: ghostwriter 2.1.6, ReText 8.0; Debian 12, 2 cores, software rendering, 2026-11-23, at the end"

OPENING_PEERS = {"6 KB": "ghostw. 800", "100 KB": "ghostw. 940", "1 MB": "ReText 2830"}
"""Milliseconds from launch to the page settled, of the quickest of those with a preview."""
OPENING_PEERS_NOTE = "peers: ghostwriter 2.1.6, ReText 8.0; Debian 12, 2 cores, software rendering, 2026-11-23"
MEMORY_PEERS = {"6 KB": "ReText 179, ghostw. 284", "1 MB": "ReText 239, ghostw. 426"}
"""MB, PSS of all processes."""


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay below or reach, between neighbours in proportion."""
    return values[0] if len(values) == 1 else statistics.quantiles(values, n=20, method="inclusive")[-1]


def pair(values: Sequence[float]) -> str:
    """Median and p95 as a table shows them."""
    return f"{median(values):.1f} / {p95(values):.1f}"


def row(first: str, *others: str, widths: Sequence[int]) -> str:
    """Cells in columns: the first from the left, the others from the right."""
    cells = [f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=False)]
    return f"{first:<{widths[0]}}{''.join(cells)}".rstrip()

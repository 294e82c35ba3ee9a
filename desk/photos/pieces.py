"""Long metadata gone through in pieces: the interpreter changes threads between two of them and not within a search,
so that the window goes on while a worker reads what a program wrote megabytes of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

PIECE = 128 * 1024
"""Bytes gone through at a time: about a millisecond's work."""
OVERLAP = 1024
"""Bytes that a searched piece has of the next one: what is searched for is shorter, in every encoding."""


def pieces(data: bytes, overlap: int = 0) -> Iterator[bytes]:
    """The data cut up, each piece with so many bytes of the next one."""
    for at in range(0, len(data), PIECE):
        yield data[at : at + PIECE + overlap]


def first_match(pattern: re.Pattern[bytes], data: bytes) -> re.Match[bytes] | None:
    """The first place of a pattern that matches no more than a thousand bytes."""
    return next((found for piece in pieces(data, OVERLAP) if (found := pattern.search(piece))), None)

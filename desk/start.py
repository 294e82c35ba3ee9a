"""How the window is to open; known before Qt is, so that a wrong call is answered where there is no display."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Start(NamedTuple):
    """How the window was asked to open: which library, which story, files to take in, the sample stories.

    No dataclass, as what else the first paint waits for is none: making them takes a thirtieth of the start.
    """

    library: str | None = None
    story: str = ""
    files: tuple[Path, ...] = ()
    samples: bool = False

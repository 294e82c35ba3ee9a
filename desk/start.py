"""How the window is to open; known before Qt is, so that a wrong call is answered where there is no display."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Start:
    """How the window was asked to open: which library, which story, files to take in, the sample stories."""

    library: str | None = None
    story: str = ""
    files: tuple[Path, ...] = ()
    samples: bool = False

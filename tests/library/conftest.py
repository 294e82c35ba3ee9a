"""A library in a folder of its own for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk.library import Library


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """Opens libraries (the same one again and again, where no other folder is named) and closes them after the test."""
    libraries: list[Library] = []

    def open_it(folder: str = "library", author: str = "Shilan") -> Library:
        libraries.append(Library.open(tmp_path / folder, author))
        return libraries[-1]

    yield open_it
    for library in libraries:
        library.close()


@pytest.fixture
def library(opened: Callable[..., Library]) -> Library:
    """An empty library."""
    return opened()

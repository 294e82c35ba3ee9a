"""The library that the library's bench measures: built once by the bulk door, and kept in a cache for the next run.

One for each schema, release of this recipe and number of stories. What a run saves into it stays.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import platformdirs

from desk.article.model import Article
from desk.library import Library
from desk.library.schema import CURRENT
from tests.bench.archive import Archive, edited

RECIPE = 1
"""Raised with every change of what is built."""
BATCH = 1000
"""Stories taken in at once."""
REVISED = 10
"""Of so many stories one is revised, `REVISIONS` times."""
REVISIONS = 3
MANY = 1000
"""Versions of the story `LONG_HISTORY`."""
LONG_HISTORY = "many-versions"
ORIGINALS = 24
AUTHOR = "Dana Salih"
_RATE = "built.json"


def kept(stories: int) -> tuple[Path, float]:
    """The folder of the library of so many stories, built where it is not there; stories taken in a second."""
    folder = Path(platformdirs.user_cache_dir("desk-bench", appauthor=False))
    place = folder / f"library-{CURRENT}-{RECIPE}-{stories}"
    if not (place / _RATE).exists():
        shutil.rmtree(place, ignore_errors=True)
        rate = build(place, stories)
        (place / _RATE).write_text(json.dumps({"stories a second": rate}))
    return place, float(json.loads((place / _RATE).read_text())["stories a second"])


def build(place: Path, stories: int) -> float:
    """Build it; stories taken in a second."""
    with closing(Library.open(place, AUTHOR)) as library:
        archive, spent = Archive(stories, originals(library)), 0.0
        for done, batch in enumerate(_batches(archive), 1):
            spent += _taken_in(library, batch)
            for times in range(1, REVISIONS):
                library.add_all([edited(story, times) for story in batch[::REVISED]], "save")
            if sys.stderr.isatty():
                print(f"\r{done * BATCH:,} of {stories:,} stories", end="", file=sys.stderr, flush=True)
        _revise(library, archive.story(0))
        _spread_days(library)
    return stories / spent


def _batches(archive: Archive) -> Iterator[list[Article]]:
    """The stories, a batch made up by a process of its own while the one before is taken in."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        firsts = range(0, archive.stories, BATCH)
        coming = pool.submit(_batch, archive, 0)
        for first in firsts:
            batch, coming = coming.result(), pool.submit(_batch, archive, first + BATCH)
            yield batch


def _batch(archive: Archive, first: int) -> list[Article]:
    return [archive.story(number) for number in range(first, min(first + BATCH, archive.stories))]


def _taken_in(library: Library, batch: list[Article]) -> float:
    """Seconds that the bulk door takes for a batch."""
    begin = time.perf_counter()
    library.add_all(batch)
    return time.perf_counter() - begin


def originals(library: Library) -> tuple[str, ...]:
    """Some small photographs in the library."""
    from io import BytesIO

    from PIL import Image

    def made() -> Iterator[bytes]:
        for number in range(ORIGINALS):
            data = BytesIO()
            Image.new("RGB", (300, 200), (10 * number, 255 - 10 * number, 128)).save(data, "JPEG")
            yield data.getvalue()

    return tuple(library.add_media(data) for data in made())


def _revise(library: Library, story: Article) -> None:
    """A story with a long history."""
    from dataclasses import replace

    story = replace(story, id=LONG_HISTORY)
    for times in range(0, MANY, 50):
        steps = []
        for step in range(50):
            story = edited(story, times + step)
            steps.append(story)
        library.add_all(steps, "save")


def _spread_days(library: Library) -> None:
    """Stories were changed last soon after they were begun, not all of them today."""
    with library.database.writing() as connection:
        connection.execute("UPDATE article SET modified = created + 3600 + turn % 7200")

"""A library of 100,000 stories: how long it takes to find, open, save, scroll, start and take in.

    python -m tests.bench.library [--json] [--stories 100000] [--starts 5] [--parts search work shelf start]

The library is built once by the bulk door, in some minutes, and kept in the user's cache folder (see `kept_library`).
Searching, opening and saving are measured through `desk.library`; keys and scrolling in the shelf itself, without a
screen; starts, as in `opening`, in the real window on a screen of its own, on this library and an empty one by turns.
A save is held against the disk's own fsync, measured between the saves on the same disk.
Starts need Xvfb: apt-get install xvfb openbox
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from desk.library import Library
from tests.bench.archive import Archive, edited, vocabulary
from tests.bench.figures import Figures, median, p95, pair, row
from tests.bench.kept_library import AUTHOR, BATCH, LONG_HISTORY, kept, originals
from tests.bench.program import DESK, ROOT
from tests.bench.screen import Screen, run_or_say_why

HITS = 50
"""How many hits a search is asked for first."""
TIMES = 40
"""Queries of a kind, stories opened, stories saved."""
FAR = 1_000_000
"""Stories from which on the second goal of a search counts."""
SEARCH_GOAL, FAR_SEARCH_GOAL = 16, 50
OPEN_GOAL, VERSIONS_GOAL = 30, 50
SAVE_ABOVE = 5
"""Milliseconds that a save may take beyond two fsyncs."""
START_GOAL = 1.2
IMPORT_GOAL = 1000
MEMORY_GOAL = 16
"""MB by which the shelf may grow while it is scrolled from top to bottom."""
PARTS = ("search", "work", "shelf", "start")
WIDTHS = (34, 20, 22)
Series = dict[str, list[float]]
"""Milliseconds, by what they are of."""


@dataclass(slots=True)
class Found:
    """All that was measured of a library of so many stories."""

    stories: int
    searches: Series = field(default_factory=dict)
    work: Series = field(default_factory=dict)
    shelf: Series = field(default_factory=dict)
    memory: tuple[float, float] = (0, 0)
    starts: Series = field(default_factory=dict)
    rates: Figures = field(default_factory=dict)


def measured(stories: int, starts: int, parts: tuple[str, ...]) -> Found:
    """Everything that is asked for."""
    place, rate = kept(stories)
    found = Found(stories, rates={"import, the whole library": rate})
    with closing(Library.open(place, AUTHOR)) as library:
        if "search" in parts:
            found.searches = searches(library)
        if "work" in parts:
            found.work = work(library)
    if "work" in parts:
        found.rates["import, an empty library"] = import_rate(place.parent)
    if "shelf" in parts:
        found.shelf, found.memory = shelf(place)
    if "start" in parts:
        found.starts = started(place, starts)
    return found


# searching


def queries() -> dict[str, list[str]]:
    """Kinds of queries: the same words in every run, by how frequent they are."""
    rnd, kinds = random.Random(1), {}
    ranks = {"common word": (0, 60), "rare word": (20_000, 40_000)}
    for kind, (first, last) in ranks.items():
        kinds[kind] = [vocabulary(rnd.choice(("en", "ckb", "ar")))[rnd.randrange(first, last)] for _ in range(TIMES)]
    words = [vocabulary(rnd.choice(("en", "ckb", "ar")))[rnd.randrange(0, 5000)] for _ in range(TIMES)]
    kinds["prefix"] = [word[: rnd.randint(1, 3)] for word in words]
    kinds["two words, common"] = [" ".join(_of_one(rnd, 100)) for _ in range(TIMES)]
    kinds["two words, one rare"] = [f"{_of_one(rnd, 100)[0]} {_of_one(rnd, 20_000)[1]}" for _ in range(TIMES)]
    kinds["without a common word"] = [f"-{word} {other}" for word, other in (_of_one(rnd, 60) for _ in range(TIMES))]
    kinds["field by:"] = ["by:dana", "by:شیلان", "by:novak", "by:الجبوري"] * (TIMES // 4)
    kinds["field status: and a word"] = [f"status:{s} {_of_one(rnd, 60)[0]}" for s in ("draft", "ready") * (TIMES // 2)]
    kinds["field has:photo"] = ["has:photo", "has:photo no:embargo", "no:photo", "-has:photo"] * (TIMES // 4)
    kinds["field after:"] = [f"after:2025-{month:02} before:2025-{month + 1:02}" for month in range(1, 11)] * 4
    return kinds


def _of_one(rnd: random.Random, below: int) -> tuple[str, str]:
    """Two words of one language, among the most frequent ones."""
    words = vocabulary(rnd.choice(("en", "ckb", "ar")))
    return words[rnd.randrange(below)], words[rnd.randrange(below)]


def searches(library: Library) -> Series:
    """Milliseconds to the first hits, by the kind of query; each kind's first query is asked twice and counts once."""
    found: Series = {}
    for kind, asked in queries().items():
        library.find(asked[0], limit=HITS)
        found[kind] = [timed(lambda query=query: library.find(query, limit=HITS)) for query in asked]
    for kind in ("common word", "two words, common"):
        best = [timed(lambda query=query: library.find(query, sort="best", limit=HITS)) for query in queries()[kind]]
        found[f"best match, {kind}"] = best
    found["no query, newest"] = [timed(lambda: library.find(limit=HITS)) for _ in range(TIMES)]
    found["sections"] = [timed(library.sections) for _ in range(TIMES)]
    return found


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


# opening and saving


def work(library: Library) -> Series:
    """Milliseconds to open stories, to save them beside the disk's own fsync, and to list a long history."""
    rows = library.find(sort="headline", limit=100 * TIMES)
    ids = [row.id for row in random.Random(2).sample(rows, min(TIMES, len(rows)))]
    found: Series = {"open": [], "save": [], "fsync": []}
    for number, story in enumerate(ids):
        found["open"].append(timed(lambda story=story: library.load(story)))
        found["fsync"].append(timed(lambda: _write_through(library.folder / "bench.tmp")))
        other = edited(library.article(story), number)
        found["save"].append(timed(lambda other=other: library.save(other)))
    found["list of 1,000 versions"] = [timed(lambda: library.versions(LONG_HISTORY)) for _ in range(TIMES)]
    (library.folder / "bench.tmp").unlink()
    return found


def _write_through(file: Path) -> None:
    """A small write as SQLite does it: a page behind the end, and fsync."""
    with file.open("ab") as stream:
        stream.write(bytes(4096))
        stream.flush()
        os.fsync(stream.fileno())


def import_rate(disk: Path) -> float:
    """Stories a second that the bulk door takes into an empty library."""
    with tempfile.TemporaryDirectory(dir=disk) as place, closing(Library.open(Path(place) / "library")) as library:
        archive = Archive(3 * BATCH, originals(library))
        batches = [[archive.story(first + number) for number in range(BATCH)] for first in range(0, 3 * BATCH, BATCH)]
        return 3 * BATCH / sum(timed(lambda batch=batch: library.add_all(batch)) / 1000 for batch in batches)


# the shelf and the window


def shelf(place: Path) -> tuple[Series, tuple[float, float]]:
    """Milliseconds of keys and of scrolling in the shelf; MB before and after the scrolling."""
    words = [vocabulary("en")[8], vocabulary("ckb")[20], vocabulary("en")[30_000], vocabulary("ar")[15]]
    command = [sys.executable, "-m", "tests.bench.measured_shelf", str(place), *words]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    answer = json.loads(said.splitlines()[-1])
    found = {"key → hits on the shelf": answer["keys"], "200 rows scrolled": answer["steps"]}
    return found, (answer["before"], answer["after"])


def started(place: Path, times: int) -> Series:
    """Milliseconds from the program's start to a window that takes keys, on this library and on an empty one."""
    from tests.bench.opening import started as start

    found: Series = {}
    with Screen() as screen, tempfile.TemporaryDirectory(prefix="desk-bench-") as home:
        empty = Path(home) / "empty"
        for number in range(times + 1):
            for name, library in (("empty library", empty), ("this library", place)):
                reached = start(screen, Path(home), DESK, "--library", str(library))
                for part in ("usable", "shelf shown"):
                    if number and part in reached:  # the first start compiles
                        found.setdefault(f"start, {name}, {part}", []).append(reached[part])
    return found


# what is printed


def as_figures(found: Found) -> Figures:
    """Every figure by its name."""
    result: Figures = {f"{name} stories/s": rate for name, rate in found.rates.items()}
    for series in (found.searches, found.work, found.shelf, found.starts):
        for name, values in series.items():
            result[f"{name} median ms"], result[f"{name} p95 ms"] = median(values), p95(values)
    if found.shelf:
        result["shelf at the top MB"], result["shelf at the bottom MB"] = found.memory
    for part in ("usable", "shelf shown"):
        ours, empty = (found.starts.get(f"start, {name} library, {part}") for name in ("this", "empty"))
        if ours and empty:
            result[f"start ratio, {part}"] = median(ours) / median(empty)
    return result


def table(found: Found) -> str:
    """What was measured, beside the goals."""
    return "\n".join(
        row(*cells, widths=WIDTHS)
        for cells in (
            (f"{found.stories:,} stories; ms", "median / p95", "goal"),
            *_search_lines(found),
            *_work_lines(found.work),
            *((name, pair(values), "") for name, values in (*found.shelf.items(), *found.starts.items())),
            *_whole_lines(found),
        )
    )


def _search_lines(found: Found) -> Iterator[tuple[str, ...]]:
    goal = FAR_SEARCH_GOAL if found.stories >= FAR else SEARCH_GOAL
    for name, values in found.searches.items():
        yield name, pair(values), f"p95 ≤ {goal}"


def _work_lines(work: Series) -> Iterator[tuple[str, ...]]:
    for name, values in work.items():
        disk = work["fsync"]
        goals = {
            "open": f"≤ {OPEN_GOAL}",
            "save": f"≤ {2 * median(disk) + SAVE_ABOVE:.1f} / {2 * p95(disk) + SAVE_ABOVE:.1f}",
            "list of 1,000 versions": f"≤ {VERSIONS_GOAL}",
        }
        yield name, pair(values), goals.get(name, "")


def _whole_lines(found: Found) -> Iterator[tuple[str, ...]]:
    result = as_figures(found)
    for name, value in result.items():
        if name.startswith("start ratio"):
            yield name, f"{value:.2f}", f"≤ {START_GOAL}"
        elif name.endswith("stories/s"):
            yield name, f"{value:.0f}", f"≥ {IMPORT_GOAL}"
    if found.shelf:
        top, bottom = found.memory
        yield "shelf, MB at the top → bottom", f"{top:.0f} → {bottom:.0f}", f"+{MEMORY_GOAL} at most"


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench.library", description=__doc__.splitlines()[0])
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--stories", type=int, default=100_000)
    asked.add_argument("--starts", type=int, default=5, help="starts on each library")
    asked.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options = asked.parse_args()
    found = measured(options.stories, options.starts, tuple(options.parts))
    print(json.dumps(as_figures(found), ensure_ascii=False) if options.json else table(found))


if __name__ == "__main__":
    run_or_say_why(main)

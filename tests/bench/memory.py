"""What Desk takes of the machine's memory, beside a bare PySide6 window with a text box and an empty web view.

    python -m tests.bench.memory [--json] [--times 3]

Proportional set size (PSS) of all processes of a program, some seconds after its page has settled: what several
processes share counts for each in part, so that the sum is what the machine would have again. Other programs that run
meanwhile and share Qt's libraries make every sum smaller. Each story was opened once before. Linux only.
Needs Xvfb: apt-get install xvfb openbox
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import MEMORY_PEERS, Figures, median, row
from tests.bench.program import BARE, desk, make_library, running
from tests.bench.screen import Screen, Unmeasurable, run_or_say_why
from tests.bench.stories import Filed, news_story
from tests.bench.typing import size_name

SIZES = {6: 60, 1000: 90}
"""KB of the stories, and the MB that Desk may take above the bare window with each; 6 KB are 1,000 words."""
REST = 4.0
"""Seconds that a program is left alone before it is measured."""
BARE_NAME = "bare PySide6, web view"
WIDTHS = (26, 10, 12, 10, 28)


def processes(root: int) -> list[int]:
    """A process and all that it began, and they began."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended
        children.setdefault(parent, []).append(int(status.parent.name))
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def proportional(process: int) -> float:
    """MB of one process; nothing of one that has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def taken(root: int) -> tuple[float, float]:
    """MB of all processes of a program, and of the first alone, once it has been left alone for a while."""
    time.sleep(REST)
    each = [proportional(process) for process in processes(root)]
    return sum(each), each[0]


def measured(times: int) -> Iterator[tuple[str, float, float]]:
    """Every program's name, and its MB: all processes, the first alone; by turns."""
    os.environ["QT_QUICK_BACKEND"] = "software"
    stories = [Filed(f"Story of {size} KB", "en", news_story(size * 1000)) for size in SIZES]
    with Screen() as screen, tempfile.TemporaryDirectory(prefix="desk-bench-") as place:
        folder = Path(place)
        ids = make_library(screen, folder, stories)
        for story in stories:
            with desk(screen, folder, "--open", ids[story.headline]) as program:
                program.wait_until_settled()
        for _ in range(times):
            with running(screen, folder, BARE, "--web") as program:
                yield BARE_NAME, *taken(program.process.pid)
            for size, story in zip(SIZES, stories, strict=True):
                with desk(screen, folder, "--open", ids[story.headline]) as program:
                    program.wait_until_settled()
                    yield f"Desk, {size_name(size)}", *taken(program.process.pid)


def as_figures(rounds: list[tuple[str, float, float]]) -> Figures:
    """Every figure by its name: medians."""
    result: Figures = {}
    for name in dict.fromkeys(name for name, _all, _first in rounds):
        result[f"{name} MB"] = median([whole for which, whole, _first in rounds if which == name])
        result[f"{name} first process MB"] = median([first for which, _all, first in rounds if which == name])
    for size in SIZES:
        result[f"above, {size_name(size)} MB"] = result[f"Desk, {size_name(size)} MB"] - result[f"{BARE_NAME} MB"]
    return result


def table(result: Figures) -> str:
    """What was measured, beside the goals and the best of the others."""
    lines = [row("MB, PSS", "all", "above bare", "goal", "peers, all", widths=WIDTHS)]
    lines.append(row(BARE_NAME, f"{result[f'{BARE_NAME} MB']:.0f}", widths=WIDTHS))
    for size, goal in SIZES.items():
        name = size_name(size)
        whole, above = result[f"Desk, {name} MB"], result[f"above, {name} MB"]
        lines.append(
            row(f"Desk, {name}", f"{whole:.0f}", f"{above:.0f}", f"≤ {goal}", MEMORY_PEERS[name], widths=WIDTHS)
        )
    return "\n".join(lines)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench.memory", description=__doc__.splitlines()[0])
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--times", type=int, default=3)
    options = asked.parse_args()
    if not sys.platform.startswith("linux"):
        raise Unmeasurable("This bench reads memory from /proc, which only Linux has.")
    result = as_figures(list(measured(options.times)))
    print(json.dumps(result, ensure_ascii=False) if options.json else table(result))


if __name__ == "__main__":
    run_or_say_why(main)

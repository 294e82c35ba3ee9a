"""From a click on a story to its page, and from the program's start to a window that takes keys.

    python -m tests.bench.opening [--json] [--sizes 6 100 1000] [--times 5] [--starts 9]

Starts Desk on a screen of its own, clicks on stories in the shelf to and fro, and watches the preview's pixels until
they stay as they are. Then starts Desk and a bare PySide6 window with one text box by turns, hitting a key all the
while: a window is there when it has been painted and the key is heard. `--sizes` are KB.
Needs Xvfb: apt-get install xvfb openbox
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.figures import OPENING_PEERS, OPENING_PEERS_NOTE, Figures, median, row
from tests.bench.framebuffer import Box, Watch
from tests.bench.program import BARE, DESK, Program, desk, make_library, running, wait_until_still
from tests.bench.screen import LOOK_EVERY, Screen, Unmeasurable, run_or_say_why, wait_until
from tests.bench.stories import Filed, news_story
from tests.bench.typing import size_name

PARTS = ("loaded", "editor shown", "page made", "page loaded", "page settled", "settled")
"""What is reached one after the other after a click; `settled` is the last change of a pixel in the preview."""
START_PARTS = ("painted", "key heard", "editor shown", "page settled")
GOALS = {"6 KB": 150, "100 KB": 0, "1 MB": 1000}
"""Milliseconds from the click; 0 for no goal."""
LAUNCH_GOALS = {"6 KB": 900, "100 KB": 1000, "1 MB": 1500}
START_GOAL = 1.3
HARMLESS = "Shift_L"
"""A key that changes no text and that no field takes for itself."""
HIT_EVERY = 0.004
"""Seconds between two hits of it."""
STILL = 0.6
"""Seconds without a change after which the page counts as settled."""
WIDTHS = (24, 15, 15, 15, 15, 15, 10, 10)
Stamps = dict[str, float]
"""Milliseconds from a beginning to what was reached."""
Rounds = dict[str, dict[str, list[float]]]
"""Milliseconds of every round, by the story's size or the program, and by what was reached."""


@dataclass(slots=True)
class Found:
    """All rounds: clicks and launches by the story's size, starts by program."""

    clicks: Rounds = field(default_factory=dict)
    launches: Rounds = field(default_factory=dict)
    starts: Rounds = field(default_factory=dict)


OTHER = Filed("Another story", "en", news_story(2000))
"""What is open before the first story is clicked on."""


def stories_of(sizes: list[int]) -> dict[str, Filed]:
    """A story of every size, no two alike."""
    return {size_name(size): Filed(f"Story of {size} KB", "en", news_story(size * 1000, seed=size)) for size in sizes}


def measured(sizes: list[int], times: int, starts: int) -> Found:
    """Everything, in three rounds: clicks, launches with a story, starts beside the bare window."""
    found, stories = Found(), stories_of(sizes)
    with Screen() as screen, tempfile.TemporaryDirectory(prefix="desk-bench-") as place:
        folder = Path(place)
        ids = make_library(screen, folder, [*stories.values(), OTHER])
        _write_bytecode(screen, folder)
        with desk(screen, folder, "--open", ids[OTHER.headline]) as program:
            program.wait_until_settled()
            preview = program.box("preview")
            found.clicks = _clicks(screen, program, stories, times)
        for _ in range(times):
            for name, story in stories.items():
                stamps = _launched(screen, folder, preview, ids[story.headline])
                _add(found.launches, name, stamps)
        _leave_open(screen, folder, ids[stories[size_name(sizes[0])].headline])
        found.starts = _starts(screen, folder, starts)
    return found


def _write_bytecode(screen: Screen, folder: Path) -> None:
    """A first start of each program, not counted: Python keeps what it compiled for the next one."""
    with desk(screen, folder):
        time.sleep(4)
    with running(screen, folder, BARE):
        time.sleep(1)


def _add(found: Rounds, name: str, stamps: Stamps) -> None:
    for part, value in stamps.items():
        found.setdefault(name, {}).setdefault(part, []).append(value)


# clicks


def _clicks(screen: Screen, program: Program, stories: dict[str, Filed], times: int) -> Rounds:
    """Click on the stories by turns."""
    found: Rounds = {}
    for _ in range(times):
        for name, story in stories.items():
            _add(found, name, _clicked(screen, program, story.headline))
        _clicked(screen, program, OTHER.headline)
    return found


def _clicked(screen: Screen, program: Program, headline: str) -> Stamps:
    line, page = program.box(f"row {headline}"), program.box("preview")
    program.stamps()
    clicked = screen.hands.click(*line.centre)
    stamps = _until_settled(program, clicked)
    stamps["settled"] = (wait_until_still(screen, page, STILL) - clicked) * 1000
    return stamps


def _until_settled(program: Program, begin: float) -> Stamps:
    """Wait until the page of the story shown last is settled; when each part was reached: the page's parts last."""
    reached: Stamps = {}

    def look() -> bool:
        for name, moment in program.stamps():
            if name not in ("loaded", "editor shown") or name not in reached:
                reached[name] = (moment - begin) * 1000
        return reached.get("page settled", 0) > reached.get("page loaded", float("inf"))

    if not wait_until(look, 60, 0.02):
        raise Unmeasurable("A story’s page was not settled in a minute.")
    return reached


# launches and starts


def _launched(screen: Screen, folder: Path, preview: Box, story_id: str) -> Stamps:
    with desk(screen, folder, "--open", story_id) as program:
        time.sleep(0.5)  # asked earlier it would be slower
        stamps = _until_settled(program, program.started)
        stamps["settled"] = (wait_until_still(screen, preview, STILL) - program.started) * 1000
    return stamps


def _leave_open(screen: Screen, folder: Path, story_id: str) -> None:
    """Have a story open when Desk ends, so that the next start shows it."""
    with desk(screen, folder, "--open", story_id) as program:
        program.wait_until_settled()


def _starts(screen: Screen, folder: Path, times: int) -> Rounds:
    """Start both programs by turns, so that whatever else the machine does falls on both."""
    found: Rounds = {}
    for _ in range(times):
        for name, module in (("Desk", DESK), ("bare", BARE)):
            _add(found, name, started(screen, folder, module))
    return found


def started(screen: Screen, folder: Path, module: str, *words: str) -> Stamps:
    """Start a program, hitting a key until it must have heard it."""
    code = screen.hands.code(HARMLESS)
    watch = Watch(screen.frame, _middle(screen))
    painted, end, due = 0.0, 30.0, 0.0
    with running(screen, folder, module, *words) as program:
        while (now := time.monotonic() - program.started) < end:
            if now > due:
                screen.hands.press(code)
                due = now + HIT_EVERY
            if not painted and watch.changed() is not None:
                painted, end = now, now + 0.4
            time.sleep(LOOK_EVERY)
        time.sleep(2.0 if module == DESK else 0.0)
        reached = {"painted": painted * 1000}
        for name, moment in program.stamps():
            reached.setdefault(name, (moment - program.started) * 1000)
    if not painted or "key heard" not in reached:
        raise Unmeasurable("A window was not there, or heard no key, in half a minute.")
    reached["usable"] = max(reached["painted"], reached["key heard"])
    return reached


def _middle(screen: Screen) -> Box:
    x, y = screen.frame.box.centre
    return Box(x - 100, y - 100, x + 100, y + 100)


# what is printed


def as_figures(found: Found) -> Figures:
    """Every figure by its name: medians."""
    result: Figures = {}
    for what, rounds in (("click", found.clicks), ("launch", found.launches), ("start", found.starts)):
        for name, parts in rounds.items():
            for part, values in parts.items():
                result[f"{what} {name} {part} ms"] = median(values)
    if found.starts:
        result["start ratio"] = result["start Desk usable ms"] / result["start bare usable ms"]
    return result


def table(found: Found) -> str:
    """What was measured, beside the goals and the best of the others."""
    return "\n".join(
        [*_opening_lines("click →", found.clicks, GOALS), "", *_launch_lines(found), "", *_start_lines(found)]
    )


def _opening_lines(title: str, rounds: Rounds, goals: dict[str, int]) -> Iterator[str]:
    yield row(f"ms, {title}", *PARTS, "goal", widths=WIDTHS)
    for name, parts in rounds.items():
        yield row(name, *_cells(parts, PARTS), f"{goals.get(name) or '–'}", widths=WIDTHS)


def _launch_lines(found: Found) -> Iterator[str]:
    yield from _opening_lines("launch with a story →", found.launches, LAUNCH_GOALS)
    for name, peer in OPENING_PEERS.items():
        if name in found.launches:
            yield row(f"peers {name}", *([""] * (len(PARTS) - 1)), peer, widths=WIDTHS)
    yield OPENING_PEERS_NOTE


def _start_lines(found: Found) -> Iterator[str]:
    yield row("ms, start →", *START_PARTS, "usable", widths=WIDTHS)
    for name, parts in found.starts.items():
        yield row(name, *_cells(parts, (*START_PARTS, "usable")), widths=WIDTHS)
    ratio = as_figures(found)["start ratio"]
    yield row("Desk : bare", *([""] * len(START_PARTS)), f"{ratio:.2f}", f"≤ {START_GOAL}", widths=WIDTHS)


def _cells(parts: dict[str, list[float]], names: tuple[str, ...]) -> list[str]:
    return [f"{median(parts[name]):.0f}" if name in parts else "–" for name in names]


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench.opening", description=__doc__.splitlines()[0])
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--sizes", type=int, nargs="+", default=[6, 100, 1000], help="KB")
    asked.add_argument("--times", type=int, default=5, help="clicks and launches of each story")
    asked.add_argument("--starts", type=int, default=9, help="starts of each program")
    options = asked.parse_args()
    found = measured(options.sizes, options.times, options.starts)
    print(json.dumps(as_figures(found), ensure_ascii=False) if options.json else table(found))


if __name__ == "__main__":
    run_or_say_why(main)

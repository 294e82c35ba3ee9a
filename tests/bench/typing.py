"""From a key to its glyph in the editor and to the preview's pixels, at every length and place, in the real window.

    python -m tests.bench.typing [--json] [--sizes 6 100 1000] [--keys 24] [--parts]

Starts Desk on a screen of its own, sends real key events and watches the frame buffer: the caret's line in the
editor, the same paragraph in the preview. `--sizes` are KB; `--parts` prints where the time goes.
Needs Xvfb: apt-get install xvfb openbox
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import figures
from tests.bench.figures import Figures, median, p95, pair, row
from tests.bench.framebuffer import Box, Watch
from tests.bench.program import Program, desk, make_library, wait_until_still
from tests.bench.screen import LOOK_EVERY, Screen, Unmeasurable, run_or_say_why
from tests.bench.stories import Filed, ends_of_paragraphs, news_story

PLACES = {"end": 1.0, "middle": 0.5, "start": 0.0}
"""From the end backwards, so that what is typed at one place moves none that are still to come."""
LETTERS = "aseridlokuhn"
PAUSE = (0.060, 0.140)
"""Seconds between two keys, irregular so that they beat with no timer."""
CARET_WIDTH = 3
"""Pixels: what is no wider is a caret that blinks, and no glyph."""
SLOW = 5.0
"""Seconds after which a key counts as never shown."""
WARM_UP = 4
"""Keys that are typed first and not counted."""
LINE = 30
"""Keys after which the caret may stand so far down that its line is looked for anew."""
WIDTHS = (18, 20, 20, 16, 12)


@dataclass(slots=True)
class Series:
    """Milliseconds of each key in one place, from the key press; and repaints of the preview beyond one for a key."""

    glyph: list[float] = field(default_factory=list)
    preview: list[float] = field(default_factory=list)
    patch: list[float] = field(default_factory=list)
    parts: dict[str, list[float]] = field(default_factory=dict)
    repaints: int = 0


class Typist:
    """Types into one place of the open story and watches what comes of it."""

    def __init__(self, screen: Screen, program: Program, seed: int = 1) -> None:
        self._screen, self._program = screen, program
        self._codes = [screen.hands.code(letter) for letter in LETTERS]
        self._space = screen.hands.code(" ")
        self._random = random.Random(seed)

    def go_to(self, point: int) -> None:
        """Put the caret at a code point."""
        self._program.ask("caret", point)
        self._body, self._page = self._program.box("body"), self._program.box("preview")
        self._find_line()

    def _find_line(self) -> None:
        """Learn by two keys where the caret's line is in the editor and in the preview."""
        for _ in range(2):
            self._settle()
            body, page = Watch(self._screen.frame, self._body), Watch(self._screen.frame, self._page)
            self._screen.hands.press(self._codes[0])
            self._settle()
            line, paragraph = body.changed(), page.changed()
        if line is None or paragraph is None:
            raise Unmeasurable("A key changed nothing in the editor or in the preview where its paragraph should be.")
        self._watch(line, paragraph)

    def _settle(self) -> None:
        wait_until_still(self._screen, self._page, 0.5)

    def _watch(self, line: Box, paragraph: Box) -> None:
        """A line more above and below, since words wrap."""
        self._editor = Watch(self._screen.frame, self._body.rows_of(line, 30))
        self._preview = Watch(self._screen.frame, self._page.rows_of(paragraph, 40))

    def series(self, keys: int) -> Series:
        """Type so many letters."""
        measured = Series()
        for number in range(keys + WARM_UP):
            if number % LINE == LINE - 1:
                self._find_line()
            if number % 6 == 5:
                self._screen.hands.press(self._space)  # alone it changes no pixel of the page
                time.sleep(0.25)
            glyph, preview, repaints = self._key(self._codes[number % len(self._codes)])
            stamps = self._program.stamps()
            if number >= WARM_UP:
                measured.glyph.append(glyph)
                measured.preview.append(preview)
                measured.repaints += repaints
                _take_parts(measured, stamps, self._pressed, glyph, preview)
        return measured

    def _key(self, code: int) -> tuple[float, float, int]:
        """Milliseconds to the glyph and to the preview, and how often that was painted again."""
        self._editor.keep()
        self._preview.keep()
        self._pressed = self._screen.hands.press(code)
        glyph = preview = 0.0
        repaints, due = 0, self._pressed + self._random.uniform(*PAUSE)
        while not (glyph and preview and time.monotonic() > due):
            now = time.monotonic()
            if not glyph and _is_glyph(self._editor.changed()):
                glyph = now - self._pressed
            if self._preview.changed() is not None:
                repaints += bool(preview)
                preview = preview or now - self._pressed
                self._preview.keep()
            if now - self._pressed > SLOW:
                raise Unmeasurable(f"A key was not shown within {SLOW:.0f} seconds.")
            time.sleep(LOOK_EVERY)
        return glyph * 1000, preview * 1000, repaints


def _is_glyph(change: Box | None) -> bool:
    return change is not None and change.width > CARET_WIDTH


PARTS = ("key", "change", "change told", "paint", "patch sent", "page settled", "preview paint")


def _take_parts(
    measured: Series, stamps: list[tuple[str, float]], pressed: float, glyph: float, preview: float
) -> None:
    """Milliseconds from the key press at which each part of the way was reached."""
    first: dict[str, float] = {}
    for name, moment in stamps:
        if moment > pressed:
            first.setdefault(name, (moment - pressed) * 1000)
    if "change" in first and "patch sent" in first:
        measured.patch.append(first["patch sent"] - first["change"])
    for name, value in {**first, "glyph": glyph, "preview": preview}.items():
        measured.parts.setdefault(name, []).append(value)


def measured_stories(sizes: list[int]) -> dict[str, Filed]:
    """An English story of every size (KB), and the smallest in Sorani too."""
    stories = {size_name(size): Filed(f"Story of {size} KB", "en", news_story(size * 1000)) for size in sizes}
    small = min(sizes)
    return stories | {f"{size_name(small)} Sorani": Filed("Sorani story", "ckb", news_story(small * 1000, "ckb"))}


def size_name(kilobytes: int) -> str:
    return f"{kilobytes // 1000} MB" if kilobytes % 1000 == 0 else f"{kilobytes} KB"


def all_series(sizes: list[int], keys: int) -> Iterator[tuple[str, str, Series]]:
    """Every story at every place: its name, the place, what was measured."""
    stories = measured_stories(sizes)
    with Screen() as screen, tempfile.TemporaryDirectory(prefix="desk-bench-") as place:
        folder = Path(place)
        ids = make_library(screen, folder, stories.values())
        for name, story in stories.items():
            if story.language == "ckb" and not screen.use_keyboard("iq", "ku_ara"):
                continue
            yield from _in_window(screen, folder, ids[story.headline], name, story, keys)


def _in_window(
    screen: Screen, folder: Path, story_id: str, name: str, story: Filed, keys: int
) -> Iterator[tuple[str, str, Series]]:
    with desk(screen, folder, "--open", story_id) as program:
        program.wait_until_settled()
        program.ask("watch")
        typist, ends = Typist(screen, program), ends_of_paragraphs(story.body)
        places = PLACES if story.language == "en" else {"end": 1.0}
        for place, fraction in places.items():
            typist.go_to(ends[round(fraction * (len(ends) - 1))])
            yield name, place, typist.series(keys)


def as_figures(found: list[tuple[str, str, Series]]) -> Figures:
    """Every figure by its name."""
    result: Figures = {}
    for name, place, series in found:
        for what, values in (("glyph", series.glyph), ("preview", series.preview)):
            result[f"key → {what} {name} {place} median ms"] = median(values)
            result[f"key → {what} {name} {place} p95 ms"] = p95(values)
        if series.patch:
            result[f"change → patch {name} {place} p95 ms"] = p95(series.patch)
        result[f"repaints {name} {place}"] = series.repaints
    for place in PLACES:
        for what in ("glyph", "preview"):
            small, large = (result.get(f"key → {what} {name} {place} median ms") for name in ("6 KB", "1 MB"))
            if small and large:
                result[f"ratio {what} 1 MB : 6 KB {place}"] = large / small
    return result


def table(found: list[tuple[str, str, Series]], result: Figures) -> str:
    """What was measured beside the goals and the best of the others."""
    lines = [row("ms, median / p95", "key → glyph", "key → preview", "change → patch", "repaints", widths=WIDTHS)]
    for name, place, series in found:
        patch = pair(series.patch) if series.patch else "–"
        cells = (pair(series.glyph), pair(series.preview), patch, str(series.repaints))
        lines.append(row(f"{name} {place}", *cells, widths=WIDTHS))
    for place in PLACES:
        ratios = [result.get(f"ratio {what} 1 MB : 6 KB {place}") for what in ("glyph", "preview")]
        if None not in ratios:
            lines.append(row(f"1 MB : 6 KB {place}", *(f"{ratio:.2f}" for ratio in ratios), widths=WIDTHS))
    return "\n".join([*lines, *_beside(result)])


def _beside(result: Figures) -> Iterator[str]:
    yield row("goal", "– / 12", "20 / 35", "– / 3", "0", widths=WIDTHS)
    yield row("goal, ratio", "", "1.3", widths=WIDTHS)
    for size, peer in figures.PEERS.items():
        if any(f" {size} " in name for name in result):
            yield row(f"peers {size}", peer.glyph, peer.preview, widths=WIDTHS)
    yield row("peers, ratio", "", figures.PEERS_GROWTH, widths=WIDTHS)
    yield figures.PEERS_NOTE


def parts_table(found: list[tuple[str, str, Series]]) -> str:
    """Median milliseconds after the key press at which each part of the way was reached."""
    names = (*PARTS, "glyph", "preview")
    widths = (18, *(len(name) + 4 for name in names))
    lines = [row("ms after the key", *names, widths=widths)]
    for name, place, series in found:
        reached = [series.parts.get(part) for part in names]
        cells = [f"{median(values):.1f}" if values else "–" for values in reached]
        lines.append(row(f"{name} {place}", *cells, widths=widths))
    return "\n".join(lines)


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.bench.typing", description=__doc__.splitlines()[0])
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--sizes", type=int, nargs="+", default=[6, 100, 1000], help="KB")
    asked.add_argument("--keys", type=int, default=24)
    asked.add_argument("--parts", action="store_true", help="print where the time goes too")
    options = asked.parse_args()
    found = list(all_series(options.sizes, options.keys))
    result = as_figures(found)
    print(json.dumps(result, ensure_ascii=False) if options.json else table(found, result))
    if options.parts:
        print("\n" + parts_table(found))


if __name__ == "__main__":
    run_or_say_why(main)

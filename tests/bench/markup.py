"""What one keystroke costs in `markup`, at every length and place; a full rendering beside Python-Markdown.

    python -m tests.bench.markup [--json]

The stories are made up anew for each run from words, so that no paragraph is like another: about half hold
emphasis, links or footnotes, some are headings, lists, quotes, tables; a third of the paragraphs are Sorani.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable

import markdown

from desk.article.changes import BodyChange
from desk.article.markup import Rendering, Setting, prepare
from tests.bench.stories import mixed_story as story

SIZES = {"6 KB": 6_000, "100 KB": 100_000, "1 MB": 1_000_000}
PLACES = {"start": 0.0, "middle": 0.5, "end": 1.0}
KEYS = 300
PARAGRAPH = "Water ministers of *two* countries met in [Erbil](https://example.org) on Tuesday, officials said. " * 3
SETTING = Setting("en", lambda photo: f"<figure>{photo}</figure>", "<span>ERBIL (DESK) —</span>")


def typing(body: str, place: float) -> list[float]:
    """Milliseconds of each update while text with some Markdown is typed at the end of one same paragraph."""
    at = body.find("\n\n", round(place * (len(body) - 2000))) + 2
    body = f"{body[:at]}{PARAGRAPH}\n\n{body[at:]}"
    at += len(PARAGRAPH)
    rendering, costs = Rendering(body, SETTING), []
    for key in ("and *more* of the same, said a [minister](https://example.org) of وڵات " * KEYS)[:KEYS]:
        body = body[:at] + key + body[at:]
        change = BodyChange(at, "", key)
        start = time.perf_counter()
        rendering.update(change, body)
        costs.append((time.perf_counter() - start) * 1000)
        at += 1
    return costs


def best_of_three(work: Callable[[str], object], body: str) -> float:
    """Milliseconds, the best of three runs."""
    costs = []
    for _ in range(3):
        start = time.perf_counter()
        work(body)
        costs.append((time.perf_counter() - start) * 1000)
    return min(costs)


def by_python_markdown(body: str) -> str:
    return markdown.markdown(body, extensions=["tables", "fenced_code", "footnotes", "sane_lists"])


def measured() -> dict[str, float]:
    prepare()
    figures: dict[str, float] = {}
    for name, size in SIZES.items():
        body = story(size)
        for place, fraction in PLACES.items():
            costs = typing(body, fraction)
            figures[f"update {name} {place} median ms"] = statistics.median(costs)
            figures[f"update {name} {place} p95 ms"] = statistics.quantiles(costs, n=20)[-1]
        figures[f"whole {name} ms"] = best_of_three(lambda body: Rendering(body, SETTING), body)
        figures[f"python-markdown {name} ms"] = best_of_three(by_python_markdown, body)
    for place in PLACES:
        small, large = (figures[f"update {name} {place} median ms"] for name in ("6 KB", "1 MB"))
        figures[f"ratio 1 MB : 6 KB {place}"] = large / small
    return figures


def table(figures: dict[str, float]) -> str:
    lines = [f"{'':8}" + "".join(f"{place:>18}" for place in PLACES) + f"{'whole':>12}{'Python-Markdown':>18}"]
    for name in SIZES:
        cells = [(figures[f"update {name} {p} median ms"], figures[f"update {name} {p} p95 ms"]) for p in PLACES]
        row = "".join(f"{f'{median:.2f} / {p95:.2f} ms':>18}" for median, p95 in cells)
        whole, plain = figures[f"whole {name} ms"], figures[f"python-markdown {name} ms"]
        lines.append(f"{name:8}{row}{f'{whole:.0f} ms':>12}{f'{plain:.0f} ms':>18}")
    ratios = "".join(f"{figures[f'ratio 1 MB : 6 KB {place}']:>18.2f}" for place in PLACES)
    return "\n".join(
        [*lines, f"{'ratio':8}{ratios}", "update(): median / p95 of one keystroke; whole: the full rendering"]
    )


if __name__ == "__main__":
    result = measured()
    print(json.dumps(result) if "--json" in sys.argv else table(result))

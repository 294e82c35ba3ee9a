"""A site of 1,000 stories: Desk against Pelican, over the same Markdown, in one run.

    python -m tests.bench.site [--json] [--stories N] [--rounds N]

Pelican is installed from PyPI into a folder that is thrown away; without it its columns are empty and the bench says
why. What is compared is the build itself, from the moment that all code is loaded: the first into an empty folder, and
one after an edit of one story's headline, in the same process, as Pelican's autoreload and Desk's window do it. The
quickest of so many rounds counts, taken in turns. Pelican is measured with its cache of what it read, too; the ratio is
to the quicker. Beside that stands what the whole commands take. Pelican reads Markdown, Desk its library: what taking
the Markdown in costs Desk, once, is shown apart.

Both write a page for every story, section and author, front pages and an Atom feed. Pelican writes no page for each tag
here, as Desk has none; Desk also writes related stories, a search index, a sitemap, and makes sure that all is on disk.
The receipts that Desk then leaves in its library are no part of the build; they count in the whole command. Desk loads
late what starting does not need: the bench loads it before, as Pelican does.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

from desk.article.model import Article
from tests.bench.archive import Archive
from tests.bench.figures import Figures, row

ROOT = Path(__file__).resolve().parents[2]
GOALS = {"first build": 0.5, "rebuild": 0.05}
"""What part of Pelican's time Desk is to take at most."""
SETTINGS = """
SITENAME = "Desk News"
SITEURL = "https://news.example"
PATH = "content"
OUTPUT_PATH = "{out}"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
TAG_SAVE_AS = TAGS_SAVE_AS = ""
DEFAULT_PAGINATION = 24
{more}
"""
CACHING = "CACHE_CONTENT = LOAD_CONTENT_CACHE = True"
_TIMED = """
def timed(build):
    import os, time
    before, begin = sum(os.times()[:4]), time.perf_counter()
    build()
    return [time.perf_counter() - begin, sum(os.times()[:4]) - before]
"""
PELICAN = """
import json, logging, sys
from pathlib import Path
from pelican import Pelican
from pelican.settings import read_settings
logging.disable(logging.CRITICAL)
def build():
    Pelican(read_settings(sys.argv[1])).run()
first = timed(build)
newest = sorted(Path("content").glob("*.md"))[-1]
newest.write_text(newest.read_text("utf-8").replace("title: ", "title: Again ", 1), encoding="utf-8")
print("\\n" + json.dumps([first, timed(build)]))
"""
DESK = """
import concurrent.futures.process, json, sys
from dataclasses import replace
from pathlib import Path
import desk.formats.sandbox
from desk.article.markup import prepare
from desk.article.model import now
from desk.formats.page import Options
from desk.library import Library
from desk.publishing import publish
prepare()
library = Library.open(Path(sys.argv[1]))
def build():
    assert publish(library, Path(sys.argv[2]), Options(now(), base_url="https://news.example")) is not None
first = timed(build)
article = library.article(library.find(limit=1, sort="created")[0].id)
library.save(replace(article, headline=f"Again {article.headline}"))
print(json.dumps([first, timed(build)]))
"""
SPENT = ("", ", processor")
"""What is measured of a build: seconds by the clock, and of the processor, which say more on a busy machine."""
Builds = Sequence[Sequence[float]]
"""These of a first build and of one after an edit."""
_WIDTHS = (34, 10, 12, 10, 10)


def written(story: Article) -> str:
    """A story as Markdown that both read."""
    head = {
        "title": story.headline,
        "date": f"{story.created:%Y-%m-%d %H:%M}",
        "category": story.section,
        "tags": ", ".join(story.keywords),
        "author": story.byline,
        "slug": f"story-{story.id}",
        "lang": story.language,
        "summary": story.summary,
    }
    return "\n".join(["---", *(f"{name}: {value}" for name, value in head.items()), "---", "", story.body, ""])


def run(command: Sequence[str], folder: Path) -> tuple[float, str]:
    """Run a command to its end: the seconds it took, and what it printed last."""
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    took = time.perf_counter() - begin
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:]}")
    return took, done.stdout.strip().rpartition("\n")[2]


class Peer:
    """Pelican, in a folder with its content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.why = ""
        """Why it cannot be measured, if so."""
        venv.create(folder / "pelican", with_pip=True)
        self._binaries = folder / "pelican" / ("Scripts" if os.name == "nt" else "bin")
        pip = [str(self._binaries / "pip"), "install", "--quiet", "pelican[markdown]"]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode:
            self.why = f"Pelican cannot be installed: {' '.join(done.stderr.strip().splitlines()[-1:])}"

    def builds(self, number: int, more: str) -> Builds:
        """What its builds took."""
        settings = self._settings(f"round-{number}-{bool(more)}", more)
        took = run([str(self._binaries / "python"), "-c", _TIMED + PELICAN, str(settings)], self._folder)[1]
        found: Builds = json.loads(took)
        return found

    def command(self) -> list[float]:
        """Seconds of the whole command, twice."""
        command = [str(self._binaries / "pelican"), "--quiet", "--settings", str(self._settings("command", ""))]
        return [run(command, self._folder)[0] for _ in range(2)]

    def _settings(self, name: str, more: str) -> Path:
        cache = f"CACHE_PATH = 'cache-{name}'"
        path = self._folder / f"{name}.py"
        path.write_text(SETTINGS.format(out=f"out-{name}", more=f"{more}\n{cache}"), encoding="utf-8")
        return path


def desk_builds(folder: Path, number: int) -> Builds:
    """What Desk's builds took."""
    words = [str(folder / "library"), str(folder / f"site-{number}")]
    found: Builds = json.loads(run([sys.executable, "-c", _TIMED + DESK, *words], ROOT)[1])
    return found


def measure(count: int, rounds: int) -> tuple[Figures, str]:
    """Everything, by its name; and why Pelican was not measured."""
    stories = Archive(count, ("0" * 64,))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "content").mkdir()
        for number in range(count):
            story = stories.story(number)
            (folder / "content" / f"{story.id}.md").write_text(written(story), encoding="utf-8")
        desk = [sys.executable, "-m", "desk", "--library", str(folder / "library")]
        took_in = run([*desk, "import", str(folder / "content"), "--status", "published"], ROOT)[0]
        figures: Figures = {"desk taking in": took_in}
        peer = Peer(folder)
        for number in range(rounds):
            _keep(figures, "desk", desk_builds(folder, number))
            for more, named in (("", "pelican"), (CACHING, "pelican cached")) if not peer.why else ():
                _keep(figures, named, peer.builds(number, more))
        export = [*desk, "export", "--to", "site", "--out", str(folder / "whole"), "--base-url", "https://news.example"]
        for step in ("first", "again"):
            figures[f"desk command {step}"] = run(export, ROOT)[0]
        if not peer.why:
            figures |= dict(zip(("pelican command first", "pelican command again"), peer.command(), strict=True))
        return figures, peer.why


def _keep(figures: Figures, who: str, took: Builds) -> None:
    for step, seconds in zip(GOALS, took, strict=True):
        name = f"{who} {step}"
        for what, spent in zip(SPENT, seconds, strict=True):
            figures[name + what] = min(spent, figures.get(name + what, spent))


def table(figures: Figures, count: int, why: str) -> str:
    """The figures as a table: seconds by the clock, and what part of Pelican's they are."""
    lines = [row(f"seconds, {count:,} stories", "Desk", "Pelican", "ratio", "goal", widths=_WIDTHS)]
    steps = [(step + what, step + what, f"≤ {goal}") for step, goal in GOALS.items() for what in SPENT]
    steps += [(f"command {one}", f"whole command, {one}", "") for one in ("first", "again")]
    for step, words, goal in steps:
        own = figures[f"desk {step}"]
        others = [figures[name] for name in (f"pelican {step}", f"pelican cached {step}") if name in figures]
        cells = (f"{min(others):.2f}", f"{own / min(others):.3f}") if others else ("–", "–")
        lines.append(row(words, f"{own:.2f}", *cells, goal, widths=_WIDTHS))
    lines.append(row("taking the Markdown in, once", f"{figures['desk taking in']:.2f}", widths=_WIDTHS))
    return "\n".join([*lines, *([why] if why else [])])


def main() -> None:
    """Measure, and print a table or, with --json, one object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    figures, why = measure(asked.stories, asked.rounds)
    print(json.dumps(figures, indent=2) if asked.json else table(figures, asked.stories, why))


if __name__ == "__main__":
    main()

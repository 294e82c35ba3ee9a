"""The search page of a site: it works without a server, from a disk too, by the only script that a site has.

The script is Desk’s own, no theme’s. What it searches lies beside the page as JSON in a call of it, since a browser
lets no page that lies on a disk read another file. Where scripts are off the page says so, and lists the stories.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from desk.article import scripts
from desk.formats.around import Link
from desk.formats.plain import without_tricks
from desk.formats.site_entries import Entry
from desk.formats.site_pages import SEARCH, Pages
from desk.formats.site_plan import Plan, way
from desk.paths import resources

SCRIPT, DATA = "search.js", "search-data.js"
LISTED = 200
"""Stories that the page lists where scripts are off; the front page’s further pages have all."""


def script() -> str:
    """The script, as every site has it."""
    return (resources() / "site" / SCRIPT).read_text(encoding="utf-8")


def page(plan: Plan, pages: Pages, tag: str) -> str:
    """The search page of a language."""
    path = f"{plan.folder(tag)}{SEARCH}"
    newest = plan.in_language[tag][:LISTED]
    context = {
        "title": "",
        "script": way(path, SCRIPT),
        "data": DATA,
        "stories": [Link(one.headline, way(path, pages.story_path(one)), date=one.day) for one in newest],
        "all_stories": way(path, plan.home(tag)),
        "alternates": (),
    }
    return pages.filled("search.html", path, tag, context)


def data(plan: Plan, pages: Pages, tag: str) -> str:
    """What the script searches: title, address, day, section and the words that find it, of each story."""
    path = f"{plan.folder(tag)}{SEARCH}"
    rows = [_row(one, way(path, pages.story_path(one))) for one in plan.in_language[tag]]
    written = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    safe = written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"deskSearch([\n{safe}\n]);\n"


def _row(entry: Entry, address: str) -> Sequence[str]:
    day = scripts.long_date(entry.day, entry.language)
    return (without_tricks(entry.headline), address, day, without_tricks(entry.section), entry.words)

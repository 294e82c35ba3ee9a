"""Sites for the tests of formats: stories in memory in place of a library, and the pages as a reader has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from desk.article.model import Article
from desk.formats.page import Options
from desk.formats.site import Built, Sources, Wish, build
from desk.library import kin
from tests.formats.stories import ARABIC, ENGLISH, SHELF, SORANI, options

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
BASE = "https://news.example/stories"


@dataclass(frozen=True)
class Coming:
    id: str
    modified: datetime
    stamp: str


class Stories:
    """Stories that may leave; knows which were read."""

    def __init__(self, *stories: Article) -> None:
        self.stories = {story.id: story for story in stories}
        self.read: list[str] = []

    def article(self, article_id: str) -> Article:
        self.read.append(article_id)
        return self.stories[article_id]

    def change(self, article_id: str, **parts: object) -> None:
        self.stories[article_id] = replace(self.stories[article_id], **parts)  # type: ignore[arg-type]

    @property
    def sources(self) -> Sources:
        coming = [Coming(one.id, NOW - timedelta(hours=1), repr(hash(repr(one)))) for one in self.stories.values()]
        return Sources(coming, self.article, SHELF, kin.marks_of, _kin)


def _kin(entries: Sequence[object]) -> dict[str, tuple[str, ...]]:
    return kin.related(kin.Told(one.id, one.language, one.marks) for one in entries)  # type: ignore[attr-defined]


def many(count: int, **parts: object) -> Iterable[Article]:
    """Stories of one language, a day apart, the first the oldest."""
    for number in range(count):
        made = {
            "id": f"{number:016x}",
            "headline": f"Story number {number}",
            "slug": f"story-{number}",
            "byline": "By Sara Ali",
            "lead": "",
            "photos": (),
            "body": f"The text of story {number}.",
            "published": datetime(2026, 1, 1, 9, tzinfo=UTC) + timedelta(days=number),
            "dateline": replace(ENGLISH.dateline, date=None),
        }
        yield replace(ENGLISH, **(made | parts))  # type: ignore[arg-type]


def three() -> Stories:
    """A story in each of three languages, the Sorani one a translation of the English."""
    from desk.article.model import Related, Status

    sorani = replace(
        SORANI, status=Status.PUBLISHED, related=(Related("translation", article=ENGLISH.id, language="en"),)
    )
    return Stories(ENGLISH, sorani, replace(ARABIC, status=Status.READY))


def made(
    stories: Stories,
    out: Path,
    base: str = BASE,
    cancelled: Callable[[], bool] = lambda: False,
    now: datetime = NOW,
    **changed: object,
) -> Built:
    """The site of the stories; it was not cancelled."""
    built = build(stories.sources, out, with_base(base, **changed), Wish(now), cancelled)
    assert built is not None
    return built


def with_base(base: str = BASE, **changed: object) -> Options:
    return options(base_url=base, **changed)


def files(out: Path) -> dict[str, bytes]:
    """All that a reader can be given of a site."""
    found = (path for path in sorted(out.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


class Page(HTMLParser):
    """What a page links to, and its scripts."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text = path.read_text("utf-8")
        self.links: list[str] = []
        self.scripts: list[dict[str, str | None]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        if tag == "script":
            self.scripts.append(told)
        for name in ("href", "src"):
            if told.get(name):
                self.links.append(str(told[name]))
        sizes = str(told.get("srcset") or "")
        self.links += [part.split()[0] for part in sizes.split(",") if part.strip()]

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [told for name, told in self.tags if name == tag and wanted.items() <= told.items()]


def dead_links(out: Path) -> list[str]:
    """Links within a site that lead nowhere, whole addresses under its base too."""
    dead = []
    for page in sorted(out.rglob("*.html")):
        own = f"{BASE}/{page.relative_to(out).as_posix()}"
        for link in Page(page).links:
            whole = urljoin(own, link)
            if not whole.startswith(f"{BASE}/") or "?" in link:
                continue
            path = unquote(urlsplit(whole).path.removeprefix(urlsplit(BASE).path + "/"))
            target = out / (path + "index.html" if path.endswith("/") or not path else path)
            if not target.is_file():
                dead.append(f"{page.relative_to(out)}: {link}")
    return dead


def words(html: str) -> str:
    """A page’s words."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())

"""A whole site passes the checkers of others: each kind of page as a story’s page does, feeds and sitemaps by rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from pathlib import Path

import pytest

from desk.article.model import Article, Status
from desk.formats.delivery import Originals
from desk.formats.site import Wish, build
from tests.formats.checkers import no_chromium, no_nu, nu_errors, opened
from tests.formats.feed_rules import faults_of_feed, faults_of_sitemap
from tests.formats.printed_stories import printed_stories
from tests.formats.sites import BASE, NOW, Stories, many, with_base
from tests.formats.stories import Shelf

needs_nu = pytest.mark.skipif(bool(no_nu()), reason=no_nu())
needs_chromium = pytest.mark.skipif(bool(no_chromium()), reason=no_chromium())
OF_EACH_KIND = 2
"""Pages of each kind that are opened in Chromium: of lists and stories a site has more that are like them."""


def all_originals() -> Originals:
    """The originals of all printed stories on one shelf."""
    return Shelf(*chain.from_iterable(story.originals.files.values() for story in printed_stories().values()))


def all_stories() -> Stories:
    """The printed stories as if they had come out in the last hours, and enough others for lists of several pages."""
    found = [_out(story.article, hours) for hours, story in enumerate(printed_stories().values(), start=1)]
    return Stories(*found, *many(45))


def _out(article: Article, hours: int) -> Article:
    own_id = f"{hours:02d}{article.id[2:]}"
    return replace(article, id=own_id, status=Status.PUBLISHED, embargo=None, published=NOW - timedelta(hours=hours))


@pytest.fixture(scope="module", params=[BASE, ""], ids=["at an address", "anywhere"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the printed stories, one that knows its address and one that does not."""
    out = tmp_path_factory.mktemp("site")
    sources = replace(all_stories().sources, originals=all_originals())
    assert build(sources, out, with_base(request.param), Wish(NOW)) is not None
    return out


def kinds(site: Path) -> Mapping[str, list[Path]]:
    """The pages of a site by what they are: in the same folder at the same depth, or the story's of one language."""
    found: dict[str, list[Path]] = {}
    for page in sorted(site.rglob("*.html")):
        *folders, _name = page.relative_to(site).parts
        is_story = bool(folders) and folders[0][:4].isdigit()
        found.setdefault("story" if is_story else "/".join(folders[:2]), []).append(page)
    return found


@needs_nu
def test_every_page_of_a_site_is_valid_html(site: Path) -> None:
    found = nu_errors(sorted(site.rglob("*.html")))
    assert len(found) > 60
    assert {str(page.relative_to(site)): errors for page, errors in found.items() if errors} == {}


@needs_chromium
def test_each_kind_of_page_is_open_to_all_readers_and_asks_nobody(site: Path) -> None:
    chosen = [page for pages in kinds(site).values() for page in pages[:OF_EACH_KIND]]
    met = opened(chosen)
    assert {str(page.relative_to(site)): told.amiss for page, told in met.items() if told.amiss} == {}
    own = (f"{site.as_uri()}/", "data:image/")
    assert [address for told in met.values() for address in told.requests if not address.startswith(own)] == []
    assert [address for told in met.values() for address in told.failed] == []
    assert all(told.title for told in met.values())


def test_feeds_and_sitemaps_keep_every_rule(site: Path) -> None:
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.xml")}
    feeds = {path: document for path, document in found.items() if path.endswith("feed.xml")}
    assert len(feeds) in (0, 3)
    for path, document in feeds.items():
        assert faults_of_feed(document, f"{BASE}/{path}") == []
    for path in found.keys() - feeds.keys():
        assert faults_of_sitemap(found[path], f"{BASE}/", NOW) == []

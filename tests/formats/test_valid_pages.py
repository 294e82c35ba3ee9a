"""Exported pages pass the checkers of others: the W3C’s Nu HTML checker, and axe-core by day and night, on a telephone
and on a wide screen, in both directions. They load whole with scripts and the network off, and ask nobody for anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from desk.article.markup import render_body
from desk.formats import export
from tests.formats.checkers import Opened, no_chromium, no_nu, nu_errors, opened
from tests.formats.printed_stories import SITE, pasted_stories, printed_stories
from tests.formats.stories import maker, options, pictures

needs_nu = pytest.mark.skipif(bool(no_nu()), reason=no_nu())
needs_chromium = pytest.mark.skipif(bool(no_chromium()), reason=no_chromium())
FORMATS = ("html", "page")
NAMES = [f"{format}/{name}" for format in FORMATS for name in printed_stories()]
each_page = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The exported page of every story in every format, by `format/name`."""
    out, found = tmp_path_factory.mktemp("pages"), {}
    for name in NAMES:
        format, _, story = name.partition("/")
        printed = printed_stories()[story]
        base = "" if story == "bare" else SITE
        [written] = export(printed.article, format, out / format, printed.originals, options(base_url=base))
        found[name] = written / "index.html" if written.is_dir() else written
    return found


@pytest.fixture(scope="module")
def errors(pages: Mapping[str, Path]) -> dict[Path, list[str]]:
    """What the Nu HTML checker finds wrong in the pages, all asked at once."""
    return nu_errors(pages.values())


@pytest.fixture(scope="module")
def met(pages: Mapping[str, Path]) -> dict[Path, Opened]:
    """The pages as Chromium meets them, all opened by one."""
    return opened(list(pages.values()))


@needs_nu
@each_page
def test_a_page_is_valid_html(name: str, pages: Mapping[str, Path], errors: Mapping[Path, list[str]]) -> None:
    assert errors[pages[name]] == []


@needs_nu
def test_what_was_pasted_from_elsewhere_makes_valid_pages(tmp_path: Path) -> None:
    page_maker, paths = maker(), []
    for name, article in pasted_stories().items():
        body = render_body(article.body, page_maker.setting(article, pictures))
        paths.append(tmp_path / f"{name}.html")
        paths[-1].write_text(page_maker.page(article, options(), pictures, body), encoding="utf-8")
    assert len(paths) > 50
    assert {page.name: found for page, found in nu_errors(paths).items() if found} == {}


@needs_nu
def test_the_checker_of_html_finds_a_fault(tmp_path: Path) -> None:
    faulty, sound = tmp_path / "faulty page.html", tmp_path / "sound.html"
    sound.write_text("<!doctype html><html lang=en><title>Sound</title><h1>One</h1>")
    faulty.write_text(sound.read_text() + "<img src=a.jpg><p id=a><p id=a>")
    found = nu_errors([faulty, sound])
    assert found[sound] == []
    assert len(found[faulty]) == 2


@needs_chromium
@each_page
def test_a_page_is_whole_without_scripts_and_network_and_asks_nobody(
    name: str, pages: Mapping[str, Path], met: Mapping[Path, Opened]
) -> None:
    page = pages[name]
    told = met[page]
    assert printed_stories()[name.partition("/")[2]].article.headline in told.title
    assert page.as_uri() in told.requests
    own = (f"{page.parent.as_uri()}/", "data:image/")
    assert [address for address in told.requests if not address.startswith(own)] == []
    assert told.failed == ()


@needs_chromium
@each_page
def test_a_page_is_open_to_all_readers(name: str, pages: Mapping[str, Path], met: Mapping[Path, Opened]) -> None:
    assert met[pages[name]].amiss == ()


@needs_chromium
def test_chromium_and_axe_find_what_is_amiss(tmp_path: Path) -> None:
    page = tmp_path / "amiss.html"
    wide = "<div style='width: 90rem; color: #888'>wide and pale</div>"
    night = "<style>@media (prefers-color-scheme: dark) { h1 { color: #eee } }</style>"
    asks = "<img src='https://elsewhere.example/pixel.gif'><script>document.title = 'ran'; lost()</script>"
    page.write_text(f"<!doctype html><html lang=en><title>Amiss</title>{night}<main><h1>One</h1>{wide}{asks}</main>")
    told = opened([page])[page]
    assert told.title == "Amiss"
    assert "https://elsewhere.example/pixel.gif" in told.requests
    assert told.failed == ("https://elsewhere.example/pixel.gif",)
    found = "\n".join(told.amiss)
    assert "script: ReferenceError" in found
    assert "360 light: image-alt" in found
    assert "360 light: 1088 pixels wider" in found
    assert "1366 dark: 82 pixels wider" in found
    assert found.count("h1 (Fix") == 2, "seen by night alone, at both widths"

"""A whole site: its pages lead to one another, nothing is in it that should not be, only what changed is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.article.model import Article, Related, Status
from desk.article.trouble import Trouble
from desk.formats import export
from desk.formats.site import Wish, build
from desk.formats.site_plan import PER_PAGE
from tests.formats.sites import NOW, Page, Stories, dead_links, files, made, many, three, with_base, words
from tests.formats.stories import ENGLISH, SHELF, THEME

HOME = f"2026-03-03-{ENGLISH.slug}/index.html"


def test_every_link_within_a_site_leads_somewhere(tmp_path: Path) -> None:
    stories = Stories(*three().stories.values(), *many(60))
    made(stories, tmp_path)
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 70
    assert dead_links(tmp_path) == []


def test_every_story_is_found_from_the_front_page_by_links_alone(tmp_path: Path) -> None:
    made(Stories(*three().stories.values(), *many(80)), tmp_path)
    seen, waiting = set(), [(tmp_path / "index.html").resolve()]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.is_file():
            continue
        seen.add(page)
        links = (link for link in Page(page).links if "://" not in link and link.endswith(".html"))
        from urllib.parse import unquote

        waiting += [(page.parent / unquote(link)).resolve() for link in links]
    assert seen == {page.resolve() for page in tmp_path.rglob("*.html")}


def test_a_story_s_page_is_that_of_the_page_export_but_for_what_stands_around_it(tmp_path: Path) -> None:
    made(Stories(ENGLISH), tmp_path / "site", base="")
    export(ENGLISH, "page", tmp_path / "page", SHELF, with_base("", modified=NOW - timedelta(hours=1)))
    site, page = ((tmp_path / kind / HOME).read_text("utf-8") for kind in ("site", "page"))
    story = site[site.index('<article class="story">') : site.index("</article>")]
    assert "".join(words(story).split()) == "".join(
        words(page[page.index('<article class="story">') : page.index("</article>")]).split()
    )
    photos = [name for name in files(tmp_path / "page") if "photos/" in name]
    assert photos
    assert {name: files(tmp_path / "site")[name] for name in photos} == {
        name: files(tmp_path / "page")[name] for name in photos
    }


def test_previous_and_next_go_by_date_within_a_language(tmp_path: Path) -> None:
    made(Stories(*three().stories.values(), *many(3)), tmp_path)
    page = Page(tmp_path / "2026-01-02-story-1" / "index.html")
    assert page.all("a", rel="prev")[0]["href"] == "../2026-01-01-story-0/index.html"
    assert page.all("a", rel="next")[0]["href"] == "../2026-01-03-story-2/index.html"
    newest = Page(tmp_path / HOME)
    assert newest.all("a", rel="prev")[0]["href"] == "../2026-01-03-story-2/index.html"
    assert newest.all("a", rel="next") == []


def test_what_a_story_names_as_related_comes_before_what_was_found(tmp_path: Path) -> None:
    first, *others = many(6)
    named = (Related("related", article=others[3].id), Related("related", "Elsewhere", "https://other.example/"))
    made(Stories(replace(first, related=named), *others), tmp_path)
    text = (tmp_path / "2026-01-01-story-0" / "index.html").read_text("utf-8")
    related = text[text.index('data-part="related"') :]
    places = [related.index(one) for one in ("Story number 4", "Elsewhere", "Story number 1")]
    assert places == sorted(places)
    assert related.count('class="teaser"') == 4


def test_a_story_that_is_not_on_the_site_is_not_linked_to(tmp_path: Path) -> None:
    from desk.formats.around import Link

    killed = Related("related", "The killed story", article="dead")
    stories = Stories(replace(ENGLISH, related=(killed,)))
    made(stories, tmp_path, lookup=lambda _id: Link("The killed story", "https://news.example/x/"))
    assert "The killed story" not in (tmp_path / HOME).read_text("utf-8")


def test_translations_know_one_another_whichever_of_them_says_so(tmp_path: Path) -> None:
    made(three(), tmp_path)
    page = Page(tmp_path / HOME)
    address = "https://news.example/stories/2026-03-03-%D8%A8%DB%95%D9%86%D8%AF%D8%A7%D9%88%DB%8C-"
    assert [str(one["href"]).startswith(address) for one in page.all("link", hreflang="ckb")] == [True]
    sorani = Page(next(tmp_path.glob("2026-03-03-بەند*")) / "index.html")
    own = {str(one["hreflang"]): str(one["href"]) for one in sorani.all("link") if one.get("hreflang")}
    assert own["en"] == f"https://news.example/stories/2026-03-03-{ENGLISH.slug}/"
    assert own["ckb"] == sorani.all("link", rel="canonical")[0]["href"]


def test_each_language_has_a_front_page_that_runs_its_way(tmp_path: Path) -> None:
    made(Stories(*three().stories.values(), *many(2)), tmp_path)
    for path, tag, direction in (
        ("index.html", "en", "ltr"),
        ("ckb/index.html", "ckb", "rtl"),
        ("ar/index.html", "ar", "rtl"),
    ):
        page = Page(tmp_path / path)
        assert page.all("html") == [{"lang": tag, "dir": direction}]
        assert {one["hreflang"] for one in page.all("link") if one.get("hreflang")} == {"en", "ckb", "ar"}
        assert {one["lang"] for one in page.all("a") if one.get("lang")} == {"en", "ckb", "ar"} - {tag}


def test_a_new_story_changes_no_older_page_of_the_lists(tmp_path: Path) -> None:
    stories = Stories(*many(5 * PER_PAGE))
    made(stories, tmp_path)
    first = files(tmp_path)
    assert sum(name.startswith("en/page-") for name in first) == 4
    stories.stories["new"] = replace(ENGLISH, id="new", published=datetime(2026, 6, 1, tzinfo=UTC))
    built = made(stories, tmp_path)
    assert "index.html" in built.written
    assert not [name for name in built.written if "page-" in name]


def test_only_what_changed_is_read_and_written(tmp_path: Path) -> None:
    stories = Stories(*many(40))
    made(stories, tmp_path)
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in files(tmp_path)}
    stories.read.clear()
    assert made(stories, tmp_path).written == ()
    assert stories.read == []
    changed = f"{20:016x}"
    stories.change(changed, body="It is another text now.")
    built = made(stories, tmp_path)
    assert stories.read == [changed]
    assert built.written == ("2026-01-21-story-20/index.html",)
    after = {name: (tmp_path / name).stat().st_mtime_ns for name in files(tmp_path)}
    assert {name for name in after if after[name] != before[name]} == set(built.written)


@pytest.mark.parametrize("base", ["", "https://news.example/stories"])
def test_a_site_after_many_changes_is_the_one_made_at_once(tmp_path: Path, base: str) -> None:
    stories = Stories(*three().stories.values(), *many(30))
    made(stories, tmp_path / "grown", base)
    stories.change(f"{3:016x}", headline="Another headline", slug="another", keywords=("Snow",))
    stories.change(ENGLISH.id, lead="bbbb2222")
    del stories.stories[f"{7:016x}"]
    made(stories, tmp_path / "grown", base)
    stories.stories["late"] = replace(ENGLISH, id="late", headline="Late", section="Sport")
    made(stories, tmp_path / "grown", base)
    made(stories, tmp_path / "at once", base)
    assert files(tmp_path / "grown") == files(tmp_path / "at once")


def test_a_story_that_is_gone_leaves_no_page(tmp_path: Path) -> None:
    stories = Stories(*many(3))
    made(stories, tmp_path)
    del stories.stories[f"{1:016x}"]
    built = made(stories, tmp_path)
    assert built.removed == ("2026-01-02-story-1/index.html",)
    assert not (tmp_path / "2026-01-02-story-1").exists()
    assert dead_links(tmp_path) == []
    assert not [name for name, data in files(tmp_path).items() if b"Story number 1<" in data]


def test_a_story_under_embargo_comes_when_its_time_does_and_nothing_tells_of_it_before(tmp_path: Path) -> None:
    secret = next(iter(many(1, headline="The secret", embargo=NOW + timedelta(hours=1), slug="secret")))
    stories = Stories(ENGLISH, replace(secret, id="secret"))
    made(stories, tmp_path)
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"secret" not in everything
    assert made(stories, tmp_path, now=NOW + timedelta(hours=2)).stories == 2


@pytest.mark.parametrize("status", [Status.KILLED, Status.DRAFT, Status.IN_EDIT])
def test_a_story_that_was_taken_back_meanwhile_is_not_in_it(tmp_path: Path, status: Status) -> None:
    made(Stories(ENGLISH, *many(1, status=status)), tmp_path)
    assert not [name for name, data in files(tmp_path).items() if b"Story number 0" in data]


def test_two_stories_of_one_name_both_have_a_page(tmp_path: Path) -> None:
    made(Stories(ENGLISH, replace(ENGLISH, id="ffff000011112222", headline="Its twin")), tmp_path)
    texts = [path.read_text("utf-8") for path in tmp_path.glob(f"2026-03-03-{ENGLISH.slug}*/index.html")]
    assert len(texts) == 2
    assert sum("<h1" in text and "Its twin</h1>" in text for text in texts) == 1


def test_files_of_others_stay_and_are_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    made(Stories(ENGLISH), tmp_path)
    (tmp_path / HOME).with_name("mine.html").write_text("mine too")
    made(Stories(next(iter(many(1)))), tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / HOME).with_name("mine.html").read_text() == "mine too"
    assert not (tmp_path / HOME).exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "index.html").write_text("my own front page")
    with pytest.raises(Trouble, match=r"index\.html was not written by an export of this site"):
        made(Stories(ENGLISH), tmp_path / "other")
    assert files(tmp_path / "other") == {"index.html": b"my own front page"}


def test_a_page_that_somebody_changed_or_lost_is_made_again(tmp_path: Path) -> None:
    made(Stories(ENGLISH), tmp_path)
    whole = files(tmp_path)
    (tmp_path / HOME).write_text("broken")
    (tmp_path / "style.css").unlink()
    made(Stories(ENGLISH), tmp_path)
    assert files(tmp_path) == whole


@pytest.mark.parametrize("steps", [0, 5, 12])
def test_cancel_leaves_the_earlier_site_whole(tmp_path: Path, steps: int) -> None:
    stories = Stories(*many(5))
    made(stories, tmp_path)
    whole = files(tmp_path)
    stories.change(f"{2:016x}", headline="Changed", slug="changed")
    told: list[int] = []
    wish = Wish(NOW)
    done = build(
        stories.sources, tmp_path, with_base(), wish, lambda: len(told) >= steps, lambda at, _all: told.append(at)
    )
    assert done is None
    assert files(tmp_path) == whole
    assert not list(tmp_path.glob(".desk-site-*"))


def test_progress_ends_where_it_said_it_would(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    stories = Stories(*three().stories.values(), *many(2, embargo=NOW + timedelta(days=1)))
    build(stories.sources, tmp_path, with_base(), Wish(NOW), progress=lambda done, steps: told.append((done, steps)))
    assert told[-1][0] == told[-1][1]


def test_no_page_runs_a_script_but_the_search_page(tmp_path: Path) -> None:
    made(Stories(*three().stories.values(), *many(3)), tmp_path)
    for path in tmp_path.rglob("*.html"):
        page = Page(path)
        running = [one for one in page.scripts if one.get("type") != "application/ld+json"]
        names = [one.get("src") for one in running]
        assert names == (["../search.js", "search-data.js"] if path.name == "search.html" else []), path
        assert not [told for _tag, told in page.tags if any(name.startswith("on") for name in told)]


def test_a_broken_theme_is_told_in_a_sentence_and_leaves_the_earlier_site(tmp_path: Path) -> None:
    import shutil

    made(Stories(ENGLISH), tmp_path / "site")
    whole = files(tmp_path / "site")
    shutil.copytree(THEME, tmp_path / "themes" / "ours")
    (tmp_path / "themes" / "ours" / "section.html").write_text(
        '{% extends "listing.html" %}\n{{ nonsense.here }}\n{% block head %}{{ nonsense.here }}{% endblock %}'
    )
    with pytest.raises(Trouble, match=r"The theme “ours” is broken in section\.html, line 3"):
        made(Stories(ENGLISH), tmp_path / "site", theme="ours", themes=tmp_path / "themes")
    assert files(tmp_path / "site") == whole


def test_a_changed_theme_makes_the_pages_anew(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(THEME, tmp_path / "themes" / "ours")
    style = tmp_path / "themes" / "ours" / "parts" / "footer.html"
    made(Stories(ENGLISH), tmp_path / "site", theme="ours", themes=tmp_path / "themes")
    style.write_text('<footer data-part="footer">Our own foot</footer>')
    built = made(Stories(ENGLISH), tmp_path / "site", theme="ours", themes=tmp_path / "themes")
    assert HOME in built.written
    assert "Our own foot" in (tmp_path / "site" / HOME).read_text("utf-8")


def test_a_story_whose_photo_is_lost_is_there_without_it_and_that_is_said(tmp_path: Path) -> None:
    lost = replace(ENGLISH.photos[0], media="0" * 64)
    built = made(Stories(replace(ENGLISH, photos=(lost, ENGLISH.photos[1]))), tmp_path)
    assert [note.startswith("“Ministers meet over border dam” is without its photos:") for note in built.notes] == [
        True
    ]
    assert "<img" not in (tmp_path / HOME).read_text("utf-8")
    assert dead_links(tmp_path) == []


def test_nothing_to_make_a_site_of_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no story is ready or published"):
        made(Stories(), tmp_path)


def test_hostile_headlines_and_records_stay_words(tmp_path: Path) -> None:
    import json

    evil: Article = replace(
        ENGLISH, headline="</script><script>alert(1)</script>", section="../../up", byline="By ../etc"
    )
    made(Stories(evil), tmp_path / "site")
    assert {path.parts[0] for path in map(Path, files(tmp_path / "site"))} == {
        "index.html",
        "robots.txt",
        "search.js",
        "sitemap.xml",
        "style.css",
        "en",
        HOME.partition("/")[0],
    }
    assert all(b"<script>alert" not in data for data in files(tmp_path / "site").values())
    record = json.loads((tmp_path / "site" / ".desk-site.json").read_text("utf-8"))
    (tmp_path / "precious.txt").write_text("mine")
    record["files"]["../precious.txt"] = ["", "", 4]
    (tmp_path / "site" / ".desk-site.json").write_text(json.dumps(record))
    made(Stories(evil), tmp_path / "site")
    assert (tmp_path / "precious.txt").read_text() == "mine"

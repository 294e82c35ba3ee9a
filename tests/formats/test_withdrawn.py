"""Killed stories: what goes out in their place, as a page, in a site, as JSON; nothing of their own words leaves."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from desk.article.model import Article, Related, Status
from desk.article.past import Past
from desk.article.trouble import Trouble
from desk.formats import export, read_file
from desk.formats.withdrawn import as_read, is_withdrawn
from tests.formats.checkers import no_nu, nu_errors
from tests.formats.sites import NOW, Stories, dead_links, files, made, many, three, words
from tests.formats.stories import ARABIC, ENGLISH, SHELF, SORANI, options

REASON = "The quote <b>was</b> *made up*."
WHEN = datetime(2026, 3, 5, 8, tzinfo=UTC)
HOME = f"2026-03-03-{ENGLISH.slug}/index.html"


def killed(article: Article, reason: str = REASON) -> Article:
    return replace(article, status=Status.KILLED, kill_reason=reason)


@pytest.mark.parametrize(
    ("article", "headline", "sentence"),
    [
        (ENGLISH, "Story withdrawn", "This story was withdrawn on March 5, 2026."),
        (SORANI, "بابەتەکە کشێندرایەوە", "ئەم بابەتە لە ٥ی ئازاری ٢٠٢٦ کشێندرایەوە."),
        (ARABIC, "سُحب هذا الخبر", "سُحب هذا الخبر بتاريخ ٥ آذار ٢٠٢٦."),
    ],
)
@pytest.mark.parametrize("format", ["html", "page", "fragment"])
def test_a_page_says_that_the_story_was_withdrawn_when_and_why(
    tmp_path: Path, article: Article, headline: str, sentence: str, format: str
) -> None:
    (path,) = export(killed(article), format, tmp_path, SHELF, options(modified=WHEN))
    page = (path / "index.html" if path.is_dir() else path).read_text("utf-8")
    assert sentence in page
    assert "The quote &lt;b&gt;was&lt;/b&gt; *made up*." in page
    own = (article.headline, article.summary, article.byline, article.body.split("\n")[0][:40], *article.keywords)
    assert [word for word in own if word and word in page] == []
    assert "photo" not in {file.parent.name for file in tmp_path.rglob("*.jpg")}
    if format != "fragment":
        assert f">{headline}</h1>" in page
        assert '<meta name="robots" content="noindex">' in page
        assert 'class="ways"' not in page, "nobody is asked to share it"


def test_its_address_stays(tmp_path: Path) -> None:
    before = export(ENGLISH, "page", tmp_path, SHELF, options())
    after = export(killed(ENGLISH), "page", tmp_path, SHELF, options(modified=WHEN))
    assert before == after
    assert list(tmp_path.rglob("*.webp")) == [], "its photos are gone"


def test_without_a_reason_its_words_do_not_leave_either(tmp_path: Path) -> None:
    (path,) = export(killed(ENGLISH, ""), "html", tmp_path, SHELF, options(modified=WHEN))
    assert ENGLISH.headline not in path.read_text("utf-8")
    assert not is_withdrawn(killed(ENGLISH, " "))


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.KILLED])
def test_every_other_story_is_read_as_it_is(status: Status) -> None:
    article = replace(ENGLISH, status=status)
    assert as_read(article, WHEN) is article


def test_what_machines_are_told_of_a_page_is_plain_text(tmp_path: Path) -> None:
    (path,) = export(killed(ENGLISH, "It’s “wrong” & the AP's"), "html", tmp_path, SHELF, options(modified=WHEN))
    page = path.read_text("utf-8")
    assert "&amp;#" not in page
    told = re.findall(r'<meta (?:name|property)="(?:og:|twitter:)?description" content="([^"]*)"', page)
    said = "This story was withdrawn on March 5, 2026. It’s “wrong” & the AP's"
    assert [unescape(one) for one in told] == [said] * len(told) != []


@pytest.mark.parametrize("format", ["html", "page", "fragment", "text"])
def test_the_day_stays_that_of_the_kill_whatever_is_done_later(tmp_path: Path, format: str) -> None:
    days = [WHEN.replace(day=day) for day in (1, 5, 9, 12)]
    states = [ENGLISH, killed(ENGLISH, "At first"), replace(killed(ENGLISH), slugline="x"), killed(ENGLISH)]
    past = [Past(n, day, "", "save", "", 1, "", one) for n, (day, one) in enumerate(zip(days, states, strict=True), 1)]
    told = options(modified=WHEN.replace(day=20), past=lambda _id: past)
    (path,) = export(killed(ENGLISH), format, tmp_path, SHELF, told)
    text = (path / "index.html" if path.is_dir() else path).read_text("utf-8")
    assert "March 5, 2026" in text
    assert "March 20" not in text


def test_plain_text_is_a_kill_for_other_desks_and_no_story(tmp_path: Path) -> None:
    (path,) = export(ENGLISH, "text", tmp_path, SHELF, options())
    assert export(killed(ENGLISH), "text", tmp_path, SHELF, options(modified=WHEN)) == [path]
    lines = path.read_text("utf-8").strip().split("\n\n")
    assert lines[0] == "KILL"
    assert lines[-3:-1] == ["This story was withdrawn on March 5, 2026.", REASON]
    assert f"“{ENGLISH.headline}”" in lines, "they must know which it is"
    assert ENGLISH.body.split("\n")[0][:40] not in path.read_text("utf-8")
    with pytest.raises(Trouble, match="says only that its story was withdrawn"):
        read_file(path)
    assert export(ENGLISH, "text", tmp_path, SHELF, options()) == [path], "it is known as the same story’s"


def test_markdown_carries_why_it_was_killed(tmp_path: Path) -> None:
    path = export(killed(ENGLISH), "markdown", tmp_path, SHELF, options())[0]
    assert "draft: true\nstatus: killed\n" in path.read_text("utf-8")
    again = read_file(path).article
    assert (again.status, again.kill_reason) == (Status.KILLED, REASON)


def test_json_tells_other_desks_to_take_it_out_and_sends_nothing_of_it_again(tmp_path: Path) -> None:
    before = export(ENGLISH, "json", tmp_path, SHELF, options())
    assert len(before) > 1
    assert export(killed(ENGLISH), "json", tmp_path, SHELF, options()) == [before[0]]
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [before[0].name], "its photos are gone"
    path = before[0]
    text = path.read_text("utf-8")
    own = (ENGLISH.summary, ENGLISH.byline, ENGLISH.body.split("\n")[0][:40], *ENGLISH.keywords)
    assert [word for word in own if word and word in text] == []
    item = json.loads(path.read_text("utf-8"))
    assert item["pubStatus"] == "canceled"
    assert item["edNote"] == f"KILL: {REASON}"
    assert {"role": "withdrawal", "contentType": "text/plain", "value": REASON} in item["descriptions"]
    again = read_file(path).article
    assert (again.status, again.kill_reason, again.editors_note) == (Status.KILLED, REASON, "")
    assert again.headline == ENGLISH.headline
    (path, *_photos) = export(replace(ENGLISH, kill_reason=REASON), "json", tmp_path, SHELF, options())
    assert "edNote" not in json.loads(path.read_text("utf-8")), "it was brought back"


@pytest.mark.parametrize("format", ["html", "page", "fragment"])
def test_the_word_of_it_is_no_story_to_be_imported(tmp_path: Path, format: str) -> None:
    (path,) = export(killed(ENGLISH), format, tmp_path, SHELF, options(modified=WHEN))
    with pytest.raises(Trouble, match="says only that its story was withdrawn"):
        read_file(path / "index.html" if path.is_dir() else path)


@pytest.mark.skipif(bool(no_nu()), reason=no_nu())
def test_what_stands_in_its_place_is_valid_html(tmp_path: Path) -> None:
    stories = [killed(article) for article in (ENGLISH, SORANI, ARABIC)]
    pages = [export(story, "html", tmp_path, SHELF, options(modified=WHEN))[0] for story in stories]
    assert nu_errors(pages) == {page: [] for page in pages}


def test_a_correction_is_told_everywhere(tmp_path: Path) -> None:
    line = "March 5, 2026: An earlier version of this story said “Duhok”. It should have said “Erbil”."
    story = replace(ENGLISH, correction=f"{line}\nMarch 4, 2026: Another.")
    (path,) = export(story, "html", tmp_path, SHELF, options())
    page = path.read_text("utf-8")
    assert [page.count(f"<p>{one}</p>") for one in (line, "March 4, 2026: Another.")] == [1, 1]
    linked = re.search(r'"correction": ?"([^"]*)', page)
    assert linked
    assert linked[1].startswith("March 5, 2026")
    (path, *_photos) = export(story, "json", tmp_path, SHELF, options())
    told = {one["role"]: one["value"] for one in json.loads(path.read_text("utf-8"))["descriptions"]}
    assert told["correction"] == story.correction


# in a site


def test_a_site_has_the_word_at_the_story_s_address_and_leads_nobody_there(tmp_path: Path) -> None:
    first, second, third = many(3)
    names = [f"2026-01-0{number + 1}-story-{number}" for number in range(3)]
    stories = Stories(ENGLISH, first, replace(second, related=(Related("related", article=first.id),)), third)
    made(stories, tmp_path)
    stories.change(first.id, status=Status.KILLED, kill_reason=REASON)
    built = made(stories, tmp_path)
    assert built.stories == 3
    page = tmp_path / names[0] / "index.html"
    assert "This story was withdrawn on March 4, 2026." in words(page.read_text("utf-8"))
    assert [one.id for one in built.pages if one.place == page.resolve()] == [first.id], "it leaves a receipt"
    others = {path: data for path, data in files(tmp_path).items() if not path.startswith(names[0])}
    assert [path for path, data in others.items() if names[0].encode() in data] == []
    assert [path for path, data in files(tmp_path).items() if first.headline.encode() in data] == []
    assert dead_links(tmp_path) == []


def test_its_photos_go_and_it_comes_back_when_it_is_killed_no_more(tmp_path: Path) -> None:
    stories = three()
    made(stories, tmp_path)
    before = files(tmp_path)
    stories.change(ENGLISH.id, status=Status.KILLED, kill_reason=REASON)
    made(stories, tmp_path)
    folder = HOME.removesuffix("index.html")
    assert [path for path in files(tmp_path) if path.startswith(folder)] == [HOME]
    assert dead_links(tmp_path) == []
    stories.change(ENGLISH.id, status=Status.PUBLISHED, kill_reason="")
    made(stories, tmp_path)
    assert files(tmp_path) == before


def test_the_feed_has_a_tombstone_and_the_sitemap_nothing(tmp_path: Path) -> None:
    first, second = many(2)
    made(Stories(killed(first), second), tmp_path)
    feed = (tmp_path / "en" / "feed.xml").read_text("utf-8")
    assert 'xmlns:at="http://purl.org/atompub/tombstones/1.0"' in feed
    assert re.findall(r'<at:deleted-entry ref="tag:news\.example,[0-9-]+:(\w+)" when="[^"]+"/>', feed) == [first.id]
    assert feed.count("<entry ") == 1
    assert "story-0" not in (tmp_path / "sitemap.xml").read_text("utf-8")


def test_a_site_of_which_every_story_was_withdrawn_says_so_at_their_addresses(tmp_path: Path) -> None:
    stories = Stories(ENGLISH)
    made(stories, tmp_path)
    stories.change(ENGLISH.id, status=Status.KILLED, kill_reason=REASON)
    assert made(stories, tmp_path).stories == 0
    assert "withdrawn" in (tmp_path / HOME).read_text("utf-8")
    assert dead_links(tmp_path) == []


def test_the_last_story_of_a_language_leads_to_the_site_s_first_page(tmp_path: Path) -> None:
    stories = three()
    stories.change(ARABIC.id, status=Status.KILLED, kill_reason=REASON)
    made(stories, tmp_path)
    assert dead_links(tmp_path) == []
    assert not (tmp_path / "ar").exists()


def test_what_was_killed_without_a_reason_just_goes(tmp_path: Path) -> None:
    stories = three()
    made(stories, tmp_path)
    stories.change(ENGLISH.id, status=Status.KILLED)
    made(stories, tmp_path)
    assert not (tmp_path / HOME).exists()


def test_a_killed_story_leaves_though_an_embargo_would_hold_it(tmp_path: Path) -> None:
    late = replace(killed(ENGLISH), embargo=datetime(2027, 1, 1, tzinfo=UTC))
    made(Stories(late, *many(1)), tmp_path, now=NOW)
    assert (tmp_path / HOME).exists()

"""The comparison as a page: whole by itself, safe, valid; both texts can be had from it, and who changed what."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from desk.article.framing import framing_of
from desk.article.model import Article, Crop, Photo, Status
from desk.article.past import Past
from desk.article.review import Hand, Lineage, Review
from desk.formats.comparison import Named, View, comparison_page
from tests.builders import ARABIC as WORDS_OF_ARABIC
from tests.builders import ENGLISH as WORDS
from tests.builders import MOMENT, a_photo, an_article, articles
from tests.formats.checkers import no_chromium, no_nu, nu_errors, opened
from tests.formats.printed_stories import printed_stories
from tests.formats.stories import ARABIC, ENGLISH, LEAD, SECOND, SORANI

NAMED = Named("version 1, as filed", "the story as it stands")
TALKS = "The talks go on. No date was set for the next round."
RIVER = "Farmers along the river have waited for rain, and 1,200 of them left."
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="


def page(before: Article, after: Article, **more: object) -> str:
    return comparison_page(Review(before, after), NAMED, **more)  # type: ignore[arg-type]


def edited() -> Review:
    """A story that Sam and then Dana worked on: words, a moved paragraph, fields, photos."""
    filed = replace(ENGLISH, body=f"{WORDS}\n\n{TALKS}\n\n![](photo:bbbb2222)\n\n{RIVER}\n\n{WORDS_OF_ARABIC}")
    sam = replace(filed, body=filed.body.replace("Tuesday", "Monday"), summary="Two ministers meet in Erbil.")
    body = (
        f"{TALKS.replace('No', 'A')}\n\n{WORDS.replace('Tuesday', 'Monday')}\n\n![](photo:bbbb2222)\n\n{RIVER}\n\nNew."
    )
    photos = (replace(LEAD, caption="Delegates leave Erbil.", turn=1), SECOND, a_photo(id="p9"))
    dana = replace(sam, body=body, status=Status.READY, photos=photos, keywords=("Water",))
    lineage = Lineage(filed, [Past(1, MOMENT, "Sam", "save", "", 0, "", sam)])
    return Review(filed, dana, lineage, Hand("Dana", MOMENT + timedelta(hours=1)))


def test_whoever_gave_no_name_is_counted_too() -> None:
    base = an_article(body=TALKS)
    some = replace(base, body=TALKS.replace("No", "A"))
    past = Past(1, MOMENT, "", "import", "", 0, "", some)
    review = Review(base, replace(some, headline="New"), Lineage(base, [past]), Hand("Avin", MOMENT))
    assert "2 changes by Avin and somebody unnamed" in comparison_page(review, NAMED)
    only = Review(base, some, Lineage(base, [past]), Hand("Avin", MOMENT))
    assert "<p>1 change</p>" in comparison_page(only, NAMED)


@pytest.mark.parametrize(
    ("parts", "cuts"),
    [
        ({"crops": (Crop("16:9", 0.1, 0.2, 0.9, 0.8),)}, ["0.00 0.05 1.00 0.95", "0.10 0.20 0.90 0.80"]),
        ({"crops": (Crop("free", 0.1, 0.2, 0.9, 0.8),)}, ["", "0.10 0.20 0.90 0.80"]),
        ({"crops": (Crop("1:1", 0.1, 0.2, 0.5, 0.8),)}, ["0.00 0.00 0.62 1.00", "0.10 0.20 0.50 0.80"]),
        ({"turn": 1}, ["", ""]),
    ],
)
def test_a_photo_is_shown_as_it_was_cut_and_as_it_is(parts: dict[str, object], cuts: list[str]) -> None:
    shown: list[Photo] = []
    after = replace(ENGLISH, photos=(replace(LEAD, **parts), SECOND))  # type: ignore[arg-type]
    html = page(ENGLISH, after, picture=lambda photo: shown.append(photo) or PIXEL)
    assert html.count(PIXEL) == len(shown) == 2
    assert [" ".join(f"{side:.2f}" for crop in one.crops for side in framing_of(one).box()) for one in shown] == cuts
    assert shown[0] != shown[1]


def words(html: str) -> str:
    """The words of a page, without white space and controls, of which Python takes some for white space."""
    return re.sub(r"\[U\+[0-9A-F]{4}\]", "", "".join(unescape(re.sub(r"<[^>]*>", "", html)).split()))


def test_it_says_what_is_compared_and_who_did_what_when() -> None:
    html = comparison_page(edited(), NAMED, picture=lambda photo: PIXEL if photo.id == "aaaa1111" else "")
    assert "From <b>version 1, as filed</b> to <b>the story as it stands</b>" in html
    assert "11 changes by Dana and Sam" in html
    when = f"{MOMENT.astimezone():%Y-%m-%d %H:%M}"
    assert f'<ins class="marked" title="Sam · {when}" datetime="2026-03-03T09:30:00Z">Monday</ins>' in html
    rows = re.findall(r'<tr id="e\d+">.*?</tr>', html)
    assert len(rows) == 11
    assert sum("<td>Sam</td>" in row for row in rows) == 3
    assert "Moved here:" in html
    assert "Moved from here:" in html
    assert "Crop of lead photo changed" in html
    assert "Photo 3 added" in html
    assert html.count(PIXEL) == 2
    assert '<th scope="row">Status</th>' in html


@pytest.mark.parametrize(("view", "other"), [("inline", "side"), ("side", "inline")])
def test_one_view_is_chosen_and_the_other_a_switch_away(view: View, other: str) -> None:
    html = page(an_article(body="a"), an_article(body="b"), view=view)
    assert f'id="{view}" checked>' in html
    assert f'id="{other}">' in html


def inline_words(story: Article) -> str:
    """The words of a story's text as the page has them, where nothing changed."""
    html = page(story, story)
    return words(html.split('<div class="inline"')[1].split("</div>")[0].partition(">")[2]) if "<h2>" in html else ""


@settings(max_examples=60, deadline=None)
@given(articles(), articles())
def test_both_texts_can_be_had_from_either_view(before: Article, after: Article) -> None:
    html = page(replace(before, photos=()), replace(after, photos=()))
    if not (before.body.strip() or after.body.strip()):
        return
    html = re.sub(r'<a class="number".*?</a>|<span class="tag".*?</span>', "", html)
    inline = html.split('<div class="inline"')[1].split("</div>")[0].partition(">")[2]
    table = html.split('<div class="sides')[1].split("<tbody>")[1].split("</tbody>")[0]
    cells = re.findall(r"<td>(.*?)</td>", table, re.DOTALL)
    old, new = (inline_words(an_article(body=one.body)) for one in (before, after))
    assert (words("".join(cells[::2])), words("".join(cells[1::2]))) == (old, new)
    assert words(re.sub(r"<del.*?</del>", "", inline, flags=re.DOTALL)) == new


def test_words_are_words_and_never_markup() -> None:
    hostile = '<script>alert(1)</script><img src=x onerror=alert(1)> "&\u202e\x07'
    photo = a_photo(caption=hostile, name=hostile)
    after = an_article(
        headline=hostile, body=hostile, byline=hostile, keywords=(hostile,), language='en"><b>', photos=(photo,)
    )
    html = comparison_page(Review(an_article(), after, None, Hand(hostile, MOMENT)), Named(hostile, hostile))
    assert "<script" not in html
    assert "<img" not in html
    assert 'lang="en"><b>' not in html
    assert "&lt;script&gt;" in html
    assert "[U+202E][U+0007]" in html
    assert not re.search("[\u202a-\u202e\x00-\x08]", html)


def test_a_story_that_runs_right_to_left_faces_so() -> None:
    html = page(replace(ARABIC, body=f"{WORDS_OF_ARABIC}\n\n{WORDS}"), replace(ARABIC, body=WORDS_OF_ARABIC))
    assert '<table lang="ar" dir="rtl">' in html
    assert '<p dir="ltr"><del class="marked"' in html


def test_where_nothing_changed_it_says_so() -> None:
    html = page(ENGLISH, ENGLISH)
    assert "<p>No changes</p>" in html
    assert "<tr id=" not in html


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Comparisons of many stories, each with the next and with an empty one."""
    out = tmp_path_factory.mktemp("comparisons")
    stories = [printed.article for printed in printed_stories().values()]
    reviews = [Review(one, other) for one, other in pairwise(stories)]
    reviews += [edited(), Review(SORANI, ARABIC), Review(Article(id="0"), ENGLISH), Review(ENGLISH, ENGLISH)]
    for number, review in enumerate(reviews):
        view: View = "side" if number % 2 else "inline"
        html = comparison_page(review, NAMED, view=view, picture=lambda _photo: PIXEL)
        (out / f"{number}.html").write_text(html, encoding="utf-8")
    return sorted(out.iterdir())


@pytest.mark.skipif(bool(no_nu()), reason=no_nu())
def test_comparisons_are_valid_html(pages: list[Path]) -> None:
    assert {path.name: found for path, found in nu_errors(pages).items() if found} == {}


@pytest.mark.skipif(bool(no_chromium()), reason=no_chromium())
def test_comparisons_are_open_to_all_readers_and_ask_nobody(pages: list[Path]) -> None:
    for path, told in opened(pages).items():
        assert told.title.startswith("Changes: ")
        assert [one for one in told.requests if not one.startswith((path.as_uri(), "data:"))] == []
        assert told.amiss == (), path.name

"""The marked page: both wordings can be had from it, it is well formed, and marks cross no border."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.markup import Rendering, Setting
from desk.article.model import Article, Photo
from desk.formats.marked import marked_blocks, marked_page, woven
from desk.formats.page import Picture
from desk.paths import resources
from tests.builders import ENGLISH, a_photo, an_article, articles, bodies
from tests.formats.stories import maker, options, pictures

MAKER = maker()
VOID = {"meta", "link", "img", "source", "br", "hr", "wbr", "col"}
TALKS = "The talks go on. No date was set for the next round."
LIVES = "He said 1,200 people live near the dam, *far* below."


class Reader(HTMLParser):
    """Reads a marked page without our insertions (`drop="ins"`) or deletions, and minds that all is well nested."""

    def __init__(self, html: str, drop: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.words: list[str] = []
        self._drop = drop
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            ours = "marked" in (dict(attrs).get("class") or "").split()
            self.open.append((tag, ours and tag == self._drop))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not any(dropped for _tag, dropped in self.open):
            self.words.append(data)


def said(html: str, drop: str = "") -> str:
    """The words of a page, without white space, which a mark may add to or take from."""
    return "".join("".join(Reader(html, drop).words).split())


def blocks(body: str) -> list[str]:
    photo = '<figure class="photo"><img src="desk://photo/{0}" alt=""><figcaption>Photo {0}</figcaption></figure>'
    return list(Rendering(body, Setting("en", photo.format)).blocks)


def marked(before: str, after: str) -> str:
    return marked_blocks(blocks(before), blocks(after))


def pairs() -> st.SearchStrategy[tuple[str, str]]:
    """Two bodies: anything at all, or paragraphs of the same few, in any order."""
    few = st.sampled_from(
        [
            ENGLISH,
            TALKS,
            LIVES,
            LIVES.replace("He", "She"),
            "- a b\n- c d\n- e",
            "## Talks",
            "![](photo:p1)",
            "---",
            "x",
        ]
    )
    alike = st.lists(few, max_size=6).map("\n\n".join)
    return st.tuples(alike, alike) | st.tuples(bodies(), bodies())


@settings(max_examples=200, deadline=None)
@given(pairs())
def test_either_page_can_be_had_from_the_marked_one(pair: tuple[str, str]) -> None:
    before, after = pair
    html = marked(before, after)
    assert said(html, "del") == said("".join(blocks(after)))
    assert said(html, "ins") == said("".join(blocks(before)))


@given(bodies())
def test_a_page_that_did_not_change_has_no_marks(body: str) -> None:
    html = marked(body, body)
    assert 'class="marked' not in html
    assert "data-change" not in html
    assert said(html) == said("".join(blocks(body)))


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        (
            "No date was set.",
            "No new date was set.",
            '<p data-change="changed">No <ins class="marked">new </ins>date was set.</p>',
        ),
        (
            "It is a *big* dam.",
            "It is a dam.",
            '<p data-change="changed">It is a <del class="marked">big </del>dam.</p>',
        ),
        (
            ENGLISH,
            f"{ENGLISH}\n\nNew.",
            f'<p>{ENGLISH}</p>\n<p data-change="inserted"><ins class="marked">New.</ins></p>',
        ),
        (
            f"{ENGLISH}\n\nOld.",
            ENGLISH,
            f'<p>{ENGLISH}</p>\n<p data-change="deleted"><del class="marked">Old.</del></p>',
        ),
        ("Tom & Jo", "Tom & Jo <3", '<p data-change="changed">Tom &amp; Jo<ins class="marked"> &lt;3</ins></p>'),
    ],
)
def test_what_a_reader_sees(before: str, after: str, html: str) -> None:
    assert marked(before, after) == html


def test_a_moved_paragraph_is_no_news_and_leaves_one_line_behind() -> None:
    html = marked(f"{TALKS}\n\n{ENGLISH}\n\nEnd of it.", f"{ENGLISH}\n\nEnd of it.\n\n{TALKS}")
    assert html.count('data-change="moved"') == html.count('data-change="moved-on"') == 1
    assert 'data-change="inserted"' not in html
    assert 'data-change="deleted"' not in html


def test_a_photo_that_came_or_went_is_marked_as_a_block() -> None:
    came = marked(ENGLISH, f"{ENGLISH}\n\n![](photo:p1)")
    assert '<figure data-change="inserted" class="photo"><img data-change="inserted"' in came
    went = marked(f"{ENGLISH}\n\n![](photo:p1)", ENGLISH)
    assert '<figure data-change="deleted" class="photo"><img src="desk://photo/p1"' in went


def test_words_around_the_body_are_marked_and_the_head_stays_clean() -> None:
    before = an_article(headline="Dam talks", body=ENGLISH, lead="p1", photos=(a_photo(),), keywords=("water", "dam"))
    after = replace(
        before,
        headline="Dam talks end",
        sign_off="(Desk/AFP)",
        keywords=("dam", "peace"),
        photos=(a_photo(caption="Delegates leave Erbil, March 3, 2026."),),
    )
    page = marked_page(before, after, MAKER, options(), pictures)
    head, body = page.split("<body>", 1)
    body = body.split("</body>")[0]
    assert "marked" not in head.split("<style>")[0]
    assert "<title>Dam talks end" in head
    assert '>Dam talks<ins class="marked"> end</ins></h1>' in body
    assert '<ins class="marked">(Desk/AFP)</ins>' in body
    assert '<bdi><del class="marked">water</del></bdi>' in body
    assert '<del class="marked">arrive in</del><ins class="marked">leave</ins> Erbil' in body
    assert said(body, "del") == said(body_of(after))
    assert "Damtalks" in said(body, "ins")


def body_of(article: Article) -> str:
    return marked_page(article, article, MAKER, options(), pictures).split("<body>", 1)[1].split("</body>")[0]


@settings(max_examples=40, deadline=None)
@given(articles(), articles())
def test_of_any_two_stories_the_page_after_can_be_had(before: Article, after: Article) -> None:
    before = replace(before, correction=before.correction if after.correction.strip() else "")  # it has a label
    page = marked_page(before, after, MAKER, options(), pictures)
    assert said(page.split("<body>", 1)[1].split("</body>")[0], "del") == said(body_of(after))


def test_a_replaced_lead_photo_is_shown_with_the_one_before() -> None:
    before = an_article(body=ENGLISH, lead="p1", photos=(a_photo(), a_photo(id="p2", media="2" * 64, caption="A dam.")))
    page = marked_page(before, replace(before, lead="p2"), MAKER, options(), pictures)
    assert page.count("<figure") == 2


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        ("a b", "a c", 'a <del class="marked">b</del><ins class="marked">c</ins>'),
        ("", "<b>", '<ins class="marked">&lt;b&gt;</ins>'),
        ("x\U000f0000", "x", "x"),
    ],
)
def test_two_wordings_in_one_line(before: str, after: str, html: str) -> None:
    assert woven(before, after) == html


def test_a_photo_that_is_cut_otherwise_says_so_and_is_the_same_photo() -> None:
    def framed(photo: Photo) -> Picture:
        return Picture(f"photos/{photo.id}-{photo.turn}.jpg?a=1&b=2", "", 640, 400)

    before = an_article(
        body=f"{ENGLISH}\n\n![](photo:p2)\n\n![](photo:p3)",
        lead="p1",
        photos=tuple(a_photo(id=f"p{n}", caption="") for n in (1, 2, 3)),
    )
    after = replace(before, photos=tuple(replace(photo, turn=1) for photo in before.photos[:2]) + before.photos[2:])
    page = marked_page(before, after, MAKER, options(), framed)
    assert page.count('<figure data-cut="Crop changed" data-change="changed"') == 2
    assert page.count("<figure") == 3
    assert 'data-change="inserted"' not in page
    nudged = replace(before, photos=(*before.photos[:2], replace(before.photos[2], focus=(0.1, 0.1))))
    assert marked_page(before, nudged, MAKER, options(), framed).count("data-cut") == 1
    assert "data-cut" not in marked_page(before, before, MAKER, options(), framed).partition("<body>")[2]


def test_a_caption_and_its_credit_are_marked_word_by_word() -> None:
    before = an_article(body=f"{ENGLISH}\n\n![](photo:p1)", photos=(a_photo(caption="A big dam.", credit="AP"),))
    after = replace(before, photos=(a_photo(caption="A dam.", credit="AFP"),))
    page = marked_page(before, after, MAKER, options(), pictures)
    assert '<span class="caption">A <del class="marked">big </del>dam.</span>' in page
    assert '(<del class="marked">AP</del><ins class="marked">AFP</ins>)' in page


def luminance(colour: str) -> float:
    """How bright a colour is (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_marks_can_be_read_by_day_and_by_night() -> None:
    css = (resources() / "preview" / "marked.css").read_text(encoding="utf-8")
    by_day, by_night = (dict(re.findall(r"--([a-z-]+): (#\w{6})", part)) for part in css.split("@media", 1))
    for colours, paper in ((by_day, "#fdfcfa"), (by_night, "#17181a")):
        for ink, ground in (("come", "come-ground"), ("gone", "gone-ground"), ("moved", "")):
            bright, dark = sorted((luminance(colours[ink]), luminance(colours.get(ground, paper))), reverse=True)
            assert (bright + 0.05) / (dark + 0.05) >= 4.5

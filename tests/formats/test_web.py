"""Saved web pages read: the story on pages of many shapes, Desk's own nearly whole, hostile ones without stings."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desk.article.markup import Setting, render_body
from desk.article.model import Article, Related
from desk.article.trouble import Trouble
from desk.formats import detect, export, read_bytes, read_file
from desk.formats.plain import without_tricks
from desk.formats.reading import Imported
from tests.builders import a_photo, a_sorani_story, a_story, articles
from tests.formats.stories import Shelf, jpeg, media_of, options
from tests.formats.test_plain import words_of

PAGES = Path(__file__).parent / "web"
LONG = "They talked until the evening came, and agreed on little but the day of their next meeting."


def read(html: str | bytes, name: str = "page.html") -> Imported:
    return read_bytes(html if isinstance(html, bytes) else html.encode(), name)


def page(*inside: str, head: str = "", headline: str = "Talks resume") -> str:
    """A small page whose story has two sure paragraphs, and between them whatever is to be tried."""
    body = f"<h1>{headline}</h1><p>{LONG}</p>{''.join(inside)}<p>{LONG[::1]} It rained.</p>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body><article>{body}</article></body></html>'


def between(*inside: str, head: str = "") -> str:
    """What becomes of something between two paragraphs."""
    body = read(page(*inside, head=head)).article.body
    assert body.startswith(LONG)
    assert body.endswith(f"{LONG} It rained.")
    return body.removeprefix(LONG).removesuffix(f"{LONG} It rained.").strip()


# Pages of many shapes


def told(found: Imported) -> Mapping[str, object]:
    """What was read of a page, as its expectation in JSON has it: photos are called by their numbers."""
    article = found.article
    names = {photo.id: str(at) for at, photo in enumerate(article.photos, start=1)}
    fields = {
        name: getattr(article, name) for name in ("headline", "kicker", "summary", "byline", "sign_off", "section")
    }
    fields |= {name: getattr(article, name) for name in ("language", "source", "source_id", "correction", "copyright")}
    photos = [
        {"name": one.name, "caption": one.caption, "credit": one.credit, "alt": one.alt} for one in article.photos
    ]
    return fields | {
        "dateline": [article.dateline.place, article.dateline.agency],
        "keywords": list(article.keywords),
        "published": article.published.isoformat() if article.published else "",
        "body": re.sub(r"photo:(\w+)", lambda mark: f"photo:{names[mark[1]]}", article.body).split("\n\n"),
        "lead": names.get(article.lead, ""),
        "photos": photos,
        "related": [[one.kind, one.title, one.address] for one in article.related],
        "notes": list(found.notes),
    }


def laid_out(fixture: Path, folder: Path) -> Path:
    """A fixture in a folder of its own, with the photos beside it that it names."""
    saved = folder / fixture.name
    saved.write_bytes(fixture.read_bytes())
    names = sorted(set(re.findall(rb"[\w-]+_files/[\w%-]+\.jpg", fixture.read_bytes())))
    for at, name in enumerate(names):
        photo = folder / unquote(name.decode())
        photo.parent.mkdir(exist_ok=True)
        photo.write_bytes(jpeg(tint=20 * at))
    return saved


@pytest.mark.parametrize("fixture", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_the_story_on_a_page_is_found(fixture: Path, tmp_path: Path) -> None:
    expected = json.loads(fixture.with_suffix(".json").read_text("utf-8"))
    assert told(read_file(laid_out(fixture, tmp_path))) == expected


def test_there_are_pages_of_many_shapes() -> None:
    assert len(list(PAGES.glob("*.html"))) >= 15


# Our own pages


def said(body: str) -> list[str]:
    """The words of a body, in order."""
    return re.findall(r"\w+", words_of(render_body(seen(body), Setting("en", lambda _photo: ""))))


def line_of(text: str) -> list[str]:
    return re.findall(r"\w+", seen(text))


def seen(text: str) -> str:
    """A text without what no reader of a page sees."""
    return re.sub("[\u200b\u00ad\ufeff\u2060]", "", without_tricks(text))


@given(article=articles())
def test_an_exported_page_comes_back_with_its_words(article: Article, tmp_path_factory: pytest.TempPathFactory) -> None:
    article = replace(article, photos=(), lead="")
    assume(article.headline.strip() or said(article.body))
    path, *_rest = export(article, "html", tmp_path_factory.mktemp("own"), Shelf(), options())
    found = read_file(path).article
    assert line_of(found.headline) == line_of(article.headline)
    assert line_of(found.summary) == line_of(article.summary)
    assert line_of(found.byline) == line_of(article.byline)
    assert said(found.body) == said(article.body)


@pytest.mark.parametrize("story", [a_story(), a_sorani_story()], ids=["en", "ckb"])
@pytest.mark.parametrize("form", ["html", "page"])
def test_an_exported_story_comes_back_whole(story: Article, form: str, tmp_path: Path) -> None:
    one, two = jpeg(), jpeg(tint=30)
    photos = (a_photo(media=media_of(one)), a_photo(id="p2", media=media_of(two), caption="The dam.", credit="Reuters"))
    story = replace(story, photos=photos, correction="The name was wrong.")
    export(story, form, tmp_path, Shelf(one, two), options())
    found = read_file(next(tmp_path.rglob("*.html"))).article
    for name in (
        "headline",
        "summary",
        "byline",
        "dateline",
        "sign_off",
        "section",
        "keywords",
        "language",
        "correction",
    ):
        if name == "dateline":
            assert (found.dateline.place, found.dateline.agency) == (story.dateline.place, story.dateline.agency)
        else:
            assert getattr(found, name) == getattr(story, name)
    lead, other = found.photos
    assert found.body == story.body.replace("photo:p2", f"photo:{other.id}")
    assert found.lead == lead.id
    assert [(photo.caption, photo.alt) for photo in found.photos] == [(photo.caption, photo.alt) for photo in photos]


def test_the_stories_around_an_exported_one_come_back(tmp_path: Path) -> None:
    around = (
        Related("previous", "The story before it", "https://a.example/p"),
        Related("next", "The story behind it", "https://a.example/n"),
        Related("related", "A story on the same matter", "https://a.example/r"),
    )
    story = replace(a_story(), photos=(), lead="", related=around, shares=1234)
    export(story, "html", tmp_path, Shelf(), options(base_url="https://a.example"))
    found = read_file(next(tmp_path.rglob("*.html"))).article
    assert (found.related, found.shares) == (around, 1234)


# What machines are told


def test_names_are_looked_up_where_they_are_told() -> None:
    data = [
        {"@type": "NewsArticle", "headline": "Talks resume", "author": [{"@id": "#a"}, {"@id": "#b"}]},
        {"@type": "Person", "@id": "#a", "name": "Hemin Karim"},
        {"@type": "Person", "@id": "#b", "name": "Sara Ali"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": data})}</script>'
    assert read(page(head=head)).article.byline == "Hemin Karim and Sara Ali"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-03T14:05:00+03:00", datetime(2026, 3, 3, 11, 5, tzinfo=UTC)),
        ("2026-03-03T14:05:00Z", datetime(2026, 3, 3, 14, 5, tzinfo=UTC)),
        ("2026-03-03T14:05:00", datetime(2026, 3, 3, 14, 5, tzinfo=UTC)),
        ("2026-03-03", datetime(2026, 3, 3, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 14:05:00 +0300", datetime(2026, 3, 3, 11, 5, tzinfo=UTC)),
        ("the third of March", None),
        ("9999-99-99", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_moments_are_read_with_their_zones(written: str, moment: datetime | None) -> None:
    head = f'<meta property="article:published_time" content="{written}">'
    assert read(page(head=head)).article.published == moment


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        '{"@type":"NewsArticle"}',
        '{"@type":["NewsArticle"],"headline":["x",',
        "[" * 5000,
        "<!--{}-->",
    ],
)
def test_broken_statements_to_machines_are_passed_over(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert read(page(head=head)).article.headline == "Talks resume"


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    (
                        "@type",
                        "@id",
                        "headline",
                        "author",
                        "image",
                        "publisher",
                        "keywords",
                        "name",
                        "datePublished",
                        "articleSection",
                        "mainEntityOfPage",
                        "url",
                    )
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_machines_are_told_is_no_trouble(data: object) -> None:
    told_them = {"@type": "NewsArticle", "headline": "Talks resume", "item": data}
    items = json.dumps([told_them | (data if isinstance(data, dict) else {}), data]).replace("<", "\\u003c")
    assert LONG in read(page(head=f'<script type="application/ld+json">{items}</script>')).article.body


def test_other_languages_of_the_story_are_kept() -> None:
    head = (
        '<link rel="canonical" href="https://a.example/en/1"><link rel="alternate" hreflang="ckb" href="/ckb/1">'
        '<link rel="alternate" hreflang="en" href="/en/1"><link rel="alternate" hreflang="x-default" href="/">'
    )
    found = read(page(head=head)).article
    assert found.related == (Related("translation", "", "https://a.example/ckb/1", language="ckb"),)


# What stands on the page


def test_links_are_made_whole() -> None:
    head = '<link rel="canonical" href="https://a.example/news/1">'
    this, that = '<a href="../x?utm_source=y&amp;id=2">this</a>', '<a href="//b.example/">that</a>'
    link = f'<p>See {this}, {that} and <a href="#c">it</a>.</p>'
    assert between(link, head=head) == "See [this](https://a.example/x?id=2), [that](https://b.example/) and it."
    base = '<base href="https://c.example/d/">'
    assert between('<p>See <a href="x">this</a>.</p>', head=base) == "See [this](https://c.example/d/x)."


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="share-bar"><a href="https://x.com/share">Share this with friends</a></div>',
        '<div class="ad-slot">Buy two kettles and get one</div>',
        '<nav><a href="/">Home</a></nav>',
        '<form action="/subscribe"><p>Your address, please, and the name of your first pet.</p></form>',
        '<div class="newsletter-signup"><p>Get our letter every morning, free, for ever and ever.</p></div>',
        '<section id="comments"><p>I was first, and I do not agree with a word of this.</p></section>',
        '<div role="complementary"><p>Something else that is not of this story.</p></div>',
        "<p>Advertisement</p>",
        "<p>1.2K shares</p>",
        "<p>إعلان</p>",
        "<h3>Related stories</h3><ul><li><a href='/1'>Another story about a river</a></li></ul>",
        "<p>اقرأ أيضا: <a href='/1'>قصة أخرى عن النهر</a></p>",
        "<p style='display:none'>Seen by nobody</p>",
        "<noscript><p>Please switch on JavaScript.</p></noscript>",
        "<iframe src='https://ads.doubleclick.net/x' width='300' height='250'></iframe>",
        "<iframe src='https://counts.example/readers' width='1' height='1'></iframe>",
    ],
)
def test_what_stands_around_a_story_is_left_out(furniture: str) -> None:
    assert between(furniture) == ""


def test_what_holds_the_story_is_no_furniture_whatever_it_is_called() -> None:
    html = page().replace("<article>", '<div class="sidebar comments related"><article class="ad">')
    assert LONG in read(html).article.body


def test_a_story_stays_where_menus_are_longer_and_its_box_is_called_after_a_sidebar() -> None:
    menu = "".join(f"<li><a href='/{n}'>A rather long entry of the menu, number {n}</a></li>" for n in range(99))
    html = page().replace("<article>", f'<div class="menu"><ul>{menu}</ul></div><article class="has-sidebar related">')
    assert read(html.replace("<h1>Talks resume</h1>", "")).article.body.startswith(LONG)


def test_a_story_without_a_headline_stays_in_a_box_that_is_called_after_another() -> None:
    html = f"<body><p>Home</p><div class='sidebar'><p>{LONG}</p><p>{LONG} It rained.</p></div></body>"
    assert read(html).article.body == f"{LONG}\n\n{LONG} It rained."


def test_teasers_beside_a_story_are_no_part_of_it() -> None:
    story = "".join(f"<p>{LONG} It was day {day}.</p>" for day in range(16))
    more = f"<p>{LONG} {LONG} {LONG} It was day 16.</p>"
    teaser = f"<p>Also today, not far away: <a href='/1'>{LONG}</a> {LONG}</p>"
    html = f"<body><div><div>{story}</div><div>{more}</div><div>{teaser}{teaser}</div></div></body>"
    body = read(html).article.body
    assert "Also today" not in body
    assert body.endswith("It was day 16.")


def test_a_headline_that_is_repeated_in_the_text_is_left_out() -> None:
    head = '<meta property="og:title" content="Talks resume in Erbil">'
    assert between("<h2>Talks resume in Erbil</h2>", head=head) == ""
    assert between("<h2>Talks resume in Ankara</h2>", head=head) == "## Talks resume in Ankara"


def test_comments_are_left_out_though_they_are_longer_than_the_story() -> None:
    comments = "".join(
        f"<article class='comment'><p>{LONG} I say so, and I am number {n}.</p></article>" for n in range(30)
    )
    html = page().replace("</body>", f"<div class='comments-area'>{comments}</div></body>")
    assert read(html).article.body == f"{LONG}\n\n{LONG} It rained."


def test_a_form_around_the_whole_page_is_no_form() -> None:
    html = page("<p>One.</p>").replace("<article>", "<form><article>").replace("</article>", "</article></form>")
    assert read(html).article.body == f"{LONG}\n\nOne.\n\n{LONG} It rained."


def test_a_story_is_found_among_longer_lists_of_others() -> None:
    others = "".join(
        f"<p><a href='/{n}'>{LONG} And so on, and on, as ever, said number {n}.</a></p>" for n in range(40)
    )
    html = f"<body><div>{others}</div><div><p>{LONG}</p><p>It rained for {LONG}</p></div><div>{others}</div></body>"
    assert read(html).article.body == f"{LONG}\n\nIt rained for {LONG}"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Share prices fell.</p>", "Share prices fell."),
        (
            f"<p class='text related'>{LONG} A word on related matters was said too.</p>",
            f"{LONG} A word on related matters was said too.",
        ),
        (
            "<ul><li><a href='https://a.example/'>A source of ours</a></li></ul>",
            "- [A source of ours](https://a.example/)",
        ),
        ("<aside class='pullquote'><p>We lost two summers</p></aside>", "> We lost two summers"),
        ("<aside class='factbox'><p>The dam is 64 metres high.</p></aside>", "The dam is 64 metres high."),
        ("<p>One<br><br>Two</p>", "One\n\nTwo"),
        ("<p>* * *</p>", "* * *"),
        (
            "<figure><table><tr><th>A</th></tr><tr><td>1</td></tr></table><figcaption>Dams</figcaption></figure>",
            "| A |\n| --- |\n| 1 |\n\nDams",
        ),
    ],
)
def test_what_is_of_the_story_stays(html: str, markdown: str) -> None:
    assert between(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<iframe src="//www.youtube.com/embed/abcdef12345" title="The speech"></iframe>',
         "[The speech](https://www.youtube.com/watch?v=abcdef12345)"),
        ('<iframe src="https://maps.example/embed?x=1"></iframe>',
         "[https://maps.example/embed?x=1](https://maps.example/embed?x=1)"),
        ('<video src="https://a.example/v.mp4"></video>', "[https://a.example/v.mp4](https://a.example/v.mp4)"),
        ('<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/1"><section>Rain</section></blockquote>',
         "[Rain](https://www.tiktok.com/@a/video/1)"),
    ],
)  # fmt: skip
def test_what_is_embedded_becomes_a_link(html: str, markdown: str) -> None:
    assert between(html) == markdown


@pytest.mark.parametrize(
    ("told", "shown", "headline"),
    [
        ("Middle East - Talks resume in Erbil", "Talks resume in Erbil", "Talks resume in Erbil"),
        ("Talks resume in…", "Talks resume in Erbil at last", "Talks resume in Erbil at last"),
        ("Talks resume in Erbil", "Water again on the table of two ministers", "Talks resume in Erbil"),
        ("Talks resume in Erbil", "News", "Talks resume in Erbil"),
    ],
)
def test_the_headline_is_the_purest_that_there_is(told: str, shown: str, headline: str) -> None:
    html = page(head=f'<meta property="og:title" content="{told}">', headline=shown)
    assert read(html).article.headline == headline


@pytest.mark.parametrize(
    ("author", "first", "byline", "stays"),
    [
        ("", "<p>By Hemin Karim</p>", "Hemin Karim", False),
        ("Hemin Karim", "<p><b>By Hemin Karim</b></p>", "Hemin Karim", False),
        ("Sara Ali", "<p>By Hemin Karim</p>", "Sara Ali", True),
        ("", "<p>By then it rained.</p>", "", True),
        ("", '<div class="post-author">Hemin Karim</div>', "Hemin Karim", False),
        ("", '<a rel="author" href="/h">Hemin Karim</a>', "Hemin Karim", False),
    ],
)
def test_the_byline_is_taken_where_it_stands(author: str, first: str, byline: str, *, stays: bool) -> None:
    head = f'<meta name="author" content="{author}">' if author else ""
    found = read(page(head=head).replace("</h1>", f"</h1>{first}")).article
    assert found.byline == byline
    assert (not found.body.startswith(LONG)) == stays


def test_the_name_of_a_site_is_no_headline() -> None:
    site = '<body><div class="identity"><h1><a href="/">All the News</a></h1></div>'
    html = page(head='<meta property="og:title" content="Talks resume">').replace("<body>", site)
    found = read(html).article
    assert found.headline == "Talks resume"
    assert "Talks resume" not in found.body


def test_a_summary_that_only_repeats_the_beginning_is_none() -> None:
    head = f'<meta name="description" content="{LONG[:60]}…">'
    assert read(page(head=head)).article.summary == ""
    assert read(page(head='<meta name="description" content="At last.">')).article.summary == "At last."


def test_photos_inside_the_page_are_taken() -> None:
    data = base64.b64encode(jpeg()).decode()
    figure = (
        f'<figure><img src="data:image/jpeg;base64,{data}" alt="A dam"><figcaption>The dam. (AFP)</figcaption></figure>'
    )
    found = read(page(figure))
    (photo,) = found.article.photos
    assert (photo.caption, photo.credit, photo.alt) == ("The dam.", "AFP", "A dam")
    assert found.originals == {photo.media: jpeg()}
    assert f"![](photo:{photo.id})" in found.article.body


def test_photos_outside_the_folder_of_the_page_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "page.html").write_text(page('<img src="../secret.jpg">', '<img src="file:///etc/passwd">'), "utf-8")
    found = read_file(folder / "page.html")
    assert found.originals == {}
    assert len(found.notes) == 2


def archive(html: str, address: str, charset: str = "utf-8", **pictures: bytes) -> bytes:
    """A page saved as a single file; a picture's name is its address with `_` for `.`."""
    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = address
    message.attach(MIMEText(html, "html", charset))
    for name, data in pictures.items():
        part = MIMEImage(data, "jpeg")
        part["Content-Location"] = f"https://a.example/{name.replace('_', '.')}"
        message.attach(part)
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "cp1256"])
def test_a_page_saved_as_a_single_file_is_read(charset: str) -> None:
    html = page(
        '<figure><img src="/dam.jpg"><figcaption>السد</figcaption></figure>', '<p>See <a href="x">this</a>.</p>'
    )
    data = archive(html, "https://a.example/news/1", charset, dam_jpg=jpeg())
    found = read(data, "page.mhtml")
    (photo,) = found.article.photos
    assert (photo.name, photo.caption, found.originals) == ("dam.jpg", "السد", {photo.media: jpeg()})
    assert found.article.source_id == "https://a.example/news/1"
    assert "See [this](https://a.example/news/x)." in found.article.body


def test_an_archive_without_a_page_is_refused() -> None:
    message = MIMEMultipart("related")
    message.attach(MIMEImage(jpeg(), "jpeg"))
    with pytest.raises(Trouble, match="no page in it"):
        read(message.as_bytes(), "page.mhtml")


def test_photos_of_a_lost_folder_are_named() -> None:
    head = '<link rel="canonical" href="https://a.example/news/1">'
    found = read(page('<img src="./page_files/dam.jpg" alt="A dam">', '<img src="/dam.jpg">', head=head))
    assert found.notes == (
        "The photo ./page_files/dam.jpg does not lie beside the page: put it there and import again."
        " What was said of it: alt text “A dam”.",
        "The photo https://a.example/dam.jpg is not fetched from the network: save it beside the story.",
    )


# Encodings


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1256", "windows-1256"),
        ("cp1256", "utf-8"),
        ("iso8859-6", "ISO-8859-6"),
    ],
)
def test_pages_are_read_in_their_encoding(encoding: str, declared: str) -> None:
    text = "اجتمع وزراء المياه في البلدين يوم الثلاثاء في بغداد بحسب مسؤولين للمرة الأولى منذ عامين كاملين"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    html = f"<html><head>{meta}</head><body><h1>وزراء المياه</h1><p>{text}</p><p>{text}</p></body></html>"
    found = read(html.encode(encoding)).article
    assert (found.headline, found.body, found.language) == ("وزراء المياه", f"{text}\n\n{text}", "ar")


@pytest.mark.parametrize("name", ["rot13", "unicode_escape", "idna", "zlib", "no-such-thing", "undefined"])
def test_what_is_no_encoding_of_pages_is_passed_over(name: str) -> None:
    assert read(page(head=f'<meta charset="{name}">')).article.headline == "Talks resume"


def test_a_page_is_known_by_its_name_and_by_its_content() -> None:
    data = page().encode()
    assert [detect(name, data) for name in ("a.html", "a.htm", "a.xhtml", "", "a.txt")] == ["web"] * 5
    assert detect("", b"<article><h1>Talks</h1><p>They met.</p></article>") == "web"
    assert detect("a.txt", b"<html is what pages begin with") == "text"


# What is made to hurt


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<style>@import url(https://evil.example/)</style>",
        "<svg><script>alert(1)</script><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
        "<iframe src='javascript:alert(1)'></iframe>",
        "<iframe src='data:text/html,<script>alert(1)</script>'></iframe>",
        "<object data='https://evil.example/x.swf'></object>",
        "<embed src='javascript:alert(1)'>",
        "<template><p>Never</p></template>",
        "<video src='javascript:alert(1)'></video>",
    ],
)
def test_what_runs_or_loads_leaves_nothing_behind(hostile: str) -> None:
    assert between(hostile) == ""


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
)
def test_links_that_run_are_but_words(address: str) -> None:
    assert between(f'<p>Press <a href="{address}" onclick="alert(1)">here</a>.</p>') == "Press here."


def test_markdown_on_a_page_is_but_text() -> None:
    text = "<p>[here](javascript:alert(1)) &lt;script&gt;alert(1)&lt;/script&gt; ![](photo:x)</p>"
    html = render_body(between(text), Setting("en", lambda _photo: "<img>"))
    assert "<script" not in html
    assert "<a" not in html
    assert "<img" not in html


def test_a_headline_that_deceives_is_put_right() -> None:
    found = read(page(headline="Ta\x00lks &#x202e;resume&#x202c;\u200b &#x2067;now")).article
    assert found.headline == "Talks resume now"
    head = '<meta property="og:title" content="Talks &#x202e;resume">'
    assert read(page(head=head)).article.headline == "Talks resume"


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<div>" * 1_000_000, "more on it than any story"),
        ("<div>" * 100_000, "nested too deeply"),
        ("<b><i>" * 50_000, "nested too deeply"),
        ("<p>x" * 600_000, "more on it than any story"),
        ("<html><body></body></html>", "no story on it"),
        ("Dam talks end\n\n3 < 4 for both.", "is no web page but plain text: import it as text"),
        ("<html><script>alert(1)</script></html>", "no story on it"),
    ],
)
def test_pages_without_a_story_are_refused_in_a_sentence(html: str, why: str) -> None:
    with pytest.raises(Trouble, match=why):
        read(html)


def test_a_page_larger_than_any_story_is_refused() -> None:
    with pytest.raises(Trouble, match="split it"):
        read(b"<p>" + bytes(200_000_000))


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Trouble, match="not a text file"):
        read(bytes(range(256)) * 40)


@pytest.mark.parametrize(
    "html",
    [
        "<td>" * 200_000,
        "<li>" * 100_000,
        "<p a='" * 100_000,
        "<!--" * 100_000,
        "<a href=x>x" * 50_000,
        "<table><tr><td>x" * 300,
        "&#x202e;" * 100_000,
        "<script>" * 50_000,
        "<h1>" + "x" * 1_000_000 + "</h1>",
        "<p>" + "- " * 300_000,
        "<p>" + "اقرأ " * 50_000,
    ],
)
def test_pages_that_are_made_to_take_for_ever_end(html: str) -> None:
    try:
        read(html)
    except Trouble:
        return


@given(st.text(st.sampled_from("<>/=\"'&; pabliudhrtx!-\n"), max_size=80))
def test_any_bad_page_is_read_or_refused(html: str) -> None:
    try:
        found = read(page(html)).article
    except Trouble:
        return
    assert found.headline

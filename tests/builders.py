"""Small builders and Hypothesis strategies for articles and their parts, for every test to share.

`an_article(headline="…")` makes one plain thing, the same each time; `articles()` draws any that Desk can hold.
The texts drawn are what newsrooms type and paste: English, Sorani and Arabic with their joiners and marks, emoji
beyond the BMP, Markdown's own signs, photo marks, tabs and every kind of line end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from itertools import count
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from desk.article import changes
from desk.article.changes import (
    BodyChange,
    Change,
    CommentsChange,
    FieldChange,
    Group,
    PhotoChange,
    PhotosChange,
)
from desk.article.framing import FREE, SHAPES
from desk.article.model import RELATIONS, Article, Comment, Crop, Custody, Dateline, Photo, Related, Reply, Status

T = TypeVar("T")

ENGLISH = "Water ministers of the two countries met in Erbil on Tuesday, officials said."
SORANI = "وەزیرانی ئاوی هەردوو وڵات ڕۆژی سێشەممە لە هەولێر کۆبوونەوە، بەرپرسان وتیان."
ARABIC = "اجتمع وزراء المياه في أربيل يوم الثلاثاء، بحسب مسؤولين."
ZWNJ = "\u200c"
EMOJI = "🗳️"
MEDIA = "0" * 64
MOMENT = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)

SNIPPETS = (
    *("a", "dam", "Erbil", "1,200", "(AP)", "—", "“", "é", "e\u0301", ENGLISH),
    *("ئ", "هەولێر", "٣ی ئازار", "دەڵێ،", f"نووسین{ZWNJ}ەکان", "ـ", SORANI),
    *("ماء", "أربيل", "١٬٢٠٠", "؟", "\u064b", "\u200f", ARABIC),
    *(EMOJI, "👩\u200d🚒", "𐎠", "\U0001f1ee\U0001f1f6"),
    *(" ", "  ", "\t", "\u00a0", "\n", "\n\n", "\r\n", "\u2028"),
    *("**", "*", "_", "`", "# ", "## ", "> ", "- ", "1. ", "---", "```", "[a](b)", "![](photo:p1)", "<b>", "&"),
)
"""What texts are made of: one to a few words each, with all that tends to trip an editor."""


def a_photo(**parts: object) -> Photo:
    """A photo with the words it needs to be published; its ID is `p1` where none is given."""
    usual: dict[str, object] = {
        "id": "p1",
        "media": MEDIA,
        "name": "delegates.jpg",
        "width": 3000,
        "height": 2000,
        "caption": "Delegates arrive in Erbil, March 3, 2026.",
        "credit": "Agency photo",
        "alt": "Three people leave a car",
    }
    return _made(Photo, usual, parts)


def a_comment(**parts: object) -> Comment:
    """A comment of no length at the body's start, unless told otherwise."""
    usual: dict[str, object] = {
        "id": "c1",
        "author": "Rojin",
        "time": MOMENT,
        "text": "Who says?",
        "start": 0,
        "end": 0,
    }
    return _made(Comment, usual, parts)


def a_comment_on(body: str, words: str, **parts: object) -> Comment:
    """A comment on the first place where `words` stand in the body."""
    start = body.index(words)
    return a_comment(**{"start": start, "end": start + len(words), "quote": words, **parts})


def an_article(**parts: object) -> Article:
    """An empty article but for its ID and its time of making, which are the same each time."""
    return _made(Article, {"id": "a" * 16, "created": MOMENT}, parts)


def a_story(**parts: object) -> Article:
    """An article with everything in it that publication asks for, its lead photo included."""
    usual: dict[str, object] = {
        "headline": "Ministers meet over border dam",
        "summary": "Talks on the shared river resume after two years.",
        "byline": "Rojin Karim",
        "dateline": Dateline("ERBIL", "DESK", date(2026, 3, 3)),
        "body": f"{ENGLISH}\n\nThe talks go on.\n\n![](photo:p2)\n\nNo date was set.",
        "sign_off": "(Desk News/AFP)",
        "slug": "ministers-meet-over-border-dam",
        "slugline": "IRAQ-DAM-TALKS",
        "section": "Politics",
        "keywords": ("water", "Erbil"),
        "photos": (a_photo(), a_photo(id="p2", media="1" * 64, caption="The dam.")),
        "lead": "p1",
    }
    return an_article(**{**usual, **parts})


def a_sorani_story(**parts: object) -> Article:
    """The same story as a Sorani desk writes it."""
    usual: dict[str, object] = {
        "language": "ckb",
        "headline": "وەزیران لەسەر بەنداوی سنوور کۆدەبنەوە",
        "summary": f"گفتوگۆ{ZWNJ}کان دوای دوو ساڵ دەستیان پێکردەوە.",
        "byline": "ڕۆژین کەریم",
        "dateline": Dateline("هەولێر", "ئێستا", date(2026, 3, 3)),
        "body": f"{SORANI}\n\nگفتوگۆکان بەردەوامن.\n\n![](photo:p2)\n\nهیچ وادەیەک دیاری نەکرا.",
        "sign_off": "(ئێستا/AFP)",
        "slug": "وەزیران-کۆدەبنەوە",
        "section": "سیاسەت",
        "keywords": ("ئاو", "هەولێر"),
    }
    return a_story(**{**usual, **parts})


def _made(kind: type[T], usual: dict[str, object], parts: dict[str, object]) -> T:
    return kind(**{**usual, **parts})


def made(article: Article, change: Change | None) -> Article:
    """The article after an act, which must apply; taken back, it must be the article again."""
    assert change is not None
    kept = changes.keeping_anchors(article, change)
    after = changes.apply(article, kept)
    assert changes.apply(after, changes.invert(kept)) == article
    return after


@cache
def texts(max_size: int = 12) -> SearchStrategy[str]:
    """Text of any script, of up to `max_size` snippets, any kind of line end among them."""
    anything = st.text(st.characters(codec="utf-8"), max_size=4)
    return st.lists(st.sampled_from(SNIPPETS) | anything, max_size=max_size).map("".join)


@cache
def words() -> SearchStrategy[str]:
    """A word or a few, on one line, with nothing of a markup's."""
    return st.sampled_from([text for text in SNIPPETS if text[0].isalnum() and text == text.strip()])


@cache
def bodies() -> SearchStrategy[str]:
    """A body as the editor holds it: paragraphs in one kind of line end, lists, quotes and photos among them."""
    lines = st.tuples(
        st.sampled_from(["", "", "", "# ", "> ", "- ", "1. "]), st.lists(words(), max_size=4).map(" ".join)
    )
    paragraphs = lines.map("".join) | st.sampled_from(["![](photo:p1)", "---", "```\nx\n```"]) | texts(4).map(_one_kind)
    return st.lists(paragraphs, max_size=6).map("\n\n".join)


def _one_kind(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def moments() -> SearchStrategy[datetime]:
    """Moments with their zone, to the microsecond, of any year that a story may speak of."""
    zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    return st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1), timezones=zones | st.just(UTC))


def days() -> SearchStrategy[date]:
    """Days of any year that a calendar has."""
    return st.dates()


@cache
def datelines() -> SearchStrategy[Dateline]:
    """Datelines, empty in any of their parts."""
    return st.builds(Dateline, texts(2), texts(2), st.none() | days())


@cache
def photos(photo_id: str | None = None) -> SearchStrategy[Photo]:
    """Photos with any words, under a drawn ID or the one given."""
    ids = _hexadecimal(16) if photo_id is None else st.just(photo_id)
    wordings = st.dictionaries(st.sampled_from(_WORDINGS), texts(2), max_size=4)
    sizes = st.integers(0, 60_000)
    kinds = st.sampled_from(["image/jpeg", "image/png", "image/heic"])
    rest = st.fixed_dictionaries(
        {"id": ids, "media": _hexadecimal(64), "width": sizes, "height": sizes},
        optional={"kind": kinds, "keywords": keywords(), "with_origin": st.booleans(), **_framing()},
    )
    return st.builds(lambda some, more: Photo(**some, **more), rest, wordings)


@cache
def _framing() -> dict[str, SearchStrategy[object]]:
    return {
        "focus": st.tuples(st.floats(0, 1), st.floats(0, 1)),
        "turn": st.integers(0, 3),
        "tilt": st.floats(-45, 45),
        "crops": st.lists(crops(), max_size=4, unique_by=lambda crop: crop.shape).map(tuple),
    }


def crops(shape: str | None = None) -> SearchStrategy[Crop]:
    """Parts of a photo cut by hand, each at least a twentieth of its width and height."""
    side = st.tuples(st.floats(0, 0.95), st.floats(0, 1)).map(
        lambda at: (at[0], at[0] + max(0.05, at[1] * (1 - at[0])))
    )
    shapes = st.sampled_from([FREE, *SHAPES]) if shape is None else st.just(shape)
    return st.builds(lambda name, x, y: Crop(name, x[0], y[0], min(x[1], 1.0), min(y[1], 1.0)), shapes, side, side)


_WORDINGS = (
    *("name", "headline", "caption", "credit", "photographer", "source", "copyright"),
    *("usage_terms", "alt", "city", "country", "taken"),
)


@cache
def _hexadecimal(size: int) -> SearchStrategy[str]:
    return st.binary(min_size=size // 2, max_size=size // 2).map(bytes.hex)


@cache
def keywords() -> SearchStrategy[tuple[str, ...]]:
    """Up to three keywords."""
    return st.lists(texts(2), max_size=3).map(tuple)


@cache
def related() -> SearchStrategy[Related]:
    """Another story that a page leads to, in any relation."""
    return st.builds(Related, st.sampled_from(RELATIONS), *[texts(2)] * 5)


@cache
def replies() -> SearchStrategy[Reply]:
    """What somebody answered."""
    return st.builds(Reply, _hexadecimal(16), texts(1), moments(), texts(2))


@cache
def custodies() -> SearchStrategy[Custody]:
    """Who has a story, or nobody named."""
    return st.builds(Custody, texts(1), texts(1), moments()) | st.just(Custody())


def comments_in(body: str) -> SearchStrategy[Comment]:
    """Comments on any stretch of `body`, each quoting the words it stands on."""

    def on(ends: tuple[int, int]) -> SearchStrategy[Comment]:
        start, end = sorted(ends)
        return st.builds(
            Comment,
            id=_hexadecimal(16),
            author=texts(1),
            time=moments(),
            text=texts(3),
            start=st.just(start),
            end=st.just(end),
            quote=st.just(body[start:end]),
            resolved=st.booleans(),
            replies=st.lists(replies(), max_size=2).map(tuple),
        )

    place = st.integers(0, len(body))
    return st.tuples(place, place).flatmap(on)


def comments(body: str) -> SearchStrategy[Comment]:
    """Comments on any stretch of `body`, or on a field or a photo."""
    elsewhere = st.builds(
        lambda note, spot: replace(note, place=spot[0], field=spot[1]),
        comments_in(""),
        st.sampled_from([("headline", ""), ("photo:p1", ""), ("photo:p1", "caption")]),
    )
    return comments_in(body) | elsewhere


@cache
def field_values(name: str) -> SearchStrategy[object]:
    """Values that the article's field `name` may hold (not body, photos, comments: these have changes of their own)."""
    special: dict[str, SearchStrategy[object]] = {
        "dateline": datelines(),
        "keywords": keywords(),
        "language": st.sampled_from(["en", "ckb", "ar", "kmr", "fa", "pt-BR", ""]),
        "status": st.sampled_from(Status),
        "urgency": st.integers(0, 9),
        "embargo": st.none() | moments(),
        "published": st.none() | moments(),
        "created": moments(),
        "related": st.lists(related(), max_size=3).map(tuple),
        "shares": st.integers(0, 2**40),
        "passed_over": keywords(),
        "known_words": keywords(),
        "target": st.integers(0, 2**40),
        "custody": custodies(),
    }
    return special.get(name, texts(3))


PLAIN_FIELDS = tuple(f.name for f in fields(Article) if f.name not in ("id", "body", "photos", "comments"))
"""The fields that a FieldChange may give another value."""


@st.composite
def articles(draw: st.DrawFn, bodies: SearchStrategy[str] | None = None) -> Article:
    """Any article: each field as it likes, photos of different IDs, comments that lie in the body."""
    body = draw(texts() if bodies is None else bodies)
    pictures = tuple(draw(photos(f"p{number}")) for number in range(draw(st.integers(0, 2))))
    notes = tuple(draw(st.lists(comments(body), max_size=3)))
    names = draw(st.lists(st.sampled_from(PLAIN_FIELDS), max_size=6, unique=True))
    plain = {name: draw(field_values(name)) for name in names}
    return an_article(**{**plain, "body": body, "photos": pictures, "comments": notes})


@st.composite
def body_changes(draw: st.DrawFn, body: str) -> BodyChange:
    """Any replacement of a stretch of `body`, mostly small, as typing is."""
    at = draw(st.integers(0, len(body)))
    size = draw(st.integers(0, min(3, len(body) - at)) | st.integers(0, len(body) - at))
    return BodyChange(at, body[at : at + size], draw(texts(2)))


@st.composite
def changes_for(draw: st.DrawFn, article: Article, depth: int = 1) -> Change:
    """Any change that fits the article, groups of several included."""
    kinds = [_a_body_change, _a_body_change, _a_field_change, _a_photos_change, _a_comments_change]
    if article.photos:
        kinds.append(_a_photo_change)
    if depth:
        kinds.append(_a_group)
    return draw(st.sampled_from(kinds).flatmap(lambda kind: kind(article)))


def _a_body_change(article: Article) -> SearchStrategy[Change]:
    return body_changes(article.body)


def _a_field_change(article: Article) -> SearchStrategy[Change]:
    def of(name: str) -> SearchStrategy[Change]:
        return field_values(name).map(lambda after: FieldChange(name, getattr(article, name), after))

    return st.sampled_from(PLAIN_FIELDS).flatmap(of)


def _a_photos_change(article: Article) -> SearchStrategy[Change]:
    unused = next(name for name in map("p{}".format, count(1)) if article.photo(name) is None)
    fresh = photos(unused).map(lambda photo: (*article.photos, photo))
    fewer = st.permutations(article.photos).flatmap(
        lambda all_of: st.integers(0, len(all_of)).map(lambda n: all_of[:n])
    )
    return (fresh | fewer).map(lambda after: PhotosChange(article.photos, tuple(after)))


def _a_photo_change(article: Article) -> SearchStrategy[Change]:
    names = ("caption", "credit", "alt", "keywords", *_framing())

    def of(chosen: tuple[Photo, str]) -> SearchStrategy[Change]:
        photo, name = chosen
        special: dict[str, SearchStrategy[object]] = {"keywords": keywords(), **_framing()}
        values = special.get(name, texts(2))
        return values.map(lambda after: PhotoChange(photo.id, name, getattr(photo, name), after))

    return st.tuples(st.sampled_from(article.photos), st.sampled_from(names)).flatmap(of)


def _a_comments_change(article: Article) -> SearchStrategy[Change]:
    notes = st.lists(comments(article.body), max_size=2)
    return notes.map(lambda fresh: CommentsChange(article.comments, (*article.comments[1:], *fresh)))


def _a_group(article: Article) -> SearchStrategy[Change]:
    return runs(article, max_size=3, depth=0).map(lambda run: Group(tuple(run)))


@st.composite
def runs(draw: st.DrawFn, article: Article, min_size: int = 0, max_size: int = 8, depth: int = 1) -> Sequence[Change]:
    """Changes that fit one after the other, the first of them `article`."""
    run: list[Change] = []
    for _ in range(draw(st.integers(min_size, max_size))):
        run.append(draw(changes_for(article, depth)))
        article = changes.apply(article, run[-1])
    return run


def junk() -> SearchStrategy[object]:
    """Anything that JSON may hold, numbers beyond all bounds included."""
    leaves = (
        st.none() | st.booleans() | st.integers() | st.floats() | texts(2) | st.sampled_from(["2026-03-03", "draft"])
    )
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(2), inner, max_size=3)
    )

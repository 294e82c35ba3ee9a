"""Stories as they are exported, for the tests of formats: whole, in three languages, with photos that exist."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from desk.article.model import Article, Dateline, Photo, Status
from desk.article.trouble import Trouble
from desk.formats.linked_data import Still
from desk.formats.page import Options, PageMaker, Picture

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "resources" / "themes" / "plain"
SHARED = ROOT.parent / "shared"
ERBIL = timezone(timedelta(hours=3))
WHEN = datetime(2026, 3, 3, 14, 5, tzinfo=ERBIL)
LATER = datetime(2026, 3, 4, 9, 10, tzinfo=ERBIL)


def options(**changed: object) -> Options:
    return replace(Options(LATER), **changed)  # type: ignore[arg-type]


@cache
def jpeg(width: int = 640, height: int = 400, tint: int = 90) -> bytes:
    """A small photograph: a slope of one colour."""
    from PIL import Image

    image = Image.linear_gradient("L").resize((width, height))
    file = io.BytesIO()
    Image.merge("RGB", (image, image, Image.new("L", image.size, tint))).save(file, "JPEG", quality=60)
    return file.getvalue()


def media_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Shelf:
    """Originals in memory, in place of a library. Knows which were asked for; keeps renditions where it is to."""

    def __init__(self, *files: bytes, keeps: bool = False) -> None:
        self.files: Mapping[str, bytes] = {media_of(data): data for data in files}
        self.asked: list[str] = []
        self.kept: dict[tuple[str, str], bytes] = {}
        self.keeps = keeps

    def original(self, media: str) -> bytes:
        self.asked.append(media)
        if media not in self.files:
            raise Trouble("The photo’s file is missing from the library: add the photo again.")
        return self.files[media]

    def kept_rendition(self, media: str, key: str) -> bytes | None:
        return self.kept.get((media, key))

    def keep_rendition(self, media: str, key: str, data: bytes) -> None:
        if self.keeps:
            self.kept[media, key] = data


LEAD = Photo(
    id="aaaa1111",
    media=media_of(jpeg()),
    name="dam.jpg",
    width=640,
    height=400,
    caption="Delegates arrive in Erbil, March 3, 2026.",
    credit="Agency photo",
    photographer="Sara Ali",
    copyright="© Agency",
    usage_terms="Editorial use only",
    alt="Three people walk up steps.",
    city="Erbil",
    country="Iraq",
    keywords=("water", "dam"),
    focus=(0.25, 0.5),
)
SECOND = Photo(
    id="bbbb2222", media=media_of(jpeg(tint=200)), name="ئاو.jpg", width=640, height=400, caption="دەریاچەی دوکان."
)
SHELF = Shelf(jpeg(), jpeg(tint=200))

ENGLISH = Article(
    id="0123456789abcdef",
    headline="Ministers meet over border dam",
    kicker="Water",
    summary="Three water ministers meet in Erbil for the first time in seven years.",
    byline="By Hemin Karim and Sara Ali",
    dateline=Dateline("Erbil", "DESK", date(2026, 3, 3)),
    body="Water ministers met on Tuesday.\n\n![](photo:bbbb2222)\n\nThe talks go on.",
    sign_off="(Desk News/AFP)",
    slug="border-dam-talks",
    slugline="IRAQ-DAM-TALKS",
    section="Politics",
    keywords=("Water", "Dams"),
    status=Status.PUBLISHED,
    urgency=3,
    editors_note="Call the ministry again.",
    correction="The dam is 136 metres high.",
    source="AFP",
    source_id="afp-2026-77",
    copyright="© 2026 Desk News",
    created=datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
    published=WHEN,
    lead="aaaa1111",
    photos=(LEAD, SECOND),
)
SORANI = Article(
    id="fedcba9876543210",
    headline="وەزیرانی ئاو لەبارەی بەنداوی سنوورەوە کۆدەبنەوە",
    summary="سێ وەزیری ئاو لە هەولێر کۆدەبنەوە.",
    byline="هێمن کەریم و سارا عەلی",
    dateline=Dateline("هەولێر", "ئێستا", date(2026, 3, 3)),
    body="وەزیرانی ئاو ڕۆژی سێشەممە کۆبوونەوە 🌊.\n\nنەتەوە‌یەکگرتووەکان پێشوازی کرد.",
    sign_off="(ئێستا نیوز)",
    slug="بەنداوی-سنوور",
    section="سیاسەت",
    keywords=("ئاو",),
    language="ckb",
    created=datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
)
ARABIC = replace(
    SORANI,
    id="00000000000000aa",
    headline="وزراء المياه يجتمعون بشأن سد حدودي",
    summary="اجتمع ثلاثة وزراء في أربيل.",
    byline="سارة علي",
    dateline=Dateline("أربيل", "ديسك", date(2026, 3, 3)),
    body="اجتمع وزراء المياه يوم الثلاثاء في أربيل.",
    sign_off="",
    slug="",
    language="ar",
)


def pictures(photo: Photo) -> Picture:
    sizes = {"16x9": 675, "4x3": 900, "1x1": 1200}
    crops = tuple(Still(f"photos/{photo.id}-{shape}.jpg", 1200, height) for shape, height in sizes.items())
    return Picture(f"photos/{photo.id}.jpg", "", photo.width, photo.height, crops)


@cache
def maker() -> PageMaker:
    """The maker of the plain theme’s pages, one for all tests, and so is what it keeps of a story."""
    return PageMaker(THEME)

"""Draw the sample stories' photographs anew: `python packaging/samples.py [NAME…]`, all where none is named.

They are Desk's own, painted by the brushes in `scenery`; nobody and no place is in them. Each carries the words of
a wire photo as IPTC-IIM and as XMP, in its story's language, and says in its usage terms what it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from desk.photos.iim import write_iim
from desk.photos.words import Words
from desk.photos.xmp import write_xmp

sys.path.insert(0, str(Path(__file__).resolve().parent))
from scenery import bazaar, harvest, marsh, mountains, stadium

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "samples"
SIZE = (2400, 1600)
LARGEST = 400_000
"""Bytes of one photograph at most: the samples are in every installed copy of Desk."""

_EN = "A picture drawn by code for Desk’s sample stories"
_CKB = "وێنەیەک کە بە کۆد بۆ هەواڵە نموونەییەکانی دێسک کێشراوە"
_AR = "صورة مرسومة برمجياً لأخبار ديسك النموذجية"


@dataclass(frozen=True, slots=True)
class Sample:
    """One photograph: its file's name without the ending, how it is drawn, and the words it carries."""

    name: str
    draw: Callable[[tuple[int, int]], Image.Image]
    words: Words


SAMPLES = (
    Sample(
        "border-dam-talks-1",
        mountains.dam,
        Words(
            headline="Low water in the Karzan reservoir",
            caption="Low water in the Karzan reservoir, near Iraq’s border with Iran, at dusk on November 17, 2026.",
            credit="Desk Photo/Shko Dilan",
            photographer="Shko Dilan",
            copyright="© 2026 Desk News",
            usage_terms=_EN,
            alt="A lake between bare mountains at dusk, with a wide pale band of dry shore around it and a curved dam"
            " wall in the distance.",
            city="Penjwen",
            country="Iraq",
            taken="2026-11-17T16:58:00+03:00",
            keywords=("dam", "reservoir", "water", "drought", "Kurdistan Region"),
        ),
    ),
    Sample(
        "mountain-road-snow-1",
        mountains.snow_road,
        Words(
            headline="The road to Balakan valley under snow",
            caption="Marker poles show where the road to Balakan valley lies under the snow, January 26, 2026.",
            credit="Desk Photo/Lana Barzin",
            photographer="Lana Barzin",
            copyright="© 2026 Desk News",
            usage_terms=_EN,
            alt="A line of red and white poles climbs through deep snow to a mountain pass under a grey sky; wheel"
            " tracks end in the drifts.",
            city="Choman",
            country="Iraq",
            taken="2026-01-26T08:42:00+03:00",
            keywords=("snow", "winter", "mountains", "road", "Kurdistan Region"),
        ),
    ),
    Sample(
        "mountain-road-snow-2",
        mountains.village,
        Words(
            headline="A village in Balakan valley after the storm",
            caption="Smoke rises from stoves in Sardol, one of eleven villages cut off by the snow, January 26, 2026.",
            credit="Desk Photo/Lana Barzin",
            photographer="Lana Barzin",
            copyright="© 2026 Desk News",
            usage_terms=_EN,
            alt="Flat-roofed stone houses on a slope, deep in snow, with thin smoke rising from their chimneys and a"
            " few lit windows.",
            city="Choman",
            country="Iraq",
            taken="2026-01-26T07:15:00+03:00",
            keywords=("snow", "winter", "village", "mountains", "Kurdistan Region"),
        ),
    ),
    Sample(
        "sharazoor-harvest-1",
        harvest.wheat,
        Words(
            headline="دروێنەی گەنم لە دەشتی شارەزوور",
            caption="دەراسەیەک لە کێڵگەیەکی گەنمی دەشتی شارەزوور کار دەکات، ٣ی حوزەیرانی ٢٠٢٦.",
            credit="وێنەی دێسک/ئاکام نەوزاد",
            photographer="ئاکام نەوزاد",
            copyright="© ٢٠٢٦ دێسک نیوز",
            usage_terms=_CKB,
            alt="کێڵگەیەکی زێڕینی گەنم کە تا بناری شاخەکان درێژ دەبێتەوە و لە دوورەوە دەراسەیەک تۆزێکی زۆر لە دوای خۆی"
            " بەجێ دەهێڵێت.",
            city="سەیدسادق",
            country="عێراق",
            taken="2026-06-03T18:05:00+03:00",
            keywords=("گەنم", "دروێنە", "کشتوکاڵ", "شارەزوور"),
        ),
    ),
    Sample(
        "sharazoor-harvest-2",
        harvest.silos,
        Words(
            headline="بارهەڵگرەکان لەبەردەم سایلۆ",
            caption="بارهەڵگرە پڕ لە گەنمەکان لە ئێوارەی ٣ی حوزەیرانی ٢٠٢٦دا لەبەردەم سایلۆدا چاوەڕێن.",
            credit="وێنەی دێسک/ئاکام نەوزاد",
            photographer="ئاکام نەوزاد",
            copyright="© ٢٠٢٦ دێسک نیوز",
            usage_terms=_CKB,
            alt="ڕیزێک بارهەڵگر بە گڵۆپی داگیرساوەوە لەبەردەم چەند سایلۆیەکی بەرزدا، لە ژێر ئاسمانێکی پرتەقاڵیی"
            " ئێوارەدا.",
            city="هەڵەبجە",
            country="عێراق",
            taken="2026-06-03T19:48:00+03:00",
            keywords=("گەنم", "سایلۆ", "بارهەڵگر", "هەڵەبجە"),
        ),
    ),
    Sample(
        "old-bazaar-reopens-1",
        bazaar.bazaar,
        Words(
            headline="بازاڕی کۆنی سلێمانی دوای نۆژەنکردنەوە",
            caption="کۆڵانێکی سەرداپۆشراوی بازاڕی کۆنی سلێمانی، ڕۆژێک پێش کردنەوەی، ٢٠ی تشرینی دووەمی ٢٠٢٦.",
            credit="وێنەی دێسک/هێرۆ سیروان",
            photographer="هێرۆ سیروان",
            copyright="© ٢٠٢٦ دێسک نیوز",
            usage_terms=_CKB,
            alt="کۆڵانێکی بازاڕ بە کەوانەی خشتین و ڕیزێک چرای هەڵواسراو، دوکانی پڕ لە بەهارات و قوماش لە هەردوو"
            " لایەوە.",
            city="سلێمانی",
            country="عێراق",
            taken="2026-11-20T11:20:00+03:00",
            keywords=("بازاڕ", "سلێمانی", "نۆژەنکردنەوە", "کەلەپوور"),
        ),
    ),
    Sample(
        "basra-night-final-1",
        stadium.stadium,
        Words(
            headline="نهائي كأس الجنوب في البصرة",
            caption="ملعب الفيحاء في البصرة تحت الأضواء الكاشفة خلال نهائي كأس الجنوب، ٢٠ تشرين الثاني ٢٠٢٦.",
            credit="صورة ديسك/مهند العيداني",
            photographer="مهند العيداني",
            copyright="© ٢٠٢٦ ديسك نيوز",
            usage_terms=_AR,
            alt="ملعب كرة قدم أخضر تحت أضواء كاشفة ليلاً، يظهر فيه اللاعبون صغاراً من بعيد أمام مدرجات مليئة بالمشجعين.",
            city="البصرة",
            country="العراق",
            taken="2026-11-20T20:34:00+03:00",
            keywords=("كرة القدم", "البصرة", "كأس الجنوب", "ملاعب"),
        ),
    ),
    Sample(
        "marsh-water-returns-1",
        marsh.marsh,
        Words(
            headline="شروق الشمس في أهوار الجبايش",
            caption="مشحوف يعبر مجرى مائياً بين القصب عند الشروق في هور الجبايش، ٢١ تشرين الثاني ٢٠٢٦.",
            credit="صورة ديسك/زهراء الموسوي",
            photographer="زهراء الموسوي",
            copyright="© ٢٠٢٦ ديسك نيوز",
            usage_terms=_AR,
            alt="قارب نحيل يقف فيه شخص واحد يعبر مياهاً هادئة بين أعواد القصب العالية، والشمس تشرق خلفه وسط الضباب.",
            city="الجبايش",
            country="العراق",
            taken="2026-11-21T06:38:00+03:00",
            keywords=("الأهوار", "الجبايش", "المياه", "البيئة"),
        ),
    ),
)


def photograph(picture: Image.Image, words: Words, largest: int = LARGEST) -> bytes:
    """The picture as a JPEG that carries its words, in the best quality that keeps it small enough."""
    for quality in (82, 78, 74, 70, 65, 60):
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, progressive=True, optimize=True, xmp=write_xmp(words))
        if out.tell() <= largest:
            break
    return _with_iim(out.getvalue(), write_iim(words))


def _with_iim(jpeg: bytes, block: bytes) -> bytes:
    """The JPEG with an IIM block behind its first segment, among Photoshop's resources, where readers look for it."""
    block += b"\0" * (len(block) % 2)
    resource = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(block).to_bytes(4, "big") + block
    behind = 4 + int.from_bytes(jpeg[4:6], "big")
    return jpeg[:behind] + b"\xff\xed" + (len(resource) + 2).to_bytes(2, "big") + resource + jpeg[behind:]


def main(names: Sequence[str]) -> int:
    """Draw the samples of these names, or all."""
    unknown = set(names) - {sample.name for sample in SAMPLES}
    if unknown:
        print(f"No sample is called {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    for sample in SAMPLES:
        if not names or sample.name in names:
            data = photograph(sample.draw(SIZE), sample.words)
            file = FOLDER / f"{sample.name}.jpg"
            file.write_bytes(data)
            print(f"{file.name}: {len(data) // 1000} kB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

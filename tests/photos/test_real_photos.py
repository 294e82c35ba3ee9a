"""Real photographs: every word that exiftool, the trade's own reader, finds in them stands in its field."""

from __future__ import annotations

import re

import pytest

from desk.photos.reading import read_photo
from desk.photos.words import Words, of_photo
from tests.builders import MEDIA
from tests.photos.files import SHARED, needs_shared_photos

pytestmark = needs_shared_photos

REFERENCE = Words(
    headline="The Headline (ref2019.1)",
    caption="The description aka caption (ref2019.1)",
    credit="Credit Line (ref2019.1)",
    photographer="Creator1 (ref2019.1), Creator2 (ref2019.1)",
    source="Source (ref2019.1)",
    copyright="Copyright (Notice) 2019.1 IPTC - www.iptc.org  (ref2019.1)",
    usage_terms="Rights Usage Termns (ref2019.1)",
    city="City (Core) (ref2019.1)",
    country="Country (Core) (ref2019.1)",
    taken="2019-10-16T19:01:00+00:00",
    keywords=("Keyword1ref2019.1", "Keyword2ref2019.1", "Keyword3ref2019.1"),
)
SOLDIERS = (
    "Operation Mountain Viper put the soldiers of A Company, 2nd Battalion 22nd Infantry Division, 10th Mountain in "
    "the Afghanistan province of Daychopan to search for Taliban and or weapon caches that could be used against U.S. "
    "and allied forces. Soldiers quickly walk to the ramp of the CH-47 Chinook cargo helicopter that will return them "
    "to Kandahar Army Air Field.  (U.S. Army photo by Staff Sgt. Kyle Davis) (Released)"
)


def words_in(name: str, *hidden: bytes) -> Words:
    """The words of a shared photo in which the blocks with these marks cannot be known."""
    data = (SHARED / name).read_bytes()
    for mark in hidden:
        data = data.replace(mark, mark.swapcase())
    return of_photo(read_photo(data, name, MEDIA))


XMP, IIM, EXIF = b"http://ns.adobe.com/xap/1.0/", b"Photoshop 3.0", b"Exif\0\0"


def test_the_reference_image_gives_every_field_its_value() -> None:
    assert words_in("iptc-reference-2019.1.jpg") == REFERENCE


def test_its_iim_alone_gives_the_same_where_iim_has_a_place() -> None:
    from dataclasses import replace

    said = words_in("iptc-reference-2019.1.jpg", XMP, EXIF)
    assert said == replace(REFERENCE, photographer="Creator1 (ref2019.1)", usage_terms="")


def test_its_exif_alone_gives_the_same_where_exif_has_a_place() -> None:
    assert words_in("iptc-reference-2019.1.jpg", XMP, IIM) == Words(
        caption=REFERENCE.caption, photographer="Creator1 (ref2019.1)", copyright=REFERENCE.copyright
    )
    assert words_in("iptc-reference-2019.1.jpg", XMP, IIM, EXIF) == Words()


FREEFOTO = Words(
    headline="Communications",
    caption="Communications",
    credit="Ian Britton",
    photographer="Ian Britton",
    source="FreeFoto.com",
    copyright="ian Britton - FreeFoto.com",
    country="Ubited Kingdom",
    taken="2002-06-20",
    keywords=("Communications",),
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gps-position.jpg", Words(taken="2008-10-22T16:28:39")),
        ("iim-and-xmp-no-exif.jpg", Words(caption="Der Goalie bin ig", photographer="CREDIT", keywords=("tag",))),
        ("iim-credit.jpg", FREEFOTO),
        ("phone.heic", Words(taken="2021-04-11T15:47:53")),
        (
            "xmp-long-caption.jpg",
            Words(
                headline="Enduring Freedom",
                caption=SOLDIERS,
                credit="HHC 1ST BCT, 10TH MOUNTAIN",
                photographer="SSG KYLE DAVIS",
                source="DIGITAL",
                city="KANDAHAR ARMY AIRFIELD",
                country="Afghanistan",
                taken="2003-08-31",
            ),
        ),
    ],
)
def test_every_other_photo_gives_what_stands_in_it(name: str, said: Words) -> None:
    assert words_in(name) == said


def test_what_one_block_lacks_the_next_one_gives() -> None:
    assert words_in("iim-credit.jpg", XMP) == FREEFOTO
    assert words_in("iim-credit.jpg", XMP, IIM) == Words(
        caption="Communications",
        photographer="Ian Britton",
        copyright="ian Britton - FreeFoto.com",
        taken="2002-07-13T15:58:28",
    )
    assert words_in("iim-and-xmp-no-exif.jpg", XMP).caption == "Der Goalie bin ig"
    assert words_in("xmp-long-caption.jpg", XMP) == Words(caption=SOLDIERS, photographer="SSG KYLE DAVIS")


def test_no_shared_photo_goes_untested() -> None:
    names = {file.name for file in SHARED.iterdir() if re.search(r"\.(jpg|heic)\Z", file.name)}
    assert names == {
        *("gps-position.jpg", "iim-and-xmp-no-exif.jpg", "iim-credit.jpg", "iptc-reference-2019.1.jpg"),
        *("phone.heic", "xmp-long-caption.jpg"),
    }

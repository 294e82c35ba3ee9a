"""XMP packets: every way to write a property, other encodings, attacks; what is written is read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from defusedxml import ElementTree
from defusedxml.ElementTree import DefusedXMLParser
from hypothesis import given
from hypothesis import strategies as st

from desk.article.wire import split_names
from desk.photos.pieces import PIECE
from desk.photos.words import LONGEST, NAMES, Words
from desk.photos.xmp import Unsafe, has_property, read_xmp, write_xmp
from tests.builders import ARABIC, EMOJI, SORANI, ZWNJ
from tests.photos.files import packet


def alternatives(**texts: str) -> str:
    items = "".join(f'<r:li xml:lang="{tag.replace("_", "-")}">{text}</r:li>' for tag, text in texts.items())
    return f"<r:Alt>{items}</r:Alt>"


@pytest.mark.parametrize(
    "properties",
    [
        f"<d:description>{alternatives(x_default=SORANI)}</d:description>",
        f"<d:description>\n {alternatives(de='Anders', x_default=SORANI)}\n</d:description>",
        f"<d:description>{alternatives(ckb=SORANI, en='Other')}</d:description>",
        f"<d:description>{SORANI}</d:description>",
        f"<d:description>{alternatives(x_default=' ', ckb=SORANI)}</d:description>",
    ],
)
def test_a_caption_is_read_however_it_is_written(properties: str) -> None:
    assert read_xmp(packet(properties)).caption == SORANI


def test_plain_properties_may_stand_as_attributes() -> None:
    assert read_xmp(packet("", f'p:Credit="AFP" p:City="{ARABIC}"')) == Words(credit="AFP", city=ARABIC)


def test_a_property_is_known_by_its_namespace_and_not_by_its_prefix() -> None:
    foreign = '<x:Credit xmlns:x="http://example.com/">No</x:Credit><p:Credit>Yes</p:Credit>'
    assert read_xmp(packet(foreign)).credit == "Yes"


def test_alt_text_comes_from_its_own_property_and_never_from_the_caption() -> None:
    caption = f"<d:description>{alternatives(x_default='The talks')}</d:description>"
    own = f"<c:AltTextAccessibility>{alternatives(x_default='Two men')}</c:AltTextAccessibility>"
    assert read_xmp(packet(caption)).alt == ""
    assert read_xmp(packet(caption + own)).alt == "Two men"


def test_what_is_said_of_something_else_within_is_not_said_of_the_photo() -> None:
    other = (
        '<x:Derived xmlns:x="http://example.com/"><r:Description><p:Credit>No</p:Credit></r:Description></x:Derived>'
    )
    assert read_xmp(packet(other)).credit == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be"])
def test_every_encoding_that_xmp_allows_is_read(encoding: str) -> None:
    data = packet(f"<p:City>{SORANI}</p:City>").decode().encode(encoding)
    assert read_xmp(data).city == SORANI


def test_western_bytes_in_a_packet_are_read_too() -> None:
    data = packet("<p:City>Zürich</p:City>").decode().encode("latin-1")
    assert read_xmp(data).city == "Zürich"


def test_control_characters_and_padding_do_no_harm() -> None:
    data = packet("<p:City>Er\x01bil</p:City>") + b" " * 2000 + b"\0\0"
    assert read_xmp(data).city == "Erbil"


def test_a_packet_that_breaks_off_says_what_stood_before() -> None:
    data = packet("<p:Credit>AFP</p:Credit><p:City>Erbil</p:City>")
    assert read_xmp(data[: data.index(b"Erbil")]) == Words(credit="AFP")


BOMB = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>""" + packet("<p:City>&b;</p:City>")


@pytest.mark.parametrize("data", [BOMB, b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + packet("")])
def test_a_packet_that_defines_entities_is_unsafe(data: bytes) -> None:
    with pytest.raises(Unsafe):
        read_xmp(data)


def test_a_packet_of_20_megabytes_is_read_for_what_matters() -> None:
    history = f"<r:li>{'saved ' * 50}</r:li>" * 65_000
    data = packet(f'<x:H xmlns:x="http://example.com/"><r:Seq>{history}</r:Seq></x:H><p:Credit>AFP</p:Credit>')
    assert len(data) > 20_000_000
    assert read_xmp(data).credit == "AFP"


HISTORY = f"<x:H xmlns:x='http://example.com/'><r:Seq>{'<r:li>saved</r:li>' * 100_000}</r:Seq></x:H>"
CREDIT = "<p:Credit>AFP</p:Credit>"


@pytest.mark.parametrize(
    ("properties", "credit"),
    [
        (HISTORY + CREDIT, "AFP"),
        (f"<d:description>{'é ' * 2_000_000}</d:description>{CREDIT}", "AFP"),
        (f"<!--{'é' * 200_000}-->{CREDIT}", "AFP"),
        (f"<!--{'é' * 9_000_000}-->{CREDIT}", ""),  # which no program writes
        (f"{CREDIT}<!--{'é' * 9_000_000}-->", "AFP"),
    ],
    ids=["a history", "a caption", "a comment", "an endless comment", "an endless comment at the end"],
)
def test_no_more_than_a_little_is_given_to_the_parser_at_once(
    monkeypatch: pytest.MonkeyPatch, properties: str, credit: str
) -> None:
    given_to_it: list[int] = []
    feed = DefusedXMLParser.feed

    def counting(parser: DefusedXMLParser, text: str) -> None:
        given_to_it.append(len(text))
        feed(parser, text)

    monkeypatch.setattr(DefusedXMLParser, "feed", counting)
    found = read_xmp(packet(properties))
    assert found.credit == credit
    assert len(found.caption) <= LONGEST
    assert max(given_to_it) <= 8 * PIECE
    assert sum(given_to_it) <= len(properties) + 5000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("size", [1, 3, 64, 1000])
def test_a_packet_says_the_same_in_pieces_of_any_size(
    monkeypatch: pytest.MonkeyPatch, encoding: str, size: int
) -> None:
    data = packet(f"<p:City>{SORANI}</p:City><d:description>{EMOJI}{ARABIC}</d:description>").decode().encode(encoding)
    monkeypatch.setattr("desk.photos.pieces.PIECE", size)
    assert read_xmp(data) == Words(city=SORANI, caption=f"{EMOJI}{ARABIC}")
    assert has_property(data, "City")
    assert not has_property(data, "Country")


def test_old_encodings_are_told_wherever_their_letters_stand() -> None:
    data = packet(f"<x:H xmlns:x='http://example.com/'>{'a' * 300_000}</x:H><p:City>Zürich</p:City>")
    assert read_xmp(data.decode().encode("cp1252")).city == "Zürich"


@given(st.binary())
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    read_xmp(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_position_is_noticed_wherever_it_stands(encoding: str) -> None:
    with_position = packet("<e:GPSLatitude>36,11.4N</e:GPSLatitude>").decode().encode(encoding)
    assert has_property(with_position, "GPSLongitude", "GPSLatitude")
    assert not has_property(with_position, "GPSLongitude")
    assert not has_property(packet("<p:City>GPSLatitude: e:GPSLatitude</p:City>"), "GPSLatitude")


@pytest.mark.parametrize(
    "line",
    [
        *("Hemin Karim, Sara Ali", "Hemin Karim; Sara Ali", "Hemin Karim and Sara Ali", "Hemin Karim، Sara Ali"),
        *("Hemin Karim؛ Sara Ali", "Hemin Karim و Sara Ali", "Hemin Karim, and Sara Ali", "Hemin Karim,Sara Ali"),
    ],
)
def test_several_photographers_are_several_creators(line: str) -> None:
    said = write_xmp(Words(photographer=line)).decode()
    assert "<rdf:Seq><rdf:li>Hemin Karim</rdf:li><rdf:li>Sara Ali</rdf:li></rdf:Seq>" in said
    assert read_xmp(said.encode()).photographer == "Hemin Karim, Sara Ali"


def test_one_photographer_is_one_creator() -> None:
    said = write_xmp(Words(photographer="Mohammed van der Anderson")).decode()
    assert "<rdf:Seq><rdf:li>Mohammed van der Anderson</rdf:li></rdf:Seq>" in said


LETTERS = st.text(st.sampled_from(f"ab<>&'\" \n\tئەێۆکیماء،{ZWNJ}é—{EMOJI}"))
LINES = LETTERS.map(lambda text: " ".join(text.split()))


@given(
    st.builds(
        Words,
        **dict.fromkeys(set(NAMES) - {"caption", "alt", "usage_terms", "taken", "keywords"}, LINES),
        **dict.fromkeys(("caption", "alt", "usage_terms"), LETTERS.map(str.strip)),
        taken=st.sampled_from(["", "2026-03-03", "2026-03-03T09:30:00+03:00"]),
        keywords=st.lists(LINES.filter(bool), max_size=3, unique=True).map(tuple),
    )
)
def test_what_is_written_is_read_back(said: Words) -> None:
    apart = replace(said, photographer=", ".join(split_names(said.photographer)))
    assert read_xmp(write_xmp(said)) == apart


@given(st.builds(Words, **dict.fromkeys(NAMES[:-2], st.text())))
def test_any_text_makes_a_packet(said: Words) -> None:
    ElementTree.fromstring(write_xmp(said))


def test_every_field_comes_back() -> None:
    values = {name: f"{name} {SORANI} <&> {EMOJI}" for name in NAMES}
    values["photographer"] = f"Hemin {EMOJI} <Karim>, سارا"
    said = Words(**{**values, "taken": "2026-03-03T09:30:00+03:00", "keywords": ("ئاو", "water & dam")})  # type: ignore[arg-type]
    assert read_xmp(write_xmp(said)) == said


def test_a_packet_never_outgrows_a_jpeg_s_segment() -> None:
    said = Words(caption="&" * 10_000, alt="\U0001f1ee" * 10_000, keywords=tuple("k" * 5000 for _ in range(200)))
    assert len(write_xmp(said)) <= 60_000
    assert read_xmp(write_xmp(said)).caption.startswith("&&&")

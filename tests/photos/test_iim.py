"""IIM blocks: every declared and undeclared encoding, repeated and extended datasets, broken ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.photos.iim import iim_in_resources, read_iim, write_iim
from desk.photos.words import Words
from tests.builders import ARABIC, SORANI
from tests.photos.files import dataset, resource

UTF_8 = dataset(90, b"\x1b%G", record=1)


def test_each_dataset_is_its_field() -> None:
    block = b"".join(
        dataset(number, value)
        for number, value in [
            (25, b"water"),
            (25, b"dam"),
            (55, b"20260303"),
            (60, b"093000+0300"),
            (80, b"Hemin Karim"),
            (80, b"Sara Ali"),
            (90, b"Erbil"),
            (101, b"Iraq"),
            (105, b"Ministers meet"),
            (110, b"Reuters photo"),
            (115, b"Reuters"),
            (116, b"(c) Reuters"),
            (120, b"Delegates arrive."),
        ]
    )
    assert read_iim(block) == Words(
        headline="Ministers meet",
        caption="Delegates arrive.",
        credit="Reuters photo",
        photographer="Hemin Karim, Sara Ali",
        source="Reuters",
        copyright="(c) Reuters",
        city="Erbil",
        country="Iraq",
        taken="2026-03-03T09:30:00+03:00",
        keywords=("water", "dam"),
    )


@pytest.mark.parametrize(
    ("mark", "data", "caption"),
    [
        (UTF_8, SORANI.encode(), SORANI),
        (b"", SORANI.encode(), SORANI),
        (b"", ARABIC.encode("cp1256"), ARABIC),
        (UTF_8, ARABIC.encode("cp1256"), ARABIC),
        (b"", "ماء".encode("cp1256"), "ماء"),
        (b"", "Müller".encode("latin-1"), "Müller"),
        (b"", "“Müller”".encode("cp1252"), "“Müller”"),
        (dataset(90, b"\x1b-G", record=1), "ماء".encode("iso8859-6"), "ماء"),
        (dataset(90, b"\x1b-B", record=1), "Łódź".encode("iso8859-2"), "Łódź"),
        (UTF_8, SORANI.encode().decode("latin-1").encode(), SORANI),
    ],
)
def test_the_encoding_is_the_declared_one_where_it_holds_else_guessed(mark: bytes, data: bytes, caption: str) -> None:
    assert read_iim(mark + dataset(120, data)).caption == caption


def test_a_short_text_is_read_in_the_encoding_of_the_whole_block() -> None:
    block = dataset(90, "أربيل".encode("cp1256")) + dataset(120, ARABIC.encode("cp1256"))
    assert read_iim(block).city == "أربيل"


@pytest.mark.parametrize(
    ("day", "time", "taken"),
    [
        (b"20191016", b"190100+0000", "2019-10-16T19:01:00+00:00"),
        (b"20191016", b"190100", "2019-10-16T19:01:00"),
        (b"20191016", b"noon", "2019-10-16"),
        (b"20191016", b"", "2019-10-16"),
        (b"00000000", b"190100+0000", ""),
        (b"2019", b"", ""),
    ],
)
def test_date_and_time_make_a_moment(day: bytes, time: bytes, taken: str) -> None:
    assert read_iim(dataset(55, day) + dataset(60, time)).taken == taken


def test_an_extended_dataset_has_its_size_in_a_number_of_its_own() -> None:
    block = b"\x1c\x02\x78\x80\x04" + (5).to_bytes(4, "big") + b"A dam" + dataset(110, b"AFP")
    assert (read_iim(block).caption, read_iim(block).credit) == ("A dam", "AFP")


def test_what_stands_before_a_broken_dataset_is_kept() -> None:
    assert read_iim(dataset(110, b"AFP") + b"\x1c\x02\x78\xff\xff").credit == "AFP"


@given(st.binary())
def test_any_bytes_are_read_without_an_error(block: bytes) -> None:
    read_iim(block)
    iim_in_resources(block)


TEXTS = st.sampled_from(["وەزیرانی ئاوی", "وزراء المياه", "Delegates arrive", "Müller", ""])


@given(
    st.builds(
        Words,
        headline=TEXTS,
        caption=TEXTS,
        credit=TEXTS,
        photographer=TEXTS,
        source=TEXTS,
        copyright=TEXTS,
        city=TEXTS,
        country=TEXTS,
        taken=st.sampled_from(["", "2026-03-03", "2026-03-03T09:30:00", "2026-03-03T09:30:00+03:00"]),
        keywords=st.lists(TEXTS.filter(bool), unique=True, max_size=3).map(tuple),
    )
)
def test_what_is_written_is_read_back(said: Words) -> None:
    assert read_iim(write_iim(said)) == said


def test_a_long_caption_is_cut_at_a_letter_s_end() -> None:
    caption = read_iim(write_iim(Words(caption="ە" * 3000))).caption
    assert caption == "ە" * 1000


def test_the_block_is_found_among_other_resources() -> None:
    resources = resource(0x03ED, b"odd") + resource(0x0404, dataset(110, b"AFP")) + resource(0x040C, b"thumbnail")
    assert read_iim(iim_in_resources(resources)).credit == "AFP"


@pytest.mark.parametrize("mark", [b"", UTF_8])
@pytest.mark.parametrize("size", [30, 31, 32])
def test_a_credit_cut_to_its_32_bytes_within_a_letter_spoils_nothing(mark: bytes, size: int) -> None:
    credit = SORANI.encode()[:size]
    said = read_iim(mark + dataset(110, credit) + dataset(120, SORANI.encode()))
    assert (said.credit, said.caption) == (credit.decode("utf-8", "ignore"), SORANI)


def test_a_preview_in_the_block_does_not_decide_its_encoding() -> None:
    block = UTF_8 + dataset(120, SORANI.encode()) + dataset(202, bytes(range(256)))
    assert read_iim(block).caption == SORANI


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Müller, Zürich", "latin-1"), (ARABIC, "cp1256"), (SORANI, "utf-8"), (ARABIC, "utf-8"), ("Erdoğan", "utf-8")],
)
def test_a_block_without_a_declared_encoding_is_read_aright_in_every_field(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    said = read_iim(b"".join(dataset(number, data) for number in (25, 80, 90, 101, 105, 110, 115, 116, 120)))
    assert {said.caption, said.headline, said.credit, said.photographer, said.source, said.copyright} == {text}
    assert (said.city, said.country, said.keywords) == (text, text, (text,))


def test_windows_quotes_in_a_block_declared_latin_1_are_quotes() -> None:
    assert read_iim(dataset(90, b"\x1b-A", record=1) + dataset(120, b"\x93caf\xe9\x94")).caption == "“café”"


def test_a_date_with_its_hyphens_is_a_date() -> None:
    assert read_iim(dataset(55, b"2026-03-03")).taken == "2026-03-03"

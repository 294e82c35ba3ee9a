"""Texts made fit to be stored: encodings guessed, mojibake mended, nothing sound ever altered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.photos import words
from desk.photos.words import Words
from tests.builders import ARABIC, EMOJI, ENGLISH, SORANI, ZWNJ

SOUND = (
    ENGLISH,
    SORANI,
    ARABIC,
    EMOJI,
    f"نووسین{ZWNJ}ەکان",
    "Müller – “façade” €5",
    "Ünye’de ÇÖĞÜŞ",
    "Ähnlich",
    "naïve",
)


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_stays_as_it_is(text: str) -> None:
    assert words.prose(text) == text


@given(st.text(st.sampled_from("abc ABC,.ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىکگچپژۆێەڕڵ،؛؟٠١٢")))
def test_arabic_script_is_never_taken_for_mojibake(text: str) -> None:
    assert words.mended(text) == text


def as_read_in(text: str, encoding: str) -> str:
    """UTF-8 read in a wrong encoding; bytes it does not define come out as control characters."""
    return "".join(
        bytes((byte,)).decode(encoding, "ignore") or bytes((byte,)).decode("latin-1") for byte in text.encode()
    )


@pytest.mark.parametrize("text", [SORANI, ARABIC, "Müller’s façade", "Zürich – “ja” – Köln"])
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "cp1256"])
def test_utf_8_read_in_a_wrong_encoding_is_mended(text: str, wrong: str) -> None:
    assert words.mended(as_read_in(text, wrong)) == text


@pytest.mark.parametrize("text", ["José", "Kraków", "Uludağ", "هەولێر"])
def test_a_single_word_is_mended_too(text: str) -> None:
    assert words.mended(as_read_in(text, "cp1252")) == text


@pytest.mark.parametrize("text", [SORANI, ARABIC])
def test_mojibake_of_mojibake_is_mended(text: str) -> None:
    assert words.mended(text.encode().decode("latin-1").encode().decode("latin-1")) == text


def test_arabic_of_windows_1256_read_as_western_is_mended() -> None:
    assert words.mended(ARABIC.encode("cp1256").decode("latin-1")) == ARABIC


@pytest.mark.parametrize("text", ["Ärzte ÄÖÜ", "ÀÉÈ", "São Tomé e Príncipe", "ÇÖĞ"])
def test_western_capitals_are_not_arabic(text: str) -> None:
    assert words.mended(text) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (ARABIC.encode("cp1256"), ARABIC),
        (SORANI.encode(), SORANI),
        ("Café Müller".encode("latin-1"), "Café Müller"),
        ("“Café”".encode("cp1252"), "“Café”"),
        (b"caf\xe9 \x81", "café \x81"),
    ],
)
def test_the_encoding_of_unmarked_bytes_is_guessed(data: bytes, text: str) -> None:
    assert words.decoded(data) == text


@given(st.binary())
def test_any_bytes_decode(data: bytes) -> None:
    words.decoded(data)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = words.line(text)
    assert words.line(once) == once or words.mended(once) != once
    assert "\n" not in once
    assert "\0" not in once


def test_a_camera_s_chatter_is_no_caption() -> None:
    assert words.caption("OLYMPUS DIGITAL CAMERA         ") == ""
    assert words.caption("A digital camera on a table") != ""


def test_a_text_of_absurd_length_is_cut() -> None:
    assert len(words.prose("a" * 10_000_000)) == words.LONGEST


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-10-16T19:01:00+00:00", "2019-10-16T19:01:00+00:00"),
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T09:30:00", "2026-03-03T09:30:00"),
        ("2019-10", ""),
        ("0000-00-00", ""),
        ("2026-02-30", ""),
        ("20260303", ""),
        ("yesterday", ""),
    ],
)
def test_a_moment_is_iso_8601_or_nothing(text: str, moment: str) -> None:
    assert words.moment(text) == moment


def test_what_one_block_lacks_the_other_gives() -> None:
    ours, theirs = Words(caption="Ours", keywords=("a",)), Words(caption="Theirs", credit="AFP", keywords=("b",))
    assert ours.or_else(theirs) == Words(caption="Ours", credit="AFP", keywords=("a",))

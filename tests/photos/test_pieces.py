"""Long metadata is gone through in pieces, and nothing is overlooked where one ends."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.photos.encodings import likely_encoding
from desk.photos.iim import read_iim
from desk.photos.pieces import OVERLAP, PIECE, first_match, pieces
from desk.photos.reading import read_photo
from desk.photos.words import LONGEST
from tests.builders import MEDIA
from tests.photos.files import DESCRIPTION, a_file


@given(st.integers(0, 3 * PIECE), st.sampled_from([0, OVERLAP]))
def test_pieces_make_up_the_whole(size: int, overlap: int) -> None:
    data = bytes(size)
    cut = list(pieces(data, overlap))
    assert all(len(piece) <= PIECE + overlap for piece in cut)
    assert b"".join(piece[:PIECE] for piece in cut) == data


@given(st.integers(-400, 400), st.integers(1, 3))
def test_what_stands_where_a_piece_ends_is_found(shift: int, number: int) -> None:
    at = number * PIECE + shift
    found = first_match(re.compile(b"<(needle)>"), b" " * at + b"<needle>" + b" " * 5000)
    assert found is not None
    assert found[1] == b"needle"
    assert first_match(re.compile(b"<(needle)>"), b" " * at) is None


@pytest.mark.parametrize("letter", ["é", "ع", "a"])
def test_a_caption_of_many_megabytes_is_cut_before_it_is_read(monkeypatch: pytest.MonkeyPatch, letter: str) -> None:
    looked_at: list[int] = []

    def counting(data: bytes) -> str:
        looked_at.append(len(data))
        return likely_encoding(data)

    monkeypatch.setattr("desk.photos.iim.likely_encoding", counting)
    monkeypatch.setattr("desk.photos.encodings.likely_encoding", counting)
    text = (letter * 3_000_000).encode("cp1256" if letter == "ع" else "cp1252")
    block = b"\x1c\x02\x78\x80\x04" + len(text).to_bytes(4, "big") + text
    assert read_iim(block).caption == letter * LONGEST
    assert read_photo(a_file("image/tiff", tiffinfo={DESCRIPTION: text}), "a", MEDIA).caption == letter * LONGEST
    assert looked_at
    assert max(looked_at) <= 16 * LONGEST

"""Frame buffers made by hand are read pixel for pixel."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.bench.framebuffer import Box, FrameBuffer, Watch, layout

WIDTH, HEIGHT, COLOURS, HEADER = 40, 30, 2, 160
STRIDE = WIDTH * 4


def header(version: int = 7, bits: int = 32) -> bytes:
    words = [HEADER, version, 2, 24, WIDTH, HEIGHT, 0, 0, 32, 0, 32, bits, STRIDE, 4, 0, 0, 0, 8, 256, COLOURS]
    return struct.pack(">25I", *words, 0, 0, 0, 0, 0).ljust(HEADER + COLOURS * 12, b"\0")


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    file = tmp_path / "screen"
    file.write_bytes(header() + bytes(STRIDE * HEIGHT))
    return file


def paint(dump: Path, x: int, y: int) -> None:
    with dump.open("r+b") as file:
        file.seek(len(header()) + y * STRIDE + x * 4)
        file.write(b"\1\2\3\0")


def test_the_smallest_box_around_what_changed_is_found(dump: Path) -> None:
    screen = FrameBuffer(dump)
    watch = Watch(screen, Box(5, 3, 35, 20))
    assert watch.changed() is None
    for x, y in ((4, 5), (35, 5), (8, 2), (8, 20)):  # all just outside
        paint(dump, x, y)
    assert watch.changed() is None
    paint(dump, 7, 19)
    assert watch.changed() == Box(7, 19, 8, 20)
    paint(dump, 34, 4)
    assert watch.changed() == Box(7, 4, 35, 20)
    watch.keep()
    assert watch.changed() is None
    screen.close()


def test_the_screen_is_as_large_as_its_header_says(dump: Path) -> None:
    screen = FrameBuffer(dump)
    assert screen.box == Box(0, 0, WIDTH, HEIGHT)
    assert len(screen.rows(screen.box)) == HEIGHT
    screen.close()


@pytest.mark.parametrize("wrong", [header(version=6), header(bits=16)])
def test_what_is_no_dump_of_32_bits_is_refused(wrong: bytes) -> None:
    with pytest.raises(ValueError, match="32 bits"):
        layout(wrong)


def test_rows_of_a_line_reach_across_the_pane_and_no_further() -> None:
    pane, line = Box(10, 10, 90, 50), Box(20, 14, 25, 20)
    assert pane.rows_of(line, 3) == Box(10, 11, 90, 23)
    assert pane.rows_of(line, 30) == pane
    assert Box(0, 0, 4, 4).within(Box(6, 6, 8, 8)).width == 0

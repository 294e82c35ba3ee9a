"""The screen's pixels, read where Xvfb keeps them: a mapped file, so that looking costs the X server nothing.

Xvfb's `-fbdir` writes an X window dump: a header of big-endian words, the colour map, then the rows. How it is laid
out is in X11/XWDFile.h.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

_WORDS = 25
_HEADER_SIZE, _VERSION, _WIDTH, _HEIGHT, _BITS, _STRIDE, _COLOURS = 0, 1, 4, 5, 11, 12, 19
_COLOUR_BYTES = 12
_XWD = 7


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the screen in pixels; `right` and `bottom` are the first ones outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[int, int]:
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    def within(self, other: Box) -> Box:
        """The part that lies in another box."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Box(left, top, max(left, min(self.right, other.right)), max(top, min(self.bottom, other.bottom)))

    def rows_of(self, other: Box, more: int) -> Box:
        """The rows of another box, and `more` above and below, across the whole of this one."""
        return Box(self.left, other.top - more, self.right, other.bottom + more).within(self)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where pixels lie in the dump: `start` is the first one's byte, `stride` the bytes of a row; 4 bytes each."""

    start: int
    stride: int
    width: int
    height: int


def layout(header: bytes) -> Layout:
    """What the dump's header says. Raises ValueError where it is none of 32 bits a pixel."""
    words = struct.unpack_from(f">{_WORDS}I", header)
    if words[_VERSION] != _XWD or words[_BITS] != 32:
        raise ValueError("The frame buffer is no X window dump of 32 bits a pixel; start Xvfb with a depth of 24.")
    start = words[_HEADER_SIZE] + words[_COLOURS] * _COLOUR_BYTES
    return Layout(start, words[_STRIDE], words[_WIDTH], words[_HEIGHT])


Rows = list[bytes]
"""The pixels of a box, row by row."""


class FrameBuffer:
    """The screen as it is at this moment."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as dump:
            self._bytes = mmap.mmap(dump.fileno(), 0, access=mmap.ACCESS_READ)
        self._layout = layout(self._bytes[: 4 * _WORDS])
        self.box = Box(0, 0, self._layout.width, self._layout.height)

    def rows(self, box: Box) -> Rows:
        """A copy of what stands in a box."""
        stride, length = self._layout.stride, box.width * 4
        first = self._layout.start + box.left * 4
        return [self._bytes[at : at + length] for at in (first + y * stride for y in range(box.top, box.bottom))]

    def close(self) -> None:
        self._bytes.close()


def difference(before: Rows, after: Rows, box: Box) -> Box | None:
    """The smallest rectangle around all pixels of `box` that differ; None where none does."""
    rows = [number for number, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    if not rows:
        return None
    bits = 0
    for number in rows:
        bits |= int.from_bytes(before[number], "little") ^ int.from_bytes(after[number], "little")
    first, last = (bits & -bits).bit_length() - 1, bits.bit_length() - 1
    return Box(box.left + first // 32, box.top + rows[0], box.left + last // 32 + 1, box.top + rows[-1] + 1)


class Watch:
    """A box of the screen, and what stood there when it was last looked at closely."""

    def __init__(self, screen: FrameBuffer, box: Box) -> None:
        self.box = box
        self._screen = screen
        self._kept = screen.rows(box)

    def keep(self) -> None:
        """From now on changes are counted from what stands there now."""
        self._kept = self._screen.rows(self.box)

    def changed(self) -> Box | None:
        """What differs from what was kept."""
        return difference(self._kept, self._screen.rows(self.box), self.box)

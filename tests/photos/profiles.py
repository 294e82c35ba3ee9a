"""ICC profiles made to order (ICC.1:2010), and what their colours are in sRGB by the book."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Space:
    """A space of red, green and blue: each primary as XYZ under D50, and the exponent of its curve."""

    name: str
    primaries: tuple[Triple, Triple, Triple]
    gamma: float


ADOBE_RGB = Space(
    "Adobe RGB (1998)",
    ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
    2.19921875,
)
DISPLAY_P3 = Space(
    "Display P3",
    ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)),
    2.2,
)
"""Its curve is that of sRGB, which an exponent of 2.2 comes near enough to."""
_TO_SRGB = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)
"""XYZ under D50 to linear sRGB (Lindbloom)."""


def srgb_of(space: Space, colour: Sequence[int]) -> tuple[int, ...]:
    """A colour of a space as it is in sRGB, 0 to 255."""
    linear = [(value / 255) ** space.gamma for value in colour]
    xyz = [
        sum(primary[axis] * part for primary, part in zip(space.primaries, linear, strict=True)) for axis in range(3)
    ]
    return tuple(_as_seen(sum(a * b for a, b in zip(row, xyz, strict=True))) for row in _TO_SRGB)


def _as_seen(linear: float) -> int:
    held = min(1.0, max(0.0, linear))
    return round(255 * (12.92 * held if held <= 0.0031308 else 1.055 * held ** (1 / 2.4) - 0.055))


def rgb_profile(space: Space, more: Mapping[bytes, bytes] | None = None) -> bytes:
    """A screen's profile, with more tags than it needs."""
    curve = _curve(space.gamma)
    tags = {b"desc": _description(space.name), b"wtpt": _xyz((0.9642, 1.0, 0.8249))}
    for name, primary in zip("rgb", space.primaries, strict=True):
        tags |= {f"{name}XYZ".encode(): _xyz(primary), f"{name}TRC".encode(): curve}
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags | dict(more or {}))


def grey_profile(gamma: float) -> bytes:
    tags = {b"desc": _description("Grey"), b"wtpt": _xyz((0.9642, 1.0, 0.8249)), b"kTRC": _curve(gamma)}
    return _profile(b"mntr", b"GRAY", b"XYZ ", tags)


def cmyk_profile(inks: Sequence[Triple]) -> bytes:
    """A press whose four inks alone give these colours (Lab); of two inks together the darker and the sum of hues."""
    corners = bytearray()
    for mix in range(16):
        used = [ink for number, ink in enumerate(inks) if mix >> (3 - number) & 1]
        light = min((ink[0] for ink in used), default=100.0)
        hue = [max(-128.0, min(127.0, sum(ink[axis] for ink in used))) for axis in (1, 2)]
        corners += bytes((round(light * 2.55), round(hue[0]) + 128, round(hue[1]) + 128))
    straight = bytes(range(256))
    one = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + one + straight * 4 + bytes(corners) + straight * 3
    tags = {b"desc": _description("Press"), b"wtpt": _xyz((0.9642, 1.0, 0.8249)), b"A2B0": table}
    return _profile(b"prtr", b"CMYK", b"Lab ", tags)


def _xyz(values: Triple) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def _description(text: str) -> bytes:
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text.encode() + b"\0" + b"\0" * 78


def _profile(device: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    index, body, start = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for name, content in tags.items():
        index += name + struct.pack(">II", start + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    white = struct.pack(">3i", 63190, 65536, 54061)
    header = b"\0\0\0\0" + b"\x02\x10\0\0" + device + space + connection + bytes(12) + b"acsp" + bytes(28) + white
    header = struct.pack(">I", start + len(body)) + header.ljust(124, b"\0")
    return header + index + body

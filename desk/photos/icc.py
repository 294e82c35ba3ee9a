"""Colour profiles without their origin: what the conversion of colours needs, told anew, and nothing else.

A profile of a screen or a scanner names the device, often its serial number, and the day it was measured. What is
kept is listed; names, texts, dates and makers' private tags are left out. ICC.1:2022, sections 7.2 (header), 9
(tags) and 10 (their types).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from io import BytesIO

_XYZ, _CURVES, _TABLES = (b"XYZ ",), (b"curv", b"para"), (b"mft1", b"mft2", b"mAB ", b"mBA ")
_KEPT: Mapping[bytes, tuple[bytes, ...]] = {
    **dict.fromkeys((b"wtpt", b"bkpt", b"rXYZ", b"gXYZ", b"bXYZ"), _XYZ),
    **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC", b"kTRC"), _CURVES),
    **dict.fromkeys((b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt"), _TABLES),
    **dict.fromkeys((b"D2B0", b"D2B1", b"D2B2", b"D2B3", b"B2D0", b"B2D1", b"B2D2", b"B2D3"), (b"mpet",)),
    b"chad": (b"sf32",),
    b"cicp": (b"cicp",),
}
"""The tags that a conversion needs, and the types that each may be of."""
_TEXTS = frozenset((b"desc", b"cprt"))
_STANDARD = frozenset(
    (
        *_KEPT,
        *_TEXTS,
        *(b"calt", b"targ", b"chrm", b"clro", b"clrt", b"clot", b"ciis", b"dmnd", b"dmdd", b"lumi", b"meas", b"meta"),
        *(b"ncl2", b"ncol", b"pre0", b"pre1", b"pre2", b"pseq", b"psid", b"rig0", b"rig2", b"resp", b"tech", b"vued"),
        *(b"view", b"scrd", b"scrn", b"bfd ", b"crdi", b"devs", b"ps2i", b"ps2s", b"psd0", b"psd1", b"psd2", b"psd3"),
        *(b"dscm", b"arts"),
    )
)
"""The standard's tags, and those of others that hold names of colour spaces alone."""
_DEVICE = (b"dmnd", b"dmdd")
_NO_DEVICE = re.compile(rb"IEC|Reference Output Medium|KODAK")
"""What the profiles of standard spaces (sRGB, ProPhoto) say where a device is named."""
_CLASSES, _PCS = (b"scnr", b"mntr", b"prtr", b"spac"), (b"XYZ ", b"Lab ")
_SPACES = {b"RGB ": b"RGB", b"GRAY": b"Grey", b"CMYK": b"CMYK", b"Lab ": b"Lab"}
_NAMES = (b"sRGB", b"Display P3", b"Adobe RGB (1998)", b"ProPhoto RGB")
"""Spaces that may go by their own names; the first is not converted at all where it is met."""
_HEAD, _MOST_TAGS = 128, 200
_D50 = struct.pack(">3i", 0xF6D6, 0x10000, 0xD32D)

Tags = dict[bytes, bytes]


def without_origin(profile: bytes) -> bytes | None:
    """The profile as it converts colours, without names, dates and serial numbers; None where it is not understood."""
    try:
        tags = _tags(profile)
        kept = {name: _plain(content) for name, content in tags.items() if _fits(name, content)}
    except (struct.error, ValueError, IndexError):
        return None
    kinds = profile[12:16] in _CLASSES and profile[16:20] in _SPACES and profile[20:24] in _PCS
    if not kinds or not _converts(kept):
        return None
    made = _profile(profile, _described(profile, tags) | kept)
    return made if is_readable(made) else None


def is_readable(profile: bytes) -> bool:
    """Whether anybody could convert colours by the profile."""
    from PIL import ImageCms

    try:
        ImageCms.ImageCmsProfile(BytesIO(profile))
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
    return True


def has_private_tags(profile: bytes) -> bool:
    """Whether makers' own tags are in the profile: a screen's serial number, its measured curves and the day."""
    return any(name not in _STANDARD for name in _names_of(profile))


def names_device(profile: bytes) -> bool:
    """Whether the profile says whose device of which model it is of."""
    named = _names_of(profile)
    return any(name in named and not _NO_DEVICE.search(named[name].replace(b"\0", b"")) for name in _DEVICE)


def _names_of(profile: bytes) -> Tags:
    try:
        return _tags(profile)
    except (struct.error, ValueError):
        return {}


def _tags(profile: bytes) -> Tags:
    """What each tag holds. ValueError where the profile's structure does not hold."""
    if profile[36:40] != b"acsp":
        raise ValueError
    return dict(_listed(profile))


def _listed(profile: bytes) -> Iterator[tuple[bytes, bytes]]:
    (count,) = struct.unpack_from(">I", profile, _HEAD)
    if count > _MOST_TAGS:
        raise ValueError
    for number in range(count):
        name, start, size = struct.unpack_from(">4sII", profile, _HEAD + 4 + 12 * number)
        if start + size > len(profile):
            raise ValueError
        yield name, profile[start : start + size]


def _fits(name: bytes, content: bytes) -> bool:
    """Whether a tag is to be kept. ValueError where it should be and is of a type that nobody expects there."""
    if name not in _KEPT:
        return False
    if content[:4] not in _KEPT[name]:
        raise ValueError
    return True


def _converts(tags: Tags) -> bool:
    matrix = all(name in tags for name in (b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"))
    return matrix or b"kTRC" in tags or b"A2B0" in tags


_PARAMETERS = (1, 3, 4, 5, 7)
"""Numbers of a parametric curve, by the number of its function."""


def _plain(content: bytes) -> bytes:
    """A tag's content as long as its type says, nothing behind it and nothing where the standard has zeros."""
    size = _size(content)
    if size > len(content):
        raise ValueError
    made = bytearray(content[:size])
    made[4:8] = bytes(4)
    if content[:4] in (b"mft1", b"mft2", b"mAB ", b"mBA "):
        gap = slice(11, 12) if content[:3] == b"mft" else slice(10, 12)
        made[gap] = bytes(gap.stop - gap.start)
    if content[:4] == b"para":
        made[10:12] = bytes(2)
    return bytes(made)


def _size(content: bytes) -> int:
    """How many bytes a tag of this type has; those that refer to places within themselves are taken whole."""
    match content[:4]:
        case b"XYZ ":
            return 20
        case b"sf32":
            return 44
        case b"cicp":
            return 12
        case b"curv":
            return int(12 + 2 * struct.unpack_from(">I", content, 8)[0])
        case b"para":
            return 12 + 4 * _PARAMETERS[struct.unpack_from(">H", content, 8)[0]]
        case b"mft1":
            into, out, grid = content[8:11]
            return 48 + 256 * into + int(grid**into) * out + 256 * out
        case b"mft2":
            into, out, grid = content[8:11]
            first, last = struct.unpack_from(">HH", content, 48)
            return int(52 + 2 * (first * into + grid**into * out + last * out))
    return len(content)


def _described(profile: bytes, tags: Tags) -> Tags:
    """The two texts that a profile must have, as its edition of the standard wants them written."""
    own = _text_of(tags.get(b"desc", b""))
    name = next((known for known in _NAMES if own.startswith(known)), _SPACES[profile[16:20]])
    if profile[8] >= 4:
        return {b"desc": _localized(name), b"cprt": _localized(b"None")}
    described = b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name + b"\0" + bytes(78)
    return {b"desc": described, b"cprt": b"text\0\0\0\0None\0"}


def _text_of(content: bytes) -> bytes:
    """A description's first text, as far as it is ASCII."""
    if content[:4] == b"mluc" and len(content) >= 28:
        size, start = struct.unpack_from(">II", content, 20)
        return content[start : start + size].replace(b"\0", b"")
    return content[12:].split(b"\0", 1)[0]


def _localized(text: bytes) -> bytes:
    wide = text.decode("ascii").encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", len(wide), 28) + wide


def _profile(of: bytes, tags: Tags) -> bytes:
    """A profile of these tags, of the edition, class and spaces of another. Tags of the same content share it."""
    start = _HEAD + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = bytearray()
    for content in tags.values():
        if content not in places:
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
    index = b"".join(name + struct.pack(">II", places[each], len(each)) for name, each in tags.items())
    size = struct.pack(">I", start + len(body))
    head = size + bytes(4) + of[8:10] + bytes(2) + of[12:24] + bytes(12) + b"acsp" + bytes(24) + b"\0\0" + of[66:68]
    return (head + _D50).ljust(_HEAD, b"\0") + struct.pack(">I", len(tags)) + index + bytes(body)

"""What image files are made of: JPEG's segments, PNG's and WebP's chunks, GIF's blocks, told one by one as they lie.

Each function goes once through the file, decodes nothing and takes no number in it at its word: a part that reaches
beyond the end, or an end that never comes, is `Broken`.

ITU-T T.81, annex B (JPEG); PNG, third edition, section 5; WebP Container Specification (RFC 9649); GIF89a.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


class Broken(Exception):
    """The file's structure does not hold."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file: its name, what it holds, and all of it as it lies in the file."""

    name: bytes
    content: bytes
    whole: bytes


SCAN, END = b"\xda", b"\xd9"
_ALONE = frozenset(b"\x01\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8")
_AFTER_SCAN = re.compile(rb"\xff+[^\0\xd0-\xd7\xff]")
"""What ends the data of a scan: a mark that is neither a stuffed byte nor a restart."""


def jpeg_segments(data: bytes) -> Iterator[Part]:
    """The segments behind a JPEG's first mark up to its end (`END`, without content), by their marker byte.

    A scan's (`SCAN`) `whole` includes the coded pixels behind it. Whatever follows the end is not told.
    """
    at = 2
    while True:
        if data[at : at + 1] != b"\xff":
            raise Broken
        while data[at + 1 : at + 2] == b"\xff":  # any mark may be led by more of these
            at += 1
        name = data[at + 1 : at + 2]
        if name == END:
            yield Part(name, b"", b"\xff" + name)
            return
        end = at + 2 if name and name[0] in _ALONE else at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if not name or end > len(data) or (end < at + 4 and name[0] not in _ALONE):
            raise Broken
        content = data[at + 4 : end]
        if name == SCAN:
            found = _AFTER_SCAN.search(data, end)
            if found is None:
                raise Broken
            end = found.end() - 2
        yield Part(name, content, data[at:end])
        at = end


def jpeg_segment(name: bytes, content: bytes) -> bytes:
    """A segment of at most 65,533 bytes."""
    return b"\xff" + name + (len(content) + 2).to_bytes(2, "big") + content


def png_chunks(data: bytes) -> Iterator[Part]:
    """The chunks of a PNG up to `IEND`; whatever follows is not told."""
    at, name = 8, b""
    while name != b"IEND":
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + size
        if end > len(data):
            raise Broken
        yield Part(name, data[at + 8 : end - 4], data[at:end])
        at = end


def png_chunk(name: bytes, content: bytes) -> bytes:
    """A chunk with its check sum."""
    import zlib

    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def webp_chunks(data: bytes) -> Iterator[Part]:
    """The chunks of a WebP file, as far as the file says it goes."""
    return riff_chunks(data, 12, 8 + int.from_bytes(data[4:8], "little"))


def riff_chunks(data: bytes, at: int, stop: int) -> Iterator[Part]:
    """The chunks from `at` to `stop`, each as its name, its size and its padded content."""
    if stop > len(data):
        raise Broken
    while at + 8 <= stop:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size
        if end > stop:
            raise Broken
        yield Part(data[at : at + 4], data[at + 8 : end], riff_chunk(data[at : at + 4], data[at + 8 : end]))
        at = end + size % 2


def riff_chunk(name: bytes, content: bytes) -> bytes:
    """A chunk, padded to an even length."""
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def gif_blocks(data: bytes) -> Iterator[Part]:
    """The blocks of a GIF up to its end, by their first bytes: `,` an image, `!` and a label an extension.

    The very first part has no name: header, screen and colours. The content of an extension is its first sub-block,
    by which applications call theirs. A missing end is passed over where a block is complete, as browsers do.
    """
    at = _behind_colours(data, 13, data[10:11])
    yield Part(b"", data[:at], data[:at])
    while at < len(data) and data[at : at + 1] != b";":
        name = data[at : at + 2] if data[at : at + 1] == b"!" else data[at : at + 1]
        if name == b",":
            start = _behind_colours(data, at + 10, data[at + 9 : at + 10]) + 1
        elif len(name) == 2:
            start = at + 2
        else:
            raise Broken
        end = _behind_blocks(data, start)
        yield Part(name, data[start + 1 : start + 1 + data[start]], data[at:end])
        at = end


def _behind_colours(data: bytes, at: int, flags: bytes) -> int:
    """The place behind a table of colours, if the flags say there is one."""
    if at > len(data) or not flags:
        raise Broken
    return at + (3 << (flags[0] & 7) + 1 if flags[0] & 0x80 else 0)


def _behind_blocks(data: bytes, at: int) -> int:
    """The place behind a row of sub-blocks, each led by its size, which an empty one ends."""
    while at < len(data):
        size = data[at]
        at += 1 + size
        if not size:
            return at
    raise Broken

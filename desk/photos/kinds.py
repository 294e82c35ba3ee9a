"""What an image file is, told by its first bytes: a file's name says little and its ending often lies."""

from __future__ import annotations

ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/tiff": "tif",
    "image/avif": "avif",
    "image/heic": "heic",
}
"""What the files of each kind are called, behind the point."""
_MIF_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_GZIP = b"\x1f\x8b"
_SVG_OPENINGS = (b"<svg", b"<!doctype svg")


def image_kind(data: bytes) -> str | None:
    """The media type of a photo that Desk reads (`image/jpeg`, …), or None for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+") and not is_raw(data):
        return "image/tiff"
    return _heif_kind(data) if data[4:8] == b"ftyp" else None


def _heif_kind(data: bytes) -> str | None:
    """AVIF and HEIC share a container; its brands tell them apart (ISO/IEC 23008-12, section 10)."""
    size = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, size, 4)}
    if brands & {b"avif", b"avis"}:
        return "image/avif"
    return "image/heic" if brands & _MIF_BRANDS and data[8:12] != b"crx " else None


def is_raw(data: bytes) -> bool:
    """Whether this is a camera's raw file in TIFF's clothes that says so at once (Canon's CR2)."""
    return data[8:10] == b"CR" and data[:4] in (b"II*\0", b"MM\0*")


def is_svg(data: bytes) -> bool:
    """Whether this is a drawing in SVG, plain or compressed, which can carry scripts."""
    opening = (_unpacked(data) if data.startswith(_GZIP) else data[:4096]).replace(b"\0", b"").lower()
    return b"<" in opening and any(mark in opening for mark in _SVG_OPENINGS)


def _unpacked(data: bytes) -> bytes:
    """The beginning of what gzip compressed, empty where it is broken."""
    import zlib

    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data[:65536], 4096)
    except zlib.error:
        return b""

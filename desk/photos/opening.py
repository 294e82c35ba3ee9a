"""The one door to Pillow: an image opened with its size checked first, its pixels decoded, its errors put in words.

Decoders meet hostile bytes here and raise whatever they like (OSError, SyntaxError, struct.error, KeyError …).
All of that means one thing to a person, that the file is damaged, so it becomes Trouble here and nowhere else.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from io import BytesIO
from typing import TYPE_CHECKING

from desk.article.trouble import Trouble
from desk.photos import parts
from desk.photos.exif import exif_of, value_of
from desk.photos.kinds import image_kind, is_raw, is_svg

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 160_000_000
"""Pixels: what the largest cameras give. In memory each takes four bytes, and some steps need the picture twice."""
LARGEST_TOGETHER = 200_000_000
"""Bytes of decoded pixels (50 megapixels of colour) above which a picture has the memory to itself."""

LARGEST_MOVING = 50_000_000
"""Pixels of an animation: its decoder holds several whole pictures at once, and none is a photo."""
_MOST_SCANS = 200
"""Scans of one JPEG: programs make up to some twenty; each goes over all of the picture, which can take hours."""
_LARGEST_TEXT = 64_000_000
"""Bytes that a compressed text or profile of a PNG may grow to; Pillow's own limit is met by honest profiles."""

_FORMATS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/gif": ("GIF",),
    "image/webp": ("WEBP",),
    "image/tiff": ("TIFF",),
    "image/avif": ("AVIF",),
    "image/heic": ("HEIF",),
}
_ORIENTATION, _SMALLER_COPY, _RAW_VERSION, _OTHER_IMAGES = 0x0112, 0x00FE, 0xC612, 0x014A


def open_image(data: bytes, name: str = "") -> Image.Image:
    """The image in `data`: its header is read, no pixel decoded. Trouble says what is wrong with it."""
    from PIL import Image

    kind = image_kind(data)
    if kind is None:
        raise Trouble(_refusal(data, name))
    _prepare(kind)
    # Half the limit, since Pillow refuses at twice this and only warns from here on. It looks at the size that the
    # header tells before it makes room for the pixels, in every frame and tile as well.
    Image.MAX_IMAGE_PIXELS = LARGEST // 2
    with decoding(name):
        image = Image.open(BytesIO(data), formats=_FORMATS[kind])
        if kind == "image/tiff" and _is_raw(image):
            raise Trouble(_raw(name))
        _refuse_exhausting(image, data, name)
    return image


_ALONE = threading.Lock()


@contextmanager
def decoded(image: Image.Image, name: str = "", at_least: tuple[int, int] | None = None) -> Iterator[None]:
    """The pixels decoded; where only a smaller picture is needed and JPEG can give it, in a fraction of the time.

    Of very large pictures one thread has one at a time, until it leaves the block: it should do there all that it
    does with the pixels, and open no other picture.
    """
    with decoding(name):
        if at_least:
            image.draft(None, at_least)
    with _ALONE if _weight(image) > LARGEST_TOGETHER else nullcontext():
        with decoding(name):
            image.load()
        yield


def decode(image: Image.Image, name: str = "", at_least: tuple[int, int] | None = None) -> None:
    """Decode the pixels to see whether they are all there, as `decoded` does."""
    with decoded(image, name, at_least):
        pass


def _weight(image: Image.Image) -> int:
    """Bytes of the decoded pixels, as wide as the steps behind make them: 16 bits and palettes become colours."""
    return image.width * image.height * (1 if image.mode in ("1", "L") else 4)


def orientation(image: Image.Image) -> int:
    """How the pixels lie, 1 to 8 (Exif 2.32, tag 0x0112). TIFF and HEIC are turned upright as they are decoded."""
    value = 1 if image.format in ("TIFF", "HEIF") else value_of(exif_of(image), _ORIENTATION)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def upright(image: Image.Image, way: int) -> Image.Image:
    """The decoded image as it is meant to be seen; `way` is its orientation."""
    from PIL.Image import Transpose as T

    turns = (T.FLIP_LEFT_RIGHT, T.ROTATE_180, T.FLIP_TOP_BOTTOM, T.TRANSPOSE, T.ROTATE_270, T.TRANSVERSE, T.ROTATE_90)
    return image if way == 1 else image.transpose(turns[way - 2])


@contextmanager
def decoding(name: str) -> Iterator[None]:
    """Whatever a decoder raises inside comes out as Trouble."""
    from PIL import Image

    # A filter that stays: taking it back would race with the other threads of the pool. Pillow's warnings (a large
    # image, odd EXIF) are about nothing that a person at the desk could act upon.
    warnings.filterwarnings("ignore", module=r"(PIL|pillow_heif)\b")
    try:
        yield
    except Trouble:
        raise
    except Image.DecompressionBombError:
        raise Trouble(
            f"{_called(name)} has more than {LARGEST // 1_000_000} megapixels: make it smaller in an image program."
        ) from None
    except MemoryError:
        raise Trouble(f"{_called(name)} does not fit in this computer’s memory: make it smaller.") from None
    except Exception as error:
        raise Trouble(f"{_called(name)} is damaged or incomplete: get the file again.") from error


def _refusal(data: bytes, name: str) -> str:
    if not data:
        return f"{_called(name)} is empty: get the file again."
    if is_svg(data):
        return f"{_called(name)} is an SVG drawing, which can carry scripts: save it as PNG and add that."
    if is_raw(data):
        return _raw(name)
    return f"{_called(name)} is no photo that Desk can read: use JPEG, PNG, WebP, TIFF, AVIF, GIF or HEIC."


def _raw(name: str) -> str:
    return f"{_called(name)} is a camera’s raw file: export it as JPEG and add that."


def _is_raw(image: Image.Image) -> bool:
    """Raw files pose as TIFF with a small preview in front: Adobe's DNG, Nikon's NEF, Sony's ARW."""
    tags = exif_of(image)
    return _RAW_VERSION in tags or (value_of(tags, _SMALLER_COPY) == 1 and _OTHER_IMAGES in tags)


def _prepare(kind: str) -> None:
    """Tell Pillow what it needs to know before it meets a file of that kind."""
    if kind == "image/heic":
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    if kind == "image/png":
        from PIL import PngImagePlugin

        PngImagePlugin.MAX_TEXT_CHUNK = _LARGEST_TEXT


def _refuse_exhausting(image: Image.Image, data: bytes, name: str) -> None:
    """Trouble where decoding the picture would take far more memory or time than its size tells."""
    if image.width * image.height > LARGEST_MOVING and _moves(image, data):
        raise Trouble(f"{_called(name)} is an animation of more than 50 megapixels: save one picture of it.")
    if image.info.get("progressive") and _scans(data) > _MOST_SCANS:
        raise Trouble(f"{_called(name)} is made to exhaust a computer: save the photo anew.")


def _moves(image: Image.Image, data: bytes) -> bool:
    """Whether this is an animation or decoded as one, be it of a single picture."""
    webp = image.format == "WEBP" and data[12:16] == b"VP8X" and bool(data[20] & 2)
    return webp or image.format == "GIF" or getattr(image, "is_animated", False)


def _scans(jpeg: bytes) -> int:
    """How many scans a JPEG has, counted up to one too many."""
    count = 0
    try:
        for part in parts.jpeg_segments(jpeg):
            count += part.name == parts.SCAN
            if count > _MOST_SCANS:
                break
    except parts.Broken:
        pass  # the decoder will tell
    return count


def _called(name: str) -> str:
    return f"“{name}”" if name else "The photo"

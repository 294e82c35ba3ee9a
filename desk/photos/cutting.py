"""A framing made pixels: the part of a decoded picture that a photo shows in a shape, turned and straightened.

`framing` says what is shown, in fractions; here that is read off a picture of any size, since what is decoded is often
a fraction of the original. Nothing is ever enlarged, and straightening leaves no empty corner.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.article.framing import FREE, SHAPES, WHOLE, Box, Framing

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Cut:
    """What of the frame is shown (`box`, fractions), in how many pixels, and how many of the original lie beneath."""

    box: Box
    size: tuple[int, int]
    beneath: tuple[float, float]

    @property
    def scale(self) -> float:
        """The part of the original's resolution that it shows, at most 1."""
        return min(1.0, max(mine / max(1.0, theirs) for mine, theirs in zip(self.size, self.beneath, strict=True)))


def cut_of(framing: Framing, shape: str, width: int) -> Cut:
    """What a shape shows, at most `width` pixels wide and never enlarged."""
    box = _trimmed(framing, shape)
    beneath = ((box[2] - box[0]) * framing.frame[0], (box[3] - box[1]) * framing.frame[1])
    wide = max(1, min(width, round(beneath[0])))
    ratio = beneath[1] / beneath[0] if shape == FREE else SHAPES[shape][1] / SHAPES[shape][0]
    return Cut(box, (wide, max(1, round(wide * ratio))), beneath)


def _trimmed(framing: Framing, shape: str) -> Box:
    """The box of a shape; one cut by hand that is not quite of the shape loses what is too much, on both sides."""
    left, top, right, bottom = framing.box(shape)
    if shape == FREE:
        return left, top, right, bottom
    ratio = SHAPES[shape][0] / SHAPES[shape][1] * framing.frame[1] / framing.frame[0]  # of fractions
    wide, high = min(right - left, (bottom - top) * ratio), min(bottom - top, (right - left) / ratio)
    x, y = (left + right - wide) / 2, (top + bottom - high) / 2
    return x, y, x + wide, y + high


def frame_of(upright: Image.Image, framing: Framing) -> Image.Image:
    """The upright picture turned and straightened: the frame, of which every cut is a part.

    The picture may be smaller than the original whose framing it is.
    """
    from PIL.Image import Transpose

    turns = (None, Transpose.ROTATE_270, Transpose.ROTATE_180, Transpose.ROTATE_90)  # Pillow counts them anticlockwise
    turn = turns[framing.turn]
    turned = upright if turn is None else upright.transpose(turn)
    return _straightened(turned, framing) if framing.tilt else turned


def _straightened(turned: Image.Image, framing: Framing) -> Image.Image:
    from PIL.Image import Resampling, Transform

    wide, high = turned.width * framing.scale, turned.height * framing.scale
    size = max(1, round(wide)), max(1, round(high))
    across, down = wide / size[0], high / size[1]
    cosine, sine = math.cos(math.radians(framing.tilt)), math.sin(math.radians(framing.tilt))
    # From a place in the frame back to where it lies in the turned picture, both from their top left.
    x = (turned.width - wide * cosine - high * sine) / 2
    y = (turned.height + wide * sine - high * cosine) / 2
    way = (cosine * across, sine * down, x, -sine * across, cosine * down, y)
    made = turned.transform(size, Transform.AFFINE, way, Resampling.BICUBIC)
    made.info = dict(turned.info)
    return made


def resized(picture: Image.Image, box: Box, size: tuple[int, int]) -> Image.Image:
    """The part of the picture in `box` (fractions) at `size` (pixels); its colour profile comes along."""
    from PIL.Image import Resampling

    width, height = picture.size
    place = (box[0] * width, box[1] * height, min(width, box[2] * width), min(height, box[3] * height))
    if box == WHOLE and size == picture.size:
        made = picture.copy()
    else:
        made = picture.resize(size, Resampling.LANCZOS, box=place, reducing_gap=2.0)
    made.info = {key: value for key, value in picture.info.items() if key == "icc_profile"}
    return made

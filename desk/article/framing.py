"""How a photo is framed: turned, straightened, and cut to the shapes that pages ask for. Pure geometry.

An upright photo is turned by quarters, then by its tilt about its middle; of that the largest upright part of the same
shape is taken, so that no empty corner shows. That is the frame: every crop is a box of fractions of it. A shape that
nobody cut by hand is the largest box of it within the free crop, its middle as near to the focal point as it goes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from desk.article.model import Crop, Photo

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, as fractions of the frame from its top left."""
Point = tuple[float, float]
Size = tuple[float, float]

FREE = "free"
"""The crop that holds wherever the photo is printed in its own shape."""
SHAPES: Mapping[str, tuple[int, int]] = {"16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1)}
"""The shapes that search and social pages ask for (developers.google.com/search/docs/appearance/structured-data)."""
ASKED_WIDTH = 1200
"""Pixels of width that these pages ask for at least of a photo that they show large (Google’s “Get on Discover”)."""
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
SMALLEST = 0.02
"""The least part of the frame's width or height that a crop may be."""


@dataclass(frozen=True, slots=True)
class Framing:
    """A photo of `size` pixels (as it came, upright) and how it is framed."""

    size: Size
    turn: int = 0
    tilt: float = 0.0
    focus: Point = (0.5, 0.5)
    crops: tuple[Crop, ...] = ()

    @property
    def turned(self) -> Size:
        """Pixels after the quarter turns."""
        width, height = self.size
        return (height, width) if self.turn % 2 else (width, height)

    @property
    def scale(self) -> float:
        """How much of the turned picture's width and height is left once it is straightened."""
        width, height = self.turned
        angle = math.radians(abs(self.tilt))
        longer, shorter = max(width, height), max(1e-9, min(width, height))
        return 1 / (math.cos(angle) + longer / shorter * math.sin(angle))

    @property
    def frame(self) -> Size:
        """Pixels of the frame, in fractions of which crops are."""
        width, height = self.turned
        return width * self.scale, height * self.scale

    @property
    def focus_in_frame(self) -> Point:
        """The focal point in the frame; the nearest point of its edge where straightening cut it off."""
        x, y = _turned_point(self.focus, self.turn)
        width, height = self.turned
        angle = math.radians(self.tilt)
        along, down = (x - 0.5) * width, (y - 0.5) * height
        right = along * math.cos(angle) - down * math.sin(angle)
        below = along * math.sin(angle) + down * math.cos(angle)
        wide, high = self.frame
        return _within(right / max(wide, 1e-9) + 0.5), _within(below / max(high, 1e-9) + 0.5)

    def focus_at(self, place: Point) -> Point:
        """The `focus` that stands at a place of the frame: what `focus_in_frame` inverts."""
        wide, high = self.frame
        width, height = self.turned
        angle = math.radians(-self.tilt)
        along, down = (place[0] - 0.5) * wide, (place[1] - 0.5) * high
        x = (along * math.cos(angle) - down * math.sin(angle)) / max(width, 1e-9) + 0.5
        y = (along * math.sin(angle) + down * math.cos(angle)) / max(height, 1e-9) + 0.5
        return _turned_point((_within(x), _within(y)), -self.turn)

    def box(self, shape: str = FREE) -> Box:
        """What is printed in a shape: the part cut by hand, or that around the focal point."""
        crop = next((crop for crop in self.crops if crop.shape == shape), None)
        if crop is not None:
            return sound((crop.left, crop.top, crop.right, crop.bottom))
        return WHOLE if shape == FREE else self._around_focus(SHAPES[shape])

    def cut(self, shape: str = FREE) -> Size:
        """Pixels of the original that a shape shows."""
        left, top, right, bottom = self.box(shape)
        width, height = self.frame
        return (right - left) * width, (bottom - top) * height

    def is_cut_by_hand(self, shape: str) -> bool:
        """Whether somebody chose the part for this shape."""
        return any(crop.shape == shape for crop in self.crops)

    def _around_focus(self, shape: tuple[int, int]) -> Box:
        left, top, right, bottom = self.box(FREE)
        width, height = self.frame
        ratio = shape[0] / shape[1] * height / max(width, 1e-9)  # of fractions
        wide = min(right - left, (bottom - top) * ratio)
        high = min(bottom - top, (right - left) / ratio)
        x, y = self.focus_in_frame
        x = min(max(x - wide / 2, left), right - wide)
        y = min(max(y - high / 2, top), bottom - high)
        return x, y, x + wide, y + high


def framing_of(photo: Photo, size: Size | None = None) -> Framing:
    """How a photo is framed. `size` is its file's where that is known better (pixels, upright)."""
    known = size or (max(1, photo.width), max(1, photo.height))
    return Framing(known, photo.turn % 4, photo.tilt, photo.focus, photo.crops)


def is_framed(photo: Photo) -> bool:
    """Whether the photo is printed otherwise than it came, in its own shape."""
    return bool(photo.turn % 4 or photo.tilt) or framing_of(photo).box() != WHOLE


def printed_size(photo: Photo) -> tuple[int, int]:
    """Pixels of the photo as it is printed in its own shape, at full size; (0, 0) where its size is not known."""
    if not (photo.width and photo.height):
        return 0, 0
    width, height = framing_of(photo).cut()
    return max(1, round(width)), max(1, round(height))


def sound(box: Box) -> Box:
    """The box within the frame, its sides in order and no smaller than SMALLEST."""
    left, right = sorted((_within(box[0]), _within(box[2])))
    top, bottom = sorted((_within(box[1]), _within(box[3])))
    left, top = min(left, 1 - SMALLEST), min(top, 1 - SMALLEST)
    return left, top, max(right, left + SMALLEST), max(bottom, top + SMALLEST)


def with_crop(crops: tuple[Crop, ...], shape: str, box: Box | None) -> tuple[Crop, ...]:
    """The crops with another box for one shape; without a box, or with a free one of all, that shape's is gone."""
    rest = tuple(crop for crop in crops if crop.shape != shape)
    if box is None or (shape == FREE and box == WHOLE):
        return rest
    return (*rest, Crop(shape, *sound(box)))


def turned_crops(crops: tuple[Crop, ...], quarters: int) -> tuple[Crop, ...]:
    """What is left of crops when the photo is turned: the free one, turned along."""
    return tuple(_turned_crop(crop, quarters % 4) for crop in crops if crop.shape == FREE)


def _turned_crop(crop: Crop, quarters: int) -> Crop:
    for _ in range(quarters):
        crop = replace(crop, left=1 - crop.bottom, top=crop.left, right=1 - crop.top, bottom=crop.right)
    return crop


def _turned_point(point: Point, quarters: int) -> Point:
    for _ in range(quarters % 4):
        point = (1 - point[1], point[0])
    return point


def _within(fraction: float) -> float:
    return min(1.0, max(0.0, fraction))

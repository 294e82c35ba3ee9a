"""What dragging and nudging do to a crop: pure geometry in fractions of the frame, whose whole is 1 × 1.

A crop that has a shape keeps it: `ratio` is its width by its height, both as fractions of the frame (not pixels).
Without a ratio it is free. No box leaves the frame, and none is smaller than framing.SMALLEST either way.
"""

from __future__ import annotations

from desk.article.framing import FREE, SHAPES, SMALLEST, Box, Framing, Point, sound

Handle = tuple[int, int]
"""Which edges a handle moves: −1 left or top, 1 right or bottom, 0 neither."""
INSIDE: Handle = (0, 0)
"""The crop itself, which is moved."""
HANDLES: tuple[Handle, ...] = ((-1, -1), (1, -1), (-1, 1), (1, 1), (0, -1), (0, 1), (-1, 0), (1, 0))
"""Corners first: where handles overlap in a small crop, they are the ones that do more."""
_DIGITS = 5
"""Places of a fraction that are kept: a hundredth of a pixel, and short in the journal."""


def ratio_of(framing: Framing, shape: str) -> float | None:
    """The ratio of a shape in that frame; None where it is the free one."""
    if shape == FREE:
        return None
    width, height = framing.frame
    wide, high = SHAPES[shape]
    return wide / high * height / max(width, 1e-9)


def place_of(box: Box, handle: Handle) -> Point:
    """Where a handle of a box stands."""
    left, top, right, bottom = box
    across, down = handle
    return (left + right + across * (right - left)) / 2, (top + bottom + down * (bottom - top)) / 2


def dragged(box: Box, handle: Handle, to: Point, ratio: float | None) -> Box:
    """The box once one of its handles is dragged to a place; the side across from it stays."""
    if handle == INSIDE:
        middle = place_of(box, INSIDE)
        return moved(box, to[0] - middle[0], to[1] - middle[1])
    return _tidy(_pulled_free(box, handle, to) if ratio is None else _pulled_in_shape(box, handle, to, ratio))


def moved(box: Box, across: float, down: float) -> Box:
    """The box moved as far as the frame lets it."""
    left, top, right, bottom = box
    across = min(max(across, -left), 1 - right)
    down = min(max(down, -top), 1 - bottom)
    return _tidy((left + across, top + down, right + across, bottom + down))


def grown(box: Box, across: float, down: float, ratio: float | None) -> Box:
    """The box made wider and higher about its middle, or less so; pushed back where it would leave the frame."""
    wide, high = box[2] - box[0] + across, box[3] - box[1] + down
    if ratio is not None:
        wide = _in_shape(wide if across else high * ratio, 1.0, 1.0, ratio)
        high = wide / ratio
    return _about(place_of(box, INSIDE), _held(wide, 1.0), _held(high, 1.0))


def _about(middle: Point, wide: float, high: float) -> Box:
    left = min(max(middle[0] - wide / 2, 0.0), 1 - wide)
    top = min(max(middle[1] - high / 2, 0.0), 1 - high)
    return _tidy((left, top, left + wide, top + high))


def _pulled_free(box: Box, handle: Handle, to: Point) -> Box:
    left, top, right, bottom = box
    across, down = handle
    if across:
        left, right = _edges(left, right, across, to[0])
    if down:
        top, bottom = _edges(top, bottom, down, to[1])
    return left, top, right, bottom


def _edges(low: float, high: float, side: int, to: float) -> tuple[float, float]:
    """Two edges across from each other, once the one on that side is dragged to a place."""
    if side < 0:
        return max(0.0, min(to, high - SMALLEST)), high
    return low, min(1.0, max(to, low + SMALLEST))


def _pulled_in_shape(box: Box, handle: Handle, to: Point, ratio: float) -> Box:
    across, down = handle
    x, y = place_of(box, (-across, -down))  # what stays where it is
    wishes = [(to[0] - x) * across] if across else []
    wishes += [(to[1] - y) * down * ratio] if down else []
    wide = _in_shape(max(wishes), _room(x, across), _room(y, down), ratio)
    high = wide / ratio
    left, top = x - wide * (1 - across) / 2, y - high * (1 - down) / 2
    return left, top, left + wide, top + high


def _room(at: float, side: int) -> float:
    """How long a side may grow that keeps to its end, or its middle, at a place."""
    return (at, 2 * min(at, 1 - at), 1 - at)[side + 1]


def _in_shape(wide: float, room_across: float, room_down: float, ratio: float) -> float:
    """The width nearest to a wish at which the shape fits its room and is not too small."""
    return min(max(wide, SMALLEST, SMALLEST * ratio), room_across, room_down * ratio)


def _held(length: float, most: float) -> float:
    return min(max(length, SMALLEST), most)


def _tidy(box: Box) -> Box:
    left, top, right, bottom = (round(side, _DIGITS) for side in sound(box))
    return left, top, right, bottom

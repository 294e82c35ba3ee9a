"""Land as a camera sees it: maps of heights and colours, sunlight and shadow upon them, haze before them.

The view is drawn the way flight games of the nineties did it: each column of the picture walks over the map from near
to far and keeps what rises above all that it has met.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scenery.brushes import Colour, Size, calculated, grey, mask, shifted

MAP = 1536
"""Cells along one side of every map."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Land:
    """A piece of land: heights, colours and what is water, as square maps of the same side."""

    heights: Image.Image
    colours: Image.Image
    water: Image.Image | None = None


def lit(
    heights: Image.Image, sun: tuple[float, float], steep: float, drop: float, reach: int = 60
) -> tuple[Image.Image, Image.Image]:
    """How brightly each slope is lit, and what lies in the shadow of higher land, as masks."""
    slope = calculated("(h - s) * k + 0.5", h=heights, s=shifted(heights, *sun), k=steep)
    above = heights
    for step in range(1, reach):
        moved = shifted(heights, sun[0] * step, sun[1] * step)
        above = calculated("max(a, m - d)", a=above, m=moved, d=drop * step)
    shade = calculated("(a - h) * k", a=above, h=heights, k=1 / (6 * drop))
    return mask(slope), mask(shade).filter(ImageFilter.GaussianBlur(1.2))


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the photographer stands on the map, how high, which way he looks (0 is up the map), and his lens."""

    x: float
    y: float
    height: float
    heading: float
    horizon: float
    lens: float
    near: float
    far: float
    relief: float = 1.0


Haze = Callable[[float], tuple[float, Colour]]
"""By distance (0 near, 1 far): how much of the land the air hides, and in what colour."""


def view(size: Size, land: Land, camera: Camera, haze: Haze, sheen: Colour = (190, 205, 215)) -> Image.Image:
    """The land as seen by a camera, RGBA; where there is water, its opacity is 254 instead of 255."""
    width, height = size
    steps, maps = _steps(camera, haze), _Maps(land, sheen)
    sine, cosine, focal = math.sin(camera.heading), math.cos(camera.heading), camera.lens * width
    columns = []
    for column in range(width):
        aside = (column - width / 2) / focal
        ray = (sine + aside * cosine, aside * sine - cosine)
        columns.append(_column(maps, camera, steps, ray, (height, camera.horizon * height, focal)))
    return Image.frombytes("RGBA", (height, width), b"".join(columns)).transpose(Image.Transpose.TRANSPOSE)


Step = tuple[float, float, Colour]


def _steps(camera: Camera, haze: Haze) -> list[Step]:
    """The distances that a ray stops at, closer near the camera, and how much haze lies before them."""
    found, distance = [], camera.near
    while distance < camera.far:
        found.append((distance, *haze(distance / camera.far)))
        distance += max(0.3, distance * 0.004)
    return found


class _Maps:
    """The land's maps as rows of numbers, which Python reads faster than images."""

    def __init__(self, land: Land, sheen: Colour) -> None:
        self.side, self.sheen = land.heights.width, sheen
        self.heights = array("f", land.heights.tobytes())
        self.colours = land.colours.tobytes()
        self.water = land.water.tobytes() if land.water else bytes(self.side**2)

    def colour(self, at: int, u: float, v: float) -> tuple[float, float, float]:
        """The colour between four cells."""
        c, low, down = self.colours, 3 * at, 3 * (at + self.side)
        a, b, d, e = (1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v
        return (
            c[low] * a + c[low + 3] * b + c[down] * d + c[down + 3] * e,
            c[low + 1] * a + c[low + 4] * b + c[down + 1] * d + c[down + 4] * e,
            c[low + 2] * a + c[low + 5] * b + c[down + 2] * d + c[down + 5] * e,
        )


def _column(
    maps: _Maps, camera: Camera, steps: list[Step], ray: tuple[float, float], frame: tuple[int, float, float]
) -> bytes:
    """One column of the picture, from its top; what the land does not cover is see-through."""
    side, heights, (height, horizon, focal) = maps.side, maps.heights, frame
    spans, lowest = [], height
    for distance, hidden, fog in steps:
        x, y = camera.x + ray[0] * distance, camera.y + ray[1] * distance
        i, j = int(x), int(y)
        if not (0 <= i < side - 1 and 0 <= j < side - 1):
            break
        u, v, at = x - i, y - j, j * side + i
        near = heights[at] + (heights[at + 1] - heights[at]) * u
        beyond = heights[at + side] + (heights[at + side + 1] - heights[at + side]) * u
        ground = (near + (beyond - near) * v) * camera.relief
        top = max(0, int(horizon + (camera.height - ground) / distance * focal))
        if top < lowest:
            colour = maps.colour(at, u, v)
            if maps.water[at]:
                shine = min(0.85, distance / camera.far * 1.6)
                colour = _towards(colour, maps.sheen, shine)
            r, g, b = _towards(colour, fog, hidden)
            spans.append(bytes((int(r), int(g), int(b), 254 if maps.water[at] else 255)) * (lowest - top))
            lowest = top
            if not top:
                break
    return b"\0\0\0\0" * lowest + b"".join(reversed(spans))


def _towards(colour: tuple[float, float, float], other: Colour, part: float) -> tuple[float, float, float]:
    r, g, b = colour
    return r + (other[0] - r) * part, g + (other[1] - g) * part, b + (other[2] - b) * part


def water_in(seen: Image.Image) -> Image.Image:
    """Where a view shows water, as a mask."""
    return seen.getchannel("A").point([255 if value == 254 else 0 for value in range(256)])


def mirrored(size: Size, land: Land, camera: Camera, haze: Haze, level: float, above: Image.Image) -> Image.Image:
    """What still water at a level shows: the sky, and the land as seen from as far below as the camera is above."""
    dry = Image.composite(
        Image.new("L", land.heights.size, 255),
        Image.new("L", land.heights.size),
        land.water or Image.new("L", land.heights.size),
    )
    heights = calculated("h - w / 255 * 9", h=land.heights, w=dry)
    under = replace(camera, height=2 * level * camera.relief - camera.height, horizon=1 - camera.horizon)
    upside = view(size, Land(heights, land.colours), under, haze).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    # The sky that is in the picture stands for all of it: it is drawn out to the picture's lower edge.
    edge = camera.horizon * size[1]
    steep = edge / (size[1] - edge)
    image = above.transform(
        size, Image.Transform.AFFINE, (1, 0, 0, 0, -steep, edge * (1 + steep)), Image.Resampling.BILINEAR
    )
    image.paste(upside, mask=upside.getchannel("A"))
    return image


def place(size: Size, land: Land, camera: Camera, x: float, y: float) -> tuple[float, float, float] | None:
    """Where a spot of the map falls in the picture, and how large a cell is there; None where it is not seen."""
    sine, cosine, focal = math.sin(camera.heading), math.cos(camera.heading), camera.lens * size[0]
    depth = (x - camera.x) * sine - (y - camera.y) * cosine
    if depth < camera.near:
        return None
    aside = ((x - camera.x) * cosine + (y - camera.y) * sine) / depth

    def row(part: float) -> float:
        spot = (camera.x + (x - camera.x) * part, camera.y + (y - camera.y) * part)
        inside = (min(max(0, int(spot[0])), land.heights.width - 1), min(max(0, int(spot[1])), land.heights.width - 1))
        ground = land.heights.getpixel(inside)
        assert isinstance(ground, float)
        return camera.horizon * size[1] + (camera.height - ground * camera.relief) / (depth * part) * focal

    here = row(1)
    hidden = any(row(step / 50) < here - 0.004 * size[1] for step in range(max(2, round(50 * camera.near / depth)), 49))
    return None if hidden else (size[0] / 2 + aside * focal, here, focal / depth)


def plain(colour: Colour) -> Image.Image:
    return Image.new("RGB", (MAP, MAP), colour)


def blended(one: Colour, other: Colour, where: Image.Image) -> Image.Image:
    return Image.composite(plain(other), plain(one), where)


def path(points: list[tuple[float, float]], width: float, blur: float) -> Image.Image:
    """A broad soft line over the map as floats 0 to 255: a valley, a river, a road."""
    side = MAP // 4
    line = Image.new("L", (side, side))
    ImageDraw.Draw(line).line(
        [(x * side, y * side) for x, y in points], fill=255, width=round(width * side), joint="curve"
    )
    return line.filter(ImageFilter.GaussianBlur(blur * side)).convert("F").resize((MAP, MAP), Image.Resampling.BICUBIC)


def sunlit(
    colours: Image.Image, heights: Image.Image, sun: tuple[float, float], steep: float, drop: float, shadow: Colour
) -> Image.Image:
    """The land's colours in sunlight, its shadows in the colour of the sky."""
    slope, shade = lit(heights, sun, steep, drop, 90)
    sunny = ImageChops.overlay(colours, grey(slope))
    return Image.composite(ImageChops.multiply(sunny, plain(shadow)), sunny, shade.point(lambda value: value * 0.9))


def curve(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A smooth line through the points (Catmull-Rom)."""
    made = []
    padded = [points[0], *points, points[-1]]
    for p, q, r, s in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(16):
            t = step / 16
            made.append(
                tuple(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
                    for a, b, c, d in zip(p, q, r, s, strict=True)
                )
            )
    return [(x, y) for x, y in made] + [points[-1]]

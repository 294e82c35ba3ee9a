"""Pictures like photographs: soft light, shapes with edges, texture at every scale and the grain of a sensor."""

from __future__ import annotations

import random

from PIL import Image, ImageChops, ImageDraw, ImageOps
from PIL.Image import Resampling

_OCTAVES = ((6, 120), (24, 60), (96, 30), (375, 16), (1500, 8))
"""Texture: how many patches lie across the picture, and how far they stray in brightness."""


def scene(width: int, height: int, seed: int = 1, grain: int = 16) -> Image.Image:
    """A picture of that size, the same for the same seed; `grain` is how far single pixels stray."""
    chance = random.Random(seed)
    texture = _band(chance, width, height, grain)
    hues = [_band(chance, width // 8 or 1, height // 8 or 1, grain).resize((width, height)) for _ in range(3)]
    bands = [ImageChops.add(texture, hue, scale=4 / 3, offset=-96 + 128 // 3) for hue in hues]
    light = ImageOps.colorize(Image.linear_gradient("L").resize((width, height)), (180, 205, 235), (90, 70, 50))
    picture = ImageChops.overlay(light, Image.merge("RGB", bands))
    _people(chance, picture)
    return picture


def _band(chance: random.Random, width: int, height: int, grain: int) -> Image.Image:
    band = Image.new("L", (width, height), 128)
    for across, strength in (*_OCTAVES, (width, grain)):
        if across <= width:
            patches = _patches(chance, across, max(1, across * height // width), strength)
            band = ImageChops.add(band, patches.resize((width, height), Resampling.BICUBIC), offset=-128)
    return band


def _patches(chance: random.Random, width: int, height: int, strength: int) -> Image.Image:
    patches = Image.frombytes("L", (width, height), chance.randbytes(width * height))
    return patches.point([128 + (value - 128) * strength // 128 for value in range(256)])


def _people(chance: random.Random, picture: Image.Image) -> None:
    """Edges: light and dark figures before the scene."""
    draw = ImageDraw.Draw(picture)
    unit = min(picture.size) / 12
    for _ in range(24):
        x, y = chance.uniform(0, picture.width), chance.uniform(picture.height * 0.4, picture.height)
        colour = (chance.randrange(256), chance.randrange(256), chance.randrange(256))
        draw.ellipse((x - unit / 3, y - unit, x + unit / 3, y), fill=colour)
        draw.line((x, y, x + chance.uniform(-unit, unit), y + 2 * unit), fill=colour, width=max(1, round(unit / 8)))

"""Two harvest scenes: a wheat field with a combine harvester, and lorries before the silos at nightfall."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scenery.brushes import (
    Colour,
    Size,
    below,
    developed,
    floor,
    glow,
    gradient,
    grey,
    hills,
    mask,
    mixed,
    noise,
    scaled,
    sky,
    softly,
    wash,
)

_CAB = ((2.04, 0.98), (2.04, 0.36), (2.4, 0.36), (2.58, 0.66), (2.62, 0.98))
_WINDOW = ((2.3, 0.42), (2.4, 0.42), (2.53, 0.66), (2.3, 0.66))
_LORRY_LAMPS = (
    (0.05, 0.86, 0.16, (255, 60, 36), (255, 150, 120)),
    (2.62, 0.84, 0.5, (255, 200, 130), (255, 246, 230)),
)
"""Tail lamp and headlamp: across, down, how far it shines, its light, its core."""


def wheat(size: Size) -> Image.Image:
    """A ripe field in late light, ears soft and large in front; far off a combine harvester in its dust, blue hills."""
    picture = sky(
        size,
        [(0, (104, 146, 182)), (0.3, (206, 206, 190)), (0.5, (248, 222, 164)), (1, (250, 214, 140))],
        53,
        (0.45, 0.8),
        (255, 236, 206),
    )
    picture = glow(picture, (0.78, 0.36), 0.34, (230, 196, 120), 1.5)
    for crest, swing, seed, colour in (
        (0.43, 0.05, 3, (150, 160, 172)),
        (0.455, 0.032, 9, (132, 140, 146)),
        (0.47, 0.012, 31, (140, 128, 96)),
    ):
        hills(picture, crest, swing, seed, colour)
    texture = mask(noise((1600, 1600), (40, 160), 15, 6, 0.7), 0.2, 0.8)
    field = ImageChops.overlay(Image.new("RGB", (1600, 1600), (172, 118, 48)), grey(texture))
    for stripe in range(3):
        ImageDraw.Draw(field).rectangle((200 + stripe * 420, 0, 330 + stripe * 420, 1600), fill=(206, 166, 94))
    picture.paste(floor(field, size, 0.475, 0.12), mask=below(size, 0.478, 0.01))
    picture = _combine(picture)
    dice = random.Random(77)
    for layer in range(20):
        _stalks(picture, layer / 19, dice)
    picture = glow(picture, (0.78, 0.4), 0.55, (110, 78, 30), 1.2)
    return developed(picture, 4, grain=2.5, bloom=0.16, contrast=1.1, colour=1.03)


def _combine(picture: Image.Image) -> Image.Image:
    """A red harvester seen from afar, its reel in front, chaff and dust lit behind it."""
    width, height = picture.size
    x, y, s, dice = 0.27 * width, 0.492 * height, 0.031 * width, random.Random(3)
    puffs = [
        (x + s * (0.2 + t * 9.5), y - s * (0.4 + 0.75 * t + dice.uniform(-0.3, 0.3)), s * (0.3 + 0.85 * t))
        for t in (step / 40 for step in range(41))
    ]

    def dust(pen: ImageDraw.ImageDraw) -> None:
        for px, py, r in puffs:
            pen.ellipse((px - r, py - r * 0.7, px + r, py + r * 0.7), fill=150)

    softly(picture, (226, 190, 128), 0.009, dust)
    layer = Image.new("RGBA", (round(s * 4), round(s * 3)))
    pen, u = ImageDraw.Draw(layer), s * 2
    pen.polygon(
        [(u * 0.55, u * 0.42), (u * 1.35, u * 0.42), (u * 1.45, u * 0.6), (u * 1.45, u * 0.95), (u * 0.5, u * 0.95)],
        fill=(112, 44, 36, 255),
    )
    pen.polygon(
        [(u * 0.55, u * 0.42), (u * 1.35, u * 0.42), (u * 1.45, u * 0.6), (u * 0.55, u * 0.55)], fill=(164, 84, 60, 255)
    )
    pen.rectangle((u * 0.42, u * 0.4, u * 0.62, u * 0.75), fill=(60, 66, 70, 255))
    pen.rectangle((u * 0.4, u * 0.36, u * 0.66, u * 0.42), fill=(196, 184, 164, 255))
    pen.line([(u * 1.1, u * 0.42), (u * 1.42, u * 0.26)], fill=(120, 56, 44, 255), width=round(u * 0.06))
    pen.ellipse((u * 0.5, u * 0.78, u * 0.84, u * 1.12), fill=(40, 34, 28, 255))
    pen.ellipse((u * 1.14, u * 0.88, u * 1.36, u * 1.1), fill=(40, 34, 28, 255))
    pen.line([(u * 0.5, u * 0.9), (u * 0.2, u * 1.02)], fill=(90, 30, 24, 255), width=round(u * 0.06))
    pen.ellipse((u * 0.04, u * 0.8, u * 0.34, u * 1.1), outline=(104, 60, 44, 255), width=round(u * 0.03))
    machine = layer.resize((round(s * 2), round(s * 1.5)), Image.Resampling.LANCZOS)
    picture.paste(machine, (round(x - s), round(y - s * 1.12)), machine)
    return glow(picture, (x / width + 0.06, y / height - 0.02), 0.12, (120, 96, 50), 1.5)


def _stalks(picture: Image.Image, depth: float, dice: random.Random) -> None:
    """One row of wheat at a distance (0 far, 1 near), out of focus where it is nearest."""
    width, height = picture.size
    unit = width * (0.005 + 0.085 * depth**2.2)
    foot, count = (
        height * (0.5 + 0.02 * depth + 0.65 * depth**2),
        int(1300 * (1 - depth) ** 1.5 + 60 * (1 - depth) + 16),
    )
    row = Image.new("RGBA", picture.size)
    pen = ImageDraw.Draw(row)
    for _ in range(count):
        x, y = dice.uniform(-0.02, 1.02) * width, foot + dice.gauss(0, 0.25) * unit
        lean, shine = dice.gauss(0.16, 0.16), dice.random()
        warm = mixed((110, 66, 20), (236, 182, 88), shine**1.3)
        tip = (x + lean * unit * 1.6, y - unit * dice.uniform(0.8, 1.3))
        stem = [(x, y + unit * 2.5), ((x + tip[0]) / 2 - lean * unit * 0.3, (y + tip[1]) / 2), tip]
        pen.line(stem, fill=(*mixed(warm, (90, 78, 30), 0.45), 255), width=max(1, round(unit * 0.045)), joint="curve")
        _ear(pen, tip, lean, unit, warm, shine)
    blur = width * (0.0004 + 0.02 * max(0.0, depth - 0.86) ** 1.2 + 0.0012 * max(0.0, 0.6 - depth))
    row = row.filter(ImageFilter.GaussianBlur(blur))
    picture.paste(row, mask=row.getchannel("A"))
    top = min(foot - unit, height)
    softly(
        picture, (252, 208, 128), 0.01, lambda ink: ink.rectangle((0, top, width, height), fill=round(20 * (1 - depth)))
    )


def _ear(
    pen: ImageDraw.ImageDraw, tip: tuple[float, float], lean: float, unit: float, colour: Colour, shine: float
) -> None:
    """An ear: grains in two rows along a bent line, and its beard."""
    x, y = tip
    for grain in range(9):
        bend = lean * 2 + grain * 0.03
        x, y = x + math.sin(bend) * unit * 0.075, y - math.cos(bend) * unit * 0.075
        swell = unit * 0.055 * (1.2 - abs(grain - 3.5) / 7)
        for side in (-1, 1):
            cx = x + side * swell * 0.9
            tone = mixed(colour, (255, 232, 160) if side > 0 else (92, 58, 20), 0.35 + 0.2 * shine)
            pen.ellipse((cx - swell, y - swell * 1.5, cx + swell, y + swell * 1.2), fill=(*tone, 255))
            end = (cx + math.sin(bend + side * 0.28) * unit * 0.42, y - math.cos(bend + side * 0.28) * unit * 0.42)
            pen.line(
                [(cx, y), end], fill=(*mixed(colour, (255, 236, 180), 0.5), 170), width=max(1, round(unit * 0.012))
            )


def silos(size: Size) -> Image.Image:
    """Tall silos against an evening sky, and before them a queue of loaded lorries, their lamps lit in the dust."""
    _width, _height = size
    picture = sky(
        size,
        [
            (0, (40, 40, 88)),
            (0.34, (128, 84, 124)),
            (0.58, (236, 136, 92)),
            (0.74, (255, 190, 110)),
            (1, (255, 190, 110)),
        ],
        66,
        (0.42, 0.8),
        (240, 132, 104),
        0.6,
    )
    picture = glow(picture, (0.24, 0.75), 0.3, (255, 190, 100), 1.5)
    hills(picture, 0.765, 0.03, 12, (120, 70, 92))
    hills(picture, 0.79, 0.012, 40, (88, 54, 74))
    _cylinders(picture)
    ground = ImageChops.overlay(
        Image.new("RGB", (1400, 1400), (74, 52, 56)), grey(mask(noise((1400, 1400), (90, 90), 2, 5, 0.65), -0.2, 1.2))
    )
    picture.paste(floor(ground, size, 0.77, 0.2), mask=below(size, 0.832, 0.008))
    _dusty(picture, 0.825, 0.10, 130)
    dice = random.Random(14)
    x = 0.7
    for number in range(9):
        scale = 0.024 * 1.27**number
        x -= 2.85 * scale
        picture = _lorry(picture, x, 0.85 + 0.9 * (scale - 0.024), scale, dice)
    _dusty(picture, 0.92, 0.06, 60)
    return developed(picture, 5, grain=3, bloom=0.3, contrast=1.08, colour=0.88)


def _cylinders(picture: Image.Image) -> None:
    """Five cylinders in the last light from the left, a head house above them, a lamp or two."""
    width, height = picture.size
    foot, top, wide = 0.838 * height, 0.36 * height, 0.07 * width
    light = gradient(
        (64, 512),
        [(0, (150, 96, 84)), (0.16, (232, 164, 124)), (0.4, (176, 126, 118)), (0.8, (92, 70, 92)), (1, (70, 56, 82))],
    ).resize((1, 512))
    body = light.transpose(Image.Transpose.TRANSPOSE).resize((round(wide), round(foot - top)))
    seams = noise(body.size, (3, 40), 3, 3, 0.6)
    body = ImageChops.overlay(body, grey(mask(seams, -2.2, 3.2)))
    for ring in range(1, 16):
        ImageDraw.Draw(body).line(
            [(0, ring * body.height / 16), (body.width, ring * body.height / 16)], fill=(132, 100, 102), width=1
        )
    pen = ImageDraw.Draw(picture)
    left = 0.55 * width
    pen.rectangle((left + wide * 1.7, top - 0.13 * height, left + wide * 3.0, foot), fill=(104, 78, 94))
    pen.rectangle((left + wide * 1.7, top - 0.13 * height, left + wide * 2.15, foot), fill=(206, 146, 118))
    pen.rectangle(
        (left - wide * 0.1, top - 0.035 * height, left + wide * 5.2, top - 0.012 * height), fill=(110, 82, 96)
    )
    for silo in range(5):
        x = left + silo * wide * 1.02
        pen.polygon([(x, top), (x + wide * 0.5, top - 0.03 * height), (x + wide, top)], fill=(150, 108, 108))
        picture.paste(body, (round(x), round(top)))
    for x, y in (
        (left + wide * 2.3, top - 0.11 * height),
        (left - wide * 0.05, top - 0.02 * height),
        (left + wide * 5.15, top - 0.02 * height),
    ):
        r = 0.0016 * width
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(255, 232, 180))


def _dusty(picture: Image.Image, line: float, reach: float, strength: int) -> None:
    """A band of lit dust over the road."""
    drift = mask(noise(picture.size, (6, 14), round(line * 100), 5), 0.2, 0.9)
    level = (strength,) * 3
    band = gradient(
        picture.size,
        [(0, (0,) * 3), (line - reach, (0,) * 3), (line, level), (min(0.99, line + reach), (0,) * 3), (1, (0,) * 3)],
    ).convert("L")
    wash(picture, (246, 176, 112), ImageChops.multiply(drift, band))


def _lorry(picture: Image.Image, x: float, y: float, scale: float, dice: random.Random) -> Image.Image:
    """A loaded lorry, nearly a silhouette, headed for the silos on the right, and the light of its lamps."""
    width, height = picture.size
    u, left, foot = 0.98 * scale * width, x * width, y * height
    dark = mixed((86, 58, 62), (40, 31, 42), min(1.0, scale * 9))
    layer = _lorry_shape(u, dark, dice)
    picture.paste(layer, (round(left), round(foot - u * 1.2)), layer)
    ground = (left, foot - u * 0.05, left + u * 2.7, foot + u * 0.08)
    softly(picture, (14, 10, 18), 0.003, lambda ink: ink.ellipse(ground, fill=150))
    for across, down, reach, colour, core in _LORRY_LAMPS:
        spot = ((left + across * u) / width, (foot - (1.2 - down) * u) / height)
        picture = glow(glow(picture, spot, reach * scale, colour, 1.8), spot, 0.07 * scale, core, 1.0)
    return picture


def _lorry_shape(u: float, dark: Colour, dice: random.Random) -> Image.Image:
    layer = Image.new("RGBA", (round(u * 3.3), round(u * 1.65)))
    pen, rim = ImageDraw.Draw(layer), mixed(dark, (255, 170, 96), 0.5)
    heap = [(0.06 + 1.9 * t / 20, 0.42 - 0.13 * math.sin(math.pi * t / 20) - dice.uniform(0, 0.012)) for t in range(21)]
    pen.polygon(scaled(heap, 0, 0, u), fill=(*mixed(dark, (190, 130, 60), 0.5), 255))
    pen.rectangle((u * 0.04, u * 0.4, u * 1.98, u * 0.98), fill=(*dark, 255))
    for board in range(1, 9):
        x = 0.04 + 0.216 * board
        gap = mixed(dark, (0, 0, 0), 0.35)
        pen.line(scaled([(x, 0.41), (x, 0.97)], 0, 0, u), fill=(*gap, 255), width=max(1, round(u * 0.012)))
    pen.line(scaled([(0.04, 0.4), (1.98, 0.4)], 0, 0, u), fill=(*rim, 255), width=max(1, round(u * 0.016)))
    pen.polygon(scaled(_CAB, 0, 0, u), fill=(*dark, 255))
    pen.polygon(scaled(_WINDOW, 0, 0, u), fill=(*mixed(dark, (255, 190, 130), 0.35), 255))
    for wheel in (0.3, 0.58, 1.62, 2.32):
        pen.ellipse((u * (wheel - 0.125), u * 0.95, u * (wheel + 0.125), u * 1.2), fill=(24, 20, 28, 255))
    return layer

"""A covered bazaar: vault behind vault, shafts of daylight, lamps in a row, spices and cloth on both sides."""

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
    mask,
    mixed,
    noise,
    softly,
)

_EYE = (0.5, 0.5)
"""Where the alley runs to, as parts of width and height."""
_CLOTH = ((150, 44, 40), (196, 142, 60), (48, 84, 104), (122, 62, 100), (52, 104, 84), (206, 178, 138), (98, 54, 40))
_SPICES = ((178, 62, 22), (206, 150, 30), (120, 56, 24), (150, 30, 26), (96, 104, 40), (196, 108, 36), (206, 182, 130))


def bazaar(size: Size) -> Image.Image:
    """The alley from its far end to the sacks in front, bay by bay."""
    _width, _height = size
    picture = Image.new("RGB", size, (255, 226, 176))
    paving = _paving()
    picture.paste(floor(paving, size, _EYE[1], 0.16), mask=below(size, _EYE[1] + 0.002, 0.001))
    dice = random.Random(5)
    for bay in range(12, -1, -1):
        _bay(picture, bay, dice)
    for bay in range(8, 0, -1):
        _shaft(picture, bay)
    picture = _lamps(picture)
    for side in (-1, 1):
        _sack_row(picture, side)
    picture = glow(picture, (_EYE[0], _EYE[1] - 0.03), 0.3, (150, 110, 60), 1.6)
    return developed(picture, 7, grain=3, bloom=0.2, contrast=1.12, colour=0.98)


def _reach(bay: float) -> float:
    """How large a bay's arch is drawn: 1 is as wide as the picture."""
    return 2.3 / (1.6 + 1.5 * bay)


def _paving() -> Image.Image:
    """Worn flagstones, wet from sweeping."""
    stones = ImageChops.overlay(
        Image.new("RGB", (1600, 1600), (128, 100, 80)), grey(mask(noise((1600, 1600), (60, 60), 9, 5, 0.6), -0.2, 1.2))
    )
    pen, dice = ImageDraw.Draw(stones), random.Random(2)
    for row in range(40):
        y, shift = row * 40, dice.randrange(60)
        pen.line([(0, y), (1600, y)], fill=(84, 64, 54), width=3)
        for column in range(27):
            x = column * 60 + shift
            pen.line([(x, y), (x, y + 40)], fill=(84, 64, 54), width=3)
    return stones


def _outline(bay: float, size: Size, grown: float = 1.0) -> list[tuple[float, float]]:
    """The opening of a pointed arch, from its left foot over the crown to its right foot."""
    r = _reach(bay) * grown
    x, y, half, spring = _EYE[0] * size[0], _EYE[1] * size[1], 0.36 * r * size[0], 0.12 * r * size[1]
    crown, foot = 0.72 * r * size[1], 0.42 * r * size[1]
    left = [
        (x - half * (1 - u**2.2), y - spring - (crown - spring) * u**0.72) for u in (step / 24 for step in range(25))
    ]
    return [(x - half, y + foot), *left, *((2 * x - px, py) for px, py in reversed(left)), (x + half, y + foot)]


def _bay(picture: Image.Image, bay: int, dice: random.Random) -> None:
    """One arch of brick and the stalls before it; farther bays are lighter, for the dust in the air."""
    size = picture.size
    depth = min(1.0, bay / 11)
    opening = Image.new("L", size, 255)
    ImageDraw.Draw(opening).polygon(_outline(bay, size), fill=0)
    lit = Image.new("L", size)
    ImageDraw.Draw(lit).rectangle((0, 0, size[0], (_EYE[1] + 0.42 * _reach(bay)) * size[1]), fill=255)
    wall = ImageChops.multiply(opening, lit)
    tone = mixed((104, 62, 40), (236, 196, 146), depth**0.7)
    picture.paste(_bricks(size, bay, tone, depth), mask=wall.filter(ImageFilter.GaussianBlur(0.0006 * size[0])))
    edge = ImageDraw.Draw(picture)
    line = _outline(bay, size)[1:-1]
    edge.line(
        line, fill=mixed(tone, (255, 214, 160), 0.16), width=max(1, round(0.016 * _reach(bay) * size[0])), joint="curve"
    )
    edge.line(
        _outline(bay, size, 1.06)[1:-1],
        fill=mixed(tone, (40, 22, 16), 0.3),
        width=max(1, round(0.005 * _reach(bay) * size[0])),
        joint="curve",
    )
    for side in (-1, 1):
        _stall(picture, bay, side, depth, dice)


def _bricks(size: Size, bay: int, tone: Colour, depth: float) -> Image.Image:
    """Brickwork at the scale of its distance, darker towards the vault."""
    r = _reach(bay)
    tile = Image.new("RGB", (64, 32), mixed(tone, (60, 36, 28), 0.35))
    pen = ImageDraw.Draw(tile)
    for x, y in ((1, 1), (33, 1), (-15, 17), (17, 17), (49, 17)):
        pen.rectangle((x, y, x + 29, y + 13), fill=tone)
    across, down = max(10, round(size[0] * 0.036 * r)), max(5, round(size[0] * 0.018 * r))
    tile = tile.resize((across, down), Image.Resampling.LANCZOS)
    wall = Image.new("RGB", size)
    for y in range(0, size[1], down):
        for x in range(0, size[0], across):
            wall.paste(tile, (x, y))
    worn = mask(noise(size, (max(3, round(9 / r)), max(3, round(6 / r))), 40 + bay, 6, 0.6), -0.1, 1.1)
    wall = ImageChops.overlay(wall, grey(worn))
    shade = gradient(
        size,
        [
            (0, mixed((58, 48, 48), (230, 220, 210), depth)),
            (0.45, (255, 250, 244)),
            (1, mixed((150, 130, 120), (240, 230, 220), depth)),
        ],
    )
    return ImageChops.multiply(wall, shade)


def _stall(picture: Image.Image, bay: int, side: int, depth: float, dice: random.Random) -> None:
    """A niche with bolts of cloth, copper on a shelf, heaps below: patches of colour, softer the farther they are."""
    size, r = picture.size, _reach(bay)
    layer = Image.new("RGBA", size)
    pen, dust = ImageDraw.Draw(layer), depth**0.8 * 0.75
    corner = ((_EYE[0] + side * 0.36 * r) * size[0], _EYE[1] * size[1])
    unit = (side * r * size[0], r * size[1])
    edges = sorted((corner[0] - 0.006 * unit[0], corner[0] + 0.2 * unit[0]))
    niche = (edges[0], corner[1] - 0.14 * unit[1], edges[1], corner[1] + 0.34 * unit[1])
    pen.rectangle(niche, fill=(*mixed((34, 20, 16), (200, 160, 118), dust), 140))
    for draw in (_cloth, _copper, _heaps):
        draw(pen, corner, unit, dust, dice)
    soft = layer.filter(ImageFilter.GaussianBlur(size[0] * (0.0012 + 0.0012 * depth)))
    picture.paste(soft, mask=soft.getchannel("A"))


_DUST = (236, 196, 146)
Spot = tuple[float, float]


def _cloth(pen: ImageDraw.ImageDraw, corner: Spot, unit: Spot, dust: float, dice: random.Random) -> None:
    for bolt in range(5):
        x, w = corner[0] + (0.012 + 0.034 * bolt) * unit[0], 0.016 * abs(unit[0])
        colour = mixed(dice.choice(_CLOTH), _DUST, dust)
        top, foot = corner[1] - dice.uniform(0.07, 0.12) * unit[1], corner[1] + dice.uniform(0.1, 0.2) * unit[1]
        pen.rectangle((x - w, top, x + w, foot), fill=(*colour, 255))
        for fold in range(3):
            left = x - w + w * 0.66 * fold
            pen.rectangle((left, top, left + w * 0.3, foot), fill=(*mixed(colour, (30, 18, 16), 0.3), 255))


def _copper(pen: ImageDraw.ImageDraw, corner: Spot, unit: Spot, dust: float, dice: random.Random) -> None:
    for tray in range(4):
        x, y, w = corner[0] + 0.045 * tray * unit[0], corner[1] + 0.24 * unit[1], 0.026 * abs(unit[0])
        copper = mixed(dice.choice(((196, 116, 60), (214, 160, 80), (170, 92, 52))), _DUST, dust)
        pen.ellipse((x - w, y - w * 0.36, x + w, y + w * 0.36), fill=(*mixed(copper, (60, 30, 20), 0.5), 255))
        pen.ellipse((x - w * 0.86, y - w * 0.32, x + w * 0.86, y + w * 0.24), fill=(*copper, 255))


def _heaps(pen: ImageDraw.ImageDraw, corner: Spot, unit: Spot, dust: float, dice: random.Random) -> None:
    for heap in range(4):
        x, y = corner[0] + (-0.02 + 0.05 * heap) * unit[0], corner[1] + (0.37 + 0.01 * heap) * unit[1]
        w, colour = 0.032 * abs(unit[0]), mixed(dice.choice(_SPICES), _DUST, dust)
        shade = mixed(colour, (40, 20, 16), 0.35)
        pen.polygon([(x - w, y), (x, y - w * 0.95), (x + w, y)], fill=(*colour, 255))
        pen.polygon([(x, y - w * 0.95), (x + w, y), (x + w * 0.2, y)], fill=(*shade, 255))
        pen.rectangle((x - w, y, x + w, y + w * 1.1), fill=(*mixed((150, 118, 84), _DUST, dust), 255))


def _shaft(picture: Image.Image, bay: int) -> None:
    """Daylight that falls through a round opening in the vault, and the bright spot it makes on the paving."""
    size, r = picture.size, _reach(bay + 0.5)
    x, y = _EYE[0] * size[0], _EYE[1] * size[1]
    top, foot, w = y - 0.70 * r * size[1], y + 0.41 * r * size[1], 0.035 * r * size[0]
    drift = 0.13 * r * size[0]

    def beam(pen: ImageDraw.ImageDraw) -> None:
        pen.polygon([(x - w, top), (x + w, top), (x + drift + w * 2.3, foot), (x + drift - w * 1.5, foot)], fill=58)

    softly(picture, (255, 236, 196), 0.006 * r, beam)
    softly(
        picture,
        (255, 244, 214),
        0.004 * r,
        lambda pen: pen.ellipse((x + drift - w * 1.6, foot - w * 0.5, x + drift + w * 2.3, foot + w * 0.5), fill=120),
    )
    softly(
        picture,
        (255, 250, 232),
        0.002 * r,
        lambda pen: pen.ellipse((x - w, top - w * 0.35, x + w, top + w * 0.35), fill=235),
    )


def _lamps(picture: Image.Image) -> Image.Image:
    """Brass and coloured glass on chains, one in the middle of every bay."""
    width, height = picture.size
    glass = (
        (255, 186, 92),
        (226, 92, 60),
        (255, 206, 130),
        (92, 156, 170),
        (255, 170, 84),
        (190, 90, 130),
        (255, 200, 120),
    )
    for bay in range(7, -1, -1):
        r = _reach(bay + 0.2)
        for side in (-0.16, 0.16):
            x, y = (_EYE[0] + side * r) * width, (_EYE[1] - 0.30 * r) * height
            s, pen = 0.017 * r * width, ImageDraw.Draw(picture)
            pen.line([(x, y - 0.3 * r * height), (x, y - s * 1.3)], fill=(66, 44, 30), width=max(1, round(s * 0.08)))
            colour = glass[(2 * bay + (side > 0)) % len(glass)]
            pen.polygon(
                [
                    (x - s * 0.35, y - s * 1.3),
                    (x + s * 0.35, y - s * 1.3),
                    (x + s * 0.9, y - s * 0.6),
                    (x - s * 0.9, y - s * 0.6),
                ],
                fill=(150, 104, 48),
            )
            pen.ellipse((x - s, y - s, x + s, y + s * 1.1), fill=mixed(colour, (255, 250, 230), 0.25))
            for rib in (-0.5, 0, 0.5):
                pen.line(
                    [(x + rib * s, y - s * 0.8), (x + rib * s * 0.7, y + s)],
                    fill=(150, 100, 50),
                    width=max(1, round(s * 0.07)),
                )
            pen.polygon([(x - s * 0.5, y + s), (x + s * 0.5, y + s), (x, y + s * 1.8)], fill=(140, 94, 44))
            picture = glow(picture, (x / width, y / height), 0.075 * r, mixed(colour, (90, 50, 20), 0.35), 1.9)
    return picture


def _sack_row(picture: Image.Image, side: int) -> None:
    """Sacks of spice in front, on either side of the way."""
    width, height = picture.size
    for number in range(4, -1, -1):
        near = 1 - number * 0.17
        x = (0.5 + side * (0.475 - 0.042 * number)) * width
        _sack(
            picture,
            x,
            (1.04 - 0.062 * number) * height,
            width * 0.075 * near,
            _SPICES[(3 * number + (side > 0) * 2) % 7],
            10 * number + side,
        )


def _sack(layer: Image.Image, x: float, y: float, r: float, tone: Colour, seed: int) -> None:
    """A sack with its rim rolled down and a cone of spice above it, lit from the left."""
    box = (round(2.4 * r), round(3.6 * r))
    cloth = _round_body(box, (150, 116, 78), seed)
    shape = Image.new("L", box)
    pen = ImageDraw.Draw(shape)
    pen.rounded_rectangle((0.12 * r, 1.5 * r, 2.28 * r, 3.9 * r), 0.45 * r, fill=255)
    layer.paste(cloth, (round(x - 1.2 * r), round(y - 2.2 * r)), shape.filter(ImageFilter.GaussianBlur(r * 0.012)))
    rim = Image.new("L", box)
    ImageDraw.Draw(rim).ellipse((0.02 * r, 1.18 * r, 2.38 * r, 1.98 * r), fill=255)
    layer.paste(
        _round_body(box, (186, 150, 106), seed + 5),
        (round(x - 1.2 * r), round(y - 2.2 * r)),
        rim.filter(ImageFilter.GaussianBlur(r * 0.012)),
    )
    heap = Image.new("L", box)
    outline = [(0.16 * r, 1.56 * r)]
    for step in range(41):
        t = step / 40 * 2 - 1
        outline.append(
            (
                1.2 * r + t * 1.04 * r,
                1.56 * r - (1 - abs(t)) ** 0.82 * 1.12 * r + 0.05 * r * math.sin(step * 1.7 + seed),
            )
        )
    outline += [(1.2 * r + math.cos(a / 10) * 1.05 * r, 1.56 * r + math.sin(a / 10) * 0.3 * r) for a in range(32)]
    ImageDraw.Draw(heap).polygon(outline, fill=255)
    layer.paste(
        _heap_colours(box, tone, seed),
        (round(x - 1.2 * r), round(y - 2.2 * r)),
        heap.filter(ImageFilter.GaussianBlur(r * 0.01)),
    )


def _round_body(box: Size, tone: Colour, seed: int) -> Image.Image:
    """Coarse cloth around something round: threads, and light from the left."""
    threads = mask(noise(box, (60, 90), seed, 2, 0.7), -0.4, 1.4)
    folds = mask(noise(box, (7, 2), seed + 1, 3), -0.2, 1.2)
    cloth = ImageChops.overlay(ImageChops.overlay(Image.new("RGB", box, tone), grey(threads)), grey(folds))
    light = gradient(
        (box[1], box[0]), [(0, (90, 84, 80)), (0.25, (255, 246, 226)), (0.6, (150, 136, 124)), (1, (40, 32, 30))]
    )
    return ImageChops.multiply(cloth, light.transpose(Image.Transpose.TRANSPOSE).resize(box))


def _heap_colours(box: Size, tone: Colour, seed: int) -> Image.Image:
    """Ground spice: fine grain, small slides, the far side of the cone in shade."""
    grains = mask(noise(box, (box[0] // 3, box[1] // 3), seed + 2, 2, 0.8), -0.15, 1.15)
    slides = mask(noise(box, (14, 7), seed + 3, 4), 0.0, 1.0)
    heap = ImageChops.overlay(ImageChops.overlay(Image.new("RGB", box, tone), grey(grains)), grey(slides))
    side = gradient(
        (box[1], box[0]), [(0, (255, 240, 214)), (0.42, (244, 220, 190)), (0.5, (170, 140, 120)), (1, (70, 50, 46))]
    )
    side = side.transpose(Image.Transpose.TRANSPOSE).resize(box)
    return ImageChops.multiply(heap, side.filter(ImageFilter.GaussianBlur(box[0] * 0.03)))

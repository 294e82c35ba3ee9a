"""A reed marsh at sunrise: a boat on a still channel, mist, birds, a reed guest house far off."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scenery.brushes import (
    Colour,
    Size,
    developed,
    glow,
    gradient,
    mask,
    mixed,
    noise,
    rippled,
    scaled,
    sky,
    softly,
    wash,
)

_LINE = 0.55
_SUN = (0.6, 0.49)
_WATERLINE = 0.86
"""How far down its own drawing the boat meets the water; its shapes are in parts of its length or a person's height."""
_BOW = ((0.06, -0.17), (0.1, -0.075))
_STERN = ((0.9, -0.07), (0.955, -0.13), (0.93, -0.05), (0.86, 0), (0.16, 0), (0.09, -0.045))
_GOWN = ((-0.075, 0), (-0.1, -0.62), (-0.06, -0.82), (0.08, -0.82), (0.1, -0.6), (0.085, 0))
_SCARF = ((-0.05, -0.93), (-0.085, -0.8), (0.1, -0.8), (0.06, -0.93))


def marsh(size: Size) -> Image.Image:
    """The whole scene: what stands above the water, its mirror image, mist between, reeds in front."""
    width, height = size
    picture = sky(
        size,
        [
            (0, (86, 96, 138)),
            (0.22, (170, 130, 140)),
            (0.42, (246, 168, 118)),
            (0.55, (255, 208, 132)),
            (1, (255, 208, 132)),
        ],
        29,
        (0.44, 0.8),
        (255, 190, 160),
        0.5,
    )
    picture = glow(picture, _SUN, 0.3, (255, 190, 110), 1.5)
    picture = glow(glow(picture, _SUN, 0.055, (255, 226, 160), 1.1), _SUN, 0.022, (255, 252, 236), 0.5)
    _far_bank(picture)
    _guest_house(picture)
    _birds(picture)
    _reed_wall(picture, random.Random(7))
    edge = round(_LINE * height)
    mirror = picture.crop((0, 0, width, edge)).transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((width, height - edge))
    water = rippled(mirror, 5, 0.05, (10, 160))
    wash(water, (60, 52, 70), gradient(water.size, [(0, (20,) * 3), (1, (130,) * 3)]).convert("L"))
    picture.paste(water, (0, edge))
    _sun_path(picture)
    _mist(picture)
    _boat(picture)
    picture = glow(picture, _SUN, 0.55, (120, 64, 26), 1.3)
    _near_reeds(picture, random.Random(19))
    return developed(picture, 8, grain=3, bloom=0.18, contrast=1.12, colour=1.0)


def _far_bank(picture: Image.Image) -> None:
    """Reed beds along the horizon, row behind row in the haze."""
    width, height = picture.size
    dice = random.Random(3)
    for row, colour in enumerate(((226, 156, 116), (186, 122, 96), (140, 92, 78))):
        top = _LINE - 0.022 + 0.006 * row
        tips = [
            (x, height * (top - dice.random() * 0.008 - 0.012 * abs(math.sin(x / width * (5 + 3 * row) + row))))
            for x in range(0, width + 3, 3)
        ]
        shape = Image.new("L", picture.size)
        ImageDraw.Draw(shape).polygon([(0, height), *tips, (width, height)], fill=255)
        picture.paste(colour, mask=shape.filter(ImageFilter.GaussianBlur(width * 0.0006)))


def _guest_house(picture: Image.Image) -> None:
    """A mudhif: a long vault of bundled reeds, its end wall with the pillars that rise above it."""
    width, height = picture.size
    layer = Image.new("RGBA", (2 * width, 2 * height))
    pen, x, foot, s = ImageDraw.Draw(layer), 2 * 0.31 * width, 2 * (_LINE - 0.004) * height, 2 * 0.03 * width
    body, face = (150, 98, 76, 255), (124, 80, 66, 255)
    pen.polygon(
        [
            (x, foot),
            (x, foot - s * 0.9),
            (x + s * 0.5, foot - s * 1.28),
            (x + s * 4.2, foot - s * 1.06),
            (x + s * 4.5, foot - s * 0.72),
            (x + s * 4.5, foot),
        ],
        fill=body,
    )
    for rib in range(8):
        rx = x + s * (1 + rib * 0.48)
        pen.line(
            [(rx, foot), (rx, foot - s * (1.2 - rib * 0.028))], fill=(118, 76, 62, 255), width=max(1, round(s * 0.05))
        )
    pen.pieslice((x - s * 0.62, foot - s * 1.28, x + s * 0.9, foot + s * 1.28), 180, 360, fill=face)
    pen.pieslice((x - s * 0.1, foot - s * 0.55, x + s * 0.36, foot + s * 0.55), 180, 360, fill=(70, 46, 44, 255))
    for side in (-0.56, -0.2, 0.48, 0.84):
        pen.line(
            [(x + side * s, foot), (x + side * s, foot - s * (1.5 if abs(side - 0.14) < 0.4 else 1.2))],
            fill=(98, 62, 54, 255),
            width=max(1, round(s * 0.1)),
        )
    house = layer.resize(picture.size, Image.Resampling.BOX)
    picture.paste(house, mask=house.getchannel("A"))


def _birds(picture: Image.Image) -> None:
    width, height = picture.size
    layer, dice = Image.new("L", (2 * width, 2 * height)), random.Random(11)
    pen = ImageDraw.Draw(layer)
    for number in range(9):
        x, y = (
            2 * width * (0.36 + 0.022 * number + dice.uniform(-0.006, 0.006)),
            2 * height * (0.2 + abs(number - 3) * 0.012 + dice.uniform(-0.004, 0.004)),
        )
        s, lift = 2 * width * dice.uniform(0.006, 0.0085), dice.uniform(0.2, 0.7)
        wing = [
            (x - s, y - s * lift),
            (x - s * 0.45, y - s * lift * 0.7),
            (x, y),
            (x + s * 0.45, y - s * lift * 0.7),
            (x + s, y - s * lift),
        ]
        pen.line(wing, fill=220, width=max(2, round(s * 0.13)), joint="curve")
    wash(picture, (66, 48, 60), layer.resize(picture.size, Image.Resampling.BOX))


def _reed_wall(picture: Image.Image, dice: random.Random) -> None:
    """Tall stands of reed on both sides of the channel; what is nearer stands taller and darker."""
    width, height = picture.size
    for row in range(7):
        depth = row / 6
        layer = Image.new("RGBA", picture.size)
        pen = ImageDraw.Draw(layer)
        foot, tall = _LINE * height, height * (0.07 + 0.2 * depth)
        for _ in range(round(420 - 130 * depth)):
            inner = 0.30 - 0.2 * depth
            x = dice.choice((dice.random() ** 0.8 * inner, 1 - dice.random() ** 0.8 * (inner - 0.03))) * width
            _reed(pen, x, foot, tall * dice.uniform(0.6, 1.1), mixed((168, 108, 78), (58, 40, 42), depth), dice)
        soft = layer.filter(ImageFilter.GaussianBlur(width * 0.0005))
        picture.paste(soft, mask=soft.getchannel("A"))


def _reed(pen: ImageDraw.ImageDraw, x: float, foot: float, tall: float, colour: Colour, dice: random.Random) -> None:
    """A stem with its feathery head and a few blades."""
    lean = dice.gauss(0.05, 0.07) * tall
    thick = max(1, round(tall * 0.011))
    tip = (x + lean, foot - tall)
    ink = (*mixed(colour, (236, 164, 104), dice.random() * 0.35), 255)
    pen.line([(x, foot), (x + lean * 0.4, foot - tall * 0.55), tip], fill=ink, width=thick, joint="curve")
    for _ in range(4):
        start, side, long = dice.uniform(0.25, 0.8), dice.choice((-1, 1)), tall * dice.uniform(0.12, 0.22)
        bx, by = x + lean * start, foot - tall * start
        blade = [(bx + side * long * t, by - long * (1.5 * t - 1.45 * t * t)) for t in (step / 8 for step in range(9))]
        pen.line(blade, fill=ink, width=thick, joint="curve")
    for _ in range(22):
        drop, bent = dice.random() ** 1.4, dice.gauss(0.55, 0.5)
        px, py = x + lean * (1 - 0.17 * drop), foot - tall * (1 - 0.17 * drop)
        long = tall * (0.022 + 0.04 * drop) * dice.uniform(0.7, 1.2)
        strand = [(px, py), (px + bent * long * 0.6, py - long * 0.5), (px + bent * long * 1.2, py - long * 0.25)]
        pen.line(strand, fill=ink, width=max(1, round(thick * 0.7)), joint="curve")


def _sun_path(picture: Image.Image) -> None:
    """Glints that lead from the sun to the viewer."""
    width, height = picture.size
    glints = mask(noise(picture.size, (40, 200), 31, 3, 0.7), 0.52, 0.72)
    beam = Image.new("L", picture.size)
    x = _SUN[0] * width
    ImageDraw.Draw(beam).polygon(
        [
            (x - 0.02 * width, _LINE * height),
            (x + 0.02 * width, _LINE * height),
            (x + 0.07 * width, height),
            (x - 0.07 * width, height),
        ],
        fill=230,
    )
    wash(picture, (255, 222, 150), ImageChops.multiply(glints, beam.filter(ImageFilter.GaussianBlur(width * 0.02))))


def _mist(picture: Image.Image) -> None:
    level = (170,) * 3
    band = gradient(
        picture.size, [(0, (0,) * 3), (_LINE - 0.09, (0,) * 3), (_LINE, level), (_LINE + 0.1, (0,) * 3), (1, (0,) * 3)]
    ).convert("L")
    wash(picture, (255, 206, 156), ImageChops.multiply(mask(noise(picture.size, (4, 26), 8, 5), 0.15, 0.9), band))


def _boat(picture: Image.Image) -> None:
    """A mashhuf, slim and tarred, both ends raised, with someone standing who poles it along; and its reflection."""
    width, height = picture.size
    box, line = (round(0.3 * width), round(0.24 * height)), 0.7 * height
    shape = _boat_shape((2 * box[0], 2 * box[1])).resize(box, Image.Resampling.BOX)
    left, above = round(0.36 * width), round(box[1] * _WATERLINE)
    mirror = shape.crop((0, 0, box[0], above)).transpose(Image.Transpose.FLIP_TOP_BOTTOM).convert("RGB")
    mirror = rippled(mirror, 4, 0.03, (6, 40)).convert("L").point(lambda value: value * 0.7)
    top = round(line - above)
    picture.paste((46, 32, 38), (left, top + above), mirror)
    picture.paste((26, 20, 26), (left, top), shape)
    gleam, thick = [(left + 0.1 * box[0], line), (left + 0.95 * box[0], line)], max(1, round(0.0016 * height))
    softly(picture, (255, 220, 170), 0.0008, lambda ink: ink.line(gleam, fill=110, width=thick))


def _boat_shape(box: Size) -> Image.Image:
    """Boat, person and pole as one silhouette."""
    layer = Image.new("L", box)
    pen, w, water = ImageDraw.Draw(layer), box[0], box[1] * _WATERLINE
    deck = [(0.16 + 0.68 * t / 12, -0.036 - 0.014 * abs(t / 6 - 1) ** 2) for t in range(13)]
    pen.polygon(scaled([*_BOW, *deck, *_STERN], 0, water, w), fill=255)
    x, foot, s = 0.68 * w, water - 0.03 * w, 0.3 * w
    pen.polygon(scaled(_GOWN, x, foot, s), fill=255)
    pen.ellipse((x - s * 0.05, foot - s * 0.97, x + s * 0.06, foot - s * 0.83), fill=255)
    pen.polygon(scaled(_SCARF, x, foot, s), fill=255)
    for hand in (0.72, 0.56):
        arm = scaled([(0, -0.76), (-0.16, -hand - 0.02), (-0.24, -hand + 0.02)], x, foot, s)
        pen.line(arm, fill=255, width=round(s * 0.05), joint="curve")
    pole = [(x - s * 0.08, foot - s * 1.2), (x - s * 0.46, water + s * 0.06)]
    pen.line(pole, fill=255, width=max(2, round(s * 0.022)))
    return layer


def _near_reeds(picture: Image.Image, dice: random.Random) -> None:
    """A few stems close to the lens, dark and out of focus, frame the picture."""
    width, height = picture.size
    layer = Image.new("RGBA", picture.size)
    pen = ImageDraw.Draw(layer)
    for _ in range(46):
        x = dice.choice((dice.random() ** 1.6 * 0.2, 1 - dice.random() ** 1.6 * 0.16)) * width
        _reed(pen, x, height * 1.05, height * dice.uniform(0.35, 0.85), (34, 24, 28), dice)
    soft = layer.filter(ImageFilter.GaussianBlur(width * 0.0022))
    picture.paste(soft, mask=soft.getchannel("A"))

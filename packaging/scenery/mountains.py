"""Three mountain scenes: a lake behind a dam, a road under snow, a village on a winter morning."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scenery.brushes import (
    Colour,
    Size,
    calculated,
    developed,
    glow,
    gradient,
    grey,
    mask,
    mixed,
    noise,
    ridges,
    rippled,
    shifted,
    sky,
    softly,
    wash,
)
from scenery.terrain import (
    MAP,
    Camera,
    Land,
    Point,
    blended,
    curve,
    mirrored,
    path,
    place,
    plain,
    sunlit,
    view,
    water_in,
)

_ALL = (MAP, MAP)
_LEVEL, _FULL, _CREST = 0.13, 0.172, 0.19
"""Of the dam: how high the water stands, how high it could, and the wall."""


def dam(size: Size) -> Image.Image:
    """A low lake between bare mountains at dusk, a pale dry shore around it, the dam's curve with its lamps far off."""
    crest, radius = 0.56 * MAP, 0.34 * MAP
    land = _lake_land(crest, radius)
    heavens = sky(
        size,
        [
            (0, (24, 40, 92)),
            (0.16, (92, 104, 152)),
            (0.27, (226, 158, 128)),
            (0.34, (250, 190, 140)),
            (1, (250, 190, 140)),
        ],
        77,
        (0.5, 0.85),
        (232, 150, 132),
        0.3,
    )
    camera = Camera(0.485 * MAP, 0.12 * MAP, 0.165 * MAP, math.pi, 0.27, 0.92, 24, 0.9 * MAP, 0.225 * MAP)
    seen = view(size, land, camera, _dusk)
    mirror = mirrored(size, land, camera, _dusk, _LEVEL, heavens)
    picture = heavens.copy()
    picture.paste(seen, mask=seen.getchannel("A"))
    water = rippled(mirror, 5, 0.03, (20, 300))
    wash(water, (26, 44, 78), gradient(size, [(0, (30,) * 3), (0.5, (30,) * 3), (1, (110,) * 3)]).convert("L"))
    picture.paste(water, mask=water_in(seen).filter(ImageFilter.GaussianBlur(0.6)))
    picture = glow(picture, (0.42, 0.27), 0.4, (150, 84, 40), 1.5)
    picture = _crest_lamps(picture, land, camera, crest, radius)
    return developed(picture, 1, grain=3, bloom=0.14, contrast=1.12, colour=0.92)


def _dusk(part: float) -> tuple[float, Colour]:
    return min(0.8, max(0.0, part - 0.3) ** 1.2 * 1.3), (182, 138, 140)


def _lake_land(crest: float, radius: float) -> Land:
    course = [
        (0.62, -0.1),
        (0.46, 0.08),
        (0.55, 0.25),
        (0.44, 0.42),
        (0.5, 0.56),
        (0.5, 0.75),
        (0.42, 0.9),
        (0.46, 1.1),
    ]
    valley = calculated("min(v * 1.5, 255)", v=path(curve(course), 0.27, 0.07))
    heights = ridges(_ALL, (4, 4), 33, 8, 0.45)
    heights = calculated("(0.16 + h * 0.9) * (1 - v / 255 * 0.8) * (1 - v / 255 * 0.2)", h=heights, v=valley)
    heights = calculated("h + (t - 0.5) * 0.009", h=heights, t=noise(_ALL, (200, 200), 8, 4, 0.55))
    heights = calculated("h - c / 255 * 0.05", h=heights, c=path(curve(course), 0.12, 0.05))
    upstream = _upstream(crest, radius)
    wall = _dam_wall(crest, radius)
    where = mask(calculated("(d - h) * 60", d=wall, h=heights))
    water = ImageChops.multiply(mask(calculated("(l - h) * 500", h=heights, l=_LEVEL)), upstream)
    strata = noise(_ALL, (2, 2), 4, 1)
    shore = ImageChops.multiply(mask(calculated("(f - h) * 300", h=heights, f=_FULL)), upstream)
    lines = mask(calculated("abs((h * 220 + s) - int(h * 220 + s) - 0.5) * 2", h=heights, s=strata), -2.0, 1.4)
    heights = calculated("max(max(h, w / 255 * l), d)", h=heights, w=water, l=_LEVEL, d=wall)
    colours = blended((112, 88, 76), (156, 126, 104), mask(noise(_ALL, (9, 200), 5, 5), 0.3, 0.7))
    colours.paste(ImageChops.multiply(plain((236, 216, 188)), grey(lines)), mask=shore)
    colours.paste((150, 146, 144), mask=where)
    colours = sunlit(colours, heights, (1.2, 1.3), 34, 0.0024, (112, 108, 150))
    colours = ImageChops.multiply(colours, plain((150, 142, 176)))
    wash(colours, (206, 182, 166), shore.filter(ImageFilter.GaussianBlur(1)).point(lambda value: value * 0.42))
    wash(
        colours,
        (236, 140, 96),
        ImageChops.multiply(mask(heights, 0.42, 0.75), mask(noise(_ALL, (30, 30), 2, 4), 0.3, 0.7)).point(
            lambda value: value * 0.7
        ),
    )
    water = ImageChops.subtract(water, where).point(lambda value: 255 if value > 60 else 0)
    return Land(heights, colours, water)


def _circle(crest: float, radius: float, r: float) -> tuple[float, float, float, float]:
    middle = crest + radius * 0.98
    return (0.5 * MAP - r, middle - r, 0.5 * MAP + r, middle + r)


def _upstream(crest: float, radius: float) -> Image.Image:
    side = Image.new("L", _ALL)
    pen = ImageDraw.Draw(side)
    pen.rectangle((0, 0, MAP, crest + 10), fill=255)
    pen.pieslice(_circle(crest, radius, radius), 200, 340, fill=0)
    return side


def _dam_wall(crest: float, radius: float) -> Image.Image:
    """The heights of a wall that arches against the water and slopes down to the valley."""
    wall = Image.new("F", _ALL, -1.0)
    pen, thick, face = ImageDraw.Draw(wall), 0.006 * MAP, 0.04 * MAP
    for half in range(int((thick + face) * 2), -1, -1):
        height = _CREST - max(0.0, half / 2 - thick) / face * 0.2
        pen.arc(_circle(crest, radius, radius - half / 2), 215, 325, fill=height, width=2)
    return wall


def _crest_lamps(picture: Image.Image, land: Land, camera: Camera, crest: float, radius: float) -> Image.Image:
    for degrees in (262, 268, 274, 280):
        turn, r = math.radians(degrees), radius - 3
        spot = place(
            picture.size, land, camera, 0.5 * MAP + r * math.cos(turn), crest + radius * 0.98 + r * math.sin(turn)
        )
        if spot:
            x, y = spot[0] / picture.width, spot[1] / picture.height - 0.006
            picture = glow(glow(picture, (x, y), 0.016, (255, 196, 120), 2.4), (x, y), 0.004, (255, 244, 220), 1.0)
    return picture


def snow_road(size: Size) -> Image.Image:
    """A road lost under snow: marker poles climb in a curve to a pass, wheel tracks end in the drifts."""
    bend = curve(
        [
            (0.53, 1.1),
            (0.5, 0.93),
            (0.56, 0.84),
            (0.49, 0.76),
            (0.43, 0.68),
            (0.52, 0.6),
            (0.57, 0.52),
            (0.5, 0.44),
            (0.45, 0.36),
            (0.5, 0.28),
        ]
    )
    land = _snow_land(bend)
    heavens = sky(
        size,
        [(0, (104, 112, 126)), (0.3, (176, 178, 182)), (1, (196, 196, 198))],
        12,
        (0.3, 0.75),
        (206, 206, 208),
        0.45,
    )
    heavens = glow(heavens, (0.33, 0.24), 0.3, (60, 50, 34), 1.4)
    camera = Camera(0.53 * MAP, 0.985 * MAP, 0.093 * MAP, -0.06, 0.24, 0.95, 25, 0.95 * MAP, 0.21 * MAP)
    seen = view(size, land, camera, lambda part: (min(0.94, max(0, part - 0.06) ** 1.05 * 1.5), (194, 196, 200)))
    heavens.paste(seen, mask=seen.getchannel("A"))
    _poles(heavens, land, camera, bend)
    return developed(_blowing(heavens), 2, grain=2.5, bloom=0.05, contrast=1.2, colour=0.95)


def _snow_land(bend: list[Point]) -> Land:
    heights = ridges(_ALL, (3, 4), 24, 8, 0.42)
    heights = calculated("(0.1 + h) * (1 - v / 255 * 0.93)", h=heights, v=path(bend, 0.12, 0.07))
    drifts = noise(_ALL, (120, 70), 31, 5, 0.55)
    heights = calculated("h + (d - 0.5) * 0.02", h=heights, d=drifts)
    smooth = heights.resize((160, 160), Image.Resampling.BICUBIC).resize(_ALL, Image.Resampling.BICUBIC)
    heights = calculated("h + (s - h) * min(v / 140, 1) * 0.9", h=heights, s=smooth, v=path(bend, 0.03, 0.01))
    colours = blended((176, 180, 190), (206, 208, 212), mask(drifts))
    steep = mask(
        calculated("abs(h - a) + abs(h - b)", h=heights, a=shifted(heights, 2, 0), b=shifted(heights, 0, 2)),
        0.016,
        0.034,
    )
    colours.paste((96, 92, 92), mask=ImageChops.multiply(steep, mask(noise(_ALL, (50, 260), 6, 4), 0.3, 0.62)))
    ruts = _wheel_tracks(bend)
    heights = calculated("h - r / 255 * 0.008", h=heights, r=ruts)
    wash(colours, (120, 132, 162), ruts.point(lambda value: value * 0.75))
    return Land(heights, sunlit(colours, heights, (1.8, 1.2), 28, 0.0016, (150, 168, 206)))


def _wheel_tracks(bend: list[Point]) -> Image.Image:
    """Two ruts, half filled, that come in from below and end, as a mask."""
    ruts = Image.new("L", (2 * MAP, 2 * MAP))
    near = [(x * 2 * MAP, y * 2 * MAP) for x, y in bend if y > 0.72]
    for offset in (-6, 6):
        ImageDraw.Draw(ruts).line([(x + offset, y) for x, y in near], fill=255, width=4, joint="curve")
    soft = ruts.filter(ImageFilter.GaussianBlur(2)).resize(_ALL, Image.Resampling.BOX)
    fading = gradient(_ALL, [(0, (0,) * 3), (0.74, (0,) * 3), (0.86, (255,) * 3), (1, (255,) * 3)]).convert("L")
    return ImageChops.multiply(soft, fading)


def _poles(picture: Image.Image, land: Land, camera: Camera, bend: list[Point]) -> None:
    """Red and white marker poles along one side of the road, leaning a little in the wind."""
    layer, dice = Image.new("RGBA", (2 * picture.width, 2 * picture.height)), random.Random(8)
    pen, spots = ImageDraw.Draw(layer), []
    for at in range(4, len(bend) - 1, 2):
        (x, y), (nx, ny) = bend[at], bend[at + 1]
        length = math.hypot(nx - x, ny - y) or 1
        spots.append((x * MAP - (ny - y) / length * 11, y * MAP + (nx - x) / length * 11))
    for spot in sorted(spots, key=lambda one: one[1]):
        found = place(picture.size, land, camera, *spot)
        if found and -0.1 < found[0] / picture.width < 1.1:
            x, y, scale = found
            _pole(
                pen,
                2 * x,
                2 * y,
                min(2 * scale * 17, 0.3 * layer.height),
                dice.uniform(-0.05, 0.07),
                y / picture.height,
            )
    poles = layer.resize(picture.size, Image.Resampling.BOX)
    picture.paste(poles, mask=poles.getchannel("A"))


def _pole(pen: ImageDraw.ImageDraw, x: float, y: float, tall: float, lean: float, nearness: float) -> None:
    width, haze = max(2, round(tall * 0.035)), max(0.0, 0.85 - nearness * 1.1)
    for band in range(7):
        colour = mixed((168, 44, 40) if band % 2 else (222, 222, 222), (194, 196, 200), haze)
        ends = [(x + lean * tall * t, y - tall * t) for t in (band / 7, (band + 1) / 7)]
        pen.line(ends, fill=(*colour, 255), width=width)
    pen.ellipse((x - width * 2.2, y - width * 0.9, x + width * 2.2, y + width * 0.9), fill=(206, 210, 218, 255))


def _blowing(picture: Image.Image) -> Image.Image:
    """Snow blown off the ridges in veils, and flakes near the lens, drawn out by the wind."""
    dice, width, height = random.Random(4), *picture.size
    veils = mask(noise(picture.size, (3, 22), 19, 6, 0.6), 0.52, 0.85)
    wash(picture, (226, 228, 232), veils.point(lambda value: value * 0.4))
    for count, radius, blur, strength in ((500, 0.0008, 0.0004, 130), (90, 0.002, 0.0012, 90), (14, 0.005, 0.004, 60)):
        spots = [
            (dice.random() * width, dice.random() * height, radius * width * dice.uniform(0.6, 1.3))
            for _ in range(count)
        ]

        def flakes(
            pen: ImageDraw.ImageDraw, spots: list[tuple[float, float, float]] = spots, strength: int = strength
        ) -> None:
            for x, y, r in spots:
                pen.ellipse((x - r * 2, y - r, x + r * 2, y + r), fill=strength)

        softly(picture, (255, 255, 255), blur, flakes)
    return picture


def village(size: Size) -> Image.Image:
    """Flat-roofed houses stepped up a slope, deep in snow, early in the morning; smoke, and a few lit windows."""
    heights = ridges(_ALL, (4, 4), 61, 8, 0.43)
    behind = gradient(_ALL, [(0, (255,) * 3), (0.45, (235,) * 3), (0.66, (30,) * 3), (1, (0,) * 3)]).convert("L")
    rise = gradient(_ALL, [(0, (255,) * 3), (0.55, (200,) * 3), (0.93, (18,) * 3), (1, (0,) * 3)]).convert("L")
    soft = noise(_ALL, (14, 14), 9, 5, 0.5)
    heights = calculated("h * b / 255 * 1.25 + r / 255 * 0.3 + (s - 0.5) * 0.03", h=heights, b=behind, r=rise, s=soft)
    colours = blended((172, 180, 198), (204, 208, 218), mask(noise(_ALL, (90, 90), 31, 4)))
    steep = mask(
        calculated("abs(h - a) + abs(h - b)", h=heights, a=shifted(heights, 2, 0), b=shifted(heights, 0, 2)),
        0.016,
        0.034,
    )
    colours.paste((92, 96, 112), mask=ImageChops.multiply(steep, mask(noise(_ALL, (50, 260), 6, 4), 0.3, 0.62)))
    land = Land(
        heights,
        ImageChops.multiply(sunlit(colours, heights, (-1.6, 1.0), 26, 0.0018, (150, 168, 210)), plain((176, 192, 226))),
    )
    heavens = sky(
        size,
        [(0, (62, 84, 132)), (0.3, (150, 164, 194)), (0.42, (222, 204, 200)), (1, (222, 204, 200))],
        14,
        (0.48, 0.85),
        (206, 196, 210),
        0.4,
    )
    camera = Camera(0.5 * MAP, 0.99 * MAP, 0.075 * MAP, 0, 0.46, 1.05, 30, 0.97 * MAP, 0.2 * MAP)
    seen = view(size, land, camera, lambda part: (min(0.85, max(0, part - 0.2) ** 1.1 * 1.15), (178, 184, 206)))
    heavens.paste(seen, mask=seen.getchannel("A"))
    picture = _houses(heavens, land, camera)
    return developed(picture, 3, grain=3, bloom=0.16, contrast=1.12, colour=1.02)


def _houses(picture: Image.Image, land: Land, camera: Camera) -> Image.Image:
    dice, found = random.Random(23), []
    for row in range(9):
        for column in range(9 - row // 2):
            x = (0.5 + (column - 4 + row * 0.25 + dice.uniform(-0.3, 0.3)) * 0.026) * MAP
            spot = place(picture.size, land, camera, x, (0.86 - row * 0.03 + dice.uniform(-0.006, 0.006)) * MAP)
            if spot and dice.random() < 0.86:
                found.append(spot)
    lamps = []
    for x, y, scale in sorted(found, key=lambda one: one[1]):
        lamps += _house(picture, x, y, scale * dice.uniform(24, 34), dice)
    for x, y, r in lamps:
        picture = glow(picture, (x / picture.width, y / picture.height), r, (190, 120, 50), 1.8)
    return picture


def _house(picture: Image.Image, x: float, y: float, w: float, dice: random.Random) -> list[tuple[float, float, float]]:
    """One house; comes back with its lit windows. Seen a little from the left, so that its side wall shows."""
    tall, deep = w * dice.uniform(0.42, 0.55), w * 0.2
    box = (max(2, round(w)), max(2, round(tall)))
    stones = mask(noise(box, (22, 12), dice.randrange(9999), 2, 0.7), -1.1, 2.0)
    wall = ImageChops.overlay(Image.new("RGB", box, mixed((112, 104, 106), (88, 86, 98), dice.random())), grey(stones))
    picture.paste(wall, (round(x - w / 2), round(y - tall)))
    pen = ImageDraw.Draw(picture)
    left, right, top = x - w / 2, x + w / 2, y - tall
    pen.polygon(
        [(right, top), (right + deep, top - deep * 0.5), (right + deep, y - deep * 0.6), (right, y)], fill=(58, 62, 80)
    )
    snow = w * 0.085
    pen.polygon(
        [
            (left - w * 0.03, top + snow * 0.3),
            (left + deep, top - deep * 0.62 - snow),
            (right + deep * 1.1, top - deep * 0.62 - snow),
            (right + w * 0.03, top + snow * 0.3),
        ],
        fill=(202, 210, 228),
    )
    pen.rounded_rectangle(
        (left - w * 0.03, top - snow * 0.7, right + w * 0.03, top + snow * 0.45), snow * 0.5, fill=(178, 190, 216)
    )
    pen.ellipse((left - w * 0.15, y - w * 0.07, right + deep, y + w * 0.09), fill=(176, 188, 214))
    lamps = []
    for number in range(3):
        wx, ww, wh = left + w * (0.14 + 0.28 * number), w * 0.12, tall * 0.3
        lit = dice.random() < 0.055
        if dice.random() < 0.8:
            pen.rectangle(
                (wx, top + tall * 0.34, wx + ww, top + tall * 0.34 + wh), fill=(255, 196, 104) if lit else (38, 42, 58)
            )
            lamps += [(wx + ww / 2, top + tall * 0.5, 2.2 * w / picture.width * 0.35)] if lit else []
    if dice.random() < 0.42:
        _smoke(picture, right - w * 0.2, top - snow - deep * 0.3, w, dice)
    return lamps


def _smoke(picture: Image.Image, x: float, y: float, w: float, dice: random.Random) -> None:
    pen, pipe = ImageDraw.Draw(picture), w * 0.1
    pen.line([(x, y + pipe * 0.4), (x, y - pipe)], fill=(62, 64, 76), width=max(1, round(w * 0.025)))
    puffs, drift = [], dice.uniform(0.1, 0.3)
    for step in range(34):
        t = step / 33
        puffs.append(
            (
                x + (drift * t**1.4 + 0.03 * math.sin(t * 9 + x)) * w * 2.2,
                y - pipe - t * w * 1.9,
                w * (0.02 + 0.11 * t),
                round(165 * (1 - t) ** 1.1),
            )
        )

    def draw(ink: ImageDraw.ImageDraw) -> None:
        for px, py, r, strength in reversed(puffs):
            ink.ellipse((px - r, py - r, px + r, py + r), fill=strength)

    softly(picture, (206, 208, 220), 0.02 * w / picture.width * 2, draw)

"""A football ground at night, from high in the stand."""

from __future__ import annotations

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
    shifted,
    softly,
    wash,
)

_COATS = ((196, 60, 52), (220, 214, 206), (60, 84, 150), (230, 190, 70), (54, 60, 74), (150, 154, 166), (60, 120, 76))


def stadium(size: Size) -> Image.Image:
    """A football ground at night from high in the stand: the pitch under floodlights, the far stand full."""
    width, height = size
    picture = gradient(size, [(0, (10, 16, 38)), (0.3, (34, 48, 84)), (0.5, (70, 84, 112)), (1, (40, 60, 60))])
    hills(picture, 0.2, 0.02, 5, (22, 30, 54))
    _crowd(picture)
    pitch = floor(_pitch(), (2 * width, 2 * height), 0.30, 0.2).resize(size, Image.Resampling.BOX)
    picture.paste(pitch, mask=below(size, 0.447, 0.002))
    pools = mask(noise(size, (3, 3), 8, 2), -0.3, 0.75)
    wash(
        picture,
        (8, 20, 14),
        ImageChops.multiply(ImageChops.invert(pools), below(size, 0.447, 0.002)).point(lambda value: value * 0.5),
    )
    _boards(picture)
    _players(picture)
    for x, y in ((0.1, 0.09), (0.37, 0.075), (0.63, 0.075), (0.9, 0.09)):
        picture = _floodlight(picture, x, y)
    for x, aim in ((0.1, 0.35), (0.37, 0.5), (0.63, 0.5), (0.9, 0.65)):
        _beam(picture, x, aim)
    _onlookers(picture)
    return developed(picture, 5, grain=4, bloom=0.22, contrast=1.12, colour=0.92)


def _pitch() -> Image.Image:
    """Grass mown in bands, its lines, from above: 105 by 68 metres at 14 pixels a metre (Laws of the Game, law 1)."""
    m, grass = 14, Image.new("RGB", (1960, 1960), (30, 84, 38))
    pen, left, top = ImageDraw.Draw(grass), 245, 900
    for band in range(18):
        x = left + band * 105 * m / 18
        pen.rectangle((x, 0, x + 105 * m / 18, 1960), fill=(74, 112, 60) if band % 2 else (62, 98, 54))
    blades = mask(noise((1960, 1960), (500, 500), 3, 3, 0.8), -1.1, 2.1)
    grass = ImageChops.overlay(grass, grey(blades))
    pen, white = ImageDraw.Draw(grass), (196, 208, 194)

    def box(x: float, y: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return (left + x * m, top + y * m, left + right * m, top + bottom * m)

    for lines in (
        box(0, 0, 105, 68),
        box(0, 13.84, 16.5, 54.16),
        box(88.5, 13.84, 105, 54.16),
        box(0, 24.84, 5.5, 43.16),
        box(99.5, 24.84, 105, 43.16),
        box(0, 0, 52.5, 68),
    ):
        pen.rectangle(lines, outline=white, width=2)
    pen.ellipse(box(43.35, 24.85, 61.65, 43.15), outline=white, width=2)
    pen.ellipse(box(52.1, 33.6, 52.9, 34.4), fill=white)
    return grass


def _crowd(picture: Image.Image) -> None:
    """The far stand: two tiers of spectators, the rail between them, the roof above."""
    width, height = picture.size
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0.2 * height, width, 0.45 * height), fill=(20, 24, 40))
    _spectators(pen, picture.size)
    pen.rectangle((0, 0.333 * height, width, 0.343 * height), fill=(120, 126, 140))
    pen.rectangle((0, 0.15 * height, width, 0.232 * height), fill=(26, 30, 46))
    for rib in range(25):
        x = rib * width / 24
        beam = [(x, 0.152 * height), (x + (x / width - 0.5) * -0.03 * width, 0.232 * height)]
        pen.line(beam, fill=(58, 64, 84), width=max(1, round(width * 0.0012)))
    pen.line([(0, 0.152 * height), (width, 0.152 * height)], fill=(120, 130, 150), width=max(1, round(width * 0.0016)))
    soft = picture.crop((0, 0, width, int(0.45 * height))).filter(ImageFilter.GaussianBlur(width * 0.0009))
    picture.paste(soft, (0, 0))


def _spectators(pen: ImageDraw.ImageDraw, size: Size) -> None:
    """Specks of colour in rows, an aisle after every 33 seats; here and there a telephone shines."""
    (width, height), dice = size, random.Random(12)
    for row in range(46):
        y = (0.235 + row * 0.0043 + (0.012 if row > 22 else 0)) * height
        light, gap, r = 0.35 + 0.65 * row / 45, 0.0042 * width, 0.0016 * width
        for seat in range(int(width / gap) + 1):
            if seat % 34 == 0 or dice.random() < 0.08:
                continue
            x = seat * gap + dice.uniform(-0.25, 0.25) * gap
            coat = mixed((12, 14, 26), dice.choice(_COATS), light * dice.uniform(0.45, 0.95))
            head = mixed((16, 14, 20), (206, 160, 130), light * 0.9)
            pen.ellipse((x - r * 1.1, y, x + r * 1.1, y + r * 2.6), fill=coat)
            pen.ellipse((x - r * 0.6, y - r, x + r * 0.6, y + r * 0.4), fill=head)
            if dice.random() < 0.012:
                pen.ellipse((x - r * 0.5, y + r * 0.6, x + r * 0.5, y + r * 1.6), fill=(236, 244, 255))


def _boards(picture: Image.Image) -> None:
    """Advertising boards along the far touchline: colours, no words."""
    width, height = picture.size
    pen, colours = (
        ImageDraw.Draw(picture),
        [(210, 216, 226), (26, 92, 160), (226, 190, 52), (180, 40, 44), (30, 120, 84)],
    )
    for board in range(22):
        x = board * width / 22
        pen.rectangle(
            (x, 0.437 * height, x + width / 22 - 2, 0.4515 * height),
            fill=mixed(colours[board * 3 % 5], (20, 24, 40), 0.45),
        )
    pen.line([(0, 0.452 * height), (width, 0.452 * height)], fill=(18, 40, 24), width=max(1, round(height * 0.002)))


def _players(picture: Image.Image) -> None:
    """Players far below, each with the four pale shadows of floodlight."""
    width, height = picture.size
    dice, team = random.Random(31), []
    for shirt, count in (((196, 198, 206), 10), ((146, 36, 40), 10), ((196, 168, 56), 1)):
        team += [(dice.uniform(0.49, 0.8), dice.uniform(0.1, 0.9), shirt) for _ in range(count)]
    shade = Image.new("L", picture.size)
    layer = Image.new("RGBA", (2 * width, 2 * height))
    for y, x, shirt in sorted(team):
        tall = (y - 0.30) * height * 0.085
        _shadows(ImageDraw.Draw(shade), x * width, y * height, tall)
        _player(ImageDraw.Draw(layer), 2 * x * width, 2 * y * height, 2 * tall, shirt, dice)
    wash(picture, (10, 26, 14), shade.filter(ImageFilter.GaussianBlur(width * 0.0009)))
    people = layer.resize(picture.size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(width * 0.0003))
    picture.paste(people, mask=people.getchannel("A"))
    r, x, y = 0.0017 * width, 0.47 * width, 0.655 * height
    ImageDraw.Draw(picture).ellipse((x - r, y - r, x + r, y + r), fill=(236, 236, 230))


def _shadows(pen: ImageDraw.ImageDraw, x: float, y: float, s: float) -> None:
    for across, down in ((-0.9, -0.2), (0.9, -0.2), (-0.8, 0.22), (0.8, 0.22)):
        pen.line([(x, y), (x + across * s, y + down * s)], fill=70, width=max(1, round(s * 0.15)))


def _player(pen: ImageDraw.ImageDraw, x: float, y: float, s: float, shirt: Colour, dice: random.Random) -> None:
    """A runner seen from far off: limbs, shirt, dark hair; no face."""
    stride, turn = dice.uniform(0.08, 0.24), dice.choice((-1, 1))
    skin, shorts, socks = (150, 108, 84), mixed(shirt, (20, 22, 34), 0.6), mixed(shirt, (30, 30, 40), 0.25)
    lean = turn * s * dice.uniform(0.02, 0.07)
    for side in (-1, 1):
        hip, knee = (x + side * s * 0.05, y - s * 0.5), (x + side * stride * s * 0.7 + turn * s * 0.04, y - s * 0.27)
        foot = (x + side * stride * s - turn * s * 0.06 * (side + 1), y - s * 0.06 * (side == turn))
        pen.line([hip, knee], fill=shorts, width=round(s * 0.115))
        pen.line([knee, foot], fill=socks, width=round(s * 0.07))
        pen.line([foot, (foot[0] + turn * s * 0.07, foot[1])], fill=(30, 30, 34), width=round(s * 0.05))
        elbow = (x + lean + side * s * 0.16, y - s * 0.66)
        pen.line(
            [(x + lean + side * s * 0.09, y - s * 0.8), elbow, (elbow[0] + turn * s * 0.07, y - s * 0.6)],
            fill=skin,
            width=round(s * 0.055),
            joint="curve",
        )
    top, foot_of_shirt = y - s * 0.85, y - s * 0.47
    pen.polygon(
        [
            (x + lean - s * 0.12, top),
            (x + lean + s * 0.12, top),
            (x + s * 0.09, foot_of_shirt),
            (x - s * 0.09, foot_of_shirt),
        ],
        fill=shirt,
    )
    head = s * 0.06
    pen.ellipse((x + lean * 1.3 - head, y - s, x + lean * 1.3 + head, y - s * 0.86), fill=(58, 42, 36))


def _onlookers(picture: Image.Image) -> None:
    """Backs of heads in the near stand, dark and out of focus."""
    width, height = picture.size
    dice, layer = random.Random(6), Image.new("L", picture.size)
    pen = ImageDraw.Draw(layer)
    for person in range(15):
        x, y, r = (
            (person + dice.uniform(0.2, 0.8)) / 15 * width,
            height * dice.uniform(0.94, 1.0),
            width * dice.uniform(0.017, 0.022),
        )
        pen.ellipse((x - r, y - r * 1.25, x + r, y + r * 1.25), fill=255)
        pen.rounded_rectangle((x - r * 2.3, y + r * 1.1, x + r * 2.3, y + r * 8), r * 1.6, fill=255)
        if person in (3, 8, 12):
            pen.line(
                [(x + r * 1.6, y + r * 2), (x + r * 2.4, y - r * 1.2), (x + r * 1.9, y - r * 3.4)],
                fill=255,
                width=round(r * 0.6),
                joint="curve",
            )
    soft = layer.filter(ImageFilter.GaussianBlur(width * 0.0035))
    rim = ImageChops.subtract(soft, shifted(soft, 0, -width * 0.002).convert("L"))
    wash(picture, (12, 16, 24), soft)
    wash(picture, (150, 168, 190), rim.point(lambda value: value * 0.7))


def _floodlight(picture: Image.Image, x: float, y: float) -> Image.Image:
    width, height = picture.size
    pen = ImageDraw.Draw(picture)
    pen.line([(x * width, y * height), (x * width, 0.2 * height)], fill=(56, 62, 82), width=round(width * 0.004))
    for row in range(3):
        for lamp in range(6):
            cx, cy, r = (x + (lamp - 2.5) * 0.0085) * width, (y + (row - 1) * 0.0125) * height, width * 0.0031
            pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=(255, 255, 246))
    picture = _star(picture, x * width, y * height)
    return glow(glow(picture, (x, y), 0.05, (255, 252, 236), 1.3), (x, y), 0.24, (120, 140, 176), 1.6)


def _beam(picture: Image.Image, x: float, aim: float) -> None:
    width, height = picture.size
    light = Image.new("L", picture.size)
    ImageDraw.Draw(light).polygon(
        [(x * width, 0.08 * height), ((aim + 0.22) * width, height), ((aim - 0.22) * width, height)], fill=30
    )
    fade = gradient(picture.size, [(0, (255, 255, 255)), (0.6, (90, 90, 90)), (1, (0, 0, 0))]).convert("L")
    wash(picture, (206, 220, 240), ImageChops.multiply(light.filter(ImageFilter.GaussianBlur(width * 0.03)), fade))


def _star(picture: Image.Image, x: float, y: float) -> Image.Image:
    """The rays that a small aperture draws around a lamp."""
    reach = 0.1 * picture.width

    def rays(pen: ImageDraw.ImageDraw) -> None:
        for dx, dy in ((1, 0), (0, 0.8), (0.62, 0.62), (0.62, -0.62)):
            pen.line(
                [(x - dx * reach, y - dy * reach), (x + dx * reach, y + dy * reach)],
                fill=46,
                width=max(1, round(picture.width * 0.0016)),
            )

    softly(picture, (236, 240, 255), 0.0012, rays)
    return picture

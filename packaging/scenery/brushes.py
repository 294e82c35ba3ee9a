"""What the sample photographs are painted with: noise, light, terrain, haze and grain, by Pillow alone.

Every brush takes its randomness from a seed, so that a picture comes out the same each time.
"""

from __future__ import annotations

import itertools
import random
from array import array
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageMath

Colour = tuple[int, int, int]
Size = tuple[int, int]
Stops = Sequence[tuple[float, Colour]]


def mixed(one: Colour, other: Colour, part: float) -> Colour:
    """A colour between two."""
    a, b, c = (round(p + (q - p) * part) for p, q in zip(one, other, strict=True))
    return a, b, c


def at_stop(stops: Stops, place: float) -> Colour:
    """The colour of a gradient at a place from 0 to 1."""
    for (start, first), (end, second) in itertools.pairwise(stops):
        if place <= end:
            return mixed(first, second, max(0.0, (place - start) / (end - start)))
    return stops[-1][1]


def gradient(size: Size, stops: Stops) -> Image.Image:
    """Colours from top to bottom."""
    column = Image.new("RGB", (1, 1024))
    for y in range(1024):
        column.putpixel((0, y), at_stop(stops, y / 1023))
    return column.resize(size, Image.Resampling.BILINEAR)


def noise(size: Size, cells: tuple[int, int], seed: int, octaves: int = 6, gain: float = 0.5) -> Image.Image:
    """Fractal noise as floats of about 0 to 1; `cells` is how many large spots lie across and down."""
    dice = random.Random(seed)
    total, weight, sum_of_weights = Image.new("F", size), 1.0, 0.0
    for octave in range(octaves):
        across, down = (min(cells[0] << octave, size[0]), min(cells[1] << octave, size[1]))
        spots = Image.frombytes("L", (across, down), dice.randbytes(across * down)).convert("F")
        layer = spots.resize(size, Image.Resampling.BICUBIC)
        total = calculated("t + l * w", t=total, l=layer, w=weight / 255)
        sum_of_weights += weight
        weight *= gain
    return calculated("t * w", t=total, w=1 / sum_of_weights)


def ridges(size: Size, cells: tuple[int, int], seed: int, octaves: int = 7, gain: float = 0.45) -> Image.Image:
    """Fractal noise with crests, as mountains have them: what is halfway up becomes the top."""
    total, weight, sum_of_weights = Image.new("F", size), 1.0, 0.0
    for octave in range(octaves):
        layer = noise(size, (cells[0] << octave, cells[1] << octave), seed + octave, 1)
        total = calculated("t + (1 - abs(2 * l - 1)) * (1 - abs(2 * l - 1)) * w", t=total, l=layer, w=weight)
        sum_of_weights += weight
        weight *= gain
    return calculated("t * w", t=total, w=1 / sum_of_weights)


def calculated(formula: str, **images: Image.Image | float) -> Image.Image:
    """An image of floats worked out of others, pixel by pixel; the formulas are our own."""
    made = ImageMath.unsafe_eval(f"convert({formula}, 'F')", **images)
    assert isinstance(made, Image.Image)
    return made


def mask(floats: Image.Image, low: float = 0.0, high: float = 1.0) -> Image.Image:
    """Floats as a mask: black at `low`, white at `high`, cut off beyond."""
    scale = 255 / (high - low)
    return floats.point(lambda value: value * scale - low * scale).convert("L")


def shifted(image: Image.Image, across: float, down: float) -> Image.Image:
    """The image moved by so many pixels, its edges drawn out."""
    return image.transform(image.size, Image.Transform.AFFINE, (1, 0, across, 0, 1, down), Image.Resampling.BILINEAR)


def wash(image: Image.Image, colour: Colour, where: Image.Image | float) -> None:
    """Lay a colour over the image where a mask says, or evenly."""
    veil = where if isinstance(where, Image.Image) else Image.new("L", image.size, round(255 * where))
    image.paste(colour, mask=veil)


def floor(texture: Image.Image, size: Size, horizon: float, scale: float) -> Image.Image:
    """A texture lying flat on the ground below the horizon, its lower edge at the picture's, in true perspective."""
    width, height = size
    edge, middle = horizon * height, width / 2
    # A pixel y below the horizon shows the ground at a distance of 1/y; see Image.Transform.PERSPECTIVE.
    near = height - edge
    across = texture.width * scale * near / width
    ahead = texture.height * scale * near
    foot = texture.height + texture.height * scale
    rows = (0, -foot / edge, foot + ahead / edge)
    columns = (-across / edge, -texture.width / 2 / edge, texture.width / 2 + across * middle / edge)
    beyond = texture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return texture.transform(
        size, Image.Transform.PERSPECTIVE, (*columns, *rows, 0, -1 / edge), Image.Resampling.BICUBIC, fillcolor=beyond
    )


def glow(
    image: Image.Image, centre: tuple[float, float], radius: float, colour: Colour, power: float = 2.0
) -> Image.Image:
    """A light that shines into the picture; place and radius as parts of its width and height."""
    small = Image.radial_gradient("L").point(lambda value: round(255 * max(0.0, 1 - value / 181) ** power))
    across = round(2 * radius * image.width)
    light = Image.new("L", image.size)
    place = (round(centre[0] * image.width - across / 2), round(centre[1] * image.height - across / 2))
    light.paste(small.resize((across, across), Image.Resampling.BICUBIC), place)
    shine = Image.composite(Image.new("RGB", image.size, colour), Image.new("RGB", image.size), light)
    return ImageChops.screen(image, shine)


def developed(
    image: Image.Image,
    seed: int,
    *,
    grain: float = 5.0,
    bloom: float = 0.22,
    contrast: float = 1.08,
    colour: float = 1.05,
) -> Image.Image:
    """A print of the picture: highlights bloom, corners fall off, a little grain as of ISO 400."""
    blurred = image.filter(ImageFilter.GaussianBlur(image.width / 90))
    bright = blurred.point([round(255 * (value / 255) ** 2.2 * bloom) for value in range(256)] * 3)
    image = ImageChops.screen(image, bright)
    image = ImageEnhance.Color(ImageEnhance.Contrast(image).enhance(contrast)).enhance(colour)
    image = ImageChops.multiply(image, _vignette(image.size))
    return _grained(image, seed, grain)


def _vignette(size: Size) -> Image.Image:
    ring = Image.radial_gradient("L").point(lambda value: 255 - round(max(0, value - 90) * 0.34))
    return Image.merge("RGB", [ring.resize(size, Image.Resampling.BICUBIC)] * 3)


def _grained(image: Image.Image, seed: int, strength: float) -> Image.Image:
    width, height = image.size
    raw = Image.frombytes("L", image.size, random.Random(seed).randbytes(width * height))
    soft = raw.filter(ImageFilter.GaussianBlur(0.9))
    grey = soft.point([round(128 + (value - 128) * strength / 24) for value in range(256)])
    return ImageChops.overlay(image, Image.merge("RGB", [grey] * 3)) if strength else image


def ridge(width: int, seed: int, roughness: float = 0.55, steps: int = 10) -> list[float]:
    """A mountain's outline, -1 to 1, one value for each pixel across: each half of it is bent anew."""
    dice, points = random.Random(seed), [0.0, 0.0]
    spread = 1.0
    for _ in range(steps):
        between = [(a + b) / 2 + dice.uniform(-spread, spread) for a, b in itertools.pairwise(points)]
        points = [point for pair in zip(points, between, strict=False) for point in pair] + [points[-1]]
        spread *= roughness
    last = len(points) - 1
    return [_between(points, x * last / max(1, width - 1)) for x in range(width)]


def _between(points: Sequence[float], place: float) -> float:
    low = min(int(place), len(points) - 2)
    return points[low] + (points[low + 1] - points[low]) * (place - low)


def grey(levels: Image.Image) -> Image.Image:
    """A mask as a picture in grey."""
    return Image.merge("RGB", [levels] * 3)


def sky(
    size: Size, stops: Stops, seed: int, amount: tuple[float, float], lit: Colour, reach: float = 0.6
) -> Image.Image:
    """A sky with cloud that thins out towards the horizon; `amount` is where in the noise it begins and is full."""
    above = gradient(size, stops)
    drift = mask(noise(size, (4, 11), seed, 7, 0.52), *amount)
    fade = gradient(size, [(0, (210,) * 3), (reach * 0.6, (90,) * 3), (reach, (0,) * 3), (1, (0,) * 3)]).convert("L")
    wash(above, lit, ImageChops.multiply(drift, fade))
    return above


def below(size: Size, line: float, softness: float) -> Image.Image:
    """A mask of what lies below a line."""
    return gradient(size, [(0, (0,) * 3), (line - softness, (0,) * 3), (line, (255,) * 3), (1, (255,) * 3)]).convert(
        "L"
    )


def hills(picture: Image.Image, crest: float, swing: float, seed: int, colour: Colour) -> None:
    """A far line of hills, one colour in the haze."""
    width, height = picture.size
    tops = [(x, height * (crest - value * swing)) for x, value in enumerate(ridge(width, seed))]
    shape = Image.new("L", picture.size)
    ImageDraw.Draw(shape).polygon([(0, height), *tops, (width, height)], fill=255)
    picture.paste(colour, mask=shape.filter(ImageFilter.GaussianBlur(0.0006 * width)))


def softly(picture: Image.Image, colour: Colour, blur: float, draw: Callable[[ImageDraw.ImageDraw], None]) -> None:
    """Lay on a shape that `draw` draws in greys, out of focus by a part of the picture's width."""
    shape = Image.new("L", picture.size)
    draw(ImageDraw.Draw(shape))
    wash(picture, colour, shape.filter(ImageFilter.GaussianBlur(blur * picture.width)))


def rippled(mirror: Image.Image, seed: int, strength: float, cells: tuple[int, int] = (8, 120)) -> Image.Image:
    """A mirror image broken by ripples, finer towards its upper edge, which is the far one."""
    width, height = mirror.size
    block = max(4, width // 100)
    across = width // block + 1
    sway = array("f", noise((across, height), cells, seed, 3, 0.6).tobytes())
    out = mirror.copy()
    for y in range(height):
        reach = (0.12 + y / height) * strength * width
        for number in range(across):
            source = min(height - 1, max(0, round(y + (sway[y * across + number] - 0.5) * reach)))
            left = number * block
            out.paste(mirror.crop((left, source, min(width, left + block), source + 1)), (left, y))
    return out.filter(ImageFilter.GaussianBlur(width * 0.0009))


def scaled(points: Sequence[tuple[float, float]], x: float, y: float, unit: float) -> list[tuple[float, float]]:
    """A shape given in units of its own, its origin at a spot of the picture."""
    return [(x + unit * across, y + unit * down) for across, down in points]

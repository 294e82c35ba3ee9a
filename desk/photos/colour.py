"""Colours as the web means them: every kind of picture (CMYK, 16 bits, palettes, a phone's wide gamut) made sRGB."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageCms import ImageCmsProfile

_WHITE = (255, 255, 255)
_DEEP = ("I;16", "I;16L", "I;16B", "I;16N", "I", "F")


def spelled_out(image: Image.Image) -> Image.Image:
    """The image in colours that can be blended: deep grey scaled to 8 bits (Pillow would cut it off at 255), palettes
    and bitmaps spelled out. Its colour profile comes along.
    """
    made = _spelled_out(image)
    made.info = {key: value for key, value in image.info.items() if key == "icc_profile"}
    return made


def _spelled_out(image: Image.Image) -> Image.Image:
    if image.mode in _DEEP:
        return _shallow(image)
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L") if image.mode == "1" else image


def as_srgb(image: Image.Image) -> Image.Image:
    """The image as RGB, or RGBA where it is see-through, in sRGB."""
    profile = image.info.get("icc_profile")
    plain = spelled_out(image)
    if isinstance(profile, bytes) and profile:
        return _converted(plain, profile) or _plainly(plain)
    return _plainly(plain)


def on_white(image: Image.Image) -> Image.Image:
    """The image as a page shows it where its kind of file cannot be see-through."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    page = Image.new("RGB", image.size, _WHITE)
    page.paste(image, mask=image.getchannel("A"))
    return page


def _shallow(image: Image.Image) -> Image.Image:
    """16 bits by their upper eight; what has no natural range (floating point) stretched to its own."""
    grey = image.convert("F")
    low, high = grey.getextrema()
    assert isinstance(low, float)
    assert isinstance(high, float)
    if image.mode == "F":
        scale, offset = 255 / ((high - low) or 1), -low * 255 / ((high - low) or 1)
    else:
        scale, offset = 255 / max(65535.0, high), 0.0
    return grey.point(lambda value: value * scale + offset).convert("L")


def _plainly(image: Image.Image) -> Image.Image:
    return image if image.mode in ("RGB", "RGBA") else image.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The image brought from its profile's colours to sRGB, or None where the profile is broken or does not fit."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if _is_srgb(source):
            return _plainly(image)
        target = ImageCms.createProfile("sRGB")
        if image.mode == "RGBA":
            return _with_alpha(image, source)
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _with_alpha(image: Image.Image, source: ImageCmsProfile) -> Image.Image | None:
    from PIL import ImageCms

    target = ImageCms.createProfile("sRGB")
    colours = ImageCms.profileToProfile(image.convert("RGB"), source, target, outputMode="RGB")
    if colours is not None:
        colours.putalpha(image.getchannel("A"))
    return colours


def _is_srgb(profile: ImageCmsProfile) -> bool:
    return (profile.profile.profile_description or "").startswith("sRGB")

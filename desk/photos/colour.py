"""Colours as the web means them: every kind of picture (CMYK, 16 bits, palettes, a phone's wide gamut) made sRGB."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageCms import ImageCmsProfile

_WHITE = (255, 255, 255)
_MODES = {"RGB": ("RGB", "RGBA", "L", "LA"), "GRAY": ("L", "LA"), "CMYK": ("CMYK",), "Lab": ("LAB",)}
"""Colour spaces of profiles, and the modes of pictures that each can be meant for."""
_OF_SPACE = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK", "Lab": "LAB"}
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
    if "transparency" in image.info:
        return image.convert("RGBA")
    match image.mode:
        case "P":
            return image.convert("RGBA" if image.has_transparency_data else "RGB")
        case "PA" | "RGBa":
            return image.convert("RGBA")
        case "La":
            return image.convert("LA")
        case "1":
            return image.convert("L")
        case "YCbCr" | "HSV" | "RGBX":
            return image.convert("RGB")
    return image


def as_srgb(image: Image.Image) -> Image.Image:
    """The image as RGB, or RGBA where it is see-through, in sRGB. What is no colour of sRGB becomes the nearest."""
    plain = spelled_out(image)
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes) and profile and (converted := _converted(plain, profile)):
        return converted
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
    """The image whose colours nothing explains."""
    from PIL import ImageCms

    if image.mode == "LAB":
        made = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), _srgb(), outputMode="RGB"
        )
        return made or image.getchannel(0).convert("RGB")
    wanted = "RGBA" if image.mode in ("LA", "RGBA") else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The image brought from its profile's colours to sRGB, or None where the profile is broken or does not fit."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        space = source.profile.xcolor_space.strip()
        if image.mode not in _MODES.get(space, ()):
            return None
        if space == "RGB" and _is_srgb(source):
            return _plainly(image)
        made = ImageCms.profileToProfile(image.convert(_OF_SPACE[space]), source, _srgb(), outputMode="RGB")
        if made is not None and image.mode in ("LA", "RGBA"):
            made.putalpha(image.getchannel("A"))
        return made
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _srgb() -> ImageCmsProfile:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _is_srgb(profile: ImageCmsProfile) -> bool:
    return (profile.profile.profile_description or "").startswith("sRGB")

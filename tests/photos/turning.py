"""Cameras store what they see lying in eight ways, and tell so in the EXIF orientation."""

from __future__ import annotations

from PIL import Image
from PIL.Image import Transpose as T

_INVERSES = {
    2: T.FLIP_LEFT_RIGHT,
    3: T.ROTATE_180,
    4: T.FLIP_TOP_BOTTOM,
    5: T.TRANSPOSE,
    6: T.ROTATE_90,
    7: T.TRANSVERSE,
    8: T.ROTATE_270,
}


def lying(seen: Image.Image, way: int) -> Image.Image:
    """How the camera stored what is seen: the inverse of the turn that the orientation asks for."""
    turn = _INVERSES.get(way)
    return seen if turn is None else seen.transpose(turn)

"""Photos for the preview: their addresses in our own scheme, and the pictures that these stand for.

`desk://photo/MEDIA/SIDE` is a photo as it came; one that is framed has how it is framed behind that. So a page that
shows another crop has another address in it, and the browser asks anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk.article.framing import FREE, framing_of, is_framed, printed_size
from desk.article.model import Crop, Photo
from desk.formats.page import Picture

PHOTO = "desk://photo/"
SIDE = 1600
"""The longest side, in pixels, of photos in the preview."""
_BASE = 2400
"""The longest side of the picture that a framed photo is cut from."""
Thumbnail = Callable[[str, int], bytes]


@dataclass(frozen=True, slots=True)
class Asked:
    """A photo as an address names it."""

    photo: Photo
    side: int

    def jpeg(self, thumbnail: Thumbnail) -> bytes:
        """The picture. Takes a while: not on the GUI thread."""
        if not is_framed(self.photo):
            return thumbnail(self.photo.media, self.side)
        from desk.photos.renditions import framed

        return framed(thumbnail(self.photo.media, _BASE), self.photo, self.side)


def preview_picture(photo: Photo) -> Picture:
    """Where the previewed page finds a photo: in the library, through our own scheme."""
    width, height = printed_size(photo)
    return Picture(src=f"{PHOTO}{photo.media}/{SIDE}{_framing(photo)}", srcset="", width=width, height=height)


def asked_by(path: str) -> Asked | None:
    """What the path of an address asks for; None where it is none of ours."""
    media, _, rest = path.strip("/").partition("/")
    side, _, framing = rest.partition("/")
    if not side.isdigit():
        return None
    try:
        turn, tilt, *box = (float(number) for number in framing.split("_")) if framing else (0.0, 0.0)
        crops = (Crop(FREE, *box),) if box else ()
        return Asked(Photo("", media, turn=int(turn), tilt=tilt, crops=crops), int(side))
    except (TypeError, ValueError, OverflowError):
        return None


def _framing(photo: Photo) -> str:
    if not is_framed(photo):
        return ""
    numbers = (photo.turn % 4, photo.tilt, *framing_of(photo).box())
    return "/" + "_".join(f"{number:.5g}" for number in numbers)

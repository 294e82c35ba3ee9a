"""What a file tells of where it comes from: all that could betray a source, so that a person knows before it leaves.

Exif 2.32 (CIPA DC-008) for the tags; XMP Specification Part 2 and CIPA DC-010 for the properties.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.photos import icc
from desk.photos.blocks import xmp_packets
from desk.photos.exif import details_of, exif_of, has_exif_position, value_of
from desk.photos.opening import open_image
from desk.photos.xmp import has_property

if TYPE_CHECKING:
    from PIL import Image

_MAKE, _MODEL, _SOFTWARE, _HOST, _PROCESSING = 0x010F, 0x0110, 0x0131, 0x013C, 0x000B
_OWNER, _BODY_SERIAL, _LENS_SERIAL, _RAW_SERIAL, _MAKER_NOTE = 0xA430, 0xA431, 0xA435, 0xC62F, 0x927C


@dataclass(frozen=True, slots=True)
class Origin:
    """Which traces of its origin a file holds."""

    position: bool = False
    """Where it was taken."""
    serial: bool = False
    """The serial number of the camera or of its lens; or of a screen, in a colour profile's private tags."""
    owner: bool = False
    """Whose camera it is."""
    camera: bool = False
    """Which make and model the camera is."""
    software: bool = False
    """Which programs and computers the photo went through, and when."""
    notes: bool = False
    """The maker's own notes, in which cameras often repeat their serial number."""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self != Origin()


def origin_of(data: bytes) -> Origin:
    """The traces in an image file. Trouble where it is no photo or its header is damaged."""
    with open_image(data) as image:
        exif = exif_of(image)
        packets = xmp_packets(image, data)
        profile = image.info.get("icc_profile") or b""
        tags = {tag: value_of(exif, tag) for tag in (_MAKE, _MODEL, _SOFTWARE, _HOST, _PROCESSING, _RAW_SERIAL)}
        tags.update(details_of(exif))
        return Origin(
            position=has_exif_position(exif) or _says(packets, "GPSLatitude", "GPSLongitude"),
            serial=_has(tags, _BODY_SERIAL, _LENS_SERIAL, _RAW_SERIAL)
            or _says(packets, "SerialNumber", "BodySerialNumber", "LensSerialNumber")
            or icc.has_private_tags(profile),
            owner=_has(tags, _OWNER) or _says(packets, "OwnerName", "CameraOwnerName"),
            camera=_has(tags, _MAKE, _MODEL) or _says(packets, "Make", "Model") or icc.names_device(profile),
            software=_has(tags, _SOFTWARE, _HOST, _PROCESSING)
            or _says(packets, "CreatorTool", "History", "DocumentAncestors", "DerivedFrom", "softwareAgent", "Software")
            or _names_a_program(image),
            notes=_has(tags, _MAKER_NOTE),
        )


def _has(tags: Mapping[int, object], *wanted: int) -> bool:
    """Whether one of these is said; cameras leave blanks where nothing is set."""
    return any(value.strip(" \0") if isinstance(value := tags.get(tag), str) else value for tag in wanted)


def _says(packets: Collection[bytes], *names: str) -> bool:
    return any(has_property(packet, *names) for packet in packets)


def _names_a_program(image: Image.Image) -> bool:
    """Whether a PNG says what made it."""
    return image.format == "PNG" and "Software" in image.info

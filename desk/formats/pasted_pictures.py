"""The pictures in what is pasted: those that came along are taken out to stand by themselves, as photos do in a body.

Nothing is fetched, neither from the web nor from another computer's disk. Pictures that would have to be are counted.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from desk.article.trouble import Trouble
from desk.formats.elements import BLOCKS, SILENT, Node, every, lay_out, names, nearest, tree_of

_SMALLEST = 32
"""Pixels: what is no larger than this in both directions is an icon, a smiley or there to count readers."""
_PLACES = names("body html div section article aside header footer main figure center details")
"""Elements in which a picture can stand by itself; out of all others it goes."""
_DATA = re.compile(r"data:image/(?!svg)[\w.+-]+[^,]*?(?P<base64>;\s*base64)?,", re.IGNORECASE)
_LEAST_DATA = 100
"""Bytes: less than this keeps the place of a picture that a page loads later."""
_LONGEST_SMILEY = 8
_PHOTOS = names(".jpg .jpeg .jpe .png .gif .tif .tiff .webp .heic .heif .avif .bmp")
_DRIVE = re.compile(r"/[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that came along, as its `data` or as the `path` of a file; its place in the text is `![](photo:id)`."""

    id: str
    alt: str = ""
    data: bytes = b""
    path: str = ""


@dataclass(slots=True)
class _Lifted:
    """The pictures that go out of an element, to before it or behind it, and whether it says anything itself."""

    before: list[Node] = field(default_factory=list)
    behind: list[Node] = field(default_factory=list)
    says: bool = False

    def add(self, inner: _Lifted) -> None:
        """Take on what goes out of an element inside."""
        (self.behind if self.says else self.before).extend(inner.before)
        self.says = self.says or inner.says
        (self.behind if self.says else self.before).extend(inner.behind)


class Album:
    """Takes the pictures out of one tree. `name` gives each its ID."""

    def __init__(self, name: Callable[[], str]) -> None:
        self._name = name
        self._originals: Mapping[str, str] = {}
        self.pictures: list[Picture] = []
        self.left_out = 0

    def take(self, root: Node) -> None:
        """Take every picture that came along into a paragraph of its own, and count those that did not."""
        lay_out(root)
        self._originals = _originals(root)
        self._lift(root)

    def _lift(self, node: Node) -> _Lifted:
        out = _Lifted()
        children: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str) or child.tag in SILENT:
                out.says = out.says or (isinstance(child, str) and bool(child.strip()))
                children.append(child)
                continue
            inner = self._picture(child) if child.tag == "img" else self._lift(child)
            if isinstance(inner, str):
                children.append(inner)
            elif node.tag in _PLACES or (node.has_blocks and node.tag not in BLOCKS):
                children += [*inner.before, *([child] if child.tag != "img" else []), *inner.behind]
            else:
                children += [child] if child.tag != "img" else []
                out.add(inner)
        node.children = children
        return out

    def _picture(self, node: Node) -> _Lifted | str:
        """A picture, if it came along, in a paragraph that goes out; of a smiley the sign that it stands for."""
        alt = " ".join(node.attributes.get("alt", "").split())
        if 0 < len(alt) <= _LONGEST_SMILEY and not any(sign.isalnum() for sign in alt):
            return alt
        if is_small(node):
            return _Lifted()
        address = node.attributes.get("src", "").strip()
        data, path = data_in(address), self._path(node, address)
        if not data and not path:
            self.left_out += _is_elsewhere(node, address)
            return _Lifted()
        picture = Picture(self._name(), alt, data, path)
        self.pictures.append(picture)
        return _Lifted([Node("p", {}, [Node("img", {"src": f"photo:{picture.id}"})])])

    def _path(self, node: Node, address: str) -> str:
        """The file of a picture: the original, where Word names it beside a smaller one and it is a photo."""
        original = _file(self._originals.get(node.attributes.get("v:shapes", ""), ""))
        return original if PurePosixPath(original.lower()).suffix in _PHOTOS else _file(address)


def _originals(root: Node) -> dict[str, str]:
    """The addresses of original files by the names of their shapes, from what Word says to old readers."""
    found: dict[str, str] = {}
    for node in every(root):
        if node.tag == "#vml":
            with suppress(Trouble):
                for shape in nearest(tree_of(node.attributes["source"]), {"v:shape"}):
                    for data in nearest(shape, {"v:imagedata"}):
                        found[shape.attributes.get("id", "")] = data.attributes.get("src", "")
    return found


def is_small(node: Node) -> bool:
    """Whether a picture is an icon, a smiley or there to count readers, by the size it says."""
    sides = [_pixels(node.attributes.get(side) or node.style.get(side, "")) for side in ("width", "height")]
    known = [side for side in sides if side is not None]
    return any(side <= 2 for side in known) or (len(known) == 2 and max(known) <= _SMALLEST)


def _pixels(size: str) -> float | None:
    found = re.fullmatch(r"(?P<number>\d{1,6}(?:\.\d{1,20})?)(?P<unit>px|pt|in)?", size.strip())
    return float(found["number"]) * {"pt": 4 / 3, "in": 96}.get(found["unit"], 1) if found else None


def _is_elsewhere(node: Node, address: str) -> bool:
    """Whether there is a picture that has not come along; a drawing in its place or a broken one is none."""
    later = node.attributes.get("data-src") or node.attributes.get("srcset") or node.attributes.get("data-srcset")
    return bool(later) or bool(address and not address.lower().startswith("data:"))


def data_in(address: str) -> bytes:
    """The picture that an address holds itself; nothing where it holds none, or but a few dots."""
    head = _DATA.match(address)
    if head is None:
        return b""
    rest = address[head.end() :]
    try:
        data = base64.b64decode(unquote(rest)) if head["base64"] else unquote_to_bytes(rest)
    except (binascii.Error, ValueError):
        return b""
    return data if len(data) >= _LEAST_DATA else b""


def _file(address: str) -> str:
    """The path of a file on this computer; empty for all else. Another computer's would be fetched from the network."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = unquote(parts.path)
    if parts.scheme.lower() != "file" or parts.netloc.lower() not in ("", "localhost"):
        return ""
    if path[:1] not in ("/", "\\") or "\0" in path:
        return ""
    path = "/" + path.lstrip("/\\")
    return path[1:] if _DRIVE.match(path) else path

"""What of Qt goes into the bundle: the web view and the widgets, and not the hundred libraries beside them.

PyInstaller takes along whatever a part of Qt might load. Here the plugins, data and translations that Desk uses are
named, and of the libraries those stay that something kept is linked against.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""A file of the bundle as PyInstaller lists it: where it goes, where it comes from, what it is."""

BINDINGS = (
    "QtCore QtDBus QtGui QtNetwork QtPrintSupport QtSvg QtSvgWidgets QtWebChannel "
    "QtWebEngineCore QtWebEngineWidgets QtWidgets"
).split()
"""PySide6's modules that Desk imports, and those that they import in turn; others are bound to, but never used."""

PLUGINS = {
    "egldeviceintegrations": (),
    "iconengines": ("svg",),
    "imageformats": ("gif", "ico", "jpeg", "svg", "webp"),
    "networkinformation": (),
    "platforminputcontexts": ("compose", "ibus"),
    "platforms": ("offscreen", "wayland", "xcb", "windows", "cocoa"),
    "platformthemes": ("xdgdesktopportal",),
    "printsupport": ("",),
    "styles": ("",),
    "wayland-decoration-client": ("",),
    "wayland-graphics-integration-client": ("wayland-egl",),
    "wayland-shell-integration": ("xdg-shell",),
    "xcbglintegrations": ("",),
}
"""Folder of plugins → what is in the names of those that stay; a folder that is not here goes whole."""

LANGUAGES = ("ar", "en", "fa")
"""Desk's own languages, as far as Qt has them: Sorani it has not."""

_UNUSED = re.compile(r"/Qt/qml/|/Qt/metatypes/|devtools_resources|/translations/qt(?!base|webengine)|qtlogging")
_TRANSLATION = re.compile(
    r"/translations/(?:qtwebengine_locales/|qtbase_)([A-Za-z]+)(?:[-_][A-Za-z0-9]+)?\.(?:pak|qm)$"
)
_PLUGIN = re.compile(r"/(?:Qt/)?plugins/([^/]+)/(?:lib)?q?([^/]+)$")
_BINDING = re.compile(r"/PySide6/(Qt\w+)\.(?:abi3\.so|pyd)$")
_LOADED_BY_NAME = re.compile(r"lib(?:softokn3|freebl3|freeblpriv3|nssckbi|nssdbm3)\.(?:so|chk)$")
"""What Mozilla's NSS library opens at run time, so that nothing is linked against it."""


def is_wanted(place: str) -> bool:
    """Whether a file of the bundle is of any use, by where it goes."""
    path = "/" + place.replace("\\", "/")
    if _UNUSED.search(path):
        return False
    if translation := _TRANSLATION.search(path):
        return translation[1] in LANGUAGES
    if binding := _BINDING.search(path):
        return binding[1] in BINDINGS
    if plugin := _PLUGIN.search(path):
        return any(name in plugin[2] for name in PLUGINS.get(plugin[1], ()))
    return True


def kept(entries: Iterable[Entry], linked: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The entries that stay: what is wanted, and of the libraries those that something kept needs.

    `linked` tells the file names of the libraries that a binary file is linked against.
    """
    wanted = [entry for entry in entries if is_wanted(entry[0])]
    libraries = {PurePosixPath(place).name: (place, source, kind) for place, source, kind in wanted if kind == "BINARY"}
    needed: set[str] = set()
    waiting = [source for place, source, kind in wanted if _is_root(place, kind)]
    while waiting:
        for name in set(linked(waiting.pop())) & libraries.keys() - needed:
            needed.add(name)
            waiting.append(libraries[name][1])
    return [entry for entry in wanted if _is_root(entry[0], entry[2]) or PurePosixPath(entry[0]).name in needed]


def _is_root(place: str, kind: str) -> bool:
    """Whether a file stays whatever is linked against it: all but plain shared libraries."""
    name = PurePosixPath(place).name
    if kind == "SYMLINK":
        return not _is_library(name)
    return kind != "BINARY" or not _is_library(name) or bool(_LOADED_BY_NAME.match(name) or _PLUGIN.search("/" + place))


def _is_library(name: str) -> bool:
    return name.startswith("lib") and ".so" in name and not name.startswith("libpython")

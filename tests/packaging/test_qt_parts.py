"""What of Qt goes into the bundle."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def qt_parts(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return importlib.import_module("qt_parts")


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("resources/themes/plain/page.html", True),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/QtQuick3D.abi3.so", False),
        ("PySide6/Qt/libexec/QtWebEngineProcess", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/qml/QtQuick3D/libqquick3dplugin.so", False),
        ("PySide6/Qt/resources/icudtl.dat", True),
        ("PySide6/Qt/resources/qtwebengine_devtools_resources.pak", False),
        ("PySide6/Qt/translations/qtwebengine_locales/en-US.pak", True),
        ("PySide6/Qt/translations/qtwebengine_locales/ar.pak", True),
        ("PySide6/Qt/translations/qtwebengine_locales/pt-BR.pak", False),
        ("PySide6/Qt/translations/qtbase_ar.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qtmultimedia_ar.qm", False),
    ],
)
def test_only_the_parts_of_qt_that_desk_uses_are_wanted(qt_parts: ModuleType, place: str, wanted: bool) -> None:
    assert qt_parts.is_wanted(place) is wanted


def test_a_library_stays_when_something_kept_is_linked_against_it(qt_parts: ModuleType) -> None:
    links = {
        "/v/QtWidgets.abi3.so": ["libQt6Widgets.so.6", "libc.so.6"],
        "/v/libQt6Widgets.so.6": ["libQt6Core.so.6"],
        "/v/libQt6Quick3D.so.6": ["libQt6Core.so.6"],
        "/v/libqxcb.so": ["libxcb-cursor.so.0"],
    }
    entries = [
        ("PySide6/QtWidgets.abi3.so", "/v/QtWidgets.abi3.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", "/v/libQt6Widgets.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/v/libQt6Core.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6Quick3D.so.6", "/v/libQt6Quick3D.so.6", "BINARY"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/v/libqxcb.so", "BINARY"),
        ("libxcb-cursor.so.0", "/usr/lib/libxcb-cursor.so.0", "BINARY"),
        ("libsoftokn3.so", "/usr/lib/libsoftokn3.so", "BINARY"),
        ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", "BINARY"),
        ("libgtk-3.so.0", "/usr/lib/libgtk-3.so.0", "BINARY"),
        ("resources/icons/desk.svg", "/r/desk.svg", "DATA"),
    ]
    kept = [place for place, _source, _kind in qt_parts.kept(entries, lambda source: links.get(source, []))]
    gone = {"PySide6/Qt/lib/libQt6Quick3D.so.6", "libgtk-3.so.0"}
    assert kept == [place for place, _source, _kind in entries if place not in gone]


def test_every_binding_that_desk_imports_goes_along(qt_parts: ModuleType) -> None:
    trees = (ast.parse(file.read_text("utf-8")) for file in (ROOT / "desk").rglob("*.py"))
    imports = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    used = {node.module.split(".")[1] for node in imports if node.module and node.module.startswith("PySide6.")}
    used |= {alias.name for node in imports if node.module == "PySide6" for alias in node.names}
    assert used
    assert used <= set(qt_parts.BINDINGS)

"""What tells the desktop about Desk: its entry, and the kind of file that a story package is."""

from __future__ import annotations

import configparser
import fnmatch
import shutil
import subprocess
from pathlib import Path

import pytest
from defusedxml import ElementTree

from desk.formats.delivery import STORY

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_a_story_package_is_opened_by_desk() -> None:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.read(PACKAGING / "desk.desktop", "utf-8")
    told = ElementTree.parse(PACKAGING / "desk-story.xml").getroot()
    kinds = {
        kind.attrib["type"]: [glob.attrib["pattern"] for glob in kind.iter(f"{_MIME}glob")]
        for kind in told.iter(f"{_MIME}mime-type")
    }

    (kind,) = [kind for kind, globs in kinds.items() if any(fnmatch.fnmatch(f"x{STORY}", glob) for glob in globs)]

    assert kind in entry["Desktop Entry"]["MimeType"].split(";")
    assert entry["Desktop Entry"]["Exec"].split() == ["desk", "%F"]


@pytest.mark.skipif(not shutil.which("update-mime-database"), reason="shared-mime-info is not installed here")
def test_the_desktop_s_own_tool_takes_it(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    shutil.copy(PACKAGING / "desk-story.xml", packages)
    subprocess.run(["update-mime-database", str(tmp_path)], check=True, capture_output=True)
    assert "application/vnd.desk.story+zip" in (tmp_path / "globs2").read_text("utf-8")

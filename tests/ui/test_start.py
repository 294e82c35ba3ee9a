"""The window is there before what it does not show at first is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.library import Library
from desk.ui.workspace import OPEN_STORY

LATE = (
    "desk.article.blocks",
    "desk.article.changes",
    "desk.article.markup",
    "desk.article.session",
    "desk.checks",
    "desk.formats",
    "desk.photos",
    "desk.ui.details",
    "desk.ui.dialogs",
    "desk.ui.editor",
    "desk.ui.exporting",
    "desk.ui.find_bar",
    "desk.ui.palette",
    "desk.ui.photos",
    "desk.ui.preview",
    "desk.ui.shelf",
    "PIL",
    "click",
    "jinja2",
    "markdown",
    "PySide6.QtWebEngineCore",
)
"""Modules that the first paint does without."""
START = """
import json, os, sys
from desk import app
from desk.start import Start
from desk.ui.settings import Settings

qt = app.make_application(sys.argv[:1])
window = app.make_window(Start(sys.argv[1]), Settings())
window.painted.disconnect()  # nothing else begins then
window.painted.connect(lambda: (print(json.dumps(sorted(sys.modules)), flush=True), os._exit(0)))
window.show()
qt.exec()
"""


@pytest.mark.parametrize("has_story", [False, True])
def test_what_is_not_seen_at_first_is_loaded_after_the_first_paint(tmp_path: Path, has_story: bool) -> None:
    folder = tmp_path / "library"
    if has_story:
        library = Library.open(folder)
        library.add(Article(id="one", headline="One"))
        library.set_setting(OPEN_STORY, "one")
        library.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DESK_SETTINGS": str(tmp_path / "desk.ini")}
    words = [sys.executable, "-c", START, str(folder)]
    said = subprocess.run(words, env=environment, capture_output=True, text=True, check=True, timeout=60).stdout
    loaded = json.loads(said)
    assert "desk.ui.frame" in loaded
    assert [name for name in LATE if name in loaded] == []

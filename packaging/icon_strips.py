"""Draws the icons’ lines into strips of dots for the window’s first paint, which SVG would hold up for a while.

    python packaging/icon_strips.py

To be run again after an icon in `resources/icons` has changed; a test says so. `names.txt` is the order in each strip.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QSize, Qt  # noqa: E402
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap  # noqa: E402

from desk.ui.icons import from_svg  # noqa: E402

ICONS = ROOT / "resources" / "icons"
SIDES = (18, 36)
"""Dots of a toolbar's icon on an ordinary display, and on one of double density."""
INK = "#ffffff"


def names() -> list[str]:
    """The icons that are lines, to be tinted."""
    return sorted(file.stem for file in ICONS.glob("*.svg") if "currentColor" in file.read_text("utf-8"))


def strip(side: int) -> QPixmap:
    """All icons side by side."""
    found = names()
    made = QPixmap(QSize(side * len(found), side))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    for number, name in enumerate(found):
        painter.drawPixmap(number * side, 0, from_svg(name, INK, side))
    painter.end()
    return made


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    folder = ICONS / "strips"
    folder.mkdir(exist_ok=True)
    for side in SIDES:
        strip(side).save(str(folder / f"{side}.png"))
    (folder / "names.txt").write_text("\n".join(names()) + "\n", "utf-8")
    del app


if __name__ == "__main__":
    main()

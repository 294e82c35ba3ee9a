"""How a fragment for a CMS is to be: what stands for its photos, and how low its headings are."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.formats.page import FIGURES
from desk.ui import look
from desk.ui.picker import Picker

_PHOTOS = dict(zip(FIGURES, ("Photos with captions", "Photos without captions", "No photos"), strict=True))
_HEADINGS = ("Headings as they are", "Headings one level lower", "Headings two levels lower")


class FragmentForm(QWidget):
    """Two choices in a row, to stand below the format that they belong to."""

    def __init__(self, figures: str, headings: int) -> None:
        super().__init__()
        self.photos = _picker("Photos in the fragment", list(_PHOTOS.values()))
        self.photos.setCurrentIndex(FIGURES.index(figures) if figures in FIGURES else 0)
        self.levels = _picker("Headings in the fragment", list(_HEADINGS))
        self.levels.setCurrentIndex(headings if 0 <= headings < len(_HEADINGS) else 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * look.GRID, 0, 0, 0)
        row.setSpacing(look.GRID)
        row.addWidget(self.photos, 1)
        row.addWidget(self.levels, 1)

    @property
    def figures(self) -> str:
        """What stands for photos, one of `FIGURES`."""
        return FIGURES[self.photos.currentIndex()]

    @property
    def headings(self) -> int:
        """By how many levels headings are lowered."""
        return self.levels.currentIndex()


def _picker(name: str, lines: list[str]) -> Picker:
    picker = Picker()
    picker.addItems(lines)
    picker.setAccessibleName(name)
    picker.setToolTip(name)
    return picker

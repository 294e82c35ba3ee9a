"""The photos of a story as tiles: thumbnail, first words of the caption, where it is used, what there is to mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from desk.article.languages import Direction, direction_of
from desk.article.model import Article, Photo
from desk.ui.labels import plain_tip
from desk.ui.photo_files import Awaited

TILE = Qt.ItemDataRole.UserRole
PHOTO_TYPE = "application/x-desk-photo"
"""The kind of data that a tile being dragged carries: its photo's ID."""
_MARK = re.compile(r"!\[[^\]\n]*\]\(photo:([^()\s]+)\)")
_REMEMBERED = 2048
"""Photos whose remarks are kept: more than any story has."""
SEEN_ON_TILES = ("photos", "lead", "language", "dateline")
"""What of an article, beside its body, its photos' tiles show."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile; without a photo, one of a file that is still being read or could not be added."""

    name: str
    photo: Photo | None = None
    is_lead: bool = False
    uses: int = 0
    own: Direction = "ltr"
    awaited: Awaited | None = None
    remarks: tuple[str, ...] = ()
    """What there is to mend about the photo, a sentence each."""

    @property
    def key(self) -> str | int:
        """What tells the tile from the others of its story."""
        return self.photo.id if self.photo else self.awaited.key if self.awaited else self.name

    @property
    def media(self) -> str:
        """The file that the tile shows, empty where none is read yet."""
        return self.photo.media if self.photo else self.awaited.media if self.awaited else ""

    @property
    def trouble(self) -> str:
        """Why the file could not be added, as a sentence; empty where it was or may still be."""
        return self.awaited.trouble if self.awaited else ""

    @property
    def words(self) -> str:
        """What the tile says first: what went wrong, the caption, or the file's name."""
        if self.trouble:
            return self.trouble if self.name in self.trouble else f"{self.name}: {self.trouble}"
        return " ".join(self.photo.caption.split()) if self.photo and self.photo.caption.strip() else self.name

    @property
    def badges(self) -> tuple[str, ...]:
        """Where the photo is used."""
        if self.photo is None:
            return ("Not added",) if self.trouble else ("Reading…",)
        in_text = {0: "", 1: "In text"}.get(self.uses, f"In text ×{self.uses}")
        return tuple(word for word in ("Lead" if self.is_lead else "", in_text) if word) or ("Not used",)

    @property
    def spoken(self) -> str:
        """The tile for a screen reader."""
        return ", ".join(part for part in (self.words, *self.badges, " ".join(self.remarks)) if part)


def uses_in(body: str) -> Counter[str]:
    """How often each photo stands in the body."""
    return Counter(_MARK.findall(body)) if "photo:" in body else Counter()


def tiles_of(article: Article, uses: Mapping[str, int], awaited: Sequence[Awaited] = ()) -> tuple[Tile, ...]:
    """The tiles of a story, behind them those of files that are being read or could not be added."""
    own, day = direction_of(article.language), _day_of(article)
    known = (
        Tile(
            photo.name or "Photo",
            photo,
            photo.id == article.lead,
            uses.get(photo.id, 0),
            own,
            remarks=_remarks_on(photo, day),
        )
        for photo in article.photos
    )
    return (*known, *(Tile(file.name, own=own, awaited=file) for file in awaited))


def _day_of(article: Article) -> date:
    from desk.checks.photos import day_of

    return day_of(article, date.today())


@lru_cache(_REMEMBERED)
def _remarks_on(photo: Photo, day: date) -> tuple[str, ...]:
    """What there is to mend about a photo: asked for with every tile, worked out once for what a photo is."""
    from desk.checks.photos import remarks

    return tuple(remark.note for remark in remarks(photo, day))


def ids_in(data: QMimeData) -> tuple[str, ...]:
    """The photos that a drag carries: an ID a line."""
    return tuple(bytes(data.data(PHOTO_TYPE).data()).decode().split())


class TilesModel(QAbstractListModel):
    """The tiles in order. Dropping one elsewhere asks for `moved`; the article decides, and is shown again."""

    moved = Signal(str, int)
    """A photo's ID and the place it should stand at."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: tuple[Tile, ...] = ()
        self._troubles: dict[str, str] = {}
        """Why files cannot be shown, by their media."""

    def tell_trouble(self, media: str, sentence: str) -> None:
        """Say of a file that is in the story that it cannot be shown, and why; nothing where it can be again."""
        if self._troubles.get(media, "") != sentence:
            self._troubles[media] = sentence
            if self.tiles:
                self.dataChanged.emit(self.index(0), self.index(len(self.tiles) - 1))

    def _with_trouble(self, tile: Tile) -> Tile:
        sentence = self._troubles.get(tile.media, "")
        return replace(tile, remarks=(sentence, *tile.remarks)) if sentence else tile

    def show(self, tiles: tuple[Tile, ...]) -> None:
        """Show these; tiles that stay where they are keep their selection."""
        if [tile.key for tile in tiles] == [tile.key for tile in self.tiles]:
            self.tiles = tiles
            if tiles:
                self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))
            return
        self.beginResetModel()
        self.tiles = tiles
        self.endResetModel()

    def place_of_key(self, key: str | int) -> int:
        """The place of a tile, −1 where it is not."""
        return next((n for n, tile in enumerate(self.tiles) if tile.key == key), -1)

    def place_of(self, photo_id: str) -> int:
        """The place of a photo, −1 where it is not."""
        return next((n for n, tile in enumerate(self.tiles) if tile.photo and tile.photo.id == photo_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.tiles):
            return None
        tile = self._with_trouble(self.tiles[index.row()])
        by_role: dict[int, object] = {
            TILE: tile,
            Qt.ItemDataRole.DisplayRole: tile.words,
            Qt.ItemDataRole.AccessibleTextRole: tile.spoken,
            Qt.ItemDataRole.ToolTipRole: plain_tip(_tip(tile)),
        }
        return by_role.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags, tile = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren, self.tiles[index.row()]
        if tile.photo or tile.trouble:
            flags |= Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if tile.photo else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [PHOTO_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        photo = self.tiles[indexes[0].row()].photo if indexes else None
        if photo is not None:
            data.setData(PHOTO_TYPE, photo.id.encode())
        return data

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        ids = ids_in(data)
        return len(ids) == 1 and self.place_of(ids[0]) >= 0

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the move; False, since Qt must not take the old row out by itself."""
        if self.canDropMimeData(data, action, row, column, parent):
            (photo_id,) = ids_in(data)
            target = row if row >= 0 else parent.row() if parent.isValid() else len(self.tiles)
            here = self.place_of(photo_id)
            self.moved.emit(photo_id, target - 1 if target > here else target)
        return False


def _tip(tile: Tile) -> str:
    return "\n".join((tile.words, *tile.remarks))

"""The contact sheet: the photos of a story as a grid of tiles, several of which may be selected and moved at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desk.ui import look
from desk.ui.photo_tiles import PHOTO_TYPE, TILE, Index, Tile, TilesModel, ids_in
from desk.ui.sheet_tile import SheetDelegate, cross_of, tile_height
from desk.ui.thumbnails import Thumbnails
from desk.ui.tiles_view import TilesView

NARROWEST_TILE = 100
EDGE = 4
"""Pixels between the sheet's edge and its tiles."""
_DELETING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SELECT_ONE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class SheetModel(TilesModel):
    """Tiles of which several may be dragged, also out into the text; those that went wrong can be selected as well."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        troubled = index.isValid() and bool(self.tiles[index.row()].trouble)
        return flags | Qt.ItemFlag.ItemIsSelectable if troubled else flags

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        tiles = [self.tiles[row] for row in sorted(index.row() for index in indexes)]
        data = QMimeData()
        ids = [tile.photo.id for tile in tiles if tile.photo]
        if ids:
            data.setData(PHOTO_TYPE, "\n".join(ids).encode())
        return data

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        return data.hasFormat(PHOTO_TYPE) and all(self.place_of(photo_id) >= 0 for photo_id in ids_in(data))


class PhotoSheet(TilesView):
    """The tiles. Click, Ctrl and Shift select; dragging, or Alt and the arrow keys, orders them."""

    chosen = Signal()
    """Other photos are selected, or another of them is the current one."""
    removal_wanted = Signal(tuple)
    move_wanted = Signal(tuple, int)
    """IDs, and the place before which they should stand."""
    edit_wanted = Signal()
    dismissal_wanted = Signal(int)
    """The key of a file that could not be added."""
    menu_wanted = Signal(QPoint)
    """Where on the screen."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(thumbnails, parent)
        self._gap: int | None = None
        self.tiles = SheetModel()
        self._drawn = SheetDelegate(thumbnails, self)
        self.setModel(self.tiles)
        self.setItemDelegate(self._drawn)
        self.setObjectName("photoSheet")
        self.setAccessibleName("Contact sheet: photos of this story")
        self._set_manners()
        thumbnails.ready.connect(lambda _media: self.viewport().update())
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.chosen.emit())
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit())
        self.doubleClicked.connect(lambda _index: self.edit_wanted.emit())

    def _set_manners(self) -> None:
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(EDGE if self.isLeftToRight() else 0, EDGE, 0 if self.isLeftToRight() else EDGE, 0)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)

    # what is selected

    @property
    def photo_id(self) -> str:
        """The photo that was selected last, which stands large beside the sheet; empty where none is."""
        tile = self._tile(self.currentIndex())
        ids = self.photo_ids
        if tile is not None and tile.photo and tile.photo.id in ids:
            return tile.photo.id
        return ids[-1] if ids else ""

    @property
    def photo_ids(self) -> tuple[str, ...]:
        """All photos that are selected, in the order of the story."""
        return tuple(tile.photo.id for tile in self._selected() if tile.photo)

    @property
    def troubled(self) -> tuple[int, ...]:
        """Keys of the files selected that could not be added."""
        return tuple(tile.awaited.key for tile in self._selected() if tile.awaited and tile.trouble)

    def _selected(self) -> list[Tile]:
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.tiles.tiles[row] for row in rows if row < len(self.tiles.tiles)]

    def _tile(self, index: QModelIndex) -> Tile | None:
        tile = index.data(TILE) if index.isValid() else None
        return tile if isinstance(tile, Tile) else None

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Show these. Photos selected stay so, or else the one that took their place; one just added is selected.

        What comes is in sight.
        """
        shown = self.tiles.tiles
        before, current, place = self.photo_ids, self.photo_id, self.currentIndex().row()
        known = {tile.photo.id for tile in shown if tile.photo}
        fresh = [tile.photo.id for tile in tiles if tile.photo and tile.photo.id not in known]
        self.selectionModel().blockSignals(True)
        self.tiles.show(tiles)
        wanted = tuple(fresh[:1] if fresh and known else [one for one in before if self.tiles.place_of(one) >= 0])
        if not wanted:
            wanted = self._photo_near(place)
        self._select(wanted, current if current in wanted else wanted[0] if wanted else "")
        self.selectionModel().blockSignals(False)
        self.follow_newcomers(shown)
        if fresh and shown:
            self.scrollTo(self.currentIndex())
        self.viewport().update()
        self.chosen.emit()

    def _photo_near(self, place: int) -> tuple[str, ...]:
        photos = [tile.photo.id for tile in self.tiles.tiles if tile.photo]
        return (photos[max(0, min(place, len(photos) - 1))],) if photos else ()

    def select(self, photo_ids: Sequence[str]) -> None:
        """Select photos, the first of them as the current one."""
        there = tuple(photo_id for photo_id in photo_ids if self.tiles.place_of(photo_id) >= 0)
        if there:
            self._select(there, there[0])
            self.scrollTo(self.currentIndex())

    def _select(self, photo_ids: Sequence[str], current: str) -> None:
        selection = QItemSelection()
        for photo_id in photo_ids:
            index = self.tiles.index(self.tiles.place_of(photo_id))
            selection.select(index, index)
        model, now = self.selectionModel(), self.tiles.index(self.tiles.place_of(current))
        model.setCurrentIndex(now, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, _SELECT_ONE)

    # the grid

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns leave room for the scroll bar whether it is there or not, since they would flutter else."""
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width() - 1 - EDGE
        width = room // max(1, room // NARROWEST_TILE)
        size = QSize(width, tile_height(width, self.font()))
        if size != self._drawn.tile:
            self._drawn.tile = size
            self.setGridSize(size)
        super().resizeEvent(event)

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DELETING and (self.photo_ids or self.troubled):
            self._delete()
        elif event.key() in _ENTERING and self.photo_ids:
            self.edit_wanted.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and self._step(event.key()):
            self.move_selected(self._step(event.key()))
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _delete(self) -> None:
        """What is dismissed gives its place to a photo, which is then selected and must stay."""
        troubled, photo_ids = self.troubled, self.photo_ids
        for key in troubled:
            self.dismissal_wanted.emit(key)
        if photo_ids:
            self.removal_wanted.emit(photo_ids)

    def _step(self, key: int) -> int:
        """Where an arrow key moves to: one place on or back, in the direction in which the sheet runs."""
        onwards = +1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else -1
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: +1, Qt.Key.Key_Left: -onwards, Qt.Key.Key_Right: onwards}
        return steps.get(Qt.Key(key), 0)

    def move_selected(self, step: int) -> None:
        """Ask for the photos selected to be moved by one place."""
        places = [self.tiles.place_of(photo_id) for photo_id in self.photo_ids]
        count = sum(1 for tile in self.tiles.tiles if tile.photo)
        before = places[0] - 1 if step < 0 else places[-1] + 2 if places else 0
        if places and 0 <= before <= count:
            self.move_wanted.emit(self.photo_ids, before)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        tile = self._tile(index)
        if tile is not None and tile.trouble and tile.awaited is not None and self._cross(index).contains(spot):
            self.dismissal_wanted.emit(tile.awaited.key)
        super().mouseReleaseEvent(event)

    def _cross(self, index: QModelIndex) -> QRect:
        return cross_of(self.visualRect(index), self.layoutDirection())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        else:
            self.menu_wanted.emit(event.globalPos())

    # dragging

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes(event.mimeData()):
            event.accept()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # which scrolls at the edges
        if not self._takes(event.mimeData()):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._show_gap(self._gap_at(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the move. It counts as a copy, since Qt must not take the old rows out by itself."""
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self._show_gap(None)
        if not self._takes(event.mimeData()):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.move_wanted.emit(ids_in(event.mimeData()), self._gap_at(event.position().toPoint()))

    def _takes(self, data: QMimeData) -> bool:
        return self.tiles.canDropMimeData(data, Qt.DropAction.CopyAction, -1, -1, QModelIndex())

    def _gap_at(self, spot: QPoint) -> int:
        """Before which photo something falls that is let go at a spot."""
        photos = [row for row, tile in enumerate(self.tiles.tiles) if tile.photo]
        return next((row for row in photos if not self._is_before(row, spot)), len(photos))

    def _is_before(self, row: int, spot: QPoint) -> bool:
        area = self.visualRect(self.tiles.index(row))
        if area.bottom() < spot.y() or spot.y() < area.top():
            return area.bottom() < spot.y()
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        return spot.x() > area.center().x() if rightward else spot.x() < area.center().x()

    def _show_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None or not self.tiles.tiles:
            return
        at_end = self._gap > 0 and (self._gap >= len(self.tiles.tiles) or not self.tiles.tiles[self._gap].photo)
        area = self.visualRect(self.tiles.index(self._gap - 1 if at_end else self._gap))
        leading = (self.layoutDirection() == Qt.LayoutDirection.LeftToRight) != at_end
        x = area.left() if leading else area.right() - 1
        QPainter(self.viewport()).fillRect(
            QRect(x, area.top() + 6, 3, area.height() - 12), QColor(look.colours().accent)
        )

"""What the contact sheet and the list of photos do alike: what comes is brought into sight, and drags hide nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QKeyEvent, QMouseEvent, QPainter, QPixmap, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QListView, QWidget

from desk.article.model import Photo
from desk.ui import look
from desk.ui.framed import draw_framed, printed_area
from desk.ui.photo_tiles import TILE, Tile, TilesModel
from desk.ui.thumbnails import Thumbnails

DRAGGED = 96
"""Pixels of the longer side of what hangs at the mouse."""
SEEN_THROUGH = 0.7
_HELD_AT = QPoint(8, 8)
_DISC = 22


class TilesView(QListView):
    """Tiles. Files that are being read come into sight, unless the person has gone on to something else meanwhile."""

    tiles: TilesModel

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._is_following = True
        thumbnails.ready.connect(self._note_trouble)

    def _note_trouble(self, media: str) -> None:
        self.tiles.tell_trouble(media, self._thumbnails.trouble(media))

    def follow_newcomers(self, before: tuple[Tile, ...]) -> None:
        """Have in sight the first file that could not be added since `before`, or else that is being read since."""
        had = {tile.key: tile for tile in before}
        tiles = [(row, tile) for row, tile in enumerate(self.tiles.tiles) if tile.awaited]
        begun = [row for row, tile in tiles if tile.key not in had]
        failed = [row for row, tile in tiles if tile.trouble and not (tile.key in had and had[tile.key].trouble)]
        if begun and not any(tile.awaited and not tile.trouble for tile in before):
            self._is_following = True
        if before and self._is_following and (failed or begun):
            self.scrollTo(self.tiles.index((failed or begun)[0]))

    # the person goes on to something else

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_following = False
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._is_following = False
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_following = False
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What was selected before the view had a size is in sight now."""
        super().showEvent(event)
        for tile in self.tiles.tiles:
            self._note_trouble(tile.media)
        self.scrollTo(self.currentIndex())

    # dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag what is selected; Qt's own picture of it, which is as large as the tiles, would hide the way."""
        indexes = [index for index in self.selectedIndexes() if index.flags() & Qt.ItemFlag.ItemIsDragEnabled]
        photos = [tile.photo for tile in (index.data(TILE) for index in indexes) if tile.photo]
        if not photos:
            return
        drag = QDrag(self)
        drag.setMimeData(self.tiles.mimeData(indexes))
        thumbnail = self._thumbnails.pixmap(photos[0].media, 2 * DRAGGED)
        drag.setPixmap(drag_picture(photos[0], thumbnail, len(photos), self.devicePixelRatioF()))
        drag.setHotSpot(_HELD_AT)
        drag.exec(actions, self.defaultDropAction())


def drag_picture(photo: Photo, thumbnail: QPixmap | None, count: int, ratio: float = 1.0) -> QPixmap:
    """The photo as it is printed, small and see-through; of several, how many they are."""
    room = QRectF(0, 0, DRAGGED, DRAGGED)
    size = printed_area(thumbnail, photo, room).size().toSize() if thumbnail else QSize(DRAGGED, DRAGGED * 2 // 3)
    size = size.expandedTo(QSize(_DISC + 8, _DISC + 8))
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(SEEN_THROUGH)
    if thumbnail is None:
        painter.fillRect(QRect(QPoint(0, 0), size), QColor(look.colours().line))
    else:
        draw_framed(painter, thumbnail, photo, printed_area(thumbnail, photo, QRectF(QPoint(0, 0), size)))
    if count > 1:
        _number(painter, QRect(size.width() - _DISC - 4, size.height() - _DISC - 4, _DISC, _DISC), count)
    painter.end()
    return made


def _number(painter: QPainter, area: QRect, count: int) -> None:
    scheme = look.colours()
    painter.setOpacity(1.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(scheme.accent))
    painter.drawEllipse(area)
    painter.setPen(QColor(scheme.on_accent))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(count))

"""The list of a story's photos: how a tile is drawn, and what mouse and keys do to it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desk.article.framing import FREE, framing_of
from desk.article.model import Photo
from desk.ui import look
from desk.ui.entries import layout_direction
from desk.ui.framed import draw_framed
from desk.ui.icons import drawing
from desk.ui.labels import SMALL
from desk.ui.lettering import draw_lines
from desk.ui.photo_tiles import TILE, Index, Tile, TilesModel
from desk.ui.thumbnails import Thumbnails
from desk.ui.tiles_view import TilesView

PICTURE = QSize(72, 54)
HEIGHT = PICTURE.height() + 2 * look.GRID
RADIUS = 6.0
BADGE = 18
CROSS, SIGN = look.TARGET, 20
"""Pixels of what dismisses a tile, and of the sign that stands for a picture there."""
SIDES = (2 * PICTURE.width(), 250)
"""Pixels of the small pictures that are asked for: of photos shown whole, and of those of which a part is."""
LINES_OF_TROUBLE = 3


class TileDelegate(QStyledItemDelegate):
    """Draws one tile, and takes the clicks on its cross."""

    dismissed = Signal(int)
    """The key of a file that could not be added."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(TILE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _ground(painter, option, area)
        inside = area.adjusted(look.GRID, look.GRID, -look.GRID, -look.GRID)
        if tile.trouble:
            _trouble(painter, option, tile, inside)
        else:
            self._photo(painter, option, tile, inside)
        painter.restore()

    def _photo(self, painter: QPainter, option: QStyleOptionViewItem, tile: Tile, inside: QRect) -> None:
        frame = QStyle.visualRect(option.direction, inside, QRect(inside.topLeft(), PICTURE))
        self._picture(painter, tile, frame)
        beside = inside.adjusted(PICTURE.width() + 10, 0, 0, 0)
        _words(painter, option.font, tile, QStyle.visualRect(option.direction, inside, beside))
        _badges(painter, option.font, tile, QStyle.visualRect(option.direction, inside, beside), option.direction)

    def _picture(self, painter: QPainter, tile: Tile, frame: QRect) -> None:
        """The photo as it is printed, around its focal point to fill its frame; until it is there, a quiet blank."""
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(frame), 4, 4)
        painter.fillPath(shape, QColor(look.colours().line))
        photo = tile.photo or Photo("", tile.media)
        pixmap = self._thumbnails.pixmap(tile.media, _side_for(photo)) if tile.media else None
        if pixmap is None:
            blank = drawing("photo", look.colours().faint, 24)
            painter.drawPixmap(frame.center() - QPoint(11, 11), blank)
            return
        painter.save()
        painter.setClipPath(shape)
        draw_framed(painter, pixmap, photo, area_to_fill(pixmap, photo, QRectF(frame)))
        painter.restore()

    def editorEvent(
        self, event: QEvent, _model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        tile = index.data(TILE)
        if not (isinstance(tile, Tile) and tile.trouble and tile.awaited and isinstance(event, QMouseEvent)):
            return False
        is_on_cross = cross_of(option.rect, option.direction).contains(event.position().toPoint())
        if is_on_cross and event.type() == QEvent.Type.MouseButtonRelease:
            self.dismissed.emit(tile.awaited.key)
        return is_on_cross


def area_to_fill(pixmap: QPixmap, photo: Photo, frame: QRectF) -> QRectF:
    """Where what is printed of a photo goes so that it fills `frame`, its focal point as near to the middle as may be.

    It reaches over the frame's sides, or its top and bottom.
    """
    size = pixmap.deviceIndependentSize()
    framing = framing_of(photo, (size.width(), size.height()))
    left, top, right, bottom = framing.box(FREE)
    focus = framing.focus_in_frame
    whole = QSizeF(*framing.cut(FREE)).scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    x = frame.width() / 2 - (focus[0] - left) / (right - left) * whole.width()
    y = frame.height() / 2 - (focus[1] - top) / (bottom - top) * whole.height()
    x = min(0.0, max(frame.width() - whole.width(), x))
    y = min(0.0, max(frame.height() - whole.height(), y))
    return QRectF(frame.topLeft() + QPointF(x, y), whole)


def _side_for(photo: Photo) -> int:
    framing = framing_of(photo)
    is_part = max(framing.cut(FREE)) < max(framing.turned) * 0.8
    return SIDES[is_part]


def cross_of(area: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where a tile's cross is, which dismisses it."""
    cross = QRect(area.right() - CROSS - 2, area.top() + 4, CROSS, CROSS)
    return QStyle.visualRect(direction, area, cross)


def _trouble(painter: QPainter, option: QStyleOptionViewItem, tile: Tile, inside: QRect) -> None:
    """A file that could not be added: the sentence that says why takes the room of the picture too."""
    scheme, direction = look.colours(), option.direction
    sign = QStyle.visualRect(direction, inside, QRect(inside.left(), inside.top() + 1, SIGN, SIGN))
    painter.drawPixmap(sign.topLeft(), drawing("warning", scheme.problem, SIGN))
    cross = cross_of(option.rect, direction)
    painter.drawPixmap(cross.center() - QPoint(7, 7), drawing("close", scheme.quiet, 16))
    words = QStyle.visualRect(direction, inside, inside.adjusted(SIGN + look.GRID, 0, -CROSS, 0))
    small = QFont(option.font)
    small.setPointSizeF(small.pointSizeF() * SMALL)
    painter.setPen(QColor(scheme.problem))
    # Desk's own sentences are English, whatever script the file's name in them is
    draw_lines(painter, small, tile.words, words, Qt.LayoutDirection.LeftToRight, LINES_OF_TROUBLE)


def _ground(painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
    scheme, state = look.colours(), option.state
    box = QRectF(area).adjusted(0.5, 1.5, -0.5, -1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(scheme.selected))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(scheme.accent))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(scheme.raised))
        painter.drawRoundedRect(box, RADIUS, RADIUS)


def _words(painter: QPainter, font: QFont, tile: Tile, area: QRect) -> None:
    has_caption = tile.photo is not None and bool(tile.photo.caption.strip())
    painter.setPen(QColor(look.colours().ink if has_caption else look.colours().faint))
    draw_lines(painter, font, tile.words, area.adjusted(0, -1, 0, 0), layout_direction(tile.words, tile.own))


def _badges(painter: QPainter, font: QFont, tile: Tile, area: QRect, direction: Qt.LayoutDirection) -> None:
    """Pills with where the photo is used, behind them a mark where there is something to mend."""
    scheme = look.colours()
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.85)
    painter.setFont(small)
    x = area.left()
    for word in tile.badges:
        width = QFontMetrics(small).horizontalAdvance(word) + 12
        pill = QRect(x, area.bottom() - BADGE + 1, width, BADGE)
        used = tile.photo is not None and word != "Not used"
        _pill(painter, word, QStyle.visualRect(direction, area, pill), scheme.accent if used else scheme.quiet)
        x += width + 4
    if tile.remarks:
        mark = QStyle.visualRect(direction, area, QRect(x, area.bottom() - BADGE + 2, 16, 16))
        painter.drawPixmap(mark.topLeft(), drawing("warning", scheme.warning, 16))


def _pill(painter: QPainter, word: str, area: QRect, colour: str) -> None:
    painter.setPen(QColor(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), BADGE / 2, BADGE / 2)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), word)


class PhotoList(TilesView):
    """The tiles, one under the other. Drag a tile, or Alt+Up and Alt+Down, to order them; Enter goes to the caption."""

    chosen = Signal(str)
    """The photo that is selected now; empty for none."""
    removal_wanted = Signal(str)
    move_wanted = Signal(str, int)
    edit_wanted = Signal()
    large_wanted = Signal(str)
    """A photo to be shown large."""
    dismissed = Signal(int)
    """The key of a file that could not be added, which need not be told of any longer."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(thumbnails)
        self._room = 4 * HEIGHT
        self.tiles = TilesModel()
        self.setModel(self.tiles)
        self._drawn = TileDelegate(thumbnails, self)
        self.setItemDelegate(self._drawn)
        self.setObjectName("photoList")
        self.setAccessibleName("Photos of this story")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._allow_dragging()
        thumbnails.ready.connect(self._repaint)
        self.tiles.moved.connect(self.move_wanted)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit(self.photo_id))
        self.doubleClicked.connect(self._ask_for_large)
        # queued: the tile goes, and is not to do so while the view is still busy with the click
        self._drawn.dismissed.connect(self.dismissed, Qt.ConnectionType.QueuedConnection)

    def _repaint(self, _media: str) -> None:
        self.viewport().update()

    def _ask_for_large(self) -> None:
        if self.photo_id:
            self.large_wanted.emit(self.photo_id)

    def _allow_dragging(self) -> None:
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    @property
    def photo_id(self) -> str:
        """The photo that is selected, or empty."""
        return self.tile.photo.id if self.tile and self.tile.photo else ""

    @property
    def tile(self) -> Tile | None:
        """The tile that is selected."""
        tile = self.currentIndex().data(TILE) if self.currentIndex().isValid() else None
        return tile if isinstance(tile, Tile) else None

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Show these; the tile selected stays so, or else the photo that took its place. What comes is in sight."""
        shown = self.tiles.tiles
        before, place = self.tile.key if self.tile else "", self.currentIndex().row()
        fresh = {tile.photo.id for tile in tiles if tile.photo} - {tile.photo.id for tile in shown if tile.photo}
        self.blockSignals(True)
        self.tiles.show(tiles)
        self._fit()
        self.blockSignals(False)
        wanted = self.tiles.place_of_key(before)
        if fresh and shown:
            wanted = min(self.tiles.place_of(photo_id) for photo_id in fresh)
        self.choose_place(wanted if wanted >= 0 else max(0, min(place, self._count_photos() - 1)))
        self.follow_newcomers(shown)
        if fresh and shown:
            self.scrollTo(self.currentIndex())
        self.chosen.emit(self.photo_id)

    def set_room(self, room: int) -> None:
        """Take no more than so many pixels of height."""
        self._room = room
        self._fit()

    def _fit(self) -> None:
        """As high as its tiles; a list with more than there is room for scrolls, and half a tile at its end says so."""
        most = max(1, (self._room - HEIGHT // 2) // HEIGHT)
        count = len(self.tiles.tiles)
        self.setFixedHeight(count * HEIGHT if count <= most else most * HEIGHT + HEIGHT // 2)
        self.scrollTo(self.currentIndex())

    def choose_place(self, place: int) -> None:
        """Select the tile at that place."""
        index = self.tiles.index(place)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def _count_photos(self) -> int:
        return sum(1 for tile in self.tiles.tiles if tile.photo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: +1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.tile:
            self._take_out(self.tile)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.photo_id:
            self.edit_wanted.emit()
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
        else:
            super().keyPressEvent(event)

    def _take_out(self, tile: Tile) -> None:
        if tile.photo:
            self.removal_wanted.emit(tile.photo.id)
        elif tile.awaited and tile.trouble:
            self.dismissed.emit(tile.awaited.key)

    def _move(self, step: int) -> None:
        to = self.currentIndex().row() + step
        if self.photo_id and 0 <= to < self._count_photos():
            self.move_wanted.emit(self.photo_id, to)

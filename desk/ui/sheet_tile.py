"""How one tile of the contact sheet is drawn: the photo as it is printed, where it is used, and its first words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desk.ui import look
from desk.ui.entries import layout_direction
from desk.ui.framed import draw_framed, printed_area
from desk.ui.icons import drawing
from desk.ui.lettering import draw_lines
from desk.ui.photo_tiles import TILE, Index, Tile
from desk.ui.thumbnails import Thumbnails
from desk.ui.wording import isolated

RADIUS = 6.0
PILL = 18
SMALL = 0.85
"""Type of the words and pills, as a share of the interface's."""
LINES = 2
CROSS = look.TARGET
"""Pixels of the place where a click dismisses a tile."""


def small_font(font: QFont) -> QFont:
    """The sheet's type."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small


def tile_height(width: int, font: QFont) -> int:
    """How high a tile of that width is: a picture of three to four, a line of pills, two lines of words."""
    words = LINES * QFontMetrics(small_font(font)).lineSpacing()
    return (width - 2 * look.GRID) * 3 // 4 + PILL + words + 2 * look.GRID + 8


def cross_of(area: QRect, direction: Qt.LayoutDirection) -> QRect:
    """Where a click dismisses the tile of a file that could not be added."""
    corner = QRect(area.right() - CROSS - 2, area.top() + 4, CROSS, CROSS)
    return QStyle.visualRect(direction, area, corner)


class SheetDelegate(QStyledItemDelegate):
    """Draws tiles of one size, which the sheet sets."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.tile = QSize(112, 160)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self.tile

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(TILE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, option, area, bool(tile.trouble))
        inside = area.adjusted(look.GRID, look.GRID, -look.GRID, -look.GRID)
        if tile.trouble:
            inside.adjust(2, 2, -2, -2)
            _trouble(painter, option, tile, area, inside)
        else:
            self._photo(painter, option, tile, inside)
        painter.restore()

    def _photo(self, painter: QPainter, option: QStyleOptionViewItem, tile: Tile, inside: QRect) -> None:
        frame = QRect(inside.topLeft(), QSize(inside.width(), inside.width() * 3 // 4))
        shown = self._picture(painter, tile, frame)
        if tile.remarks:
            _mark(painter, shown, option.direction)
        font = small_font(option.font)
        pills = QRect(inside.left(), frame.bottom() + 5, inside.width(), PILL)
        _pills(painter, font, tile, pills, option.direction)
        words = QRect(inside.left(), pills.bottom() + 4, inside.width(), inside.bottom() - pills.bottom() - 3)
        has_caption = tile.photo is not None and bool(tile.photo.caption.strip())
        painter.setPen(QColor(look.colours().ink if has_caption else look.colours().faint))
        draw_lines(painter, font, tile.words, words, layout_direction(tile.words, tile.own), LINES)

    def _picture(self, painter: QPainter, tile: Tile, frame: QRect) -> QRect:
        """The photo as it is printed, whole; until it is there, a quiet blank. Where it went."""
        pixmap = self._thumbnails.pixmap(tile.media, 2 * frame.width()) if tile.media else None
        if pixmap is None:
            painter.fillPath(_rounded(QRectF(frame)), QColor(look.colours().line))
            painter.drawPixmap(frame.center() - QPoint(11, 11), drawing("photo", look.colours().faint, 24))
            return frame
        photo = tile.photo
        area = printed_area(pixmap, photo, QRectF(frame)) if photo else QRectF(frame)
        painter.save()
        painter.setClipPath(_rounded(area))
        if photo is not None:
            draw_framed(painter, pixmap, photo, area)
        else:
            painter.setOpacity(0.5)
            cut = frame.size().scaled(pixmap.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawPixmap(frame, pixmap, QRect(QPoint(0, 0), cut))
        painter.restore()
        return area.toAlignedRect()


def _rounded(area: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(area, 3, 3)
    return path


def _ground(painter: QPainter, option: QStyleOptionViewItem, area: QRect, is_troubled: bool) -> None:
    scheme, state = look.colours(), option.state
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if is_selected:
        painter.setBrush(QColor(scheme.selected))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(scheme.raised))
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
        painter.setPen(QColor(scheme.accent))
    elif is_troubled:
        painter.setPen(QPen(QColor(scheme.problem), 1, Qt.PenStyle.DashLine))
    rim = 4.5 if is_troubled else 1.5  # dashes need some room between them
    painter.drawRoundedRect(QRectF(area).adjusted(rim, rim, -rim, -rim), RADIUS, RADIUS)


def _trouble(painter: QPainter, option: QStyleOptionViewItem, tile: Tile, area: QRect, inside: QRect) -> None:
    """The sentence that says why the file was not added, and a cross that dismisses it."""
    scheme, font = look.colours(), small_font(option.font)
    sign = QStyle.visualRect(option.direction, inside, QRect(inside.topLeft() + QPoint(0, 2), QSize(18, 18)))
    painter.drawPixmap(sign.topLeft(), drawing("warning", scheme.problem, 18))
    cross = cross_of(area, option.direction)
    painter.drawPixmap(cross.center() - QPoint(6, 6), drawing("close", scheme.quiet, 14))
    words = inside.adjusted(0, 24, 0, 0)
    painter.setPen(QColor(scheme.problem))
    most = max(1, words.height() // QFontMetrics(font).lineSpacing())
    # Desk's own sentences are English, whatever script the file's name in them is
    draw_lines(painter, font, tile.words, words, Qt.LayoutDirection.LeftToRight, most)


def _mark(painter: QPainter, picture: QRect, direction: Qt.LayoutDirection) -> None:
    """A sign on the photo that there is something to mend."""
    scheme = look.colours()
    disc = QRect(picture.right() - 23, picture.top() + 3, 22, 22)
    disc = QStyle.visualRect(direction, picture, disc)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(scheme.raised))
    painter.drawEllipse(disc)
    painter.drawPixmap(disc.topLeft() + QPoint(4, 3), drawing("warning", scheme.warning, 14))


def _pills(painter: QPainter, font: QFont, tile: Tile, line: QRect, direction: Qt.LayoutDirection) -> None:
    """Pills that say where the photo is used."""
    scheme, x = look.colours(), line.left()
    metrics = QFontMetrics(font)
    painter.setFont(font)
    for word in tile.badges:
        room = line.right() + 1 - x
        shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room - 8)
        width = min(room, metrics.horizontalAdvance(shown) + 10)
        is_used = tile.photo is not None and word != "Not used"
        pill = QStyle.visualRect(direction, line, QRect(x, line.top(), width, PILL))
        _pill(painter, shown, pill, scheme.accent if is_used else scheme.quiet, filled=word == "Lead")
        x += width + 3


def _pill(painter: QPainter, word: str, area: QRect, colour: str, *, filled: bool) -> None:
    painter.setPen(QColor(colour))
    painter.setBrush(QColor(colour) if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), PILL / 2, PILL / 2)
    painter.setPen(QColor(look.colours().on_accent if filled else colour))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), isolated(word))

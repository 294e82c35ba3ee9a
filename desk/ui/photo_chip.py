"""A photo in the text, shown as what it is: a small picture with its caption, where Markdown has `![](photo:ID)`.

The letters of the mark stay in the text. They are drawn transparent and spaced out until they are as wide as the
chip, so that the caret stands at the chip's edges and a selection covers it, by Qt's own doing.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QTextCharFormat, QTextOption

from desk.article.model import Article, Photo
from desk.article.scripts import paragraph_direction
from desk.ui import look
from desk.ui.units import QT_DIRECTION

HEIGHT = 72
WIDEST = 440
PICTURE = QSizeF(72, 56)
INSET = 8
"""All in pixels."""
SIDE = 144
"""The longest side, in pixels, of the small picture that is asked for."""


def chip_width(column: float) -> float:
    """Pixels that a chip takes in a column."""
    return min(column, WIDEST)


def chip_format(line: str, font: QFont, width: float) -> QTextCharFormat:
    """Letters that are not seen, and together as wide as the chip."""
    made = QTextCharFormat()
    made.setForeground(QColor(0, 0, 0, 0))
    made.setFontKerning(False)
    natural = QFontMetricsF(font).horizontalAdvance(line)
    made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    made.setFontLetterSpacing((width - natural) / max(1, len(line)))
    return made


class PhotoChips:
    """Draws chips. `picture` gives the pixmap of a photo's media once it is there."""

    def __init__(self, picture: Callable[[str, int], QPixmap | None]) -> None:
        self._picture = picture
        self._photos: dict[str, Photo] = {}

    def show_photos_of(self, article: Article) -> None:
        """The photos there are."""
        self._photos = {photo.id: photo for photo in article.photos}

    def draw(self, painter: QPainter, area: QRectF, photo_id: str, font: QFont, direction: Qt.LayoutDirection) -> None:
        """Draw the chip of a photo at the leading end of an area."""
        is_mirrored = direction == Qt.LayoutDirection.RightToLeft
        chip = QRectF(area.topLeft(), QSizeF(chip_width(area.width()), HEIGHT)).adjusted(0.5, 4, -0.5, -4)
        if is_mirrored:
            chip.moveRight(area.right() - 0.5)
        photo = self._photos.get(photo_id)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(look.colours().line))
        painter.setBrush(QColor(look.colours().raised))
        painter.drawRoundedRect(chip, 6, 6)
        frame = QRectF(chip.topLeft() + QPointF(4, 4), PICTURE)
        if is_mirrored:
            frame.moveRight(chip.right() - 4)
        self._draw_picture(painter, frame, photo)
        words = chip.adjusted(INSET, INSET, -frame.width() - 2 * INSET, -INSET)
        if not is_mirrored:
            words.translate(frame.width() + INSET, 0)
        _draw_words(painter, words, photo, font, direction)
        painter.restore()

    def _draw_picture(self, painter: QPainter, frame: QRectF, photo: Photo | None) -> None:
        painter.fillRect(frame, QColor(look.colours().selected))
        pixmap = self._picture(photo.media, SIDE) if photo else None
        if pixmap is None:
            return
        size = pixmap.deviceIndependentSize()
        scale = max(frame.width() / size.width(), frame.height() / size.height())
        seen = QSizeF(frame.width() / scale, frame.height() / scale) * pixmap.devicePixelRatio()
        left, top = (pixmap.width() - seen.width()) / 2, (pixmap.height() - seen.height()) / 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(frame, pixmap, QRectF(QPointF(left, top), seen))


def _draw_words(
    painter: QPainter, area: QRectF, photo: Photo | None, font: QFont, direction: Qt.LayoutDirection
) -> None:
    """Caption over credit, each in a line; or what is amiss."""
    scheme, small = look.colours(), QFont(font)
    small.setPointSizeF(max(8.0, font.pointSizeF() * 0.8))
    small.setBold(False)
    rows = [(photo.caption or "No caption yet", scheme.ink if photo.caption else scheme.faint)] if photo else []
    rows += [(photo.credit or "No credit yet", scheme.quiet if photo.credit else scheme.faint)] if photo else []
    rows = rows or [("A photo that is not in this story", scheme.problem), ("It will not be exported.", scheme.quiet)]
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    for number, (words, colour) in enumerate(rows):
        row = QRectF(area.left(), area.top() + number * area.height() / 2, area.width(), area.height() / 2)
        painter.setPen(QColor(colour))
        option.setTextDirection(QT_DIRECTION[paragraph_direction(words, "ltr")])
        painter.drawText(row, metrics.elidedText(words, Qt.TextElideMode.ElideRight, row.width()), option)

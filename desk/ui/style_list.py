"""The list of rules of house style: each with a box that says whether it holds, its name, and what it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from desk.article.languages import language
from desk.article.scripts import normalised
from desk.checks.style_rules import ANY, Book, Rule
from desk.ui import look
from desk.ui.icons import drawing
from desk.ui.labels import SMALL, plain_tip
from desk.ui.row_ground import PAD, draw_ground
from desk.ui.wording import with_quotes_apart

RULE, IS_ON = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
BOX, TICK = 16, 12
"""Pixels of the box, and of the tick in it."""
Index = QModelIndex | QPersistentModelIndex


def name_of(rule: Rule) -> str:
    """What a rule is called: its ID in words."""
    words = rule.id.partition(".")[2] or rule.id
    return words.replace("-", " ").replace(".", " ").capitalize()


def language_name(tag: str) -> str:
    """The English name of a rule's language."""
    return "Every language" if tag == ANY else language(tag).english or tag


def said_of(rule: Rule) -> str:
    """What a rule is, in few words."""
    parts = [language_name(rule.language), rule.kind, "must be mended" if rule.must else "advice"]
    return " · ".join([*parts, "yours"] if rule.own else parts)


def fits(rule: Rule, asked: str, tag: str) -> bool:
    """Whether a rule is among those asked for: by words that it has anywhere, and by a language, `own`, or all."""
    if tag and not (rule.own if tag == "own" else rule.language in (tag, ANY)):
        return False
    pairs = (word for pair in rule.swap for word in pair)
    held = normalised(" ".join((rule.id, name_of(rule), rule.message, rule.kind, rule.pattern, *rule.words, *pairs)))
    return all(word in held for word in normalised(asked).split())


class StyleList(QListWidget):
    """Rules, in the order of their files."""

    switched = Signal(object, bool)
    """A Rule, and whether it is to hold."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Rules")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RowPainter(self))

    @property
    def rule(self) -> Rule | None:
        """The one that is chosen."""
        item = self.currentItem()
        rule = item.data(RULE) if item is not None else None
        return rule if isinstance(rule, Rule) else None

    def show_rules(self, rules: Sequence[Rule], book: Book, chosen: str = "") -> None:
        """Show some rules of a book; the one of the ID `chosen` is, or the one that was."""
        wanted = chosen or (self.rule.id if self.rule else "")
        at = max(0, self.currentRow())
        self.blockSignals(True)
        self.clear()
        for rule in rules:
            item = QListWidgetItem(name_of(rule), self)
            item.setData(RULE, rule)
            self._show_state(item, on=rule.id not in book.off)
            item.setToolTip(plain_tip(with_quotes_apart(f"{rule.message} ({rule.id})")))
        row = next((number for number, rule in enumerate(rules) if rule.id == wanted), min(at, len(rules) - 1))
        self.setCurrentRow(row)
        self.blockSignals(False)
        self.currentRowChanged.emit(row)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def _show_state(self, item: QListWidgetItem, *, on: bool) -> None:
        item.setData(IS_ON, on)
        rule: Rule = item.data(RULE)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, f"{name_of(rule)}, {said_of(rule)}, {'on' if on else 'switched off'}"
        )

    def switch(self, item: QListWidgetItem) -> None:
        """Have the rule of a row hold, or no longer."""
        on = not item.data(IS_ON)
        self._show_state(item, on=on)
        self.switched.emit(item.data(RULE), on)

    def box(self, row: QRect) -> QRect:
        """Where the box of a row is."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = row.right() - PAD - BOX if mirrored else row.left() + PAD
        return QRect(left, row.top() + look.GRID + 2, BOX, BOX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentItem() is not None:
            self.switch(self.currentItem())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.button() == Qt.MouseButton.LeftButton:
            grown = self.box(self.visualItemRect(item)).adjusted(-6, -6, 6, 6)
            if grown.contains(event.position().toPoint()):
                self.switch(item)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


class _RowPainter(QStyledItemDelegate):
    """Draws one row: the box, the rule's name, and in quiet small type what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        metrics = QFontMetrics(option.font)
        return QSize(220, metrics.lineSpacing() + QFontMetrics(_small(option.font)).lineSpacing() + 2 * look.GRID + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rule, on, scheme = index.data(RULE), bool(index.data(IS_ON)), look.colours()
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        view = self.parent()
        assert isinstance(view, StyleList)
        painter.save()
        draw_ground(painter, option, option.rect, scheme)
        self._box(painter, view.box(option.rect), on=on)
        indent = PAD + BOX + 10
        area = option.rect.adjusted(PAD, look.GRID, -indent, 0) if mirrored else option.rect.adjusted(
            indent, look.GRID, -PAD, 0
        )  # fmt: skip
        line = QFontMetrics(option.font).lineSpacing()
        painter.setPen(scheme.ink if on else scheme.faint)
        self._line(painter, option.font, name_of(rule), QRect(area.left(), area.top(), area.width(), line), mirrored)
        below = QRect(area.left(), area.top() + line, area.width(), line)
        painter.setPen(scheme.quiet if on else scheme.faint)
        self._line(painter, _small(option.font), said_of(rule), below, mirrored)
        painter.restore()

    def _box(self, painter: QPainter, area: QRect, *, on: bool) -> None:
        scheme = look.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(scheme.accent if on else scheme.faint))
        painter.setBrush(QColor(scheme.accent if on else scheme.raised))
        painter.drawRoundedRect(area, 4, 4)
        if on:
            beside = (BOX - TICK) // 2
            painter.drawPixmap(area.left() + beside, area.top() + beside, drawing("check", scheme.on_accent, TICK))

    @staticmethod
    def _line(painter: QPainter, font: QFont, words: str, area: QRect, mirrored: bool) -> None:
        painter.setFont(font)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(area, side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute, shown)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small

"""The open comments of all stories, as a list to work off: a line for each story, and below it one for each comment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desk.article.model import Comment
from desk.article.stamps import now
from desk.library.open_comments import StoryComments
from desk.ui import look
from desk.ui.comment_words import Thread, ago, author, exact, in_a_line
from desk.ui.labels import plain_tip
from desk.ui.panes import MARGIN
from desk.ui.wording import END_ISOLATE, ISOLATE

MOST = 50
"""Comments of one story that are listed; the others wait in it."""
Index = QModelIndex | QPersistentModelIndex
_STORY, _COMMENT, _FAINT = (Qt.ItemDataRole.UserRole.value + number for number in range(3))


class OpenComments(QListWidget):
    """A click or Enter on a comment opens its story there; on a story, at its first one."""

    wanted = Signal(str, str)
    """The ID of a story, and that of a comment of it."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("openComments")
        self.setAccessibleName("Open comments of all stories")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Lines(self))
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)
        self._shown: Sequence[StoryComments] = ()

    def show_stories(self, stories: Sequence[StoryComments]) -> None:
        """List these; what is listed already stays where it was scrolled to."""
        if stories == self._shown:
            return
        self._shown, at, row = stories, self.verticalScrollBar().value(), self.currentRow()
        self.clear()
        for story in stories:
            count = len(story.comments)
            self._add(story, story.comments[0], story.headline or "Untitled", f"{count}", is_head=True)
            for comment in story.comments[:MOST]:
                self._add(
                    story, comment, f"{ISOLATE}{author(comment.author)}{END_ISOLATE}: {_line(comment)}", _on(comment)
                )
            if count > MOST:
                self._add(story, story.comments[MOST], f"and {count - MOST:,} more", "in this story")
        self.setCurrentRow(min(row, self.count() - 1))
        self.verticalScrollBar().setValue(at)

    def _add(self, story: StoryComments, comment: Comment, words: str, faint: str, *, is_head: bool = False) -> None:
        item = QListWidgetItem(words)
        item.setData(_STORY, story.id)
        item.setData(_COMMENT, "" if is_head else comment.id)
        item.setData(_FAINT, faint)
        item.setToolTip(plain_tip(words if is_head else f"{in_a_line(comment)}\n{exact(comment.time)}"))
        self.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        story_id = item.data(_STORY)
        first = next((one.comments[0].id for one in self._shown if one.id == story_id), "")
        self.wanted.emit(story_id, item.data(_COMMENT) or first)


def _line(comment: Comment) -> str:
    return f"{ISOLATE}{' '.join(comment.text.split())}{END_ISOLATE}"


def _on(comment: Comment) -> str:
    """What a comment is on, and since when it waits."""
    answers = len(comment.replies)
    said = f" · {answers} {'reply' if answers == 1 else 'replies'}" if answers else ""
    name = "" if comment.place == "body" else comment.place.partition(":")[0].replace("_", " ").capitalize()
    return f"{ago(comment.time, now())}{said} · {Thread(comment, name, False).on}"


class _Lines(QStyledItemDelegate):
    """A story’s headline with the count of its comments, or a comment in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 2 if index.data(_COMMENT) else 1
        return QSize(80, max(look.TARGET, option.fontMetrics.lineSpacing() * lines + look.GRID + 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        scheme, is_head = look.colours(), not index.data(_COMMENT)
        lit = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        painter.fillRect(option.rect, scheme.selected if option.state & lit else scheme.chrome)
        indent = MARGIN if is_head else 2 * MARGIN
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        area = option.rect.adjusted(MARGIN if mirrored else indent, 4, -indent if mirrored else -MARGIN, -4)
        near = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        far = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        way = near | Qt.AlignmentFlag.AlignAbsolute
        font, metrics = QFont(option.font), option.fontMetrics
        if is_head:
            font.setBold(True)
            count = str(index.data(_FAINT))
            painter.setFont(option.font)
            painter.setPen(scheme.faint)
            painter.drawText(area, far | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, count)
            room = metrics.horizontalAdvance(count) + look.GRID
            area = area.adjusted(room, 0, 0, 0) if mirrored else area.adjusted(0, 0, -room, 0)
            way |= Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(scheme.ink)
        fitting = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, way, fitting)
        if not is_head:
            painter.setPen(scheme.faint)
            below = area.adjusted(0, metrics.lineSpacing(), 0, 0)
            faint = metrics.elidedText(str(index.data(_FAINT)), Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(below, way, faint)

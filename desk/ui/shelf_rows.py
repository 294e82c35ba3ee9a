"""The rows of the shelf: a model that fetches them as they are needed, and how one story is drawn."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desk.ui import look
from desk.ui.custody import LONGEST_NAME
from desk.ui.labels import plain_tip
from desk.ui.lettering import Lettering
from desk.ui.row_ground import draw_ground
from desk.ui.shelf_pages import BATCH, Rows
from desk.ui.thumbnails import Thumbnails
from desk.ui.wording import END_ISOLATE, ISOLATE

if TYPE_CHECKING:
    from desk.library import Row
    from desk.library.queries import Term
    from desk.library.snippets import Snippet
    from desk.ui.lettering import Marks

PASSAGES = 5 * BATCH
"""How many passages are kept."""
THUMB = QSize(56, 42)
CHANGED = "Changed since its export"
Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


def age(moment: datetime, at: datetime | None = None) -> str:
    """How long ago, as a shelf says it: now, 5 min, 3 h, yesterday, 12 Mar, 12 Mar 2025."""
    at = at or datetime.now(UTC)
    seconds = (at - moment).total_seconds()
    if seconds < 60:
        return "now"
    if seconds < 3600:
        return f"{int(seconds // 60)} min"
    days = (at.astimezone().date() - moment.astimezone().date()).days
    if days == 0:
        return f"{int(seconds // 3600)} h"
    if days == 1:
        return "yesterday"
    local = moment.astimezone()
    return f"{local.day} {local:%b}" if local.year == at.astimezone().year else f"{local.day} {local:%b %Y}"


def day_name(moment: datetime, at: datetime | None = None) -> str:
    """The day as a heading says it: Today, Yesterday, 3 November, 3 November 2025."""
    from desk.article.scripts import month_name

    day, today = moment.astimezone().date(), (at or datetime.now(UTC)).astimezone().date()
    if 0 <= (today - day).days < 2:
        return ("Today", "Yesterday")[(today - day).days]
    named = f"{day.day} {month_name(day.month, 'en')}"
    return named if day.year == today.year else f"{named} {day.year}"


class ShelfModel(QStringListModel):
    """Rows of the library, fetched as they are needed, with what a search found in them.

    Qt asks for the number of rows twice for each row that it lays out: an answer in Python would take seconds at the
    end of a long list. So Qt’s own model counts them, by strings that stay empty.
    """

    more_wanted = Signal(int)
    page_wanted = Signal(int)
    """A page that was let go and is looked at again."""
    snippets_wanted = Signal(list)
    """IDs of the stories on the screen whose passages are not known yet."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = Rows()
        self.terms: tuple[Term, ...] = ()
        """The words that were looked for."""
        self.parted_by = ""
        """The moment whose days part the list: `modified` or `created`; empty where none does."""
        self._complete, self._fetching = True, False
        self._snippets: dict[str, Snippet | None] = {}
        self._wanted: dict[str, None] = {}
        self._pages_wanted: set[int] = set()
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._want)

    @property
    def is_whole(self) -> bool:
        """Whether there are no more rows than these."""
        return self._complete and not self._fetching

    def heading(self, number: int) -> str:
        """The day that begins with a row; empty where none does."""
        if not self.parted_by or number >= len(self.rows):
            return ""
        here = self._moment(number)
        if number and here.date() == self._moment(number - 1).date():
            return ""
        return day_name(here)

    def _moment(self, number: int) -> datetime:
        """As the clock here says it. A long list asks for all of them, so no row is made for it."""
        from desk.library.packing import moment

        found = moment(self.rows.seconds(number, self.parted_by == "created"))
        return found.astimezone() if found.year > 1 else found

    def look_for(self, terms: tuple[Term, ...]) -> None:
        """The words that the next rows were looked for by."""
        if terms != self.terms:
            self.terms = terms
            self._snippets.clear()

    def snippet(self, row: Row) -> str:
        """The passage of a row; until it is known, and where the words stand in the headline alone, its opening."""
        if row.id not in self._snippets and row.id not in self._wanted:
            self._wanted[row.id] = None
            self._soon.start()
        found = self._snippets.get(row.id)
        return found.text if found else row.summary

    def take_snippets(self, terms: tuple[Term, ...], ids: list[str], found: dict[str, Snippet]) -> None:
        """The passages of rows, unless something else is looked for by now."""
        if terms == self.terms:
            self._snippets.update((story, found.get(story)) for story in ids)
            for story in list(self._snippets)[: max(0, len(self._snippets) - PASSAGES)]:
                del self._snippets[story]

    def _want(self) -> None:
        ids, self._wanted = list(self._wanted), {}
        self.snippets_wanted.emit(ids)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.headline or row.summary or "Untitled"
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = row.headline or row.summary or "Untitled"
            return plain_tip(f"{tip}\n{CHANGED}" if row.changed else tip)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            changed = f", {CHANGED.lower()}" if row.changed else ""
            away = f", with {row.holder}" if row.holder else ""
            return f"{row.headline or 'Untitled'}, {row.status}{away}, {age(row.modified)}{changed}"
        return None

    def place_of(self, story: str) -> int:
        """The number of a story's row, from the top; -1 where it has none."""
        return self.rows.ids.index(story) if story in self.rows.ids else -1

    def look_at(self, number: int) -> bool:
        """Have a row whole, soon if not now; whether it is."""
        page = number // BATCH
        here = self.rows.look_at(number)
        if not here and page not in self._pages_wanted:
            self._pages_wanted.add(page)
            self.page_wanted.emit(page)
        return here

    def take_page(self, page: int, rows: list[Row]) -> None:
        """A page that was wanted again."""
        self._pages_wanted.discard(page)
        self.rows.take(page, rows)
        last = min((page + 1) * BATCH, len(self.rows)) - 1
        self.dataChanged.emit(self.index(page * BATCH), self.index(last))

    def show(self, rows: Rows, wanted: int) -> None:
        """Show these rows from the top, of so many `wanted`; an unchanged list stays as it is."""
        self._complete, self._fetching = len(rows) < wanted, False
        self._pages_wanted.clear()
        if self._snippets:
            known = set(self.rows.whole())
            for row in rows.whole():
                if row not in known:
                    self._snippets.pop(row.id, None)
        if rows.ids == self.rows.ids:
            unchanged = rows.is_like(self.rows)
            self.rows = rows
            if not unchanged:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.rows = rows
            self.setStringList([""] * len(rows))

    def fill_page(self) -> None:
        """Have the rest of a page that is begun."""
        if len(self.rows) % BATCH and not self._complete:
            self.fetchMore(QModelIndex())

    def append(self, wanted: int, rows: list[Row]) -> None:
        """Show more rows behind the others, all there are where they are fewer than `wanted`."""
        if rows:
            first = len(self.rows)
            self.rows.extend(rows)
            self.insertRows(first, len(rows))
        self._complete, self._fetching = len(rows) < wanted, False

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete and not self._fetching

    def fetchMore(self, _parent: Index) -> None:
        self._fetching = True
        self.more_wanted.emit(len(self.rows))


HEADING = 32
"""Pixels of a day's heading."""


class RowDelegate(QStyledItemDelegate):
    """Draws one story: headline in two lines, below it status and age, a thumbnail at the far side; of a search, the
    passage that was found between them.
    """

    def __init__(self, thumbnails: Thumbnails, model: ShelfModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._model = model
        self._lettering = Lettering()
        self._scheme = look.colours()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(option.font).lineSpacing()
        heading = HEADING if self._model.parted_by and self._model.heading(index.row()) else 0
        return QSize(200, (5 if self._model.terms else 3) * line + 3 * look.GRID + heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        here = self._model.look_at(index.row())
        self._scheme = look.colours()
        painter.save()
        area: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        heading = self._model.heading(index.row())
        if heading:
            self._heading(painter, option.font, heading, QRect(area.topLeft(), QSize(area.width(), HEADING)), mirrored)
            area = area.adjusted(0, HEADING, 0, 0)
        draw_ground(painter, option, area, self._scheme)
        if here:
            inside = area.adjusted(12, look.GRID, -12, -look.GRID)
            words = self._picture(painter, row, inside, mirrored)
            self._words(painter, option.font, row, words, mirrored)
        painter.restore()

    def _heading(self, painter: QPainter, font: QFont, day: str, area: QRect, mirrored: bool) -> None:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        small.setWeight(QFont.Weight.DemiBold)
        painter.setFont(small)
        painter.setPen(self._scheme.quiet)
        near = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        way = near | Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(area.adjusted(12, 0, -12, -4), way, day)

    def _picture(self, painter: QPainter, row: Row, inside: QRect, mirrored: bool) -> QRect:
        """Draws the thumbnail; what is left for the words."""
        if not row.thumb:
            return inside
        left = inside.left() if mirrored else inside.right() - THUMB.width()
        frame = QRect(QPoint(left, inside.top() + 2), THUMB)
        pixmap = self._thumbnails.pixmap(row.thumb, 2 * THUMB.width())
        painter.fillRect(frame, self._scheme.line)
        if pixmap is not None:
            whole = pixmap.size()
            cut = THUMB.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
            source = QRect(QPoint((whole.width() - cut.width()) // 2, (whole.height() - cut.height()) // 2), cut)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame, pixmap, source)
        gap = THUMB.width() + 12
        return inside.adjusted(gap, 0, 0, 0) if mirrored else inside.adjusted(0, 0, -gap, 0)

    def _words(self, painter: QPainter, font: QFont, row: Row, area: QRect, mirrored: bool) -> None:
        from desk.article.languages import direction_of
        from desk.article.scripts import paragraph_direction
        from desk.ui.units import QT_DIRECTION

        scheme = self._scheme
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setPen(scheme.ink if row.headline else scheme.faint)
        line = QFontMetrics(strong).lineSpacing()
        text = row.headline or row.summary or "Untitled"
        own = direction_of(row.language)
        direction = QT_DIRECTION[paragraph_direction(text, own)]
        marks = partial(_marks, self._model.terms) if self._model.terms else None
        taken = self._lettering.draw_lines(painter, strong, text, area, direction, marks=marks)
        if marks is not None:
            taken += self._snippet(painter, font, row, area.adjusted(0, taken + 2, 0, 0), marks) + 2
        self._second(painter, font, row, QRect(area.left(), area.top() + taken + 4, area.width(), line), mirrored)

    def _snippet(self, painter: QPainter, font: QFont, row: Row, area: QRect, marks: Marks) -> int:
        """Draws the passage; its height."""
        from desk.article.languages import direction_of
        from desk.article.scripts import paragraph_direction
        from desk.ui.units import QT_DIRECTION

        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        text = self._model.snippet(row)
        painter.setPen(self._scheme.quiet)
        direction = QT_DIRECTION[paragraph_direction(text, direction_of(row.language))]
        return self._lettering.draw_lines(painter, small, text, area, direction, marks=marks)

    def _second(self, painter: QPainter, font: QFont, row: Row, area: QRect, mirrored: bool) -> None:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.status_colour(row.status))
        painter.setPen(Qt.PenStyle.NoPen)
        middle = area.center().y() + 1
        painter.drawEllipse(QPoint(area.right() - 4 if mirrored else area.left() + 4, middle), 4, 4)
        painter.setPen(self._scheme.quiet)
        changed = "changed since export" if row.changed else ""
        away = f"with {' '.join(row.holder.split())[:LONGEST_NAME]}" if row.holder else ""
        parts = (str(row.status).capitalize(), away, changed, row.section, age(row.modified))
        words = " · ".join(f"{ISOLATE}{part}{END_ISOLATE}" for part in parts if part)
        spare = (area.height() - QFontMetrics(small).lineSpacing()) // 2
        text = area.adjusted(0, spare, -16, 0) if mirrored else area.adjusted(16, spare, 0, 0)
        way = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        self._lettering.draw_lines(painter, small, words, text, way, most=1)


@lru_cache(maxsize=512)
def _marks(terms: tuple[Term, ...], line: str) -> tuple[tuple[int, int], ...]:
    """Where a line holds what was looked for."""
    from desk.library.snippets import marks

    return marks(line, terms)

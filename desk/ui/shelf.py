"""The shelf: the library as a list, with search, filters and the bin."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desk.article.languages import direction_of
from desk.article.model import Status
from desk.article.scripts import paragraph_direction
from desk.library import Row
from desk.ui import look
from desk.ui.icons import icon
from desk.ui.thumbnails import Thumbnails
from desk.ui.workspace import Workspace

BATCH = 200
"""Rows fetched at a time as the shelf is scrolled."""
THUMB = QSize(56, 42)
Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole


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


class ShelfModel(QAbstractListModel):
    """Rows of the library, fetched as they are needed."""

    more_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._complete = True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.headline or row.summary or "Untitled"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.headline or 'Untitled'}, {row.status}, {age(row.modified)}"
        return None

    def show(self, rows: list[Row]) -> None:
        """Show these rows from the top; an unchanged list stays as it is."""
        if rows == self.rows:
            return
        same_stories = [row.id for row in rows] == [row.id for row in self.rows]
        if same_stories:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        self._complete = len(rows) < BATCH

    def append(self, rows: list[Row]) -> None:
        """Show more rows behind the others."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()
        self._complete = len(rows) < BATCH

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, _parent: Index) -> None:
        self._complete = True
        self.more_wanted.emit(len(self.rows))


class RowDelegate(QStyledItemDelegate):
    """Draws one story: headline in two lines, below it status and age, a thumbnail at the far side."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        line = QFontMetrics(option.font).lineSpacing()  # type: ignore[attr-defined]
        return QSize(200, 3 * line + 3 * look.GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(_ROW)
        painter.save()
        area: QRect = option.rect  # type: ignore[attr-defined]
        self._ground(painter, option, area)
        inside = area.adjusted(12, look.GRID, -12, -look.GRID)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft  # type: ignore[attr-defined]
        words = self._picture(painter, row, inside, mirrored)
        self._words(painter, option.font, row, words, mirrored)  # type: ignore[attr-defined]
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        scheme = look.colours()
        state = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, scheme.selected)
            if state & QStyle.StateFlag.State_HasFocus:
                edge = area.left() if option.direction == Qt.LayoutDirection.LeftToRight else area.right() - 2  # type: ignore[attr-defined]
                painter.fillRect(QRect(edge, area.top(), 3, area.height()), scheme.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, scheme.paper)
        painter.setPen(scheme.line)
        painter.drawLine(area.left() + 12, area.bottom(), area.right() - 12, area.bottom())

    def _picture(self, painter: QPainter, row: Row, inside: QRect, mirrored: bool) -> QRect:
        """Draws the thumbnail; what is left for the words."""
        if not row.thumb:
            return inside
        left = inside.left() if mirrored else inside.right() - THUMB.width()
        frame = QRect(QPoint(left, inside.top() + 2), THUMB)
        pixmap = self._thumbnails.pixmap(row.thumb, 2 * THUMB.width())
        painter.fillRect(frame, look.colours().line)
        if pixmap is not None:
            ratio = pixmap.devicePixelRatio()
            whole = pixmap.size() / ratio
            cut = THUMB.scaled(
                whole.toSize() if hasattr(whole, "toSize") else whole, Qt.AspectRatioMode.KeepAspectRatio
            )
            source = QRect(QPoint((whole.width() - cut.width()) // 2, (whole.height() - cut.height()) // 2), cut)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame, pixmap, QRect(source.topLeft() * ratio, source.size() * ratio))
        gap = THUMB.width() + 12
        return inside.adjusted(gap, 0, 0, 0) if mirrored else inside.adjusted(0, 0, -gap, 0)

    def _words(self, painter: QPainter, font: QFont, row: Row, area: QRect, mirrored: bool) -> None:
        scheme = look.colours()
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setPen(scheme.ink if row.headline else scheme.faint)
        line = QFontMetrics(strong).lineSpacing()
        text = row.headline or row.summary or "Untitled"
        own = direction_of(row.language)
        right_to_left = paragraph_direction(text, own) == "rtl"
        _two_lines(painter, strong, text, QRect(area.topLeft(), QSize(area.width(), 2 * line)), right_to_left)
        self._second(painter, font, row, QRect(area.left(), area.bottom() - line + 2, area.width(), line), mirrored)

    def _second(self, painter: QPainter, font: QFont, row: Row, area: QRect, mirrored: bool) -> None:
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.status_colour(row.status))
        painter.setPen(Qt.PenStyle.NoPen)
        middle = area.center().y() + 1
        painter.drawEllipse(QPoint(area.right() - 4 if mirrored else area.left() + 4, middle), 4, 4)
        painter.setPen(look.colours().quiet)
        words = " · ".join(part for part in (str(row.status).capitalize(), row.section, age(row.modified)) if part)
        text = area.adjusted(0, 0, -16, 0) if mirrored else area.adjusted(16, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, text.width())
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(text, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, shown)


def _two_lines(painter: QPainter, font: QFont, text: str, area: QRect, right_to_left: bool) -> None:
    """Text wrapped into at most two lines, the second cut with an ellipsis where there is more."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignLeading)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(area.width())
    rest = text[first.textLength() :]
    layout.endLayout()
    painter.setFont(font)
    metrics = QFontMetrics(font)
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    painter.setLayoutDirection(option.textDirection())
    for number, words in enumerate((text[: first.textLength()], rest)):
        shown = metrics.elidedText(words.strip(), Qt.TextElideMode.ElideRight, area.width())
        box = area.adjusted(0, number * metrics.lineSpacing(), 0, 0)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute, shown)


class ShelfPane(QWidget):
    """The list of stories with its search field and filters."""

    chosen = Signal(str)
    new_wanted = Signal()
    import_wanted = Signal()
    samples_wanted = Signal()
    files_dropped = Signal(list)
    bin_wanted = Signal(list)
    unbin_wanted = Signal(list)
    empty_bin_wanted = Signal()
    duplicate_wanted = Signal(str)

    def __init__(self, workspace: Workspace, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("shelf")
        self.setMinimumWidth(200)
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._asked = 0
        self.model = ShelfModel()
        self._build(thumbnails)
        self._join(thumbnails)

    def _build(self, thumbnails: Thumbnails) -> None:
        self.search = QLineEdit(placeholderText="Search stories", clearButtonEnabled=True)
        self.search.setAccessibleName("Search stories")
        self.search.setToolTip("Search headline, text, captions, keywords and names (Ctrl+Shift+F)")
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.status = _filter("Status", [("All stories", ""), *((s.capitalize(), s) for s in Status), ("Bin", "bin")])
        self.section = _filter("Section", [("All sections", "")])
        self.list = QListView(uniformItemSizes=True, mouseTracking=True)
        self.list.setAccessibleName("Stories")
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(thumbnails, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hint = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._hint.setProperty("role", "hint")
        self._empty_bin = QPushButton("Empty bin…")
        self._empty_bin.setProperty("role", "quiet")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._hint)
        self._arrange()

    def _arrange(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(look.GRID)
        filters.addWidget(self.status, 1)
        filters.addWidget(self.section, 1)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 12)
        top.setSpacing(look.GRID)
        top.addWidget(self.search)
        top.addLayout(filters)
        top.addWidget(self._empty_bin)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addLayout(self._stack, 1)
        self._empty_bin.hide()

    def _join(self, thumbnails: Thumbnails) -> None:
        thumbnails.ready.connect(lambda _media: self.list.viewport().update())
        self.search.textChanged.connect(lambda _text: self.refresh())
        self.status.currentIndexChanged.connect(lambda _index: self.refresh())
        self.section.currentIndexChanged.connect(lambda _index: self.refresh())
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open_clicked)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.installEventFilter(self)
        self.search.installEventFilter(self)
        self.model.more_wanted.connect(self._fetch)
        self._empty_bin.clicked.connect(self.empty_bin_wanted)
        self._workspace.shelf_changed.connect(self.refresh_soon)
        self._workspace.opened.connect(lambda _session, _caret: self._mark_open())
        self._soon = QTimer(self, interval=60, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(lambda: self.list.viewport().update())
        self._clock.start()

    # asking the library

    @property
    def binned(self) -> bool:
        """Whether the bin is shown."""
        return self.status.currentData() == "bin"

    def refresh_soon(self) -> None:
        """Ask the library again, once for many causes."""
        self._soon.start()

    def refresh(self) -> None:
        """Ask the library again and show what it has."""
        self._asked += 1
        self._empty_bin.setVisible(self.binned)
        wanted = max(BATCH, -(-len(self.model.rows) // BATCH) * BATCH)
        self._workspace.tasks.run(partial(self._find, 0, wanted, self._question()), partial(self._show, self._asked))

    def _question(self) -> tuple[str, str, str]:
        return self.search.text(), self.status.currentData() or "", self.section.currentData() or ""

    def _find(self, offset: int, limit: int, question: tuple[str, str, str]) -> tuple[list[Row], list[str]]:
        query, status, section = question
        library = self._workspace.library
        rows = library.find(
            query,
            status=Status(status) if status and status != "bin" else None,
            section=section,
            binned=status == "bin",
            limit=limit,
            offset=offset,
        )
        return rows, library.sections()

    def _fetch(self, offset: int) -> None:
        asked = self._asked
        self._workspace.tasks.run(
            partial(self._find, offset, BATCH, self._question()),
            lambda found: self.model.append(found[0]) if asked == self._asked else None,
        )

    def _show(self, asked: int, found: tuple[list[Row], list[str]]) -> None:
        if asked != self._asked:
            return
        rows, sections = found
        kept = self.selected()
        self.model.show(rows)
        self._offer_sections(sections)
        self._hint.setText(self._nothing())
        self._stack.setCurrentIndex(0 if rows else 1)
        if kept and not self.selected():
            self._select(kept)
        self._mark_open()

    def _nothing(self) -> str:
        if self.search.text():
            return "Nothing found.\nTry fewer or shorter words."
        if self.binned:
            return "The bin is empty."
        if self.status.currentData() or self.section.currentData():
            return "No story here."
        return "No stories yet."

    def _offer_sections(self, sections: list[str]) -> None:
        shown = [self.section.itemData(i) for i in range(1, self.section.count())]
        if shown == sections:
            return
        current = self.section.currentData()
        self.section.blockSignals(True)
        self.section.clear()
        self.section.addItem("All sections", "")
        for section in sections:
            self.section.addItem(section, section)
        self.section.setCurrentIndex(max(0, self.section.findData(current)))
        self.section.blockSignals(False)

    # choosing

    def selected(self) -> list[str]:
        """IDs of the stories selected."""
        return [index.data(_ROW).id for index in self.list.selectionModel().selectedRows()]

    def _select(self, ids: list[str]) -> None:
        model = self.list.selectionModel()
        for number, row in enumerate(self.model.rows):
            if row.id in ids:
                model.select(self.model.index(number), model.SelectionFlag.Select)

    def _mark_open(self) -> None:
        article = self._workspace.article
        if article is None or len(self.selected()) > 1 or self.selected() == [article.id]:
            return
        for number, row in enumerate(self.model.rows):
            if row.id == article.id:
                self.list.setCurrentIndex(self.model.index(number))

    def _open(self, index: QModelIndex) -> None:
        if not self.binned:
            self.chosen.emit(index.data(_ROW).id)

    def _open_clicked(self, index: QModelIndex) -> None:
        if len(self.selected()) == 1:
            self._open(index)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.list and event.key() == Qt.Key.Key_Delete and self.selected():
                (self.unbin_wanted if self.binned else self.bin_wanted).emit(self.selected())
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return False

    def menu_for(self, ids: list[str]) -> QMenu:
        """What can be done with the stories selected."""
        menu = QMenu(self)
        if self.binned:
            menu.addAction(icon("restore"), "Restore from bin", lambda: self.unbin_wanted.emit(ids))
            return menu
        if len(ids) == 1:
            menu.addAction("Open", lambda: self.chosen.emit(ids[0]))
            menu.addAction(icon("duplicate"), "Duplicate", lambda: self.duplicate_wanted.emit(ids[0]))
        menu.addAction(icon("bin"), "Move to bin", lambda: self.bin_wanted.emit(ids))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        ids = self.selected()
        if ids:
            menu = self.menu_for(ids)
            menu.exec(self.list.viewport().mapToGlobal(at))
            menu.deleteLater()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from pathlib import Path

        self.files_dropped.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()


def _filter(name: str, items: list[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    for text, value in items:
        box.addItem(text, value)
    return box

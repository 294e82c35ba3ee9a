"""Details: the metadata of the open article, each field read as it is typed and applied at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desk.article.changes import BodyChange
from desk.article.session import Applied, Session
from desk.ui import look
from desk.ui.bindings import dateline_binding, field_binding
from desk.ui.completion import offer
from desk.ui.details_rows import DayRow, KeywordsRow, SlugRow, StatusRow, languages
from desk.ui.entries import LineEntry, ProseEntry
from desk.ui.headline_slots import HeadlineSlots
from desk.ui.labels import SmallLabel
from desk.ui.panes import MARGIN, empty_state, scrolled
from desk.ui.rows import ChoiceRow, PairRow, Row, TextRow
from desk.ui.urgency import UrgencyRow

COMPLETED = {"byline": "byline", "section": "section", "source": "source", "place": "place", "agency": "agency"}
"""Which of the library's completions each field offers."""
Completions = Callable[[str, str], list[str]]
PAUSE = 200
"""Milliseconds after the last key until text that cannot be read is told of."""


class DetailsPane(QWidget):
    """The form. It observes the session it shows, so undo and other panes' changes appear as they happen."""

    unread_changed = Signal(str, dict)
    """An article's ID, and by field the text that stands there and cannot be read: empty for none."""

    def __init__(
        self,
        completions: Completions,
        foot: Callable[[], QWidget] | None = None,
        kill: Callable[[], None] = lambda: None,
    ) -> None:
        """`foot` makes what stands below the fields; `kill` asks why the story is to be killed."""
        super().__init__()
        self._kill = kill
        self._foot = foot
        self._article_id = ""
        self._unread_soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._unread_soon.timeout.connect(self.tell_unread)
        self._completions = completions
        self._end_watch: Callable[[], None] = lambda: None
        self._rows: dict[str, Row] = {}
        self._scroll: QScrollArea | None = None
        self._slots: HeadlineSlots | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(empty_state("Open a story, and its details stand here."))

    def show_session(self, session: Session | None) -> None:
        """Show the details of another article. The form is made for the first one: the window opens sooner so."""
        if self._unread_soon.isActive():
            self.tell_unread()
        self._article_id = session.article.id if session else ""
        if session is not None and self._scroll is None:
            self._scroll = scrolled(self._form())
            self._stack.addWidget(self._scroll)
        self._end_watch()
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self._stack.setCurrentIndex(0 if session is None else 1)
        for row in self._rows.values():
            row.show_session(session)
        if self._slots is not None:
            self._slots.show_session(session)

    def tell_unread(self) -> None:
        """Tell now which fields hold text that is not in the article."""
        self._unread_soon.stop()
        if self._article_id:
            unread = {name: row.unread for name, row in self._rows.items() if row.unread}
            self.unread_changed.emit(self._article_id, unread)

    def give_unread(self, article_id: str, unread: Mapping[str, str]) -> None:
        """Give a story's fields back what was told of when Desk was used last."""
        for name, text in unread.items():
            if name in self._rows:
                self._rows[name].give_unread(article_id, text)
                self._unread_soon.start()

    def row(self, name: str) -> Row:
        """The row of a field by its name in the model; `place`, `agency` and `date` are the dateline's."""
        return self._rows[name]

    def show_field(self, name: str) -> None:
        """Bring a field into view and put the caret there."""
        row = self._rows["place" if name == "dateline" else name]
        if self._slots is not None and self._slots.isAncestorOf(row):
            self._slots.unfold()
        row.control.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._scroll is not None:
            self._scroll.ensureWidgetVisible(row, 0, MARGIN)

    def has_field(self, name: str) -> bool:
        """Whether a field stands here; the dateline's parts are fields."""
        return name in self._rows or (name == "dateline" and bool(self._rows))

    def field_of(self, widget: QWidget) -> str:
        """The field that a control belongs to, the dateline for its parts; empty for what stands elsewhere."""
        found = next((name for name, row in self._rows.items() if row.isAncestorOf(widget)), "")
        return "dateline" if found in ("place", "agency", "date") else found

    def _on_applied(self, applied: Applied) -> None:
        if not isinstance(applied.change, BodyChange):
            for row in self._rows.values():
                row.follow(applied)
            if self._slots is not None:
                self._slots.follow(applied)

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(MARGIN, look.GRID, MARGIN, 2 * look.GRID)
        column.setSpacing(MARGIN)
        for title, rows in self._groups():
            if title:
                column.addWidget(SmallLabel(title, "group"))
            for row in rows:
                column.addWidget(row)
        if self._foot is not None:
            column.addWidget(self._foot())
        column.addStretch()
        return form

    def _groups(self) -> tuple[tuple[str, list[QWidget]], ...]:
        """The fields, in the order a desk fills them in."""
        line, keep = self._line, self._keep
        return (
            ("Story", [*self._naming(), line("byline"), line("section"), self._keywords()]),
            ("", [self._headlines()]),
            ("Dateline", [line("place"), PairRow(line("agency"), self._day("date"))]),
            (
                "Publishing",
                [
                    keep("status", StatusRow(self._kill)),
                    keep("urgency", UrgencyRow(field_binding("urgency"))),
                    keep("language", ChoiceRow(field_binding("language"), languages())),
                    self._day("embargo"),
                    self._day("published"),
                ],
            ),
            ("Credits", [line("sign_off"), line("source"), line("copyright")]),
            ("Desk", [self._prose("editors_note"), self._prose("correction")]),
        )

    def _headlines(self) -> QWidget:
        """Those for slots elsewhere, which fold away and have a title of their own."""
        self._slots = HeadlineSlots(self._keep)
        return self._slots

    def _naming(self) -> list[QWidget]:
        return [self._keep("slug", SlugRow(field_binding("slug"))), self._line("slugline"), self._line("kicker")]

    def _line(self, name: str) -> Row:
        entry = LineEntry()
        binding = dateline_binding(name) if name in ("place", "agency") else field_binding(name)
        if name in COMPLETED:
            offer(entry, partial(self._completions, COMPLETED[name]))
        return self._keep(name, TextRow(binding, entry))

    def _prose(self, name: str) -> Row:
        return self._keep(name, TextRow(field_binding(name), ProseEntry()))

    def _day(self, name: str) -> Row:
        if name == "date":
            return self._keep(name, DayRow(dateline_binding(name), with_time=False))
        return self._keep(name, DayRow(field_binding(name), with_time=True))

    def _keywords(self) -> Row:
        return self._keep("keywords", KeywordsRow(field_binding("keywords"), partial(self._completions, "keywords")))

    def _keep(self, name: str, row: Row) -> Row:
        self._rows[name] = row
        row.unread_changed.connect(self._unread_soon.start)
        return row

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        status = self._rows.get("status") if event.type() == QEvent.Type.PaletteChange else None
        if isinstance(status, ChoiceRow):
            status.refresh_look()

"""The rows of Details that are more than a line of text: slug, keywords, days, status and language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from desk.article import scripts
from desk.article.languages import LANGUAGES, Language, direction_of
from desk.article.model import Status
from desk.article.record import Value
from desk.article.session import Applied, Session
from desk.ui import look
from desk.ui.bindings import Binding, field_binding
from desk.ui.buttons import IconButton
from desk.ui.chips import Chips
from desk.ui.day_picker import DayButton
from desk.ui.entries import LineEntry
from desk.ui.rows import BoundRow, Choice, ChoiceRow, TextRow
from desk.ui.wording import isolated

USUAL_HOUR = time(18, 0)
"""The hour of an embargo whose day was chosen from the calendar; it can be typed over."""
DOT = 10


class SlugRow(TextRow):
    """The slug, and a button that makes it from the headline."""

    def __init__(self, binding: Binding) -> None:
        self.maker = IconButton("wand", "Make the slug from the headline")
        super().__init__(binding, LineEntry(), beside=[self.maker])
        self.maker.clicked.connect(self._make)

    def show_session(self, session: Session | None) -> None:
        super().show_session(session)
        self._offer()

    def follow(self, applied: Applied) -> None:
        super().follow(applied)
        self._offer()

    def _made(self) -> str:
        return scripts.slug_of(self._session.article.headline) if self._session else ""

    def _offer(self) -> None:
        self.maker.setEnabled(self._made() not in ("", self.value()))

    def _make(self) -> None:
        self.enter(self._made())


class DayRow(TextRow):
    """A day, or a moment, typed or chosen from a calendar."""

    def __init__(self, binding: Binding, *, with_time: bool) -> None:
        self.button = DayButton(binding.label, self._day)
        super().__init__(binding, LineEntry(), beside=[self.button])
        self._with_time = with_time
        self.button.picked.connect(self._on_picked)

    def _day(self) -> date | None:
        value = self.value()
        return value.astimezone().date() if isinstance(value, datetime) else value if isinstance(value, date) else None

    def _on_picked(self, day: date | None) -> None:
        """Another day at the hour that is set already."""
        before = self.value()
        hour = before.astimezone().time() if isinstance(before, datetime) else USUAL_HOUR
        self.enter(datetime.combine(day, hour).astimezone() if day and self._with_time else day)


class KeywordsRow(BoundRow):
    """Keywords as chips."""

    def __init__(self, binding: Binding, ask: Callable[[str], list[str]]) -> None:
        self.chips = Chips(ask, binding.hint)
        super().__init__(binding, self.chips)
        self.chips.entry.setAccessibleName(binding.label)
        self.label.setBuddy(self.chips.entry)
        self.chips.changed.connect(lambda words: self.put(words, as_step=True))
        self.chips.entry.edited.connect(self.unread_changed)

    @property
    def unread(self) -> str:
        """A keyword that is still being typed."""
        return self.chips.entry.text()

    def give_unread(self, article_id: str, text: str) -> None:
        if self._session is not None and self._session.article.id == article_id and not self.unread:
            self.chips.show_typed(text)

    def show_session(self, session: Session | None) -> None:
        """What stands in the box still belongs to the story that is left."""
        self.chips.take_typed()
        super().show_session(session)
        self.chips.set_writable(session is not None)
        self._direct()

    def follow(self, applied: Applied) -> None:
        super().follow(applied)
        if applied.before.language != applied.after.language:
            self._direct()

    def show_value(self, value: Value) -> None:
        self.chips.show_words(value if isinstance(value, tuple) else ())

    def _direct(self) -> None:
        self.chips.set_own_direction(direction_of(self._session.article.language if self._session else "en"))


def statuses() -> list[Choice]:
    """The states of a story, each with its dot."""
    return [Choice(status, status.capitalize(), lambda status=status: dot(status)) for status in Status]  # type: ignore[misc]


class StatusRow(ChoiceRow):
    """The status. Killed is no story by being chosen here: `kill` asks for the reason first."""

    def __init__(self, kill: Callable[[], None]) -> None:
        super().__init__(field_binding("status"), statuses())
        self._kill = kill

    def put(self, value: Value, *, as_step: bool = False) -> None:
        if value is Status.KILLED and self.value() is not Status.KILLED:
            self.show_value(self.value())
            self._kill()
        else:
            super().put(value, as_step=as_step)


def dot(status: Status) -> QIcon:
    """A status's dot in the colour of the scheme in force."""
    pixmap = QPixmap(2 * DOT, 2 * DOT)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.status_colour(status))
    painter.drawEllipse(QPointF(DOT / 2, DOT / 2), 4, 4)
    painter.end()
    return QIcon(pixmap)


def languages() -> list[Choice]:
    """The languages a newsroom writes in, each by its own name and the English one, with its tag."""
    return [Choice(language.tag, _named(language)) for language in LANGUAGES]


def _named(language: Language) -> str:
    own = f"{isolated(language.name)} · " if language.name != language.english else ""
    return isolated(f"{own}{language.english} ({language.tag})")

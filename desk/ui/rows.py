"""The rows of the sidebar's forms: a quiet label above, the control, and beside it what is wrong or missing.

A row shows one value of the open article and applies what is entered at once. It leaves alone what did not change, so
that a caret never jumps; text that cannot be read stays in its field, story by story, until it is put right.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.article.languages import direction_of
from desk.article.record import Value
from desk.article.session import Applied, Session
from desk.article.trouble import Trouble
from desk.ui import look
from desk.ui.bindings import Binding
from desk.ui.entries import Entry
from desk.ui.labels import SmallLabel, set_role
from desk.ui.picker import Picker

BETWEEN_LABEL_AND_FIELD = 4


class Row(QWidget):
    """Label, control with what stands beside it, and a note that is hidden while there is nothing to say.

    Abstract for the type checker alone, which finds a method that a row lacks: a Qt class cannot be an ABC as well.
    """

    unread_changed = Signal()
    """The text that stands here and is in no article changed, or went."""

    def __init__(self, label: str, control: QWidget, beside: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.control = control
        self.label = SmallLabel(label)
        self.label.setBuddy(control)
        self.note = SmallLabel(role="problem")
        self.note.setWordWrap(True)
        self.note.hide()
        control.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._arrange(beside)

    def _arrange(self, beside: Sequence[QWidget]) -> None:
        line = QHBoxLayout()
        line.setSpacing(BETWEEN_LABEL_AND_FIELD)
        line.addWidget(self.control, 1)
        for widget in beside:
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(BETWEEN_LABEL_AND_FIELD)
        column.addWidget(self.label)
        column.addLayout(line)
        column.addWidget(self.note)

    def say(self, sentence: str, role: str = "problem") -> None:
        """Say what is wrong (`problem`) or missing (`warning`) under the field; an empty sentence says nothing."""
        set_role(self.note, role)
        set_role(self.control, bool(sentence) and role == "problem", "problem")
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self.control.setAccessibleDescription(sentence)

    @property
    def unread(self) -> str:
        """Text that stands in the control and cannot be, or is not yet, in the article; mostly there is none."""
        return ""

    def give_unread(self, article_id: str, text: str) -> None:
        """Show such text again, that was typed into the story when Desk was used last."""

    @abstractmethod
    def show_session(self, session: Session | None) -> None:
        """Show the value of another article."""

    @abstractmethod
    def follow(self, applied: Applied) -> None:
        """Show what a step of the open article changed, if it is this value."""


class BoundRow(Row):
    """A row that shows and edits the value of one binding."""

    def __init__(
        self, binding: Binding, control: QWidget, origin: str = "details", beside: Sequence[QWidget] = ()
    ) -> None:
        super().__init__(binding.label, control, beside)
        self.binding = binding
        self._origin = origin
        self._session: Session | None = None
        self._is_own = False

    def show_session(self, session: Session | None) -> None:
        self._session = session
        self.show_value(self.value())

    def value(self) -> Value:
        """The value as the article has it."""
        return self.binding.get(self._session.article) if self._session else None

    def follow(self, applied: Applied) -> None:
        if not self._is_own and self.binding.get(applied.before) != self.binding.get(applied.after):
            self.show_value(self.value())

    @abstractmethod
    def show_value(self, value: Value) -> None:
        """Bring the control up to date."""

    def put(self, value: Value, *, as_step: bool = False) -> None:
        """Give the article the value; `as_step` makes it a step of undo by itself."""
        change = self.binding.put(self._session.article, value) if self._session else None
        if change is None or self._session is None:
            return
        if as_step:
            self._session.pause()
        self._is_own = True
        self._session.apply(change, self._origin)
        self._is_own = False
        if as_step:
            self._session.pause()


class TextRow(BoundRow):
    """A row for text: read as it is typed."""

    def __init__(self, binding: Binding, entry: Entry, origin: str = "details", beside: Sequence[QWidget] = ()) -> None:
        super().__init__(binding, entry, origin, beside)
        self.entry = entry
        self._unread: dict[tuple[str, str], str] = {}
        entry.set_hint(binding.hint)
        entry.edited.connect(self._on_edited)
        entry.left.connect(self._on_left)
        entry.taken_back.connect(self._take_back)

    def bind(self, binding: Binding) -> None:
        """Edit another value from now on: the same field of another photo."""
        self.binding = binding

    def show_session(self, session: Session | None) -> None:
        self._session = session
        self.entry.setReadOnly(session is None)
        self._direct()
        self.show_value(self.value(), self._unread.get(self._key))

    def follow(self, applied: Applied) -> None:
        if applied.before.language != applied.after.language:
            self._direct()
        if not self._is_own and self.binding.get(applied.before) != self.binding.get(applied.after):
            self._show_changed(self.value())

    @property
    def unread(self) -> str:
        text = self._unread.get(self._key, "")
        return text if text != self._shown() else ""

    def give_unread(self, article_id: str, text: str) -> None:
        """Typed over since, or readable by now, it is not wanted any more."""
        key = (article_id, self.binding.name)
        if key not in self._unread and not self._is_readable(text):
            self._unread[key] = text
            if key == self._key:
                self.show_value(self.value(), text)

    def _is_readable(self, text: str) -> bool:
        try:
            self.binding.read(text)
        except Trouble:
            return False
        return True

    @property
    def has_unread_text(self) -> bool:
        """Whether the field holds text that cannot be read and is not in the article."""
        return self._key in self._unread

    @property
    def _key(self) -> tuple[str, str]:
        return (self._session.article.id if self._session else "", self.binding.name)

    def _direct(self) -> None:
        tag = self._session.article.language if self._session and not self.binding.is_technical else "en"
        self.entry.set_own_direction(direction_of(tag))

    def show_value(self, value: Value, unread: str | None = None) -> None:
        """Show a value, or the text that was typed instead and cannot be read."""
        self.entry.show_words(self.binding.show(value) if unread is None else unread)
        self._judge()

    def _show_changed(self, value: Value) -> None:
        """Others changed the value: show it, unless the text in the field says the same in other letters."""
        self._keep_unread(None)
        try:
            same = self.binding.read(self.entry.words()) == value
        except Trouble:
            same = False
        if not same:
            self.entry.show_words(self.binding.show(value))
        self._judge()

    def _judge(self) -> bool:
        """Say what is wrong or missing; whether the text can be read."""
        try:
            value = self.binding.read(self.entry.words())
        except Trouble as trouble:
            self._keep_unread(self.entry.words())
            self.entry.unapplied = True
            self.say(str(trouble))
            return False
        self._keep_unread(None)
        self.entry.unapplied = False
        self.say(self.binding.missing(value) if self._session else "", "warning")
        return True

    def _keep_unread(self, text: str | None) -> None:
        if text == self._unread.get(self._key):
            return
        self._unread.pop(self._key, None)
        if text is not None:
            self._unread[self._key] = text
        self.unread_changed.emit()

    def _on_edited(self) -> None:
        if self._judge():
            self.put(self.binding.read(self.entry.words()))

    def _on_left(self) -> None:
        """Leaving ends the step being typed, and shows a value as the article holds it."""
        if self._session is not None:
            self._session.pause()
            if not self.has_unread_text:
                self.entry.show_words(self._shown())

    def enter(self, value: Value) -> None:
        """Give the field a value that was chosen and not typed: a step of its own."""
        self.put(value, as_step=True)
        self.entry.show_words(self._shown())
        self._judge()

    def _take_back(self) -> None:
        self.entry.show_words(self._shown())
        self._judge()

    def _shown(self) -> str:
        return self.binding.show(self.value())


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that a person may choose."""

    value: Value
    text: str
    icon: Callable[[], QIcon] | None = None


class ChoiceRow(BoundRow):
    """A row for one of a few values."""

    def __init__(self, binding: Binding, choices: Sequence[Choice], origin: str = "details") -> None:
        self.picker = Picker()
        super().__init__(binding, self.picker, origin)
        self._choices = list(choices)
        self._fill()
        self.picker.activated.connect(lambda index: self.put(self._choices[index].value, as_step=True))

    def show_value(self, value: Value) -> None:
        self.picker.setCurrentIndex(self._index_of(value))

    def refresh_look(self) -> None:
        """Take the colours of the scheme in force."""
        for index, choice in enumerate(self._choices):
            if choice.icon is not None:
                self.picker.setItemIcon(index, choice.icon())

    def _fill(self) -> None:
        for choice in self._choices:
            self._add_item(choice)
        self.refresh_look()

    def _add_item(self, choice: Choice) -> None:
        self.picker.addItem(choice.text)

    def _index_of(self, value: Value) -> int:
        """The place of a value; one that an import brought and that nobody could choose is added."""
        if value is None:
            return -1
        values = [choice.value for choice in self._choices]
        if value not in values:
            self._choices.append(Choice(value, str(value)))
            self._add_item(self._choices[-1])
            return len(values)
        return values.index(value)


class PairRow(QWidget):
    """Two short rows side by side; the second, which has a button too, is a little wider."""

    def __init__(self, first: Row, second: Row) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.GRID)
        line.addWidget(first, 3, Qt.AlignmentFlag.AlignTop)
        line.addWidget(second, 4, Qt.AlignmentFlag.AlignTop)

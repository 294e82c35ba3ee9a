"""Correcting a published story: what readers were told beside what the story says now, and the line that tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desk.article.correcting import line
from desk.article.languages import direction_of
from desk.article.stamps import now
from desk.ui import look
from desk.ui.correcting_begun import CORRECTION, KILL
from desk.ui.correcting_form import KeptForm, beside, named
from desk.ui.entries import LineEntry, ProseEntry
from desk.ui.labels import Label
from desk.ui.version_rows import called
from desk.ui.where_to import add_buttons

if TYPE_CHECKING:
    from datetime import date

    from desk.article.correcting_altered import Altered
    from desk.article.model import Article
    from desk.ui.correcting_base import Out

WIDTH, KILL_WIDTH = 720, 520
LEAST_ROOM, MOST_ROOM = 64, 240
"""Pixels of what was altered; more of it scrolls."""
MOST_LINES = 4
"""Lines of a field; more of them scroll."""
MOST_ROWS = 40
"""Alterations that are offered; whoever changed more tells of it in their own words."""
NO_REASON = "Say why the story is corrected: the reason stands in the list of versions."
NO_KILL_REASON = "Say why: without a reason no story is withdrawn."
WHAT_A_KILL_IS = (
    "Its page then says only that the story was withdrawn, when and why. It goes from indexes, feeds and related"
    " stories; JSON and plain text tell other desks to take it out, and nothing else of it. The story and its versions"
    " stay here, and you can undo this."
)
NO_WORDS = "Say what was wrong or what is right: readers see it below the story."


class CorrectionDialog(KeptForm):
    """Asks what was wrong, what is right, and why; the line that readers see can be worded otherwise."""

    given = Signal(str, str)
    """The line that readers see, and the reason for the desk."""
    form = CORRECTION

    def __init__(self, article: Article, parent: QWidget, day: date | None = None) -> None:
        """`day` is that of the correction, today if none is given."""
        super().__init__(parent, "Correct a published story", WIDTH)
        self._article, self._day = article, day or now().astimezone().date()
        self._is_own = False
        self.since = Label("Looking up what readers have…", "label", wraps=True)
        self.area = QScrollArea(widgetResizable=True)
        self.uses: list[QPushButton] = []
        """The buttons that take an alteration over, in the order in which they stand."""
        self.wrong, self.right, self.told = (ProseEntry(most=MOST_LINES) for _field in range(3))
        self.reason = LineEntry()
        self.said = Label(role="label", wraps=True)
        self._lay_out()
        for field in (self.wrong, self.right):
            field.edited.connect(self._on_edited)
        self.told.edited.connect(self._on_own_words)
        self.reason.edited.connect(self._on_reason)
        self.start_over.clicked.connect(self.clear)
        self._validate()
        self.wrong.setFocus()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(look.GRID)
        layout.addWidget(self.since)
        self._lay_out_area()
        layout.addWidget(self.area, 1)
        own = direction_of(self._article.language)
        both = QHBoxLayout()
        both.setSpacing(2 * look.GRID)
        for field, name in ((self.wrong, "What was wrong"), (self.right, "What is right")):
            both.addLayout(named(field, name, own))
        layout.addLayout(both)
        layout.addLayout(named(self.told, "What readers will see below the story", own))
        layout.addLayout(named(self.reason, "Why it is corrected, for the desk", own))
        self.reason.set_hint("The ministry sent new figures")
        layout.addLayout(beside(self.said, self.start_over))
        self.add = add_buttons(layout, self, "Add the correction")
        self.add.setDefault(True)

    def _lay_out_area(self) -> None:
        self.area.setFrameShape(QFrame.Shape.StyledPanel)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the buttons in it have the keys, and scroll it
        self.area.setAccessibleName("What was altered")
        self.area.hide()

    # what readers have

    def show_out(self, out: Out) -> None:
        """Show what was altered since the story went out, each with a button that takes it over."""
        altered = out.altered[:MOST_ROWS]
        self.since.setText(_since(out))
        if not altered:
            return
        self.area.setWidget(self._rows(altered))
        for button, following in pairwise((*self.uses, self.wrong)):
            QWidget.setTabOrder(button, following)
        self.area.show()
        self._make_room()
        if len(out.altered) == 1 and altered[0].is_rewording and not self.texts():
            self._show(altered[0])

    def _rows(self, altered: Sequence[Altered]) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(look.GRID, look.GRID, look.GRID, look.GRID)
        grid.setHorizontalSpacing(2 * look.GRID)
        for column, name in enumerate(("", "As readers have it", "As it is now")):
            grid.addWidget(Label(name, "label"), 0, column)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for row, one in enumerate(altered, 1):
            grid.addWidget(Label(one.name.capitalize(), "label"), row, 0)
            for column, words, without in ((1, one.wrong, "(not said)"), (2, one.right, "(taken out)")):
                grid.addWidget(_wording(words, without), row, column)
            grid.addWidget(self._use_button(one), row, 3)
        return inside

    def _use_button(self, one: Altered) -> QPushButton:
        button = QPushButton("Use")
        button.setProperty("role", "quiet")
        button.setAutoDefault(False)
        button.setAccessibleName(f"Use: {one.name}, {_became(one)}")
        button.clicked.connect(lambda: self._use(one))
        self.uses.append(button)
        return button

    def _use(self, one: Altered) -> None:
        self._show(one)
        self._keep()

    def _show(self, one: Altered) -> None:
        self.wrong.show_words(one.wrong)
        self.right.show_words(one.right)
        self._is_own = False
        self._word()

    def _make_room(self) -> None:
        """For what was altered: some at first, all of it where the form is made higher."""
        widget = self.area.widget()
        layout = widget.layout() if widget else None
        if layout is not None:
            wanted = layout.totalHeightForWidth(WIDTH - 60) + 2 * self.area.frameWidth()
            self.area.setMinimumHeight(min(wanted, LEAST_ROOM))
            self.area.setMaximumHeight(wanted)
            self.fit(max(0, min(self.area.sizeHint().height(), wanted) - MOST_ROOM))

    # the line

    def _word(self) -> None:
        """Word the line anew, unless it was worded by hand."""
        if not self._is_own:
            told = line(self._article.language, self._day, self.wrong.words(), self.right.words())
            self.told.show_words(told)
        self._validate()

    def _on_edited(self) -> None:
        self._word()
        self._keep()

    def _on_own_words(self) -> None:
        self._is_own = bool(self.told.words().strip())
        self._validate()
        self._keep()

    def _on_reason(self) -> None:
        self._validate()
        self._keep()

    # what was begun

    def _fields(self) -> dict[str, LineEntry | ProseEntry]:
        return {"wrong": self.wrong, "right": self.right, "told": self.told, "reason": self.reason}

    def texts(self) -> dict[str, str]:
        """What stands in the fields; the line for readers where it is in a person's own words."""
        return {name: text for name, text in super().texts().items() if name != "told" or self._is_own}

    def take_up(self, texts: Mapping[str, str]) -> bool:
        if not super().take_up(texts):
            return False
        self._is_own = bool(texts.get("told", "").strip())
        self._word()
        return True

    def clear(self) -> None:
        self._is_own = False
        super().clear()
        self._word()
        self.wrong.setFocus()

    def _keep(self) -> None:
        self.begun.emit(self.texts())

    def _validate(self) -> None:
        problem = NO_WORDS if not self.told.words().strip() else "" if self.reason.words().strip() else NO_REASON
        self.said.setText(problem)
        self.add.setEnabled(not problem)

    def accept(self) -> None:
        if self.add.isEnabled():
            self.given.emit(self.told.words(), self.reason.words())
            self.begun.emit({})
            super().accept()


def _since(out: Out) -> str:
    """What is known of how readers have the story."""
    if out.version is None:
        return "No version of this story is known to have gone out: say in your own words what was wrong."
    which = called(out.version, now())
    if not out.altered:
        return (
            f"{_have(out.is_withdrawn)} {which}, and the story says the same still."
            " Change the text too, or say what was wrong."
        )
    more = len(out.altered) - MOST_ROWS
    rest = f" {more} more are not shown." if more > 0 else ""
    return f"{_have(out.is_withdrawn)} {which}. Since then this was altered:{rest}"


def _have(is_withdrawn: bool) -> str:
    if is_withdrawn:
        return "Readers were told that the story was withdrawn; before that they had"
    return "Readers have"


def _became(one: Altered) -> str:
    """What became of an alteration, for those who cannot see it."""
    if not one.wrong:
        return f"“{one.right}” was added"
    return f"“{one.wrong}” is now “{one.right}”" if one.right else f"“{one.wrong}” was taken out"


def _wording(words: str, without: str) -> Label:
    label = Label(words or without, "" if words else "hint", wraps=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class KillDialog(KeptForm):
    """Asks why a story is withdrawn; readers see the reason in its place."""

    given = Signal(str)
    """The reason."""
    form = KILL

    def __init__(self, article: Article, parent: QWidget) -> None:
        super().__init__(parent, "Kill the story", KILL_WIDTH)
        self._reason_before = article.kill_reason
        self.others: Sequence[Article] = ()
        """The story's versions in other languages that are out."""
        self.reason, self.said = ProseEntry(), Label(NO_KILL_REASON, "label", wraps=True)
        self.reason.show_words(article.kill_reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(look.GRID)
        layout.addWidget(Label(f"Kill “\u2068{article.headline or 'Untitled'}\u2069”", "title", wraps=True))
        layout.addWidget(Label(WHAT_A_KILL_IS, "label", wraps=True))
        self.elsewhere = Label(wraps=True)
        self.elsewhere.hide()
        layout.addWidget(self.elsewhere)
        layout.addSpacing(look.GRID)
        layout.addLayout(named(self.reason, "Why it is withdrawn; readers see this", direction_of(article.language)))
        layout.addLayout(beside(self.said, self.start_over))
        self.kill = add_buttons(layout, self, "Kill the story")
        self.kill.setDefault(True)
        self.reason.edited.connect(self._on_edited)
        self.start_over.clicked.connect(self.clear)
        self._validate()
        self.reason.setFocus()

    def show_elsewhere(self, others: Sequence[Article]) -> None:
        """Tell of the versions in other languages that are out: they stay so, unless they are killed too."""
        from desk.behind import tongue

        self.others = others
        named = (f"{tongue(one)} “\u2068{one.headline or 'Untitled'}\u2069” ({one.status})" for one in others)
        told = f"Also out, and not withdrawn by this: {', '.join(named)}. The line that tells of the kill opens them."
        self.elsewhere.setText(told)
        self.elsewhere.setVisible(bool(others))
        if self.isVisible():
            self.fit()

    def _on_edited(self) -> None:
        self._validate()
        self.begun.emit(self.texts())

    def _fields(self) -> dict[str, LineEntry | ProseEntry]:
        return {"reason": self.reason}

    def texts(self) -> dict[str, str]:
        """The reason, where it is another than the story has."""
        return {name: text for name, text in super().texts().items() if text != self._reason_before}

    def take_up(self, texts: Mapping[str, str]) -> bool:
        was_shown = super().take_up(texts)
        self._validate()
        return was_shown

    def clear(self) -> None:
        super().clear()
        self.reason.show_words(self._reason_before)
        self._validate()
        self.reason.setFocus()

    def _validate(self) -> None:
        has_reason = bool(self.reason.words().strip())
        self.said.setText("" if has_reason else NO_KILL_REASON)
        self.kill.setEnabled(has_reason)

    def accept(self) -> None:
        if self.kill.isEnabled():
            self.given.emit(self.reason.words())
            self.begun.emit({})
            super().accept()

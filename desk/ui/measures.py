"""All measures of the story, or of what is selected, over the status line; there its target length is set too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPalette
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.labels import Label
from desk.ui.measures_count import told_target
from desk.ui.measures_fields import NumberBox
from desk.ui.measures_long import LEAST, MOST
from desk.ui.picker import Picker

if TYPE_CHECKING:
    from desk.article.measures import Column, Measures
    from desk.article.readability import Score
    from desk.ui.settings import Settings
    from desk.ui.tasks import Tasks

ROOM = "column_line"
"""The setting of how much stands in a column's line."""
IN_EMS = "column_in_ems"
CHARACTERS, EMS = (32, 12, 120), (15, 5, 60)
"""What stands in a line at first, at least and at most."""
MOST_WANTED = 99_999
ROWS = (
    *("words", "characters", "sentences", "average", "longest", "paragraphs", "minutes", "lines", "score"),
    "grade",
)


class MeasuresPanel(QFrame):
    """Opens over the status line and closes by Escape, or a click elsewhere."""

    target_set = Signal(int)
    """The words that the story is to have; 0 for none."""
    marking_set = Signal(bool)
    """Whether long sentences are to be marked."""
    over_set = Signal(int)
    """Words above which a sentence is long."""
    closed = Signal()

    def __init__(self, settings: Settings, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName("Measures")
        self._settings, self._tasks = settings, tasks
        self._measure: Callable[[], None] = lambda: None
        self.title = Label(role="title")
        self.values = {name: Label() for name in ROWS}
        self.names = {name: Label(role="label") for name in ROWS}
        self.room, self.unit = NumberBox("Width of the column"), Picker()
        self.target = NumberBox("Target length in words", "none")
        self.so_far = Label(role="hint")
        self.marks, self.over = QCheckBox("Mark sentences of more than"), NumberBox("Words of a long sentence")
        self._lay_out()
        self._join()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * look.GRID, 12, 2 * look.GRID, 12)
        column.setSpacing(look.GRID)
        column.addWidget(self.title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * look.GRID)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(ROWS):
            grid.addWidget(self.names[name], row, 0)
            grid.addWidget(self.values[name], row, 1)
        column.addLayout(grid)
        column.addLayout(_line(Label("A line of the column has", "label"), self.room, self.unit))
        column.addWidget(_rule())
        column.addLayout(_line(Label("Target length", "label"), self.target, Label("words", "label"), self.so_far))
        column.addLayout(_line(self.marks, self.over, Label("words", "label")))

    def _join(self) -> None:
        for name, text in _NAMES.items():
            self.names[name].setText(text)
        self.unit.setAccessibleName("Unit of the column’s width")
        self.unit.setMinimumWidth(124)
        for text, in_ems in (("characters", False), ("ems", True)):
            self.unit.addItem(text, in_ems)
        self.target.setRange(0, MOST_WANTED)
        self.target.setSingleStep(50)
        self.over.setRange(LEAST, MOST)
        self._show_column()
        self.unit.currentIndexChanged.connect(self._set_unit)
        self.room.valueChanged.connect(self._set_room)
        self.target.valueChanged.connect(self.target_set)
        self.marks.toggled.connect(self.marking_set)
        self.over.valueChanged.connect(self.over_set)

    # what is shown

    def show_text(self, body: str, language: str, chosen: tuple[int, int] | None) -> None:
        """Measure a story's text, or what is chosen of it in code points; the numbers come in a moment."""
        self.title.setText("The whole story" if chosen is None else "What is selected")
        self._measure = partial(self._run, body, language, chosen)
        self._measure()

    def show_target(self, words: int, target: int) -> None:
        """Show the length that is wanted, and how far a story of so many words is."""
        self.target.show_number(target)
        self.so_far.setText(told_target(words, target).partition(": ")[2] if target else "")

    def show_marking(self, on: bool, over: int) -> None:
        """Show whether long sentences are marked, and which are long."""
        blocked = self.marks.blockSignals(True)
        self.marks.setChecked(on)
        self.marks.blockSignals(blocked)
        self.over.show_number(over)

    def _run(self, body: str, language: str, chosen: tuple[int, int] | None) -> None:
        measure, column = self._measure, self._column()

        def show(found: tuple[Measures, int]) -> None:
            if self._measure is measure and self._column().room == column.room:
                self._show(*found, language)

        self._tasks.run(partial(_measured, body, language, column, chosen), show)

    def _show(self, measures: Measures, longest: int, language: str) -> None:
        told = _told(measures, longest) | _rated(measures.score, language)
        for name, value in self.values.items():
            value.setText(told[name])
            shown = bool(told[name])
            value.setVisible(shown)
            self.names[name].setVisible(shown)
            value.setAccessibleName(f"{_NAMES[name]}: {told[name]}")
        self.adjustSize()
        self._place()

    # the column

    def _column(self) -> Column:
        from desk.article.measures import Column
        from desk.checks.widths import width_of

        if self._settings.flag(IN_EMS, False):
            return Column(self._room(EMS), partial(_ems, width_of))
        return Column(self._room(CHARACTERS))

    def _room(self, usual: tuple[int, int, int]) -> int:
        return self._settings.number(f"{ROOM}_{'ems' if usual is EMS else 'characters'}", *usual)

    def _show_column(self) -> None:
        in_ems = self._settings.flag(IN_EMS, False)
        usual = EMS if in_ems else CHARACTERS
        self.unit.setCurrentIndex(int(in_ems))
        blocked = self.room.blockSignals(True)
        self.room.setRange(usual[1], usual[2])
        self.room.setValue(self._room(usual))
        self.room.blockSignals(blocked)

    def _set_unit(self, number: int) -> None:
        self._settings.keep_flag(IN_EMS, bool(number))
        self._show_column()
        self._measure()

    def _set_room(self, room: int) -> None:
        unit = "ems" if self._settings.flag(IN_EMS, False) else "characters"
        self._settings.keep_number(f"{ROOM}_{unit}", room)
        self._measure()

    # where it stands

    def open_over(self, button: QWidget) -> None:
        """Be seen over a button of the status line, with the keys in the first field."""
        self.setLayoutDirection(button.layoutDirection())
        self._button = button
        self.adjustSize()
        self._place()
        self.show()
        self.target.setFocus(Qt.FocusReason.PopupFocusReason)
        self.target.selectAll()

    def _place(self) -> None:
        """Over the button, its leading edge over the button's, and whole on the screen."""
        rightward = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        x = 0 if rightward else self._button.width() - self.width()
        above = self._button.mapToGlobal(QPoint(x, -self.height() - 4))
        screen = (self._button.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        left = min(max(above.x(), screen.left()), max(screen.left(), screen.right() - self.width()))
        self.move(left, max(screen.top(), above.y()))

    def closeEvent(self, event: QCloseEvent) -> None:
        for box in (self.target, self.room, self.over):
            box.interpretText()  # what was typed counts, however the panel is left
        self._measure = lambda: None
        super().closeEvent(event)
        self.closed.emit()


_NAMES = {
    "words": "Words",
    "characters": "Characters",
    "sentences": "Sentences",
    "average": "Words in a sentence",
    "longest": "Longest sentence",
    "paragraphs": "Paragraphs",
    "minutes": "Reading time",
    "lines": "Lines in the column",
    "score": "Readability",
    "grade": "School grade",
}


def _line(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(look.GRID)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch()
    return line


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setFrameShadow(QFrame.Shadow.Plain)
    rule.setForegroundRole(QPalette.ColorRole.Mid)
    return rule


def _ems(width_of: Callable[[str, float], int], text: str) -> float:
    """The width of a text in ems."""
    return width_of(text, 1000) / 1000


def _measured(body: str, language: str, column: Column, chosen: tuple[int, int] | None) -> tuple[Measures, int]:
    """The measures, and the words of the longest sentence; off the GUI thread."""
    from desk.article.measures import Reading

    reading, (start, end) = Reading(body), chosen or (0, len(body))
    return reading.measures(language, column, start, end), reading.longest_words(start, end)


def _told(measures: Measures, longest: int) -> dict[str, str]:
    return {
        "words": f"{measures.words:,}",
        "characters": f"{measures.characters:,} ({measures.letters:,} without spaces)",
        "sentences": f"{measures.sentences:,}",
        "average": f"{measures.sentence_length:.1f}" if measures.sentences else "",
        "longest": f"{longest:,} words" if longest > 1 else "",
        "paragraphs": f"{measures.paragraphs:,}",
        "minutes": f"{measures.minutes} min",
        "lines": f"{measures.lines:,}",
    }


def _rated(score: Score | None, language: str) -> dict[str, str]:
    from desk.article.languages import language as known
    from desk.article.readability import has_score

    if score is not None:
        return {
            "score": f"{score.name} {score.value:.0f}: {score.meaning}",
            "grade": f"{score.grade:.1f}" * (score.grade > 0),
        }
    name = known(language).english or language
    return {"score": "" if has_score(language) else f"There is no published formula for {name}", "grade": ""}

"""The settings’ page of backups: what is kept and where, a folder of the person's choice, and the way back.

Restoring shows first, in place, what would change, and asks there. Nothing blocks: all is found out off the GUI thread.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desk.ui import look
from desk.ui.backups import BackupKeeper, Listed, moment
from desk.ui.labels import Label, plain_tip, set_role
from desk.ui.tables import reading_table
from desk.ui.wording import END_ISOLATE, ISOLATE, going_on, isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk.library.bringing_back import Preview, Restored
    from desk.library.kept_backups import Kept

T = TypeVar("T")
COLUMNS = ("When", "Where", "Stories", "Size", "Why")
TABLE_HEIGHT, PREVIEW_HEIGHT = 168, 112
INTRO = "Once a day Desk backs your library up by itself, and keeps the last seven days and four weeks before them."
WHY = {"DAILY": "Daily", "ASKED": "You asked", "RESTORE": "Before a restore", "SCHEMA": "Before a newer Desk"}
"""Why a backup was made, by the name of its `Why`."""
SPOILT = "Damaged: take another"
"""What stands there instead beside one that cannot be restored."""


class BackupsForm(QWidget):
    """All backups, newest first, and what can be done with them."""

    def __init__(self, keeper: BackupKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._listed: list[Listed] = []
        self._asked: Kept | None = None
        self._wanted: Path | None = None
        """The backup that is to be asked about once it is listed."""
        self._folder = keeper.chosen
        """The folder that is to have backups too, once it is kept."""
        self.table = reading_table("Backups", COLUMNS, TABLE_HEIGHT)
        self.folder = Label(role="hint", wraps=True)
        self.choose, self.off = QPushButton(going_on("Choose…")), QPushButton("Off")
        self.now, self.restore = QPushButton("Back up now"), QPushButton(going_on("Restore…"))
        self.line = Label(role="hint", wraps=True)
        self.question = _Question()
        self._second = QWidget()
        """What the question takes the place of."""
        self._lay_out()
        self.choose.clicked.connect(self._choose)
        self.off.clicked.connect(partial(self._take_folder, None))
        self.now.clicked.connect(self._back_up)
        self.restore.clicked.connect(self._preview)
        self.question.confirm.clicked.connect(self._restore)
        self.question.cancel.clicked.connect(self._leave_question)
        self.table.itemSelectionChanged.connect(self._follow_selection)
        keeper.made.connect(self.refresh)
        keeper.told.connect(self._tell)
        self._say(" ".join(keeper.failures), problem=True)
        self._follow_selection()
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now."""
        self._show_folder()
        self._keeper.listing(self._if_there(self._show), self._if_there(lambda why: self._tell(why, True)))

    def _if_there(self, answer: Callable[[T], None]) -> Callable[[T], None]:
        """The settings may be closed before what was asked for is found."""

        def given(found: T) -> None:
            if isValid(self):
                answer(found)

        return given

    def ask_for(self, file: Path) -> None:
        """Show what restoring this backup would change, and ask whether to."""
        self._wanted = file
        self.refresh()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2 * look.GRID, 0, 0)
        layout.setSpacing(look.GRID)
        layout.addWidget(Label(INTRO, wraps=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(_row(self.now, self.restore))
        layout.addWidget(self.line)
        layout.addWidget(self.question)
        layout.addWidget(self._second)
        title = Label("In a second place too, such as a USB stick", "group")
        title.setIndent(0)
        column = QVBoxLayout(self._second)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(title)
        column.addWidget(self.folder)
        column.addLayout(_row(self.choose, self.off))

    # what there is

    def _show(self, listed: list[Listed]) -> None:
        chosen = self._selected()
        self._listed = listed
        self.table.setRowCount(len(listed))
        every = [one.kept for one in listed]
        for row, one in enumerate(listed):
            for column, text in enumerate(_cells(one, every)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(str(one.kept.file)))
                self.table.setItem(row, column, item)
            if one.kept.file == (self._wanted or (chosen and chosen.file)):
                self.table.setCurrentCell(row, 0)
        self._keeper.examine(listed, self._if_there(self._show_spoilt))
        if not listed and not self._keeper.failures:
            self._say("No backup yet; the first is made within a minute.")
        self._follow_selection()
        if self._wanted is not None:
            self._wanted = None
            self._preview()

    def _show_spoilt(self, file: Path) -> None:
        """Say beside a backup that it cannot be restored."""
        for row, one in enumerate(self._listed):
            item = self.table.item(row, len(COLUMNS) - 1)
            if one.kept.file == file and item is not None:
                item.setText(SPOILT)
                item.setForeground(QColor(look.colours().problem))

    def _selected(self) -> Kept | None:
        rows = self.table.selectionModel().selectedRows()
        return self._listed[rows[0].row()].kept if rows and rows[0].row() < len(self._listed) else None

    def _follow_selection(self) -> None:
        chosen = self._selected()
        self.restore.setEnabled(chosen is not None)
        if self._asked is not None and chosen != self._asked:
            self._leave_question()

    def _tell(self, sentence: str, trouble: bool) -> None:
        self._say(sentence, problem=trouble)

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        set_role(self.line, "problem" if problem else "hint")
        self.line.setText(sentence)

    # making one

    def _back_up(self) -> None:
        self.now.setEnabled(False)
        self._say(going_on("Backing up…"))
        self._keeper.back_up_now(self._if_there(self._backed_up), self._folder)

    def _backed_up(self, went_well: bool) -> None:
        self.now.setEnabled(True)
        if went_well:
            self._say("Backed up, and read back.")

    # where

    def keep_folder(self) -> None:
        """Have backups in the folder that is chosen here from now on."""
        if self._folder != self._keeper.chosen:
            self._keeper.choose(str(self._folder or ""))
            self.refresh()

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "A folder for backups", str(self._folder or ""))
        if folder:
            self._take_folder(Path(folder))

    def _take_folder(self, folder: Path | None) -> None:
        self._folder = folder
        self._show_folder()

    def _show_folder(self) -> None:
        self.off.setEnabled(self._folder is not None)
        self._describe_folder(is_there=True)
        if self._folder is not None:
            self._keeper.is_there(self._folder, self._if_there(partial(self._found_folder, self._folder)))

    def _found_folder(self, folder: Path, is_there: bool) -> None:
        if folder == self._folder:
            self._describe_folder(is_there=is_there)

    def _describe_folder(self, *, is_there: bool) -> None:
        set_role(self.folder, "hint" if is_there else "warning")
        self.folder.setText(folder_line(self._folder, is_there=is_there, is_kept=self._folder == self._keeper.chosen))

    # the way back

    def _preview(self) -> None:
        chosen = self._selected()
        if chosen is None:
            return
        self._asked = chosen
        self.restore.setEnabled(False)
        self._say(going_on("Comparing…"))
        self._keeper.preview(chosen.file, self._if_there(partial(self._ask, chosen)), self._if_there(self._give_up))

    def _ask(self, kept: Kept, preview: Preview) -> None:
        if self._asked == kept:
            self._say("")
            self._second.hide()
            self.question.ask(self._moment(kept), preview)

    def _restore(self) -> None:
        kept = self._asked
        if kept is None:
            return
        self._hide_question()
        self.now.setEnabled(False)
        self._say(going_on("Restoring…"))
        self._keeper.restore(kept.file, self._if_there(partial(self._restored, kept)), self._if_there(self._give_up))

    def _restored(self, kept: Kept, outcome: Restored) -> None:
        self._asked = None
        self.now.setEnabled(True)
        self._say(f"The backup of {self._moment(kept)} was restored. {restored_line(outcome)}")
        self.refresh()

    def _moment(self, kept: Kept) -> str:
        return moment(kept, [one.kept for one in self._listed])

    def _hide_question(self) -> None:
        self.question.hide()
        self._second.show()

    def _give_up(self, why: str) -> None:
        self._leave_question()
        self._say(why, problem=True)

    def _leave_question(self) -> None:
        self._asked = None
        self._hide_question()
        self.now.setEnabled(True)
        self.restore.setEnabled(self._selected() is not None)
        if self.line.text() == going_on("Comparing…"):
            self._say("")


class Changes(QWidget):
    """What restoring a backup would change: a sentence, and the stories by name."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label(wraps=True)
        self.stories = QListWidget()
        self.stories.setAccessibleName("Stories that would change")
        self.stories.setMaximumHeight(PREVIEW_HEIGHT)
        self.stories.setWordWrap(True)
        self.stories.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.stories.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stories.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.stories)

    def show_preview(self, when: str, preview: Preview) -> None:
        """Show what restoring the backup of then would change."""
        self.words.setText(sentence(when, preview))
        self.stories.clear()
        for headline, fate in preview.stories:
            self.stories.addItem(f"{ISOLATE}{headline or 'Untitled'}{END_ISOLATE} – {fate}")
        if (rest := preview.changes - len(preview.stories)) > 0:
            self.stories.addItem(f"and {rest:,} more")
        self.stories.setVisible(bool(preview.stories))


class _Question(QFrame):
    """What restoring would change, and whether to."""

    def __init__(self) -> None:
        super().__init__()
        self.changes = Changes()
        self.words, self.stories = self.changes.words, self.changes.stories
        self.confirm, self.cancel = QPushButton("Restore"), QPushButton("Cancel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.changes)
        layout.addLayout(_row(self.confirm, self.cancel))
        self.hide()

    def ask(self, when: str, preview: Preview) -> None:
        """Show what restoring the backup of then would change."""
        self.changes.show_preview(when, preview)
        self.show()
        self.cancel.setFocus()


def folder_line(folder: Path | None, *, is_there: bool, is_kept: bool) -> str:
    """What becomes of backups in a second place, kept by now or only once the settings are saved."""
    where = f"{ISOLATE}{folder}{END_ISOLATE}"
    if folder is None:
        said = "Off. Only a second place helps where this disk is lost."
    elif not is_there:
        said = f"{where} is not there now: plug it in, and it is backed up to by itself."
    else:
        said = f"{where}, with the photos; it is backed up to whenever it is there."
    return said if is_kept else f"{said} It holds once you press Save."


def sentence(when: str, preview: Preview) -> str:
    """What restoring would change, as one sentence."""
    if not preview.changes:
        return f"The backup of {when} holds every story as it is now."
    counted = ", ".join(f"{count:,} {fate.of(count)}" for fate, count in preview.counts.items())
    kept = "The damaged library is kept as it is." if preview.damaged else "What is there now is kept as a backup."
    return f"By restoring the backup of {when}: {counted}. {kept}"


def restored_line(outcome: Restored) -> str:
    """What became of what was there before a backup was restored."""
    from desk.library.rescue import carried_line

    kept = "What was there is kept as a backup." if outcome.before else "The damaged library is kept as it was."
    return f"{carried_line(outcome.carried)} {kept}".strip()


def size(count: int) -> str:
    """Bytes as a person reads them."""
    return f"{count / 1_000_000:,.1f} MB" if count >= 100_000 else f"{count / 1000:,.0f} kB"


def _cells(listed: Listed, every: Sequence[Kept]) -> tuple[str, ...]:
    kept = listed.kept
    where = "Your folder" if listed.chosen else "Beside the library"
    when = moment(kept, every)
    return when, where, isolated(f"{kept.stories:,}"), isolated(size(kept.size)), WHY[kept.why.name]


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch()
    return row

"""A damaged library: what the window tells of it, and where it cannot even be opened, the way back to a backup.

Either way leads to the same preview: which stories would be older, come back, or be carried over.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.article.trouble import Trouble
from desk.ui import look
from desk.ui.backups import moment
from desk.ui.backups_form import PREVIEW_HEIGHT, WHY, Changes, restored_line
from desk.ui.labels import Label
from desk.ui.picker import Picker
from desk.ui.tasks import Tasks
from desk.ui.wording import END_ISOLATE, ISOLATE, going_on, isolated

if TYPE_CHECKING:
    from desk.library.bringing_back import Preview, Restored
    from desk.library.kept_backups import Kept
    from desk.ui.window import MainWindow

WIDTH = 640
"""Pixels of the dialog."""
_WRONG = "Your library is damaged and cannot be opened:"
_CHOICE = "A backup can take its place. What is there now is kept, whatever you choose."


def tell_damage(window: MainWindow, sentence: str, newest: Kept | None, when: str) -> None:
    """The library is damaged: lead to what restoring the newest good backup, made then, would change."""
    if newest is None:
        window.notice.tell(f"{sentence} There is no good backup.", trouble=True)
        return
    offer = (going_on("Restore it…"), lambda: window.deeds.show_settings(newest.file))
    window.notice.tell(f"{sentence} The newest good backup is of {when}, made {newest.why}.", [offer], trouble=True)


def tell_restored(window: MainWindow, outcome: Restored) -> None:
    """A backup was restored; what was there is kept."""
    before = outcome.before
    undo = [("Undo", lambda: window.backups.restore(before))] if before else []
    window.notice.tell(f"The backup was restored. {restored_line(outcome)}", undo)


def offer_backup(folder: Path, chosen: str, parent: QWidget) -> str:
    """Ask whether to restore a backup of a library that cannot be opened, and do it; what is to be told of it.

    `chosen` is the folder of the person's choice with backups, or empty. Empty where nothing was restored.
    """
    found = list(_backups(folder, chosen))
    if not found:
        return ""
    dialog = RescueDialog(folder, found, parent)
    try:
        return dialog.told if dialog.exec() else ""
    finally:
        dialog.tasks.close()
        dialog.deleteLater()


def _backups(folder: Path, chosen: str) -> Iterator[Kept]:
    """The backups of a library: beside it, and those in the other folder that are of the same one."""
    from desk.library.kept_backups import ELSEWHERE, FOLDER, kept_in

    own = kept_in(folder / FOLDER)
    yield from own
    names = {kept.library for kept in own} - {""}
    if chosen:
        yield from (kept for kept in kept_in(Path(chosen) / ELSEWHERE) if not names or kept.library in names)


class RescueDialog(QDialog):
    """That the library cannot be opened, the backups there are, and what restoring one would change."""

    def __init__(self, folder: Path, backups: list[Kept], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Desk")
        self.tasks = Tasks(self)
        self.told = ""
        """What came of restoring."""
        self._folder = folder
        self._backups = sorted(backups, key=lambda kept: kept.time, reverse=True)
        self.picker = Picker()
        self.picker.setAccessibleName("Backup")
        self.changes = Changes()
        self.line = Label(role="hint", wraps=True)
        self.restore, self.close_desk = QPushButton("Restore"), QPushButton("Close Desk")
        self._lay_out()
        self._fill()
        self.picker.currentIndexChanged.connect(lambda _index: self._compare())
        self.restore.clicked.connect(self._restore)
        self.close_desk.clicked.connect(self.reject)
        self._look()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[3 * look.GRID] * 4)
        layout.setSpacing(2 * look.GRID)
        layout.addWidget(Label(f"{_WRONG} {ISOLATE}{self._folder}{END_ISOLATE}", wraps=True))
        layout.addWidget(Label(_CHOICE, role="hint", wraps=True))
        layout.addWidget(self.picker)
        layout.addWidget(self.changes)
        layout.addWidget(self.line)
        row = QHBoxLayout()
        row.addStretch()
        for button in (self.close_desk, self.restore):
            button.setAutoDefault(False)
            row.addWidget(button)
        layout.addLayout(row)
        self.setMinimumWidth(WIDTH)
        self.changes.stories.setMinimumHeight(PREVIEW_HEIGHT)
        self.changes.hide()

    def _fill(self) -> None:
        for kept in self._backups:
            where = "beside the library" if kept.file.is_relative_to(self._folder) else "in your folder"
            self.picker.addItem(isolated(f"{moment(kept, self._backups)} – {WHY[kept.why.name]}, {where}"))

    def _look(self) -> None:
        """Find the newest good backup, which is offered first."""
        from desk.library.bringing_back import newest_good

        self._wait("Looking for the newest good backup…")
        self.tasks.run(lambda: newest_good(self._backups), self._offer, self._give_up)

    def _offer(self, newest: Kept | None) -> None:
        if newest is None:
            self.picker.setEnabled(True)
            self.line.setText("None of these backups can be read whole.")
            return
        self.picker.blockSignals(True)
        self.picker.setCurrentIndex(self._backups.index(newest))
        self.picker.blockSignals(False)
        self._compare()

    @property
    def _chosen(self) -> Kept:
        return self._backups[self.picker.currentIndex()]

    def _compare(self) -> None:
        from desk.library.bringing_back import preview_damaged

        self._wait("Comparing…")
        kept = self._chosen
        self.tasks.run(partial(preview_damaged, self._folder, kept.file), partial(self._ask, kept), self._give_up)

    def _ask(self, kept: Kept, preview: Preview) -> None:
        self.line.setText("")
        self.picker.setEnabled(True)
        self.changes.show_preview(moment(kept, self._backups), preview)
        self.changes.show()
        self.adjustSize()
        self.restore.setEnabled(True)
        self.restore.setFocus()

    def _restore(self) -> None:
        self._wait("Restoring…")
        self.close_desk.setEnabled(False)
        kept = self._chosen
        self.tasks.run(partial(_restored, kept.file, self._folder), partial(self._end, kept), self._give_up)

    def _end(self, kept: Kept, lines: list[str]) -> None:
        self.told = " ".join([f"The backup of {moment(kept, self._backups)} was restored.", *lines])
        self.accept()

    def _give_up(self, why: str) -> None:
        self.picker.setEnabled(True)
        self.close_desk.setEnabled(True)
        self.changes.hide()
        self.line.setText(why)

    def _wait(self, words: str) -> None:
        self.line.setText(going_on(words))
        self.picker.setEnabled(False)
        self.restore.setEnabled(False)


def _restored(file: Path, folder: Path) -> list[str]:
    """Restore a backup; what is to be told of it. Raises Trouble where nothing was restored."""
    from desk.library import restore

    told: list[str] = []
    try:
        restore(file, folder, told.append)
    except Trouble as trouble:
        if not told:
            raise
        told.append(str(trouble))  # it was restored without some of its photos
    return told

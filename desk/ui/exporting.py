"""The export dialog: what stands in the way, which formats, which folder; it remembers the last choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.formats import Options, export
from desk.formats.page import FIGURES
from desk.ui import look
from desk.ui.export_checks import ExportChecks
from desk.ui.fragment_form import FragmentForm
from desk.ui.labels import Label, problem_line
from desk.ui.on_screen import keep_within, most_height
from desk.ui.settings import Settings
from desk.ui.tasks import Tasks
from desk.ui.where_to import add_buttons, add_folder

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from desk.library import Library
    from desk.library.receipts import Sent
    from desk.ui.workspace import Workspace

WIDTH = 544
LEAST_ROOM = 120
"""Pixels of the formats, of which at least some are seen."""
CHOICES = (
    ("html", "HTML, one file", "A whole page with its photos inside"),
    ("page", "HTML, a folder", "Page, style and photos in every size, to upload"),
    ("fragment", "HTML fragment", "The body alone, to paste into a CMS"),
    ("json", "JSON (ninjs 3.1)", "For newsroom systems (an IPTC standard)"),
    ("markdown", "Markdown", "For Hugo, Jekyll and others, with the photos beside it"),
    ("text", "Plain text", "Wire copy: the words alone, for mail and agencies"),
    ("story", "Story package", "The story whole with photos, versions and comments"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What to export and where to; of fragments also how their photos stand and how low their headings are.

    `although` is what the version is called that leaves in spite of what stops it.
    """

    formats: tuple[str, ...]
    folder: Path
    figures: str = FIGURES[0]
    headings: int = 0
    although: str = ""


class ExportDialog(QDialog):
    """Asks for formats and folder, beside what the checks found; where something blocks, also why it goes."""

    def __init__(self, article: Article, workspace: Workspace, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        from desk.preflight import look as look_at

        library = workspace.library
        self.checks = ExportChecks(article, partial(look_at, library), workspace.tasks, keeps=not library.reads_only)
        self.setWindowTitle("Export")
        self.setMinimumWidth(WIDTH)
        self._settings = settings
        self.boxes = {name: QCheckBox(text) for name, text, _hint in CHOICES}
        self.fragment = FragmentForm(*settings.fragments)
        self.folder = QLineEdit(settings.export_folder)
        self.folder.setAccessibleName("Folder")
        self._said = problem_line()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(look.GRID)
        layout.addWidget(self.checks)
        layout.addSpacing(look.GRID)
        layout.addWidget(Label("Formats", "title"))
        self._formats = self._form_of_formats()
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._formats)
        layout.addWidget(self._area)
        layout.addSpacing(look.GRID)
        add_folder(layout, self.folder, "Export to")
        layout.addWidget(self._said)
        self.export = add_buttons(layout, self, "Export")
        self.folder.textChanged.connect(lambda _text: self._validate())
        self.checks.changed.connect(self._validate)
        self.checks.mend_wanted.connect(self.reject)
        self._validate()

    @property
    def order(self) -> Order:
        """What was chosen."""
        formats = tuple(name for name, box in self.boxes.items() if box.isChecked())
        folder = Path(self.folder.text().strip()).expanduser()
        return Order(formats, folder, self.fragment.figures, self.fragment.headings, self.checks.although)

    def accept(self) -> None:
        self._settings.export_formats = list(self.order.formats)
        self._settings.export_folder = str(self.order.folder)
        self._settings.fragments = (self.order.figures, self.order.headings)
        super().accept()

    def _form_of_formats(self) -> QWidget:
        form = QWidget()
        layout = QVBoxLayout(form)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.GRID)
        chosen = self._settings.export_formats
        for name, _text, hint in CHOICES:
            box = self.boxes[name]
            box.setMinimumHeight(look.TARGET)
            box.setChecked(name in chosen)
            box.setToolTip(hint)
            box.toggled.connect(lambda _on: self._validate())
            row = QHBoxLayout()
            box.setMinimumWidth(150)
            row.addWidget(box)
            row.addWidget(Label(hint, "hint"), 1)
            layout.addLayout(row)
            if name == "fragment":
                layout.addWidget(self.fragment)
                box.toggled.connect(self.fragment.setVisible)
                self.fragment.setVisible(box.isChecked())
        return form

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what stands here, and lie on the screen: on a low one the formats scroll."""
        wanted = self._formats.sizeHint().height()
        self._area.setFixedHeight(wanted)
        over = self._wanted_height() - most_height(self)
        if over > 0:
            self._area.setFixedHeight(max(LEAST_ROOM, wanted - over))
        self.resize(self.width(), self._wanted_height())
        keep_within(self)

    def _wanted_height(self) -> int:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return max(layout.totalHeightForWidth(self.width()), layout.totalMinimumSize().height())

    def _validate(self) -> None:
        self.checks.choose_formats(self.order.formats)
        problem = self.checks.problem if self.checks.is_looked_at else ""
        if not self.order.formats:
            problem = "Choose at least one format."
        elif not self.folder.text().strip():
            problem = "Choose a folder to export to."
        self._said.setText(problem)
        self._said.setVisible(bool(problem))
        self.export.setText("Export anyway" if self.checks.stopped else "Export")
        self.export.setEnabled(not problem and self.checks.is_looked_at)
        if self.isVisible():
            self._fit()


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote, what is to be noted of it, and the sentence of what went wrong, if anything did.

    `although` is what it left in spite of, in words.
    """

    article: Article
    paths: tuple[Path, ...] = ()
    sent: tuple[Sent, ...] = ()
    trouble: str = ""
    cancelled: bool = False
    although: str = ""


class Exporter(QObject):
    """Writes an order off the GUI thread, telling how far it is."""

    progress = Signal(int, int)
    ended = Signal(object)

    def __init__(self, library: Library, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._tasks = library, tasks
        self._cancelled = False

    def write(self, article: Article, order: Order, options: Options) -> None:
        """Write the article in each of the order's formats; `ended` carries the Exported."""
        self._cancelled = False
        self._tasks.run(
            partial(self._write_all, article, order, options),
            self.ended.emit,
            lambda why: self.ended.emit(Exported(article, trouble=why)),
        )

    def cancel(self) -> None:
        """Stop soon; what is half written is taken away again."""
        self._cancelled = True

    def _write_all(self, article: Article, order: Order, options: Options) -> Exported:
        paths: list[Path] = []
        sent: list[Sent] = []
        options = replace(options, figures=order.figures, headings=order.headings)
        for number, name in enumerate(order.formats):
            self.progress.emit(number, len(order.formats))
            if self._cancelled:
                return Exported(article, tuple(paths), tuple(sent), cancelled=True, although=order.although)
            try:
                written = export(article, name, order.folder, self._library, options, lambda: self._cancelled)
            except Trouble as trouble:
                said = "" if self._cancelled else str(trouble)
                return Exported(article, tuple(paths), tuple(sent), said, self._cancelled, order.although)
            paths += written
            sent += noted(name, written)
        self.progress.emit(len(order.formats), len(order.formats))
        return Exported(article, tuple(paths), tuple(sent), although=order.although)


def noted(format: str, written: Sequence[Path]) -> list[Sent]:
    """What is to be noted of an export; nothing where it was cancelled, or somebody has taken it away again."""
    from desk.library.receipts import to_note

    try:
        return [to_note(format, written)] if written else []
    except OSError:
        return []

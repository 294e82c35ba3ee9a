"""The dialog that asks for a site: which stories it is to have, and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desk.ui import look
from desk.ui.labels import Label, problem_line
from desk.ui.settings import Settings
from desk.ui.where_to import add_buttons, add_folder
from desk.ui.wording import END_ISOLATE, ISOLATE, isolated

_LEFT_OUT = (
    "A story that is only ready is left out while something must be mended in it, unless it was exported in words "
    "that say why. Published pages stay."
)


class SiteDialog(QDialog):
    """Asks which stories the site is to have, and for its folder."""

    def __init__(self, query: str, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export site")
        self.setMinimumWidth(520)
        self._query = query
        self.all = QRadioButton("All that are ready or published")
        self.found = QRadioButton(isolated(f"Of these, what the shelf’s search finds: {ISOLATE}{query}{END_ISOLATE}"))
        self.folder = QLineEdit(settings.site_folder)
        self.folder.setAccessibleName("Folder")
        self._said = problem_line()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(look.GRID)
        self._add_stories(layout)
        add_folder(layout, self.folder, "Export the site to")
        hint = "Only what changed is written again; what others put there stays as it is."
        layout.addWidget(Label(hint, "hint", wraps=True))
        layout.addWidget(Label(_of_address(settings.base_url), "hint", wraps=True))
        layout.addWidget(self._said)
        self.export = add_buttons(layout, self, "Export site")
        self.folder.textChanged.connect(lambda _text: self._validate())
        self._validate()

    @property
    def query(self) -> str:
        """What the stories are to match; empty for all."""
        return self._query if self.found.isChecked() else ""

    @property
    def out(self) -> Path:
        """The folder of the site."""
        return Path(self.folder.text().strip()).expanduser()

    def _add_stories(self, layout: QVBoxLayout) -> None:
        layout.addWidget(Label("Stories", "title"))
        self.all.setChecked(True)
        for button in (self.all, self.found):
            button.setMinimumHeight(look.TARGET)
            layout.addWidget(button)
        self.found.setVisible(bool(self._query))
        layout.addWidget(Label("Stories under an embargo come in once its time is over.", "hint", wraps=True))
        layout.addWidget(Label(_LEFT_OUT, "hint", wraps=True))
        layout.addSpacing(look.GRID)

    def _validate(self) -> None:
        chosen = bool(self.folder.text().strip())
        self._said.setText("" if chosen else "Choose a folder for the site.")
        self._said.setVisible(not chosen)
        self.export.setEnabled(chosen)


def _of_address(base_url: str) -> str:
    if base_url:
        return f"Its address is {ISOLATE}{base_url}{END_ISOLATE}, as Settings have it."
    return "Without a site address in Settings it has no feed and no sitemap."

"""What dialogs that export share: the folder to export to, and the buttons below."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from desk.ui import look
from desk.ui.labels import Label
from desk.ui.wording import going_on


def add_folder(layout: QVBoxLayout, field: QLineEdit, asking: str) -> None:
    """Add the field of a folder, with a button that lets one choose it, by a dialog called `asking`."""

    def choose_folder() -> None:
        folder = QFileDialog.getExistingDirectory(field.window(), asking, field.text())
        if folder:
            field.setText(folder)

    choose = QPushButton(going_on("Choose…"))
    choose.clicked.connect(choose_folder)
    row = QHBoxLayout()
    row.addWidget(field, 1)
    row.addWidget(choose)
    layout.addWidget(Label("Folder", "title"))
    layout.addLayout(row)


def add_buttons(layout: QVBoxLayout, dialog: QDialog, words: str) -> QPushButton:
    """Add the button that exports, which is given back, and Cancel."""
    buttons = QDialogButtonBox()
    export = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    export.setProperty("role", "primary")
    buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout.addSpacing(look.GRID)
    layout.addWidget(buttons)
    return export

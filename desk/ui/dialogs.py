"""The small dialogs: About, the cheat sheet of shortcuts, and Settings."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desk import __version__
from desk.formats.house import USUAL, House
from desk.formats.templates import PLAIN
from desk.library import Library
from desk.ui import look
from desk.ui.backups import BackupKeeper
from desk.ui.backups_form import BackupsForm
from desk.ui.details_rows import languages
from desk.ui.house_form import HouseForm
from desk.ui.icons import drawing
from desk.ui.labels import Label, problem_line
from desk.ui.palette import keys_of, plain_text
from desk.ui.panes import MARGIN, scrolled
from desk.ui.picker import Picker
from desk.ui.settings import APPEARANCES, COLUMNS, DRAWINGS, Settings
from desk.ui.spelling_form import SpellingForm

if TYPE_CHECKING:
    from desk.ui.spelling import Spelling

ABOUT_WIDTH, SETTINGS_WIDTH = 440, 600
FRAME_HEIGHT = 56
"""Pixels that a window's title bar and edges may take of the screen's height."""


def sandbox_line() -> str:
    """What About says of the preview's sandbox: off for root, since Chromium refuses it there."""
    if os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1":
        return "The preview runs without Chromium’s sandbox, because Desk was started as root."
    return "The preview runs in Chromium’s sandbox."


def _close_row(dialog: QDialog, layout: QVBoxLayout) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout.addSpacing(look.GRID)
    layout.addWidget(buttons)


def _column(dialog: QDialog, title: str) -> QVBoxLayout:
    dialog.setWindowTitle(title)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.setSpacing(look.GRID)
    return layout


class AboutDialog(QDialog):
    """What this is, where the library lies, and how the preview is guarded."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        layout = _column(self, "About Desk")
        picture = QLabel()
        picture.setPixmap(drawing("desk", look.colours().accent, 64))
        layout.addWidget(picture)
        title = Label(f"Desk {__version__}")
        title.setFont(look.writing_font(18, bold=True))
        layout.addWidget(title)
        versions = f"Python {platform.python_version()}, Qt {qVersion()}, {sys.platform}"
        where = f"Your library is {library.folder}"
        for words in ("An offline-first editor for news articles.", where, sandbox_line(), versions):
            line = Label(words, wraps=True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(line)
        layout.addStretch()
        _close_row(self, layout)
        self.setMinimumWidth(ABOUT_WIDTH)
        self.resize(ABOUT_WIDTH, layout.heightForWidth(ABOUT_WIDTH))


WHILE_WRITING = (
    ("Enter", "Ends the paragraph; goes on with a list or a quote, and ends it when empty"),
    ("Shift+Enter", "Breaks the line"),
    ("Tab, Shift+Tab", "Takes an item of a list a level deeper, or out"),
    ("Backspace", "Right behind “ ” — … ، it brings back what was typed"),
    ('" ( * over words', "Goes around the words that are selected"),
    ("Ctrl+V over words", "An address that was copied makes a link of them"),
    ("F8, then 1 to 6", "Goes to the next misspelt word, and takes one of the words that are offered for it"),
    ("Esc", "Closes the find bar, the link bar or a message"),
)
"""Keys that do more than their name says, and what they do."""
AT_THE_PHOTO_DESK = (
    ("F, 0, 1, 2, 3", "Frame the photo: its focal point, a free crop, 16:9, 4:3, 1:1"),
    ("Arrows; Shift", "Move the focal point or the crop; by a little"),
    ("Ctrl+arrows", "Make the crop larger or smaller"),
    ("[ and ]", "Turn a quarter left or right"),
    ("Delete", "On the photo: reset this crop; on the sheet: remove the photos selected"),
    ("Alt+arrows", "On the sheet: move the photos selected"),
    ("Enter", "On the sheet: to the caption"),
    ("Tab in a caption", "Takes the name or place that is offered"),
    ("Esc", "Back to the story"),
)
"""What keys do at the photo desk."""
ARRANGING_COPY = (
    ("Up, Down", "To another passage of the copy"),
    ("A letter", "What the passage is, by the first letter of that: H for headline; again, the next that begins so"),
    ("Enter or Alt+Down", "Everything that it may be"),
    ("Ctrl+Z", "Takes a choice back"),
    ("Esc", "Back to the story"),
)
"""What keys do where it is shown what wire copy was taken for."""
AMONG_CHANGES = (
    ("Up, Down", "To another change, in the text and on the page too; with Shift or Ctrl+A several are chosen"),
    ("Alt+Enter, Alt+Backspace", "Accept or revert those that are chosen"),
    ("Delete", "Reverts them too"),
    ("Enter", "To the place of the change, to write there"),
)
"""What keys do in the list of changes."""


class ShortcutsDialog(QDialog):
    """Every command that has a shortcut, in two columns, and what keys do while one writes."""

    def __init__(self, actions: list[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        layout = _column(self, "Keyboard shortcuts")
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        known = [action for action in actions if not action.shortcut().isEmpty()]
        column.addLayout(_two_columns([(plain_text(action), keys_of(action)) for action in known]))
        for words, keys in (
            ("While you write", WHILE_WRITING),
            ("At the photo desk", AT_THE_PHOTO_DESK),
            ("What wire copy was taken for", ARRANGING_COPY),
            ("In the list of changes", AMONG_CHANGES),
        ):
            title = Label(words, "group")
            title.setIndent(0)
            column.addWidget(title)
            column.addLayout(_rows(keys))
        column.addStretch()
        area = QScrollArea(widgetResizable=True)
        area.setWidget(sheet)
        layout.addWidget(area)
        _close_row(self, layout)
        self.resize(720, 680)


def _two_columns(pairs: Sequence[tuple[str, str]]) -> QGridLayout:
    """What there is, each with its keys beside it."""
    grid = _grid()
    half = (len(pairs) + 1) // 2
    for number, (words, keys) in enumerate(pairs):
        grid.addWidget(Label(words), number % half, 2 * (number // half))
        grid.addWidget(Label(keys, "label"), number % half, 2 * (number // half) + 1)
    return grid


def _rows(pairs: Sequence[tuple[str, str]]) -> QGridLayout:
    """Keys, each with what it does beside it."""
    grid = _grid()
    grid.setColumnStretch(1, 1)
    for number, (keys, words) in enumerate(pairs):
        grid.addWidget(Label(keys, "label"), number, 0)
        grid.addWidget(Label(words, wraps=True), number, 1)
    return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(3 * look.GRID)
    grid.setVerticalSpacing(look.GRID)
    return grid


def _picker(names: Mapping[str, str], chosen: str) -> Picker:
    """A choice among values, each by its name."""
    picker = Picker()
    for value, name in names.items():
        picker.addItem(name, value)
    picker.setCurrentIndex(list(names).index(chosen))
    return picker


def _languages(chosen: str) -> Picker:
    """A choice among the languages of stories; one that is set otherwise is offered too."""
    names = {str(one.value): one.text for one in languages()}
    return _picker({**names, **({} if chosen in names else {chosen: chosen})}, chosen)


class SettingsDialog(QDialog):
    """The person's settings, and how the newsroom publishes photos; they hold once the dialog is closed with Save.

    The person's are kept then; `photos.house` is for the library to keep.
    """

    def __init__(
        self,
        settings: Settings,
        parent: QWidget,
        house: House = USUAL,
        keeper: BackupKeeper | None = None,
        themes: Sequence[str] = (PLAIN,),
        spelling: Spelling | None = None,
    ) -> None:
        """`keeper` is that of an open library's backups, which then have a page too; backing up and restoring there is
        done at once.

        `themes` are the names of those that pages can be set in.
        """
        super().__init__(parent)
        self._settings = settings
        self._fill_in(settings)
        self.photos = HouseForm(house, themes=themes)
        self.backups = BackupsForm(keeper) if keeper else None
        self.spelling = SpellingForm(spelling) if spelling else None
        self._lay_out()
        self.base_url.textChanged.connect(lambda _text: self._validate())
        self.photos.changed.connect(self._validate)
        self._validate()
        self.author.setFocus()

    def _fill_in(self, settings: Settings) -> None:
        self.author = QLineEdit(settings.author)
        self.publisher = QLineEdit(settings.publisher)
        self.base_url = QLineEdit(settings.base_url, placeholderText="https://news.example/")
        self.language = _languages(settings.story_language)
        self.appearance = _picker({name: name.capitalize() for name in APPEARANCES}, settings.appearance)
        self.face = _picker({"serif": "Serif", "sans": "Sans serif", "typewriter": "Typewriter"}, settings.face)
        widths = dict(zip(map(str, COLUMNS), ("Narrow", "Medium", "Wide"), strict=True))
        self.column = _picker(widths, str(settings.column))
        self.drawing = _picker({name: name.capitalize() for name in DRAWINGS}, settings.drawing)

    def _lay_out(self) -> None:
        layout = _column(self, "Settings")
        self._problem = problem_line()
        layout.addWidget(self._tabs())
        layout.addWidget(self._problem)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addSpacing(look.GRID)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(SETTINGS_WIDTH)
        self.resize(SETTINGS_WIDTH, self._height(layout))

    def _height(self, layout: QVBoxLayout) -> int:
        """As high as the highest page, where the screen is high enough for that; else the pages scroll."""
        forms = [form for form in (self._general, self.photos, self.backups, self.spelling) if form is not None]
        margins = layout.contentsMargins()
        inside = SETTINGS_WIDTH - margins.left() - margins.right() - 2 * MARGIN
        around = layout.sizeHint().height() - self._pages.sizeHint().height() + self._pages.tabBar().sizeHint().height()
        wanted = around + max(max(form.heightForWidth(inside), form.sizeHint().height()) for form in forms)
        return min(wanted, self.screen().availableGeometry().height() - FRAME_HEIGHT)

    def show_page(self, name: str) -> None:
        """Show the page of this name, where there is one."""
        for number in range(self._pages.count()):
            if self._pages.tabText(number) == name:
                self._pages.setCurrentIndex(number)

    def ask_for_backup(self, file: Path) -> None:
        """Show the page of backups, and what restoring this one would change."""
        if self.backups is not None:
            self._pages.setCurrentWidget(self.backups)
            self.backups.ask_for(file)

    def _tabs(self) -> QTabWidget:
        self._pages = tabs = QTabWidget()
        tabs.tabBar().setAccessibleName("Settings")
        self._general = QWidget()
        self._general.setLayout(self._form())
        tabs.addTab(scrolled(self._general), "General")
        tabs.addTab(scrolled(self.photos), "Pages and photos")
        if self.backups is not None:
            tabs.addTab(self.backups, "Backups")
        if self.spelling is not None:
            tabs.addTab(scrolled(self.spelling), "Spelling")
        return tabs

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 2 * look.GRID, 0, 0)
        form.setVerticalSpacing(2 * look.GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows = (
            ("Your name", self.author, "Versions are signed with it, and by:me finds your stories."),
            ("Newsroom", self.publisher, "Exported pages name it as their publisher."),
            ("Site address", self.base_url, "Where exports will be published; links in them become absolute."),
            ("Language of new stories", self.language, "Until the first words that are written show another."),
            ("Appearance", self.appearance, "System follows your desktop, light or dark."),
            ("Letters", self.face, "For the text while you write; Arabic script comes in a face that matches."),
            ("Column", self.column, "How wide the lines of the text are: some 60, 68 or 75 characters."),
            ("Drawing", self.drawing, "Auto uses the graphics card where there is one; from the next start on."),
        )
        for label, field, hint in rows:
            column = QVBoxLayout()
            column.setSpacing(4)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            column.addWidget(field)
            column.addWidget(Label(hint, "hint", wraps=True))
            name = Label(label)
            name.setBuddy(field)
            field.setAccessibleName(label)
            form.addRow(name, column)
        return form

    def _validate(self) -> None:
        address = self.base_url.text().strip()
        good = not address or (address.startswith(("https://", "http://")) and " " not in address)
        photos = "Put right what is marked under Pages and photos." if self.photos.problem else ""
        problem = photos if good else "A site address begins with https:// and has no spaces."
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(not problem)

    def accept(self) -> None:
        self._settings.author = self.author.text()
        self._settings.publisher = self.publisher.text()
        self._settings.base_url = self.base_url.text()
        self._settings.story_language = self.language.currentData()
        self._settings.appearance = self.appearance.currentData()
        self._settings.face = self.face.currentData()
        self._settings.column = int(self.column.currentData())
        self._settings.drawing = self.drawing.currentData()
        if self.backups is not None:
            self.backups.keep_folder()
        if self.spelling is not None:
            self.spelling.keep()
        super().accept()

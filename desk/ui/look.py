"""How Desk looks: colours, spacing, type and the one style sheet. No pane has colours of its own.

Contrast of text on its ground is at least 4.5:1 (WCAG 2.2, 1.4.3) in both schemes; the grid is 8 pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desk.paths import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

GRID = 8
TARGET = 28
"""The least height of anything to click, in pixels."""
ICON = QSize(18, 18)


class Colours(NamedTuple):
    """One scheme. `paper` lies under words, `chrome` under tools, `line` parts them; `found` lies under matches.

    Words that came are `come` on `come_ground`, words that went `gone` on `gone_ground`, as on a marked page.
    """

    paper: str
    chrome: str
    raised: str
    line: str
    ink: str
    quiet: str
    faint: str
    accent: str
    on_accent: str
    selected: str
    problem: str
    warning: str
    good: str
    found: str
    found_current: str
    come: str
    come_ground: str
    gone: str
    gone_ground: str


LIGHT = Colours(
    paper="#fdfcfa",
    chrome="#f4f2ee",
    raised="#ffffff",
    line="#dedad2",
    ink="#1f1d1a",
    quiet="#5f5a52",
    faint="#706b62",
    accent="#0b6a66",
    on_accent="#ffffff",
    selected="#dcebe8",
    problem="#b3261e",
    warning="#8a5300",
    good="#2c6e2f",
    found="#f6e5ab",
    found_current="#f2b84b",
    come="#12401a",
    come_ground="#d6efd9",
    gone="#8a1f17",
    gone_ground="#fbe3e0",
)
DARK = Colours(
    paper="#1c1c1e",
    chrome="#242426",
    raised="#2d2d30",
    line="#3a3a3e",
    ink="#ecebe7",
    quiet="#b3b0a9",
    faint="#9b988f",
    accent="#6fd0c6",
    on_accent="#0d2624",
    selected="#234744",
    problem="#ff9d94",
    warning="#f0b95e",
    good="#8fd08f",
    found="#4a4222",
    found_current="#7a5b12",
    come="#bdf0c3",
    come_ground="#1f4526",
    gone="#ffb4ab",
    gone_ground="#4d2220",
)
STATUS_COLOURS = {"draft": "faint", "in edit": "warning", "ready": "good", "published": "accent", "killed": "problem"}

FACES = {
    "serif": ("Source Serif 4", "Charter", "Noto Serif", "Georgia", "Noto Naskh Arabic", "Geeza Pro", "Times"),
    "sans": ("Inter", "Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", "Noto Sans Arabic", "Arial"),
    "typewriter": ("iA Writer Mono", "Courier Prime", "Noto Sans Mono", "DejaVu Sans Mono", "Menlo", "Consolas"),
}
"""Faces for words being written, Latin first; Qt falls through to the Arabic ones for Arabic script."""


def is_dark() -> bool:
    """Whether the window is dark now: its palette says so, since not every system takes Qt's wish for a scheme."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def colours() -> Colours:
    """The colours of the scheme in force."""
    return DARK if is_dark() else LIGHT


def status_colour(status: str) -> QColor:
    """The colour of a status dot."""
    return QColor(getattr(colours(), STATUS_COLOURS[status]))


def writing_font(points: float, *, bold: bool = False, face: str = "serif") -> QFont:
    """Letters that stories are written in; `face` is one of FACES, sizes are points."""
    from PySide6.QtGui import QFont, QFontDatabase

    known = set(QFontDatabase.families())
    font = QFont([family for family in FACES[face] if family in known] or list(FACES[face]))
    font.setPointSizeF(points)
    font.setBold(bold)
    return font


def palette(scheme: Colours) -> QPalette:
    """Qt's palette in our colours, for what the style sheet does not name."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: scheme.chrome,
        role.Base: scheme.raised,
        role.AlternateBase: scheme.paper,
        role.Button: scheme.chrome,
        role.ToolTipBase: scheme.raised,
        role.Text: scheme.ink,
        role.WindowText: scheme.ink,
        role.ButtonText: scheme.ink,
        role.ToolTipText: scheme.ink,
        role.PlaceholderText: scheme.faint,
        role.Highlight: scheme.accent,
        role.HighlightedText: scheme.on_accent,
        role.Link: scheme.accent,
        role.Mid: scheme.line,
        role.Accent: scheme.accent,
    }
    for which, colour in pairs.items():
        made.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(scheme.faint))
    return made


def dress(app: QApplication, appearance: str = "system") -> None:
    """Give the whole application the colours of a scheme: `light`, `dark`, or whichever the system has."""
    app.setStyleSheet(style_sheet(tint(app, appearance)))


def tint(app: QApplication, appearance: str = "system") -> Colours:
    """Give it the scheme's palette alone; the scheme. Enough to make a window, which is then dressed in one go."""
    hints = QGuiApplication.styleHints()
    wishes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(wishes.get(appearance, Qt.ColorScheme.Unknown))
    dark = appearance == "dark" or (appearance != "light" and hints.colorScheme() == Qt.ColorScheme.Dark)
    scheme = DARK if dark else LIGHT
    app.setPalette(palette(scheme))
    return scheme


def style_sheet(scheme: Colours) -> str:
    """The one style sheet, with the scheme's colours filled in."""
    sheet = _SHEET
    for name in Colours._fields:
        sheet = sheet.replace(f"@{name}@", getattr(scheme, name))
    tick = "check-on-dark" if scheme is DARK else "check-on-light"
    return sheet.replace("@tick@", (resources() / "icons" / f"{tick}.svg").as_posix())


_SHEET = """
QMainWindow, QDialog { background: @chrome@; }
QToolTip { background: @raised@; color: @ink@; border: 1px solid @line@; padding: 4px 8px; }
QLabel[role="hint"] { color: @faint@; }
QLabel[role="label"] { color: @quiet@; }
QLabel[role="problem"] { color: @problem@; }
QLabel[role="warning"] { color: @warning@; }
QLabel[role="title"] { font-weight: 600; font-size: 11pt; }
QLabel[role="group"] { color: @quiet@; font-weight: 600; padding-top: 8px; }
QLineEdit, QComboBox, QSpinBox, QDateEdit, QPlainTextEdit[role="field"], QTextEdit[role="field"] {
    background: @raised@; color: @ink@; border: 1px solid @line@; border-radius: 6px;
    padding: 4px 8px; min-height: 20px; selection-background-color: @accent@; selection-color: @on_accent@;
    placeholder-text-color: @faint@;
}
QLineEdit { padding: 0 8px; min-height: 28px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit[role="field"]:focus,
QTextEdit[role="field"]:focus { border: 1px solid @accent@; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border: 1px solid @problem@; }
QComboBox { padding-right: 24px; }
QComboBox[role="picker"] { padding-left: 10px; padding-right: 10px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox QAbstractItemView { background: @raised@; border: 1px solid @line@; padding: 4px; outline: none; }
QAbstractItemView::item { min-height: 28px; }
QPushButton {
    background: @raised@; color: @ink@; border: 1px solid @line@; border-radius: 6px; padding: 4px 12px;
    min-height: 20px;
}
QPushButton:hover { border-color: @faint@; }
QPushButton:focus { border: 1px solid @accent@; }
QPushButton:disabled { color: @faint@; background: @chrome@; }
QPushButton[role="primary"] { background: @accent@; color: @on_accent@; border-color: @accent@; font-weight: 600; }
QPushButton[role="primary"]:disabled { background: @line@; color: @faint@; border-color: @line@; }
QPushButton[role="primary"]:focus { border: 2px solid @ink@; }
QPushButton[role="quiet"] { background: transparent; border: 1px solid transparent; color: @accent@; padding: 4px 8px; }
QPushButton[role="quiet"]:hover { background: @selected@; }
QPushButton[role="quiet"]:focus { border: 1px solid @accent@; }
QPushButton[role="status"] {
    background: transparent; border: 1px solid transparent; color: @quiet@; padding: 2px 8px; margin: 0 8px;
}
QPushButton[role="status"]:hover { color: @ink@; background: @selected@; }
QPushButton[role="status"]:focus { border: 1px solid @accent@; }
QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; color: @ink@;
    min-width: 20px; min-height: 20px;
}
QLineEdit > QToolButton { padding: 0; min-width: 0; min-height: 0; border: none; }
QToolButton:hover { background: @selected@; }
QToolButton:checked { background: @selected@; color: @accent@; }
QToolButton:focus { border: 1px solid @accent@; }
QToolButton::menu-indicator { image: none; }
#fold { color: @quiet@; font-weight: 600; padding: 4px 4px 4px 0; }
#fold:checked { background: transparent; color: @quiet@; }
QToolBar { background: @chrome@; border: none; border-bottom: 1px solid @line@; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: @line@; width: 1px; margin: 6px 6px; }
QCheckBox::indicator {
    width: 16px; height: 16px; border: 1px solid @faint@; border-radius: 4px; background: @raised@;
}
QCheckBox::indicator:checked { background: @accent@; border-color: @accent@; image: url("@tick@"); }
QCheckBox::indicator:focus { border: 1px solid @accent@; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenuBar { background: @chrome@; color: @ink@; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @selected@; }
QMenu { background: @raised@; color: @ink@; border: 1px solid @line@; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selected@; }
QMenu::item:disabled { color: @faint@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QStatusBar { background: @chrome@; color: @quiet@; border-top: 1px solid @line@; min-height: 28px; }
QStatusBar QLabel { padding: 0 16px; }
QStatusBar::item { border: none; }
QSplitter::handle { background: @line@; }
QSplitter::handle:hover { background: @accent@; }
QTabWidget::pane { border: none; }
QTabBar { background: @chrome@; qproperty-drawBase: 0; }
QTabBar::tab { padding: 8px 12px; color: @quiet@; background: transparent; border-bottom: 2px solid transparent; }
#sidebar > QTabBar::tab { padding: 8px 7px; }
#sidebar > QTabBar::tab:first { padding-left: 12px; }
QTabBar::tab:selected { color: @ink@; border-bottom: 2px solid @accent@; }
QTabBar::tab:selected:focus { background: @selected@; color: @accent@; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line@; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px; }
QScrollBar::handle:hover { background: @faint@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QListView { background: @chrome@; border: none; outline: none; }
QTableView { background: @raised@; border: 1px solid @line@; border-radius: 6px; outline: none; }
QTableView::item { padding: 4px 8px; border: none; }
QTableView::item:selected { background: @selected@; color: @ink@; }
QHeaderView { background: @raised@; }
QHeaderView::section {
    background: @raised@; color: @quiet@; border: none; border-bottom: 1px solid @line@; padding: 6px 8px;
}
QProgressBar { background: @line@; border: none; border-radius: 3px; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: @accent@; border-radius: 3px; }
#page { background: @paper@; border: none; color: @ink@; }
#pageHeader, #pageHeader > QTextEdit { background: @paper@; border: none; color: @ink@; }
#shelf, #sidebar { background: @chrome@; }
#previewPane { background: @paper@; border-top: 2px solid transparent; }
#previewPane[active="true"] { border-top: 2px solid @accent@; }
#notice { background: @raised@; border: 1px solid @faint@; border-radius: 8px; }
#notice[tone="problem"] { border: 2px solid @problem@; }
#findBar { background: @chrome@; border: none; border-bottom: 1px solid @line@; }
#findBar QToolButton { color: @quiet@; padding: 0; min-width: 28px; min-height: 28px; }
#findBar QToolButton[role="option"]:checked { color: @accent@; border: 1px solid @accent@; }
#offered { background: @raised@; border: 1px solid @faint@; border-radius: 6px; padding: 0; }
#selectionBar { background: @raised@; border: none; border-top: 1px solid @line@; }
#photoDeskHead { background: @chrome@; border: none; border-bottom: 1px solid @line@; }
#palette { background: @raised@; border: 1px solid @line@; border-radius: 8px; }
#palette QLineEdit { border: none; border-bottom: 1px solid @line@; border-radius: 0; padding: 12px; font-size: 12pt; }
#palette QListView { background: @raised@; padding: 4px; }
#welcome, #blank { background: @paper@; }
#outline { padding: 8px 4px; }
#outline::item { padding: 0 8px; border-radius: 4px; color: @ink@; }
#outline::item:selected { background: @selected@; color: @accent@; }
#outline:focus { border: 1px solid @accent@; }
QTextEdit[role="field"] { padding: 6px 10px; }
QFrame[role="chips"], QFrame[role="segments"] {
    background: @raised@; border: 1px solid @line@; border-radius: 6px;
}
QFrame[role="chips"][active="true"] { border: 1px solid @accent@; }
QFrame[role="chips"][problem="true"] { border: 1px solid @problem@; }
QFrame[role="chip"] { background: @selected@; border: 1px solid transparent; border-radius: 5px; }
QFrame[role="chip"]:focus { border: 1px solid @accent@; }
QLineEdit[role="bare"], QLineEdit[role="bare"]:focus { background: transparent; border: none; padding: 0 4px; }
QToolButton[role="segment"] { border-radius: 5px; padding: 0; min-width: 8px; min-height: 26px; color: @quiet@; }
QToolButton[role="segment"]:checked { background: @selected@; color: @accent@; font-weight: 600; }
QLabel[role="quote"] { color: @quiet@; border: none; }
QLabel[role="quote"][gone="true"] { color: @warning@; }
QLabel[role="voice"] { font-weight: 600; }
QFrame[role="comment"] { background: @raised@; border: 1px solid @line@; border-radius: 8px; }
QFrame[role="comment"]:focus { border: 1px solid @accent@; }
QFrame[role="comment"][chosen="true"] { background: @raised@; border: 1px solid @accent@; }
QFrame[role="comment"][resolved="true"] { background: @chrome@; }
QFrame[role="comment"][resolved="true"] QLabel { color: @quiet@; }
#newComment { background: @raised@; border: none; border-bottom: 1px solid @accent@; }
#commentsHead { background: @chrome@; border: none; border-bottom: 1px solid @line@; }
#openComments { background: @chrome@; border: none; }
QFrame[role="popup"] { background: @raised@; border: 1px solid @line@; }
QListView[role="popup"] { padding: 0; }
QListView[role="popup"]::item { padding: 0 8px; border-radius: 4px; color: @ink@; }
QListView[role="popup"]::item:selected { background: @selected@; color: @ink@; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @raised@; }
QCalendarWidget QAbstractItemView {
    background: @raised@; color: @ink@; selection-background-color: @accent@; selection-color: @on_accent@;
}
QCalendarWidget QAbstractItemView::item { min-height: 0; }
"""

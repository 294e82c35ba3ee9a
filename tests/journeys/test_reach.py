"""Everything in the window can be reached by keys alone and has a name for those who cannot see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QMenu,
    QMenuBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk.formats.house import SETTING, House, kept_house
from desk.ui.dialogs import AboutDialog, SettingsDialog, ShortcutsDialog
from desk.ui.window import MainWindow
from tests.journeys.hands import press

Open = Callable[..., MainWindow]
MINE = ("QScrollArea", "QTabWidget", "QSplitter", "QMenuBar", "QRubberBand")


def unnamed(inside: QWidget) -> list[str]:
    """The controls that the keys can go to and that say nothing of themselves."""
    found = []
    for widget in inside.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(widget, QScrollBar):
            continue
        buddies = [label for label in inside.findChildren(QLabel) if label.buddy() is widget]
        written = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        is_part = isinstance(widget.parent(), QAbstractScrollArea | QWebEngineView) or widget.focusProxy() is not None
        says = widget.accessibleName() or written or buddies
        if not says and not is_part and type(widget).__name__ not in MINE and not widget.objectName().startswith("qt_"):
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


@pytest.fixture
def window(qtbot: QtBot, open_desk: Open) -> MainWindow:
    window = open_desk()
    window.deeds.new_story()
    qtbot.waitUntil(lambda: window.workspace.session is not None and window.preview.is_settled, timeout=20_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=20_000)
    window.editor.page.setFocus()
    return window


@pytest.mark.parametrize("tab", range(6))
def test_every_control_of_the_window_has_a_name(window: MainWindow, tab: int) -> None:
    window.sidebar.setCurrentIndex(tab)
    window.deeds.text.replace()
    window.editor.link_bar.open_with("", is_there=True)
    QApplication.processEvents()
    assert unnamed(window) == []


def menus(within: QMenuBar | QMenu) -> Iterator[QMenu]:
    for action in within.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield menu
            yield from menus(menu)


def letters(menu: QMenu | QMenuBar) -> list[str]:
    """The letters that choose something in a menu."""
    return [QKeySequence.mnemonic(action.text()).toString() for action in menu.actions() if "&" in action.text()]


def test_a_letter_chooses_one_thing_in_a_menu_and_a_shortcut_does_one_thing(window: MainWindow) -> None:
    for menu in (window.menuBar(), *menus(window.menuBar())):
        twice = [letter for letter, count in Counter(letters(menu)).items() if count > 1]
        assert twice == [], [action.text() for action in menu.actions()]
    keys = [keys.toString() for action in window.commands.all() for keys in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))
    assert [one for one in keys if with_its_sign(one) in keys] == [], "one press of keys would be two shortcuts"


SHIFTED = dict(zip("`1234567890-=[]\\;',./", '~!@#$%^&*()_+{}|:"<>?', strict=True))


def with_its_sign(keys: str) -> str:
    """The other name that Qt has for a press of keys with Shift, as most keyboards are laid out: `Ctrl+>`."""
    held, sign = keys[:-1], keys[-1:]
    return f"{held.replace('Shift+', '')}{SHIFTED.get(sign, '')}" if "Shift+" in held and sign in SHIFTED else ""


def test_every_command_stands_in_a_menu_that_fits_a_small_screen(window: MainWindow) -> None:
    shown = {action for menu in menus(window.menuBar()) for action in menu.actions()}
    assert [one.text() for one in window.commands.all() if one not in shown] == []
    assert all(menu.sizeHint().height() <= 700 for menu in menus(window.menuBar()))


def test_every_control_of_the_dialogs_has_a_name(window: MainWindow) -> None:
    dialogs = (
        SettingsDialog(window.settings, window),
        ShortcutsDialog(window.commands.all(), window),
        AboutDialog(window.workspace.library, window),
    )
    for dialog in dialogs:
        dialog.show()
        assert unnamed(dialog) == []
        dialog.close()
        dialog.deleteLater()


def test_the_bars_are_opened_used_and_closed_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.page.setFocus()
    qtbot.keyClicks(window.editor.page, "Water rises. Water falls.")
    press(Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is window.find_bar.words
    qtbot.keyClicks(window.find_bar.words, "Water")
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.find_bar.replacement
    qtbot.keyClicks(window.find_bar.replacement, "Snow")
    qtbot.waitUntil(lambda: "of 2" in window.find_bar.count.text(), timeout=20_000)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session = window.workspace.session
    assert session is not None
    qtbot.waitUntil(lambda: session.article.body == "Snow rises. Snow falls.", timeout=20_000)
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.editor.page
    assert window.find_bar.isHidden()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.article.body == "Water rises. Water falls."
    window.editor.page.place_caret(0, 5)
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.editor.link_bar.address.selectAll()
    qtbot.keyClicks(window.editor.link_bar.address, "https://example.org")
    press(Qt.Key.Key_Return)
    assert session.article.body == "[Water](https://example.org) rises. Water falls."
    assert QApplication.focusWidget() is window.editor.page


def test_tab_goes_from_the_tabs_into_the_pane_in_front(window: MainWindow) -> None:
    for tab, pane in enumerate((window.details, window.photos)):
        window.sidebar.setCurrentIndex(tab)
        window.sidebar.tabBar().setFocus()
        press(Qt.Key.Key_Tab)
        assert pane.isAncestorOf(QApplication.focusWidget())


def test_the_pane_that_has_the_keys_shows_it(window: MainWindow) -> None:
    window.deeds.text.next_pane(+1)
    assert window.preview.property("active") is True
    window.editor.page.setFocus()
    assert window.preview.property("active") is False


def test_escape_in_the_text_closes_the_find_bar(window: MainWindow) -> None:
    window.deeds.text.find()
    window.editor.page.setFocus()
    press(Qt.Key.Key_Escape)
    assert window.find_bar.isHidden()


def test_how_photos_are_published_is_set_once_for_window_and_command_line(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def filled_in(dialog: SettingsDialog) -> bool:
        dialog.photos.widths.setText("500, 900")
        dialog.photos.patterns["en"].setText("({credit} photo)")
        dialog.accept()
        return True

    monkeypatch.setattr(SettingsDialog, "exec", filled_in)
    window.deeds.show_settings()
    house = window.deeds.options().house
    assert house == House(widths=(500, 900), credits={"en": "({credit} photo)"})
    assert kept_house(window.workspace.library.setting(SETTING)) == house

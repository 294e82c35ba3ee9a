"""The window's commands by name, and the menus and toolbar that show them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

from desk.article import edits
from desk.article.changes import Change
from desk.article.formatting import mark_lines, wrap
from desk.article.model import Article, Status
from desk.ui.commands import Command, Commands

if TYPE_CHECKING:
    from desk.ui.deeds import Deeds

_Standard = QKeySequence.StandardKey
Edit = Callable[[Article, int, int], Change | None]
BAR = "|"

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("&File", ("new", BAR, "import", "export", BAR, "save", "versions", "duplicate", "bin", BAR, "settings", "quit")),
    ("&Edit", ("undo", "redo", BAR, "cut", "copy", "paste", "select_all", BAR, "find_story", "palette")),
    ("F&ormat", ("bold", "italic", "link", BAR, "heading", "subheading", "quote", "list", "numbers", BAR, "rule")),
    ("&Photo", ("add_photo", "insert_photo")),
    ("&Story", tuple(f"status_{status.name.lower()}" for status in Status)),
    (
        "&View",
        ("shelf", "preview", "sidebar", "details", "photos", BAR, "to_editor", BAR, "larger", "smaller", "full_screen"),
    ),
    ("&Help", ("shortcuts", "samples", BAR, "about")),
)
TOOLS = ("shelf", "new", "", "bold", "italic", "link", BAR, "heading", "quote", "list", BAR, "add_photo", "")
TOOLS_AT_END = ("undo", "redo", BAR, "export", BAR, "preview", "sidebar")


def catalogue(deeds: Deeds) -> list[Command]:
    """Every command there is."""
    return [*_file(deeds), *_edit(deeds), *_format(deeds), *_story(deeds), *_view(deeds), *_help(deeds)]


def _file(deeds: Deeds) -> list[Command]:
    has = deeds.has_story
    return [
        Command("new", "&New story", deeds.new_story, (_Standard.New,), "new"),
        Command("import", "&Import…", deeds.choose_imports, ("Ctrl+Shift+I",), "import"),
        Command("export", "&Export…", deeds.export_story, ("Ctrl+E",), "export", has),
        Command("save", "&Save a version", deeds.save_version, (_Standard.Save,), "save", has),
        Command("versions", "&Versions…", deeds.show_versions, ("Ctrl+Shift+H",), "history", has),
        Command("duplicate", "&Duplicate story", deeds.duplicate, ("Ctrl+Shift+D",), "duplicate", has),
        Command("bin", "&Move story to bin", deeds.bin_open_story, ("Ctrl+Shift+Backspace",), "bin", has),
        Command("settings", "Se&ttings…", deeds.show_settings, ("Ctrl+,",), "settings"),
        Command("quit", "&Quit", deeds.quit, ("Ctrl+Q",)),
    ]


def _edit(deeds: Deeds) -> list[Command]:
    return [
        Command("undo", "&Undo", deeds.undo, (_Standard.Undo,), "undo", deeds.can_undo),
        Command("redo", "&Redo", deeds.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", deeds.can_redo),
        Command("cut", "Cu&t", partial(deeds.to_field, "cut"), (_Standard.Cut,)),
        Command("copy", "&Copy", partial(deeds.to_field, "copy"), (_Standard.Copy,)),
        Command("paste", "&Paste", partial(deeds.to_field, "paste"), (_Standard.Paste,)),
        Command("select_all", "Select &all", partial(deeds.to_field, "selectAll"), (_Standard.SelectAll,)),
        Command("find_story", "&Find a story", deeds.find_story, ("Ctrl+Shift+F",), "search"),
        Command("palette", "C&ommand palette…", deeds.show_palette, ("Ctrl+Shift+P",)),
    ]


def _format(deeds: Deeds) -> list[Command]:
    def wrapping(mark: str) -> Edit:
        return lambda article, start, end: wrap(article, start, end, mark)

    def lines(mark: str) -> Edit:
        return lambda article, start, end: mark_lines(article, start, end, mark)

    def formatting(name: str, text: str, keys: str, edit: Edit, picture: str = "") -> Command:
        return Command(name, text, partial(deeds.edit_body, edit), (keys,), picture, partial(deeds.can_edit, edit))

    return [
        formatting("bold", "&Bold", "Ctrl+B", wrapping("**"), "bold"),
        formatting("italic", "&Italic", "Ctrl+I", wrapping("*"), "italic"),
        Command("link", "&Link…", deeds.link, ("Ctrl+K",), "link", deeds.in_body),
        formatting("heading", "&Heading", "Ctrl+2", lines("## "), "heading"),
        formatting("subheading", "&Subheading", "Ctrl+3", lines("### ")),
        formatting("quote", "&Quote", "Ctrl+Shift+Q", lines("> "), "quote"),
        formatting("list", "Bulleted &list", "Ctrl+Shift+L", lines("- "), "list"),
        formatting("numbers", "&Numbered list", "Ctrl+Shift+N", lines("1. ")),
        formatting("rule", "&Rule", "Ctrl+Shift+R", lambda article, _start, end: edits.insert_rule(article, end)),
    ]


def _story(deeds: Deeds) -> list[Command]:
    photo = deeds.has_story
    return [
        Command("add_photo", "&Add photos…", deeds.choose_photos, ("Ctrl+Shift+A",), "photo", photo),
        Command("insert_photo", "&Insert chosen photo in text", deeds.insert_chosen, (), "insert", deeds.can_insert),
        *(
            Command(
                f"status_{status.name.lower()}",
                f"Mark as {status}",
                partial(deeds.set_status, status),
                (),
                "",
                deeds.has_story,
                partial(deeds.is_status, status),
            )
            for status in Status
        ),
    ]


def _view(deeds: Deeds) -> list[Command]:
    def pane(name: str, text: str, keys: str, picture: str = "") -> Command:
        return Command(name, text, partial(deeds.toggle, name), (keys,), picture, on=partial(deeds.is_shown, name))

    return [
        pane("shelf", "&Shelf", "F9", "shelf"),
        pane("preview", "&Preview", "F10", "preview"),
        pane("sidebar", "S&idebar", "F12", "sidebar"),
        Command("details", "&Details", partial(deeds.show_tab, 0), ("Ctrl+Shift+M",)),
        Command("photos", "P&hotos", partial(deeds.show_tab, 1), ("Ctrl+Shift+O",), "photo"),
        Command("to_editor", "&Go to the text", deeds.to_editor, ("Ctrl+Shift+E",), "", deeds.has_story),
        Command("larger", "&Larger text", partial(deeds.zoom, +1), (_Standard.ZoomIn, "Ctrl+=")),
        Command("smaller", "S&maller text", partial(deeds.zoom, -1), (_Standard.ZoomOut,)),
        Command("full_screen", "&Full screen", deeds.full_screen, ("F11",), on=deeds.is_full_screen),
    ]


def _help(deeds: Deeds) -> list[Command]:
    return [
        Command("shortcuts", "&Keyboard shortcuts", deeds.show_shortcuts, ("F1",)),
        Command("samples", "&Add the sample stories", deeds.add_samples),
        Command("about", "&About Desk", deeds.show_about),
    ]


def fill_menus(bar: QMenuBar, commands: Commands) -> None:
    """Put the commands into the menus."""
    for title, names in MENUS:
        menu = bar.addMenu(title)
        _fill(menu, names, commands)


def fill_tools(bar: QToolBar, commands: Commands) -> None:
    """Put the few good buttons onto the toolbar; the empty name parts them by as much space as there is."""
    for name in (*TOOLS, *TOOLS_AT_END):
        if not name:
            space = QWidget()
            space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            bar.addWidget(space)
        elif name == BAR:
            bar.addSeparator()
        else:
            _add_tool(bar, commands.action(name))


def _add_tool(bar: QToolBar, action: QAction) -> None:
    bar.addAction(action)
    button = bar.widgetForAction(action)
    button.setAccessibleName(action.toolTip())


def _fill(menu: QMenu, names: tuple[str, ...], commands: Commands) -> None:
    for name in names:
        if name == BAR:
            menu.addSeparator()
        else:
            menu.addAction(commands.action(name))

"""The window's commands by name, and the menus and toolbar that show them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QWidget

from desk.article.status import Status
from desk.ui.commands import Command, Commands
from desk.ui.settings import Focus

if TYPE_CHECKING:
    from desk.article.changes import Change
    from desk.article.languages import Direction
    from desk.article.model import Article
    from desk.ui.copy_desk import CopyDesk
    from desk.ui.deeds import Deeds

_Standard = QKeySequence.StandardKey
BAR = "|"

FINDING = ("find", "replace", "find_next", "find_previous", BAR, "find_story", "palette")
IMPORTING = ("import", "import_folder", "imported", "arrange")
EMPHASIS = ("bold", "italic", "code", "link", "unlink")
DIRECTIONS = ("switch_direction", "run_by_letters", "run_ltr", "run_rtl")
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&File",
        (
            "new",
            BAR,
            *IMPORTING,
            BAR,
            "export",
            "site",
            BAR,
            "save",
            "versions",
            "duplicate",
            "bin",
            BAR,
            "settings",
            "quit",
        ),
    ),
    ("&Edit", ("undo", "redo", BAR, "cut", "copy", "paste", "paste_plain", "select_all", BAR, *FINDING)),
    ("F&ormat", (*EMPHASIS, BAR, "heading", "subheading", "quote", "list", "numbers", BAR, "rule", BAR, *DIRECTIONS)),
    (
        "&Photo",
        ("add_photo", "photo_desk", BAR, "insert_photo", "lead_photo", "replace_photo", "turn_left", "turn_right"),
    ),
    ("&Story", (*(f"status_{status.name.lower()}" for status in Status), BAR, "compare_others")),
    ("&Desk", ()),
    (
        "&View",
        (
            *("shelf", "preview", "sidebar", "details", "photos", "outline", BAR),
            *("to_editor", "next_pane", "previous_pane", BAR),
            *("focus_sentence", "focus_paragraph", "typewriter", "in_step", BAR, "larger", "smaller", "full_screen"),
        ),
    ),
    ("&Help", ("shortcuts", "samples", BAR, "about")),
)
TOOLS = ("shelf", "new", "", "bold", "italic", "link", BAR, "heading", "quote", "list", BAR, "add_photo", "")
TOOLS_AT_END = ("undo", "redo", BAR, "export", BAR, "preview", "sidebar")


def catalogue(deeds: Deeds) -> list[Command]:
    """Every command there is."""
    own = [command for some in (_file, _edit, _format, _photo, _story) for command in some(deeds)]
    return [*own, *deeds.copy_desk.commands(), *_view(deeds), *_help(deeds)]


def _file(deeds: Deeds) -> list[Command]:
    has = deeds.has_story
    return [
        Command("new", "&New story", deeds.new_story, (_Standard.New,), "new"),
        *_importing(deeds),
        Command("export", "&Export…", deeds.export_story, ("Ctrl+E",), "export", has),
        Command("site", "Export a &web site…", deeds.sites.export),
        Command("save", "&Save a version", deeds.save_version, (_Standard.Save,), "save", has),
        Command(
            "versions", "&Versions", deeds.toggle_versions, ("Ctrl+Shift+H",), "history", has, deeds.are_versions_open
        ),
        Command("duplicate", "&Duplicate story", deeds.duplicate, ("Ctrl+Shift+D",), "duplicate", has),
        Command("bin", "&Move story to bin", deeds.bin_open_story, ("Ctrl+Shift+Backspace",), "bin", has),
        Command("settings", "Se&ttings…", deeds.show_settings, ("Ctrl+,",), "settings"),
        Command("quit", "&Quit", deeds.quit, ("Ctrl+Q",)),
    ]


def _importing(deeds: Deeds) -> list[Command]:
    imports = deeds.imports
    return [
        Command("import", "&Import…", imports.choose, ("Ctrl+Shift+I",), "import"),
        Command("import_folder", "Import a &folder…", imports.choose_folder),
        Command("imported", "&Last import", imports.toggle_report, (), "", imports.has_report, imports.is_report_open),
        Command(
            *("arrange", "&Arrange wire copy", imports.arrange, ("Ctrl+Shift+W",), "wand"),
            *(imports.can_arrange, imports.is_arranging),
        ),
    ]


def _edit(deeds: Deeds) -> list[Command]:
    text, has = deeds.text, deeds.has_story
    return [
        Command("undo", "&Undo", deeds.undo, (_Standard.Undo,), "undo", deeds.can_undo),
        Command("redo", "&Redo", deeds.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", deeds.can_redo),
        Command("cut", "Cu&t", partial(text.to_field, "cut"), (_Standard.Cut,)),
        Command("copy", "&Copy", partial(text.to_field, "copy"), (_Standard.Copy,)),
        Command("paste", "&Paste", partial(text.to_field, "paste"), (_Standard.Paste,)),
        Command("paste_plain", "Paste as p&lain text", text.paste_plain, ("Ctrl+Shift+V",)),
        Command("select_all", "Select &all", partial(text.to_field, "selectAll"), (_Standard.SelectAll,)),
        Command("find", "&Find…", text.find, (_Standard.Find,), "search", has),
        Command("replace", "Find and r&eplace…", text.replace, ("Ctrl+H",), "", has),
        Command("find_next", "Find &next", text.find_next, ("F3",), "", has),
        Command("find_previous", "Find pre&vious", text.find_previous, ("Shift+F3",), "", has),
        Command("find_story", "Find a &story", deeds.find_story, ("Ctrl+Shift+F",), "search"),
        Command("palette", "C&ommand palette…", deeds.show_palette, ("Ctrl+Shift+P",)),
    ]


def _format(deeds: Deeds) -> list[Command]:
    text = deeds.text

    def emphasis(name: str, title: str, keys: str, mark: str, picture: str = "") -> Command:
        return Command(name, title, partial(text.wrap, mark), (keys,), picture, text.can_format)

    def formatting_lines(name: str, title: str, keys: str, mark: str, picture: str = "") -> Command:
        def edit(article: Article, start: int, end: int) -> Change | None:
            from desk.article import line_marks

            return line_marks.mark_lines(article, start, end, mark)

        return Command(name, title, partial(text.edit_body, edit), (keys,), picture, text.can_format)

    return [
        emphasis("bold", "&Bold", "Ctrl+B", "**", "bold"),
        emphasis("italic", "&Italic", "Ctrl+I", "*", "italic"),
        emphasis("code", "&Code", "Ctrl+Shift+K", "`"),
        Command("link", "&Link…", text.link, ("Ctrl+K",), "link", text.in_body),
        Command("unlink", "Re&move link", text.unlink, (), "", text.can_unlink),
        formatting_lines("heading", "&Heading", "Ctrl+2", "## ", "heading"),
        formatting_lines("subheading", "&Subheading", "Ctrl+3", "### "),
        formatting_lines("quote", "&Quote", "Ctrl+Shift+Q", "> ", "quote"),
        formatting_lines("list", "Bullet&ed list", "Ctrl+Shift+L", "- ", "list"),
        formatting_lines("numbers", "&Numbered list", "Ctrl+Shift+N", "1. "),
        Command("rule", "&Rule", partial(text.edit_body, _rule), ("Ctrl+Shift+R",), "", text.in_body),
        *_directions(deeds),
    ]


def _rule(article: Article, _start: int, end: int) -> Change | None:
    from desk.article import edits

    return edits.insert_rule(article, end)


def _directions(deeds: Deeds) -> list[Command]:
    ways: tuple[tuple[str, str, Direction | None], ...] = (
        ("run_by_letters", "&Direction by its words", None),
        ("run_ltr", "Left &to right", "ltr"),
        ("run_rtl", "Ri&ght to left", "rtl"),
    )
    text = deeds.text
    return [
        *(
            Command(name, title, partial(text.direct, way), (), "", text.in_body, partial(text.is_directed, way))
            for name, title, way in ways
        ),
        Command("switch_direction", "S&witch direction", text.switch_direction, ("Ctrl+Shift+X",), "", text.in_body),
    ]


def _story(deeds: Deeds) -> list[Command]:
    return [
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
        Command("compare_others", "&Compare with theirs…", deeds.compare_others, possible=deeds.has_clashes),
    ]


def _photo(deeds: Deeds) -> list[Command]:
    photos, has, chosen = deeds.photos, deeds.has_story, deeds.photos.has_chosen
    return [
        Command("add_photo", "&Add photos…", photos.choose, ("Ctrl+Shift+A",), "photo", has),
        Command("photo_desk", "&Photo desk", photos.toggle_desk, ("F4",), "photo", has, photos.is_desk_open),
        Command("insert_photo", "&Insert chosen photo in text", photos.insert_chosen, (), "insert", chosen),
        Command("lead_photo", "Chosen photo &leads", photos.toggle_lead, (), "star", chosen, photos.is_lead),
        Command("replace_photo", "&Replace its file…", photos.replace_chosen, (), "", chosen),
        Command("turn_left", "Turn it l&eft", partial(photos.turn, -1), (), "", chosen),
        Command("turn_right", "Turn it ri&ght", partial(photos.turn, 1), (), "", chosen),
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
        Command("outline", "&Outline", partial(deeds.show_tab, 2), ("Ctrl+Shift+G",)),
        Command("to_editor", "&Go to the text", deeds.to_editor, ("Ctrl+Shift+E",), "", deeds.has_story),
        Command("next_pane", "&Next pane", partial(deeds.text.next_pane, +1), ("F6",)),
        Command("previous_pane", "Pre&vious pane", partial(deeds.text.next_pane, -1), ("Shift+F6",)),
        *_ways_of_writing(deeds),
        Command("larger", "&Larger text", partial(deeds.text.zoom, +1), (_Standard.ZoomIn, "Ctrl+=")),
        Command("smaller", "S&maller text", partial(deeds.text.zoom, -1), (_Standard.ZoomOut,)),
        Command("full_screen", "&Full screen", deeds.full_screen, ("F11",), on=deeds.is_full_screen),
    ]


def _ways_of_writing(deeds: Deeds) -> list[Command]:
    text = deeds.text

    def focus(name: str, title: str, keys: str, on: Focus) -> Command:
        return Command(name, title, partial(text.focus_on, on), (keys,), on=partial(text.is_focused_on, on))

    return [
        focus("focus_sentence", "Focus on the s&entence", "Ctrl+Shift+J", Focus.SENTENCE),
        focus("focus_paragraph", "Focus on the p&aragraph", "Ctrl+J", Focus.PARAGRAPH),
        Command("typewriter", "&Typewriter", text.toggle_typewriter, ("Ctrl+Shift+Y",), on=text.is_typewriter),
        Command("in_step", "S&croll text and page in step", text.toggle_in_step, ("Ctrl+Alt+F8",), on=text.is_in_step),
    ]


def _help(deeds: Deeds) -> list[Command]:
    return [
        Command("shortcuts", "&Keyboard shortcuts", deeds.show_shortcuts, ("F1",)),
        Command("samples", "Add the &sample stories", deeds.add_samples),
        Command("about", "&About Desk", deeds.show_about),
    ]


def fill_menus(bar: QMenuBar, commands: Commands, desk: CopyDesk) -> None:
    """Put the commands into the menus; those of the copy desk, feature by feature, into its own."""
    for title, names in MENUS:
        menu = bar.addMenu(title)
        if names:
            _fill(menu, names, commands)
        else:
            _fill_desk(menu, commands, desk)


def _fill_desk(menu: QMenu, commands: Commands, desk: CopyDesk) -> None:
    """What has a title into a menu of its own within, the rest between bars."""
    for title, features in desk.groups:
        names = tuple(command.name for feature in features for command in feature.commands())
        if title:
            _fill(menu.addMenu(title), names, commands)
        else:
            _fill(menu, (BAR, *names, BAR), commands)


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

"""The command line's commands for page themes: which there are, and a new one to change."""

from __future__ import annotations

from pathlib import Path

import click

from desk import calls
from desk.calls import Place
from desk.console import print_row


@click.group()
def theme() -> None:
    """Page themes: Desk’s own, and those of the newsroom, which lie in its library under themes/."""


@theme.command("list")
@click.pass_obj
def list_(place: Place) -> None:
    """List the themes that pages can be set in.

    Prints for each: name, “chosen” for the one that exports take unless --theme names another, folder.
    """
    from desk.formats.house import SETTING, kept_house
    from desk.formats.themes import theme_folder, theme_names

    with place.library() as library:
        chosen = kept_house(library.setting(SETTING)).theme
    own = _own(place)
    for name in theme_names(own):
        print_row(name, "chosen" if name == chosen else "", theme_folder(name, own))


@theme.command()
@click.argument("name", metavar="NAME", type=calls.words)
@click.pass_obj
def new(place: Place, name: str) -> None:
    """Make a theme of your own: a copy of Desk’s plain one, to be changed as you like.

    Prints its folder. Choose it in Settings, or with desk export --theme NAME; the preview follows every change.
    """
    from desk.formats.themes import new_theme

    with place.library():
        pass  # a theme belongs to a library, so there must be one
    click.echo(str(new_theme(name, _own(place))))


def _own(place: Place) -> Path:
    from desk.formats.themes import FOLDER

    return place.folder() / FOLDER


calls.accept_library_after(theme)
COMMANDS = (theme,)

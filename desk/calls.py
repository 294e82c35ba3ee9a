"""What every call of Desk has in common, with a window or without: its library, its words, and how it ends.

One parser reads all calls, so that a wrong one is answered in one plain sentence and by exit code 2, whichever it is.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from desk import console, paths
from desk.article.trouble import Trouble
from desk.start import Start

if TYPE_CHECKING:
    from desk.article.status import Status
    from desk.library import Library, Row


def ended(work: Callable[[], int]) -> int:
    """Do what was asked; the exit code: 0 done, 1 it could not be done, 2 a wrong call."""
    try:
        code = work()
        sys.stdout.flush()
        return code
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.UsageError as error:
        console.complain(_wrong_call(error))
        return 2
    except (click.Abort, KeyboardInterrupt):
        console.complain("Stopped.")
        return 128 + signal.SIGINT
    except BrokenPipeError:
        console.say_no_more()
        return 128 + 13  # as if SIGPIPE had ended it: who read our output has seen enough
    except (Trouble, OSError) as error:
        console.complain(console.sentence(error))
        console.say_no_more()
        return 1


def _wrong_call(error: click.UsageError) -> str:
    """What is wrong with the call, and where to read how it goes."""
    command = error.ctx.command_path if error.ctx else "desk"
    return f"{error.format_message().rstrip('.')} (see {command} --help)."


def name(value: str) -> str:
    """The name of a file or folder. An empty one, as an unset variable of a script gives it, is not this folder."""
    if not value.strip():
        raise click.BadParameter("it is empty, and names no file or folder")
    return value


def words(value: str) -> str:
    """Text, which must be UTF-8: bytes that are none reach Python as halves of characters."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise click.BadParameter("it is not UTF-8 text") from None
    return value


def own_word(value: str) -> str:
    """A word of Desk's own, an ID or a format, in capitals or not."""
    return words(value).lower()


@dataclass(frozen=True, slots=True)
class Place:
    """Which library the call is about."""

    chosen: str | None

    def folder(self) -> Path:
        """The library's folder. A name that is given but empty chooses nothing, least of all somebody's own library."""
        if empty := paths.empty_choice(self.chosen):
            raise click.UsageError(f"{empty} is empty: name the library’s folder, or leave {empty} out.")
        return paths.library_folder(self.chosen)

    def library(self, *, begin: bool = False, listing: bool = False) -> closing[Library]:
        """The library, open for the length of a `with`. A mistyped folder is not made into a new library.

        For `listing` and searching it, words that only the journal has are found, too.
        """
        from desk.library import Library

        folder = self.folder()
        if paths.is_chosen(self.chosen) and not begin and not (folder / "library.db").exists():
            raise Trouble(f"There is no library in {folder}; check the folder’s name, or begin one by desk import.")
        library = Library.open(folder, paths.own_name())
        if listing:
            from desk.library.catching_up import catch_up

            catch_up(library)
        return closing(library)


SITE = "site"
"""The format that is many articles in one folder."""
PAGE = 500
"""How many rows the library is asked for at a time."""


class Asking(click.Command):
    """A command that is called with a query, in which -word is no option but what is not wanted."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(context, [f" {word}" if _is_unwanted(word) else word for word in args])


def _is_unwanted(word: str) -> bool:
    return len(word) > 1 and word[0] == "-" and word[1] != "-" and word != "-h"


def rows(
    library: Library,
    query: str | None = None,
    status: Status | None = None,
    section: str = "",
    limit: int | None = None,
) -> Iterator[Row]:
    """Every article that matches, fetched a page at a time. A query in which nothing is asked has no match."""
    from desk.library.queries import Query

    asked = library.asked(query or "")
    if asked.problems:
        raise Trouble(" ".join(asked.problems))
    for hint in asked.hints:
        console.complain(hint)
    if query is not None and asked == Query():
        return
    seen = 0
    while limit is None or seen < limit:
        size = PAGE if limit is None else min(PAGE, limit - seen)
        page = library.find(query or "", status=status, section=section, limit=size, offset=seen)
        yield from page
        seen += len(page)
        if len(page) < size:
            return


def known_format(name: str, way: Literal["read", "write"]) -> None:
    """Refuse a format that Desk does not read, or write; a site is written."""
    from desk.formats import FORMATS

    sites = [SITE] if way == "write" else []
    known = [*(one.name for one in FORMATS.values() if getattr(one, way)), *sites]
    if name not in known:
        raise click.UsageError(f"Desk does not {way} a format “{name}”; choose one of {', '.join(known)}.")


def about_fragments(command: Callable[..., object]) -> Callable[..., object]:
    """The options of an export that a fragment for a CMS has: how its photos stand, how low its headings are."""
    figures = click.option(
        "--figures",
        type=click.Choice(["figure", "img", "none"]),
        default="figure",
        help="Photos in a fragment: with captions, as images alone, or not at all.",
        show_default=True,
    )
    headings = click.option(
        "--headings",
        metavar="N",
        type=click.Choice(["0", "1", "2"]),
        default="0",
        help="Levels by which the headings of a fragment are lowered, 0 to 2.",
        show_default=True,
    )
    return figures(headings(command))


def accept_library_after(group: click.Group) -> None:
    """Let every command of the group take --library too: people write it last as well as first."""

    def choose(context: click.Context, _option: click.Parameter, folder: str | None) -> None:
        if folder is not None:
            context.obj = Place(folder)

    for command in group.commands.values():
        command.params.append(
            click.Option(
                ["--library"], metavar="DIR", expose_value=False, callback=choose, help="The library’s folder."
            )
        )


def asked(argv: Sequence[str]) -> Start:
    """How the window is to open. What the call names is looked for now, while there is still a terminal to answer."""
    with _window.make_context("desk", list(argv)) as context:
        start = _window.invoke(context)
    assert isinstance(start, Start)
    return start


@click.command("desk", add_help_option=False)
@click.option("--library")
@click.option("--open", "story", type=own_word)
@click.option("--samples", is_flag=True)
@click.argument("files", metavar="FILE", nargs=-1, type=name)
def _window(library: str | None, story: str | None, samples: bool, files: tuple[str, ...]) -> Start:
    place = Place(library)
    place.folder()
    for file in files:
        if not os.path.exists(file):  # noqa: PTH110 - Path.exists fails on a name that is too long
            raise Trouble(f"There is no file {file}: check its name.")
    if story is not None:
        with place.library() as stories:
            story = stories.resolve(story)
    return Start(library, story or "", tuple(map(Path, files)), samples)

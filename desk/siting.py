"""The command line's export of a site: many stories into one folder, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from desk import calls
from desk.article.languages import language
from desk.article.model import now
from desk.article.trouble import Trouble
from desk.calls import SITE, Place
from desk.console import complain, while_waiting

if TYPE_CHECKING:
    from desk.formats.site import Built

Command = TypeVar("Command", bound=Callable[..., object])


def options(command: Command) -> Command:
    """Give a command the options that only a site has."""
    for option in (
        click.option(
            "--language", metavar="TAG", default="", type=calls.words, help="Of a site: the language of its first page."
        ),
        click.option(
            "--query",
            metavar="QUERY",
            default="",
            type=calls.words,
            help="Of a site: only stories that match, of those that are ready or published (see list).",
        ),
    ):
        command = option(command)
    return command


def check(format_name: str, ids: Sequence[str], everything: bool, how: Mapping[str, str]) -> None:
    """Refuse a call that names no stories, or names them twice over."""
    if format_name != SITE and (how["query"] or how["language"]):
        raise click.UsageError("--query and --language are for sites: say --to site.")
    named = [bool(ids), everything, bool(how["query"])]
    if sum(named) != 1 and not (format_name == SITE and not any(named)):
        raise click.UsageError(
            "Name the articles to export by ID, or say --all." if format_name != SITE else _ONE_WAY_TO_NAME
        )


_ONE_WAY_TO_NAME = "Name the articles of the site by ID or by --query, or say --all."


def export(place: Place, ids: Sequence[str], out: Path, how: Mapping[str, str]) -> int:
    """Have the site in a folder; the exit code. Prints the path of its first page, then of each file written anew."""
    from desk.formats import Options
    from desk.formats.house import SETTING, kept_house
    from desk.formats.site import Wish
    from desk.formats.themes import FOLDER
    from desk.publishing import Clearance, leave_receipts, publish

    with place.library(listing=True) as library:
        house = kept_house(library.setting(SETTING))
        chosen = frozenset(map(library.resolve, ids))
        clearance = Clearance(library, how["although"])
        built = publish(
            library,
            out,
            Options(
                now(),
                publisher=how["publisher"],
                base_url=how["base_url"],
                theme=how["theme"] or house.theme,
                house=house,
                themes=library.folder / FOLDER,
            ),
            how["query"],
            Wish(now(), language(how["language"]).tag if how["language"] else ""),
            chosen=chosen,
            progress=_tell,
            clearance=clearance,
        )
        if built is not None:
            with suppress(Trouble):  # a library that can only be read keeps none
                leave_receipts(library, built, clearance.named)
    if built is None:
        raise Trouble("The export was stopped; nothing was written.")
    _tell_of(built, out)
    return 0


def _tell_of(built: Built, out: Path) -> None:
    click.echo(str(built.index))
    for path in built.written:
        if out / path != built.index:
            click.echo(str(out / path))
    stories = "1 story" if built.stories == 1 else f"{built.stories:,} stories"
    complain(f"{stories}; files written: {len(built.written):,}, taken away: {len(built.removed):,}.")
    for note in built.notes:
        complain(note)


def _tell(done: int, steps: int) -> None:
    if done % 50 == 0:
        while_waiting(f"{done:,} of {steps:,}")

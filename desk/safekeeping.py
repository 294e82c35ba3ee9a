"""The command line's commands for the library as a whole: backing it up, bringing it back, examining it."""

from __future__ import annotations

from pathlib import Path

import click

from desk import calls
from desk.article.stamps import now
from desk.calls import Place
from desk.console import complain, print_line, print_row, while_waiting


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=calls.name)
@click.option("--list", "listing", is_flag=True, help="List the backups that Desk made by itself beside the library.")
@click.pass_obj
def backup(place: Place, file: str | None, listing: bool) -> None:
    """Write the whole library into one file (without FILE: a new one in this folder, named by the time).

    Prints the file’s path; with --list: time, stories, bytes, file of each automatic backup, newest first. `restore`
    takes both.
    """
    if listing and file:
        raise click.UsageError("Give a FILE to write, or --list to see what there is.")
    with place.library() as library:
        if listing:
            for kept in library.backups.kept():
                print_row(kept.time.isoformat(), kept.stories, kept.size, kept.file)
            return
        while_waiting("Backing up …")
        click.echo(str(library.backup(Path(file or f"desk-{now():%Y-%m-%d-%H%M%S}.zip"))))


@click.command()
@click.argument("file", metavar="FILE", type=calls.name)
@click.pass_obj
def restore(place: Place, file: str) -> None:
    """Bring a library back from a backup, one of yours or one that Desk made by itself; one that is there already is
    kept aside.

    Prints the library’s folder, and on standard error where the other one is kept.
    """
    from desk import library

    while_waiting("Restoring …")
    click.echo(str(library.restore(Path(file), place.folder(), complain)))


@click.command()
@click.pass_obj
def verify(place: Place) -> int:
    """Examine the whole library: database, versions, original photos.

    Prints a sentence for each problem; the exit code is 1 where there is one. Of a damaged database a copy is kept.
    """
    with place.library() as library:
        while_waiting("Examining …")
        problems = library.verify()
    for problem in problems:
        print_line(problem)
    return 1 if problems else 0


COMMANDS = (backup, restore, verify)

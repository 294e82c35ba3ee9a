"""The command line's commands for the library as a whole: backing it up, bringing it back, examining it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk import calls
from desk.article.stamps import now
from desk.calls import Place
from desk.console import complain, print_line, print_row, while_waiting

if TYPE_CHECKING:
    from desk.library import Library


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=calls.name)
@click.option(
    "--list", "listing", is_flag=True, help="List the backups there are, beside the library and in your folder."
)
@click.pass_obj
def backup(place: Place, file: str | None, listing: bool) -> None:
    """Write the whole library into one file (without FILE: a new one in this folder, named by the time).

    Prints the file’s path; with --list: time, stories, bytes, file of each backup that Desk keeps, newest first, be it
    beside the library or in the folder that was chosen in the window. `restore` takes both. Each is read from end to
    end; one that is damaged is named on standard error only.
    """
    from desk.library.kept_backups import reads_back

    if listing and file:
        raise click.UsageError("Give a FILE to write, or --list to see what there is.")
    with place.library() as library:
        if listing:
            if (chosen := library.backups.chosen) and not chosen.is_dir():
                complain(f"Your folder for backups, {chosen}, is not there now; plug it in to see what it holds.")
            while_waiting("Reading the backups …")
            for kept in library.backups.everywhere():
                if reads_back(kept.file):
                    print_row(kept.time.isoformat(), kept.stories, kept.size, kept.file)
                else:
                    complain(f"The backup {kept.file} is damaged and cannot be restored; take another.")
            return
        while_waiting("Backing up …")
        click.echo(str(library.backup(Path(file or f"desk-{now():%Y-%m-%d-%H%M%S}.zip"))))


@click.command()
@click.argument("file", metavar="FILE", type=calls.name)
@click.pass_obj
def restore(place: Place, file: str) -> None:
    """Bring a library back from a backup, one of yours or one that Desk made by itself; one that is there already is
    kept aside. FILE may also be what Desk kept: a folder “…-before-restore-…”, or a copy “damaged-….db”.

    Prints the library’s folder, and on standard error where the other one is kept. Of a damaged library, what can be
    read and is newer than the backup is carried over.
    """
    from desk import library

    while_waiting("Restoring …")
    click.echo(str(library.restore(Path(file), place.folder(), complain)))


@click.command()
@click.pass_obj
def verify(place: Place) -> int:
    """Examine the whole library: database, versions, original photos.

    Prints a sentence for each problem, or one that all is sound; the exit code is 1 where there is a problem. Of a
    damaged database a copy is kept.
    """
    with place.library() as library:
        while_waiting("Examining …")
        problems = library.verify()
        said = problems or [_sound_line(library)]
    for sentence in said:
        print_line(sentence)
    return 1 if problems else 0


def _sound_line(library: Library) -> str:
    """That all is as it should be, and how much was examined."""
    stories = library.count() + library.count(binned=True)
    counted = "1 story" if stories == 1 else f"{stories} stories"
    return f"The library is sound: {counted}, with every version and photo."


COMMANDS = (backup, restore, verify)

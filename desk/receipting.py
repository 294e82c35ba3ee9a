"""The command line's command for receipts: what was exported of an article, when, where to and as which version."""

from __future__ import annotations

import click

from desk import calls
from desk.article import record
from desk.calls import Place
from desk.console import print_json, print_row


@click.command()
@click.argument("article_id", metavar="ID", type=calls.own_word)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def receipts(place: Place, article_id: str, as_json: bool) -> None:
    """List what was exported of an article, newest first.

    Prints for each export: time, format, number of the version, SHA-256 of the main file, the file. Articles that were
    changed since their last export are listed by: desk list is:changed
    """
    with place.library() as library:
        left = library.receipts.of(library.resolve(article_id))
    if as_json:
        print_json(
            [{**{name: record.plain(getattr(one, name)) for name in _PLAIN}, "place": str(one.place)} for one in left]
        )
        return
    for one in left:
        print_row(one.time.isoformat(), one.format, one.version, one.sha256, one.place)


_PLAIN = ("time", "format", "version", "sha256")
COMMANDS = (receipts,)

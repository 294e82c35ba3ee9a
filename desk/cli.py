"""The command line: the same core as the window's, without one. What it prints is stable and meant for scripts.

Results go to standard output in UTF-8, one line each, columns separated by tabs; errors go to standard error as
one plain sentence each. Progress is shown on a terminal only.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk import __version__, calls, checking, console, exporting, receipting, safekeeping, theming
from desk.article import fields, record
from desk.article.model import Article, Status
from desk.article.trouble import Trouble
from desk.calls import Place
from desk.console import print_json, print_line, print_row
from desk.importing import Duplicates, Wish, import_all

if TYPE_CHECKING:
    from desk.library import Library, Row


def main(argv: Sequence[str]) -> int:
    """Run one command; its exit code: 0 done, 1 it could not be done, 2 a wrong call."""
    console.speak_utf8()
    words = list(argv)
    if words[0:1] in (["--help"], ["-h"]):
        words = [*words[1:], words[0]]  # help on what is named, so that a name that is none is said to be none
    return calls.ended(lambda: _run(words))


def _run(words: list[str]) -> int:
    with desk.make_context("desk", words) as context:
        return int(desk.invoke(context) or 0)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Without a command, Desk opens its window: desk [--library DIR] [--open ID] [FILE…]",
)
@click.option("--library", metavar="DIR", help="The library’s folder (or set DESK_LIBRARY).")
@click.version_option(__version__, prog_name="Desk")
@click.pass_context
def desk(context: click.Context, library: str | None) -> None:
    """Write, keep and export news articles, without a window.

    An ID may be shortened to any prefix that only one article has. Columns are separated by tabs. The exit code is
    0 when all was done, 1 when something could not be done (standard error says what), 2 for a wrong call.
    """
    context.obj = Place(library)


_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def _status(_context: click.Context, _option: click.Parameter, value: str | None) -> Status | None:
    try:
        return None if value is None else fields.read_status(value)
    except Trouble as trouble:
        raise click.BadParameter(str(trouble)) from None


@desk.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=calls.name)
@click.option(
    "--as", "format_name", metavar="FORMAT", type=calls.own_word, help="Read every FILE as this, whatever its name."
)
@click.option("--status", metavar="S", callback=_status, help="Give the articles this status.")
@click.option(
    "--duplicates",
    type=click.Choice([one.value for one in Duplicates]),
    default=Duplicates.VERSION.value,
    help="An article that is here already becomes a new version of it, a new article, or is skipped.",
    show_default=True,
)
@click.pass_obj
def import_(
    place: Place, files: tuple[str, ...], format_name: str | None, status: Status | None, duplicates: str
) -> int:
    """Bring files, and the stories in folders, into the library; a FILE that is only - is read from standard input.

    Prints for each article: ID, headline. One bad file stops no other. An article is here already where it has the ID
    of one that is, the same ID at its source, or came just so before. As a new version it writes nothing over: what
    is here is a version too, and where it was worked on what came is merged into it.
    """
    if format_name is not None:
        calls.known_format(format_name, "read")
    with place.library(begin=True) as library:
        return import_all(library, files, Wish(format_name or "", status, Duplicates(duplicates)))


@desk.command("list", cls=calls.Asking)
@click.argument("words", metavar="[QUERY]", nargs=-1, type=calls.words)
@click.option("--status", metavar="S", callback=_status, help="Only articles of this status.")
@click.option("--section", metavar="S", default="", type=calls.words, help="Only articles of this section.")
@click.option("--limit", metavar="N", type=click.IntRange(min=0), help="At most N articles.")
@_as_json
@click.pass_obj
def list_(
    place: Place, words: tuple[str, ...], status: Status | None, section: str, limit: int | None, as_json: bool
) -> None:
    """List the articles that match QUERY, or without one all, newest first.

    Prints for each: ID, status, time of its last change, section, headline. A QUERY without a letter or digit matches
    nothing.

    A QUERY holds words (each may go on), “phrases in quotes”, -without, and fields: by:dana, section:"World News",
    status:draft, after:2026-10-01, before:7d (days ago), lang:ckb, slug:dam, keyword:water, is:exported, is:changed
    (since it was exported), and has: or no: with photo, lead, caption, credit, alt, embargo, note or comment (an open
    one). Arabic script and Latin accents match in any spelling.
    """
    with place.library(listing=True) as library:
        rows = calls.rows(library, " ".join(words) if words else None, status, section, limit)
        if as_json:
            print_json([_row_record(row) for row in rows])
            return
        for row in rows:
            print_row(row.id, row.status, row.modified.isoformat(), row.section, row.headline)


def _row_record(row: Row) -> dict[str, object]:
    names = ("id", "headline", "summary", "status", "section", "language", "modified", "created", "words", "versions")
    return {name: record.plain(getattr(row, name)) for name in names}


@desk.command()
@click.argument("article_id", metavar="ID", type=calls.own_word)
@_as_json
@click.pass_obj
def show(place: Place, article_id: str, as_json: bool) -> None:
    """Print an article as it stands: its fields, an empty line, its body.

    With --json it is the article whole: reading it back gives the same article.
    """
    with place.library() as library:
        article = library.article(library.resolve(article_id))
    if as_json:
        print_json(record.to_record(article))
    else:
        print_line("\n".join(record.to_lines(article)))


@desk.command()
@click.argument("article_id", metavar="ID", type=calls.own_word)
@_as_json
@click.pass_obj
def versions(place: Place, article_id: str, as_json: bool) -> None:
    """List an article’s versions, as the library keeps them.

    Prints for each: number, time, author, kind, words, name, what changed.
    """
    with place.library() as library:
        kept = library.versions(library.resolve(article_id))
    if as_json:
        print_json([record.plain(version) for version in kept])
        return
    for version in kept:
        print_row(
            version.number,
            version.time.isoformat(),
            version.author,
            version.kind,
            version.words,
            version.name,
            version.note,
        )


@desk.command()
@click.argument("article_id", metavar="ID", type=calls.own_word)
@click.argument("before", metavar="[A]", type=int, required=False)
@click.argument("after", metavar="[B]", type=int, required=False)
@click.option("--words", "in_words", is_flag=True, help="Only what changed, word by word: [-gone-]{+new+}.")
@click.option("--html", "page", metavar="FILE", type=calls.name, help="Write a page: what changed, by whom and when.")
@click.pass_obj
def diff(
    place: Place, article_id: str, before: int | None, after: int | None, *, in_words: bool, page: str | None
) -> None:
    """Show what changed from version A to version B, as a unified diff.

    Without B, to the story as it stands; without A, from the latest version that differs from that. With --words, a
    paragraph that was moved stands as {>…>} where it is now and as [<…<] where it was. With --html, prints the path.
    """
    with place.library() as library:
        full = library.resolve(article_id)
        new = library.article(full) if after is None else library.version(full, after)
        number = _last_different(library, full, new) if before is None else before
        if page is not None:
            from desk.comparing import write_comparison

            write_comparison(library, full, (number, after), Path(page))
            print_line(page)
            return
        old = new if number is None else library.version(full, number)
    if in_words:
        from desk.article.wordwise import changed_lines

        for line in changed_lines(*("\n".join(record.to_lines(article)) for article in (old, new))):
            print_line(line)
        return
    names = (f"{full} version {number}", f"{full} " + ("as it stands" if after is None else f"version {after}"))
    for line in difflib.unified_diff(record.to_lines(old), record.to_lines(new), *names, lineterm=""):
        print_line(line)


def _last_different(library: Library, article_id: str, article: Article) -> int | None:
    versions = library.versions(article_id)
    made = [version for version in versions if not version.is_automatic] or versions
    numbers = [version.number for version in made]
    return next((number for number in numbers if library.version(article_id, number) != article), None)


@desk.command("restore-version")
@click.argument("article_id", metavar="ID", type=calls.own_word)
@click.argument("number", metavar="N", type=int)
@click.pass_obj
def restore_version(place: Place, article_id: str, number: int) -> None:
    """Make version N the story again; what stood before stays a version.

    Prints: ID, number of the new version.
    """
    with place.library() as library:
        full = library.resolve(article_id)
        print_row(full, library.restore_version(full, number).number)


for command in (
    *exporting.COMMANDS,
    *checking.COMMANDS,
    *safekeeping.COMMANDS,
    *theming.COMMANDS,
    *receipting.COMMANDS,
):
    desk.add_command(command)
calls.accept_library_after(desk)
COMMANDS = frozenset(desk.commands)

"""The command line's export: articles written out for upload, unless something stops them, or in spite of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk import calls, siting
from desk.article.model import Article, Status, now
from desk.article.trouble import Trouble
from desk.calls import Place
from desk.console import complain, each

if TYPE_CHECKING:
    from desk.checks import Finding
    from desk.library import Library


OR_SAY_WHY = "Mend that, or say with --although why it goes out all the same."
NOT_KEPT = "The library can only be read, so why it goes out all the same could not be kept."


def _words(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    from desk.clearance import read_words

    try:
        return "" if value is None else read_words(value)
    except Trouble as trouble:
        raise click.BadParameter(str(trouble)) from None


@click.command()
@click.argument("ids", metavar="ID…", nargs=-1, type=calls.own_word)
@click.option("--all", "everything", is_flag=True, help="Every article that is ready or published.")
@click.option(
    "--to",
    "format_name",
    metavar="FORMAT",
    required=True,
    type=calls.own_word,
    help="html, page, site, fragment, json, …",
)
@click.option("--out", metavar="DIR", required=True, type=calls.name, help="The folder to write to.")
@click.option(
    "--although",
    metavar="WORDS",
    type=calls.words,
    callback=_words,
    help="Why articles go out although something stands in their way; kept with the version that leaves.",
)
@click.option(
    "--publisher",
    metavar="NAME",
    default="Desk News",
    type=calls.words,
    help="The newsroom, as pages name it.",
    show_default=True,
)
@click.option(
    "--base-url",
    metavar="URL",
    default="",
    type=calls.words,
    help="Where pages will be published; makes their links absolute.",
)
@click.option(
    "--theme", metavar="NAME", default="", type=calls.words, help="The theme of pages, other than that in Settings."
)
@siting.options
@calls.about_fragments
@click.pass_obj
def export(place: Place, /, ids: tuple[str, ...], everything: bool, format_name: str, out: str, **how: str) -> int:
    """Write articles out for upload.

    Prints each path written. One article that fails stops no other, and harms no earlier export. An article in whose
    way something stands (see check) is not exported, unless --although says why it goes out all the same; a story
    package for another desk always is. A site has every article that is ready or published where none are named (but
    those that never were out while something stands in their way); only what changed is written again, and what left
    it is taken away. Of a killed article only that it is withdrawn is written, but in Markdown.
    """
    siting.check(format_name, ids, everything, how)
    if format_name == calls.SITE:
        return siting.export(place, ids, Path(out), how)
    calls.known_format(format_name, "write")
    done: set[str] = set()

    def export_once(prefix: str) -> None:
        full = library.resolve(prefix)
        if full not in done:
            done.add(full)
            _export(library, full, format_name, Path(out), how)

    with place.library(listing=True) as library:
        return each(_exportable(library) if everything else ids, export_once)


def _exportable(library: Library) -> list[str]:
    return [row.id for status in (Status.READY, Status.PUBLISHED) for row in calls.rows(library, status=status)]


def _export(library: Library, article_id: str, format_name: str, out: Path, how: Mapping[str, str]) -> None:
    from desk import formats
    from desk.clearance import although, refusal
    from desk.formats.house import SETTING, kept_house
    from desk.formats.themes import FOLDER
    from desk.formats.whereabouts import link_to
    from desk.library.receipts import to_note

    article = library.article(article_id)
    stopped = _stopped(library, article, format_name, how["although"])
    modified = _kept(library, article)
    house = kept_house(library.setting(SETTING))
    options = formats.Options(
        modified,
        publisher=how["publisher"],
        base_url=how["base_url"],
        theme=how["theme"] or house.theme,
        house=house,
        themes=library.folder / FOLDER,
        lookup=lambda kin: link_to(library.article, kin, how["base_url"], latin=house.latin_slugs),
        past=library.past,
        figures=how["figures"],
        headings=int(how["headings"]),
    )
    paths = formats.export(article, format_name, out, library, options)
    for path in paths:
        click.echo(str(path))
    if stopped:
        library.receipts.leave(article, [to_note(format_name, paths)], although(article, stopped, how["although"]))
        complain(f"{article_id} is exported although it is not ready: {refusal(article, stopped)}")
        return
    with suppress(Trouble, OSError):
        library.receipts.leave(article, [to_note(format_name, paths)])


def _stopped(library: Library, article: Article, format_name: str, words: str) -> tuple[Finding, ...]:
    """What the article goes out in spite of. Raises Trouble where nothing says why, or what says so cannot be kept."""
    from desk.clearance import refusal, stopping
    from desk.preflight import preflight

    stopped = stopping(article, preflight(library, article), [format_name])
    if stopped and not words:
        raise Trouble(f"{article.id} is not exported: {refusal(article, stopped)} {OR_SAY_WHY}")
    if stopped and library.reads_only:
        raise Trouble(f"{article.id} is not exported: {refusal(article, stopped)} {NOT_KEPT}")
    return stopped


def _kept(library: Library, article: Article) -> datetime:
    """When the version was made that holds the article; a library that can only be read exports all the same."""
    with suppress(Trouble):
        return library.save(article, "export").time
    opened = library.load(article.id)
    return now() if opened.unsaved or opened.saved is None else opened.saved.time


COMMANDS = (export,)

"""The command line's check: what stands in the way of publication, and what is passed over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

import click

from desk import calls
from desk.article.model import Article
from desk.calls import Place
from desk.console import complain, each, print_json, print_row

if TYPE_CHECKING:
    from desk.library import Library
    from desk.preflight import Looked


@click.command()
@click.argument("ids", metavar="ID…", nargs=-1, required=True, type=calls.own_word)
@click.option("--ignore", metavar="CODE", multiple=True, help="Pass over findings of this code, or one by its key.")
@click.option("--all", "everything", is_flag=True, help="Also what the article or the library passes over.")
@click.option("--spelling", is_flag=True, help="Also words that may be misspelt.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(
    place: Place, ids: tuple[str, ...], ignore: tuple[str, ...], everything: bool, spelling: bool, as_json: bool
) -> int:
    """Say what stands in the way of publication.

    Prints for each finding: ID, “blocks” or “advice”, place, code, sentence. What somebody had passed over, in the
    article or always, is left out; with --all it is “passed over”. The exit code is 1 where something blocks. A CODE
    that no finding has is told on standard error.
    """
    found: list[dict[str, object]] = []
    missed = dict.fromkeys(ignore)
    with place.library() as library:
        looks = _looks(library, spelling=spelling)

        def look_at(prefix: str) -> None:
            article = library.article(library.resolve(prefix))
            for look in looks:
                looked = look(article)
                found.extend(_records(article, looked, ignore, everything=everything))
                for one in (*looked.standing, *looked.passed_over):
                    missed.pop(one.code, None)
                    missed.pop(one.key, None)

        failed = each(ids, look_at)
    for name in missed:
        complain(f"--ignore {name}: nothing that was found is called so, and nothing was passed over by it.")
    if as_json:
        print_json(found)
    else:
        for one in found:
            weight = "passed over" if one.get("passed_over") else "blocks" if one["blocks"] else "advice"
            print_row(one["article"], weight, one["place"], one["code"], one["message"])
    return 1 if failed or any(one["blocks"] and not one.get("passed_over") for one in found) else 0


def _looks(library: Library, *, spelling: bool) -> list[Callable[[Article], Looked]]:
    """What looks at each article: the checks, then whoever looks its words up."""
    from desk.checks import parted
    from desk.preflight import Looked, ignored_always, look

    looks: list[Callable[[Article], Looked]] = [lambda article: look(library, article)]
    if spelling:
        from desk.spelling import Proofreader

        reader, always = Proofreader(library), ignored_always(library)
        looks.append(lambda article: Looked(*parted(reader.findings(article), article.passed_over, always)))
    return looks


def _records(
    article: Article, looked: Looked, ignored: Collection[str], *, everything: bool
) -> Iterator[dict[str, object]]:
    from desk.checks import as_record, heeded
    from desk.checks.places import in_order

    for finding in in_order(article, heeded(looked.standing, ignored)):
        yield {"article": article.id, **as_record(finding)}
    for finding in in_order(article, looked.passed_over) if everything else ():
        yield {"article": article.id, **as_record(finding), "passed_over": True}


COMMANDS = (check,)

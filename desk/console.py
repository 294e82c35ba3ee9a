"""What the command line says, and how: results for scripts on standard output, sentences for people on the other.

Standard output is UTF-8 whatever the locale; a result is one line, its columns separated by tabs.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper

import click

from desk.article.trouble import Trouble


def speak_utf8() -> None:
    """Have both outputs speak UTF-8; a path that is none comes out as the bytes that it is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def say_no_more() -> None:
    """Let go of an output that takes no more, or Python would complain once again while it closes down."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_row(*columns: object) -> None:
    """One line of a result; a tab or line end inside a column would break it, and becomes a space."""
    click.echo("\t".join(" ".join(str(column).split()) for column in columns))


def print_json(value: object) -> None:
    """A result as JSON, to be read by programs and, being indented, by people."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def complain(sentence: str) -> None:
    """Say on standard error what went wrong."""
    click.echo(f"desk: {sentence}", err=True)


def sentence(error: Exception) -> str:
    """What went wrong, as one plain sentence."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
    return str(error)


def while_waiting(words: str) -> None:
    """Say on a terminal what is going on, on one line that the next one overwrites."""
    if sys.stderr.isatty() and not sys.stdout.isatty():
        click.echo(f"\r{words}\x1b[K\r", err=True, nl=False)


def each(items: Sequence[str], work: Callable[[str], None]) -> int:
    """Do the work on every item; the exit code. What goes wrong with one is said, and stops no other."""
    failed = 0
    for number, item in enumerate(items, 1):
        if len(items) > 1:
            while_waiting(f"{number} of {len(items)}")
        try:
            work(item)
        except BrokenPipeError:
            raise
        except (Trouble, OSError) as error:
            said = sentence(error)
            complain(said if item in said else f"{item}: {said}")
            failed = 1
    return failed

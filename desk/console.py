"""What the command line says, and how: results for scripts on standard output, sentences for people on the other.

Standard output is UTF-8 whatever the locale; a result is one line, its columns separated by tabs.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from desk.article.trouble import Trouble


def speak_utf8() -> None:
    """Have both outputs speak UTF-8; a path that is none comes out as the bytes that it is.

    An output that was closed takes everything and shows nothing. It is opened, or the next file that is, which may be
    the library, would get its number and with it all that is printed.
    """
    sys.stdout, sys.stderr = _open(sys.stdout), _open(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def _open(stream: TextIO | None) -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8") if stream is None else stream


def say_no_more() -> None:
    """Let go of an output that takes no more, or Python would complain once again while it closes down."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_KEPT_IN_TEXT = "\t\n"


def visible(text: str, kept: str = "") -> str:
    """The text with nothing in it that a terminal obeys: a headline from elsewhere may hold orders to it.

    Control characters of ASCII become their pictures (␛), those above � (U+FFFD). Controls that turn the direction of
    what follows (U+202A to U+202E, U+2066 to U+2069) are left out; mere marks of direction stay, as writers set them.
    """
    return _UNSEEN.sub(lambda found: found[0] if found[0] in kept else _picture(ord(found[0])), text)


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd" if code < 0xA0 else ""


def print_row(*columns: object) -> None:
    """One line of a result; a tab or line end inside a column would break it, and becomes a space."""
    click.echo("\t".join(visible(" ".join(str(column).split())) for column in columns))


def print_line(text: str) -> None:
    """A line of text to read."""
    click.echo(visible(text, _KEPT_IN_TEXT))


def print_json(value: object) -> None:
    """A result as JSON, to be read by programs and, being indented, by people; what is not seen is escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(_UNSEEN.sub(lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", written))


def complain(sentence: str) -> None:
    """Say on standard error what went wrong."""
    click.echo(f"desk: {visible(sentence)}", err=True)


def sentence(error: Exception) -> str:
    """What went wrong, as one plain sentence."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
    return str(error)


def while_waiting(words: str) -> None:
    """Say on a terminal what is going on, on one line that the next one overwrites."""
    if sys.stderr.isatty() and not sys.stdout.isatty():
        click.echo(f"\r{words}\x1b[K\r", err=True, nl=False)


_AT_ONCE = 1 << 20


def given(check_size: Callable[[int], None]) -> bytes:
    """All that is given on standard input. `check_size` is told how much that is so far, and refuses by raising."""
    if sys.stdin is None:
        raise Trouble("Nothing is given on standard input: name a file, or hand the text over by a pipe.")
    pieces: list[bytes] = []
    while piece := sys.stdin.buffer.read(_AT_ONCE):
        pieces.append(piece)
        check_size(sum(map(len, pieces)))
    return b"".join(pieces)


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

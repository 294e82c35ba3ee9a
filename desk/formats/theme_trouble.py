"""What went wrong in a theme, in the words of those who write themes; Jinja2 and Python have others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, TemplateSyntaxError

_ENDED = frozenset(("if", "for", "block", "macro", "call", "filter", "with", "autoescape", "set", "raw"))


def why(error: BaseException) -> str:
    """The reason of an error that a template made."""
    said = str(error).strip() or type(error).__name__
    for pattern, words in _WORDS:
        if found := pattern.search(said):
            return words.format(*(_named(part) for part in found.groups()))
    return f"its values do not fit together ({said})" if isinstance(error, TypeError) else said


_WORDS = (
    (re.compile(r"^'None' has no attribute '([^']+)'"), "“{}” is asked of something that is not there"),
    (re.compile(r"^'([\w.]+?)(?: object)?' has no attribute '([^']+)'"), "{} has nothing called “{}”"),
    (re.compile(r"^'([^']+)' is undefined"), "there is nothing called “{}”"),
    (re.compile(r"access to attribute '([^']+)' .*unsafe"), "a theme may not use “{}”"),
    (re.compile(r"is not safely callable"), "a theme may not call this"),
    (re.compile(r"^No (filter|test) named '([^']+)'"), "there is no {} called “{}”"),
    (re.compile(r"(?:division|modulo) by zero"), "it divides by zero"),
)
_KNOWN = {"dict": "this", "str": "a text", "int": "a number", "float": "a number", "list": "a list", "tuple": "a list"}


def _named(part: str) -> str:
    """What Python calls by its class as a reader would: `desk.article.model.Article` is an article."""
    if part in _KNOWN:
        return _KNOWN[part]
    name = part.rpartition(".")[2].lower()
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}" if part.startswith("desk.") else part


def in_syntax(error: TemplateSyntaxError, environment: Environment) -> tuple[int, str]:
    """The line in which a template is written wrongly, and how. What nothing closes is wrong where it begins."""
    left = left_open(environment, error.source or "") if "end of template" in str(error.message) else None
    if left is None:
        return error.lineno, why(Exception(error.message))
    line, name = left
    return line, f"nothing closes this {{% {name} %}}: write {{% end{name} %}} where it ends"


def left_open(environment: Environment, source: str) -> tuple[int, str] | None:
    """The line and the name of the innermost tag that nothing closes; None where it cannot be told."""
    from jinja2 import TemplateSyntaxError

    opened: list[tuple[int, str]] = []
    try:
        for line, name, text in _tags(environment, source):
            if name.startswith("end") and opened and opened[-1][1] == name.removeprefix("end"):
                opened.pop()
            elif name in _ENDED and not (name == "set" and "=" in text):
                opened.append((line, name))
    except TemplateSyntaxError:
        return None
    return opened[-1] if opened else None


def _tags(environment: Environment, source: str) -> list[tuple[int, str, str]]:
    """Every tag: its line, its name and all that stands in it."""
    found: list[tuple[int, str, str]] = []
    inside: list[str] = []
    start = 0
    for line, kind, text in environment.lex(source):
        if kind == "block_begin":
            inside, start = [], line
        elif kind == "block_end":
            found.append((start, next(iter(inside), ""), "".join(inside)))
        elif text.strip():
            inside.append(text)
    return found

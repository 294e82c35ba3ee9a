"""A theme's files, and its templates filled in. A theme is a stranger's text: it runs no code and reads no other file.

Templates run in Jinja2's sandbox. Whatever goes wrong in one is told in a sentence that names its file and line.
"""

from __future__ import annotations

import json
import re
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desk.article.languages import language
from desk.article.trouble import Trouble
from desk.formats.plain import without_tricks

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.nodes import Template as Template_

    from desk.formats.sandbox import Sandbox

_LARGEST = 1_000_000
"""Bytes in one file of a theme."""
PAGE, PARTS = "page.html", "parts"
AROUND = "around"
"""What templates call all that stands around a story."""
PLAIN = "plain"
"""Desk's own theme, which is there always."""
_NAME = re.compile(r"[^\W_](?:[\w -]{0,58}[^\W_])?")
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


def is_theme_name(name: str) -> bool:
    """Whether a theme, and so a folder on every system, can be called so; a way to another folder is no name."""
    return _NAME.fullmatch(name) is not None and not _RESERVED.fullmatch(name)


class Templates:
    """The files of one theme, read when first asked for and never again. Safe to use from several threads.

    What the theme lacks, a file or a word, is taken from Desk's `plain` one, if that is given: so a theme goes on when
    Desk learns to make more kinds of pages.
    """

    def __init__(self, folder: Path, plain: Path | None = None) -> None:
        self.folder = folder
        self._plain = Templates(plain) if plain is not None and plain != folder else None
        if not (folder / PAGE).is_file():
            raise Trouble(f"There is no page theme “{folder.name}”: choose another.")
        self._asked: dict[str, frozenset[str] | None] = {}
        self._in_language: dict[str, Mapping[str, str]] = {}

    @cached_property
    def css(self) -> str:
        """The style sheet."""
        return self._text("style.css").strip()

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts of its page, in the order of the alphabet."""
        return tuple(sorted(path.stem for path in (self.folder / PARTS).glob("*.html")))

    def words(self, tag: str) -> Mapping[str, str]:
        """The page's own few words in a language, in English where there are none."""
        if tag not in self._in_language:
            plain = {} if self._plain is None else self._plain._all_words
            layers = [words.get(one, {}) for one in ("en", language(tag).tag) for words in (plain, self._all_words)]
            self._in_language[tag] = {name: word for layer in layers for name, word in layer.items()}
        return self._in_language[tag]

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """A template filled in, without blanks around it."""
        with self._environment.counted():
            return self._told(lambda: self._template(name).render(context), name).strip()

    def asks_for(self, name: str) -> frozenset[str] | None:
        """What a template, with all that it takes in, asks of its context; None where that cannot be told."""
        if name not in self._asked:
            self._asked[name] = self._asks_for(name, frozenset())
        return self._asked[name]

    def _asks_for(self, name: str, above: frozenset[str]) -> frozenset[str] | None:
        from jinja2 import TemplateError, meta

        try:
            tree = self._environment.parse(self._text(name), name)
            taken_in = set(meta.find_referenced_templates(tree))
            asked = _in_parts(tree, frozenset(meta.find_undeclared_variables(tree)))
        except (TemplateError, Trouble, RecursionError):
            return None
        for other in taken_in - above - {name}:
            inside = None if other is None else self._asks_for(other, above | {name})
            if inside is None:
                return None
            asked |= inside
        return asked

    @cached_property
    def _all_words(self) -> Mapping[str, Mapping[str, str]]:
        try:
            found = json.loads(self._text("words.json"))
        except json.JSONDecodeError as error:
            raise self._broken(f"words.json, line {error.lineno}", error.msg) from error
        except RecursionError as error:
            raise self._broken("words.json", "it is nested too deeply") from error
        if not isinstance(found, dict) or not all(map(_are_words, found.values())):
            raise self._broken("words.json", "it is to hold the words of each language, texts by their names")
        return found

    @cached_property
    def _environment(self) -> Sandbox:
        from jinja2 import FunctionLoader, StrictUndefined

        from desk.formats.sandbox import Sandbox

        environment = Sandbox(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_shown,
            auto_reload=False,
        )
        environment.filters["paragraphs"] = lambda text: [line.strip() for line in text.splitlines() if line.strip()]
        return environment

    def _template(self, name: str) -> Template:
        return self._environment.get_template(name)

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]]:
        root = self.folder if self._plain is None or (self.folder / name).exists() else self._plain.folder
        return self._text(name), str(root / name), lambda: True

    def _text(self, name: str) -> str:
        """The text of a file of this theme, or of the plain one where it has none of that name."""
        with suppress(FileNotFoundError):
            return self._read(name)
        if self._plain is not None:
            with suppress(FileNotFoundError):
                return self._plain._read(name)
        raise Trouble(f"The theme “{self.folder.name}” lacks its file {name}.")

    def _read(self, name: str) -> str:
        """The text of a file of its own. One that lies elsewhere, by its name or by a link, is none of them."""
        root = self.folder.resolve()
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise Trouble(f"The theme “{self.folder.name}” asks for {name}, which lies outside its folder.")
        try:
            if path.stat().st_size > _LARGEST:
                raise self._broken(name, "the file is too large for a theme")
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise self._broken(f"{name}, line {line}", "it is not UTF-8 text") from error
        except OSError as error:
            raise self._broken(name, error.strerror or str(error)) from error

    def _told(self, work: Callable[[], str], name: str) -> str:
        """Do the work; whatever a theme can do wrong comes out as Trouble with its file and line."""
        from jinja2 import TemplateNotFound, TemplateSyntaxError

        from desk.formats import theme_trouble
        from desk.formats.sandbox import TooMuch

        try:
            return work()
        except Trouble:
            raise
        except TemplateSyntaxError as error:
            line, reason = theme_trouble.in_syntax(error, self._environment)
            raise self._broken(f"{error.name or name}, line {line}", reason) from error
        except TemplateNotFound as error:
            raise Trouble(f"The theme “{self.folder.name}” lacks its file {error.name}.") from error
        except RecursionError as error:
            raise self._broken(self._place(error, name), "it goes round in circles") from error
        except TooMuch as error:
            raise self._broken(self._place(error, name), "it goes on for too long, have it do less") from error
        except Exception as error:  # a template can raise whatever its expressions can
            raise self._broken(self._place(error, name), theme_trouble.why(error)) from error

    def _place(self, error: BaseException, name: str) -> str:
        """The file and line of the innermost template in which an error arose."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            path = Path(frame.filename)
            if path.is_relative_to(self.folder):
                return f"{path.relative_to(self.folder).as_posix()}, line {frame.lineno}"
        return name

    def _broken(self, where: str, why: str) -> Trouble:
        reason = why.strip().rstrip(".").replace(". ", "; ")
        return Trouble(f"The theme “{self.folder.name}” is broken in {where}: {reason}.")


def _in_parts(tree: Template_, asked: frozenset[str]) -> frozenset[str]:
    """What is asked, and of `around`, which is another on every page of a site, only what of it: `around.home`."""
    from jinja2 import nodes

    whole = sum(1 for name in tree.find_all(nodes.Name) if name.name == AROUND)
    parts = [
        one.attr for one in tree.find_all(nodes.Getattr) if isinstance(one.node, nodes.Name) and one.node.name == AROUND
    ]
    if whole != len(parts):
        return asked
    return asked - {AROUND} | {f"{AROUND}.{part}" for part in parts}


def _are_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())


def _shown(value: object) -> object:
    """Every value on its way into a page: text loses what could deceive or break it, nothing is printed as None."""
    if type(value) is str and value.isprintable():  # as nearly all are: nothing in it can deceive
        return value
    if value is None:
        return ""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return without_tricks(value)
    return value

"""The YAML block at the head of a Markdown file, read strictly: no aliases, no objects, no endless nesting."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.article.trouble import Trouble

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?m:^)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"(?m)^[\w\"'][^\n:]*:(?:\s|$)")
_LARGEST = 256 * 1024


def split_front_matter(text: str, name: str) -> tuple[Mapping[str, object], str]:
    """The front matter's keys and values, and the text behind it; no keys where there is none.

    Words between two rules are no front matter: a line of it begins with a key and a colon.
    """
    match = _BLOCK.match(text)
    if match is None or (match["yaml"].strip() and not _KEY.search(match["yaml"])):
        return {}, text
    return _parsed(match["yaml"], name), text[match.end() :]


def _parsed(text: str, name: str) -> Mapping[str, object]:
    import yaml

    class Loader(yaml.SafeLoader):
        """Reads plain values only. An alias may stand for more than a machine can hold, and is refused."""

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            if self.check_event(yaml.AliasEvent):
                raise Trouble(f"The front matter of {name} uses YAML aliases, which Desk does not read: write it out.")
            return super().compose_node(parent, index)

    if len(text) > _LARGEST:
        raise Trouble(f"The front matter of {name} is too long to be one: close it with a line ---.")
    try:
        found = yaml.load(text, Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise Trouble(f"The front matter of {name} cannot be read at line {line}: {error.problem}.") from None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        raise Trouble(f"The front matter of {name} cannot be read: write it as lines of “key: value”.") from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Trouble(f"The front matter of {name} cannot be read: write it as lines of “key: value”.")
    return {str(key): value for key, value in found.items()}

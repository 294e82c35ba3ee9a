"""The sandbox that templates of themes run in: Jinja2's strictest, in which looking up a field of a story is quick."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates see values and change none; what begins with an underscore, and so leads to code, they never see."""

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, object] | None = None
    ) -> Template:
        """A template, made once: a theme's files are read once, and its pages ask for the same few again and again."""
        if not isinstance(name, str) or globals:
            return super().get_template(name, parent, globals)
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = super().get_template(name, parent)
        return found

    @cached_property
    def _known(self) -> dict[str, Template]:
        return {}

    def getattr(self, obj: object, attribute: str) -> object:
        """The field of one of Desk's own values, or the word of a dictionary, at once; all else as Jinja2 judges it.

        A field of a frozen dataclass is data, and its name is none of Python's own, so there is nothing to judge.
        """
        if attribute[0:1] != "_":
            kind = type(obj)
            if attribute in getattr(kind, "__dataclass_fields__", ()):
                found: object = getattr(obj, attribute)
                return found
            if kind is dict and attribute not in _OF_DICTIONARIES and attribute in obj:  # type: ignore[operator]
                return obj[attribute]  # type: ignore[index]
        return super().getattr(obj, attribute)


_OF_DICTIONARIES = frozenset(dir(dict))

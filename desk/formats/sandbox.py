"""The sandbox that templates of themes run in: Jinja2's strictest, in which looking up a field of a story is quick."""

from __future__ import annotations

from jinja2.sandbox import ImmutableSandboxedEnvironment


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates see values and change none; what begins with an underscore, and so leads to code, they never see."""

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

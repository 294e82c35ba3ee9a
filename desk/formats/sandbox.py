"""The sandbox that templates of themes run in: Jinja2's strictest, in which looking up a field of a story is quick."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cached_property

from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

_SPECIAL = re.compile("[&<>'\"]").search


class _Writing(CodeGenerator):
    """Has a value of a page shown and escaped by one call, where Jinja2 takes several."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(environment.written(")


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates see values and change none; what begins with an underscore, and so leads to code, they never see."""

    code_generator_class = _Writing

    def written(self, value: object) -> str:
        """A value as HTML has it. Nearly all are words in which nothing is to be shown or written otherwise."""
        if type(value) is str and value.isprintable():
            return escape(value) if _SPECIAL(value) else value
        return escape(self.finalize(value) if self.finalize is not None else value)

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

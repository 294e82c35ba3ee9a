"""The sandbox that templates of themes run in: Jinja2's strictest, in which looking up a field of a story is quick."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import cached_property
from threading import local
from time import monotonic

from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

MOST_STEPS = 1_000_000
"""Rounds of loops that filling in a template may take; the longest page of a large site takes some thousands."""
LONGEST = 10.0
"""Seconds that it may take."""
_LARGEST, _HIGHEST = 1_000_000, 100
_SPECIAL = re.compile("[&<>'\"]").search


class TooMuch(Exception):
    """A template wants more work done than any page needs."""


class _Writing(CodeGenerator):
    """Has a value of a page shown and escaped by one call, where Jinja2 takes several."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if finalize.src is None or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(environment.written(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if isinstance(node.node, nodes.EnvironmentAttribute):  # a step, which no template can write itself
            self.write(f"environment.{node.node.name}()")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates see values and change none; what begins with an underscore, and so leads to code, they never see."""

    code_generator_class = _Writing
    intercepted_binops = frozenset(("*", "**"))

    @contextmanager
    def counted(self) -> Iterator[None]:
        """The time in which one template is filled in: a thread's work is counted anew from here on."""
        work = self._work
        before = (getattr(work, "left", 0), getattr(work, "until", 0.0))
        work.left, work.until = MOST_STEPS, monotonic() + LONGEST
        try:
            yield
        finally:
            work.left, work.until = before

    def step(self) -> None:
        """Count a round of a loop or the use of a macro. TooMuch where a theme would never come to an end."""
        work = self._work
        work.left -= 1
        if work.left < 0 or monotonic() > work.until:
            raise TooMuch

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """A product or a power, unless it is larger than any page needs."""
        for one, other in ((left, right), (right, left)):
            if isinstance(other, int) and isinstance(one, str | list | tuple) and len(one) * other > _LARGEST:
                raise TooMuch
        if operator == "**" and isinstance(right, int | float) and abs(right) > _HIGHEST:
            raise TooMuch
        product: object = super().call_binop(context, operator, left, right)
        return product

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        found: tuple[nodes.For | nodes.Macro | nodes.CallBlock, ...]
        found = (*tree.find_all(nodes.For), *tree.find_all(nodes.Macro), *tree.find_all(nodes.CallBlock))
        for loop in found:
            call = nodes.Call(nodes.EnvironmentAttribute("step"), [], [], None, None)
            loop.body.insert(0, nodes.ExprStmt(call).set_lineno(loop.lineno))
        return tree

    @cached_property
    def _work(self) -> local:
        return local()

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

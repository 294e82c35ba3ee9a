"""The layers, the packaging and the house rules that a machine can check."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "desk").rglob("*.py"))
MODULE_OF = {"pyside6-essentials": "PySide6", "pyside6-addons": "PySide6", "pillow": "PIL", "pyyaml": "yaml"}
"""Distributions whose module has another name than they."""


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_imports_point_one_way() -> None:
    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True) == 0, "see the contracts in pyproject.toml"


def test_the_article_stands_on_the_standard_library_markdown_and_nh3_alone() -> None:
    graph = grimp.build_graph("desk", include_external_packages=True, cache_dir=None)
    modules = [module for module in graph.modules if module.startswith("desk.article")]
    imported = {name for module in modules for name in graph.find_modules_directly_imported_by(module)}
    foreign = {name.partition(".")[0] for name in imported} - sys.stdlib_module_names
    assert foreign <= {"desk", "markdown", "nh3"}


def test_every_dependency_is_used(project: dict[str, Any]) -> None:
    used = {name for source in SOURCES for name in _imported(source)}
    wanted = [re.split(r"[<>=\[ ]", line)[0].lower() for line in project["project"]["dependencies"]]
    unused = [name for name in wanted if MODULE_OF.get(name, name.replace("-", "_")) not in used]
    assert not unused, "take these out of pyproject.toml, or say in MODULE_OF what they are imported as"


def test_every_package_is_installed(project: dict[str, Any]) -> None:
    found = {".".join(source.parent.relative_to(ROOT).parts) for source in SOURCES}
    assert set(project["tool"]["setuptools"]["packages"]) == found | {"desk.resources"}


def test_the_core_s_tests_ask_for_no_window() -> None:
    core = [
        file
        for file in (ROOT / "tests").rglob("*.py")
        if file.relative_to(ROOT).parts[1] not in ("ui", "journeys", "crash")
    ]
    assert not [str(file) for file in core if "PySide6" in set(_imported(file)) and "bench" not in file.parts]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.relative_to(ROOT)))
def test_a_module_says_what_it_is_for_and_stays_readable(source: Path) -> None:
    text = source.read_text("utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module begins by saying what it is for"
    assert len(text.splitlines()) <= 400, "split it: a file has at most 400 lines"
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    assert not [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno >= 40], "at most 40 lines a function"


def _imported(source: Path) -> Iterator[str]:
    """The top-level names that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]

"""The machines on which packaging's own modules are tried, and these modules, which lie in no package."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.machines import Pretended

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("machine")


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("dev")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pretended:
    """A bare machine: a shell, and nothing that Desk needs."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "root/pyproject.toml").write_text("[project]\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return Pretended(tmp_path / "bin", tmp_path / "root", tmp_path / "log")


@pytest.fixture
def debian(here: Pretended, monkeypatch: pytest.MonkeyPatch) -> Pretended:
    """A Debian that has libegl1 and no other library, and whose apt-get works for root, who it is."""
    here.program("dpkg-query", "echo 'ii  libegl1'; echo 'rc  libgl1'; exit 1")
    here.program("apt-get", "exit 0")
    here.program("apt-cache", "exit 100")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return here


@pytest.fixture
def person_s(debian: Pretended, monkeypatch: pytest.MonkeyPatch) -> Pretended:
    """The same Debian, used by somebody who is not root."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return debian


@pytest.fixture
def checkers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("checkers")

"""What exported pages are held against is fetched once, and where it cannot be, one sentence says why."""

from __future__ import annotations

import os
from types import ModuleType

import pytest

from tests.packaging.machines import Pretended

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the pretended programs are shell scripts")


def provide(here: Pretended, *programs: str, npm: str = "exit 0") -> None:
    for name in programs:
        here.program(name, "exit 0")
    here.program("npm", npm)


def test_what_is_missing_is_fetched_and_not_fetched_again(checkers: ModuleType, debian: Pretended) -> None:
    provide(debian, "java")
    assert checkers.prepare(debian.root) == ""
    assert " chromium -o" in debian.asked("apt-get")[1]
    [asked] = debian.asked("npm")
    assert asked.startswith(f"install --prefix {debian.root / '.venv/node'} ")
    assert asked.endswith(" ".join(checkers.MODULES))
    assert all("@" in module for module in checkers.MODULES), "of one version, the same every day"
    provide(debian, "java", "chromium")
    assert checkers.prepare(debian.root) == ""
    assert len(debian.asked("npm")) == 1
    assert len(debian.asked("apt-get")) == 2


def test_npm_itself_comes_from_debian_where_there_is_none(checkers: ModuleType, debian: Pretended) -> None:
    makes = f"printf '#!/bin/sh\\n' > '{debian.bin}/npm'; /bin/chmod +x '{debian.bin}/npm'"
    debian.program("apt-get", f"test $1 = update || {{ {makes}; }}")
    assert checkers.prepare(debian.root) == ""
    assert {"chromium", "default-jre-headless", "nodejs", "npm"} <= set(debian.asked("apt-get")[1].split())


def test_who_may_not_install_is_given_the_command(checkers: ModuleType, person_s: Pretended) -> None:
    provide(person_s, "chromium")
    told = checkers.prepare(person_s.root)
    assert told.startswith("Exported pages are not held against the checkers of others: ")
    assert told.endswith("sudo apt-get install -y --no-install-recommends default-jre-headless")
    assert person_s.asked("apt-get") == person_s.asked("npm") == []


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("npm error code ENOTFOUND", "could not be fetched: check the network"),
        ("npm error ENOSPC: no space left on device", "could not be installed: npm error ENOSPC: no space left"),
    ],
)
def test_an_npm_that_fails_leaves_a_sentence_and_is_asked_again(
    checkers: ModuleType, debian: Pretended, said: str, sentence: str
) -> None:
    provide(debian, "java", "chromium", npm=f'echo "{said}" >&2; exit 1')
    assert sentence in checkers.prepare(debian.root)
    provide(debian)
    assert checkers.prepare(debian.root) == ""


def test_only_the_unattended_run_fetches_them(
    dev: ModuleType, checkers: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkers, "prepare", lambda root: f"asked for {root.name}")
    monkeypatch.delenv("CI", raising=False)
    with dev.page_checkers() as fetched:
        assert fetched() == ""
    monkeypatch.setenv("CI", "true")
    with dev.page_checkers() as fetched:
        assert fetched() == f"asked for {dev.ROOT.name}"

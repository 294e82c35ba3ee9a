"""A migration that is killed at any of its statements leaves the old library, and the next start completes it."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desk.library import Library, restore
from desk.library.backup import is_sound
from desk.library.schema import CURRENT, STEPS, schema_of

ROOT = Path(__file__).resolve().parents[2]
OLDER = [file for number in range(1, CURRENT) for file in [ROOT / "tests" / "libraries" / f"schema-{number}.zip"]]
PLACES = 6
_KILLED = 9
_MIGRATE = f"""
import os, sys
from pathlib import Path
from desk.library import Library, opening
left = int(sys.argv[2])

def count(statement):
    global left
    left -= 1
    if left == 0:
        os._exit({_KILLED})

def connect(file, mode, connect=opening.connect):
    connection = connect(file, mode)
    connection.set_trace_callback(count)
    return connection

opening.connect = connect
Library.open(Path(sys.argv[1])).close()
print(-left)
"""


def migrate(folder: Path, kill_at: int) -> subprocess.CompletedProcess[str]:
    """Open a library in a program that ends at once, as if killed, at its n-th statement (0: never)."""
    command = [sys.executable, "-c", _MIGRATE, str(folder), str(kill_at)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """The schema, and all rows that hold stories, of a database that is sound."""
    with closing(sqlite3.connect(file)) as connection:
        assert is_sound(connection)
        tables = ("sqlite_master", "article", "snapshot", "journal", "version", "uses", "setting", "indexed")
        found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}
        return {**found, "schema": [(schema_of(connection),)]}


@pytest.fixture(params=OLDER, ids=lambda file: str(file.stem))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of a library of an older schema, as its own Desk left it."""
    folder = restore(request.param, tmp_path / "old")
    assert not (folder / "backups").exists()
    return folder


def test_a_migration_killed_at_any_statement_leaves_the_old_library(old: Path, tmp_path: Path) -> None:
    before = rows(old / "library.db")
    whole = tmp_path / "whole"
    shutil.copytree(old, whole)
    ended = migrate(whole, 0)
    assert ended.returncode == 0, ended.stderr
    statements = int(ended.stdout)
    after = rows(whole / "library.db")
    assert after["schema"] == [(CURRENT,)]
    places = random.Random(5).sample(range(1, statements), PLACES)
    for number in sorted({1, *places, statements}):
        folder = tmp_path / str(number)
        shutil.copytree(old, folder)
        assert migrate(folder, number).returncode == _KILLED
        assert rows(folder / "library.db") == before
        with closing(Library.open(folder)) as library:
            assert library.verify() == []
        assert rows(folder / "library.db")["article"] == after["article"]


def test_what_was_before_a_migration_is_kept_and_can_be_opened_by_its_own_desk(old: Path) -> None:
    before = rows(old / "library.db")
    Library.open(old).close()
    (copy,) = (old / "backups").glob("before-schema-*.db")
    assert rows(copy) == before


def test_every_released_schema_has_a_saved_library_and_a_step() -> None:
    assert all(file.exists() for file in OLDER)
    assert len(STEPS) == CURRENT

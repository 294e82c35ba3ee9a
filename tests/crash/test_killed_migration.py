"""A Desk is killed while it leads an older library to its own schema: what is left is the old library, or the new."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from desk.library import Library, restore
from desk.library.packing import pack, unpack
from desk.library.schema import CURRENT

ROOT = Path(__file__).resolve().parents[2]
OLDEST = ROOT / "tests" / "libraries" / "schema-1.zip"
KILLS = 10 if os.environ.get("CI") else 4
STORIES = 300
_OPENER = """
import os, sys
from pathlib import Path
from desk.library import Library
import desk.library.indexing
os.write(1, b"begin")
Library.open(Path(sys.argv[1])).close()
os.write(1, b"end")
"""


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the first schema, grown to a size at which a migration takes its time."""
    folder = restore(OLDEST, tmp_path_factory.mktemp("older") / "library")
    with closing(sqlite3.connect(folder / "library.db")) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(article)")]
        rest = ", ".join(column for column in columns if column not in ("turn", "id"))
        content = connection.execute("SELECT content FROM snapshot WHERE article = '5041'").fetchone()[0]
        record = unpack(content)
        assert isinstance(record, dict)
        for turn in range(1000, 1000 + STORIES):
            connection.execute(
                f"INSERT INTO article (turn, id, {rest}) SELECT ?, ?, {rest} FROM article WHERE id = '5041'",
                (turn, f"s{turn}"),
            )
            whole = pack(record | {"id": f"s{turn}", "photos": [], "lead": ""})
            connection.execute("INSERT INTO snapshot VALUES (?, 0, ?)", (f"s{turn}", whole))
        connection.execute("UPDATE article SET versions = 0, thumb = '' WHERE turn >= 1000")
    return folder


def opened_and_killed(folder: Path, seconds: float) -> None:
    """Have the library opened by a program that is killed so long after it began."""
    with subprocess.Popen([sys.executable, "-c", _OPENER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        os.read(process.stdout.fileno(), 5)
        time.sleep(seconds)  # a moment nobody chose
        process.kill()


def duration(folder: Path) -> float:
    """How long the migration takes when nobody is killed; seconds."""
    with subprocess.Popen([sys.executable, "-c", _OPENER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        os.read(process.stdout.fileno(), 5)
        begin = time.monotonic()
        process.stdout.read()
        return time.monotonic() - begin


def schema_as_left(folder: Path) -> int:
    """The schema that a library has as it lies there; its file is sound."""
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM article").fetchone() == (STORIES + 2,)
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_a_migration_killed_at_any_moment_leaves_the_old_library_or_the_new(
    older: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = duration(shutil.copytree(older, tmp_path / "whole"))
    dice, left = random.Random(), dict.fromkeys(range(1, CURRENT + 1), 0)
    for number in range(KILLS):
        folder = shutil.copytree(older, tmp_path / str(number))
        opened_and_killed(folder, dice.uniform(0, whole * 1.3))
        left[schema_as_left(shutil.copytree(folder, tmp_path / f"{number}-as-left"))] += 1
        with closing(Library.open(folder)) as library:
            assert library.verify() == []
            assert library.count() == STORIES + 1
            assert library.find("سه‌ردێڕێکی", limit=1)
            assert library.article("5041").headline == "سەردێڕێکی نوێ"
    with capsys.disabled():
        print(f"\nmigration: {KILLS} kills in {whole:.2f} s of work; schema left: {left}")  # noqa: T201

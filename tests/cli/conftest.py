"""A library of the test's own, what it holds, files to import, and the command line itself."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desk import cli
from desk.article.model import Article
from desk.library import Library
from tests.cli.helpers import Desk, Ended


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Runs a command on a library of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DESK_LIBRARY", raising=False)
    monkeypatch.setenv("DESK_SETTINGS", str(tmp_path / "settings" / "desk.ini"))

    def run(*words: object) -> Ended:
        capsys.readouterr()
        code = cli.main(["--library", str(tmp_path / "library"), *map(str, words)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def keep(tmp_path: Path) -> Callable[..., None]:
    """Puts articles into the library that the commands work on."""

    def add(*articles: Article) -> None:
        with closing(Library.open(tmp_path / "library")) as library:
            for article in articles:
                library.add(article)

    return add


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write

"""Which call goes where, and what a wrong one is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from desk import __main__ as program
from desk.article.trouble import Trouble


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("", True),
        ("--library stories", True),
        ("--library list", True),
        ("--library=stories --open abc", True),
        ("--open list", True),
        ("story.md", True),
        ("--samples", True),
        ("~/stories/dam.txt", True),
        ("list", False),
        ("--library stories list", False),
        ("--library=stories restore-version a 1", False),
        ("exprot", False),
        ("--help", False),
        ("--library stories --version", False),
    ],
)
def test_a_command_s_name_goes_to_the_command_line_and_all_else_to_the_window(words: str, window: bool) -> None:
    assert program.is_for_window(words.split()) is window


def test_a_file_called_like_a_word_opens_in_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").write_text("Dam talks")
    assert program.is_for_window(["notes"])


def test_a_library_qt_lacks_is_named_with_its_remedy() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert "libEGL.so.1" in program._why_no_qt(error)
    assert "sudo apt-get install" in program._why_no_qt(error)
    with pytest.raises(ImportError):
        program._why_no_qt(ImportError("cannot import name 'x' from 'desk.ui'", name="desk.ui"))


def test_trouble_outside_a_command_is_one_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def in_trouble(_argv: Sequence[str]) -> int:
        raise Trouble("The window is stuck.")

    monkeypatch.setattr(program, "run", in_trouble)
    with pytest.raises(SystemExit, match="1"):
        program.main()
    assert capsys.readouterr().err == "desk: The window is stuck.\n"

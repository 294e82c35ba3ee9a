"""Resources are found wherever Desk runs from; the library lies where the person says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desk import paths


def test_a_checkout_has_its_resources_beside_the_package() -> None:
    assert paths.resources() == Path(paths.__file__).resolve().parent.parent / "resources"
    assert (paths.resources() / "icons").is_dir()


def test_an_installed_desk_has_its_resources_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "_HERE", tmp_path)
    assert paths.resources() == tmp_path / "resources"


def test_a_bundle_has_its_resources_in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"


def test_the_library_named_on_the_command_line_goes_before_the_environment_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_LIBRARY", str(tmp_path / "environment"))
    assert paths.library_folder(str(tmp_path / "named")) == tmp_path / "named"
    assert paths.library_folder() == tmp_path / "environment"
    assert paths.is_chosen()


@pytest.mark.parametrize("nothing", [None, ""])
def test_the_library_is_in_the_user_s_data_folder_otherwise(
    nothing: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESK_LIBRARY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.library_folder(nothing).name == "desk"
    assert not paths.is_chosen(nothing)


@pytest.mark.skipif(sys.platform != "linux", reason="the data folder follows XDG_DATA_HOME on Linux only")
def test_the_user_s_data_folder_may_be_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESK_LIBRARY", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.library_folder() == tmp_path / "desk"


def test_a_library_s_folder_is_absolute_so_that_a_later_change_of_folder_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert paths.library_folder("stories") == tmp_path / "stories"
    assert paths.library_folder("~/stories") == tmp_path / "home" / "stories"
    assert paths.library_folder("~nobody-of-that-name/x").is_absolute()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("[General]\nauthor=Dana Azad\n\n[show]\nx=yes\n", "Dana Azad"),
        ('[General]\nappearance=dark\nauthor="Ünal; \\"O\\" \\\\ x"\n', 'Ünal; "O" \\ x'),
        ("[General]\nauthor=دانا ئازاد\n", "دانا ئازاد"),
        ("[General]\nauthor=@@Home\n", "@Home"),
        ("[show]\nauthor=yes\n", "the login name"),
        ("[General]\nappearance=dark\n\n[show]\nauthor=yes\n", "the login name"),
        ("", "the login name"),
        (None, "the login name"),
    ],
)
def test_the_name_is_the_one_set_in_the_window_else_the_login_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str | None, name: str
) -> None:
    monkeypatch.setenv("DESK_SETTINGS", str(tmp_path / "desk.ini"))
    monkeypatch.setattr(paths, "login_name", lambda: "the login name")
    if written is not None:
        (tmp_path / "desk.ini").write_text(written, "utf-8")
    assert paths.own_name() == name

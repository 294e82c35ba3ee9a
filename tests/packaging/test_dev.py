"""The two commands on machines that lack things. The machines are folders of pretended programs, first on the PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import ModuleType

import pytest

from tests.packaging.machines import Pretended

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the pretended programs are shell scripts")


@pytest.mark.usefixtures("debian")
def test_a_package_is_missing_unless_dpkg_says_it_is_installed(machine: ModuleType) -> None:
    assert machine.missing(["libegl1", "libgl1", "xvfb"]) == ["libgl1", "xvfb"]


def test_a_package_that_was_renamed_is_there_by_either_name(machine: ModuleType, debian: Pretended) -> None:
    debian.program("dpkg-query", "echo 'ii  libasound2'")
    assert machine.missing(["libasound2t64|libasound2", "libglib2.0-0t64|libglib2.0-0"]) == [
        "libglib2.0-0t64|libglib2.0-0"
    ]


@pytest.mark.usefixtures("here")
def test_no_package_is_missing_where_there_is_no_debian(machine: ModuleType) -> None:
    assert machine.missing(machine.WINDOW) == []
    assert not machine.may_install()


def test_root_gets_what_is_missing_installed_under_the_name_this_release_knows(
    machine: ModuleType, debian: Pretended
) -> None:
    debian.program("apt-cache", 'test "$2" = libasound2t64')
    debian.environment()
    machine.prepare(debian.root, ["libegl1", "libasound2t64|libasound2", "libglib2.0-0t64|libglib2.0-0", "xvfb"])
    update, install = debian.asked("apt-get")
    assert update == "update"
    assert install.startswith("install -y --no-install-recommends libasound2t64 libglib2.0-0 xvfb -o")


def test_a_machine_without_venv_gets_debian_s_package_for_it(
    machine: ModuleType, debian: Pretended, monkeypatch: pytest.MonkeyPatch
) -> None:
    has = iter([False, True])
    monkeypatch.setattr(machine, "_has_ensurepip", lambda: next(has))
    made = debian.root / ".venv/bin/python"
    makes = f'mkdir -p "{made.parent}"; printf "#!/bin/sh\\n" > "{made}"; chmod +x "{made}"'
    debian.program("python3", f"PATH=/bin:/usr/bin; {makes}")
    monkeypatch.setattr(sys, "executable", str(debian.bin / "python3"))
    assert machine.prepare(debian.root, ["libegl1"]) == made
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert f" python{version}-venv " in debian.asked("apt-get")[1]
    assert debian.asked("python3") == [f"-m venv --clear {debian.root / '.venv'}"]


def test_who_is_not_root_is_given_the_exact_command_for_venv(
    machine: ModuleType, person_s: Pretended, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_has_ensurepip", lambda: False)
    with pytest.raises(
        machine.Unready, match=r"sudo apt-get install -y --no-install-recommends python3\.\d+-venv xvfb"
    ):
        machine.prepare(person_s.root, ["libegl1", "xvfb"])
    assert person_s.asked("apt-get") == []


def test_who_is_not_root_is_given_the_exact_command_for_qt_s_libraries(
    machine: ModuleType, person_s: Pretended
) -> None:
    person_s.environment('case "$2" in *PySide6*) exit 1;; esac')
    with pytest.raises(machine.Unready, match="sudo apt-get install -y --no-install-recommends libgl1 xvfb"):
        machine.prepare(person_s.root, ["libegl1", "libgl1", "xvfb"])
    assert person_s.asked("apt-get") == []


def test_where_qt_loads_all_the_same_missing_packages_are_only_named(
    machine: ModuleType, person_s: Pretended, capsys: pytest.CaptureFixture[str]
) -> None:
    person_s.environment()
    machine.prepare(person_s.root, ["libegl1", "xvfb"])
    assert "sudo apt-get install -y --no-install-recommends xvfb" in capsys.readouterr().out


def test_a_python_that_can_make_no_environment_is_named_where_there_is_no_apt(
    machine: ModuleType, here: Pretended, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_has_ensurepip", lambda: False)
    with pytest.raises(machine.Unready, match="no ensurepip"):
        machine.prepare(here.root, machine.WINDOW)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("E: Failed to fetch http://x  Temporary failure resolving: name resolution", "check the network"),
        ("E: Could not open lock file - open (13: Permission denied)", "Permission denied"),
        ("", "no reason was given"),
    ],
)
def test_an_apt_that_fails_leaves_a_sentence_and_the_command(
    machine: ModuleType, debian: Pretended, said: str, sentence: str
) -> None:
    debian.program("apt-get", f'echo "{said}" >&2; exit 100')
    debian.environment('case "$*" in *install*) exit 1;; esac')
    with pytest.raises(machine.Unready, match=sentence) as caught:
        machine.prepare(debian.root, ["libgl1"])
    assert "sudo apt-get install -y --no-install-recommends libgl1" in str(caught.value)


def test_the_system_s_packages_and_python_s_come_at_the_same_time(machine: ModuleType, debian: Pretended) -> None:
    waits = "for turn in 1 2 3 4 5 6 7 8 9; do test -e '{0}' && exit 0; /bin/sleep 1; done; exit 1"
    other, own = debian.root / "pip-began", debian.root / "apt-began"
    debian.program("apt-get", f"test $1 = update && exit 0; : > '{own}'; {waits.format(other)}")
    debian.environment(f"case \"$*\" in *install*) : > '{other}'; {waits.format(own)};; esac")
    machine.prepare(debian.root, ["libgl1"])


def test_without_network_one_plain_sentence(machine: ModuleType, here: Pretended) -> None:
    here.environment('echo "WARNING: Retrying: Failed to establish a new connection" >&2; exit 1')
    with pytest.raises(machine.Unready) as caught:
        machine.install_project(here.root, here.root / ".venv/bin/python")
    assert str(caught.value) == (
        "Desk’s Python packages could not be fetched: check the network, then give the same command again."
    )


def test_pip_s_own_reason_is_passed_on(machine: ModuleType, here: Pretended) -> None:
    here.environment('echo "ERROR: Could not install packages: No space left on device" >&2; echo more >&2; exit 1')
    with pytest.raises(machine.Unready, match="No space left on device"):
        machine.install_project(here.root, here.root / ".venv/bin/python")


def test_what_was_done_is_not_done_again(machine: ModuleType, here: Pretended) -> None:
    here.environment()
    python = machine.prepare(here.root, machine.WINDOW)
    first = here.asked("python")
    assert "-m pip install --disable-pip-version-check -e .[dev]" in first
    assert machine.prepare(here.root, machine.WINDOW) == python
    assert here.asked("python") == first


def test_an_installation_that_failed_is_tried_again(machine: ModuleType, here: Pretended) -> None:
    here.environment('case "$*" in *install*) exit 1;; esac')
    with pytest.raises(machine.Unready):
        machine.prepare(here.root, [])
    here.environment()
    machine.prepare(here.root, [])
    assert sum("pip install" in line for line in here.asked("python")) == 2


def test_what_a_failed_installation_left_behind_is_not_trusted(machine: ModuleType, here: Pretended) -> None:
    here.environment()
    machine.prepare(here.root, [])
    before = (here.root / "pyproject.toml").read_text()
    here.environment('case "$*" in *install*) exit 1;; esac')
    with pytest.raises(machine.Unready):
        machine.prepare(_change_project(here), [])
    (here.root / "pyproject.toml").write_text(before)
    here.environment()
    machine.prepare(here.root, [])
    assert sum("pip install" in line for line in here.asked("python")) == 3


def _change_project(here: Pretended) -> Path:
    (here.root / "pyproject.toml").write_text("[project]\nname = 'another'\n")
    return here.root


def _move(here: Pretended) -> Path:
    return here.root.rename(here.root.with_name("moved"))


@pytest.mark.parametrize("happens", [_change_project, _move])
def test_another_project_file_or_another_folder_is_installed_anew(
    machine: ModuleType, here: Pretended, happens: Callable[[Pretended], Path]
) -> None:
    here.environment()
    machine.prepare(here.root, [])
    machine.prepare(happens(here), [])
    assert sum("pip install" in line for line in here.asked("python")) == 2


def test_an_environment_without_pip_is_made_anew(
    machine: ModuleType, here: Pretended, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.environment('case "$2" in *pip*) exit 1;; esac')
    here.program("python3", "")
    monkeypatch.setattr(sys, "executable", str(here.bin / "python3"))
    machine.environment(here.root)
    assert here.asked("python3") == [f"-m venv --clear {here.root / '.venv'}"]


def test_a_wrong_call_says_how_to_call(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == dev.main(["tset"]) == 2
    assert "run|test" in capsys.readouterr().err


def test_an_unready_machine_is_a_sentence_and_exit_code_one(
    dev: ModuleType, machine: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unready(*_words: object) -> None:
        raise machine.Unready("Something is missing.")

    monkeypatch.setattr(machine, "prepare", unready)
    assert dev.main(["run"]) == dev.main(["test"]) == 1
    assert capsys.readouterr().err == "Something is missing.\nSomething is missing.\n"


@pytest.mark.parametrize(
    ("codes", "well"), [([0, 0], True), ([0, 5], True), ([5, 5], False), ([0, 1], False), ([2, 0], False), ([], False)]
)
def test_all_is_well_when_something_ran_and_nothing_failed(dev: ModuleType, codes: list[int], well: bool) -> None:
    assert dev.sound(codes) is well


def test_words_for_pytest_are_parted_into_tests_and_options(dev: ModuleType) -> None:
    words = ["tests/test_paths.py::test_one", "-k", "caption", "-x"]
    assert dev.split_words(words) == (["tests/test_paths.py::test_one"], ["-k", "caption", "-x"])


def test_the_sample_to_show_has_a_photo_beside_it(dev: ModuleType, machine: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("![](not-there.jpg)")
    with pytest.raises(machine.Unready, match="no sample story"):
        dev.illustrated_sample(tmp_path)
    (tmp_path / "b.md").write_text("photos: [{file: arrival.jpg}]")
    (tmp_path / "arrival.jpg").touch()
    assert dev.illustrated_sample(tmp_path) == tmp_path / "b.md"


def test_tests_meet_nothing_of_the_person_s_own(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_LIBRARY", "/home/nasrin/stories")
    monkeypatch.setenv("XDG_DATA_HOME", "/home/nasrin/.local/share")
    with dev.surroundings() as env:
        assert "DESK_LIBRARY" not in env
        assert "nasrin" not in env["XDG_DATA_HOME"]
        assert Path(env["XDG_RUNTIME_DIR"]).stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("openbox")), reason="Xvfb or openbox is not installed")
def test_the_screen_of_the_window_s_tests_is_there_and_goes_again(dev: ModuleType) -> None:
    with dev.screen() as env:
        socket = Path(f"/tmp/.X11-unix/X{env['DISPLAY'].removeprefix(':')}")
        assert socket.exists()
    assert not socket.exists()


def test_pytest_s_closing_line_is_known_among_others(dev: ModuleType) -> None:
    python = Path(sys.executable)
    closing, code = dev._pytest(python, ["--version"], dict(os.environ))
    assert (closing, code) == ("pytest ended without a closing line, exit code 0", 0)
    closing, code = dev._pytest(python, ["tests/test_paths.py", "-p", "no:pytest-qt"], dict(os.environ))
    assert code == 0
    assert " passed" in closing


def test_qt_is_hidden_as_if_it_were_not_installed() -> None:
    code = "import importlib.util as u, sys; assert u.find_spec('PySide6') is None; import click; import PySide6"
    env = {**os.environ, "PYTHONPATH": str(PACKAGING / "without_qt")}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert "ModuleNotFoundError: No module named 'PySide6'" in done.stderr


@pytest.mark.parametrize("cores", [1, 2])
def test_runs_of_tests_go_on_at_once_and_are_told_of_one_after_the_other(
    dev: ModuleType, cores: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    has_begun = Event()

    def first(tell: Callable[[str], None]) -> tuple[str, int]:
        tell("first, ")
        assert has_begun.wait(10), "the next goes on at the same time"
        tell("first\n")
        return "1 passed", 0

    def second(tell: Callable[[str], None]) -> tuple[str, int]:
        has_begun.set()
        tell("second\n")
        return "2 passed", 1

    def third(tell: Callable[[str], None]) -> tuple[str, int]:
        tell("third\n")
        return "3 passed", 0

    assert dev._side_by_side([first, second, third]) == [("1 passed", 0), ("2 passed", 1), ("3 passed", 0)]
    assert capsys.readouterr().out == "first, first\nsecond\nthird\n"

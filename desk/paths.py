"""Where things lie and whose they are: the program's resources, the library, the name that versions are signed with.

Resources stand beside `desk/` in a checkout, inside it in a wheel, and in the bundle's own folder when frozen.
"""

from __future__ import annotations

import os
import re
import sys
from itertools import takewhile
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of page themes, icons, sample stories, translations and house rules."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / "resources"
    installed = _HERE / "resources"
    return installed if installed.is_dir() else _HERE.parent / "resources"


def library_folder(chosen: str | None = None) -> Path:
    """The library's folder: as chosen on the command line, else by DESK_LIBRARY, else the user's data folder."""
    wanted = chosen or os.environ.get("DESK_LIBRARY")
    if wanted:
        return Path(os.path.expanduser(wanted)).absolute()  # noqa: PTH111 - Path.expanduser fails on an unknown ~user
    import platformdirs

    return platformdirs.user_data_path("desk", appauthor=False)


def is_chosen(chosen: str | None = None) -> bool:
    """Whether somebody named the library's folder, rather than leaving it to the default."""
    return bool(chosen or os.environ.get("DESK_LIBRARY"))


def empty_choice(chosen: str | None = None) -> str:
    """What was to name the library's folder but is empty: `--library`, `DESK_LIBRARY`, or nothing of the kind."""
    if chosen is not None:
        return "" if chosen.strip() else "--library"
    named = os.environ.get("DESK_LIBRARY")
    return "" if named is None or named.strip() else "DESK_LIBRARY"


def config_folder() -> Path:
    """The folder of the person's own settings, where the window keeps them too (`DESK_SETTINGS` names its file)."""
    chosen = os.environ.get("DESK_SETTINGS")
    if chosen:
        return Path(chosen).absolute().parent
    import platformdirs

    return platformdirs.user_config_path("Desk", appauthor=False)


def settings_file() -> Path:
    """The file of the window's settings."""
    chosen = os.environ.get("DESK_SETTINGS")
    return Path(chosen) if chosen else config_folder() / "desk.ini"


def own_name() -> str:
    """The name that the person set in the window; the login name where they set none."""
    return _named_in(settings_file()) or login_name()


def _named_in(file: Path) -> str:
    """The name in a file of the window's settings, which are written as Qt does: read here without Qt."""
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    first = lines.index("[General]") + 1 if "[General]" in lines else len(lines)
    general = takewhile(lambda line: not line.startswith("["), lines[first:])
    value = next((line.partition("=")[2].strip() for line in general if line.startswith("author=")), "")
    quoted = value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
    return re.sub(r"\\(.)", r"\1", quoted.replace("@@", "@", 1) if quoted.startswith("@@") else quoted).strip()


def login_name() -> str:
    """The person's full name where the system knows it, else the login name."""
    try:
        import pwd

        entry = pwd.getpwuid(os.getuid())
        return entry.pw_gecos.split(",")[0] or entry.pw_name
    except (ImportError, KeyError):
        import getpass

        return getpass.getuser()

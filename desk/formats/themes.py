"""Where page themes are found: Desk's own beside the program, a newsroom's in its library, each a folder.

A newsroom begins with a copy of Desk's plain theme and changes it.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from desk.article.trouble import Trouble
from desk.formats.page import Options, PageMaker
from desk.formats.templates import PAGE, PLAIN, is_theme_name
from desk.paths import resources

FOLDER = "themes"
"""What the folder of a newsroom's themes is called in its library."""
Stamp = tuple[tuple[str, int, int], ...]
"""The files of a theme, each with when it was last written and how large it is."""


def page_maker(theme: str, own: Path | None = None) -> PageMaker:
    """The maker of pages in a theme, by the theme's name; `own` is the folder of the newsroom's themes.

    A theme whose files have changed since is read anew. Trouble where there is no such theme.
    """
    folder = theme_folder(theme, own)
    return _maker(folder, stamp_of(folder))


def maker_for(options: Options) -> PageMaker:
    """The maker of the pages that these options ask for."""
    return page_maker(options.theme, options.themes)


def theme_folder(theme: str, own: Path | None = None) -> Path:
    """The folder of a theme. Trouble where there is none of that name."""
    for place in (_desks(), own):
        if place is not None and is_theme_name(theme) and (place / theme / PAGE).is_file():
            return place / theme
    raise Trouble(f"There is no page theme “{theme}”: choose one of {', '.join(theme_names(own))}.")


def theme_names(own: Path | None = None) -> tuple[str, ...]:
    """The names of all themes: Desk's own, then the newsroom's by the alphabet."""
    names = [sorted(_in(place)) for place in (_desks(), own) if place is not None]
    return tuple(dict.fromkeys(name for group in names for name in group))


def new_theme(name: str, own: Path) -> Path:
    """Make a theme of the newsroom's own, a copy of Desk's plain one; its folder. Trouble where the name is none."""
    if not is_theme_name(name):
        raise Trouble(f"“{name}” is no name for a theme: use letters, digits, blanks and hyphens, at most 60.")
    if name.casefold() in {known.casefold() for known in theme_names(own)} or (own / name).exists():
        raise Trouble(f"There is a theme “{name}” already: give yours another name.")
    try:
        own.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=own, prefix=".new-") as aside:
            _copy(_desks() / PLAIN, Path(aside) / name)
            (Path(aside) / name).rename(own / name)
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble(f"The theme “{name}” was not made, since {own} cannot be written to: {why}.") from error
    return own / name


def _copy(source: Path, target: Path) -> None:
    """Copy the files of a folder but not their modes: Desk's own may lie where nobody can write."""
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.is_dir():
            _copy(path, target / path.name)
        else:
            shutil.copyfile(path, target / path.name)


def stamp_of(folder: Path) -> Stamp:
    """What tells that a file of a theme has changed, come or gone."""
    found = []
    for path in sorted(folder.rglob("*")):
        try:
            state = path.stat()
        except OSError:  # gone meanwhile, or a link to nowhere
            continue
        found.append((path.relative_to(folder).as_posix(), state.st_mtime_ns, state.st_size))
    return tuple(found)


@lru_cache(maxsize=8)
def _maker(folder: Path, _stamp: Stamp) -> PageMaker:
    return PageMaker(folder, _desks() / PLAIN)


def _desks() -> Path:
    return resources() / FOLDER


def _in(place: Path) -> list[str]:
    try:
        return [folder.name for folder in place.iterdir() if is_theme_name(folder.name) and (folder / PAGE).is_file()]
    except OSError:
        return []

"""What a person can set, declared once: name, default, and where it is kept between runs.

Kept as an INI file in the person's configuration folder (`DESK_SETTINGS` names another), never in the library:
settings belong to a person, stories to a newsroom.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from desk.paths import login_name

APPEARANCES = ("system", "light", "dark")
FACES = ("serif", "sans", "typewriter")
COLUMNS = (60, 68, 75)
DRAWINGS = ("auto", "software", "graphics card")


def _settings_file() -> Path:
    chosen = os.environ.get("DESK_SETTINGS")
    if chosen:
        return Path(chosen)
    place = QStandardPaths.StandardLocation
    where = place.GenericDataLocation if sys.platform == "darwin" else place.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(where)) / "Desk" / "desk.ini"


class Focus(StrEnum):
    """How much of the text stays bright while writing."""

    OFF = "off"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class Settings:
    """The person's settings; every change is on disk when it is made."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or _settings_file()
        self._store = QSettings(str(self._file), QSettings.Format.IniFormat)

    @property
    def has_name(self) -> bool:
        """Whether the person’s name was set, and is not just that of the login."""
        return bool(self._text("author"))

    @property
    def author(self) -> str:
        """The name that versions are signed with."""
        return self._text("author") or login_name()

    @author.setter
    def author(self, name: str) -> None:
        self._store.setValue("author", name.strip())

    @property
    def publisher(self) -> str:
        """The newsroom, as exported pages name it."""
        return self._text("publisher") or "Desk News"

    @publisher.setter
    def publisher(self, name: str) -> None:
        self._store.setValue("publisher", name.strip())

    @property
    def base_url(self) -> str:
        """Where exported pages will be published, or empty: links in exports become absolute under it."""
        return self._text("base_url")

    @base_url.setter
    def base_url(self, address: str) -> None:
        self._store.setValue("base_url", address.strip())

    @property
    def story_language(self) -> str:
        """The tag of the language that new stories are in; their first words may make it another."""
        return self._text("story_language") or "en"

    @story_language.setter
    def story_language(self, tag: str) -> None:
        self._store.setValue("story_language", tag)

    @property
    def appearance(self) -> str:
        """`system`, `light` or `dark`."""
        chosen = self._text("appearance")
        return chosen if chosen in APPEARANCES else "system"

    @appearance.setter
    def appearance(self, name: str) -> None:
        self._store.setValue("appearance", name)

    @property
    def text_size(self) -> float:
        """Size of the body's text while writing, in points, 9 to 28."""
        try:
            return min(28.0, max(9.0, float(self._text("text_size") or 13)))
        except ValueError:
            return 13.0

    @text_size.setter
    def text_size(self, points: float) -> None:
        self._store.setValue("text_size", str(points))

    @property
    def face(self) -> str:
        """The letters that stories are written in, by their name in `look.FACES`."""
        chosen = self._text("face")
        return chosen if chosen in FACES else FACES[0]

    @face.setter
    def face(self, name: str) -> None:
        self._store.setValue("face", name)

    @property
    def text_share(self) -> float:
        """How much of the window the text has beside a pane that needs the room of all the others, 0.2 to 0.6."""
        try:
            return min(0.6, max(0.2, float(self._text("text_share") or 0.3)))
        except ValueError:
            return 0.3

    @text_share.setter
    def text_share(self, share: float) -> None:
        self._store.setValue("text_share", f"{share:.3f}")

    @property
    def facing_share(self) -> float:
        """How much of the window the text has beside its version in another language, 0.3 to 0.7."""
        try:
            return min(0.7, max(0.3, float(self._text("facing_share") or 0.5)))
        except ValueError:
            return 0.5

    @facing_share.setter
    def facing_share(self, share: float) -> None:
        self._store.setValue("facing_share", f"{share:.3f}")

    @property
    def column(self) -> int:
        """Characters in a line of the body while writing, one of COLUMNS."""
        chosen = self._text("column")
        return int(chosen) if chosen in map(str, COLUMNS) else COLUMNS[1]

    @column.setter
    def column(self, characters: int) -> None:
        self._store.setValue("column", str(characters))

    @property
    def focus(self) -> Focus:
        """How much of the text stays bright while writing."""
        chosen = self._text("focus")
        return Focus(chosen) if chosen in list(Focus) else Focus.OFF

    @focus.setter
    def focus(self, focus: Focus) -> None:
        self._store.setValue("focus", str(focus))

    @property
    def drawing(self) -> str:
        """Who draws the window: `auto` (Desk finds out), `software`, or the `graphics card`."""
        chosen = self._text("drawing")
        return chosen if chosen in DRAWINGS else DRAWINGS[0]

    @drawing.setter
    def drawing(self, name: str) -> None:
        self._store.setValue("drawing", name)

    @property
    def export_folder(self) -> str:
        """Where the last export went."""
        return self._text("export_folder") or str(Path.home())

    @export_folder.setter
    def export_folder(self, folder: str) -> None:
        self._store.setValue("export_folder", folder)

    @property
    def site_folder(self) -> str:
        """Where the last site went."""
        return self._text("site_folder") or str(Path.home() / "Desk site")

    @site_folder.setter
    def site_folder(self, folder: str) -> None:
        self._store.setValue("site_folder", folder)

    @property
    def backup_folder(self) -> str:
        """The folder that has backups too, such as a stick; empty for none."""
        return self._text("backup_folder")

    @backup_folder.setter
    def backup_folder(self, folder: str) -> None:
        self._store.setValue("backup_folder", folder)

    @property
    def export_formats(self) -> list[str]:
        """The formats of the last export."""
        return [name for name in (self._text("export_formats") or "html,json").split(",") if name]

    @export_formats.setter
    def export_formats(self, names: list[str]) -> None:
        self._store.setValue("export_formats", ",".join(names))

    @property
    def fragments(self) -> tuple[str, int]:
        """What stood for photos in the last fragment, and by how many levels its headings were lowered."""
        levels = self._text("fragment_headings")
        return self._text("fragment_figures") or "figure", min(int(levels), 2) if levels.isdecimal() else 0

    @fragments.setter
    def fragments(self, chosen: tuple[str, int]) -> None:
        self._store.setValue("fragment_figures", chosen[0])
        self._store.setValue("fragment_headings", str(chosen[1]))

    @property
    def desk_folder(self) -> str:
        """Where the last story went that was sent to another desk, such as a stick."""
        return self._text("desk_folder") or self.export_folder

    @desk_folder.setter
    def desk_folder(self, folder: str) -> None:
        self._store.setValue("desk_folder", folder)

    @property
    def desks(self) -> list[str]:
        """To whom stories were sent, the last first; twelve at most."""
        return [name for name in self._text("desks").split("\n") if name]

    @desks.setter
    def desks(self, names: list[str]) -> None:
        self._store.setValue("desks", "\n".join(names[:12]))

    @property
    def shelf_order(self) -> tuple[str, bool]:
        """The order of the shelf's list, and whether days part it."""
        return self._text("shelf_order"), self.flag("days", False)

    @shelf_order.setter
    def shelf_order(self, order: tuple[str, bool]) -> None:
        self._store.setValue("shelf_order", order[0])
        self.keep_flag("days", order[1])

    @property
    def dictionaries(self) -> dict[str, str]:
        """The tag of the dictionary that was chosen for a language of which there are several: `en` → `en-GB`."""
        self._store.beginGroup("dictionary")
        languages = self._store.childKeys()
        self._store.endGroup()
        return {tag: self._text(f"dictionary/{tag}") for tag in languages}

    def keep_dictionary(self, tag: str) -> None:
        """Use this dictionary for its language."""
        self._store.setValue(f"dictionary/{tag.partition('-')[0]}", tag)

    def layout(self, name: str) -> QByteArray:
        """How the window or a splitter was laid out when it was last closed; empty when never."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Remember how the window or a splitter is laid out."""
        self._store.setValue(f"layout/{name}", state)

    def flag(self, name: str, default: bool) -> bool:
        """A switch of the window, such as a pane being shown."""
        value = self._text(f"show/{name}")
        return default if not value else value == "yes"

    def keep_flag(self, name: str, on: bool) -> None:
        """Remember a switch of the window."""
        self._store.setValue(f"show/{name}", "yes" if on else "no")

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """A number that is set where it is used, such as the characters in a column's line."""
        value = self._text(f"number/{name}")
        return min(most, max(least, int(value))) if value.isdecimal() else default

    def keep_number(self, name: str, value: int) -> None:
        """Remember such a number."""
        self._store.setValue(f"number/{name}", str(value))

    def _text(self, name: str) -> str:
        value = self._store.value(name)
        return value if isinstance(value, str) else ""

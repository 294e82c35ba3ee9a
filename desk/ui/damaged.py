"""A library too damaged to be opened: the window offers its newest good backup instead of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from desk.article.trouble import Trouble
from desk.ui.backups import moment


def offer_backup(folder: Path, chosen: str, why: str, parent: QWidget) -> bool:
    """Ask whether to restore the newest good backup, and do it; whether the library can be opened again.

    `chosen` is the folder of the person's choice with backups, or empty; `why` says what is wrong with the library.
    """
    from desk.library.backups import newest_sound
    from desk.library.kept_backups import ELSEWHERE, FOLDER

    places = [folder / FOLDER, *([Path(chosen) / ELSEWHERE] if chosen else [])]
    found = [kept for place in places if (kept := newest_sound(place))]
    newest = max(found, key=lambda kept: kept.time, default=None)
    return newest is not None and _is_wanted(why, moment(newest), parent) and _restored(newest.file, folder, parent)


def _is_wanted(why: str, when: str, parent: QWidget) -> bool:
    box = QMessageBox(QMessageBox.Icon.Warning, "Desk", why, parent=parent)
    box.setInformativeText("What is there now is kept, whatever you choose.")
    restore = box.addButton(f"Restore the backup of {when}", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("Close Desk", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    wanted = box.clickedButton() is restore
    box.deleteLater()
    return wanted


def _restored(file: Path, folder: Path, parent: QWidget) -> bool:
    from desk.library import restore

    told: list[str] = []
    try:
        restore(file, folder, told.append)
    except Trouble as trouble:
        told.append(str(trouble))
        QMessageBox.warning(parent, "Desk", "\n".join(told))
        return len(told) > 1  # it was restored without some of its photos
    return True

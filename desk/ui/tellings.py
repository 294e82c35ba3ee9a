"""What is told of the open story without being asked: what another program wrote to it, what came back after a crash.

One quiet line each, with the way back beside it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desk.ui.wording import clock

if TYPE_CHECKING:
    from desk.article.model import Article
    from desk.library import Library, Opened, Version
    from desk.ui.others import CameIn
    from desk.ui.window import MainWindow


def tell_came_in(window: MainWindow, came: CameIn) -> None:
    """Somebody else wrote to the open story; what they changed is in it."""
    if came.deleted:
        window.notice.tell("Another program deleted this story. It stays open here, and what you write brings it back.")
        return
    who = "This story was changed elsewhere in Desk" if came.here else "Another program changed this story"
    window.commands.refresh_soon()
    if came.clashes:
        sentence = f"{who}: its changes are in, but where both changed the same, yours stays."
        window.notice.tell(sentence, [("Compare…", window.deeds.compare_others)], trouble=True)
    else:
        offers = [("Undo", window.deeds.undo)]
        window.notice.tell(f"{who}: its changes are in.", offers, about=window.workspace.acts.latest)


def tell_recovered(window: MainWindow, opened: Opened) -> None:
    """A story has words that no version holds yet; they are simply there, and that version is one click away."""
    saved, space = opened.saved, window.workspace
    if saved is None:
        window.notice.tell("Everything you wrote is here again.")
        return

    def is_open() -> bool:
        return space.article is not None and space.article.id == opened.article.id

    def go_back() -> None:
        if is_open():
            window.deeds.restore_version(saved.number)

    def tell(words: int) -> None:
        counted = "1 word" if words == 1 else f"{words:,} words"
        what = f"Recovered {counted} typed after" if words else "Recovered what you changed after"
        if is_open():
            window.notice.tell(f"{what} {_when(saved)}.", [(f"Back to version {saved.number}", go_back)])

    space.tasks.run(partial(_words_since, space.library, opened.article, saved), tell, lambda _why: tell(0))


def _words_since(library: Library, article: Article, version: Version) -> int:
    """How many words a story has that one of its versions lacks; off the GUI thread."""
    from desk.article.differences import counted

    return counted(library.version(article.id, version.number).body, article.body).added


def _when(version: Version) -> str:
    from datetime import datetime

    local, today = version.time.astimezone(), datetime.now().astimezone().date()
    return clock(version.time) if local.date() == today else f"{local:%d %b} {clock(version.time)}"

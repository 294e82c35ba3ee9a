"""Into the bin and out of it: acts that say what they did, and are taken back by undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from desk.ui.acts import Act

if TYPE_CHECKING:
    from desk.ui.window import MainWindow


def move_to_bin(window: MainWindow, ids: Sequence[str]) -> None:
    """Put stories into the bin; the open one among them is closed, and open again once it is back."""
    article = window.workspace.article
    opened = article.id if article is not None and article.id in ids else ""
    said = "The story is in the bin." if len(ids) == 1 else f"{len(ids):,} stories are in the bin."
    _do(window, said, partial(window.workspace.move_to_bin, ids), partial(_unbin, window, ids, opened))


def restore(window: MainWindow, ids: Sequence[str]) -> None:
    """Take stories out of the bin."""
    said = "The story is back from the bin." if len(ids) == 1 else f"{len(ids):,} stories are back from the bin."
    _do(window, said, partial(_unbin, window, ids, ""), partial(window.workspace.move_to_bin, ids))


def ask_to_empty(window: MainWindow) -> None:
    """Ask once, in place, before the stories in the bin are gone for good."""
    count = window.workspace.library.count(binned=True)
    counted = "The story in the bin" if count == 1 else f"All {count:,} stories in the bin"
    window.notice.tell(
        f"{counted} will be deleted for good, with every version.",
        [("Empty the bin", partial(_empty, window)), ("Keep them", lambda: None)],
    )


def _empty(window: MainWindow) -> None:
    def done() -> None:
        window.workspace.acts.end()
        window.notice.tell("The bin is empty.")

    window.workspace.do(window.workspace.library.empty_bin, done)


def _unbin(window: MainWindow, ids: Sequence[str], opened: str) -> None:
    space = window.workspace

    def open_again() -> None:
        if opened and space.session is None and not space.is_opening:
            space.open_story(opened)

    space.do(lambda: space.library.unbin(list(ids)), open_again)


def _do(window: MainWindow, said: str, there: Callable[[], object], back: Callable[[], object]) -> None:
    """Go there, say so, and know the way back."""
    acts = window.workspace.acts

    def go() -> None:
        there()
        window.notice.tell(said, [("Undo", partial(acts.take_back, act))], about=act)

    act = Act(back, go)
    acts.did(act)
    go()

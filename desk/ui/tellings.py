"""What is told of the open story without being asked: what another program wrote to it, what came back after a crash.

One quiet line each, with the way back beside it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desk.ui.wording import clock

if TYPE_CHECKING:
    from datetime import datetime

    from desk.article.model import Article
    from desk.library import Library, Opened, Version
    from desk.ui.notice import Offer
    from desk.ui.others import CameIn
    from desk.ui.window import MainWindow


def tell_came_in(window: MainWindow, came: CameIn) -> None:
    """Somebody else wrote to the open story; what they changed is in it."""
    if came.deleted:
        window.notice.tell("Another program deleted this story. It stays open here, and what you write brings it back.")
        return
    if window.deeds.copy_desk.handover.tell_came_in(came):
        return
    article = window.workspace.article
    renewed = window.deeds.imports.take_renewed(article.id) if came.here and article is not None else ""
    here = renewed.rstrip(".") or "This story was changed elsewhere in Desk"
    who = here if came.here else "Another program changed this story"
    window.commands.refresh_soon()
    if not came.clashes:
        tell_step(window, f"{who}. Taken in: {came.taken}.")
        return
    from desk.article.clashes import listed

    waits = listed(came.clashes)
    if came.taken:
        said = f"{who}. Taken in: {came.taken}. Both of you changed: {waits}; there yours stays until you decide."
    else:
        said = f"{who} where you did: {waits}. Nothing of it is taken in; yours stays until you decide."
    _tell_of_story(window, said, ("Compare…", window.deeds.compare_others), window.workspace.session, trouble=True)


def tell_step(window: MainWindow, sentence: str, *more: Offer) -> None:
    """Tell of the step that the open story has just taken, with the way back while there is one, `more` before it."""
    acts, step = window.workspace.acts, window.workspace.acts.latest

    def undo() -> None:
        if acts.latest == step:
            window.deeds.undo()
        else:
            window.notice.tell("The story was changed again since. Ctrl+Z takes that back first, then this.")

    _tell_of_story(window, sentence, ("Undo", undo), step, *more)


def _tell_of_story(
    window: MainWindow, said: str, offer: Offer, about: object, *more: Offer, trouble: bool = False
) -> None:
    """Tell something that is of no use once another story is open."""
    from PySide6.QtCore import Qt

    once = Qt.ConnectionType.SingleShotConnection
    window.notice.tell(said, [*more, offer], trouble=trouble, about=about)
    window.workspace.opened.connect(lambda _session, _caret: window.notice.drop(about), once)


def tell_recovered(window: MainWindow, opened: Opened) -> None:
    """A story has words that no version holds yet; they are simply there, and that version is one click away."""
    saved, space = opened.saved, window.workspace
    if saved is None:
        _tell_of_unsaved(window, opened)
        return

    def is_open() -> bool:
        return space.article is not None and space.article.id == opened.article.id

    def go_back() -> None:
        if is_open():
            window.deeds.restore_version(saved.number)

    def tell(words: int) -> None:
        if is_open():
            said = f"{_recovered(words)} {_when(saved.time)}."
            _tell_of_story(window, said, (f"Back to version {saved.number}", go_back), opened)

    space.tasks.run(partial(_words_since, space.library, opened.article, saved), tell, lambda _why: tell(0))


def _tell_of_unsaved(window: MainWindow, opened: Opened) -> None:
    """A story that nobody has saved yet came back from its first word on."""
    article, space = opened.article, window.workspace

    def tell(words: int) -> None:
        if space.article is not None and space.article.id == article.id:
            said = f"{_recovered(words)} {_when(article.created)}, in a story that was not saved yet."
            _tell_of_story(window, said, ("Save it", window.deeds.save_version), opened)

    space.tasks.run(partial(_words_of, article), tell)


def _words_of(article: Article) -> int:
    """The words above the text, and of the text; off the GUI thread."""
    from desk.article.measure import count_words

    return sum(map(count_words, (article.headline, article.summary, article.body)))


def _recovered(words: int) -> str:
    counted = "1 word" if words == 1 else f"{words:,} words"
    return f"Recovered {counted} typed after" if words else "Recovered what you changed after"


def _words_since(library: Library, article: Article, version: Version) -> int:
    """How many words a story has that one of its versions lacks; off the GUI thread."""
    from desk.article.differences import counted

    return counted(library.version(article.id, version.number).body, article.body).added


def _when(moment: datetime) -> str:
    from desk.article.stamps import now

    local, today = moment.astimezone(), now().astimezone().date()
    return clock(moment) if local.date() == today else f"{local:%d %b} {clock(moment)}"

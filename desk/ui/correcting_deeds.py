"""What is done about a story that is out: corrected, or killed. Both are told with their reason, and can be undone."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from desk.ui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QDialog

    from desk.article.model import Article
    from desk.article.session import Session
    from desk.ui.correcting import CorrectionDialog, KillDialog
    from desk.ui.correcting_begun import BegunForms
    from desk.ui.notice import Offer
    from desk.ui.unread import UnreadTexts
    from desk.ui.window import MainWindow

ONLY_PUBLISHED = "Correct a published story: others are simply changed"
ONLY_OUT = "Kill a story that is ready or published: others go to the bin"
MOST_OPENED = 2
"""Versions in other languages that the line which tells of a kill opens; the others are among the language versions."""


class CorrectingDeeds:
    """Acts on the story that is open in one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.dialog: QDialog | None = None
        """The form that is open, if one is."""

    def commands(self) -> Sequence[Command]:
        return (
            Command(
                *("correct", "&Correct a published story…", self.correct, ("Ctrl+Alt+C",), "", self.can_correct),
                tip=ONLY_PUBLISHED,
            ),
            Command("kill", "&Kill the story…", self.kill, (), "", self.can_kill, tip=ONLY_OUT),
        )

    def can_correct(self) -> bool:
        article = self._window.workspace.article
        if article is None:
            return False
        from desk.article.correcting import can_correct

        return can_correct(article)

    def can_kill(self) -> bool:
        article = self._window.workspace.article
        if article is None:
            return False
        from desk.article.correcting import can_kill

        return can_kill(article)

    def correct(self) -> None:
        """Ask what was wrong and what is right, beside what was altered since readers have the story."""
        from desk.ui.correcting import CorrectionDialog
        from desk.ui.correcting_base import Out, look_up

        space = self._window.workspace
        session = space.session
        if session is None or not self.can_correct() or self.dialog is not None:
            return
        dialog = CorrectionDialog(session.article, self._window)
        dialog.given.connect(partial(self._correct, session))
        self._take_up(dialog, session)

        def show(out: Out) -> None:
            if self.dialog is dialog:
                dialog.show_out(out)

        space.tasks.run(partial(look_up, space.library, space.journal, session.article), show, lambda _why: show(Out()))
        self._open(dialog)

    def kill(self) -> None:
        """Ask why a story that is out is withdrawn."""
        if self.can_kill():
            self.ask_to_kill()

    def ask_to_kill(self) -> None:
        """Ask why the story is withdrawn, whatever its status: one that is a draft again may have been out."""
        from desk.behind import out_elsewhere
        from desk.ui.correcting import KillDialog

        session = self._window.workspace.session
        if session is None or self.dialog is not None:
            return
        dialog = KillDialog(session.article, self._window)
        dialog.given.connect(partial(self._kill, session, dialog))
        self._take_up(dialog, session)

        def show(others: Sequence[Article]) -> None:
            if self.dialog is dialog:
                dialog.show_elsewhere(others)

        space = self._window.workspace
        space.tasks.run(partial(out_elsewhere, space.library, session.article), show, lambda _why: None)
        self._open(dialog)

    def _take_up(self, dialog: CorrectionDialog | KillDialog, session: Session) -> None:
        """Go on with what was begun in the form, as soon as it is known; keep what is typed from now on."""
        begun, story = self._begun, session.article.id

        def show(given: str) -> None:
            if given == story:
                dialog.take_up(begun.of(story, dialog.form))

        begun.given.connect(show)
        dialog.finished.connect(lambda _result: begun.given.disconnect(show))
        show(story)
        dialog.begun.connect(partial(begun.keep, story, dialog.form))
        self._keeper.show_session(session)

    @cached_property
    def _begun(self) -> BegunForms:
        from desk.ui.correcting_begun import BegunForms

        return BegunForms(self._window)

    @cached_property
    def _keeper(self) -> UnreadTexts:
        from desk.ui.unread import UnreadTexts

        space = self._window.workspace
        return UnreadTexts(space.library, space.tasks, self._begun, lambda story: f"correcting:{story}")

    def close(self) -> None:
        """Close the form that is open, and keep what was begun, now."""
        if self.dialog is not None:
            self.dialog.reject()
        if "_keeper" in vars(self):
            self._keeper.close()

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: QDialog) -> None:
        self.dialog = None
        dialog.deleteLater()

    def _correct(self, session: Session, told: str, reason: str) -> None:
        from desk.article.correcting import correct

        said = "The correction stands below the story. Export it again, so that readers see it."
        if self._is_open(session) and (change := correct(session.article, told)) is not None:
            self._window.workspace.apply(change, "correcting")
            self._keep("correction", reason, said)

    def _kill(self, session: Session, dialog: KillDialog, reason: str) -> None:
        from desk.article.correcting import kill
        from desk.behind import tongue

        said = "The story is killed. Export the site, its page or JSON, so that whoever has it withdraws it too."
        if self._is_open(session) and (change := kill(session.article, reason)) is not None:
            self._window.workspace.apply(change, "correcting")
            space = self._window.workspace
            opens = [(f"Open the {tongue(one)} one", partial(space.open_story, one.id)) for one in dialog.others]
            self._keep("kill", reason, said, *opens[:MOST_OPENED])

    def _is_open(self, session: Session) -> bool:
        """Another story may have been opened from elsewhere while the form stood there."""
        return self._window.workspace.session is session

    def _keep(self, kind: str, reason: str, said: str, *more: Offer) -> None:
        """Keep what was done as a version that bears its reason, and tell it with the way back."""
        from desk.article.tricks import without_tricks
        from desk.ui.tellings import tell_step

        self._window.workspace.save_version(kind, name=" ".join(without_tricks(reason).split()))
        self._window.commands.refresh()
        tell_step(self._window, said, *more, ("Export…", self._window.deeds.export_story))

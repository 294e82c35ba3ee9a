"""What is done to hand a story on: send it to another desk, take it back, and tell of one that came.

A package is written off the GUI thread. Only once it is whole the story is with them: a step of the open story, which
the title tells, and a version as it went.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desk.ui.commands import Command
from desk.ui.custody import is_away, named, since
from desk.ui.handover_name import OwnName

if TYPE_CHECKING:
    from desk.article.model import Article, Custody
    from desk.article.session import Applied, Session
    from desk.formats import Options
    from desk.library import Library
    from desk.library.journal import Journal
    from desk.sending import Parcel
    from desk.ui.handed import Handed
    from desk.ui.notice import Offer
    from desk.ui.others import CameIn
    from desk.ui.window import MainWindow

ORIGIN = "handover"
"""Who makes the step that says who has the story."""
_QUIET = (ORIGIN, "others", "undo")
"""Steps that nobody typed."""


class Sender(QObject):
    """Writes packages off the GUI thread, telling how far it is."""

    progress = Signal(int, int)
    ended = Signal(object, str)
    """The Parcel, or None where it was cancelled or failed; and the sentence of what went wrong."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._tasks, self._library = window.workspace.tasks, window.workspace.library
        self._journal = window.workspace.journal
        self._cancelled = False

    def send(self, article: Article, to: str, note: str, folder: Path, options: Options) -> None:
        """Write the story as it stands for somebody."""
        self._cancelled = False
        work = partial(self._send, article, to, note, folder, options)
        self._tasks.run(work, lambda parcel: self.ended.emit(parcel, ""), lambda why: self.ended.emit(None, why))

    def cancel(self) -> None:
        """Stop soon; what is half written is taken away again."""
        self._cancelled = True

    def _send(self, article: Article, to: str, note: str, folder: Path, options: Options) -> Parcel | None:
        from desk.sending import send

        self._journal.flush()
        return send(self._library, article, to, note, folder, options, lambda: self._cancelled, self._tell)

    def _tell(self, done: int, steps: int) -> None:
        if steps > 1:  # a single photo is packed before anybody could read of it
            self.progress.emit(done, steps)


class HandoverDeeds(QObject):
    """Acts on the open story of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace
        self._sender: Sender | None = None
        self._told: set[tuple[str, Custody]] = set()
        """Stories of which it was said that somebody else has them."""
        self._came: dict[str, Handed] = {}
        """Stories that came from other desks since the window is open, by their IDs."""
        self._name = OwnName(window)
        self._unsent: dict[str, str] = {}
        """What was to be said with stories that could not be sent, by their IDs."""
        self._workspace.stepped.connect(self._on_stepped)
        self._workspace.opened.connect(lambda session, _caret: self._on_opened(session))

    def commands(self) -> Sequence[Command]:
        """What a person can do, in the menu’s order."""
        return (
            Command("send", "Send to &desk…", self.send, ("Ctrl+Alt+S",), "forward", self._has_story),
            Command("take_back", "&Take the story back", self.take_back, possible=self.is_away),
        )

    @property
    def _me(self) -> str:
        return self._workspace.library.author

    def _has_story(self) -> bool:
        return self._workspace.session is not None

    def can_send(self) -> bool:
        """Whether there is a story that has been begun."""
        return self._workspace.session is not None and self._workspace.is_begun

    def is_away(self) -> bool:
        """Whether somebody else has the open story."""
        article = self._workspace.article
        return article is not None and is_away(article.custody, self._me)

    # sending

    def send(self) -> None:
        """Ask to whom, then write the package."""
        from desk.ui.handover_form import SendDialog

        article = self._workspace.article
        if article is None:
            return
        if not self.can_send():
            self._window.notice.tell("There is nothing to send yet: give the story a headline or its first words.")
            return
        note = self._unsent.get(article.id, "")
        dialog = SendDialog(article, self._window.settings, self._me, self._window, note)
        if dialog.exec():
            if dialog.own_name:
                self._name.be(dialog.own_name)
            self.send_to(dialog.recipient, dialog.words, dialog.out)
        dialog.deleteLater()

    def send_to(self, to: str, note: str, folder: Path) -> None:
        """Write the open story, as it stands, for somebody."""
        session = self._workspace.session
        if session is None:
            return
        if self._sender is None:
            self._sender = Sender(self._window)
            self._sender.progress.connect(self._window.status.show_progress)
            self._sender.ended.connect(self._on_ended)
            self._window.status.cancel_button.clicked.connect(self._sender.cancel)
        session.pause()
        self._unsent[session.article.id] = note
        self._sender.send(session.article, to, note, folder, self._window.deeds.options())

    def _on_ended(self, parcel: Parcel | None, trouble: str) -> None:
        self._window.status.end_progress()
        if parcel is None:
            said = trouble or "Sending was cancelled; nothing half-written is left, and the story is still with you."
            self._window.notice.tell(said, [("Try again…", self.send)], trouble=bool(trouble))
            return
        sent, article = parcel.past.article, self._workspace.article
        self._unsent.pop(sent.id, None)
        if article is not None and article.id == sent.id:
            self._give(article, sent.custody)
        keep = partial(_keep, self._workspace.library, self._workspace.journal, parcel)
        self._workspace.tasks.run(keep, lambda _number: self._tell_sent(parcel), self._tell_not_kept)

    def _give(self, article: Article, custody: Custody) -> None:
        from desk.article import edits

        self._workspace.apply(edits.set_field(article, "custody", custody), ORIGIN)

    def _tell_not_kept(self, why: str) -> None:
        self._window.notice.tell(f"The story was sent, but its version could not be kept. {why}", trouble=True)

    def _tell_sent(self, parcel: Parcel) -> None:
        from desk.ui.exported import open_path

        sent, article = parcel.past.article, self._workspace.article
        if article == sent:
            self._workspace.save_version()  # it is the version that was kept just now
        self._workspace.shelf_changed.emit()
        self._window.commands.refresh()
        offers: list[Offer] = [("Open folder", partial(open_path, parcel.path.parent))]
        if article is not None and article.id == sent.id:
            offers.append(("Take it back", self.take_back))
        to = named(sent.custody.holder)
        self._window.notice.tell(f"Sent to {to} as {named(parcel.path.name)}. {to} has the story now.", offers)

    def cancel(self) -> None:
        """Stop what is being sent; the story stays here."""
        if self._sender is not None:
            self._sender.cancel()

    # what came

    def came(self, handed: Sequence[Handed]) -> None:
        """Stories came from other desks: what is to be said of each is said once it is open."""
        self._came.update((one.id, one) for one in handed)
        article = self._workspace.article
        one = self._came.get(article.id) if article is not None else None
        if one is not None and (one.came is None or one.before == one.came.article):
            self._tell_came(one)
        if one is not None:
            self._workspace.others.look_around()  # it takes in what came, and what clashes

    def _on_opened(self, session: Session | None) -> None:
        one = self._came.get(session.article.id) if session is not None else None
        if one is not None:
            self._tell_came(one)

    def tell_came_in(self, came: CameIn) -> bool:
        """Say what came of a package that is in the open story now; whether that was it. Clashes are shown."""
        article = self._workspace.article
        one = self._came.get(article.id) if article is not None else None
        if one is None:
            return False
        self._tell_came(one)
        if came.clashes:
            self._came.pop(one.id, None)
            self._window.deeds.compare_others()
        return True

    def _tell_came(self, handed: Handed) -> None:
        from desk.ui.handed import told

        offers: list[Offer] = []
        if handed.came is None or not handed.came.clashes:
            self._came.pop(handed.id, None)
        else:  # these are shown as soon as they are known
            offers.append(("Compare…", self._window.deeds.compare_others))
        if handed.came is not None and not handed.came.beside and handed.before != handed.came.article:
            offers.append(("Review what came", partial(self._review, handed)))
        asked, more = self._name.asked(handed.to)
        if said := told(handed):
            said, offers = f"{said} {asked}".rstrip(), [*offers, *more]
            self._window.notice.tell(said, offers, about=handed, stays=True)
            once = Qt.ConnectionType.SingleShotConnection
            self._workspace.opened.connect(partial(self._drop, handed), once)
        self._window.commands.refresh_soon()

    def _review(self, handed: Handed) -> None:
        review = self._window.deeds.copy_desk.review
        review.since(handed.since) if handed.since else review.show()

    # having

    def take_back(self) -> None:
        """Have the story again, whatever becomes of the package."""
        from desk.sending import handed
        from desk.ui.tellings import tell_step

        article = self._workspace.article
        if article is None or not self.is_away():
            return
        holder = article.custody.holder
        self._give(article, handed(article, self._me, ""))
        self._window.commands.refresh()
        tell_step(self._window, f"You have the story again. What {named(holder)} sends is merged all the same.")

    def _on_stepped(self, applied: Applied) -> None:
        """Whoever writes on in a story that another has is told once what will become of it."""
        custody = applied.after.custody
        if applied.origin in _QUIET or not custody or (applied.after.id, custody) in self._told:
            return
        self._told.add((applied.after.id, custody))
        if is_away(custody, self._me):
            has = f"{named(custody.holder)} has this story since {since(custody)}"
            said = f"{has}; what you both change will be merged when it comes back."
            self._window.notice.tell(said, [("Take it back", self.take_back)], about=custody)
            once = Qt.ConnectionType.SingleShotConnection
            self._workspace.opened.connect(partial(self._drop, custody), once)

    def _drop(self, about: object, _session: Session | None, _caret: int) -> None:
        self._window.notice.drop(about)


def _keep(library: Library, journal: Journal, parcel: Parcel) -> int:
    journal.flush()
    return library.twins.hand_over(parcel.past)

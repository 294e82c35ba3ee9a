"""The threads of a story as cards, one below the other; of very many, those around the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.article.languages import Direction
from desk.ui import look
from desk.ui.comment_card import CommentCard
from desk.ui.comment_draft import let_keys_go
from desk.ui.comment_words import Thread
from desk.ui.panes import MARGIN, scrolled

MOST = 25
"""Cards that are there at the same time."""
AT_ONCE, A_FEW = 8, 2
"""Cards that are made before the pane is painted, and between two keys."""
MINUTE = 60_000


class CommentList(QWidget):
    """Cards that follow the threads: one that says the same stays the widget it was, with what is typed in it."""

    chosen = Signal(str)
    go_wanted = Signal(str)
    replied = Signal(str, str)
    reworded = Signal(str, str, str)
    resolve_wanted = Signal(str, bool)
    removal_wanted = Signal(str, str)
    drafted = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._threads: Sequence[Thread] = ()
        self._drafts: dict[str, str] = {}
        self._me = ""
        self._own: Direction = "ltr"
        self._first = 0
        self._chosen = ""
        self._cards: dict[str, CommentCard] = {}
        self.earlier, self.later = _more(), _more()
        self.earlier.clicked.connect(lambda: self._show_from(self._first - MOST))
        self.later.clicked.connect(lambda: self._show_from(self._first + MOST))
        self._form = QWidget()
        self._column = QVBoxLayout(self._form)
        self._column.setContentsMargins(MARGIN, look.GRID, MARGIN, look.GRID)
        self._column.setSpacing(look.GRID)
        self._column.addWidget(self.earlier)
        self._column.addWidget(self.later)
        self._column.addStretch()
        self.area: QScrollArea = scrolled(self._form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self._more_soon = QTimer(self, interval=0, singleShot=True)
        self._more_soon.timeout.connect(lambda: self._arrange(A_FEW))
        self._times = QTimer(self, interval=MINUTE)
        self._times.timeout.connect(self._refresh_times)
        self._times.start()

    @property
    def cards(self) -> list[CommentCard]:
        """The cards that are there, from top to bottom."""
        return [self._cards[one.comment.id] for one in self._window() if one.comment.id in self._cards]

    @property
    def ids(self) -> list[str]:
        """The IDs of the comments, in order."""
        return [one.comment.id for one in self._threads]

    @property
    def chosen_id(self) -> str:
        """The ID of the comment that is chosen, or empty."""
        return self._chosen

    def card(self, comment_id: str) -> CommentCard | None:
        """The card of a comment, where it is there."""
        return self._cards.get(comment_id)

    def show_threads(self, threads: Sequence[Thread], me: str, own: Direction, drafts: dict[str, str]) -> None:
        """Show these threads; `drafts` are the replies that were begun, by the comment."""
        self._threads, self._me, self._own, self._drafts = threads, me, own, drafts
        if self._place(self._chosen) < 0:
            self._chosen = ""
        self._first = max(0, min(self._first, len(threads) - MOST))
        self._arrange()

    def choose(self, comment_id: str, *, quietly: bool = False) -> None:
        """Choose a comment and bring it into sight; the empty ID chooses none."""
        if comment_id == self._chosen and comment_id in self._cards:
            return
        place = self._place(comment_id)
        self._chosen = comment_id if place >= 0 else ""
        if place >= 0 and not self._first <= place < self._first + MOST:
            self._first = max(0, min(place - AT_ONCE // 2, len(self._threads) - MOST))
            self._arrange()
        elif place >= 0 and comment_id not in self._cards:
            self._arrange(MOST)
        self._mark()
        if place >= 0:
            QTimer.singleShot(0, self._form, lambda: self._bring(comment_id))
            if not quietly:
                self.chosen.emit(comment_id)

    def step(self, by: int) -> None:
        """Choose the next comment, or the one before, and give it the keys."""
        if not self._threads:
            return
        place = self._place(self._chosen)
        new = max(0, min(place + by, len(self._threads) - 1)) if place >= 0 else (0 if by > 0 else -1)
        comment_id = self._threads[new].comment.id
        self.choose(comment_id)
        if comment_id not in self._cards:
            self._arrange(MOST)
        if (card := self._cards.get(comment_id)) is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, comment_id: str) -> int:
        return next((n for n, one in enumerate(self._threads) if one.comment.id == comment_id), -1)

    def _window(self) -> Sequence[Thread]:
        return self._threads[self._first : self._first + MOST]

    def _show_from(self, first: int) -> None:
        self._first = max(0, min(first, len(self._threads) - MOST))
        self._arrange()
        self.area.verticalScrollBar().setValue(0)

    def _arrange(self, at_once: int = AT_ONCE) -> None:
        """Have a card for each thread of the window, in order; cards that stay are not made again.

        While nobody sees them none are made, and of many a few at once, so that keys are heard in between.
        """
        if not self.isVisible():
            return
        wanted = self._window()
        ids = {one.comment.id for one in wanted}
        had_keys = self._drop_all([one for one in self._cards if one not in ids])
        number = 0
        for thread in wanted:
            card = self._cards.get(thread.comment.id)
            if card is None and at_once <= 0:
                continue
            if card is None:
                card = self._cards[thread.comment.id] = self._made(thread)
                at_once -= 1
            else:
                card.show_thread(thread, self._me, self._own)
                card.take_draft(self._drafts.get(thread.comment.id, ""))
            number += 1
            if self._column.indexOf(card) != number:
                self._column.removeWidget(card)
                self._column.insertWidget(number, card)
                card.show()  # at once: it may be given the keys
        if number < len(wanted):
            self._more_soon.start()
        behind = len(self._threads) - self._first - len(wanted)
        _tell(self.earlier, self._first, "earlier")
        _tell(self.later, behind, "later")
        self._mark()
        if had_keys and (heir := self._cards.get(self._chosen) or next(iter(self.cards), None)) is not None:
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_keys:
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _drop_all(self, ids: Sequence[str]) -> bool:
        """Take cards away; whether one of them had the keys."""
        cards, focus = [self._cards.pop(one) for one in ids], QApplication.focusWidget()
        had_keys = any(card is focus or card.isAncestorOf(focus) for card in cards) if focus is not None else False
        for card in cards:
            let_keys_go(card)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        return had_keys

    def _made(self, thread: Thread) -> CommentCard:
        card = CommentCard(thread, self._me, self._own, self._drafts.get(thread.comment.id, ""))
        card.chosen.connect(self.choose)
        card.go_wanted.connect(self.go_wanted)
        card.stepped.connect(self.step)
        card.replied.connect(self.replied)
        card.reworded.connect(self.reworded)
        card.resolve_wanted.connect(self.resolve_wanted)
        card.removal_wanted.connect(self.removal_wanted)
        card.drafted.connect(self.drafted)
        card.left.connect(self.left)
        return card

    def _mark(self) -> None:
        for comment_id, card in self._cards.items():
            card.show_chosen(comment_id == self._chosen)

    def _bring(self, comment_id: str) -> None:
        """The card as far into sight as it goes, its head first."""
        card = self._cards.get(comment_id)
        if card is not None:
            bar = self.area.verticalScrollBar()
            top, height = card.y(), self.area.viewport().height()
            if top < bar.value() or card.height() > height:
                bar.setValue(top - look.GRID)
            elif top + card.height() > bar.value() + height:
                bar.setValue(top + card.height() - height + look.GRID)

    def _refresh_times(self) -> None:
        if self.isVisible():
            for card in self._cards.values():
                card.refresh_times()


def _more() -> QPushButton:
    button = QPushButton()
    button.setProperty("role", "quiet")
    button.setMinimumHeight(look.TARGET + 2)
    button.hide()
    return button


def _tell(button: QPushButton, count: int, way: str) -> None:
    button.setText(f"{count:,} {way} {'comment' if count == 1 else 'comments'}")
    button.setVisible(count > 0)

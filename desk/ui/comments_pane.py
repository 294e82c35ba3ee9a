"""The pane “Comments”: the threads of the open story with a field to answer each, or the open ones of all stories.

It changes the story through `article.commenting` alone, and follows it: while one types in the text, the threads are
looked at again a moment after the last key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desk.article import commenting
from desk.article.changes import Change
from desk.article.comment_places import called
from desk.article.commenting import Spot
from desk.article.languages import Direction, direction_of
from desk.article.session import Applied, Session
from desk.library.open_comments import StoryComments, open_in
from desk.ui.buttons import IconButton
from desk.ui.comment_list import CommentList
from desk.ui.comment_new import NewComment
from desk.ui.comment_tasks import OpenComments
from desk.ui.comment_words import Thread, threads
from desk.ui.panes import bar, empty_state
from desk.ui.tasks import Tasks

ORIGIN = "comments"
PAUSE = 200
"""Milliseconds after a key in the text until the threads are looked at again."""
NO_STORY, NONE, THREADS, ALL, ALL_DONE = range(5)
EMPTY = "No comments yet. Select words and press Ctrl+Alt+M to ask, to doubt or to praise."
DONE = "Everything is settled. The funnel above shows what was said."
ALL_EMPTY = "No story waits for an answer."
NEW = "new"
"""The name of a new comment among what was begun; replies have the comment's ID."""
Everywhere = Callable[[], list[StoryComments]]


class CommentsPane(QWidget):
    """Shows and answers comments. What is typed and not sent yet is kept, story by story, until it is sent."""

    go_wanted = Signal(str)
    """The ID of a comment whose place is to be shown, with the keys there."""
    chosen = Signal(str)
    """The ID of the comment that is chosen now, or empty; its words are to be seen."""
    story_wanted = Signal(str, str)
    """A story of the library, and one of its comments, to be opened."""
    counted = Signal(int)
    """How many comments of the story are open."""
    resolved_shown = Signal(bool)
    comment_wanted = Signal()
    """The button that begins a comment."""
    left = Signal()
    """The keys are to go back to where they were."""
    made = Signal(str)
    """A comment was made: its ID."""
    removed = Signal(str)
    """Something was deleted: the sentence that says so."""
    unread_changed = Signal(str, dict)
    """What was begun in a story and is not sent: see `unread`."""

    def __init__(self, tasks: Tasks, everywhere: Everywhere, me: Callable[[], str]) -> None:
        """`everywhere` gives the open comments of all stories, on a worker thread; `me` is who writes here."""
        super().__init__()
        self._tasks, self._everywhere, self._me = tasks, everywhere, me
        self._session: Session | None = None
        self._end_watch: Callable[[], None] = lambda: None
        self._replies: dict[str, dict[str, str]] = {}
        self._asking = self._ask_again = False
        self._wanted = ""
        self.threads = CommentList()
        self.open = OpenComments()
        self.new = NewComment()
        self._make_head()
        self._lay_out()
        self._join()
        self._unread_soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._unread_soon.timeout.connect(self.tell_unread)
        self.new.box.edited.connect(self._unread_soon.start)
        self._soon = QTimer(self, interval=PAUSE, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self.refresh()

    def _make_head(self) -> None:
        self.here_button, self.all_button = _segment("This story"), _segment("All stories")
        self.here_button.setToolTip("The comments of the open story")
        self.all_button.setToolTip("The open comments of all stories")
        group = QButtonGroup(self, exclusive=True)
        for button in (self.here_button, self.all_button):
            group.addButton(button)
        self.here_button.setChecked(True)
        self.resolved_button = IconButton("filter", "Show resolved", "Show resolved comments too")
        self.resolved_button.setCheckable(True)
        self.add_button = IconButton("plus", "Comment", "Comment on the selected words (Ctrl+Alt+M)")

    def _lay_out(self) -> None:
        head, line = bar("commentsHead")
        switch = QFrame()
        switch.setProperty("role", "segments")
        inside = QHBoxLayout(switch)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for button in (self.here_button, self.all_button):
            inside.addWidget(button)
        line.addWidget(switch, 1)
        line.addWidget(self.resolved_button)
        line.addWidget(self.add_button)
        self._stack = QStackedWidget()
        self.empty = empty_state(EMPTY)
        for page in (
            empty_state("Open a story, and its comments stand here."),
            self.empty,
            self.threads,
            self.open,
            empty_state(ALL_EMPTY),
        ):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.new)
        column.addWidget(self._stack, 1)

    def _join(self) -> None:
        self.here_button.toggled.connect(lambda _on: self.refresh())
        self.resolved_button.toggled.connect(self._on_resolved_toggled)
        self.add_button.clicked.connect(self.comment_wanted)
        self.new.box.sent.connect(self._send)
        self.new.box.left.connect(self._leave)
        self.new.box.discarded.connect(self._discard)
        cards = self.threads
        cards.go_wanted.connect(self.go_wanted)
        cards.chosen.connect(self.chosen)
        cards.replied.connect(self._reply)
        cards.reworded.connect(lambda one, reply, text: self._do(commenting.reword, one, text, self._me(), reply))
        cards.resolve_wanted.connect(self.settle)
        cards.removal_wanted.connect(self._remove)
        cards.drafted.connect(self._keep_reply)
        cards.left.connect(self._leave)
        self.open.wanted.connect(self.story_wanted)

    # showing

    @property
    def shows_resolved(self) -> bool:
        """Whether comments that were settled are shown too."""
        return self.resolved_button.isChecked()

    @property
    def shows_all(self) -> bool:
        """Whether the open comments of all stories are shown."""
        return self.all_button.isChecked()

    def show_session(self, session: Session | None) -> None:
        """Show the comments of another story; what was begun in the one before waits there."""
        if self._unread_soon.isActive():
            self.tell_unread()
        self._end_watch()
        self._session = session
        self._end_watch = session.observe(self._on_applied) if session else lambda: None
        self.new.show_story(session.article.id if session else "", self._own())
        self.add_button.setEnabled(session is not None)
        self.threads.choose("")
        self.refresh()
        if self._wanted and session is not None and commenting.comment_of(session.article, self._wanted):
            wanted, self._wanted = self._wanted, ""
            QTimer.singleShot(0, self, lambda: self.go_wanted.emit(wanted))

    def go_to_when_open(self, comment_id: str) -> None:
        """Go to a comment as soon as its story is open."""
        self._wanted = comment_id

    def refresh(self) -> None:
        """Show everything as it is now."""
        self._soon.stop()
        session = self._session
        shown: list[Thread] = []
        if session is not None:
            shown = threads(session.article, resolved=self.shows_resolved)
            drafts = self._replies.get(session.article.id, {})
            self.threads.show_threads(shown, self._me(), self._own(), drafts)
            waiting = len(commenting.open_comments(session.article))
            self.counted.emit(waiting)
            self.empty.setText(DONE if session.article.comments else EMPTY)
        else:
            self.counted.emit(0)
        self.resolved_button.setEnabled(not self.shows_all)
        if self.shows_all:
            self._ask_everywhere()
        else:
            self._stack.setCurrentIndex(NO_STORY if session is None else THREADS if shown else NONE)

    def _own(self) -> Direction:
        return direction_of(self._session.article.language if self._session else "en")

    def choose(self, comment_id: str, *, quietly: bool = False) -> None:
        """Choose a comment of the open story, one that was resolved too; `quietly`: its words are in sight already."""
        session = self._session
        one = commenting.comment_of(session.article, comment_id) if session else None
        if one is not None and one.resolved and not self.shows_resolved:
            self.resolved_button.setChecked(True)
        if one is not None and self.shows_all and not quietly:
            self.here_button.setChecked(True)
        self.threads.choose(comment_id, quietly=quietly)

    def _on_resolved_toggled(self, shown: bool) -> None:
        self.refresh()
        self.resolved_shown.emit(shown)

    def _on_applied(self, applied: Applied) -> None:
        self.new.follow(applied.change)
        if applied.before.comments is not applied.after.comments and applied.before.body is applied.after.body:
            self.refresh()
        elif applied.before.comments or applied.after.comments:
            self._soon.start()

    # all stories

    def look_everywhere(self) -> None:
        """The library has changed: look again, where it is seen."""
        if self.shows_all and self.isVisible():
            self._ask_everywhere()

    def _ask_everywhere(self) -> None:
        if self._asking:
            self._ask_again = True
            return
        self._asking = True
        self._tasks.run(self._everywhere, self._on_found, lambda _why: self._on_found([]))

    def _on_found(self, stories: list[StoryComments]) -> None:
        self._asking = False
        if self._session is not None:  # of the open one the library may not know the last words yet
            here = open_in(self._session.article)
            rest = [one for one in stories if one.id != self._session.article.id]
            stories = [here, *rest] if here is not None else rest
        self.open.show_stories(stories)
        if self.shows_all:
            self._stack.setCurrentIndex(ALL if stories else ALL_DONE)
        if self._ask_again:
            self._ask_again = False
            self._ask_everywhere()

    # doing

    def begin(self, spot: Spot) -> None:
        """Have a comment typed on a spot."""
        if self._session is not None:
            self.here_button.setChecked(True)
            self.new.begin(spot, called(self._session.article, spot))

    def _send(self, text: str) -> None:
        spot, session = self.new.spot, self._session
        if session is None or spot is None:
            return
        before = {one.id for one in session.article.comments}
        self.new.end()
        self._unread_soon.start()
        self._do(commenting.comment, spot, text, self._me())
        made = next((one.id for one in session.article.comments if one.id not in before), "")
        self.threads.choose(made, quietly=True)
        self._leave()
        self.made.emit(made)

    def _discard(self) -> None:
        self.new.end()
        self._unread_soon.start()
        self._leave()

    def _leave(self) -> None:
        """Nothing more is typed here for now; what was begun stays."""
        if not self.new.box.words.strip():
            self.new.end()
        self.left.emit()

    def _reply(self, comment_id: str, text: str) -> None:
        self._do(commenting.reply, comment_id, text, self._me())

    def settle(self, comment_id: str, resolved: bool) -> None:
        """Resolve a comment, or open it again; of what was resolved the next one is chosen."""
        ids = self.threads.ids
        if resolved and comment_id in ids and not self.shows_resolved and len(ids) > 1:
            here = ids.index(comment_id)
            self.threads.choose(ids[here + 1] if here + 1 < len(ids) else ids[here - 1], quietly=True)
        self._do(commenting.resolve if resolved else commenting.reopen, comment_id)

    def _remove(self, comment_id: str, reply_id: str) -> None:
        self._do(commenting.remove, comment_id, reply_id)
        self.removed.emit("The reply is deleted." if reply_id else "The comment is deleted.")

    def _do(self, edit: Callable[..., Change | None], *details: object) -> None:
        """Make an edit as a step of its own."""
        session = self._session
        change = edit(session.article, *details) if session is not None else None
        if change is not None and session is not None:
            session.apply_alone(change, ORIGIN)

    def _keep_reply(self, comment_id: str, text: str) -> None:
        if self._session is not None:
            kept = self._replies.setdefault(self._session.article.id, {})
            if text.strip():
                kept[comment_id] = text
            else:
                kept.pop(comment_id, None)
            self._unread_soon.start()

    # what is not sent yet

    def tell_unread(self) -> None:
        """Tell now what was begun in the story: replies by the comment, and the new comment with its place."""
        self._unread_soon.stop()
        if self._session is not None:
            story = self._session.article.id
            texts, begun = dict(self._replies.get(story, {})), self.new.begun
            if begun is not None:
                texts[NEW] = json.dumps([asdict(begun[0]), begun[1]], ensure_ascii=False)
            self.unread_changed.emit(story, texts)

    def give_unread(self, article_id: str, unread: Mapping[str, str]) -> None:
        """Take back what was begun when Desk was used last."""
        if self._session is None or self._session.article.id != article_id or not unread:
            return
        kept = self._replies.setdefault(article_id, {})
        kept.update({one: text for one, text in unread.items() if one != NEW and one not in kept})
        with suppress(ValueError, TypeError):  # of another Desk
            place, text = json.loads(unread.get(NEW, "0"))
            spot = Spot(**place)
            self.new.go_on(spot, called(self._session.article, spot), str(text))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def _segment(text: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setProperty("role", "segment")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button

"""One comment in the pane: who says what on which words, what was answered, and, where it is chosen, a field to answer.

A card is made of plain widgets and shows one `Thread`; what a person does with it is told by signals.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desk.article.languages import Direction
from desk.article.model import Comment, Reply
from desk.article.stamps import now
from desk.ui import look
from desk.ui.buttons import IconButton
from desk.ui.comment_draft import DraftBox, let_keys_go
from desk.ui.comment_words import Thread, ago, author, breakable, exact
from desk.ui.entries import layout_direction
from desk.ui.labels import Label, SmallLabel, plain_tip, set_role
from desk.ui.wording import going_on

INDENT = 12
"""Pixels by which replies stand in."""
LONGEST_NAME = 32
"""Characters of a name that a card shows."""
BAR = 2
"""Pixels that the bar beside quoted words is wide."""


class Said(Label):
    """Words of somebody, in the direction of their own script."""

    def __init__(self, text: str, own: Direction) -> None:
        super().__init__(breakable(text), wraps=True)
        self.setLayoutDirection(layout_direction(text, own))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class _Voice(QWidget):
    """What one person said: name, time, words, and a menu for whoever may change them."""

    def __init__(self, said: Comment | Reply, own: Direction, menu: Callable[[], QMenu], extra: QWidget | None) -> None:
        super().__init__()
        self.more = IconButton("more", "More", "Edit or delete", look.TARGET)
        self.more.clicked.connect(lambda: _pop(menu(), self.more))
        self._time = said.time
        self.name, self.time = Label(breakable(_in_short(said.author)), "voice", wraps=True), SmallLabel(role="hint")
        self.name.setToolTip(plain_tip(author(said.author)))
        self.words = Said(said.text, own)
        head = QHBoxLayout()
        head.setSpacing(look.GRID)
        head.addWidget(self.name)
        head.addWidget(self.time)
        head.addStretch()
        for button in (extra, self.more):
            if button is not None:
                head.addWidget(button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addLayout(head)
        self.column.addWidget(self.words)
        self.refresh_time()

    def refresh_time(self) -> None:
        """Say anew how long ago it was."""
        self.time.setText(ago(self._time, now()))
        self.time.setToolTip(exact(self._time))


_NOT_CHOSEN = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MouseFocusReason,
)
"""Ways in which a card is given the keys that say nothing, or not yet, of which one is meant."""


class CommentCard(QFrame):
    """A thread to read, to answer and to settle. Up and Down go to its neighbours, Enter to the words it is on."""

    chosen = Signal(str)
    go_wanted = Signal(str)
    stepped = Signal(int)
    replied = Signal(str, str)
    reworded = Signal(str, str, str)
    """The comment's ID, that of the reply (empty for the comment), the new words."""
    resolve_wanted = Signal(str, bool)
    removal_wanted = Signal(str, str)
    drafted = Signal(str, str)
    """The comment's ID and the reply that is being typed."""
    left = Signal()

    def __init__(self, thread: Thread, me: str, own: Direction, draft: str = "") -> None:
        super().__init__()
        self.setProperty("role", "comment")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._me, self._own, self._draft = me, own, draft
        self._is_chosen = False
        self._answer: DraftBox | None = None
        self._rewording: DraftBox | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INDENT, look.GRID, look.GRID, look.GRID)
        self._column.setSpacing(6)
        self._inside = QWidget()
        self._column.addWidget(self._inside)
        self.thread_shown = thread
        self._build()

    @property
    def comment_id(self) -> str:
        """The ID of the comment."""
        return self.thread_shown.comment.id

    # showing

    def show_thread(self, thread: Thread, me: str, own: Direction) -> None:
        """Show the comment as it is now; what is being typed here stays."""
        if (thread, me, own) != (self.thread_shown, self._me, self._own):
            self.thread_shown, self._me, self._own = thread, me, own
            self._rewording = None
            self._build()

    def take_draft(self, text: str) -> None:
        """Show a reply that was begun earlier, where none is being typed."""
        if text and not self._draft:
            self._draft = text
            self._offer_answer()
            if self._answer is not None:
                self._answer.show_words(text, self._own)

    def show_chosen(self, chosen: bool) -> None:
        """Whether this is the one chosen: it then offers a field to answer."""
        self._is_chosen = chosen
        set_role(self, chosen, "chosen")
        self._offer_answer()

    def refresh_times(self) -> None:
        """Say anew how long ago all was said."""
        for voice in self._inside.findChildren(_Voice):
            voice.refresh_time()

    def _build(self) -> None:
        comment = self.thread_shown.comment
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.quote = _Quote(self.thread_shown, self._own)
        self.quote.clicked.connect(lambda: self.go_wanted.emit(self.comment_id))
        self.settle = _settle_button(comment.resolved)
        self.settle.clicked.connect(lambda: self.resolve_wanted.emit(self.comment_id, not comment.resolved))
        self.voice = _Voice(comment, self._own, partial(self.menu, None), self.settle)
        column.addWidget(self.voice)
        self.voice.column.insertWidget(1, self.quote)
        for answer in comment.replies:
            voice = _Voice(answer, self._own, partial(self.menu, answer), None)
            line = QHBoxLayout()
            line.setContentsMargins(INDENT, 0, 0, 0)
            line.addWidget(voice)
            column.addLayout(line)
        self._column.replaceWidget(self._inside, inside)
        self._inside.deleteLater()
        self._inside = inside
        set_role(self, comment.resolved, "resolved")
        self.setAccessibleName(_told(self.thread_shown))
        self._offer_answer()

    def _offer_answer(self) -> None:
        wanted = self._is_chosen or bool(self._draft)
        if wanted and self._answer is None:
            self._answer = DraftBox("Reply", "Reply")
            self._answer.show_words(self._draft, self._own)
            self._answer.edited.connect(self._on_drafted)
            self._answer.discarded.connect(lambda: self._on_drafted(""))
            self._answer.sent.connect(self._on_sent)
            self._answer.left.connect(self.left)
            self._column.addWidget(self._answer)
        if self._answer is not None:
            if not wanted:
                let_keys_go(self._answer)
            self._answer.setVisible(wanted)

    @property
    def answer(self) -> DraftBox | None:
        """The field for a reply, where it is offered."""
        return self._answer

    @property
    def rewording(self) -> DraftBox | None:
        """The field in which one's own words are changed, while they are."""
        return self._rewording

    # doing

    def start_reply(self) -> None:
        """Put the caret into the field for a reply."""
        self._is_chosen = True
        self._offer_answer()
        if self._answer is not None:
            self._answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu(self, answer: Reply | None) -> QMenu:
        """What can be done with the comment, or with one reply to it."""
        comment, menu = self.thread_shown.comment, QMenu(self)
        said, reply_id = (comment, "") if answer is None else (answer, answer.id)
        edit = menu.addAction(going_on("Edit…"), partial(self.reword, reply_id))
        edit.setEnabled(said.author == self._me)
        menu.addAction("Copy", partial(QGuiApplication.clipboard().setText, said.text))
        menu.addAction("Delete", partial(self.removal_wanted.emit, comment.id, reply_id))
        if answer is None:
            menu.addSeparator()
            settled = "Reopen" if comment.resolved else "Resolve"
            menu.addAction(settled, partial(self.resolve_wanted.emit, comment.id, not comment.resolved))
            menu.addAction("Go to its place", partial(self.go_wanted.emit, comment.id))
        return menu

    def reword(self, reply_id: str = "") -> None:
        """Have one's own words changed in place."""
        said = self._said(reply_id)
        voice = self._voices()[0 if not reply_id else 1 + [one.id for one in self._replies()].index(reply_id)]
        if said is None or self._rewording is not None:
            return
        box = DraftBox("Your words", "Save", shows_buttons=True)
        box.discard.setText("Cancel")
        box.show_words(said.text, self._own)
        box.sent.connect(partial(self._on_reworded, reply_id))
        box.discarded.connect(self._end_rewording)
        box.left.connect(self._end_rewording)
        voice.words.hide()
        voice.column.addWidget(box)
        self._rewording = box
        box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reworded(self, reply_id: str, text: str) -> None:
        comment_id = self.comment_id
        self._end_rewording()
        self.reworded.emit(comment_id, reply_id, text)

    def _end_rewording(self) -> None:
        """Words that were not saved stay as they were."""
        self._rewording = None
        self._build()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _replies(self) -> tuple[Reply, ...]:
        return self.thread_shown.comment.replies

    def _said(self, reply_id: str) -> Comment | Reply | None:
        if not reply_id:
            return self.thread_shown.comment
        return next((one for one in self._replies() if one.id == reply_id), None)

    def _voices(self) -> list[_Voice]:
        return self._inside.findChildren(_Voice)

    def _on_drafted(self, text: str) -> None:
        self._draft = text
        self.drafted.emit(self.comment_id, text)

    def _on_sent(self, text: str) -> None:
        self._draft = ""
        if self._answer is not None:
            self._answer.show_words("", self._own)
        self.drafted.emit(self.comment_id, "")
        self.replied.emit(self.comment_id, text)

    # Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chosen only now: the card may move by it, and a click on its words would go astray."""
        self.chosen.emit(self.comment_id)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.go_wanted.emit(self.comment_id)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _NOT_CHOSEN:
            self.chosen.emit(self.comment_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.go_wanted.emit(self.comment_id)
            case Qt.Key.Key_Delete:
                self.removal_wanted.emit(self.comment_id, "")
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _ if event.text().strip() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
                self.start_reply()  # whoever types on a comment answers it
                if self._answer is not None:
                    self._answer.field.insertPlainText(event.text())
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(200, super().sizeHint().height())


class _Quote(SmallLabel):
    """The words that a comment is on, in a line of their own; a click goes there."""

    clicked = Signal()

    def __init__(self, thread: Thread, own: Direction) -> None:
        super().__init__(breakable(thread.on), "quote")
        self.setWordWrap(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip("Go to its place (Enter)"))
        self.setProperty("gone", thread.gone)
        self._make_room()
        if not thread.called and not thread.gone:
            self.setLayoutDirection(layout_direction(thread.comment.quote, own))

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a bar at the side where the words begin."""
        super().paintEvent(event)
        leftward = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        scheme = look.colours()
        bar = QRect(self.width() - BAR if leftward else 0, 1, BAR, self.height() - 2)
        QPainter(self).fillRect(bar, QColor(scheme.warning if self.property("gone") else scheme.accent))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def _make_room(self) -> None:
        leftward = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setContentsMargins(0 if leftward else look.GRID, 0, look.GRID if leftward else 0, 0)


def _in_short(name: str) -> str:
    """A name as a card has room for it; the whole one is told by the mouse and to screen readers."""
    whole = author(name)
    return whole if len(whole) <= LONGEST_NAME else f"{whole[: LONGEST_NAME - 1].rstrip()}…"


def _settle_button(resolved: bool) -> IconButton:
    if resolved:
        return IconButton("restore", "Reopen", "Reopen this comment", look.TARGET)
    return IconButton("check", "Resolve", "Resolve: this is settled", look.TARGET)


def _told(thread: Thread) -> str:
    """A card as a screen reader tells it."""
    comment = thread.comment
    answers = [f"{author(one.author)}: {one.text}" for one in comment.replies]
    settled = "resolved. " if comment.resolved else ""
    return ". ".join((f"{settled}{author(comment.author)}, {thread.on}: {comment.text}", *answers))


def _pop(menu: QMenu, below: QWidget) -> None:
    menu.exec(below.mapToGlobal(below.rect().bottomLeft()))
    menu.deleteLater()

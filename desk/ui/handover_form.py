"""The form that gives a story to somebody: to whom, a note to them, and the folder, such as a stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desk.article.model import Article
from desk.sending import LONGEST_NOTE
from desk.ui import look
from desk.ui.completion import offer
from desk.ui.custody import LONGEST_NAME
from desk.ui.labels import Label, problem_line
from desk.ui.own_words import Lines
from desk.ui.settings import Settings
from desk.ui.where_to import add_buttons, add_folder


class SendDialog(QDialog):
    """Asks to whom a story goes."""

    def __init__(self, article: Article, settings: Settings, me: str, parent: QWidget, note: str = "") -> None:
        """`note` is what was said before and could not be sent."""
        super().__init__(parent)
        self.setWindowTitle("Send to desk")
        self.setMinimumWidth(520)
        self._settings, self._me = settings, me
        self.own = None if settings.has_name else QLineEdit(me, maxLength=LONGEST_NAME)
        self.to = QLineEdit(maxLength=LONGEST_NAME)
        self.note = Lines("Note", 3)
        self.folder = QLineEdit(settings.desk_folder)
        self._said = problem_line()
        self._lay_out(article)
        self._fill()
        self.note.setPlainText(note)
        self.to.textChanged.connect(lambda _text: self._validate())
        self.note.textChanged.connect(self._validate)
        self.note.given.connect(lambda: self.send.click())
        self.note.left.connect(self.reject)
        self.folder.textChanged.connect(lambda _text: self._validate())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send.click)
        self._validate()

    def _lay_out(self, article: Article) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(look.GRID)
        if self.own is not None:
            layout.addWidget(Label("Your name", "title"))
            layout.addWidget(self.own)
            self.own.setToolTip("It goes with the story, and your versions are signed with it")
            self.own.selectAll()
            self.own.setAccessibleName("Your name")
            self.own.textChanged.connect(lambda _text: self._validate())
        layout.addWidget(Label("To", "title"))
        layout.addWidget(self.to)
        layout.addWidget(Label("Note", "title"))
        layout.addWidget(self.note)
        add_folder(layout, self.folder, "Put the story into")
        layout.addWidget(Label(_of_contents(article), "hint", wraps=True))
        layout.addWidget(self._said)
        self.send = add_buttons(layout, self, "Send")

    def _fill(self) -> None:
        names = self._settings.desks
        self.to.setText(names[0] if names else "")
        self.to.selectAll()
        self.to.setPlaceholderText("A name, such as Dana or Night desk")
        self.note.set_hint("Goes along, and is shown when the story is opened")
        offer(self.to, lambda text: [name for name in names if name.casefold().startswith(text.strip().casefold())])
        self.to.setAccessibleName("To")
        self.folder.setAccessibleName("Folder")

    @property
    def recipient(self) -> str:
        """To whom it goes."""
        return " ".join(self.to.text().split())

    @property
    def own_name(self) -> str:
        """Who sends it, where that had to be asked; else nothing."""
        return " ".join(self.own.text().split()) if self.own is not None else ""

    @property
    def words(self) -> str:
        """The note to them."""
        return " ".join(self.note.toPlainText().split())

    @property
    def out(self) -> Path:
        """The folder, such as a stick."""
        return Path(self.folder.text().strip()).expanduser()

    def accept(self) -> None:
        names = [name for name in self._settings.desks if name != self.recipient]
        self._settings.desks = [self.recipient, *names]
        self._settings.desk_folder = str(self.out)
        super().accept()

    def _validate(self) -> None:
        problem = self._problem()
        self._said.setText(problem)
        self._said.setVisible(bool(problem))
        self.send.setEnabled(not problem and bool(self.recipient))

    def _problem(self) -> str:
        if self.own is not None and not self.own_name:
            return "Write your name: it says from whom the story is."
        if self.recipient and self.recipient == (self.own_name or self._me):
            return "That is you: write the name of whoever gets the story."
        if len(self.words) > LONGEST_NOTE:
            return f"The note has {len(self.words) - LONGEST_NOTE} characters too many; put longer ones into a comment."
        return "" if self.folder.text().strip() else "Choose a folder, such as a stick."


def _of_contents(article: Article) -> str:
    """What goes along, in a sentence."""
    parts = [
        "its text and fields",
        *_counted(len(article.photos), "photo"),
        *_counted(len(article.comments), "comment"),
    ]
    along = f"The story goes with {', '.join(parts)} and all its versions."
    bare = any(not photo.with_origin for photo in article.photos)
    return f"{along} Photos leave without what tells where and by whom they were taken." if bare else along


def _counted(count: int, what: str) -> list[str]:
    return [f"{count:,} {what}{'s' if count > 1 else ''}"] if count else []

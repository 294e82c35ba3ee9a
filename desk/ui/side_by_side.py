"""Where two people changed the same words: both wordings beside what was before, and what the story is to have.

One conflict at a time: theirs, before, yours; words that the other has not are marked, and words that went.
Yours, theirs, both or a wording of one's own: every choice is a step of the open story, so that it can be changed and
undone; the story can be gone on with beside this window, whose places move along. Closing it decides nothing: yours
stays, and the command that opened it brings it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desk.article.clashes import both, kept, named, told_apart, worded
from desk.article.languages import Direction, direction_of
from desk.article.merging_articles import Around, Clash, around, stands
from desk.article.model import Article
from desk.article.record import Value
from desk.article.scripts import paragraph_direction
from desk.ui import look
from desk.ui.labels import Label
from desk.ui.own_words import OwnWords
from desk.ui.wording import END_ISOLATE, ISOLATE, going_on

if TYPE_CHECKING:
    from desk.ui.workspace import Workspace

SIZE = (820, 360)
HIGHEST = 420
"""Pixels that the wordings have at most before they are scrolled."""
NOTHING = "(nothing)"


class SideBySide(QDialog):
    """The conflicts of the open story, as long as it is open."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Both versions side by side")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace, self._others = workspace, workspace.others
        self.number = 0
        self.title, self.said = Label(role="group"), Label(role="label", wraps=True)
        self.title.setIndent(0)
        self.wordings = tuple(_wording() for _ in range(3))
        self.theirs = self._button("Take &theirs", lambda: self._choose(theirs=True))
        self.mine = self._button("Keep &mine", lambda: self._choose(theirs=False))
        self.both = self._button("&Both", self._put_both)
        self.both.setToolTip("Yours, then theirs")
        self.own = self._button("&Other words…", self._ask_for_words)
        self.words = OwnWords()
        self.words.given.connect(self._put_words)
        self.words.left.connect(self._leave_words)
        self.back = self._button("&Previous", lambda: self._go(-1))
        self.on = self._button("&Next", lambda: self._go(1))
        self.end = self._button("&Close", self.close)
        self.end.setToolTip("Decide later: yours stays, and Story → Compare with theirs… brings this back (Esc)")
        self.end.setDefault(True)
        self._lay_out()
        for keys, step in (
            (QKeySequence.StandardKey.MoveToNextPage, 1),
            (QKeySequence.StandardKey.MoveToPreviousPage, -1),
        ):
            QShortcut(keys, self, lambda step=step: self._go(step))
        self._others.clashes_changed.connect(self.refresh)
        self.refresh()
        self.end.setFocus()  # Enter and Space decide nothing

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(2 * look.GRID)
        layout.addWidget(self.title)
        self.area = self._columns()
        layout.addWidget(self.area, 1)
        layout.addWidget(self.words)
        layout.addWidget(self.said)
        row = QHBoxLayout()
        for button in (self.theirs, self.mine, self.both, self.own):
            row.addWidget(button)
        row.addStretch()
        for button in (self.back, self.on, self.end):
            row.addWidget(button)
        layout.addLayout(row)
        self.resize(*SIZE)

    def _columns(self) -> QScrollArea:
        """The three wordings; long ones are scrolled, together."""
        inside = QWidget()
        columns = self._grid = QGridLayout(inside)
        columns.setContentsMargins(look.GRID, look.GRID, look.GRID, look.GRID)
        columns.setHorizontalSpacing(2 * look.GRID)
        for column, (heading, wording) in enumerate(zip(("Theirs", "Before", "Yours"), self.wordings, strict=True)):
            columns.addWidget(Label(heading, "label"), 0, column)
            columns.addWidget(wording, 1, column)
            columns.setColumnStretch(column, 1)
            wording.setAccessibleName(heading)
        columns.setRowStretch(1, 1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.StyledPanel)  # one frame around all, whole however far they are scrolled
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Both wordings")
        area.setWidget(inside)
        return area

    def _fit(self) -> None:
        """Have room for all of the wordings, if they are not very long."""
        wanted = self._grid.totalHeightForWidth(self.area.viewport().width()) + 2 * self.area.frameWidth()
        self.area.setMinimumHeight(min(wanted, HIGHEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(going_on(text), autoDefault=False)
        button.clicked.connect(do)
        return button

    # what is shown

    def refresh(self) -> None:
        """Show the conflict as the story has it now; where there is none any more, close."""
        article, clashes = self._workspace.article, self._others.clashes
        if article is None or not clashes:
            self.close()
            return
        self.number = min(self.number, len(clashes) - 1)
        clash = clashes[self.number]
        counted = f" · {self.number + 1} of {len(clashes)}" if len(clashes) > 1 else ""
        self.title.setText(f"{named(clash)}{_of_photo(article, clash)}{counted}")
        base, ours, theirs = worded(clash, article)
        was, mine, other = _around(article, clash)
        own = direction_of(article.language)
        texts = (
            _rich(told_apart(theirs, ours), other, own),
            _rich(kept(base, ours, theirs), was, own, gone=True),
            _rich(told_apart(ours, theirs), mine, own),
        )
        for wording, text in zip(self.wordings, texts, strict=True):
            wording.setText(text)
        self._fit()
        self._show_choice(stands(article, clash), clash)
        self.back.setEnabled(self.number > 0)
        self.on.setEnabled(self.number < len(clashes) - 1)

    def _show_choice(self, now: Value | None, clash: Clash) -> None:
        joined = both(clash)
        self.both.setEnabled(now is not None and joined is not None and now != joined)
        self.own.setEnabled(now is not None and clash.span is not None)
        self.mine.setEnabled(now is not None and now != clash.ours)
        self.theirs.setEnabled(now is not None and now != clash.theirs)
        if now == clash.ours:
            self.said.setText("The story has yours.")
        elif now == clash.theirs:
            self.said.setText(
                "The story has theirs. Yours is kept as a version; Ctrl+Z in the story takes the choice back."
            )
        elif now == joined:
            self.said.setText("The story has both. Ctrl+Z in the story takes the choice back.")
        else:
            self.said.setText("The story has other words there by now.")

    # what is done

    def _choose(self, *, theirs: bool) -> None:
        self._others.choose(self.number, theirs=theirs)
        self._go_on()

    def _put_both(self) -> None:
        joined = both(self._others.clashes[self.number])
        if joined is not None:
            self._others.put(self.number, joined)
            self._go_on()

    def _ask_for_words(self) -> None:
        """Have the wording typed that the story is to have, beginning with what stands there."""
        article = self._workspace.article
        now = stands(article, self._others.clashes[self.number]) if article is not None else None
        if article is not None and now is not None:
            self.words.ask(str(now), direction_of(article.language))

    def _put_words(self, words: str) -> None:
        clash = self._others.clashes[self.number]
        if clash.field != "body" and "\n" not in f"{clash.base}{clash.ours}{clash.theirs}":
            words = " ".join(words.split())
        self.words.hide()
        self._others.put(self.number, words)
        self._go_on()

    def _go_on(self) -> None:
        """What was decided is not decided again by the same key."""
        (self.on if self.on.isEnabled() else self.end).setFocus()

    def _leave_words(self) -> None:
        self.words.hide()
        self.own.setFocus()

    def _go(self, step: int) -> None:
        self.words.hide()
        self.number = max(0, min(self.number + step, len(self._others.clashes) - 1))
        self.refresh()


def _of_photo(article: Article, clash: Clash) -> str:
    """Which photo it is, by the first words of its caption, where the clash is not about these."""
    photo = article.photo(clash.photo) if clash.photo and clash.field != "caption" else None
    words = " ".join((photo.caption or photo.name).split()) if photo is not None else ""
    return f" · {ISOLATE}{words if len(words) <= 40 else f'{words[:39]}…'}{END_ISOLATE}" if words else ""


def _wording() -> QLabel:
    label = QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _around(article: Article, clash: Clash) -> tuple[Around, Around, Around]:
    """What stands around each of the wordings, in its own text; around ours as the story has it now, if it has ours."""
    thing = article.photo(clash.photo) if clash.photo else article
    whole = getattr(thing, clash.field) if thing is not None else ""
    base, ours, theirs = clash.around
    if clash.span is not None and isinstance(whole, str) and stands(article, clash) == clash.ours:
        ours = around(whole, *clash.span)
    return base, ours, theirs


def _rich(parts: Iterable[tuple[str, bool]], near: Around, own: Direction, *, gone: bool = False) -> str:
    """A wording amid the words around it; some of it is marked by colour and line."""
    scheme, parts = look.colours(), list(parts)
    words = "".join(part for part, _marked in parts)
    if not words:  # what stands for them is apart from the words around it, of which it is none
        near = near[0] and f"{near[0]} ", near[1] and f" {near[1]}"
    before, behind = (f'<span style="color: {scheme.quiet}">{escape(part)}</span>' for part in near)
    tag, ground = ("s", scheme.gone_ground) if gone else ("u", scheme.found)
    mark = f'<{tag} style="background-color: {ground}">'
    inner = "".join(f"{mark}{escape(part)}</{tag}>" if new and part.strip() else escape(part) for part, new in parts)
    direction = paragraph_direction(f"{near[0]}{words}{near[1]}", own) or own
    nothing = f'<i style="color: {scheme.quiet}">{NOTHING}</i>'
    body = f"{before}{inner or nothing}{behind}".replace("\n", "<br>")
    return f'<p dir="{direction}">{body}</p>'

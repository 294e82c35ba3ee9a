"""The page of a source beside its translation: to be read, with what changed in it marked and what is faced bright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desk.article.blocks import Kind
from desk.article.facing_words import COME, GONE, Shown
from desk.article.languages import direction_of
from desk.article.model import Article
from desk.article.scripts import paragraph_direction
from desk.ui import look
from desk.ui.units import QT_DIRECTION

HEADLINE, SUMMARY, LOST = -2, -3, -4
"""The states of blocks that are no passage: headline and summary, and a passage that is gone."""
_GAP = 14
"""Pixels between two passages."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a page shows: the story, its headline and summary, and its passages; changes are marked within."""

    article: Article
    headline: Shown
    summary: Shown
    passages: tuple[Shown, ...]
    is_behind: bool
    is_known: bool
    """Whether a version tells what the source said when the translation was last in line with it."""

    @property
    def changed(self) -> int:
        """How many parts say something else than then."""
        return sum(one.is_changed for one in (self.headline, self.summary, *self.passages))


class FacingPage(QTextEdit):
    """Shows a source; its words can be read, found by screen readers and copied, not changed."""

    scrolled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("The source")
        self.setUndoRedoEnabled(False)
        self._face = self.font()
        self._own = direction_of("")
        self._leads = False
        self._faced: tuple[int, int] = (0, 0)
        self._changed: set[int] = set()
        """The numbers of the text blocks in which something changed."""
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._on_scrolled())

    def show_source(self, source: Source, face: QFont) -> None:
        """Show a source in these letters; where it was scrolled to it stays."""
        self._face = face
        bar = self.verticalScrollBar()
        top = bar.value()
        self._leads = True
        self.clear()
        self._changed.clear()
        cursor = QTextCursor(self.document())
        self._own, number = direction_of(source.article.language), 0
        self._put(cursor, source.headline, HEADLINE, 1.5, bold=True)
        self._put(cursor, source.summary, SUMMARY, 1.08)
        for shown in source.passages:
            state = LOST if shown.passage is None else number
            number += shown.passage is not None
            heading = shown.passage is not None and shown.passage.kind is Kind.HEADING
            told = _without_signs(shown) if heading else self._told(source.article, shown)
            self._put(cursor, told, state, 1.15 if heading else 1.0, bold=heading)
        bar.setValue(top)
        self._leads = False
        self.face(*self._faced)

    def _told(self, article: Article, shown: Shown) -> Shown:
        """A photo by its caption and credit: its file says nothing here."""
        photo = article.photo(shown.passage.photo) if shown.passage and shown.passage.photo else None
        if photo is None:
            return shown
        words = " · ".join(part for part in (photo.caption, photo.credit) if part) or "Photo without a caption"
        return Shown(shown.passage, ((f"▣ {words}", shown.runs[0][1]),))

    def _put(self, cursor: QTextCursor, shown: Shown, state: int, size: float, *, bold: bool = False) -> None:
        if not any(words for words, _how in shown.runs):
            return
        if not self.document().isEmpty():
            cursor.insertBlock()
        cursor.setBlockFormat(self._shape("".join(words for words, _how in shown.runs)))
        cursor.block().setUserState(state)
        if shown.is_changed:
            self._changed.add(cursor.blockNumber())
        for words, how in shown.runs:
            cursor.insertText(words.replace("\n", "\u2028"), self._letters(how, size, bold=bold))

    def _shape(self, words: str) -> QTextBlockFormat:
        shape = QTextBlockFormat()
        shape.setLayoutDirection(QT_DIRECTION[paragraph_direction(words, self._own)])
        shape.setBottomMargin(_GAP)
        shape.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return shape

    def _letters(self, how: str, size: float, *, bold: bool) -> QTextCharFormat:
        scheme, font = look.colours(), QFont(self._face)
        font.setPointSizeF(font.pointSizeF() * size)
        font.setBold(bold)
        letters = QTextCharFormat()
        letters.setFont(font)
        letters.setForeground(QColor(scheme.ink))
        if how == COME:
            letters.setForeground(QColor(scheme.come))
            letters.setBackground(QColor(scheme.come_ground))
            letters.setFontUnderline(True)
        elif how == GONE:
            letters.setForeground(QColor(scheme.gone))
            letters.setBackground(QColor(scheme.gone_ground))
            letters.setFontStrikeOut(True)
        return letters

    # what is faced

    def face(self, first: int, last: int) -> None:
        """Show which passages (from `first` to `last`, not included) answer to the one being written."""
        for block in self._blocks():
            if self._faced[0] <= block.userState() < self._faced[1] or first <= block.userState() < last:
                ground = QTextBlockFormat()
                bright = first <= block.userState() < last
                ground.setBackground(QColor(look.colours().selected) if bright else Qt.GlobalColor.transparent)
                QTextCursor(block).mergeBlockFormat(ground)
        self._faced = (first, last)

    def show_passage(self, number: int, share: float = 0.0) -> None:
        """Scroll so that this share of a passage lies above the page."""
        block = next((one for one in self._blocks() if one.userState() == number), None)
        if block is None:
            return
        area = self.document().documentLayout().blockBoundingRect(block)
        self._leads = True
        self.verticalScrollBar().setValue(round(area.top() + share * area.height()))
        self._leads = False

    def first_seen(self) -> int:
        """The number of the first passage that is seen; 0 where that is what stands above them."""
        top = self.verticalScrollBar().value()
        layout = self.document().documentLayout()
        seen = (one for one in self._blocks() if layout.blockBoundingRect(one).bottom() > top)
        return max(0, next((one.userState() for one in seen if one.userState() != LOST), 0))

    def passage_at_caret(self) -> int | None:
        """The number of the passage that the caret was put into, None where it is none."""
        state = self.textCursor().block().userState()
        return state if state >= 0 else None

    def go_to_change(self, way: int) -> None:
        """Put the caret into the next changed part (1) or the one before (−1), round and round."""
        changed = [one for one in self._blocks() if one.blockNumber() in self._changed]
        here = self.textCursor().blockNumber()
        ahead = [one for one in changed if (one.blockNumber() - here) * way > 0]
        found = (ahead or changed)[0 if way > 0 else -1] if changed else None
        if found is not None:
            self.setTextCursor(QTextCursor(found))
            self.ensureCursorVisible()

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _on_scrolled(self) -> None:
        if not self._leads:
            self.scrolled.emit()


def _without_signs(heading: Shown) -> Shown:
    """A heading as a page shows it."""
    (words, how), *rest = heading.runs
    return Shown(heading.passage, ((words.lstrip("#").lstrip(), how), *rest))

"""Writing with less around it: only the sentence or paragraph at the caret bright, the caret's line held in place."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desk.ui.body import SEARCHES, BodyField
from desk.ui.overlays import sentence_around
from desk.ui.settings import Focus

HELD_AT = 0.42
"""How far down the pane typewriter scrolling holds the caret's line, as a share of its height."""


class FocusedField(BodyField):
    """A body that can dim what is not being written, and scroll as a typewriter does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._focus = Focus.OFF
        self._is_typewriter = False
        self.caret_moved.connect(lambda _caret: self._follow_caret())
        self.textChanged.connect(self._follow_caret)
        # Qt repaints a selection line by line, and a photo's chip is higher than the line it stands in.
        self.selectionChanged.connect(self.viewport().update)

    @property
    def focus_mode(self) -> Focus:
        """How much stays bright."""
        return self._focus

    def set_focus_mode(self, focus: Focus) -> None:
        """Keep the sentence or the paragraph at the caret bright, or all."""
        self._focus = focus
        self._follow_caret()

    @property
    def is_typewriter(self) -> bool:
        """Whether the caret's line is held in place."""
        return self._is_typewriter

    def set_typewriter(self, on: bool) -> None:
        """Hold the caret's line in place while writing, or let it wander down the pane."""
        self._is_typewriter = on
        self._make_foot_room()
        self._follow_caret()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_foot_room()

    def _make_foot_room(self) -> None:
        """Below the last line there must be enough room for it to be held."""
        self.set_foot_room(self.viewport().height() * (1 - HELD_AT) if self._is_typewriter else 0)

    def show_caret(self) -> None:
        super().show_caret()
        self._hold_line()

    def _follow_caret(self) -> None:
        """The caret went elsewhere, or its text changed."""
        if self._dim():
            self.viewport().update()
        self._hold_line()

    def _dim(self) -> bool:
        if self._focus is Focus.OFF or self.session is None:
            return self.overlays.brighten_all()
        cursor = self.textCursor()
        block = cursor.block()
        start, end = 0, block.length()
        if self._focus is Focus.SENTENCE:
            start, end = sentence_around(block.text(), cursor.positionInBlock())
        return self.overlays.brighten(block.position() + start, block.position() + end)

    def _hold_line(self) -> None:
        """Scroll so that the caret's line lies where it always lies; not under a mouse that is selecting."""
        if not self._is_typewriter or not self.hasFocus() or self.textCursor().hasSelection():
            return
        bar, wanted = self.verticalScrollBar(), int(self.viewport().height() * HELD_AT)
        for _turn in range(SEARCHES):
            away = self.cursorRect().center().y() - wanted
            if not away:
                return
            bar.setValue(bar.value() + away)

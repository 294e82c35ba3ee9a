"""Shows the review in the window: marks in the text, its margin, headline and summary, and on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import QMenu

from desk.article.changes import body_changes
from desk.ui.page_layout import PageLayout
from desk.ui.review_fields import LAYER, FieldMarks
from desk.ui.review_margin import ReviewMargin, tell
from desk.ui.review_marks import BodyMarks
from desk.ui.review_rows import told
from desk.ui.reviewing import Reviewer

if TYPE_CHECKING:
    from desk.article.review import Edit
    from desk.article.session import Applied
    from desk.ui.editor import EditorPane
    from desk.ui.preview import PreviewPane
    from desk.ui.workspace import Workspace


class ReviewShown(QObject):
    """Joins the reviewer to editor and preview."""

    chosen = Signal(str)
    """The key of a change whose bar was clicked."""
    accepted = Signal(list)
    reverted = Signal(list)
    """The keys of changes to accept, or to revert."""

    def __init__(self, workspace: Workspace, reviewer: Reviewer, editor: EditorPane, preview: PreviewPane) -> None:
        super().__init__(editor)
        self._workspace, self._reviewer = workspace, reviewer
        self._editor, self._preview = editor, preview
        self.marks = BodyMarks()
        self.fields = FieldMarks(editor)
        layout = editor.page.document().documentLayout()
        assert isinstance(layout, PageLayout)
        layout.draw_over = self.marks.draw
        self.margin = ReviewMargin(editor.page, self.marks, self.fields.heads)
        self.margin.chosen.connect(self.chosen)
        self.margin.hide()
        editor.page.tellers.append(self._told_at)
        editor.page.offers.append(self._offered)
        self._fields = [editor.headline.viewport(), editor.summary.viewport()]
        for field in self._fields:
            field.installEventFilter(self)
        workspace.stepped.connect(self._on_stepped)
        reviewer.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Mark the changes that the review has now."""
        found = self._reviewer.found
        self.marks.show(found)
        self._editor.page.overlays.lay(LAYER, self.marks.came())
        self.fields.show(self._reviewer.edits)
        self.margin.setVisible(bool(self._reviewer.edits))
        self.margin.update()
        self._editor.page.viewport().update()
        self._preview.compare_with(self._reviewer.compared_with)

    def take_in_hand(self, key: str) -> None:
        """Show that a change is the one in hand."""
        if self.marks.chosen != key:
            self.marks.chosen = key
            self.margin.update()
            self._editor.page.viewport().update()

    def place(self, edit: Edit) -> tuple[int, int]:
        """From where to where a change of the body reaches by now, in code points."""
        return self.marks.places().get(edit.key, edit.after_span)

    def _told_at(self, point: int) -> str:
        """What is said of the changes at a place of the body."""
        return "\n\n".join(told(edit, left=left) for edit, left in self.marks.at(point))

    def _offered(self, menu: QMenu, point: int) -> list[QAction]:
        """What the menu of the text offers for the change at a place."""
        made: list[QAction] = []
        for edit, _left in self.marks.at(point)[:1]:
            for word, signal in (("Accept", self.accepted), ("Revert", self.reverted)):
                action = QAction(f"{word} this change", menu)
                action.triggered.connect(lambda _on=False, signal=signal, key=edit.key: signal.emit([key]))
                made.append(action)
        return made

    def _on_stepped(self, applied: Applied) -> None:
        if self.marks.edits:
            for change in body_changes(applied.change):
                self.marks.follow(change)
            self.margin.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of the change under the mouse in headline or summary."""
        if isinstance(event, QHelpEvent) and watched in self._fields:
            edits = self.fields.under(watched, event.pos())
            if edits:
                tell(event.globalPos(), [(edit, False) for edit in edits], self._editor)
                return True
        return super().eventFilter(watched, event)

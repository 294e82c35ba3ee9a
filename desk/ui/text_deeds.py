"""What the window does to the text being written, and to how it is shown: one method per command."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desk.ui.settings import Focus

if TYPE_CHECKING:
    from desk.article.changes import Change
    from desk.article.languages import Direction
    from desk.article.model import Article
    from desk.ui.window import MainWindow

    Edit = Callable[[Article, int, int], Change | None]
SHORT = 4_000
"""Characters of a selection that are edited between two frames."""


class TextDeeds(QObject):
    """Acts on the editor of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace, self._settings = window.workspace, window.settings

    # what is possible

    def in_body(self) -> bool:
        """Whether the caret is in the body of a story, or nowhere in its words."""
        if self._workspace.session is None or self._window.middle.isHidden():
            return False
        return not self._window.editor.page.header.isAncestorOf(QApplication.focusWidget() or self._window)

    def can_format(self) -> bool:
        """Whether there are words to format at the caret; asked between keys, so it looks at nothing but the caret."""
        return self.in_body() and not self._window.editor.page.in_code()

    def can_unlink(self) -> bool:
        """Whether there may be a link at the caret or in what is selected."""
        if not self.can_format():
            return False
        page = self._window.editor.page
        return bool(page.textCursor().hasSelection() or "](" in "".join(page.line_around_caret()))

    # formatting

    def edit_body(self, edit: Edit) -> None:
        """Make an edit where the selection is, and select what it was made on again; a long one off the GUI thread."""
        article, page = self._workspace.article, self._window.editor.page
        if article is None or not self.in_body():
            return
        start, end = page.selection
        done = partial(self._apply_edit, article, start, end)
        if max(end - start, page.paragraph_length()) <= SHORT:
            done(edit(article, start, end))
            return
        self._window.status.show_progress(0, 0)
        self._workspace.tasks.run(partial(edit, article, start, end), done, lambda _why: done(None))

    def _apply_edit(self, article: Article, start: int, end: int, change: Change | None) -> None:
        self._window.status.end_progress()
        if self._workspace.article is not article:
            if change is not None:
                self._window.notice.tell("The text changed meanwhile, so it was left as it is; please try again.")
            return
        self._window.editor.apply_to_body(change)
        if change is None:
            return
        from desk.article.changes import map_position

        page = self._window.editor.page
        if start < end:
            page.place_caret(map_position(change, start), map_position(change, end, after=False))
        elif not _is_pair(change):
            page.place_caret(map_position(change, start, after=_is_before_words(change, start)))

    def wrap(self, mark: str) -> None:
        """Set or take a mark of emphasis; with the caret right before the end of such a stretch, go behind it."""
        from desk.article import formatting

        article, page = self._workspace.article, self._window.editor.page
        if article is None or not self.in_body():
            return
        behind = formatting.end_of_mark(article.body, page.caret, mark) if page.paragraph_length() <= SHORT else None
        if behind is not None and page.selection[0] == page.selection[1]:
            page.place_caret(behind)
        else:
            self.edit_body(lambda article, start, end: formatting.wrap(article, start, end, mark))

    def link(self) -> None:
        """Ask for an address in a line above the text."""
        from desk.article import formatting

        article, page = self._workspace.article, self._window.editor.page
        if article is None:
            return
        there = formatting.link_at(article.body, page.caret)
        offered = there.address if there else _address_on_clipboard()
        self._window.editor.link_bar.open_with(offered, is_there=there is not None)

    def set_link(self, address: str) -> None:
        """Make a link of the selection, or give the one at the caret this address."""
        from desk.article import formatting

        article, page = self._workspace.article, self._window.editor.page
        if article is not None and formatting.link(article, *page.selection, address) is None:
            self._window.notice.tell("A link goes on words of one paragraph: select those and press Ctrl+K again.")
            return
        self.edit_body(lambda article, start, end: formatting.link(article, start, end, address))

    def unlink(self) -> None:
        """Leave only the words of the links in the selection or at the caret."""
        from desk.article import formatting

        self.edit_body(formatting.unlink)

    def direct(self, way: Direction | None) -> None:
        """Have the paragraphs of the selection run one way, or by their letters again."""
        from desk.article import direction

        self.edit_body(lambda article, start, end: direction.direct(article, start, end, way))

    def switch_direction(self) -> None:
        """Have the caret's paragraph, or those of the selection, run the other way."""
        page = self._window.editor.page
        leftward = page.direction_at(page.caret) == Qt.LayoutDirection.RightToLeft
        self.direct("ltr" if leftward else "rtl")

    def is_directed(self, way: Direction | None) -> bool:
        """Whether that is what was chosen for the caret's paragraph."""
        article = self._workspace.article
        if article is None:
            return False
        from desk.article import direction

        return direction.chosen_direction(article.body, self._window.editor.page.caret) == way

    # the clipboard

    def to_field(self, what: str) -> None:
        """Cut, copy, paste or select all in whichever field has the focus."""
        field = QApplication.focusWidget()
        deed = getattr(field, what, None)
        if callable(deed):
            deed()
        elif what == "paste" and field is not None and self._window.photos.isAncestorOf(field):
            self._window.photos.take_image(QGuiApplication.clipboard().mimeData())

    def paste_plain(self) -> None:
        """Paste the words alone, without what they looked like."""
        from desk.ui.body import BodyField

        field = QApplication.focusWidget()
        if isinstance(field, BodyField):
            self._window.editor.page.paste_plain()
        else:
            self.to_field("paste")

    # finding

    def find(self) -> None:
        """Look for words in the story."""
        self._open_find(replacing=False)

    def replace(self) -> None:
        """Look for words and put others in their place."""
        self._open_find(replacing=True)

    def find_next(self) -> None:
        self._window.find_bar.go_next()

    def find_previous(self) -> None:
        self._window.find_bar.go_previous()

    def _open_find(self, *, replacing: bool) -> None:
        self._window.deeds.close_versions()
        cursor = self._window.editor.cursor_with_focus()
        self._window.find_bar.open_with(cursor.selectedText() if cursor else "", replacing)

    def go_to(self, point: int) -> None:
        """Go to a place in the body, which stands at the top of the pane then."""
        page = self._window.editor.page
        page.place_caret(point)
        page.verticalScrollBar().setValue(round(page.top_of(point)) - 16)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    # how the text is shown

    def zoom(self, by: int) -> None:
        """Larger or smaller text in the editor."""
        self._settings.text_size = self._settings.text_size + by
        self._window.editor.take_settings(self._settings)

    def focus_on(self, focus: Focus) -> None:
        """Keep only the sentence or paragraph at the caret bright; a second time, all is bright again."""
        wanted = Focus.OFF if self._settings.focus is focus else focus
        self._settings.focus = wanted
        self._window.editor.take_settings(self._settings)
        self._window.commands.refresh()

    def is_focused_on(self, focus: Focus) -> bool:
        return self._settings.focus is focus

    def toggle_typewriter(self) -> None:
        """Hold the caret's line in place, or let it wander."""
        self._settings.keep_flag("typewriter", not self.is_typewriter())
        self._window.editor.take_settings(self._settings)
        self._window.commands.refresh()

    def is_typewriter(self) -> bool:
        return self._settings.flag("typewriter", False)

    def toggle_in_step(self) -> None:
        """Have editor and preview scroll one another, or each by itself."""
        self._window.in_step.scrolls = not self._window.in_step.scrolls
        self._settings.keep_flag("in_step", self._window.in_step.scrolls)
        self._window.commands.refresh()

    def is_in_step(self) -> bool:
        return self._settings.flag("in_step", True)

    # from pane to pane

    def next_pane(self, way: int = 1) -> None:
        """Go to the next pane that is seen, or the one before; round and round."""
        stops = self._window.pane_stops()
        focus = QApplication.focusWidget()
        here = next((i for i, stop in enumerate(stops) if _holds(stop, focus)), -1 if way > 0 else 0)
        stops[(here + way) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)


def _is_pair(change: Change) -> bool:
    """Whether a pair of marks was put in, between which one types on: there the caret stands already."""
    from desk.article.changes import body_changes

    parts = body_changes(change)
    return len(parts) == 2 and parts[0] == parts[1] and not parts[0].removed


def _is_before_words(change: Change, caret: int) -> bool:
    """Whether what is put in at the caret stands before the words it is in, so that the caret goes along with them."""
    from desk.article.changes import body_changes

    return body_changes(change)[0].at == caret


def _address_on_clipboard() -> str:
    """The address that was copied last; an empty clipboard has no data at all."""
    from desk.ui.clipboard import url_of

    held = QGuiApplication.clipboard().mimeData()
    return (held and url_of(held)) or ""


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    proxy = pane.focusProxy()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus) or proxy is focus)

"""What the window does about comments: make one where the keys are, go from one to the next, settle, list them all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from desk.ui.commands import Command
from desk.ui.sidebar import COMMENTS

if TYPE_CHECKING:
    from desk.article.commenting import Spot
    from desk.article.model import Article
    from desk.ui.window import MainWindow

IN_EDITOR = ("headline", "summary")
"""Fields that stand above the body."""
NO_COMMENTS = "This story has no open comments."


class _Back(NamedTuple):
    """Where the keys were when a comment was begun: the field, the sidebar's tab, the photo in the photo desk."""

    field: QWidget | None = None
    tab: int = 0
    photo: str = ""


class CommentDeeds(QObject):
    """Acts on the comments of one window's story."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._back = _Back()

    def commands(self) -> list[Command]:
        """What a person can do about comments."""
        has, step = self._has_story, self.step
        return [
            Command(
                *("comment", "&Comment…", self.comment, ("Ctrl+Alt+M",), "comments", has),
                tip="Comment on the selected words, the field or the photo",
            ),
            Command("comments", "&Show comments", self.show, ("Ctrl+Alt+Shift+M",), "comments", has),
            Command("next_comment", "&Next comment", partial(step, 1), ("Ctrl+Alt+PgDown",), "", has),
            Command("previous_comment", "&Previous comment", partial(step, -1), ("Ctrl+Alt+PgUp",), "", has),
            Command("resolve_comment", "&Resolve comment", self.resolve, ("Ctrl+Alt+Return",), "", self.has_chosen),
            Command("open_comments", "Open comments of &all stories", self.show_all),
        ]

    def _has_story(self) -> bool:
        return self._window.workspace.session is not None

    def has_chosen(self) -> bool:
        """Whether a comment is chosen in the pane."""
        return bool(self._chosen())

    def _chosen(self) -> str:
        pane = vars(self._window).get("comments_pane")
        return pane.threads.chosen_id if pane is not None and self._has_story() else ""

    # showing

    def show(self) -> None:
        """Show the comments of the story, and give the keys to them."""
        self._window.deeds.show_tab(COMMENTS)
        pane = self._window.comments_pane
        pane.here_button.setChecked(True)
        card = pane.threads.card(pane.threads.chosen_id) or next(iter(pane.threads.cards), None)
        (card or pane.here_button).setFocus()

    def show_all(self) -> None:
        """Show the open comments of all stories, and give the keys to the list."""
        self._window.deeds.show_tab(COMMENTS)
        self._window.comments_pane.all_button.setChecked(True)
        self._window.comments_pane.open.setFocus()

    def open_story(self, article_id: str, comment_id: str) -> None:
        """Open a story of the library at one of its comments."""
        article = self._window.workspace.article
        if article is not None and article.id == article_id:
            self.go_to(comment_id)
            return
        self._window.comments_pane.go_to_when_open(comment_id)
        self._window.deeds.open_story(article_id)

    def choose(self, comment_id: str) -> None:
        """Show a comment in the pane; the keys stay where they are."""
        self._window.deeds.show_tab(COMMENTS)
        self._window.comments_pane.choose(comment_id, quietly=True)
        self._mark(comment_id)

    def follow_caret(self, comment_id: str) -> None:
        """The caret rests on the words of a comment: it is the chosen one."""
        self._window.comments_pane.choose(comment_id, quietly=True)
        self._mark(comment_id)
        self._window.commands.refresh("resolve_comment")

    def _mark(self, comment_id: str) -> None:
        """Have a comment stand out in the text and on the page."""
        self._window.comment_marks.choose(comment_id)
        self._window.comment_notes.choose(comment_id)

    # going to a place

    def reveal(self, comment_id: str) -> None:
        """Have the words of the comment that was chosen in the pane in sight; the keys stay there."""
        from desk.article.comment_places import standing
        from desk.article.commenting import comment_of
        from desk.article.model import BODY

        window, article = self._window, self._window.workspace.article
        one = comment_of(article, comment_id) if article is not None else None
        self._mark(comment_id)
        window.commands.refresh("resolve_comment")
        if one is None or article is None:
            return
        if one.place == BODY:
            now = standing(article, one)
            window.editor.page.place_caret(now.start, now.end)
        elif one.place in IN_EDITOR:
            window.editor.page.verticalScrollBar().setValue(0)

    def go_to(self, comment_id: str) -> None:
        """Go to the place of a comment: its words are selected, its field or its photo has the keys."""
        from desk.article.comment_places import photo_of, standing
        from desk.article.commenting import comment_of

        window, article = self._window, self._window.workspace.article
        one = comment_of(article, comment_id) if article is not None else None
        if one is None or article is None:
            return
        window.comments_pane.here_button.setChecked(True)
        window.comments_pane.choose(comment_id, quietly=True)
        self._mark(comment_id)
        if photo_of(one) and article.photo(photo_of(one)) is None:
            window.notice.tell("The photo that this comment is on is not in the story any more.")
            return
        now = standing(article, one)
        span = None if photo_of(one) and not one.field else (now.start, now.end)
        window.deeds.copy_desk.checks.go_to_place(one.place, one.field, span)

    def step(self, by: int) -> None:
        """Go to the next comment of the story, or the one before, with the keys in the pane."""
        self._window.deeds.show_tab(COMMENTS)
        pane = self._window.comments_pane
        pane.here_button.setChecked(True)
        if not pane.threads.ids:
            self._window.notice.tell(NO_COMMENTS)
        pane.threads.step(by)

    def resolve(self) -> None:
        """Take the chosen comment for settled."""
        if chosen := self._chosen():
            self._window.comments_pane.settle(chosen, True)

    def settle(self, comment_id: str) -> None:
        """Take a comment for settled."""
        self._window.comments_pane.settle(comment_id, True)

    def tell_removed(self, sentence: str) -> None:
        """Say that something was deleted, and offer the way back."""
        from desk.ui.tellings import tell_step

        tell_step(self._window, sentence)

    # making one

    def comment(self) -> None:
        """Begin a comment on what is selected, or on the field or photo that has the keys."""
        article = self._window.workspace.article
        if article is None:
            return
        self._begin(self.spot(article, QApplication.focusWidget()))

    def _begin(self, spot: Spot) -> None:
        photos, pane = self._window.deeds.photos, self._window.comments_pane
        focus = QApplication.focusWidget()
        if focus is None or not pane.isAncestorOf(focus):
            desk = photos.chosen() if photos.is_desk_open() else ""
            self._back = _Back(focus, self._window.sidebar.currentIndex(), desk)
        self._window.deeds.show_tab(COMMENTS)
        pane.begin(spot)

    def go_back(self) -> None:
        """Give the keys back to where the comment was begun: a field, the photo desk, or else the text."""
        back, self._back = self._back, _Back()
        field = back.field
        if back.photo:
            self._window.deeds.photos.open_desk(back.photo)
            return
        if field is not None and shiboken6.isValid(field):
            tab = self._window.sidebar.widget(back.tab)
            if tab is not None and tab.isAncestorOf(field):
                self._window.deeds.show_tab(back.tab)
            if field.isVisible():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._window.deeds.to_editor()

    def made(self, comment_id: str) -> None:
        """A comment was made: its words are not selected any more, so that nobody types over them."""
        page = self._window.editor.page
        self._mark(comment_id)
        page.place_caret(page.selection[1])

    def spot(self, article: Article, focus: QWidget | None) -> Spot:
        """What a comment is to be made on, by where the keys are: a field, a photo or words of the body, or else the
        story as such. There is always something: whoever asked for a field goes on to type.
        """
        from desk.article.commenting import Spot

        return self._spot(article, focus) or Spot()

    def _spot(self, article: Article, focus: QWidget | None) -> Spot | None:
        from desk.article import comment_places

        window, words = self._window, _selected(focus)
        for name in IN_EDITOR:
            if getattr(window.editor, name) is focus:
                return comment_places.in_field(article, name, words)
        binding = _binding_of(focus)
        if binding.startswith("photo:"):
            ids, _, field = binding.removeprefix("photo:").partition(".")
            return comment_places.on_photo(article, ids.partition("+")[0], field, words)
        if binding:
            name = binding.partition(".")[0]
            return comment_places.in_field(article, name, words if name == binding else "")
        photo = self._photo_with_keys(focus)
        if photo:
            return comment_places.on_photo(article, photo)
        return comment_places.in_body(article, *window.editor.page.selection)

    def _photo_with_keys(self, focus: QWidget | None) -> str:
        """The photo that is chosen where the keys are, in the photos pane or the photo desk."""
        made = vars(self._window)
        panes = (pane for name in ("photos", "photo_desk") if (pane := made.get(name)) is not None)
        inside = next((pane for pane in panes if pane.isAncestorOf(focus or self._window) or pane is focus), None)
        return str(inside.chosen_photo()) if inside is not None else ""

    def on_photo(self, photo_id: str) -> None:
        """Begin a comment on a photo."""
        from desk.article import comment_places

        article = self._window.workspace.article
        spot = comment_places.on_photo(article, photo_id) if article is not None else None
        if article is not None and spot is not None:
            self._begin(spot)


def _binding_of(focus: QWidget | None) -> str:
    """The name of the binding whose row the keys are in, or nothing."""
    from desk.ui.rows import BoundRow

    widget = focus
    while widget is not None and not isinstance(widget, BoundRow):
        widget = widget.parentWidget()
    return widget.binding.name if isinstance(widget, BoundRow) else ""


def _selected(field: QWidget | None) -> str:
    """The words that are selected in a small field."""
    if isinstance(field, QTextEdit):
        return field.textCursor().selectedText().replace("\u2029", "\n")
    return field.selectedText() if isinstance(field, QLineEdit) else ""

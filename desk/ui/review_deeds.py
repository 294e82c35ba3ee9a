"""What the window does about changes: compare with something, go from one to the next, accept and revert them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QTextEdit

from desk.ui.commands import Command
from desk.ui.review_paper import PaperDeeds
from desk.ui.sidebar import CHANGES

if TYPE_CHECKING:
    from desk.article.review import Edit
    from desk.ui.acts import Act
    from desk.ui.review_pane import ReviewPane
    from desk.ui.window import MainWindow

IN_EDITOR = ("headline", "summary")
"""Fields that stand above the body."""
NONE_HERE = "There is no change at the caret. F7 goes to the next one."
NO_VERSION = "There is no version to compare with yet. Ctrl+S keeps one."


class ReviewDeeds(QObject):
    """Acts on the review of one window's story."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.paper = PaperDeeds(window, self.begin)
        """What puts the comparison on a page."""
        self._came_to: tuple[str, object] = ("", None)
        """The change that was gone to last, and what was selected then."""

    def commands(self) -> list[Command]:
        """What a person can do about changes.

        What is meant for a change must never reach the text: those keys are the window's, reviewed or not.
        """
        has = self._has_story
        return [
            Command("review", "&Review changes", self.show, ("Ctrl+Alt+R",), "changes", has),
            Command("next_change", "&Next change", partial(self.go, 1), ("F7",), "", has),
            Command("previous_change", "&Previous change", partial(self.go, -1), ("Shift+F7",), "", has),
            Command("accept_change", "&Accept the change", self.accept_here, ("Alt+Return", "Alt+Enter"), "", has),
            Command("revert_change", "Re&vert the change", self.revert_here, ("Alt+Backspace",), "", has),
            Command("accept_all", "Accept all &changes", self.accept_all, (), "", self.is_on),
            Command("revert_all", "Revert al&l changes", self.revert_all, (), "", self.is_on),
            *self.paper.commands(),
        ]

    def _has_story(self) -> bool:
        return self._window.workspace.session is not None

    def is_on(self) -> bool:
        """Whether the story is compared with anything."""
        return "reviewer" in vars(self._window) and self._window.reviewer.is_on

    @property
    def _pane(self) -> ReviewPane:
        return self._window.review_pane

    # comparing

    def show(self) -> None:
        """Show the changes, and give the keys to their list."""
        self.begin(lambda: None)
        self._window.deeds.show_tab(CHANGES)
        self._pane.list.setFocus()

    def since(self, number: int) -> None:
        """Review what changed since a version."""
        self._window.deeds.close_versions()
        self._window.deeds.show_tab(CHANGES)
        self.choose(number)
        self._pane.list.setFocus()

    def choose(self, number: int) -> None:
        """Compare the story with something."""
        self._window.reviewer.choose(number)
        self._window.commands.refresh_soon()

    def begin(self, then: Callable[[], None]) -> None:
        """Have the story compared with something, by itself where nothing was chosen; then do what is wanted."""
        reviewer = self._window.reviewer
        if reviewer.is_on:
            reviewer.when_settled(then)
            return

        def begin() -> None:
            if reviewer.bases.first_choice:
                self.choose(reviewer.bases.first_choice)
                reviewer.when_settled(then)
            else:
                self._window.notice.tell(NO_VERSION)

        reviewer.refresh()
        reviewer.when_settled(begin)

    # going from one to the next

    def go(self, step: int) -> None:
        """To the next change (1) or the one before (−1), from the last one gone to, or from the caret."""
        if not self._pane.isVisible():
            focus = QApplication.focusWidget()
            self._window.deeds.show_tab(CHANGES)
            if focus is not None and not focus.isVisible():
                self._window.editor.page.setFocus()
        self.begin(partial(self._step, step, begins=not self._window.reviewer.is_on))

    def _step(self, step: int, *, begins: bool) -> None:
        """One that begins the review goes to the first change there is, or to the last."""
        keys = [row.key for row in self._pane.list.rows]
        if not keys:
            self._window.notice.tell(self._pane.hint.text())
            return
        last, there = self._came_to
        if begins:
            place = 0 if step > 0 else -1
        elif last in keys and there == self._here():
            place = keys.index(last) + step
        elif self._pane.list.hasFocus() and self._pane.list.current in keys:
            place = keys.index(self._pane.list.current) + (step if last else 0)
        else:
            before = self._before_caret(keys)
            place = before if step > 0 else before - 1
        self.go_to(keys[place % len(keys)])

    def _before_caret(self, keys: Sequence[str]) -> int:
        """How many of these changes stand before the caret on the page."""
        if any(getattr(self._window.editor, name).hasFocus() for name in IN_EDITOR):
            return 0
        places, caret = self._window.review_shown.marks.places(), self._window.editor.page.selection[0]
        in_body = [n for n, key in enumerate(keys) if key in places]
        passed = sum(places[keys[n]][0] < caret for n in in_body)
        return in_body[0] + passed if in_body else 0

    def _here(self) -> object:
        """What is selected where the keys are."""
        focus = QApplication.focusWidget()
        if self._pane.isAncestorOf(focus or self._window):
            return self._pane.list.current
        cursor = focus.textCursor() if isinstance(focus, QTextEdit) else None
        return (cursor.selectionStart(), cursor.selectionEnd(), id(focus)) if cursor is not None else focus

    def _edit(self, key: str) -> Edit | None:
        return next((edit for edit in self._window.reviewer.edits if edit.key == key), None)

    def go_to(self, key: str) -> None:
        """Take a change in hand: its row, and its words in text and page. Who has the keys keeps them in the list."""
        edit = self._edit(key)
        if edit is None:
            return
        in_list = self._pane.isAncestorOf(QApplication.focusWidget() or self._window)
        self._pane.list.choose(key)
        self._window.review_shown.take_in_hand(key)
        self._window.review_shown.fields.select_nothing(but=edit.place)
        if edit.place == "body":
            span = self._window.review_shown.place(edit)
            self._window.editor.page.place_caret(*span)
            self._window.preview.show_words(span[0])
            if not in_list:
                self._window.editor.page.setFocus(Qt.FocusReason.OtherFocusReason)
        elif edit.place in IN_EDITOR:
            self._window.review_shown.fields.select(edit)
            self._window.preview.align_head(0)
            if not in_list:
                getattr(self._window.editor, edit.place).setFocus(Qt.FocusReason.OtherFocusReason)
        elif edit.photo:
            self._show_photo(edit.photo)
        self._came_to = key, self._here()

    def _show_photo(self, photo: str) -> None:
        """Have a photo in sight on the page: where it stands in the text, else above it."""
        article = self._window.workspace.article
        at = article.body.find(f"](photo:{photo})") if article is not None else -1
        self._window.preview.show_words(at) if at >= 0 else self._window.preview.align_head(0)

    def enter(self, key: str) -> None:
        """Go where a change was made, to write there."""
        edit = self._edit(key)
        if edit is None:
            return
        self.go_to(key)
        if edit.place == "body":
            self._window.editor.page.setFocus(Qt.FocusReason.OtherFocusReason)
        elif edit.place in IN_EDITOR:
            getattr(self._window.editor, edit.place).setFocus(Qt.FocusReason.OtherFocusReason)
        elif edit.photo or edit.place in ("lead", "photos"):
            article = self._window.workspace.article
            self._window.deeds.photos.show(edit.photo or (article.lead if article else ""))
        elif self._window.details.has_field(edit.place):
            self._window.deeds.show_tab(0)
            self._window.details.show_field(edit.place)

    # accepting and reverting

    def found_here(self) -> list[str]:
        """The changes that are meant where the keys are: chosen in the list, gone to last, or at the selection."""
        if self._pane.isAncestorOf(QApplication.focusWidget() or self._window):
            return self._pane.list.chosen
        last, there = self._came_to
        if last and there == self._here() and self._edit(last) is not None:
            return [last]
        for name in IN_EDITOR:
            if getattr(self._window.editor, name).hasFocus():
                return [edit.key for edit in self._window.review_shown.fields.touched(name)]
        start, end = self._window.editor.page.selection
        spots = self._window.review_shown.marks.spots(start, end)
        inside = [
            spot for spot in spots if start == end or (spot.start < end and start < spot.end) or spot.start == spot.end
        ]
        words = [spot.key for spot in inside if self._window.review_shown.marks.is_of_words(spot.key)]
        return words or [spot.key for spot in inside if not spot.left]

    def accept_here(self) -> None:
        """Accept what is meant here."""
        self._act_here(self.accept)

    def revert_here(self) -> None:
        """Revert what is meant here."""
        self._act_here(self.revert)

    def _act_here(self, act: Callable[[Sequence[str]], None]) -> None:
        if not self.is_on():
            self._tell_none()
            return
        self._window.reviewer.when_settled(lambda: act(found) if (found := self.found_here()) else self._tell_none())

    def _tell_none(self) -> None:
        self._window.notice.tell(NONE_HERE)

    def accept_all(self) -> None:
        """Accept every change."""
        self.accept([row.key for row in self._pane.rows])

    def revert_all(self) -> None:
        """Revert every change."""
        self.revert([row.key for row in self._pane.rows])

    def accept(self, keys: Sequence[str]) -> None:
        """Accept changes, and go on to the next where it was one."""
        following = self._behind(keys)

        def tell(count: int, act: Act) -> None:
            if count > 1:
                acts = self._window.workspace.acts
                offer = ("Undo", lambda: acts.take_back(act))
                self._window.notice.tell(f"{count} changes are accepted.", [offer], about=act)
            self._go_on(following)

        self._window.reviewer.accept(keys, tell)

    def revert(self, keys: Sequence[str]) -> None:
        """Revert changes, and go on to the next where it was one."""
        from desk.ui.tellings import tell_step

        following = self._behind(keys)

        def tell(count: int) -> None:
            if count > 1:
                tell_step(self._window, f"{count} changes are reverted.")
            self._go_on(following)

        self._window.reviewer.revert(keys, tell)

    def _behind(self, keys: Sequence[str]) -> str:
        """The change to go on to once this one is done with; empty where there were several, or is none."""
        listed = [row.key for row in self._pane.list.rows]
        if len(keys) != 1 or keys[0] not in listed:
            return ""
        rest = listed[listed.index(keys[0]) + 1 :] or listed[: listed.index(keys[0])]
        return rest[0] if rest else ""

    def _go_on(self, key: str) -> None:
        if key:
            self._window.reviewer.when_settled(partial(self.go_to, key))

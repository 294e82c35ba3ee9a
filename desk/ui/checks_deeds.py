"""What the window does about findings: show them, go to one, mend the one at the caret, go on to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from desk.ui.commands import Command
from desk.ui.sidebar import CHECKS, DETAILS, PHOTOS
from desk.ui.units import Units
from desk.ui.wording import with_quotes_apart

if TYPE_CHECKING:
    from desk.article.session import Applied
    from desk.checks.finding import Finding, Span
    from desk.ui.window import MainWindow

Here = tuple[str, int, str]
IN_EDITOR = ("headline", "summary")
"""Fields that stand above the body; the others are in the details."""
NOTHING_HERE = "There is nothing to mend at the caret. Ctrl+Shift+F8 goes to the next finding."
NO_PLACE = "That stands in no field: mend it from the list, with Ctrl+. or its button."
NO_FIX = "Only you can mend this one: "


class ChecksDeeds(QObject):
    """Acts on the findings of one window's story."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._last: Finding | None = None
        self._came_to: Here | None = None
        """The finding that was gone to last, and where the caret was then."""

    def commands(self) -> list[Command]:
        """What a person can do about findings."""
        has = self._has_story
        return [
            Command("checks", "&Checks", self.show, ("Ctrl+Shift+C",), "checks", has),
            Command("next_finding", "&Next finding", self.go_on, ("Ctrl+Shift+F8",), "", has),
            Command("fix_finding", "&Mend the finding at the caret", self.fix_here, ("Ctrl+.",), "", has),
            Command("ignore_finding", "&Ignore the finding at the caret here", self.ignore_here, (), "", has),
        ]

    def _has_story(self) -> bool:
        return self._window.workspace.session is not None

    def show(self) -> None:
        """Show the findings, and give the keys to their list."""
        from desk.ui.findings import Checks

        self._window.deeds.show_tab(CHECKS)
        self._window.checks_pane.setFocus()
        self._window.findings.look_again(Checks.name)  # an embargo may be over, a slug taken since

    def tell_stopped(self, code: str, act: object) -> None:
        """Something is checked in no story any more: say so, and how it is again."""
        from desk.ui.acts import Act
        from desk.ui.checks_names import no_longer_checked

        assert isinstance(act, Act)
        undo = partial(self._window.workspace.acts.take_back, act)
        self._window.notice.tell(no_longer_checked(code), [("Undo", undo)], about=act)

    def tell_if_ready(self, applied: Applied) -> None:
        """Whoever marks a story as ready or published is told what stops it, with the way back.

        That is looked for in vain once it is to go out.
        """
        from desk.article.session import Move
        from desk.article.status import Status
        from desk.ui.checks_pane import told
        from desk.ui.tellings import tell_step

        status = applied.after.status
        if applied.move is not Move.DO or status is applied.before.status:
            return
        must = tuple(one for one in self._window.findings.standing if one.blocks and one.code != "killed")
        if must and status in (Status.READY, Status.PUBLISHED):
            first = f"{'First: ' if len(must) > 1 else ''}{must[0].message}"
            said = f"It is marked as {status}, but {told(must)} before it can go out. {first}"
            tell_step(self._window, with_quotes_apart(said), ("Show in Checks", self.show))

    # going to a place

    def go_to(self, finding: Finding) -> None:
        """Select the words of a finding, wherever in the window they are."""
        self.go_to_place(finding.place, finding.field, self._window.findings.where(finding))

    def go_to_place(self, place: str, field: str, span: Span | None) -> None:
        """Select code points of a place of findings, or of a photo's own field, or only give the keys to it."""
        if place == "body":
            self._to_body(span)
        elif place in IN_EDITOR:
            entry = getattr(self._window.editor, place)
            self._window.deeds.to_editor()
            entry.setFocus(Qt.FocusReason.OtherFocusReason)
            select(entry, span)
            self._window.editor.page.verticalScrollBar().setValue(0)
        elif place.startswith("photo:"):
            self._to_photo(place.removeprefix("photo:"), field, span)
        elif place == "house_style":
            self._window.deeds.copy_desk.style.show()
        elif place == "lead":
            self._window.deeds.show_tab(PHOTOS)
            self._window.photos.setFocus()
        else:
            self._to_details(place, span)

    def _to_body(self, span: Span | None) -> None:
        page = self._window.editor.page
        self._window.deeds.to_editor()
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        if span is not None:
            page.place_caret(*span)

    def _to_photo(self, photo_id: str, field: str, span: Span | None) -> None:
        photos = self._window.photos
        self._window.deeds.show_tab(PHOTOS)
        if not photos.choose(photo_id):
            return
        row = photos.form.rows.get(field)
        if row is None:
            photos.list.setFocus()
            return
        row.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        select(row.entry, span)

    def _to_details(self, place: str, span: Span | None) -> None:
        details = self._window.details
        if not details.has_field(place):
            self._window.notice.tell(NO_PLACE)
            return
        self._window.deeds.show_tab(DETAILS)
        details.show_field(place)
        select(QApplication.focusWidget(), span)

    # at the caret

    def found_here(self) -> list[Finding]:
        """What is found where the keys are: the row that is chosen, or what stands on the words at the caret."""
        window, focus = self._window, QApplication.focusWidget()
        if "checks_pane" in vars(window) and window.checks_pane.isAncestorOf(focus or window):
            chosen = window.checks_pane.chosen
            return [chosen] if chosen is not None else []
        place, point, field = self._here(focus)
        at = window.findings.at(place, point, field)
        of_field = [one for one in window.findings.standing if one.place == place and one.span is None]
        return at or (of_field if place != "body" else [])

    def _here(self, focus: QWidget | None) -> Here:
        """The place, the code point in it, and the photo's field, where the keys are."""
        window = self._window
        for name in IN_EDITOR:
            if (field := getattr(window.editor, name)) is focus:
                return name, caret_in(field), ""
        photos = window.made_photos
        for name, row in photos.form.rows.items() if photos is not None else ():
            if row.isAncestorOf(focus or window):
                return f"photo:{photos.chosen_photo() if photos else ''}", caret_in(focus), name
        if "_fields" in vars(window) and focus is not None and (name := window.details.field_of(focus)):
            return name, caret_in(focus), ""
        return "body", window.editor.page.selection[0], ""

    def fix_here(self) -> None:
        """Mend the finding at the caret, or the one that is chosen in the list."""
        found = self.found_here()
        with_fix = next((one for one in found if one.fix is not None), None)
        if with_fix is not None:
            self._window.findings.fix(with_fix)
        elif found:
            self._window.notice.tell(f"{NO_FIX}{found[0].message}")
        else:
            self._window.notice.tell(NOTHING_HERE)

    def ignore_here(self) -> None:
        """Pass over the finding at the caret, in this story."""
        from desk.ui.checks_pane import may_be_ignored

        found = next((one for one in self.found_here() if may_be_ignored(one)), None)
        if found is not None:
            self._window.findings.ignore_here(found)
        else:
            self._window.notice.tell("There is no finding at the caret that could be passed over.")

    def go_on(self) -> None:
        """Go to the finding after the one gone to last, or after the caret where that was moved."""
        here = self._here(QApplication.focusWidget())
        found = self._behind_last() if here == self._came_to else None
        found = found or self._window.findings.next_from(*here[:2])
        if found is None:
            self._window.notice.tell("Nothing stands in the way.")
            return
        self.go_to(found)
        self._last, self._came_to = found, self._here(QApplication.focusWidget())
        if "checks_pane" in vars(self._window):
            self._window.checks_pane.list.choose(found)

    def _behind_last(self) -> Finding | None:
        """The finding that stands behind the one gone to last, while that still stands."""
        order = self._window.findings.down_the_page()
        if self._last not in order:
            return None
        return order[(order.index(self._last) + 1) % len(order)]


def caret_in(field: QWidget | None) -> int:
    """The code point at which the caret, or the selection's beginning, stands in a field."""
    if isinstance(field, QTextEdit):
        return Units(field.toPlainText()).to_points(field.textCursor().selectionStart())
    if isinstance(field, QLineEdit):
        start = field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
        return Units(field.text()).to_points(start)
    return 0


def select(field: QWidget | None, span: Span | None) -> None:
    """Select code points of a field; nothing where none are given."""
    if span is None:
        return
    if isinstance(field, QTextEdit):
        units, cursor = Units(field.toPlainText()), QTextCursor(field.document())
        cursor.setPosition(min(units.to_units(span[0]), units.length))
        cursor.setPosition(min(units.to_units(span[1]), units.length), QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
    elif isinstance(field, QLineEdit):
        units = Units(field.text())
        start, end = (min(units.to_units(point), units.length) for point in span)
        field.setSelection(start, end - start)

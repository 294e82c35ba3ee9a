"""Findings where they stand: a quiet dotted line under their words, which says why and offers what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip

from desk.ui.checks_names import OF_STYLE
from desk.ui.labels import plain_tip
from desk.ui.marking import lay_in
from desk.ui.menu_headings import heading
from desk.ui.units import Units
from desk.ui.wording import with_quotes_apart

if TYPE_CHECKING:
    from desk.checks.finding import Finding
    from desk.ui.editor import EditorPane
    from desk.ui.findings import Findings

LAYER, LOOK = "findings", "finding"
LONGEST = 60
"""Characters that are marked of a finding: where it begins is enough of a long one."""
OWN_MARKS = ("spelling", "open-comment")
"""Findings, by how their codes begin, whose words are marked in a way of their own."""
FIELDS = ("headline", "summary")


class FindingMarks(QObject):
    """Marks the findings of the open story in an editor."""

    def __init__(self, editor: EditorPane, findings: Findings, actions_for: Callable[[Finding], list[QAction]]) -> None:
        super().__init__(editor)
        self._editor, self._findings, self._actions_for = editor, findings, actions_for
        editor.page.offers.insert(0, self._offers)  # what is wrong at a place goes before what one may do anywhere
        editor.page.tellers.append(self._tell)
        self._offered: list[QAction] = []
        self._small = {name: getattr(editor, name) for name in FIELDS}
        self._watched: dict[QObject, str] = {}
        for name, field in self._small.items():
            for part in (field, field.viewport()):
                part.installEventFilter(self)
                self._watched[part] = name
        findings.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Mark the findings as they are now."""
        page, marks = self._editor.page, self._marks()
        page.overlays.lay(LAYER, sorted(marks["body"]))
        page.viewport().update()
        for name, field in self._small.items():
            lay_in(field, LAYER, sorted(marks[name]))

    def _marks(self) -> dict[str, list[tuple[int, int, str]]]:
        """What is marked in each place, in any order."""
        found: dict[str, list[tuple[int, int, str]]] = {place: [] for place in ("body", *FIELDS)}
        for one in self._findings.standing:
            here = found.get(one.place)
            if here is None or one.span is None or one.code.startswith(OWN_MARKS):
                continue
            if self._findings.words(one) and (span := self._findings.where(one)):
                here.append((span[0], min(span[1], span[0] + LONGEST), LOOK))
        return found

    def _here(self, point: int, place: str = "body") -> list[Finding]:
        found = self._findings.at(place, point)
        return [one for one in found if not one.code.startswith(OWN_MARKS)]

    def _tell(self, point: int, place: str = "body") -> str:
        """Why the words at a code point are marked."""
        told = []
        for one in self._here(point, place):
            keys = f"\n{one.fix.label} (Ctrl+.)" if one.fix is not None else ""
            told.append(with_quotes_apart(f"{one.message}{keys}"))
        return "\n".join(told)

    def _offers(self, menu: QMenu, point: int) -> list[QAction]:
        """What the body's menu offers for the words at a code point."""
        found = self._here(point)
        actions = self._actions_for(found[0]) if found else []
        for action in actions:
            action.setParent(menu)
        return [heading(_about(found[0]), menu), *actions] if actions else []

    # headline and summary

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say why words are marked, and have what can be done about them in the menu that is about to open."""
        kinds = (QEvent.Type.ToolTip, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress)
        name = self._watched.get(watched, "") if event.type() in kinds else ""
        if not name:
            return False
        field = self._small[name]
        if isinstance(event, QHelpEvent) and watched is field.viewport():
            told = self._tell(_point_at(field, event.pos()), name)
            QToolTip.showText(event.globalPos(), plain_tip(told), field)
            return bool(told)
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.RightButton:
            self._offer_in_fields(name, _point_at(field, event.position().toPoint()))
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Menu:
            self._offer_in_fields(name, Units(field.toPlainText()).to_points(field.textCursor().selectionStart()))
        return False

    def _offer_in_fields(self, name: str, point: int) -> None:
        """Both fields' menus have what their pane offers: for now, what mends the words at this place."""
        header = self._editor.page.header
        for action in self._offered:
            header.removeAction(action)
            action.deleteLater()
        found = self._here(point, name)
        actions = self._actions_for(found[0]) if found else []
        self._offered = [heading(_about(found[0]), header), *actions] if actions else []
        header.addActions(self._offered)


def _about(finding: Finding) -> str:
    return "House style" if finding.code.startswith(OF_STYLE) else "Checks"


def _point_at(field: QTextEdit, place: QPoint) -> int:
    return Units(field.toPlainText()).to_points(field.cursorForPosition(place).position())

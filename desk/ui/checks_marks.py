"""Findings where they stand: a quiet dotted line under their words, which says why and offers what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desk.ui.marking import lay_in
from desk.ui.wording import with_quotes_apart

if TYPE_CHECKING:
    from desk.checks.finding import Finding
    from desk.ui.editor import EditorPane
    from desk.ui.findings import Findings

LAYER, LOOK = "findings", "finding"
LONGEST = 60
"""Characters that are marked of a finding: where it begins is enough of a long one."""
OWN_MARKS = ("spelling:", "open-comment")
"""Findings, by how their codes begin, whose words are marked in a way of their own."""
FIELDS = ("headline", "summary")


class FindingMarks(QObject):
    """Marks the findings of the open story in an editor."""

    def __init__(self, editor: EditorPane, findings: Findings, actions_for: Callable[[Finding], list[QAction]]) -> None:
        super().__init__(findings)
        self._editor, self._findings, self._actions_for = editor, findings, actions_for
        editor.page.offers.insert(0, self._offers)  # what is wrong at a place goes before what one may do anywhere
        editor.page.tellers.append(self._tell)
        findings.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Mark the findings as they are now."""
        page = self._editor.page
        page.overlays.lay(LAYER, self._marks("body"))
        page.viewport().update()
        for name in FIELDS:
            lay_in(getattr(self._editor, name), LAYER, self._marks(name))

    def _marks(self, place: str) -> list[tuple[int, int, str]]:
        found = []
        for one in self._findings.standing:
            is_here = one.place == place and not one.code.startswith(OWN_MARKS)
            if is_here and self._findings.words(one) and (span := self._findings.where(one)):
                found.append((span[0], min(span[1], span[0] + LONGEST), LOOK))
        return sorted(found)

    def _here(self, point: int) -> list[Finding]:
        found = self._findings.at("body", point)
        return [one for one in found if not one.code.startswith(OWN_MARKS)]

    def _tell(self, point: int) -> str:
        """Why the words at a code point are marked."""
        told = []
        for one in self._here(point):
            keys = f"\n{one.fix.label} (Ctrl+.)" if one.fix is not None else ""
            told.append(with_quotes_apart(f"{one.message}{keys}"))
        return "\n".join(told)

    def _offers(self, menu: QMenu, point: int) -> list[QAction]:
        """What the body's menu offers for the words at a code point."""
        found = self._here(point)
        actions = self._actions_for(found[0]) if found else []
        for action in actions:
            action.setParent(menu)
        return actions

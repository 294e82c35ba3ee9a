"""The copy desk's parts of the window, each made when it is asked for first: what stands in the sidebar beside
details, photos and outline, and what lies over the text.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desk.ui.parts import Parts

if TYPE_CHECKING:
    from desk.article.session import Session
    from desk.ui.checks_pane import ChecksPane
    from desk.ui.findings import Findings
    from desk.ui.measures_long import LongSentences

DESK_FOLLOWERS: tuple[str, ...] = (
    "findings",
    "long_sentences",
)
"""The names of those that show the open story, and are told of another one once they are there."""


class DeskParts(Parts):
    """The window's parts with the copy desk's."""

    def show_desk(self, session: Session | None) -> None:
        """Have the parts that are there already show another story."""
        made = vars(self)
        for name in DESK_FOLLOWERS:
            if name in made:
                made[name].show_session(session)

    @cached_property
    def findings(self) -> Findings:
        """What stands in the open story’s way; `add` gives it another source."""
        from desk.ui.findings import Findings

        findings = Findings(self.workspace)
        findings.show_session(self.workspace.session)
        return findings

    @cached_property
    def checks_pane(self) -> ChecksPane:
        """What stands in the story’s way, in a list."""
        from desk.ui.checks_marks import FindingMarks
        from desk.ui.checks_pane import ChecksPane
        from desk.ui.sidebar import CHECKS

        findings, deeds = self.findings, self.deeds.copy_desk.checks
        pane = ChecksPane(findings)
        pane.wanted.connect(deeds.go_to)
        findings.changed.connect(lambda: self.sidebar.set_count(CHECKS, len(findings.standing)))
        self.sidebar.put(CHECKS, pane)
        FindingMarks(self.editor, findings, pane.actions_for)
        return pane

    @cached_property
    def long_sentences(self) -> LongSentences:
        """What marks sentences that are too long; with it the count of words tells of what is selected, and opens."""
        from desk.ui.measures_long import LongSentences

        page, status = self.editor.page, self.status
        page.selectionChanged.connect(lambda: status.show_selection(*page.selection))
        status.words.button.clicked.connect(lambda: self.commands.action("measures").trigger())
        status.words.button.setToolTip(self.commands.action("measures").toolTip())
        marker = LongSentences(page, self.settings, self.workspace.tasks, self)
        marker.show_session(self.workspace.session)
        return marker

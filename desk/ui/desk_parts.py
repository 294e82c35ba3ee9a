"""The copy desk's parts of the window, each made when it is asked for first: what stands in the sidebar beside
details, photos and outline, and what lies over the text.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desk.ui.parts import Parts

if TYPE_CHECKING:
    from desk.article.session import Session
    from desk.ui.findings import Findings

DESK_FOLLOWERS: tuple[str, ...] = ("findings",)
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

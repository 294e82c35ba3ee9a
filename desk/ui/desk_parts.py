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
    from desk.ui.comment_marks import CommentMarks
    from desk.ui.comment_notes import CommentNotes
    from desk.ui.comments_pane import CommentsPane
    from desk.ui.facing import FacingLanguages
    from desk.ui.findings import Findings
    from desk.ui.measures_long import LongSentences
    from desk.ui.photo_desk import PhotoDesk
    from desk.ui.review_beside import BesidePane
    from desk.ui.review_pane import ReviewPane
    from desk.ui.review_shown import ReviewShown
    from desk.ui.reviewing import Reviewer
    from desk.ui.spelling import Spelling
    from desk.ui.unread import UnreadTexts

DESK_FOLLOWERS: tuple[str, ...] = (
    "facing",
    "comments_pane",
    "comment_drafts",
    "comment_marks",
    "findings",
    "long_sentences",
    "spelling",
    "reviewer",
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
        findings.stopped.connect(deeds.tell_stopped)
        self.workspace.stepped.connect(deeds.tell_if_ready)
        pane.rule_wanted.connect(self.deeds.copy_desk.style.show)
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
        status.show_selection(*page.selection)
        status.words.button.clicked.connect(lambda: self.commands.action("measures").trigger())
        status.words.button.setToolTip(self.commands.action("measures").toolTip())
        marker = LongSentences(page, self.settings, self.workspace.tasks, self)
        marker.show_session(self.workspace.session)
        return marker

    @cached_property
    def comments_pane(self) -> CommentsPane:
        """What was said of the story, with the open comments of all stories behind a switch."""
        from desk.library.open_comments import open_comments
        from desk.ui.comments_pane import CommentsPane
        from desk.ui.sidebar import COMMENTS

        space, deeds = self.workspace, self.deeds.copy_desk.comments
        pane = CommentsPane(space.tasks, lambda: open_comments(space.library), lambda: space.library.author)
        pane.go_wanted.connect(deeds.go_to)
        pane.chosen.connect(deeds.reveal)
        pane.story_wanted.connect(deeds.open_story)
        pane.comment_wanted.connect(deeds.comment)
        pane.left.connect(deeds.go_back)
        pane.made.connect(deeds.made)
        pane.removed.connect(deeds.tell_removed)
        pane.resolved_shown.connect(lambda shown: self.comment_marks.show_resolved(shown))
        pane.counted.connect(lambda count: self.sidebar.set_count(COMMENTS, count))
        space.shelf_changed.connect(pane.look_everywhere)
        self.sidebar.put(COMMENTS, pane)
        pane.show_session(space.session)
        return pane

    @cached_property
    def comment_drafts(self) -> UnreadTexts:
        """What keeps comments that were begun."""
        from desk.ui.unread import UnreadTexts

        space = self.workspace
        drafts = UnreadTexts(space.library, space.tasks, self.comments_pane, lambda story: f"comments:{story}")
        drafts.show_session(space.session)
        return drafts

    @cached_property
    def photo_desk(self) -> PhotoDesk:
        """The story's photos, large, beside its text; what they offer in their menus, the desk knows."""
        desk = super().photo_desk
        desk.addAction(self.commands.action("comment"))
        return desk

    @cached_property
    def comment_marks(self) -> CommentMarks:
        """What marks the words that were commented on."""
        from desk.ui.comment_marks import CommentMarks

        deeds = self.deeds.copy_desk.comments
        marks = CommentMarks(self.editor, lambda: self.commands.action("comment"))
        marks.chosen.connect(deeds.follow_caret)
        marks.clicked.connect(deeds.choose)
        marks.settled.connect(deeds.settle)
        for pane in (self.editor.page.header, self.details, self.photos):
            pane.addAction(self.commands.action("comment"))  # their fields offer it in their menus
        marks.show_session(self.workspace.session)
        return marks

    @cached_property
    def reviewer(self) -> Reviewer:
        """What knows every edit since the version that the open story is compared with."""
        from desk.ui.reviewing import Reviewer

        reviewer = Reviewer(self.workspace, self)
        acts = ("accept_change", "revert_change", "accept_all", "revert_all")
        reviewer.changed.connect(lambda: self.commands.refresh(*acts))
        reviewer.show_session(self.workspace.session)
        return reviewer

    @cached_property
    def review_shown(self) -> ReviewShown:
        """What marks these edits in text and page."""
        from desk.ui.review_shown import ReviewShown

        shown = ReviewShown(self.workspace, self.reviewer, self.editor, self.preview)
        deeds = self.deeds.copy_desk.review
        shown.chosen.connect(deeds.go_to)
        shown.accepted.connect(deeds.accept)
        shown.reverted.connect(deeds.revert)
        return shown

    @cached_property
    def beside(self) -> BesidePane:
        """These edits on a page, in place of the other panes."""
        from desk.ui.review_beside import BesidePane

        pane, deeds = BesidePane(self.workspace, self.reviewer), self.deeds.copy_desk.review.paper
        pane.close_requested.connect(deeds.close)
        pane.print_requested.connect(deeds.print_out)
        pane.export_requested.connect(deeds.export)
        self.workspace.opened.connect(lambda _session, _caret: deeds.close())
        return pane

    @cached_property
    def review_pane(self) -> ReviewPane:
        """These edits in a list."""
        from desk.ui.review_pane import ReviewPane
        from desk.ui.sidebar import CHANGES

        pane, deeds, reviewer = ReviewPane(self.reviewer), self.deeds.copy_desk.review, self.reviewer
        self.review_shown.refresh()
        pane.chosen.connect(deeds.choose)
        pane.stepped.connect(deeds.go)
        pane.more_actions = [self.commands.action(one.name) for one in deeds.paper.commands()]
        pane.list.gone_to.connect(deeds.go_to)
        pane.list.entered.connect(deeds.enter)
        pane.list.accepted.connect(deeds.accept)
        pane.list.reverted.connect(deeds.revert)
        reviewer.changed.connect(lambda: self.sidebar.set_count(CHANGES, len(reviewer.edits)))
        reviewer.changed.connect(self.commands.refresh_soon)
        self.sidebar.put(CHANGES, pane)
        return pane

    @cached_property
    def spelling(self) -> Spelling:
        """Misspelt words, marked in the text and in every field of prose."""
        from PySide6.QtWidgets import QApplication

        from desk.ui.spelling import Spelling
        from desk.ui.spelling_source import Misspelt

        spelling = Spelling(self.workspace, self.editor, self.settings, self)
        Misspelt(spelling, self.findings)
        spelling.is_spoken_for = self.findings.mends
        spelling.attach_all(self)
        spelling.show_session(self.workspace.session)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(spelling.on_focus)
        return spelling

    @cached_property
    def facing(self) -> FacingLanguages:
        """The story's versions in other languages, one of them beside the text."""
        from desk.ui.facing import FacingLanguages

        return FacingLanguages(self.workspace, self.editor, self.deeds.copy_desk.siblings, self)

    @cached_property
    def comment_notes(self) -> CommentNotes:
        """What lays them over the page."""
        from desk.ui.comment_notes import CommentNotes

        notes = CommentNotes(self.preview, self.editor)
        notes.clicked.connect(self.deeds.copy_desk.comments.choose)
        return notes

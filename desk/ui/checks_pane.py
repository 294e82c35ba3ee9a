"""The pane “Checks”: what stands in the way of the open story, and below it what can be done about the chosen one."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from desk.ui import look
from desk.ui.checks_list import ChecksList, row_of
from desk.ui.checks_names import OF_STYLE, name_of, never_check
from desk.ui.findings import is_blank
from desk.ui.labels import Label, plain_tip
from desk.ui.panes import MARGIN, empty_state
from desk.ui.wording import going_on, isolated, with_quotes_apart

if TYPE_CHECKING:
    from desk.checks.finding import Finding
    from desk.ui.findings import Findings

NOTHING = "Nothing stands in the way."
BLANK = "Write first: what is to be mended before the story goes out stands here."
NO_STORY = "Open a story, and what is to be mended in it stands here."
FIX_KEYS, LONGEST = "Ctrl+.", 34
"""The key that mends, and the most characters of what a button says it does."""


class ChecksPane(QWidget):
    """Shows the findings of the open story."""

    wanted = Signal(object)
    """A Finding to go to."""
    rule_wanted = Signal(str)
    """The ID of a rule of house style that is to be shown."""

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self._findings = findings
        self.summary = Label(wraps=True)
        self.list = ChecksList()
        self.empty = empty_state(NOTHING)
        self.over = QPushButton()
        self.over.setCheckable(True)
        self.over.setProperty("role", "quiet")
        self._make_foot()
        self._lay_out()
        self.list.wanted.connect(self.wanted)
        self.list.ignore_wanted.connect(self._toss)
        self.list.menu_wanted.connect(self._offer)
        self.list.currentRowChanged.connect(lambda _row: self._show_foot())
        self._in_sight = QTimer(self, interval=0, singleShot=True)
        self._in_sight.timeout.connect(lambda: self.list.scrollTo(self.list.currentIndex()))
        self.over.toggled.connect(lambda _on: self.refresh())
        findings.changed.connect(self.refresh)
        self.menu: QMenu | None = None
        """What can be done about a finding, while it is offered."""
        self.refresh()

    @property
    def shows_passed_over(self) -> bool:
        """Whether the list has what is passed over instead of what stands."""
        return self.over.isChecked() and bool(self._findings.passed_over)

    @property
    def chosen(self) -> Finding | None:
        """The finding that is chosen in the list."""
        return self.list.finding

    def refresh(self) -> None:
        """Show the findings as they are now."""
        found, over = self._findings.standing, self._findings.passed_over
        quiet = self.shows_passed_over
        shown = over if quiet else found
        self.list.show_rows(
            [row_of(one, self._findings.place(one), self._findings.words(one), quiet=quiet) for one in shown]
        )
        self.summary.setText(f"Passed over: {len(over)}" if quiet else told(found))
        self.summary.setVisible(bool(shown))
        self.over.setVisible(bool(over))
        self.over.setText("Back to what stands" if quiet else f"Show {len(over)} passed over")
        self.empty.setText(self._nothing())
        self._stack.setCurrentIndex(1 if shown else 0)
        self._show_foot()

    def _nothing(self) -> str:
        article = self._findings.article
        return NO_STORY if article is None else BLANK if is_blank(article) else NOTHING

    # what can be done

    def fix_chosen(self) -> bool:
        """Mend the chosen finding; whether there is a fix."""
        finding = self.chosen
        if finding is None or finding.fix is None or self.shows_passed_over:
            return False
        self._findings.fix(finding)
        return True

    def _toss(self, finding: Finding) -> None:
        """Pass it over, or heed it again, whichever list it stands in."""
        if self.shows_passed_over:
            self._findings.heed(finding)
        elif may_be_ignored(finding):
            self._findings.ignore_here(finding)

    def actions_for(self, finding: Finding) -> list[QAction]:
        """What can be done about a finding, as a menu has it."""
        passed, acts = finding in self._findings.passed_over, []
        if passed:
            acts.append(("Heed it again", lambda: self._findings.heed(finding)))
        else:
            if finding.fix is not None:
                acts.append((finding.fix.label, lambda: self._findings.fix(finding)))
                if (many := self._fixable(finding.code)) > 1:
                    acts.append((f"Mend all {many} of this kind", lambda: self._findings.fix_all(finding.code)))
            if may_be_ignored(finding):
                acts.append(("Ignore here", lambda: self._findings.ignore_here(finding)))
            if not finding.blocks:
                acts.append((never_check(finding.code), lambda: self._findings.never_check(finding.code)))
            if finding.code.startswith(OF_STYLE):
                rule = finding.code.removeprefix(OF_STYLE)
                acts.append((going_on("This rule of house style…"), lambda: self.rule_wanted.emit(rule)))
        made = []
        for text, act in acts:
            action = QAction(_shown(text), self)
            action.triggered.connect(lambda _on=False, act=act: act())
            made.append(action)
        return made

    def _fixable(self, code: str) -> int:
        return Counter(one.code for one in self._findings.standing if one.fix is not None)[code]

    def _offer(self, finding: Finding, at: QPoint) -> None:
        menu = QMenu(self)
        go = menu.addAction("Go there")
        go.triggered.connect(lambda _on=False: self.wanted.emit(finding))
        menu.addSeparator()
        for action in self.actions_for(finding):
            action.setParent(menu)
            menu.addAction(action)
        self.menu = menu
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # the foot

    def _make_foot(self) -> None:
        self.foot = QFrame()
        self.foot.setObjectName("selectionBar")
        self.fix = QPushButton()
        self.fix.setProperty("role", "primary")
        self.fix_all = QPushButton()
        self.here = QPushButton("Ignore here")
        self.here.setToolTip("Not told again in this story; Ctrl+Z takes it back (Delete)")
        self.always = QPushButton("Never check this")
        self.heed = QPushButton("Heed it again")
        self.heed.setToolTip("Tell of it again (Delete)")
        self.fix.clicked.connect(self.fix_chosen)
        self.fix_all.clicked.connect(lambda: self._for_chosen(lambda one: self._findings.fix_all(one.code)))
        self.here.clicked.connect(lambda: self._for_chosen(self._findings.ignore_here))
        self.always.clicked.connect(lambda: self._for_chosen(lambda one: self._findings.never_check(one.code)))
        self.heed.clicked.connect(lambda: self._for_chosen(self._findings.heed))
        grid = QGridLayout(self.foot)
        grid.setContentsMargins(MARGIN, look.GRID, MARGIN, look.GRID)
        grid.setSpacing(look.GRID)
        for button, *place in ((self.fix, 0, 0, 1, 2), (self.fix_all, 1, 0, 1, 2), (self.heed, 2, 0, 1, 2)):
            grid.addWidget(button, *place)
        grid.addWidget(self.here, 3, 0)
        grid.addWidget(self.always, 3, 1)

    def _for_chosen(self, act: object) -> None:
        finding = self.chosen
        if finding is not None and callable(act):
            act(finding)

    def _show_foot(self) -> None:
        self._in_sight.start()  # the list may be lower from now on
        finding, passed = self.chosen, self.shows_passed_over
        self.foot.setVisible(finding is not None and bool(passed or finding.fix or may_be_ignored(finding)))
        if finding is None:
            return
        label = finding.fix.label if finding.fix else ""
        self.fix.setVisible(bool(label) and not passed)
        self.fix.setText(_shown(_short(label)))
        self.fix.setToolTip(plain_tip(f"{label} ({FIX_KEYS})"))
        self.fix.setAccessibleName(label)
        many = self._fixable(finding.code)
        self.fix_all.setText(f"Mend all {many} of this kind")
        self.fix_all.setVisible(many > 1 and bool(label) and not passed)
        self.heed.setVisible(passed)
        self.here.setVisible(not passed and may_be_ignored(finding))
        self.always.setVisible(not passed and not finding.blocks)
        self.always.setToolTip(
            plain_tip(f"“{name_of(finding.code)}” is checked in no story any more; Ctrl+Z takes it back")
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, look.GRID, MARGIN, look.GRID)
        head.addWidget(self.summary, 1)
        self._body = QWidget()
        self._stack = QStackedLayout(self._body)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        column.addWidget(self.foot)
        below = QHBoxLayout()
        below.setContentsMargins(4, 4, 4, 4)
        below.addWidget(self.over)
        below.addStretch()
        column.addLayout(below)
        stops = (self.list, self.fix, self.fix_all, self.here, self.always, self.heed, self.over)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        for button in stops[1:]:
            button.setMinimumHeight(look.TARGET)
        self.setFocusProxy(self.list)


def told(findings: tuple[Finding, ...]) -> str:
    """How much is to be done, in a line."""
    must = sum(one.blocks for one in findings)
    rest = len(findings) - must
    parts = (f"{must} must be mended" if must else "", f"{rest} to look at" if rest else "")
    return ", ".join(part for part in parts if part) or NOTHING


def may_be_ignored(finding: Finding) -> bool:
    """Whether it may be passed over in a story: what blocks only where it may be a misreading."""
    return not finding.blocks or finding.code == "placeholder"


def _shown(text: str) -> str:
    """A sentence of the interface as a menu or a button has it, also where all else runs from the right."""
    apart = with_quotes_apart(text).replace("&", "&&")
    return isolated(apart) if "“" in text else apart


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"

"""Findings of the open story: looked for off the GUI thread, from several sources, mended and passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange
from desk.article.model import Article
from desk.checks import Finding
from desk.checks.places import words_of
from desk.library import Library
from desk.preflight import ignored_always
from desk.ui.findings import Findings
from desk.ui.tasks import Tasks
from desk.ui.workspace import Workspace
from tests.builders import a_story

BODY = "At the the dam, of of it.\n\nThey met on Monday, March 3.\n\nHe saw the the gate."
STORY = replace(a_story(photos=(), lead=""), body=BODY)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    space = Workspace(Library.open(tmp_path / "library", "Dana"), Tasks())
    space.library.save(STORY, "save")
    yield space
    space.close()


@pytest.fixture
def findings(qtbot: QtBot, workspace: Workspace) -> Findings:
    found = Findings(workspace)
    workspace.opened.connect(lambda session, _caret: found.show_session(session))
    workspace.open_story(STORY.id)
    seen(qtbot, found)
    return found


def seen(qtbot: QtBot, findings: Findings) -> None:
    """Wait until the story is looked at as it stands."""
    qtbot.waitUntil(lambda: findings.article is not None and findings.is_looked_at, timeout=20_000)


def of(findings: Findings, code: str) -> list[Finding]:
    return [one for one in findings.standing if one.code == code]


def body(findings: Findings) -> str:
    assert findings.article is not None
    return findings.article.body


class Shouting:
    """Another source: nobody is to be shouted at."""

    name = "shouting"
    word = "DAM"

    def findings(self, article: Article) -> Sequence[Finding]:
        at = article.body.find(self.word)
        return [Finding("shout", True, "body", "Be quiet.", (at, at + len(self.word)))] if at >= 0 else []


def test_what_is_typed_is_looked_at_soon(qtbot: QtBot, workspace: Workspace, findings: Findings) -> None:
    assert len(of(findings, "doubled-word")) == 3
    workspace.apply(BodyChange(0, "", "In in. "), "body")
    assert not findings.is_looked_at
    seen(qtbot, findings)
    assert len(of(findings, "doubled-word")) == 4


def test_a_fix_is_one_step_and_undone_by_one(qtbot: QtBot, workspace: Workspace, findings: Findings) -> None:
    (wrong,) = of(findings, "wrong-weekday")
    findings.fix(wrong)
    assert "Tuesday, March 3" in body(findings)
    seen(qtbot, findings)
    assert not of(findings, "wrong-weekday")
    workspace.undo()
    assert body(findings) == BODY


def test_a_fix_finds_its_words_where_typing_moved_them(qtbot: QtBot, workspace: Workspace, findings: Findings) -> None:
    last = of(findings, "doubled-word")[-1]
    workspace.apply(BodyChange(0, "", "It was a long day. "), "body")
    findings.fix(last)
    qtbot.waitUntil(lambda: "saw the gate" in body(findings))
    assert body(findings).startswith("It was a long day. At the the dam, of of it.")


def test_places_are_right_though_one_types_while_the_story_is_looked_at(
    qtbot: QtBot, workspace: Workspace, findings: Findings
) -> None:
    workspace.apply(BodyChange(0, "", "In in. "), "body")
    findings.look()
    workspace.apply(BodyChange(0, "", "So: "), "body")
    qtbot.waitUntil(lambda: len(of(findings, "doubled-word")) == 4)
    for finding in of(findings, "doubled-word"):
        span = findings.where(finding)
        assert span is not None
        assert body(findings)[slice(*span)] in ("In in", "the the", "of of")
    assert [findings.words(one) for one in findings.at("body", 6)] == ["In in"]


def test_a_fix_of_what_is_gone_does_nothing(qtbot: QtBot, workspace: Workspace, findings: Findings) -> None:
    (wrong,) = of(findings, "wrong-weekday")
    workspace.apply(BodyChange(0, BODY, "Words."), "body")
    findings.fix(wrong)
    seen(qtbot, findings)
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    assert body(findings) == "Words."


def test_all_of_a_kind_are_mended_by_one_step(qtbot: QtBot, workspace: Workspace, findings: Findings) -> None:
    findings.fix_all("doubled-word")
    qtbot.waitUntil(lambda: body(findings) != BODY)
    assert body(findings) == "At the dam, of it.\n\nThey met on Monday, March 3.\n\nHe saw the gate."
    workspace.undo()
    assert body(findings) == BODY


def test_what_is_ignored_here_stays_out_until_it_is_heeded_or_undone(
    qtbot: QtBot, workspace: Workspace, findings: Findings
) -> None:
    (wrong,) = of(findings, "wrong-weekday")
    findings.ignore_here(wrong)
    assert workspace.article is not None
    assert workspace.article.passed_over == (wrong.key,)
    assert (of(findings, "wrong-weekday"), findings.passed_over) == ([], (wrong,))
    workspace.undo()
    seen(qtbot, findings)
    assert of(findings, "wrong-weekday") == [wrong]
    findings.ignore_here(wrong)
    findings.heed(wrong)
    assert (of(findings, "wrong-weekday"), findings.passed_over) == ([wrong], ())
    assert workspace.article.passed_over == ()


def test_what_is_ignored_always_is_kept_in_the_library(qtbot: QtBot, workspace: Workspace, findings: Findings) -> None:
    findings.ignore_always("doubled-word")
    assert not of(findings, "doubled-word")
    assert len(findings.passed_over) == 3
    qtbot.waitUntil(lambda: ignored_always(workspace.library) == {"doubled-word"})
    findings.heed(findings.passed_over[0])
    assert len(of(findings, "doubled-word")) == 3
    qtbot.waitUntil(lambda: ignored_always(workspace.library) == set())


def test_other_sources_stand_in_the_same_list_in_its_order(
    qtbot: QtBot, workspace: Workspace, findings: Findings
) -> None:
    shouting = Shouting()
    findings.add(shouting)
    workspace.apply(BodyChange(0, "", "THE DAM. "), "body")
    seen(qtbot, findings)
    assert findings.standing[0].code == "shout", "what blocks comes first"
    shouting.word = "GATE"
    findings.look_again("shouting")
    qtbot.waitUntil(lambda: not of(findings, "shout"))


def test_a_blank_story_is_told_nothing_until_it_is_begun(
    qtbot: QtBot, workspace: Workspace, findings: Findings
) -> None:
    workspace.new_story()
    seen(qtbot, findings)
    assert findings.standing == ()
    workspace.apply(BodyChange(0, "", "The dam holds."), "body")
    seen(qtbot, findings)
    assert of(findings, "missing-headline")


def test_findings_stand_on_the_words_of_the_story_that_is_open(
    qtbot: QtBot, workspace: Workspace, findings: Findings
) -> None:
    other = replace(STORY, id="b" * 16, body="Only only this.")
    workspace.library.save(other, "save")
    workspace.open_story(other.id)
    qtbot.waitUntil(lambda: body(findings) == other.body)
    seen(qtbot, findings)
    (finding,) = of(findings, "doubled-word")
    assert findings.article is not None
    assert words_of(findings.article, finding) == "Only only"


def test_what_only_the_library_changed_is_found_when_it_is_asked_again(
    qtbot: QtBot, workspace: Workspace, findings: Findings
) -> None:
    workspace.library.save(replace(STORY, id="b" * 16), "save")
    findings.look()
    assert not of(findings, "taken-slug"), "the story itself is as it was"
    findings.look_again("checks")
    qtbot.waitUntil(lambda: bool(of(findings, "taken-slug")))
    assert findings.is_looked_at

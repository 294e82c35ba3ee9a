"""The workspace: what is typed is in the library, whatever is opened, closed or binned in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from desk.article.changes import BodyChange, FieldChange
from desk.article.model import Article, Status
from desk.article.words import solid
from desk.library import Library
from desk.ui.others import CameIn
from desk.ui.tasks import Tasks
from desk.ui.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    space = Workspace(Library.open(tmp_path / "library", "Dana"), Tasks())
    yield space
    space.close()


def typed(space: Workspace, text: str) -> str:
    """A new story with a body; its ID."""
    space.new_story()
    space.apply(BodyChange(0, "", text), "body")
    assert space.article is not None
    return space.article.id


def opened(qtbot: QtBot, space: Workspace, story: str) -> Article:
    with qtbot.waitSignal(space.opened):
        space.open_story(story)
    assert space.article is not None
    return space.article


def test_a_blank_story_that_stays_blank_leaves_nothing_behind(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.new_story()
    workspace.close_story()
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    assert workspace.library.count() == 0


def test_words_are_kept_when_another_story_is_opened(qtbot: QtBot, workspace: Workspace) -> None:
    first, second = typed(workspace, "one"), typed(workspace, "two")
    assert opened(qtbot, workspace, first).body == "one"
    assert opened(qtbot, workspace, second).body == "two"


def test_undo_goes_on_in_a_story_opened_again(qtbot: QtBot, workspace: Workspace) -> None:
    first = typed(workspace, "one")
    typed(workspace, "two")
    opened(qtbot, workspace, first)
    workspace.undo()
    assert workspace.article is not None
    assert workspace.article.body == ""


def test_saving_keeps_a_version_with_its_author(qtbot: QtBot, workspace: Workspace) -> None:
    story = typed(workspace, "one two")
    with qtbot.waitSignal(workspace.saved) as saved:
        workspace.save_version()
    version = saved.args[0]
    assert (version.number, version.author, version.words) == (1, "Dana", 2)
    assert workspace.library.version(story, 1).body == "one two"


def test_the_open_story_binned_is_closed(qtbot: QtBot, workspace: Workspace) -> None:
    story = typed(workspace, "one")
    workspace.move_to_bin([story])
    assert workspace.session is None
    qtbot.waitUntil(lambda: workspace.library.count(binned=True) == 1)


def test_a_copy_is_opened_and_the_original_stays(qtbot: QtBot, workspace: Workspace) -> None:
    story = typed(workspace, "one")
    with qtbot.waitSignal(workspace.opened):
        workspace.duplicate(story)
    assert workspace.article is not None
    assert workspace.article.id != story
    assert workspace.article.body == "one"


def test_a_story_that_is_gone_is_told_of(qtbot: QtBot, workspace: Workspace) -> None:
    with qtbot.waitSignal(workspace.told) as told:
        workspace.open_story("nowhere")
    assert told.args[1] is True


def test_a_full_disk_is_told_once_and_the_words_stay(qtbot: QtBot, workspace: Workspace) -> None:
    typed(workspace, "one")
    workspace.journal.flush()
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    told: list[str] = []
    workspace.told.connect(lambda sentence, _trouble: told.append(sentence))
    workspace.library.database.limit(1)
    workspace.apply(FieldChange("summary", "", Random(1).randbytes(50_000).hex()), "summary")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert not workspace.is_kept
    workspace.library.database.limit(0)
    with qtbot.waitSignal(workspace.mended, timeout=10_000):
        pass
    assert workspace.is_kept
    assert len(told) == 1


def test_a_story_that_is_left_with_words_on_no_disk_comes_back_as_it_was_left(
    qtbot: QtBot, workspace: Workspace
) -> None:
    first, second = typed(workspace, "one"), typed(workspace, "two")
    assert workspace.journal.flush()
    opened(qtbot, workspace, first)
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    away = workspace.library.folder.with_name("away")
    workspace.library.folder.rename(away)
    workspace.apply(BodyChange(3, "", " more"), "body")
    workspace.save_version()
    qtbot.waitUntil(lambda: workspace.unwritten.in_trouble)
    workspace.new_story()
    workspace.apply(BodyChange(0, "", "three"), "body")
    assert [article.body for article in workspace.unwritten.articles()] == ["one more", "three"]
    third = workspace.article
    assert opened(qtbot, workspace, first).body == "one more"
    workspace.apply(BodyChange(8, "", "!"), "body")
    workspace.undo()
    workspace.undo()
    assert workspace.article is not None
    assert workspace.article.body == "one"
    workspace.redo()
    away.rename(workspace.library.folder)
    with qtbot.waitSignal(workspace.mended, timeout=10_000):
        pass
    assert workspace.unwritten.articles() == []
    assert workspace.library.article(first).body == "one more"
    assert third is not None
    assert workspace.library.article(third.id) == third
    assert opened(qtbot, workspace, second).body == "two"
    assert opened(qtbot, workspace, first).body == "one more"
    workspace.undo()
    assert workspace.article is not None
    assert workspace.article.body == "one"


def kinds(workspace: Workspace, story: str) -> list[str]:
    """How each version came about, newest first."""
    return [version.kind for version in workspace.library.versions(story)]


def test_what_is_written_is_kept_by_itself_after_a_while(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.by_itself.timer.setInterval(1)
    story = typed(workspace, "one two")
    qtbot.waitUntil(lambda: kinds(workspace, story) == ["auto"])
    assert workspace.kept is None  # nobody saved it
    workspace.apply(BodyChange(7, "", " three"), "body")
    qtbot.waitUntil(lambda: kinds(workspace, story) == ["auto", "auto"])
    with qtbot.waitSignal(workspace.saved):
        workspace.save_version()
    assert kinds(workspace, story) == ["save", "auto"]


def test_a_story_that_is_left_is_kept_as_it_was(qtbot: QtBot, workspace: Workspace) -> None:
    first, second = typed(workspace, "one"), typed(workspace, "two")
    qtbot.waitUntil(lambda: kinds(workspace, first) == ["auto"])
    assert kinds(workspace, second) == []
    opened(qtbot, workspace, first)
    workspace.new_story()
    workspace.journal.flush()
    assert kinds(workspace, first) == ["auto"]


def test_words_typed_after_a_version_was_kept_by_itself_are_not_taken_back(workspace: Workspace) -> None:
    story = typed(workspace, "one")
    for number in range(40):
        workspace.by_itself.keep()
        workspace.apply(BodyChange(0, "", f"{number} "), "body")
    workspace.journal.flush()
    assert workspace.article is not None
    assert workspace.library.article(story) == workspace.article


# other programs


@pytest.fixture
def shell(workspace: Workspace) -> Iterator[Library]:
    """Another program on the same library."""
    library = Library.open(workspace.library.folder, "Karwan")
    yield library
    library.close()


def kept(qtbot: QtBot, space: Workspace, text: str) -> str:
    """A story with a body, on disk; its ID."""
    story = typed(space, text)
    qtbot.waitUntil(lambda: space.is_kept)
    space.checkpoint()
    qtbot.waitUntil(lambda: not space.tasks.running)
    return story


def came_in(qtbot: QtBot, space: Workspace) -> CameIn:
    with qtbot.waitSignal(space.others.came_in) as came:
        space.others.look_around()
    found: CameIn = came.args[0]
    return found


def written_by(shell: Library, story: str, **parts: object) -> None:
    shell.save(replace(shell.article(story), **parts))  # type: ignore[arg-type]


def test_what_another_program_changed_comes_in_as_one_step(qtbot: QtBot, workspace: Workspace, shell: Library) -> None:
    story = kept(qtbot, workspace, "The talks go on.")
    session = workspace.session
    written_by(shell, story, body="The talks went on.", headline="Talks", section="World")
    assert came_in(qtbot, workspace) == CameIn(
        deleted=False, here=False, taken="+1 −1 words, new headline, new section"
    )
    assert workspace.session is session
    assert workspace.article == shell.article(story)
    workspace.undo()
    assert (workspace.article.body, workspace.article.headline) == ("The talks go on.", "")


def test_what_is_typed_meanwhile_stays_beside_it(qtbot: QtBot, workspace: Workspace, shell: Library) -> None:
    story = kept(qtbot, workspace, "The talks go on.")
    written_by(shell, story, body="The talks went on.")
    workspace.apply(BodyChange(16, "", " No date."), "body")
    assert not came_in(qtbot, workspace).clashes
    assert workspace.article is not None
    assert workspace.article.body == "The talks went on. No date."
    qtbot.waitUntil(lambda: workspace.is_kept)
    assert shell.article(story).body == "The talks went on. No date."


def test_where_both_changed_the_same_words_ours_stay_and_theirs_can_be_taken(
    qtbot: QtBot, workspace: Workspace, shell: Library
) -> None:
    story = kept(qtbot, workspace, "The talks go on.")
    written_by(shell, story, body="The parleys go on.")
    workspace.apply(BodyChange(4, "talks", "meetings"), "body")
    assert came_in(qtbot, workspace).clashes
    assert workspace.article is not None
    assert workspace.article.body == "The meetings go on."
    workspace.apply(BodyChange(0, "", "Still. "), "body")
    workspace.others.choose(0, theirs=True)
    assert workspace.article.body == "Still. The parleys go on."
    workspace.others.choose(0, theirs=False)
    assert workspace.article.body == "Still. The meetings go on."
    workspace.undo()
    assert workspace.article.body == "Still. The parleys go on."
    assert any(shell.version(story, one.number).body == "The parleys go on." for one in shell.versions(story))


def test_the_same_written_again_is_not_told(qtbot: QtBot, workspace: Workspace, shell: Library) -> None:
    story = kept(qtbot, workspace, "The talks go on.")
    written_by(shell, story)
    with qtbot.assertNotEmitted(workspace.others.came_in):
        workspace.others.look_around()
        qtbot.waitUntil(lambda: not workspace.tasks.running)


def test_a_story_deleted_by_another_program_stays_open(qtbot: QtBot, workspace: Workspace, shell: Library) -> None:
    story = kept(qtbot, workspace, "The talks go on.")
    shell.bin([story])
    shell.empty_bin()
    assert came_in(qtbot, workspace).deleted
    assert workspace.article is not None
    assert workspace.article.body == "The talks go on."
    workspace.apply(BodyChange(0, "", "Still. "), "body")
    qtbot.waitUntil(lambda: workspace.is_kept)
    assert shell.article(story).body == "Still. The talks go on."


def test_leaving_a_story_before_it_is_noticed_overwrites_nothing(
    qtbot: QtBot, workspace: Workspace, shell: Library
) -> None:
    story = kept(qtbot, workspace, "The talks go on.")
    written_by(shell, story, body="The talks went on.")
    workspace.new_story()
    qtbot.waitUntil(lambda: not workspace.tasks.running)
    assert opened(qtbot, workspace, story).body == "The talks went on."


def test_a_new_status_is_a_version_wherever_it_was_set_and_so_is_its_undoing(
    qtbot: QtBot, workspace: Workspace
) -> None:
    story = typed(workspace, "one")
    with qtbot.waitSignal(workspace.saved):
        workspace.apply(FieldChange("status", Status.DRAFT, Status.READY), "details")
    assert kinds(workspace, story) == ["status"]
    with qtbot.waitSignal(workspace.saved):
        workspace.undo()
    assert kinds(workspace, story) == ["status", "status"]
    assert workspace.library.versions(story)[0].note == "now draft"


def test_a_story_open_in_two_windows_gets_the_words_of_both(qtbot: QtBot, workspace: Workspace) -> None:
    story = kept(qtbot, workspace, "The talks go on.\n\nNo date was set.")
    other = Workspace(Library.open(workspace.library.folder, "Karwan"), Tasks())
    try:
        opened(qtbot, other, story)
        for word in ("Erbil", "Baghdad", "Basra"):
            for space, text, at in ((workspace, f"{word} ", 0), (other, f" {word.lower()}.", None)):
                assert space.article is not None
                space.apply(BodyChange(len(space.article.body) if at is None else at, "", text), "body")
                qtbot.waitUntil(lambda space=space: space.is_kept)
        qtbot.waitUntil(
            lambda: (workspace.others.look_around(), other.others.look_around(), alike(workspace, other))[-1]
        )
        assert workspace.article is not None
        words = workspace.article.body.replace(".", "").split()
        written = solid("The talks go on No date was set Erbil Baghdad Basra erbil baghdad basra")
        assert sorted(words) == sorted(written)
        assert workspace.library.verify() == []
    finally:
        other.close()


def alike(one: Workspace, other: Workspace) -> bool:
    """Whether both windows show the same, and nothing is under way."""
    running = one.tasks.running + other.tasks.running
    return one.article == other.article and one.is_kept and other.is_kept and not running


def test_what_another_program_made_of_the_story_is_not_taken_back(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    story = typed(workspace, "one")
    workspace.journal.flush()
    qtbot.waitUntil(lambda: workspace.is_kept)
    with closing(Library.open(tmp_path / "library", "Karwan")) as other:
        other.save(replace(other.article(story), headline="Theirs"))
    qtbot.waitUntil(lambda: workspace.article is not None and workspace.article.headline == "Theirs", timeout=20_000)
    workspace.by_itself.keep()
    workspace.journal.flush()
    assert workspace.library.article(story) == workspace.article
    assert workspace.library.article(story).headline == "Theirs"

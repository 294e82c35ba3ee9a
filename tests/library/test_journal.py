"""Every step is on disk soon after it was made, and comes back after a crash, undo history included."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.changes import BodyChange, FieldChange
from desk.article.model import Article
from desk.article.session import Entry, Move, Session
from desk.article.trouble import Trouble
from desk.library import Journal, Library
from desk.library.standing import KEPT
from tests.builders import ARABIC, SORANI, a_story, articles, changes_for
from tests.library.helpers import Desk, after_crash, at_desk, fill_disk, free_disk

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def a_library() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as place, closing(Library.open(Path(place) / "library")) as library:
        yield library


def as_it_is(desk: Desk) -> None:
    """After a crash at this moment, the story and its undo stack would be as they are now."""
    assert desk.journal.flush()
    with after_crash(desk.library.folder) as other:
        opened = other.load(desk.article.id)
        assert opened.article == desk.article
        assert opened.history == desk.session.history


@settings(max_examples=60, deadline=None)
@given(start=articles(), data=st.data())
def test_a_crash_at_any_point_loses_nothing_that_was_recorded(start: Article, data: st.DataObject) -> None:
    acts = data.draw(st.lists(st.sampled_from("cccccccuurpskx"), max_size=12))
    with a_library() as library:
        library.begin(start)
        with at_desk(library, start.id) as desk:
            for act in acts:
                match act:
                    case "c":
                        desk.session.apply(data.draw(changes_for(desk.article)))
                    case "u":
                        desk.session.undo()
                    case "r":
                        desk.session.redo()
                    case "p":
                        desk.session.pause()
                    case "s":
                        desk.save()
                    case "k":
                        desk.journal.checkpoint(desk.article)
                    case _:
                        as_it_is(desk)
            as_it_is(desk)


@settings(max_examples=20, deadline=None)
@given(start=articles(), data=st.data())
def test_a_story_opened_again_goes_on_with_its_undo_stack(start: Article, data: st.DataObject) -> None:
    with a_library() as library:
        library.begin(start)
        for _ in range(3):
            with at_desk(library, start.id) as desk:
                for _ in range(data.draw(st.integers(0, 3))):
                    desk.session.apply(data.draw(changes_for(desk.article)))
                desk.session.undo()
                as_it_is(desk)
        with at_desk(library, start.id) as desk:
            while desk.session.can_undo:
                desk.session.undo()
            assert desk.article == start


def test_a_story_without_a_name_is_there_from_its_first_key(library: Library) -> None:
    blank = Article()
    library.begin(blank)
    with at_desk(library, blank.id) as desk:
        desk.type("د")
        assert desk.journal.flush()
        with after_crash(library.folder) as other:
            opened = other.load(blank.id)
    assert (opened.article.body, opened.caret, opened.saved, opened.unsaved) == ("د", 1, None, True)


def test_the_list_shows_a_story_as_of_its_last_checkpoint(library: Library) -> None:
    library.add(Article(id="s1", headline="Dam"))
    with at_desk(library, "s1") as desk:
        desk.session.apply(FieldChange("headline", "Dam", "Dams"))
        assert desk.journal.flush()
        assert [row.headline for row in library.find()] == ["Dam"]
        desk.journal.checkpoint(desk.article)
        assert desk.journal.flush()
        assert [row.headline for row in library.find("dams")] == ["Dams"]


def test_a_checkpoint_of_an_untouched_story_leaves_the_order_alone(library: Library) -> None:
    first, second = Article(headline="First"), Article(headline="Second")
    library.add(first)
    library.add(second)
    with at_desk(library, first.id) as desk:
        desk.journal.checkpoint(desk.article)
        assert desk.journal.flush()
    assert [row.headline for row in library.find()] == ["Second", "First"]


def test_steps_recorded_while_a_checkpoint_waits_are_not_undone_by_it(library: Library) -> None:
    library.add(Article(id="s1"))
    with at_desk(library, "s1") as desk:
        for word in ("one ", "two ", "three "):
            desk.type(word)
            desk.journal.checkpoint(desk.article)
            desk.type("more ")
        as_it_is(desk)
    assert library.article("s1").body == "one more two more three more "


def test_a_version_is_kept_of_the_story_between_two_steps(library: Library) -> None:
    library.add(Article(id="s1"))
    with at_desk(library, "s1") as desk:
        desk.type("one ")
        saving = desk.journal.save(desk.article, name="As filed")
        desk.type("two ")
        as_it_is(desk)
        assert saving.result().name == "As filed"
    assert library.version("s1", saving.result().number).body == "one "
    assert library.article("s1").body == "one two "
    assert library.verify() == []


def test_a_new_story_comes_before_its_steps(library: Library) -> None:
    story = Article(id="s1", body="water")
    with closing(Journal(library)) as journal:
        journal.begin(story)
        journal.record("s1", Entry(BodyChange(5, "", " rises"), Move.DO), 11)
        assert journal.flush()
    assert library.load("s1").article.body == "water rises"


def test_a_version_that_cannot_be_kept_is_said_and_the_steps_wait(library: Library) -> None:
    library.add(Article(id="s1"))
    with closing(Journal(library, retry=0.01)) as journal:
        desk = Desk(library, "s1", journal)
        fill_disk(library)
        desk.session.apply(BodyChange(0, "", os.urandom(30_000).hex()))
        saving = journal.save(desk.article)
        with pytest.raises(Trouble, match="full"):
            saving.result()
        free_disk(library)
        journal.flush()
        assert journal.flush()
    assert library.article("s1") == desk.article
    assert len(library.versions("s1")) == 1


def test_a_journal_that_ends_in_trouble_leaves_nobody_waiting(library: Library) -> None:
    library.add(Article(id="s1"))
    journal = Journal(library)
    fill_disk(library)
    Desk(library, "s1", journal).session.apply(BodyChange(0, "", os.urandom(30_000).hex()))
    saving = journal.save(library.article("s1"))
    journal.close()
    with pytest.raises(Trouble):
        saving.result(timeout=0)


def test_many_steps_at_once_are_few_transactions(library: Library) -> None:
    library.add(Article(id="s1"))
    batches: list[int] = []
    with closing(Journal(library, on_written=batches.append)) as journal:
        Desk(library, "s1", journal).type("x" * 500)
        assert journal.flush()
    assert sum(batches) == 500
    assert len(batches) < 50


def test_long_past_steps_are_forgotten_and_the_rest_still_fits(library: Library) -> None:
    library.add(Article(id="s1"))
    with at_desk(library, "s1") as desk:
        for number in range(2 * KEPT + 200):
            desk.session.apply(FieldChange("headline", desk.article.headline, f"{number}"))
            desk.session.pause()
            if number % 100 == 0:
                assert desk.journal.flush()
        desk.save()
    with library.database.reading() as connection:
        assert connection.execute("SELECT sum(count) FROM journal").fetchone()[0] < KEPT + 200
    opened = library.load("s1")
    assert opened.article.headline == str(2 * KEPT + 199)
    assert KEPT <= len(opened.history.done) < KEPT + 200
    session = Session(opened.article, opened.history)
    while session.can_undo:
        session.undo()


def test_undoing_past_what_is_kept_leaves_a_stack_that_fits(library: Library) -> None:
    """Steps whose making was forgotten are undone, redone and undone again: what is left of the stack must fit."""
    start = Article(id="s1")
    library.add(start)
    with at_desk(library, "s1") as desk:
        for number in range(2 * KEPT + 50):
            desk.session.apply(FieldChange("headline", desk.article.headline, f"{number}"))
            desk.session.pause()
            if number % 50 == 0:
                assert desk.journal.flush()
        desk.save()
        for _ in range(KEPT + 100):
            desk.session.undo()
        for _ in range(50):
            desk.session.redo()
        assert desk.journal.flush()
    opened = library.load("s1")
    assert opened.article == desk.article
    session = Session(opened.article, opened.history)
    while session.can_undo:
        session.undo()
    while session.can_redo:
        session.redo()


def test_a_full_disk_is_said_once_and_nothing_is_lost(library: Library) -> None:
    library.add(a_story(id="s1"))
    said: list[str] = []
    written = threading.Event()

    def on_written(_count: int) -> None:
        written.set()

    with closing(Journal(library, on_trouble=said.append, on_written=on_written, retry=0.01)) as journal:
        desk = Desk(library, "s1", journal)
        fill_disk(library)
        typed = " ".join(f"{SORANI} {os.urandom(3000).hex()}" for _ in range(20))
        desk.session.apply(BodyChange(0, "", typed))
        assert not journal.flush()
        assert not journal.flush()
        desk.type("and more")
        assert not journal.flush()
        assert len(said) == 1
        assert "full" in said[0]
        assert not written.is_set()
        free_disk(library)
        assert written.wait(10)
        assert journal.flush()
    assert library.article("s1") == desk.article


def test_a_new_story_begun_on_a_full_disk_is_written_once_there_is_room(opened: Callable[..., Library]) -> None:
    library = opened()
    story = Article(id="s1", body=os.urandom(30_000).hex())
    fill_disk(library)
    with closing(Journal(library, retry=0.01)) as journal:
        with pytest.raises(Trouble, match="full"):
            library.begin(story)
        change = BodyChange(0, "", "First words. ")
        journal.record("s1", Entry(change, Move.DO), 13)
        assert not journal.flush()
        free_disk(library)
        journal.flush()
        assert journal.flush()
    assert library.article("s1").body == "First words. " + story.body


def test_a_damaged_row_keeps_all_before_it_and_stays_as_it_is(library: Library) -> None:
    library.add(Article(id="s1"))
    with at_desk(library, "s1") as desk:
        for word in ("one ", "two ", "three "):
            desk.type(word)
            assert desk.journal.flush()
    seq, broken = damage_row(library, 1)
    opened = library.load("s1")
    assert "one two three ".startswith(opened.article.body)
    assert opened.article.body != "one two three "
    assert any("cannot be read" in problem for problem in library.verify())
    with at_desk(library, "s1") as desk:
        desk.type("four")
        as_it_is(desk)
    with library.database.reading() as connection:
        kept = connection.execute("SELECT content FROM journal WHERE seq = ?", (seq,)).fetchone()[0]
    assert kept == broken


def damage_row(library: Library, from_end: int) -> tuple[int, bytes]:
    """Flip a bit in a row of the journal, counted from the newest; its number and what it now holds."""
    with library.database.writing() as connection:
        rows = connection.execute("SELECT seq, content FROM journal ORDER BY seq DESC").fetchall()
        seq, content = rows[from_end]
        broken = content[:-3] + bytes([content[-3] ^ 1]) + content[-2:]
        connection.execute("UPDATE journal SET content = ? WHERE seq = ?", (broken, seq))
    return seq, broken


def test_words_typed_over_another_program_s_damaged_row_are_safe(library: Library) -> None:
    library.add(Article(id="s1"))
    with at_desk(library, "s1") as desk, closing(Library.open(library.folder)) as other:
        with at_desk(other, "s1") as there:
            there.type("theirs")
        damage_row(library, 0)
        desk.type("ours")
        as_it_is(desk)


def test_a_step_that_fits_nothing_does_not_stop_the_journal(library: Library) -> None:
    """A pane that forgot to record a step: the words typed after it are safe with the next checkpoint."""
    library.add(Article(id="s1", body="Water"))
    with at_desk(library, "s1") as desk:
        desk.journal.record("s1", Entry(BodyChange(90, "no", "such"), Move.DO))
        desk.type(" ministers")
        desk.journal.checkpoint(desk.article)
        desk.type(" met")
        assert desk.journal.flush()
        with after_crash(library.folder) as other:
            assert other.article("s1").body == "Water ministers met"


_TYPIST = """
import sys, time
from contextlib import closing
from pathlib import Path
from desk.article.changes import BodyChange
from desk.article.session import Entry, Session
from desk.library import Journal, Library

library = Library.open(Path(sys.argv[1]))
opened = library.load("s1")
session, journal = Session(opened.article, opened.history), Journal(library)
session.observe(lambda step: journal.record("s1", Entry(step.change, step.move), 0))
number = 0
while True:
    session.apply(BodyChange(len(session.article.body), "", f"{number} "))
    print(time.monotonic(), number, flush=True)
    if number % 40 == 39:
        journal.checkpoint(session.article)
    if number % 100 == 99:
        journal.flush()
        library.save(session.article)
    number += 1
    time.sleep(0.002)
"""


def test_a_killed_program_leaves_every_step_older_than_a_quarter_second(opened: Callable[..., Library]) -> None:
    opened().add(Article(id="s1", headline=ARABIC))
    for number in range(6):
        _type_and_kill(opened().folder, lines=40 + 67 * number)
        with closing(Library.open(opened().folder)) as library:
            assert library.verify() == []


def _type_and_kill(folder: Path, lines: int) -> None:
    with closing(Library.open(folder)) as library:
        begin = len(library.article("s1").body.split())
    command = [sys.executable, "-c", _TYPIST, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process, process.stdout as output:
        typed = [next(output).split() for _ in range(lines)]
        process.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        typed += [line.split() for line in output if len(line.split()) == 2 and line.endswith("\n")]
    with closing(Library.open(folder)) as library:
        found = library.article("s1").body.split()[begin:]
    assert found == [str(number) for number in range(len(found))]
    old = [number for moment, number in typed if float(moment) < killed - 0.25]
    assert len(found) >= len(old)


def test_the_undo_stack_of_a_story_that_another_program_changed_still_fits(library: Library) -> None:
    library.add(a_story(id="s1"))
    with at_desk(library, "s1") as desk, closing(Library.open(library.folder)) as other:
        desk.type("ours")
        assert desk.journal.flush()
        other.save(replace(other.article("s1"), body="Theirs.", headline="Theirs"))
        desk.session.undo()
        assert desk.journal.flush()
        opened = other.load("s1")
    assert opened.article == desk.article
    session = Session(opened.article, opened.history)
    while session.can_undo:
        session.undo()
    while session.can_redo:
        session.redo()


def test_what_a_listener_does_wrong_does_not_stop_the_writing(library: Library) -> None:
    def fail(_count: int) -> None:
        raise RuntimeError("the window is gone")

    library.add(Article(id="s1"))
    with closing(Journal(library, on_written=fail)) as journal:
        desk = Desk(library, "s1", journal)
        for word in ("one ", "two "):
            desk.type(word)
            assert journal.flush()
    assert library.article("s1").body == "one two "


def test_records_are_plain_json(library: Library) -> None:
    """The journal's form is part of the library's: what is written today is read by every later Desk."""
    from desk.library.packing import unpack
    from desk.library.standing import _COMMON

    library.add(Article(id="s1"))
    with at_desk(library, "s1") as desk:
        desk.type("ئ")
        assert desk.journal.flush()
    with library.database.reading() as connection:
        (content,) = connection.execute("SELECT content FROM journal").fetchone()
    change = {"kind": "BodyChange", "at": 0, "removed": "", "inserted": "ئ"}
    assert json.loads(json.dumps(unpack(content, _COMMON))) == [{"move": "do", "change": change}]

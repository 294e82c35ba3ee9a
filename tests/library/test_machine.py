"""Whatever is done to a library in whatever order, crashes among it: what is read back equals a plain dictionary."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desk.article import edits
from desk.article.changes import Change, PhotosChange
from desk.article.model import Article
from desk.article.session import History
from desk.article.trouble import Trouble
from desk.library import Journal, Library, restore
from tests.builders import a_photo, articles, changes_for
from tests.library.helpers import Desk

STEPS = 30
"""How many things are done to one library."""


@dataclass
class Story:
    """What the library should have of a story; `versions` are the oldest first."""

    article: Article
    versions: list[Article] = field(default_factory=list)
    binned: bool = False

    def keep(self, article: Article) -> None:
        """A version; what the newest holds is not kept twice. A story that is kept is not in the bin."""
        self.article, self.binned = article, False
        self.note()

    def note(self) -> None:
        """Have the story as it stands as its newest version."""
        if not self.versions or self.versions[-1] != self.article:
            self.versions.append(self.article)


Model = tuple[dict[str, Story], dict[str, bytes]]
"""The stories, and the originals that were added."""


class Newsroom(RuleBasedStateMachine):
    """One library, and beside it what it should hold."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="desk-test-"))
        self.count = 0
        self.model: dict[str, Story] = {}
        self.originals: dict[str, bytes] = {}
        self.backups: list[tuple[Path, Model]] = []
        self.desk: Desk | None = None
        self.since: list[tuple[Article, History]] = []
        """What the open story was since all was on disk last, and is."""
        self.open(self.place / "library")

    # the library and the open story

    def open(self, folder: Path) -> None:
        self.library = Library.open(folder, "Dana")
        self.journal = Journal(self.library)

    def close(self) -> None:
        self.journal.close()
        self.library.close()

    def teardown(self) -> None:
        try:
            self.check_all()
        finally:
            self.close()
            shutil.rmtree(self.place)

    def sit_down(self, story: str) -> None:
        """Have a story open."""
        self.settle()
        self.desk = Desk(self.library, story, self.journal)
        assert self.desk.article == self.model[story].article
        self.since = [(self.desk.article, self.desk.session.history)]

    def settle(self) -> None:
        """All is on disk."""
        assert self.journal.flush()
        del self.since[:-1]

    def get_up(self) -> None:
        """Have no story open."""
        self.settle()
        self.desk, self.since = None, []

    def note_step(self) -> None:
        assert self.desk is not None
        self.model[self.desk.article.id].article = self.desk.article
        self.since.append((self.desk.article, self.desk.session.history))

    def apply(self, change: Change | None) -> None:
        if change is not None and self.desk is not None:
            self.desk.session.apply(change)
            self.note_step()

    def a_story(self, data: st.DataObject, fits: Callable[[Story], bool] = lambda _story: True) -> str | None:
        there = [story for story in self.model if fits(self.model[story])]
        return data.draw(st.sampled_from(there)) if there else None

    def new_name(self, kind: str) -> str:
        self.count += 1
        return f"{kind}{self.count}"

    # what a person does

    @initialize(article=articles())
    def begin(self, article: Article) -> None:
        self.new(article)

    @rule(article=articles())
    def new(self, article: Article) -> None:
        blank = Article(id=self.new_name("s"), language=article.language)
        self.journal.begin(blank)
        self.model[blank.id] = Story(blank)
        self.sit_down(blank.id)

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        if self.desk is not None:
            self.apply(data.draw(changes_for(self.desk.article)))

    @rule(letter=st.sampled_from("aئ—🗳"))
    def type(self, letter: str) -> None:
        if self.desk is not None:
            self.apply(edits.set_body(self.desk.article, self.desk.article.body + letter))

    @rule()
    def undo(self) -> None:
        if self.desk is not None and self.desk.session.undo():
            self.note_step()

    @rule()
    def redo(self) -> None:
        if self.desk is not None and self.desk.session.redo():
            self.note_step()

    @rule(data=st.binary(min_size=1, max_size=3))
    def add_photo(self, data: bytes) -> None:
        if self.desk is not None:
            photos = self.desk.article.photos
            photo = a_photo(id=self.new_name("p"), media=self.library.add_media(data))
            self.originals[photo.media] = data
            self.apply(PhotosChange(photos, (*photos, photo)))

    @rule(goes_on=st.booleans())
    def save(self, goes_on: bool) -> None:
        """Keep a version; a word may be typed before it is kept."""
        if self.desk is not None:
            story, saved = self.model[self.desk.article.id], self.desk.article
            answer = self.journal.save(saved)
            story.keep(saved)
            if goes_on:
                self.type("x")
            answer.result()

    @rule()
    def checkpoint(self) -> None:
        if self.desk is not None:
            self.journal.checkpoint(self.desk.article)

    @rule(data=st.data())
    def turn_to(self, data: st.DataObject) -> None:
        story = self.a_story(data, lambda one: not one.binned)
        if story is not None:
            self.sit_down(story)

    @rule(data=st.data())
    def bin(self, data: st.DataObject) -> None:
        story = self.a_story(data)
        if story is not None:
            if self.desk is not None and self.desk.article.id == story:
                self.get_up()
            self.settle()
            self.library.bin([story])
            self.model[story].binned = True

    @rule(data=st.data())
    def unbin(self, data: st.DataObject) -> None:
        story = self.a_story(data, lambda one: one.binned)
        if story is not None:
            self.library.unbin([story])
            self.model[story].binned = False

    @rule()
    def empty_bin(self) -> None:
        binned = [story for story, one in self.model.items() if one.binned]
        assert self.library.empty_bin() == len(binned)
        for story in binned:
            del self.model[story]

    @rule(data=st.data())
    def restore_version(self, data: st.DataObject) -> None:
        story = self.a_story(data, lambda one: bool(one.versions))
        if story is None:
            return
        self.settle()
        one = self.model[story]
        number = data.draw(st.sampled_from(self.library.versions(story))).number
        earlier = self.library.version(story, number)
        assert earlier in one.versions
        self.library.restore_version(story, number)
        one.note()
        one.keep(earlier)
        if self.desk is not None and self.desk.article.id == story:
            self.sit_down(story)

    @rule(article=articles(), data=st.data(), again=st.booleans())
    def take_in(self, article: Article, data: st.DataObject, again: bool) -> None:
        """Import a story, or one that is here already, which becomes its newest version."""
        story = (again and self.a_story(data)) or self.new_name("i")
        self.settle()
        coming = replace(article, id=story)
        self.library.add(coming)
        one = self.model.setdefault(story, Story(coming))
        if one.article != coming:
            one.note()
        one.keep(coming)
        if self.desk is not None and self.desk.article.id == story:
            self.sit_down(story)

    # what befalls the library

    @rule()
    def crash(self) -> None:
        """The program ends without a word, whatever is not on disk yet; the next finds the files of that moment."""
        with self.library.database.writing():  # so that they are of one moment
            lost = shutil.copytree(self.library.folder, self.place / self.new_name("crashed"))
        self.close()
        self.open(lost)
        if self.desk is not None:
            story = self.desk.article.id
            found = self.library.load(story)
            assert (found.article, found.history) in self.since
            self.model[story].article = found.article
            self.sit_down(story)

    @rule()
    def reopen(self) -> None:
        self.close()
        self.open(self.library.folder)
        if self.desk is not None:
            history = self.desk.session.history
            self.sit_down(self.desk.article.id)
            assert self.desk.session.history == history

    @precondition(lambda self: len(self.backups) < 3)
    @rule()
    def back_up(self) -> None:
        self.settle()
        file = self.place / f"{self.new_name('backup')}.zip"
        with suppress(Trouble):  # once it is written: drawn photos have no originals
            self.library.backup(file)
        self.backups.append((file, deepcopy((self.model, self.originals))))

    @precondition(lambda self: self.backups)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        self.get_up()
        self.close()
        file, model = data.draw(st.sampled_from(self.backups))
        with suppress(Trouble):  # the same, once it is restored
            restore(file, self.library.folder)
        self.open(self.library.folder)
        self.model, self.originals = deepcopy(model)

    # what is always so

    @invariant()
    def what_is_read_back_is_what_was_written(self) -> None:
        at_hand = self.desk.article.id if self.desk is not None else ""
        for story, one in self.model.items():
            if story != at_hand:
                assert self.library.article(story) == one.article
        for binned in (False, True):
            expected = {story for story, one in self.model.items() if one.binned is binned}
            assert {row.id for row in self.library.find(binned=binned)} == expected

    @invariant()
    def every_version_is_there(self) -> None:
        for story, one in self.model.items():
            kept = [self.library.version(story, kept.number) for kept in reversed(self.library.versions(story))]
            assert kept == one.versions

    @invariant()
    def every_original_is_there(self) -> None:
        assert all(self.library.original(name) == data for name, data in self.originals.items())

    def check_all(self) -> None:
        """Once all is done: everything is sound, but for the originals that drawn photos never had."""
        self.settle()
        if self.desk is not None:
            found = self.library.load(self.desk.article.id)
            assert (found.article, found.history) == (self.desk.article, self.desk.session.history)
        assert [said for said in self.library.verify() if "is missing" not in said] == []


TestNewsroom = Newsroom.TestCase
TestNewsroom.settings = settings(max_examples=settings().max_examples // 4, stateful_step_count=STEPS)

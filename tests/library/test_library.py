"""Stories come in, are saved, copied, binned and found again; every version ever kept can be had back."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.model import Article, Status
from desk.article.trouble import Trouble
from desk.library import Library
from desk.library.difference import difference
from desk.library.noting import what_changed
from tests.builders import EMOJI, SORANI, a_photo, a_sorani_story, a_story, an_article, articles
from tests.library.helpers import at_desk, fill_disk, free_disk


def test_what_is_added_is_read_back_the_same(opened: Callable[..., Library]) -> None:
    story = a_sorani_story(id="s1", body=f"{SORANI} {EMOJI}")
    with closing(opened()) as library:
        version = library.add(story)
    assert (version.number, version.author, version.kind) == (1, "Shilan", "import")
    found = opened().load("s1")
    assert found.article == story
    assert (found.saved, found.unsaved) == (version, False)


@given(stories=st.lists(articles(), max_size=4, unique_by=lambda story: story.id))
def test_any_article_is_read_back_the_same(stories: list[Article], tmp_path_factory: pytest.TempPathFactory) -> None:
    with closing(Library.open(tmp_path_factory.mktemp("any"))) as library:
        library.add_all(stories)
        for story in stories:
            assert library.article(story.id) == story
            assert library.version(story.id, 1) == story
        missing = {photo.media for story in stories for photo in story.photos if photo.media}
        problems = library.verify()
        assert len(problems) == len(missing)
        assert all(problem.endswith("is missing from the library; add it again.") for problem in problems)


def test_every_save_is_a_version(library: Library) -> None:
    story = a_story(id="s1")
    library.add(story)
    edited = replace(story, body=story.body + "\n\nThe talks go on.", headline="Talks go on")
    version = library.save(edited, name="As filed")
    assert (version.number, version.kind, version.name, version.author) == (2, "save", "As filed", "Shilan")
    assert "+4 words" in version.note
    assert "headline changed" in version.note
    assert [kept.number for kept in library.versions("s1")] == [2, 1]
    assert library.version("s1", 1) == story
    assert library.version("s1", 2) == edited
    assert library.article("s1") == edited


def test_a_restored_version_is_a_new_one_and_can_be_undone(library: Library) -> None:
    story = a_story(id="s1")
    library.add(story)
    library.save(replace(story, body="Rewritten."))
    with at_desk(library, "s1") as desk:
        desk.type(" And typed on.")
        unsaved = desk.article
        assert desk.journal.flush()
        version = library.restore_version("s1", 1)
    assert library.article("s1") == story
    kinds = [(kept.number, kept.kind) for kept in library.versions("s1")]
    assert kinds == [(version.number, "restore"), (3, "typing"), (2, "save"), (1, "import")]
    assert library.version("s1", 3) == unsaved
    with at_desk(library, "s1") as desk:
        desk.session.undo()
        assert desk.article == unsaved


def test_a_thousand_small_edits_stay_small(library: Library) -> None:
    chance = random.Random(5)
    words = [f"{chance.choice(SORANI.split())}{chance.choice(['', 'یەکان', 'ەکە', 'دا'])}" for _ in range(1000)]
    story = Article(id="s1", body=" ".join(words))
    library.add(story)
    kept = {1: story}
    for number in range(2, 1002):
        at = chance.randrange(len(words))
        words[at] = chance.choice([word for word in words if word != words[at]])
        kept[number] = replace(story, body=" ".join(words))
    library.add_all([kept[number] for number in range(2, 1002)], "save")
    assert len(library.versions("s1")) == 1001
    assert all(library.version("s1", number) == kept[number] for number in chance.sample(sorted(kept), 60))
    folder = library.folder
    library.close()
    assert (folder / "library.db").stat().st_size < 1_500_000


def test_what_another_program_saved_is_not_overwritten_in_silence(opened: Callable[..., Library]) -> None:
    window, shell = opened(), opened(author="Karwan")
    window.add(a_story(id="s1", body="Ours and theirs."))
    with at_desk(window, "s1") as desk:
        desk.type(" Ours.")
        theirs = replace(shell.article("s1"), body="Theirs.")
        shell.save(theirs)
        desk.type(" More of ours.")
        desk.save()
    assert window.article("s1").body == "Ours and theirs. Ours. More of ours."
    kept = [window.version("s1", version.number).body for version in window.versions("s1")]
    assert "Theirs." in kept
    assert any(body.startswith("Ours and theirs.") for body in kept)


def test_two_windows_typing_in_one_story_keep_both_texts(opened: Callable[..., Library]) -> None:
    here, there = opened(), opened()
    here.add(Article(id="s1"))
    with at_desk(here, "s1") as one, at_desk(there, "s1") as two:
        for letter in "abcdef":
            one.type(letter)
            assert one.journal.flush()
            two.type(letter.upper())
            assert two.journal.flush()
        one.journal.checkpoint(one.article)
        assert one.journal.flush()
    assert here.article("s1").body == "ABCDEF"
    texts = {here.version("s1", version.number).body for version in here.versions("s1")}
    assert "abcdef" in texts
    assert here.verify() == []


def test_what_is_typed_into_a_story_that_was_deleted_meanwhile_brings_it_back(opened: Callable[..., Library]) -> None:
    window, shell = opened(), opened()
    window.add(Article(id="s1", body="Water"))
    with at_desk(window, "s1") as desk:
        shell.bin(["s1"])
        assert shell.empty_bin() == 1
        desk.type(" ministers")
        assert desk.journal.flush()
    assert shell.article("s1").body == "Water ministers"


def test_an_import_over_an_open_story_keeps_both(library: Library) -> None:
    story = a_story(id="s1", body="As it was.")
    library.add(story)
    with at_desk(library, "s1") as desk:
        desk.type(" Typed.")
        assert desk.journal.flush()
        library.add(replace(story, body="As imported."))
        assert library.article("s1").body == "As imported."
        desk.type(" On.")
        assert desk.journal.flush()
    assert library.article("s1").body == "As it was. Typed. On."
    texts = {library.version("s1", version.number).body for version in library.versions("s1")}
    assert {"As it was.", "As it was. Typed.", "As imported."} <= texts


def test_a_copy_is_a_draft_of_its_own(library: Library) -> None:
    library.add(a_story(id="s1", status=Status.PUBLISHED))
    copy = library.duplicate("s1")
    assert copy.id != "s1"
    assert (copy.status, copy.published, copy.body) == (Status.DRAFT, None, library.article("s1").body)
    assert library.article(copy.id) == copy
    assert library.versions(copy.id)[0].kind == "duplicate"


def test_the_bin_takes_gives_back_and_is_emptied(library: Library) -> None:
    for number in range(3):
        library.add(Article(id=f"s{number}", headline=f"Dam {number}", keywords=("dams",)))
    library.bin(["s0", "s1"])
    assert [row.id for row in library.find()] == ["s2"]
    assert [row.id for row in library.find("dam", binned=True)] == ["s1", "s0"]
    library.unbin(["s0"])
    assert {row.id for row in library.find()} == {"s0", "s2"}
    assert library.empty_bin() == 1
    assert library.count() == 2
    assert library.count(binned=True) == 0
    assert library.completions("keywords", "da") == ["dams"]
    with pytest.raises(Trouble, match="no story"):
        library.article("s1")
    assert library.verify() == []


def test_importing_a_story_that_is_in_the_bin_takes_it_out(library: Library) -> None:
    library.add(Article(id="s1"))
    library.bin(["s1"])
    library.add(Article(id="s1", headline="Again"))
    assert [row.headline for row in library.find()] == ["Again"]


def test_an_id_may_be_shortened_while_it_is_unique(library: Library) -> None:
    for name in ("ab12", "ab34", "cd56", "cd56ff"):
        library.add(Article(id=name))
    assert library.resolve("ab1") == "ab12"
    assert library.resolve("cd56") == "cd56"
    with pytest.raises(Trouble, match="Several"):
        library.resolve("ab")
    for unknown in ("", "zz", "%", "ab12x", "\U0010ffff"):
        with pytest.raises(Trouble, match="no story"):
            library.resolve(unknown)


def test_what_does_not_exist_is_said_in_a_sentence(library: Library) -> None:
    library.add(Article(id="s1"))
    for ask in (library.load, library.article, library.duplicate):
        with pytest.raises(Trouble, match="no story"):
            ask("nowhere")
    for number in (0, 2, -1, 10**20, -(10**20)):
        with pytest.raises(Trouble, match="no version"):
            library.version("s1", number)
    with pytest.raises(Trouble, match="no version"):
        library.restore_version("s1", 7)
    with pytest.raises(Trouble, match="no version"):
        library.restore_version("s1", 10**20)
    assert library.versions("nowhere") == []


def test_an_article_that_could_not_be_read_back_is_not_taken(library: Library) -> None:
    with pytest.raises(Trouble, match="zone"):
        library.add(Article(id="s1", embargo=datetime(2026, 3, 3)))
    assert library.count() == 0


def test_of_many_added_at_once_all_come_in_or_none(library: Library) -> None:
    library.add_all([Article(), Article()])
    with pytest.raises(Trouble):
        library.add_all([Article(), Article(embargo=datetime(2026, 3, 3))])
    assert library.count() == 2


def test_a_disk_that_fills_during_a_save_loses_nothing(library: Library) -> None:
    story = a_story(id="s1", photos=(), lead="")
    library.add(story)
    chance = random.Random(3)
    big = replace(story, body=" ".join(f"{chance.random()}" for _ in range(4000)))
    fill_disk(library)
    for _ in range(2):
        with pytest.raises(Trouble, match="full"):
            library.save(big)
    assert library.article("s1") == story
    assert len(library.versions("s1")) == 1
    free_disk(library)
    assert library.save(big).number == 2
    assert library.article("s1") == big
    assert library.verify() == []


def test_a_damaged_snapshot_is_stood_in_for_by_the_newest_version(library: Library) -> None:
    story = a_story(id="s1")
    library.add(story)
    with at_desk(library, "s1") as desk:
        desk.type(" Typed.")
        assert desk.journal.flush()
    with library.database.writing() as connection:
        connection.execute("UPDATE snapshot SET content = x'00'")
    assert library.article("s1").body == story.body + " Typed."
    assert any("damaged" in problem for problem in library.verify())


def test_a_damaged_version_is_said_and_the_others_are_read(library: Library) -> None:
    story = a_story(id="s1", photos=(), lead="")
    library.add(story)
    library.save(replace(story, body="Other."))
    with library.database.writing() as connection:
        connection.execute("UPDATE version SET content = x'00' WHERE number = 2")
    with pytest.raises(Trouble, match="damaged"):
        library.version("s1", 2)
    assert library.version("s1", 1) == story
    assert library.save(replace(story, body="Third.")).number == 3
    assert library.verify()[:-1] == [
        f"Version 2 of story “{story.headline}” (s1) is damaged; restore it from a backup."
    ]


def test_settings_are_remembered(opened: Callable[..., Library]) -> None:
    with closing(opened()) as library:
        assert library.setting("open_story") is None
        library.set_setting("open_story", "s1")
        library.set_setting("open_story", "s2")
    assert opened().setting("open_story") == "s2"


def test_another_program_s_writing_is_noticed(opened: Callable[..., Library]) -> None:
    here, there = opened(), opened()
    before = here.changed()
    assert here.changed() == before
    there.add(Article())
    assert here.changed() != before


def test_a_closed_library_says_so(library: Library) -> None:
    library.close()
    library.close()
    with pytest.raises(Trouble, match="closed"):
        library.find()
    with pytest.raises(Trouble, match="closed"):
        library.add(Article())
    with pytest.raises(Trouble, match="closed"):
        library.changed()


@given(before=articles(), after=articles())
def test_the_difference_leads_from_one_story_to_the_other_and_back(before: Article, after: Article) -> None:
    after = replace(after, id=before.id)
    change = difference(before, after)
    if change is None:
        assert before == after
    else:
        assert changes.apply(before, change) == after
        assert changes.apply(after, changes.invert(change)) == before


@pytest.mark.parametrize(
    ("parts", "note"),
    [
        ({}, ""),
        ({"body": "Water ministers met on Tuesday again."}, "+2 −1 words"),
        ({"body": "Water met ministers on Tuesday."}, "words moved"),
        ({"body": "Water ministers met on."}, "+1 −2 words"),
        ({"body": "Ministers met on Tuesday."}, "+1 −2 words"),
        ({"body": "Water ministers met Tuesday."}, "−1 word"),
        ({"status": Status.READY, "section": "Water"}, "now ready, new section"),
        ({"photos": (a_photo(),), "lead": "p1"}, "new lead photo"),
        ({"photos": (a_photo(),)}, "+1 photo"),
        (
            {"headline": "H", "kicker": "K", "slug": "s", "byline": "B", "source": "S"},
            "new headline, new kicker, new byline, new slug and 1 more",
        ),
    ],
)
def test_what_changed_is_a_phrase(parts: dict[str, object], note: str) -> None:
    before = Article(id="s1", body="Water ministers met on Tuesday.")
    assert what_changed(before, replace(before, **parts)) == note  # type: ignore[arg-type]


def test_what_changed_in_photos_is_said() -> None:
    before = an_article(photos=(a_photo(), a_photo(id="p2")), lead="p1")
    assert what_changed(before, replace(before, photos=before.photos[::-1])) == "photos in another order"
    assert what_changed(before, replace(before, photos=(before.photos[1],), lead="")) == "no lead photo, −1 photo"
    recaptioned = replace(before.photos[0], caption="Other")
    assert (
        what_changed(before, replace(before, photos=(recaptioned, before.photos[1]))) == "caption of lead photo changed"
    )

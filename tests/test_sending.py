"""A parcel for another desk: whole on the stick, or nothing there and a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desk.article.model import Article, Custody, now
from desk.article.trouble import Trouble
from desk.formats import Options, read_file
from desk.library import Library
from desk.sending import LONGEST_NOTE, Parcel, named, note_in, send
from tests.builders import MOMENT

STORY = Article(id="0123456789abcdef", headline="Dam talks", body="One.\n\nTwo.\n", created=MOMENT)
OPTIONS = Options(MOMENT)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with closing(Library.open(tmp_path / "library", "Sam")) as opened:
        opened.save(STORY, name="As filed")
        yield opened


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def sent(library: Library, stick: Path, to: str = "Dana", note: str = "") -> Parcel:
    parcel = send(library, library.article(STORY.id), to, note, stick, OPTIONS)
    assert parcel is not None
    return parcel


def test_a_parcel_has_the_story_in_the_other_s_hands_and_all_its_versions(library: Library, stick: Path) -> None:
    parcel = sent(library, stick, note="  Please cut\nto 400 words. ")
    read = read_file(parcel.path)
    assert (read.article.custody.holder, read.article.custody.giver) == ("Dana", "Sam")
    assert [one.name for one in read.past] == ["As filed", "Sent to Dana: Please cut to 400 words."]
    assert note_in(read.past[-1]) == "Please cut to 400 words."
    assert library.article(STORY.id) == STORY, "only what was written is then given away"


def test_what_was_given_away_is_known_by_the_very_version_that_went(library: Library, stick: Path) -> None:
    parcel = sent(library, stick)
    number = library.twins.hand_over(parcel.past)
    assert library.article(STORY.id).custody.holder == "Dana"
    assert [one.holder for one in library.find("")] == ["Dana"]
    newest = library.past(STORY.id)[-1]
    assert newest == replace(parcel.past, number=number)
    read = read_file(parcel.path)
    done = library.take_in_story(read.article, read.past)
    assert (done.versions, library.article(STORY.id).custody.holder) == (0, "Dana"), "our own parcel is no news"


def test_words_typed_while_it_was_sent_stay(library: Library, stick: Path) -> None:
    parcel = sent(library, stick)
    library.save(replace(STORY, headline="Dam talks begin"))
    library.twins.hand_over(parcel.past)
    now = library.article(STORY.id)
    assert (now.headline, now.custody.holder) == ("Dam talks begin", "Dana")
    assert parcel.past.article in [one.article for one in library.past(STORY.id)]


def test_a_folder_that_is_not_there_is_not_made(library: Library, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="put the stick in, or choose another folder"):
        send(library, STORY, "Dana", "", tmp_path / "pulled", OPTIONS)
    assert not (tmp_path / "pulled").exists()


def test_a_parcel_that_nobody_has_opened_here_is_not_written_over(
    library: Library, stick: Path, tmp_path: Path
) -> None:
    library.twins.hand_over(sent(library, stick).past)
    with closing(Library.open(tmp_path / "dana", "Dana")) as other:
        read = read_file(next(stick.iterdir()))
        other.take_in_story(read.article, read.past)
        other.save(replace(other.article(STORY.id), body="One.\n\nTwo or three.\n"))
        sent(other, stick, "Sam")
    before = next(stick.iterdir()).read_bytes()
    with pytest.raises(Trouble, match="there already from Dana, with changes that are not here: open it first"):
        sent(library, stick)
    assert next(stick.iterdir()).read_bytes() == before
    read = read_file(next(stick.iterdir()))
    library.take_in_story(read.article, read.past)
    assert sent(library, stick).past.article.body == "One.\n\nTwo or three.\n"


def test_cancelled_or_full_nothing_is_left(library: Library, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert send(library, STORY, "Dana", "", stick, OPTIONS, lambda: True) is None
    assert list(stick.iterdir()) == []

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desk.formats.staging.write_through", full)
    with pytest.raises(Trouble, match=r"Nothing was sent, since .* cannot be written to: No space left on device"):
        sent(library, stick)
    assert list(stick.iterdir()) == []


def test_a_note_is_a_line_of_the_version_s_name(library: Library) -> None:
    assert named("Dana", " \n ") == "Sent to Dana"
    assert len(named("Dana", "x" * 2000)) == LONGEST_NOTE + len("Sent to Dana: ")
    assert note_in(library.past(STORY.id)[-1]) == ""


def test_lists_say_who_has_a_story_unless_it_is_whoever_asks(library: Library) -> None:
    library.save(replace(STORY, custody=Custody("Dana", "Sam", MOMENT)))
    assert [one.holder for one in library.find("")] == ["Dana"]
    library.set_author("Dana")
    assert [one.holder for one in library.find("")] == [""]
    library.save(STORY)
    library.set_author("Sam")
    assert [one.holder for one in library.find("")] == [""]


def test_a_name_and_a_note_that_would_deceive_come_without_that(library: Library, stick: Path) -> None:
    library.set_author("Sam\u202egnp.")
    read = read_file(sent(library, stick, note="cut\u202e it").path)
    assert (read.article.custody.giver, note_in(read.past[-1])) == ("Samgnp.", "cut it")
    assert read.past[-1].author == "Samgnp."


def test_a_story_that_goes_back_from_a_clock_behind_is_back_all_the_same(
    library: Library, stick: Path, tmp_path: Path
) -> None:
    ahead = now() + timedelta(hours=2)
    library.save(replace(STORY, custody=Custody("Dana", "Sam", ahead)), "sent", "Sent to Dana")
    with closing(Library.open(tmp_path / "dana", "Dana")) as other:
        other.take_in_story(library.article(STORY.id), library.past(STORY.id))
        read = read_file(sent(other, stick, "Sam").path)
    library.take_in_story(read.article, read.past)
    assert library.article(STORY.id).custody == Custody("Sam", "Dana", ahead + timedelta(seconds=1))

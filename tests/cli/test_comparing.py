"""`desk diff --html`: two versions compared on a page, or the story as it stands."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.library import Library
from tests.builders import a_photo, an_article
from tests.cli.helpers import Desk, a_jpeg

ID = "a" * 16
STORY = an_article(id=ID, headline="Dam talks begin", body="The talks began.\n\nThey go on.")


@pytest.fixture
def kept(tmp_path: Path) -> None:
    """A story that Sam filed, with its photo, Dana edited, and Sam edited again."""
    folder = tmp_path / "library"
    with closing(Library.open(folder, "Sam")) as library:
        photo = a_photo(media=library.add_media(a_jpeg()))
        filed = replace(STORY, photos=(photo,), lead=photo.id)
        library.add(filed)
        library.name_version(ID, 1, "As filed")
    with closing(Library.open(folder, "Dana")) as library:
        edited = replace(filed, body="The talks ended.\n\nThey go on.", photos=(replace(photo, turn=1),))
        library.save(edited)
    with closing(Library.open(folder, "Sam")) as library:
        library.save(replace(edited, headline="Dam talks end"))


@pytest.mark.usefixtures("kept")
def test_the_page_tells_who_changed_what(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "changes.html"
    assert desk("diff", "a", "1", "--html", file).out == f"{file}\n"
    html = file.read_text(encoding="utf-8")
    assert "From <b>version 1, “As filed”, Sam, " in html
    assert "to <b>the story as it stands</b>" in html
    assert '<ins class="marked" title="Dana · ' in html
    assert '<ins class="marked" title="Sam · ' in html
    assert html.count('src="data:image/jpeg;base64,') == 2
    assert [one.name for one in tmp_path.iterdir() if "changes" in one.name] == ["changes.html"]


@pytest.mark.usefixtures("kept")
def test_two_versions_are_compared_and_what_is_there_is_written_over(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "changes.html"
    file.write_text("old", encoding="utf-8")
    assert desk("diff", "a", "2", "3", "--html", file).code == 0
    html = file.read_text(encoding="utf-8")
    assert "1 change by Sam" in html
    assert "to <b>version 3, Sam, " in html


@pytest.mark.usefixtures("kept")
def test_what_cannot_be_done_is_said_in_a_line(desk: Desk, tmp_path: Path) -> None:
    ended = desk("diff", "a", "7", "--html", tmp_path / "changes.html")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert not (tmp_path / "changes.html").exists()
    file = tmp_path / "nowhere" / "changes.html"
    ended = desk("diff", "a", "1", "--html", file)
    assert (ended.code, ended.err) == (1, f"desk: {file}: No such file or directory.\n")


def test_a_story_of_one_version_is_all_new(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(STORY)
    desk("diff", "a", "--html", tmp_path / "changes.html")
    html = (tmp_path / "changes.html").read_text(encoding="utf-8")
    assert "From <b>nothing</b>" in html
    assert "The talks began.</ins>" in html


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.usefixtures("kept")
def test_what_is_no_file_is_written_to_and_stays_what_it_is(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert desk("diff", "a", "1", "--html", pipe).code == 0
    reader.join(20)
    assert b"<ins" in read[0]
    assert pipe.is_fifo()

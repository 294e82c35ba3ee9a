"""Desk's own exports come back: known by their mark as the story they are, with all that the format could not carry."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desk.article.model import Article, Dateline, Related, Status
from desk.library import Library
from tests.builders import a_photo
from tests.cli.helpers import Desk, a_jpeg

HOUR = timedelta(hours=1)
FORMATS = ("json", "markdown", "html", "page", "fragment", "text")
STORY = Article(
    id="0123456789abcdef",
    headline="Dam talks",
    kicker="Water",
    summary="In short.",
    byline="Dana Ali",
    dateline=Dateline("ERBIL", "DESK"),
    body="The talks *go on* in [Erbil](https://x.org/a).\n\n![](photo:p2)\n\nNo date **set** for it.\n\n- one\n- two",
    sign_off="(Desk News/AFP)",
    section="World",
    keywords=("dam", "water"),
    editors_note="Mind this.",
    status=Status.READY,
    urgency=3,
    related=(Related("previous", "Snow", "https://x.example/snow"),),
    shares=3,
)


@pytest.fixture
def story(tmp_path: Path) -> Article:
    """The story as it is in the library, with two photos."""
    with closing(Library.open(tmp_path / "library")) as library:
        media = library.add_media(a_jpeg())
        lead = a_photo(id="p1", media=media, name="a.jpg", caption="Delegates arrive.", credit="AFP", alt="A hall")
        photos = (lead, replace(lead, id="p2", caption="The dam."))
        library.add(replace(STORY, photos=photos, lead="p1"))
        return library.article(STORY.id)


def exported(desk: Desk, tmp_path: Path, format: str) -> Path:
    """The main file of an export."""
    out = tmp_path / format
    path = Path(desk("export", "0123", "--to", format, "--out", str(out)).out.splitlines()[0])
    return path / "index.html" if path.is_dir() else path


def stands(tmp_path: Path) -> Article:
    with closing(Library.open(tmp_path / "library")) as library:
        return library.article(STORY.id)


@pytest.mark.parametrize("format", FORMATS)
def test_what_comes_back_unchanged_is_here_just_as_it_came(
    desk: Desk, story: Article, tmp_path: Path, format: str
) -> None:
    ended = desk("import", str(exported(desk, tmp_path, format)))
    assert ended.rows == [[STORY.id, "Dam talks"]]
    assert "with all that came" in ended.err
    assert stands(tmp_path) == story
    assert len(desk("list").rows) == 1


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_edited_outside_is_a_new_version_with_all_that_the_format_could_not_carry(
    desk: Desk, story: Article, tmp_path: Path, format: str
) -> None:
    path = exported(desk, tmp_path, format)
    path.write_text(path.read_text("utf-8").replace(" for it", " for them"), "utf-8")
    ended = desk("import", str(path))
    assert ended.rows == [[STORY.id, "Dam talks"]]
    assert len(ended.err.splitlines()) == 1
    assert "new version 2" in ended.err
    assert stands(tmp_path) == replace(story, body=story.body.replace(" for it", " for them"))


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("format", FORMATS)
def test_words_that_the_format_has_bare_are_changed_all_the_same(desk: Desk, tmp_path: Path, format: str) -> None:
    path = exported(desk, tmp_path, format)
    path.write_text(path.read_text("utf-8").replace("go on", "drag"), "utf-8")
    desk("import", str(path))
    assert "drag" in stands(tmp_path).body
    assert "go on" not in stands(tmp_path).body


@pytest.mark.parametrize("format", ["markdown", "text"])
def test_what_was_changed_here_meanwhile_stays_beside_it(
    desk: Desk, story: Article, tmp_path: Path, format: str
) -> None:
    path = exported(desk, tmp_path, format)
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(replace(story, headline="Dam row", body=story.body.replace("talks", "parleys")))
    path.write_text(path.read_text("utf-8").replace(" for it", " for them"), "utf-8")
    assert "merged into it" in desk("import", str(path)).err
    now = stands(tmp_path)
    assert now.headline == "Dam row"
    assert now.body == story.body.replace("talks", "parleys").replace(" for it", " for them")


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("format", FORMATS)
def test_a_library_that_lacks_the_story_has_it_under_its_id(desk: Desk, tmp_path: Path, format: str) -> None:
    path, other = exported(desk, tmp_path, format), str(tmp_path / "other")
    assert [row[0] for row in desk("--library", other, "import", str(path)).rows] == [STORY.id]
    again = desk("--library", other, "import", str(path))
    assert [row[0] for row in again.rows] == [STORY.id]
    assert "with all that came" in again.err


@pytest.mark.parametrize("stands_there", ["as it went out", "worked on since"])
def test_a_kill_withdraws_the_story_elsewhere_and_takes_none_of_its_words(
    desk: Desk, story: Article, tmp_path: Path, stands_there: str
) -> None:
    other = str(tmp_path / "other")
    desk("--library", other, "import", str(exported(desk, tmp_path, "json")))
    with closing(Library.open(tmp_path / "other")) as there:
        before = there.article(STORY.id)
        if stands_there == "worked on since":
            before = replace(before, body=f"{before.body}\n\nOne line more.")
            there.save(before)
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(replace(story, status=Status.KILLED, kill_reason="It was made up."))
    kill = exported(desk, tmp_path, "json")
    assert "new version" in desk("--library", other, "import", str(kill)).err
    with closing(Library.open(tmp_path / "other")) as there:
        assert there.article(STORY.id) == replace(before, status=Status.KILLED, kill_reason="It was made up.")
    assert "here already" in desk("--library", other, "import", str(kill)).err


def test_a_kill_of_an_agency_withdraws_what_came_from_it(desk: Desk, file: Callable[..., Path], tmp_path: Path) -> None:
    item = {"uri": "urn:agency:1", "type": "text", "pubStatus": "usable", "headline": "Dam talks"}
    desk("import", file("a.json", json.dumps({**item, "body_text": "They met in Erbil."})))
    desk("import", file("b.json", json.dumps({**item, "pubStatus": "canceled", "ednote": "KILL: Not so."})))
    (row,) = desk("list").rows
    with closing(Library.open(tmp_path / "library")) as library:
        killed = library.article(row[0])
    assert (killed.status, killed.body, killed.kill_reason) == (Status.KILLED, "They met in Erbil.", "Not so.")


def test_a_mark_that_desk_never_gave_is_passed_over(desk: Desk, file: Callable[..., Path]) -> None:
    (row,) = desk("import", file("a.txt", "Dam talks\n\nMinisters met in Erbil today.\n\n[Desk News]\n")).rows
    assert row[0] != "News"
    (other,) = desk(
        "import",
        file("b.html", '<html data-article="x"><body><article><h1>Snow</h1><p>Snow fell on the hills.</p></article>'),
    ).rows
    assert other[0] != "x"


def test_a_package_under_the_id_of_a_story_it_has_nothing_to_do_with_is_a_story_of_its_own(
    desk: Desk, story: Article, tmp_path: Path
) -> None:
    other = Article(
        id=story.id, headline="Tomatoes", body="Farmers near Penjwen grow walnuts.", created=story.created + HOUR
    )
    with closing(Library.open(tmp_path / "elsewhere")) as library:
        library.save(other)
    package = desk("export", other.id, "--to", "story", "--out", "out", "--library", tmp_path / "elsewhere").out.strip()
    first = desk("import", package)
    assert "shares nothing: it is a story of its own" in first.err
    assert first.rows[0][0] != story.id
    assert stands(tmp_path) == story
    assert desk("import", package).rows == first.rows
    with closing(Library.open(tmp_path / "elsewhere")) as library:
        library.save(replace(other, headline="Tomatoes and walnuts"))
    package = desk("export", other.id, "--to", "story", "--out", "new", "--library", tmp_path / "elsewhere").out.strip()
    assert desk("import", package).rows == [[first.rows[0][0], "Tomatoes and walnuts"]], "its next package finds it"
    assert len(desk("list").rows) == 2


def test_a_package_without_common_versions_that_is_alike_stays_with_its_story(
    desk: Desk, story: Article, tmp_path: Path
) -> None:
    with closing(Library.open(tmp_path / "elsewhere")) as library:
        library.save(replace(story, photos=(), lead="", body=f"{story.body} More.", created=story.created + HOUR))
    package = desk("export", story.id, "--to", "story", "--out", "out", "--library", tmp_path / "elsewhere").out.strip()
    assert desk("import", package).rows[0][0] == story.id

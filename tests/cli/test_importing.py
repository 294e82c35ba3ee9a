"""`desk import`: folders, and stories that are here already."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.article.model import Article
from desk.formats.rearranging import from_text
from desk.library import Library
from tests.builders import a_story
from tests.cli.helpers import ENGLISH, SORANI, SORANI_TEXT, Desk, a_jpeg

LATER = ENGLISH.replace("The talks will go on next week.", "The talks will go on next month.")


def feed(headline: str = "Dam talks", body: str = "Ministers met.", uri: str = "urn:newsml:afp:1") -> str:
    """A story as an agency sends it; another coming of it has the same URI."""
    item = {"uri": uri, "type": "text", "language": "en"}
    return json.dumps({**item, "headline": headline, "body_text": body, "version": "1"})


def versions(desk: Desk, article_id: str) -> list[list[str]]:
    return desk("versions", article_id).rows


def test_of_folders_the_stories_in_them_are_read(desk: Desk, tmp_path: Path) -> None:
    inner = tmp_path / "wire" / "today"
    inner.mkdir(parents=True)
    (tmp_path / "wire" / "dam.txt").write_text(ENGLISH)
    (tmp_path / "wire" / "dam.jpg").write_bytes(a_jpeg())
    (tmp_path / "wire" / ".hidden.txt").write_text("Nobody sees this.")
    (inner / "bazar.txt").write_text(SORANI_TEXT)
    (inner / "logo.png").write_bytes(a_jpeg())
    ended = desk("import", tmp_path / "wire")
    assert ended.code == 0
    assert [row[1] for row in ended.rows] == ["Ministers meet over border dam", SORANI]
    dam = json.loads(desk("show", ended.rows[0][0], "--json").out)
    assert [photo["name"] for photo in dam["photos"]] == ["dam.jpg"]


def test_a_folder_without_a_story_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "dam.jpg").write_bytes(a_jpeg())
    ended = desk("import", tmp_path / "photos")
    assert ended.code == 1
    assert "There is no story in this folder that Desk reads." in ended.err


@pytest.mark.parametrize("policy", ["version", "skip"])
def test_the_same_file_makes_no_twin(desk: Desk, file: Callable[..., Path], policy: str) -> None:
    story = file("dam.txt", ENGLISH)
    first = desk("import", story)
    again = desk("import", "--duplicates", policy, story)
    assert again.code == 0
    assert again.rows == first.rows
    assert "is here already, with all that came" in again.err
    assert len(versions(desk, first.rows[0][0])) == 1
    assert len(desk("list").rows) == 1


def test_nor_do_two_copies_of_a_file_at_once(desk: Desk, file: Callable[..., Path]) -> None:
    ended = desk("import", file("dam.txt", ENGLISH), file("copy.txt", ENGLISH))
    assert len({row[0] for row in ended.rows}) == len(desk("list").rows) == 1


def test_it_makes_no_twin_of_a_story_that_was_edited_since(desk: Desk, file: Callable[..., Path]) -> None:
    story = file("dam.txt", ENGLISH)
    article_id = desk("import", story).rows[0][0]
    edited = json.loads(desk("show", article_id, "--json").out)
    desk("import", file("edited.json", json.dumps({**edited, "headline": "Ministers meet"})))
    again = desk("import", story)
    assert again.rows == [[article_id, "Ministers meet"]]
    assert "with all that came" in again.err


def test_what_an_agency_sends_anew_is_a_new_version(desk: Desk, file: Callable[..., Path]) -> None:
    article_id = desk("import", file("one.json", feed())).rows[0][0]
    ended = desk("import", file("two.json", feed("Dam talks end", "Ministers met in Erbil.")))
    assert ended.rows == [[article_id, "Dam talks end"]]
    assert "new version 2" in ended.err
    assert [row[3] for row in versions(desk, article_id)] == ["import", "import"]
    assert "Ministers met in Erbil." in desk("show", article_id).out


def test_it_is_merged_into_what_was_worked_on(desk: Desk, file: Callable[..., Path], tmp_path: Path) -> None:
    came = "Ministers met.\n\nNo date was set."
    article_id = desk("import", file("one.json", feed(body=came))).rows[0][0]
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(replace(library.article(article_id), headline="Our headline"))
    ended = desk("import", file("two.json", feed(body=came.replace("No date", "A date"))))
    assert ended.rows == [[article_id, "Our headline"]]
    assert "merged into it" in ended.err
    shown = desk("show", article_id).out
    assert "A date was set." in shown
    held = [desk("diff", article_id, "1", number).out for number in ("2", "3")]
    assert "Our headline" in held[0]  # what was ours is a version
    assert "A date was set." in held[1]  # and so is what came


def test_a_story_that_comes_back_edited_under_its_own_id_is_a_version_too(
    desk: Desk, file: Callable[..., Path], keep: Callable[..., None]
) -> None:
    keep(Article(id="0123456789abcdef", headline="Dam talks", body="Ministers met."))
    back = json.loads(desk("show", "0123", "--json").out)
    ended = desk("import", file("back.json", json.dumps({**back, "headline": "Dam talks end"})))
    assert ended.rows == [["0123456789abcdef", "Dam talks end"]]
    assert [row[3] for row in versions(desk, "0123")] == ["elsewhere", "import"]


def test_where_nothing_tells_what_both_had_the_story_stays_and_what_came_is_a_version(
    desk: Desk, file: Callable[..., Path], tmp_path: Path
) -> None:
    with closing(Library.open(tmp_path / "library")) as library:
        library.add(Article(id="0123456789abcdef", headline="Dam talks", body="Ministers met."), "save")
    back = json.loads(desk("show", "0123", "--json").out)
    ended = desk("import", file("back.json", json.dumps({**back, "headline": "Dam talks end"})))
    assert ended.rows == [["0123456789abcdef", "Dam talks"]]
    assert "what came is its version 2, and the story stays as it is" in ended.err
    assert "+Dam talks end" in desk("diff", "0123", "1", "2").out.replace("headline: ", "")


def test_what_both_changed_is_told_and_where_it_is_kept(desk: Desk, file: Callable[..., Path], tmp_path: Path) -> None:
    article_id = desk("import", file("one.json", feed("Dam talks"))).rows[0][0]
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(replace(library.article(article_id), headline="Dam meeting"))
    ended = desk("import", file("two.json", feed("Dam row")))
    assert ended.rows == [[article_id, "Dam meeting"]]
    assert "Not taken, since both changed it: headline “row” (here “meeting”). Version 3 has it." in ended.err
    assert "Dam row" in desk("diff", article_id, "2", "3").out


def test_a_duplicate_may_be_a_story_of_its_own_or_be_skipped(desk: Desk, file: Callable[..., Path]) -> None:
    article_id = desk("import", file("one.json", feed())).rows[0][0]
    newer = file("two.json", feed("Dam talks end"))
    skipped = desk("import", newer, "--duplicates", "skip")
    assert skipped.rows == [[article_id, "Dam talks"]]
    assert "left as it is" in skipped.err
    assert len(versions(desk, article_id)) == 1
    other = desk("import", newer, "--duplicates", "new")
    assert other.rows[0][0] != article_id
    assert len(desk("list").rows) == 2


def test_the_window_can_show_what_the_copy_was_taken_for(desk: Desk, file: Callable[..., Path], tmp_path: Path) -> None:
    article_id = desk("import", file("dam.txt", ENGLISH)).rows[0][0]
    with closing(Library.open(tmp_path / "library")) as library:
        copy = from_text(library.setting(f"copy {article_id}") or "")
    assert copy is not None
    assert copy.arrangement.text == ENGLISH


def test_other_policies_are_a_wrong_call(desk: Desk, file: Callable[..., Path]) -> None:
    assert desk("import", file("one.json", feed()), "--duplicates", "overwrite").code == 2


def test_stories_around_it_are_looked_up_by_their_titles(
    desk: Desk, file: Callable[..., Path], keep: Callable[..., None]
) -> None:
    keep(Article(id="dust", headline="Dust storm closes airport"), Article(id="a", headline="Snow"))
    keep(Article(id="b", headline="Snow"))
    text = f"{ENGLISH}\nPrevious article\nDust Storm Closes Airport\n\nNext article\nSnow\n"
    shown = json.loads(desk("show", desk("import", file("dam.txt", text)).rows[0][0], "--json").out)
    known = {one["title"]: one.get("article", "") for one in shown["related"]}
    assert known == {"Dust Storm Closes Airport": "dust", "Snow": ""}


def test_what_was_left_out_of_copy_is_said_on_one_line_and_end_marks_are_not(
    desk: Desk, file: Callable[..., Path]
) -> None:
    page = f"Share this article\n\n{ENGLISH}\n\nPhoto: Delegates arrive in Erbil. (Reuters photo)\n\nENDS\n"
    ended = desk("import", file("page.txt", page), file("plain.txt", f"Snow\n\nSnow fell on {ENGLISH}\n\nENDS\n"))
    assert len(ended.rows) == 2
    (line,) = ended.err.splitlines()
    assert "page.txt: The copy has a photo’s caption" in line
    assert "Left out: page furniture, end mark." in line
    assert "Found" not in line


def test_a_version_that_was_here_before_is_not_called_new(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    story = a_story(id="0123456789abcdef", photos=(), lead="", body="The talks go on.")
    keep(story)
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(replace(story, headline="A second headline"))
    package = desk("export", story.id, "--to", "story", "--out", "out").out.strip()
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(replace(story, headline="A third headline"))
    before = len(versions(desk, story.id))
    again = desk("import", package)
    assert "is its new version" not in again.err
    assert "here already" in again.err
    assert len(versions(desk, story.id)) == before


def test_versions_are_signed_with_the_name_that_is_set_in_the_window(
    desk: Desk, file: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "desk.ini").write_text("[General]\nauthor=Dana Azad\n", "utf-8")
    article_id = desk("import", file("dam.txt", ENGLISH)).rows[0][0]
    assert [row[2] for row in versions(desk, article_id)] == ["Dana Azad"]

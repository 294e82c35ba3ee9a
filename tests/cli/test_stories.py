"""Stories in and out by the command line: import, list, show, export, check."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from desk import calls, importing
from desk.article.changes import FieldChange
from desk.article.model import Article, Status
from desk.article.record import from_record
from desk.article.session import Entry, Move
from desk.article.trouble import Trouble
from desk.formats.house import SETTING, House, to_json
from desk.library import Library, Version
from desk.library.keeping import Step
from tests.builders import an_article
from tests.cli.helpers import ANYWAY, ENGLISH, HIDDEN_QT, ROOT, SORANI, Desk, a_jpeg


def test_import_prints_id_and_headline_of_each_article(desk: Desk, file: Callable[..., Path]) -> None:
    ended = desk("import", file("dam.txt", ENGLISH), file("dam.md", "# Bridge opens\n\nTraffic flows.\n"))
    assert ended.code == 0
    assert [row[1] for row in ended.rows] == ["Ministers meet over border dam", "Bridge opens"]
    for article_id, headline in ended.rows:
        assert f"headline: {headline}" in desk("show", article_id).out.splitlines()


def test_import_brings_a_story_s_photo_into_the_library(desk: Desk, file: Callable[..., Path], tmp_path: Path) -> None:
    file("arrival.jpg", a_jpeg())
    story = file("dam.md", "# Ministers meet\n\n![Delegates arrive](arrival.jpg)\n\nTalks began.\n")
    article_id = desk("import", story).rows[0][0]
    photos = json.loads(desk("show", article_id, "--json").out)["photos"]
    assert len(photos) == 1
    with closing(Library.open(tmp_path / "library")) as library:
        assert library.original(photos[0]["media"]) == a_jpeg()


@pytest.mark.parametrize("words", [(), ("--as", "text")])
def test_import_reads_what_a_pipe_gives_and_says_nothing_of_what_is_certain(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(f"{ENGLISH}\n(Desk News)\n".encode("utf-16"))))
    ended = desk("import", "-", *words)
    assert (ended.code, ended.rows[0][1]) == (0, "Ministers meet over border dam")
    assert ended.err == ""


@pytest.mark.parametrize("nothing", [None, TextIOWrapper(BytesIO(b""))])
def test_import_of_nothing_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch, nothing: TextIOWrapper | None) -> None:
    monkeypatch.setattr("sys.stdin", nothing)
    ended = desk("import", "-")
    assert ended.code == 1
    assert "standard input" in ended.err


def test_import_sets_the_status_it_is_told(desk: Desk, file: Callable[..., Path]) -> None:
    article_id = desk("import", file("dam.txt", ENGLISH), "--status", "in-edit").rows[0][0]
    assert json.loads(desk("show", article_id, "--json").out)["status"] == "in edit"


def test_one_bad_file_stops_no_other(desk: Desk, file: Callable[..., Path], tmp_path: Path) -> None:
    bad = [
        tmp_path / "nowhere.txt",
        file("noise.docm", bytes(range(256)) * 40),
        file("empty.txt", ""),
        tmp_path / "none",
    ]
    bad[-1].mkdir()
    ended = desk("import", *bad, file("dam.txt", ENGLISH))
    assert ended.code == 1
    assert [row[1] for row in ended.rows] == ["Ministers meet over border dam"]
    assert len(ended.err.splitlines()) == len(bad)
    assert all(line.startswith("desk: ") and line.endswith((".", "JSON.")) for line in ended.err.splitlines())


def test_many_files_are_told_of_in_their_order_whatever_is_kept_together(
    desk: Desk, file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "GATHERED", 3)
    files = [file(f"{number}.md", f"# Story {number}\n\nText.\n" if number != 4 else "") for number in range(11)]
    ended = desk("import", *files)
    assert ended.code == 1
    assert [row[1] for row in ended.rows] == [f"Story {number}" for number in range(11) if number != 4]
    assert len(ended.err.splitlines()) == 1
    assert [row[4] for row in desk("list").rows] == [row[1] for row in reversed(ended.rows)]


def test_a_story_that_cannot_be_kept_keeps_no_other_out(
    desk: Desk, file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_all = Library.add_all

    def refuse(library: Library, articles: Iterable[Article], kind: str = "import") -> list[Version]:
        stories = list(articles)
        if any(story.headline == "Story 1" for story in stories):
            raise Trouble("The disk failed.")
        return add_all(library, stories, kind)

    monkeypatch.setattr(Library, "add_all", refuse)
    ended = desk("import", *(file(f"{number}.md", f"# Story {number}\n\nText.\n") for number in range(3)))
    assert [row[1] for row in ended.rows] == ["Story 0", "Story 2"]
    assert ended.err.startswith("desk: ")
    assert "1.md: The disk failed." in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="no program can be killed like this here")
def test_what_was_told_of_is_kept_though_the_import_is_killed(tmp_path: Path, file: Callable[..., Path]) -> None:
    files = [file(f"{number}.md", f"# Story {number}\n\n{'Text of it. ' * 2000}\n") for number in range(400)]
    command = [sys.executable, "-u", "-c", SOON_KEPT, "--library", tmp_path / "library", "import", *files]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=HIDDEN_QT) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().decode() for _ in range(5)]
        process.kill()
        told += [line for line in process.stdout.read().decode().splitlines(keepends=True) if line.endswith("\n")]
    with closing(Library.open(tmp_path / "library")) as library:
        assert {line.split("\t")[0] for line in told} <= {row.id for row in library.find(limit=1000)}
        assert library.verify() == []


SOON_KEPT = """
import sys
from desk import calls, cli, importing
importing.GATHERED = 5
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.parametrize("words", [("--as", "pdf"), ("--as", "html")])
def test_an_unknown_format_to_import_is_a_wrong_call_and_names_the_known(
    desk: Desk, file: Callable[..., Path], words: Sequence[str]
) -> None:
    ended = desk("import", file("dam.txt", ENGLISH), *words)
    assert ended.code == 2
    assert all(name in ended.err for name in ("text", "markdown", "json"))


def test_list_prints_the_newest_first_with_stable_columns(desk: Desk, keep: Callable[..., None]) -> None:
    keep(an_article(id="a" * 16, headline="First\tof all"), an_article(id="b" * 16, headline="Second", section="Water"))
    rows = desk("list").rows
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        ("b" * 16, "draft", "Water", "Second"),
        ("a" * 16, "draft", an_article().section, "First of all"),
    ]


def test_list_finds_by_words_status_and_section(desk: Desk, keep: Callable[..., None]) -> None:
    keep(
        an_article(id="a" * 16, headline=SORANI, status=Status.READY, section="ئاو"),
        an_article(id="b" * 16, headline="Bridge opens", status=Status.DRAFT, section="Roads"),
    )
    assert [row[4] for row in desk("list", "وەزیرەکان").rows] == [SORANI]
    assert [row[4] for row in desk("list", "--status", "ready").rows] == [SORANI]
    assert [row[4] for row in desk("list", "--section", "Roads").rows] == ["Bridge opens"]
    assert len(desk("list", "--limit", "1").rows) == 1
    assert desk("list", "nothing of the kind").out == ""


def test_list_goes_past_its_own_page(desk: Desk, keep: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "PAGE", 2)
    keep(*(an_article(id=f"{number:016x}") for number in range(5)))
    assert len({row[0] for row in desk("list").rows}) == 5
    assert len(desk("list", "--limit", 3).rows) == 3


def test_list_as_json(desk: Desk, keep: Callable[..., None]) -> None:
    keep(an_article(id="a" * 16, headline=SORANI, language="ckb"))
    (row,) = json.loads(desk("list", "--json").out)
    assert (row["id"], row["headline"], row["language"], row["status"]) == ("a" * 16, SORANI, "ckb", "draft")
    assert row["modified"].endswith(("Z", "+00:00"))


def test_list_knows_the_fields_of_a_search(desk: Desk, keep: Callable[..., None]) -> None:
    keep(
        an_article(id="a" * 16, headline=SORANI, status=Status.READY, language="ckb"),
        an_article(id="b" * 16, headline="Bridge opens", status=Status.DRAFT, byline="Dana Karim"),
    )
    assert [row[4] for row in desk("list", "status:ready lang:ckb after:7d").rows] == [SORANI]
    assert [row[4] for row in desk("list", "by:dana -status:ready").rows] == ["Bridge opens"]
    ended = desk("list", "after:yesterday-ish")
    assert ended.code == 1
    assert "“yesterday-ish” is no day" in ended.err
    assert ended.out == ""
    assert "after:2026-10-01" in desk("list", "--help").out


def test_list_shows_what_a_crash_left_in_the_journal(desk: Desk, tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "library")) as library:
        library.begin(Article(id="dam"))
        library.record([Step("dam", Entry(FieldChange("headline", "", "Dam talks"), Move.DO), 0)])
        library.record([Step("dam", Entry(FieldChange("status", Status.DRAFT, Status.READY), Move.DO), 0)])
    assert [row[4] for row in desk("list", "talks").rows] == ["Dam talks"]
    assert len(desk("export", "--all", "--to", "json", "--out", tmp_path / "out", *ANYWAY).rows) == 1


def test_list_leaves_out_what_a_word_with_a_dash_says(desk: Desk, keep: Callable[..., None]) -> None:
    keep(Article(id="dam", headline="Dam at the border"), Article(id="snow", headline="Heavy snow"))
    keep(Article(id="road", headline="Snow closes road"))
    assert [row[0] for row in desk("list", "-border").rows] == ["road", "snow"]
    assert [row[0] for row in desk("list", "snow", "-heavy").rows] == ["road"]
    assert [row[0] for row in desk("list", "-heavy", "-border", "--limit", "5").rows] == ["road"]
    assert [row[0] for row in desk("list", "-lang:ckb", "-hea").rows] == ["road", "dam"]
    assert desk("list", "-h").out.startswith("Usage")
    assert desk("list", "--border").code == 2


def test_list_says_of_a_word_that_looks_like_a_field_that_it_is_none(desk: Desk, keep: Callable[..., None]) -> None:
    keep(Article(id="dam", headline="Colour: dam is blue", body="colour dam"))
    ended = desk("list", "colour:dam")
    assert (ended.code, [row[0] for row in ended.rows]) == (0, ["dam"])
    assert "colour: is no field" in ended.err


def test_a_wrong_status_is_a_wrong_call(desk: Desk) -> None:
    ended = desk("list", "--status", "spiked")
    assert ended.code == 2
    assert "draft, in edit, ready, published, killed" in ended.err


def test_show_as_json_is_the_article_whole(desk: Desk, keep: Callable[..., None]) -> None:
    article = an_article(id="a" * 16, headline=SORANI, language="ckb", urgency=2, keywords=("ئاو", "dam"))
    keep(article)
    assert from_record(json.loads(desk("show", "aaa", "--json").out)) == article


def test_an_id_may_be_shortened_to_what_only_one_article_has(desk: Desk, keep: Callable[..., None]) -> None:
    keep(an_article(id="abc" + "0" * 13), an_article(id="abd" + "0" * 13))
    assert desk("show", "abc").code == 0
    for wrong in ("ab", "ffff", "", "%", "abc'--"):
        ended = desk("show", wrong)
        assert ended.code == 1
        assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize("form", ["html", "page", "fragment", "json", "markdown", "text"])
def test_export_prints_each_path_written(desk: Desk, file: Callable[..., Path], tmp_path: Path, form: str) -> None:
    file("arrival.jpg", a_jpeg())
    article_id = desk("import", file("dam.md", f"# {SORANI}\n\n![](arrival.jpg)\n\nدانوستان.\n")).rows[0][0]
    ended = desk("export", article_id, "--to", form, "--out", tmp_path / "out", *ANYWAY)
    assert ended.code == 0
    assert ended.out
    assert all(Path(line).exists() for line in ended.out.splitlines())


def test_export_names_the_newsroom_and_the_site_it_is_told(desk: Desk, keep: Callable[..., None]) -> None:
    keep(an_article(id="a" * 16, slug="border-dam-talks"))
    words = ("--to", "html", "--out", "out", "--publisher", "ئێستا نیوز", "--base-url", "https://news.example/")
    page = Path(desk("export", "a", *words, *ANYWAY).out.strip()).read_text("utf-8")
    assert "ئێستا نیوز" in page
    assert "https://news.example/" in page


def test_export_publishes_photos_as_the_library_s_house_does(
    desk: Desk, file: Callable[..., Path], tmp_path: Path
) -> None:
    file("arrival.jpg", a_jpeg())
    article_id = desk("import", file("dam.md", "# Talks\n\n![](arrival.jpg)\n\nTalks began. (AFP photo)\n")).rows[0][0]
    with closing(Library.open(tmp_path / "library")) as library:
        library.set_setting(SETTING, to_json(House(widths=(200, 300))))
    folder = Path(desk("export", article_id, "--to", "page", "--out", "out", *ANYWAY).out.strip())
    assert {path.stem for path in folder.glob("photos/*.webp")} == {"photo-1-200", "photo-1-300"}
    with closing(Library.open(tmp_path / "library")) as library:
        library.set_setting(SETTING, '{"jpeg_quality": 101}')
    ended = desk("export", article_id, "--to", "page", "--out", "out", *ANYWAY)
    assert ended.code == 1
    assert ended.err == f"desk: {article_id}: The quality of JPEG files goes from 1 to 100, not 101.\n"


def test_export_all_takes_what_is_ready_or_published(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(*(an_article(id=f"{n:016x}", headline=status, slug="", status=status) for n, status in enumerate(Status)))
    ended = desk("export", "--all", "--to", "json", "--out", tmp_path / "out", *ANYWAY)
    assert ended.code == 0
    assert len(ended.out.splitlines()) == 2


def test_export_wants_either_ids_or_all(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(id="a" * 16))
    assert desk("export", "--to", "json", "--out", tmp_path).code == 2
    assert desk("export", "a", "--all", "--to", "json", "--out", tmp_path).code == 2


def test_an_unknown_format_to_export_is_a_wrong_call_and_names_the_known(desk: Desk, keep: Callable[..., None]) -> None:
    keep(an_article(id="a" * 16))
    ended = desk("export", "a", "--to", "pdf", "--out", "out")
    assert ended.code == 2
    assert all(name in ended.err for name in ("html", "page", "fragment", "json"))


def test_a_folder_that_cannot_be_written_is_one_sentence(
    desk: Desk, keep: Callable[..., None], file: Callable[..., Path]
) -> None:
    keep(an_article(id="a" * 16))
    ended = desk("export", "a", "--to", "json", "--out", file("taken", "not a folder"), *ANYWAY)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)


def test_export_goes_on_after_an_id_that_is_none(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(id="a" * 16))
    ended = desk("export", "f", "a", "--to", "json", "--out", tmp_path / "out", *ANYWAY)
    assert (ended.code, len(ended.out.splitlines())) == (1, 1)
    assert ended.err.startswith("desk: There is no story with the ID f")


def test_check_ends_with_one_where_something_blocks(desk: Desk, keep: Callable[..., None]) -> None:
    keep(Article(id="a" * 16, body="No headline."))
    ended = desk("check", "a")
    assert ended.code == 1
    assert ["a" * 16, "blocks", "headline"] in [row[:3] for row in ended.rows]
    found = json.loads(desk("check", "a", "--json").out)
    assert {(one["article"], one["place"]) for one in found if one["blocks"]} >= {("a" * 16, "headline")}


def test_a_feed_gives_a_story_for_each_of_its_items(desk: Desk, file: Callable[..., Path]) -> None:
    items = [{"uri": f"urn:{name}", "headline": name, "body_text": "They met."} for name in ("One", "Two")]
    feed = file("feed.json", json.dumps({"items": [*items, {"uri": "urn:none"}]}))
    ended = desk("import", feed)
    assert [line.split("\t")[1] for line in ended.out.splitlines()] == ["One", "Two"]
    assert ended.code == 0
    assert "Item 3 was not taken" in ended.err


def test_a_fragment_is_written_as_the_cms_wants_it(desk: Desk, keep: Callable[..., None]) -> None:
    keep(an_article(id="a" * 16, slug="dam", body="## The dam\n\nIt stands."))
    words = ("--to", "fragment", "--out", "out", "--figures", "none", "--headings", "1")
    html = Path(desk("export", "a", *words, *ANYWAY).out.strip()).read_text("utf-8")
    assert "<h3" in html
    assert "<h2" not in html
    assert desk("export", "a", *words[:-1], "3").code == 2
    assert desk("export", "a", *words[:5], "gallery").code == 2

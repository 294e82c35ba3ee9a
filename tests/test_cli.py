"""The command line through its own door: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from desk import __main__ as program
from desk import cli, console
from desk.article.model import Article, Status
from desk.article.record import from_record
from desk.article.trouble import Trouble
from desk.library import Library
from tests.builders import an_article

ROOT = Path(__file__).resolve().parent.parent
HIDDEN_QT = {**os.environ, "PYTHONPATH": str(ROOT / "packaging/without_qt")}

ENGLISH = """Ministers meet over border dam

ERBIL (DESK) — Water ministers of the two countries met in Erbil on Tuesday, officials said.

The talks will go on next week.
"""
SORANI = "وەزیرەکان کۆدەبنەوە"
SORANI_TEXT = f"""{SORANI}

هەولێر (ئێستا) — وەزیرانی ئاوی هەردوو وڵات ڕۆژی سێشەممە لە هەولێر کۆبوونەوە، بەرپرسان وتیان.
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it said on either output."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


Desk = Callable[..., Ended]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Runs a command on a library of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DESK_LIBRARY", raising=False)

    def run(*words: object) -> Ended:
        capsys.readouterr()
        code = cli.main(["--library", str(tmp_path / "library"), *map(str, words)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Ended(code, said.out, said.err)

    return run


@pytest.fixture
def keep(tmp_path: Path) -> Callable[..., None]:
    """Puts articles into the library that the commands work on."""

    def add(*articles: Article) -> None:
        with closing(Library.open(tmp_path / "library")) as library:
            for article in articles:
                library.add(article)

    return add


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def a_jpeg() -> bytes:
    data = BytesIO()
    Image.new("RGB", (640, 480), (180, 60, 40)).save(data, "JPEG")
    return data.getvalue()


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


def test_import_sets_the_status_it_is_told(desk: Desk, file: Callable[..., Path]) -> None:
    article_id = desk("import", file("dam.txt", ENGLISH), "--status", "in-edit").rows[0][0]
    assert json.loads(desk("show", article_id, "--json").out)["status"] == "in edit"


def test_one_bad_file_stops_no_other(desk: Desk, file: Callable[..., Path], tmp_path: Path) -> None:
    bad = [tmp_path / "nowhere.txt", file("noise.docm", bytes(range(256)) * 40), file("empty.txt", ""), tmp_path]
    ended = desk("import", *bad, file("dam.txt", ENGLISH))
    assert ended.code == 1
    assert [row[1] for row in ended.rows] == ["Ministers meet over border dam"]
    assert len(ended.err.splitlines()) == len(bad)
    assert all(line.startswith("desk: ") and line.endswith((".", "JSON.")) for line in ended.err.splitlines())


@pytest.mark.parametrize("words", [("--as", "docx"), ("--as", "html")])
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
    monkeypatch.setattr(cli, "_PAGE", 2)
    keep(*(an_article(id=f"{number:016x}") for number in range(5)))
    assert len({row[0] for row in desk("list").rows}) == 5
    assert len(desk("list", "--limit", 3).rows) == 3


def test_list_as_json(desk: Desk, keep: Callable[..., None]) -> None:
    keep(an_article(id="a" * 16, headline=SORANI, language="ckb"))
    (row,) = json.loads(desk("list", "--json").out)
    assert (row["id"], row["headline"], row["language"], row["status"]) == ("a" * 16, SORANI, "ckb", "draft")
    assert row["modified"].endswith(("Z", "+00:00"))


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


@pytest.mark.parametrize("form", ["html", "page", "fragment", "json"])
def test_export_prints_each_path_written(desk: Desk, file: Callable[..., Path], tmp_path: Path, form: str) -> None:
    file("arrival.jpg", a_jpeg())
    article_id = desk("import", file("dam.md", f"# {SORANI}\n\n![](arrival.jpg)\n\nدانوستان.\n")).rows[0][0]
    ended = desk("export", article_id, "--to", form, "--out", tmp_path / "out")
    assert ended.code == 0
    assert ended.out
    assert all(Path(line).exists() for line in ended.out.splitlines())


def test_export_names_the_newsroom_and_the_site_it_is_told(desk: Desk, keep: Callable[..., None]) -> None:
    keep(an_article(id="a" * 16, slug="border-dam-talks"))
    words = ("--to", "html", "--out", "out", "--publisher", "ئێستا نیوز", "--base-url", "https://news.example/")
    page = Path(desk("export", "a", *words).out.strip()).read_text("utf-8")
    assert "ئێستا نیوز" in page
    assert "https://news.example/" in page


def test_export_all_takes_what_is_ready_or_published(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(*(an_article(id=f"{n:016x}", headline=status, slug="", status=status) for n, status in enumerate(Status)))
    ended = desk("export", "--all", "--to", "json", "--out", tmp_path / "out")
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
    ended = desk("export", "a", "--to", "json", "--out", file("taken", "not a folder"))
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)


def test_export_goes_on_after_an_id_that_is_none(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(id="a" * 16))
    ended = desk("export", "f", "a", "--to", "json", "--out", tmp_path / "out")
    assert (ended.code, len(ended.out.splitlines())) == (1, 1)
    assert ended.err.startswith("desk: There is no story with the ID f")


def test_check_ends_with_one_where_something_blocks(desk: Desk, keep: Callable[..., None]) -> None:
    keep(Article(id="a" * 16, body="No headline."))
    ended = desk("check", "a")
    assert ended.code == 1
    assert ["a" * 16, "blocks", "headline"] in [row[:3] for row in ended.rows]
    found = json.loads(desk("check", "a", "--json").out)
    assert {(one["article"], one["place"]) for one in found if one["blocks"]} >= {("a" * 16, "headline")}


def test_versions_are_listed_compared_and_brought_back(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    story = an_article(id="a" * 16, headline="Dam talks begin", body="The talks began.\n\nThey go on.")
    keep(story)
    with closing(Library.open(tmp_path / "library")) as library:
        library.save(replace(story, headline="Dam talks end", body="The talks ended.\n\nThey go on."))
    assert sorted(row[0] for row in desk("versions", "a").rows) == ["1", "2"]
    assert {row["number"] for row in json.loads(desk("versions", "a", "--json").out)} == {1, 2}
    changed = desk("diff", "a").out.splitlines()
    assert {"-headline: Dam talks begin", "+headline: Dam talks end", " They go on."} <= set(changed)
    assert desk("diff", "a", "1", "2").out.splitlines()[2:] == changed[2:]
    assert desk("diff", "a", "2").out == ""
    assert desk("restore-version", "a", "1").rows == [["a" * 16, "3"]]
    assert "headline: Dam talks begin" in desk("show", "a").out
    assert "-headline: Dam talks end" in desk("diff", "a").out
    assert "version 2" in desk("diff", "a").out


@pytest.mark.parametrize("words", [("diff", "a", "9"), ("restore-version", "a", "9"), ("diff", "a", "1", "-3")])
def test_a_version_that_is_not_there_is_one_sentence(
    desk: Desk, keep: Callable[..., None], words: Sequence[str]
) -> None:
    keep(an_article(id="a" * 16))
    ended = desk(*words)
    assert ended.code in (1, 2)
    assert ended.out == ""


def test_a_backup_brings_the_library_back(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(id="a" * 16, headline=SORANI))
    backup = Path(desk("backup", tmp_path / "kept.backup").out.strip())
    assert backup.is_file()
    restored = cli.main(["--library", str(tmp_path / "elsewhere"), "restore", str(backup)])
    assert restored == 0
    assert cli.main(["--library", str(tmp_path / "elsewhere"), "show", "a"]) == 0


def test_a_backup_without_a_name_is_put_into_this_folder(desk: Desk, keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article())
    backup = Path(desk("backup").out.strip())
    assert (tmp_path / backup).is_file()
    assert (tmp_path / backup).resolve().parent == tmp_path.resolve()


def test_verify_tells_of_an_original_that_was_altered(desk: Desk, file: Callable[..., Path], tmp_path: Path) -> None:
    file("arrival.jpg", a_jpeg())
    article_id = desk("import", file("dam.md", "# Dam\n\n![](arrival.jpg)\n\nTalks.\n")).rows[0][0]
    sound = desk("verify")
    assert (sound.code, sound.out) == (0, "")
    media = json.loads(desk("show", article_id, "--json").out)["photos"][0]["media"]
    with closing(Library.open(tmp_path / "library")) as library:
        original = library.media_path(media)
    original.chmod(0o600)
    original.write_bytes(b"altered")
    assert desk("verify").code == 1


def test_a_library_of_a_newer_desk_is_refused_and_left_as_it_is(
    desk: Desk, keep: Callable[..., None], tmp_path: Path
) -> None:
    keep(an_article())
    file = tmp_path / "library/library.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    before = file.read_bytes()
    ended = desk("list")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert "newer" in ended.err
    assert file.read_bytes() == before


def test_a_mistyped_library_is_not_made(desk: Desk, tmp_path: Path) -> None:
    ended = desk("list")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert not (tmp_path / "library").exists()


def test_a_file_system_in_trouble_is_said_in_its_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(name: str) -> None:
        raise OSError(28, "No space left on device", name)

    assert console.each(["one.txt", "two.txt"], fail) == 1
    assert capsys.readouterr().err == (
        "desk: one.txt: No space left on device.\ndesk: two.txt: No space left on device.\n"
    )


def test_a_word_that_is_no_command_is_a_wrong_call() -> None:
    assert cli.main(["exprot"]) == 2
    assert cli.main(["show"]) == 2


def run_desk(*words: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """The program as a script starts it, Qt not there."""
    command = [sys.executable, "-m", "desk", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env={**HIDDEN_QT, **(env or {})}, capture_output=True, check=False)


def test_output_is_utf8_whatever_the_locale(keep: Callable[..., None], tmp_path: Path) -> None:
    keep(an_article(headline=f"{SORANI} 👩\u200d🚒"))
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    ended = run_desk("--library", tmp_path / "library", "list", env=plain)
    assert f"{SORANI} 👩\u200d🚒" in ended.stdout.decode()


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["--version"], ["export", "--help"]])
def test_help_and_version_need_no_qt(words: list[str]) -> None:
    ended = run_desk(*words)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"desk" in ended.stdout.lower()


@pytest.mark.skipif(sys.platform != "linux", reason="displays can be missing on Linux only")
@pytest.mark.parametrize(
    ("env", "word"),
    [
        ({"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}, "no display"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "PySide6"),
    ],
)
def test_a_window_that_cannot_open_is_one_sentence(env: dict[str, str], word: str) -> None:
    ended = run_desk(env=env)
    assert ended.returncode == 1
    assert len(ended.stderr.decode().splitlines()) == 1
    assert word in ended.stderr.decode()


def test_who_reads_no_further_ends_the_command_in_silence(
    keep: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    keep(*(an_article(id=f"{number:016x}") for number in range(3)))
    command = [sys.executable, "-m", "desk", "--library", str(tmp_path / "library"), "list"]
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(command, cwd=ROOT, stdout=writer, stderr=subprocess.PIPE) as process:
        os.close(writer)
        _, said = process.communicate()
    assert (process.returncode, said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_output_that_takes_no_more_is_one_sentence(
    keep: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    keep(an_article())
    command = [sys.executable, "-m", "desk", "--library", str(tmp_path / "library"), "list"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)


def heed_ctrl_c() -> None:
    """Undo what a shell does to a run in the background: the programs of such a run are deaf to Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def opened_by_reader(pipe: Path, process: subprocess.Popen[bytes]) -> int:
    """The writing end of a named pipe, once the process has begun to read from it."""
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"the command ended with {process.wait(0.01)} before it read")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_ctrl_c_ends_a_command_without_a_traceback(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "slow.txt")
    words = ["--library", str(tmp_path / "library"), "import", str(tmp_path / "slow.txt")]
    command = [sys.executable, "-m", "desk", *words]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, preexec_fn=heed_ctrl_c) as process:
        held = opened_by_reader(tmp_path / "slow.txt", process)
        while process.poll() is None:  # one that comes just before the read begins is heard only by the next
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
        _, said = process.communicate()
        os.close(held)
    assert (process.returncode, said) == (130, b"desk: Stopped.\n")


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("", True),
        ("--library stories", True),
        ("--library list", True),
        ("--library=stories --open abc", True),
        ("--open list", True),
        ("story.md", True),
        ("--samples", True),
        ("~/stories/dam.txt", True),
        ("list", False),
        ("--library stories list", False),
        ("--library=stories restore-version a 1", False),
        ("exprot", False),
        ("--help", False),
        ("--library stories --version", False),
    ],
)
def test_a_command_s_name_goes_to_the_command_line_and_all_else_to_the_window(words: str, window: bool) -> None:
    assert program.is_for_window(words.split()) is window


def test_a_file_called_like_a_word_opens_in_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").write_text("Dam talks")
    assert program.is_for_window(["notes"])


def test_a_library_qt_lacks_is_named_with_its_remedy() -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert "libEGL.so.1" in program._why_no_qt(error)
    assert "sudo apt-get install" in program._why_no_qt(error)
    with pytest.raises(ImportError):
        program._why_no_qt(ImportError("cannot import name 'x' from 'desk.ui'", name="desk.ui"))


def test_trouble_outside_a_command_is_one_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def in_trouble(_argv: Sequence[str]) -> int:
        raise Trouble("The window is stuck.")

    monkeypatch.setattr(program, "run", in_trouble)
    with pytest.raises(SystemExit, match="1"):
        program.main()
    assert capsys.readouterr().err == "desk: The window is stuck.\n"

"""An export puts everything in place or nothing, and never touches another article's files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given

from desk.article.model import Article, Dateline
from desk.article.trouble import Trouble
from desk.formats.delivery import Cancelled, Delivery, free_name, never, usual_name
from tests.builders import articles
from tests.formats.stories import ENGLISH, SHELF, SORANI, options


def delivery(article: Article, out: Path, cancelled: Callable[[], bool] = never) -> Delivery:
    return Delivery(article, out, SHELF, options(), cancelled, lambda _done, _all: None)


def deliver(article: Article, out: Path, *, text: str = "one") -> list[Path]:
    """A page, its folder and a JSON file in the way that the exporters write them."""
    with delivery(article, out) as job:
        job.add(f"{job.name}.html", f'<html lang="en" data-article="{article.id}">{text}')
        job.add(f"{job.name}/index.html", f'<html data-article="{article.id}">{text}')
        job.add(f"{job.name}/photos/lead.jpg", text.encode())
        return job.commit()


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_names_are_made_of_date_and_slug() -> None:
    assert usual_name(ENGLISH) == "2026-03-03-border-dam-talks"
    assert usual_name(SORANI) == "2026-03-03-بەنداوی-سنوور"
    assert usual_name(SORANI, latin=True) == "2026-03-03-bendawi-snur"
    assert usual_name(ENGLISH, latin=True) == usual_name(ENGLISH)
    assert usual_name(replace(ENGLISH, slug="ع"), latin=True) == f"2026-03-03-{ENGLISH.id}"
    assert usual_name(replace(ENGLISH, slug="")) == "2026-03-03-ministers-meet-over-border-dam"
    assert usual_name(replace(ENGLISH, slug="", headline="…")) == f"2026-03-03-{ENGLISH.id}"
    assert usual_name(replace(ENGLISH, slug="../../etc/passwd")) == "2026-03-03-etc-passwd"
    assert usual_name(replace(ENGLISH, dateline=Dateline(), published=datetime(2027, 1, 2, 3))).startswith(
        "2027-01-02-"
    )
    assert usual_name(replace(ENGLISH, dateline=Dateline(), published=None)).startswith("2026-03-03-")
    assert usual_name(replace(ENGLISH, dateline=Dateline(date=date(2030, 1, 1)))).startswith("2030-01-01-")


@given(articles())
def test_any_article_has_a_name_that_a_file_can_bear(article: Article) -> None:
    name = usual_name(article)
    assert len(f"{name}-{article.id}.fragment.html".encode()) <= 255
    assert not set(name) & set('/\\\0:*?"<>|\n')
    assert not name.endswith(("-", ".", " "))


def test_a_long_slug_is_cut_at_a_word() -> None:
    long = replace(ENGLISH, slug="-".join(["بەنداوی"] * 14))
    assert usual_name(long).endswith("-بەنداوی")
    assert len(usual_name(long).encode()) < 180


def test_everything_is_put_in_place_at_once(tmp_path: Path) -> None:
    with delivery(ENGLISH, tmp_path / "new" / "folder") as job:
        job.add(f"{job.name}.html", "a")
        assert contents(tmp_path / "new" / "folder").keys().isdisjoint({f"{job.name}.html"})
        written = job.commit()
    assert written == [tmp_path / "new" / "folder" / "2026-03-03-border-dam-talks.html"]
    assert contents(tmp_path / "new" / "folder") == {"2026-03-03-border-dam-talks.html": b"a"}


def test_the_same_article_replaces_its_own_export(tmp_path: Path) -> None:
    first = deliver(ENGLISH, tmp_path, text="one")
    (first[1] / "photos" / "lead-2000.jpg").write_text("from an older Desk")
    assert deliver(ENGLISH, tmp_path, text="two") == first
    found = contents(tmp_path)
    assert len(found) == 3
    assert all(b"two" in data for data in found.values())


def test_another_article_with_the_same_slug_gets_a_name_of_its_own(tmp_path: Path) -> None:
    other = replace(ENGLISH, id="9999888877776666")
    deliver(ENGLISH, tmp_path, text="one")
    before = contents(tmp_path)
    written = deliver(other, tmp_path, text="two")
    assert written[0].name == "2026-03-03-border-dam-talks-999988.html"
    assert before.items() <= contents(tmp_path).items()
    assert deliver(other, tmp_path, text="three") == written


@pytest.mark.parametrize(
    "name",
    [
        "border.html",
        "border.json",
        "border.fragment.html",
        "border/me.txt",
        "border.photos/a",
        "border.fragment.photos/a",
    ],
)
def test_files_that_no_export_wrote_are_left_alone(tmp_path: Path, name: str) -> None:
    mine = tmp_path / f"2026-03-03-{name}"
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    written = deliver(replace(ENGLISH, slug="border"), tmp_path)
    assert written[0].name == "2026-03-03-border-012345.html"
    assert mine.read_text() == "mine"


def test_where_all_names_are_taken_it_says_so(tmp_path: Path) -> None:
    for name in ("", "-012345", f"-{ENGLISH.id}"):
        (tmp_path / f"2026-03-03-border-dam-talks{name}.html").write_text("mine")
    with pytest.raises(Trouble, match="export to another folder"):
        free_name(ENGLISH, tmp_path)


def test_a_failed_export_leaves_nothing_and_harms_nothing(tmp_path: Path) -> None:
    deliver(ENGLISH, tmp_path, text="one")
    before = contents(tmp_path)
    with delivery(ENGLISH, tmp_path) as job:
        job.add(f"{job.name}/index.html", "two")
        job.add(f"{job.name}.html", "two")
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_export_that_fails_at_the_last_step_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(ENGLISH, tmp_path, text="one")
    before = contents(tmp_path)

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(
        Trouble, match=r"Nothing was exported, since .* cannot be written to: No space left on device\."
    ):
        deliver(ENGLISH, tmp_path, text="two")
    assert contents(tmp_path) == before


def test_a_cancelled_export_leaves_nothing(tmp_path: Path) -> None:
    deliver(ENGLISH, tmp_path, text="one")
    before, asked = contents(tmp_path), iter([False, True])
    with delivery(ENGLISH, tmp_path, lambda: next(asked)) as job:
        job.add(f"{job.name}.html", "two")
        with pytest.raises(Cancelled):
            job.step()
    assert contents(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble, match="Nothing was exported"):
        deliver(ENGLISH, tmp_path / "file" / "below")


def test_addresses_are_quoted_for_the_web(tmp_path: Path) -> None:
    job = Delivery(SORANI, tmp_path, SHELF, options(base_url="https://news.example/a/"), never, lambda _a, _b: None)
    with job:
        assert job.address.startswith("https://news.example/a/2026-03-03-%D8%A8")
        assert job.address.isascii()
    with delivery(SORANI, tmp_path) as job:
        assert job.address == ""

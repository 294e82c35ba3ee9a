"""How lists are ordered and bounded where there are more stories than are looked through."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.model import Article, Dateline, Status
from desk.library import Library, finding
from tests.builders import a_photo, a_story


def ids(library: Library, query: str, sort: str = "newest") -> list[str]:
    return [row.id for row in library.find(query, sort=sort)]


def test_a_library_is_empty_until_its_first_story(library: Library) -> None:
    assert library.is_empty()
    library.add(Article(id="s0"))
    library.bin(["s0"])
    assert not library.is_empty()
    library.empty_bin()
    assert library.is_empty()


def test_best_match_ranks_by_where_the_words_stand(library: Library) -> None:
    library.add(Article(id="headline", headline="Dam and water"))
    library.add(Article(id="old headline", headline="Water behind the dam", status=Status.READY))
    library.add(Article(id="place", headline="A day", dateline=Dateline("Water", "Dam")))
    library.add(Article(id="summary", headline="Dam", summary="Water"))
    library.add(Article(id="caption", photos=(a_photo(caption="The dam, the water"),)))
    library.add(Article(id="body", headline="Dam", body="Low water"))
    assert ids(library, "dam wat", "best") == ["old headline", "headline", "summary", "place", "body", "caption"]
    assert ids(library, "dam wat status:ready", "best") == ["old headline"]
    assert ids(library, "dam -low", "best") == ["summary", "old headline", "headline", "place", "caption"]


def test_best_match_ranks_the_newest(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "WEIGHED", 2)
    library.add(Article(id="old", headline="Dam"))
    library.add(Article(id="body", body="dam"))
    library.add(Article(id="new", headline="Dam"))
    assert ids(library, "dam", "best") == ["new", "body"]


@pytest.mark.parametrize("few", [1, 3, finding.FEW])
@given(days=st.lists(st.integers(1, 28), min_size=1, max_size=8), since=st.integers(1, 28), until=st.integers(1, 28))
def test_days_hold_every_story_changed_on_them(
    few: int, days: list[int], since: int, until: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However the clock was set, and however many stories are looked through."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "FEW", few)
        library = Library.open(tmp_path_factory.mktemp("library"))
        for number, day in enumerate(days):
            at = datetime(2026, 3, day, 12, tzinfo=UTC)
            patch.setattr("desk.library.columns.now", lambda at=at: at)
            library.add(Article(id=f"s{number}", headline="dam", created=at - timedelta(days=1)))
        for query, fits in (
            (f"after:2026-03-{since}", lambda day: day >= since),
            (f"before:2026-03-{until}", lambda day: day < until),
            (f"after:2026-03-{since} before:2026-03-{until}", lambda day: since <= day < until),
        ):
            wanted = [f"s{number}" for number, day in reversed(list(enumerate(days))) if fits(day)]
            assert ids(library, query) == ids(library, f"{query} dam") == wanted
        library.close()


def test_a_story_is_found_by_its_id_at_the_source(library: Library) -> None:
    story = a_story(id="one", source_id="https://wire.example/2026/dam?id=7")
    library.add(story)
    library.add(a_story(id="two", source_id="https://wire.example/2026/dam?id=70", photos=(), lead=""))
    assert library.from_source("https://wire.example/2026/dam?id=7") == ["one"]
    assert library.from_source("") == library.from_source("wire.example") == []
    library.save(replace(story, source_id="afp-9"))
    assert (library.from_source("https://wire.example/2026/dam?id=7"), library.from_source("afp-9")) == ([], ["one"])
    library.bin(["one"])
    assert library.from_source("afp-9") == []

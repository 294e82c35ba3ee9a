"""What an export of a site notes in the library."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from desk.article.model import Status
from desk.formats.page import Options
from desk.library import Library
from desk.publishing import leave_receipts, publish
from tests.builders import MOMENT, an_article

STORY = replace(an_article(id="dam", headline="Dam talks"), status=Status.PUBLISHED, published=MOMENT)


def test_a_story_that_changed_while_its_site_was_made_has_a_receipt_with_the_next_export(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "library")) as library:
        library.add(STORY)
        built = publish(library, tmp_path / "site", Options(MOMENT))
        assert built is not None
        later = replace(STORY, headline="Dam talks fail")
        library.save(later)

        assert leave_receipts(library, built) == 0
        assert library.receipts.of("dam") == []

        again = publish(library, tmp_path / "site", Options(MOMENT))
        assert again is not None
        assert leave_receipts(library, again) == 1
        (receipt,) = library.receipts.of("dam")
        assert library.version("dam", receipt.version) == later
        assert not library.receipts.is_changed("dam")


def test_stories_that_are_gone_by_then_are_passed_over(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "library")) as library:
        library.add_all([STORY, replace(STORY, id="snow", headline="Snow")])
        built = publish(library, tmp_path / "site", Options(MOMENT))
        assert built is not None
        library.bin(["snow"])
        library.empty_bin()

        assert leave_receipts(library, built) == 1
        assert [one.place for one in library.receipts.of("dam")] == [
            page.place for page in built.pages if page.id == "dam"
        ]


def test_more_stories_than_one_transaction_takes_all_have_one(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "library")) as library:
        library.add_all(replace(STORY, id=f"s{number}", headline=f"Story {number}") for number in range(53))
        built = publish(library, tmp_path / "site", Options(MOMENT))
        assert built is not None
        assert leave_receipts(library, built) == 53
        assert all(len(library.receipts.of(f"s{number}")) == 1 for number in range(53))

"""Many stories changed at once: each by a version, all or none, and back again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.article.model import Article, Status
from desk.library import Library
from tests.library.helpers import at_desk


def test_each_gets_a_version_and_the_way_back(library: Library) -> None:
    library.add_all(Article(id=f"s{number}", section="Old" if number else "New") for number in range(3))
    replaced = library.change_all(["s0", "s1", "s2", "gone"], lambda story: replace(story, section="New"))
    assert [(before.id, before.section, after.section) for before, after in replaced] == [
        ("s1", "Old", "New"),
        ("s2", "Old", "New"),
    ]
    assert [len(library.versions(f"s{number}")) for number in range(3)] == [1, 2, 2]
    assert len(library.find("section:new")) == 3
    sections = {before.id: before.section for before, _after in replaced}
    library.change_all(sections, lambda story: replace(story, section=sections[story.id]))
    assert [library.article(f"s{number}").section for number in range(3)] == ["New", "Old", "Old"]


def test_all_or_none(library: Library) -> None:
    library.add_all([Article(id="a"), Article(id="b")])

    def change(story: Article) -> Article:
        if story.id == "b":
            raise RuntimeError
        return replace(story, status=Status.READY)

    with pytest.raises(RuntimeError):
        library.change_all(["a", "b"], change)
    assert library.article("a").status is Status.DRAFT


def test_unsaved_words_stay_and_are_a_version_first(library: Library) -> None:
    library.add(Article(id="s1", body="Text"))
    with at_desk(library, "s1") as desk:
        desk.type(" more")
    library.change_all(["s1"], lambda story: replace(story, status=Status.READY))
    assert library.article("s1").body == "Text more"
    assert [version.kind for version in library.versions("s1")] == ["save", "typing", "import"]

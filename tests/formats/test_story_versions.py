"""Versions in a story package: told by differences, read back as they were, never more than memory holds."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.model import Article
from desk.article.past import Past
from desk.formats.story_versions import packed, unpacked
from tests.builders import MOMENT, articles, junk

ID = "0123456789abcdef"


def past(number: int, article: Article, name: str = "") -> Past:
    return Past(number, MOMENT, "Shilan", "save", name, 12, "Headline", replace(article, id=ID))


@settings(max_examples=40, deadline=None)
@given(st.lists(articles(), max_size=4))
def test_any_versions_come_back(stories: list[Article]) -> None:
    versions = tuple(past(number, story) for number, story in enumerate(stories, 1))
    assert unpacked(packed(versions), ID) == versions


def test_a_long_story_s_history_is_hardly_larger_than_the_story() -> None:
    body = "".join(f"Paragraph {number} of a very long story.\n\n" for number in range(2000))
    versions = [past(n, Article(id=ID, body=f"{body[: 99 * n]}New words {n}. {body[99 * n :]}")) for n in range(1, 50)]

    assert len(packed(versions)) < 4 * len(body)
    assert unpacked(packed(versions), ID) == tuple(versions)


@settings(max_examples=60, deadline=None)
@given(junk())
def test_what_is_no_list_of_versions_is_a_value_error(value: object) -> None:
    data = json.dumps([value], default=str).encode()
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpacked(data, ID)


def test_versions_that_grow_without_end_are_refused() -> None:
    first = json.loads(packed([past(1, Article(id=ID, body="x" * 10_000_000))]))
    more = {**first[0], "changed": {"body": [5, 0, "y"]}}
    with pytest.raises(ValueError, match="too large"):
        unpacked(json.dumps([*first, *[more] * 30]).encode(), ID)


@pytest.mark.parametrize("stretch", [[-1, 0, ""], [0, 9, "x"], [3, -1, "x"], [0, 0, 7], [], ["a", 0, ""]])
def test_a_stretch_that_is_not_there_is_refused(stretch: list[object]) -> None:
    (told,) = json.loads(packed([past(1, Article(id=ID, body="abc"))]))
    broken = {**told, "changed": {"body": stretch}}
    with pytest.raises((ValueError, TypeError)):
        unpacked(json.dumps([told, broken]).encode(), ID)

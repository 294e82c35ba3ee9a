"""Items a level deeper and out again, with what hangs on them; the page shows the same list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.items import indent, leave, renumber
from desk.article.markup import Setting, render_body
from desk.article.model import Article


def pressed(marked: str, *, deeper: bool) -> str | None:
    """The body after Tab or Shift+Tab, the caret or the ends of the selection given by `|`."""
    start, end = marked.index("|"), marked.rindex("|")
    body = marked.replace("|", "")
    change = indent(body, start, end - (end > start), deeper=deeper)
    return changes.apply(Article(body=body), change).body if change else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a\n- b|", "- a\n  - b"),
        ("Text\n\n- a\n- |b\n\nText", "Text\n\n- a\n  - b\n\nText"),
        ("1. a\n2. b|\n3. c", "1. a\n   1. b\n2. c"),
        ("- a\n- b|\n  - c\n- d", "- a\n  - b\n    - c\n- d"),
        ("- a\n  - b\n  - c|", "- a\n  - b\n    - c"),
        ("- a\n- |b\n- c|\n- d", "- a\n  - b\n  - c\n- d"),
        ("> - a\n> - b|", "> - a\n>   - b"),
        ("- a\n\n- b|", "- a\n\n  - b"),
        ("10. a\n11. b|", "10. a\n    1. b"),
        ("- a\n  1. b\n- c|\n- d", "- a\n  1. b\n  2. c\n- d"),
        ("1. a\n   - b\n2. c|\n3. d", "1. a\n   - b\n   - c\n2. d"),
        ("- a\n- b|\n\n  more\n\n  ```\n  - x\n  ```\n- c", "- a\n  - b\n\n    more\n\n    ```\n    - x\n    ```\n- c"),
        ("- a\n  ```\n  - x|\n  ```", None),
        ("٢. یەک\n٣. دوو|", "٢. یەک\n   ١. دوو"),
        ("- a\n- |", "- a\n  - "),
        ("- a\n\ttext\n- b|", "- a\n\ttext\n  - b"),
        ("- یەک\n- دوو|", "- یەک\n  - دوو"),
        ("- a|\n- b", None),
        ("- a\n  - b|", None),
        ("words|", None),
    ],
)
def test_tab_takes_an_item_below_the_one_before(before: str, after: str | None) -> None:
    assert pressed(before, deeper=True) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a\n  - b|", "- a\n- b"),
        ("1. a\n   1. b|\n2. c", "1. a\n2. b\n3. c"),
        ("- a\n  - b|\n    - c\n- d", "- a\n- b\n  - c\n- d"),
        ("- a\n  - b|\n  - c", "- a\n- b\n  - c"),
        ("- a\n  - |b\n  - c|", "- a\n- b\n- c"),
        ("1. a\n   1. b|\n   2. c\n2. d", "1. a\n2. b\n   1. c\n3. d"),
        ("1. a\n   - b|\n2. c", "1. a\n2. b\n3. c"),
        ("- a|", None),
        ("words|", None),
    ],
)
def test_shift_tab_takes_it_out_again(before: str, after: str | None) -> None:
    assert pressed(before, deeper=False) == after


@given(st.lists(st.integers(0, 2), min_size=2, max_size=7), st.data())
def test_out_undoes_deeper(levels: list[int], data: st.DataObject) -> None:
    lines, level = [], -1
    for wanted in levels:
        level = min(wanted, level + 1)
        lines.append(f"{'  ' * level}- item {len(lines)}")
    body = "\n".join(lines)
    at = body.index(f"item {data.draw(st.integers(0, len(lines) - 1))}")
    deeper = indent(body, at, at, deeper=True)
    if deeper is None:
        return
    after = changes.apply(Article(body=body), deeper).body
    found = after.index(body[at : at + 6])
    out = indent(after, found, found, deeper=False)
    assert out is not None
    assert changes.apply(Article(body=after), out).body == body
    assert render_body(after, Setting("en", str)).count("<li>") == len(lines)


def test_numbers_count_on() -> None:
    body = "3. a\n3. b\n7. c"
    change = renumber(body, 6)
    assert change is not None
    assert changes.apply(Article(body=body), change).body == "3. a\n4. b\n5. c"
    assert renumber("- a\n- b", 2) is None


@pytest.mark.parametrize(
    ("body", "after"),
    [("- a\n  - ", "- a\n- "), ("- a\n- ", None), ("- a\n  - b", None), ("1. a\n   1. ", "1. a\n2. ")],
)
def test_enter_on_an_empty_nested_item_goes_a_level_out(body: str, after: str | None) -> None:
    change = leave(body, len(body))
    assert (changes.apply(Article(body=body), change).body if change else None) == after

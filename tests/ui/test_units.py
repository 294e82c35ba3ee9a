"""UTF-16 units against code points: an index kept up to date equals one counted anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.article.changes import BodyChange
from desk.ui.units import Units

TEXT = st.text(alphabet=st.sampled_from("ab\n ک\u200c😀𝄞"), max_size=40)


def units_of(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXT)
def test_every_position_translates_both_ways(text: str) -> None:
    units = Units(text)
    for point in range(len(text) + 1):
        assert units.to_units(point) == units_of(text[:point])
        assert units.to_points(units.to_units(point)) == point
    assert units.length == units_of(text)


def test_a_place_inside_a_pair_is_its_character() -> None:
    assert Units("a😀b").to_points(2) == 1


@given(TEXT, st.data())
def test_following_changes_equals_counting_anew(text: str, data: st.DataObject) -> None:
    units = Units(text)
    for _turn in range(5):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        inserted = data.draw(TEXT)
        units.apply(BodyChange(start, text[start:end], inserted))
        text = text[:start] + inserted + text[end:]
        assert [units.to_units(point) for point in range(len(text) + 1)] == [
            units_of(text[:point]) for point in range(len(text) + 1)
        ]
        assert units.length == units_of(text)

"""Two texts merged by what they were before both: nothing lost, the same for either side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.merging import Merged, merge
from desk.article.words import is_word, solid
from tests.builders import ENGLISH, bodies, texts

TALKS = "The talks go on. No date was set for the next round."
NEAR, FAR = "The dam held until noon.", "Talks went on in Erbil."
STORY = f"{ENGLISH}\n\n{TALKS}\n\nHe said 1,200 people live near the dam."


_NEW = ("new", "ئاو", "ماء", "1,300", "**x**", "x.\n\ny", "🗳️")


@st.composite
def _edited(draw: st.DrawFn, base: str, new: Sequence[str] = _NEW, most: int = 4) -> str:
    """The text with a few words taken out, put in or replaced."""
    words = base.split(" ")
    for _ in range(draw(st.integers(0, most))):
        at = draw(st.integers(0, len(words)))
        words[at : at + draw(st.integers(0, 2))] = draw(st.lists(st.sampled_from(new), max_size=2))
    return " ".join(words)


def edits_of_one() -> st.SearchStrategy[tuple[str, str, str]]:
    """A text as it was, and two edited from it, or three of anything."""
    bases = st.sampled_from([STORY, TALKS, "", "a b c"]) | bodies()
    edited = bases.flatmap(lambda base: st.tuples(st.just(base), _edited(base), _edited(base)))
    return edited | st.tuples(texts(), texts(), texts())


@given(texts(), texts())
def test_what_only_one_changed_is_taken(base: str, text: str) -> None:
    for merged in (merge(base, text, base), merge(base, base, text), merge(base, text, text)):
        assert (merged.text, merged.conflicts) == (text, ())


@given(edits_of_one())
def test_either_side_gets_the_same_text_where_nothing_is_to_be_decided(three: tuple[str, str, str]) -> None:
    base, ours, theirs = three
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)
    assert [(one.base, one.ours, one.theirs) for one in here.conflicts] == [
        (one.base, one.theirs, one.ours) for one in there.conflicts
    ]
    if not here.conflicts:
        assert here.text == there.text


@given(edits_of_one())
def test_conflicts_say_where_our_words_stand(three: tuple[str, str, str]) -> None:
    merged = merge(*three)
    for one in merged.conflicts:
        assert merged.text[one.start : one.end] == one.ours
        assert one.ours != one.theirs


@given(edits_of_one())
def test_no_new_word_is_lost(three: tuple[str, str, str]) -> None:
    """What one side put in and the other left alone is there as often as that side has it."""
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    kept = Counter(solid(merged.text))
    for one in merged.conflicts:
        kept += Counter(solid(one.theirs))
    before, mine, other = (Counter(solid(text)) for text in three)
    for word in filter(is_word, mine | other):  # of marks beside each other nobody can say who put in which
        added = max(mine[word], other[word]) - before[word]
        removed = max(0, before[word] - min(mine[word], other[word]))
        assert kept[word] >= added + before[word] - removed - max(0, before[word] - mine[word])


def edits_of_prose() -> st.SearchStrategy[tuple[str, str, str]]:
    """Two edited, with words of their own each, from a text whose words tell where they stand.

    Of “a a a” nobody can say which one is gone, nor of the same words put in beside each other who wrote which.
    """
    bases = st.sampled_from([STORY, TALKS, ENGLISH, "", "a b c"])
    return bases.flatmap(lambda base: st.tuples(st.just(base), _edited(base, _NEW[:3], 1), _edited(base, _NEW[3:], 1)))


@given(edits_of_prose())
def test_merging_again_changes_nothing(three: tuple[str, str, str]) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    if not merged.conflicts:
        again = merge(base, merged.text, theirs)
        assert (again.text, again.conflicts) == (merged.text, ())


def test_edits_in_several_places_come_together_word_by_word() -> None:
    ours = STORY.replace("two", "three").replace("1,200", "1,300")
    theirs = STORY.replace("Tuesday", "Monday").replace("go on", "**go** on")
    merged = merge(STORY, ours, theirs)
    assert not merged.conflicts
    assert merged.text == theirs.replace("two", "three").replace("1,200", "1,300")


def test_neighbouring_words_changed_by_either_are_no_conflict() -> None:
    assert merge("the red dam is", "the blue dam is", "the red bridge is").text == "the blue bridge is"
    assert not merge("the red dam is", "the blue dam is", "the red bridge is").conflicts


def test_the_same_words_changed_differently_keep_ours_and_tell_theirs() -> None:
    merged = merge("the red dam is", "the blue dam is", "the green dam is")
    assert merged.text == "the blue dam is"
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("red", "blue", "green")


def test_what_both_put_in_at_one_place_stays_once_or_twice() -> None:
    assert merge(TALKS, f"{TALKS}\n\nA a.", f"{TALKS}\n\nB b.").text == f"{TALKS}\n\nA a.\n\nB b."
    assert merge(TALKS, f"{TALKS}\n\nA a.", f"{TALKS}\n\nA a.").text == f"{TALKS}\n\nA a."
    assert merge("", "foo", "bar").text == merge("", "bar", "foo").text == "bar foo"


def test_a_package_merged_twice_adds_nothing() -> None:
    ours, theirs = STORY.replace("two", "three"), f"{STORY}\n\nMore from Erbil."
    merged = merge(STORY, f"{ours}\n\nAnd ours.", theirs)
    again = merge(STORY, merged.text, theirs)
    assert again == type(again)(merged.text)


@pytest.mark.parametrize(
    "edit", [("old ", ""), ("1,200", "1,300"), ("old dam", "old dam of Erbil"), ("dam.", "dam. x")]
)
def test_what_one_changed_in_a_paragraph_that_the_other_moved_is_changed_where_it_is_now(edit: tuple[str, str]) -> None:
    first, second, moved = "Water ministers met in Erbil.", TALKS, "He said 1,200 people live near the old dam."
    base, elsewhere = f"{first}\n\n{second}\n\n{moved}", f"{moved}\n\n{first}\n\n{second}"
    edited = base.replace(*edit)
    here, there = merge(base, elsewhere, edited), merge(base, edited, elsewhere)
    assert here == there
    assert (here.text, here.conflicts) == (elsewhere.replace(*edit), ())


def test_a_paragraph_that_one_moved_and_both_changed_alike_is_for_somebody_to_decide() -> None:
    moved = "He said 1,200 people live near the old dam."
    base, elsewhere = f"{FAR}\n\n{TALKS}\n\n{moved}", f"{moved}\n\n{FAR}\n\n{TALKS}".replace("1,200", "1,300")
    merged = merge(base, elsewhere, base.replace("1,200", "1,400"))
    assert merged.text == elsewhere
    assert "1,400" in merged.conflicts[0].theirs


LONG = (
    "The reservoir held 214 million cubic meters on Tuesday, according to a reading by both delegations.",
    "Below the dam, the river feeds some forty villages, where farmers grow tomatoes and walnuts.",
    "Drought does not stop at a border post, and the figures should not stop there either, he told reporters.",
    "Until the winter rains come, tankers will go to the twelve villages whose wells ran dry in summer.",
)


@st.composite
def _moved_and_edited(draw: st.DrawFn) -> tuple[str, list[str], int, int, str]:
    """Paragraphs, which of them goes where, and what another makes of its words."""
    parts = draw(st.permutations(LONG))
    parts = parts[: draw(st.integers(2, 4))]
    at = draw(st.integers(0, len(parts) - 1))
    to = draw(st.integers(0, len(parts) - 1).filter(lambda n: n != at))
    words = parts[at].split(" ")
    inner = draw(st.integers(1, len(words) - 2))
    words[inner : inner + draw(st.integers(0, 1))] = ["new"]
    return "\n\n".join(parts), parts, at, to, " ".join(words)


@given(_moved_and_edited())
def test_moved_by_one_and_edited_by_the_other_is_both_and_stays_so(
    story: tuple[str, list[str], int, int, str],
) -> None:
    base, parts, at, to, edited = story
    rest = parts[:at] + parts[at + 1 :]
    ours = "\n\n".join([*rest[:to], parts[at], *rest[to:]])
    theirs = "\n\n".join([*parts[:at], edited, *parts[at + 1 :]])
    both = Merged("\n\n".join([*rest[:to], edited, *rest[to:]]))
    assert merge(base, ours, theirs) == merge(base, theirs, ours) == both
    for one in (ours, theirs):
        assert merge(base, both.text, one) == merge(base, one, both.text) == both


def test_a_paragraph_that_one_moved_and_the_other_took_out_stays_where_it_is_now() -> None:
    first, moved = "Water ministers met in Erbil.", "He said 1,200 people live near the old dam."
    base, elsewhere = f"{first}\n\n{TALKS}\n\n{moved}", f"{moved}\n\n{first}\n\n{TALKS}"
    assert merge(base, elsewhere, f"{first}\n\n{TALKS}").text == elsewhere


def test_a_word_said_once_more_is_not_one_that_stood_there_before() -> None:
    merged = merge("a 🗳️", "🗳️", "a 🗳️ 🗳️")
    assert merged.conflicts or merged.text == "🗳️ 🗳️"


@pytest.mark.parametrize("new", ["\n\nA new paragraph.", "\n\nAlpha.\n\nBeta."])
def test_words_that_go_on_with_a_paragraph_come_before_a_paragraph_behind_it(new: str) -> None:
    for base in (NEAR, f"{FAR}\n\n{NEAR}"):
        for two in ((f"{base} Mine.", base + new), (base + new, f"{base} Mine.")):
            assert merge(base, *two) == merge(base, *reversed(two))
            assert merge(base, *two).text == f"{base} Mine.{new}"


def test_a_paragraph_before_another_comes_before_the_words_that_begin_this() -> None:
    for two in ((f"New.\n\n{NEAR}", f"Yesterday {NEAR}"), (f"Yesterday {NEAR}", f"New.\n\n{NEAR}")):
        assert merge(NEAR, *two).text == f"New.\n\nYesterday {NEAR}"


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("edit", ["{} Mine.", "Mine: {}"])
def test_a_paragraph_taken_out_and_one_gone_on_with_are_for_somebody_to_decide(at: int, edit: str) -> None:
    parts = [NEAR, FAR, TALKS]
    base, gone = "\n\n".join(parts), "\n\n".join(parts[:at] + parts[at + 1 :])
    more = "\n\n".join([*parts[:at], edit.format(parts[at]), *parts[at + 1 :]])
    (conflict,) = merge(base, gone, more).conflicts
    assert (conflict.ours.strip(), conflict.theirs.strip()) == ("", edit.format(parts[at]))
    assert merge(base, more, gone).text == more
    behind = "\n\n".join([*parts[: at + 1], "New.", *parts[at + 1 :]])
    assert merge(base, gone, behind).text == "\n\n".join([*parts[:at], "New.", *parts[at + 1 :]])


@st.composite
def _by_paragraphs(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text, one who put words of their own into its paragraphs, and one who put others beside them."""
    parts = [part for part in (NEAR, FAR, TALKS) if draw(st.booleans())] or [NEAR]
    ours, theirs = list[str](), list[str]()
    for n, part in enumerate(parts):
        words = part.split(" ")
        if draw(st.booleans()):
            words.insert(draw(st.integers(0, len(words))), f"mine{n}")
        ours.append(" ".join(words))
        theirs += [f"Theirs{n} before."] if draw(st.booleans()) else []
        theirs.append(part)
    theirs += ["Theirs behind."] if draw(st.booleans()) else []
    return "\n\n".join(parts), "\n\n".join(ours), "\n\n".join(theirs)


@given(_by_paragraphs())
def test_words_stay_in_the_paragraph_in_which_they_were_put(three: tuple[str, str, str]) -> None:
    base, ours, theirs = three
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert not merged.conflicts
        new = iter(ours.split("\n\n"))
        wanted = [part if part.startswith("Theirs") else next(new) for part in theirs.split("\n\n")]
        assert merged.text.split("\n\n") == wanted

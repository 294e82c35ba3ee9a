"""Finding in a story: every match is what was looked for, at its exact place, whatever the spelling."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from desk.article.changes import BodyChange, Change, FieldChange, Group, PhotoChange, PhotosChange, apply
from desk.article.scripts import normalised
from desk.article.trouble import Trouble
from desk.checks.searching import (
    BODY,
    HEADLINE,
    SUMMARY,
    Match,
    Query,
    caption_of,
    find,
    find_all,
    follow,
    follow_one,
)
from tests.builders import (
    EMOJI,
    SNIPPETS,
    ZWNJ,
    a_photo,
    a_sorani_story,
    a_story,
    an_article,
    articles,
    changes_for,
    texts,
    words,
)

CLASSES = ("اأإآ", "كک", "يیى", "هەةھ", "٣3۳", "aáÁA", "sSŝ", "بب", "wW", "ıi")
"""Letters that a search treats as one."""
IGNORED = f"ـَُّ{ZWNJ}\u200f\u00ad"


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, str]:
    """A word in two spellings that search treats as one."""
    letters = draw(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=6))
    one = "".join(draw(st.sampled_from(letter)) for letter in letters)
    between = st.text(st.sampled_from(IGNORED), max_size=2)
    other = "".join(draw(st.sampled_from(letter)) + draw(between) for letter in letters)
    return one, other


def queries() -> SearchStrategy[Query]:
    """Words to look for in any of the ways but as a pattern."""
    wanted = words() | st.sampled_from(SNIPPETS) | st.text(min_size=1, max_size=2)
    return st.builds(Query, wanted, st.booleans(), st.booleans(), st.just(False), st.booleans())


def found(text: str, query: Query) -> list[str]:
    return [text[start:end] for start, end in find(text, query)]


# what is found


@given(texts(), queries())
def test_every_match_reads_as_what_was_looked_for(text: str, query: Query) -> None:
    matches = find(text, query)
    at = 0
    for start, end in matches:
        assert at <= start < end <= len(text)
        at = end
        there = text[start:end]
        if query.alike and normalised(query.words):
            assert normalised(there, keep_case=query.match_case) == normalised(query.words, keep_case=query.match_case)
        elif query.match_case:
            assert there == query.words
        else:
            assert there.casefold() == query.words.casefold()


@given(texts(), words())
def test_words_are_found_as_a_plain_search_finds_them(text: str, wanted: str) -> None:
    exactly = Query(wanted, match_case=True, alike=False)
    text = text.replace("photo:", "")
    assert list(find(text, exactly)) == [there.span() for there in re.finditer(re.escape(wanted), text)]


@given(texts(6), spellings(), texts(6))
def test_any_spelling_finds_any_other(before: str, pair: tuple[str, str], behind: str) -> None:
    wanted, written = pair
    text = f"{before} {written} {behind}"
    start = len(before) + 1
    spans = find(text, Query(wanted)).within(start, start + len(written))
    assert any(low < start + len(written) and high > start for low, high in spans)


@given(texts(), spellings())
def test_as_many_are_found_as_the_normalised_text_holds(text: str, pair: tuple[str, str]) -> None:
    text = "".join(char for char in text if len(normalised(char)) < 2).replace("![](photo:p1)", "")
    wanted = normalised(pair[0])
    assert len(find(text, Query(wanted))) == normalised(text).count(wanted)


@pytest.mark.parametrize(
    ("text", "query", "there"),
    [
        ("The Dam, the dam", Query("dam"), ["Dam", "dam"]),
        ("The Dam, the dam", Query("dam", match_case=True), ["dam"]),
        (f"{EMOJI}{EMOJI} كوردستان", Query("کوردستان"), ["كوردستان"]),
        ("قالَ الوزيرُ", Query("وزير"), ["وزيرُ"]),
        ("قالَ الوزيرُ", Query("وزير", alike=False), ["وزير"]),
        ("قالَ الوزيرُ", Query("قالَ", alike=False), ["قالَ"]),
        ("كوردستان", Query("کوردستان", alike=False), []),
        ("١٢٣ 123 ۱۲۳", Query("123"), ["١٢٣", "123", "۱۲۳"]),
        (f"می{ZWNJ}خواهم میخواهم", Query("میخواهم"), [f"می{ZWNJ}خواهم", "میخواهم"]),
        ("مـــامـــ", Query("مام"), ["مـــام"]),
        ("مـــام", Query("ـ"), ["ـ", "ـ", "ـ"]),
        (f"a{ZWNJ}b", Query(ZWNJ), [ZWNJ]),
        ("Élan e\u0301lan ELAN", Query("elan"), ["Élan", "e\u0301lan", "ELAN"]),
        ("Élan ELAN elan", Query("elan", match_case=True), ["elan"]),
        ("Straße STRASSE", Query("strasse", alike=False), ["Straße", "STRASSE"]),
        ("Straße", Query("s"), ["S"]),
        ("İstanbul ISTANBUL ıstanbul", Query("istanbul"), ["İstanbul", "ISTANBUL", "ıstanbul"]),
        ("İstanbul ISTANBUL ıstanbul", Query("istanbul", alike=False), ["ISTANBUL"]),
        ("a.b axb", Query("a.b"), ["a.b"]),
        ("aaaa", Query("aa"), ["aa", "aa"]),
        ("anything", Query(""), []),
        ("anything", Query("", regex=True), []),
        ("", Query("a"), []),
    ],
)
def test_words_are_found(text: str, query: Query, there: list[str]) -> None:
    assert found(text, query) == there


@pytest.mark.parametrize(
    ("text", "wanted", "count"),
    [
        ("dam dams undam Dam. (dam) dam", "dam", 4),
        ("the **dam** and _dam_", "dam", 2),
        ("the dam’s wall", "dam", 1),
        ("کتاب کتابخانە کتاب.", "کتاب", 2),
        (f"خانه{ZWNJ}ها خانه", "خانه", 1),
        (f"خانه{ZWNJ} خانه", "خانه", 2),
        ("كتابٌ كتابٌهم", "كتاب", 1),
        ("dam1 1dam ١dam", "dam", 0),
        ("cafe\u0301s cafe\u0301", "cafe", 1),
        ("(AP) said", "(AP)", 1),
        ("aa aaa aa", "aa", 2),
    ],
)
def test_whole_words_end_where_no_letter_goes_on(text: str, wanted: str, count: int) -> None:
    assert len(find(text, Query(wanted, whole_word=True))) == count


def test_a_mark_goes_on_a_word_that_is_looked_for_as_written() -> None:
    assert found("cafe\u0301 cafe", Query("cafe", whole_word=True, alike=False)) == ["cafe"]


def test_a_joiner_goes_on_a_word_that_is_looked_for_as_written() -> None:
    text = f"خانه{ZWNJ}ها و بی{ZWNJ}خانه و خانه{ZWNJ} و {ZWNJ}خانه"
    assert list(find(text, Query("خانه", whole_word=True, alike=False))) == [(20, 24), (29, 33)]


# patterns


def patterns() -> SearchStrategy[str]:
    return st.sampled_from(
        [r"\w+", r"a|b", r"^", r"$", r"^.", r"x*", r"(\w)\1", r"[ab]+?", r"\bd", r"(?=a)", r"\s{2,}"]
    )


@given(texts(), patterns())
def test_patterns_find_what_they_do_elsewhere(text: str, pattern: str) -> None:
    import regex

    text = text.replace("photo:", "")
    exactly = Query(pattern, match_case=True, regex=True, alike=False)
    there = [match.span() for match in regex.finditer(pattern, text, regex.MULTILINE)]
    assert list(find(text, exactly)) == there


@pytest.mark.parametrize(
    ("text", "query", "there"),
    [
        ("Dam dam", Query("d.m", regex=True), ["Dam", "dam"]),
        ("Dam dam", Query("d.m", regex=True, match_case=True), ["dam"]),
        ("one dam\ntwo dam", Query("^two|dam$", regex=True), ["dam", "two", "dam"]),
        ("كوردستان کوردستان", Query("کورد+", regex=True), ["كورد", "کورد"]),
        ("كورد", Query("کورد", regex=True, alike=False), []),
        ("قالَ", Query("[ال]{2}", regex=True), ["الَ"]),
        (f"می{ZWNJ}خواهم", Query(f"می{ZWNJ}خوا.*", regex=True), [f"می{ZWNJ}خواهم"]),
        ("١٢ 34", Query("[۰-۹]+", regex=True), ["١٢", "34"]),
        ("straße STRASSE", Query("^straße|x", regex=True), ["straße"]),
        ("ßßß", Query("ß+", regex=True), ["ßßß"]),
        ("Øst øst", Query("Øst", regex=True), ["Øst", "øst"]),
        ("elan élan", Query("e\u0301lan", regex=True), ["elan", "élan"]),
        ("دَدَ", Query("ً+", regex=True, alike=False), []),
        ("دًد", Query("ً", regex=True), ["ً"]),
        ("dams dam", Query("da.", regex=True, whole_word=True), ["dam"]),
        ("dam dams", Query("dam|dams", regex=True, whole_word=True), ["dam", "dams"]),
        ("ab", Query("(?r).", regex=True), ["a", "b"]),
        ("a]b", Query("[]é]", regex=True), ["]"]),
        ("ab", Query(r"\é|b", regex=True), ["b"]),
    ],
)
def test_patterns_know_spellings_and_words(text: str, query: Query, there: list[str]) -> None:
    assert found(text, query) == there


@pytest.mark.parametrize("pattern", ["(", "[a", "*a", "a{99999999999999}", "\\", "(?P<x", "(" * 5000])
def test_a_pattern_that_cannot_be_read_is_told_in_one_sentence(pattern: str) -> None:
    with pytest.raises(Trouble, match=r"^The pattern [^.]*\.$"):
        find("a", Query(pattern, regex=True))


@pytest.mark.parametrize("pattern", ["دً+ً+", "[ًٌ]", "[æ]", f"a{ZWNJ}?"])
def test_a_pattern_of_what_is_passed_over_says_so(pattern: str) -> None:
    with pytest.raises(Trouble, match="alike"):
        find("a", Query(pattern, regex=True))
    find("a", Query(pattern, regex=True, alike=False))


def test_an_endless_pattern_ends_with_a_sentence() -> None:
    with pytest.raises(Trouble, match="too long"):
        find_all(an_article(body="a" * 60 + "!"), Query("(a|aa)+$", regex=True), patience=0.05)


def test_a_pattern_that_matches_everywhere_ends_too() -> None:
    with pytest.raises(Trouble, match="too long"):
        find_all(an_article(body="a" * 100_000), Query("x*", regex=True), patience=0.001)


def test_the_name_of_a_photo_in_the_text_is_not_text() -> None:
    body = "A photo: ![](photo:photo1) and ![](photo:ab)"
    assert list(find(body, Query("photo"))) == [(2, 7)]
    assert found(body, Query("ab")) == []
    assert found(body, Query("!.*?[)]", regex=True)) == ["![](photo:photo1)", "![](photo:ab)"]


# in a story


def test_a_story_is_searched_in_the_order_of_its_page() -> None:
    story = a_story(headline="A dam", summary="The dam", body="dam and dam", photos=(a_photo(caption="A dam."),))
    matches = find_all(story, Query("dam"))
    assert [(match.place, match.start) for match in matches] == [
        (HEADLINE, 2),
        (SUMMARY, 4),
        (BODY, 0),
        (BODY, 8),
        (caption_of("p1"), 2),
    ]
    assert [matches[number] for number in range(len(matches))] == list(matches)
    assert list(matches.spans(BODY)) == [(0, 3), (8, 11)]
    assert [matches.number_of(match) for match in matches] == [0, 1, 2, 3, 4]
    assert matches.number_of(Match(BODY, 1, 4, matches.query)) is None
    with pytest.raises(IndexError):
        matches[5]


def test_the_next_match_is_the_first_from_the_caret_on() -> None:
    story = a_story(headline="A dam", summary="", body="dam and dam", photos=(a_photo(caption="No."),))
    matches = find_all(story, Query("dam"))
    assert matches.first_from(HEADLINE, 0) == 0
    assert matches.first_from(SUMMARY, 0) == 1
    assert matches.first_from(BODY, 1) == 2
    assert matches.first_from(BODY, 9) == len(matches)
    assert matches.first_from(caption_of("p1"), 0) == len(matches)
    assert matches.first_from(caption_of("gone"), 0) == 0


def test_an_empty_match_and_one_that_begins_there_are_two() -> None:
    matches = find_all(an_article(body="ab"), Query("(?=a)|(?<=^)a", regex=True))
    assert [matches.number_of(match) for match in matches] == list(range(len(matches)))


def test_a_sorani_story_is_found_in_arabic_letters() -> None:
    assert len(find_all(a_sorani_story(), Query("ئاوى"))) == 1


# following changes


@given(st.data())
def test_matches_follow_a_change_to_words_that_are_the_same(data: st.DataObject) -> None:
    article = data.draw(articles())
    change = data.draw(changes_for(article))
    matches = find_all(article, data.draw(queries()))
    after, moved = apply(article, change), follow(matches, change)
    for match in moved:
        there = match.place.text_in(after)[match.start : match.end]
        as_words = replace(matches.query, whole_word=False)
        assert list(find(there, as_words)) == [(0, len(there))]
    alone = [follow_one(match, change) for match in matches]
    assert [match for match in alone if match is not None] == list(moved)


def test_matches_follow_what_was_changed_and_nothing_else() -> None:
    story = a_story(headline="A dam", summary="The dam", body="dam and dam", photos=(a_photo(caption="A dam."),))
    matches = find_all(story, Query("dam"))

    def places_after(*changes: Change) -> list[tuple[str, int]]:
        return [(match.place.field, match.start) for match in follow(matches, Group(changes))]

    usual = [("headline", 2), ("summary", 4), ("body", 0), ("body", 8), ("caption", 2)]
    assert places_after() == places_after(FieldChange("slug", "", "dam")) == usual
    assert places_after(BodyChange(3, "", "s")) == [*usual[:3], ("body", 9), usual[4]]
    assert places_after(BodyChange(1, "", "s")) == [*usual[:2], ("body", 9), usual[4]]
    assert places_after(FieldChange("headline", "A dam", "The dam")) == [("headline", 4), *usual[1:]]
    assert places_after(PhotoChange("p1", "caption", "A dam.", "A big dam.")) == [*usual[:4], ("caption", 6)]
    assert places_after(PhotosChange(story.photos, ())) == usual[:4]

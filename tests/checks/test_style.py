"""House style in a story: what rules find and where, what mends it, what is left be, and what a hostile rule does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article import changes
from desk.article.model import Article
from desk.checks import check, style
from desk.checks.finding import Finding
from desk.checks.style_reading import read_book, read_sheet
from desk.checks.style_rules import Book, Rule, book_of
from tests.builders import a_photo, a_story, an_article, texts
from tests.checks.cases import text_of, written


def rules(source: str, own: str = "") -> Book:
    """The rules of a text in English, and a newsroom's own."""
    desk = read_sheet(f'language = "en"\n{source}')
    assert desk.problems == ()
    return book_of([desk], [read_sheet(own, Path("own.toml"), own=True)] if own else [])


def rule(source: str) -> Rule:
    (made,) = rules(f'[[rule]]\nid = "x"\nmessage = "No."\n{source}').rules
    return made


def found(book: Book, body: str, **parts: object) -> list[Finding]:
    return list(style.findings_by(book, an_article(body=body, **parts)))


ADVISER = '[[rule]]\nid = "en.adviser"\nkind = "substitution"\nswap = {"advisor" = "adviser"}\n'


def test_a_finding_says_where_and_why_and_what_mends_it() -> None:
    article = an_article(body="Two.\n\nAn advisor left.")
    (one,) = style.findings_by(rules(ADVISER), article)
    assert (one.code, one.blocks, one.place, written(article, one)) == ("style:en.adviser", False, "body", "advisor")
    assert one.message == "Write “adviser”, not “advisor”."
    assert one.fix is not None
    assert one.fix.puts == "adviser"
    assert changes.apply(article, one.fix.change).body == "Two.\n\nAn adviser left."


def test_headline_summary_and_captions_are_read_as_well() -> None:
    article = a_story(
        headline="Advisor leaves", summary="The advisor left.", body="x", photos=(a_photo(caption="An advisor."),)
    )
    places = [(one.place, one.field) for one in style.findings_by(rules(ADVISER), article)]
    assert places == [("headline", ""), ("summary", ""), ("photo:p1", "caption")]


def test_the_checks_heed_rules_where_they_are_given() -> None:
    article = a_story(body="An advisor left.")
    assert "style:en.adviser" not in {one.code for one in check(article)}
    assert "style:en.adviser" in {one.code for one in check(article, rules=read_book())}


def test_rules_are_for_the_language_of_the_story() -> None:
    assert found(rules(ADVISER), "An advisor left.", language="de") == []
    any_language = ADVISER.replace('id = "en', 'language = "any"\nid = "en')
    assert len(found(rules(any_language), "An advisor left.", language="de")) == 1


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("An advisor", "An adviser"),
        ("Advisor", "Adviser"),
        ("ADVISOR", "ADVISER"),
        ("the advisor’s car", "the adviser’s car"),
        ("(advisor)", "(adviser)"),
        ("**advisor**", "**adviser**"),
        ("_advisor_", "_adviser_"),
    ],
)
def test_a_substitution_keeps_the_case_and_goes_for_whole_words(body: str, right: str) -> None:
    assert style.tried(rule('kind = "substitution"\nswap = {"advisor" = "adviser"}'), body).mended == right


@pytest.mark.parametrize(
    "body",
    [
        "advisory",
        "TripAdvisor-like",
        "advisor-in-chief",
        "#advisor",
        "@advisor",
        "He said: “The advisor left.”",
        "> The advisor left.",
        "`advisor`",
        "https://example.org/advisor",
        "[left](https://example.org/advisor)",
        "![](photo:advisor)",
        "the Advisor Group",
        "advi\u00adsory",
        "advisor\u0301",
    ],
)
def test_other_words_names_speech_code_and_addresses_are_left_be(body: str) -> None:
    assert style.tried(rule('kind = "substitution"\nswap = {"advisor" = "adviser"}'), body).hits == ()


def test_direct_speech_is_read_where_a_rule_says_so() -> None:
    spoken = rule('kind = "substitution"\nquotes = true\nswap = {"advisor" = "adviser"}')
    assert style.tried(spoken, "“The advisor left.”").mended == "“The adviser left.”"


def test_a_phrase_may_go_on_in_the_next_line_and_hides_no_shorter_one() -> None:
    book = rules(
        '[[rule]]\nid = "a"\nkind = "substitution"\nswap = {"in order to" = "to"}\n'
        '[[rule]]\nid = "b"\nkind = "existence"\nmessage = "No."\nwords = ["in order"]\n'
    )
    assert [one.code for one in found(book, "They met in\norder to talk.")] == ["style:a", "style:b"]
    assert found(book, "They met in\n\norder to talk.") == []


def test_what_is_taken_out_takes_its_blank_along_and_leaves_its_capital() -> None:
    very = rule('kind = "existence"\nwords = ["very", "basically"]\nfix = ""')
    for body, right in (
        ("It is very old.", "It is old."),
        ("Basically it is old.", "It is old."),
        ("It is old, basically.", "It is old,."),
        ("It is old basically.", "It is old."),
    ):
        assert style.tried(very, body).mended == right


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("It was an unexpected surprise.", "It was a surprise."),
        ("A basic element", "An element"),
        ("It was the unexpected surprise.", "It was the surprise."),
    ],
)
def test_the_article_before_it_fits(body: str, right: str) -> None:
    made = rule('kind = "substitution"\nswap = {"unexpected surprise" = "surprise", "basic element" = "element"}')
    assert style.tried(made, body).mended == right


def test_a_point_that_ends_the_sentence_stays() -> None:
    made = rule('kind = "substitution"\nswap = {"U.N." = "UN", "etc." = "and so on"}')
    for body, right in (
        ("He left the U.N.", "He left the UN."),
        ("The U.N. Secretary left the U.N. late.", "The UN Secretary left the UN late."),
        ("Wheat etc. Then rain.", "Wheat and so on. Then rain."),
        ("Wheat etc. and rain.", "Wheat and so on and rain."),
    ):
        assert style.tried(made, body).mended == right


def test_phrases_and_patterns_in_which_it_is_right() -> None:
    made = rule('kind = "existence"\nwords = ["grey"]\nexcept = ["grey eminence"]\nunless = "grey \\\\w+ area"')
    assert [hit.span for hit in style.tried(made, "grey, Grey Eminence, grey legal area, grey").hits] == [
        (0, 4),
        (38, 42),
    ]


def test_places() -> None:
    made = rules('[[rule]]\nid = "x"\nkind = "existence"\nmessage = "No."\nwords = ["grey"]\nplaces = ["headline"]')
    assert [one.place for one in found(made, "grey", headline="grey", summary="grey")] == ["headline"]


def test_occurrence_counts_in_sentence_paragraph_and_story() -> None:
    text = "But a, but b. But c.\n\nBut d."
    for per, spans in (
        ("sentence", [(7, 10)]),
        ("paragraph", [(7, 10), (14, 17)]),
        ("story", [(7, 10), (14, 17), (22, 25)]),
    ):
        made = rule(f'kind = "occurrence"\nwords = ["but"]\nat_most = 1\nper = "{per}"')
        assert [hit.span for hit in style.tried(made, text).hits] == spans
    too_few = rule('kind = "occurrence"\npattern = "c"\nat_least = 1\nper = "paragraph"')
    assert [hit.span for hit in style.tried(too_few, text).hits] == [(22, 28)]


def test_a_newsroom_may_raise_lower_switch_off_and_replace() -> None:
    own = ADVISER.replace('"adviser"', '"counsel"').replace("[[rule]]", '[[rule]]\nlanguage = "en"')
    assert [one.blocks for one in found(rules(ADVISER, '[levels]\n"en.adviser" = "must"'), "advisor")] == [True]
    assert found(rules(ADVISER, 'disable = ["en.adviser"]'), "advisor") == []
    (one,) = found(rules(ADVISER, own), "advisor")
    assert one.fix is not None
    assert one.fix.puts == "counsel"


def test_a_hostile_pattern_ends_and_the_other_rules_hold() -> None:
    book = rules(ADVISER + "[[rule]]\nid = 'slow'\nkind = 'existence'\nmessage = 'No.'\npattern = '(a|a|aa)+$'\n")
    article = a_story(body=f"An advisor. {'a' * 60}!", summary="An advisor.")
    codes = [one.code for one in style.findings_by(book, article) if "slow" in one.about or "adviser" in one.code]
    assert codes == ["style:en.adviser", "style:en.adviser", style.SLOW]
    assert "slow" in style.tried(next(one for one in book if one.id == "slow"), f"{'a' * 60}!").trouble


def test_broken_rules_are_told_of() -> None:
    book = rules(ADVISER, '[[rule]]\nid = "y"\nlanguage = "en"\nkind = "nonsense"\n')
    broken, one = found(book, "advisor")
    assert (broken.code, broken.blocks, one.code) == (style.BROKEN, False, "style:en.adviser")
    assert broken.message.startswith("own.toml, line 4: “nonsense” is nothing that kind can be")


DESK = read_book()
TEMPTING = [sentence for one in DESK for sentence in (*one.bad, *one.good)]


@st.composite
def stories(draw: st.DrawFn) -> Article:
    """Stories of examples, each in a language, with all that trips an editor between them."""
    tag = draw(st.sampled_from(("en", "ckb", "ar")))
    own = [sentence for one in DESK if one.language == tag for sentence in one.bad]
    parts = draw(st.lists(st.sampled_from(own) | st.sampled_from(TEMPTING) | texts(4), max_size=6))
    return an_article(language=tag, body=draw(st.sampled_from((" ", "\n\n", "\n", ""))).join(parts))


@settings(deadline=None)
@given(stories())
def test_findings_stand_within_their_text_on_the_words_they_are_about(article: Article) -> None:
    for one in style.findings_by(DESK, article):
        assert one.span is not None
        assert 0 <= one.span[0] < one.span[1] <= len(article.body)
        assert text_of(article, one)[slice(*one.span)] == one.about


@settings(deadline=None, max_examples=60)
@given(stories(), st.data())
def test_a_fix_takes_its_finding_away_and_brings_no_other_of_its_rule(article: Article, data: st.DataObject) -> None:
    fixed = [one for one in style.findings_by(DESK, article) if one.fix is not None]
    if not fixed:
        return
    one = data.draw(st.sampled_from(fixed))
    assert one.fix is not None
    after = changes.apply(article, one.fix.change)
    assert changes.apply(after, changes.invert(one.fix.change)) == article
    assert after != article
    own = replace(DESK, rules=tuple(other for other in DESK.rules if other.code == one.code))
    before, left = (len(style.findings_by(own, story)) for story in (article, after))
    assert left < before


@pytest.mark.parametrize("tag", ["en", "en-US"])
def test_american_spelling_is_asked_of_american_english(tag: str) -> None:
    article = an_article(language=tag, headline="The city centre is full", body="Fifty kilometres of rope.")
    assert "style:en.american-re" in {finding.code for finding in style.findings(article)}


@pytest.mark.parametrize("tag", ["en-GB", "en-AU", "en-IN"])
def test_other_english_keeps_its_own_spelling(tag: str) -> None:
    article = an_article(
        language=tag, headline="The city centre is full", body="Their labour and colour: 50 kilometres."
    )
    assert not [one for one in style.findings(article) if one.code.startswith("style:en.american")]
    assert style.findings(replace(article, body="He said : no .")), "the other rules hold"

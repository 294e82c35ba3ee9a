"""A story's versions in other languages, found in the library, and what changed in their source."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desk.article import siblings as links
from desk.article.paragraphs import paragraph_spans
from desk.library import Library
from desk.library.siblings import NewWording, as_it_was, changed_since, siblings_of
from tests.builders import a_sorani_story, a_story, an_article, bodies

ENGLISH = a_story(id="e" * 16)
SORANI = links.linked(a_sorani_story(id="c" * 16), ENGLISH, is_source=True)


def test_siblings_are_found_with_what_became_of_their_source(library: Library) -> None:
    library.add_all([ENGLISH, SORANI])
    (found,) = siblings_of(library, SORANI)
    assert (found.article, found.is_source, found.is_behind) == (ENGLISH, True, False)
    library.save(replace(ENGLISH, summary="Talks end."))
    (found,) = siblings_of(library, SORANI)
    assert found.is_behind


def test_a_sibling_that_the_library_has_not_is_told(library: Library) -> None:
    library.add(SORANI)
    (found,) = siblings_of(library, SORANI)
    assert found.article is None
    assert found.link.title == ENGLISH.headline


def test_the_source_as_it_was_comes_from_its_versions(library: Library) -> None:
    library.add(ENGLISH)
    later = replace(ENGLISH, body="Something else.")
    library.save(later)
    (link,) = links.siblings(SORANI)
    assert as_it_was(library, later, link.seen) == ENGLISH
    assert as_it_was(library, later, links.fingerprint(later)) == later
    assert as_it_was(library, later, "0" * 32) is None


def test_what_changed_is_told_paragraph_by_paragraph() -> None:
    before = an_article(headline="Talks", body="One is here.\n\nTwo goes away soon.\n\nThree has some words to keep.")
    after = an_article(
        headline="Talks end", body="One is here.\n\nThree has some other words to keep.\n\nFour is new and last."
    )
    assert changed_since(before, after) == (
        NewWording("headline", 0, "Talks", "Talks end"),
        NewWording("body", 1, "Two goes away soon.", ""),
        NewWording("body", 1, "Three has some words to keep.", "Three has some other words to keep."),
        NewWording("body", 2, "", "Four is new and last."),
    )


def test_a_paragraph_that_only_moved_says_nothing_new() -> None:
    parts = ["The first of them is about water.", "The second speaks of the dam.", "And the third of farmers."]
    before, after = (an_article(body="\n\n".join(order)) for order in (parts, [parts[2], *parts[:2]]))
    assert changed_since(before, after) == ()


@given(bodies(), bodies())
def test_changed_paragraphs_are_the_ones_that_stand_in_one_text_only(one: str, other: str) -> None:
    old, new = ([text[start:end] for start, end in paragraph_spans(text)] for text in (one, other))
    changed = changed_since(an_article(body=one), an_article(body=other))
    told = "\n\n".join(part.after for part in changed)
    assert all(paragraph in told for paragraph in new if paragraph not in old)
    gone = "\n\n".join(part.before for part in changed)
    assert all(paragraph in gone for paragraph in old if paragraph not in new)


@given(bodies(), st.sampled_from(["en", "ckb"]))
def test_nothing_changed_where_nothing_did(body: str, tag: str) -> None:
    assert changed_since(an_article(body=body), an_article(body=body, language=tag)) == ()

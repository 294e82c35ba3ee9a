"""The language of a new story follows its first words, in the same step as they."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.changes import BodyChange, FieldChange
from desk.article.first_words import ENOUGH, FirstWords, language_of
from desk.article.model import Article
from desk.article.session import Entry, History, Move, Session, replay

SORANI = "ئاوی ڕووبارەکە"
ARABIC = "مياه النهر"


@pytest.mark.parametrize(
    ("text", "chosen", "found"),
    [
        ("", "ckb", "ckb"),
        ("2026: 3, 4", "ar", "ar"),
        ("Water", "en", "en"),
        ("Water", "de", "de"),
        ("Water", "ckb", "en"),
        ("Av û çem", "kmr", "kmr"),
        (SORANI, "en", "ckb"),
        (SORANI, "ar", "ckb"),
        (SORANI, "fa", "ckb"),
        (SORANI, "sdh", "sdh"),
        (SORANI, "kmr-Arab", "kmr-Arab"),
        ("ئاو", "ckb", "ckb"),
        ("ئاو", "en", "ar"),
        (ARABIC, "en", "ar"),
        (ARABIC, "ar", "ar"),
        ("المنطقة", "ckb", "ar"),
        ("آب رودخانه", "fa", "fa"),
        (f"BBC: {SORANI}", "en", "ckb"),
        (f"The river is called {ARABIC} by those who live on it", "de", "de"),
        (SORANI, "he", "ckb"),
        ("Water", "he", "en"),
    ],
)
def test_language_of_first_words(text: str, chosen: str, found: str) -> None:
    assert language_of(text, chosen) == found


def begun(chosen: str = "en") -> Session:
    return Session(Article(language=chosen), along=FirstWords(chosen))


def type_in(session: Session, text: str) -> None:
    for letter in text:
        session.apply(BodyChange(len(session.article.body), "", letter), "editor")


def test_typing_and_language_are_taken_back_together() -> None:
    session = begun()
    type_in(session, "ئاو")
    assert (session.article.body, session.article.language) == ("ئاو", "ar")
    type_in(session, "ی ڕوو")
    assert session.article.language == "ckb"
    session.undo()
    assert (session.article.body, session.article.language) == ("ئاوی ", "ar")
    session.undo()
    assert (session.article.body, session.article.language) == ("", "en")
    session.redo()
    assert (session.article.body, session.article.language) == ("ئاوی ", "ar")
    assert not session.history.done[1:]


def test_a_language_that_was_chosen_stays() -> None:
    session = begun()
    session.apply_alone(FieldChange("language", "en", "fa"), "details")
    type_in(session, SORANI)
    assert session.article.language == "fa"


def test_after_enough_words_it_stays() -> None:
    session = begun()
    type_in(session, "water " * ENOUGH)
    session.apply(BodyChange(0, session.article.body, SORANI), "paste")
    assert session.article.language == "en"


def test_a_paste_and_a_headline_count_too() -> None:
    pasted, headed = begun(), begun()
    pasted.apply_alone(BodyChange(0, "", SORANI * 50), "paste")
    headed.apply(FieldChange("headline", "", "ڕ"), "headline")
    headed.apply(FieldChange("headline", "ڕ", "ڕو"), "headline")
    assert pasted.article.language == headed.article.language == "ckb"
    assert len(headed.history.done) == 1


@given(st.lists(st.sampled_from(["ئ", "ڕ", "a", "b", " ", "\n", "undo", "redo", "pause"]), max_size=40))
def test_the_journal_s_entries_give_the_same_history(keys: list[str]) -> None:
    session, entries = begun(), list[Entry]()
    session.observe(lambda applied: entries.append(Entry(applied.change, applied.move)))
    for key in keys:
        if key in ("undo", "redo", "pause"):
            getattr(session, key)()
        else:
            type_in(session, key)
    assert replay(History(), [Entry.from_record(one.to_record()) for one in entries]) == session.history
    while session.can_undo:
        session.undo()
    assert (session.article.body, session.article.language) == ("", "en")
    assert all(entry.move in Move for entry in entries)

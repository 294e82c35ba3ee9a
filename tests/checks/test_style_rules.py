"""Desk’s own rules of house style: each finds its bad examples and none of its good ones, and mends what it finds."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from desk.checks import style
from desk.checks.style_reading import FOLDER, read_book, read_folder
from desk.checks.style_rules import Rule
from desk.checks.style_words import words_of
from desk.formats import read_file
from desk.paths import resources

SHEETS = read_folder(resources() / FOLDER)
RULES = [rule for sheet in SHEETS for rule in sheet.rules]
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_files_can_be_read_and_no_id_is_there_twice() -> None:
    assert [str(problem) for sheet in SHEETS for problem in sheet.problems] == []
    assert [name for name, times in Counter(rule.id for rule in RULES).items() if times > 1] == []


@pytest.mark.parametrize(("tag", "least"), [("en", 60), ("ckb", 30), ("ar", 30)])
def test_there_are_rules_enough(tag: str, least: int) -> None:
    assert len(read_book().for_language(tag)) >= least
    assert all(rule.id.startswith(f"{rule.language}.") for rule in RULES)


@every_rule
def test_a_rule_finds_its_bad_examples(rule: Rule) -> None:
    assert rule.bad
    for sentence in rule.bad:
        assert style.tried(rule, sentence).hits, sentence


@every_rule
def test_a_rule_leaves_its_good_examples_be(rule: Rule) -> None:
    assert rule.good
    for sentence in rule.good:
        trial = style.tried(rule, sentence)
        assert not trial.trouble
        assert [sentence[hit.start : hit.end] for hit in trial.hits] == [], sentence


@every_rule
def test_what_a_rule_mends_it_does_not_find_again(rule: Rule) -> None:
    for sentence in rule.bad:
        trial = style.tried(rule, sentence)
        if all(hit.puts is not None for hit in trial.hits):
            again = style.tried(rule, trial.mended)
            assert [trial.mended[hit.start : hit.end] for hit in again.hits] == []
            assert again.mended == trial.mended


@every_rule
def test_a_rule_tells_in_a_sentence_what_to_do(rule: Rule) -> None:
    for sentence in rule.bad:
        for hit in style.tried(rule, sentence).hits:
            told = style.told(rule, hit, sentence[hit.start : hit.end])
            assert re.search(r"[.?!…]$", told)
            assert "“”" not in told
            assert not re.search(r"\{\w+\}", told)
            assert hit.puts is not None or "{right}" not in rule.message


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.kind == "substitution"], ids=lambda rule: rule.id)
def test_each_of_its_words_is_found_and_what_it_puts_is_not(rule: Rule) -> None:
    for wrong, right in rule.swap:
        assert style.tried(rule, wrong).hits, wrong
        assert not style.tried(rule, right).hits, right


def test_no_two_rules_of_a_language_mend_one_word_differently() -> None:
    found: dict[tuple[str, str], str] = {}
    for rule in RULES:
        for word in words_of(rule) if rule.kind == "substitution" else ():
            assert found.setdefault((rule.language, word.lower()), rule.id) == rule.id, word


@pytest.mark.parametrize("sample", sorted((resources() / "samples").glob("*.md")), ids=lambda sample: sample.stem)
def test_the_sample_stories_are_in_house_style(sample: Path) -> None:
    article = read_file(sample).article
    assert [(one.code, one.about) for one in style.findings(article)] == []

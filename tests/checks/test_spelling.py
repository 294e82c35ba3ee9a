"""Which words are asked about, in which language, and which never are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.checks.spelling import LONGEST, Word, forms_of, known_forms, languages_of, names_in, words_of


def asked(text: str, tag: str = "en") -> list[str]:
    return [word.text for word in words_of(text, tag)]


def tags(text: str, tag: str) -> dict[str, str]:
    return {word.text: word.tag for word in words_of(text, tag)}


@pytest.mark.parametrize(
    "skipped",
    [
        "http://example.org/qzx",
        "www.qzxqzx.org",
        "kurdistan24.net",
        "kurdistan24.net/en/qzx",
        "budjet.pdf",
        "editr@newsdesk.example",
        "@hawkarz",
        "#watrcrisis",
        "`codde`",
        "``codde ``",
        "![](photo:abcdef)",
        "![altt](photo:abcdef)",
        "[^notte]",
        "<spann>",
        "&nbsp;",
        "NATO",
        "UNICEF",
        "NGOs",
        "NGO’s",
        "MPs",
        "U'S",
        "1,200",
        "١٬٢٠٠",
        "3rd",
        "G20",
        "COVID-19",
        "iPhone",
        "WhatsApp",
        "YouTube",
        "snake_cased",
        "/usr/locl/binn",
        "{creditt}",
        "x",
        "و",
        "x" * (LONGEST + 1),
        "—",
        "؟",
        "😀",
        "2026-11-26",
    ],
)
def test_what_no_dictionary_has_is_never_asked(skipped: str) -> None:
    assert asked(f"plain {skipped} words") == ["plain", "words"]


def test_the_words_of_a_link_are_asked_and_its_address_is_not() -> None:
    assert asked("See [the budjet](https://qzx.example/budjt 'ttle') now") == ["See", "the", "budjet", "now"]


def test_code_between_fences_is_not_asked() -> None:
    assert asked("One\n\n```\ncodde brar\n```\n\nTwo\n\n~~~\nnevr endd") == ["One", "Two"]


def test_marks_of_markdown_are_no_part_of_words() -> None:
    assert asked("## The **bold** _slanted_ ~~gone~~\n\n> quoted\n\n- item\n1. other") == (
        ["The", "bold", "slanted", "gone", "quoted", "item", "other"]
    )


def test_places_are_code_points_of_the_text() -> None:
    text = "😀 It’s (well-known), `no` «وەزیرەکان» ۱۲"
    for word in words_of(text, "en"):
        assert text[word.start : word.end] == word.text
    assert asked(text) == ["It’s", "well-known", "وەزیرەکان"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don’t don't", ["don’t", "don't"]),
        ("the reporters’ room", ["the", "reporters", "room"]),
        ("‘quoted’ 'quoted'", ["quoted", "quoted"]),
        ("anti-government -trailing- a–dash", ["anti-government", "trailing", "dash"]),
        ("rock'n'roll", ["rock'n'roll"]),
        ("THe NIGHTTIME", ["THe", "NIGHTTIME"]),
        ("کتێب‌خانە لە شارەکەدا", ["کتێب‌خانە", "لە", "شارەکەدا"]),
        ("حكــومة مَدِينَة", ["حكــومة", "مَدِينَة"]),
    ],
)
def test_how_words_are_cut(text: str, words: list[str]) -> None:
    assert asked(text) == words


@pytest.mark.parametrize(
    ("text", "tag", "languages"),
    [
        ("The minister said", "en", ("en", "ar")),
        ("Le ministre", "fr", ("fr", "ar")),
        ("وەزیری ئاو گوتی", "ckb", ("en", "ckb")),
        ("قال وزير الماء في بغداد إن السد", "ar", ("en", "ar")),
        ("قال وزير الماء في مدينة بغداد", "ckb", ("en", "ar")),
        ("وەزیری ئاوی هەولێر گوتی", "ar", ("en", "ckb")),
        ("وەزیری ئاوی هەولێر گوتی", "en", ("en", "ckb")),
        ("وزیر آب گفت که سد پر است", "fa", ("en", "fa")),
        ("وزیر آب گفت که سد پر است", "en", ("en", "fa")),
        ("ئازاد", "ckb", ("en", "ckb")),
        ("NATO گوتی", "ckb", ("en", "ckb")),
        ("Wezîr got", "kmr", ("kmr", "ar")),
    ],
)
def test_the_language_goes_by_script_and_by_paragraph(text: str, tag: str, languages: tuple[str, str]) -> None:
    found = languages_of(text, tag)
    assert found[0] == languages[0]
    if any("\u0600" <= char <= "\u06ff" for char in text):
        assert found[1] == languages[1]


def test_several_languages_in_one_text() -> None:
    text = "وەزیری ئاو لە Baghdad گوتی\n\nقال وزير الماء في مدينة بغداد\n\nThe minister said وەزیرەکە گوتی"
    found = tags(text, "ckb")
    assert (found["Baghdad"], found["The"], found["وەزیری"], found["مدينة"]) == ("en", "en", "ckb", "ar")


def test_a_word_is_looked_up_without_vowel_signs_and_in_the_letters_of_its_language() -> None:
    assert forms_of("مَدِينَة", "ar")[0] == "مدينة"
    assert forms_of("حكــومة", "ar")[0] == "حكومة"
    assert "کورد" in forms_of("كورد", "ckb")
    assert "هەولێر" in forms_of("ه\u200cه\u200cولێر".replace("ه\u200cه", "هه"), "ckb")
    assert forms_of("It’s", "en")[0] == "It's"
    assert "Barzani" in forms_of("Barzani’s", "en")
    assert "Ankara" in forms_of("Ankara’da", "tr")


def test_a_name_is_known_in_capitals_and_with_its_apostrophe() -> None:
    known = names_in(["Hawkar Zrar", "ERBIL", "Al-Sudani"])
    for word in ("Hawkar", "HAWKAR", "Hawkar’s", "Erbil", "ERBIL", "Sudani"):
        assert not known.isdisjoint(known_forms(word)), word
    for word in ("hawkar", "Hawka", "erbill"):
        assert known.isdisjoint(known_forms(word)), word


SKIPPED = st.sampled_from(
    ["http://a.example/qq", "`cc dd`", "a@b.example", "![](photo:1a)", "NATO", "1,204", "@who", "#tag", "COVID-19"]
)
WORDS = st.sampled_from(["minister", "It’s", "well-known", "وەزیر", "مدينة", "Ankara"])


@given(st.lists(SKIPPED | WORDS, max_size=12), st.sampled_from(["en", "ckb", "ar", "tr"]))
def test_of_any_text_exactly_the_words_are_asked(parts: list[str], tag: str) -> None:
    wanted = ["minister", "It’s", "well-known", "وەزیر", "مدينة", "Ankara"]
    assert asked(" ".join(parts), tag) == [part for part in parts if part in wanted]


@given(
    st.text(alphabet="ab-’' \n`[]()!<>@#./:ەن\u200cABC😀_*1{}\\&;", max_size=80), st.sampled_from(["en", "ckb", "ar"])
)
def test_words_lie_in_order_within_the_text(text: str, tag: str) -> None:
    end = 0
    for word in words_of(text, tag):
        assert isinstance(word, Word)
        assert end <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        assert len(word.text) > 1
        end = word.end

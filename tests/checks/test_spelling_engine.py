"""Dictionaries as they are asked: what they have, what is wrong, what was meant, and never for long."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from desk.article.trouble import Trouble
from desk.checks.dictionaries import Dictionary, by_language, find
from desk.checks.spelling_engine import Lexicon, Speller, known_encoding
from desk.checks.spelling_worker import OPTION, answers, command

OURS = Path(__file__).resolve().parent.parent / "dictionaries"
LONG = 5.0
"""Seconds; what has no bound takes minutes or years."""


def files() -> dict[str, tuple[Path, Path]]:
    return {tag: (one.aff, one.dic) for tag, one in by_language(find([OURS], []), {}).items()}


@pytest.fixture
def speller() -> Speller:
    return Speller(files(), ["Hawkar"])


def wrong(speller: Speller, text: str, tag: str = "en") -> list[str]:
    return [word.text for word in speller.misspelt(text, tag)]


@pytest.mark.parametrize(
    ("tag", "right", "mistaken"),
    [
        ("en", "The ministers recieved the stories on Monday’s unhappy meeting", ["recieved"]),
        ("en", "unhappy unsealed reporting cities dam’s café cafés", []),
        ("en", "A dammed citys caffé MINISTER Minister MiNister", ["dammed", "citys", "caffé"]),
        ("ckb", "وەزیرەکە لە شارەکان گوت ئاوێک", []),
        ("ckb", "وەزیرکە لە شارەکن گووت", ["وەزیرکە", "شارەکن", "گووت"]),
        ("ckb", "حكومەت حکومەتی ناکرا", []),
        ("ar", "قال الوزير وبغداد بالماء في المدينة", ["وبغداد"]),
        ("ar", "قال المراسلون والمراسلين مُراسِل حكــومة", []),
        ("ar", "قال الوزيير في المدنية", ["الوزيير", "المدنية"]),
    ],
)
def test_forms_are_made_by_the_rules(speller: Speller, tag: str, right: str, mistaken: list[str]) -> None:
    assert wrong(speller, right, tag) == mistaken


def test_each_word_is_asked_of_its_own_language(speller: Speller) -> None:
    text = "وەزیرەکە لە Baghdad گوت recieve\n\nقال الوزيير في مدينة بغداد"
    found = [(word.text, word.tag) for word in speller.misspelt(text, "ckb")]
    assert found == [("recieve", "en"), ("الوزيير", "ar")]


def test_a_language_without_a_dictionary_has_no_mistakes() -> None:
    assert wrong(Speller({}), "qzx وەزیرکە", "en") == []
    assert wrong(Speller({"en": files()["en"]}), "recieve وەزیرکە", "ckb") == ["recieve"]


def test_of_words_joined_by_hyphens_the_wrong_part_is_marked(speller: Speller) -> None:
    text = "A well-known anti-goverment pre-election vote-meeting, anti-aircraft"
    assert wrong(speller, text) == ["goverment"]
    found = next(iter(speller.misspelt(text, "en")))
    assert text[found.start : found.end] == "goverment"


def test_what_people_know_is_right(speller: Speller) -> None:
    assert wrong(speller, "Hawkar HAWKAR Hawkar’s hawkar Dilshad") == ["hawkar", "Dilshad"]
    speller.know(["Dilshad"])
    assert wrong(speller, "Hawkar Dilshad") == ["Hawkar"]


def test_a_paragraph_in_another_language_of_the_newsroom_is_asked_of_that_one(tmp_path: Path) -> None:
    (tmp_path / "de.aff").write_text("SET UTF-8\n", "utf-8")
    words = ["der", "Minister", "sagte", "die", "Regierung", "werde", "über", "den", "Damm", "beraten"]
    (tmp_path / "de.dic").write_text("\n".join([str(len(words)), *words]), "utf-8")
    speller = Speller({**files(), "de": (tmp_path / "de.aff", tmp_path / "de.dic")})
    said = "der Minister sagte die Regierung werde über den Dam beraten"
    assert wrong(speller, f"The minister said: recieve\n\n{said}") == ["recieve", "Dam"]
    names = ["Der", "Regierung", "Damm", "Regierung"]
    assert wrong(speller, ", ".join(names)) == names, "names are in no other language"


@pytest.mark.parametrize(
    ("tag", "word", "meant"),
    [
        ("en", "recieve", "receive"),
        ("en", "goverment", "government"),
        ("en", "Parliment", "Parliament"),
        ("en", "dont", "don't"),
        ("ckb", "پەرلەمن", "پەرلەمان"),
        ("ckb", "حکوومەت", "حکومەت"),
        ("ar", "برلمن", "برلمان"),
        ("ar", "الوزيير", "الوزير"),
    ],
)
def test_what_was_meant_is_suggested(speller: Speller, tag: str, word: str, meant: str) -> None:
    assert meant in speller.suggestions(word, tag)


def test_a_curly_apostrophe_stays_one(speller: Speller) -> None:
    assert "minister’s" in speller.suggestions("ministr’s", "en")


@pytest.mark.parametrize(
    "word",
    [
        "-".join("abcdefghij" * 4),
        "-".join(["recieve"] * 41),
        "q" * 10_000,
        "qz" * 32,
        "’".join("ab" * 40),
        "Q'" * 30 + "Q",
        "ه\u200c" * 60,
        "ـ" * 500 + "ab",
    ],
)
def test_no_word_takes_long(word: str) -> None:
    speller = Speller({tag: (one.aff, one.dic) for tag, one in by_language(find([], []), {}).items()} | files())
    begun = time.monotonic()
    list(speller.misspelt(f"see {word} here", "en"))
    list(speller.misspelt(f"see {word} here", "ckb"))
    speller.suggestions(word, "en")
    assert time.monotonic() - begun < LONG


def test_compounds_without_end_have_one(tmp_path: Path) -> None:
    """A dictionary that lets any letters be joined is asked with a bound, and what takes too long is right."""
    (tmp_path / "de.aff").write_text("SET UTF-8\nCOMPOUNDFLAG C\nCOMPOUNDMIN 1\n", "utf-8")
    words = ["a" * length for length in range(1, 15)]
    (tmp_path / "de.dic").write_text("\n".join(["14", *(f"{word}/C" for word in words)]), "utf-8")
    speller = Speller({"de": (tmp_path / "de.aff", tmp_path / "de.dic")})
    begun = time.monotonic()
    assert wrong(speller, f"{'a' * 60}b aaab", "de") == ["aaab"]
    speller.suggestions(f"{'a' * 60}b", "de")
    assert time.monotonic() - begun < LONG


@pytest.mark.parametrize(
    ("aff", "dic", "line"),
    [
        (b"SET UTF-8\nSFX A Y 2\nSFX A 0 s .\n", b"1\nword/A\n", ""),
        (b"SET UTF-8\nFLAG num\n\nREP many\n", b"1\nword\n", "x.aff is wrong at line 4"),
        (b"SET UTF-8\nMAXDIFF ten\n", b"1\nword\n", "x.aff is wrong at line 2"),
        (b"SET UTF-8\nSFX A Y\n", b"1\nword\n", "x.aff is wrong at line 2"),
        (b"SET UTF-8\nSFX A Y 1\nSFX A 0 s [^\n", b"1\nword/A\n", "x.aff is wrong"),
        (b"SET NONSENSE-9\n", b"1\nword\n", ""),
        (b"\xef\xbb\xbfSET UTF-8\n", b"\xef\xbb\xbf1\nword\n", ""),
        (b"\x00\xff\xfe" * 50, b"1\nword\n", ""),
        (b"", b"", ""),
    ],
)
def test_a_broken_dictionary_is_one_sentence(tmp_path: Path, aff: bytes, dic: bytes, line: str) -> None:
    (tmp_path / "x.aff").write_bytes(aff)
    (tmp_path / "x.dic").write_bytes(dic)
    speller = Speller({"en": (tmp_path / "x.aff", tmp_path / "x.dic"), "ckb": files()["ckb"]})
    assert wrong(speller, "word وەزیرکە") in (["وەزیرکە"], ["word", "وەزیرکە"])
    if line:
        assert len(speller.troubles) == 1
        assert line in speller.troubles[0]
        assert speller.troubles[0].endswith("get it anew, or take it away.")


def test_a_dictionary_in_another_script_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "ckb_IQ.aff").write_text("SET UTF-8\n", "utf-8")
    (tmp_path / "ckb_IQ.dic").write_text("3\nwezîr\nav\nHewlêr\n", "utf-8")
    speller = Speller({"ckb": (tmp_path / "ckb_IQ.aff", tmp_path / "ckb_IQ.dic"), "en": files()["en"]})
    assert wrong(speller, "وەزیر گوت recieve", "ckb") == ["recieve"]
    assert speller.troubles == ["The dictionary ckb_IQ is in another script than Sorani Kurdish: take it away."]


def test_a_dictionary_that_is_gone_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"The dictionary x cannot be read: No such file or directory\."):
        Lexicon(tmp_path / "x.aff", tmp_path / "x.dic")


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("UTF-8", "utf-8"),
        ("ISO8859-1", "iso8859-1"),
        ("microsoft-cp1256", "cp1256"),
        ("KOI8-R", "koi8-r"),
        ("?", "utf-8"),
    ],
)
def test_encodings_as_hunspell_names_them(name: str, python: str) -> None:
    assert known_encoding(name) == python


# the process


def said(asked: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    return list(answers(json.dumps(one).encode() for one in asked))


def setup(**known: object) -> dict[str, object]:
    return {"do": "setup", "files": {tag: [str(a), str(d)] for tag, (a, d) in files().items()}, "known": [], **known}


def test_the_process_answers_line_by_line() -> None:
    check = {"do": "check", "text": "recieve Dara", "tag": "en"}
    found = said(
        [
            setup(),
            {**check, "id": 1},
            {"do": "know", "known": ["Dara"]},
            {**check, "id": 2},
            {"do": "suggest", "word": "recieve", "tag": "en", "id": 3},
        ]
    )
    assert found[0] == {"id": 1, "wrong": [[0, 7, "recieve", "en"], [8, 12, "Dara", "en"]]}
    assert found[1] == {"id": 2, "wrong": [[0, 7, "recieve", "en"]]}
    assert "receive" in str(found[2]["words"])


def test_the_process_tells_of_a_broken_dictionary_once(tmp_path: Path) -> None:
    check = {"do": "check", "text": "word", "tag": "en", "id": 1}
    found = said([setup(files={"en": [str(tmp_path / "no.aff"), str(tmp_path / "no.dic")]}), check, check])
    assert [len(one.get("troubles", [])) for one in found] == [1, 0]  # type: ignore[arg-type]


def test_a_bundled_program_is_the_process_itself() -> None:
    asked = f"{json.dumps(setup())}\n{json.dumps({'do': 'check', 'id': 7, 'text': 'recieve', 'tag': 'en'})}\n"
    program = [sys.executable, "-m", "desk", OPTION]
    done = subprocess.run(program, input=asked.encode(), capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout)["id"] == 7
    assert done.stderr == b""


def test_the_process_ends_with_its_input() -> None:
    asked = f"{json.dumps(setup())}\n{json.dumps({'do': 'check', 'id': 7, 'text': 'recieve', 'tag': 'en'})}\n"
    done = subprocess.run(command(), input=asked.encode(), capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout)["wrong"] == [[0, 7, "recieve", "en"]]
    assert done.stderr == b""


def test_the_dictionary_that_comes_with_desk_knows_english() -> None:
    brought = [one for one in find([], []) if one.tag == "en-US"]
    assert [one.origin for one in brought] == ["comes with Desk"]
    speller = Speller({"en": (brought[0].aff, brought[0].dic)})
    text = "Ministers meet over border dam. They won’t recieve the “well-known” reporter’s stories in the goverment."
    assert wrong(speller, text) == ["recieve", "goverment"]
    assert isinstance(brought[0], Dictionary)

"""Dictionaries are found where systems and programs keep them, and taken out of what they are handed around in."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from desk.article.trouble import Trouble
from desk.checks.dictionaries import (
    Dictionary,
    add,
    by_language,
    find,
    put_back,
    remove,
    tag_of,
    unusable,
    usual_places,
)


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("SET UTF-8\n" if name.endswith(".aff") else "1\nword\n", "utf-8")
    return folder


def tags(found: tuple[Dictionary, ...]) -> list[str]:
    return [one.tag for one in found if one.origin != "comes with Desk"]


@pytest.mark.parametrize(
    ("stem", "tag"),
    [
        ("en_US", "en-US"),
        ("en-GB", "en-GB"),
        ("en_GB-ize", "en-GB"),
        ("ckb", "ckb"),
        ("ckb_IQ", "ckb-IQ"),
        ("ar", "ar"),
        ("fa-IR", "fa-IR"),
        ("de_DE_frami", "de-DE"),
        ("fr-toutesvariantes", "fr"),
        ("kmr_Latn", "kmr-Latn"),
        ("ku_TR", "kmr-TR"),
        ("sr-Latn_RS", "sr-Latn-RS"),
        ("hyph_en_US", ""),
        ("README_en", ""),
        ("Dictionary", ""),
        ("e", ""),
    ],
)
def test_a_file_s_name_says_the_language(stem: str, tag: str) -> None:
    assert tag_of(stem) == tag


def test_what_people_drop_goes_before_what_the_system_has(tmp_path: Path) -> None:
    own = put(tmp_path / "own", "ckb.aff", "ckb.dic", "en_GB.aff", "en_GB.dic", "half.aff", "ar.dic")
    system = put(tmp_path / "system", "ckb.aff", "ckb.dic", "en_US.aff", "en_US.dic", "en_GB.aff", "en_GB.dic")
    found = find([own], [system])
    assert [(one.tag, one.aff.parent.name) for one in found] == [("ckb", "own"), ("en-GB", "own"), ("en-US", "system")]
    assert by_language(found, {})["en"].tag == "en-GB"
    assert by_language(found, {"en": "en-US"})["en"].tag == "en-US"
    assert by_language(found, {"en": "en-ZA"})["en"].tag == "en-GB"


def test_where_nothing_is_installed_english_comes_with_desk(tmp_path: Path) -> None:
    found = find([tmp_path / "nowhere"], [])
    assert [(one.tag, one.name, one.origin) for one in found] == [("en-US", "English (US)", "comes with Desk")]
    assert found[0].aff.is_file()
    assert found[0].dic.is_file()


def test_one_dictionary_under_many_names_is_one_and_under_another_language_s_none(tmp_path: Path) -> None:
    folder = put(tmp_path / "hunspell", "de_DE.aff", "de_DE.dic", "kmr_Latn.aff", "kmr_Latn.dic")
    for name, real in (("de_BE", "de_DE"), ("ckb_IQ", "kmr_Latn"), ("ku_TR", "kmr_Latn")):
        for suffix in (".aff", ".dic"):
            (folder / f"{name}{suffix}").symlink_to(f"{real}{suffix}")
    assert tags(find([], [folder])) == ["de-DE", "kmr-Latn"]


def test_half_a_pair_and_a_name_of_no_language_are_told(tmp_path: Path) -> None:
    own = put(tmp_path, "ckb.aff", "Sorani.aff", "Sorani.dic", "ar.dic", "en.aff", "en.dic", "notes.txt")
    told = list(unusable([own]))
    assert len(told) == 3
    assert "Sorani.aff" in told[0]
    assert "put ar.aff beside it" in told[1]
    assert "put ckb.dic beside it" in told[2]


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("linux", ".local/share/hunspell"),
        ("linux", ".config/libreoffice/4/user/uno_packages/cache/uno_packages/lu1.tmp_/dict-ckb.oxt"),
        ("linux", ".config/libreoffice/4/user/uno_packages/cache/uno_packages/lu1.tmp_/dict-ckb.oxt/dictionaries"),
        ("darwin", "Library/Spelling"),
        ("darwin", "Library/Application Support/LibreOffice/4/user/uno_packages/cache/uno_packages/a/b.oxt"),
        ("win32", "AppData/LibreOffice/4/user/uno_packages/cache/uno_packages/a/b.oxt"),
        ("win32", "Programs/LibreOffice/share/extensions/dict-ckb"),
        ("win32", "Programs/Mozilla Firefox/dictionaries"),
    ],
)
def test_the_usual_places_of_a_system(tmp_path: Path, system: str, place: str) -> None:
    put(tmp_path / place, "ckb.aff", "ckb.dic")
    env = {"APPDATA": str(tmp_path / "AppData"), "PROGRAMFILES": str(tmp_path / "Programs")}
    places = usual_places(system, tmp_path, env)
    assert tmp_path / place in places
    assert "ckb" in tags(find([], places))


def test_a_path_of_dictionaries_is_heeded(tmp_path: Path) -> None:
    folder = put(tmp_path / "named", "ckb.aff", "ckb.dic")
    assert usual_places("linux", tmp_path, {"DICPATH": f"{tmp_path / 'none'}{os.pathsep}{folder}"})[0] == folder


def packed(file: Path, *names: str) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "SET UTF-8\n" if name.endswith(".aff") else "1\nword\n")
    return file


@pytest.mark.parametrize("name", ["dict.oxt", "dict.zip", "dict.xpi"])
def test_an_archive_gives_its_dictionaries(tmp_path: Path, name: str) -> None:
    names = ("META-INF/manifest.xml", "dictionaries/ckb.aff", "dictionaries/ckb.dic", "ar.aff", "ar.dic", "hyph_ar.dic")
    folder = tmp_path / "own"
    added = add(packed(tmp_path / name, *names), folder)
    assert sorted(one.tag for one in added) == ["ar", "ckb"]
    assert sorted(file.name for file in folder.iterdir()) == ["ar.aff", "ar.dic", "ckb.aff", "ckb.dic"]
    assert tags(find([folder], [])) == ["ar", "ckb"]


@pytest.mark.parametrize("chosen", ["ckb.aff", "ckb.dic"])
def test_either_file_of_a_pair_gives_both(tmp_path: Path, chosen: str) -> None:
    source, folder = put(tmp_path / "downloads", "ckb.aff", "ckb.dic"), tmp_path / "own"
    assert [one.tag for one in add(source / chosen, folder)] == ["ckb"]
    assert sorted(file.name for file in folder.iterdir()) == ["ckb.aff", "ckb.dic"]
    assert [one.tag for one in add(folder / chosen, folder)] == ["ckb"]  # again, from where it lies


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda folder: put(folder, "ckb.aff") / "ckb.aff",
            "A dictionary is two files: ckb.dic must lie beside ckb.aff.",
        ),
        (lambda folder: put(folder, "My.aff", "My.dic") / "My.aff", "My.aff is not named by its language"),
        (lambda folder: packed(folder / "a.zip", "readme.txt", "../x/ckb.dic"), "There is no dictionary in a.zip"),
        (lambda folder: packed(folder / "b.zip", "ckb.aff"), "There is no dictionary in b.zip"),
        (lambda folder: put(folder, "c.oxt") / "c.oxt", "c.oxt cannot be read: it is no archive, or a damaged one."),
        (lambda folder: folder / "gone.zip", "gone.zip cannot be read: no such file or directory."),
    ],
)
def test_what_holds_no_dictionary_is_one_sentence(tmp_path: Path, make, sentence: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "in").mkdir()
    with pytest.raises(Trouble) as said:
        add(make(tmp_path / "in"), tmp_path / "own")
    assert str(said.value).startswith(sentence)
    assert list((tmp_path / "own").iterdir()) == []


def test_names_in_an_archive_lead_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "own"
    add(packed(tmp_path / "a.zip", "../../ckb.aff", "../../ckb.dic"), folder)
    assert sorted(file.name for file in tmp_path.rglob("ckb.*")) == ["ckb.aff", "ckb.dic"]
    assert sorted(file.name for file in folder.iterdir()) == ["ckb.aff", "ckb.dic"]


RULES, WORDS = b"SET UTF-8\n", "2\nwordt/A\nپیاو\n".encode()


@pytest.mark.parametrize(
    ("aff", "dic", "why"),
    [
        (RULES, WORDS, ""),
        (b"", b"\xef\xbb\xbf1\nword\n", ""),
        (b"SET ISO8859-6\n", b"1\n\xe3\xe4\n", ""),
        (RULES, b"3 words\n" + "پیاو\n".encode() * 20_000, ""),
        (bytes(range(256)) * 9, WORDS, "its rules are no text"),
        (RULES, bytes(range(256)) * 9, "its words are no text"),
        (RULES, "2\nword\n".encode("utf-16"), "its words are no text"),
        (RULES, b"Dear all,\nthe words\n", "its list does not begin with the number of its words"),
        (RULES, b"", "its list does not begin with the number of its words"),
        (RULES, b"2\n", "its list has no words that can be read"),
        (RULES, b"2\n\xff\xfe\xe1\n\xff\n", "its list has no words that can be read"),
        (RULES, b"2\n1,2\n3;4\n", "its list has no words that can be read"),
    ],
)
def test_a_dictionary_is_text_with_a_number_of_words(tmp_path: Path, aff: bytes, dic: bytes, why: str) -> None:
    source, own = tmp_path / "downloads", tmp_path / "own"
    source.mkdir()
    (source / "de_DE.aff").write_bytes(aff)
    (source / "de_DE.dic").write_bytes(dic)
    with zipfile.ZipFile(source / "de.oxt", "w") as archive:
        for half in ("de_DE.aff", "de_DE.dic"):
            archive.write(source / half, half)
    for file in ("de_DE.dic", "de.oxt"):
        if why:
            with pytest.raises(Trouble, match=why):
                add(source / file, own)
            assert list(own.iterdir()) == []
        else:
            assert [one.tag for one in add(source / file, own)] == ["de-DE"]
    assert tags(find([source], [])) == ([] if why else ["de-DE"])
    assert [why in told for told in unusable([source])] == ([True] if why else [])


def test_only_what_was_added_is_taken_away_and_it_comes_back_as_it_was(tmp_path: Path) -> None:
    own, system = put(tmp_path / "own", "ckb.aff", "ckb.dic"), put(tmp_path / "system", "ar.aff", "ar.dic")
    added, of_system = find([own], [system])[:2]
    with pytest.raises(Trouble, match="Arabic was not added here: it is of this system"):
        remove(of_system, [own])
    removed = remove(added, [own])
    assert tags(find([own], [system])) == ["ar"]
    put_back(removed)
    assert find([own], [system])[0] == added

"""Wire copy's fixed phrases: what is printed is read back, and no ordinary sentence is mistaken for one."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.model import Dateline
from desk.article.wire import (
    bare_credit,
    caption_text,
    dateline_text,
    names_photo,
    split_byline,
    split_credit,
    split_dateline,
    split_names,
    split_sign_off,
)

EXAMPLES = 300 if os.environ.get("CI") else 100
TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("dateline", "language", "text"),
    [
        (Dateline("Sulaimani", "DESK", date(2026, 3, 3)), "en", "SULAIMANI (DESK) —"),
        (Dateline("سلێمانی", "ئێستا"), "ckb", "سلێمانی (ئێستا) —"),
        (Dateline("Erbil, Iraq", "AP"), "en", "ERBIL, Iraq (AP) —"),
        (Dateline("Diyarbakır", ""), "tr", "DİYARBAKIR —"),
        (Dateline("", "AFP"), "en", "(AFP) —"),
        (Dateline("", "", date(2026, 3, 3)), "en", ""),
        (Dateline(" New \n York "), "en", "NEW YORK —"),
    ],
)
def test_a_dateline_is_printed_as_on_the_wire(dateline: Dateline, language: str, text: str) -> None:
    assert dateline_text(dateline, language) == text


@pytest.mark.parametrize(
    ("paragraph", "place", "agency", "day", "rest"),
    [
        ("SULAIMANI (DESK) — Water ministers met.", "SULAIMANI", "DESK", None, "Water ministers met."),
        ("ERBIL, Iraq (AP) - The two", "ERBIL, Iraq", "AP", None, "The two"),
        ("BAGHDAD, March 3 (Reuters) – Iraq", "BAGHDAD", "Reuters", date(2026, 3, 3), "Iraq"),
        ("DUBAI, Dec 31 (Reuters) - Gulf", "DUBAI", "Reuters", date(2025, 12, 31), "Gulf"),
        ("BAGHDAD, 3 March 2024 (Reuters) – Iraq", "BAGHDAD", "Reuters", date(2024, 3, 3), "Iraq"),
        ("WASHINGTON, D.C. (AP) — The", "WASHINGTON, D.C.", "AP", None, "The"),
        ("AL-HASAKAH, Syria (North Press) – X", "AL-HASAKAH, Syria", "North Press", None, "X"),
        ("**ERBIL (AP) —** He said", "ERBIL", "AP", None, "He said"),
        ("**ERBIL** (AP) — He *said*", "ERBIL", "AP", None, "He *said*"),
        ("  Erbil (Reuters) -- He", "Erbil", "Reuters", None, "He"),
        ("TEHRAN — Iran said", "TEHRAN", "", None, "Iran said"),
        ("(DESK) — text", "", "DESK", None, "text"),
        ("سلێمانی (ئێستا) — وەزیران", "سلێمانی", "ئێستا", None, "وەزیران"),
        ("هەولێر، ٣ی ئازار (رووداو) – دەق", "هەولێر", "رووداو", date(2026, 3, 3), "دەق"),
        ("بغداد، 3 كانون الثاني (رويترز) - قال", "بغداد", "رويترز", date(2026, 1, 3), "قال"),
        ("هەولێر، ٣ی ئازاری ٢٠٢٦ (ڕووداو) – دەق", "هەولێر", "ڕووداو", date(2026, 3, 3), "دەق"),
        ("BAGHDAD/VIENNA, March 5 (Reuters) - Oil", "BAGHDAD/VIENNA", "Reuters", date(2026, 3, 5), "Oil"),
        ("MOSUL and TIKRIT, Iraq (AFP) — Two", "MOSUL and TIKRIT, Iraq", "AFP", None, "Two"),
        ("ERBIL, BAGHDAD (AP) — Two", "ERBIL, BAGHDAD", "AP", None, "Two"),
        ("هەولێر/کەرکووک (ئێستا) — دوو", "هەولێر/کەرکووک", "ئێستا", None, "دوو"),
        ("ERBIL (AP)--The two", "ERBIL", "AP", None, "The two"),
        ("KIRKUK (AP) _ Farmers", "KIRKUK", "AP", None, "Farmers"),
        ("راوندوز (أ ف ب) ـ أغلق", "راوندوز", "أ ف ب", None, "أغلق"),
        ("بغداد - (أ ف ب) - اجتمع", "بغداد", "أ ف ب", None, "اجتمع"),
        ("ERBIL, Kurdistan Region - Water", "ERBIL, Kurdistan Region", "", None, "Water"),
        ("DUHOK, Iraq, March 3, 2026 /PRNewswire/ -- The", "DUHOK, Iraq", "PRNewswire", date(2026, 3, 3), "The"),
        ("القاهرة، 3 يناير (أ ف ب) - قال", "القاهرة", "أ ف ب", date(2026, 1, 3), "قال"),
        ("أربيل / شفق نيوز / قالت الوزارة.", "أربيل", "شفق نيوز", None, "قالت الوزارة."),
        ("Baghdad / NINA / It rained 24/7.", "Baghdad", "NINA", None, "It rained 24/7."),
        ("BASRA, Iraq – 3 March 2026 (Desk/AFP) — It", "BASRA, Iraq", "Desk/AFP", date(2026, 3, 3), "It"),
        ("(CNN) — It rained.", "", "CNN", None, "It rained."),
    ],
)
def test_a_dateline_is_read(paragraph: str, place: str, agency: str, day: date | None, rest: str) -> None:
    assert split_dateline(paragraph, today=TODAY) == (Dateline(place, agency, day), rest)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "— dash",
        "- item",
        "The dam (built 1970) — the largest",
        "The dam — the largest — broke",
        "Ministers (and others) — met",
        "He said (AP) — that",
        "A — b",
        "A man - who",
        "Water. (AP) — more",
        "ERBIL",
        "ERBIL (AP) said",
        "NATO - the alliance - met",
        "The dam, the largest - it broke",
        "PARIS (1920) — a memoir",
        "Erbil and others - who",
        "زیاتر بخوێنەوە، مامۆستاکە وتی، و کەمتر بنووسن. Yes — and no",
        "BAGHDAD, where the two of them had met before — and",
        "قال الرئيس - الذي وصل",
        "وتی ئەوەی من دەیزانم — کە",
        "Tea / coffee / water are sold there.",
        "Red / GREEN / blue / white is the flag.",
        "Bread / rice and NINA / what they eat.",
    ],
)
def test_a_sentence_is_no_dateline(paragraph: str) -> None:
    assert split_dateline(paragraph) is None


places = st.sampled_from(["Erbil", "New York", "Erbil, Iraq", "Al-Hasakah, Syria", "هەولێر", "سلێمانی", "تل أبيب", ""])
agencies = st.sampled_from(["DESK", "AP", "North Press", "ئێستا", "رويترز", "Desk News/AFP", ""])
words = st.text(st.sampled_from("aB .,:—-()*3کی\u200cێ😀"), max_size=30).map(str.strip)


@settings(max_examples=EXAMPLES)
@given(places, agencies, words)
def test_a_printed_dateline_is_read_back(place: str, agency: str, rest: str) -> None:
    printed = dateline_text(Dateline(place, agency), "en")
    if printed:
        city, comma, country = place.partition(",")
        expected = Dateline(city.upper() + comma + country, agency)
        assert split_dateline(f"{printed} {rest}") == (expected, rest)
        assert dateline_text(expected, "en") == printed


@pytest.mark.parametrize(
    ("caption", "words_of_it", "credit"),
    [
        ("Delegates arrive. (Reuters photo)", "Delegates arrive.", "Reuters photo"),
        ("Delegates in Erbil, March 3, 2026. (Agency photo)", "Delegates in Erbil, March 3, 2026.", "Agency photo"),
        ("She sings (AFP)", "She sings", "AFP"),
        ("(AFP/Getty Images)", "", "AFP/Getty Images"),
        ("A dam. (AFP (via Getty))", "A dam.", "AFP (via Getty)"),
        ("He waves. Photo: Hadi/AFP", "He waves.", "Hadi/AFP"),
        ("Photo: Hadi", "", "Hadi"),
        ("Photo by: Hadi Mizban", "", "Hadi Mizban"),
        ("A dam | Photo: Hadi", "A dam", "Hadi"),
        ("وەزیران گەیشتن. (وێنە: ئێستا)", "وەزیران گەیشتن.", "ئێستا"),
        ("وصل الوزراء. (رويترز)", "وصل الوزراء.", "رويترز"),
        ("He waves. (AP Photo/Hadi M.)", "He waves.", "AP Photo/Hadi M."),
        ("He poses with his wife (left)", "He poses with his wife (left)", ""),
        ("He left. (He was late.)", "He left. (He was late.)", ""),
        ("He left (2019)", "He left (2019)", ""),
        ("The photo: a story", "The photo: a story", ""),
        ("", "", ""),
    ],
)
def test_a_credit_is_read_from_the_end_of_a_caption(caption: str, words_of_it: str, credit: str) -> None:
    assert split_credit(caption) == (words_of_it, credit)


captions = st.sampled_from(
    ["Delegates arrive in Erbil.", "وەزیران گەیشتن.", "Who won?", "“Enough!”", "He (left) waves.", ""]
)
credits = st.sampled_from(
    ["Hemin Karim", "AFP", "AP Photo/Hadi Mizban", "هێمن کەریم", "AFP (via Getty)", "Desk News", ""]
)


@settings(max_examples=EXAMPLES)
@given(captions, credits)
def test_a_printed_caption_is_read_back(caption: str, credit: str) -> None:
    assert split_credit(caption_text(caption, credit)) == (caption, credit)


@pytest.mark.parametrize(
    ("body", "rest", "sign_off"),
    [
        ("Text.\n\n(Desk News/AFP)", "Text.", "(Desk News/AFP)"),
        ("Text.\r\n\r\n(Desk News/AFP)\r\n", "Text.", "(Desk News/AFP)"),
        ("دەق.\n\n*(ئێستا)*\n\n", "دەق.", "(ئێستا)"),
        ("Text.\n\n(Reporting by A. Ali; Editing by B. Karim)", "Text.", "(Reporting by A. Ali; Editing by B. Karim)"),
        ("(AFP)", "", "(AFP)"),
        ("Text.\n(AFP)", "Text.\n(AFP)", ""),
        ("Text. (AFP)", "Text. (AFP)", ""),
        ("Text.\n\n(That is what he said.)", "Text.\n\n(That is what he said.)", ""),
        ("Text.\n\n(1)", "Text.\n\n(1)", ""),
        ("Text.\n\n(a) and (b)", "Text.\n\n(a) and (b)", ""),
        ("Text.\n", "Text.\n", ""),
        ("", "", ""),
    ],
)
def test_a_sign_off_is_read_from_the_end_of_a_body(body: str, rest: str, sign_off: str) -> None:
    assert split_sign_off(body) == (rest, sign_off)


@settings(max_examples=EXAMPLES)
@given(st.lists(words.filter(bool)), st.sampled_from(["(Desk News/AFP)", "(ئێستا/رووداو)", "(AP)", "(A (via B))"]))
def test_a_printed_sign_off_is_read_back(paragraphs: list[str], sign_off: str) -> None:
    body = "\n\n".join(paragraphs)
    assert split_sign_off(f"{body}\n\n{sign_off}") == (body, sign_off)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Hemin Karim and Sara Ali", "Hemin Karim and Sara Ali"),
        ("BY JOHN SMITH", "JOHN SMITH"),
        ("**By John F. Smith**", "John F. Smith"),
        ("By Hemin Karim, Desk News", "Hemin Karim, Desk News"),
        ("By AFP", "AFP"),
        ("نووسینی: هێمن کەریم", "هێمن کەریم"),
        ("بقلم: أحمد علي", "أحمد علي"),
        ("By Tuesday", None),
        ("By the river", None),
        ("By Tuesday the water had gone", None),
        ("By Hemin Karim. He was there.", None),
        ("Hemin Karim", None),
        ("", None),
    ],
)
def test_a_byline_is_read(line: str, names: str | None) -> None:
    assert split_byline(line) == names


@pytest.mark.parametrize(
    ("credit", "bare"),
    [
        ("Photo: Reuters", "Reuters"),
        ("Photograph by Sara Ali", "Sara Ali"),
        ("Reuters photo", "Reuters"),
        ("وێنە: ئاژانس", "ئاژانس"),
        ("Photography Ltd", "Photography Ltd"),
        ("Photo", "Photo"),
        ("", ""),
    ],
)
def test_a_credit_without_its_word_for_a_photo(credit: str, bare: str) -> None:
    assert bare_credit(credit) == bare
    assert names_photo(bare) == (bare == "Photo")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Hemin Karim", ("Hemin Karim",)),
        ("Hemin Karim, Sara Ali and Rêbîn Aziz", ("Hemin Karim", "Sara Ali", "Rêbîn Aziz")),
        ("هێمن کەریم؛ سارا عەلی و ڕێبین", ("هێمن کەریم", "سارا عەلی", "ڕێبین")),
        ("Sandy Anderson;Sandy Anderson", ("Sandy Anderson",)),
        (" , ", ()),
    ],
)
def test_the_names_of_a_line_are_told_apart(line: str, names: tuple[str, ...]) -> None:
    assert split_names(line) == names

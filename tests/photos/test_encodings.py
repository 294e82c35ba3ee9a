"""Encodings guessed and mojibake mended, in Latin and in Arabic script; sound text is never altered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.photos.encodings import decoded, mended, whole_letters
from tests.builders import ARABIC, EMOJI, ENGLISH, SORANI, ZWNJ

NAMES = (
    *("José Núñez", "François Hollande", "Zoë", "Ångström", "Škoda", "Łukasz Wałęsa", "Jürgen Klöckner", "Weiß"),
    *("Recep Tayyip Erdoğan", "İstanbul", "Diyarbakır", "Şanlıurfa", "Ağrı", "Çağrı Öztürk", "Muğla", "Gülşen"),
    *("Köln", "KÖLN", "Österreich", "ÖSTERREICH", "São Tomé e Príncipe", "Malmö", "Åland", "Œuvre", "Kraków"),
    *("Besançon", "Saint-Étienne", "Orléans", "Großräschen", "Ürümqi", "Azərbaycan", "Αθήνα", "Київ", "Hà Nội"),
    *("Hewlêr", "Silêmanî", "Kurdistanê", "Şêx Mehmûd", "Müller – “façade” €5", "20 °C", "Reuters®", "½ Stunde"),
)
ARABIC_SCRIPT = (
    *("هەولێر", "سلێمانی", "وەزیرانی ئاوی هەردوو وڵات", "کوردستان", "ڕۆژنامەنووس", "دهۆک", "كەركووك", SORANI),
    *("العراق", "أربيل", "بغداد", "رئيس الوزراء", "الماء،", "قال المسؤولون", ARABIC),
)
IN_WINDOWS_1256 = tuple(text for text in ARABIC_SCRIPT if not set(text) & set("ەێۆڵڕی"))
SOUND = (
    *(ENGLISH, EMOJI, f"نووسین{ZWNJ}ەکان", "Ünye’de ÇÖĞÜŞ", "naïve", "Ärzte ÄÖÜ"),
    *("BEYONCÉ’S TOUR", "BEYONCÉ’s tour", "CAFÉ—BAR", "CAFÉ”", "CITÉ»", "MALMÖ’S PORT", "MALMÖ…", "ANDRÉ–MARIE"),
    *("Strauß’ Walzer", "Weiß…", "Fuß”", "allé…”", "AMANHÃ…", "MANHÃ”", "NESCAFÉ®", "CAFÉ™", "N° 5 – DÉJÀ VU"),
    *("À L’ÉCOLE", "« VOILÀ »", "É.\xa0U.", "ÎLE-DE-FRANCE", "Piñata’s", "SÃO JOSÉ", "IRMÃ’S"),
)
RUNS = ("ÀÉÈ", "ÆØÅ", "ÇÖĞ", "ÄÖÜ")
"""No words, but letters in a row; two of these beside each other cannot be told from an Arabic word."""
SPACES = st.sampled_from([" ", ", ", " – ", "\n", ": ", " (", ") "])


def sentences(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(st.sampled_from(words), SPACES), min_size=1, max_size=6).map(
        lambda pairs: "".join(word + space for word, space in pairs).strip()
    )


def as_read_in(text: str, encoding: str) -> str:
    """UTF-8 read in a wrong encoding; bytes it does not define come out as control characters."""
    return "".join(
        bytes((byte,)).decode(encoding, "ignore") or bytes((byte,)).decode("latin-1") for byte in text.encode()
    )


@pytest.mark.parametrize("text", [*SOUND, *RUNS, *NAMES, *ARABIC_SCRIPT])
def test_sound_text_stays_as_it_is(text: str) -> None:
    assert mended(text) == text


@given(sentences(NAMES + ARABIC_SCRIPT + SOUND))
def test_sound_sentences_stay_as_they_are(text: str) -> None:
    assert mended(text) == text


@given(st.text(st.sampled_from("abc ABC,.ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىکگچپژۆێەڕڵ،؛؟٠١٢")))
def test_arabic_script_is_never_taken_for_mojibake(text: str) -> None:
    assert mended(text) == text


@given(st.text(st.sampled_from("aeéàçêÉÀÇÖÜßäöüğşıİŞĞ ’”“—…»«.,S"), max_size=12))
def test_western_letters_and_marks_are_never_taken_for_arabic(text: str) -> None:
    assert not any("\u0600" <= mark <= "\u06ff" for mark in mended(text))


@given(sentences(NAMES + ARABIC_SCRIPT), st.sampled_from(["cp1252", "latin-1"]))
def test_utf_8_read_as_western_is_mended(text: str, wrong: str) -> None:
    assert mended(as_read_in(text, wrong)) == text


@given(sentences(ARABIC_SCRIPT))
def test_arabic_script_in_utf_8_read_as_windows_1256_is_mended(text: str) -> None:
    assert mended(as_read_in(text, "cp1256")) == text


@pytest.mark.parametrize("text", ["Müller’s façade", "Zürich – “ja” – Köln"])
def test_western_utf_8_read_as_windows_1256_is_mended(text: str) -> None:
    assert mended(as_read_in(text, "cp1256")) == text


@pytest.mark.parametrize("text", [SORANI, ARABIC, "Erdoğan’ın", "São Tomé"])
def test_mojibake_of_mojibake_is_mended(text: str) -> None:
    assert mended(text.encode().decode("latin-1").encode().decode("latin-1")) == text
    assert mended(as_read_in(as_read_in(text, "cp1252"), "cp1252")) == text


@given(sentences(IN_WINDOWS_1256), st.sampled_from(["cp1252", "latin-1"]))
def test_windows_1256_read_as_western_is_mended(text: str, wrong: str) -> None:
    read = "".join(bytes((b,)).decode(wrong, "ignore") or chr(b) for b in text.encode("cp1256"))
    assert mended(read) == text


def test_windows_quotes_read_as_latin_1_are_quotes() -> None:
    assert mended("“Müller” – ja".encode("cp1252").decode("latin-1")) == "“Müller” – ja"


@pytest.mark.parametrize("text", [SORANI, ARABIC, "Diyarbakır’a gidiş"])
def test_mojibake_that_was_cut_within_a_letter_is_mended_up_to_it(text: str) -> None:
    data = text.encode()
    for end in range(len(data) - 6, len(data) + 1):
        assert mended(data[:end].decode("latin-1")) == data[:end].decode("utf-8", "ignore")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (ARABIC.encode("cp1256"), ARABIC),
        (SORANI.encode(), SORANI),
        (SORANI.encode()[:-1] if SORANI.encode()[-1] > 127 else SORANI[:-1].encode()[:-1], SORANI[:-2]),
        ("Café Müller".encode("latin-1"), "Café Müller"),
        ("“Café”".encode("cp1252"), "“Café”"),
        (b"caf\xe9 \x81", "café \x81"),
        (b"caf\xe9", "café"),
    ],
)
def test_the_encoding_of_unmarked_bytes_is_guessed(data: bytes, text: str) -> None:
    assert decoded(data) == text


@given(sentences(NAMES + ARABIC_SCRIPT))
def test_utf_8_is_read_as_such_wherever_it_is_cut(text: str) -> None:
    data = text.encode()
    sure = max((at for at, byte in enumerate(data) if byte > 127), default=0) + 1
    for end in range(min(len(data), sure), len(data) + 1):
        assert decoded(data[:end]) == data[:end].decode("utf-8", "ignore")


@given(st.text())
def test_whole_letters_stay(text: str) -> None:
    assert whole_letters(text.encode("utf-8", "ignore")) == text.encode("utf-8", "ignore")


@given(st.binary())
def test_any_bytes_decode(data: bytes) -> None:
    assert isinstance(mended(decoded(data)), str)

"""Old encodings guessed and mojibake mended: text of Latin and of Arabic script that lost its encoding on the way.

What is mended was read in a wrong encoding somewhere: `Ã©` for `é`, `ÇáÚÑÇÞ` for `العراق`. Sound text is never
altered; where a mark could be either (`CAFÉ—BAR` has the bytes of a letter no newsroom writes) it is left alone.
"""

from __future__ import annotations

import re


def decoded(data: bytes) -> str:
    """Text whose encoding nobody noted, in the likeliest."""
    return decoded_as(data, likely_encoding(data))


def decoded_as(data: bytes, encoding: str) -> str:
    """Text in this encoding; a last letter that was cut off in its midst, for want of room, is left out."""
    whole = whole_letters(data) if encoding == "utf-8" else data
    return whole.decode(encoding, "replace")


def likely_encoding(data: bytes) -> str:
    """UTF-8 where the bytes are that, Windows-1256 where they make Arabic words, else a Western one."""
    if holds(whole_letters(data), "utf-8"):
        return "utf-8"
    encoding = "cp1256" if _is_arabic(data) else "cp1252"
    return encoding if holds(data, encoding) else "latin-1"


def holds(data: bytes, encoding: str) -> bool:
    """Whether these bytes are text in that encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


_CUT_LETTER = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")


def whole_letters(data: bytes) -> bytes:
    """The bytes without the beginning of a letter of UTF-8 at their end, where there are whole letters before it."""
    cut = _CUT_LETTER.search(data)
    return data[: cut.start()] if cut and not data[: cut.start()].isascii() else data


_ARABIC_RUN = re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06be]{2,}")
_WESTERN_WORD = re.compile(rb"[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]")
"""Letters of ASCII and others in one word, as no Arabic word has them."""
_HIGH = re.compile(r"[^\0-\x7f]")


def _is_arabic(data: bytes) -> bool:
    """Arabic words are runs of bytes above 127; Western text has such bytes alone among plain letters."""
    runs = sum(len(run) for run in _ARABIC_RUN.findall(data.decode("cp1256")))
    return runs > sum(byte > 127 for byte in data) / 2


def mended(text: str) -> str:
    """Text that was read in a wrong encoding on its way, read aright."""
    if text.isascii():
        return text
    for _ in range(2):
        text = text.translate(_CONTROLS)
        text = _utf8_within(text, "cp1252") or _utf8_within(text, "cp1256") or text
    return (_arabic_within(text) or text).translate(_CONTROLS)


_CONTROLS = {code: bytes((code,)).decode("cp1252") for code in range(0x80, 0xA0) if holds(bytes((code,)), "cp1252")}
"""Windows' quotes and dashes, read as Latin-1: control characters that no text has."""
del _CONTROLS[0x85]  # which is an end of line as well


def _utf8_within(text: str, encoding: str) -> str | None:
    """The text that was UTF-8 before somebody read it in `encoding`; None where it was not."""
    data = _bytes_of(text, encoding)
    if data is None or data.isascii():
        return None
    try:
        better = whole_letters(data).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return better if (_is_western if encoding == "cp1252" else _is_written)(better, text) else None


_UNLIKELY = re.compile(
    r"[^\0-\u017f\u0192\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u0218-\u021b\u0259\u018f\u02bc\u02bf\u02c6\u02dc"
    r"\u0386-\u03ce\u0400-\u045f\u0490\u0491\u05d0-\u05ea\u060c-\u06ff\u0750-\u077f\u1e00-\u1eff\u2000-\u206f"
    r"\u20a0-\u20cf\u2100-\u22ff\u2600-\u27bf\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\ufb50-\ufeff\U0001f000-\U0001ffff"
    r"\U000e0020-\U000e007f]"
)
_EAST_ASIAN = re.compile(r"[\u3000-\u9fff\uac00-\ud7a3]+")
_PAIR = re.compile("[\xc2-\xdf][^\0-\x7f]|[\xe0-\xf4][^\0-\x7f]{2}")
_MARKS = "’‘“”–—…»«›‹™®·\xa0"
_SOUND_PAIR = re.compile(
    rf"(?<![a-z\xdf-\xff])[\xc3-\xde](?![\xa0])[{_MARKS}](?=[sS]\b|[^A-Za-z\xc0-\xff]|\Z)"  # BEYONCÉ’S, AMANHÃ…
    rf"|(?<=[A-Z\xc0-\xde])[\xc4-\xde][{_MARKS}]"  # CAFÉ—BAR
    rf"|\xdf[{_MARKS}]"  # Strauß’
)
"""A capital letter or ß and a mark behind it: what sound text has and mojibake has too."""


def _is_western(better: str, text: str) -> bool:
    """Whether what comes out is what newsrooms write, and what went in is not."""
    alone = [len(run) == 1 for run in _EAST_ASIAN.findall(better)]
    if _UNLIKELY.search(better) or (alone and all(alone)):  # `é…”` is by chance what one of them is in UTF-8
        return False
    return len(_PAIR.findall(text)) > len(_SOUND_PAIR.findall(text))


def _is_written(better: str, _text: str) -> bool:
    """Two letters of Windows-1256 can by chance be the bytes of one other: Arabic words or Western marks are none."""
    return bool(_ARABIC_RUN.search(better)) or bool(
        re.fullmatch(r"(?:[\0-\x7f]*[\xa1-\xff\u2010-\u20ac]){2,}[\0-\x7f]*", better)
    )


def _arabic_within(text: str) -> str | None:
    """The Arabic that was Windows-1256 before somebody read it as Western; None where it was not."""
    data = _bytes_of(text, "cp1252")
    if data is None or not re.search(rb"[\xc0-\xff]{3}", data) or _WESTERN_WORD.search(data):
        return None
    better = data.decode("cp1256")
    runs = sum(len(run) for run in _ARABIC_RUN.findall(better))
    return better if runs >= 4 and runs > 0.8 * sum(map(str.isalpha, _HIGH.findall(better))) else None


def _places(encoding: str) -> dict[int, int]:
    """The byte of each letter beyond ASCII in a Windows encoding; those of Latin-1 that it lacks are no byte.

    Its undefined bytes are read as control characters, which are their own bytes.
    """
    letters = {byte: bytes((byte,)).decode(encoding, "ignore") for byte in range(0x80, 0x100)}
    missing = dict.fromkeys(range(0xA0, 0x100), 0xFFFF)
    return missing | {ord(letter): byte for byte, letter in letters.items() if letter}


_PLACES = {encoding: _places(encoding) for encoding in ("cp1252", "cp1256")}


def _bytes_of(text: str, encoding: str) -> bytes | None:
    """The bytes that `encoding` reads as this text, None where there are none."""
    try:
        return text.translate(_PLACES[encoding]).encode("latin-1")
    except UnicodeEncodeError:
        return None

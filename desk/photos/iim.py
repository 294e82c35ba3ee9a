"""IPTC-IIM, the block of captions that wire photos have carried since 1991: a run of numbered, sized texts.

IPTC-NAA Information Interchange Model 4.2, sections 1.5 (datasets), 1.6 (record 1) and 2 (record 2);
which dataset is which property: IPTC Photo Metadata Standard 2023.2, appendix “Mapping”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, islice

from desk.article.wire import split_names
from desk.photos import words
from desk.photos.encodings import decoded_as, holds, likely_encoding, whole_letters
from desk.photos.words import Words

_MARK = 0x1C
_CODED_CHARACTER_SET = (1, 90)
_KEYWORD, _DATE, _TIME, _CREATOR, _CITY = (2, 25), (2, 55), (2, 60), (2, 80), (2, 90)
_COUNTRY, _HEADLINE, _CREDIT, _SOURCE, _RIGHTS, _CAPTION = (2, 101), (2, 105), (2, 110), (2, 115), (2, 116), (2, 120)

_UTF_8 = b"\x1b%G"
_LATIN_SETS = {b"A": 1, b"B": 2, b"C": 3, b"D": 4, b"F": 7, b"G": 6, b"H": 8, b"L": 5, b"M": 9}
"""The final byte that names a part of ISO 8859 (ISO 2022, ISO-IR register): `ESC - A` is Latin-1."""

_SIZES = {
    _HEADLINE: 256,
    _CAPTION: 2000,
    _CREDIT: 32,
    _CREATOR: 32,
    _SOURCE: 32,
    _RIGHTS: 128,
    _CITY: 32,
    _COUNTRY: 64,
    _KEYWORD: 64,
}
"""The most bytes that the model allows each text."""

_TEXTS = frozenset((2, number) for number in range(5, 123))
"""The datasets that hold text; those behind are pictures and sounds."""

_MOST_DATASETS = 10_000
_LONGEST = 16 * words.LONGEST
"""Bytes of one text that are looked at: more than words are cut to, even where mojibake has made four of each."""
_SAMPLE = 1_000_000
"""Bytes by which the encoding of all is told."""

Datasets = dict[tuple[int, int], list[bytes]]


def read_iim(block: bytes) -> Words:
    """What an IIM block says."""
    datasets: Datasets = {}
    for key, value in islice(_datasets(block), _MOST_DATASETS):
        datasets.setdefault(key, []).append(value)
    encoding = _encoding(datasets)

    def texts(key: tuple[int, int]) -> list[str]:
        return [decoded_as(value, encoding) for value in datasets.get(key, [])]

    def line(key: tuple[int, int]) -> str:
        return words.line(next(iter(texts(key)), ""))

    return Words(
        headline=line(_HEADLINE),
        caption=words.caption(next(iter(texts(_CAPTION)), "")),
        credit=line(_CREDIT),
        photographer=words.names(texts(_CREATOR)),
        source=line(_SOURCE),
        copyright=line(_RIGHTS),
        city=line(_CITY),
        country=line(_COUNTRY),
        taken=_moment(line(_DATE), line(_TIME)),
        keywords=words.unique(texts(_KEYWORD)),
    )


def write_iim(said: Words) -> bytes:
    """A block that says these words as UTF-8; what the model has no dataset for (usage terms, alt text) stays out."""
    texts = [(_KEYWORD, keyword) for keyword in said.keywords]
    texts += [(_CREATOR, name) for name in split_names(said.photographer)]
    texts += [(_CITY, said.city), (_COUNTRY, said.country), (_HEADLINE, said.headline)]
    texts += [(_CREDIT, said.credit), (_SOURCE, said.source), (_RIGHTS, said.copyright), (_CAPTION, said.caption)]
    pairs = [(key, _cut(text, _SIZES[key])) for key, text in texts]
    day, _, time = said.taken.partition("T")
    pairs += [(_DATE, day.replace("-", "").encode()), (_TIME, re.sub(r":|\.\d+", "", time).encode())]
    known = b"".join(_dataset(key, value) for key, value in sorted(pairs, key=lambda pair: pair[0]) if value)
    return _dataset(_CODED_CHARACTER_SET, _UTF_8) + _dataset((2, 0), b"\0\4") + known


def _cut(text: str, size: int) -> bytes:
    return text.encode("utf-8", "ignore")[:size].decode("utf-8", "ignore").encode()


def _dataset(key: tuple[int, int], value: bytes) -> bytes:
    return bytes((_MARK, *key)) + len(value).to_bytes(2, "big") + value


def iim_in_resources(resources: bytes) -> bytes:
    """The IIM block among Photoshop's image resources, where it has the number 0x0404 (TIFF keeps it so)."""
    at = 0
    while resources[at : at + 4] == b"8BIM":
        number = int.from_bytes(resources[at + 4 : at + 6], "big")
        name = resources[at + 6] if at + 6 < len(resources) else 0
        start = at + 6 + (name + 2) // 2 * 2
        size = int.from_bytes(resources[start : start + 4], "big")
        if number == 0x0404:
            return resources[start + 4 : start + 4 + size]
        at = start + 4 + (size + 1) // 2 * 2
    return b""


def _datasets(block: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Number and value of each dataset, up to the first that is broken."""
    at = block.find(_MARK)
    while 0 <= at < len(block) - 4 and block[at] == _MARK:
        size, start = int.from_bytes(block[at + 3 : at + 5], "big"), at + 5
        if size & 0x8000:  # an extended dataset: the size of the size
            start += size & 0x7FFF
            size = int.from_bytes(block[at + 5 : min(start, at + 13)], "big")
        if start + size > len(block):
            return
        yield (block[at + 1], block[at + 2]), block[start : start + min(size, _LONGEST)]
        at = start + size


def _encoding(datasets: Datasets) -> str:
    """The encoding of the block's texts: the declared one where it holds, else the likeliest for all of them."""
    declared = next(iter(datasets.get(_CODED_CHARACTER_SET, [])), b"")
    texts = _sampled([value for key, values in datasets.items() if key in _TEXTS for value in values])
    everything = b" ".join(whole_letters(text) for text in texts)  # what was too long is often cut within a letter
    for encoding in (_declared(declared), "utf-8"):
        if encoding and holds(everything, encoding):
            return encoding
    return likely_encoding(b" ".join(texts))


def _sampled(texts: list[bytes]) -> list[bytes]:
    """The first texts, as many as make up the sample."""
    sizes = accumulate(len(text) for text in texts)
    return [text for text, size in zip(texts, sizes, strict=True) if size <= _SAMPLE + len(text)]


def _declared(mark: bytes) -> str:
    if mark.startswith(_UTF_8):
        return "utf-8"
    part = _LATIN_SETS.get(mark[2:3], 0) if mark[:1] == b"\x1b" and mark[1:2] in b"-./" else 0
    return f"iso8859-{part}" if part else ""


def _moment(day: str, time: str) -> str:
    """`20191016` and `190100+0000` as ISO 8601; the day alone where the time is not to be used."""
    day = re.sub("[-:]", "", day)
    date = f"{day[:4]}-{day[4:6]}-{day[6:8]}" if len(day) == 8 else ""
    clock = f"{time[:2]}:{time[2:4]}:{time[4:6]}" if len(time) >= 6 else ""
    zone = f"{time[6:9]}:{time[9:11]}" if len(time) == 11 else ""
    return words.moment(f"{date}T{clock}{zone}") or words.moment(date)

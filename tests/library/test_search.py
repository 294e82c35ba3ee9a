"""Stories are found whichever way a word is spelled, newest first, and no query is ever wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.model import Article, Dateline, Status
from desk.article.trouble import Trouble
from desk.library import Library
from desk.library.finding import opening_words
from tests.builders import ARABIC, ENGLISH, SORANI, ZWNJ, a_photo, texts


def found(library: Library, query: str, **filters: object) -> list[str]:
    """The IDs of what is found, newest first; what is counted agrees."""
    rows = [row.id for row in library.find(query, **filters)]  # type: ignore[arg-type]
    assert library.count(query, **filters) == len(rows)  # type: ignore[arg-type]
    return rows


@pytest.fixture
def stocked(library: Library) -> Library:
    """Three stories of three languages."""
    library.add(Article(id="en", headline="Ministers meet over border dam", body=ENGLISH, section="Politics"))
    library.add(Article(id="ckb", headline="کۆبوونەوەی وەزیران", body=SORANI, language="ckb", status=Status.READY))
    library.add(Article(id="ar", headline="اجتماع الوزراء", body=ARABIC, language="ar", section="Politics"))
    return library


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["ar", "ckb", "en"]),
        ("minist", ["en"]),
        ("MINISTERS met", ["en"]),
        ("ministers nowhere", []),
        ('"border dam"', ["en"]),
        ('"dam border"', []),
        ('"border da', ["en"]),
        ('"border da"', []),
        ("ministers -dam", []),
        ("-dam", ["ar", "ckb"]),
        ('-"border dam" -أربيل', ["ckb"]),
        ("ھەولێر", ["ckb"]),
        ("هه\u200cولێر", ["ckb"]),
        ("اربيل", ["ar"]),
        ("أربـيل", ["ar"]),
        ("اربیل", ["ar"]),
        ("المِيَاه", ["ar"]),
        ("وةزيران", ["ckb"]),
    ],
)
def test_words_phrases_and_exclusions(stocked: Library, query: str, ids: list[str]) -> None:
    assert found(stocked, query) == ids


def test_filters_narrow_what_is_found(stocked: Library) -> None:
    assert found(stocked, "", status=Status.READY) == ["ckb"]
    assert found(stocked, "", section="Politics") == ["ar", "en"]
    assert found(stocked, "dam", section="Politics", status=Status.DRAFT) == ["en"]
    assert found(stocked, "dam", status=Status.READY) == []
    assert stocked.sections() == ["Politics"]


@pytest.mark.parametrize(
    ("article", "query"),
    [
        (Article(body="On ٢٠٢٦/٣/٣ they met"), "2026"),
        (Article(body="On 2026-03-03 they met"), "٢٠٢٦"),
        (Article(body="At a café in Çile"), "cafe cile"),
        (Article(body=f"نووسین{ZWNJ}ەکان"), "نووسینەکان"),
        (Article(summary="A dam is planned"), "planned"),
        (Article(byline="Shilan Ahmed"), "ahmed shil"),
        (Article(keywords=("water", "ئاو")), "ئاو"),
        (Article(dateline=Dateline("Duhok", "AFP")), "duhok afp"),
        (Article(editors_note="Check the name"), "check"),
        (Article(photos=(a_photo(caption="Delegates", credit="Reuters", alt="Two men"),)), "delegates reuters men"),
        (Article(body="COVID-19 figures"), "covid-19"),
        (Article(body="🗳️ Vote 👩\u200d🚒"), "vote 🗳️"),
    ],
)
def test_every_part_of_a_story_is_searched_in_every_spelling(library: Library, article: Article, query: str) -> None:
    library.add(Article(body="Another story"))
    library.add(article)
    assert found(library, query) == [article.id]


def test_a_photo_s_mark_in_the_body_is_no_word(library: Library) -> None:
    library.add(Article(body="![](photo:abc123)\n\nText"))
    assert found(library, "photo") == []


def test_the_newest_comes_first_and_a_change_makes_it_so(stocked: Library) -> None:
    stocked.save(stocked.article("en"))
    assert found(stocked, "") == ["ar", "ckb", "en"]  # a version without a change is no news
    story = stocked.article("en")
    stocked.save(Article(id="en", headline=story.headline, body=story.body + " More."))
    assert found(stocked, "") == ["en", "ar", "ckb"]
    assert found(stocked, "more") == ["en"]
    assert [row.id for row in stocked.find(limit=1, offset=1)] == ["ar"]


def test_what_a_story_no_longer_says_is_no_longer_found(library: Library) -> None:
    library.add(Article(id="s1", headline="Dam", keywords=("water",)))
    library.save(Article(id="s1", headline="Bridge", keywords=("roads",)))
    assert found(library, "dam") == []
    assert found(library, "water") == []
    assert found(library, "bridge roads") == ["s1"]
    assert library.completions("keywords", "") == ["roads"]


_PIECES = st.sampled_from(
    [
        '"',
        "“",
        "«",
        "-",
        "−",
        "*",
        "^",
        "(",
        ")",
        ":",
        "AND",
        "NOT",
        "NEAR(",
        "headline:",
        "+",
        "\x00",
        " ",
        "a",
        "ئ",
        ZWNJ,
    ]
)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for many queries."""
    with closing(Library.open(tmp_path_factory.mktemp("lasting"))) as library:
        library.add(Article(body="NOT a word AND another"))
        yield library


@given(query=st.lists(_PIECES | texts(1), max_size=8).map("".join) | st.text(max_size=12))
def test_no_query_is_ever_wrong(lasting: Library, query: str) -> None:
    assert lasting.count(query) == len(lasting.find(query)) <= 1


def test_a_row_is_what_a_list_shows(library: Library) -> None:
    photo = a_photo(id="p7", media="7" * 64)
    story = Article(
        id="s1",
        headline="Dam",
        body="# A *dam* is [planned](http://example.org)\n\n![](photo:p7)",
        section="Water",
        language="ckb",
        status=Status.IN_EDIT,
        photos=(a_photo(), photo),
        lead="p7",
    )
    version = library.add(story)
    (row,) = library.find()
    assert (row.id, row.headline, row.summary) == ("s1", "Dam", "A dam is planned")
    assert (row.status, row.section, row.language) == (Status.IN_EDIT, "Water", "ckb")
    assert (row.thumb, row.binned, row.versions, row.words) == ("7" * 64, False, 1, version.words)
    assert row.created == story.created
    assert row.modified >= story.created


def test_a_long_body_is_opened_at_a_word_s_end() -> None:
    opening = opening_words(Article(body="word " * 200))
    assert opening.endswith("word …")
    assert len(opening) < 250
    assert opening_words(Article(summary="  In   short. ", body="Long")) == "In short."


def test_fields_complete_to_what_was_written_most(library: Library) -> None:
    for number in range(3):
        library.add(Article(byline="Shilan Ahmed", keywords=("Sulaimani", f"n{number}")))
    library.add(Article(byline="Şîlan Baran", dateline=Dateline("Sulaimani", "AFP"), section="Sport", source="AP"))
    library.add(Article(photos=(a_photo(credit="Getty", photographer="Ann Lee"),)))
    assert library.completions("byline", "shi") == ["Shilan Ahmed"]
    assert library.completions("byline", "SI") == ["Şîlan Baran"]
    assert library.completions("keywords", "")[0] == "Sulaimani"
    assert library.completions("keywords", "n", limit=2) == ["n0", "n1"]
    for field, value in {
        "place": "Sulaimani",
        "agency": "AFP",
        "section": "Sport",
        "source": "AP",
        "credit": "Getty",
        "photographer": "Ann Lee",
    }.items():
        assert library.completions(field, value[:2].lower()) == [value]
    assert library.completions("nonsense", "") == []


@pytest.mark.parametrize("column", ["created", "modified"])
@pytest.mark.parametrize("seconds", [-62135596800 - 1, 253402300800, 2**62, -(2**62)])
def test_a_row_with_an_impossible_time_does_not_hide_the_others(library: Library, column: str, seconds: int) -> None:
    for name in ("s1", "s2"):
        library.add(Article(id=name))
    with library.database.writing() as connection:
        connection.execute(f"UPDATE article SET {column} = ?, status = 'spiked' WHERE id = 's1'", (seconds,))
        connection.execute("UPDATE version SET time = ?", (seconds,))
    assert [row.id for row in library.find()] == ["s2", "s1"]
    assert [version.number for version in library.versions("s1")] == [1]


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_story_from_beyond_the_calendar_is_not_taken(library: Library, time: str) -> None:
    library.add(Article(id="s1"))
    with pytest.raises(Trouble, match="a time with its zone"):
        library.add(Article(id="s2", created=datetime.fromisoformat(time)))
    assert [row.id for row in library.find()] == ["s1"]

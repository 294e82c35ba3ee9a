"""Fields of a search: each finds what a plain filter over the stories finds, from the index alone, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article.changes import BodyChange
from desk.article.model import Article, Photo, Status
from desk.article.session import Entry, Move
from desk.library import Journal, Library
from desk.library.finding import Wish, plan
from desk.library.indexing import index_anew
from desk.library.queries import parse, read_day
from tests.builders import ZWNJ, a_comment, a_photo

TODAY = date(2026, 10, 8)


def found(library: Library, query: str, **how: object) -> list[str]:
    return [row.id for row in library.find(query, **how)]  # type: ignore[arg-type]


BARE = a_photo(id="p2", caption=" ", credit="", photographer="Ann Lee")
STORIES = (
    Article(
        id="dam",
        headline="Dam",
        byline="Shilan Ahmed",
        section="World News",
        keywords=("border dam", "water"),
        comments=(a_comment(resolved=True), a_comment(id="c2")),
    ),
    Article(id="snow", status=Status.IN_EDIT, language="en-GB", slug="snow-on-roads", photos=(a_photo(id="p1"),)),
    Article(
        id="bazar",
        language="ckb",
        photos=(BARE,),
        lead="p2",
        section="News",
        editors_note="Call again",
        comments=(a_comment(resolved=True),),
    ),
    Article(id="vote", status=Status.READY, embargo=datetime(2026, 10, 9, tzinfo=UTC), slugline="VOTE-LEAD"),
)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with closing(Library.open(tmp_path_factory.mktemp("fields"), "Dana Karim")) as library:
        library.add_all(STORIES[:2])
        library.set_author("Sara Ali")
        library.add_all(STORIES[2:])
        yield library


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("by:shilan", ["dam"]),
        ("by:ahm", ["dam"]),
        ('by:"Shilan Ahmed"', ["dam"]),
        ('by:"Ahmed Shilan"', []),
        ("by:ann", ["bazar"]),
        ("BY:SHÎLAN", ["dam"]),
        ("section:news", ["bazar", "dam"]),
        ('section:"World News"', ["dam"]),
        ("section:world -by:shilan", []),
        ("status:draft", ["bazar", "dam"]),
        ('status:"in edit"', ["snow"]),
        ("status:in", ["snow"]),
        ("status:edit", ["snow"]),
        ("-status:draft", ["vote", "snow"]),
        ("-status:draft -status:ready", ["snow"]),
        ("has:photo", ["bazar", "snow"]),
        ("has:lead", ["bazar"]),
        ("has:embargo", ["vote"]),
        ("has:note", ["bazar"]),
        ("has:comment", ["dam"]),
        ("no:comment", ["vote", "bazar", "snow"]),
        ("no:photo", ["vote", "dam"]),
        ("no:caption", ["bazar"]),
        ("has:caption", ["snow"]),
        ("no:credit", ["bazar"]),
        ("has:ca", ["snow"]),
        ("lang:ckb", ["bazar"]),
        ("lang:en", ["vote", "snow", "dam"]),
        ('lang:"en-GB"', ["snow"]),
        ("slug:roads", ["snow"]),
        ("slug:vote", ["vote"]),
        ("keyword:water", ["dam"]),
        ('keyword:"border dam"', ["dam"]),
        ('keyword:"dam water"', []),
        ("keyword:dam dam", ["dam"]),
        ("dam status:ready", []),
        ("زمان:ckb", ["bazar"]),
        ("الحالة:draft", ["bazar", "dam"]),
        ("status:", ["vote", "bazar", "snow", "dam"]),
        ("after:today", ["vote", "bazar", "snow", "dam"]),
        ("before:today", []),
        ("-before:today", ["vote", "bazar", "snow", "dam"]),
        ("-after:7d", []),
        ("after:٢٠٢٠-٠١-٠١ before:۲۱۰۰", ["vote", "bazar", "snow", "dam"]),
        ("colour:dam", []),
        ("draft", []),
    ],
)
def test_a_field_finds_its_stories(stocked: Library, query: str, ids: list[str]) -> None:
    assert found(stocked, query) == ids
    assert stocked.asked(query).problems == ()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("dam after:yesterday-ish", "“yesterday-ish” is no day"),
        ("dam before:2026-13-40", "“2026-13-40” is no day"),
        ("dam status:spiked", "choose draft, in edit, ready, published or killed"),
        ("dam has:wings", "has: knows no “wings”"),
        ("dam -no:wings", "no: knows no “wings”"),
    ],
)
def test_a_value_that_cannot_be_is_said_and_passed_over(stocked: Library, query: str, said: str) -> None:
    (problem,) = stocked.asked(query).problems
    assert said in problem
    assert found(stocked, query) == ["dam"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("colour:dam", "colour"),
        ("-Foo:bar", "Foo"),
        ('foo:"two words"', "foo"),
        ("dam status:draft", ""),
        ("Note: the dam", ""),
        ("colour:", ""),
        ("https://example.org/dam", ""),
        ("at 12:30", ""),
    ],
)
def test_a_word_that_looks_like_a_field_is_told_of(query: str, name: str) -> None:
    assert [hint.partition(":")[0] for hint in parse(query).hints] == ([name] if name else [])


def test_mine_is_what_names_me_and_what_i_began(library: Library) -> None:
    library.set_author("Dana Karim")
    library.save(Article(id="begun"))
    library.add_all([Article(id="taken in"), Article(id="other", byline="Dana Ali")])
    library.set_author("Sara Ali")
    library.save(replace(library.article("begun"), headline="By Sara"))
    library.add(Article(id="named", byline="Sara Ali and Dana Karim"))
    library.add(Article(id="shot", photos=(a_photo(photographer="Dana Karim"),)))
    library.set_author("Dana Karim")
    library.save(replace(library.article("other"), headline="Edited"))
    copy = library.duplicate("other").id
    assert found(library, "by:me") == [copy, "shot", "named", "begun"]
    assert found(library, "edited:me") == found(library, "edited:dana-karim") == [copy, "other", "begun"]
    assert found(library, "by:me -edited:me") == ["shot", "named"]
    library.set_author("Sara Ali")
    assert found(library, "by:me") == ["named"]
    assert found(library, "edited:me") == ["begun"]
    library.set_author("")
    assert "needs your name" in library.asked("by:me").problems[0]
    assert "edited:me needs your name" in library.asked("edited:me").problems[0]


def test_what_is_typed_into_a_new_story_is_begun_by_who_typed_it(library: Library) -> None:
    library.set_author("Dana Karim")
    blank = Article(id="new")
    with closing(Journal(library)) as journal:
        journal.begin(blank)
        journal.record("new", Entry(BodyChange(0, "", "W"), Move.DO), 1)
        journal.checkpoint(replace(blank, body="W"))
    assert found(library, "by:me") == found(library, "edited:me") == ["new"]
    library.set_author("Sara Ali")
    library.save(replace(blank, body="Water"))
    assert found(library, "by:me") == []
    assert found(library, "edited:me") == ["new"]


def test_who_began_a_story_is_known_after_it_is_indexed_anew(library: Library) -> None:
    library.save(Article(id="begun"))
    library.add(Article(id="taken in"))
    library.save(replace(library.article("taken in"), headline="Edited"))
    with library.database.writing() as connection:
        index_anew(connection)
    assert found(library, "by:me") == ["begun"]
    assert found(library, "edited:me") == ["taken in", "begun"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-10-01", date(2026, 10, 1)),
        ("2026/10/1", date(2026, 10, 1)),
        ("٢٠٢٦-١٠-٠١", date(2026, 10, 1)),
        ("۲۰۲۶-۱۰", date(2026, 10, 1)),
        ("2026-", date(2026, 1, 1)),
        ("Today", TODAY),
        ("yesterday", date(2026, 10, 7)),
        ("7d", date(2026, 10, 1)),
        ("-7d", date(2026, 10, 1)),
        ("٧d", date(2026, 10, 1)),
        ("9999d", date(1999, 5, 24)),
        ("0000-01-01", None),
        ("2026-02-30", None),
        ("tomorrow-ish", None),
        ("7", None),
    ],
)
def test_days_are_read(written: str, day: date | None) -> None:
    assert read_day(written, TODAY) == day


def test_days_are_bounds_even_where_the_clock_was_set_back(library: Library) -> None:
    stories = [Article(id=f"s{number}") for number in range(4)]
    library.add_all(stories)
    times = {"s0": 1, "s1": 9, "s2": 3, "s3": 8}
    start = datetime.combine(TODAY, datetime.min.time()).astimezone()
    with library.database.writing() as connection:
        for story, day in times.items():
            moment = int((start + timedelta(days=day)).timestamp())
            connection.execute("UPDATE article SET modified = ? WHERE id = ?", (moment, story))
    assert set(found(library, "after:2026-10-16")) == {"s1", "s3"}
    assert set(found(library, "before:2026-10-12")) == {"s0", "s2"}
    assert set(found(library, "after:2026-10-10 before:2026-10-17")) == {"s2", "s3"}


def _lacks(kind: str) -> Callable[[Article], bool]:
    return lambda story: any(not getattr(photo, kind).strip() for photo in story.photos)


ORACLES: dict[str, Callable[[Article], bool]] = {
    "status:draft": lambda story: story.status is Status.DRAFT,
    "status:ready": lambda story: story.status is Status.READY,
    "has:photo": lambda story: bool(story.photos),
    "no:caption": _lacks("caption"),
    "no:credit": _lacks("credit"),
    "has:embargo": lambda story: story.embargo is not None,
    "lang:ckb": lambda story: story.language == "ckb",
    "by:dana": lambda story: "dana" in f"{story.byline} {' '.join(p.photographer for p in story.photos)}".lower(),
    'section:"water"': lambda story: story.section == "Water",
    "keyword:ئاو": lambda story: "ئاو" in story.keywords,
    "dam": lambda story: "dam" in story.headline.lower(),
}


def a_random_photo() -> st.SearchStrategy[Photo]:
    words = st.sampled_from(["", "Dana", "Reuters"])
    return st.builds(Photo, id=st.just("p1"), media=st.just("0" * 64), caption=words, credit=words, photographer=words)


def a_random_story() -> st.SearchStrategy[Article]:
    return st.builds(
        Article,
        headline=st.sampled_from(["", "Dam", "Snow"]),
        byline=st.sampled_from(["", "Dana Karim", "Sara"]),
        status=st.sampled_from(Status),
        language=st.sampled_from(["en", "ckb"]),
        section=st.sampled_from(["", "Water", "Roads"]),
        keywords=st.sampled_from([(), ("ئاو",), ("water",)]),
        embargo=st.sampled_from([None, datetime(2026, 1, 1, tzinfo=UTC)]),
        photos=st.lists(a_random_photo(), max_size=1).map(tuple),
    )


@given(
    stories=st.lists(a_random_story(), min_size=1, max_size=8),
    queries=st.lists(
        st.lists(st.tuples(st.sampled_from(sorted(ORACLES)), st.booleans()), max_size=4), min_size=1, max_size=6
    ),
)
def test_a_query_means_what_a_plain_filter_says(
    tmp_path_factory: pytest.TempPathFactory,
    stories: list[Article],
    queries: list[list[tuple[str, bool]]],
) -> None:
    with closing(Library.open(tmp_path_factory.mktemp("means"))) as library:
        library.add_all(stories)
        for parts in queries:
            query = " ".join(f"{'-' if negative else ''}{name}" for name, negative in parts)
            fitting = [s.id for s in stories if all(ORACLES[name](s) is not negative for name, negative in parts)]
            assert found(library, query) == fitting[::-1]
            assert library.count(query) == len(fitting)
            assert found(library, query, sort="oldest") == fitting
            assert sorted(found(library, query, sort="best")) == sorted(fitting)


WAYS = {
    "kaf": ("كوردستان", "کوردستان"),
    "yeh": ("علي", "علی"),
    "alef maksura": ("مستشفى", "مستشفی"),
    "heh with a joiner": (f"نه{ZWNJ}وه", "نەوە"),
    "hamza above": ("أحمد", "احمد"),
    "hamza below": ("إربيل", "اربيل"),
    "madda": ("آب", "اب"),
    "tatweel": ("كـــتاب", "كتاب"),
    "vowel signs": ("كِتَابٌ", "كتاب"),
    "joiners": (f"کتاب{ZWNJ}خانه", "کتابخانه"),
    "Arabic-Indic digits": ("١٩٨٨", "1988"),
    "Persian digits": ("۱۹۸۸", "١٩٨٨"),
    "Latin accents": ("Şêx Çelebî Kocgirî", "sex celebi kocgiri"),
}


@pytest.mark.parametrize("case", WAYS)
@pytest.mark.parametrize("column", ["body", "headline", "byline", "section"])
def test_each_spelling_finds_the_other(library: Library, case: str, column: str) -> None:
    prefix = {"byline": "by:", "section": "section:"}.get(column, "")
    for written, typed in (WAYS[case], WAYS[case][::-1]):
        story = Article(**{column: f"x {written} y"})  # type: ignore[arg-type]
        library.add(story)
        assert story.id in found(library, f'{prefix}"{typed}"')


@pytest.mark.parametrize(
    "query",
    ["", "dam", "da wa", "status:draft", "-status:draft", "no:caption dam", "by:me", "after:2020", "dam before:7d"],
)
@pytest.mark.parametrize("filters", [{}, {"status": Status.DRAFT}, {"section": "News"}])
def test_newest_first_is_read_from_an_index_without_a_sort(
    stocked: Library, query: str, filters: dict[str, object]
) -> None:
    with stocked.database.reading() as connection:
        asked = plan(connection, Wish(query, me="Dana", **filters))  # type: ignore[arg-type]
        statement = f"EXPLAIN QUERY PLAN {asked.select('article.id')} ORDER BY {asked.order} LIMIT 50"
        steps = [str(row[3]) for row in connection.execute(statement, asked.values)]
    assert not any("TEMP B-TREE" in step for step in steps), steps
    assert all("INDEX" in step or "PRIMARY KEY" in step for step in steps), steps


@pytest.mark.parametrize("sort", ["created", "headline", "oldest"])
def test_other_orders_of_all_stories_need_no_sort_either(stocked: Library, sort: str) -> None:
    with stocked.database.reading() as connection:
        asked = plan(connection, Wish(sort=sort))
        statement = f"EXPLAIN QUERY PLAN {asked.select('article.id')} ORDER BY {asked.order} LIMIT 50"
        steps = [str(row[3]) for row in connection.execute(statement, asked.values)]
    assert not any("TEMP B-TREE" in step for step in steps), steps


def test_orders(library: Library) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for number, (name, words) in enumerate([("b", "Water"), ("", "dam"), ("C dam", ""), ("a", "dam dam water")]):
        library.add(Article(id=f"s{number}", headline=name, body=words, created=at - timedelta(days=number)))
    assert found(library, "", sort="oldest") == ["s0", "s1", "s2", "s3"]
    assert found(library, "", sort="headline") == ["s3", "s0", "s2", "s1"]
    assert found(library, "", sort="created") == ["s0", "s1", "s2", "s3"]
    assert found(library, "dam", sort="best")[0] == "s2"  # in the headline
    assert found(library, "", sort="best") == ["s3", "s2", "s1", "s0"]
    assert found(library, "dam", sort="headline") == ["s3", "s2", "s1"]


def test_no_words_of_a_story_pass_for_a_fact(library: Library) -> None:
    library.add(Article(id="sly", body="\ue003ready \ue000 \ue007photo", status=Status.DRAFT))
    assert found(library, "status:ready") == found(library, "has:photo") == []
    assert found(library, "ready photo") == ["sly"]


def test_nothing_asked_is_no_query() -> None:
    assert parse("status: - “”") == parse("")

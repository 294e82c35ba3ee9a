"""A review: everything that changed, edit by edit; reverting all gives what was, accepting all gives what is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.changes import apply, invert
from desk.article.model import Article, Crop, Dateline, Status
from desk.article.past import Past
from desk.article.review import Edit, EditKind, Hand, Lineage, Review, Times
from desk.article.review_lineage import telling
from tests.builders import ENGLISH, MOMENT, a_comment, a_photo, an_article, articles, bodies

ASIDE = {"id": "x", "comments": (), "custody": an_article().custody, "passed_over": (), "known_words": ()}
TALKS = "The talks go on. No date was set for the next round."
LIVES = "He said 1,200 people live near the dam, *far* below."
RIVER = "Farmers along the river have waited for rain since early autumn."


def bare(article: Article) -> Article:
    """The story without what no review is about."""
    return replace(article, **ASIDE)


def told(before: Article, after: Article) -> list[tuple[str, str, str]]:
    return [(str(edit.kind), edit.before, edit.after) for edit in Review(before, after).edits]


def bodied(*paragraphs: str) -> Article:
    return an_article(body="\n\n".join(paragraphs))


def reverted(review: Review, edits: Iterable[Edit]) -> Article:
    change = review.revert(edits)
    return apply(review.current, change) if change else review.current


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ([TALKS], [TALKS], []),
        ([TALKS], [TALKS.replace("go on", "ended")], [("replaced", "go on", "ended")]),
        ([TALKS], [TALKS.replace("next round", "next, third round")], [("inserted", "", ", third")]),
        ([TALKS], [TALKS.replace(" for the next round", "")], [("deleted", "for the next round", "")]),
        ([ENGLISH], [ENGLISH, TALKS], [("inserted", "", TALKS)]),
        ([ENGLISH], [ENGLISH, TALKS, LIVES], [("inserted", "", TALKS), ("inserted", "", LIVES)]),
        ([ENGLISH, TALKS], [ENGLISH], [("deleted", TALKS, "")]),
        ([ENGLISH, TALKS], [ENGLISH, RIVER], [("replaced", TALKS, RIVER)]),
        ([ENGLISH, TALKS, RIVER], [TALKS, RIVER, ENGLISH], [("moved", ENGLISH, ENGLISH)]),
        (
            [ENGLISH, TALKS, RIVER],
            [TALKS, RIVER, ENGLISH.replace("Tuesday", "Monday")],
            [("moved", ENGLISH, ENGLISH.replace("Tuesday", "Monday")), ("replaced", "Tuesday", "Monday")],
        ),
    ],
)
def test_edits_of_the_text(before: list[str], after: list[str], edits: list[tuple[str, str, str]]) -> None:
    assert told(bodied(*before), bodied(*after)) == edits


STORY = an_article(
    headline="Dam talks begin in Erbil",
    body=ENGLISH,
    lead="p1",
    photos=(a_photo(), a_photo(id="p2", caption="A dam."), a_photo(id="p3", caption="A river.")),
)


def with_photo(number: int, **parts: object) -> Article:
    photos = list(STORY.photos)
    photos[number] = replace(photos[number], **parts)
    return replace(STORY, photos=tuple(photos))


@pytest.mark.parametrize(
    ("after", "kind", "name", "words"),
    [
        (replace(STORY, headline="Dam talks end in Erbil"), EditKind.REPLACED, "headline", ("begin", "end")),
        (replace(STORY, status=Status.READY), EditKind.FIELD, "status", ("draft", "ready")),
        (replace(STORY, dateline=Dateline("ERBIL")), EditKind.FIELD, "dateline", ("", "ERBIL")),
        (replace(STORY, keywords=("dam", "water")), EditKind.FIELD, "keywords", ("", "dam, water")),
        (replace(STORY, lead="p2"), EditKind.LEAD, "lead photo", (STORY.photos[0].caption, "A dam.")),
        (with_photo(1, caption="A big dam."), EditKind.INSERTED, "caption of photo 2", ("", "big")),
        (with_photo(1, turn=1), EditKind.CROP, "crop of photo 2", ("whole", "turned by 90°")),
        (
            with_photo(1, crops=(Crop("16:9", 0.0, 0.0, 1.0, 0.5),), focus=(0.1, 0.1)),
            EditKind.CROP,
            "crop of photo 2",
            ("whole", "cut 16:9, focus at 10% and 10%"),
        ),
        (
            with_photo(2, media="9" * 64, name="b.jpg"),
            EditKind.PHOTO_FILE,
            "file of photo 3",
            ("delegates.jpg", "b.jpg"),
        ),
        (with_photo(2, city="Erbil"), EditKind.PHOTO_FIELD, "place of photo 3", ("", "Erbil")),
        (replace(STORY, photos=STORY.photos[:2]), EditKind.PHOTO_REMOVED, "photo 3", ("A river.", "")),
        (
            replace(STORY, photos=(*STORY.photos, a_photo(id="p4", caption="A road."))),
            EditKind.PHOTO_ADDED,
            "photo 4",
            ("", "A road."),
        ),
        (replace(STORY, photos=STORY.photos[::-1]), EditKind.PHOTO_ORDER, "order of photos", ("", "")),
    ],
)
def test_edits_beside_the_text(after: Article, kind: EditKind, name: str, words: tuple[str, str]) -> None:
    [edit] = Review(STORY, after).edits
    assert (edit.kind, edit.name, edit.before, edit.after) == (kind, name, *words)
    assert bare(reverted(Review(STORY, after), [edit])) == bare(STORY)


FEW = st.sampled_from(
    [
        ENGLISH,
        TALKS,
        LIVES,
        RIVER,
        LIVES.replace("He", "She"),
        TALKS.replace("set", "named"),
        "- a b",
        "- c d\n- e",
        "x",
    ]
)
PARAGRAPHS = st.lists(FEW, max_size=7).map("\n\n".join)
BODIES = PARAGRAPHS | bodies()


def pairs() -> st.SearchStrategy[tuple[Article, Article]]:
    return st.tuples(articles(BODIES), articles(BODIES))


@settings(deadline=None)
@given(pairs())
def test_reverting_all_gives_what_was_and_can_be_undone(pair: tuple[Article, Article]) -> None:
    before, after = pair
    review = Review(before, after)
    assert bare(reverted(review, review.edits)) == bare(before)
    change = review.revert(review.edits)
    if change:
        assert apply(apply(after, change), invert(change)) == after
    assert (review.edits == ()) is (bare(before) == bare(after))


def assert_both_sides_agree(review: Review, some: Iterable[Edit], others: Iterable[Edit]) -> None:
    """Some are accepted, or the others reverted: the same but for marks of photos, which go with their photo."""
    if not any(edit.kind is EditKind.PHOTO_ADDED for edit in others):
        assert bare(review.accept(some)) == bare(reverted(review, others))


@settings(deadline=None)
@given(pairs(), st.data())
def test_accepting_some_is_reverting_the_others(pair: tuple[Article, Article], data: st.DataObject) -> None:
    before, after = pair
    review = Review(before, after)
    chosen = {edit.key for edit in review.edits if data.draw(st.booleans())}
    some = [edit for edit in review.edits if edit.key in chosen]
    others = [edit for edit in review.edits if edit.key not in chosen]
    assert_both_sides_agree(review, some, others)
    assert bare(review.accept(review.edits)) == bare(after)
    assert bare(review.accept(())) == bare(before)
    assert len({edit.key for edit in review.edits}) == len(review.edits)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (bodied("It began."), bodied("It ended."), "“\u2068began\u2069” became “\u2068ended\u2069”"),
        (bodied("One."), bodied("One.", "![](photo:p1)"), "Paragraph inserted “\u2068[photo]\u2069”"),
        (bodied("One."), bodied("One.", "Two."), "Paragraph inserted “\u2068Two.\u2069”"),
        (STORY, replace(STORY, headline=""), "Headline: deleted “\u2068Dam talks begin in Erbil\u2069”"),
        (STORY, replace(STORY, status=Status.READY), "Status: “\u2068draft\u2069” became “\u2068ready\u2069”"),
        (STORY, with_photo(1, turn=1), "Crop of photo 2 changed"),
        (STORY, replace(STORY, photos=STORY.photos[:2]), "Photo 3 removed: “\u2068A river.\u2069”"),
        (STORY, replace(STORY, photos=STORY.photos[::-1]), "Photos in another order"),
    ],
)
def test_an_edit_tells_itself(before: Article, after: Article, sentence: str) -> None:
    assert [edit.sentence for edit in Review(before, after).edits] == [sentence]


# what was accepted shows no more, the rest as before


def said(edits: Iterable[Edit]) -> list[tuple[str, ...]]:
    """What edits say; of a moved paragraph what it says now, since what it said is another edit."""
    return sorted(
        (str(edit.kind), edit.place, edit.field, "" if edit.kind is EditKind.MOVED else edit.before, edit.after)
        for edit in edits
    )


def moved(edits: Iterable[Edit]) -> list[str]:
    """The paragraphs that moved."""
    return sorted(edit.after for edit in edits if edit.kind is EditKind.MOVED)


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[Article, Article]:
    """A story of paragraphs in words of their own, and the same with words changed, paragraphs moved, come and gone."""
    count = draw(st.integers(1, 6))
    paragraphs = [[f"w{n}.{i}" for i in range(draw(st.integers(8, 14)))] for n in range(count)]
    later = [list(words) for words in paragraphs]
    for words in later:
        for at in draw(st.lists(st.integers(0, 6), max_size=2, unique=True)):
            kind = draw(st.sampled_from(["put", "drop", "other"]))
            fresh = [] if kind == "drop" else [f"{words[at]}new"]
            words[at : at + (kind != "put")] = fresh
    for at in draw(st.lists(st.integers(0, len(later) - 1), max_size=2)):
        later.append(later.pop(at))
    if draw(st.booleans()):
        later.insert(draw(st.integers(0, len(later))), [f"come{i}" for i in range(9)])
    if draw(st.booleans()) and len(later) > 1:
        later.pop(draw(st.integers(0, len(later) - 1)))
    before, after = ("\n\n".join(" ".join(words) for words in text) for text in (paragraphs, later))
    photos = tuple(a_photo(id=f"p{n}") for n in range(3))
    kept = tuple(replace(one, caption="A dam. A road.", turn=1) for one in draw(st.permutations(photos))[:2])
    headlines = draw(st.permutations(["a b c d e", "a x c d e f"]))
    return (
        an_article(body=before, photos=photos, headline=headlines[0]),
        an_article(body=after, photos=kept, headline=headlines[1], status=Status.READY),
    )


@settings(deadline=None)
@given(rewritten(), st.data())
def test_what_is_accepted_shows_no_more_and_the_rest_as_before(
    pair: tuple[Article, Article], data: st.DataObject
) -> None:
    before, after = pair
    review = Review(before, after)
    taken = [edit for edit in review.edits if data.draw(st.booleans())]
    rest = [edit for edit in review.edits if edit not in taken]
    again = Review(review.accept(taken), after)
    assert bare(reverted(again, again.edits)) == bare(review.accept(taken))
    if moved(again.edits) == moved(rest):  # of paragraphs that changed places, others may be those that moved
        assert said(again.edits) == said(rest)
    once_more = Review(before, reverted(review, taken))
    if moved(once_more.edits) == moved(rest):
        assert len(once_more.edits) == len(rest)


# what goes along


def test_comments_on_a_moved_paragraph_go_back_with_it() -> None:
    before, after = bodied(ENGLISH, TALKS, RIVER), bodied(TALKS, RIVER, ENGLISH.replace("Tuesday", "Monday"))
    start = after.body.index("Erbil")
    noted = replace(after, comments=(a_comment(start=start, end=start + 5, quote="Erbil"),))
    review = Review(before, noted)
    for edits in (review.edits, review.edits[:1]):
        [comment] = reverted(review, edits).comments
        body = reverted(review, edits).body
        assert body[comment.start : comment.end] == "Erbil"
        change = review.revert(edits)
        assert change
        assert apply(apply(noted, change), invert(change)) == noted


def test_a_photo_that_came_goes_with_its_marks() -> None:
    photo = a_photo(id="p9")
    before = bodied(ENGLISH, TALKS)
    after = replace(before, body=f"{ENGLISH}\n\n![](photo:p9)\n\n{TALKS}", photos=(photo,), lead="p9")
    review = Review(before, after)
    came = [edit for edit in review.edits if edit.kind is EditKind.PHOTO_ADDED]
    assert bare(reverted(review, came)) == bare(before)


def test_a_selection_holds_the_edits_it_touches() -> None:
    before, after = bodied(ENGLISH, TALKS), bodied(ENGLISH.replace("two", "three"), TALKS.replace("No", "A"))
    review = Review(before, after)
    at = after.body.index("three")
    assert [edit.after for edit in review.within(at + 2, at + 2)] == ["three"]
    assert [edit.after for edit in review.within(0, len(after.body))] == ["three", "A"]
    assert review.within(at + 5, at + 9, "headline") == ()


# who did it


def version(number: int, author: str, article: Article) -> Past:
    return Past(number, MOMENT + timedelta(hours=number), author, "save", "", 0, "", article)


def by_whom(*stages: tuple[str, Article]) -> list[tuple[str, str, str, int]]:
    """Each edit's words, author and version, from the first stage to the last, who has no version yet."""
    (_nobody, base), *versions, (me, current) = stages
    lineage = Lineage(base, [version(n, author, article) for n, (author, article) in enumerate(versions, 1)])
    review = Review(base, current, lineage, Hand(me, MOMENT))
    assert all((edit.time == MOMENT) is (edit.version == 0) for edit in review.edits)
    return [(edit.before, edit.after, edit.author, edit.version) for edit in review.edits]


def texts(*wordings: str) -> list[tuple[str, Article]]:
    """Stages by nobody, Sam, Dana, Shilan."""
    return [(name, bodied(text)) for name, text in zip(("", "Sam", "Dana", "Shilan"), wordings, strict=False)]


START = "The talks began in Erbil on Tuesday, and no date was set for them."


@pytest.mark.parametrize(
    ("stages", "edits"),
    [
        (texts(START, START.replace("began", "ended")), [("began", "ended", "Sam", 0)]),
        (
            texts(START, START.replace("began", "ended"), START.replace("began", "ended")),
            [("began", "ended", "Sam", 1)],
        ),
        (
            texts(START, START.replace("began", "ended"), START.replace("began", "stopped"), START),
            [],
        ),
        (
            texts(START, START.replace("began", "ended"), START.replace("began", "stopped")),
            [("began", "stopped", "Dana", 0)],
        ),
        (
            texts(START, START.replace(" on Tuesday", ""), START.replace("The", "These").replace(" on Tuesday", "")),
            [("The", "These", "Dana", 0), ("on Tuesday", "", "Sam", 1)],
        ),
        (
            texts(START, START.replace("Erbil", "Erbil city"), START.replace("Erbil", "Erbil city of the north")),
            [("", "city", "Sam", 1), ("", "of the north", "Dana", 0)],
        ),
        (
            texts(START, START.replace("Erbil", "Baghdad"), START.replace("Erbil on", "Baghdad since")),
            [("Erbil", "Baghdad", "Sam", 1), ("on", "since", "Dana", 0)],
        ),
        (
            texts(START, START.replace(" on Tuesday", ""), START.replace(" in Erbil on Tuesday", "")),
            [("in Erbil", "", "Dana", 0), ("on Tuesday", "", "Sam", 1)],
        ),
        (
            texts(
                *("\n\n".join(text) for text in ((TALKS, ENGLISH, RIVER), (ENGLISH, RIVER, TALKS)) for _ in range(2))
            ),
            [(TALKS, TALKS, "Dana", 2)],
        ),
    ],
)
def test_an_edit_is_by_whom_it_first_appeared(
    stages: list[tuple[str, Article]], edits: list[tuple[str, str, str, int]]
) -> None:
    assert by_whom(*stages) == edits


def merged_by_avin(base: Article, dana: Article, avin: Article, both: Article, now: Article) -> Review:
    """The review of a story that Dana changed elsewhere while Avin typed, which the window then merged."""
    versions = [
        replace(version(1, "Dana", dana), kind="sent"),
        replace(version(2, "", avin), kind="typing"),
        replace(version(3, "Avin", both), name="With what Dana changed"),
    ]
    return Review(base, now, Lineage(base, versions), Hand("Avin", MOMENT))


def test_of_what_was_merged_each_has_the_words_that_are_theirs() -> None:
    base = replace(bodied(ENGLISH, START, RIVER), headline="Talks begin in Erbil over shared dam")
    dana = replace(
        bodied(ENGLISH, START.replace("began in", "opened at last in"), RIVER, TALKS),
        headline="Talks open in Erbil over shared dam",
        status=Status.READY,
    )
    avin = replace(bodied(START.replace("no date", "not one date"), RIVER, ENGLISH), headline=base.headline, slug="dam")
    both = replace(
        bodied(
            START.replace("began in", "opened at last in").replace("no date", "not one date"), RIVER, ENGLISH, TALKS
        ),
        headline=dana.headline,
        status=Status.READY,
        slug="dam",
    )
    now = replace(both, body=both.body.replace("set for them", "set for any of them"))
    review = merged_by_avin(base, dana, avin, both, now)
    assert {(edit.place, edit.after): edit.author for edit in review.edits} == {
        ("headline", "open"): "Dana",
        ("body", "opened at last"): "Dana",
        ("body", "not one"): "Avin",
        ("body", "any of"): "Avin",
        ("body", ENGLISH): "Avin",
        ("body", TALKS): "Dana",
        ("status", "ready"): "Dana",
        ("slug", "dam"): "Avin",
    }
    assert {edit.version for edit in review.edits_by("Dana")} == {1}
    assert {edit.version for edit in review.edits_by("Avin")} == {0, 2}
    assert reverted(review, review.edits_by("Avin")).body == dana.body
    assert reverted(review, review.edits_by("Dana")).body == now.body.replace("opened at last", "began").removesuffix(
        f"\n\n{TALKS}"
    )


def test_what_was_typed_unsaved_is_by_whoever_merged_it_wherever_the_story_went() -> None:
    base, avin, both = (bodied(START.replace("began", word)) for word in ("began", "started", "has started"))
    versions = [
        replace(version(1, "", avin), kind="typing"),
        replace(version(2, "Avin", both), name="With what Dana changed"),
    ]
    [edit] = Review(base, both, Lineage(base, versions), Hand("Dana")).edits
    assert (edit.author, edit.version) == ("Avin", 1)
    [edit] = Review(base, avin, Lineage(base, versions[:1]), Hand("Avin")).edits
    assert (edit.author, edit.version) == ("Avin", 1)


def test_what_another_took_out_and_moved_stays_theirs_after_the_merge() -> None:
    base, avin = bodied(TALKS, START, RIVER), bodied(TALKS.replace("date", "new date"), START, RIVER)
    dana = bodied(RIVER, TALKS, START.replace(" on Tuesday", ""))
    both = bodied(RIVER, TALKS.replace("date", "new date"), START.replace(" on Tuesday", ""))
    review = merged_by_avin(base, dana, avin, both, both)
    assert {edit.before or edit.after: edit.author for edit in review.edits} == {
        RIVER: "Dana",
        "new": "Avin",
        "on Tuesday": "Dana",
    }


def test_their_wording_taken_after_the_merge_is_theirs() -> None:
    base, avin = bodied(START), bodied(START.replace("began", "started off"))
    dana, both = bodied(START.replace("began", "were opened")), avin
    [edit] = merged_by_avin(base, dana, avin, both, dana).edits
    assert (edit.after, edit.author, edit.version) == ("were opened", "Dana", 1)


@settings(deadline=None)
@given(st.lists(st.sampled_from("DA-"), min_size=1, max_size=12))
def test_each_paragraph_of_a_merge_is_by_whoever_changed_it(whose: list[str]) -> None:
    def state(authors: str) -> Article:
        words = {"D": "many were glad", "A": "few had come"}
        return bodied(
            *(f"Town {n} saw {words.get(w if w in authors else '', 'it')} at {n}." for n, w in enumerate(whose))
        )

    review = merged_by_avin(state(""), state("D"), state("A"), state("DA"), state("DA"))
    assert [edit.author[0] for edit in review.edits] == [one for one in whose if one != "-"]


def test_edits_beside_the_text_have_authors_too() -> None:
    ready = replace(STORY, status=Status.READY)
    turned = replace(ready, photos=with_photo(1, turn=1).photos)
    fewer = replace(turned, photos=turned.photos[:2], headline="Dam talks end in Erbil")
    assert by_whom(("", STORY), ("Sam", ready), ("Dana", turned), ("Sam", fewer)) == [
        ("begin", "end", "Sam", 0),
        ("draft", "ready", "Sam", 1),
        ("A river.", "", "Sam", 0),
        ("whole", "turned by 90°", "Dana", 2),
    ]


def test_a_change_was_made_when_it_was_first_there_not_when_a_version_was() -> None:
    base, later = STORY, replace(STORY, headline="Dam talks end", keywords=("dam",))
    hour = timedelta(hours=1)
    lineage, me = Lineage(base, [version(5, "Dana", later)]), Hand("Dana", MOMENT + 9 * hour)
    headline, keywords = Review(base, later, lineage, me).edits
    assert headline.time == keywords.time == MOMENT + 5 * hour
    times = Times({headline.key: MOMENT + 2 * hour, keywords.key: MOMENT + 6 * hour}, {"keywords": MOMENT})
    assert [edit.time for edit in Review(base, later, lineage, me, times).edits] == [MOMENT + 2 * hour, keywords.time]
    assert [edit.time for edit in Review(base, later, hand=me, times=times).edits] == [
        MOMENT + 2 * hour,
        MOMENT + 6 * hour,
    ]
    unseen = replace(times, seen={})
    assert [edit.time for edit in Review(base, later, hand=me, times=unseen).edits] == [MOMENT + 9 * hour, MOMENT]


def test_all_by_one_author_are_reverted_and_the_others_stay() -> None:
    stages = texts(START, START.replace("Erbil", "Erbil city"), START.replace("Erbil", "Erbil city of the north"))
    base, sam, current = (article for _name, article in stages)
    review = Review(base, current, Lineage(base, [version(1, "Sam", sam)]), Hand("Dana"))
    assert review.authors == ("Sam", "Dana")
    assert reverted(review, review.edits_by("Dana")).body == sam.body
    assert reverted(review, review.edits_by("Sam")).body == START.replace("Erbil", "Erbil of the north")


def test_of_many_versions_those_made_by_somebody_tell_enough() -> None:
    words = START.split()
    stages = [bodied(" ".join(words[: n + 2])) for n in range(len(words) - 1)] * 3
    versions = [
        replace(version(n, "Sam" if n % 10 < 5 else "Dana", story), kind="auto" if n % 5 else "save")
        for n, story in enumerate(stages, 1)
    ]
    kept = telling(versions)
    assert len(kept) < 13
    assert kept[-1] == versions[-1]
    assert telling(versions[:9]) == tuple(versions[:9])


@settings(deadline=None)
@given(st.lists(articles(BODIES), min_size=2, max_size=4), st.data())
def test_with_versions_in_between_some_are_taken_as_well(stages: list[Article], data: st.DataObject) -> None:
    base, *versions, current = stages
    lineage = Lineage(base, [version(n, "SD"[n % 2], story) for n, story in enumerate(versions, 1)])
    review = Review(base, current, lineage, Hand("me"))
    assert bare(reverted(review, review.edits)) == bare(base)
    some = [edit for edit in review.edits if data.draw(st.booleans())]
    others = [edit for edit in review.edits if edit not in some]
    assert_both_sides_agree(review, some, others)
    assert bare(review.accept(review.edits)) == bare(current)


def test_what_another_put_into_a_new_paragraph_is_theirs() -> None:
    new = "Farmers have waited for rain since autumn."
    base, sam = bodied(ENGLISH), bodied(ENGLISH, new)
    dana = bodied(ENGLISH, new.replace("waited for rain", "waited in vain for rain"))
    lineage = Lineage(base, [version(1, "Sam", sam)])
    review = Review(base, dana, lineage, Hand("Dana"))
    assert [(edit.kind, edit.after, edit.author) for edit in review.edits] == [
        (EditKind.INSERTED, new.replace("waited for", "waited in vain for"), "Sam"),
        (EditKind.INSERTED, "in vain", "Dana"),
    ]
    assert reverted(review, review.edits_by("Dana")).body == sam.body
    assert reverted(review, review.edits_by("Sam")).body == base.body
    assert review.accept(review.edits_by("Sam")).body == sam.body
    [_first, row] = review.rows()
    assert [(one.text, one.edit.author if one.edit else "") for one in row.after] == [
        ("Farmers have waited ", "Sam"),
        ("in vain ", "Dana"),
        ("for rain since autumn.", "Sam"),
    ]


def test_a_key_stays_while_the_story_changes_elsewhere() -> None:
    before = bodied(
        *(f"The {name} said that the talks ended on Tuesday." for name in ("minister", "farmer", "engineer"))
    )
    after = replace(before, body=before.body.replace("ended", "began"))
    keys = [edit.key for edit in Review(before, after).edits]
    assert len(set(keys)) == 3
    elsewhere = replace(after, body=after.body.replace("minister said", "old minister said"), headline="New")
    assert [edit.key for edit in Review(before, elsewhere).edits if edit.before == "ended"] == keys
    fewer = replace(after, body=after.body.replace("began", "ended", 1))
    assert [edit.key for edit in Review(before, fewer).edits] == keys[1:]

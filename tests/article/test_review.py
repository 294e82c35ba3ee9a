"""A review: everything that changed, edit by edit; reverting all gives what was, accepting all gives what is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.article.changes import apply, invert
from desk.article.model import Article, Crop, Dateline, Status
from desk.article.review import EditKind, Review
from tests.builders import ENGLISH, a_photo, an_article, articles, bodies

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


def reverted(review: Review, edits: object) -> Article:
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


@settings(deadline=None)
@given(pairs(), st.data())
def test_accepting_some_is_reverting_the_others(pair: tuple[Article, Article], data: st.DataObject) -> None:
    before, after = pair
    review = Review(before, after)
    chosen = {edit.key for edit in review.edits if data.draw(st.booleans())}
    some = [edit for edit in review.edits if edit.key in chosen]
    others = [edit for edit in review.edits if edit.key not in chosen]
    assert bare(review.accept(some)).body == bare(reverted(review, others)).body
    assert bare(review.accept(review.edits)) == bare(after)
    assert bare(review.accept(())) == bare(before)
    assert len({edit.key for edit in review.edits}) == len(review.edits)


def said(edits: object) -> list[tuple[object, ...]]:
    return sorted((edit.kind, edit.place, edit.field, edit.before, edit.after) for edit in edits)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (bodied("It began."), bodied("It ended."), "“\u2068began\u2069” became “\u2068ended\u2069”"),
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

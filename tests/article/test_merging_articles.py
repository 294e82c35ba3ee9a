"""Two people's work on one story, merged field by field, and taken into an open session."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from desk.article import changes, commenting
from desk.article.changes import BodyChange, FieldChange
from desk.article.merging_articles import Clash, merge_articles, moved, placed, rewrite, stands, take_theirs
from desk.article.model import Article, Dateline, Reply, Status
from desk.article.session import Session
from desk.article.words import solid
from tests.builders import MOMENT, a_comment, a_comment_on, a_photo, a_story, articles, made, runs

BASE = a_story()


@st.composite
def _three(draw: st.DrawFn) -> tuple[Article, Article, Article]:
    """A story, and two made of it."""
    base = draw(articles() | st.just(BASE))
    sides = [base, base]
    for n in range(2):
        for change in draw(runs(base, max_size=4)):
            sides[n] = changes.apply(sides[n], change)
    return base, sides[0], sides[1]


@given(_three())
def test_what_only_one_changed_is_taken_whole(three: tuple[Article, Article, Article]) -> None:
    base, ours, _theirs = three
    for two in ((ours, base), (base, ours), (ours, ours)):
        merged = merge_articles(base, *two)
        assert (merged.article, merged.conflicts) == (ours, ())


@given(_three())
def test_a_merge_can_be_taken_into_the_session_and_back(three: tuple[Article, Article, Article]) -> None:
    base, ours, theirs = three
    merged = merge_articles(base, ours, theirs).article
    session = Session(ours)
    change = rewrite(ours, merged)
    if change is None:
        assert merged == ours
        return
    session.apply(change)
    assert session.article == merged
    session.undo()
    assert session.article == ours


@given(articles(), articles())
def test_any_story_can_be_made_any_other(one: Article, other: Article) -> None:
    if one == other:
        assert rewrite(one, other) is None
    else:
        assert made(one, rewrite(one, other)) == other


@given(_three())
def test_the_conflicts_of_a_merge_are_where_ours_stands(three: tuple[Article, Article, Article]) -> None:
    merged = merge_articles(*three)
    for clash in merged.conflicts:
        thing = merged.article.photo(clash.photo) if clash.photo else merged.article
        value = getattr(thing, clash.field)
        assert (value if clash.span is None else value[slice(*clash.span)]) == clash.ours or clash.field == "lead"


@given(_three())
def test_merging_once_more_brings_nothing_new(three: tuple[Article, Article, Article]) -> None:
    """Of words that are put in where they stand already nobody can say who wrote which."""
    base, ours, theirs = three
    there = Counter(solid(base.body))
    new = [Counter(solid(side.body)) - there for side in (ours, theirs)]
    assume(
        not (new[0] & new[1]) and not any(word in there or count > 1 for side in new for word, count in side.items())
    )
    merged = merge_articles(base, ours, theirs)
    if not merged.conflicts:
        assert merge_articles(base, merged.article, theirs) == merged


@given(_three())
def test_it_is_the_same_story_whoever_merges(three: tuple[Article, Article, Article]) -> None:
    base, ours, theirs = three
    for one in three:
        assume(len({comment.id for comment in one.comments}) == len(one.comments))
    here, there = merge_articles(base, ours, theirs), merge_articles(base, theirs, ours)
    assert len(here.conflicts) == len(there.conflicts)
    if not here.conflicts:
        assert here.article == there.article


def test_each_field_is_merged_after_its_kind() -> None:
    ours = replace(
        BASE, headline="Water ministers meet over border dam", keywords=("water", "Erbil", "dam"), urgency=2,
        dateline=replace(BASE.dateline, place="BAGHDAD"), body=BASE.body.replace("Tuesday", "Monday"),
    )  # fmt: skip
    theirs = replace(
        BASE, headline="Ministers meet over new border dam", keywords=("talks", "Erbil"), status=Status.READY,
        dateline=replace(BASE.dateline, date=date(2026, 3, 4)), body=BASE.body.replace("go on", "went on"),
    )  # fmt: skip
    merged = merge_articles(BASE, ours, theirs)
    assert merged.conflicts == ()
    assert merged.article == replace(
        BASE,
        headline="Water ministers meet over new border dam",
        keywords=("talks", "Erbil", "dam"),
        urgency=2,
        status=Status.READY,
        dateline=Dateline("BAGHDAD", "DESK", date(2026, 3, 4)),
        body=BASE.body.replace("Tuesday", "Monday").replace("go on", "went on"),
    )


def test_a_plain_field_that_both_changed_stays_ours_and_says_so() -> None:
    merged = merge_articles(BASE, replace(BASE, status=Status.READY), replace(BASE, status=Status.KILLED))
    assert merged.article.status is Status.READY
    (clash,) = merged.conflicts
    assert clash == Clash("status", Status.DRAFT, Status.READY, Status.KILLED)
    assert made(merged.article, take_theirs(merged.article, clash)).status is Status.KILLED


def test_photos_are_merged_field_by_field() -> None:
    one, two = BASE.photos
    ours = replace(BASE, photos=(replace(one, caption="Delegates leave Erbil, March 3, 2026."), two))
    theirs = replace(BASE, photos=(two, replace(one, credit="Another agency"), a_photo(id="p3")))
    merged = merge_articles(BASE, ours, theirs)
    assert merged.conflicts == ()
    assert [photo.id for photo in merged.article.photos] == ["p2", "p1", "p3"]
    first = merged.article.photo("p1")
    assert first is not None
    assert (first.caption, first.credit) == ("Delegates leave Erbil, March 3, 2026.", "Another agency")


def test_a_photo_removed_by_one_and_changed_by_the_other_is_kept() -> None:
    one, two = BASE.photos
    changed = replace(BASE, photos=(one, replace(two, caption="The dam at night.")))
    removed = replace(BASE, photos=(one,))
    for merged in (merge_articles(BASE, changed, removed), merge_articles(BASE, removed, changed)):
        assert merged.article.photo("p2") == replace(two, caption="The dam at night.")
    assert merge_articles(BASE, replace(BASE, urgency=1), removed).article.photo("p2") is None


def test_a_photo_removed_by_one_is_kept_where_the_other_puts_it_to_use() -> None:
    removed = replace(BASE, photos=BASE.photos[:1], body=BASE.body.replace("\n\n![](photo:p2)", ""))
    merged = merge_articles(BASE, replace(BASE, lead="p2"), removed).article
    assert merged.lead_photo == BASE.photo("p2")


def test_a_lead_photo_that_is_gone_leads_no_more() -> None:
    removed = replace(BASE, photos=BASE.photos[1:], lead="")
    assert merge_articles(BASE, replace(BASE, urgency=1), removed).article.lead == ""


def test_comments_stay_on_their_words() -> None:
    ours = replace(BASE, body=BASE.body.replace("The talks", "In Erbil the talks"))
    ours = replace(ours, comments=(a_comment_on(ours.body, "talks"),))
    theirs = replace(BASE, body=f"Officials said so. {BASE.body}")
    theirs = replace(theirs, comments=(a_comment_on(theirs.body, "No date", id="c2"),))
    merged = merge_articles(BASE, ours, theirs).article
    assert [merged.body[one.start : one.end] for one in merged.comments] == ["talks", "No date"]


def test_a_comment_resolved_by_one_and_answered_by_the_other_is_both() -> None:
    note = a_comment_on(BASE.body, "talks")
    base = replace(BASE, comments=(note,))
    ours, theirs = replace(note, resolved=True), replace(note, text="Who says so?")
    merged = merge_articles(base, replace(base, comments=(ours,)), replace(base, comments=(theirs,)))
    assert merged.article.comments == (replace(note, resolved=True, text="Who says so?"),)
    gone = merge_articles(base, replace(base, comments=()), replace(base, comments=(theirs,)))
    assert gone.article.comments == (theirs,)


def test_a_place_between_two_differing_stretches_stays_at_its_words() -> None:
    other = replace(BASE, body=BASE.body.replace("Water", "All water").replace("No date", "Not one date"))
    change = rewrite(BASE, other)
    assert change is not None
    at = BASE.body.index("talks")
    assert changes.map_position(change, at) == other.body.index("talks")


def test_theirs_is_taken_where_ours_stands_after_further_typing() -> None:
    ours, theirs = BASE.body.replace("Tuesday", "Monday"), BASE.body.replace("Tuesday", "Friday")
    merged = merge_articles(BASE, replace(BASE, body=ours), replace(BASE, body=theirs))
    (clash,) = merged.conflicts
    typed = BodyChange(0, "", "Today: ")
    after = changes.apply(merged.article, typed)
    clash = moved(clash, merged.article, after, typed)
    change = take_theirs(after, clash)
    assert made(after, change).body == f"Today: {theirs}"
    assert change is not None
    taken = changes.apply(after, change)
    clash = moved(clash, after, taken, change)
    assert take_theirs(taken, clash) is None
    assert clash.span is not None
    assert taken.body[slice(*clash.span)] == "Friday"


def test_a_clash_in_a_headline_follows_it() -> None:
    ours, theirs = (
        replace(BASE, headline="Ministers meet over the dam"),
        replace(BASE, headline="Ministers talk over it"),
    )
    merged = merge_articles(BASE, ours, theirs)
    clash = merged.conflicts[-1]
    typed = FieldChange("headline", merged.article.headline, f"Iraq: {merged.article.headline}")
    after = changes.apply(merged.article, typed)
    clash = moved(clash, merged.article, after, typed)
    assert clash.span is not None
    assert after.headline[slice(*clash.span)] == clash.ours


_WORDS = st.sampled_from(["confer", "convene", "conferences", "con", "conferences conferences", "", "con con"])


@given(_WORDS, _WORDS, st.lists(st.tuples(st.integers(0, 1), _WORDS), max_size=5))
def test_whatever_is_chosen_in_a_headline_one_after_another_stands_there_and_nothing_else(
    first: str, second: str, choices: list[tuple[int, str]]
) -> None:
    words = [first, second]
    article = replace(BASE, headline=f"Ministers {first} and {second} today")
    at = article.headline.index(" and ") + 5
    spans = ((10, 10 + len(first)), (at, at + len(second)))
    clashes = [Clash("headline", "meet", word, "theirs", span) for word, span in zip(words, spans, strict=True)]
    for n, wording in choices:
        change = take_theirs(article, replace(clashes[n], theirs=wording))
        exact = placed(article, clashes[n], wording)
        after = made(article, change) if change else article
        clashes = [moved(one, article, after, change, exact) if change else one for one in clashes]
        article, words[n] = after, wording
        assert article.headline == f"Ministers {words[0]} and {words[1]} today"
        assert [stands(article, one) for one in clashes] == words


@given(_three())
def test_around_each_wording_is_what_stands_there_in_its_own_text(three: tuple[Article, Article, Article]) -> None:
    for clash in merge_articles(*three).conflicts:
        if clash.span is None:
            continue
        owners = [one.photo(clash.photo) if clash.photo else one for one in three]
        for one, words, (before, behind) in zip(
            owners, (clash.base, clash.ours, clash.theirs), clash.around, strict=True
        ):
            shown = f"{before.removeprefix('… ')}{words}{behind.removesuffix(' …')}"
            assert shown in getattr(one, clash.field)


def test_what_only_the_story_has_is_not_around_what_theirs_says() -> None:
    base = replace(BASE, body="Omar arrived on Friday. No date was set.")
    ours = replace(base, body="Late, Omar arrived on Saturday. No date was set.")
    theirs = replace(base, body="Omar arrived on Monday. A date was set.")
    (clash,) = merge_articles(base, ours, theirs).conflicts
    assert clash.around == (
        ("Omar arrived on ", ". No date was set."),
        ("Late, Omar arrived on ", ". No date was set."),
        ("Omar arrived on ", ". A date was set."),
    )


def test_nobody_takes_the_place_of_anothers_words_by_their_id() -> None:
    answer = Reply("r1", "Dana", MOMENT, "The ministry.")
    ours = a_story(comments=(a_comment(author="Dana", text="Who says?", replies=(answer,)),))
    forged = a_comment(author="Zed", text="All is well.", replies=(replace(answer, author="Zed", text="Me."),))
    theirs = replace(ours, comments=(forged,))
    for base in (ours, replace(ours, comments=()), theirs):
        once = merge_articles(base, ours, theirs).article
        assert {(one.author, one.text) for one in once.comments} == {("Dana", "Who says?"), ("Zed", "All is well.")}
        assert [one.text for one in commenting.comment_of(once, "c1").replies] == ["The ministry."]  # type: ignore[union-attr]
        assert merge_articles(base, theirs, ours).article == once, "whoever merges"
        assert merge_articles(base, once, theirs).article == once
        assert merge_articles(ours, once, theirs).article == once, "and however often"


def test_an_answer_under_anothers_id_is_an_answer_of_its_own() -> None:
    answer = Reply("r1", "Dana", MOMENT, "The ministry.")
    ours = a_story(comments=(a_comment(replies=(answer,)),))
    theirs = replace(ours, comments=(a_comment(replies=(replace(answer, author="Avin", text="Nobody."),)),))
    once = merge_articles(ours, ours, theirs).article
    assert {(one.author, one.text) for one in once.comments[0].replies} == {
        ("Dana", "The ministry."),
        ("Avin", "Nobody."),
    }
    assert merge_articles(ours, theirs, ours).article.comments == once.comments
    assert merge_articles(ours, once, theirs).article == once


def test_what_somebody_says_otherwise_under_an_id_of_their_own_is_taken() -> None:
    ours = a_story(comments=(a_comment(author="Dana", text="Who says?"),))
    theirs = replace(ours, comments=(a_comment(author="Dana", text="Says who?"),))
    assert [one.text for one in merge_articles(ours, ours, theirs).article.comments] == ["Says who?"]

"""A story made of wire copy is arranged anew: choices are turned around, and what was written since stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.article import changes
from desk.article.changes import Change
from desk.article.model import Article, Related
from desk.formats.rearranging import Copy, arranged, from_text, is_more_than_body, rearranged, to_text
from desk.formats.wire_copy import Role, arrange, article_of
from tests.builders import a_photo, texts

DAM = """Ministers meet over border dam

Delegates arrive in Erbil. (Agency photo)

ERBIL (DESK) — Water ministers of the two countries met in Erbil on Tuesday, officials said.

The talks will go on next week.

(Desk News/AFP)

Previous article
Dust storm closes airport
"""
DAY = date(2026, 3, 3)


def copy_of(text: str = DAM) -> Copy:
    return Copy(arrange(text), DAY)


def story_of(copy: Copy, **parts: object) -> Article:
    return replace(article_of(copy.arrangement, Article(id="s1"), DAY), **parts)  # type: ignore[arg-type]


def place(copy: Copy, role: Role) -> int:
    return next(at for at, passage in enumerate(copy.arrangement.passages) if passage.role is role)


def after(article: Article, change: Change | None) -> Article:
    return changes.apply(article, change) if change is not None else article


def test_a_role_turned_around_changes_the_story_as_if_it_had_been_read_so() -> None:
    copy = copy_of()
    story = story_of(copy)
    other = copy.with_role(place(copy, Role.SIGN_OFF), Role.BODY)
    turned = after(story, rearranged(story, copy, other))
    assert (turned.sign_off, turned.body) == ("", f"{story.body}\n\n(Desk News/AFP)")
    assert after(turned, rearranged(turned, other, copy)) == story


def test_what_was_written_since_stays() -> None:
    copy = copy_of()
    story = story_of(copy, summary="Ours.", section="World")
    story = replace(story, body=story.body.replace("next week", "on Monday"))
    turned = after(story, rearranged(story, copy, copy.with_role(place(copy, Role.HEADLINE), Role.BODY)))
    assert (turned.headline, turned.summary, turned.section) == ("", "Ours.", "World")
    assert turned.body == f"Ministers meet over border dam\n\n{story.body}"


def test_a_caption_goes_to_the_photo_and_away_from_it() -> None:
    copy = copy_of()
    photo = a_photo(id="p1", caption="", credit="")
    story = article_of(copy.arrangement, Article(id="s1", photos=(photo,), lead="p1"), DAY)
    assert story.photos[0].caption == "Delegates arrive in Erbil."
    turned = after(story, rearranged(story, copy, copy.with_role(place(copy, Role.CAPTION), Role.BODY)))
    assert (turned.photos[0].caption, turned.photos[0].credit) == ("", "")
    assert turned.body.startswith("Delegates arrive in Erbil. (Agency photo)")


def test_all_of_it_as_body_leaves_nothing_out() -> None:
    copy = copy_of()
    story = story_of(copy)
    plain = after(story, rearranged(story, copy, copy.all_body()))
    assert plain.body.split() == DAM.split()
    assert (plain.headline, plain.sign_off, plain.related) == ("", "", ())


def test_a_story_that_is_known_by_its_title_stays_known() -> None:
    copy = copy_of()
    story = story_of(copy, related=(Related("previous", "Dust storm closes airport", article="dust"),))
    other = copy.with_role(place(copy, Role.PREVIOUS), Role.RELATED)
    turned = after(story, rearranged(story, copy, other))
    assert turned.related == (Related("related", "Dust storm closes airport", article="dust"),)


def test_a_choice_that_changes_nothing_is_no_step() -> None:
    copy = copy_of("Dam talks\n\nERBIL (DESK) — Ministers met on Tuesday.\n\nENDS\n")
    story = story_of(copy)
    assert rearranged(story, copy, copy.with_role(place(copy, Role.END), Role.FURNITURE)) is None


def test_another_headline_takes_the_place_of_the_one_before() -> None:
    copy = copy_of(f"World News Today\n\n{DAM}").all_body()
    mast = copy.with_role(0, Role.HEADLINE)
    right = mast.with_role(1, Role.HEADLINE)
    assert [passage.role for passage in right.arrangement.passages[:2]] == [Role.BODY, Role.HEADLINE]
    story = story_of(mast)
    turned = after(story, rearranged(story, mast, right))
    assert turned.headline == "Ministers meet over border dam"
    assert turned.body.startswith("World News Today")
    assert after(turned, rearranged(turned, right, mast)) == story


def test_what_was_pasted_becomes_a_story_in_one_step() -> None:
    pasted = Article(id="s1", body=DAM.strip(), section="World")
    made = after(pasted, arranged(pasted, pasted, copy_of()))
    assert made == replace(story_of(copy_of()), section="World", created=pasted.created)
    assert made.headline == "Ministers meet over border dam"


def test_its_first_line_pasted_as_the_headline_is_no_headline_of_ones_own() -> None:
    copy = copy_of().all_body()
    pasted = Article(id="s1", headline="Ministers meet over border dam", body=DAM.partition("\n\n")[2].strip())
    assert after(pasted, arranged(pasted, pasted, copy)).headline == ""
    ours = replace(pasted, headline="Ours")
    assert after(ours, arranged(ours, ours, copy)).headline == "Ours"


def test_what_was_typed_after_pasting_stays() -> None:
    pasted = Article(id="s1", body=DAM.strip())
    now = replace(pasted, kicker="Water", body=pasted.body.replace("two countries", "three countries"))
    made = after(now, arranged(now, pasted, copy_of()))
    assert (made.kicker, made.headline) == ("Water", "Ministers meet over border dam")
    assert "three countries" in made.body


@given(texts(200), st.data())
def test_a_copy_is_kept_and_read_back(text: str, data: st.DataObject) -> None:
    copy = Copy(arrange(text), DAY, {"Dust": "dust"})
    for at in range(len(copy.arrangement.passages)):
        copy = copy.with_role(at, data.draw(st.sampled_from(Role)))
    assert from_text(to_text(copy)) == copy


@given(st.sampled_from(Role), st.data())
def test_every_choice_has_its_way_back(role: Role, data: st.DataObject) -> None:
    copy = copy_of()
    other = copy.with_role(data.draw(st.integers(0, len(copy.arrangement.passages) - 1)), role)
    story = story_of(copy)
    turned = after(story, rearranged(story, copy, other))
    assert turned == replace(story_of(other), created=story.created)
    assert after(turned, rearranged(turned, other, copy)) == story


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"passages": 3}', '{"passages": [[1]]}', "[" * 100_000])
def test_what_is_no_copy_is_none(text: str) -> None:
    assert from_text(text) is None


def test_plain_words_are_nothing_but_body() -> None:
    assert not is_more_than_body(arrange("Only a paragraph of words that say nothing of what they are."))
    assert is_more_than_body(arrange(DAM))

"""Stories that go to and fro between desks: whatever the order, all come to one, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.article import changes, commenting
from desk.article.merging_articles import take_theirs
from desk.article.model import Article, Crop, Custody, Status
from desk.article.past import Past
from desk.library import Library
from desk.library.handing_over import HandedOver
from tests.builders import MOMENT, a_comment_on, a_photo, an_article

BODY = "Ministers met on Tuesday.\n\nTalks on the river went on.\n\nNo date was set.\n\nThe dam is old."
STORY = an_article(
    id="a1",
    headline="Ministers meet over the border dam",
    summary="Talks on the shared river resume.",
    body=BODY,
    keywords=("water", "dam"),
    photos=(a_photo(id="p1"), a_photo(id="p2", media="1" * 64, caption="The dam.")),
    lead="p1",
    comments=(a_comment_on(BODY, "river"),),
)
Package = tuple[Article, list[Past]]
Edit = Callable[[Article, str], Article]


def _word(old: str) -> Edit:
    def edit(story: Article, new: str) -> Article:
        at = story.body.find(old)
        change = changes.BodyChange(at, old, f"{old} {new}")
        return story if at < 0 else changes.apply(story, change)

    return edit


def _sentence(story: Article, new: str) -> Article:
    return changes.apply(story, changes.BodyChange(len(story.body), "", f"\n\nAlso {new} came."))


def _cut(story: Article, _new: str) -> Article:
    at = story.body.find(" on Tuesday")
    return story if at < 0 else changes.apply(story, changes.BodyChange(at, " on Tuesday", ""))


def _note(story: Article, new: str) -> Article:
    made = a_comment_on(story.body, "dam", id=f"c{new}", text=new, time=MOMENT + timedelta(minutes=len(new)))
    return replace(story, comments=(*story.comments, made))


def _answer(story: Article, new: str) -> Article:
    if not story.comments:
        return story
    change = commenting.reply(story, story.comments[0].id, new, new)
    return story if change is None else changes.apply(story, change)


def _caption(story: Article, new: str) -> Article:
    first, *rest = story.photos
    return replace(story, photos=(replace(first, caption=f"{first.caption} {new.capitalize()} came."), *rest))


def _crop(story: Article, new: str) -> Article:
    first, *rest = story.photos
    return replace(story, photos=(replace(first, crops=(Crop("16:9", 0, 0, 1, len(new) / 100),)), *rest))


def _new_photo(story: Article, new: str) -> Article:
    return replace(story, photos=(*story.photos, a_photo(id=f"p{new}", media="2" * 64)))


def _fewer_photos(story: Article, _new: str) -> Article:
    return replace(story, photos=tuple(photo for photo in story.photos if photo.id != "p2"))


EDITS: tuple[Edit, ...] = (
    *(_word("Ministers"), _word("went"), _word("old"), _sentence, _cut, _note, _answer, _caption, _crop),
    *(_new_photo, _fewer_photos),
    lambda story, new: replace(story, headline=f"{story.headline}, {new}"),
    lambda story, new: replace(story, summary=f"{new.capitalize()}: {story.summary}"),
    lambda story, new: replace(story, keywords=(*story.keywords, new)),
    lambda story, _new: replace(story, keywords=story.keywords[1:]),
    lambda story, _new: replace(story, status=Status.READY),
    lambda story, _new: replace(story, status=Status.IN_EDIT),
    lambda story, new: replace(story, dateline=replace(story.dateline, place=new.upper())),
)


@dataclass
class Desks:
    """Desks that had one story at first; small letters name them."""

    libraries: dict[str, Library]
    clashed: bool = False
    written: int = 0
    under_way: list[tuple[str, Package]] = field(default_factory=list)

    def story(self, who: str) -> Article:
        return self.libraries[who].article("a1")

    def write(self, who: str, edit: Edit) -> None:
        self.written += 1
        self.libraries[who].save(edit(self.story(who), f"{who}{'x' * self.written}"))

    def pack(self, who: str) -> Package:
        return self.story(who), self.libraries[who].past("a1")

    def unpack(self, who: str, package: Package) -> HandedOver:
        done = self.libraries[who].take_in_story(*package)
        self.clashed = self.clashed or bool(done.clashes)
        return done

    def exchange(self, sender: str, receiver: str) -> HandedOver:
        return self.unpack(receiver, self.pack(sender))


@pytest.fixture
def desks(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Iterator[Desks]]:
    @contextmanager
    def opened(names: str = "ab") -> Iterator[Desks]:
        place = tmp_path_factory.mktemp("desks")
        libraries = {name: Library.open(place / name, name.upper()) for name in names}
        try:
            for library in libraries.values():
                library.take_in_story(STORY, [Past(1, MOMENT, "A", "save", "", 3, "", STORY)])
            yield Desks(libraries)
        finally:
            for library in libraries.values():
                library.close()

    return opened  # type: ignore[return-value]


some_edits = st.lists(st.sampled_from(EDITS), max_size=4)
thorough = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@thorough
@given(some_edits, some_edits, st.booleans(), st.integers(0, 3))
def test_two_desks_that_merge_each_other_s_work_have_one_story(
    desks: Callable[[], contextmanager[Desks]], first: list[Edit], second: list[Edit], own: bool, crossings: int
) -> None:
    """But for clashes, where each keeps its own; what one of them decides then holds at both."""
    with desks() as two:  # type: ignore[attr-defined]
        for who, edits in (("a", first), ("b", second)):
            for edit in edits:
                two.write(who, edit)
        packages = two.pack("a"), two.pack("b")
        at_a, at_b = two.unpack("a", packages[1]), two.unpack("b", packages[0])
        assert len(at_a.clashes) == len(at_b.clashes)
        if not at_a.clashes:
            assert two.story("a") == two.story("b")
        mine, yours = two.story("a"), two.story("b")
        for _ in range(crossings):  # what nobody decided stays as each has it
            packages = two.pack("a"), two.pack("b")
            two.unpack("a", packages[1])
            two.unpack("b", packages[0])
        assert (two.story("a"), two.story("b")) == (mine, yours)

        decided = two.story("a")
        for clash in reversed(at_a.clashes):
            said = f"{clash.ours} {clash.theirs}" if own and clash.span is not None else clash.theirs
            change = take_theirs(decided, replace(clash, theirs=said))
            decided = decided if change is None else changes.apply(decided, change)
        two.libraries["a"].save(decided)
        assert two.exchange("a", "b").clashes == ()
        assert two.story("b") == decided
        two.exchange("b", "a")
        assert two.story("a") == decided


ROADS = ("ab", "ac", "ba", "bc", "ca", "cb")
"""From which desk to which a package may go."""


@thorough
@given(
    st.lists(
        st.tuples(st.just("write"), st.sampled_from("abc"), st.sampled_from(EDITS))
        | st.tuples(st.sampled_from(["send", "arrive", "arrive again"]), st.sampled_from(ROADS), st.integers(0, 9)),
        max_size=10,
    )
)
def test_however_packages_cross_all_come_to_one_story(
    desks: Callable[..., contextmanager[Desks]], deeds: list[tuple[str, str, object]]
) -> None:
    """Packages between three desks arrive late, in another order, twice or never; at the end each sends once more."""
    with desks("abc") as three:  # type: ignore[attr-defined]
        for deed, who, what in deeds:
            if deed == "write":
                three.write(who, what)  # type: ignore[arg-type]
            elif deed == "send":
                three.under_way.append((who[1], three.pack(who[0])))
            elif three.under_way:
                number = int(str(what)) % len(three.under_way)
                to, package = three.under_way[number] if deed == "arrive again" else three.under_way.pop(number)
                three.unpack(to, package)
                before = three.pack(to)
                three.unpack(to, package)
                assert three.pack(to) == before, "the same again changes nothing"
        for sender, receiver in ("ab", "bc", "ca", "ab", "bc"):
            three.exchange(sender, receiver)
        assert three.clashed or three.story("a") == three.story("b") == three.story("c")
        known = [{one.article for one in three.libraries[who].past("a1")} for who in "abc"]
        assert known[0] <= known[1] <= known[2], "and no version is lost"
        said = [line for who in "abc" for line in three.libraries[who].verify()]
        assert all("The file of the photo" in line for line in said), "these photos have none"


def test_who_has_it_is_whoever_was_given_it_last(desks: Callable[[], contextmanager[Desks]]) -> None:
    with desks() as two:  # type: ignore[attr-defined]
        given = Custody("night desk", "A", MOMENT)
        two.libraries["a"].save(replace(two.story("a"), custody=given), "sent", "Sent to night desk")
        two.exchange("a", "b")
        assert two.story("b").custody == replace(given, holder="B"), "whatever the other called it, it goes by its name"
        later = Custody("A", "B", MOMENT + timedelta(hours=1))
        two.libraries["b"].save(replace(two.story("b"), custody=later), "sent", "Sent to A")
        two.write("a", EDITS[0])
        back = two.exchange("b", "a")
        assert (back.clashes, two.story("a").custody) == ((), later)
        two.exchange("a", "b")
        assert two.story("b").custody == later, "nobody gave it to them again"


def test_going_back_to_an_earlier_version_is_news_to_the_other(desks: Callable[[], contextmanager[Desks]]) -> None:
    with desks() as two:  # type: ignore[attr-defined]
        two.write("a", EDITS[0])
        two.exchange("a", "b")
        two.libraries["a"].restore_version("a1", 1)
        two.exchange("a", "b")
        assert two.story("b") == STORY

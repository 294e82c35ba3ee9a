"""Which stories belong together: by the keywords, people, places and words that they share.

What a story is about is told by its marks (`marks_of`): its keywords; the names in its text; its places; and the words
of its headline, summary and opening, where a news story says what it is about. Two stories of one language are the
closer, the more marks they share, the weightier these are (a keyword that an editor chose says more than a word that
happens to stand in both) and the fewer stories have them. Nothing is guessed, and nothing is learnt: the same stories
always give the same answer, and one is as close to another as that is to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk.article.languages import direction_of
from desk.article.model import Article
from desk.article.scripts import normalised

MOST = 4
"""How many related stories a page names."""
KEYWORD, NAME, PLACE, WORD = "k", "n", "p", "w"
_WEIGHTS = {KEYWORD: 6, NAME: 5, PLACE: 2, WORD: 1}
_ENOUGH = 12
"""The least that two stories must have in common: one keyword, or one name and a few words, or two rare words."""
_NEAR = 16
"""Of the stories that share a mark only those so near in time are compared: what is old news is no kin any more."""
_MOST_NAMES, _MOST_WORDS, _OPENING = 10, 16, 600
_SHORTEST = {"ltr": 4, "rtl": 3}
"""Letters that a word has at least to say anything: scripts without short vowels have shorter words."""
_IDLE_WORDS = (
    "about after again against also among been before being between both could does down during each even every"
    " first from have having here into itself just last like made many more most much must need never news next"
    " only other over said same says second shall should since some still such than that their them then there"
    " these they this those three through today told took under until upon very want week well went were what when"
    " where which while whom will with within without would year years your monday tuesday wednesday thursday"
    " friday saturday sunday لەسەر لەگەڵ ئەوە ئەوەی ئەمە هەروەها بەڵام چونکە لەلایەن دوای پێش هەموو کرد دەکات بوو"
    " بووە نییە ئەوان ئێمە وتی گوتی ڕایگەیاند ساڵ ڕۆژ على إلى هذا هذه التي الذي الذين كان كانت قال قالت بعد قبل ذلك"
    " بين حول عند منذ خلال وقال كما لكن حيث اليوم عام"
)
_IDLE = frozenset(normalised(_IDLE_WORDS).split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LARGE = "[A-ZÀ-ÖØ-ÞĞİŞŠŽČĆ]"
_CAPITAL = rf"{_LARGE}[\w’'-]+"
_PARTICLE = "(?:al|el|bin|ibn|van|von|de|der|den|la)[ -]"
_CAPITALS = re.compile(rf"{_LARGE}(?<!\w{_LARGE})[\w’'-]+(?:[ \u00a0](?:{_PARTICLE})?{_CAPITAL})+")
"""It begins with a letter, not with the word's edge: so the next place is found at once."""
_NOT_PROSE = re.compile(r"!?\[[^\]]*\]\([^)]*\)|<[^>]*>|https?://\S+")


@dataclass(frozen=True, slots=True)
class Told:
    """A story as far as its kin need to know it: its ID, its language, and its marks, as `marks_of` gives them."""

    id: str
    language: str
    marks: Sequence[str]


def marks_of(article: Article) -> tuple[str, ...]:
    """What a story is about: its marks in order, each a letter for its kind and the normalised words.

    A word of the text that is part of a keyword, name or place counts once, as that.
    """
    keywords = (normalised(word.strip()) for word in article.keywords)
    places = (article.dateline.place, *(name for photo in article.photos for name in (photo.city,)))
    weighty = [
        *((KEYWORD, word) for word in keywords),
        *((NAME, name) for name in _names(article)),
        *((PLACE, normalised(place.strip())) for place in places),
    ]
    known = {text: kind for kind, text in reversed(weighty) if text}
    inside = {word for text in known for word in text.split()}
    words = (word for word in _words(article) if word not in inside)
    known |= dict.fromkeys(list(dict.fromkeys(words))[:_MOST_WORDS], WORD)
    return tuple(sorted(f"{kind}:{text}" for text, kind in known.items()))


def related(stories: Iterable[Told], most: int = MOST) -> dict[str, tuple[str, ...]]:
    """The IDs of each story's nearest kin, nearest first; none for a story that is like no other.

    The stories come in the order of their dates. Of two that are equally near the one nearer in time comes first, then
    the later one.
    """
    by_language: dict[str, list[Told]] = {}
    for story in stories:
        by_language.setdefault(story.language, []).append(story)
    found: dict[str, tuple[str, ...]] = {}
    for group in by_language.values():
        found.update(_related_in(group, most))
    return found


def _related_in(stories: Sequence[Told], most: int) -> Mapping[str, tuple[str, ...]]:
    shared = _shared(stories)
    weights = {mark: _weight(mark, len(having), len(stories)) for mark, having in shared.items()}
    passed: Counter[str] = Counter()
    found = {}
    for number, story in enumerate(stories):
        scores: dict[int, int] = {}
        for mark in story.marks:
            if having := shared.get(mark):
                at, weight = passed[mark], weights[mark]
                passed[mark] += 1
                for other in having[max(0, at - _NEAR) : at + _NEAR + 1]:
                    scores[other] = scores.get(other, 0) + weight
        scores.pop(number, None)
        near = [other for other, score in scores.items() if score >= _ENOUGH]
        near.sort(key=lambda other, own=number, of=scores: (-of[other], abs(other - own), -other))  # type: ignore[misc]
        found[story.id] = tuple(stories[other].id for other in near[:most])
    return found


def _shared(stories: Sequence[Told]) -> dict[str, list[int]]:
    """The marks that more than one story has, and which have them, in order."""
    having: dict[str, list[int]] = {}
    for number, story in enumerate(stories):
        for mark in story.marks:
            having.setdefault(mark, []).append(number)
    return {mark: numbers for mark, numbers in having.items() if len(numbers) > 1}


def _weight(mark: str, having: int, stories: int) -> int:
    """A mark weighs the more, the rarer it is: by one step for every halving. Whole numbers add up alike anywhere."""
    return _WEIGHTS[mark[0]] * ((stories // having).bit_length() + 1)


def _prose(text: str) -> str:
    """The text without links' addresses, photos and tags; one that has none of these is not gone through."""
    return _NOT_PROSE.sub(" ", text) if "[" in text or "<" in text or "://" in text else text


def _words(article: Article) -> Iterable[str]:
    opening = _prose(article.body[:_OPENING])
    shortest = _SHORTEST[direction_of(article.language)]
    for word in _WORD.findall(normalised(f"{article.headline} \n {article.summary} \n {opening}")):
        if len(word) >= shortest and word not in _IDLE:
            yield word


def _names(article: Article) -> list[str]:
    """The names in a story: words in capitals that follow one another; where a script has none, what recurs as a pair.

    The most frequent ones, at most ten.
    """
    text = _prose(f"{article.summary}\n{article.body}")
    if direction_of(article.language) == "ltr":
        found = Counter(form for name in _CAPITALS.findall(text) for form in _forms(normalised(name)))
    else:
        words = [word if len(word) > 2 and word not in _IDLE else "" for word in _WORD.findall(normalised(text))]
        pairs = Counter(pairwise(words))
        found = Counter({" ".join(pair): count for pair, count in pairs.items() if count > 1 and all(pair)})
    return sorted(found, key=lambda name: (-found[name], name))[:_MOST_NAMES]


def _forms(name: str) -> set[str]:
    """A name without the idle words in capitals that begin a sentence, and its last two words without a title."""
    words = name.split()
    while words and (words[0] in _IDLE or len(words[0]) < 3):
        words = words[1:]
    return {" ".join(words), " ".join(words[-2:])} if len(words) > 1 else set()

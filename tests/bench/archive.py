"""The archive of a newsroom, made up: stories of 400 words in English, Sorani and Arabic, filed over three years.

The same in every run and on every machine. Words are spread as in a language (Zipf's law): a few stand in every
story, most in hardly any. Frequent words are real ones, the long tail is made of syllables.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

from desk.article.model import Article, Dateline, Photo, Status

WORDS = 400
"""Words of a story's body."""
VOCABULARY = 40_000
LAST_DAY = datetime(2026, 10, 31, 18, tzinfo=UTC)
YEARS = 3
LANGUAGES = ("en", "en", "ckb", "ckb", "ar")
"""Two stories of five are English, two Sorani, one Arabic."""
STATUSES = (*[Status.PUBLISHED] * 44, *[Status.DRAFT] * 2, Status.IN_EDIT, Status.IN_EDIT, Status.READY, Status.KILLED)
SECTIONS = ("Politics", "World News", "Business", "Culture", "Sport", "Weather", "Health", "وەرزش", "کولتوور", "سياسة")
NAMES = {
    "en": ("Dana Salih", "Maria Novak", "John Carter", "Lena Fischer", "Aisha Khan", "Tom Reilly", "Sara Aziz"),
    "ckb": ("شیلان ئەحمەد", "کاروان عەلی", "ڕێبوار حەسەن", "هێمن ڕەشید", "ژیان کەریم"),
    "ar": ("أحمد الجبوري", "ليلى حسن", "عمر العبيدي", "زينب كاظم"),
}
PLACES = {
    "en": ("Erbil", "Baghdad", "Vienna", "London", "Mosul", "Sulaimani"),
    "ckb": ("هەولێر", "سلێمانی", "دهۆک", "هەڵەبجە", "کەرکووک"),
    "ar": ("بغداد", "أربيل", "البصرة", "الموصل"),
}
FREQUENT = {
    "en": "the of to and a in on for that is with as by at from it was said be has have are not will this after an who"
    " its they water minister city dam people government year new two country river talks official",
    "ckb": "لە و بە کە بۆ ئەو ئەم لەسەر لەگەڵ بوو کرد دەکات نییە هەر یەک دوو ساڵ وتی ئاو وەزیر شار بەنداو خەڵک حکومەت"
    " نوێ وڵات ڕووبار گفتوگۆ بەرپرس ڕۆژ پاش پێش هەموو زۆر",
    "ar": "في من على أن إلى عن مع هذا التي الذي كان قال بعد قبل لم لا ما هو هي وزير الماء مدينة سد الناس حكومة عام"
    " جديد دولة نهر محادثات مسؤول يوم كل",
}
SYLLABLES = {
    "en": "ba be bo cal con da der di fa fer gan gro hal ing ka lan lo mar men mi nor on pa per ra ri ser sta ti ton"
    " va",
    "ckb": "با بە بۆ دا دە ڕا ڕێ سا سە شا شێ کا کە گا گو لا لێ ما مە نا نێ وا هە هێ یا ژی ئا ئە چا پێ ڵە",
    "ar": "با بي تا جا حا خا دا را سا شا صا عا غا فا قا كا لا ما نا ها وا يا مي نو رو سي ال مت",
}


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """The words of a language, most frequent first; no word twice."""
    rnd, parts = random.Random(f"words {language}"), SYLLABLES[language].split()
    words = dict.fromkeys(FREQUENT[language].split())
    while len(words) < VOCABULARY:
        words["".join(rnd.choices(parts, k=rnd.randint(2, 5)))] = None
    return tuple(words)


@cache
def _weights() -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))


@dataclass(frozen=True, slots=True)
class Archive:
    """So many stories; `media` are the originals that their photos are of."""

    stories: int
    media: tuple[str, ...]

    def story(self, number: int) -> Article:
        """One of them, by its number from 0, the oldest."""
        rnd = random.Random(f"story {number}")
        language = rnd.choice(LANGUAGES)
        words = iter(rnd.choices(vocabulary(language), cum_weights=_weights(), k=WORDS + 60))
        created = LAST_DAY - timedelta(days=365.25 * YEARS * (1 - number / self.stories))
        byline, place = rnd.choice(NAMES[language]), rnd.choice(PLACES[language])
        photos = (self._photo(rnd, _sentence(words, 12), byline, place),) if rnd.random() < 0.4 else ()
        return Article(
            id=f"{number:08x}",
            headline=f"{_sentence(words, rnd.randint(6, 10)).rstrip('.')} {number}",
            summary=_sentence(words, 20),
            byline=byline,
            dateline=Dateline(place, "DESK", created.date()),
            body="\n\n".join(_paragraphs(rnd, words)),
            section=rnd.choice(SECTIONS),
            keywords=tuple(dict.fromkeys(next(words) for _ in range(3))),
            language=language,
            status=rnd.choice(STATUSES),
            editors_note=_sentence(words, 8) if rnd.random() < 0.05 else "",
            created=created.replace(microsecond=0),
            lead=photos[0].id if photos else "",
            photos=photos,
        )

    def _photo(self, rnd: random.Random, caption: str, by: str, city: str) -> Photo:
        return Photo(
            id="p1", media=rnd.choice(self.media), width=300, height=200, caption=caption, photographer=by, city=city
        )


def edited(story: Article, times: int) -> Article:
    """The story after so many small edits: a word of it is another, and two stand behind it."""
    words = story.body.split(" ")
    rnd = random.Random(f"edits of {story.id}, {times}")
    vocabulary_of = vocabulary(story.language)
    words[rnd.randrange(len(words))] = rnd.choice(vocabulary_of)
    return replace(story, body=" ".join([*words, *rnd.choices(vocabulary_of, k=2)]))


def _paragraphs(rnd: random.Random, words: Iterator[str]) -> Iterator[str]:
    """Paragraphs of two sentences or three, `WORDS` words in all."""
    left = WORDS
    while left > 0:
        lengths = [min(rnd.randint(10, 22), left - 1) for _ in range(rnd.randint(2, 3))]
        sentences = []
        for length in lengths:
            taken = min(left, length + 1)
            left -= taken
            if taken > 0:
                sentences.append(_sentence(words, taken))
        yield " ".join(sentences)


def _sentence(words: Iterator[str], length: int) -> str:
    return " ".join(next(words) for _ in range(length)).capitalize() + "."

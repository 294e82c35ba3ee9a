"""What a story is, beside what it says, as words of the search index: `status:draft`, `has:photo`, `by:dana`.

Each is a word that nobody types: it begins with a character of Unicode's private use, one for each field. So a field
is answered by the same index as words are, newest first, without a table of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from desk.article.model import Article
from desk.article.scripts import normalised

BY, SECTION, STATUS, LANG, SLUG, KEYWORD, HAS, NO, HAND, ORIGIN, BEGUN, IS = (
    chr(0xE001 + number) for number in range(12)
)
"""The sign that the words of each field begin with.

HAND: who worked on the story; BEGUN: who was the first to; ORIGIN: its ID at the source; IS: what became of it.
"""
ELSEWHERE = ""
"""Who begins a story that is imported: nobody here."""
EVERY = "\ue000"
"""The word that every story has."""
_APART = "\ue00f"
"""The word between two values: no phrase reaches from one into the next."""
_SIGNS = re.compile("[\ue000-\ue00f]")
_WORD = re.compile(r"[^\W_]+")

EXPORTED, CHANGED = "exported", "changed"
STATES = (EXPORTED, CHANGED)
"""What may have become of a story: it was exported; it was, and changed since."""
KINDS = ("photo", "lead", "caption", "credit", "alt", "embargo", "note", "comment")
"""What a story may have or lack. It lacks a caption, a credit or an alt text where one of its photos does; of comments
only those count that are open.
"""


def words_of(text: str) -> list[str]:
    """The words of a text, as the index spells them."""
    return list(_words(text))


@lru_cache(maxsize=1024)  # names, sections and keywords come again and again
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(normalised(text)))


def origin_word(source_id: str) -> str:
    """The word of the ID that a story had where it came from: an address would be many, each found for itself."""
    return hashlib.sha256(source_id.encode("utf-8", "replace")).hexdigest()[:32]


def signed(sign: str, words: Iterable[str]) -> str:
    """Words as a field's."""
    return " ".join(f"{sign}{word}" for word in words)


def without_signs(text: str) -> str:
    """A story's own text, in which nothing passes for a fact."""
    return text if text.isascii() else _SIGNS.sub(" ", text)


def facts(article: Article, hands: Iterable[str], states: Iterable[str] = ()) -> str:
    """Everything that fields find a story by; `hands` are the names of those who worked on it, `states` of `STATES`.

    The first of them began it, or nobody here where that name is empty (`ELSEWHERE`).
    """
    names = list(hands)
    worked = [*((BEGUN, name) for name in names[:1]), *((HAND, name) for name in names)]
    values = (
        (sign, words_of(value)) for sign, value in (*_values(article), *worked, *((IS, state) for state in states))
    )
    origin = [signed(ORIGIN, [origin_word(article.source_id)])] if article.source_id else []
    return f" {_APART} ".join((EVERY, *(signed(sign, words) for sign, words in values if words), *origin))


def has(article: Article, kind: str) -> bool:
    """Whether a story has something of a kind."""
    return _HAS[kind](article)


def lacks(article: Article, kind: str) -> bool:
    """Whether a story has nothing of a kind; of words of photos, whether one of its photos has none."""
    if kind in _PHOTO_WORDS:
        return not all(getattr(photo, kind).strip() for photo in article.photos)
    return not has(article, kind)


def _values(article: Article) -> Iterator[tuple[str, str]]:
    yield BY, article.byline
    yield from ((BY, photo.photographer) for photo in article.photos)
    yield from ((SECTION, article.section), (STATUS, article.status), (LANG, article.language))
    yield from ((SLUG, article.slug), (SLUG, article.slugline))
    yield from ((KEYWORD, keyword) for keyword in article.keywords)
    yield from ((HAS, kind) for kind in KINDS if has(article, kind))
    yield from ((NO, kind) for kind in KINDS if lacks(article, kind))


_PHOTO_WORDS = ("caption", "credit", "alt")


def _any_photo(kind: str) -> Callable[[Article], bool]:
    return lambda article: any(getattr(photo, kind).strip() for photo in article.photos)


_HAS: dict[str, Callable[[Article], bool]] = {
    "photo": lambda article: bool(article.photos),
    "lead": lambda article: article.lead_photo is not None,
    "embargo": lambda article: article.embargo is not None,
    "note": lambda article: bool(article.editors_note.strip()),
    "comment": lambda article: not all(comment.resolved for comment in article.comments),
    **{kind: _any_photo(kind) for kind in _PHOTO_WORDS},
}

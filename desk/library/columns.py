"""What lists show of a story: kept beside it, so that no list has to read the story itself."""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache

from desk.article.measure import count_words
from desk.article.model import Article, now
from desk.library.finding import opening_words
from desk.library.packing import storable

words_in = lru_cache(maxsize=4)(count_words)
"""The words of a body. A save asks twice: for the list, and for the version."""


def columns(article: Article) -> tuple[object, ...]:
    """What lists show of a story: headline, opening words, status, section, language, created, modified (now), words,
    the photo shown.
    """
    shown = article.lead_photo or (article.photos[0] if article.photos else None)
    texts = (article.headline, opening_words(article), str(article.status), article.section, article.language)
    created = article.created if article.created.tzinfo else article.created.replace(tzinfo=UTC)
    times = (int(created.timestamp()), int(now().timestamp()))
    return (*map(storable, texts), *times, words_in(article.body), shown.media if shown else "")

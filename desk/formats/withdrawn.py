"""What readers find where a killed story stood: that it was withdrawn, when and why; nothing of the story."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.article.languages import language
from desk.article.model import Article
from desk.article.past import killed_since
from desk.article.scripts import long_date
from desk.article.status import Status
from desk.article.tricks import without_tricks

if TYPE_CHECKING:
    from desk.formats.page import Options

_TOLD = {
    "en": ("Story withdrawn", "This story was withdrawn on {day}."),
    "ckb": ("بابەتەکە کشێندرایەوە", "ئەم بابەتە لە {day} کشێندرایەوە."),
    "ar": ("سُحب هذا الخبر", "سُحب هذا الخبر بتاريخ {day}."),
    "kmr": ("Nûçe hat vekişandin", "Ev nûçe di {day} de hat vekişandin."),
    "fa": ("این خبر پس گرفته شد", "این خبر در {day} پس گرفته شد."),
    "tr": ("Haber geri çekildi", "Bu haber {day} tarihinde geri çekildi."),
    "fr": ("Article retiré", "Cet article a été retiré le {day}."),
    "de": ("Artikel zurückgezogen", "Dieser Artikel wurde am {day} zurückgezogen."),
}
"""The headline and the sentence, by language."""


def is_withdrawn(article: Article) -> bool:
    """Whether the story was killed for a reason that readers are told."""
    return article.status is Status.KILLED and bool(article.kill_reason.strip())


def as_read(article: Article, killed: datetime) -> Article:
    """The story as readers find it: itself, or, `killed` at that time, a word that it was withdrawn.

    A killed story never shows its own words, whether a reason was given or not.
    """
    if article.status is not Status.KILLED:
        return article
    headline, told, reason = notice(article, killed)
    body = "\n\n".join(filter(None, (told, _as_words(reason))))
    return replace(
        Article(id=article.id, created=article.created),
        headline=headline,
        body=body,
        language=article.language,
        slug=article.slug,
        status=article.status,
        published=article.published,
    )


def notice(article: Article, killed: datetime) -> tuple[str, str, str]:
    """The headline of what stands in a killed story's place, the sentence with the day, and the reason, if any."""
    headline, sentence = _TOLD.get(language(article.language).tag, _TOLD["en"])
    reason = without_tricks(" ".join(article.kill_reason.split()))
    return headline, sentence.format(day=long_date(killed, article.language)), reason


def as_told(article: Article, options: Options) -> tuple[Article, Options]:
    """The story as readers find it where it is exported with these options, and the options that it is to have.

    What stands in the place of a killed story changed last when it was killed.
    """
    if article.status is not Status.KILLED:
        return article, options
    killed = killed_on(article, options)
    return as_read(article, killed), replace(options, modified=killed)


def killed_on(article: Article, options: Options) -> datetime:
    """When a killed story was killed: what its versions tell, else when it last changed."""
    return killed_since(options.past(article.id)) or options.modified


_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def _as_words(text: str) -> str:
    """A text of one line as Markdown that says just this."""
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", text)

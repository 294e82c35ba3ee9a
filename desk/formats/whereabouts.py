"""Where a story's page stands on the web, as far as anybody knows before it is exported, and how others link to it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from desk.article.model import Article, Status
from desk.article.trouble import Trouble
from desk.formats.addresses import web_base
from desk.formats.around import Link
from desk.formats.delivery import usual_name


def link_to(
    article_of: Callable[[str], Article], article_id: str, base_url: str, *, latin: bool = False
) -> Link | None:
    """How a page links to a story of the library, which `article_of` finds or raises Trouble; None where it does not.

    Of a story that readers are not to see yet, or no more, the link has no title: it is left out of pages.
    """
    try:
        story = article_of(article_id)
    except Trouble:
        return None
    if story.status not in (Status.READY, Status.PUBLISHED):
        return Link("")
    day = story.published or story.dateline.date
    return Link(story.headline, address_of(story, base_url, latin=latin), story.language, story.section, day)


def address_of(article: Article, base_url: str, *, latin: bool = False) -> str:
    """Where an article's page will stand, as long as no other article has its name; empty where nobody knows."""
    try:
        base = web_base(base_url)
    except Trouble:
        return ""
    return f"{base}/{quote(usual_name(article, latin=latin))}/" if base else ""

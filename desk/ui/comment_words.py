"""How comments are told: the threads of a story in its order, when they were made, on what. No widgets here."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from desk.article.comment_places import called, in_order, standing
from desk.article.model import Article, Comment
from desk.ui.wording import END_ISOLATE, ISOLATE

LONGEST_QUOTE = 140
"""Characters of a quote that a thread shows."""
LONGEST_LINE = 160
"""Characters of a comment that are told in one line."""


class Thread(NamedTuple):
    """A comment as a pane shows it, without its place, which moves with every key; `gone`: its words are."""

    comment: Comment
    called: str
    gone: bool

    @property
    def on(self) -> str:
        """What it is on, as the line above its words: “Headline”, the words it quotes, or that these are gone."""
        quote = " ".join(self.comment.quote.split())
        quote = quote if len(quote) <= LONGEST_QUOTE else f"{quote[: LONGEST_QUOTE - 1].rstrip()}…"
        words = f"{ISOLATE}“{quote}”{END_ISOLATE}" if quote else ""
        if self.gone:
            lost = "a photo that is gone" if self.comment.place.startswith("photo:") and not self.comment.field else ""
            words = f"on {lost or 'words that are gone'}: {words}" if words else "on what is gone"
        if not self.called:
            return words or "On the story"
        return f"{self.called}: {words}" if words else self.called


def threads(article: Article, *, resolved: bool = False) -> list[Thread]:
    """The open comments in the story's order, with the resolved ones where these are wanted."""
    wanted = (one for one in in_order(article) if resolved or not one.resolved)
    return [Thread(replace(one, start=0, end=0), called(article, one), standing(article, one).gone) for one in wanted]


def in_a_line(comment: Comment) -> str:
    """Who says what, in one line: what a tooltip tells."""
    said = " ".join(comment.text.split())
    said = said if len(said) <= LONGEST_LINE else f"{said[: LONGEST_LINE - 1].rstrip()}…"
    count = len(comment.replies)
    more = f" ({count} {'reply' if count == 1 else 'replies'})" if count else ""
    return f"{ISOLATE}{author(comment.author)}{END_ISOLATE}: {ISOLATE}{said}{END_ISOLATE}{more}"


def breakable(text: str) -> str:
    """The text with places at which an endless word, an address mostly, may go on in the next line."""
    return _ENDLESS.sub(lambda found: f"{found[0]}\u200b", text)


_ENDLESS = re.compile(r"\S{24}")


def author(name: str) -> str:
    """Whoever wrote something, by name where there is one."""
    return name.strip() or "Somebody"


def ago(moment: datetime, now: datetime) -> str:
    """When something was said, as one remembers it: “5 min ago”, “yesterday 14:05”, “3 March”."""
    passed = now - moment
    here, today = moment.astimezone(), now.astimezone()
    if passed < timedelta(minutes=1):
        return "just now"
    if passed < timedelta(hours=1):
        return f"{passed.seconds // 60} min ago"
    if here.date() == today.date():
        return f"{passed.seconds // 3600} h ago"
    if here.date() == today.date() - timedelta(days=1):
        return f"yesterday {here:%H:%M}"
    day = f"{here.day} {_MONTHS[here.month - 1]}"
    return day if here.year == today.year else f"{day} {here.year}"


def exact(moment: datetime) -> str:
    """The day and the minute."""
    here = moment.astimezone()
    return f"{here.day} {_MONTHS[here.month - 1]} {here.year}, {here:%H:%M}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

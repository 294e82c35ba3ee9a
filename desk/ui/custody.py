"""Who has a story, in words: in the window's title, in a line, on the shelf."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk.article.model import Article, Custody, now
from desk.ui.wording import END_ISOLATE, ISOLATE, clock

LONGEST_NAME = 60
"""Characters of a name."""


def title(article: Article, me: str) -> str:
    """What the window of a story is called: the headline, and who has it or whom it came from."""
    headline = article.headline.replace("[*]", "") or "Untitled"
    told = whereabouts(article.custody, me)
    return f"{headline} – {told} – Desk" if told else f"{headline} – Desk"


def whereabouts(custody: Custody, me: str, at: datetime | None = None) -> str:
    """“with Dana since 17:40”, “from Sam” of what I have from somebody since a day ago; nothing of what is mine."""
    if is_away(custody, me):
        return f"with {named(custody.holder)} since {since(custody)}"
    is_news = custody.time is not None and (at or now()) - custody.time < timedelta(days=1)
    return f"from {named(custody.giver)}" if is_news and custody.giver not in ("", me) else ""


def is_away(custody: Custody, me: str) -> bool:
    """Whether somebody else has the story."""
    return bool(custody) and bool(custody.holder) and custody.holder != me


def since(custody: Custody, at: datetime | None = None) -> str:
    """When the story was given: a time of today, else with the day."""
    if custody.time is None:
        return ""
    local, today = custody.time.astimezone(), (at or now()).astimezone().date()
    if local.date() == today:
        return clock(local)
    year = f" {local:%Y}" if local.year != today.year else ""
    return f"{local.day} {local:%b}{year}, {clock(local)}"


def named(name: str) -> str:
    """A person’s name amid a sentence, in its own direction and on one line, however it came."""
    words = " ".join(name.split())
    words = words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1]}…"
    return f"{ISOLATE}{words}{END_ISOLATE}"

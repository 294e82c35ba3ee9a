"""What stops an export, and the words that let a story out all the same; they are kept with the version that left.

What goes to another desk (a story package) is never stopped: mending it is what the other desk is for. Of a killed
story the notice that it is killed may always go out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from desk.article.model import Article, Status
from desk.article.past import ALTHOUGH
from desk.article.trouble import Trouble
from desk.checks import Finding
from desk.checks.places import Places

BETWEEN_DESKS = frozenset(("story",))
"""Formats in which a story goes to another desk, and not to readers."""
TELL_OF_A_KILL = frozenset(("json", "site", "html", "page", "fragment", "text"))
"""Formats that tell readers and desks that a story is withdrawn, and nothing else of it."""
FEWEST = 3
"""Letters of the words that let a story out."""
_MOST_NAMED = 4
_LONGEST = 200


def stopping(article: Article, findings: Iterable[Finding], formats: Iterable[str]) -> tuple[Finding, ...]:
    """The findings that stop an export of the story in these formats."""
    free = BETWEEN_DESKS | (TELL_OF_A_KILL if article.status is Status.KILLED else frozenset())
    return tuple(one for one in findings if one.blocks) if set(formats) - free else ()


def read_words(text: str) -> str:
    """The words that let a story out, on one line. Raises Trouble where there are none to speak of."""
    words = " ".join(text.split())
    if sum(letter.isalnum() for letter in words) < FEWEST:
        raise Trouble("Say why it goes out all the same, in a few words.")
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def although(article: Article, stopped: Sequence[Finding], words: str) -> str:
    """What the version is called that leaves although something stopped it: what that was, and the words."""
    places = Places(article)
    named = list(dict.fromkeys(f"{places.name(one)} ({one.code.replace('-', ' ')})" for one in stopped))
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    return f"{ALTHOUGH}{', '.join(named[:_MOST_NAMED])}{more} — “{read_words(words)}”"


def is_although(name: str) -> bool:
    """Whether a version's name says why it left in spite of something."""
    return name.startswith(ALTHOUGH)


def refusal(article: Article, stopped: Sequence[Finding]) -> str:
    """Why a story is not exported, in a line; what stands in it many times is said once, with the first place."""
    places, counts = Places(article), Counter(one.message for one in stopped)
    firsts = {one.message: one for one in reversed(stopped)}
    told = (
        message if times == 1 else f"{times} × {message} (First: {places.name(firsts[message])}.)"
        for message, times in counts.items()
    )
    return " ".join(told)

"""Corrections and kills: what a desk does to a story that readers, or other desks, have already.

A correction is a line that stays with the story: it begins with its day, the newest stands first, and whatever shows it
says “Correction” above. A kill withdraws the story for good; that it was killed goes out in place of the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk.article.changes import Change, Group
from desk.article.edits import set_field
from desk.article.languages import language
from desk.article.model import Article
from desk.article.scripts import long_date
from desk.article.status import Status
from desk.article.tricks import without_tricks

TELLABLE = (Status.PUBLISHED,)
"""States in which a story may be corrected: what is not published is simply changed."""
WITHDRAWABLE = (Status.READY, Status.PUBLISHED, Status.KILLED)
"""States in which a story may be killed: it may have left the house. One that is killed may be given another reason."""


@dataclass(frozen=True, slots=True)
class Template:
    """How a language tells a correction: of what was said `{wrong}` and is `{right}`, or of one of the two alone.

    What stands in `{wrong}` alone is said no more, what stands in `{right}` alone was not said. `point` is what ends a
    sentence within its quotation marks, where it stands there and not behind them.
    """

    both: str
    wrong: str
    right: str
    point: str = ""


TEMPLATES = {
    "en": Template(
        "An earlier version of this story said {wrong} It should have said {right}",
        "An earlier version of this story said {wrong} That has been removed.",
        "An earlier version of this story did not say {right}",
        ".",
    ),
    "ckb": Template(
        "لە وەشانێکی پێشووتری ئەم بابەتەدا نووسرابوو {wrong}. ڕاستییەکەی {right} بوو.",
        "لە وەشانێکی پێشووتری ئەم بابەتەدا نووسرابوو {wrong}. ئەوە لابراوە.",
        "لە وەشانێکی پێشووتری ئەم بابەتەدا نەنووسرابوو {right}.",
    ),
    "ar": Template(
        "ورد في نسخة سابقة من هذا الخبر {wrong}، والصواب {right}.",
        "ورد في نسخة سابقة من هذا الخبر {wrong}، وقد حُذف ذلك.",
        "لم يرد في نسخة سابقة من هذا الخبر {right}.",
    ),
    "kmr": Template(
        "Di guhertoyeke berê ya vê nûçeyê de {wrong} hatibû nivîsandin. Ya rast {right} e.",
        "Di guhertoyeke berê ya vê nûçeyê de {wrong} hatibû nivîsandin. Ew hatiye rakirin.",
        "Di guhertoyeke berê ya vê nûçeyê de {right} nehatibû nivîsandin.",
    ),
    "fa": Template(
        "در نسخهٔ پیشین این خبر {wrong} آمده بود؛ درست آن {right} است.",
        "در نسخهٔ پیشین این خبر {wrong} آمده بود؛ این بخش حذف شده است.",
        "در نسخهٔ پیشین این خبر {right} نیامده بود.",
    ),
    "tr": Template(
        "Bu haberin önceki sürümünde {wrong} yazıyordu. Doğrusu: {right}.",
        "Bu haberin önceki sürümünde {wrong} yazıyordu. Bu bölüm çıkarıldı.",
        "Bu haberin önceki sürümünde {right} yazmıyordu.",
    ),
    "fr": Template(
        "Une version précédente de cet article indiquait {wrong}. Il fallait lire {right}.",
        "Une version précédente de cet article indiquait {wrong}. Ce passage a été retiré.",
        "Une version précédente de cet article n’indiquait pas {right}.",
    ),
    "de": Template(
        "In einer früheren Fassung dieses Artikels stand {wrong}. Richtig ist {right}.",
        "In einer früheren Fassung dieses Artikels stand {wrong}. Das wurde gestrichen.",
        "In einer früheren Fassung dieses Artikels fehlte {right}.",
    ),
}
"""By the tags of the languages that Desk knows; any other is told of in English."""


def line(tag: str, day: date, wrong: str, right: str) -> str:
    """The line of a correction made on a day, in the story's language; empty where nothing is said yet.

    What was said, and what is said now, stand in the language's own quotation marks. Of what was said alone it tells
    that it is gone, of what is said now alone that it was missing: neither was wrong in the other's stead.
    """
    wrong, right = (_bare(text) for text in (wrong, right))
    if not wrong and not right:
        return ""
    template = TEMPLATES.get(language(tag).tag, TEMPLATES["en"])
    form = template.both if wrong and right else template.wrong if wrong else template.right
    told = form.format(wrong=_quoted(wrong, tag, template.point), right=_quoted(right, tag, template.point))
    return f"{long_date(day, tag)}: {told}"


def _bare(text: str) -> str:
    """A text on one line, without marks that would have readers see it otherwise than it is."""
    return " ".join(without_tricks(text).split())


def _quoted(text: str, tag: str, point: str) -> str:
    known = language(tag)
    for outer, inner in zip(known.quotes, known.inner, strict=True):
        text = text.replace(outer, inner)
    text = text.rstrip(",،؛ ") if point else text.rstrip(".,،؛ ")
    end = "" if text.rstrip("”’)]").endswith((".", "!", "?", "…")) else point
    gap = "\u202f" if known.tag == "fr" else ""
    return f"{known.quotes[0]}{gap}{text}{end}{gap}{known.quotes[1]}"


def can_correct(article: Article) -> bool:
    """Whether readers have the story, so that a change of it is to be told."""
    return article.status in TELLABLE


def can_kill(article: Article) -> bool:
    """Whether the story may be withdrawn."""
    return article.status in WITHDRAWABLE


def correct(article: Article, told: str) -> Change | None:
    """Put a correction's line above the story's earlier ones; None where it says nothing, or the story is not out."""
    told = _bare(told)
    if not told or not can_correct(article):
        return None
    return set_field(article, "correction", "\n".join(filter(None, (told, article.correction.strip()))))


def kill(article: Article, reason: str) -> Change | None:
    """Withdraw the story, for a reason that readers see in its place; None where no reason is given.

    A draft may have been out before, and is withdrawn like any other.
    """
    reason = _bare(reason)
    return stand(article, Status.KILLED, reason) if reason else None


def set_status(article: Article, status: Status) -> Change | None:
    """Have the story stand elsewhere; one that is killed no more has no reason for it either."""
    revived = article.status is Status.KILLED and status is not Status.KILLED
    return stand(article, status, "" if revived else article.kill_reason)


def stand(article: Article, status: Status, reason: str) -> Change | None:
    """Have the story stand so, with that reason of a kill."""
    return _together(set_field(article, "status", status), set_field(article, "kill_reason", reason))


def _together(*steps: Change | None) -> Change | None:
    made = tuple(step for step in steps if step is not None)
    return made[0] if len(made) == 1 else Group(made) if made else None

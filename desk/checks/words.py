"""Checks of a story's fields as the wire asks for them: what is missing, too long, badly formed or not yet settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from desk.article import edits, scripts
from desk.article.changes import CommentsChange
from desk.article.comment_places import photo_of, standing
from desk.article.fields import FIELDS
from desk.article.measure import count_words
from desk.article.model import BODY, Article, Comment, Status
from desk.article.trouble import Trouble
from desk.checks.finding import Finding, Fix, Span

LONGEST_SUMMARY = 60
"""Words; a standfirst is a sentence or two."""
KILLED = (
    "Do not publish this: the story is killed. What may go out is that it was withdrawn: as a page, in a site, as JSON"
    " or as plain text."
)


def findings(article: Article, at: datetime, is_taken: Callable[[str], bool]) -> Iterator[Finding]:
    """What there is to mend in the fields of an article that would be published at a moment.

    `is_taken` says whether another story has a slug.
    """
    yield from _missing(article)
    yield from _badly_formed(article)
    yield from _too_long(article)
    yield from _taken(article, is_taken)
    yield from _open_comments(article)
    yield from _not_now(article, at)


def _missing(article: Article) -> Iterator[Finding]:
    wanted = (
        ("headline", article.headline, True, "Write a headline."),
        ("body", article.body, True, "Write the story: its body is empty."),
        ("slug", article.slug, False, "Give the story a slug, the end of its web address, as in border-dam-talks."),
        (
            "summary",
            article.summary,
            False,
            "Write a summary of a sentence or two, for the page and for link previews.",
        ),
        ("dateline", article.dateline.place, False, "Say in the dateline where the story was filed."),
        ("section", article.section, False, "Choose the section in which the story appears."),
        ("keywords", "".join(article.keywords), False, "Add a keyword or two, so that readers find the story."),
        ("sign_off", article.sign_off, False, "End with a sign-off that names the desk, as in (Desk News)."),
    )
    for place, value, blocks, message in wanted:
        if not value.strip():
            fix = _slug_fix(article, scripts.slug_of(article.headline)) if place == "slug" else None
            yield Finding(f"missing-{place.replace('_', '-')}", blocks, place, message, fix=fix)
    if not article.byline.strip() and not article.sign_off.strip():
        yield Finding("missing-byline", False, "byline", "Say who wrote the story: give it a byline or a sign-off.")


_BLOCKING_FIELDS = ("language", "slug")


def _badly_formed(article: Article) -> Iterator[Finding]:
    """Fields that would be refused if they were typed now; they may have come with an import."""
    for name in ("language", "slug", "slugline", "kicker", "byline", "section", "sign_off", "source", "copyright"):
        value = str(getattr(article, name))
        try:
            if value or name == "language":
                FIELDS[name].read(value)
        except Trouble as trouble:
            message = f"{FIELDS[name].label} “{_short(value)}” is not right: {trouble}"
            fix = _slug_fix(article, scripts.slug_of(value)) if name == "slug" else None
            code, span = f"wrong-{name.replace('_', '-')}", (0, len(value)) if value else None
            yield Finding(code, name in _BLOCKING_FIELDS, name, message, span, fix, about=value)
    if not 1 <= article.urgency <= 9:
        yield Finding("wrong-urgency", False, "urgency", "Set the urgency to a number from 1 (flash) to 9.")


def _too_long(article: Article) -> Iterator[Finding]:
    words = count_words(article.summary)
    if words > LONGEST_SUMMARY:
        message = f"Shorten the summary to a sentence or two: it has {words} words."
        yield Finding("long-summary", False, "summary", message, (0, len(article.summary)), about=article.summary)


_MOST_TRIED = 99


def _taken(article: Article, is_taken: Callable[[str], bool]) -> Iterator[Finding]:
    """A slug that another story has: their pages would have one address."""
    slug = article.slug
    if not slug or not is_taken(slug):
        return
    tried = (f"{slug}-{number}" for number in range(2, _MOST_TRIED))
    free = next((other for other in tried if not is_taken(other)), "")
    message = f"Choose another slug: another story is at “{_short(slug)}” already."
    yield Finding("taken-slug", True, "slug", message, (0, len(slug)), _slug_fix(article, free), about=slug)


def _slug_fix(article: Article, slug: str) -> Fix | None:
    change = edits.set_field(article, "slug", slug)
    return Fix(f"Make the slug “{_short(slug)}”", change, slug) if slug and change else None


_MOST_COMMENTS = 100
"""Comments that are told one by one; nobody works off more in a list of findings, which is made anew at every pause."""


def _open_comments(article: Article) -> Iterator[Finding]:
    """Questions that nobody has settled; their fix takes them for settled."""
    waiting = [comment for comment in article.comments if not comment.resolved]
    for comment in waiting[:_MOST_COMMENTS]:
        message = (
            f"Answer or resolve the comment of {comment.author.strip() or 'somebody'}: “{_short(_said(comment))}”."
        )
        fix = Fix("Resolve the comment", CommentsChange((comment,), (replace(comment, resolved=True),)))
        place, field, span = _where(article, comment)
        yield Finding("open-comment", False, place, message, span, fix, field, about=comment.id)
    more = len(waiting) - _MOST_COMMENTS
    if more > 0:
        message = f"Answer or resolve {more:,} more comment{'' if more == 1 else 's'}, listed under Comments."
        yield Finding("open-comment", False, BODY, message)


def _where(article: Article, comment: Comment) -> tuple[str, str, Span | None]:
    """Where a comment stands: a place, a photo’s field, and the words, where there are any that it stands on."""
    held: object = article.photo(photo_of(comment)) if photo_of(comment) else article
    if held is None or not (hasattr(article, comment.place) or photo_of(comment)):
        return BODY, "", None  # what it was made on is gone
    text = getattr(held, comment.field if photo_of(comment) else comment.place, None)
    now = standing(article, comment)
    span = (now.start, now.end) if isinstance(text, str) and now.start < now.end else None
    return comment.place, comment.field, span


def _said(comment: Comment) -> str:
    return " ".join((comment.text or comment.quote).split())


def _not_now(article: Article, at: datetime) -> Iterator[Finding]:
    if article.embargo is not None and article.embargo > at:
        moment = scripts.long_time(article.embargo, "en")
        yield Finding("embargo", True, "embargo", f"Wait until the embargo ends, {moment}, or lift it.")
    if article.status is Status.KILLED:
        yield Finding("killed", True, "status", KILLED)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"

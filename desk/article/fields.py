"""The metadata fields as a person types them: what each is called, how it is read, what is wrong with it.

The Details pane, the command line's check and the importers share these, so that a slug refused in one place is
refused everywhere, in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import category, normalize

from desk.article.model import Status
from desk.article.record import Value, is_in_calendar
from desk.article.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `read` turns what was typed into its value (Trouble says what is wrong), `show` the reverse."""

    name: str
    label: str
    hint: str
    read: Callable[[str], Value]
    show: Callable[[object], str]


_LINE_END = re.compile("[\n\r\v\f\x85\u2028\u2029]")


def _plain_text(limit: int) -> Callable[[str], Value]:
    def read(text: str) -> str:
        if _LINE_END.search(text):
            raise Trouble("This must be one line: take the line ends out.")
        if len(text) > limit:
            raise Trouble(f"At most {limit} characters; this has {len(text)}.")
        return text

    return read


def _prose(text: str) -> str:
    return text


def _show_text(value: object) -> str:
    return "" if value is None else str(value)


_ZWNJ = "\u200c"


def read_slug(text: str) -> str:
    """A slug is the story's own part of its URL: words of any script, small letters, joined by hyphens."""
    slug = normalize("NFC", text.strip())
    if slug and slug != slug.lower():
        raise Trouble("Use small letters in a slug.")
    if slug and not all(_is_word(part.replace(_ZWNJ, "")) for part in slug.split("-")):
        raise Trouble("A slug has only letters, digits and single hyphens, as in border-dam-talks.")
    if len(slug) > 100:
        raise Trouble(f"At most 100 characters; this has {len(slug)}.")
    return slug


def _is_word(part: str) -> bool:
    """Letters and digits, with the marks that stand on letters where a script has no other way to write them."""
    return part[:1].isalnum() and all(mark.isalnum() or category(mark).startswith("M") for mark in part)


def read_slugline(text: str) -> str:
    """The desk's short name for a story: parts joined by hyphens or slashes, as in IRAQ-DAM/TALKS."""
    line = text.strip()
    if any(mark.isspace() for mark in line):
        raise Trouble("A slugline has no spaces: join its parts by hyphens, as in IRAQ-DAM-TALKS.")
    return str(_plain_text(60)(line))


_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_HOUR = re.compile(r"[ T]+(\d):")


_NO_SUCH_HOUR = "There is no such day or hour: look at the numbers."


def read_date(text: str) -> date | None:
    """A day as YYYY-MM-DD, in any script's digits; empty for none."""
    written = _in_full(text)
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Trouble(_no_such(written, "Write the date as 2026-03-31.")) from None


def read_time(text: str) -> datetime | None:
    """A moment as YYYY-MM-DD HH:MM with or without its zone (then the desk's own); empty for none."""
    written = _HOUR.sub(r" 0\1:", _in_full(text))
    if not written:
        return None
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        raise Trouble(_no_such(written, "Write the time as 2026-03-31 18:00.")) from None
    if len(written) <= 10:
        raise Trouble("Give the hour too, as in 2026-03-31 18:00.")
    try:
        time = time if time.tzinfo else time.astimezone()
    except (OverflowError, OSError, ValueError):
        raise Trouble(_NO_SUCH_HOUR) from None
    if not is_in_calendar(time):  # no record could hold it
        raise Trouble(_NO_SUCH_HOUR)
    return time


def _in_full(text: str) -> str:
    """A day as it is typed, with month and day in two digits and hyphens between."""
    return _DAY.sub(lambda day: f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}", _western(text), count=1)


def _no_such(written: str, otherwise: str) -> str:
    """What is wrong with what was written: the form, or only that the calendar or the clock has no such time."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return "There is no such day in the calendar: look at the month and the day."
    if re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*", written):
        return _NO_SUCH_HOUR
    return otherwise


def read_urgency(text: str) -> int:
    """IPTC urgency, 1 (flash) to 9."""
    written = _western(text)
    if not (len(written) == 1 and written in "123456789"):
        raise Trouble("Urgency is a number from 1 (flash) to 9.")
    return int(written)


_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read_language(text: str) -> str:
    """A BCP 47 tag. Sorani is `ckb`; `ku` is refused, since it means Kurmanji to everything that reads it.

    Letters are written as RFC 5646, section 2.1.1 recommends: `pt-BR`, `kmr-Arab`.
    """
    tag = text.strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        raise Trouble("Write a language tag such as en, ckb or ar.")
    first, *rest = tag.lower().split("-")
    if first in ("ku", "kur"):
        raise Trouble(f"Write ckb for Sorani or kmr for Kurmanji: {first} does not say which.")
    return "-".join([first, *(_LETTERS.get(len(part), str)(part) for part in rest)])


_LETTERS: Mapping[int, Callable[[str], str]] = {2: str.upper, 4: str.title}
"""How a region and a script are written; all else in small letters."""


def read_status(text: str) -> Status:
    """One of the five states of a story."""
    try:
        return Status(" ".join(re.split(r"[\s_-]+", text.strip().lower())))
    except ValueError:
        raise Trouble(f"Status is one of {', '.join(Status)}.") from None


def read_keywords(text: str) -> tuple[str, ...]:
    """Keywords separated by commas of any script, each once, in the order given."""
    words = (word.strip() for word in re.split(r"[,،;؛\n]", text))
    return tuple(dict.fromkeys(word for word in words if word))


_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HYPHEN = re.compile("[\u2010-\u2013\u2212]")


def _western(text: str) -> str:
    """The text with digits of any script written 0 to 9, any hyphen as one, and no marks of direction."""
    plain = _HYPHEN.sub("-", _UNSEEN.sub("", text)).strip()
    return "".join(str(int(mark)) if mark.isdecimal() else mark for mark in plain)


def _show_time(value: object) -> str:
    """A moment on the desk's own clock, as short as reading it back allows (an hour may come twice in a night)."""
    if not isinstance(value, datetime):
        return ""
    try:
        local = value.astimezone()
        precision = "auto" if local.second or local.microsecond else "minutes"
        short = local.replace(tzinfo=None).isoformat(" ", precision)
        return short if read_time(short) == value else local.isoformat(" ", precision)
    except (OverflowError, OSError, ValueError, Trouble):  # within a day of the calendar's first and last
        return value.isoformat(" ")


def _show_keywords(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else ""


_ALL = (
    Field("headline", "Headline", "What happened, in one line", _plain_text(300), _show_text),
    Field("search_headline", "Search headline", "The headline, where none is written", _plain_text(300), _show_text),
    Field("push_headline", "Push headline", "The headline, where none is written", _plain_text(300), _show_text),
    Field("social_headline", "Social headline", "The headline, where none is written", _plain_text(300), _show_text),
    Field("kicker", "Kicker", "A word or two above the headline", _plain_text(80), _show_text),
    Field("summary", "Summary", "The story in a sentence or two", _prose, _show_text),
    Field("byline", "Byline", "By whom, as printed", _plain_text(200), _show_text),
    Field("sign_off", "Sign-off", "(Desk News/AFP)", _plain_text(200), _show_text),
    Field("slug", "Slug", "border-dam-talks", read_slug, _show_text),
    Field("slugline", "Slugline", "IRAQ-DAM-TALKS", read_slugline, _show_text),
    Field("section", "Section", "Politics, Sport, …", _plain_text(80), _show_text),
    Field("keywords", "Keywords", "Add a keyword", read_keywords, _show_keywords),
    Field("language", "Language", "en, ckb, ar", read_language, _show_text),
    Field("status", "Status", "", read_status, _show_text),
    Field("urgency", "Urgency", "1 (flash) to 9", read_urgency, _show_text),
    Field("embargo", "Embargo", "2026-03-31 18:00", read_time, _show_time),
    Field("published", "Published", "2026-03-31 18:00", read_time, _show_time),
    Field("editors_note", "Editor’s note", "For the desk; never exported", _prose, _show_text),
    Field("correction", "Correction", "What was wrong and is now right", _prose, _show_text),
    Field("source", "Source", "The agency or desk it came from", _plain_text(200), _show_text),
    Field("copyright", "Copyright", "© 2026 Desk News", _plain_text(300), _show_text),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _ALL}
"""Every field with a text form, by its name in the model."""

"""Writes `markdown`: a story as Markdown with YAML front matter, each of its photos once beside it.

Front matter has the names that site generators know where there are such (`title`, `date`, `tags` …), the article's own
for the rest; `markdown` reads all of it back. The desk's notes and comments stay at the desk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from desk.article.framing import FREE, framing_of
from desk.article.model import Article, Dateline, Photo, Related, Status
from desk.formats.delivery import MARKDOWN_PHOTOS, Delivery
from desk.formats.renditions import write_one_each
from desk.formats.safe_markdown import safe_markdown

if TYPE_CHECKING:
    import yaml

Values = dict[str, object]
_OUT = (Status.READY, Status.PUBLISHED)
_MARKS = re.compile(
    r"(?P<code>(?m:^)[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?(?:(?m:^)[ ]{0,3}(?P=fence)|\Z)|`[^`\n]+`)"
    r"|!\[(?P<words>[^\[\]]*)\]\(photo:(?P<photo>\w+)\)",
    re.DOTALL,
)


def write(delivery: Delivery) -> None:
    """Write `NAME.md`, and its photos into `NAME.md.photos`."""
    photos = tuple(photo for photo in delivery.article.photos if photo.media)
    files = write_one_each(delivery, photos, f"{delivery.name}{MARKDOWN_PHOTOS}")
    delivery.add(f"{delivery.name}.md", text_of(delivery.article, files))


def text_of(article: Article, files: Mapping[str, str]) -> str:
    """The article as Markdown. `files` are the places of its photos beside it, by the photos' IDs."""
    return f"---\n{_front_matter(article, files)}---\n\n{_body(article, files)}\n"


def _front_matter(article: Article, files: Mapping[str, str]) -> str:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes words of several lines as lines, and what comes twice both times."""

        def ignore_aliases(self, _data: object) -> bool:
            return True

    Dumper.add_representer(str, _words)
    values = _filled(_values(article, files))
    return yaml.dump(values, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10**6)


def _words(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _values(article: Article, files: Mapping[str, str]) -> Values:
    return {
        "id": article.id,  # first, where a second export looks for it
        "title": article.headline,
        "search_headline": article.search_headline,
        "push_headline": article.push_headline,
        "social_headline": article.social_headline,
        "kicker": article.kicker,
        "description": article.summary,
        "author": article.byline,
        "date": article.published or article.dateline.date,
        "dateline": _dateline(article.dateline),
        "lang": article.language,
        "slug": article.slug,
        "slugline": article.slugline,
        "section": article.section,
        "tags": list(article.keywords),
        "image": files.get(article.lead, ""),
        "photos": [_filled(_photo(article, photo, files)) for photo in article.photos],
        "sign_off": article.sign_off,
        "correction": article.correction,
        "source": article.source,
        "source_id": article.source_id,
        "copyright": article.copyright,
        "draft": article.status not in _OUT or None,
        "status": str(article.status),
        "kill_reason": article.kill_reason,
        "urgency": article.urgency,
        "embargo": article.embargo,
        "created": article.created,
        "related": [_filled(_related(one)) for one in article.related],
        "shares": article.shares or None,
    }


def _dateline(dateline: Dateline) -> Values:
    return _filled({"place": dateline.place, "agency": dateline.agency, "date": dateline.date})


def _related(related: Related) -> Values:
    return {
        "kind": related.kind,
        "title": related.title,
        "address": related.address,
        "article": related.article,
        "language": related.language,
    }


def _photo(article: Article, photo: Photo, files: Mapping[str, str]) -> Values:
    """A photo's words; of the moment it was taken the day alone goes out, since the minute can betray a source."""
    return {
        "file": files.get(photo.id, ""),
        "lead": photo.id == article.lead or None,
        "id": photo.id,
        "headline": photo.headline,
        "caption": photo.caption,
        "credit": photo.credit,
        "photographer": photo.photographer,
        "source": photo.source,
        "copyright": photo.copyright,
        "usage_terms": photo.usage_terms,
        "alt": photo.alt,
        "city": photo.city,
        "country": photo.country,
        "taken": photo.taken[:10],
        "keywords": list(photo.keywords),
        "focus": _focus(photo),
    }


def _focus(photo: Photo) -> list[float]:
    """The focal point in the photo as it is written, turned and cut; none where it is the middle."""
    framing = framing_of(photo)
    left, top, right, bottom = framing.box(FREE)
    x, y = framing.focus_in_frame
    found = [min(1.0, max(0.0, (x - left) / (right - left))), min(1.0, max(0.0, (y - top) / (bottom - top)))]
    return [] if found == [0.5, 0.5] else found


def _body(article: Article, files: Mapping[str, str]) -> str:
    """The body with the files of its photos in place of their marks; code is left alone."""

    def picture(found: re.Match[str]) -> str:
        photo = article.photo(found["photo"] or "")
        if photo is None or photo.id not in files:
            return found[0]
        own = photo.alt if not found["words"] and _PLAIN.fullmatch(photo.alt) else found["words"]
        return f"![{own}]({files[photo.id]})"

    return _MARKS.sub(picture, safe_markdown(article.body))


_PLAIN = re.compile(r"[^\[\]\n`\\]*")


def _filled(values: Values) -> Values:
    return {name: value for name, value in values.items() if _says(value)}


def _says(value: object) -> bool:
    return isinstance(value, date | datetime) or value not in ("", None, [], {})

"""Markdown as Hugo, Jekyll, Ghost and Obsidian write it, turned into what Desk reads: field names, links, pictures.

Liquid tags of Jekyll and shortcodes of Hugo are left as the text they are, but for Hugo's `figure`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from desk.article.fields import read_slug
from desk.article.trouble import Trouble

Values = dict[str, object]
_ALIASES = {
    **dict.fromkeys(("title",), "headline"),
    **dict.fromkeys(("tags", "tag", "keyword"), "keywords"),
    **dict.fromkeys(("author", "authors", "primary_author"), "byline"),
    **dict.fromkeys(
        ("description", "excerpt", "custom_excerpt", "subtitle", "abstract", "meta_description"), "summary"
    ),
    **dict.fromkeys(("lang", "locale"), "language"),
    **dict.fromkeys(("category", "categories", "primary_tag"), "section"),
    **dict.fromkeys(
        ("image", "cover", "featured_image", "feature_image", "featuredimage", "thumbnail", "images"), "lead"
    ),
    **dict.fromkeys(("feature_image_alt", "image_alt", "cover_alt"), "lead_alt"),
    **dict.fromkeys(("feature_image_caption", "image_caption", "cover_caption"), "lead_caption"),
    **dict.fromkeys(("published_at", "publishdate", "publish_date", "pubdate"), "published"),
    "created_at": "created",
    "signoff": "sign_off",
}
_NOT_NEEDED = frozenset(("lastmod", "last_modified_at", "updated", "updated_at", "modified", "uuid", "cssclasses"))
"""What others keep there and Desk knows by itself."""


def field_name(key: str) -> str:
    """What Desk calls a key of front matter."""
    plain = key.strip().lower().replace("-", "_").replace(" ", "_")
    return _ALIASES.get(plain, plain)


def fields_of(matter: Mapping[str, object], file: str) -> Values:
    """The values of front matter under Desk's names, with what the file's own name tells of a story.

    Of two keys for one thing the one under Desk's own name goes first; keywords come together.
    """
    found: Values = {}
    flat = {**matter, **_inside(matter.get("params"))}
    flat.pop("params", None)
    for key in sorted(flat, key=lambda key: field_name(key) != key):
        name, value = field_name(key), flat[key]
        if name == "keywords" and name in found:
            found[name] = [*_list(found[name]), *_list(value)]
        elif value is not None and name not in _NOT_NEEDED and found.get(name) in (None, "", []):
            found[name] = value
    if "layout" in flat or _DATED.fullmatch(Path(file).stem):
        _take_jekyll_tags(found)
    _take_sections(found)
    _take_status(found)
    _take_lead(found)
    _take_file_name(found, Path(file).stem)
    return found


def _inside(value: object) -> Mapping[str, object]:
    return {str(key): one for key, one in value.items()} if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    if isinstance(value, str):
        return [word.strip() for word in value.split(",")]
    return list(value) if isinstance(value, list) else [value]


def _take_jekyll_tags(found: Values) -> None:
    """Jekyll has the tags of one line parted by spaces."""
    tags = found.get("keywords")
    if isinstance(tags, str) and "," not in tags:
        found["keywords"] = tags.split()


def _take_sections(found: Values) -> None:
    """Of several categories the first is the section, the others are keywords."""
    section = found.get("section")
    if isinstance(section, list):
        first, *others = section or [""]
        found["section"] = first
        if others:
            found["keywords"] = [*_list(found.get("keywords") or []), *others]


def _take_status(found: Values) -> None:
    """Hugo's `draft`, and Jekyll's `published` where it says yes or no."""
    draft = found.pop("draft", None)
    if isinstance(found.get("published"), bool):
        draft = not found.pop("published")
    if isinstance(draft, bool):
        found.setdefault("status", "draft" if draft else "published")


def _take_lead(found: Values) -> None:
    """The photo that leads: its file, and what is said of it."""
    lead = found.get("lead")
    if isinstance(lead, list):
        lead = lead[0] if lead else ""
    if isinstance(lead, dict):
        words = {str(key).lower(): value for key, value in lead.items()}
        lead = next((words[key] for key in ("image", "file", "src", "url", "path") if words.get(key)), "")
        for name in ("alt", "caption"):
            if words.get(name):
                found.setdefault(f"lead_{name}", words[name])
    if "lead" in found:
        found["lead"] = _EMBED.sub(r"\1", lead) if isinstance(lead, str) else ""


_DATED = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)-(?P<slug>.+)")
_WORDS = 3
"""Words of a file's name that is a headline, as Obsidian has it."""


def _take_file_name(found: Values, stem: str) -> None:
    """Jekyll's `2026-03-03-border-dam.md` tells day and slug, Obsidian's `Ministers meet over dam.md` the title."""
    dated = _DATED.fullmatch(stem)
    if dated:
        found.setdefault("date", dated["day"])
        try:
            found.setdefault("slug", read_slug(dated["slug"]))
        except Trouble:
            return
    aliases = [alias for alias in _list(found.get("aliases")) if isinstance(alias, str) and " " in alias.strip()]
    if "headline" not in found and aliases:
        found["headline"] = aliases[0]
        del found["aliases"]
    elif not dated and len(stem.split()) >= _WORDS:
        found.setdefault("title_of_file", stem)


def as_text(value: object) -> str:
    """A value as it was most likely meant: lists joined, times with their zone, links as their words, None empty."""
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(as_text(item) for item in value)
        case dict():
            return as_text(value.get("name"))
    return _WIKI.sub(_words_of_link, str(value).strip()) if "[[" in str(value) else str(value).strip()


_WIKI = re.compile(r"(?<![\]!\\])\[\[(?P<target>[^\[\]\n|]{1,300})(?:\|(?P<words>[^\[\]\n]{0,300}))?\]\](?![(\[:])")
_EMBED = re.compile(r"!?\[\[([^\[\]\n|#]{1,300})(?:[|#][^\[\]\n]{0,300})?\]\]")
_CODE = r"(?m:^)\x20{0,3}(?P<fence>`{3,}|~{3,}).*?(?:(?m:^)\x20{0,3}(?P=fence)|\Z)|`[^`\n]+`"
_OTHERS = re.compile(
    rf"""
      (?P<code>{_CODE})
    | !\[\[(?P<embed>[^\[\]\n|\#^]{{1,300}})(?:[\#^][^\[\]\n|]{{0,300}})?(?:\|(?P<label>[^\[\]\n]{{0,300}}))?\]\]
    | (?P<wiki>{_WIKI.pattern})
    | \{{\{{[<%]\s*figure\s(?P<figure>[^{{}}]{{1,2000}}?)/?\s*[>%]\}}\}}
    | (?m:^)(?P<quote>(?:[ ]{{0,3}}>)+[ ]?)\[!(?P<kind>[\w-]{{1,30}})\][+-]?[ \t]*(?P<title>[^\n]*)(?m:$)
    """,
    re.VERBOSE | re.DOTALL,
)
_TOLD = re.compile(r"(\w+)=(?:\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|([^\s\"`]+))")
_ESCAPED = re.compile(r"\\(.)")
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".avif", ".tif", ".tiff", ".bmp")
_SIZE = re.compile(r"\d+(?:x\d+)?")
Place = Callable[[str], str]
"""Where the file of a picture lies, by the name that a text has for it."""


def common(body: str, place: Place) -> str:
    """The body with Obsidian's links, embeds and callouts and Hugo's figures in plain Markdown; code is left alone."""
    return _OTHERS.sub(lambda found: _as_common(found, place), body)


def _as_common(found: re.Match[str], place: Place) -> str:
    if found["embed"]:
        return _embedded(found["embed"].strip(), (found["label"] or "").strip(), place)
    if found["wiki"]:
        return _words_of_link(found)
    if found["figure"]:
        told = {name.lower(): _ESCAPED.sub(r"\1", "".join(values)) for name, *values in _TOLD.findall(found["figure"])}
        caption = told.get("caption") or told.get("title") or ""
        return _image(told["src"], told.get("alt", ""), caption, place) if told.get("src") else found[0]
    if found["quote"]:
        title = found["title"].strip() or found["kind"].replace("-", " ").capitalize()
        return f"{found['quote']}**{title}**\n{found['quote'].rstrip()}"
    return found[0]


def _embedded(target: str, label: str, place: Place) -> str:
    if not target.lower().endswith(_PICTURES):
        return label or _shown(target)
    return _image(target, "" if _SIZE.fullmatch(label) else label, "", place)


def _image(address: str, alt: str, caption: str, place: Place) -> str:
    title = f' "{caption}"' if caption else ""
    return f"![{alt.translate(_NO_BRACKETS)}](<{place(address).translate(_NO_ANGLES)}>{title})"


_NO_BRACKETS = str.maketrans("[]\n", "() ")
_NO_ANGLES = str.maketrans("", "", "<>\n")


def _words_of_link(found: re.Match[str]) -> str:
    return (found["words"] or "").strip() or _shown(found["target"])


def _shown(target: str) -> str:
    """A note's name, without its folder and what in it is meant."""
    return re.split(r"[#^]", target)[0].rpartition("/")[2].strip() or target.strip()

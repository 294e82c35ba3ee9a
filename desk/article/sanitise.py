"""What HTML may stand in a body: an allowlist for text, tables and direction, and nothing that runs, loads or submits.

nh3 parses the HTML as a browser does and writes it anew, so whatever comes out is well formed and closed.
"""

from __future__ import annotations

import re

import nh3


def _names(*lines: str) -> frozenset[str]:
    return frozenset(name for line in lines for name in line.split())


_TAGS = _names(
    "p br hr wbr h1 h2 h3 h4 h5 h6 div span blockquote q cite pre code kbd samp var",
    "a abbr b bdi bdo del dfn em i ins mark rp rt ruby s small strong sub sup time u",
    "ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td",
)
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
_VALUES = {"dir": ("ltr", "rtl", "auto"), "align": ("left", "center", "right")}
_ADDRESS = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name in _VALUES:
        return value.lower() if value.lower() in _VALUES[name] else None
    if name != "href":
        return value
    address = value.strip()
    if address.lower().startswith("www."):
        return f"https://{address}"
    return address if _ADDRESS.match(address) else None


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    attribute_filter=_attribute,
)
_ALIGNED = re.compile(r'(<t[hd](?: [a-z]+="[^"]*")*?) align="(left|center|right)"')
_TAG = re.compile(r'<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?: [a-z]+(?:="[^"]*")?)*>')
_BLOCK_TAGS = _names("p h1 h2 h3 h4 h5 h6 hr div blockquote pre ul ol dl table")
_VOID_TAGS = _names("br col hr wbr")


def clean(html: str) -> str:
    """The HTML with nothing in it but what the allowlist names; elements left open are closed."""
    return _CLEANER.clean(html)


def aligned(html: str) -> str:
    """Clean HTML in which cells say their alignment as today's HTML does, by style."""
    return _ALIGNED.sub(r'\1 style="text-align:\2"', html) if " align=" in html else html


def enclosed(html: str) -> str:
    """Clean HTML with only block elements at its top: a `<div>` around it where it has loose words there."""
    bare = html.strip()
    return bare if not bare or _only_blocks(bare) else f"<div>{bare}</div>"


def _only_blocks(html: str) -> bool:
    """Whether clean HTML has block elements at its top and nothing else but space."""
    depth, seen = 0, 0
    for tag in _TAG.finditer(html):
        if depth == 0 and (html[seen : tag.start()].strip() or tag["name"] not in _BLOCK_TAGS):
            return False
        if tag["name"] not in _VOID_TAGS:
            depth += -1 if tag["close"] else 1
        seen = tag.end()
    return not html[seen:].strip()

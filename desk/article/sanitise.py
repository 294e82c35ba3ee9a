"""What HTML may stand in a body: an allowlist for text, tables and direction, and nothing that runs, loads or submits.

nh3 parses the HTML as a browser does and writes it anew, so whatever comes out is well formed and closed.
"""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

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
_RELATIVE = re.compile(r"(?![#:])[^\s\\\x00-\x1f\x7f:/?#]*(?:[/?#][^\s\\\x00-\x1f\x7f]*)?")
"""An address within a site: no scheme before its first slash, and nothing that a browser leaves out or turns round."""

_FORGIVEN = re.compile(r"[ <>^`{|}]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def address_of(written: str) -> str:
    """The address that a link may lead to, perhaps one within its site; empty for every other."""
    address = written.strip()
    if address.lower().startswith("www."):
        return f"https://{address}"
    if address.startswith("//") and _RELATIVE.fullmatch(address):
        return f"https:{address}"
    return address if _ADDRESS.match(address) or _RELATIVE.fullmatch(address) else ""


def allows(tag: str, attribute: str = "", value: str = "") -> bool:
    """Whether a tag may stand in a body, or one of its attributes with this value; names in small letters."""
    if tag not in _TAGS or not attribute:
        return tag in _TAGS
    known = attribute in _ATTRIBUTES["*"] | _ATTRIBUTES.get(tag, set())
    return known and _attribute(tag, attribute, value) is not None


def is_whole(address: str) -> bool:
    """Whether an address leads to its place from anywhere."""
    return _ADDRESS.match(address) is not None


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name in _VALUES:
        return value.lower() if value.lower() in _VALUES[name] else None
    if name in ("lang", "hreflang"):
        return value if _LANGUAGE.fullmatch(value) else None
    return _written_out(address_of(value)) or None if name == "href" else value


def _written_out(address: str) -> str:
    """The address with the signs that browsers forgive and HTML does not written as it wants them."""
    if address[:4].lower() == "tel:":
        return "".join(address.split())
    return _FORGIVEN.sub(lambda sign: f"%{ord(sign[0]):02X}", address)


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


_LINK = re.compile(r"<(?P<close>/?)a(?P<rest>(?: [a-z]+=\"[^\"]*\")*)>")
_HREF = re.compile(r' href="(?P<address>[^"]*)"')
_WITHOUT_WORDS = re.compile(r"<a(?: [a-z]+=\"[^\"]*\")*>(\s*)</a>")


def linked(html: str, base: str) -> str:
    """Clean HTML in which every link leads somewhere: those within the site from `base` on, no dead nor wordless ones.

    Of a link without an address the words stay; so too where the address of the site, `base`, is not known.
    """
    if "<a" not in html:
        return html
    opened: list[bool] = []

    def rewritten(tag: re.Match[str]) -> str:
        if tag["close"]:
            return tag[0] if opened and opened.pop() else ""
        href = _HREF.search(tag["rest"])
        address = _joined(unescape(href["address"]), base) if href else ""
        opened.append(bool(address))
        if not address or not href:
            return ""
        return f'<a{tag["rest"][: href.start()]} href="{escape(address)}"{tag["rest"][href.end() :]}>'

    return _WITHOUT_WORDS.sub(r"\1", _LINK.sub(rewritten, html))


def _joined(address: str, base: str) -> str:
    if is_whole(address) or not base:
        return address if is_whole(address) else ""
    try:
        joined = urljoin(f"{base.rstrip('/')}/", address)
    except ValueError:
        return ""
    return joined if is_whole(joined) else ""


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

"""Web addresses without what follows their readers about: campaign tags, click numbers, detours that count clicks.

What stays of an address stays byte for byte, in its order.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

_TAGS = re.compile(
    r"utm_\w*|at_(?:medium|campaign|custom\d|format|link\w*|ptr\w*|bbc_team|creation)|mtm_\w+|piwik_\w+|hsa_\w+"
    r"|pk_(?:campaign|kwd|keyword|source|medium|content|cid)|ns_(?:mchannel|source|campaign|linkname|fee)"
    r"|fbclid|fb_(?:action|comment|ref|source)\w*|gclid|gclsrc|dclid|gbraid|wbraid|gad_\w+|_gl|_ga|msclkid|yclid|ysclid"
    r"|twclid|ttclid|li_fat_id|igshid|igsh|epik|rdt_cid|s_cid|s_kwcid|mc_[ce]id|mkt_tok|_hsenc|_hsmi|hsctatracking|vero_\w+"
    r"|oly_(?:anon|enc)_id|wickedid|rb_clickid|xtor|cmpid|ocid|smtyp|ncid|wt[._]mc\w*"
    r"|__twitter_impression|ref_src|ref_url|trk|trkinfo|__s|_openstat|guccounter|guce_\w+|echobox",
    re.IGNORECASE,
)
"""Names of parameters that say where a reader came from, never what the page shows."""
_OWN_TAGS = {
    "youtube.com": {"si", "feature", "pp"},
    "youtu.be": {"si", "feature"},
    "open.spotify.com": {"si"},
    "twitter.com": {"s", "t"},
    "x.com": {"s", "t"},
    "tiktok.com": {"_t", "_r", "is_from_webapp", "sender_device"},
    "instagram.com": {"img_index"},
    "facebook.com": {"mibextid", "rdid", "share_url", "__cft__[0]", "__tn__", "refsrc", "ref"},
    "linkedin.com": {"lipi", "licu"},
    "theguardian.com": {"cmp"},
    "nytimes.com": {"smid"},
    "dailymail.co.uk": {"ito"},
}
"""The same, of names that mean something else on other sites."""
_DETOURS = (
    (re.compile(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}/url"), ("q", "url")),
    (re.compile(r"(?:l|lm)\.facebook\.com/l\.php"), ("u",)),
    (re.compile(r"l\.(?:instagram|threads|messenger)\.com/"), ("u",)),
    (re.compile(r"(?:www\.)?youtube\.com/redirect"), ("q",)),
    (re.compile(r"(?:www\.)?linkedin\.com/(?:safety/go|redir/redirect)"), ("url",)),
    (re.compile(r"[\w.-]+\.safelinks\.protection\.outlook\.com/"), ("url",)),
    (re.compile(r"(?:www\.)?duckduckgo\.com/l/"), ("uddg",)),
    (re.compile(r"(?:t\.umblr\.com|href\.li)/redirect"), ("z",)),
    (re.compile(r"(?:vk\.com|m\.vk\.com)/away\.php"), ("to",)),
    (re.compile(r"slack-redir\.net/link"), ("url",)),
)
"""Addresses of detours, and the parameters in which they name the place they lead to."""
_AMP = re.compile(r"https?://(?:www\.)?google(?:\.[a-z]{2,3}){1,2}/amp/(?P<secure>s/)?(?P<rest>.+)", re.IGNORECASE)
_MOST_DETOURS = 5


def without_trackers(address: str) -> str:
    """The address that a web address leads to, without what tracks its readers; others as they are."""
    for _ in range(_MOST_DETOURS):
        ahead = _behind_detour(address)
        if not ahead:
            break
        address = ahead
    return _untagged(address)


def _behind_detour(address: str) -> str:
    """The address that a detour leads to; empty where this is none."""
    if amp := _AMP.fullmatch(address):
        return f"http{'s' if amp['secure'] else ''}://{amp['rest']}"
    try:
        parts = urlsplit(address)
        place = f"{(parts.hostname or '').lower()}{parts.path or '/'}"
    except ValueError:
        return ""
    for detour, names in _DETOURS if parts.scheme in ("http", "https") else ():
        if detour.fullmatch(place):
            asked = parse_qs(parts.query)
            ahead = next((asked[name][0].strip() for name in names if name in asked), "")
            return ahead if re.match(r"https?://[^\s/]", ahead, re.IGNORECASE) else ""
    return ""


def _untagged(address: str) -> str:
    base, hash_mark, fragment = address.partition("#")
    path, question_mark, query = base.partition("?")
    if not re.match("https?://", base, re.IGNORECASE):
        return address
    own = _own_tags(base)
    kept = [part for part in query.split("&") if not _is_tag(part, own)]
    if len(kept) <= query.count("&"):
        base = path + (question_mark if kept else "") + "&".join(kept)
    if "=" in fragment and all(_is_tag(part, own) for part in fragment.split("&")):
        return base
    return base + hash_mark + fragment


def _own_tags(base: str) -> set[str]:
    try:
        host = (urlsplit(base).hostname or "").lower()
    except ValueError:
        return set()
    return next((tags for site, tags in _OWN_TAGS.items() if host == site or host.endswith(f".{site}")), set())


def _is_tag(parameter: str, own: set[str]) -> bool:
    name = unquote(parameter.partition("=")[0])
    return _TAGS.fullmatch(name) is not None or name.lower() in own

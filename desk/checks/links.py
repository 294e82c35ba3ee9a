"""Checks of a story's links: those that lead nowhere once the story stands on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.article.model import Article
from desk.article.sanitise import address_of, is_whole
from desk.checks.finding import Finding

_CODE = re.compile(r"(?ms)^ {0,3}(?P<fence>```|~~~).*?(?:^ {0,3}(?P=fence)|\Z)|`[^`\n]+`")
_LINK = re.compile(
    r"""
      (?<!!)\[(?:[^\[\]\n]|!\[[^\[\]\n]*\]\([^()\n]*\))*\]\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<inline>[^\s<>)]+))
    | (?m:^)[ ]{0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?(?P<defined>[^\s<>]+)
    | <a\s[^>]*?\bhref\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MOST_NAMED = 5
_LONGEST = 60


def findings(article: Article) -> Iterator[Finding]:
    """One finding that names all links which a page would lose: of other schemes, or without the site's name."""
    lost = [address for address in _addresses(article.body) if not is_whole(address_of(address))]
    if lost:
        named = ", ".join(map(_short, lost[:_MOST_NAMED])) + (", …" if len(lost) > _MOST_NAMED else "")
        message = f"Write these links out from https:// on, or pages lose them: {named}."
        yield Finding("lost-link", False, "body", message)


def _addresses(body: str) -> list[str]:
    """Every address that the body links to, once."""
    text = _CODE.sub(" ", body)
    found = (next((part for part in match.groups() if part), "").strip() for match in _LINK.finditer(text))
    return list(dict.fromkeys(address for address in found if address))


def _short(address: str) -> str:
    return address if len(address) <= _LONGEST else f"{address[: _LONGEST - 1]}…"

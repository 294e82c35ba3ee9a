"""Web addresses as exports bear them: checked where they come in, written in the characters that one may have.

The characters are those of RFC 3986, sections 2 and 3; names of other scripts than Latin are written as IDNA has them.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from desk.article.trouble import Trouble

_HOST = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?")
_IN_PATHS = "/:@!$&'()*+,;=~"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NEVER = re.compile(r"[\s\x00-\x20\x7f\\?#]")


def web_base(text: str) -> str:
    """The web address of a folder, without a slash at its end; empty for none. Trouble for what is no address."""
    base = text.strip().rstrip("/")
    if not base:
        return ""
    wrong = Trouble(f"The base URL “{text.strip()}” is no web address: write it like https://news.example/stories.")
    try:
        parts = urlsplit(base)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError:  # UnicodeError, which names that IDNA cannot write raise, is one
        raise wrong from None
    if _NEVER.search(base) or parts.scheme not in ("http", "https") or parts.username or not _HOST.fullmatch(host):
        raise wrong
    path = quote(_BARE_PERCENT.sub("%25", parts.path), safe=f"{_IN_PATHS}%")
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{path}"

"""What a person types as the address of a link, made one that leads somewhere."""

from __future__ import annotations

import re

_GIVEN = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@|tel:[+\d])\S*", re.IGNORECASE)
_WITHIN = re.compile(r"[/#?]\S*")
_MAIL = re.compile(r"[^@\s/:]+@[^@\s/:]+\.[^@\s/:]+")
_HOST = re.compile(r"(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?")


def address_of(typed: str) -> str | None:
    """The address that is meant: `example.org` is one of the web, `me@example.org` of a person; None for none.

    Addresses within the site (`/water`, `#talks`) stay as they are; scripts and files are no addresses.
    """
    words = typed.strip()
    if _GIVEN.fullmatch(words) or _WITHIN.fullmatch(words):
        return words
    if _MAIL.fullmatch(words):
        return f"mailto:{words}"
    return f"https://{words}" if _HOST.fullmatch(words) else None

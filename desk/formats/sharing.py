"""Ways to share a story: plain links to the places where readers pass stories on, no script and no tracker.

Each place takes the page's address and words in the query of an address of its own, as its documentation says:
https://developer.x.com/en/docs/x-for-websites/tweet-button/guides/web-intent, https://core.telegram.org/widgets/share,
https://faq.whatsapp.com/5913398998672934, RFC 6068 for mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from desk.article.model import Article
from desk.formats.plain import without_tricks


@dataclass(frozen=True, slots=True)
class Way:
    """A way to share: `name` is what style sheets and `words.json` know it by, `label` what it calls itself."""

    name: str
    label: str
    address: str


def ways_to_share(article: Article, address: str) -> tuple[Way, ...]:
    """The ways to share a page. Where its `address` is not known only a letter can tell of it, in its own words.

    None of them tells of the body: it changes with every key, and these links would with it.
    """
    title = without_tricks(" ".join(article.headline.split()))
    letter = "\r\n\r\n".join(filter(None, (without_tricks(article.summary.strip()), address)))
    mail = Way("mail", "Email", f"mailto:?{_query(subject=title, body=letter)}")
    if not address:
        return (mail,) if title or letter else ()
    told = f"{title} {address}".strip()
    return (
        Way("x", "X", f"https://x.com/intent/post?{_query(text=title, url=address)}"),
        Way("facebook", "Facebook", f"https://www.facebook.com/sharer/sharer.php?{_query(u=address)}"),
        Way("telegram", "Telegram", f"https://t.me/share/url?{_query(url=address, text=title)}"),
        Way("whatsapp", "WhatsApp", f"https://wa.me/?{_query(text=told)}"),
        mail,
    )


def _query(**values: str) -> str:
    """The values as a query, blanks as `%20`: mail programs would show a plus sign as one."""
    return "&".join(f"{name}={_quoted(value)}" for name, value in values.items() if value)


@lru_cache(64)
def _quoted(text: str) -> str:
    """Written for a query; a page has its title and address in several."""
    return text.translate(_Quotes.known)


class _Quotes(dict[int, str]):
    """How each letter is written in a query, by its code point; found out when it is first met."""

    known: dict[int, str]

    def __missing__(self, letter: int) -> str:
        self[letter] = found = quote(chr(letter), safe="")
        return found


_Quotes.known = _Quotes()

"""Checks of a story's links: those that lead nowhere, and addresses that are typed instead of linked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desk.article.changes import FieldChange
from desk.article.model import Article
from desk.article.parts import folded_label
from desk.article.sanitise import address_of, is_whole
from desk.checks.finding import Finding, Fix, Span
from desk.checks.prose import Prose

_CODE = re.compile(r"(?ms)^ {0,3}(?P<fence>```|~~~).*?(?:^ {0,3}(?P=fence)|\Z)|`[^`\n]+`")
_LINK = re.compile(
    r"""
      (?<!!)\[(?:[^\[\]\n]|!\[[^\[\]\n]*\]\([^()\n]*\))*\]\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<inline>[^\s<>)]+))
    | (?m:^)[ ]{0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?(?P<defined>[^\s<>]+)
    | <a\s[^<>]*?\bhref\s*=\s*(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)'|(?P<bare>[^\s"'<>]+))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MOST_NAMED = 5
_LONGEST = 60


def findings(article: Article, has_story: Callable[[str], bool] = lambda _story: True) -> Iterator[Finding]:
    """Links that a page would lose, in one finding that names them all, and each that is dead within the story.

    `has_story` says whether the library has a story of that ID.
    """
    text = _CODE.sub(lambda code: " " * len(code[0]), article.body)
    addresses = list(_addresses(text))
    lost = [address for address, _span in addresses if address[:1] != "#" and not is_whole(address_of(address))]
    if lost := list(dict.fromkeys(lost)):
        named = ", ".join(map(_short, lost[:_MOST_NAMED])) + (", …" if len(lost) > _MOST_NAMED else "")
        message = f"Write these links out from https:// on, or pages lose them: {named}."
        yield Finding("lost-link", False, "body", message, about=" ".join(lost))
    yield from _dead_anchors(addresses)
    yield from _empty(text)
    yield from _dead_labels(text)
    yield from _dead_relations(article, has_story)


def _addresses(text: str) -> Iterator[tuple[str, Span]]:
    """Every address that the body links to, and where it stands."""
    for match in _LINK.finditer(text):
        name = match.lastgroup
        if name is not None and match[name].strip():
            yield match[name].strip(), match.span(name)


def _short(address: str) -> str:
    return address if len(address) <= _LONGEST else f"{address[: _LONGEST - 1]}…"


def _dead_anchors(addresses: list[tuple[str, Span]]) -> Iterator[Finding]:
    """Links to a place in the story itself: its page has none that could be named."""
    for address, span in addresses:
        if address.startswith("#"):
            message = f"Take the link to “{_short(address)}” out, or give it an address: a page has no such place."
            yield Finding("dead-link", False, "body", message, span, about=address)


_NOWHERE = re.compile(
    r"""
      (?<![!\\])\[(?P<words>[^\[\]\n]*)\]\([ \t]*<?(?P<address>
          [ \t]*(?:(?:https?:/{0,2}|mailto:|tel:)[ \t]*)?     # nothing, or how it would begin
        | (?:https?://|mailto:|www\.)[^\s()<>]*(?:[ \t]+[^\s()<>"']+)+  # white space in the midst
      )>?[ \t]*\)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _empty(text: str) -> Iterator[Finding]:
    """Links whose address is not written yet, or is cut in two by a space: pages show them as they are typed."""
    for match in _NOWHERE.finditer(text):
        address = match["address"].strip()
        if " " in address or "\t" in address:
            message = f"Take the space out of “{_short(address)}”, or no page makes a link of it."
        else:
            message = f"Give the link “{_short(match['words'])}” an address: it leads nowhere."
        yield Finding("dead-link", False, "body", message, match.span(), about=match[0])


_USED = re.compile(r"(?<!!)(?<!\\)\[\^(?P<note>[^\[\]\s]{1,80})\](?!:)|(?<!\\)\]\[(?P<label>[^\[\]\n]{1,200})\]")
_DEFINED = re.compile(r"(?m)^ {0,3}\[(?P<label>\^?[^\[\]\n]{1,200})\]:")


def _dead_labels(text: str) -> Iterator[Finding]:
    """Footnote marks without their note, notes without their mark, and links whose address is given nowhere."""
    defined = {folded_label(match["label"]): match.span("label") for match in _DEFINED.finditer(text)}
    used = [(match, f"^{match['note']}" if match["note"] else match["label"]) for match in _USED.finditer(text)]
    for match, label in used:
        if folded_label(label) not in defined:
            if label.startswith("^"):
                message = f"Write the footnote “{_short(label[1:])}”, or take its mark out: the story has no such note."
            else:
                message = f"Give the link “{_short(label)}” an address: the story says nowhere where it leads."
            yield Finding("dead-link", False, "body", message, match.span(), about=match[0])
    marked = {folded_label(label) for _match, label in used}
    for label, span in defined.items():
        if label.startswith("^") and label not in marked:
            message = f"Put a mark for the footnote “{_short(label[1:])}” into the text, or take the note out."
            yield Finding("unused-note", False, "body", message, span, about=label)


def _dead_relations(article: Article, has_story: Callable[[str], bool]) -> Iterator[Finding]:
    for related in article.related:
        if related.article and not has_story(related.article):
            named = _short(" ".join(related.title.split()) or related.article)
            message = f"Take “{named}” off the related stories: the library has no such story."
            others = tuple(other for other in article.related if other is not related)
            fix = Fix(f"Take “{named}” off", FieldChange("related", article.related, others))
            yield Finding("dead-link", False, "related", message, fix=fix, about=related.article)


_SITES = r"(?:com|org|net|edu|gov|info|krd|iq|(?:com?|org|gov|ac|edu|net|gob)\.[a-z]{2}|uk|de|fr|tr|ir|eu|io|tv|me)"
_TYPED = re.compile(
    r"(?<![\w@/.=-])(?:https?://|www\.)[^\s<>()\[\]{}`*«»“”‘’،؛؟\ufffc]+"
    r"|(?<![\w@/.=-])(?P<mail>[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,6})(?![\w@-])"
    rf"|(?<![\w@/.=-])(?P<bare>(?:[a-z0-9-]{{1,63}}\.){{1,4}}{_SITES}(?![\w-]|\.\w)(?:/[^\s<>()\[\]{{}}`*«»“”‘’،؛؟\ufffc]*)?)"
)
_MAY_BE_TYPED = re.compile(rf"://|www\.|@[A-Za-z0-9]|[a-z0-9]\.{_SITES}(?!\w)")
_AT_END = ".,;:!?'\"،؛؟"
_NOT_TYPED = re.compile(
    r"(?ms:^[ ]{0,3}(?P<fence>```|~~~).*?(?:^[ ]{0,3}(?P=fence)|\Z))|`[^`\n]+`|<[^<>]*>"
    r"|\[(?:[^\[\]\n])*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|(?m:^)[ ]{0,3}\[[^\[\]\n]{1,200}\]:[^\n]*"
)


def typed(prose: Prose) -> Iterator[Finding]:
    """Addresses that stand in the text as they were typed; the fix makes a link of one, named by its site."""
    if not _MAY_BE_TYPED.search(prose.text):
        return
    text = _NOT_TYPED.sub(lambda other: "\ufffc" * len(other[0]), prose.text)
    for match in _TYPED.finditer(text):
        address = match[0].rstrip(_AT_END)
        if match["mail"] is None and "." not in _site(address):
            continue
        span = (match.start(), match.start() + len(address))
        fix = None
        if prose.place == "body" and (whole := _whole(address, match.lastgroup)):
            link = f"[{address if match['mail'] else _site(address)}]({whole})"
            fix = prose.fix("Make a link of it", [(span, link)])
        message = f"Make “{_short(address)}” a link on words that say where it leads."
        if match["mail"]:
            message = f"Make “{_short(address)}” a link, so that readers can write there."
        yield prose.finding("typed-address", span, message, fix=fix)


def _whole(address: str, kind: str | None) -> str:
    """The address of a link on what was typed: a mailbox, a site without its beginning, or all of it."""
    if kind == "mail":
        return f"mailto:{address}"
    return f"https://{address}" if kind == "bare" else address_of(address)


def _site(address: str) -> str:
    """What a reader would call the address: its site."""
    bare = address.partition("://")[2] or address
    return re.split(r"[/?#]", bare, maxsplit=1)[0].removeprefix("www.").replace("_", r"\_")

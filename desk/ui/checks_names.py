"""What kinds of findings are called where one speaks of all of a kind: on “never check this”, and when it is done."""

from __future__ import annotations

from collections.abc import Mapping

OF_STYLE = "style:"
"""What the codes of findings of house style begin with; the ID of the rule follows."""
_NAMES: Mapping[str, str] = {
    "headline-number": "Numbers in the headline",
    "long-headline": "Length of the headline",
    "long-summary": "Length of the summary",
    "wrong-weekday": "Weekdays that do not fit their date",
    "wrong-total": "Totals",
    "wrong-shares": "Shares of a hundred",
    "name-two-ways": "Names spelt two ways",
    "mixed-digits": "Mixed digits",
    "doubled-word": "Doubled words",
    "unpaired-quote": "Quotation marks without pair",
    "unattributed-quote": "Quotations without speaker",
    "arabic-letters": "Arabic letters in Sorani",
    "hidden-direction": "Hidden marks of direction",
    "typed-address": "Typed addresses",
    "dead-link": "Links that lead nowhere",
    "lost-link": "Links to stories that are gone",
    "open-comment": "Open comments",
    "unused-note": "Notes that nothing refers to",
    "unused-photo": "Photos that do not stand in the text",
    "spelling": "Misspelt words",
    "style-rule": "Broken rules of house style",
    "style-too-slow": "Slow rules of house style",
}


def name_of(code: str) -> str:
    """What findings of a code are called: `missing-lead` is “Missing lead”, a rule of house style goes by its ID."""
    words = code.removeprefix(OF_STYLE).partition(".")[2] if code.startswith(OF_STYLE) else _NAMES.get(code, "")
    words = (words or code).replace("-", " ")
    return words[:1].upper() + words[1:]


def no_longer_checked(code: str) -> str:
    """The sentence that says that they are told in no story any more."""
    return f"{_rule(code).capitalize()}“{name_of(code)}” is no longer checked in any story."


def never_check(code: str) -> str:
    """What a menu calls that, before it is done."""
    return f"Never check {_rule(code)}“{name_of(code)}” (all stories)"


def _rule(code: str) -> str:
    return "the rule " if code.startswith(OF_STYLE) else ""

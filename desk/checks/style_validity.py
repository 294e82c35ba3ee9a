"""Whether a rule of house style can be followed: what its kind asks for is there, and its patterns can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desk.checks.style_reading import Wrong
from desk.checks.style_rules import FORMS, Rule

_USED = {
    "substitution": {"swap"},
    "existence": {"words", "pattern", "fix"},
    "occurrence": {"words", "pattern", "at_most", "at_least", "per"},
    "capitalisation": {"form", "words"},
    "date": {"form", "words", "short", "fix"},
    "number": {"form", "words", "below"},
    "title": {"form", "words", "swap"},
}
"""What means something in a rule of each kind, beside what all have."""
_OPTIONAL: Mapping[str, object] = {
    **{"swap": (), "words": (), "short": (), "pattern": "", "fix": None, "form": ""},
    **{"at_most": None, "at_least": None, "per": "paragraph", "below": 10},
}


def judge(rule: Rule) -> None:
    """Raise Wrong, with the key that it is about, for a rule that cannot be followed."""
    for key, usual in _OPTIONAL.items():
        if key not in _USED[rule.kind] and getattr(rule, key) != usual:
            used = ", ".join(sorted(_USED[rule.kind]))
            raise Wrong(f"“{key}” means nothing in a rule of kind {rule.kind}: it has {used}.", key)
    if not rule.message:
        raise Wrong("Say in message what a writer should do, in one sentence.", "kind")
    _judge_form(rule)
    _JUDGES[rule.kind](rule)
    for key, pattern in (("pattern", rule.pattern), ("unless", rule.unless)):
        if pattern:
            _judge_pattern(pattern, key)
    if rule.fix and rule.pattern:
        _judge_fix(rule)


def _judge_form(rule: Rule) -> None:
    forms = FORMS.get(rule.kind)
    if forms and rule.form not in forms:
        raise Wrong(f"Give this kind of rule a form: {', '.join(forms)}.", "form" if rule.form else "kind")


def _judge_substitution(rule: Rule) -> None:
    if not rule.swap:
        raise Wrong('Give the rule the words to exchange: swap = {"wrong" = "right"}.', "kind")
    for wrong, right in rule.swap:
        if wrong == right:
            raise Wrong(f"“{wrong}” would be exchanged for itself: write another word.", "swap", wrong)


def _judge_existence(rule: Rule) -> None:
    if bool(rule.words) == bool(rule.pattern):
        raise Wrong("Give the rule either words, a list, or a pattern.", "pattern" if rule.pattern else "kind")


def _judge_occurrence(rule: Rule) -> None:
    _judge_existence(rule)
    if (rule.at_most is None) == (rule.at_least is None):
        raise Wrong("Say how often: either at_most = 1 or at_least = 1.", "at_most" if rule.at_most else "kind")


def _judge_capitalisation(rule: Rule) -> None:
    if rule.form == "exact" and not rule.words:
        raise Wrong('Give the rule the names as they should stand: words = ["Peshmerga"].', "form")


def _judge_date(rule: Rule) -> None:
    if len(rule.words) != 12:
        raise Wrong('Give the rule the twelve months, January first: words = ["…"].', "words")
    if not rule.fix or not all(part in rule.fix for part in ("{day}", "{month}")):
        raise Wrong('Say in fix how a date is written: fix = "{month} {day}, {year}".', "fix")


def _judge_number(rule: Rule) -> None:
    if rule.form == "spelt" and len(rule.words) < rule.below:
        raise Wrong(f'Give the rule the words for 0 to {rule.below - 1}: words = ["zero", …].', "words")
    if rule.form == "percent" and len(rule.words) < 2:
        raise Wrong('Write first what is right, then what is wrong: words = ["percent", "%"].', "words")


def _judge_title(rule: Rule) -> None:
    if rule.form == "short" and not rule.swap:
        raise Wrong('Give the rule the titles to shorten: swap = {"Senator" = "Sen."}.', "form")
    if rule.form != "short" and not rule.words:
        raise Wrong('Give the rule the titles that it is about: words = ["president"].', "form")


_JUDGES: Mapping[str, Callable[[Rule], None]] = {
    "substitution": _judge_substitution,
    "existence": _judge_existence,
    "occurrence": _judge_occurrence,
    "capitalisation": _judge_capitalisation,
    "date": _judge_date,
    "number": _judge_number,
    "title": _judge_title,
}


def _judge_pattern(pattern: str, key: str) -> None:
    import regex

    try:
        made = regex.compile(pattern)
    except regex.error as error:
        raise Wrong(f"The pattern cannot be read: {error}.", key) from None
    except (RecursionError, OverflowError, MemoryError):
        raise Wrong("The pattern is too large: make it simpler.", key) from None
    if made.flags & regex.REVERSE:
        raise Wrong("A pattern here is looked for from the beginning: take (?r) out.", key)
    if key == "pattern" and made.fullmatch("", timeout=1):
        raise Wrong("The pattern is found where nothing stands: let it ask for one letter at least.", key)


_GROUP = re.compile(r"\\(\d)")


def _judge_fix(rule: Rule) -> None:
    import regex

    groups = regex.compile(rule.pattern).groups
    for number in _GROUP.findall(rule.fix or ""):
        if int(number) > groups or number == "0":
            raise Wrong(f"The pattern has no group \\{number}: take it out of fix, or put brackets in pattern.", "fix")

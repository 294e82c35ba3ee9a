"""What each kind of rule of house style finds in a text: words found in one pass, patterns, how often, capitals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from desk.checks.style_patterns import OF_KINDS, matches
from desk.checks.style_rules import Rule
from desk.checks.style_text import Hit, StyleText, in_case_of, taking_out, with_article
from desk.checks.style_words import Found, WordFinder, words_of
from desk.checks.vocabulary import known

ByRule = dict[str, list[Found]]
"""The words found in a text, by the IDs of their rules."""
_BY_WORDS = ("substitution", "existence", "occurrence", "capitalisation")


class StyleReader:
    """Rules of one language, made ready to read texts by."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._finder = WordFinder(rule for rule in self.rules if rule.kind in _BY_WORDS and words_of(rule))

    def words(self, text: StyleText) -> ByRule:
        """The words of all rules that stand in a text."""
        found: ByRule = defaultdict(list)
        for one in self._finder.find(text):
            found[one.rule.id].append(one)
        return found

    def hits(self, rule: Rule, text: StyleText, words: ByRule) -> list[Hit]:
        """What one of the rules finds, in order and apart. Raises Trouble where its pattern takes too long."""
        if rule.places and not any(text.place == place or text.place.endswith(f"_{place}") for place in rule.places):
            return []
        hits = [hit for hit in _found(rule, text, words.get(rule.id, ())) if not _is_right(rule, text, hit)]
        if rule.language == "en":
            hits = [with_article(text, hit) for hit in hits]
        return list(_apart(sorted(hits, key=lambda hit: (hit.start, -hit.end))))


def hits_in(rule: Rule, text: StyleText) -> list[Hit]:
    """What a rule by itself finds in a text. Raises Trouble where its pattern takes too long."""
    reader = StyleReader((rule,))
    return reader.hits(rule, text, reader.words(text))


def _apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    end = 0
    for hit in hits:
        low, high = hit.cut or hit.span
        if min(low, hit.start) >= end or end == 0:
            yield hit
            end = max(high, hit.end)


def _is_right(rule: Rule, text: StyleText, hit: Hit) -> bool:
    """Whether what was found stands where it is right."""
    if not (rule.islands or rule.unless):
        return False
    words = text.read(quotes=rule.quotes)
    low, high = text.line(hit.start)
    line = words[low:high].lower().replace("’", "'")
    for phrase in rule.islands:
        plain = phrase.lower().replace("’", "'")
        at = line.find(plain)
        while at != -1:
            if low + at <= hit.start and hit.end <= low + at + len(plain):
                return True
            at = line.find(plain, at + 1)
    if not rule.unless:
        return False
    return any(
        one.start() <= hit.start and hit.end <= one.end() for one in matches(rule, words, rule.unless, low, high)
    )


def _found(rule: Rule, text: StyleText, words: Sequence[Found]) -> Iterator[Hit]:
    if rule.kind == "substitution":
        yield from _exchanged(rule, text, words)
    elif rule.kind == "occurrence":
        yield from _counted(rule, text, words)
    elif rule.kind == "capitalisation":
        yield from _exact(text, words) if rule.form == "exact" else _headlines(rule, text)
    elif rule.words and rule.kind == "existence":
        yield from _standing(rule, text, words)
    else:
        yield from OF_KINDS[rule.kind, rule.form](rule, text)


def _as_written(rule: Rule, found: str, word: str) -> bool:
    """Whether a word was found in the case that the rule asks for."""
    return not rule.match_case or found.replace("’", "'").split() == word.replace("’", "'").split()


def _exchanged(rule: Rule, text: StyleText, words: Sequence[Found]) -> Iterator[Hit]:
    right = dict(rule.swap)
    for one in words:
        found = text.text[one.start : one.end]
        if not _as_written(rule, found, one.word):
            continue
        if not right[one.word]:
            yield taking_out(text.read(quotes=rule.quotes), one.start, one.end, text.text)
            continue
        puts = in_case_of(right[one.word], found, wrong=one.word)
        if found.endswith(".") and not puts.endswith(".") and _ends_sentence(text, one):
            puts += "."
        if _is_a_name(text, one, found) or (len(puts) > len(found) and text.text.startswith(puts, one.start)):
            continue
        if puts != found and not (found.isupper() and len(found) > 1 and puts.upper() == found):
            yield Hit(one.start, one.end, puts)


def _is_a_name(text: StyleText, one: Found, found: str) -> bool:
    """Whether what a rule has in small letters has a capital here that no sentence gives it: World Food Programme."""
    return found[0] != one.word[0] and found[1:].islower() and not text.begins_sentence(one.start)


_CLOSING = re.compile(r"[\"”»)’]*[ \t]*(?:\n|\Z)")
_NEXT = re.compile(r"[\"”»)’]*\s+[\"“«(‘]*[A-Z]")


def _ends_sentence(text: StyleText, one: Found) -> bool:
    """Whether the point of an abbreviation ends its sentence as well."""
    follows = _NEXT.match(text.words, one.end) if one.word[0].islower() else None
    return bool(follows or _CLOSING.match(text.words, one.end))


def _standing(rule: Rule, text: StyleText, words: Sequence[Found]) -> Iterator[Hit]:
    for one in words:
        found = text.text[one.start : one.end]
        if not _as_written(rule, found, one.word):
            continue
        if rule.fix == "":
            yield taking_out(text.read(quotes=rule.quotes), one.start, one.end, text.text)
        else:
            yield Hit(one.start, one.end, in_case_of(rule.fix, found) if rule.fix else None)


def _counted(rule: Rule, text: StyleText, words: Sequence[Found]) -> Iterator[Hit]:
    """What is there too often, each from the first too many on; or the units in which there is too little of it."""
    if rule.pattern:
        spans = [match.span() for match in matches(rule, text.read(quotes=rule.quotes), rule.pattern)]
    else:
        spans = [(one.start, one.end) for one in words if _as_written(rule, text.text[one.start : one.end], one.word)]
    spans.sort()
    for low, high in text.units(rule.per):
        within = spans[bisect_left(spans, (low, 0)) : bisect_left(spans, (high, 0))]
        if rule.at_most is not None:
            yield from (Hit(*span, times=len(within)) for span in within[rule.at_most :])
        elif rule.at_least is not None and len(within) < rule.at_least and text.words[low:high].strip():
            yield Hit(low, high, times=len(within))


def _exact(text: StyleText, words: Sequence[Found]) -> Iterator[Hit]:
    """Names whose capitals are not as they should be."""
    if text.is_shouted:
        return
    for one in words:
        found = text.text[one.start : one.end]
        if found == one.word or found.replace("’", "'") == one.word.replace("’", "'"):
            continue
        if one.word[0].islower() and _may_rise(text, one, found):
            continue
        if found.isupper() and not one.word.isupper() and _is_loud(text.words, one.start, one.end):
            continue
        yield Hit(one.start, one.end, one.word)


def _may_rise(text: StyleText, one: Found, found: str) -> bool:
    """Whether a word in small letters may have its capital here: it begins a sentence, or belongs to a name."""
    if found[1:] != one.word[1:]:
        return found.isupper()
    if text.begins_sentence(one.start) or re.match(r"[ \u00a0&-]+[A-Z]", text.words[one.end : one.end + 4]):
        return True
    before = re.search(r"(?P<word>[A-Z]\w*)[ \u00a0&-]+\Z", text.words[max(0, one.start - 24) : one.start])
    return before is not None and not text.begins_sentence(max(0, one.start - 24) + before.start())


def _is_loud(words: str, start: int, end: int) -> bool:
    """Whether the words beside are in capitals too."""
    near = words[max(0, start - 12) : start].split()[-1:] + words[end : end + 12].split()[:1]
    return any(len(word) > 2 and word.isupper() for word in near)


_HEADLINES = ("headline",)
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = known("a an the and but or nor for so yet at by in of on to up as off per via with from into over")


def _headlines(rule: Rule, text: StyleText) -> Iterator[Hit]:
    """A headline with a capital at each word where only names have one, or with small letters where each has one."""
    if text.is_shouted or not (rule.places or text.place.endswith(_HEADLINES)):
        return
    words = list(_PLAIN_WORD.finditer(text.words))
    if rule.form == "headline":
        for number, word in enumerate(words):
            is_small = word[0] in _SMALL and 0 < number < len(words) - 1
            if word[0][0].islower() and not is_small and not text.words[: word.start()].endswith("-"):
                yield Hit(*word.span(), word[0][0].upper() + word[0][1:])
        return
    long = [word for word in words[1:] if len(word[0]) > 3 and word[0].lower() not in _SMALL and not word[0].isupper()]
    if len(long) >= 4 and all(word[0][0].isupper() for word in long):
        yield Hit(words[0].start(), words[-1].end())

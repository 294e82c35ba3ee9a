"""Words that are spelt in one way in Britain and in another in America: in a story in English either is right.

A dictionary has one of the two. Which of them the house wants is a matter of its style, not of spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_OUR = (
    "arbour ardour armour behaviour candour clamour colour demeanour enamour endeavour favour fervour flavour glamour "
    "harbour honour humour labour neighbour odour parlour rancour rigour rumour saviour savour splendour succour "
    "tumour valour vapour vigour"
)
_TRE = "calibre centre fibre litre lustre meagre metre mitre ochre sabre sceptre sombre spectre theatre"
_DOUBLED = (
    "cancel channel counsel dial duel equal fuel funnel initial jewel label level libel marvel model panel pedal "
    "pencil quarrel rival shovel signal spiral swivel total towel travel tunnel unravel"
)
_OTHERS = (
    "aeroplane/airplane aesthetic/esthetic ageing/aging aluminium/aluminum anaem/anem anaesth/anesth analogue/analog "
    "archaeo/archeo catalogue/catalog centred/centered cheque/check cosy/cozy counsellor/counselor defence/defense "
    "dialogue/dialog draught/draft encyclopaed/encycloped enrolment/enrollment fulfil/fulfill grey/gray "
    "gynaec/gynec haem/hem "
    "instalment/installment jewellery/jewelry judgement/judgment kerb/curb leukaem/leukem licence/license "
    "manoeuvr/maneuver manoeuvre/maneuver mould/mold moustache/mustache offence/offense orthopaed/orthoped paed/ped "
    "plough/plow practise/practice pretence/pretense programme/program pyjamas/pajamas sceptic/skeptic "
    "skilful/skillful smoulder/smolder storey/story sulph/sulf tonne/ton tyre/tire wilful/willful woollen/woolen"
)


def _pairs() -> Iterator[tuple[str, str]]:
    yield from ((word, f"{word[:-3]}or") for word in _OUR.split())
    yield from ((word, f"{word[:-2]}er") for word in _TRE.split())
    yield from ((f"{word}l{end}", f"{word}{end}") for word in _DOUBLED.split() for end in ("ed", "ing", "er"))
    yield from ((british, american) for british, _, american in (one.partition("/") for one in _OTHERS.split()))


def _finder(pairs: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(pairs, key=len, reverse=True)))


_AMERICAN = dict(_pairs())
_BRITISH = {american: british for british, american in _AMERICAN.items()}
_WAYS = ((_finder(_AMERICAN), _AMERICAN), (_finder(_BRITISH), _BRITISH))
_ISE = re.compile(r"(?<=[a-z]{3}[a-z])(?P<sign>[sz])(?P<end>e[ds]?|ing|ations?|ers?|able)\Z|(?<=aly)(?P<of>[sz])(?=e)")


def other_spellings(word: str) -> Iterator[str]:
    """How a word is spelt on the other side of the ocean, where that may be otherwise: none, one or two ways.

    They are no words where the word itself is none: a dictionary is to be asked.
    """
    low = word.lower()
    for finder, pairs in _WAYS:
        other = finder.sub(lambda found, pairs=pairs: pairs[found[0]], low)  # type: ignore[misc]
        if other != low:
            yield _as(word, other)
    if (found := _ISE.search(low)) and (low[found.start() - 1] in "iy"):
        yield _as(word, f"{low[: found.start()]}{'z' if low[found.start()] == 's' else 's'}{low[found.start() + 1 :]}")


def _as(word: str, other: str) -> str:
    """With the capitals of the word."""
    if word.isupper():
        return other.upper()
    return other[0].upper() + other[1:] if word[0].isupper() else other

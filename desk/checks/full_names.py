"""Full names that a text in Arabic script spells two ways: `أحمد الجبوري` and `احمد الجبوري`.

The script has no capitals, so that two words are a name is told by what is around them: somebody says something. Their
first words are the same, or both are but for letters that are written either way (hamza, ى and ي, ة and ه, عبد الله in
one word); or the second differs by a vowel that is left out or put in. Inflections and common words are no such names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from desk.article.scripts import normalised
from desk.checks.finding import Finding, Span
from desk.checks.prose import Prose
from desk.checks.saying import is_saying
from desk.checks.vocabulary import alike

_Word = tuple[str, str, Span]
_BEHIND_VERB = 6
"""Words behind a verb of speech among which its subject stands: `قال المتحدث باسم الوزارة إبراهيم الخالدي`."""
_BEFORE_VERB = 3
"""Words before one, in Sorani: `نازدار فەرەج دوێنێ گوتی`."""
_SHORTEST = 3
_SLIP = 4
"""Letters that a second word has at least where a vowel in it may be a slip."""
_SLIP_IN_ARABIC = 6
"""More: vowels tell its shorter names apart."""
_MOST = 400
"""Different second words of one first word that are compared; more have none but a common word."""
_COMMON = alike("""
    في فى من على إلى أن إن أنه أنها إنه إنها عن مع هذا هذه ذلك تلك التي الذي الذين كان كانت قد لا ما هو هي كل بعد قبل
    بين عند حتى لكن أو ثم كما منذ خلال حول أمام ضد غير أي بعض وقد وأن وإن وهو وهي حيث لدى عدد عام يوم سنة رئيس وزير
    الرئيس الوزير رئيسة مدينة محافظة قرية منطقة شركة مجلس حكومة وزارة نائب باسم إقليم جمهورية قوات حزب
    لە بۆ بە لەگەڵ ئەم ئەو ئەوەی کە بوو بوون هەیە نییە دوای پێش وەک بەڵام یان تا لەسەر دەکات کرد کراوە ڕۆژی ساڵی هەر زۆر
    هەموو نێوان لای ژێر سەر ناو یەکەم دووەم چەند ئێمە ئێوە ئەوان من تۆ هات هاتن چوو ڕۆیشت دیکە تر ئێستا دوێنێ ئەمڕۆ کاک
    شار گوند پارێزگا وەزارەت حکومەت حکوومەت وەزیر سەرۆک دەڵێت هەروەها لەو لەم بۆیە چونکە ئەگەر لەوێ لێرە باش
""")
_VOWELS = frozenset(map(normalised, "ەاویێۆ"))
_DIFFERENT = frozenset(
    frozenset(map(normalised, pair.split("/")))
    for pair in (
        "سەعید/سەعد", "حەمید/حەمد", "ڕەشید/ڕەشد", "سالم/سلم", "حسن/حسين", "سعد/سعيد", "حمد/حميد", "سالم/سليم",
        "جەمیل/جەمل", "کەمال/کەمل", "عەبدوڵا/عەبدول", "عامر/عمر", "عومەر/عامر", "فەرید/فەرد", "ناسر/نەسر",
    )
)  # fmt: skip
_ENDINGS = tuple(map(normalised, ("ی", "یش", "ش", "دا", "یە", "ە", "ەوە", "ان", "ەکان", "ەکە", "ي", "ية", "ين", "ون")))
_UNSEEN = {**dict.fromkeys(range(0x64B, 0x653)), 0x640: None, 0x200C: None, 0x200D: None}
_SAME_KEYS = str.maketrans("كيى", "کیی")


@dataclass(slots=True)
class _Spelling:
    """Two words that may be a name: as written, as compared, where they stand, and whether that they are is shown."""

    words: tuple[str, str]
    plain: tuple[str, str]
    places: list[tuple[Prose, tuple[Span, Span]]] = field(default_factory=list)
    speaks: bool = False


def findings(proses: Sequence[Prose], told: Iterable[str], tag: str) -> Iterator[Finding]:
    """Names of two words that are spelt two ways, but for words that were `told` already; `tag` is the language's."""
    known = set(told)
    for one, other in _pairs(_spellings(proses), tag):
        rarer, usual = sorted((one, other), key=lambda name: (len(name.places), -_first(name, proses)))
        for n in (0, 1):
            if rarer.words[n] != usual.words[n] and rarer.words[n] not in known:
                known |= {rarer.words[n], usual.words[n]}
                yield _two_ways(rarer, usual, n)


def _first(name: _Spelling, proses: Sequence[Prose]) -> int:
    prose, (span, _second) = name.places[0]
    return 1_000_000 * proses.index(prose) + span[0]


def _two_ways(rarer: _Spelling, usual: _Spelling, n: int) -> Finding:
    prose, spans = rarer.places[0]
    wrong, right = rarer.words[n], usual.words[n]
    message = f"Spell the name one way: “{' '.join(rarer.words)}” stands beside “{' '.join(usual.words)}”."
    puts = [(where[n], right) for held, where in rarer.places if held is prose]
    return prose.finding(
        "name-two-ways", spans[n], message, fix=prose.fix(f"Write “{right}”", puts), about=f"{wrong}/{right}"
    )


def _spellings(proses: Iterable[Prose]) -> dict[tuple[str, str], _Spelling]:
    """Every two words in a row that may be a name, each way they are written."""
    found: dict[tuple[str, str], _Spelling] = {}
    for prose in proses:
        if prose.field == "alt" or prose.text.isascii():
            continue
        words = _joined(prose)
        speech = [n for n, (written, _plain, _span) in enumerate(words) if is_saying(written)]
        near = {n for at in speech for n in range(at - _BEFORE_VERB, at + _BEHIND_VERB)}
        may_be = [_may_be_name(written, plain) for written, plain, _span in words]
        for n in range(len(words) - 1):
            if not (may_be[n] and may_be[n + 1]):
                continue
            (written, plain, span), (behind, plain_behind, span_behind) = words[n], words[n + 1]
            if prose.words[span[1] : span_behind[0]] == " ":
                key = (written, behind)
                name = found.get(key)
                if name is None:
                    name = found[key] = _Spelling(key, (plain, plain_behind), speaks=plain.startswith(_SERVANT_OF))
                name.places.append((prose, (span, span_behind)))
                name.speaks |= n in near
    return found


def _joined(prose: Prose) -> list[_Word]:
    """The words of a text, as written and compared, and where they stand; عبد and what follows it are one."""
    words: list[_Word] = list(zip(prose.pieces, prose.plain, prose.cuts, strict=True))
    for n in range(len(words) - 2, -1, -1):
        (_written, plain, span), (_behind, other, span_behind) = words[n], words[n + 1]
        if plain in _SERVANT and other.startswith("ال") and span_behind[0] - span[1] == 1:
            whole = (span[0], span_behind[1])
            words[n : n + 2] = [(prose.words[slice(*whole)], plain + other, whole)]
    return words


_SERVANT = ("عبد", "وعبد")
_SERVANT_OF = ("عبدال", "وعبدال")


@lru_cache(maxsize=8192)
def _may_be_name(written: str, plain: str) -> bool:
    return len(plain) >= _SHORTEST and "ء" <= plain[0] <= "ە" and plain not in _COMMON and not is_saying(written)


def _pairs(spellings: dict[tuple[str, str], _Spelling], tag: str) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Spellings of one name: those that are searched alike, then those whose second words are near."""
    alike_ones: defaultdict[tuple[str, str], list[_Spelling]] = defaultdict(list)
    by_first: defaultdict[str, list[_Spelling]] = defaultdict(list)
    for name in spellings.values():
        alike_ones[name.plain].append(name)
        by_first[name.plain[0]].append(name)
    for group in alike_ones.values():
        for other in group[1:]:
            if (group[0].speaks or other.speaks) and any(map(_varies, group[0].words, other.words)):
                yield group[0], other
    for first, group in by_first.items():
        if len(first) > _SHORTEST and 1 < len(group) <= _MOST and any(name.speaks for name in group):
            yield from _slips(group, tag)


def _slips(group: list[_Spelling], tag: str) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Names of one first word whose second differ in a vowel; each is looked up by what is left without one."""
    seconds = {name.plain[1]: name for name in group}
    shortest = _SLIP_IN_ARABIC if tag == "ar" else _SLIP
    for long, name in seconds.items():
        for n, letter in enumerate(long):
            short = long[:n] + long[n + 1 :]
            other = seconds.get(short)
            if letter in _VOWELS and other is not None and len(short) >= shortest and _is_slip(name, other):
                yield name, other
                break


def _is_slip(name: _Spelling, other: _Spelling) -> bool:
    """Whether the second words may be one name: no verb, no inflection, nor two names, and somebody speaks."""
    long, short = name.plain[1], other.plain[1]
    return (
        (name.speaks or other.speaks)
        and not name.plain[0].endswith(_EZAFE)
        and not short.startswith(_PRESENT)
        and not _is_inflected(short, long)
        and frozenset((short, long)) not in _DIFFERENT
    )


_EZAFE = normalised("ی")
"""What joins a Sorani noun to the next: `کارەکانی`; but for few, no first name ends in it."""
_PRESENT = normalised("دە")


def _is_inflected(short: str, long: str) -> bool:
    """Whether two words are one with an ending or a letter of its beginning: فەرەج, فەرەجی; حسن, وحسن."""
    if long.startswith(short) or long.endswith(short):
        return True
    stems = [{word.removesuffix(ending) for ending in _ENDINGS} for word in (short, long)]
    return any(len(stem) > 2 for stem in stems[0] & stems[1])


def _varies(one: str, other: str) -> bool:
    """Whether two spellings differ in more than joiners, vowel signs and the keys of two keyboards."""
    bare = [word.translate(_UNSEEN).translate(_SAME_KEYS) for word in (one, other)]
    return bare[0] != bare[1] or _ends_apart(one, other)


def _ends_apart(one: str, other: str) -> bool:
    """Whether the one ends in ى and the other in ي, which both are Arabic letters."""
    return {one[-1], other[-1]} == {"ى", "ي"}

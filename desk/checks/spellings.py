"""Checks of names that a story spells two ways.

A name is one where it is written with a capital inside a sentence, follows a title, or stands in a field for names.
Two names are one spelt two ways where a single letter tells them apart and nothing around them says that they are two:
an inflection (`Iraq`, `Iraqi`) is not, nor are two people of one surname, nor two whose first names differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from desk.article.languages import language
from desk.article.model import Article
from desk.article.scripts import normalised
from desk.checks import full_names
from desk.checks.finding import Finding, Span
from desk.checks.names import COMMON
from desk.checks.prose import Prose
from desk.checks.vocabulary import alike, known, listed

_SHORTEST = 5
_BEHIND_TITLE = 3
"""Words behind a title in a script without capitals that may be its holder's name."""
_FAR = 7
"""Letters from which on a name that stands by the same surname may differ in two."""
_MOST_ALIKE = 12
"""Names compared with one another where they are alike; a text with more is no story."""
_ENDINGS = known("s es y i is n an ian ians ean ese ish a e h ed er ers y's ic in ist ists ism na ah la ine ns")
_LAST_VOWELS = frozenset("aeiou")
_NO_NAMES = known("""monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august
    september october november december these those there their where which while after under other three""")
_DIFFERENT = frozenset(
    frozenset(pair.split("/"))
    for pair in listed("""gambia/zambia martin/marin johnson/johnston austria/australia slovakia/slovenia niger/nigeria
    north/south eastern/western easter/eastern county/country council/counsel united/unity sweden/sweeden
    mauritania/mauritius minister/ministry ministry/ministers russia/prussia jordan/gordan daniel/daniela marie/maria
    asian/asia persia/persian party/parts states/status stone/stein brown/browne london/landon perth/berth
    premier/premiere congo/conga francis/frances leslie/lesley jamie/james marcos/marcus""")
)
_ONE_PLACE = {
    place: group.split("/")[0]
    for group in listed("""duhok/dohuk/dihok erbil/arbil/irbil kirkuk/karkuk qamishli/qamishlo/qamishly
    kobani/kobane/kobanê sulaimani/sulaymani/sulaimaniyah/sulaymaniyah/sulaimaniya/sulaymaniya/slemani/sulaimania
    afrin/efrin/afreen zakho/zaxo halabja/halabjah/halabcha kyiv/kiev hezbollah/hizbullah/hizballah/hezballah
    peshmerga/peshmarga/pêşmerge hasakah/hasaka/haseke raqqa/raqqah/raqa nineveh/ninawa/ninewa basra/basrah hillah/hilla
    fallujah/falluja shingal/shengal diyarbakir/diyarbakır rojava/rozhava""")
    for place in map(normalised, group.split("/"))
}
"""Places and bodies that are written in several ways, each by the first of them; a story keeps to one."""
_TITLES = alike("""سەرۆک سەرۆکی وەزیران وەزیر دکتۆر مامۆستا بەڕێز کاک شێخ پارێزگار جەنەڕاڵ ئەندازیار پەرلەمانتار
        الرئيس السيد السيدة الدكتور الدكتورة الشيخ المحافظ النائب النائبة الوزير الوزيرة الوزراء الخارجية
        الداخلية الدفاع
        اللواء العميد الفريق المهندس الأستاذ""")
_ARABIC_ENDINGS = tuple(
    sorted(
        map(normalised, ("ی", "دا", "ەوە", "یش", "ش", "یە", "ە", "ان", "ەکان", "ەکە", "ي", "ية", "ين", "ون", "ا")),
        key=len,
    )
)
_ARABIC_BEGINNINGS = tuple(map(normalised, ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "فال", "كال")))


@dataclass(slots=True)
class _Name:
    """One spelling of a name, with the places it stands and the names that stand before and behind it."""

    word: str
    plain: str
    places: list[tuple[Prose, Span]] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    behind: set[str] = field(default_factory=set)
    inside: bool = False
    titled: bool = False


def findings(article: Article, proses: Sequence[Prose]) -> Iterator[Finding]:
    """Names that are spelt two ways; the fix writes the rarer like the other, in the text where it stands."""
    read = [prose for prose in proses if prose.field != "alt"]
    names = _names(article, read)
    told: set[str] = set()
    for one, other in _pairs(names):
        rarer, usual = sorted((one, other), key=lambda name: (len(name.places), -_first(name, read)))
        if rarer.word not in told and rarer.places and usual.places:
            told.add(rarer.word)
            yield _two_ways(rarer, usual)
    yield from full_names.findings(read, told, language(article.language).tag)


def _first(name: _Name, proses: list[Prose]) -> int:
    """How early a name stands: the spelling that comes first is the story's own where both are as frequent."""
    prose, span = name.places[0]
    return 1_000_000 * proses.index(prose) + span[0]


def _two_ways(rarer: _Name, usual: _Name) -> Finding:
    prose, span = rarer.places[0]
    own = [where for held, where in rarer.places if held is prose]
    message = f"Spell the name one way: “{rarer.word}” stands beside “{usual.word}”."
    fix = prose.fix(f"Write “{usual.word}”", [(where, usual.word) for where in own])
    return prose.finding("name-two-ways", span, message, fix=fix, about=f"{rarer.word}/{usual.word}")


def _names(article: Article, proses: Iterable[Prose]) -> list[_Name]:
    """Every spelling of a name, in the order they are met."""
    found: dict[str, _Name] = {}
    lower: set[str] = set()
    in_fields = _in_fields(article)
    for prose in proses:
        if not prose.words.isupper():
            _read(prose, in_fields, found, lower)
    _read_beside(proses, found)
    return [
        name for name in found.values()
        if name.inside and name.word.lower() not in lower
    ]  # fmt: skip


def _read_beside(proses: Iterable[Prose], found: dict[str, _Name]) -> None:
    """Words of a script without capitals that stand before a name with a title: perhaps the first name, without it."""
    titled = {name.plain for name in found.values() if name.titled}
    if not titled:
        return
    noted = set(found)
    for prose in proses:
        for n, behind in enumerate(prose.plain[1:]):
            word = prose.pieces[n]
            if behind in titled and word not in noted and word[0].isalpha() and not word.isascii():
                _note_arabic(prose, n, word, prose.plain[n], prose.pieces, found, titled=False)


def _in_fields(article: Article) -> frozenset[str]:
    """Words of the fields that hold names, as they are compared."""
    photos = " ".join(f"{photo.photographer} {photo.city} {photo.country}" for photo in article.photos)
    text = " ".join((article.byline, article.dateline.place, photos, " ".join(article.keywords)))
    return frozenset(normalised(text).split())


def _read(prose: Prose, in_fields: frozenset[str], found: dict[str, _Name], lower: set[str]) -> None:
    words = prose.pieces
    title_at = -9
    for n, (word, plain) in enumerate(zip(words, prose.plain, strict=True)):
        bare = _bare(word)
        if bare != word:
            plain = normalised(bare)
        is_title = plain in _TITLES
        title_at = n if is_title else title_at
        if word[0].isupper():
            _note(prose, n, bare, plain, words, found)
        elif word[0].islower():
            lower.add(bare)
        elif word[0].isalpha() and not is_title and (n - title_at <= _BEHIND_TITLE or plain in in_fields):
            _note_arabic(prose, n, bare, plain, words, found, titled=True)


def _bare(word: str) -> str:
    """A word without its English genitive."""
    return word.removesuffix("’s").removesuffix("'s") if word[-1:] == "s" else word


def _note(prose: Prose, n: int, bare: str, plain: str, words: Sequence[str], found: dict[str, _Name]) -> None:
    if len(bare) < _SHORTEST or plain in _NO_NAMES or bare.isupper() or not bare.isalpha():
        return
    name = found.setdefault(bare, _Name(bare, plain))
    start = prose.cuts[n][0]
    name.places.append((prose, (start, start + len(bare))))
    name.inside |= not _begins_sentence(prose.words, start) or _is_capital_beside(prose, n, 1, words)
    if _is_capital_beside(prose, n, -1, words):
        name.before.add(normalised(_bare(words[n - 1])))
    if _is_capital_beside(prose, n, 1, words) and bare == words[n]:
        name.behind.add(normalised(_bare(words[n + 1])))


def _note_arabic(
    prose: Prose, n: int, bare: str, plain: str, words: Sequence[str], found: dict[str, _Name], *, titled: bool
) -> None:
    if len(plain) < _SHORTEST - 1:
        return
    name = found.setdefault(bare, _Name(bare, plain, inside=True, titled=titled))
    name.places.append((prose, prose.cuts[n]))
    if n and prose.plain[n - 1] not in _TITLES and _gap(prose, n - 1) == " ":
        name.before.add(prose.plain[n - 1])
    if n + 1 < len(words) and _gap(prose, n) == " ":
        name.behind.add(prose.plain[n + 1])


def _gap(prose: Prose, n: int) -> str:
    return prose.words[prose.cuts[n][1] : prose.cuts[n + 1][0]]


def _begins_sentence(words: str, start: int) -> bool:
    before = words[max(0, start - 12) : start].rstrip(" \"“”«»(*_>#'‘-—\t")
    return not before or before[-1] in ".!?:…\n"


def _is_capital_beside(prose: Prose, n: int, step: int, words: Sequence[str]) -> bool:
    other = n + step
    if not 0 <= other < len(words) or not words[other][0].isupper():
        return False
    if step < 0 and _begins_sentence(prose.words, prose.cuts[other][0]) and prose.plain[other] in _OPENING:
        return False
    return _gap(prose, min(n, other)) in (" ", "\u00a0", "-")


_OPENING = COMMON | known("the a an in on at but and when while as if after before for from mr mrs ms dr")


def _pairs(names: list[_Name]) -> Iterator[tuple[_Name, _Name]]:
    seen: set[tuple[int, int]] = set()
    for bucket in _buckets(names):
        for i, one in enumerate(bucket):
            for other in bucket[i + 1 :]:
                pair = (id(one), id(other))
                if pair not in seen:
                    seen.add(pair)
                    if _is_one_name(one, other):
                        yield one, other


def _buckets(names: list[_Name]) -> Iterator[list[_Name]]:
    """Names that may be alike: those that are the same once a letter is left out, and those by one surname.

    So each name is compared with few others, however many a text has.
    """
    alike: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in names:
        word = name.plain[:40]
        for key in {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}:
            alike[key].append(name)
        if name.plain in _ONE_PLACE:
            alike[f"={_ONE_PLACE[name.plain]}"].append(name)
        for beside, way in ((name.before, "<"), (name.behind, ">")):
            for neighbour in sorted(beside)[:_MOST_ALIKE]:
                alike[way + neighbour].append(name)
    yield from (bucket[:_MOST_ALIKE] for bucket in alike.values() if len(bucket) > 1)


def _is_one_name(one: _Name, other: _Name) -> bool:
    if one.word.casefold() == other.word.casefold() or frozenset((one.plain, other.plain)) in _DIFFERENT:
        return False
    if one.plain != other.plain and one.plain in _ONE_PLACE and _ONE_PLACE[one.plain] == _ONE_PLACE.get(other.plain):
        return True
    is_arabic = not one.word[0].isupper()
    if is_arabic and not (one.titled or other.titled):
        return False
    if is_arabic and one.plain == other.plain:
        return _varies(one.word, other.word)
    shared = bool(one.before & other.before or one.behind & other.behind)
    if not shared and _are_two_people(one, other):
        return False
    if one.plain == other.plain:
        return _varies(one.word, other.word)
    if _is_inflected(one.plain, other.plain):
        return False
    if is_arabic and not shared:
        return False
    is_long = shared and one.titled == other.titled and min(len(one.plain), len(other.plain)) >= _FAR
    return _is_near(one.plain, other.plain, 2 if is_long else 1)


def _are_two_people(one: _Name, other: _Name) -> bool:
    return bool((one.before and other.before) or (one.behind and other.behind))


def _varies(one: str, other: str) -> bool:
    """Whether two spellings that are searched alike differ in a letter, not only in joiners or vowel signs."""
    bare = [word.translate(_UNSEEN) for word in (one, other)]
    return bare[0] != bare[1]


_UNSEEN = {**dict.fromkeys(range(0x64B, 0x653)), 0x640: None, 0x200C: None, 0x200D: None}


def _is_inflected(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if long.startswith(short):
        ending = long[len(short) :]
        if not short.isascii():
            return ending in _ARABIC_ENDINGS
        return ending in _ENDINGS and ending != short[-1]
    if not one.isascii():
        return any(long == beginning + short for beginning in _ARABIC_BEGINNINGS) or _same_stem(one, other)
    if len(one) == len(other) and one[:-1] == other[:-1]:
        return {one[-1], other[-1]} <= _LAST_VOWELS or "s" in (one[-1], other[-1])  # Maria and Mario; Swedes, Sweden
    return _same_root(one, other)


_ADJECTIVES = (("y", "ies"), ("e", "i"), ("a", "i"), ("a", "an"), ("n", "s"), ("e", "ian"), ("y", "ian"))


def _same_root(one: str, other: str) -> bool:
    return any(
        a.endswith(x) and b.endswith(y) and a[: -len(x)] == b[: -len(y)]
        for a, b in ((one, other), (other, one))
        for x, y in _ADJECTIVES
    )


def _same_stem(one: str, other: str) -> bool:
    """Whether two Arabic-script words are one with two endings."""
    stems = [{word.removesuffix(ending) for ending in _ARABIC_ENDINGS} for word in (one, other)]
    return any(len(stem) > 2 for stem in stems[0] & stems[1])


def _is_near(one: str, other: str, most: int) -> bool:
    """Whether so many letters put in, left out, changed or exchanged make one word of the other."""
    if abs(len(one) - len(other)) > most or len(one) > 40 or len(other) > 40:
        return False
    if most > 1 and one[0] != other[0]:
        return False
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, sign in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1] <= most

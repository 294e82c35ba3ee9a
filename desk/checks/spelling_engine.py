"""Hunspell's dictionaries, read and asked by spylls, with bounds: no word takes long, however it is made.

Slow to begin with (a dictionary takes some 0.3 s to read) and hungry for the processor: the window asks it in a
process of its own (see spelling_worker.py).
"""

from __future__ import annotations

import codecs
import gc
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from desk.article.languages import LANGUAGES, direction_of, language
from desk.article.trouble import Trouble
from desk.checks.dictionaries import LARGEST
from desk.checks.spelling import (
    ARABIC,
    LONGEST,
    MOST_PARTS,
    Word,
    forms_of,
    is_joined_before,
    known_form,
    known_forms,
    lines_of,
    parts_of,
)

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary as Hunspell

T = TypeVar("T")
SECONDS = 0.1
"""For one word; what takes longer passes for right."""
SUGGESTING = 1.2
"""Seconds for all suggestions of one word; what was found by then is what there is."""
OFFERED = 6
FOREIGN = 4
"""Wrong words of a paragraph from which on it may be in another language."""
_REMEMBERED = 100_000
"""Verdicts on words that are kept."""
_PART = 2000
"""Words of a dictionary between two looks at the clock."""
_SET = re.compile(rb"^SET[ \t]+(\S+)", re.MULTILINE)


class _TooSlow(Exception):
    """The time for a word is over."""


class Lexicon:
    """One language's dictionary, open."""

    def __init__(self, aff: Path, dic: Path) -> None:
        """Raises Trouble with one sentence where the files are no dictionary."""
        self._until = 0.0
        self._found: list[str] = []
        """What was suggested so far for the word at hand."""
        self._hunspell = _read(aff, dic)
        self._bound()

    def _bound(self) -> None:
        """Have everything that spylls does over and over look at the clock."""
        lookup, suggester = self._hunspell.lookuper, self._hunspell.suggester
        lookup.affix_forms = self._watched(lookup.affix_forms)
        for name in ("ngram_suggestions", "phonet_suggestions"):
            setattr(suggester, name, self._wanted(getattr(suggester, name)))
        self._hunspell.dic.words = _Clocked(self._hunspell.dic.words, self._check_time)

    def _watched(self, work: Callable[..., T]) -> Callable[..., T]:
        def watched(*words: object, **options: object) -> T:
            self._check_time()
            return work(*words, **options)

        return watched

    def _wanted(self, guess: Callable[..., Iterable[str]]) -> Callable[..., Iterable[str]]:
        """Going through the whole dictionary for words that look alike is for those that no slip of a finger made."""
        return lambda *words, **options: () if self._found else guess(*words, **options)

    def _check_time(self) -> None:
        if monotonic() > self._until:
            raise _TooSlow

    def sample(self) -> list[str]:
        """Some of its words."""
        words = self._hunspell.dic.words
        return [word.stem for word in words[:: max(1, len(words) // 200)]]

    def has(self, word: str) -> bool:
        """Whether the dictionary has the word, or some form of one; one that takes too long it has."""
        self._until = monotonic() + SECONDS
        try:
            return bool(self._hunspell.lookup(word))
        except _TooSlow:
            return True
        except (IndexError, KeyError, ValueError, RecursionError, re.error):
            return True  # rules that contradict one another

    def like(self, word: str) -> list[str]:
        """Words that may have been meant, the likeliest first."""
        self._until = monotonic() + SUGGESTING
        self._found = []
        try:
            for suggestion in self._hunspell.suggest(word):
                if suggestion not in self._found and not _is_cut_up(suggestion, self._found):
                    self._found.append(suggestion)
                if len(self._found) == OFFERED:
                    break
        except (_TooSlow, IndexError, KeyError, ValueError, RecursionError, re.error):
            pass
        return self._found


def _is_cut_up(suggestion: str, found: list[str]) -> bool:
    """Whether a suggestion only cuts the word: at a letter, or where it was cut already."""
    parts = re.split("[ -]", suggestion)
    return len(parts) > 1 and (" ".join(parts) in found or any(len(part) == 1 and part not in "aI" for part in parts))


class _Clocked(list[T]):
    """A list that looks at the clock while it is gone through."""

    def __init__(self, items: Iterable[T], check: Callable[[], None]) -> None:
        super().__init__(items)
        self._check = check

    def __iter__(self) -> Iterator[T]:
        for start in range(0, len(self), _PART):
            self._check()
            yield from self[start : start + _PART]


def _read(aff: Path, dic: Path) -> Hunspell:
    from spylls.hunspell import Dictionary as Hunspell
    from spylls.hunspell import readers

    rules, encoding = _text_of(aff, "")
    at = rules
    try:
        with _without_collecting():
            affixes, context = readers.read_aff(rules)
            at = words = _text_of(dic, encoding)[0]
            return Hunspell(affixes, readers.read_dic(words, aff=affixes, context=context))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, re.error) as error:
        where = f"{(aff if at is rules else dic).name} is wrong at line {at.line_no}"
        raise Trouble(f"The dictionary {aff.stem} cannot be used, {where}; get it anew, or take it away.") from error


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Of the millions of objects that are made none goes: looking for garbage among them takes half of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()


def _text_of(file: Path, encoding: str) -> tuple[_Lines, str]:
    """The lines of a file, and the encoding that it names or is in."""
    try:
        if file.stat().st_size > LARGEST:
            raise Trouble(f"The dictionary {file.stem} cannot be used: {file.name} is too large.")
        data = file.read_bytes()
    except OSError as error:
        raise Trouble(f"The dictionary {file.stem} cannot be read: {error.strerror or error}.") from error
    named = _SET.search(data)
    encoding = encoding or (known_encoding(named[1].decode("ascii", "replace")) if named else "latin-1")
    return _Lines(data.removeprefix(codecs.BOM_UTF8).decode(encoding, "surrogateescape")), encoding


def known_encoding(name: str) -> str:
    """Python's name for an encoding as Hunspell's files name it; UTF-8 where nobody knows it."""
    spellings = (name, name.lower().removeprefix("microsoft-"), re.sub(r"^tis-?620.*", "tis-620", name.lower()))
    for spelling in spellings:
        try:
            return codecs.lookup(spelling).name
        except LookupError:
            continue
    return "utf-8"


class _Lines(Iterator[tuple[int, str]]):
    """What spylls reads a file through: its lines that are not empty, numbered from 1, decoded already."""

    def __init__(self, text: str) -> None:
        self.line_no = 0
        self._lines = io.StringIO(text)

    def reset_encoding(self, _encoding: str) -> None:
        """The text is decoded already."""

    def __next__(self) -> tuple[int, str]:
        for line in self._lines:
            self.line_no += 1
            if stripped := line.strip():
                return self.line_no, stripped
        raise StopIteration


def _in_script_of(tag: str, lexicon: Lexicon, aff: Path) -> Lexicon:
    """The lexicon, if its words are in the script of the language: every word of a story would be wrong otherwise."""
    words = lexicon.sample()
    leftward = sum(1 for word in words if ARABIC.search(word))
    if words and (2 * leftward > len(words)) is not (direction_of(tag) == "rtl"):
        raise Trouble(
            f"The dictionary {aff.stem} is in another script than {language(tag).english or tag}: take it away."
        )
    return lexicon


class Speller:
    """Several languages' dictionaries, each read when it is first needed, and the words that people know."""

    def __init__(self, files: Mapping[str, tuple[Path, Path]], known: Iterable[str] = ()) -> None:
        """`files` are the .aff and .dic of each language's dictionary."""
        self._files = dict(files)
        self._open: dict[str, Lexicon | None] = {}
        self._verdicts: dict[tuple[str, str], bool] = {}
        self._known = {known_form(word) for word in known}
        self.troubles: list[str] = []
        """Why dictionaries cannot be used, a sentence each."""

    def know(self, known: Iterable[str]) -> None:
        """These words are right from now on, and none of those that were known before."""
        self._known = {known_form(word) for word in known}

    def forget(self) -> None:
        """Look every word up anew."""
        self._verdicts.clear()

    def misspelt(self, text: str, tag: str) -> Iterator[Word]:
        """The words of a text, in a story of language `tag`, that no dictionary has and nobody knows, in order.

        Of words joined by hyphens, the parts that are wrong.
        """
        for line in lines_of(text, tag):
            wrong = [part for word in line for part in self._wrong_in(word)]
            plain = sum(1 for part in wrong if not part.text[0].isupper())  # a list of names is in no other language
            yield from self._foreign(line, wrong) if plain >= FOREIGN and 2 * plain > len(line) else wrong

    def suggestions(self, word: str, tag: str) -> list[str]:
        """Up to `OFFERED` words that may have been meant."""
        lexicon = self._lexicon(tag)
        if lexicon is None or len(word) > LONGEST:
            return []
        wanted = forms_of(word, tag)[0]
        found = lexicon.like(wanted)
        return [one.replace("'", "’") for one in found] if "’" in word else found

    def _foreign(self, line: list[Word], wrong: list[Word]) -> list[Word]:
        """A paragraph of which most words are wrong may be in another language of the newsroom: what is wrong then."""
        tag = wrong[0].tag
        for other in (one.tag for one in LANGUAGES if one.tag in self._files and one.tag != tag):
            if direction_of(other) != direction_of(tag):
                continue
            words = [replace(word, tag=other) if word.tag == tag else word for word in line]
            left = [part for word in words for part in self._wrong_in(word)]
            if 3 * len(left) <= len(wrong):
                return left
        return wrong

    def _wrong_in(self, word: Word) -> Iterator[Word]:
        lexicon = self._lexicon(word.tag)
        if lexicon is None:
            return
        parts = parts_of(word.text)
        if len(parts) <= MOST_PARTS and self._is_right(word.text, word.tag, lexicon):
            return
        if len(parts) == 1:
            yield word
            return
        for number, (at, part) in enumerate(parts):
            before = number < len(parts) - 1 and is_joined_before(part)
            if len(part) > 1 and not before and not self._is_right(part, word.tag, lexicon):
                yield Word(word.start + at, word.start + at + len(part), part, word.tag)

    def _is_right(self, text: str, tag: str, lexicon: Lexicon) -> bool:
        if len(text) > LONGEST or not self._known.isdisjoint(known_forms(text)):
            return True
        verdict = self._verdicts.get((tag, text))
        if verdict is None:
            if len(self._verdicts) >= _REMEMBERED:
                self._verdicts.clear()
            verdict = any(lexicon.has(form) for form in forms_of(text, tag) if form)
            self._verdicts[tag, text] = verdict
        return verdict

    def _lexicon(self, tag: str) -> Lexicon | None:
        if tag not in self._open:
            self._open[tag] = None
            if tag in self._files:
                try:
                    self._open[tag] = _in_script_of(tag, Lexicon(*self._files[tag]), self._files[tag][0])
                except Trouble as trouble:
                    self.troubles.append(str(trouble))
        return self._open[tag]

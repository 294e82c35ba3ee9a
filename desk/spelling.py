"""What spelling needs to know beside the text: dictionaries, and the words that a person, a house and a story know.

A person's words are a text file of one word a line in the folder of their settings, the house's a setting of the
library, a story's a part of it. Names in the library's people and places are known too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from desk import paths
from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.checks import dictionaries
from desk.checks.finding import Finding
from desk.checks.spelling import names_in

if TYPE_CHECKING:
    from desk.library import Library

CODE = "spelling"
HOUSE = "spelling.words"
"""The library's setting with the house's words, as a JSON list."""
FILE = "words.txt"
NAMED = ("byline", "place", "photographer", "credit", "agency", "keywords")
"""What the library lists, in which the names of people and places are."""
_MOST_NAMES = 5_000
_TOLD = 200
"""Findings of one story at most; what has more is in a language of which there is no dictionary."""


def own_folders(library: Library) -> tuple[Path, Path]:
    """Where people drop dictionaries: the person's folder, into which Settings adds them, and the library's."""
    return paths.config_folder() / dictionaries.FOLDER, library.folder / dictionaries.FOLDER


def find_dictionaries(library: Library) -> tuple[dictionaries.Dictionary, ...]:
    """Every dictionary that a library's stories can be looked up in."""
    return dictionaries.find(own_folders(library))


def unusable_files(library: Library) -> tuple[str, ...]:
    """What is wrong with files that people dropped as dictionaries, a sentence each."""
    return dictionaries.unusable(own_folders(library))


def personal_words() -> list[str]:
    """The person's own words, in the order in which they were added. Raises Trouble where the file cannot be read."""
    file = paths.config_folder() / FILE
    try:
        return [word for line in file.read_text("utf-8-sig", "replace").splitlines() if (word := line.strip())]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Trouble(f"Your own words cannot be read from {file}: {error.strerror or error}.") from error


def keep_personal_words(words: Iterable[str]) -> None:
    """Have these be the person's own words. Raises Trouble where they cannot be written."""
    file = paths.config_folder() / FILE
    draft = file.with_name(f"{FILE}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text("".join(f"{word}\n" for word in _each_once(words)), "utf-8")
        draft.replace(file)
    except OSError as error:
        raise Trouble(f"Your own words cannot be kept in {file}: {error.strerror or error}.") from error


def house_words(library: Library) -> list[str]:
    """The words that the house knows, in the order in which they were added."""
    try:
        kept = json.loads(library.setting(HOUSE) or "[]")
    except ValueError:  # somebody else wrote it
        return []
    return [str(word) for word in kept] if isinstance(kept, list) else []


def keep_house_words(library: Library, words: Iterable[str]) -> None:
    """Have these be the house's words."""
    library.set_setting(HOUSE, json.dumps(_each_once(words), ensure_ascii=False))


def library_names(library: Library) -> set[str]:
    """The names of the library's people and places, as words that are known."""
    return names_in(name for field in NAMED for name in library.completions(field, "", _MOST_NAMES))


def story_words(article: Article) -> set[str]:
    """What a story says of itself: the words that are right in it, and the names in its fields."""
    photos = [(one.photographer, one.credit, one.city, one.country) for one in article.photos]
    named = [article.byline, article.dateline.place, article.dateline.agency, *article.keywords]
    return {*article.known_words, *names_in([*named, *(name for names in photos for name in names)])}


class Proofreader:
    """Looks up stories of one library, without a window. The dictionaries are read with the first story in each."""

    def __init__(self, library: Library) -> None:
        from desk.checks.spelling_engine import Speller

        self._best = dictionaries.by_language(find_dictionaries(library), {})
        self._known = {*personal_words(), *house_words(library), *library_names(library)}
        self._speller = Speller({tag: (one.aff, one.dic) for tag, one in self._best.items()})

    def findings(self, article: Article) -> list[Finding]:
        """The words of a story that may be misspelt, each at its place.

        Raises Trouble where a dictionary is broken, or there is none of the story's language.
        """
        from desk.article.languages import language
        from desk.checks.prose import prose_of

        known = language(article.language)
        if known.tag.partition("-")[0] not in self._best:
            raise Trouble(f"There is no dictionary of {known.english or known.tag}. {dictionaries.HOW_TO_GET}")
        self._speller.know({*self._known, *story_words(article)})
        found = [
            prose.finding(CODE, (word.start, word.end), f"Look at the spelling of “{word.text}”.")
            for prose in prose_of(article)
            for word in self._speller.misspelt(prose.text, article.language)
        ]
        if self._speller.troubles:
            raise Trouble(self._speller.troubles[0])
        return found[:_TOLD]


def _each_once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))

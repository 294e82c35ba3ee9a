"""Where spelling dictionaries lie: pairs of .aff and .dic files (Hunspell's), each named by its language.

Those that somebody added are preferred, then those of the system and of programs that bring some, then the one that
comes with Desk. `add` takes dictionaries out of a pair of files, or of the archives in which they are handed around.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from desk.article.languages import language
from desk.article.trouble import Trouble

FOLDER = "dictionaries"
"""The folder, in the library's and in the one of a person's settings, into which dictionaries are dropped."""
LARGEST = 64 * 1024 * 1024
"""Bytes of one file of a dictionary; the largest that are handed around have a quarter of that."""
HOW_TO_GET = (
    "LibreOffice’s site of extensions has dictionaries for most languages: get the .oxt file and add it here. "
    "On Debian or Ubuntu, packages named hunspell-… hold them, hunspell-en-us for English."
)
ADDED, OF_SYSTEM, BROUGHT = "added here", "of this system", "comes with Desk"
_NAME = re.compile(r"(?P<tag>[a-z]{2,3})(?:[_-](?P<script>[A-Z][a-z]{3}))?(?:[_-](?P<land>[A-Z]{2}))?(?:[_-].*)?")
_OLD = {"ku": "kmr", "iw": "he", "no": "nb"}
"""Codes that dictionaries are named by, and the ones that stories have."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """One language's dictionary. `tag` is BCP 47, with the land where the file's name has one (`en-US`)."""

    tag: str
    aff: Path
    origin: str

    @property
    def dic(self) -> Path:
        """The list of words beside the rules."""
        return self.aff.with_suffix(".dic")

    @property
    def language(self) -> str:
        """The tag without script and land."""
        return self.tag.partition("-")[0]

    @property
    def name(self) -> str:
        """What a person calls it: `English (US)`."""
        known = language(self.tag)
        land = self.tag.rpartition("-")[2] if "-" in self.tag else ""
        return f"{known.english or known.name.partition('-')[0]}{f' ({land})' if land else ''}"


def find(own: Iterable[Path] = (), places: Iterable[Path] | None = None) -> tuple[Dictionary, ...]:
    """Every dictionary there is, the preferred ones first, each tag once.

    `own` are folders into which people drop files; `places` those to look in beside them, the usual ones by default.
    """
    found: dict[str, Dictionary] = {}
    sources = ((ADDED, own), (OF_SYSTEM, usual_places() if places is None else places), (BROUGHT, _brought()))
    for origin, folders in sources:
        for folder in folders:
            for one in _in_folder(folder, origin):
                found.setdefault(one.tag, one)
    return tuple(found.values())


def unusable(own: Iterable[Path]) -> tuple[str, ...]:
    """What is wrong with the files that people dropped, a sentence each: half a pair, a name of no language."""
    return tuple(sentence for folder in own for sentence in _unusable(folder))


_HEAD = 64 * 1024
"""Bytes of each half of a dictionary by which it is known for what it is."""
_SET = re.compile(rb"^SET[ \t]+UTF-?8", re.MULTILINE | re.IGNORECASE)
_NO_TEXT = bytes([*range(9), 11, *range(14, 26), *range(28, 32), 127])
_WORD = re.compile(r"[^\W\d_]")


def what_is_wrong(aff: bytes, dic: bytes) -> str:
    """Why the beginnings of two files are no dictionary: empty where they are one.

    Rules and words are text, and the words, one a line, come behind their number.
    """
    for part, name in ((aff, "rules"), (dic, "words")):
        if len(part.translate(None, _NO_TEXT)) < 0.999 * len(part):
            return f"its {name} are no text"
    lines = dic.removeprefix(b"\xef\xbb\xbf").splitlines()
    if not re.match(rb"\s*\d+\b", next(iter(lines), b"")):
        return "its list does not begin with the number of its words"
    if len(dic) == _HEAD:
        lines = lines[:-1]  # cut, and maybe within a letter
    words = [line.decode("utf-8" if _SET.search(aff) else "latin-1", "replace") for line in lines[1:] if line.strip()]
    if sum(1 for word in words if _WORD.search(word) and "\ufffd" not in word) < 0.9 * len(words) or not words:
        return "its list has no words that can be read"
    return ""


def _wrong_files(aff: Path, dic: Path) -> str:
    """The same of files. Raises OSError where they cannot be read."""
    heads = []
    for half in (aff, dic):
        with half.open("rb") as file:
            heads.append(file.read(_HEAD))
    return what_is_wrong(*heads)


def by_language(found: Iterable[Dictionary], chosen: Mapping[str, str]) -> dict[str, Dictionary]:
    """The one dictionary to use for each language; `chosen` names the tag that is wanted of a language."""
    best: dict[str, Dictionary] = {}
    for one in found:
        if one.tag == chosen.get(one.language):
            best[one.language] = one
        best.setdefault(one.language, one)
    return best


def tag_of(stem: str) -> str:
    """The tag that a dictionary's file is named by: `en_GB-ize` is `en-GB`. Empty where it names no language."""
    found = _NAME.fullmatch(stem)
    if found is None:
        return ""
    tag, script, land = found["tag"], found["script"], found["land"]
    if tag in _OLD and script != "Arab":
        tag = _OLD[tag]
    return "-".join(filter(None, (tag, script, land)))


def add(file: Path, folder: Path) -> tuple[Dictionary, ...]:
    """Copy into `folder` the dictionaries of a file: an .aff or .dic with its other half beside it, or an archive.

    Raises Trouble with one sentence where there are none in it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_half = file.suffix.lower() in (".aff", ".dic")
        added = [_copy_pair(file, folder)] if is_half else list(_unpack(file, folder))
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Trouble(f"{file.name} cannot be read: {_reason(error)}.") from error
    if not added:
        raise Trouble(
            f"There is no dictionary in {file.name}: choose an .aff file with its .dic beside it, or an .oxt."
        )
    return tuple(added)


Removed = tuple[tuple[Path, bytes], ...]
"""The files of a dictionary that was taken away, and what was in them."""


def remove(one: Dictionary, own: Iterable[Path]) -> Removed:
    """Take away the files of a dictionary that somebody added to one of these folders, and of no other.

    Raises Trouble with one sentence where they cannot be taken away.
    """
    if one.aff.parent not in own:
        raise Trouble(f"{one.name} was not added here: it is {one.origin}.")
    try:
        held = tuple((half, half.read_bytes()) for half in (one.aff, one.dic))
        for half, _data in held:
            half.unlink()
    except OSError as error:
        raise Trouble(f"{one.name} cannot be taken away: {_reason(error)}.") from error
    return held


def put_back(removed: Removed) -> None:
    """Have the files of a dictionary again. Raises Trouble with one sentence where they cannot be written."""
    try:
        for half, data in removed:
            half.write_bytes(data)
    except OSError as error:
        raise Trouble(f"{removed[0][0].stem} cannot be put back: {_reason(error)}.") from error


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "it is no archive, or a damaged one"


def _copy_pair(file: Path, folder: Path) -> Dictionary:
    halves = [_beside(file, suffix) for suffix in (".aff", ".dic")]
    lacking = next((suffix for suffix, half in zip((".aff", ".dic"), halves, strict=True) if half is None), None)
    if lacking:
        raise Trouble(f"A dictionary is two files: {file.stem}{lacking} must lie beside {file.name}.")
    tag = _named(file.name)
    if any(half.stat().st_size > LARGEST for half in halves if half):
        raise Trouble(f"{file.name} is too large for a dictionary.")
    aff, dic = (half or file for half in halves)
    if wrong := _wrong_files(aff, dic):
        raise Trouble(f"{file.name} is no dictionary: {wrong}.")
    for half in (aff, dic):
        if half.parent != folder:
            shutil.copyfile(half, folder / f"{file.stem}{half.suffix.lower()}")
    return Dictionary(tag, folder / f"{file.stem}.aff", ADDED)


def _named(name: str) -> str:
    tag = tag_of(Path(name).stem)
    if not tag:
        raise Trouble(f"{name} is not named by its language; name both files by it, as in ckb.aff and ckb.dic.")
    return tag


def _beside(file: Path, suffix: str) -> Path | None:
    """The half of a pair with this suffix, in capitals or not."""
    names = (file.with_suffix(suffix), file.with_suffix(suffix.upper()))
    return next((half for half in names if half.is_file()), None)


def _unpack(file: Path, folder: Path) -> Iterator[Dictionary]:
    with zipfile.ZipFile(file) as archive:
        inside = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
        for name, entry in inside.items():
            path = PurePosixPath(name)
            other = inside.get(str(path.with_suffix(".dic")))
            if path.suffix != ".aff" or other is None or not tag_of(path.stem):
                continue
            if max(entry.file_size, other.file_size) > LARGEST:
                raise Trouble(f"{path.name} in {file.name} is too large for a dictionary.")
            if wrong := what_is_wrong(*(archive.read(half)[:_HEAD] for half in (entry, other))):
                raise Trouble(f"{path.name} in {file.name} is no dictionary: {wrong}.")
            for half in (entry, other):
                suffix = PurePosixPath(half.filename).suffix
                (folder / f"{path.stem}{suffix}").write_bytes(archive.read(half))
            yield Dictionary(tag_of(path.stem), folder / f"{path.stem}.aff", ADDED)


def _in_folder(folder: Path, origin: str) -> Iterator[Dictionary]:
    """The whole pairs of a folder, in the order of their names; US English before the other kinds.

    What a link leads to goes before the link. Debian has one dictionary under the names of all lands that speak the
    language, which is one; and it has that of Kurmanji, in Latin script, under the name of Sorani, which is none.
    """
    seen: set[Path] = set()
    files = [file for file in _listed(folder) if file.suffix == ".aff" and tag_of(file.stem)]
    for aff in sorted(files, key=lambda file: (file.is_symlink(), not file.stem.startswith("en_US"), file.name)):
        tag, real = tag_of(aff.stem), aff.resolve()
        is_other = bool(tag_of(real.stem)) and _language(tag_of(real.stem)) != _language(tag)
        if real not in seen and not is_other and aff.with_suffix(".dic").is_file() and not _spoilt(aff, origin):
            seen.add(real)
            yield Dictionary(tag, aff, origin)


def _spoilt(aff: Path, origin: str) -> str:
    """What is wrong with files that somebody dropped as a dictionary; those of programs are what they say."""
    try:
        return _wrong_files(aff, aff.with_suffix(".dic")) if origin == ADDED else ""
    except OSError:
        return ""  # who reads it tells


def _language(tag: str) -> str:
    return tag.partition("-")[0]


def _unusable(folder: Path) -> Iterator[str]:
    for file in sorted(_listed(folder)):
        if file.suffix not in (".aff", ".dic"):
            continue
        other = file.with_suffix(".dic" if file.suffix == ".aff" else ".aff")
        if not other.is_file():
            yield f"{file.name} in {folder} is half of a dictionary: put {other.name} beside it."
        elif file.suffix == ".aff" and not tag_of(file.stem):
            yield f"{file.name} in {folder} is not named by its language: name the two files as in ckb.aff and ckb.dic."
        elif file.suffix == ".aff" and (wrong := _spoilt(file, ADDED)):
            yield f"{file.name} in {folder} is no dictionary: {wrong}. Take it away, or get it anew."


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _brought() -> Iterator[Path]:
    """The folder of the English dictionary that comes with what Desk stands on."""
    from importlib.util import find_spec

    spec = find_spec("spylls")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield from sorted(Path(place).glob("hunspell/data/en"))


def usual_places(
    system: str = sys.platform, home: Path | None = None, env: Mapping[str, str] = os.environ
) -> list[Path]:
    """The folders in which the system, LibreOffice and Firefox keep dictionaries; those that are there."""
    home = home or Path.home()
    patterns = {"darwin": _MACOS, "win32": _WINDOWS}.get(system, _LINUX)
    named = [Path(place) for place in env.get("DICPATH", "").split(os.pathsep) if place]
    folders = [folder for pattern in patterns for folder in _matching(pattern, home, env)]
    return [folder for folder in dict.fromkeys((*named, *folders)) if folder.is_dir()]


_PACKED = "user/uno_packages/cache/uno_packages/*/*.oxt"
"""Where LibreOffice keeps the extensions that a person added, below its own folder."""
_LINUX: Sequence[str] = (
    "~/.local/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    f"~/.config/libreoffice/4/{_PACKED}",
    f"~/.config/libreoffice/4/{_PACKED}/dictionaries",
    "/usr/lib/libreoffice/share/extensions/dict-*",
    "/usr/lib64/libreoffice/share/extensions/dict-*",
    "/opt/libreoffice*/share/extensions/dict-*",
    "/usr/lib/firefox*/dictionaries",
    "/usr/lib64/firefox*/dictionaries",
)
_MACOS: Sequence[str] = (
    "~/Library/Spelling",
    "/Library/Spelling",
    f"~/Library/Application Support/LibreOffice/4/{_PACKED}",
    f"~/Library/Application Support/LibreOffice/4/{_PACKED}/dictionaries",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
    "/Applications/Firefox.app/Contents/Resources/dictionaries",
    "/opt/homebrew/share/hunspell",
    "/usr/local/share/hunspell",
)
_WINDOWS: Sequence[str] = (
    f"%APPDATA%/LibreOffice/4/{_PACKED}",
    f"%APPDATA%/LibreOffice/4/{_PACKED}/dictionaries",
    "%PROGRAMFILES%/LibreOffice*/share/extensions/dict-*",
    "%PROGRAMFILES(X86)%/LibreOffice*/share/extensions/dict-*",
    "%PROGRAMFILES%/Mozilla Firefox/dictionaries",
    "%LOCALAPPDATA%/hunspell",
    "C:/Hunspell",
)


def _matching(pattern: str, home: Path, env: Mapping[str, str]) -> Iterator[Path]:
    """The folders that a pattern stands for."""
    named = re.match(r"%([^%]+)%", pattern)
    if named:
        start = env.get(named[1])
        if not start:
            return
        base, rest = Path(start), pattern[named.end() + 1 :]
    elif pattern.startswith("~"):
        base, rest = home, pattern[2:]
    else:
        base = Path(Path(pattern).anchor or "/")
        rest = pattern.removeprefix(base.as_posix())
    try:
        yield from sorted(base.glob(rest))
    except OSError:
        return

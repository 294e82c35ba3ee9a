"""Into Desk and out of it: one module per format, its reader beside its writer.

`export` writes an article in a format, all of it or nothing; `read_file` makes an article of a file, `read_stories` all
the articles of a file that may hold several, such as a feed. The modules behind them are imported when first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.article.model import Article
from desk.article.trouble import Trouble
from desk.formats.delivery import Cancelled, Delivery, Originals, Progress, never
from desk.formats.page import Options
from desk.formats.reading import Imported, Source, check_size
from desk.formats.withdrawn import as_told
from desk.photos.files import read_plain, unreadable

__all__ = [
    "FORMATS",
    "Format",
    "Imported",
    "Options",
    "Originals",
    "detect",
    "export",
    "read_bytes",
    "read_file",
    "read_stories",
    "stories_in",
]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line, what it is, its file endings, and what reads and writes it.

    `read_all` reads the files of a format that may hold several stories.
    """

    name: str
    what: str
    suffixes: tuple[str, ...] = ()
    read: Callable[[Source], Imported] | None = None
    write: Callable[[Delivery], None] | None = None
    read_all: Callable[[Source], Sequence[Imported]] | None = None


def _write_html(delivery: Delivery) -> None:
    from desk.formats.html import write

    write(delivery)


def _write_page(delivery: Delivery) -> None:
    from desk.formats.folder import write

    write(delivery)


def _write_fragment(delivery: Delivery) -> None:
    from desk.formats.fragment import write

    write(delivery)


def _write_json(delivery: Delivery) -> None:
    from desk.formats.ninjs import write

    write(delivery)


def _read_json(source: Source) -> Imported:
    from desk.formats.ninjs_reading import read

    return read(source)


def _read_feed(source: Source) -> Sequence[Imported]:
    from desk.formats.ninjs_reading import read_all

    return read_all(source)


def _read_markdown(source: Source) -> Imported:
    from desk.formats.markdown import read

    return read(source)


def _write_markdown(delivery: Delivery) -> None:
    from desk.formats.markdown_writing import write

    write(delivery)


def _write_text(delivery: Delivery) -> None:
    from desk.formats.wire_writing import write

    write(delivery)


def _read_text(source: Source) -> Imported:
    from desk.formats.text import read

    return read(source)


def _write_story(delivery: Delivery) -> None:
    from desk.formats.story import write

    write(delivery)


def _read_story(source: Source) -> Imported:
    from desk.formats.story import read

    return read(source)


def _read_web(source: Source) -> Imported:
    from desk.formats.web import read

    return read(source)


def _read_docx(source: Source) -> Imported:
    from desk.formats.docx import read

    return read(source)


_ALL = (
    Format("html", "one self-contained page, photos inside", write=_write_html),
    Format("page", "a folder: the page, its style sheet and photo renditions", write=_write_page),
    Format("fragment", "the body’s HTML for pasting into a CMS", write=_write_fragment),
    Format("json", "IPTC ninjs 3.1", (".json", ".ninjs", ".jsonl", ".ndjson"), _read_json, _write_json, _read_feed),
    Format(
        "markdown",
        "Markdown with YAML front matter, photos beside it",
        (".md", ".markdown", ".mdown"),
        _read_markdown,
        _write_markdown,
    ),
    Format("story", "the article whole with its photos, for another desk", (".story",), _read_story, _write_story),
    Format("web", "a saved web page", (".html", ".htm", ".xhtml", ".mhtml", ".mht"), _read_web),
    Format("docx", "a document of Word, Google Docs or LibreOffice", (".docx", ".doc"), _read_docx),
    Format("text", "wire copy", (".txt", ".text", ".wire", ""), _read_text, _write_text),
)
FORMATS: Mapping[str, Format] = {format.name: format for format in _ALL}
"""Every format by its name."""
_READ = ("html", "page", "fragment")
"""The formats that readers read: of a killed story these say only that it was withdrawn."""


def export(
    article: Article,
    format: str,
    out: Path,
    originals: Originals,
    options: Options,
    cancelled: Callable[[], bool] = never,
    progress: Progress = lambda _done, _all: None,
) -> list[Path]:
    """Write the article into folder `out`: all that was written, or an empty list where it was cancelled.

    Until everything is on disk nothing is put in place, and an earlier export of the same article stays whole.
    Another article's files are never touched. `progress` is told how many steps are done, and of how many.
    """
    found = FORMATS.get(format)
    if found is None or found.write is None:
        names = ", ".join(name for name, one in FORMATS.items() if one.write)
        raise Trouble(f"Desk does not write “{format}”: choose one of {names}.")
    if format != "story":  # which is the article as it stands, for another desk
        from desk.formats.harmless import told_plainly

        article = told_plainly(article)
    try:
        with Delivery(article, out, originals, options, cancelled, progress) as delivery:
            if format in _READ:
                delivery.article, delivery.options = as_told(article, options)
            found.write(delivery)
            return delivery.commit()
    except Cancelled:
        return []


def read_file(path: Path, format: str = "") -> Imported:
    """The article in a file. `format` is found by the file's name and content where it is not given."""
    return read_bytes(_data_of(path), path.name, format, path.parent)


def read_stories(path: Path, format: str = "") -> Sequence[Imported]:
    """All the articles in a file, one at least: a feed in JSON may have several.

    Whoever brings files into the library asks for these; `read_file` gives but the first, and says so in a note.
    """
    return stories_in(_data_of(path), path.name, format, path.parent)


def read_bytes(data: bytes, name: str, format: str = "", folder: Path | None = None) -> Imported:
    """The article in `data`, which was called `name`. Photos beside it are looked for in `folder`, if given."""
    _format, read = _reader(data, name, format)
    return _harmlessly(read(Source(data, name, folder)))


def stories_in(data: bytes, name: str, format: str = "", folder: Path | None = None) -> Sequence[Imported]:
    """All the articles in `data`, which was called `name`, one at least."""
    found, read = _reader(data, name, format)
    source = Source(data, name, folder)
    return [_harmlessly(one) for one in (found.read_all(source) if found.read_all else [read(source)])]


def _harmlessly(read: Imported) -> Imported:
    from desk.formats.harmless import harmlessly

    return harmlessly(read)


def _data_of(path: Path) -> bytes:
    try:
        return read_plain(path, lambda size: check_size(path.name, size))
    except FileNotFoundError:
        raise Trouble(f"There is no file {path}: check its name.") from None
    except OSError as error:
        raise unreadable(path.name, error) from error


def _reader(data: bytes, name: str, format: str) -> tuple[Format, Callable[[Source], Imported]]:
    check_size(name, len(data))
    if not data.strip(b"\x00 \t\r\n"):
        raise Trouble(f"{name} is empty: there is nothing to import.")
    found = FORMATS.get(format or detect(name, data))
    if found is None or found.read is None:
        names = ", ".join(name for name, one in FORMATS.items() if one.read)
        raise Trouble(f"Desk does not read “{format}”: choose one of {names}.")
    return found, found.read


_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,200}?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|main|article|section|div|h1|p)(?:\s[^<>]*)?>)",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(rb'(?:\[\s*)?\{\s*"')


def detect(name: str, data: bytes) -> str:
    """The format that a file seems to be in, by its ending and how it begins."""
    suffix = Path(name).suffix.lower()
    opening = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in (".txt", ".text", ""):
        if opening.startswith((b"---\n", b"---\r\n", b"+++\n", b"+++\r\n")):
            return "markdown"
        if _PAGE.match(data[:512].removeprefix(b"\xef\xbb\xbf")):
            return "web"
        if data.startswith(b"PK\x03\x04") and b"word/document.xml" in data:
            return "docx"
        return "json" if _JSON.match(opening) else "text"
    for one in FORMATS.values():
        if one.read and suffix in one.suffixes:
            return one.name
    raise Trouble(f"Desk does not read files like {name}: give it text, Markdown, a web page, Word, JSON or a story.")

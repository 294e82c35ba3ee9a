"""The library: every story with its versions, its journal and its photographs, in one folder.

May be used from any thread. What is written is on disk when the call returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desk.library.media import Media
from desk.library.missing import no_story
from desk.library.opened import Opened
from desk.library.opening import MEDIA, open_database

if TYPE_CHECKING:
    from desk.article.model import Article, Status
    from desk.article.past import Past
    from desk.library.backups import Backups
    from desk.library.finding import Row, Wish
    from desk.library.handing_over import HandedOver
    from desk.library.keeping import Keeper, Step
    from desk.library.kept_renditions import KeptRenditions
    from desk.library.others import Others, Theirs
    from desk.library.queries import Query
    from desk.library.receipts import Receipts
    from desk.library.snippets import Snippet
    from desk.library.twins import Twins
    from desk.library.versions import Label, Version


class Library:
    """An open library."""

    def __init__(self, folder: Path, author: str = "") -> None:
        self.folder = folder
        self.author = author
        self.database = open_database(folder)
        self._media = Media(folder / MEDIA)

    @cached_property
    def _renditions(self) -> KeptRenditions:
        from desk.library.kept_renditions import FOLDER, KeptRenditions

        return KeptRenditions(self.folder / FOLDER)

    @cached_property
    def _keeper(self) -> Keeper:
        from desk.library.keeping import Keeper

        return Keeper(self.database)

    @classmethod
    def open(cls, folder: Path, author: str = "") -> Library:
        """The library in `folder`, made on first use. Raises Trouble where it cannot be used.

        One that cannot be written to is opened to be read, and the first attempt to write raises Trouble.
        """
        return cls(Path(folder), author)

    def close(self) -> None:
        """Let the library go. What was written stays; nothing more can be."""
        self.database.close()

    def check_writable(self) -> None:
        """Raises Trouble, with the reason, where the library could only be opened to be read."""
        self.database.check_writable()

    @property
    def reads_only(self) -> bool:
        """Whether it could only be opened to be read; it is written to once that can be."""
        return self.database.reads_only

    def set_author(self, author: str) -> None:
        """Whose versions are kept from now on."""
        self.author = author

    def add(self, article: Article, kind: str = "import") -> Version:
        """Take in a story with its first version. One that is here already gets a new version instead."""
        return self.add_all((article,), kind)[0]

    def add_all(self, articles: Iterable[Article], kind: str = "import") -> list[Version]:
        """Take in many stories at once: all of them, or where one cannot be taken none."""
        return self._keeper.add(articles, self._label(kind))

    @property
    def twins(self) -> Twins:
        """What notices stories that come a second time, and takes them in as new versions of those that are here."""
        from desk.library.twins import Twins

        return Twins(self.database, self._keeper)

    def begin(self, article: Article) -> None:
        """A new story without a version: it is in the library from now on."""
        self._keeper.begin(article)

    def load(self, article_id: str) -> Opened:
        """The story to work on: as it stands, with its undo stack and its caret."""
        from desk.library import standing, versions

        with self.database.reading() as connection:
            found = self._keeper.hold(article_id, connection)
            if found is None:
                raise no_story(article_id)
            stack = standing.history(connection, found.article)
            caret = standing.newest_row(connection, article_id)[1]
            saved = versions.newest_made(connection, article_id)
            same = saved is not None and versions.made_article(connection, article_id) == found.article
        return Opened(found.article, stack, min(caret, len(found.article.body)), saved, not same)

    def theirs(self, article_id: str) -> Theirs | None:
        """What was written beside the open story and is not taken in yet: another program's, or an import's."""
        with self.database.reading() as connection:
            return self._keeper.theirs(article_id, connection)

    @property
    def others(self) -> Others:
        """What was written beside open stories, as far as it was met; asking and taking return at once."""
        return self._keeper.others

    def article(self, article_id: str) -> Article:
        """The story as it stands, to look at."""
        from desk.library import standing

        with self.database.reading() as connection:
            found = standing.standing(connection, article_id)
        if found is None:
            raise no_story(article_id)
        return found.article

    def save(self, article: Article, kind: str = "save", name: str = "") -> Version:
        """Keep the story as a version. Text that another program wrote meanwhile is kept as a version before it."""
        return self._keeper.save(article, self._label(kind, name))

    def record(self, steps: Sequence[Step]) -> None:
        """Write steps of open stories down. For the journal, which does it in batches."""
        self._keeper.record(steps)

    def checkpoint(self, article: Article) -> None:
        """Bring what lists and search show of a story up to date. For the journal, in its order."""
        self._keeper.checkpoint(article, self.author)

    def change_all(
        self, ids: Iterable[str], change: Callable[[Article], Article], kind: str = "save", name: str = ""
    ) -> list[tuple[Article, Article]]:
        """Change many stories at once, each by a version, all of them or none; what each changed one was, and is.

        Words that no version holds yet are kept as one first. An open story is then to be loaded.
        """
        return self._keeper.change(ids, change, self._label(kind, name))

    def from_source(self, source_id: str) -> list[str]:
        """The IDs of the stories, newest first, that had this ID where they came from; none for an empty one."""
        from desk.library import finding

        with self.database.reading() as connection:
            found = finding.from_source(connection, source_id)
        return [article_id for article_id in found if self.article(article_id).source_id == source_id]

    def resolve(self, prefix: str) -> str:
        """The ID that begins like this, if there is exactly one."""
        from desk.library.naming import resolved

        with self.database.reading() as connection:
            return resolved(connection, prefix.strip())

    def duplicate(self, article_id: str) -> Article:
        """A copy of the story, as a draft of its own."""
        from desk.library.naming import as_copy

        copy = as_copy(self.article(article_id))
        self.add(copy, "duplicate")
        return copy

    def bin(self, ids: Iterable[str]) -> None:
        """Put stories into the bin."""
        self._set_binned(ids, 1)

    def unbin(self, ids: Iterable[str]) -> None:
        """Take stories out of the bin."""
        self._set_binned(ids, 0)

    def empty_bin(self) -> int:
        """Delete what is in the bin, and the originals that nothing else uses, be it a backup; how many stories."""
        from desk.library.emptying import empty
        from desk.library.kept_backups import FOLDER, kept_originals

        with self.database.writing() as connection:
            count, unused = empty(connection)
        spared = kept_originals(self.folder / FOLDER) if unused else set()
        self._media.remove(name for name in unused if name not in spared and self._media.has(name))
        self._renditions.forget(unused)
        return count

    # lists

    def find(
        self,
        query: str = "",
        *,
        status: Status | None = None,
        section: str = "",
        binned: bool = False,
        sort: str = "newest",
        limit: int = 200,
        offset: int = 0,
    ) -> list[Row]:
        """The stories that fit, in the order of `finding.SORTS`. What a query may say: see `queries`."""
        from desk.library import finding

        with self.database.reading() as connection:
            wish = finding.Wish(query, status, section, binned, sort, self.author)
            return finding.find(connection, wish, limit, offset)

    def find_stubs(self, wish: Wish, limit: int) -> list[tuple[str, int, int]]:
        """Of the same stories as `find` only the ID, and when they were changed last and begun, in Unix time."""
        from desk.library import finding

        with self.database.reading() as connection:
            return finding.find_stubs(connection, replace(wish, me=self.author), limit)

    def count(self, query: str = "", *, status: Status | None = None, section: str = "", binned: bool = False) -> int:
        """How many stories fit."""
        from desk.library import finding

        with self.database.reading() as connection:
            return finding.count(connection, finding.Wish(query, status, section, binned, me=self.author))

    def is_empty(self) -> bool:
        """Whether there is no story at all, not even in the bin."""
        with self.database.reading() as connection:
            return connection.execute("SELECT 1 FROM article LIMIT 1").fetchone() is None

    def asked(self, query: str) -> Query:
        """What a query asks, and what in it could not be understood."""
        from desk.library import queries

        return queries.parse(query, self.author)

    def snippets(self, ids: Iterable[str], query: str) -> dict[str, Snippet]:
        """Where the words of a query stand in stories, by ID; stories without any are left out."""
        from desk.library import snippets

        with self.database.reading() as connection:
            return snippets.found(connection, ids, self.asked(query).terms)

    def sections(self) -> list[str]:
        """Every section in use."""
        from desk.library import finding

        with self.database.reading() as connection:
            return finding.sections(connection)

    def completions(self, field: str, prefix: str, limit: int = 20) -> list[str]:
        """What was written before in keywords, section, byline, place, agency, credit, photographer or source."""
        from desk.library import finding

        with self.database.reading() as connection:
            return finding.completions(connection, field, prefix, limit)

    # versions

    def versions(self, article_id: str) -> list[Version]:
        """Every version of the story, newest first."""
        from desk.library import versions

        with self.database.reading() as connection:
            return versions.listed(connection, article_id)

    def version(self, article_id: str, number: int) -> Article:
        """The story as it was in a version."""
        from desk.library import versions

        with self.database.reading() as connection:
            return versions.read(connection, article_id, number)

    def name_version(self, article_id: str, number: int, name: str) -> None:
        """Give a version a name (“As filed”), or take it away; what has a name stays for good."""
        from desk.library import versions

        with self.database.writing() as connection:
            versions.name(connection, article_id, number, name)

    def restore_version(self, article_id: str, number: int) -> Version:
        """Make a version the story again; what stood before is a version too. An open story is then to be loaded."""
        return self._keeper.restore(article_id, number, self._label("restore", f"Back to version {number}"))

    @property
    def receipts(self) -> Receipts:
        """What was exported of stories: it is noted there, and told."""
        from desk.library.receipts import Receipts

        return Receipts(self.database, self.author)

    def past(self, article_id: str) -> list[Past]:
        """Every version of the story with its words, oldest first: what a story package holds."""
        from desk.library import versions

        with self.database.reading() as connection:
            return versions.past(connection, article_id)

    def take_in_story(self, article: Article, past: Sequence[Past]) -> HandedOver:
        """Take in a story with its versions, oldest first. One that is here gets what is new in either, merged."""
        from desk.library.handing_over import take_in

        return take_in(self._keeper, article, past, self._label("import"))

    # originals

    def add_media(self, data: bytes) -> str:
        """Keep an original; its name, the SHA-256 of its bytes."""
        return self._media.add(data)

    def original(self, media: str) -> bytes:
        """An original, exactly as it came. Raises Trouble, with the photo’s and the story’s name, where it is not."""
        from desk.library.naming import original

        return original(self.database, self._media, media)

    def has_media(self, media: str) -> bool:
        """Whether the original is there."""
        return self._media.has(media)

    def media_path(self, media: str) -> Path:
        """Where the original lies; only to read."""
        return self._media.path(media)

    def thumbnail(self, media: str, side: int) -> bytes:
        """A small JPEG of an original, its longer side at most `side`; decoded from the original once."""
        from desk.library import thumbnails

        return thumbnails.thumbnail(self.database, media, side, self.original)

    def keep_thumbnail(self, media: str, side: int, data: bytes) -> None:
        """Keep a small JPEG of an original, its longer side at most `side`, for the next time."""
        from desk.library import thumbnails

        thumbnails.keep(self.database, media, side, data)

    def kept_rendition(self, media: str, key: str) -> bytes | None:
        """What was kept of an original under a key, just as it was; None where it is not there."""
        return self._renditions.find(media, key)

    def keep_rendition(self, media: str, key: str, data: bytes) -> None:
        """Keep what was made of an original; where that cannot be, it will be made again."""
        self._renditions.keep(media, key, data)

    # the whole

    def backup(self, file: Path) -> Path:
        """Write the whole library into a new file, while it is in use; the file. In a folder it makes up the name.

        Raises Trouble, once the backup is written, where originals are missing from it.
        """
        from desk.library.backup import backup

        return backup(self.database, self._media, Path(file))

    @cached_property
    def backups(self) -> Backups:
        """The backups that are made automatically."""
        from desk.library.backups import Backups

        return Backups(self.database)

    def verify(self) -> list[str]:
        """A sentence for each thing that is not as it should be; none for a sound library."""
        from desk.library.verify import verified

        return verified(self.database, self._media)

    def setting(self, name: str) -> str | None:
        """A small thing that the library remembers for the window."""
        with self.database.reading() as connection:
            row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Remember a small thing."""
        with self.database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))

    def changed(self) -> int:
        """A number that differs once this or any other program has written to the library."""
        return self.database.changed()

    def _label(self, kind: str, name: str = "") -> Label:
        from desk.library.versions import Label

        return Label(kind, name, self.author)

    def _set_binned(self, ids: Iterable[str], value: int) -> None:
        with self.database.writing() as connection:
            connection.executemany(
                "UPDATE article SET binned = ? WHERE id = ?", [(value, article_id) for article_id in ids]
            )

"""What a person knows a story and a photo by: headline and file name, where the library itself has IDs and hashes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from sqlite3 import Connection, DatabaseError

from desk.article.model import Article, Custody, Status, new_id, now
from desk.article.trouble import Trouble
from desk.library import standing, versions
from desk.library.database import Database
from desk.library.media import Media, Unsound
from desk.library.missing import no_story
from desk.library.packing import DAMAGE

NAMED = 3
"""How many stories of a photo are named."""
LONGEST = 60
"""Characters of a headline that are enough to know it by."""


def story_named(connection: Connection, article_id: str) -> str:
    """A story by its headline and its ID, as far as it can be read."""
    try:
        row = connection.execute("SELECT headline FROM article WHERE id = ?", (article_id,)).fetchone()
        headline = " ".join(str(row[0]).split()) if row else ""
    except (DatabaseError, UnicodeDecodeError):
        headline = ""
    short = headline if len(headline) <= LONGEST else f"{headline[:LONGEST].rstrip()}…"
    return f"“{short or 'Untitled'}” ({article_id})"


def resolved(connection: Connection, prefix: str) -> str:
    """The ID that begins like this, if there is exactly one."""
    found = connection.execute(
        "SELECT id FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", (prefix, prefix + "\U0010ffff")
    ).fetchall()
    if not found or not prefix:
        raise no_story(prefix)
    if len(found) > 1 and found[0][0] != prefix:
        raise Trouble(f"Several stories have an ID that begins with {prefix}; give more of it.")
    return str(found[0][0])


def as_copy(article: Article) -> Article:
    """The story as a draft of its own, begun now."""
    return replace(
        article, id=new_id(), status=Status.DRAFT, created=now(), published=None, source_id="", custody=Custody()
    )


def original(database: Database, media: Media, name: str) -> bytes:
    """An original as it came. Raises what `in_words` says where it is not, as far as the database can tell."""
    try:
        return media.original(name)
    except Unsound as unsound:
        trouble: Trouble = unsound
        with suppress(Trouble), database.reading() as connection:
            trouble = in_words(connection, unsound)
        raise trouble from unsound


def in_words(connection: Connection, unsound: Unsound) -> Trouble:
    """What is wrong with an original, with the photo’s own name and the stories that use it; without, as it was."""
    names, stories = set[str](), list[str]()
    for article_id, name in _uses(connection, unsound.media):
        names |= {name} if name else set()
        stories.append(story_named(connection, article_id))
    if not stories:
        return unsound
    more = f" and {len(stories) - NAMED} more" if len(stories) > NAMED else ""
    photo = f"photo {min(names)}" if names else f"photo {unsound.media[:12]}…"
    return Trouble(f"The file of the {photo} in {', '.join(stories[:NAMED])}{more} {unsound.what}")


def _uses(connection: Connection, media: str) -> Iterator[tuple[str, str]]:
    """The stories that have the photo, or had it in a version, and what its file was called there."""
    rows = connection.execute("SELECT article FROM uses WHERE media = ? ORDER BY article", (media,)).fetchall()
    for (article_id,) in rows:
        yield article_id, _name_in(connection, article_id, media)


def _name_in(connection: Connection, article_id: str, media: str) -> str:
    with suppress(DatabaseError, UnicodeDecodeError, *DAMAGE):
        for article in _articles(connection, article_id):
            for photo in article.photos:
                if photo.media == media:
                    return photo.name
    return ""


def _articles(connection: Connection, article_id: str) -> Iterator[Article]:
    """The story as it stands, then as its versions have it, newest first."""
    found = standing.standing(connection, article_id)
    if found is not None:
        yield found.article
    for version in versions.listed(connection, article_id):
        yield versions.read(connection, article_id, version.number)

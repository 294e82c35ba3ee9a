"""A program that writes a story through the journal without end: words, versions, photos. To be stopped and copied.

Run as `python -m tests.crash.writer LIBRARY`; tells the number of each word as it is written, with the monotonic time.
"""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import closing
from pathlib import Path

from desk.article.changes import BodyChange, PhotosChange
from desk.library import Journal, Library
from tests.builders import a_photo
from tests.library.helpers import Desk

STORY = "s1"


def add_photo(desk: Desk, number: int) -> None:
    """An original, and after it the step that uses it; the photo before goes."""
    photo = a_photo(id=f"p{number}", media=desk.library.add_media(random.Random(number).randbytes(5000)))
    desk.session.apply(PhotosChange(desk.article.photos, (photo,)))


def write(desk: Desk, number: int) -> None:
    """One more word, and now and then more than that."""
    end = len(desk.article.body)
    desk.session.apply(BodyChange(end, "", f"{number} "))
    os.write(1, f"{time.monotonic()} {number}\n".encode())
    if number % 20 == 3:
        desk.journal.checkpoint(desk.article)
    if number % 50 == 11:
        desk.journal.save(desk.article)
    if number % 31 == 19:
        add_photo(desk, number)


def main(folder: str) -> None:
    """Write until the end comes."""
    with closing(Library.open(Path(folder))) as library, closing(Journal(library)) as journal:
        desk = Desk(library, STORY, journal)
        for number in range(1 << 30):
            write(desk, number)
            time.sleep(0.005)


if __name__ == "__main__":
    main(*sys.argv[1:])

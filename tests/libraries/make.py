"""Writes `schema-N.zip`, a library as this Desk keeps it, for every later Desk to open.

`python -m tests.libraries.make`, run once for each released schema before the next one is begun; the file is then
never written again.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from desk.article.model import Crop
from desk.library import Library
from desk.library.schema import CURRENT
from tests.builders import ENGLISH, a_photo, a_sorani_story, a_story
from tests.library.helpers import at_desk

PHOTO = b"not really a photo"


def make(target: Path) -> Path:
    """A library with two stories: one with versions, a photo and unsaved words, one in the bin."""
    with tempfile.TemporaryDirectory() as place, closing(Library.open(Path(place) / "library", "Shilan")) as library:
        photo = a_photo(
            media=library.add_media(PHOTO), turn=1, tilt=-2.5, focus=(0.25, 0.75), crops=(Crop("16:9", 0, 0, 0.9, 0.5),)
        )
        story = a_sorani_story(id="5041", photos=(photo,), lead=photo.id, keywords=("ئاو", "water"))
        library.add(story)
        library.save(replace(story, headline="سەردێڕێکی نوێ"), name="As filed")
        with at_desk(library, "5041") as desk:
            desk.type(" نوێ")
            desk.session.undo()
        library.add(a_story(id="b1", body=ENGLISH, photos=(), lead=""))
        library.bin(["b1"])
        library.set_setting("open_story", "5041")
        return library.backup(target)


if __name__ == "__main__":
    sys.stdout.write(f"{make(Path(__file__).with_name(f'schema-{CURRENT}.zip'))}\n")

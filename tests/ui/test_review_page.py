"""The comparison as the window shows and exports it."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from desk.article.model import Crop
from desk.library import Library
from desk.ui.review_page import within
from tests.builders import a_photo
from tests.cli.helpers import a_jpeg


def test_exported_photos_are_cut_as_they_are_printed_and_one_that_is_missing_is_none(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library", "Dana")
    photo = a_photo(media=library.add_media(a_jpeg()))
    tall = replace(photo, crops=(Crop("free", 0.0, 0.0, 0.2, 1.0),))

    def size(address: str) -> tuple[int, int]:
        return Image.open(BytesIO(b64decode(address.partition(",")[2]))).size

    picture = within(library)
    whole, cut = size(picture(photo)), size(picture(tall))
    assert abs(cut[0] / cut[1] - 0.2 * whole[0] / whole[1]) < 0.05
    assert picture(a_photo(media="f" * 64)) == ""
    library.close()

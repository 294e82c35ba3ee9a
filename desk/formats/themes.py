"""Where page themes are found: beside the program, each a folder."""

from __future__ import annotations

from functools import lru_cache

from desk.article.trouble import Trouble
from desk.formats.page import PageMaker
from desk.paths import resources


@lru_cache(maxsize=8)
def page_maker(theme: str) -> PageMaker:
    """The maker of pages in a theme, by the theme's name."""
    if not theme or theme.strip(".") == "" or "/" in theme or "\\" in theme:
        raise Trouble(f"There is no page theme “{theme}”: choose another.")
    return PageMaker(resources() / "themes" / theme)

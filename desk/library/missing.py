"""What is said where a story is asked for that the library does not have."""

from __future__ import annotations

from desk.article.trouble import Trouble


def no_story(article_id: str) -> Trouble:
    """There is none of this ID, or none whose ID begins so."""
    return Trouble(f"There is no story with the ID {article_id or '“”'}.")

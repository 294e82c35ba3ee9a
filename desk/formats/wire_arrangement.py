"""How a story's copy is arranged: each of its passages, and what it was taken for.

An `Arrangement` holds the whole copy, passage by passage, so that a window can show what was taken for what and turn
each choice around. Nothing in it changes: `with_role` gives a new arrangement, and the one before is the way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What a passage of the copy is taken for. Its value is the word for it in a sentence."""

    KICKER = "kicker"
    HEADLINE = "headline"
    SUMMARY = "summary"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    CREDIT = "photo credit"
    DATELINE = "dateline"
    BODY = "body"
    SUBHEADING = "subheading"
    QUOTE = "quote"
    SIGN_OFF = "sign-off"
    SLUGLINE = "slugline"
    EMBARGO = "embargo"
    NOTE = "editor’s note"
    CORRECTION = "correction"
    PREVIOUS = "previous article"
    NEXT = "next article"
    RELATED = "related article"
    KEYWORDS = "keywords"
    SHARES = "share count"
    FURNITURE = "page furniture"
    END = "end mark"

    @property
    def label(self) -> str:
        """The role's name as a window shows it: `Sign-off`."""
        return self.value[0].upper() + self.value[1:]


IN_BODY = frozenset((Role.BODY, Role.SUBHEADING, Role.QUOTE))
"""The roles of what stands in the article's body."""
LEFT_OUT = frozenset((Role.FURNITURE, Role.END))
"""The roles of what no article keeps."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a line or a dateline of the copy, with the role it was taken for.

    `text` is the passage as it stands in the copy, its line ends as `\\n`; `before` is the white space between it and
    the passage before (empty lines, one line end, or the space that parts a dateline from what follows on its line), or
    the bar between two passages of one line (`By Sara Ali | March 3, 2026`).
    `wrapped` says that its line ends are only those of a narrow column.
    """

    text: str
    role: Role = Role.BODY
    before: str = ""
    wrapped: bool = False

    @property
    def words(self) -> str:
        """The text as it goes into the article: a column's line ends taken out, all others kept."""
        return unwrapped(self.text) if self.wrapped else self.text

    @property
    def line(self) -> str:
        """The text on one line, for fields that have only one."""
        return " ".join(self.words.split())


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All passages of a copy in order, and the language it seems to be in (BCP 47).

    The copy itself is `text`, to the last space. `by_line` says that there are no empty lines in it, so that every line
    is a paragraph.
    """

    passages: tuple[Passage, ...]
    language: str = "en"
    by_line: bool = False
    after: str = ""

    @property
    def text(self) -> str:
        """The copy, with `\\n` for every kind of line end."""
        return "".join(passage.before + passage.text for passage in self.passages) + self.after

    def with_role(self, index: int, role: Role) -> Arrangement:
        """The arrangement with another role for the passage at `index` (from 0); IndexError where there is none.

        A story has one headline: where another passage becomes it, what was the headline before is body.
        """
        if not 0 <= index < len(self.passages):
            raise IndexError(index)
        passages = list(self.passages)
        if role is Role.HEADLINE:
            passages = [replace(one, role=Role.BODY) if one.role is role else one for one in passages]
        passages[index] = replace(passages[index], role=role)
        return replace(self, passages=tuple(passages))

    def of(self, *roles: Role) -> Iterator[Passage]:
        """The passages of these roles, in the order of the copy."""
        return (passage for passage in self.passages if passage.role in roles)


_WRAP = re.compile(r"[ \t\u00a0]*\n[ \t\u00a0]*")
_TIED = re.compile(r"(?<=[^\W\d_])-\Z|(?<=\w)[—–]\Z|\u00ad\Z|[^\W\d_]/\Z")
_HANGING = frozenset(("and", "or", "nor", "to", "und", "oder", "et", "ou"))
"""After a hyphen that hangs: `pre-` and post-war."""


def unwrapped(text: str) -> str:
    """A paragraph that was set in a narrow column, on one line; a word broken after its hyphen is one word again."""
    first, *others = _WRAP.split(text)
    pieces = [first]
    for line in others:
        tied = _TIED.search(pieces[-1]) and line[:1].isalnum() and line.split(maxsplit=1)[0] not in _HANGING
        pieces += [line] if tied else [" ", line]
    return "".join(pieces)

"""The rows that the shelf holds: of every story fetched who it is and when; whole, only those looked at last.

So a list takes no more memory at its end than at its top, but for some bytes a story.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.library import Row

BATCH = 200
"""Rows fetched at a time as the shelf is scrolled, a page."""
FIRST = 50
"""Rows shown first of what is asked anew: more than a window has room for. The rest of the page follows."""
ALL = 2**62
"""More rows than a list can have: every one is wanted."""
KEPT = 10
"""Pages that are kept whole: many times what a window shows."""
Stub = tuple[str, int, int]
"""A story's ID, and when it was changed last and begun, in seconds of Unix time."""


class Rows:
    """Rows by their number from the top. One whose page was let go has an ID and its times, and no words."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._ids: list[str] = []
        self._modified, self._created = array("q"), array("q")
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self.extend(rows)

    @classmethod
    def of(cls, stubs: Iterable[Stub], pages: Mapping[int, Sequence[Row]]) -> Rows:
        """All of these, and whole those of some pages."""
        made = cls()
        for stub in stubs:
            made._add(stub)
        for page, rows in pages.items():
            made.take(page, rows)
        return made

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, number: int) -> Row:
        page = self._pages.get(number // BATCH, ())
        if number % BATCH < len(page):
            return page[number % BATCH]
        return _blank(self._ids[number], self._modified[number], self._created[number])

    def __iter__(self) -> Iterator[Row]:
        return (self[number] for number in range(len(self)))

    @property
    def ids(self) -> Sequence[str]:
        """The IDs of all, from the top."""
        return self._ids

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that are here whole, the one looked at last at the end."""
        return tuple(self._pages)

    def seconds(self, number: int, begun: bool) -> int:
        """When a row's story was changed last, or begun, in seconds of Unix time."""
        return (self._created if begun else self._modified)[number]

    def whole(self) -> Iterator[Row]:
        """The rows that are here whole."""
        return (row for page in self._pages.values() for row in page)

    def is_like(self, others: Rows) -> bool:
        """Whether the same stories have the same words here and there, as far as both have them."""
        both = self._pages.keys() & others._pages.keys()
        return self._modified == others._modified and all(self._pages[page] == others._pages[page] for page in both)

    def look_at(self, number: int) -> bool:
        """Keep the page of a row longer than others; whether it is here."""
        here = number // BATCH in self._pages
        if here:
            self._pages.move_to_end(number // BATCH)
        return here

    def extend(self, rows: Iterable[Row]) -> None:
        """More rows behind the others."""
        for row in rows:
            page = self._pages.get(len(self) // BATCH)
            if page is None and len(self) % BATCH == 0:
                page = self._pages[len(self) // BATCH] = []
            if page is not None:
                page.append(row)
            self._add(_stub(row))
        self._let_go()

    def take(self, page: int, rows: Sequence[Row]) -> None:
        """The rows of a page as they are now; where there are others by now, those count."""
        first = page * BATCH
        for number, row in enumerate(rows[: max(0, len(self) - first)], first):
            self._ids[number], self._modified[number], self._created[number] = _stub(row)
        self._pages[page] = list(rows)
        self._let_go()

    def _add(self, stub: Stub) -> None:
        self._ids.append(stub[0])
        self._modified.append(stub[1])
        self._created.append(stub[2])

    def _let_go(self) -> None:
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)


def _stub(row: Row) -> Stub:
    return row.id, int(row.modified.timestamp()), int(row.created.timestamp())


def _blank(story: str, modified: int, created: int) -> Row:
    from desk.article.status import Status
    from desk.library.finding import Row
    from desk.library.packing import moment

    return Row(story, "…", "", Status.DRAFT, "", "", moment(modified), moment(created), 0, "", False, 0)

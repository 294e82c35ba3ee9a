"""What the shelf asks the library, off the GUI thread, and what it is answered."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from desk.article.status import Status
from desk.ui.shelf_pages import BATCH, KEPT, Rows

if TYPE_CHECKING:
    from desk.library import Library, Row
    from desk.library.queries import Query


class Question(NamedTuple):
    """What the library is asked: `status` may be `bin`."""

    query: str
    status: str
    section: str
    sort: str

    @property
    def binned(self) -> bool:
        """Whether the bin is asked for."""
        return self.status == "bin"

    @property
    def wanted_status(self) -> Status | None:
        """The status that stories are to have, if one is asked for."""
        return Status(self.status) if self.status and not self.binned else None


class Answer(NamedTuple):
    """The rows from the top on, every section in use, and how the query was understood."""

    rows: Rows
    sections: list[str]
    query: Query


def find(library: Library, asked: Question, offset: int, limit: int) -> list[Row]:
    """Rows whole."""
    return library.find(
        asked.query,
        status=asked.wanted_status,
        section=asked.section,
        binned=asked.binned,
        sort=asked.sort,
        limit=limit,
        offset=offset,
    )


def answer(library: Library, asked: Question, wanted: int, pages: tuple[int, ...]) -> Answer:
    """So many rows from the top on; of a long list only these pages whole. None where nothing asked is understood."""
    query = library.asked(asked.query)
    if query.is_lost:
        rows = Rows()
    elif wanted <= KEPT * BATCH:
        rows = Rows(find(library, asked, 0, wanted))
    else:
        rows = Rows.of(
            _stubs(library, asked, wanted), {page: find(library, asked, page * BATCH, BATCH) for page in pages}
        )
    return Answer(rows, library.sections(), query)


def make_ready() -> None:
    """Load what the first search needs, which takes longer than a key may."""
    for module in ("desk.article.folding", "desk.library.standing", "desk.library.snippets"):
        import_module(module)


def _stubs(library: Library, asked: Question, wanted: int) -> list[tuple[str, int, int]]:
    from desk.library.finding import Wish

    return library.find_stubs(Wish(asked.query, asked.wanted_status, asked.section, asked.binned, asked.sort), wanted)

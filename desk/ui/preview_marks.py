"""Marks on the previewed page: what differs from another state of the story, as `<ins>` and `<del>`.

While marks are wanted, the page is not patched key by key: it is marked anew a moment after the last change, off the
GUI thread, and only the blocks and parts that look otherwise by then are sent. Where none are wanted any more, the
page is what the exporter writes again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from desk.article.model import Article
from desk.formats.around import Around
from desk.formats.page import Options, PageMaker
from desk.paths import resources
from desk.ui import look
from desk.ui.page_patches import PagePatches, Step
from desk.ui.preview_photos import preview_picture
from desk.ui.soon import Soon
from desk.ui.tasks import Tasks

PAUSE, LONGEST = 300, 1_200
"""Milliseconds after the last change until the page is marked anew; and how long it waits while one types on."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: the HTML of each block of its body, and that of each part around it."""

    blocks: tuple[str, ...]
    parts: Mapping[str, str]

    def leading_to(self, other: Shown) -> list[Step]:
        """The steps that make of this page the other one."""
        parts: list[Step] = [
            {"part": name, "html": html} for name, html in other.parts.items() if html != self.parts.get(name, html)
        ]
        return [*block_steps(self.blocks, other.blocks), *parts]


def block_steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """The steps that swap the blocks that differ; where there are as many in between, each run by itself."""
    head, least = 0, min(len(old), len(new))
    while head < least and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < least - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(gone) != len(come):
        return [{"first": head, "count": len(gone), "html": list(come)}]
    return [{"first": head + n, "count": 1, "html": [html]} for n, html in enumerate(come) if html != gone[n]]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be marked: the states before and after, and with what their page is made."""

    before: Article
    before_blocks: tuple[str, ...] | None
    after: Article
    plain: Shown
    maker: PageMaker
    options: Options
    around: Around
    address: str


class PageMarks(QObject):
    """Follows one preview while marks are wanted; `steps` are what its page is to be sent."""

    steps = Signal(list)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._base: Article | None = None
        self._base_blocks: tuple[str, ...] | None = None
        """The base's own blocks, once they were made."""
        self._page: PagePatches | None = None
        self._article: Article | None = None
        self._shown: Shown | None = None
        self._is_styled = False
        """Whether the page knows how marks look."""
        self._turn = self._answered = 0
        self._follow: list[Step] = []
        self._soon = Soon(self, PAUSE, LONGEST)
        self._soon.timeout.connect(self._make)

    @property
    def are_wanted(self) -> bool:
        """Whether the page is to be marked."""
        return self._base is not None

    @property
    def is_settled(self) -> bool:
        """Whether the page is marked as the story stands."""
        return not self.are_wanted or not (self._soon.isActive() or self._answered < self._turn)

    def show(self, page: PagePatches, article: Article) -> None:
        """A page was loaded or filled anew, without marks."""
        self._page, self._article = page, article
        self._base_blocks, self._is_styled = None, False
        self._shown = _plain(page) if self.are_wanted else None
        if self.are_wanted:
            self._make()

    def forget(self) -> None:
        """There is no page any more."""
        self._page = self._shown = None
        self._soon.stop()
        self._answered = self._turn = self._turn + 1

    def compare_with(self, base: Article | None) -> None:
        """Mark what differs from another state of the story from now on; None: nothing."""
        if base is self._base:
            return
        self._base, self._base_blocks = base, None
        if self._page is None:
            return
        if base is None:
            self._soon.stop()
            self._answered = self._turn = self._turn + 1
            if self._shown is not None:
                self.steps.emit([{"marks": ""}, *self._shown.leading_to(_plain(self._page))])
            self._shown, self._is_styled = None, False
        else:
            self._shown = self._shown or _plain(self._page)
            self._make()

    def follow(self, article: Article) -> None:
        """The story changed, and the page follows by itself."""
        self._article = article

    def hold_back(self, article: Article, steps: list[Step]) -> None:
        """The story changed by these steps; the page will follow with its marks."""
        self._article = article
        self._follow = [step for step in steps if "follow" in step][-1:] or self._follow
        self._soon.again()

    def _make(self) -> None:
        base, article, page = self._base, self._article, self._page
        if base is None or article is None or page is None:
            return
        self._soon.stop()
        self._turn += 1
        around, address = page.stands(article)
        wish = _Wish(base, self._base_blocks, article, _plain(page), page.maker, page.options, around, address)
        failed = partial(self._on_failed, self._turn)
        self._tasks.run(partial(_marked, wish), partial(self._on_made, self._turn, base), failed)

    def _on_made(self, turn: int, base: Article, made: tuple[tuple[str, ...], Shown]) -> None:
        if turn != self._turn or self._shown is None:
            return
        self._answered = turn
        self._base_blocks = made[0] if base is self._base else None
        follow, self._follow = self._follow, []
        self.steps.emit([*self._style(), *self._shown.leading_to(made[1]), *follow])
        self._shown = made[1]

    def _style(self) -> list[Step]:
        if self._is_styled:
            return []
        self._is_styled = True
        css = (resources() / "preview" / "marked.css").read_text(encoding="utf-8")
        return [{"marks": css}, {"dark": look.is_dark()}]

    def _on_failed(self, turn: int, _why: str) -> None:
        """The theme cannot make the page of the base: what is shown follows the story without marks."""
        self._answered = max(self._answered, turn)
        if turn == self._turn and self._shown is not None and self._page is not None:
            plain, (follow, self._follow) = _plain(self._page), (self._follow, [])
            self.steps.emit([*self._shown.leading_to(plain), *follow])
            self._shown = plain


def _plain(page: PagePatches) -> Shown:
    return Shown(tuple(page.rendering.blocks), page.parts)


def _marked(wish: _Wish) -> tuple[tuple[str, ...], Shown]:
    """The blocks of the base, and the page with its marks. Takes a while."""
    from desk.article.markup import Rendering
    from desk.formats.marked import changed_cuts, marked_each, marked_parts

    old = wish.before_blocks
    if old is None:
        setting = wish.maker.setting(wish.before, preview_picture, wish.options.base_url, wish.options.house)
        old = tuple(Rendering(wish.before.body, setting).blocks)
    parts = marked_parts(
        *(wish.before, wish.after, wish.maker, wish.options, preview_picture),
        address=wish.address,
        around=wish.around,
    )
    blocks = marked_each(old, wish.plain.blocks, changed_cuts(wish.before, wish.after, preview_picture))
    return old, Shown(tuple(blocks), {**wish.plain.parts, **parts})
